// Recourse problems side by side.  SPDX-License-Identifier: MIT
#include "optimize/interior.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

enum { LEAST_ROWS = 500 };            // of a recourse problem: smaller ones are a matter of a few pivots
static const double LEAST_GAP = 1e-5; // the method's answers are good to some 1e-8

bool rw_interior_pays(const rw_twostage *problem, double gap_relative) {
    return problem->second.n_row >= LEAST_ROWS && gap_relative >= LEAST_GAP;
}

typedef struct shape { // flags of a rw_batch_shape, owned
    unsigned char *column_fixed, *column_capped, *row_free, *row_equal, *row_capped, *entry_zero;
} shape;

static void clear_shape(shape *s) {
    rw_free(s->column_fixed);
    rw_free(s->column_capped);
    rw_free(s->row_free);
    rw_free(s->row_equal);
    rw_free(s->row_capped);
    rw_free(s->entry_zero);
}

static void look_at_column(shape *s, const rw_realisation *r, rw_idx j) {
    double lower = r->array[RW_DELTA_LOWER][j], upper = r->array[RW_DELTA_UPPER][j];
    s->column_fixed[j] = s->column_fixed[j] && lower == upper;
    s->column_capped[j] = s->column_capped[j] || (upper < INFINITY && lower < upper);
}

static void look_at_row(shape *s, const rw_realisation *r, rw_idx i) {
    double lower = r->array[RW_DELTA_ROW_LOWER][i], upper = r->array[RW_DELTA_ROW_UPPER][i];
    s->row_free[i] = s->row_free[i] && lower == -INFINITY && upper == INFINITY;
    s->row_equal[i] = s->row_equal[i] && lower == upper && isfinite(lower);
    s->row_capped[i] = s->row_capped[i] || (upper < INFINITY && lower < upper);
}

// What the scenario entered changes.
static void look_at_scenario(shape *s, const rw_twostage *problem, const rw_realisation *r, rw_idx w) {
    for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        if (delta->kind == RW_DELTA_LOWER || delta->kind == RW_DELTA_UPPER) {
            look_at_column(s, r, delta->index);
        } else if (delta->kind == RW_DELTA_ROW_LOWER || delta->kind == RW_DELTA_ROW_UPPER) {
            look_at_row(s, r, delta->index);
        } else if (delta->kind == RW_DELTA_RECOURSE) {
            s->entry_zero[delta->index] = s->entry_zero[delta->index] && delta->value == 0;
        }
    }
}

static rw_status make_shape(shape *s, const rw_twostage *problem) {
    rw_status status = RW_OK;
    rw_realisation r = {0};
    rw_idx n_col = problem->second.n_col, n_row = problem->second.n_row, n_entry = problem->recourse.begin[n_col];
    s->column_fixed = rw_calloc(n_col, 1);
    s->column_capped = rw_calloc(n_col, 1);
    s->row_free = rw_calloc(n_row, 1);
    s->row_equal = rw_calloc(n_row, 1);
    s->row_capped = rw_calloc(n_row, 1);
    s->entry_zero = rw_calloc(n_entry, 1);
    RW_TRY(s->column_fixed && s->column_capped && s->row_free && s->row_equal && s->row_capped && s->entry_zero
               ? RW_OK
               : RW_NO_MEMORY);
    RW_TRY(rw_realisation_init(&r, problem));
    for (rw_idx j = 0; j < n_col; j++) {
        s->column_fixed[j] = 1;
        look_at_column(s, &r, j);
    }
    for (rw_idx i = 0; i < n_row; i++) {
        s->row_free[i] = s->row_equal[i] = 1;
        look_at_row(s, &r, i);
    }
    for (rw_idx k = 0; k < n_entry; k++) {
        s->entry_zero[k] = problem->recourse.value[k] == 0;
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        rw_realisation_enter(&r, problem, w);
        look_at_scenario(s, problem, &r, w);
        rw_realisation_leave(&r, problem, w);
    }
done:
    rw_realisation_clear(&r);
    return status;
}

rw_status rw_interior_init(rw_interior *interior, const rw_twostage *problem) {
    rw_status status = RW_OK;
    shape s = {0};
    *interior = (rw_interior){.problem = problem};
    RW_TRY(rw_rows_init(&interior->rows, problem));
    RW_TRY(make_shape(&s, problem));
    rw_batch_shape flags = {.matrix = &problem->recourse,
                            .column_fixed = s.column_fixed,
                            .column_capped = s.column_capped, // what is forced is fixed, not capped
                            .row_free = s.row_free,
                            .row_equal = s.row_equal,
                            .row_capped = s.row_capped,
                            .entry_zero = s.entry_zero};
    interior->batch = rw_batch_new(&flags);
    status = interior->batch ? RW_OK : RW_NO_MEMORY;
done:
    clear_shape(&s);
    return status;
}

void rw_interior_clear(rw_interior *interior) {
    rw_batch_free(&interior->batch);
    rw_rows_clear(&interior->rows);
}

