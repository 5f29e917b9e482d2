// The SHA-256 digest of bytes: FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2.  SPDX-License-Identifier: MIT
#include "core/digest.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 64, LENGTH_BYTES = 8, N_WORD = 8, N_ROUND = 64 };

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t round_constant[N_ROUND] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t word, int bits) {
    return word >> bits | word << (32 - bits);
}

// The message schedule W of section 6.2.2, step 1.
static void expand(const unsigned char *block, uint32_t schedule[N_ROUND]) {
    for (int t = 0; t < 16; t++) {
        const unsigned char *at = block + 4 * t;
        schedule[t] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
    for (int t = 16; t < N_ROUND; t++) {
        uint32_t early = schedule[t - 15];
        uint32_t late = schedule[t - 2];
        uint32_t sigma0 = turn(early, 7) ^ turn(early, 18) ^ early >> 3;
        uint32_t sigma1 = turn(late, 17) ^ turn(late, 19) ^ late >> 10;
        schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
    }
}

// Section 6.2.2, steps 2 to 4; word[0..7] are the book's a..h.
static void absorb(uint32_t hash[N_WORD], const unsigned char *block) {
    uint32_t schedule[N_ROUND];
    uint32_t word[N_WORD];
    expand(block, schedule);
    memcpy(word, hash, sizeof word);
    for (int t = 0; t < N_ROUND; t++) {
        uint32_t sum1 = turn(word[4], 6) ^ turn(word[4], 11) ^ turn(word[4], 25);
        uint32_t choice = (word[4] & word[5]) ^ (~word[4] & word[6]);
        uint32_t first = word[7] + sum1 + choice + round_constant[t] + schedule[t];
        uint32_t sum0 = turn(word[0], 2) ^ turn(word[0], 13) ^ turn(word[0], 22);
        uint32_t majority = (word[0] & word[1]) ^ (word[0] & word[2]) ^ (word[1] & word[2]);
        memmove(word + 1, word, (N_WORD - 1) * sizeof word[0]);
        word[4] += first;
        word[0] = first + sum0 + majority;
    }
    for (int i = 0; i < N_WORD; i++) {
        hash[i] += word[i];
    }
}

void rw_digest_sha256(const void *bytes, size_t count, char hex[65]) {
    static const char digits[] = "0123456789abcdef";
    uint32_t hash[N_WORD] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    const unsigned char *at = bytes;
    size_t rest = count;
    for (; rest >= BLOCK_BYTES; rest -= BLOCK_BYTES, at += BLOCK_BYTES) {
        absorb(hash, at);
    }
    // The padding: a 1 bit, zeros, and the length in bits; it takes a second block when the length has no room.
    unsigned char tail[2 * BLOCK_BYTES] = {0};
    if (rest > 0) {
        memcpy(tail, at, rest);
    }
    tail[rest] = 0x80;
    size_t tail_bytes = rest + 1 + LENGTH_BYTES <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
    uint64_t bits = (uint64_t)count * 8;
    for (size_t i = 1; i <= LENGTH_BYTES; i++, bits >>= 8) {
        tail[tail_bytes - i] = (unsigned char)(bits & 0xff);
    }
    for (size_t done = 0; done < tail_bytes; done += BLOCK_BYTES) {
        absorb(hash, tail + done);
    }
    for (int i = 0; i < 8 * N_WORD; i++) {
        hex[i] = digits[hash[i / 8] >> (28 - 4 * (i % 8)) & 0xf];
    }
    hex[64] = '\0';
}
