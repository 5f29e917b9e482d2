// From the core and time file to the template of a two-stage problem.  SPDX-License-Identifier: MIT
#include "twostage/smps_build.h"

#include <math.h>
#include <string.h>

#include "twostage/block.h"

static char *copy_name(const char *name) {
    const size_t size = strlen(name) + 1;
    char *copy = rw_calloc((rw_idx)size, 1);
    if (copy != NULL) {
        memcpy(copy, name, size);
    }
    return copy;
}

static rw_status init_blocks(const rw_smps_core *core, rw_twostage *problem) {
    rw_status status = RW_OK;
    rw_idx n_col[RW_SMPS_STAGES] = {0}, n_row[RW_SMPS_STAGES] = {0};
    for (rw_idx j = 0; j < core->col_name.count; j++) {
        n_col[core->col[j].stage]++;
    }
    for (rw_idx i = 0; i < core->row_name.count; i++) {
        n_row[core->row[i].stage] += core->row[i].local >= 0;
    }
    for (int stage = 0; stage < RW_SMPS_STAGES; stage++) {
        rw_block *block = stage == 0 ? &problem->first : &problem->second;
        RW_TRY(rw_block_init(block, n_col[stage], n_row[stage]));
        block->col_name = rw_calloc(n_col[stage], sizeof *block->col_name);
        block->row_name = rw_calloc(n_row[stage], sizeof *block->row_name);
        if (block->col_name == NULL || block->row_name == NULL) {
            RW_TRY(RW_NO_MEMORY);
        }
    }
    problem->integer = rw_calloc(n_col[0], sizeof *problem->integer);
    problem->first_scenario_cost = rw_calloc(n_col[0], sizeof *problem->first_scenario_cost);
    if (problem->integer == NULL || problem->first_scenario_cost == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
done:
    return status;
}

static rw_status take_column(const rw_smps_parts *parts, rw_idx index, rw_smps *smps) {
    const rw_smps_core *core = parts->core;
    const rw_smps_col *col = &core->col[index];
    const bool is_first = col->stage == 0;
    rw_block *block = is_first ? &smps->problem->first : &smps->problem->second;
    const char *name = core->col_name.text[index];
    double lower = col->lower, upper = col->upper;
    if (col->is_integer && is_first) {
        lower = ceil(lower);
        upper = floor(upper);
        smps->problem->integer[col->local] = 1;
    } else if (col->is_integer) {
        if (!parts->options->relax_recourse) {
            return rw_smps_fail(parts->core_file, RW_UNSUPPORTED, col->line, NULL,
                                "column '%s' of the second period is integer: no bound can be proven for integer "
                                "recourse here; its linear relaxation can be solved (--relax-recourse)",
                                name);
        }
        smps->n_relaxed++;
    }
    if (!(lower <= upper)) {
        return rw_smps_fail(parts->core_file, RW_DATA, col->line, NULL,
                            "no %s is within the bounds of column '%s', %.17g and %.17g",
                            col->is_integer && is_first ? "integer" : "number", name, col->lower, col->upper);
    }
    block->lower[col->local] = lower;
    block->upper[col->local] = upper;
    block->col_name[col->local] = copy_name(name);
    return block->col_name[col->local] != NULL ? RW_OK : RW_NO_MEMORY;
}

static rw_status take_rows(const rw_smps_core *core, rw_twostage *problem) {
    for (rw_idx i = 0; i < core->row_name.count; i++) {
        const rw_smps_row *row = &core->row[i];
        if (row->local < 0) {
            continue;
        }
        rw_block *block = row->stage == 0 ? &problem->first : &problem->second;
        rw_smps_row_sides(row->type, row->rhs, row->range, &block->row_lower[row->local],
                          &block->row_upper[row->local]);
        block->row_name[row->local] = copy_name(core->row_name.text[i]);
        if (block->row_name[row->local] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    return RW_OK;
}

// An entry of the objective, A, T or W.
static rw_status add_entry(const rw_smps_core *core, const rw_smps_entry *entry, rw_triplets *a, rw_triplets *t,
                           rw_triplets *w, rw_smps *smps) {
    const rw_smps_row *row = &core->row[entry->row];
    const rw_smps_col *col = &core->col[entry->col];
    if (entry->row == core->objective) {
        rw_block *block = col->stage == 0 ? &smps->problem->first : &smps->problem->second;
        block->cost[col->local] = smps->maximise ? -entry->value : entry->value;
        return RW_OK;
    }
    if (row->local < 0) {
        return RW_OK; // a free row
    }
    return rw_triplets_add(row->stage == 0 ? a : col->stage == 0 ? t : w, row->local, col->local, entry->value);
}

// The matrices, with an explicit 0 where only scenarios have an entry.
static rw_status fill_matrices(const rw_smps_parts *parts, rw_smps *smps) {
    rw_status status = RW_OK;
    rw_triplets a = {0}, t = {0}, w = {0};
    const rw_smps_core *core = parts->core;
    rw_twostage *problem = smps->problem;
    for (rw_idx e = 0; e < core->n_entry; e++) {
        RW_TRY(add_entry(core, &core->entry[e], &a, &t, &w, smps));
    }
    for (rw_idx k = 0; k < parts->stoch->places.count; k++) {
        const rw_smps_place *place = &parts->stoch->places.place[k];
        if (place->kind == RW_SMPS_COEFFICIENT && !rw_smps_place_is_first(core, place)) {
            const rw_smps_entry entry = {.row = place->row, .col = place->col, .value = 0.0};
            RW_TRY(add_entry(core, &entry, &a, &t, &w, smps));
        }
    }
    RW_TRY(rw_triplets_compress(&a, problem->first.n_row, problem->first.n_col, &problem->constraint));
    RW_TRY(rw_triplets_compress(&t, problem->second.n_row, problem->first.n_col, &problem->technology));
    RW_TRY(rw_triplets_compress(&w, problem->second.n_row, problem->second.n_col, &problem->recourse));
done:
    rw_triplets_clear(&a);
    rw_triplets_clear(&t);
    rw_triplets_clear(&w);
    return status;
}

static rw_idx find_position(const rw_sparse *matrix, rw_idx row, rw_idx col) {
    rw_idx low = matrix->begin[col], high = matrix->begin[col + 1];
    while (high - low > 1) {
        const rw_idx middle = low + (high - low) / 2;
        if (matrix->row[middle] <= row) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

// Where random entries stand; and random costs of first-stage columns wholly become costs of scenarios, so that they
// count with the scenarios' probabilities.
static void find_positions(const rw_smps_parts *parts, rw_idx *position, rw_twostage *problem) {
    const rw_smps_core *core = parts->core;
    for (rw_idx k = 0; k < parts->stoch->places.count; k++) {
        const rw_smps_place *place = &parts->stoch->places.place[k];
        const rw_smps_col *col = &core->col[place->col];
        if (place->kind == RW_SMPS_COST && col->stage == 0 && place->variable >= 0) {
            problem->first_scenario_cost[col->local] = problem->first.cost[col->local];
            problem->first.cost[col->local] = 0.0;
        } else if (place->kind == RW_SMPS_COEFFICIENT && !rw_smps_place_is_first(core, place)) {
            position[k] = find_position(col->stage == 0 ? &problem->technology : &problem->recourse,
                                        core->row[place->row].local, col->local);
        }
    }
}

rw_status rw_smps_build(const rw_smps_parts *parts, rw_smps *smps) {
    rw_status status = RW_OK;
    const rw_smps_core *core = parts->core;
    rw_idx *position = rw_calloc(parts->stoch->places.count, sizeof *position);
    smps->maximise = core->maximise;
    smps->name = copy_name(core->name);
    smps->n_variable = parts->stoch->n_variable;
    smps->n_combination = parts->draw->n_combination;
    smps->problem = rw_calloc(1, sizeof *smps->problem);
    if (position == NULL || smps->name == NULL || smps->problem == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(init_blocks(core, smps->problem));
    for (rw_idx j = 0; j < core->col_name.count; j++) {
        RW_TRY(take_column(parts, j, smps));
    }
    RW_TRY(take_rows(core, smps->problem));
    RW_TRY(fill_matrices(parts, smps));
    find_positions(parts, position, smps->problem);
    RW_TRY(rw_smps_build_scenarios(parts, position, smps));
done:
    rw_free(position);
    return status;
}
