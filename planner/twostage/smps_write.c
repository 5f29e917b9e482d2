// A two-stage problem as the three files of SMPS.  SPDX-License-Identifier: MIT
//
// Free format with short names, numbered as in the extensive form: rows and columns of the second stage have the names
// of its first scenario there.  What is infinite where a number is needed is 1e30.
#include "twostage/smps_write.h"

#include <math.h>
#include <string.h>

#include "core/file.h"
#include "core/memory.h"
#include "twostage/mps.h"
#include "twostage/riskless.h"

static void write_row(char type, rw_idx row, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_mps_row_name(name, row);
    rw_text_format(text, " %c  %s\n", type, name);
}

// N, E, G (with a range where both sides are finite) or L.
static char first_row_type(const rw_block *block, rw_idx row) {
    if (isinf(block->row_lower[row])) {
        return isinf(block->row_upper[row]) ? 'N' : 'L';
    }
    return block->row_lower[row] < block->row_upper[row] ? 'G' : 'E';
}

static void write_rows(const rw_smps_form *form, rw_text *text) {
    const rw_twostage *problem = form->problem;
    rw_text_add(text, "ROWS\n N  cost\n");
    for (rw_idx i = 0; i < problem->first.n_row; i++) {
        write_row(first_row_type(&problem->first, i), i, text);
    }
    for (rw_idx i = 0; i < problem->second.n_row; i++) {
        write_row(form->type[i], problem->first.n_row + i, text);
    }
    if (problem->second.n_row == 0) {
        rw_text_add(text, " N  nothing\n"); // the time file needs a row where the second stage begins
    }
}

// Entries of a column; those that are 0 only where scenarios put something else.
static void write_entries(const rw_sparse *matrix, const unsigned char *is_random, rw_idx col, rw_idx first_row,
                          const char *name, rw_text *text) {
    char row[RW_MPS_NAME_BYTES];
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        if (matrix->value[e] != 0.0 || (is_random != NULL && is_random[e] != 0)) {
            rw_mps_row_name(row, first_row + matrix->row[e]);
            rw_text_format(text, "    %s  %s  %.17g\n", name, row, matrix->value[e]);
        }
    }
}

static void write_columns(const rw_smps_form *form, rw_text *text) {
    const rw_twostage *problem = form->problem;
    char name[RW_MPS_NAME_BYTES];
    rw_idx n_marker = 0;
    rw_text_format(text, "COLUMNS\n    constant  cost  %.17g\n", problem->constant);
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        const bool was_integer = j > 0 && problem->integer[j - 1] != 0;
        if ((problem->integer[j] != 0) != was_integer) {
            rw_text_format(text, "    M%07lld  'MARKER'  '%s'\n", (long long)n_marker++,
                           was_integer ? "INTEND" : "INTORG");
        }
        rw_mps_column_name(name, j);
        rw_text_format(text, "    %s  cost  %.17g\n", name,
                       rw_smps_form_cost(form, j, problem->first_scenario_cost[j]));
        write_entries(&problem->constraint, NULL, j, 0, name, text);
        write_entries(&problem->technology, form->is_technology, j, problem->first.n_row, name, text);
    }
    if (problem->first.n_col > 0 && problem->integer[problem->first.n_col - 1] != 0) {
        rw_text_format(text, "    M%07lld  'MARKER'  'INTEND'\n", (long long)n_marker);
    }
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        rw_mps_column_name(name, problem->first.n_col + j);
        rw_text_format(text, "    %s  cost  %.17g\n", name, problem->second.cost[j]);
        write_entries(&problem->recourse, form->is_recourse, j, problem->first.n_row, name, text);
    }
    if (problem->second.n_col == 0) {
        rw_text_add(text, "    nothing  cost  0\n");
    }
}

static void write_sides(const rw_smps_form *form, rw_text *text) {
    const rw_block *first = &form->problem->first, *second = &form->problem->second;
    double rhs = 0.0, range = 0.0;
    rw_text_add(text, "RHS\n");
    for (rw_idx i = 0; i < first->n_row; i++) {
        const char type = first_row_type(first, i);
        rhs = type == 'L' ? first->row_upper[i] : first->row_lower[i];
        if (type != 'N' && rhs != 0.0) {
            rw_smps_write_side("RHS", i, rhs, text);
        }
    }
    for (rw_idx i = 0; i < second->n_row; i++) {
        rw_smps_form_side(form, i, second->row_lower[i], second->row_upper[i], &rhs, &range);
        if (form->type[i] != 'N' && rhs != 0.0) {
            rw_smps_write_side("RHS", first->n_row + i, rhs, text);
        }
    }
    rw_text_add(text, "RANGES\n");
    for (rw_idx i = 0; i < first->n_row; i++) {
        if (first_row_type(first, i) == 'G' && !isinf(first->row_upper[i])) {
            rw_smps_write_side("RNG", i, first->row_upper[i] - first->row_lower[i], text);
        }
    }
    for (rw_idx i = 0; i < second->n_row; i++) {
        rw_smps_form_side(form, i, second->row_lower[i], second->row_upper[i], &rhs, &range);
        if (!isnan(range)) {
            rw_smps_write_side("RNG", first->n_row + i, range, text);
        }
    }
}

