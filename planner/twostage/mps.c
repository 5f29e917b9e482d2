// The extensive form as a free MPS file that Cbc, GLPK and HiGHS read alike.  SPDX-License-Identifier: MIT
//
// What they differ in and how it is avoided: the sign of a right-hand side of the objective row (the constant is the
// cost of a column fixed at 1 instead), columns without entries and integer columns without bounds (every column has a
// cost entry, every column both bounds), ranges on equations (ranges stand on G rows only), free rows (left out),
// and free format itself (announced by the word FREE, without which Cbc guesses).
#include <ctype.h>
#include <math.h>
#include <stdio.h>

#include "core/file.h"
#include "core/text.h"
#include "twostage/mps.h"
#include "twostage/riskless.h"

void rw_mps_column_name(char name[RW_MPS_NAME_BYTES], rw_idx col) {
    (void)snprintf(name, RW_MPS_NAME_BYTES, "x%07lld", (long long)col);
}

void rw_mps_row_name(char name[RW_MPS_NAME_BYTES], rw_idx row) {
    (void)snprintf(name, RW_MPS_NAME_BYTES, "c%07lld", (long long)row);
}

static bool is_free(const rw_block *block, rw_idx row) {
    return isinf(block->row_lower[row]) && isinf(block->row_upper[row]);
}

static bool is_integer(const rw_twostage *problem, rw_idx col) {
    return col < problem->first.n_col && problem->integer[col] != 0;
}

// E, G (with a range where both sides are finite) or L.
static char row_type(const rw_block *block, rw_idx row) {
    if (isinf(block->row_lower[row])) {
        return 'L';
    }
    return block->row_lower[row] < block->row_upper[row] ? 'G' : 'E';
}

void rw_mps_name(const char *name, rw_text *text) {
    size_t length = 0;
    for (const char *c = name; *c != '\0' && length < RW_MPS_NAME_BYTES; c++) {
        const bool legal = isalnum((unsigned char)*c) || (length > 0 && (*c == '_' || *c == '.'));
        if (legal) {
            rw_text_add_bytes(text, c, 1);
            length++;
        }
    }
    rw_text_add(text, length > 0 ? "" : "problem");
}

static void write_rows(const rw_block *block, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_text_add(text, "ROWS\n N  cost\n");
    for (rw_idx i = 0; i < block->n_row; i++) {
        if (!is_free(block, i)) {
            rw_mps_row_name(name, i);
            rw_text_format(text, " %c  %s\n", row_type(block, i), name);
        }
    }
}

static void write_column(const rw_extensive *extensive, rw_idx col, rw_text *text) {
    const rw_sparse *matrix = &extensive->matrix;
    char name[RW_MPS_NAME_BYTES];
    char row[RW_MPS_NAME_BYTES];
    rw_mps_column_name(name, col);
    rw_text_format(text, "    %s  cost  %.17g\n", name, extensive->block.cost[col]);
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        if (!is_free(&extensive->block, matrix->row[e]) && matrix->value[e] != 0.0) {
            rw_mps_row_name(row, matrix->row[e]);
            rw_text_format(text, "    %s  %s  %.17g\n", name, row, matrix->value[e]);
        }
    }
}

static void write_columns(const rw_twostage *problem, const rw_extensive *extensive, rw_text *text) {
    rw_text_add(text, "COLUMNS\n");
    bool integer = false;
    rw_idx n_marker = 0;
    for (rw_idx j = 0; j < extensive->block.n_col; j++) {
        const bool wanted = is_integer(problem, j);
        if (wanted != integer) {
            rw_text_format(text, "    M%07lld  'MARKER'  '%s'\n", (long long)n_marker++, wanted ? "INTORG" : "INTEND");
            integer = wanted;
        }
        write_column(extensive, j, text);
    }
    if (integer) {
        rw_text_format(text, "    M%07lld  'MARKER'  'INTEND'\n", (long long)n_marker);
    }
    if (extensive->constant != 0.0) {
        rw_text_format(text, "    constant  cost  %.17g\n", extensive->constant);
    }
}

static void write_sides(const rw_block *block, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    rw_text_add(text, "RHS\n");
    for (rw_idx i = 0; i < block->n_row; i++) {
        const double side = row_type(block, i) == 'L' ? block->row_upper[i] : block->row_lower[i];
        if (!is_free(block, i) && side != 0.0) {
            rw_mps_row_name(name, i);
            rw_text_format(text, "    RHS  %s  %.17g\n", name, side);
        }
    }
    rw_text_add(text, "RANGES\n");
    for (rw_idx i = 0; i < block->n_row; i++) {
        if (row_type(block, i) == 'G' && !isinf(block->row_upper[i])) {
            rw_mps_row_name(name, i);
            rw_text_format(text, "    RNG  %s  %.17g\n", name, block->row_upper[i] - block->row_lower[i]);
        }
    }
}

