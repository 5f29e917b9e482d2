// The recourse problem of one scenario at a time.  SPDX-License-Identifier: MIT
#include "optimize/recourse.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

static const double PROOF_TOLERANCE = 1e-9; // of the violation a proof of infeasibility must show, relative
static const double ROUNDING = 0x1p-44;     // of sums, relative to their terms
static const double SLOPE_TOLERANCE = 1e-7; // of a multiplier the library counts as none, relative to its terms

// A power of two that brings the geometric mean of the nonzero costs near 1, so that the library's absolute tolerances
// mean the same for every problem.
static double objective_scale(const rw_block *block) {
    double sum = 0;
    rw_idx count = 0;
    for (rw_idx j = 0; j < block->n_col; j++) {
        if (block->cost[j] != 0) {
            sum += log2(fabs(block->cost[j]));
            count++;
        }
    }
    return count ? exp2(-floor(sum / (double)count)) : 1.0;
}

bool rw_recourse_shares_duals(const rw_twostage *problem) {
    bool shares = true;
    for (rw_idx e = 0; e < problem->delta_begin[problem->n_scenario] && shares; e++) {
        rw_delta_kind kind = problem->delta[e].kind;
        shares = kind != RW_DELTA_COST && kind != RW_DELTA_RECOURSE;
    }
    return shares;
}

rw_status rw_recourse_init(rw_recourse *recourse, const rw_twostage *problem) {
    rw_status status = RW_OK;
    *recourse = (rw_recourse){.problem = problem, .scenario = -1, .loaded = -1};
    recourse->scale = objective_scale(&problem->second);
    double *cost = rw_calloc(problem->second.n_col, sizeof *cost);
    rw_idx n_row = problem->second.n_row;
    recourse->lower = rw_calloc(n_row, sizeof *recourse->lower);
    recourse->upper = rw_calloc(n_row, sizeof *recourse->upper);
    recourse->dual = rw_calloc(n_row, sizeof *recourse->dual);
    recourse->ray = rw_calloc(n_row, sizeof *recourse->ray);
    RW_TRY(cost && recourse->lower && recourse->upper && recourse->dual && recourse->ray ? RW_OK : RW_NO_MEMORY);
    RW_TRY(rw_realisation_init(&recourse->realisation, problem));
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        cost[j] = recourse->scale * problem->second.cost[j];
    }
    recourse->lp = rw_lp_new(&problem->recourse, cost, problem->second.lower, problem->second.upper,
                             problem->second.row_lower, problem->second.row_upper);
    RW_TRY(recourse->lp ? RW_OK : RW_NO_MEMORY);
    if (problem->n_scenario > 1 && rw_recourse_shares_duals(problem)) {
        RW_TRY(rw_lp_keep_bases(recourse->lp) ? RW_OK : RW_NO_MEMORY);
    }
done:
    rw_free(cost);
    return status;
}

void rw_recourse_clear(rw_recourse *recourse) {
    rw_lp_free(&recourse->lp);
    rw_realisation_clear(&recourse->realisation);
    rw_free(recourse->lower);
    rw_free(recourse->upper);
    rw_free(recourse->dual);
    rw_free(recourse->ray);
    *recourse = (rw_recourse){0};
}

void rw_recourse_enter(rw_recourse *recourse, rw_idx scenario) {
    if (recourse->scenario == scenario) {
        return;
    }
    if (recourse->scenario >= 0) {
        rw_realisation_leave(&recourse->realisation, recourse->problem, recourse->scenario);
    }
    rw_realisation_enter(&recourse->realisation, recourse->problem, scenario);
    recourse->scenario = scenario;
}

