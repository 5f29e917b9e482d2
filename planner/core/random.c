// Counter-based random numbers; the sole includer of Random123.  SPDX-License-Identifier: MIT
#include "core/random.h"

#include <math.h>

#include <Random123/threefry.h>

// The counter's second word tells redraws of the same draw apart.
static uint64_t bits_of(uint64_t seed, uint64_t stream, uint64_t draw, uint64_t attempt) {
    threefry2x64_ctr_t counter = {{draw, attempt}};
    threefry2x64_key_t key = {{seed, stream}};
    return threefry2x64(counter, key).v[0];
}

uint64_t rw_random_bits(uint64_t seed, uint64_t stream, uint64_t draw) {
    return bits_of(seed, stream, draw, 0);
}

double rw_random_uniform(uint64_t seed, uint64_t stream, uint64_t draw) {
    // An odd multiple of 2^-53 is exact, never 0 or 1, and as likely as its mirror image about 1/2.
    return ldexp((double)((rw_random_bits(seed, stream, draw) >> 11) | 1), -53);
}

int64_t rw_random_index(uint64_t seed, uint64_t stream, uint64_t draw, int64_t count) {
    uint64_t range = (uint64_t)count;
    uint64_t excess = (UINT64_MAX % range + 1) % range; // 2^64 mod range: so many draws are one too many
    uint64_t bits = 0;
    uint64_t attempt = 0;
    do {
        bits = bits_of(seed, stream, draw, attempt++);
    } while (bits > UINT64_MAX - excess);
    return (int64_t)(bits % range);
}
