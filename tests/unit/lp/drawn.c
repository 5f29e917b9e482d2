// Random linear problems.  SPDX-License-Identifier: MIT
#include "drawn.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/random.h"
#include "lp/lp.h"

double uniform(draw *d, double low, double high) {
    return low + (high - low) * rw_random_uniform(d->seed, d->stream, d->count++);
}

static bool chance(draw *d, double share) {
    return uniform(d, 0, 1) < share;
}

void draw_pattern(problem *p, draw *d) {
    rw_idx n = 0;
    for (rw_idx j = 0; j < COLUMNS; j++) {
        p->begin[j] = n;
        double share = chance(d, 0.2) ? 0 : uniform(d, 0.05, 0.2);
        for (rw_idx i = 0; i < ROWS; i++) {
            if (i < 3 ? j == 5 * i : chance(d, share)) { // the first rows have one entry
                p->row[n++] = i;
            }
        }
        p->fixed[j] = chance(d, 0.1);
    }
    p->begin[COLUMNS] = n;
    for (rw_idx i = 0; i < ROWS; i++) {
        p->equal[i] = i >= 3 && chance(d, 0.4);
    }
    p->matrix = (rw_sparse){ROWS, COLUMNS, p->begin, p->row, p->value};
}

// Row bounds around the activity of a feasible point, and a dual that pays only where there is a bound.
static void draw_rows(problem *p, draw *d, const double *activity, double *dual) {
    for (rw_idx i = 0; i < ROWS; i++) {
        double kind = uniform(d, 0, 1), room = chance(d, 0.5) ? 0 : uniform(d, 0, 5);
        p->row_lower[i] = -INFINITY;
        p->row_upper[i] = INFINITY;
        dual[i] = 0;
        if (p->equal[i] || kind < 0.1) {
            p->row_lower[i] = p->row_upper[i] = activity[i];
            dual[i] = uniform(d, -3, 3);
        } else if (kind < 0.4) {
            p->row_lower[i] = activity[i] - room;
            dual[i] = uniform(d, 0, 3);
        } else if (kind < 0.7) {
            p->row_upper[i] = activity[i] + room;
            dual[i] = uniform(d, -3, 0);
        } else if (kind < 0.9) {
            p->row_lower[i] = activity[i] - room;
            p->row_upper[i] = activity[i] + uniform(d, 0.1, 5);
            dual[i] = uniform(d, -3, 3);
        }
    }
}

void draw_numbers(problem *p, draw *d) {
    double activity[ROWS] = {0}, dual[ROWS];
    for (rw_idx j = 0; j < COLUMNS; j++) {
        double kind = uniform(d, 0, 1), x = chance(d, 0.3) ? 0 : uniform(d, -10, 10);
        p->lower[j] = kind < 0.1 ? -INFINITY : x - (chance(d, 0.4) ? 0 : uniform(d, 0, 10));
        p->upper[j] = kind > 0.1 && kind < 0.6 ? x + uniform(d, 0, 10) : INFINITY;
        if (p->fixed[j] || kind > 0.97) {
            p->lower[j] = p->upper[j] = x;
        }
        for (rw_idx k = p->begin[j]; k < p->begin[j + 1]; k++) {
            p->value[k] = chance(d, 0.5) ? 1 : uniform(d, -4, 4);
            activity[p->row[k]] += p->value[k] * x;
        }
    }
    draw_rows(p, d, activity, dual);
    for (rw_idx j = 0; j < COLUMNS; j++) {
        bool low = p->lower[j] > -INFINITY, high = p->upper[j] < INFINITY;
        p->cost[j] = low && chance(d, 0.7) ? uniform(d, 0, 5) : 0;
        p->cost[j] -= high && chance(d, 0.7) ? uniform(d, 0, 5) : 0;
        for (rw_idx k = p->begin[j]; k < p->begin[j + 1]; k++) {
            p->cost[j] += p->value[k] * dual[p->row[k]];
        }
    }
}

void copy_problem(problem *to, const problem *from) {
    *to = *from;
    to->matrix = (rw_sparse){ROWS, COLUMNS, to->begin, to->row, to->value};
}

rw_batch *make_batch(const problem *p) {
    rw_batch_shape shape = {.matrix = &p->matrix, .column_fixed = p->fixed, .row_equal = p->equal};
    return rw_batch_new(&shape);
}

void load(rw_batch_work *work, int lane, const problem *p) {
    rw_batch_problem given = {p->value, p->cost, p->lower, p->upper, p->row_lower, p->row_upper};
    rw_batch_load(work, lane, &given);
}

double solve_by_library(const problem *p) {
    rw_lp *lp = rw_lp_new(&p->matrix, p->cost, p->lower, p->upper, p->row_lower, p->row_upper);
    assert_int_equal(rw_lp_solve_first(lp), RW_LP_OPTIMAL);
    double objective = rw_lp_objective(lp);
    rw_lp_free(&lp);
    return objective;
}

void check_answer(const problem *p, const rw_batch_answer *answer, double wanted, int pattern) {
    double size = 1 + fabs(wanted), most = 0;
    if (answer->state != RW_BATCH_OPTIMAL || !(fabs(answer->objective - wanted) <= CLOSE * size) ||
        !(fabs(answer->dual_objective - wanted) <= CLOSE * size)) {
        fail_msg("pattern %d: state %d, objective %.17g, dual %.17g, wanted %.17g", pattern, (int)answer->state,
                 answer->objective, answer->dual_objective, wanted);
    }
    for (rw_idx j = 0; j < COLUMNS; j++) {
        assert_true(answer->primal[j] >= p->lower[j] && answer->primal[j] <= p->upper[j]);
        most = fmax(most, fabs(answer->primal[j]));
    }
    assert_true(answer->violation * most <= CLOSE * size);
    assert_true(answer->infeasibility <= CLOSE);
}
