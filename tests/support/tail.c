// The CVaR of costs as linear rows.  SPDX-License-Identifier: MIT
#include "support/tail.h"

#include <math.h>

#include "core/memory.h"
#include "twostage/block.h"

// The block with one column and n_more rows more.
static rw_status widen_block(const rw_block *from, rw_idx n_more, rw_block *to) {
    if (rw_block_init(to, from->n_col + 1, from->n_row + n_more) != RW_OK) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < from->n_col; j++) {
        to->cost[j] = from->cost[j];
        to->lower[j] = from->lower[j];
        to->upper[j] = from->upper[j];
    }
    for (rw_idx i = 0; i < from->n_row; i++) {
        to->row_lower[i] = from->row_lower[i];
        to->row_upper[i] = from->row_upper[i];
    }
    return RW_OK;
}

// The matrix with one column more and, with `last`, one row more: last[j] in column j of it, `corner` in the new
// column.
static rw_status widen_matrix(const rw_sparse *from, const double *last, double corner, rw_sparse *to) {
    rw_status status = RW_OK;
    rw_triplets triplets = {0};
    for (rw_idx j = 0; j < from->n_col; j++) {
        for (rw_idx e = from->begin[j]; e < from->begin[j + 1]; e++) {
            RW_TRY(rw_triplets_add(&triplets, from->row[e], j, from->value[e]));
        }
        if (last != NULL) {
            RW_TRY(rw_triplets_add(&triplets, from->n_row, j, last[j]));
        }
    }
    if (last != NULL) {
        RW_TRY(rw_triplets_add(&triplets, from->n_row, from->n_col, corner));
    }
    RW_TRY(rw_triplets_compress(&triplets, from->n_row + (last != NULL ? 1 : 0), from->n_col + 1, to));
done:
    rw_triplets_clear(&triplets);
    return status;
}

// A column's entry of the new row is its last one; the entries before it have moved by one place for each column
// before.
static void add_delta(const rw_twostage *problem, const rw_delta *from, rw_twostage *to, rw_idx *count) {
    const double rest = 1.0 - problem->risk_weight;
    rw_delta *next = &to->delta[*count];
    *next = *from;
    *count += 1;
    switch (from->kind) {
    case RW_DELTA_FIRST_COST:
    case RW_DELTA_COST: {
        const bool first = from->kind == RW_DELTA_FIRST_COST;
        const rw_sparse *matrix = first ? &to->technology : &to->recourse;
        next->value = rest * from->value;
        next[1].kind = first ? RW_DELTA_TECHNOLOGY : RW_DELTA_RECOURSE;
        next[1].index = matrix->begin[from->index + 1] - 1;
        next[1].value = from->value;
        *count += 1;
        break;
    }
    case RW_DELTA_TECHNOLOGY:
    case RW_DELTA_RECOURSE: {
        const rw_sparse *matrix = from->kind == RW_DELTA_TECHNOLOGY ? &problem->technology : &problem->recourse;
        rw_idx col = 0;
        while (matrix->begin[col + 1] <= from->index) {
            col++;
        }
        next->index += col;
        break;
    }
    case RW_DELTA_LOWER:
    case RW_DELTA_UPPER:
    case RW_DELTA_ROW_LOWER:
    case RW_DELTA_ROW_UPPER:
        break;
    }
}

static rw_status fill_scenarios(const rw_twostage *problem, rw_twostage *to) {
    const rw_idx n = problem->n_scenario;
    rw_idx count = 0;
    to->n_scenario = n;
    to->probability = rw_calloc(n, sizeof *to->probability);
    to->delta_begin = rw_calloc(n + 1, sizeof *to->delta_begin);
    to->delta = rw_calloc(2 * problem->delta_begin[n], sizeof *to->delta);
    if (to->probability == NULL || to->delta_begin == NULL || to->delta == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx w = 0; w < n; w++) {
        to->probability[w] = problem->probability[w];
        for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
            add_delta(problem, &problem->delta[e], to, &count);
        }
        to->delta_begin[w + 1] = count;
    }
    return RW_OK;
}

static rw_status fill_first(const rw_twostage *problem, rw_twostage *to) {
    const rw_idx eta = problem->first.n_col;
    if (widen_block(&problem->first, 0, &to->first) != RW_OK) {
        return RW_NO_MEMORY;
    }
    to->integer = rw_calloc(eta + 1, sizeof *to->integer);
    to->first_scenario_cost = rw_calloc(eta + 1, sizeof *to->first_scenario_cost);
    if (to->integer == NULL || to->first_scenario_cost == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < eta; j++) {
        to->integer[j] = problem->integer[j];
        to->first_scenario_cost[j] = (1.0 - problem->risk_weight) * problem->first_scenario_cost[j];
    }
    to->first.cost[eta] = problem->risk_weight;
    to->first.lower[eta] = -(double)INFINITY;
    to->first.upper[eta] = (double)INFINITY;
    return widen_matrix(&problem->constraint, NULL, 0.0, &to->constraint);
}

static rw_status fill_second(const rw_twostage *problem, rw_twostage *to) {
    rw_status status = RW_OK;
    const rw_idx last = problem->second.n_col, row = problem->second.n_row;
    RW_TRY(widen_block(&problem->second, 1, &to->second));
    for (rw_idx j = 0; j < last; j++) {
        to->second.cost[j] *= 1.0 - problem->risk_weight;
    }
    to->second.cost[last] = problem->risk_weight / (1.0 - problem->risk_level);
    to->second.upper[last] = (double)INFINITY;
    to->second.row_lower[row] = -(double)INFINITY;
    RW_TRY(widen_matrix(&problem->technology, problem->first_scenario_cost, -1.0, &to->technology));
    RW_TRY(widen_matrix(&problem->recourse, problem->second.cost, -1.0, &to->recourse));
done:
    return status;
}

rw_status tail_extend(const rw_twostage *problem, rw_twostage **extended) {
    rw_status status = RW_NO_MEMORY;
    rw_twostage *to = rw_calloc(1, sizeof *to);
    *extended = to;
    if (to == NULL) {
        goto done;
    }
    to->constant = problem->constant;
    RW_TRY(fill_first(problem, to));
    RW_TRY(fill_second(problem, to));
    RW_TRY(fill_scenarios(problem, to));
done:
    if (status != RW_OK) {
        rw_twostage_free(extended);
    }
    return status;
}
