// Solving, by one method after another until there is an answer to believe.  SPDX-License-Identifier: MIT
#include <limits.h>
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "lp/idle.h"

enum {
    PIECE = 1000,        // pivots between two looks at whether to stop
    LEAST_PIVOTS = 5000, // that a solve may take, and ...
    PIVOTS_EACH = 200    // ... for each row and column: who takes more goes round in circles
};
static const double TOLERANCE = 1e-7; // of rows, the library's own
enum { CLP_OPTIMAL = 0, CLP_PRIMAL_INFEASIBLE = 1, CLP_DUAL_INFEASIBLE = 2, CLP_STOPPED = 3 };

// Without entries the library does not solve, and allows for no rounding in the limits of rows.
static bool is_rounding(const rw_lp *lp) {
    const double *lower = Clp_rowLower(lp->model), *upper = Clp_rowUpper(lp->model);
    bool is_small = Clp_getNumElements(lp->model) == 0;
    for (rw_idx i = 0; i < lp->n_row && is_small; i++) {
        is_small = lower[i] <= TOLERANCE && upper[i] >= -TOLERANCE;
    }
    return is_small;
}

static rw_lp_state state_of(const rw_lp *lp) {
    switch (Clp_status(lp->model)) {
    case CLP_OPTIMAL:
        return RW_LP_OPTIMAL;
    case CLP_PRIMAL_INFEASIBLE:
        if (is_rounding(lp)) {
            return RW_LP_OPTIMAL;
        }
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

enum { FREE = 0, BASIC = 1, AT_UPPER = 2, AT_LOWER = 3, KIND = 7 }; // the library's status of a variable

static unsigned char status_at(double lower, double upper) {
    return lower > -RW_LP_INFINITE ? AT_LOWER : upper < RW_LP_INFINITE ? AT_UPPER : FREE;
}

// Every row basic, every column at a bound (or free): what the library starts from when it has seen nothing.
static void forget_basis(const rw_lp *lp) {
    unsigned char *status = Clp_statusArray(lp->model);
    const double *lower = Clp_columnLower(lp->model), *upper = Clp_columnUpper(lp->model);
    for (rw_idx j = 0; j < lp->n_col; j++) {
        status[j] = status_at(lower[j], upper[j]);
    }
    memset(status + lp->n_col, BASIC, (size_t)lp->n_row);
}

static void mend(rw_idx count, unsigned char *status, const double *lower, const double *upper) {
    for (rw_idx k = 0; k < count; k++) {
        int at = status[k] & KIND;
        bool is_lost = at == AT_LOWER ? lower[k] <= -RW_LP_INFINITE : at == AT_UPPER && upper[k] >= RW_LP_INFINITE;
        status[k] = is_lost ? status_at(lower[k], upper[k]) : status[k];
    }
}

// Where a bound that the basis rests on is gone, the library would go on from -1e30.
static void mend_basis(const rw_lp *lp) {
    unsigned char *status = Clp_statusArray(lp->model);
    mend(lp->n_col, status, Clp_columnLower(lp->model), Clp_columnUpper(lp->model));
    mend(lp->n_row, status + lp->n_col, Clp_rowLower(lp->model), Clp_rowUpper(lp->model));
}

// Without entries the library does not solve, and leaves no ray: a row that must not be 0 is the proof.
static bool ray_of_nothing(const rw_lp *lp, double *ray) {
    const double *lower = Clp_rowLower(lp->model), *upper = Clp_rowUpper(lp->model);
    bool found = false;
    for (rw_idx i = 0; i < lp->n_row; i++) {
        ray[i] = !found && (lower[i] > TOLERANCE || upper[i] < -TOLERANCE) ? 1 : 0;
        found = found || ray[i] > 0;
    }
    return found;
}

// Copies n values of a ray that the library made, which is freed.  False where it made none.
static bool take_ray(Clp_Simplex *model, double *found, rw_idx n, double *ray) {
    if (found) {
        memcpy(ray, found, (size_t)n * sizeof *ray);
        Clp_freeRay(model, found);
    }
    return found != NULL;
}

bool rw_lp_ray(const rw_lp *lp, double *ray) {
    return Clp_getNumElements(lp->model) == 0 ? ray_of_nothing(lp, ray)
                                              : take_ray(lp->model, Clp_infeasibilityRay(lp->model), lp->n_row, ray);
}

rw_sound_case rw_lp_case(const rw_lp *lp) {
    return (rw_sound_case){.n_col = (int)lp->n_col,
                           .n_row = (int)lp->n_row,
                           .begin = Clp_getVectorStarts(lp->model),
                           .length = Clp_getVectorLengths(lp->model),
                           .row = Clp_getIndices(lp->model),
                           .value = Clp_getElements(lp->model),
                           .cost = Clp_objective(lp->model),
                           .lower = Clp_columnLower(lp->model),
                           .upper = Clp_columnUpper(lp->model),
                           .row_lower = Clp_rowLower(lp->model),
                           .row_upper = Clp_rowUpper(lp->model)};
}

static rw_sound_case case_of(const rw_lp *lp) {
    rw_sound_case c = rw_lp_case(lp);
    c.primal = Clp_getColSolution(lp->model);
    c.dual = Clp_getRowPrice(lp->model);
    c.activity = lp->activity;
    return c;
}

// Out of memory: unchecked.
static bool is_sound(rw_lp *lp) {
    if (rw_reserve(&lp->activity, &lp->activity_capacity, lp->n_row, sizeof *lp->activity) != RW_OK) {
        return true;
    }
    rw_sound_case c = case_of(lp);
    return rw_sound(&c);
}

static bool is_proven(const rw_lp *lp) {
    double *ray = rw_calloc(lp->n_row, sizeof *ray);
    rw_sound_case c = case_of(lp);
    bool is_proven = ray && rw_lp_ray(lp, ray) && rw_sound_proof(&c, ray);
    rw_free(ray);
    return is_proven;
}

// Without entries the library does not solve, and leaves no direction: a column that costs less and less is one.
static bool direction_of_nothing(const rw_lp *lp, double *direction) {
    const double *cost = Clp_objective(lp->model), *lower = Clp_columnLower(lp->model);
    const double *upper = Clp_columnUpper(lp->model);
    bool found = false;
    for (rw_idx j = 0; j < lp->n_col; j++) {
        bool falls = cost[j] < 0 ? upper[j] >= RW_LP_INFINITE : cost[j] > 0 && lower[j] <= -RW_LP_INFINITE;
        direction[j] = falls && !found ? -cost[j] : 0;
        found = found || falls;
    }
    return found;
}

static bool find_direction(const rw_lp *lp, double *direction) {
    return Clp_getNumElements(lp->model) == 0 ? direction_of_nothing(lp, direction)
                                              : take_ray(lp->model, Clp_unboundedRay(lp->model), lp->n_col, direction);
}

bool rw_lp_is_unbounded(const rw_lp *lp) {
    bool is_proven = false;
    double *direction = rw_calloc(lp->n_col + 2 * lp->n_row, sizeof *direction);
    if (direction && find_direction(lp, direction)) {
        rw_sound_case c = case_of(lp);
        c.activity = direction + lp->n_col;
        is_proven = rw_sound_direction(&c, direction, c.activity + lp->n_row);
    }
    rw_free(direction);
    return is_proven;
}

// The library has been seen to hand out, as optimal, what was left of an earlier solve, and to call infeasible or
// unbounded what is neither.
static bool is_believable(rw_lp *lp, rw_lp_state state) {
    switch (state) {
    case RW_LP_OPTIMAL:
        return is_sound(lp);
    case RW_LP_INFEASIBLE:
        return is_proven(lp);
    default:
        return state == RW_LP_CUTOFF || state == RW_LP_LIMIT;
    }
}

static rw_lp_state solve_from_nothing(rw_lp *lp) {
    forget_basis(lp);
    rw_idle_take_out(lp);
    Clp_setMaximumIterations(lp->model, INT_MAX);
    initial_dual(lp->model);
    lp->n_iteration += Clp_numberIterations(lp->model);
    rw_lp_state state = settle(lp);
    rw_idle_put_back(lp);
    return state;
}

// The dual method without costs, where every basis is dual feasible: it leaves a proof where there is no solution.
static void solve_without_costs(rw_lp *lp) {
    double *cost = Clp_objective(lp->model);
    size_t size = (size_t)lp->n_col * sizeof *cost;
    double *kept = rw_calloc(lp->n_col, sizeof *kept);
    if (kept) {
        memcpy(kept, cost, size);
        memset(cost, 0, size);
        Clp_dual(lp->model, 0);
        lp->n_iteration += Clp_numberIterations(lp->model);
        memcpy(cost, kept, size);
    }
    rw_free(kept);
}

static void solve_by_primal(rw_lp *lp) {
    Clp_primal(lp->model, 0);
    lp->n_iteration += Clp_numberIterations(lp->model);
}

// By the primal method, which is at home with free columns and unbounded problems.
static rw_lp_state solve_primal_first(rw_lp *lp) {
    forget_basis(lp);
    rw_idle_take_out(lp);
    Clp_setMaximumIterations(lp->model, INT_MAX);
    Clp_setDualObjectiveLimit(lp->model, 1e100);
    solve_by_primal(lp);
    if (Clp_status(lp->model) != CLP_OPTIMAL && Clp_status(lp->model) != CLP_DUAL_INFEASIBLE) {
        solve_without_costs(lp);
        if (Clp_status(lp->model) == CLP_OPTIMAL) {
            solve_by_primal(lp); // from the solution found
        }
    }
    rw_idle_put_back(lp);
    rw_lp_state state = state_of(lp);
    return state == RW_LP_OPTIMAL && !is_sound(lp) ? RW_LP_FAILED : state;
}

// The other way, in the end with the numbers as they are.
static rw_lp_state solve_otherwise(rw_lp *lp) {
    rw_lp_state state = solve_primal_first(lp);
    if (state == RW_LP_FAILED) {
        Clp_scaling(lp->model, RW_LP_UNSCALED);
        state = solve_primal_first(lp);
        Clp_scaling(lp->model, RW_LP_SCALED);
    }
    return state;
}

// The library goes on from the basis found before it, if there was one.
static void hand_over(rw_lp *lp) {
    if (lp->found) {
        Clp_copyinStatus(lp->model, lp->found->status);
        lp->found = NULL;
    }
}

static rw_lp_state keep(rw_lp *lp, rw_lp_state state) {
    if (lp->pool && state == RW_LP_OPTIMAL) {
        rw_sound_case c = rw_lp_case(lp);
        rw_pool_keep(lp->pool, &c, Clp_statusArray(lp->model), Clp_getRowPrice(lp->model));
    }
    return state;
}

rw_lp_state rw_lp_solve_first(rw_lp *lp) {
    lp->n_iteration = 0;
    hand_over(lp);
    rw_lp_state state = solve_from_nothing(lp);
    return keep(lp, is_believable(lp, state) ? state : solve_otherwise(lp));
}

// In pieces, so that a request to stop is heard; where the pieces end depends on pivots, never on time.
static rw_lp_state solve_in_pieces(rw_lp *lp) {
    rw_idx most = LEAST_PIVOTS + PIVOTS_EACH * (lp->n_row + lp->n_col);
    bool more = true;
    while (more) {
        rw_idx left = lp->iteration_limit - lp->n_iteration;
        Clp_setMaximumIterations(lp->model, left < PIECE ? (int)left : PIECE);
        Clp_dual(lp->model, 0);
        lp->n_iteration += Clp_numberIterations(lp->model);
        more = Clp_status(lp->model) == CLP_STOPPED && lp->n_iteration < lp->iteration_limit &&
               !(lp->must_stop && lp->must_stop(lp->context));
        if (more && lp->n_iteration > most) {
            return RW_LP_FAILED;
        }
    }
    return settle(lp);
}

rw_lp_state rw_lp_solve(rw_lp *lp) {
    lp->n_iteration = 0;
    hand_over(lp);
    mend_basis(lp);
    rw_idle_take_out(lp);
    rw_lp_state state = solve_in_pieces(lp);
    rw_idle_put_back(lp);
    if (!is_believable(lp, state)) {
        state = solve_from_nothing(lp);
        state = is_believable(lp, state) ? state : solve_otherwise(lp);
    }
    return keep(lp, state);
}
