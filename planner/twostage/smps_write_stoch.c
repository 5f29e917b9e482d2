// The scenarios of a two-stage problem as a stoch file.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/memory.h"
#include "twostage/mps.h"
#include "twostage/realisation.h"
#include "twostage/smps_write.h"

static const double WRITTEN_INFINITY = 1e30;

static double cap_infinity(double value) {
    return fmax(-WRITTEN_INFINITY, fmin(WRITTEN_INFINITY, value));
}

void rw_smps_write_side(const char *set, rw_idx row, double value, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_mps_row_name(name, row);
    rw_text_format(text, "    %s  %s  %.17g\n", set, name, cap_infinity(value));
}

// "kind set column value": an infinite bound as 1e30.
static void write_bound(const rw_twostage *problem, const rw_delta *delta, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_mps_column_name(name, problem->first.n_col + delta->index);
    rw_text_format(text, " %s BND  %s  %.17g\n", delta->kind == RW_DELTA_LOWER ? "LO" : "UP", name,
                   cap_infinity(delta->value));
}

static void write_entry(const rw_sparse *matrix, rw_idx first_col, rw_idx first_row, const rw_delta *delta,
                        rw_text *text) {
    char col[RW_MPS_NAME_BYTES], row[RW_MPS_NAME_BYTES];
    rw_idx low = 0, high = matrix->n_col;
    while (high - low > 1) {
        const rw_idx middle = low + (high - low) / 2;
        if (matrix->begin[middle] <= delta->index) {
            low = middle;
        } else {
            high = middle;
        }
    }
    rw_mps_column_name(col, first_col + low);
    rw_mps_row_name(row, first_row + matrix->row[delta->index]);
    rw_text_format(text, "    %s  %s  %.17g\n", col, row, delta->value);
}

static void write_cost(rw_idx col, double value, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_mps_column_name(name, col);
    rw_text_format(text, "    %s  cost  %.17g\n", name, value);
}

// The sides of a row, once for both.
static void write_row_sides(const rw_smps_form *form, const rw_realisation *realisation, rw_idx row, rw_text *text) {
    const rw_block *block = &form->problem->second;
    double rhs = 0.0, range = 0.0, usual_rhs = 0.0, usual_range = 0.0;
    rw_smps_form_side(form, row, block->row_lower[row], block->row_upper[row], &usual_rhs, &usual_range);
    rw_smps_form_side(form, row, realisation->array[RW_DELTA_ROW_LOWER][row],
                      realisation->array[RW_DELTA_ROW_UPPER][row], &rhs, &range);
    if (rhs != usual_rhs) {
        rw_smps_write_side("RHS", form->problem->first.n_row + row, rhs, text);
    }
    if (!isnan(range) && range != usual_range) {
        rw_smps_write_side("RNG", form->problem->first.n_row + row, range, text);
    }
}

static void write_delta(const rw_smps_form *form, const rw_delta *delta, rw_text *text) {
    const rw_twostage *problem = form->problem;
    if (delta->value == rw_delta_template(problem, delta->kind)[delta->index]) {
        return;
    }
    switch (delta->kind) {
    case RW_DELTA_FIRST_COST:
        write_cost(delta->index, rw_smps_form_cost(form, delta->index, delta->value), text);
        break;
    case RW_DELTA_COST:
        write_cost(problem->first.n_col + delta->index, delta->value, text);
        break;
    case RW_DELTA_LOWER:
    case RW_DELTA_UPPER:
        write_bound(problem, delta, text);
        break;
    case RW_DELTA_TECHNOLOGY:
        write_entry(&problem->technology, 0, problem->first.n_row, delta, text);
        break;
    case RW_DELTA_RECOURSE:
        write_entry(&problem->recourse, problem->first.n_col, problem->first.n_row, delta, text);
        break;
    case RW_DELTA_ROW_LOWER:
    case RW_DELTA_ROW_UPPER:
        break; // both sides of a row together, see below
    }
}

static void write_scenario(const rw_smps_form *form, const rw_realisation *realisation, rw_idx scenario,
                           rw_idx *written, rw_text *text) {
    const rw_twostage *problem = form->problem;
    rw_text_format(text, " SC S%07lld ROOT %.17g STAGE2\n", (long long)scenario, problem->probability[scenario]);
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        const bool is_side = delta->kind == RW_DELTA_ROW_LOWER || delta->kind == RW_DELTA_ROW_UPPER;
        write_delta(form, delta, text);
        if (is_side && written[delta->index] != scenario + 1) {
            written[delta->index] = scenario + 1;
            write_row_sides(form, realisation, delta->index, text);
        }
    }
}

rw_status rw_smps_stoch_format(const rw_smps_form *form, const char *name, rw_text *text) {
    rw_status status = RW_OK;
    const rw_twostage *problem = form->problem;
    rw_realisation realisation = {0};
    rw_idx *written = rw_calloc(problem->second.n_row, sizeof *written); // 1 + the scenario a row was written in last
    if (written == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(rw_realisation_init(&realisation, problem));
    rw_text_add(text, "STOCH ");
    rw_mps_name(name, text);
    rw_text_add(text, "\nSCENARIOS DISCRETE\n");
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        rw_realisation_enter(&realisation, problem, w);
        write_scenario(form, &realisation, w, written, text);
        rw_realisation_leave(&realisation, problem, w);
    }
    rw_text_add(text, "ENDATA\n");
done:
    rw_realisation_clear(&realisation);
    rw_free(written);
    return status;
}
