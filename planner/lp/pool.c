// Optimal bases kept to answer a linear problem again with other bounds.  SPDX-License-Identifier: MIT
#include "lp/pool.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

enum { MOST_KEPT = 16, MOST_KERNEL = 128, BASIC = 1, AT_UPPER = 2, KIND = 7 };
enum { PROBATION = 16, WORTH = 2 };     // bases on credit; every further one must have been earned by so many answers
static const double FEASIBILITY = 1e-9; // of columns and rows, relative to their size
static const double FLAT = 1e-9;        // of a reduced cost that is none, relative to its terms

struct rw_pool {
    int n_col, n_row, n_kept;
    rw_kept *kept[MOST_KEPT]; // the last one found first
    rw_idx n_made, n_found;
    double *primal, *activity; // n_col, n_row
    double *side, *solution;   // n_row: work
    double *matrix;            // work of a factorisation
    rw_idx matrix_capacity;
    double objective;
};

rw_pool *rw_pool_new(int n_col, int n_row) {
    rw_pool *pool = rw_calloc(1, sizeof *pool);
    if (pool) {
        pool->n_col = n_col;
        pool->n_row = n_row;
        pool->primal = rw_calloc(n_col, sizeof *pool->primal);
        pool->activity = rw_calloc(n_row, sizeof *pool->activity);
        pool->side = rw_calloc(n_row, sizeof *pool->side);
        pool->solution = rw_calloc(n_row, sizeof *pool->solution);
        if (!pool->primal || !pool->activity || !pool->side || !pool->solution) {
            rw_pool_free(&pool);
        }
    }
    return pool;
}

static void kept_free(rw_kept *kept) {
    if (kept) {
        rw_free(kept->status);
        rw_free(kept->dual);
        rw_free(kept->reduced);
        rw_free(kept->col);
        rw_free(kept->tight);
        rw_kernel_clear(&kept->kernel);
        rw_free(kept);
    }
}

void rw_pool_forget(rw_pool *pool) {
    for (int k = 0; k < pool->n_kept; k++) {
        kept_free(pool->kept[k]);
    }
    pool->n_kept = 0;
}

void rw_pool_free(rw_pool **pool) {
    if (pool && *pool) {
        rw_pool_forget(*pool);
        rw_free((*pool)->primal);
        rw_free((*pool)->activity);
        rw_free((*pool)->side);
        rw_free((*pool)->solution);
        rw_free((*pool)->matrix);
        rw_free(*pool);
        *pool = NULL;
    }
}

const double *rw_pool_primal(const rw_pool *pool) {
    return pool->primal;
}

const double *rw_pool_activity(const rw_pool *pool) {
    return pool->activity;
}

double rw_pool_objective(const rw_pool *pool) {
    return pool->objective;
}

static bool is_basic(rw_lp_status status) {
    return (status & KIND) == BASIC;
}

static bool list_basis(rw_kept *kept, const rw_sound_case *c) {
    int n_tight = 0;
    kept->n = 0;
    for (int j = 0; j < c->n_col; j++) {
        if (is_basic(kept->status[j])) {
            if (kept->n == c->n_row) {
                return false;
            }
            kept->col[kept->n++] = j;
        }
    }
    for (int i = 0; i < c->n_row; i++) {
        if (!is_basic(kept->status[c->n_col + i])) {
            kept->tight[n_tight++] = i;
        }
    }
    return n_tight == kept->n && kept->n <= MOST_KERNEL;
}

// The shortest columns first: fewer entries come up.
static void sort_columns(rw_kept *kept, const int *length) {
    for (int k = 1; k < kept->n; k++) {
        int moved = kept->col[k], at = k;
        for (; at > 0 && length[kept->col[at - 1]] > length[moved]; at--) {
            kept->col[at] = kept->col[at - 1];
        }
        kept->col[at] = moved;
    }
}

// Costs less what the duals pay.  False where duals and basis do not fit.
static bool price(rw_kept *kept, const rw_sound_case *c) {
    bool fits = true;
    for (int i = 0; i < c->n_row; i++) {
        kept->dual[i] = is_basic(kept->status[c->n_col + i]) ? 0 : kept->dual[i];
    }
    for (int j = 0; j < c->n_col; j++) {
        double reduced = c->cost[j], size = fabs(c->cost[j]);
        for (int k = c->begin[j]; k < c->begin[j] + c->length[j]; k++) {
            double paid = c->value[k] * kept->dual[c->row[k]];
            reduced -= paid;
            size += fabs(paid);
        }
        bool is_flat = fabs(reduced) <= FLAT * fmax(1, size);
        fits = fits && (is_flat || !is_basic(kept->status[j]));
        kept->reduced[j] = is_flat ? 0 : reduced;
    }
    return fits;
}

static bool factor(rw_pool *pool, rw_kept *kept, const rw_sound_case *c) {
    rw_idx n = kept->n;
    if (rw_reserve(&pool->matrix, &pool->matrix_capacity, n * n, sizeof *pool->matrix) != RW_OK) {
        return false;
    }
    if (n > 0) {
        memset(pool->matrix, 0, (size_t)(n * n) * sizeof *pool->matrix);
    }
    int *place = rw_calloc(c->n_row, sizeof *place);
    for (int k = 0; place && k < n; k++) {
        place[kept->tight[k]] = k + 1;
    }
    for (int k = 0; place && k < n; k++) {
        int j = kept->col[k];
        for (int e = c->begin[j]; e < c->begin[j] + c->length[j]; e++) {
            if (place[c->row[e]] > 0) {
                pool->matrix[(place[c->row[e]] - 1) * n + k] = c->value[e];
            }
        }
    }
    bool ok = place && rw_kernel_factor(&kept->kernel, kept->n, pool->matrix) == RW_OK;
    rw_free(place);
    return ok;
}

