// The seam to Clp, through its C interface.  SPDX-License-Identifier: MIT
#include "lp/lp.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "lp/model.h"

static double clp_bound(double value) {
    return value == INFINITY ? RW_LP_INFINITE : value == -INFINITY ? -RW_LP_INFINITE : value;
}

// The library wants 32-bit indices and bounds of +-1e30 for infinity.
static bool load(Clp_Simplex *model, const rw_sparse *matrix, const double *cost, const double *lower,
                 const double *upper, const double *row_lower, const double *row_upper) {
    rw_idx n_entry = matrix->begin[matrix->n_col];
    CoinBigIndex *begin = rw_calloc(matrix->n_col + 1, sizeof *begin);
    int *row = rw_calloc(n_entry, sizeof *row);
    double *bound = rw_calloc(2 * (matrix->n_col + matrix->n_row), sizeof *bound);
    bool ok = begin && row && bound;
    if (ok) {
        double *col_lower = bound, *col_upper = col_lower + matrix->n_col;
        double *lower_row = col_upper + matrix->n_col, *upper_row = lower_row + matrix->n_row;
        for (rw_idx j = 0; j <= matrix->n_col; j++) {
            begin[j] = (CoinBigIndex)matrix->begin[j];
        }
        for (rw_idx k = 0; k < n_entry; k++) {
            row[k] = (int)matrix->row[k];
        }
        for (rw_idx j = 0; j < matrix->n_col; j++) {
            col_lower[j] = clp_bound(lower[j]);
            col_upper[j] = clp_bound(upper[j]);
        }
        for (rw_idx i = 0; i < matrix->n_row; i++) {
            lower_row[i] = clp_bound(row_lower[i]);
            upper_row[i] = clp_bound(row_upper[i]);
        }
        Clp_loadProblem(model, (int)matrix->n_col, (int)matrix->n_row, begin, row, matrix->value, col_lower, col_upper,
                        cost, lower_row, upper_row);
    }
    rw_free(bound);
    rw_free(row);
    rw_free(begin);
    return ok;
}

rw_lp *rw_lp_new(const rw_sparse *matrix, const double *cost, const double *lower, const double *upper,
                 const double *row_lower, const double *row_upper) {
    if (matrix->n_col > INT_MAX / 2 || matrix->n_row > INT_MAX / 2 || matrix->begin[matrix->n_col] > INT_MAX / 2) {
        return NULL;
    }
    rw_lp *lp = rw_calloc(1, sizeof *lp);
    if (!lp) {
        return NULL;
    }
    lp->n_col = matrix->n_col;
    lp->n_row = matrix->n_row;
    lp->cutoff = INFINITY;
    lp->iteration_limit = INT64_MAX;
    lp->idle_cost = rw_calloc(lp->n_col, sizeof *lp->idle_cost);
    lp->model = lp->idle_cost ? Clp_newModel() : NULL;
    if (lp->model) {
        Clp_setLogLevel(lp->model, 0);
        Clp_scaling(lp->model, RW_LP_SCALED);
    }
    if (!lp->model || !load(lp->model, matrix, cost, lower, upper, row_lower, row_upper)) {
        rw_lp_free(&lp);
    }
    return lp;
}

void rw_lp_free(rw_lp **lp) {
    if (lp && *lp) {
        if ((*lp)->model) {
            Clp_deleteModel((*lp)->model);
        }
        rw_pool_free(&(*lp)->pool);
        rw_free((*lp)->activity);
        rw_free((*lp)->idle_cost);
        rw_free(*lp);
        *lp = NULL;
    }
}

rw_idx rw_lp_columns(const rw_lp *lp) {
    return lp->n_col;
}

rw_idx rw_lp_rows(const rw_lp *lp) {
    return lp->n_row;
}

void rw_lp_set_bounds(rw_lp *lp, rw_idx column, double lower, double upper) {
    Clp_columnLower(lp->model)[column] = clp_bound(lower);
    Clp_columnUpper(lp->model)[column] = clp_bound(upper);
}

void rw_lp_set_row_bounds(rw_lp *lp, rw_idx row, double lower, double upper) {
    Clp_rowLower(lp->model)[row] = clp_bound(lower);
    Clp_rowUpper(lp->model)[row] = clp_bound(upper);
}

static void forget_bases(rw_lp *lp) {
    if (lp->pool) {
        rw_pool_forget(lp->pool);
        lp->found = NULL;
    }
}