void rw_mps_bounds(const char *name, double lower, double upper, rw_text *text) {
    if (isinf(lower) && isinf(upper)) {
        rw_text_format(text, " FR BND  %s\n", name);
        return;
    }
    if (lower == upper) {
        rw_text_format(text, " FX BND  %s  %.17g\n", name, lower);
        return;
    }
    // The lower bound comes first: with the default of 0 still in place some readers take a negative upper bound to
    // mean that there is no lower one.
    if (isinf(lower)) {
        rw_text_format(text, " MI BND  %s\n", name);
    } else {
        rw_text_format(text, " LO BND  %s  %.17g\n", name, lower);
    }
    if (isinf(upper)) {
        rw_text_format(text, " PL BND  %s\n", name);
    } else {
        rw_text_format(text, " UP BND  %s  %.17g\n", name, upper);
    }
}

static void write_bounds(const rw_twostage *problem, const rw_extensive *extensive, rw_text *text) {
    const rw_block *block = &extensive->block;
    char name[RW_MPS_NAME_BYTES];
    rw_text_add(text, "BOUNDS\n");
    for (rw_idx j = 0; j < block->n_col; j++) {
        const bool integer = is_integer(problem, j); // GLPK takes whole bounds of integer columns only
        rw_mps_column_name(name, j);
        rw_mps_bounds(name, integer ? ceil(block->lower[j]) : block->lower[j],
                      integer ? floor(block->upper[j]) : block->upper[j], text);
    }
    if (extensive->constant != 0.0) {
        rw_text_add(text, " FX BND  constant  1\n");
    }
}

void rw_mps_format(const rw_twostage *problem, const rw_extensive *extensive, const char *name, rw_text *text) {
    rw_text_add(text, "NAME ");
    rw_mps_name(name, text);
    rw_text_add(text, " FREE\n");
    write_rows(&extensive->block, text);
    write_columns(problem, extensive, text);
    write_sides(&extensive->block, text);
    write_bounds(problem, extensive, text);
    rw_text_add(text, "ENDATA\n");
}

// One line of the map: short name, what it is, stage, scenario (empty in the first stage), long name quoted.
static void write_meaning(const char *name, const char *kind, rw_idx scenario, const char *meaning, rw_text *text) {
    rw_text_format(text, "%s,%s,%d,", name, kind, scenario < 0 ? 1 : 2);
    if (scenario >= 0) {
        rw_text_format(text, "%lld", (long long)scenario);
    }
    rw_text_add(text, ",\"");
    for (const char *c = meaning; *c != '\0'; c++) {
        rw_text_add_bytes(text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    }
    rw_text_add(text, "\"\n");
}

static void write_block_map(const rw_block *block, rw_idx scenario, rw_idx first_col, rw_idx first_row, rw_text *text) {
    char name[RW_MPS_NAME_BYTES];
    for (rw_idx j = 0; j < block->n_col; j++) {
        rw_mps_column_name(name, first_col + j);
        write_meaning(name, "column", scenario, block->col_name != NULL ? block->col_name[j] : "", text);
    }
    for (rw_idx i = 0; i < block->n_row; i++) {
        rw_mps_row_name(name, first_row + i);
        write_meaning(name, "row", scenario, block->row_name != NULL ? block->row_name[i] : "", text);
    }
}

void rw_mps_map_format(const rw_twostage *problem, rw_idx n_scenario, rw_text *text) {
    rw_text_add(text, "name,kind,stage,scenario,meaning\n");
    rw_text_add(text, "cost,row,1,,\"objective\"\n");
    if (problem->constant != 0.0) {
        rw_text_add(text, "constant,column,1,,\"constant of the objective\"\n");
    }
    write_block_map(&problem->first, -1, 0, 0, text);
    for (rw_idx w = 0; w < n_scenario; w++) {
        write_block_map(&problem->second, w, problem->first.n_col + w * problem->second.n_col,
                        problem->first.n_row + w * problem->second.n_row, text);
    }
}

static rw_status publish(const rw_text *text, const char *path, rw_error *error) {
    if (text->failed) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory while writing %s", path);
    }
    return rw_file_publish(path, rw_text_string(text), text->length, error);
}

rw_status rw_twostage_write_mps(const rw_twostage *problem, const char *name, const char *path, const char *map_path,
                                rw_error *error) {
    rw_status status = RW_OK;
    rw_extensive *extensive = NULL;
    rw_twostage *riskless = NULL;
    rw_text text = {0};
    rw_text map = {0};
    if (problem->risk_weight > 0.0) {
        RW_TRY(rw_twostage_riskless(problem, &riskless));
    }
    const rw_twostage *written = riskless != NULL ? riskless : problem;
    RW_TRY(rw_extensive_new(written, &extensive, error));
    rw_mps_format(written, extensive, name, &text);
    RW_TRY(publish(&text, path, error));
    if (map_path != NULL) {
        rw_mps_map_format(written, written->n_scenario, &map);
        RW_TRY(publish(&map, map_path, error));
    }
done:
    rw_text_clear(&text);
    rw_text_clear(&map);
    rw_extensive_free(&extensive);
    rw_twostage_free(&riskless);
    if (status == RW_NO_MEMORY) {
        (void)rw_error_set(error, status, "out of memory while writing %s", path);
    }
    return status;
}
