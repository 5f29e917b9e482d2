// What must be known of all scenarios before a core file can be written.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/memory.h"
#include "twostage/realisation.h"
#include "twostage/smps_write.h"

static const double SUM_ROUNDING = 1e-12;

// Sides a row has in some scenario.
enum { LOWER_FINITE = 1, LOWER_INFINITE = 2, UPPER_FINITE = 4, UPPER_INFINITE = 8, APART = 16 };

static void look_at(double lower, double upper, unsigned char *seen) {
    const int found = (isinf(lower) ? LOWER_INFINITE : LOWER_FINITE) | (isinf(upper) ? UPPER_INFINITE : UPPER_FINITE) |
                      (lower < upper ? APART : 0);
    *seen = (unsigned char)(*seen | found);
}

static void look_at_scenarios(const rw_twostage *problem, rw_realisation *realisation, unsigned char *seen) {
    const double *const *array = (const double *const *)realisation->array;
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        rw_realisation_enter(realisation, problem, w);
        for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
            const rw_delta *delta = &problem->delta[e];
            if (delta->kind == RW_DELTA_ROW_LOWER || delta->kind == RW_DELTA_ROW_UPPER) {
                look_at(array[RW_DELTA_ROW_LOWER][delta->index], array[RW_DELTA_ROW_UPPER][delta->index],
                        &seen[delta->index]);
            }
        }
        rw_realisation_leave(realisation, problem, w);
    }
}

static rw_status choose_types(rw_smps_form *form, const unsigned char *seen, rw_error *error) {
    for (rw_idx i = 0; i < form->problem->second.n_row; i++) {
        const int sides = seen[i];
        const bool has_lower = (sides & LOWER_FINITE) != 0, has_upper = (sides & UPPER_FINITE) != 0;
        if ((sides & LOWER_INFINITE) != 0 && (sides & UPPER_INFINITE) != 0 && has_lower && has_upper) {
            return rw_error_set(error, RW_UNSUPPORTED,
                                "row %lld of the second stage has now only a lower side, now only an upper one, which "
                                "SMPS cannot say",
                                (long long)i);
        }
        form->type[i] = 'G';
        if (!has_lower && !has_upper) {
            form->type[i] = 'N';
        } else if ((sides & APART) == 0) {
            form->type[i] = 'E';
        } else if ((sides & LOWER_INFINITE) != 0 && has_upper) {
            form->type[i] = 'L';
        }
        form->has_range[i] = form->type[i] != 'E' && has_lower && has_upper;
    }
    return RW_OK;
}

static void mark_random(rw_smps_form *form) {
    const rw_twostage *problem = form->problem;
    for (rw_idx e = 0; e < problem->delta_begin[problem->n_scenario]; e++) {
        const rw_delta *delta = &problem->delta[e];
        if (delta->kind == RW_DELTA_FIRST_COST) {
            form->is_first_cost[delta->index] = 1;
        } else if (delta->kind == RW_DELTA_TECHNOLOGY) {
            form->is_technology[delta->index] = 1;
        } else if (delta->kind == RW_DELTA_RECOURSE) {
            form->is_recourse[delta->index] = 1;
        }
    }
}

rw_status rw_smps_form_init(const rw_twostage *problem, rw_smps_form *form, rw_error *error) {
    rw_status status = RW_OK;
    const rw_idx n_row = problem->second.n_row;
    rw_realisation realisation = {0};
    unsigned char *seen = rw_calloc(n_row, sizeof *seen);
    *form = (rw_smps_form){.problem = problem};
    form->type = rw_calloc(n_row, sizeof *form->type);
    form->has_range = rw_calloc(n_row, sizeof *form->has_range);
    form->is_first_cost = rw_calloc(problem->first.n_col, sizeof *form->is_first_cost);
    form->is_technology = rw_calloc(rw_delta_extent(problem, RW_DELTA_TECHNOLOGY), sizeof *form->is_technology);
    form->is_recourse = rw_calloc(rw_delta_extent(problem, RW_DELTA_RECOURSE), sizeof *form->is_recourse);
    if (seen == NULL || form->type == NULL || form->has_range == NULL || form->is_first_cost == NULL ||
        form->is_technology == NULL || form->is_recourse == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(rw_realisation_init(&realisation, problem));
    for (rw_idx i = 0; i < n_row; i++) {
        look_at(problem->second.row_lower[i], problem->second.row_upper[i], &seen[i]);
    }
    look_at_scenarios(problem, &realisation, seen);
    RW_TRY(choose_types(form, seen, error));
    mark_random(form);
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        form->probability_sum += problem->probability[w];
    }
    if (fabs(form->probability_sum - 1.0) <= SUM_ROUNDING * (double)problem->n_scenario) {
        form->probability_sum = 1.0;
    }
done:
    rw_realisation_clear(&realisation);
    rw_free(seen);
    return status;
}

void rw_smps_form_clear(rw_smps_form *form) {
    rw_free(form->type);
    rw_free(form->has_range);
    rw_free(form->is_first_cost);
    rw_free(form->is_technology);
    rw_free(form->is_recourse);
    *form = (rw_smps_form){0};
}

void rw_smps_form_side(const rw_smps_form *form, rw_idx row, double lower, double upper, double *rhs, double *range) {
    *rhs = form->type[row] == 'L' ? upper : lower;
    *range = form->has_range[row] ? upper - lower : (double)NAN;
}

// Costs of the first stage count once, those of scenarios with the probabilities: where a column's cost is random the
// reader takes all of it for the scenarios'.
double rw_smps_form_cost(const rw_smps_form *form, rw_idx col, double d) {
    const double cost = form->problem->first.cost[col];
    return form->is_first_cost[col] != 0 ? cost / form->probability_sum + d : cost + d * form->probability_sum;
}
