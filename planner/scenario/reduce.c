// A few scenarios that stand for many.  SPDX-License-Identifier: MIT
//
// Forward selection (Heitsch and Roemisch, Computational Optimization and Applications 24, 2003): again and again the
// member that lowers the mean distance of the set to its nearest representative most.  What a member can still gain
// only shrinks as others are taken, so that old gains are bounds: few have to be worked out anew.
#include <math.h>

#include "core/memory.h"
#include "scenario/set.h"

typedef struct selection {
    const rw_scenario_set *set;
    rw_arena *arena;
    rw_idx n_scale;
    double *point;    // n_scenario x n_scale: factors, standardised; constant ones left out
    double *distance; // n_scenario: to the nearest representative
    rw_idx *nearest;  // n_scenario: it
    double *gain;     // n_scenario: upper bound on what taking it saves; -1 where it is taken
    bool *is_taken;
} selection;

static double distance_between(const selection *s, rw_idx a, rw_idx b) {
    double sum = 0.0;
    for (rw_idx k = 0; k < s->n_scale; k++) {
        const double d = s->point[a * s->n_scale + k] - s->point[b * s->n_scale + k];
        sum += d * d;
    }
    return sqrt(sum);
}

static void standardise(selection *s) {
    const rw_scenario_set *set = s->set;
    const rw_idx n = set->n_scenario;
    for (rw_idx k = 0; k < set->n_factor; k++) {
        double total = 0.0, mean = 0.0, variance = 0.0;
        for (rw_idx w = 0; w < n; w++) {
            total += set->scenario[w].probability;
            mean += set->scenario[w].probability * set->factor[w * set->n_factor + k];
        }
        mean /= total;
        for (rw_idx w = 0; w < n; w++) {
            const double d = set->factor[w * set->n_factor + k] - mean;
            variance += set->scenario[w].probability / total * d * d;
        }
        for (rw_idx w = 0; w < n; w++) {
            s->point[w * s->n_scale + k] =
                variance > 0.0 ? (set->factor[w * set->n_factor + k] - mean) / sqrt(variance) : 0.0;
        }
    }
}

static rw_status init_selection(selection *s, const rw_scenario_set *set) {
    const rw_idx n = set->n_scenario;
    s->set = set;
    s->n_scale = set->n_factor;
    s->arena = rw_arena_new();
    if (s->arena == NULL) {
        return RW_NO_MEMORY;
    }
    s->point = rw_arena_alloc(s->arena, n * s->n_scale, sizeof *s->point);
    s->distance = rw_arena_alloc(s->arena, n, sizeof *s->distance);
    s->nearest = rw_arena_alloc(s->arena, n, sizeof *s->nearest);
    s->gain = rw_arena_alloc(s->arena, n, sizeof *s->gain);
    s->is_taken = rw_arena_alloc(s->arena, n, sizeof *s->is_taken);
    if (s->point == NULL || s->distance == NULL || s->nearest == NULL || s->gain == NULL || s->is_taken == NULL) {
        return RW_NO_MEMORY;
    }
    standardise(s);
    return RW_OK;
}

// Mean distance of the set to member `center`.
static double spread_around(const selection *s, rw_idx center) {
    double sum = 0.0;
    for (rw_idx w = 0; w < s->set->n_scenario; w++) {
        sum += s->set->scenario[w].probability * distance_between(s, w, center);
    }
    return sum;
}

// What taking `candidate` saves now.
static double gain_of(const selection *s, rw_idx candidate) {
    double sum = 0.0;
    for (rw_idx w = 0; w < s->set->n_scenario; w++) {
        sum += s->set->scenario[w].probability * fmax(0.0, s->distance[w] - distance_between(s, w, candidate));
    }
    return sum;
}

static void take(selection *s, rw_idx member) {
    s->is_taken[member] = true;
    s->gain[member] = -1.0;
    for (rw_idx w = 0; w < s->set->n_scenario; w++) {
        const double distance = distance_between(s, w, member);
        if (distance < s->distance[w]) {
            s->distance[w] = distance;
            s->nearest[w] = member;
        }
    }
    s->distance[member] = 0.0; // even where another is as near: no representative without a probability
    s->nearest[member] = member;
}

static void take_first(selection *s) {
    rw_idx best = 0;
    double least = INFINITY;
    for (rw_idx w = 0; w < s->set->n_scenario; w++) {
        const double spread = spread_around(s, w);
        best = spread < least ? w : best;
        least = fmin(spread, least);
        s->distance[w] = INFINITY;
        s->gain[w] = INFINITY;
    }
    take(s, best);
}

static rw_idx largest_gain(const selection *s) {
    rw_idx best = 0;
    for (rw_idx w = 1; w < s->set->n_scenario; w++) {
        best = s->gain[w] > s->gain[best] ? w : best;
    }
    return best;
}

// The largest bound is made exact until it stays the largest.
static void take_next(selection *s) {
    for (;;) {
        const rw_idx best = largest_gain(s);
        const double bound = s->gain[best];
        s->gain[best] = gain_of(s, best);
        if (s->gain[best] >= bound || largest_gain(s) == best) {
            take(s, best);
            return;
        }
    }
}

static rw_status keep_taken(const selection *s, const rw_model *model, rw_idx n_scenario, rw_scenario_set **reduced,
                            double *error_made) {
    const rw_scenario_set *set = s->set;
    double total = 0.0, sum = 0.0;
    rw_idx at = 0;
    rw_idx *place = rw_arena_alloc(s->arena, set->n_scenario, sizeof *place);
    *reduced = place != NULL ? rw_set_new_like(model, set, n_scenario) : NULL;
    if (*reduced == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        if (s->is_taken[w]) {
            rw_set_copy(model, *reduced, at, set, w);
            (*reduced)->scenario[at].probability = 0.0;
            place[w] = at++;
        }
        total += set->scenario[w].probability;
    }
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        const double share = set->scenario[w].probability / total;
        (*reduced)->scenario[place[s->nearest[w]]].probability += share;
        sum += share * s->distance[w];
    }
    *error_made = sum;
    return RW_OK;
}

rw_status rw_scenario_reduce(const rw_model *model, const rw_scenario_set *set, rw_idx n_scenario,
                             rw_scenario_set **reduced, double *error_made, rw_error *error) {
    rw_status status = RW_OK;
    selection s = {0};
    *reduced = NULL;
    *error_made = 0.0;
    if (n_scenario < 1 || n_scenario > set->n_scenario) {
        return rw_error_set(error, RW_ARGUMENT, "%lld scenarios out of %lld", (long long)n_scenario,
                            (long long)set->n_scenario);
    }
    RW_TRY(init_selection(&s, set));
    take_first(&s);
    for (rw_idx k = 1; k < n_scenario; k++) {
        take_next(&s);
    }
    RW_TRY(keep_taken(&s, model, n_scenario, reduced, error_made));
done:
    rw_arena_free(&s.arena);
    return status == RW_OK ? status : rw_error_set(error, status, "out of memory for a selection of scenarios");
}