static void write_bounds(const rw_smps_form *form, rw_text *text) {
    const rw_twostage *problem = form->problem;
    char name[RW_MPS_NAME_BYTES];
    rw_text_add(text, "BOUNDS\n FX BND  constant  1\n");
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        const bool integer = problem->integer[j] != 0;
        const double lower = problem->first.lower[j], upper = problem->first.upper[j];
        rw_mps_column_name(name, j);
        rw_mps_bounds(name, integer ? ceil(lower) : lower, integer ? floor(upper) : upper, text);
    }
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        rw_mps_column_name(name, problem->first.n_col + j);
        rw_mps_bounds(name, problem->second.lower[j], problem->second.upper[j], text);
    }
    if (problem->second.n_col == 0) {
        rw_text_add(text, " FX BND  nothing  0\n");
    }
}

void rw_smps_core_format(const rw_smps_form *form, const char *name, rw_text *text) {
    rw_text_add(text, "NAME ");
    rw_mps_name(name, text);
    rw_text_add(text, " FREE\n");
    write_rows(form, text);
    write_columns(form, text);
    write_sides(form, text);
    write_bounds(form, text);
    rw_text_add(text, "ENDATA\n");
}

void rw_smps_time_format(const rw_smps_form *form, const char *name, rw_text *text) {
    const rw_twostage *problem = form->problem;
    char col[RW_MPS_NAME_BYTES] = "nothing", first_row[RW_MPS_NAME_BYTES] = "cost", row[RW_MPS_NAME_BYTES] = "nothing";
    if (problem->first.n_row > 0) {
        rw_mps_row_name(first_row, 0);
    }
    if (problem->second.n_col > 0) {
        rw_mps_column_name(col, problem->first.n_col);
    }
    if (problem->second.n_row > 0) {
        rw_mps_row_name(row, problem->first.n_row);
    }
    rw_text_add(text, "TIME ");
    rw_mps_name(name, text);
    rw_text_format(text, "\nPERIODS IMPLICIT\n    constant  %s  STAGE1\n    %s  %s  STAGE2\nENDATA\n", first_row, col,
                   row);
}

static rw_status publish(const rw_text *text, const char *base, const char *ending, rw_error *error) {
    rw_status status = RW_OK;
    rw_text path = {0};
    rw_text_add(&path, base);
    rw_text_add(&path, ending);
    if (text->failed || path.failed) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory while writing %s%s", base, ending));
    }
    RW_TRY(rw_file_publish(rw_text_string(&path), rw_text_string(text), text->length, error));
done:
    rw_text_clear(&path);
    return status;
}

rw_status rw_smps_write(const rw_twostage *problem, const char *name, const char *base, const char *map_path,
                        rw_error *error) {
    rw_status status = RW_OK;
    rw_smps_form form = {0};
    rw_twostage *riskless = NULL;
    rw_text core = {0}, time = {0}, stoch = {0}, map = {0};
    if (problem->risk_weight > 0.0) {
        RW_TRY(rw_twostage_riskless(problem, &riskless));
    }
    RW_TRY(rw_smps_form_init(riskless != NULL ? riskless : problem, &form, error));
    rw_smps_core_format(&form, name, &core);
    rw_smps_time_format(&form, name, &time);
    RW_TRY(rw_smps_stoch_format(&form, name, &stoch));
    RW_TRY(publish(&core, base, ".cor", error));
    RW_TRY(publish(&time, base, ".tim", error));
    RW_TRY(publish(&stoch, base, ".sto", error));
    if (map_path != NULL) {
        rw_mps_map_format(form.problem, 1, &map);
        RW_TRY(publish(&map, map_path, "", error));
    }
done:
    rw_smps_form_clear(&form);
    rw_twostage_free(&riskless);
    rw_text_clear(&core);
    rw_text_clear(&time);
    rw_text_clear(&stoch);
    rw_text_clear(&map);
    if (status == RW_NO_MEMORY) {
        (void)rw_error_set(error, status, "out of memory while writing %s", base);
    }
    return status;
}
