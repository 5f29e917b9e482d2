// The master problem.  SPDX-License-Identifier: MIT
#include "optimize/master.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

enum {
    LEAST_IN = 60,    // cuts in the LP before those that do not bind are dropped, if there are few groups
    IN_PER_GROUP = 4, // likewise for each group, if there are many
    MAX_SCAN = 8,     // times that waiting cuts are looked through in one solve
    LEAST_ADDED = 16, // cuts brought in at one time; as many as groups where these are more, but at most
    MAX_ADDED = 256
};
static const double VIOLATION = 1e-9; // of a cut, relative to the objective

static rw_status load(rw_master *master) {
    const rw_twostage *problem = master->problem;
    rw_idx n = master->n_first + master->n_group;
    rw_sparse matrix = master->steps->matrix; // borrowed but for the longer list of columns
    double *cost = rw_calloc(3 * n, sizeof *cost), *lower = cost + n, *upper = lower + n;
    rw_idx *begin = rw_calloc(n + 1, sizeof *begin);
    rw_status status = cost && begin ? RW_OK : RW_NO_MEMORY;
    if (status == RW_OK) {
        for (rw_idx j = 0; j < n; j++) {
            bool first = j < master->n_first;
            begin[j + 1] = first ? matrix.begin[j + 1] : begin[j];
            cost[j] = first ? master->scale * problem->first.cost[j] : 1.0; // theta is scaled already
            lower[j] = first ? master->steps->lower[j] : -INFINITY;
            upper[j] = first ? master->steps->upper[j] : INFINITY;
        }
        rw_steps_of_gradient(problem, cost);
        matrix.begin = begin;
        matrix.n_col = n;
        master->lp = rw_lp_new(&matrix, cost, lower, upper, master->steps->row_lower, master->steps->row_upper);
        status = master->lp ? RW_OK : RW_NO_MEMORY;
    }
    rw_free(cost);
    rw_free(begin);
    return status;
}

rw_status rw_master_init(rw_master *master, const rw_twostage *problem, const rw_steps *steps, rw_idx n_group,
                         double scale) {
    *master = (rw_master){.problem = problem, .steps = steps, .n_group = n_group, .scale = scale};
    rw_status status = RW_OK;
    master->n_first = problem->first.n_col;
    master->n_fixed_row = master->steps->matrix.n_row;
    master->x = rw_calloc(master->n_first + n_group, sizeof *master->x);
    master->work = rw_calloc(master->n_first, sizeof *master->work);
    master->bound_row = rw_calloc(master->n_first, sizeof *master->bound_row);
    master->first_of = rw_calloc(master->n_first, sizeof *master->first_of);
    RW_TRY(master->x && master->work && master->bound_row && master->first_of ? RW_OK : RW_NO_MEMORY);
    for (rw_idx j = 0; j < master->n_first; j++) {
        master->bound_row[j] = -1;
        master->first_of[j] = j;
    }
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        for (rw_idx j = problem->chain[c].begin; j < problem->chain[c].end; j++) {
            master->first_of[j] = problem->chain[c].begin;
        }
    }
    RW_TRY(load(master));
done:
    return status;
}

void rw_master_clear(rw_master *master) {
    rw_lp_free(&master->lp);
    rw_free(master->content);
    rw_free(master->bound_row);
    rw_free(master->first_of);
    rw_free(master->is_in);
    rw_free(master->x);
    rw_free(master->work);
    *master = (rw_master){0};
}

void rw_master_set_cost(rw_master *master, const double *cost) {
    memcpy(master->work, cost, (size_t)master->n_first * sizeof *cost);
    rw_steps_of_gradient(master->problem, master->work);
    for (rw_idx j = 0; j < master->n_first; j++) {
        rw_lp_set_cost(master->lp, j, master->work[j]);
    }
}

static rw_idx most_in(const rw_master *master) {
    return master->n_group > LEAST_IN / IN_PER_GROUP ? IN_PER_GROUP * master->n_group : LEAST_IN;
}

