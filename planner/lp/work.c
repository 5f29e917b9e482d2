// The numbers of one thread that solves problems of a batch.  SPDX-License-Identifier: MIT
#include "lp/work.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/memory.h"

static const double DAMPING = 1e-10;     // of variables with a bound
static const double FREE_DAMPING = 1e-8; // of variables without any
static const double NARROW = 1e-9;       // bounds this close, relative, count as equal

// Hands out the parts of a block; counts only while base is NULL.
typedef struct block_part {
    rw_vec *base;
    rw_idx used;
} block_part;

static rw_vec *carve(block_part *carver, rw_idx count) {
    rw_vec *part = carver->base ? carver->base + carver->used : NULL;
    carver->used += count;
    return part;
}

static void carve_work(rw_batch_work *work, block_part *carver) {
    enum { MOVE = sizeof(rw_work_move) / sizeof(rw_vec), SIDE = sizeof(rw_work_side) / sizeof(rw_vec) };
    const rw_form *form = &work->batch->form;
    const rw_symbolic *symbolic = &work->batch->symbolic;
    rw_vec **of_variables[] = {&work->cost, &work->lower, &work->upper, &work->damping, &work->x};
    rw_vec **of_rows[] = {&work->rhs,  &work->y,       &work->rp,      &work->plain,
                          &work->rest, &work->step[0], &work->step[1], &work->factor.inverse};
    work->move = (rw_work_move *)carve(carver, MOVE * (rw_idx)form->n);
    work->low = (rw_work_side *)carve(carver, SIDE * (rw_idx)form->n);
    work->high = (rw_work_side *)carve(carver, SIDE * (rw_idx)form->n);
    work->value = carve(carver, form->begin[form->n]);
    for (size_t k = 0; k < sizeof of_variables / sizeof *of_variables; k++) {
        *of_variables[k] = carve(carver, form->n);
    }
    for (size_t k = 0; k < sizeof of_rows / sizeof *of_rows; k++) {
        *of_rows[k] = carve(carver, form->m);
    }
    work->factor.panel = carve(carver, symbolic->panel[symbolic->n_node]);
    work->factor.scaled = carve(carver, symbolic->most_below);
    work->factor.symbolic = symbolic;
}

static bool carve_lanes(rw_batch_work *work) {
    const rw_form *form = &work->batch->form;
    rw_idx each = (rw_idx)form->n_entry + 5 * (rw_idx)form->n_col + 4 * (rw_idx)form->n_row;
    double *at = work->numbers = rw_calloc(RW_BATCH_LANES * each, sizeof *at);
    if (!at) {
        return false;
    }
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        rw_work_lane *lane = &work->lane[k];
        double **of_columns[] = {&lane->cost, &lane->lower, &lane->upper, &lane->primal, &lane->reduced};
        double **of_rows[] = {&lane->row_lower, &lane->row_upper, &lane->dual, &lane->activity};
        lane->value = at;
        at += form->n_entry;
        for (size_t i = 0; i < sizeof of_columns / sizeof *of_columns; i++) {
            *of_columns[i] = at;
            at += form->n_col;
        }
        for (size_t i = 0; i < sizeof of_rows / sizeof *of_rows; i++) {
            *of_rows[i] = at;
            at += form->n_row;
        }
        lane->answer.primal = lane->primal;
        lane->answer.dual = lane->dual;
    }
    return true;
}

rw_batch_work *rw_batch_work_new(const rw_batch *batch, const rw_batch_options *options) {
    rw_batch_work *work = rw_calloc(1, sizeof *work);
    if (!work) {
        return NULL;
    }
    *work = (rw_batch_work){.batch = batch, .options = *options};
    block_part carver = {0};
    carve_work(work, &carver);
    work->block = rw_calloc(carver.used + 2, sizeof(rw_vec));
    work->active = rw_calloc(batch->form.n, sizeof *work->active);
    if (work->block && work->active && carve_lanes(work)) {
        uintptr_t at = (uintptr_t)work->block, size = 2 * sizeof(rw_vec); // a line of the cache
        carver.base = (rw_vec *)((at + size - 1) / size * size);
        carver.used = 0;
        carve_work(work, &carver);
    } else {
        rw_batch_work_free(&work);
    }
    return work;
}

void rw_batch_work_free(rw_batch_work **work) {
    if (work && *work) {
        rw_free((*work)->block);
        rw_free((*work)->active);
        rw_free((*work)->numbers);
        rw_free(*work);
        *work = NULL;
    }
}

