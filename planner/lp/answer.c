// The answer to a problem of a batch, from the problem as it was given.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "lp/work.h"

static double clamp(double value, double lower, double upper) {
    return fmin(fmax(value, lower), upper);
}

static void add_activity(const rw_form *form, rw_work_lane *lane, int32_t j) {
    for (int32_t e = form->given_begin[j]; e < form->given_begin[j + 1]; e++) {
        lane->activity[form->given_row[e]] += lane->value[e] * lane->primal[j];
    }
}

// Columns in no row that is kept: at the better bound, of their own or of a row of one entry.  The activities are those
// of the fixed columns.
static void place_loose(const rw_form *form, rw_work_lane *lane) {
    for (int32_t s = 0; s < form->n_single; s++) {
        int32_t i = form->single[s].row, j = form->single[s].column;
        double a = lane->value[form->single[s].entry];
        if (form->loose[j] && a != 0) {
            double one = (lane->row_lower[i] - lane->activity[i]) / a;
            double other = (lane->row_upper[i] - lane->activity[i]) / a;
            lane->primal[j] = clamp(lane->primal[j], fmin(one, other), fmax(one, other));
        }
    }
    for (int32_t j = 0; j < form->n_col; j++) {
        if (form->loose[j]) {
            lane->primal[j] = isfinite(lane->primal[j]) ? clamp(lane->primal[j], lane->lower[j], lane->upper[j]) : 0;
        }
    }
}

// All columns, within their bounds, and the activities.
static void take_primal(rw_batch_work *work, int k) {
    const rw_form *form = &work->batch->form;
    rw_work_lane *lane = &work->lane[k];
    memset(lane->activity, 0, (size_t)form->n_row * sizeof(double));
    for (int32_t j = 0; j < form->n_col; j++) {
        double nearest = clamp(0, lane->lower[j], lane->upper[j]);
        lane->primal[j] = lane->cost[j] > 0 ? lane->lower[j] : lane->cost[j] < 0 ? lane->upper[j] : nearest;
        if (form->fixed[j]) {
            add_activity(form, lane, j);
        }
    }
    place_loose(form, lane);
    for (int32_t j = 0; j < form->n; j++) {
        int32_t column = form->column[j];
        if (column >= 0) {
            double x = work->damping[j][k] < INFINITY ? work->x[j][k] : work->lower[j][k];
            x *= form->column_scale[j] / lane->size_scale;
            lane->primal[column] = clamp(x, lane->lower[column], lane->upper[column]);
        }
    }
    lane->answer.objective = 0;
    for (int32_t j = 0; j < form->n_col; j++) {
        lane->answer.objective += lane->cost[j] * lane->primal[j];
        if (!form->fixed[j]) {
            add_activity(form, lane, j);
        }
    }
}

// The largest violation of a row, relative.
static double infeasibility(const rw_form *form, const rw_work_lane *lane) {
    double worst = 0;
    for (int32_t i = 0; i < form->n_row; i++) {
        double a = lane->activity[i], bound = a < lane->row_lower[i] ? lane->row_lower[i] : lane->row_upper[i];
        if (!(a >= lane->row_lower[i] && a <= lane->row_upper[i])) {
            worst = fmax(worst, isfinite(a) ? fabs(a - bound) / (1 + fabs(bound)) : INFINITY);
        }
    }
    return worst;
}

static double price(const rw_form *form, const rw_work_lane *lane, int32_t j) {
    double d = lane->cost[j];
    for (int32_t e = form->given_begin[j]; e < form->given_begin[j + 1]; e++) {
        d -= lane->value[e] * lane->dual[form->given_row[e]];
    }
    return d;
}

// Duals of the rows kept; rows of one entry take what their column's bounds do not pay for.
static void take_dual(rw_batch_work *work, int k) {
    const rw_form *form = &work->batch->form;
    rw_work_lane *lane = &work->lane[k];
    memset(lane->dual, 0, (size_t)form->n_row * sizeof(double));
    for (int32_t r = 0; r < form->m; r++) {
        int32_t i = form->row_of[r];
        double y = work->y[r][k] * form->row_scale[r] / lane->cost_scale;
        bool pays_nowhere = y > 0 ? lane->row_lower[i] == -INFINITY : lane->row_upper[i] == INFINITY;
        lane->dual[i] = pays_nowhere ? 0 : y;
    }
    // The tightest bound pays: a row of one entry takes the price where it is stricter than the column's own bound and
    // all rows before it.
    for (int32_t s = 0; s < form->n_single;) {
        int32_t j = form->single[s].column, best = -1;
        double d = price(form, lane, j), bound = d > 0 ? lane->lower[j] : lane->upper[j];
        for (; s < form->n_single && form->single[s].column == j; s++) {
            int32_t i = form->single[s].row;
            double a = lane->value[form->single[s].entry];
            if (a != 0) {
                double limit = ((d > 0) == (a > 0) ? lane->row_lower[i] : lane->row_upper[i]);
                double rest = lane->activity[i] - a * lane->primal[j]; // of fixed columns
                limit = (limit - rest) / a;
                if (d > 0 ? limit > bound : limit < bound) {
                    bound = limit;
                    best = s;
                }
            }
        }
        if (best >= 0) {
            lane->dual[form->single[best].row] = d / lane->value[form->single[best].entry];
        }
    }
}

static void value_dual(const rw_form *form, rw_work_lane *lane) {
    double sum = 0;
    lane->answer.violation = 0;
    for (int32_t i = 0; i < form->n_row; i++) {
        double y = lane->dual[i];
        if (y != 0) {
            sum += y * (y > 0 ? lane->row_lower[i] : lane->row_upper[i]);
        }
    }
    for (int32_t j = 0; j < form->n_col; j++) {
        double d = price(form, lane, j), bound = d > 0 ? lane->lower[j] : lane->upper[j];
        lane->reduced[j] = d;
        if (isfinite(bound)) {
            sum += d * bound;
        } else {
            lane->answer.violation += fabs(d);
        }
    }
    lane->answer.dual_objective = sum;
}

bool rw_work_answer(rw_batch_work *work, int k) {
    const rw_form *form = &work->batch->form;
    const rw_batch_options *options = &work->options;
    rw_work_lane *lane = &work->lane[k];
    rw_batch_answer *answer = &lane->answer;
    double most = 0;
    for (int32_t j = 0; j < form->n_col; j++) {
        most = fmax(most, fabs(lane->cost[j]));
    }
    take_primal(work, k);
    answer->infeasibility = infeasibility(form, lane);
    take_dual(work, k);
    value_dual(form, lane);
    double gap = fabs(answer->objective - answer->dual_objective);
    return answer->infeasibility <= options->feasibility_tolerance &&
           answer->violation <= options->feasibility_tolerance * most &&
           gap <= options->gap_tolerance * (1 + fabs(answer->objective));
}
