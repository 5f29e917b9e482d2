// Reading the plan and its scenarios back.  SPDX-License-Identifier: MIT
#include "results/read_plan.h"

#include <string.h>

#include "core/memory.h"
#include "results/field.h"

enum { SCENARIO_LIMIT = 1 << 20 };

static bool is_of_scenario(const rw_field *field) {
    return field->home == RW_HOME_SCENARIO || field->home == RW_HOME_SCENARIO_INDEX;
}

// Room for every array of n_scenario scenarios.
static rw_status scenarios_new(const rw_model *model, rw_idx n_scenario, rw_scenario_set **set, rw_error *error) {
    rw_idx size[RW_FIELD_RANK], count = 0;
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *made = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *made) : NULL;
    rw_scenario *scenario = made != NULL ? rw_arena_alloc(arena, n_scenario, sizeof *scenario) : NULL;
    bool failed = scenario == NULL;
    for (rw_idx w = 0; !failed && w < n_scenario; w++) {
        for (const rw_field *field = rw_field_table; field < rw_field_table + rw_field_count; field++) {
            if (is_of_scenario(field)) {
                rw_field_shape(field, model, 1, size, &count);
                void *block = rw_arena_alloc(arena, count, sizeof(double));
                memcpy((char *)&scenario[w] + field->offset, &block, sizeof block);
                failed = failed || block == NULL;
            }
        }
    }
    if (failed) {
        rw_arena_free(&arena);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios", (long long)n_scenario);
    }
    *made = (rw_scenario_set){.n_scenario = n_scenario, .scenario = scenario, .arena = arena};
    *set = made;
    return RW_OK;
}

// Reads one array into the plan or the scenarios.
static rw_status field_read(const rw_archive *archive, hid_t group, const rw_field *field, const rw_model *model,
                            rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    rw_idx size[RW_FIELD_RANK], count = 0;
    const rw_idx n_scenario = run->plan->n_scenario;
    const rw_shape shape = {.rank = rw_field_shape(field, model, n_scenario, size, &count),
                            .size = size,
                            .is_index = field->home == RW_HOME_SCENARIO_INDEX};
    char *value = NULL;
    if (count == 0 || field->home == RW_HOME_DERIVED) {
        goto done; // not in the file, or not needed
    }
    value = rw_calloc(count, sizeof(double));
    if (value == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the array '%s'", field->name);
        goto done;
    }
    RW_TRY(rw_archive_array(archive, group, field->name, &shape, value, error));
    const rw_idx n_block = field->axis[0] == RW_AXIS_SCENARIO ? n_scenario : 1;
    const size_t bytes = (size_t)(count / n_block) * sizeof(double);
    for (rw_idx w = 0; w < n_block; w++) {
        memcpy(rw_field_block(field, run->plan, run->scenarios, w), value + (size_t)w * bytes, bytes);
    }
done:
    rw_free(value);
    return status;
}

static rw_status fields_read(const rw_archive *archive, const rw_model *model, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    const char *group_name = "";
    hid_t group = H5I_INVALID_HID;
    for (const rw_field *field = rw_field_table; field < rw_field_table + rw_field_count; field++) {
        if (strcmp(field->group, group_name) != 0) { // the fields of a group stand together
            rw_h5_close_group(&group);
            group_name = field->group;
            RW_TRY(rw_archive_group(archive, archive->file, group_name, &group, error));
        }
        RW_TRY(field_read(archive, group >= 0 ? group : archive->file, field, model, run, error));
    }
done:
    rw_h5_close_group(&group);
    return status;
}

static rw_status sums_read(const rw_archive *archive, rw_plan *plan, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    RW_TRY(rw_archive_group(archive, archive->file, "plan", &group, error));
    RW_TRY(rw_archive_attribute_double(archive, group, "objective", &plan->objective, error));
    RW_TRY(rw_archive_attribute_double(archive, group, "weighted_shortfall", &plan->shortfall, error));
done:
    rw_h5_close_group(&group);
    return status;
}

rw_status rw_read_plan(const rw_archive *archive, const rw_model *model, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    rw_idx n_scenario = 0;
    RW_TRY(rw_archive_length(archive, archive->file, "probability", &n_scenario, error));
    if (n_scenario < 1 || n_scenario > SCENARIO_LIMIT) {
        status = rw_archive_fail(archive, "probability", "has an impossible number of scenarios", error);
        goto done;
    }
    RW_TRY(rw_plan_new(model, n_scenario, &run->plan, error));
    RW_TRY(scenarios_new(model, n_scenario, &run->scenarios, error));
    RW_TRY(fields_read(archive, model, run, error));
    for (rw_idx w = 0; w < n_scenario; w++) {
        run->scenarios->scenario[w].probability = run->plan->course[w].probability;
    }
    RW_TRY(sums_read(archive, run->plan, error));
done:
    return status;
}
