// Counter-based random numbers: a draw is a pure function of its key, so any order and any thread gives the same.
// Threefry 2x64 of Random123 (Salmon et al., SC'11).  SPDX-License-Identifier: MIT
#ifndef RW_CORE_RANDOM_H
#define RW_CORE_RANDOM_H

#include <stdint.h>

// 64 random bits for (seed, stream, draw).
uint64_t rw_random_bits(uint64_t seed, uint64_t stream, uint64_t draw);

// Uniform in the open interval (0, 1): one of the 2^52 odd multiples of 2^-53.
double rw_random_uniform(uint64_t seed, uint64_t stream, uint64_t draw);

// Uniform integer in [0, count), count >= 1.
int64_t rw_random_index(uint64_t seed, uint64_t stream, uint64_t draw, int64_t count);

#endif
