// Sequences of random figures.  SPDX-License-Identifier: MIT
#include "plant/draw.h"

#include <math.h>

#include "core/random.h"

enum { STREAMS_PER_KIND = 4096 };

draw draw_of(uint64_t seed, draw_kind kind, uint64_t index) {
    return (draw){.seed = seed, .stream = (uint64_t)kind * STREAMS_PER_KIND + index};
}

bool draw_chance(draw *d, double probability) {
    return rw_random_uniform(d->seed, d->stream, d->next++) < probability;
}

int64_t draw_whole(draw *d, int64_t low, int64_t high) {
    return high <= low ? low : low + rw_random_index(d->seed, d->stream, d->next++, high - low + 1);
}

double draw_rounded(double value) {
    if (value == 0.0) {
        return 0.0;
    }
    // Dividing by a power of ten, not multiplying by its inverse, keeps 0.3 from becoming 0.30000000000000004.
    const double digits = 2.0 - floor(log10(fabs(value)));
    return digits >= 0.0 ? round(value * pow(10.0, digits)) / pow(10.0, digits)
                         : round(value / pow(10.0, -digits)) * pow(10.0, -digits);
}

double draw_between(draw *d, double low, double high) {
    return draw_rounded(low + (high - low) * rw_random_uniform(d->seed, d->stream, d->next++));
}
