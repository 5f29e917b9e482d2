// The starter plan config/starter.cfg, built in.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_STARTER_H
#define RW_CLI_STARTER_H

#include <stddef.h>

extern const unsigned char rw_starter_text[];
extern const size_t rw_starter_size;

#endif