// Column of an entry of a compressed matrix.
static rw_idx column_of(const rw_sparse *matrix, rw_idx entry) {
    rw_idx low = 0, high = matrix->n_col;
    while (high - low > 1) {
        rw_idx middle = (low + high) / 2;
        if (matrix->begin[middle] <= entry) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

// Copies the realisation's entries into the LP where a scenario differs from the template; row limits are set apart.
static void refresh(rw_recourse *recourse, rw_idx scenario) {
    const rw_twostage *problem = recourse->problem;
    double **array = recourse->realisation.array;
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        rw_idx k = delta->index;
        if (delta->kind == RW_DELTA_COST) {
            rw_lp_set_cost(recourse->lp, k, recourse->scale * array[RW_DELTA_COST][k]);
        } else if (delta->kind == RW_DELTA_LOWER || delta->kind == RW_DELTA_UPPER) {
            rw_lp_set_bounds(recourse->lp, k, array[RW_DELTA_LOWER][k], array[RW_DELTA_UPPER][k]);
        } else if (delta->kind == RW_DELTA_RECOURSE) {
            rw_lp_set_coefficient(recourse->lp, problem->recourse.row[k], column_of(&problem->recourse, k),
                                  array[RW_DELTA_RECOURSE][k]);
        }
    }
}

// Brings the LP to the scenario entered.
static void load(rw_recourse *recourse) {
    if (recourse->loaded == recourse->scenario) {
        return;
    }
    if (recourse->loaded >= 0) {
        refresh(recourse, recourse->loaded);
    }
    refresh(recourse, recourse->scenario);
    recourse->loaded = recourse->scenario;
}

void rw_recourse_limit(rw_recourse *recourse, const double *x) {
    const rw_twostage *problem = recourse->problem;
    const rw_sparse *technology = &problem->technology;
    const double *entry = recourse->realisation.array[RW_DELTA_TECHNOLOGY];
    double *shift = recourse->lower; // T_w x, until the limits take its place
    memset(shift, 0, (size_t)problem->second.n_row * sizeof *shift);
    for (rw_idx j = 0; j < technology->n_col; j++) {
        for (rw_idx k = technology->begin[j]; x[j] != 0 && k < technology->begin[j + 1]; k++) {
            shift[technology->row[k]] += entry[k] * x[j];
        }
    }
    const double *lower = recourse->realisation.array[RW_DELTA_ROW_LOWER];
    const double *upper = recourse->realisation.array[RW_DELTA_ROW_UPPER];
    for (rw_idx i = 0; i < problem->second.n_row; i++) {
        recourse->upper[i] = upper[i] - shift[i];
        recourse->lower[i] = lower[i] - shift[i];
    }
}

void rw_recourse_start(rw_recourse *recourse, const rw_lp_status *basis) {
    recourse->from_nothing = !basis;
    if (basis) {
        rw_lp_set_basis(recourse->lp, basis);
    }
}

rw_lp_state rw_recourse_solve(rw_recourse *recourse, rw_idx scenario, const double *x) {
    rw_recourse_enter(recourse, scenario);
    load(recourse);
    rw_recourse_limit(recourse, x);
    for (rw_idx i = 0; i < recourse->problem->second.n_row; i++) {
        rw_lp_set_row_bounds(recourse->lp, i, recourse->lower[i], recourse->upper[i]);
    }
    recourse->n_lp++;
    if (rw_lp_reuse(recourse->lp)) {
        recourse->from_nothing = false;
        return RW_LP_OPTIMAL;
    }
    rw_lp_state state = recourse->from_nothing ? rw_lp_solve_first(recourse->lp) : rw_lp_solve(recourse->lp);
    recourse->from_nothing = false;
    recourse->n_pivot += rw_lp_iterations(recourse->lp);
    return state == RW_LP_UNBOUNDED && !rw_lp_is_unbounded(recourse->lp) ? RW_LP_FAILED : state;
}

rw_answer rw_recourse_answer(rw_recourse *recourse, rw_lp_state state, const double *x) {
    rw_answer answer = {.state = state};
    if (state == RW_LP_OPTIMAL) {
        const double *dual = rw_lp_dual(recourse->lp);
        for (rw_idx i = 0; i < recourse->problem->second.n_row; i++) {
            recourse->dual[i] = dual[i] / recourse->scale;
        }
        answer.value = rw_lp_objective(recourse->lp) / recourse->scale + rw_recourse_first_cost(recourse, x);
        answer.support = answer.value;
        answer.second = rw_lp_primal(recourse->lp);
        answer.dual = recourse->dual;
    }
    return answer;
}

double rw_recourse_bound(const rw_recourse *recourse, const double *dual) {
    const rw_sparse *matrix = &recourse->problem->recourse;
    double *const *array = recourse->realisation.array;
    double bound = 0;
    for (rw_idx i = 0; i < recourse->problem->second.n_row; i++) {
        double limit = dual[i] > 0 ? recourse->lower[i] : recourse->upper[i];
        bound += dual[i] != 0 && isfinite(limit) ? dual[i] * limit : 0;
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        double reduced = array[RW_DELTA_COST][j];
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            reduced -= array[RW_DELTA_RECOURSE][k] * dual[matrix->row[k]];
        }
        double limit = reduced > 0 ? array[RW_DELTA_LOWER][j] : array[RW_DELTA_UPPER][j];
        bound += isfinite(limit) ? reduced * limit : 0; // zero to tolerance where there is no limit
    }
    return bound;
}