const rw_batch_answer *rw_batch_get(const rw_batch_work *work, int lane) {
    return &work->lane[lane].answer;
}

static void copy_problem(const rw_form *form, rw_work_lane *lane, const rw_batch_problem *problem) {
    size_t columns = (size_t)form->n_col * sizeof(double), rows = (size_t)form->n_row * sizeof(double);
    memcpy(lane->value, problem->value, (size_t)form->n_entry * sizeof(double));
    memcpy(lane->cost, problem->cost, columns);
    memcpy(lane->lower, problem->lower, columns);
    memcpy(lane->upper, problem->upper, columns);
    memcpy(lane->row_lower, problem->row_lower, rows);
    memcpy(lane->row_upper, problem->row_upper, rows);
}

static bool keeps_promises(const rw_form *form, const rw_work_lane *lane) {
    for (int32_t j = 0; j < form->n_col; j++) {
        if (!(lane->lower[j] <= lane->upper[j]) || lane->lower[j] == INFINITY || lane->upper[j] == -INFINITY ||
            (form->fixed[j] && lane->lower[j] != lane->upper[j]) || !isfinite(lane->cost[j])) {
            return false;
        }
    }
    for (int32_t i = 0; i < form->n_row; i++) {
        bool is_free = lane->row_lower[i] == -INFINITY && lane->row_upper[i] == INFINITY;
        bool is_equal = isfinite(lane->row_lower[i]) && lane->row_lower[i] == lane->row_upper[i];
        if (!(lane->row_lower[i] <= lane->row_upper[i]) || lane->row_lower[i] == INFINITY ||
            lane->row_upper[i] == -INFINITY || (form->row_free[i] && !is_free) || (form->row_equal[i] && !is_equal)) {
            return false;
        }
    }
    for (int32_t k = 0; k < form->n_entry; k++) {
        if (!isfinite(lane->value[k]) || (form->zero[k] && lane->value[k] != 0)) {
            return false;
        }
    }
    for (int32_t j = form->n_capped; j < form->n; j++) { // the rest were promised to have no upper bound of their own
        int32_t column = form->column[j], i = -1 - column;
        double lower = column >= 0 ? lane->lower[column] : lane->row_lower[i];
        double upper = column >= 0 ? lane->upper[column] : lane->row_upper[i];
        if (upper < INFINITY && lower < upper) {
            return false;
        }
    }
    return true;
}

// Moves what fixed columns do to the rows to their bounds (in activity), and rows of one entry to the columns
// (narrowed bounds in primal and reduced, which are not in use yet).
static void reduce(const rw_form *form, rw_work_lane *lane) {
    double *lower = lane->primal, *upper = lane->reduced;
    memset(lane->activity, 0, (size_t)form->n_row * sizeof(double));
    for (int32_t j = 0; j < form->n_col; j++) {
        lower[j] = lane->lower[j];
        upper[j] = lane->upper[j];
        for (int32_t k = form->given_begin[j]; form->fixed[j] && k < form->given_begin[j + 1]; k++) {
            lane->activity[form->given_row[k]] += lane->value[k] * lane->lower[j];
        }
    }
    for (int32_t s = 0; s < form->n_single; s++) {
        int32_t i = form->single[s].row, j = form->single[s].column;
        double a = lane->value[form->single[s].entry];
        if (a != 0) {
            double low = (lane->row_lower[i] - lane->activity[i]) / a;
            double high = (lane->row_upper[i] - lane->activity[i]) / a;
            lower[j] = fmax(lower[j], a > 0 ? low : high);
            upper[j] = fmin(upper[j], a > 0 ? high : low);
        }
    }
}

// A power of two that brings the largest cost near 1.
static double cost_scale(const rw_batch_work *work, const rw_work_lane *lane) {
    const rw_form *form = &work->batch->form;
    double most = 0;
    for (int32_t j = 0; j < form->n; j++) {
        if (form->column[j] >= 0) {
            most = fmax(most, fabs(lane->cost[form->column[j]] * form->column_scale[j]));
        }
    }
    return most > 0 ? exp2(-floor(log2(most))) : 1;
}

static void add_size(double value, double *sum, double *count) {
    if (value != 0 && isfinite(value)) {
        *sum += log2(fabs(value));
        *count += 1;
    }
}