void rw_lp_set_cost(rw_lp *lp, rw_idx column, double cost) {
    forget_bases(lp);
    Clp_objective(lp->model)[column] = cost;
}

void rw_lp_set_cutoff(rw_lp *lp, double objective) {
    lp->cutoff = objective;
    Clp_setDualObjectiveLimit(lp->model, objective == INFINITY ? 1e100 : objective);
}

void rw_lp_set_iteration_limit(rw_lp *lp, rw_idx limit) {
    lp->iteration_limit = limit;
}

void rw_lp_set_stop(rw_lp *lp, bool (*must_stop)(const void *context), const void *context) {
    lp->must_stop = must_stop;
    lp->context = context;
}

bool rw_lp_add_rows(rw_lp *lp, rw_idx n_row, const rw_idx *begin, const rw_idx *column, const double *value,
                    const double *row_lower, const double *row_upper) {
    CoinBigIndex *start = rw_calloc(n_row + 1, sizeof *start);
    int *index = rw_calloc(begin[n_row], sizeof *index);
    double *bound = rw_calloc(2 * n_row, sizeof *bound);
    bool ok = start && index && bound;
    if (ok) {
        for (rw_idx i = 0; i < n_row; i++) {
            start[i + 1] = (CoinBigIndex)begin[i + 1];
            bound[i] = clp_bound(row_lower[i]);
            bound[n_row + i] = clp_bound(row_upper[i]);
        }
        for (rw_idx k = 0; k < begin[n_row]; k++) {
            index[k] = (int)column[k];
        }
        Clp_addRows(lp->model, (int)n_row, bound, bound + n_row, start, index, value);
        lp->n_row += n_row;
    }
    rw_free(start);
    rw_free(index);
    rw_free(bound);
    return ok;
}

bool rw_lp_delete_rows(rw_lp *lp, rw_idx n_row, const rw_idx *row) {
    int *which = rw_calloc(n_row, sizeof *which);
    if (which) {
        for (rw_idx i = 0; i < n_row; i++) {
            which[i] = (int)row[i];
        }
        Clp_deleteRows(lp->model, (int)n_row, which);
        lp->n_row -= n_row;
    }
    rw_free(which);
    return which != NULL;
}

bool rw_lp_row_is_basic(const rw_lp *lp, rw_idx row) {
    enum { BASIC = 1 };
    return Clp_getRowStatus(lp->model, (int)row) == BASIC;
}

void rw_lp_set_coefficient(rw_lp *lp, rw_idx row, rw_idx column, double value) {
    forget_bases(lp);
    Clp_modifyCoefficient(lp->model, (int)row, (int)column, value, true);
}

double rw_lp_objective(const rw_lp *lp) {
    return lp->found ? rw_pool_objective(lp->pool) : Clp_objectiveValue(lp->model) + lp->idle_objective;
}

const double *rw_lp_primal(const rw_lp *lp) {
    return lp->found ? rw_pool_primal(lp->pool) : Clp_getColSolution(lp->model);
}

const double *rw_lp_activity(const rw_lp *lp) {
    return lp->found ? rw_pool_activity(lp->pool) : Clp_getRowActivity(lp->model);
}

const double *rw_lp_dual(const rw_lp *lp) {
    return lp->found ? lp->found->dual : Clp_getRowPrice(lp->model);
}

const double *rw_lp_reduced_cost(const rw_lp *lp) {
    return lp->found ? lp->found->reduced : Clp_getReducedCost(lp->model);
}

rw_idx rw_lp_iterations(const rw_lp *lp) {
    return lp->n_iteration;
}

void rw_lp_get_basis(const rw_lp *lp, rw_lp_status *basis) {
    const rw_lp_status *status = lp->found ? lp->found->status : Clp_statusArray(lp->model);
    memcpy(basis, status, (size_t)(lp->n_col + lp->n_row));
}

void rw_lp_set_basis(rw_lp *lp, const rw_lp_status *basis) {
    lp->found = NULL;
    Clp_copyinStatus(lp->model, basis);
}

bool rw_lp_keep_bases(rw_lp *lp) {
    lp->pool = lp->pool ? lp->pool : rw_pool_new((int)lp->n_col, (int)lp->n_row);
    return lp->pool != NULL;
}

bool rw_lp_reuse(rw_lp *lp) {
    if (lp->pool) {
        rw_sound_case c = rw_lp_case(lp);
        lp->found = rw_pool_find(lp->pool, &c);
        lp->n_iteration = lp->found ? 0 : lp->n_iteration;
    }
    return lp->found != NULL;
}