static rw_kept *kept_new(rw_pool *pool, const rw_sound_case *c, const rw_lp_status *status, const double *dual) {
    rw_kept *kept = rw_calloc(1, sizeof *kept);
    if (!kept) {
        return NULL;
    }
    kept->status = rw_calloc(c->n_col + c->n_row, sizeof *kept->status);
    kept->dual = rw_calloc(c->n_row, sizeof *kept->dual);
    kept->reduced = rw_calloc(c->n_col, sizeof *kept->reduced);
    kept->col = rw_calloc(c->n_row, sizeof *kept->col);
    kept->tight = rw_calloc(c->n_row, sizeof *kept->tight);
    bool ok = kept->status && kept->dual && kept->reduced && kept->col && kept->tight;
    if (ok) {
        memcpy(kept->status, status, (size_t)(c->n_col + c->n_row) * sizeof *kept->status);
        memcpy(kept->dual, dual, (size_t)c->n_row * sizeof *kept->dual);
        ok = list_basis(kept, c) && price(kept, c);
    }
    if (ok) {
        sort_columns(kept, c->length);
        ok = factor(pool, kept, c);
    }
    if (!ok) {
        kept_free(kept);
        kept = NULL;
    }
    return kept;
}

void rw_pool_keep(rw_pool *pool, const rw_sound_case *c, const rw_lp_status *status, const double *dual) {
    if (pool->n_made >= PROBATION + pool->n_found / WORTH) {
        rw_pool_forget(pool); // so that none is looked through from now on
        return;
    }
    pool->n_made++;
    rw_kept *kept = kept_new(pool, c, status, dual);
    if (kept) {
        if (pool->n_kept == MOST_KEPT) {
            kept_free(pool->kept[--pool->n_kept]);
        }
        memmove(pool->kept + 1, pool->kept, (size_t)pool->n_kept * sizeof(rw_kept *));
        pool->kept[0] = kept;
        pool->n_kept++;
    }
}

// The bound that a multiplier pushes to; a multiplier of none leaves the one the basis names, if there is one.
static double bound_of(double multiplier, rw_lp_status status, double lower, double upper) {
    if (multiplier != 0) {
        return multiplier > 0 ? lower : upper;
    }
    double named = (status & KIND) == AT_UPPER ? upper : lower, other = (status & KIND) == AT_UPPER ? lower : upper;
    return fabs(named) < RW_LP_INFINITE ? named : fabs(other) < RW_LP_INFINITE ? other : 0;
}

static void add_column(const rw_sound_case *c, int j, double x, double *activity) {
    for (int k = c->begin[j]; x != 0 && k < c->begin[j] + c->length[j]; k++) {
        activity[c->row[k]] += c->value[k] * x;
    }
}

// Columns at their bounds, what that leaves for the rows at their limits.
static bool place_fixed(rw_pool *pool, const rw_sound_case *c, const rw_kept *kept) {
    memset(pool->activity, 0, (size_t)c->n_row * sizeof *pool->activity);
    for (int j = 0; j < c->n_col; j++) {
        if (!is_basic(kept->status[j])) {
            double x = bound_of(kept->reduced[j], kept->status[j], c->lower[j], c->upper[j]);
            if (fabs(x) >= RW_LP_INFINITE) {
                return false;
            }
            pool->primal[j] = x;
            add_column(c, j, x, pool->activity);
        }
    }
    for (int k = 0; k < kept->n; k++) {
        int i = kept->tight[k];
        double limit = bound_of(kept->dual[i], kept->status[c->n_col + i], c->row_lower[i], c->row_upper[i]);
        if (fabs(limit) >= RW_LP_INFINITE) {
            return false;
        }
        pool->side[k] = limit - pool->activity[i];
    }
    return true;
}

static bool is_within(double value, double lower, double upper) {
    double margin = FEASIBILITY * fmax(1, fabs(value));
    return value >= lower - margin && value <= upper + margin;
}

static bool is_optimal(rw_pool *pool, const rw_sound_case *c, const rw_kept *kept) {
    if (!place_fixed(pool, c, kept)) {
        return false;
    }
    rw_kernel_solve(&kept->kernel, pool->side, pool->solution);
    for (int k = 0; k < kept->n; k++) {
        int j = kept->col[k];
        if (!is_within(pool->solution[k], c->lower[j], c->upper[j])) {
            return false;
        }
        pool->primal[j] = fmin(fmax(pool->solution[k], c->lower[j]), c->upper[j]);
        add_column(c, j, pool->primal[j], pool->activity);
    }
    bool ok = true;
    for (int i = 0; i < c->n_row && ok; i++) {
        double limit = bound_of(kept->dual[i], kept->status[c->n_col + i], c->row_lower[i], c->row_upper[i]);
        bool is_tight = kept->dual[i] != 0;
        ok = is_within(pool->activity[i], is_tight ? limit : c->row_lower[i], is_tight ? limit : c->row_upper[i]);
    }
    return ok;
}

const rw_kept *rw_pool_find(rw_pool *pool, const rw_sound_case *c) {
    for (int k = 0; k < pool->n_kept; k++) {
        rw_kept *kept = pool->kept[k];
        if (is_optimal(pool, c, kept)) {
            memmove(pool->kept + 1, pool->kept, (size_t)k * sizeof(rw_kept *));
            pool->kept[0] = kept;
            pool->n_found++;
            pool->objective = 0;
            for (int j = 0; j < c->n_col; j++) {
                pool->objective += c->cost[j] * pool->primal[j];
            }
            return kept;
        }
    }
    return NULL;
}
