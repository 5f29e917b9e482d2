// Reading the plan and its scenarios back.  SPDX-License-Identifier: MIT
#include "results/read_plan.h"

#include <string.h>

#include "core/memory.h"
#include "results/field.h"

enum { SCENARIO_LIMIT = 1 << 20 };

static bool is_of_scenario(const rw_field *field) {
    return field->home == RW_HOME_SCENARIO || field->home == RW_HOME_SCENARIO_INDEX;
}

// Room for every array of the scenarios, and for the names of what was drawn.
static rw_status scenarios_new(const rw_model *model, const rw_extent *extent, rw_scenario_set **set, rw_error *error) {
    static const rw_extent one = {.n_scenario = 1};
    const rw_idx n_scenario = extent->n_scenario;
    rw_idx size[RW_FIELD_RANK], count = 0;
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *made = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *made) : NULL;
    rw_scenario *scenario = made != NULL ? rw_arena_alloc(arena, n_scenario, sizeof *scenario) : NULL;
    char **factor_name = scenario != NULL ? rw_arena_alloc(arena, extent->n_factor, sizeof *factor_name) : NULL;
    double *factor = scenario != NULL ? rw_arena_alloc(arena, n_scenario * extent->n_factor, sizeof *factor) : NULL;
    bool failed = factor_name == NULL || factor == NULL;
    for (rw_idx w = 0; !failed && w < n_scenario; w++) {
        for (const rw_field *field = rw_field_table; field < rw_field_table + rw_field_count; field++) {
            if (is_of_scenario(field)) {
                rw_field_shape(field, model, &one, size, &count);
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
    *made = (rw_scenario_set){.n_scenario = n_scenario,
                              .scenario = scenario,
                              .n_factor = extent->n_factor,
                              .factor_name = factor_name,
                              .factor = factor,
                              .arena = arena};
    *set = made;
    return RW_OK;
}

// Reads one array into the plan or the scenarios.
static rw_status field_read(const rw_archive *archive, hid_t group, const rw_field *field, const rw_model *model,
                            rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    rw_idx size[RW_FIELD_RANK], count = 0;
    const rw_extent extent = {.n_scenario = run->plan->n_scenario, .n_factor = run->scenarios->n_factor};
    const rw_idx n_scenario = extent.n_scenario;
    const rw_shape shape = {.rank = rw_field_shape(field, model, &extent, size, &count),
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

// Names of what was drawn, into the set's own memory.
static rw_status names_keep(char *const *name, rw_scenario_set *set, rw_error *error) {
    for (rw_idx k = 0; k < set->n_factor; k++) {
        set->factor_name[k] = rw_arena_copy(set->arena, name[k]);
        if (set->factor_name[k] == NULL) {
            return rw_error_set(error, RW_NO_MEMORY, "out of memory for the names of what was drawn");
        }
    }
    return RW_OK;
}

rw_status rw_read_plan(const rw_archive *archive, const rw_model *model, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    rw_extent extent = {0};
    char **factor = NULL;
    RW_TRY(rw_archive_length(archive, archive->file, "probability", &extent.n_scenario, error));
    if (extent.n_scenario < 1 || extent.n_scenario > SCENARIO_LIMIT) {
        status = rw_archive_fail(archive, "probability", "has an impossible number of scenarios", error);
        goto done;
    }
    RW_TRY(rw_archive_texts(archive, archive->file, rw_axis_name(RW_AXIS_FACTOR), &extent.n_factor, &factor, error));
    RW_TRY(rw_plan_new(model, extent.n_scenario, &run->plan, error));
    RW_TRY(scenarios_new(model, &extent, &run->scenarios, error));
    RW_TRY(names_keep(factor, run->scenarios, error));
    RW_TRY(fields_read(archive, model, run, error));
    for (rw_idx w = 0; w < extent.n_scenario; w++) {
        run->scenarios->scenario[w].probability = run->plan->course[w].probability;
    }
    RW_TRY(sums_read(archive, run->plan, error));
done:
    for (rw_idx k = 0; k < extent.n_factor; k++) {
        rw_free(factor[k]);
    }
    rw_free(factor);
    return status;
}
