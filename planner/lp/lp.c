// The seam to Clp, through its C interface.  SPDX-License-Identifier: MIT
#include "lp/lp.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include <coin/Clp_C_Interface.h>

#include "core/memory.h"
#include "lp/sound.h"

struct rw_lp {
    Clp_Simplex *model;
    rw_idx n_col, n_row;
    double cutoff;
    rw_idx iteration_limit, n_iteration; // of the next and the last solve
    bool (*must_stop)(const void *context);
    const void *context;
    double *activity; // work of the check of solutions
    rw_idx activity_capacity;
};

enum { PIECE = 1000 }; // pivots between two looks at whether to stop
enum { CLP_OPTIMAL = 0, CLP_PRIMAL_INFEASIBLE = 1, CLP_DUAL_INFEASIBLE = 2, CLP_STOPPED = 3 };

static double clp_bound(double value) {
    return value == INFINITY ? 1e30 : value == -INFINITY ? -1e30 : value;
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
    lp->model = Clp_newModel();
    if (lp->model) {
        Clp_setLogLevel(lp->model, 0);
        Clp_scaling(lp->model, 3); // automatic: geometric where it helps
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
        rw_free((*lp)->activity);
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

void rw_lp_set_cost(rw_lp *lp, rw_idx column, double cost) {
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
    Clp_modifyCoefficient(lp->model, (int)row, (int)column, value, true);
}

static rw_lp_state state_of(const rw_lp *lp) {
    switch (Clp_status(lp->model)) {
    case CLP_OPTIMAL:
        return RW_LP_OPTIMAL;
    case CLP_PRIMAL_INFEASIBLE:
        return Clp_secondaryStatus(lp->model) == 1 || Clp_isDualObjectiveLimitReached(lp->model) ? RW_LP_CUTOFF
                                                                                                 : RW_LP_INFEASIBLE;
    case CLP_DUAL_INFEASIBLE:
        return RW_LP_UNBOUNDED;
    case CLP_STOPPED:
        return RW_LP_LIMIT;
    default:
        return RW_LP_FAILED;
    }
}

// What the dual simplex method came to; the primal one is tried where it gave up.
static rw_lp_state settle(rw_lp *lp) {
    rw_lp_state state = state_of(lp);
    if (state == RW_LP_FAILED || state == RW_LP_UNBOUNDED) {
        Clp_setMaximumIterations(lp->model, INT_MAX);
        Clp_primal(lp->model, 0);
        lp->n_iteration += Clp_numberIterations(lp->model);
        state = state_of(lp);
    }
    return state;
}

// With presolve.  The library would catch SIGINT for the time of the solve, and lose the program's own handler when two
// threads do so at once: option 2 keeps it from that.
static void initial_dual(Clp_Simplex *model) {
    enum { DUAL = 0, KEEP_SIGNALS = 2 };
    Clp_Solve *how = ClpSolve_new();
    ClpSolve_setSolveType(how, DUAL, -1);
    ClpSolve_setSpecialOption(how, KEEP_SIGNALS, 1, -1);
    Clp_initialSolveWithOptions(model, how);
    ClpSolve_delete(how);
}

// Every row basic, every column at a bound (or free): what the library starts from when it has seen nothing.
static void forget_basis(const rw_lp *lp) {
    enum { FREE = 0, BASIC = 1, AT_UPPER = 2, AT_LOWER = 3 };
    unsigned char *status = Clp_statusArray(lp->model);
    const double *lower = Clp_columnLower(lp->model), *upper = Clp_columnUpper(lp->model);
    for (rw_idx j = 0; j < lp->n_col; j++) {
        status[j] = lower[j] > -1e30 ? AT_LOWER : upper[j] < 1e30 ? AT_UPPER : FREE;
    }
    memset(status + lp->n_col, BASIC, (size_t)lp->n_row);
}

// The library has been seen to hand out, as optimal, what was left of an earlier solve.  Out of memory: unchecked.
static bool is_sound(rw_lp *lp) {
    if (lp->n_row > lp->activity_capacity) {
        double *grown = rw_realloc(lp->activity, 2 * lp->n_row, sizeof *grown);
        if (!grown) {
            return true;
        }
        lp->activity = grown;
        lp->activity_capacity = 2 * lp->n_row;
    }
    rw_sound_case c = {.n_col = (int)lp->n_col,
                       .n_row = (int)lp->n_row,
                       .begin = Clp_getVectorStarts(lp->model),
                       .length = Clp_getVectorLengths(lp->model),
                       .row = Clp_getIndices(lp->model),
                       .value = Clp_getElements(lp->model),
                       .cost = Clp_objective(lp->model),
                       .lower = Clp_columnLower(lp->model),
                       .upper = Clp_columnUpper(lp->model),
                       .row_lower = Clp_rowLower(lp->model),
                       .row_upper = Clp_rowUpper(lp->model),
                       .primal = Clp_getColSolution(lp->model),
                       .dual = Clp_getRowPrice(lp->model),
                       .activity = lp->activity};
    return rw_sound(&c);
}

static rw_lp_state solve_from_nothing(rw_lp *lp) {
    forget_basis(lp);
    Clp_setMaximumIterations(lp->model, INT_MAX);
    initial_dual(lp->model);
    lp->n_iteration += Clp_numberIterations(lp->model);
    return settle(lp);
}

rw_lp_state rw_lp_solve_first(rw_lp *lp) {
    lp->n_iteration = 0;
    rw_lp_state state = solve_from_nothing(lp);
    return state == RW_LP_OPTIMAL && !is_sound(lp) ? RW_LP_FAILED : state;
}
// In pieces, so that a request to stop is heard; where the pieces end depends on pivots, never on time.
rw_lp_state rw_lp_solve(rw_lp *lp) {
    lp->n_iteration = 0;
    bool more = true;
    while (more) {
        rw_idx left = lp->iteration_limit - lp->n_iteration;
        Clp_setMaximumIterations(lp->model, left < PIECE ? (int)left : PIECE);
        Clp_dual(lp->model, 0);
        lp->n_iteration += Clp_numberIterations(lp->model);
        more = Clp_status(lp->model) == CLP_STOPPED && lp->n_iteration < lp->iteration_limit &&
               !(lp->must_stop && lp->must_stop(lp->context));
    }
    rw_lp_state state = settle(lp);
    if (state == RW_LP_OPTIMAL && !is_sound(lp)) {
        state = solve_from_nothing(lp);
        state = state == RW_LP_OPTIMAL && !is_sound(lp) ? RW_LP_FAILED : state;
    }
    return state;
}

double rw_lp_objective(const rw_lp *lp) {
    return Clp_objectiveValue(lp->model);
}

const double *rw_lp_primal(const rw_lp *lp) {
    return Clp_getColSolution(lp->model);
}

const double *rw_lp_activity(const rw_lp *lp) {
    return Clp_getRowActivity(lp->model);
}

const double *rw_lp_dual(const rw_lp *lp) {
    return Clp_getRowPrice(lp->model);
}

const double *rw_lp_reduced_cost(const rw_lp *lp) {
    return Clp_getReducedCost(lp->model);
}

rw_idx rw_lp_iterations(const rw_lp *lp) {
    return lp->n_iteration;
}

// Where the library's dual simplex hands over to the primal one it leaves no ray.  Without costs every basis is dual
// feasible, so that it has no reason to; the costs are put back.
static double *ray_without_costs(const rw_lp *lp) {
    double *cost = Clp_objective(lp->model);
    size_t size = (size_t)lp->n_col * sizeof *cost;
    double *kept = rw_calloc(lp->n_col, sizeof *kept);
    if (!kept) {
        return NULL;
    }
    memcpy(kept, cost, size);
    memset(cost, 0, size);
    Clp_dual(lp->model, 0);
    memcpy(cost, kept, size);
    rw_free(kept);
    return Clp_infeasibilityRay(lp->model);
}

bool rw_lp_ray(const rw_lp *lp, double *ray) {
    double *found = Clp_infeasibilityRay(lp->model);
    if (!found) {
        found = ray_without_costs(lp);
    }
    if (!found) {
        return false;
    }
    memcpy(ray, found, (size_t)lp->n_row * sizeof *ray);
    Clp_freeRay(lp->model, found);
    return true;
}

void rw_lp_get_basis(const rw_lp *lp, rw_lp_status *basis) {
    memcpy(basis, Clp_statusArray(lp->model), (size_t)(lp->n_col + lp->n_row));
}

void rw_lp_set_basis(rw_lp *lp, const rw_lp_status *basis) {
    Clp_copyinStatus(lp->model, basis);
}