// A power of two that brings the geometric mean of bounds and right-hand sides near 1.
static double size_scale(const rw_batch_work *work, const rw_work_lane *lane) {
    const rw_form *form = &work->batch->form;
    double sum = 0, count = 0;
    for (int32_t j = 0; j < form->n; j++) {
        int32_t column = form->column[j], i = -1 - column;
        double lower = column >= 0 ? lane->primal[column] : lane->row_lower[i] - lane->activity[i];
        double upper = column >= 0 ? lane->reduced[column] : lane->row_upper[i] - lane->activity[i];
        add_size(lower / form->column_scale[j], &sum, &count);
        add_size(upper / form->column_scale[j], &sum, &count);
    }
    for (int32_t r = 0; r < form->m; r++) {
        int32_t i = form->row_of[r];
        if (form->row_equal[i]) {
            add_size((lane->row_lower[i] - lane->activity[i]) * form->row_scale[r], &sum, &count);
        }
    }
    return count > 0 ? exp2(-floor(sum / count)) : 1;
}

static void load_variable(rw_batch_work *work, int k, int32_t j, double lower, double upper) {
    double gap = upper - lower;
    double narrow = NARROW * fmax(1, fmax(fabs(lower), fabs(upper)));
    bool fixed = isfinite(lower) && isfinite(upper) && gap <= narrow;
    bool has_any = lower > -INFINITY || upper < INFINITY;
    work->lower[j][k] = lower;
    work->upper[j][k] = fixed ? INFINITY : upper;
    work->lane[k].broken = work->lane[k].broken || lower > upper + narrow;
    work->damping[j][k] = fixed ? INFINITY : has_any ? DAMPING : FREE_DAMPING;
}

// What is fixed moves to the right-hand sides.
static void move_fixed(rw_batch_work *work, int k) {
    const rw_form *form = &work->batch->form;
    work->lane[k].constant = 0;
    for (int32_t j = 0; j < form->n; j++) {
        double x = work->lower[j][k];
        if (work->damping[j][k] == INFINITY && x != 0) {
            work->lane[k].constant += work->cost[j][k] * x;
            for (int32_t e = form->begin[j]; e < form->begin[j + 1]; e++) {
                work->rhs[form->row[e]][k] -= work->value[e][k] * x;
            }
        }
    }
}

void rw_work_activate(rw_batch_work *work, int n_lane) {
    const rw_form *form = &work->batch->form;
    work->n_active = work->n_active_capped = 0;
    for (int32_t j = 0; j < form->n; j++) {
        bool moves = false;
        for (int k = 0; k < n_lane; k++) {
            moves = moves || work->damping[j][k] < INFINITY;
        }
        if (moves) {
            work->active[work->n_active++] = j;
            work->n_active_capped += j < form->n_capped;
        }
    }
}

void rw_batch_load(rw_batch_work *work, int k, const rw_batch_problem *problem) {
    const rw_form *form = &work->batch->form;
    rw_work_lane *lane = &work->lane[k];
    copy_problem(form, lane, problem);
    lane->broken = !keeps_promises(form, lane);
    lane->done = false;
    lane->from = NULL;
    lane->to = NULL;
    if (lane->broken) {
        return;
    }
    reduce(form, lane);
    lane->cost_scale = cost_scale(work, lane);
    lane->size_scale = size_scale(work, lane);
    for (int32_t j = 0; j < form->n; j++) {
        int32_t column = form->column[j], i = -1 - column;
        double scale = form->column_scale[j];
        double lower = column >= 0 ? lane->primal[column] : lane->row_lower[i] - lane->activity[i];
        double upper = column >= 0 ? lane->reduced[column] : lane->row_upper[i] - lane->activity[i];
        load_variable(work, k, j, lower / scale * lane->size_scale, upper / scale * lane->size_scale);
        work->cost[j][k] = column >= 0 ? lane->cost[column] * scale * lane->cost_scale : 0;
        for (int32_t e = form->begin[j]; e < form->begin[j + 1]; e++) {
            double value = form->entry[e] >= 0 ? lane->value[form->entry[e]] : -1;
            work->value[e][k] = value * scale * form->row_scale[form->row[e]];
        }
    }
    for (int32_t r = 0; r < form->m; r++) {
        int32_t i = form->row_of[r];
        double b = form->row_equal[i] ? lane->row_lower[i] - lane->activity[i] : 0;
        work->rhs[r][k] = b * form->row_scale[r] * lane->size_scale;
    }
    move_fixed(work, k);
}
