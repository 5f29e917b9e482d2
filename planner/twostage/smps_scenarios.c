// From scenarios to entries that replace the template's.  SPDX-License-Identifier: MIT
#include <math.h>

#include "twostage/smps_build.h"

static const double SUM_TOLERANCE = 1e-9; // of probabilities, for the warning

typedef struct builder {
    const rw_smps_parts *parts;
    const rw_idx *position;
    rw_twostage *problem;
    double sign; // of costs
    rw_idx n_delta, delta_capacity;
    double *rhs, *range;        // by row of the core file, of the current scenario
    rw_idx n_touched, *touched; // rows with a right-hand side or range of the scenario's own
    unsigned char *is_touched;  // by row
    double constant;            // of the current scenario
    bool has_constant;          // random
    rw_status status;
} builder;

static void add_delta(builder *work, rw_delta_kind kind, rw_idx index, double value, double usual) {
    if (value == usual || work->status != RW_OK) {
        return;
    }
    work->status =
        rw_reserve(&work->problem->delta, &work->delta_capacity, work->n_delta + 1, sizeof *work->problem->delta);
    if (work->status == RW_OK) {
        work->problem->delta[work->n_delta++] = (rw_delta){.kind = kind, .index = index, .value = value};
    }
}

static void touch(builder *work, rw_idx row) {
    if (!work->is_touched[row]) {
        work->is_touched[row] = 1;
        work->touched[work->n_touched++] = row;
    }
}

static void set_value(void *context, rw_idx index, double value) {
    builder *work = context;
    rw_twostage *problem = work->problem;
    const rw_smps_place *place = &work->parts->stoch->places.place[index];
    const rw_smps_col *col = &work->parts->core->col[place->col];
    const rw_idx at = work->position[index];
    const bool is_first = col->stage == 0;
    switch (place->kind) {
    case RW_SMPS_CONSTANT:
        work->constant = value;
        break;
    case RW_SMPS_COST:
        add_delta(work, is_first ? RW_DELTA_FIRST_COST : RW_DELTA_COST, col->local, work->sign * value,
                  is_first ? problem->first_scenario_cost[col->local] : problem->second.cost[col->local]);
        break;
    case RW_SMPS_COEFFICIENT:
        add_delta(work, is_first ? RW_DELTA_TECHNOLOGY : RW_DELTA_RECOURSE, at, value,
                  is_first ? problem->technology.value[at] : problem->recourse.value[at]);
        break;
    case RW_SMPS_RHS:
        work->rhs[place->row] = value;
        touch(work, place->row);
        break;
    case RW_SMPS_RANGE:
        work->range[place->row] = value;
        touch(work, place->row);
        break;
    case RW_SMPS_LOWER:
        add_delta(work, RW_DELTA_LOWER, col->local, value, problem->second.lower[col->local]);
        break;
    case RW_SMPS_UPPER:
        add_delta(work, RW_DELTA_UPPER, col->local, value, problem->second.upper[col->local]);
        break;
    }
}

// The sides of rows whose right-hand side or range the scenario sets; forgets them.
static void finish_rows(builder *work) {
    const rw_smps_core *core = work->parts->core;
    for (rw_idx k = 0; k < work->n_touched; k++) {
        const rw_idx index = work->touched[k];
        const rw_smps_row *row = &core->row[index];
        double lower = 0.0, upper = 0.0;
        rw_smps_row_sides(row->type, work->rhs[index], work->range[index], &lower, &upper);
        add_delta(work, RW_DELTA_ROW_LOWER, row->local, lower, work->problem->second.row_lower[row->local]);
        add_delta(work, RW_DELTA_ROW_UPPER, row->local, upper, work->problem->second.row_upper[row->local]);
        work->rhs[index] = row->rhs;
        work->range[index] = row->range;
        work->is_touched[index] = 0;
    }
    work->n_touched = 0;
}

// Bounds of the scenario that hold nothing.
static rw_status check_bounds(const builder *work, rw_idx scenario, rw_idx begin, double *lower, double *upper) {
    const rw_block *block = &work->problem->second;
    rw_status status = RW_OK;
    for (int pass = 0; pass < 3; pass++) { // enter, check, leave
        for (rw_idx e = begin; e < work->n_delta; e++) {
            const rw_delta *delta = &work->problem->delta[e];
            if (delta->kind != RW_DELTA_LOWER && delta->kind != RW_DELTA_UPPER) {
                continue;
            }
            double *side = delta->kind == RW_DELTA_LOWER ? lower : upper;
            const double usual = (delta->kind == RW_DELTA_LOWER ? block->lower : block->upper)[delta->index];
            if (pass != 1) {
                side[delta->index] = pass == 0 ? delta->value : usual;
            } else if (!(lower[delta->index] <= upper[delta->index])) {
                status = rw_smps_fail(work->parts->stoch_file, RW_DATA, 0, NULL,
                                      "scenario %lld: the bounds of column '%s', %.17g and %.17g, hold nothing",
                                      (long long)scenario + 1, block->col_name[delta->index], lower[delta->index],
                                      upper[delta->index]);
            }
        }
    }
    return status;
}

