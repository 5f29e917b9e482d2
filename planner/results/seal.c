// The last bytes of a run file: a digest of all before them.  SPDX-License-Identifier: MIT
#include "results/seal.h"

#include <string.h>

#include "core/digest.h"

static const char mark[] = "rampwerk-sha256 ";

enum { MARK_BYTES = sizeof mark - 1, HEX_BYTES = 64 };

_Static_assert(MARK_BYTES + HEX_BYTES + 1 == RW_SEAL_BYTES, "the parts make the seal");

void rw_seal_add(unsigned char *bytes, size_t count) {
    char hex[HEX_BYTES + 1];
    rw_digest_sha256(bytes, count, hex);
    memcpy(bytes + count, mark, MARK_BYTES);
    memcpy(bytes + count + MARK_BYTES, hex, HEX_BYTES);
    bytes[count + MARK_BYTES + HEX_BYTES] = '\n';
}

rw_seal rw_seal_check(const unsigned char *bytes, size_t count) {
    char hex[HEX_BYTES + 1];
    if (count < RW_SEAL_BYTES || memcmp(bytes + count - RW_SEAL_BYTES, mark, MARK_BYTES) != 0) {
        return RW_SEAL_NONE;
    }
    rw_digest_sha256(bytes, count - RW_SEAL_BYTES, hex);
    return memcmp(bytes + count - RW_SEAL_BYTES + MARK_BYTES, hex, HEX_BYTES) == 0 ? RW_SEAL_INTACT : RW_SEAL_BROKEN;
}
