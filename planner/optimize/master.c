// The master problem.  SPDX-License-Identifier: MIT
#include "optimize/master.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

enum {
    MAX_IN = 100,  // cuts in the LP before those that do not bind are dropped
    MAX_SCAN = 8,  // times that waiting cuts are looked through in one solve
    MAX_ADDED = 16 // cuts brought in at one time
};
static const double VIOLATION = 1e-9; // of a cut, relative to the objective

static rw_status load(rw_master *master, const rw_twostage *problem) {
    rw_idx n = master->n_first + master->n_group;
    rw_sparse matrix = problem->constraint; // borrowed but for the longer list of columns
    double *cost = rw_calloc(3 * n, sizeof *cost), *lower = cost + n, *upper = lower + n;
    rw_idx *begin = rw_calloc(n + 1, sizeof *begin);
    rw_status status = cost && begin ? RW_OK : RW_NO_MEMORY;
    if (status == RW_OK) {
        for (rw_idx j = 0; j < n; j++) {
            bool first = j < master->n_first;
            begin[j + 1] = first ? matrix.begin[j + 1] : begin[j];
            cost[j] = first ? master->scale * problem->first.cost[j] : 1.0; // theta is scaled already
            lower[j] = first ? problem->first.lower[j] : -INFINITY;
            upper[j] = first ? problem->first.upper[j] : INFINITY;
        }
        matrix.begin = begin;
        matrix.n_col = n;
        master->lp = rw_lp_new(&matrix, cost, lower, upper, problem->first.row_lower, problem->first.row_upper);
        status = master->lp ? RW_OK : RW_NO_MEMORY;
    }
    rw_free(cost);
    rw_free(begin);
    return status;
}

rw_status rw_master_init(rw_master *master, const rw_twostage *problem, rw_idx n_group, double scale) {
    *master = (rw_master){.problem = problem, .n_group = n_group, .scale = scale};
    master->n_first = problem->first.n_col;
    master->n_fixed_row = problem->first.n_row;
    return load(master, problem);
}

void rw_master_clear(rw_master *master) {
    rw_lp_free(&master->lp);
    rw_free(master->cut_of_row);
    rw_free(master->is_in);
    *master = (rw_master){0};
}

static bool reserve(rw_master *master, const rw_cuts *cuts) {
    if (master->is_in_capacity < cuts->n_cut) {
        rw_idx capacity = 2 * cuts->n_cut;
        unsigned char *grown = rw_realloc(master->is_in, capacity, sizeof *grown);
        if (!grown) {
            return false;
        }
        memset(grown + master->is_in_capacity, 0, (size_t)(capacity - master->is_in_capacity));
        master->is_in = grown;
        master->is_in_capacity = capacity;
    }
    if (master->in_capacity < master->n_in + MAX_ADDED) {
        rw_idx capacity = 2 * (master->n_in + MAX_ADDED);
        rw_idx *grown = rw_realloc(master->cut_of_row, capacity, sizeof *grown);
        if (!grown) {
            return false;
        }
        master->cut_of_row = grown;
        master->in_capacity = capacity;
    }
    return true;
}

// theta_g - scale gradient'x >= scale offset, or gradient'x <= -offset.
static bool bring_in(rw_master *master, const rw_cuts *cuts, rw_idx cut) {
    rw_idx *column = rw_calloc(cuts->n_first + 1, sizeof *column);
    double *value = rw_calloc(cuts->n_first + 1, sizeof *value);
    bool ok = column && value && reserve(master, cuts);
    if (ok) {
        const double *gradient = cuts->gradient + cut * cuts->n_first;
        bool optimality = cuts->group[cut] != RW_FEASIBILITY_CUT;
        rw_idx begin[2] = {0, 0};
        double size = 0;
        for (rw_idx j = 0; j < cuts->n_first && !optimality; j++) {
            size = fmax(size, fabs(gradient[j]));
        }
        double factor = optimality ? -master->scale : 1.0 / fmax(size, 1e-300);
        for (rw_idx j = 0; j < cuts->n_first; j++) {
            if (gradient[j] != 0) {
                column[begin[1]] = j;
                value[begin[1]++] = factor * gradient[j];
            }
        }
        if (optimality) {
            column[begin[1]] = cuts->n_first + cuts->group[cut];
            value[begin[1]++] = 1;
        }
        double lower = optimality ? master->scale * cuts->offset[cut] : -INFINITY;
        double upper = optimality ? INFINITY : -factor * cuts->offset[cut];
        rw_lp_add_rows(master->lp, 1, begin, column, value, &lower, &upper);
        master->cut_of_row[master->n_in++] = cut;
        master->is_in[cut] = 1;
    }
    rw_free(column);
    rw_free(value);
    return ok;
}

