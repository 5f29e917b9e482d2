// Vectors of doubles, one number for each lane.  SPDX-License-Identifier: MIT
//
// Lanes never meet: there is no operation across them, so that what a lane computes depends on that lane alone.
#ifndef RW_LP_LANES_H
#define RW_LP_LANES_H

#include <stdint.h>

#include "lp/batch.h"

typedef double rw_vec __attribute__((vector_size(RW_BATCH_LANES * sizeof(double))));
typedef int64_t rw_mask
    __attribute__((vector_size(RW_BATCH_LANES * sizeof(int64_t)))); // 0 or all bits, as compares give

// Macros, since vectors as arguments of functions would depend on the processor that is compiled for.
#define RW_LANES_PICK(mask, a, b) ((rw_vec)(((mask) & (rw_mask)(a)) | (~(mask) & (rw_mask)(b))))
#define RW_LANES_KEEP(mask, a) ((rw_vec)((mask) & (rw_mask)(a))) // 0 in the other lanes
#define RW_LANES_MIN(a, b) RW_LANES_PICK((a) < (b), a, b)
#define RW_LANES_MAX(a, b) RW_LANES_PICK((a) > (b), a, b)
#define RW_LANES_ABS(a) ((rw_vec)((rw_mask)(a)&INT64_MAX))
#define RW_LANES_ALL(value) ((value) + (rw_vec){0})

// Functions that are compiled for several processors, the best being chosen when the program starts.  Products and sums
// are never fused (-ffp-contract=off): all give the same bits.  clang 14 loses such functions between files, and
// sanitizers are not up yet when the choice is made.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define RW_LANES_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define RW_LANES_CLONES
#endif

#endif
