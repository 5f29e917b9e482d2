// Columns and rows of one stage.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_BLOCK_H
#define RW_TWOSTAGE_BLOCK_H

#include <rampwerk/twostage.h>

// Zeroed arrays without names; on failure what was allocated stays in block for rw_block_clear.
RW_MUST_USE rw_status rw_block_init(rw_block *block, rw_idx n_col, rw_idx n_row);
void rw_block_clear(rw_block *block); // names included

#endif