rw_status rw_side_init(rw_side *side, const rw_interior *interior, bool (*must_stop)(const void *context),
                       const void *context) {
    rw_status status = RW_OK;
    rw_batch_options options;
    rw_batch_defaults(&options);
    options.must_stop = must_stop;
    options.context = context;
    *side = (rw_side){.interior = interior, .must_stop = must_stop, .context = context};
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        RW_TRY(rw_forced_init(&side->forced[k], interior->problem));
    }
    side->work = rw_batch_work_new(interior->batch, &options);
    status = side->work ? RW_OK : RW_NO_MEMORY;
done:
    return status;
}

void rw_side_clear(rw_side *side) {
    rw_batch_work_free(&side->work);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        rw_forced_clear(&side->forced[k]);
    }
}

void rw_side_aim(rw_side *side, double gap, double infeasibility) {
    rw_batch_work_aim(side->work, gap, infeasibility);
}

static void load_pair(rw_side *side, rw_recourse *recourse, int lane, const rw_pair *pair) {
    double *const *array = recourse->realisation.array;
    rw_forced *forced = &side->forced[lane];
    rw_recourse_enter(recourse, pair->scenario);
    rw_recourse_limit(recourse, pair->x);
    rw_forced_find(forced, &side->interior->rows, recourse->problem, &recourse->realisation, recourse->lower,
                   recourse->upper);
    rw_batch_problem problem = {.value = array[RW_DELTA_RECOURSE],
                                .cost = array[RW_DELTA_COST],
                                .lower = forced->lower,
                                .upper = forced->upper,
                                .row_lower = forced->row_lower,
                                .row_upper = forced->row_upper};
    rw_batch_load(side->work, lane, &problem);
    rw_batch_start(side->work, lane, pair->from, pair->to);
}

static rw_answer answer_of(rw_side *side, rw_recourse *recourse, int lane, const rw_pair *pair) {
    const rw_batch_answer *found = rw_batch_get(side->work, lane);
    recourse->n_pivot += found->iterations;
    if (found->state == RW_BATCH_FAILED) { // infeasible, perhaps
        rw_recourse_start(recourse, NULL);
        return rw_recourse_answer(recourse, rw_recourse_solve(recourse, pair->scenario, pair->x), pair->x);
    }
    recourse->n_lp++;
    rw_recourse_enter(recourse, pair->scenario);
    rw_recourse_limit(recourse, pair->x);
    memcpy(recourse->dual, found->dual, (size_t)recourse->problem->second.n_row * sizeof(double));
    rw_forced_price(&side->forced[lane], &side->interior->rows, recourse->problem, &recourse->realisation,
                    recourse->dual);
    double first = rw_recourse_first_cost(recourse, pair->x);
    return (rw_answer){.state = found->state == RW_BATCH_OPTIMAL ? RW_LP_OPTIMAL : RW_LP_LIMIT,
                       .value = first + found->objective,
                       .support = first + rw_recourse_bound(recourse, recourse->dual),
                       .second = found->primal,
                       .dual = recourse->dual};
}

// n_pair <= RW_BATCH_LANES
static rw_status solve_pairs(rw_side *side, rw_recourse *recourse, int n_pair, const rw_pair *pair,
                             rw_interior_visit visit, void *context) {
    rw_status status = RW_OK;
    for (int k = 0; k < n_pair; k++) {
        load_pair(side, recourse, k, &pair[k]);
    }
    rw_batch_solve(side->work, n_pair);
    for (int k = 0; k < n_pair && status == RW_OK; k++) {
        rw_answer answer = answer_of(side, recourse, k, &pair[k]);
        status = visit(context, recourse, &pair[k], &answer);
    }
    return status;
}

rw_status rw_interior_solve(rw_side *side, rw_recourse *recourse, const rw_share *share, rw_interior_visit visit,
                            void *context) {
    rw_status status = RW_OK;
    rw_idx n_scenario = recourse->problem->n_scenario, n_pair = share->n_point * n_scenario;
    rw_idx size = rw_batch_point_size(side->interior->batch);
    for (rw_idx k = share->worker * RW_BATCH_LANES; k < n_pair && status == RW_OK;
         k += share->n_worker * RW_BATCH_LANES) {
        rw_pair pair[RW_BATCH_LANES];
        int n = 0;
        if (side->must_stop && side->must_stop(side->context)) {
            break;
        }
        for (rw_idx i = k; i < k + RW_BATCH_LANES && i < n_pair; i++) {
            rw_idx w = i % n_scenario;
            pair[n++] = (rw_pair){.x = share->x[i / n_scenario],
                                  .scenario = w,
                                  .from = w < share->n_early ? share->from + w * size : NULL,
                                  .to = share->to && i < share->n_early ? share->to + w * size : NULL};
        }
        status = solve_pairs(side, recourse, n, pair, visit, context);
    }
    return status;
}
