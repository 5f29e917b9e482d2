// Is a solution what it claims to be?  SPDX-License-Identifier: MIT
#include "lp/sound.h"

#include <math.h>
#include <string.h>

static const double INFINITE = 1e30;
static const double FEASIBILITY = 1e-5; // relative to the terms of a row
static const double AGREEMENT = 1e-6;   // of the objectives, relative to the terms of both

typedef struct sums {
    double primal, dual; // objectives
    double size;         // of the terms
    double worst;        // infeasibility, relative
} sums;

static double excess(double value, double lower, double upper) {
    return fmax(lower - value, value - upper);
}

static void add_column(const rw_sound_case *c, int j, sums *s) {
    double x = c->primal[j], reduced = c->cost[j], size = fabs(c->cost[j]);
    for (int k = c->begin[j]; k < c->begin[j] + c->length[j]; k++) {
        c->activity[c->row[k]] += c->value[k] * x;
        reduced -= c->value[k] * c->dual[c->row[k]];
        size += fabs(c->value[k] * c->dual[c->row[k]]);
    }
    double bound = reduced > 0 ? c->lower[j] : c->upper[j];
    s->worst = fmax(s->worst, excess(x, c->lower[j], c->upper[j]) / (1 + fabs(x)));
    s->primal += c->cost[j] * x;
    s->dual += reduced * (fabs(bound) < INFINITE ? bound : x); // no bound: the reduced cost is zero to tolerance
    s->size += size * fabs(x);
}

static void add_row(const rw_sound_case *c, int i, sums *s) {
    double bound = c->dual[i] > 0 ? c->row_lower[i] : c->row_upper[i], a = c->activity[i];
    s->worst = fmax(s->worst, excess(a, c->row_lower[i], c->row_upper[i]) / (1 + fabs(a)));
    s->dual += c->dual[i] * (fabs(bound) < INFINITE ? bound : a);
}

bool rw_sound(const rw_sound_case *c) {
    sums s = {0};
    memset(c->activity, 0, (size_t)c->n_row * sizeof *c->activity);
    for (int j = 0; j < c->n_col; j++) {
        add_column(c, j, &s);
    }
    for (int i = 0; i < c->n_row; i++) {
        add_row(c, i, &s);
    }
    return s.worst <= FEASIBILITY && fabs(s.primal - s.dual) <= AGREEMENT * (1 + s.size);
}
