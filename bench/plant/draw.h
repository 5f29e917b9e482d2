// Sequences of random figures, one for each thing that is generated.  SPDX-License-Identifier: MIT
#ifndef BENCH_PLANT_DRAW_H
#define BENCH_PLANT_DRAW_H

#include <stdbool.h>
#include <stdint.h>

typedef enum draw_kind {
    DRAW_FEATURES,
    DRAW_SHAPE,
    DRAW_CHAIN,
    DRAW_LINE,
    DRAW_SKILL,
    DRAW_ITEM,
    DRAW_OPERATION,
    DRAW_SUPPLIER,
    DRAW_CUSTOMER,
    DRAW_POLICY,
    DRAW_PERMIT,
    DRAW_SHUFFLE,
    DRAW_RISK
} draw_kind;

typedef struct draw {
    uint64_t seed, stream, next;
} draw;

draw draw_of(uint64_t seed, draw_kind kind, uint64_t index);
bool draw_chance(draw *d, double probability);
int64_t draw_whole(draw *d, int64_t low, int64_t high); // uniform in [low, high]
double draw_between(draw *d, double low, double high);  // uniform, rounded to three digits
double draw_rounded(double value);                      // to three digits

#endif
