// The SHA-256 digest of bytes (FIPS 180-4).  SPDX-License-Identifier: MIT
#ifndef RW_CORE_DIGEST_H
#define RW_CORE_DIGEST_H

#include <stddef.h>

// 64 lower-case hexadecimal digits and a NUL.
void rw_digest_sha256(const void *bytes, size_t count, char hex[65]);

#endif