// Drops cuts that do not bind when there are many.
static void drop_idle(rw_master *master) {
    if (master->n_in <= MAX_IN) {
        return;
    }
    rw_idx kept = 0;
    for (rw_idx i = 0, row = master->n_fixed_row; i < master->n_in; i++) {
        rw_idx cut = master->cut_of_row[i];
        if (rw_lp_row_is_basic(master->lp, row)) {
            rw_lp_delete_rows(master->lp, 1, &row);
            master->is_in[cut] = 0;
        } else {
            master->cut_of_row[kept++] = cut;
            row++;
        }
    }
    master->n_in = kept;
}

static double violation(const rw_master *master, const rw_cuts *cuts, rw_idx cut, const double *primal) {
    double value = rw_cuts_value(cuts, cut, primal);
    if (cuts->group[cut] == RW_FEASIBILITY_CUT) {
        return value > 0 ? INFINITY : -INFINITY;
    }
    return master->scale * value - primal[master->n_first + cuts->group[cut]];
}

// Brings in the worst violated waiting cuts, up to MAX_ADDED.  Returns how many.
static rw_idx scan(rw_master *master, const rw_cuts *cuts) {
    const double *primal = rw_lp_primal(master->lp);
    double least = VIOLATION * fmax(1, fabs(rw_lp_objective(master->lp)));
    rw_idx chosen[MAX_ADDED], n_chosen = 0;
    double worst[MAX_ADDED];
    for (rw_idx cut = 0; cut < cuts->n_cut; cut++) {
        double excess = cut < master->is_in_capacity && master->is_in[cut] ? -1 : violation(master, cuts, cut, primal);
        if (!(excess > least) || (n_chosen == MAX_ADDED && excess <= worst[MAX_ADDED - 1])) {
            continue;
        }
        rw_idx at = n_chosen < MAX_ADDED ? n_chosen++ : MAX_ADDED - 1;
        for (; at > 0 && worst[at - 1] < excess; at--) {
            worst[at] = worst[at - 1];
            chosen[at] = chosen[at - 1];
        }
        worst[at] = excess;
        chosen[at] = cut;
    }
    for (rw_idx i = 0; i < n_chosen; i++) {
        if (!bring_in(master, cuts, chosen[i])) {
            master->status = RW_NO_MEMORY;
            return 0;
        }
    }
    return n_chosen;
}

rw_lp_state rw_master_try(rw_master *master, const double *lower, const double *upper, double cutoff,
                          rw_idx iteration_limit) {
    for (rw_idx j = 0; j < master->n_first; j++) {
        rw_lp_set_bounds(master->lp, j, lower[j], upper[j]);
    }
    rw_lp_set_cutoff(master->lp, cutoff == INFINITY ? INFINITY : master->scale * (cutoff - master->problem->constant));
    rw_lp_set_iteration_limit(master->lp, iteration_limit);
    rw_lp_state state = rw_lp_solve(master->lp);
    master->n_lp++;
    master->n_pivot += rw_lp_iterations(master->lp);
    return state;
}

rw_lp_state rw_master_solve(rw_master *master, const rw_cuts *cuts, const double *lower, const double *upper,
                            double cutoff) {
    drop_idle(master);
    for (rw_idx cut = master->n_seen; cut < cuts->n_cut && cut < master->n_seen + MAX_IN; cut++) {
        if (!bring_in(master, cuts, cut)) {
            master->status = RW_NO_MEMORY;
        }
    }
    master->n_seen = cuts->n_cut;
    rw_lp_state state = RW_LP_FAILED;
    for (int pass = 0; pass < MAX_SCAN; pass++) {
        state = rw_master_try(master, lower, upper, cutoff, INT64_MAX);
        if (state != RW_LP_OPTIMAL || scan(master, cuts) == 0) {
            break;
        }
    }
    return state;
}

double rw_master_objective(const rw_master *master) {
    return rw_lp_objective(master->lp) / master->scale + master->problem->constant;
}

const double *rw_master_primal(const rw_master *master) {
    return rw_lp_primal(master->lp);
}

double rw_master_theta(const rw_master *master, rw_idx group) {
    return rw_lp_primal(master->lp)[master->n_first + group] / master->scale;
}

double rw_master_reduced_cost(const rw_master *master, rw_idx column) {
    return rw_lp_reduced_cost(master->lp)[column] / master->scale;
}

rw_idx rw_master_basis_size(const rw_master *master) {
    return rw_lp_columns(master->lp) + rw_lp_rows(master->lp);
}