static rw_status init(builder *work, rw_idx n_scenario) {
    const rw_smps_core *core = work->parts->core;
    const rw_idx n_row = core->row_name.count;
    work->rhs = rw_calloc(n_row, sizeof *work->rhs);
    work->range = rw_calloc(n_row, sizeof *work->range);
    work->touched = rw_calloc(n_row, sizeof *work->touched);
    work->is_touched = rw_calloc(n_row, sizeof *work->is_touched);
    work->problem->probability = rw_calloc(n_scenario, sizeof *work->problem->probability);
    work->problem->delta_begin = rw_calloc(n_scenario + 1, sizeof *work->problem->delta_begin);
    work->problem->n_scenario = n_scenario;
    if (work->rhs == NULL || work->range == NULL || work->touched == NULL || work->is_touched == NULL ||
        work->problem->probability == NULL || work->problem->delta_begin == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx i = 0; i < n_row; i++) {
        work->rhs[i] = core->row[i].rhs;
        work->range[i] = core->row[i].range;
    }
    for (rw_idx k = 0; k < work->parts->stoch->places.count; k++) {
        const rw_smps_place *place = &work->parts->stoch->places.place[k];
        work->has_constant = work->has_constant || (place->kind == RW_SMPS_CONSTANT && place->variable >= 0);
    }
    return RW_OK;
}

// Sums up the probabilities, and divides by the sum if asked to.
static rw_status sum_up(const rw_smps_parts *parts, rw_smps *smps) {
    rw_twostage *problem = smps->problem;
    rw_status status = RW_OK;
    double sum = 0.0;
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        sum += problem->probability[w];
    }
    smps->probability_sum = sum;
    if (!(fabs(sum - 1.0) > SUM_TOLERANCE)) {
        goto done;
    }
    if (parts->options->normalise) {
        for (rw_idx w = 0; w < problem->n_scenario; w++) {
            problem->probability[w] /= sum;
        }
    }
    RW_TRY(rw_smps_warn(parts->stoch_file, 0, NULL, "the probabilities add up to %.10g; %s", sum,
                        parts->options->normalise ? "they are divided by it"
                                                  : "they are used as they are (--normalise divides them by it)"));
done:
    return status;
}

rw_status rw_smps_build_scenarios(const rw_smps_parts *parts, const rw_idx *position, rw_smps *smps) {
    rw_status status = RW_OK;
    rw_twostage *problem = smps->problem;
    const double core_constant = parts->core->row[parts->core->objective].rhs;
    builder work = {.parts = parts, .position = position, .problem = problem, .sign = smps->maximise ? -1.0 : 1.0};
    double *lower = rw_calloc(problem->second.n_col, sizeof *lower);
    double *upper = rw_calloc(problem->second.n_col, sizeof *upper);
    double *constant = rw_calloc(parts->draw->n_scenario, sizeof *constant);
    RW_TRY(init(&work, parts->draw->n_scenario));
    if (lower == NULL || upper == NULL || constant == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        lower[j] = problem->second.lower[j];
        upper[j] = problem->second.upper[j];
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        work.constant = core_constant;
        problem->probability[w] = rw_smps_draw_scenario(parts->draw, w, set_value, &work);
        finish_rows(&work);
        RW_TRY(work.status);
        RW_TRY(check_bounds(&work, w, problem->delta_begin[w], lower, upper));
        problem->delta_begin[w + 1] = work.n_delta;
        constant[w] = work.constant;
    }
    RW_TRY(sum_up(parts, smps));
    problem->constant = work.has_constant ? 0.0 : 0.0 - work.sign * core_constant;
    for (rw_idx w = 0; w < problem->n_scenario && work.has_constant; w++) {
        problem->constant -= work.sign * problem->probability[w] * constant[w];
    }
done:
    rw_free(lower);
    rw_free(upper);
    rw_free(constant);
    rw_free(work.rhs);
    rw_free(work.range);
    rw_free(work.touched);
    rw_free(work.is_touched);
    return status;
}