static rw_idx most_added(const rw_master *master) {
    rw_idx n = master->n_group;
    return n < LEAST_ADDED ? LEAST_ADDED : n > MAX_ADDED ? MAX_ADDED : n;
}

static bool reserve_extra(rw_master *master, rw_idx n_row) {
    rw_status status =
        rw_reserve(&master->content, &master->extra_capacity, master->n_extra + n_row, sizeof *master->content);
    master->status = status == RW_OK ? master->status : status;
    return status == RW_OK;
}

static bool reserve_cuts(rw_master *master, const rw_cuts *cuts) {
    rw_idx known = master->is_in_capacity;
    if (rw_reserve(&master->is_in, &master->is_in_capacity, cuts->n_cut, sizeof *master->is_in) != RW_OK) {
        master->status = RW_NO_MEMORY;
        return false;
    }
    memset(master->is_in + known, 0, (size_t)(master->is_in_capacity - known));
    return true;
}

// Rows on their way into the LP.
typedef struct batch {
    rw_idx n_row, begin[MAX_ADDED + 1];
    rw_idx *column;                                    // MAX_ADDED * (n_first + 1)
    double *value, lower[MAX_ADDED], upper[MAX_ADDED]; // likewise
} batch;

// theta_g - scale gradient'x >= scale offset, or gradient'x <= -offset, in steps.
static void write_cut(const rw_master *master, const rw_cuts *cuts, rw_idx cut, batch *b) {
    double *gradient = master->work;
    memcpy(gradient, cuts->gradient + cut * cuts->n_first, (size_t)cuts->n_first * sizeof *gradient);
    rw_steps_of_gradient(master->problem, gradient);
    bool optimality = cuts->group[cut] != RW_FEASIBILITY_CUT;
    double size = 0;
    for (rw_idx j = 0; j < cuts->n_first && !optimality; j++) {
        size = fmax(size, fabs(gradient[j]));
    }
    double factor = optimality ? -master->scale : size > 0 ? 1 / size : 1; // no gradient: no x will do
    rw_idx k = b->begin[b->n_row];
    for (rw_idx j = 0; j < cuts->n_first; j++) {
        if (gradient[j] != 0) {
            b->column[k] = j;
            b->value[k++] = factor * gradient[j];
        }
    }
    if (optimality) {
        b->column[k] = cuts->n_first + cuts->group[cut];
        b->value[k++] = 1;
    }
    b->lower[b->n_row] = optimality ? master->scale * cuts->offset[cut] : -INFINITY;
    b->upper[b->n_row] = optimality ? INFINITY : -factor * cuts->offset[cut];
    b->begin[++b->n_row] = k;
}

// Brings in up to MAX_ADDED cuts.
static bool bring_in(rw_master *master, const rw_cuts *cuts, rw_idx n_cut, const rw_idx *cut) {
    batch b = {.n_row = 0};
    b.column = rw_calloc(n_cut * (master->n_first + 1), sizeof *b.column);
    b.value = rw_calloc(n_cut * (master->n_first + 1), sizeof *b.value);
    bool ok = b.column && b.value && reserve_cuts(master, cuts) && reserve_extra(master, n_cut);
    for (rw_idx i = 0; ok && i < n_cut; i++) {
        write_cut(master, cuts, cut[i], &b);
    }
    ok = ok && rw_lp_add_rows(master->lp, n_cut, b.begin, b.column, b.value, b.lower, b.upper);
    for (rw_idx i = 0; ok && i < n_cut; i++) {
        master->content[master->n_extra++] = cut[i];
        master->is_in[cut[i]] = 1;
        master->n_in++;
    }
    if (!ok) {
        master->status = RW_NO_MEMORY;
    }
    rw_free(b.column);
    rw_free(b.value);
    return ok;
}

