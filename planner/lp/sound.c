// Is an answer what it claims to be?  SPDX-License-Identifier: MIT
#include "lp/sound.h"

#include <math.h>

static const double FEASIBILITY = 1e-5; // relative to the terms of a row
static const double AGREEMENT = 1e-6;   // of the objectives, relative to the terms of both
static const double PULL = 1e-5;        // on a column or row towards a side without a bound, relative to its terms
static const double PROOF = 1e-9;       // violation a proof must show, relative
static const double SLOPE = 1e-7; // of a combination of rows or columns that counts as none, relative to its terms
static const double STILL = 1e-9; // of a column that a direction does not move, relative to the one it moves most

typedef struct sums {
    double primal, dual; // objectives
    double size;         // of the terms
    double worst;        // infeasibility, relative
    double pull;         // towards where there is no bound, relative: of the duals' infeasibility
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
    double off = fabs(x) < RW_LP_INFINITE ? excess(x, c->lower[j], c->upper[j]) / (1 + fabs(x)) : INFINITY;
    s->worst = fmax(s->worst, off);
    s->primal += c->cost[j] * x;
    s->dual += reduced * (fabs(bound) < RW_LP_INFINITE ? bound : x);
    s->pull = fmax(s->pull, fabs(bound) < RW_LP_INFINITE ? 0 : fabs(reduced) / (1 + size));
    s->size += size * fabs(x);
}

// largest: of the duals.
static void add_row(const rw_sound_case *c, int i, double largest, sums *s) {
    double bound = c->dual[i] > 0 ? c->row_lower[i] : c->row_upper[i], a = c->activity[i];
    s->worst = fmax(s->worst, excess(a, c->row_lower[i], c->row_upper[i]) / (1 + fabs(a)));
    s->dual += c->dual[i] * (fabs(bound) < RW_LP_INFINITE ? bound : a);
    s->pull = fmax(s->pull, fabs(bound) < RW_LP_INFINITE ? 0 : fabs(c->dual[i]) / (1 + largest));
}

static sums add_up(const rw_sound_case *c) {
    sums s = {0};
    double largest = 0;
    for (int i = 0; i < c->n_row; i++) {
        c->activity[i] = 0;
        largest = fmax(largest, fabs(c->dual[i]));
    }
    for (int j = 0; j < c->n_col; j++) {
        add_column(c, j, &s);
    }
    for (int i = 0; i < c->n_row; i++) {
        add_row(c, i, largest, &s);
    }
    return s;
}

bool rw_sound(const rw_sound_case *c) {
    sums s = add_up(c);
    return s.worst <= FEASIBILITY && s.pull <= PULL && fabs(s.primal - s.dual) <= AGREEMENT * (1 + s.size);
}

// The most that sign * ray'(A x) can be over the box of x.
static double reach(const rw_sound_case *c, const double *ray, double sign) {
    double most = 0;
    for (int j = 0; j < c->n_col; j++) {
        double slope = 0, size = 0;
        for (int k = c->begin[j]; k < c->begin[j] + c->length[j]; k++) {
            slope += sign * c->value[k] * ray[c->row[k]];
            size += fabs(c->value[k] * ray[c->row[k]]);
        }
        if (fabs(slope) > SLOPE * size) {
            double bound = slope > 0 ? c->upper[j] : c->lower[j];
            most += fabs(bound) < RW_LP_INFINITE ? slope * bound : INFINITY;
        }
    }
    return most;
}

// The least that it must be by the limits of the rows.
static double need(const rw_sound_case *c, const double *ray, double sign) {
    double least = 0;
    for (int i = 0; i < c->n_row; i++) {
        double r = sign * ray[i], bound = r > 0 ? c->row_lower[i] : c->row_upper[i];
        if (r != 0) {
            least += fabs(bound) < RW_LP_INFINITE ? r * bound : -INFINITY;
        }
    }
    return least;
}

bool rw_sound_proof(const rw_sound_case *c, const double *ray) {
    bool is_proven = false;
    for (double sign = 1; sign >= -1 && !is_proven; sign -= 2) {
        double most = reach(c, ray, sign), least = need(c, ray, sign);
        is_proven = least - most > PROOF * (fabs(least) + fabs(most)); // false where one is infinite: inf > inf, nan
    }
    return is_proven;
}

static bool is_free_to(double step, double lower, double upper) {
    return step == 0 || (step > 0 ? upper >= RW_LP_INFINITE : lower <= -RW_LP_INFINITE);
}

// The rows' activities of sign * direction, but for columns it hardly moves, and the size of their terms.  Its cost,
// NAN where a column may not go that far or the cost is none to speak of.
static double follow(const rw_sound_case *c, const double *direction, double sign, double *size) {
    double most = 0, cost = 0, terms = 0;
    for (int i = 0; i < c->n_row; i++) {
        c->activity[i] = size[i] = 0;
    }
    for (int j = 0; j < c->n_col; j++) {
        most = fmax(most, fabs(direction[j]));
    }
    for (int j = 0; j < c->n_col; j++) {
        double step = fabs(direction[j]) > STILL * most ? sign * direction[j] : 0;
        if (!is_free_to(step, c->lower[j], c->upper[j])) {
            return NAN;
        }
        cost += c->cost[j] * step;
        terms += fabs(c->cost[j] * step);
        for (int k = c->begin[j]; k < c->begin[j] + c->length[j]; k++) {
            c->activity[c->row[k]] += c->value[k] * step;
            size[c->row[k]] += fabs(c->value[k] * step);
        }
    }
    return fabs(cost) > SLOPE * terms ? cost : NAN;
}

bool rw_sound_direction(const rw_sound_case *c, const double *direction, double *size) {
    bool is_proven = false, is_feasible = add_up(c).worst <= FEASIBILITY;
    for (double sign = 1; sign >= -1 && is_feasible && !is_proven; sign -= 2) {
        is_proven = follow(c, direction, sign, size) < 0;
        for (int i = 0; i < c->n_row && is_proven; i++) {
            double step = fabs(c->activity[i]) > SLOPE * size[i] ? c->activity[i] : 0;
            is_proven = is_free_to(step, c->row_lower[i], c->row_upper[i]);
        }
    }
    return is_proven;
}
