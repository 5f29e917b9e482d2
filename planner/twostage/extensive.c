// The extensive form: columns [x, y_1, ..., y_W], rows [first, w = 1, ..., w = W].  SPDX-License-Identifier: MIT
#include "core/memory.h"
#include "twostage/block.h"
#include "twostage/realisation.h"

// Costs and bounds of scenario w into its place in the block.
static void copy_scenario(const rw_twostage *problem, rw_idx scenario, const rw_realisation *realisation,
                          rw_block *block) {
    const rw_idx n_col = problem->second.n_col;
    const rw_idx n_row = problem->second.n_row;
    const rw_idx col = problem->first.n_col + scenario * n_col;
    const rw_idx row = problem->first.n_row + scenario * n_row;
    const double probability = problem->probability[scenario];
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        block->cost[j] += probability * realisation->array[RW_DELTA_FIRST_COST][j];
    }
    for (rw_idx j = 0; j < n_col; j++) {
        block->cost[col + j] = probability * realisation->array[RW_DELTA_COST][j];
        block->lower[col + j] = realisation->array[RW_DELTA_LOWER][j];
        block->upper[col + j] = realisation->array[RW_DELTA_UPPER][j];
    }
    for (rw_idx i = 0; i < n_row; i++) {
        block->row_lower[row + i] = realisation->array[RW_DELTA_ROW_LOWER][i];
        block->row_upper[row + i] = realisation->array[RW_DELTA_ROW_UPPER][i];
    }
}

// Where the entries of every first-stage column begin: those of A, then one slice of T for each scenario.
static void place_columns(const rw_twostage *problem, rw_sparse *matrix) {
    rw_idx next = 0;
    rw_idx col = 0;
    for (rw_idx j = 0; j < problem->first.n_col; j++, col++) {
        matrix->begin[col] = next;
        next += problem->constraint.begin[j + 1] - problem->constraint.begin[j];
        next += problem->n_scenario * (problem->technology.begin[j + 1] - problem->technology.begin[j]);
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        for (rw_idx j = 0; j < problem->second.n_col; j++, col++) {
            matrix->begin[col] = next;
            next += problem->recourse.begin[j + 1] - problem->recourse.begin[j];
        }
    }
    matrix->begin[col] = next;
}

static void copy_entries(const rw_sparse *from, const double *value, rw_idx col, rw_idx row_offset, rw_idx place,
                         rw_sparse *to) {
    for (rw_idx e = from->begin[col]; e < from->begin[col + 1]; e++, place++) {
        to->row[place] = row_offset + from->row[e];
        to->value[place] = value[e];
    }
}

static void fill_scenario(const rw_twostage *problem, rw_idx scenario, const rw_realisation *realisation,
                          rw_sparse *matrix) {
    const rw_idx row = problem->first.n_row + scenario * problem->second.n_row;
    const rw_idx col = problem->first.n_col + scenario * problem->second.n_col;
    const rw_sparse *technology = &problem->technology;
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        const rw_idx place = matrix->begin[j] + problem->constraint.begin[j + 1] - problem->constraint.begin[j] +
                             scenario * (technology->begin[j + 1] - technology->begin[j]);
        copy_entries(technology, realisation->array[RW_DELTA_TECHNOLOGY], j, row, place, matrix);
    }
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        copy_entries(&problem->recourse, realisation->array[RW_DELTA_RECOURSE], j, row, matrix->begin[col + j], matrix);
    }
}

static rw_status allocate(const rw_twostage *problem, rw_extensive *extensive) {
    const rw_idx n_col = problem->first.n_col + problem->n_scenario * problem->second.n_col;
    const rw_idx n_row = problem->first.n_row + problem->n_scenario * problem->second.n_row;
    const rw_idx n_entry = problem->constraint.begin[problem->first.n_col] +
                           problem->n_scenario * (problem->technology.begin[problem->first.n_col] +
                                                  problem->recourse.begin[problem->second.n_col]);
    rw_sparse *matrix = &extensive->matrix;
    *matrix = (rw_sparse){.n_row = n_row, .n_col = n_col};
    if (rw_block_init(&extensive->block, n_col, n_row) != RW_OK) {
        return RW_NO_MEMORY;
    }
    matrix->begin = rw_calloc(n_col + 1, sizeof *matrix->begin);
    matrix->row = rw_calloc(n_entry, sizeof *matrix->row);
    matrix->value = rw_calloc(n_entry, sizeof *matrix->value);
    const bool complete = matrix->begin != NULL && matrix->row != NULL && matrix->value != NULL;
    return complete ? RW_OK : RW_NO_MEMORY;
}

static void copy_first_stage(const rw_twostage *problem, rw_extensive *extensive) {
    rw_block *block = &extensive->block;
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        block->cost[j] = problem->first.cost[j];
        block->lower[j] = problem->first.lower[j];
        block->upper[j] = problem->first.upper[j];
        copy_entries(&problem->constraint, problem->constraint.value, j, 0, extensive->matrix.begin[j],
                     &extensive->matrix);
    }
    for (rw_idx i = 0; i < problem->first.n_row; i++) {
        block->row_lower[i] = problem->first.row_lower[i];
        block->row_upper[i] = problem->first.row_upper[i];
    }
    extensive->constant = problem->constant;
}

rw_status rw_extensive_new(const rw_twostage *problem, rw_extensive **extensive, rw_error *error) {
    rw_status status = RW_NO_MEMORY;
    rw_realisation realisation = {0};
    *extensive = rw_calloc(1, sizeof **extensive);
    if (*extensive == NULL) {
        goto done;
    }
    RW_TRY(rw_realisation_init(&realisation, problem));
    RW_TRY(allocate(problem, *extensive));
    place_columns(problem, &(*extensive)->matrix);
    copy_first_stage(problem, *extensive);
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        rw_realisation_enter(&realisation, problem, w);
        copy_scenario(problem, w, &realisation, &(*extensive)->block);
        fill_scenario(problem, w, &realisation, &(*extensive)->matrix);
        rw_realisation_leave(&realisation, problem, w);
    }
done:
    rw_realisation_clear(&realisation);
    if (status != RW_OK) {
        rw_extensive_free(extensive);
        (void)rw_error_set(error, status, "out of memory for the extensive form of %lld scenarios",
                           (long long)problem->n_scenario);
    }
    return status;
}

void rw_extensive_free(rw_extensive **extensive) {
    if (extensive == NULL || *extensive == NULL) {
        return;
    }
    rw_block_clear(&(*extensive)->block);
    rw_sparse_clear(&(*extensive)->matrix);
    rw_free(*extensive);
    *extensive = NULL;
}