void rw_master_expect(rw_master *master, rw_idx column) {
    rw_idx first = master->first_of[column];
    if (first == column || master->bound_row[column] >= 0 || !reserve_extra(master, 1)) {
        return;
    }
    rw_idx n = column - first + 1;
    rw_idx begin[2] = {0, n};
    rw_idx *index = rw_calloc(n, sizeof *index);
    double *value = rw_calloc(n, sizeof *value), lower = -INFINITY, upper = INFINITY;
    for (rw_idx k = 0; index && value && k < n; k++) {
        index[k] = first + k;
        value[k] = 1;
    }
    if (index && value && rw_lp_add_rows(master->lp, 1, begin, index, value, &lower, &upper)) {
        master->bound_row[column] = master->n_extra;
        master->content[master->n_extra++] = -1 - column;
    } else {
        master->status = RW_NO_MEMORY;
    }
    rw_free(index);
    rw_free(value);
}

// Drops rows that do not bind when there are many cuts.
static void drop_idle(rw_master *master) {
    rw_idx *gone = master->n_in > most_in(master) ? rw_calloc(master->n_extra, sizeof *gone) : NULL;
    rw_idx n_gone = 0, kept = 0;
    for (rw_idx i = 0; gone && i < master->n_extra; i++) {
        if (rw_lp_row_is_basic(master->lp, master->n_fixed_row + i)) {
            gone[n_gone++] = master->n_fixed_row + i;
        }
    }
    if (!gone || !rw_lp_delete_rows(master->lp, n_gone, gone)) {
        rw_free(gone);
        return; // none to drop, or no memory to do so: another time
    }
    for (rw_idx i = 0, g = 0; i < master->n_extra; i++) {
        rw_idx content = master->content[i];
        bool idle = g < n_gone && gone[g] == master->n_fixed_row + i;
        g += idle ? 1 : 0;
        if (content < 0) {
            master->bound_row[-1 - content] = idle ? -1 : kept;
        } else if (idle) {
            master->is_in[content] = 0;
            master->n_in--;
        }
        if (!idle) {
            master->content[kept++] = content;
        }
    }
    master->n_extra = kept;
    rw_free(gone);
}

static double violation(const rw_master *master, const rw_cuts *cuts, rw_idx cut) {
    double value = rw_cuts_value(cuts, cut, master->x);
    if (cuts->group[cut] == RW_FEASIBILITY_CUT) {
        return value > 0 ? INFINITY : -INFINITY;
    }
    return master->scale * value - master->x[master->n_first + cuts->group[cut]];
}

// Brings in the worst violated waiting cuts, not too many.  Returns how many.
static rw_idx scan(rw_master *master, const rw_cuts *cuts) {
    double least = VIOLATION * fmax(1, fabs(rw_lp_objective(master->lp)));
    rw_idx chosen[MAX_ADDED], n_chosen = 0;
    double worst[MAX_ADDED];
    const rw_idx most = most_added(master);
    for (rw_idx cut = 0; cut < cuts->n_cut; cut++) {
        double excess = cut < master->is_in_capacity && master->is_in[cut] ? -1 : violation(master, cuts, cut);
        if (!(excess > least) || (n_chosen == most && excess <= worst[most - 1])) {
            continue;
        }
        rw_idx at = n_chosen < most ? n_chosen++ : most - 1;
        for (; at > 0 && worst[at - 1] < excess; at--) {
            worst[at] = worst[at - 1];
            chosen[at] = chosen[at - 1];
        }
        worst[at] = excess;
        chosen[at] = cut;
    }
    return n_chosen > 0 && bring_in(master, cuts, n_chosen, chosen) ? n_chosen : 0;
}

// Bounds of x as bounds of steps and, within a chain, rows.  False when they cross.
static bool set_bounds(rw_master *master, const double *lower, const double *upper) {
    bool ok = true;
    for (rw_idx j = 0; j < master->n_first; j++) {
        bool first = master->first_of[j] == j;
        bool last = j + 1 == master->n_first || master->first_of[j + 1] != master->first_of[j];
        double low = first ? lower[j] : fmax(0, lower[j] - upper[j - 1]);
        double high = first ? upper[j] : upper[j] - lower[j - 1];
        low = fmax(low, master->steps->lower[j]);
        high = fmin(high, master->steps->upper[j]);
        ok = ok && low <= high;
        rw_lp_set_bounds(master->lp, j, low, fmax(low, high));
        bool from_below = !first && lower[j] > lower[j - 1];
        bool from_above = !first && upper[j] < INFINITY && (last || upper[j] < upper[j + 1]);
        if (from_below || from_above) {
            rw_master_expect(master, j);
        }
        if (master->bound_row[j] >= 0) {
            rw_lp_set_row_bounds(master->lp, master->n_fixed_row + master->bound_row[j], lower[j],
                                 upper[j]); // kept where another implies it: it may be in the basis
        }
    }
    return ok;
}

