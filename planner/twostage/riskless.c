// The same problem without a risk measure.  SPDX-License-Identifier: MIT
#include "twostage/riskless.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "twostage/block.h"

static char *copy_text(const char *text) {
    const size_t size = strlen(text) + 1;
    char *copy = rw_calloc((rw_idx)size, 1);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}

// Names of a stage and the one added to it; NULL stays NULL.
static rw_status copy_names(char *const *from, rw_idx count, const char *added, char ***to) {
    if (from == NULL) {
        return RW_OK;
    }
    const rw_idx all = count + (added != NULL);
    *to = rw_calloc(all, sizeof **to);
    for (rw_idx k = 0; *to != NULL && k < all; k++) {
        (*to)[k] = copy_text(k < count ? from[k] : added);
        if ((*to)[k] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    return *to != NULL ? RW_OK : RW_NO_MEMORY;
}

static void copy_values(const double *from, rw_idx count, double factor, double *to) {
    for (rw_idx k = 0; k < count; k++) {
        to[k] = factor == 1.0 ? from[k] : factor * from[k];
    }
}

static rw_status copy_block(const rw_block *from, rw_idx more_col, rw_idx more_row, double factor, rw_block *to) {
    rw_status status = RW_OK;
    RW_TRY(rw_block_init(to, from->n_col + more_col, from->n_row + more_row));
    copy_values(from->cost, from->n_col, factor, to->cost);
    copy_values(from->lower, from->n_col, 1.0, to->lower);
    copy_values(from->upper, from->n_col, 1.0, to->upper);
    copy_values(from->row_lower, from->n_row, 1.0, to->row_lower);
    copy_values(from->row_upper, from->n_row, 1.0, to->row_upper);
    RW_TRY(copy_names(from->col_name, from->n_col, more_row > 0 ? "excess" : "threshold", &to->col_name));
    RW_TRY(copy_names(from->row_name, from->n_row, more_row > 0 ? "excess" : NULL, &to->row_name));
done:
    return status;
}

// The matrix with a last column and, where last_row is not NULL, its negation as a last row that ends in 1.
static rw_status extend(const rw_sparse *from, const double *last_row, rw_sparse *to) {
    const bool has_row = last_row != NULL;
    const rw_idx n_col = from->n_col + 1;
    const rw_idx n_entry = from->begin[from->n_col] + (has_row ? n_col : 0);
    *to = (rw_sparse){.n_row = from->n_row + has_row, .n_col = n_col};
    to->begin = rw_calloc(n_col + 1, sizeof *to->begin);
    to->row = rw_calloc(n_entry, sizeof *to->row);
    to->value = rw_calloc(n_entry, sizeof *to->value);
    if (to->begin == NULL || to->row == NULL || to->value == NULL) {
        return RW_NO_MEMORY;
    }
    rw_idx filled = 0;
    for (rw_idx j = 0; j < n_col; j++) {
        to->begin[j] = filled;
        for (rw_idx e = j < from->n_col ? from->begin[j] : 0; j < from->n_col && e < from->begin[j + 1];
             e++, filled++) {
            to->row[filled] = from->row[e];
            to->value[filled] = from->value[e];
        }
        if (has_row) {
            to->row[filled] = from->n_row;
            to->value[filled++] = j < from->n_col ? -last_row[j] : 1.0;
        }
    }
    to->begin[n_col] = filled;
    return RW_OK;
}

// Entries of the scenarios: positions in the matrices have moved, and costs stand in the new row, too.
static rw_status copy_deltas(const rw_twostage *from, rw_twostage *to) {
    const double factor = 1.0 - from->risk_weight;
    const rw_idx n_delta = from->delta_begin[from->n_scenario];
    rw_idx filled = 0;
    to->delta_begin = rw_calloc(from->n_scenario + 1, sizeof *to->delta_begin);
    to->delta = rw_calloc(2 * n_delta, sizeof *to->delta);
    if (to->delta_begin == NULL || to->delta == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx w = 0; w < from->n_scenario; w++) {
        for (rw_idx e = from->delta_begin[w]; e < from->delta_begin[w + 1]; e++) {
            rw_delta delta = from->delta[e];
            const bool is_first = delta.kind == RW_DELTA_FIRST_COST;
            if (is_first || delta.kind == RW_DELTA_COST) {
                const rw_sparse *matrix = is_first ? &to->technology : &to->recourse;
                to->delta[filled++] = (rw_delta){.kind = is_first ? RW_DELTA_TECHNOLOGY : RW_DELTA_RECOURSE,
                                                 .index = matrix->begin[delta.index + 1] - 1,
                                                 .value = -delta.value};
                delta.value *= factor;
            } else if (delta.kind == RW_DELTA_TECHNOLOGY || delta.kind == RW_DELTA_RECOURSE) {
                // One entry more in every column in front of this one's.
                const rw_sparse *matrix = delta.kind == RW_DELTA_TECHNOLOGY ? &from->technology : &from->recourse;
                rw_idx low = 0, high = matrix->n_col;
                while (high - low > 1) {
                    const rw_idx middle = low + (high - low) / 2;
                    if (matrix->begin[middle] <= delta.index) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                delta.index += low;
            }
            to->delta[filled++] = delta;
        }
        to->delta_begin[w + 1] = filled;
    }
    return RW_OK;
}

static rw_status copy_first_stage(const rw_twostage *from, rw_twostage *to) {
    const rw_idx n_col = from->first.n_col;
    to->integer = rw_calloc(n_col + 1, sizeof *to->integer);
    to->first_scenario_cost = rw_calloc(n_col + 1, sizeof *to->first_scenario_cost);
    to->chain = rw_calloc(from->n_chain, sizeof *to->chain);
    to->probability = rw_calloc(from->n_scenario, sizeof *to->probability);
    if (to->integer == NULL || to->first_scenario_cost == NULL || to->chain == NULL || to->probability == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < n_col; j++) {
        to->integer[j] = from->integer[j];
    }
    copy_values(from->first_scenario_cost, n_col, 1.0 - from->risk_weight, to->first_scenario_cost);
    copy_values(from->probability, from->n_scenario, 1.0, to->probability);
    for (rw_idx k = 0; k < from->n_chain; k++) {
        to->chain[k] = from->chain[k];
    }
    to->n_chain = from->n_chain;
    to->n_scenario = from->n_scenario;
    to->constant = from->constant;
    to->first.cost[n_col] = from->risk_weight;
    to->first.lower[n_col] = -(double)INFINITY;
    to->first.upper[n_col] = (double)INFINITY;
    return RW_OK;
}

rw_status rw_twostage_riskless(const rw_twostage *problem, rw_twostage **riskless) {
    rw_status status = RW_OK;
    rw_twostage *to = rw_calloc(1, sizeof *to);
    *riskless = to;
    if (to == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(copy_block(&problem->first, 1, 0, 1.0, &to->first));
    RW_TRY(copy_block(&problem->second, 1, 1, 1.0 - problem->risk_weight, &to->second));
    RW_TRY(copy_first_stage(problem, to));
    to->second.cost[problem->second.n_col] = problem->risk_weight / (1.0 - problem->risk_level);
    to->second.upper[problem->second.n_col] = (double)INFINITY;
    to->second.row_upper[problem->second.n_row] = (double)INFINITY;
    RW_TRY(extend(&problem->constraint, NULL, &to->constraint));
    RW_TRY(extend(&problem->technology, problem->first_scenario_cost, &to->technology));
    RW_TRY(extend(&problem->recourse, problem->second.cost, &to->recourse));
    RW_TRY(copy_deltas(problem, to));
done:
    if (status != RW_OK) {
        rw_twostage_free(riskless);
    }
    return status;
}