double rw_recourse_first_cost(const rw_recourse *recourse, const double *x) {
    const double *cost = recourse->realisation.array[RW_DELTA_FIRST_COST];
    double value = 0;
    for (rw_idx j = 0; j < recourse->problem->first.n_col; j++) {
        value += cost[j] * x[j];
    }
    return value;
}

void rw_recourse_gradient(const rw_recourse *recourse, const double *dual, double *gradient) {
    const rw_sparse *technology = &recourse->problem->technology;
    const double *entry = recourse->realisation.array[RW_DELTA_TECHNOLOGY];
    const double *cost = recourse->realisation.array[RW_DELTA_FIRST_COST];
    for (rw_idx j = 0; j < technology->n_col; j++) {
        double slope = 0;
        for (rw_idx k = technology->begin[j]; k < technology->begin[j + 1]; k++) {
            slope += entry[k] * dual[technology->row[k]];
        }
        gradient[j] = cost[j] - slope;
    }
}

// The most that sign * ray'(W y) can be over the box of y, INFINITY where it is not limited.
static double reach(const rw_recourse *recourse, double sign) {
    const rw_sparse *matrix = &recourse->problem->recourse;
    double *const *array = recourse->realisation.array;
    double most = 0;
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        double slope = 0, size = 0;
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            double term = sign * array[RW_DELTA_RECOURSE][k] * recourse->ray[matrix->row[k]];
            slope += term;
            size += fabs(term);
        }
        if (fabs(slope) > SLOPE_TOLERANCE * size) {
            most += slope * (slope > 0 ? array[RW_DELTA_UPPER][j] : array[RW_DELTA_LOWER][j]);
        }
    }
    return most;
}

// The least that sign * ray'(row) must be by the row limits without T x, -INFINITY where it need not be anything.
static double need(const rw_recourse *recourse, double sign) {
    double *const *array = recourse->realisation.array;
    double least = 0;
    for (rw_idx i = 0; i < recourse->problem->second.n_row; i++) {
        double r = sign * recourse->ray[i];
        if (r != 0) {
            least += r * (r > 0 ? array[RW_DELTA_ROW_LOWER][i] : array[RW_DELTA_ROW_UPPER][i]);
        }
    }
    return least;
}

bool rw_recourse_feasibility_cut(rw_recourse *recourse, const double *x, double *offset, double *gradient) {
    const rw_sparse *technology = &recourse->problem->technology;
    const double *entry = recourse->realisation.array[RW_DELTA_TECHNOLOGY];
    if (!rw_lp_ray(recourse->lp, recourse->ray)) {
        return false;
    }
    for (double sign = 1; sign >= -1; sign -= 2) {
        double most = reach(recourse, sign), least = need(recourse, sign);
        if (!isfinite(most) || !isfinite(least)) {
            continue;
        }
        double value = least - most, size = fabs(least) + fabs(most);
        for (rw_idx j = 0; j < technology->n_col; j++) {
            double slope = 0, terms = 0;
            for (rw_idx k = technology->begin[j]; k < technology->begin[j + 1]; k++) {
                slope -= sign * entry[k] * recourse->ray[technology->row[k]];
                terms += fabs(entry[k] * recourse->ray[technology->row[k]]);
            }
            slope = fabs(slope) > ROUNDING * terms ? slope : 0;
            gradient[j] = slope; // need - reach - ray'T x <= 0
            value += slope * x[j];
            size += fabs(slope * x[j]);
        }
        *offset = least - most;
        if (value > PROOF_TOLERANCE * size) {
            return true;
        }
    }
    return false;
}