static void keep_solution(rw_master *master) {
    memcpy(master->x, rw_lp_primal(master->lp), (size_t)(master->n_first + master->n_group) * sizeof *master->x);
    rw_steps_to_columns(master->problem, master->x);
}

rw_lp_state rw_master_try(rw_master *master, const double *lower, const double *upper, double cutoff,
                          rw_idx iteration_limit) {
    if (!set_bounds(master, lower, upper)) {
        return RW_LP_INFEASIBLE;
    }
    rw_lp_set_cutoff(master->lp, cutoff == INFINITY ? INFINITY : master->scale * (cutoff - master->problem->constant));
    rw_lp_set_iteration_limit(master->lp, iteration_limit);
    rw_lp_state state = rw_lp_solve(master->lp);
    master->n_lp++;
    master->n_pivot += rw_lp_iterations(master->lp);
    if (state == RW_LP_OPTIMAL) {
        keep_solution(master);
    }
    return state;
}

// Brings in the waiting cuts from `begin` on, not more than `most`.  Returns how many.
static rw_idx bring_range(rw_master *master, const rw_cuts *cuts, rw_idx begin, rw_idx most) {
    rw_idx chosen[MAX_ADDED], n_chosen = 0, n_brought = 0;
    for (rw_idx cut = begin; cut < cuts->n_cut && n_brought + n_chosen < most; cut++) {
        if (cut >= master->is_in_capacity || !master->is_in[cut]) {
            chosen[n_chosen++] = cut;
        }
        if (n_chosen == MAX_ADDED) {
            n_brought += bring_in(master, cuts, n_chosen, chosen) ? n_chosen : 0;
            n_chosen = 0;
        }
    }
    return n_brought + (n_chosen > 0 && bring_in(master, cuts, n_chosen, chosen) ? n_chosen : 0);
}

// What the solution asks for: the cuts it violates; where there is none, all of them may be what is missing.
static rw_idx bring_more(rw_master *master, const rw_cuts *cuts, rw_lp_state state) {
    return state == RW_LP_OPTIMAL     ? scan(master, cuts)
           : state == RW_LP_UNBOUNDED ? bring_range(master, cuts, 0, cuts->n_cut)
                                      : 0;
}

rw_lp_state rw_master_solve(rw_master *master, const rw_cuts *cuts, const double *lower, const double *upper,
                            double cutoff) {
    drop_idle(master);
    bring_range(master, cuts, master->n_seen, most_in(master));
    master->n_seen = cuts->n_cut;
    master->is_bound = true;
    for (rw_idx g = 0; g < master->n_group; g++) {
        bool has_cut = cuts->n_of[g] > 0;
        rw_lp_set_bounds(master->lp, master->n_first + g, has_cut ? -INFINITY : 0, has_cut ? INFINITY : 0);
        master->is_bound = master->is_bound && has_cut;
    }
    rw_lp_state state = RW_LP_FAILED;
    for (int pass = 0; pass < MAX_SCAN; pass++) {
        state = rw_master_try(master, lower, upper, cutoff, INT64_MAX);
        if (bring_more(master, cuts, state) == 0) {
            break;
        }
    }
    return state;
}

double rw_master_objective(const rw_master *master) {
    return rw_lp_objective(master->lp) / master->scale + master->problem->constant;
}

const double *rw_master_primal(const rw_master *master) {
    return master->x;
}

rw_idx rw_master_basis_size(const rw_master *master) {
    return rw_lp_columns(master->lp) + rw_lp_rows(master->lp);
}
