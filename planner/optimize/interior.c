// Recourse problems side by side.  SPDX-License-Identifier: MIT
#include "optimize/interior.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

enum { LEAST_ROWS = 500 };             // of a recourse problem: smaller ones are a matter of a few pivots
static const double LEAST_GAP = 1e-5;  // the method's answers are good to some 1e-8

bool rw_interior_pays(const rw_twostage *problem, double gap_relative) {
    return problem->second.n_row >= LEAST_ROWS && gap_relative >= LEAST_GAP;
}

typedef struct shape { // flags of a rw_batch_shape, owned
    unsigned char *column_fixed, *column_capped, *row_free, *row_equal, *entry_zero;
} shape;

static void clear_shape(shape *s) {
    rw_free(s->column_fixed);
    rw_free(s->column_capped);
    rw_free(s->row_free);
    rw_free(s->row_equal);
    rw_free(s->entry_zero);
}

static void look_at_column(shape *s, const rw_realisation *r, rw_idx j) {
    double lower = r->array[RW_DELTA_LOWER][j], upper = r->array[RW_DELTA_UPPER][j];
    s->column_fixed[j] = s->column_fixed[j] && lower == upper;
    s->column_capped[j] = s->column_capped[j] || upper < INFINITY;
}

static void look_at_row(shape *s, const rw_realisation *r, rw_idx i) {
    double lower = r->array[RW_DELTA_ROW_LOWER][i], upper = r->array[RW_DELTA_ROW_UPPER][i];
    s->row_free[i] = s->row_free[i] && lower == -INFINITY && upper == INFINITY;
    s->row_equal[i] = s->row_equal[i] && lower == upper && isfinite(lower);
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
    s->entry_zero = rw_calloc(n_entry, 1);
    RW_TRY(s->column_fixed && s->column_capped && s->row_free && s->row_equal && s->entry_zero ? RW_OK
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

rw_batch *rw_interior_new(const rw_twostage *problem) {
    shape s = {0};
    rw_batch *batch = NULL;
    if (make_shape(&s, problem) == RW_OK) {
        rw_batch_shape flags = {.matrix = &problem->recourse,
                                .column_fixed = s.column_fixed,
                                .column_capped = s.column_capped,
                                .row_free = s.row_free,
                                .row_equal = s.row_equal,
                                .entry_zero = s.entry_zero};
        batch = rw_batch_new(&flags);
    }
    clear_shape(&s);
    return batch;
}

static void load_pair(rw_batch_work *work, rw_recourse *recourse, int lane, const rw_pair *pair) {
    double *const *array = recourse->realisation.array;
    rw_recourse_enter(recourse, pair->scenario);
    rw_recourse_limit(recourse, pair->x);
    rw_batch_problem problem = {.value = array[RW_DELTA_RECOURSE],
                                .cost = array[RW_DELTA_COST],
                                .lower = array[RW_DELTA_LOWER],
                                .upper = array[RW_DELTA_UPPER],
                                .row_lower = recourse->lower,
                                .row_upper = recourse->upper};
    rw_batch_load(work, lane, &problem);
}

static rw_answer answer_of(rw_batch_work *work, rw_recourse *recourse, int lane, const rw_pair *pair) {
    const rw_batch_answer *found = rw_batch_get(work, lane);
    rw_recourse_enter(recourse, pair->scenario);
    recourse->n_pivot += found->iterations;
    if (found->state == RW_BATCH_FAILED) { // infeasible, perhaps
        rw_recourse_start(recourse, NULL);
        return rw_recourse_answer(recourse, rw_recourse_solve(recourse, pair->scenario, pair->x), pair->x);
    }
    recourse->n_lp++;
    double first = rw_recourse_first_cost(recourse, pair->x);
    memcpy(recourse->dual, found->dual, (size_t)recourse->problem->second.n_row * sizeof(double));
    rw_recourse_limit(recourse, pair->x);
    return (rw_answer){.state = found->state == RW_BATCH_OPTIMAL ? RW_LP_OPTIMAL : RW_LP_LIMIT,
                       .value = first + found->objective,
                       .support = first + found->dual_objective,
                       .second = found->primal,
                       .dual = recourse->dual};
}

rw_status rw_interior_solve(rw_batch_work *work, rw_recourse *recourse, int n_pair, const rw_pair *pair,
                            rw_interior_visit visit, void *context) {
    rw_status status = RW_OK;
    for (int k = 0; k < n_pair; k++) {
        load_pair(work, recourse, k, &pair[k]);
    }
    rw_batch_solve(work, n_pair);
    for (int k = 0; k < n_pair && status == RW_OK; k++) {
        rw_answer answer = answer_of(work, recourse, k, &pair[k]);
        status = visit(context, recourse, &pair[k], &answer);
    }
    return status;
}
