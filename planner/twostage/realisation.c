// The arrays a scenario may change.  SPDX-License-Identifier: MIT
#include "twostage/realisation.h"

#include <string.h>

#include "core/memory.h"

rw_idx rw_delta_extent(const rw_twostage *problem, rw_delta_kind kind) {
    switch (kind) {
    case RW_DELTA_FIRST_COST:
        return problem->first.n_col;
    case RW_DELTA_COST:
    case RW_DELTA_LOWER:
    case RW_DELTA_UPPER:
        return problem->second.n_col;
    case RW_DELTA_ROW_LOWER:
    case RW_DELTA_ROW_UPPER:
        return problem->second.n_row;
    case RW_DELTA_TECHNOLOGY:
        return problem->technology.begin[problem->technology.n_col];
    case RW_DELTA_RECOURSE:
        return problem->recourse.begin[problem->recourse.n_col];
    }
    return 0;
}

const double *rw_delta_template(const rw_twostage *problem, rw_delta_kind kind) {
    switch (kind) {
    case RW_DELTA_FIRST_COST:
        return problem->first_scenario_cost;
    case RW_DELTA_COST:
        return problem->second.cost;
    case RW_DELTA_LOWER:
        return problem->second.lower;
    case RW_DELTA_UPPER:
        return problem->second.upper;
    case RW_DELTA_ROW_LOWER:
        return problem->second.row_lower;
    case RW_DELTA_ROW_UPPER:
        return problem->second.row_upper;
    case RW_DELTA_TECHNOLOGY:
        return problem->technology.value;
    case RW_DELTA_RECOURSE:
        return problem->recourse.value;
    }
    return NULL;
}

rw_status rw_realisation_init(rw_realisation *realisation, const rw_twostage *problem) {
    *realisation = (rw_realisation){0};
    for (int kind = 0; kind <= RW_DELTA_RECOURSE; kind++) {
        const rw_idx count = rw_delta_extent(problem, (rw_delta_kind)kind);
        double *copy = rw_calloc(count, sizeof *copy);
        if (copy == NULL) {
            return RW_NO_MEMORY;
        }
        if (count > 0) {
            memcpy(copy, rw_delta_template(problem, (rw_delta_kind)kind), (size_t)count * sizeof *copy);
        }
        realisation->array[kind] = copy;
    }
    return RW_OK;
}

void rw_realisation_enter(rw_realisation *realisation, const rw_twostage *problem, rw_idx scenario) {
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        realisation->array[delta->kind][delta->index] = delta->value;
    }
}

void rw_realisation_leave(rw_realisation *realisation, const rw_twostage *problem, rw_idx scenario) {
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        realisation->array[delta->kind][delta->index] = rw_delta_template(problem, delta->kind)[delta->index];
    }
}

void rw_realisation_clear(rw_realisation *realisation) {
    for (int kind = 0; kind <= RW_DELTA_RECOURSE; kind++) {
        rw_free(realisation->array[kind]);
    }
    *realisation = (rw_realisation){0};
}
