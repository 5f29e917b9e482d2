// Writing the arrays of the field table.  SPDX-License-Identifier: MIT
#include <string.h>

#include "core/memory.h"
#include "results/node.h"
#include "results/writer.h"

// The block of one scenario (or the whole array, where the scenario is not an axis) into out.
static void block_gather(const rw_writer *writer, const rw_field *field, rw_idx w, rw_idx count, void *out) {
    const rw_plan *plan = writer->run->plan;
    if (field->home == RW_HOME_DERIVED) {
        const bool has_scenario = field->axis[0] == RW_AXIS_SCENARIO;
        const rw_field_input input = {.model = writer->model,
                                      .plan = plan,
                                      .scenario = has_scenario ? &writer->scenarios->scenario[w] : NULL,
                                      .course = has_scenario ? &plan->course[w] : NULL};
        field->derive(&input, out);
    } else {
        memcpy(out, rw_field_block(field, plan, writer->scenarios, w), (size_t)count * sizeof(double));
    }
}

static rw_status field_attributes(const rw_writer *writer, const rw_field *field, hid_t dataset, rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(rw_attribute_text(dataset, "long_name", field->text, error));
    RW_TRY(rw_attribute_text(dataset, "units", field->unit, error));
    if (field->is_money) {
        RW_TRY(rw_attribute_text(dataset, "currency", writer->currency, error));
    }
    RW_TRY(rw_scales_attach(writer, dataset, field->axis, error));
done:
    return status;
}

// Fills the dataset, as many scenarios at a time as a chunk has: memory does not grow with their number.
static rw_status blocks_write(const rw_writer *writer, const rw_field *field, const rw_array *array, rw_idx block,
                              hid_t dataset, rw_error *error) {
    rw_status status = RW_OK;
    const bool has_scenario = field->axis[0] == RW_AXIS_SCENARIO;
    const rw_idx n_row = array->size[0], step = has_scenario ? rw_array_rows(array) : n_row;
    char *value = rw_calloc(has_scenario ? step * block : block, sizeof(double));
    if (value == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the array '%s'", field->name);
        goto done;
    }
    for (rw_idx begin = 0; begin < n_row; begin += step) {
        const rw_idx count = begin + step < n_row ? step : n_row - begin;
        for (rw_idx k = 0; k < (has_scenario ? count : 1); k++) {
            block_gather(writer, field, begin + k, block, value + (size_t)(k * block) * sizeof(double));
        }
        RW_TRY(rw_array_write_rows(dataset, array, begin, count, value, error));
    }
done:
    rw_free(value);
    return status;
}

static rw_status field_write(const rw_writer *writer, hid_t group, const rw_field *field, rw_error *error) {
    _Static_assert(sizeof(double) == sizeof(rw_idx), "arrays of both are handled alike");
    rw_status status = RW_OK;
    rw_idx size[RW_FIELD_RANK], count = 0;
    const rw_idx rank = rw_field_shape(field, writer->model, &writer->extent, size, &count);
    hid_t dataset = H5I_INVALID_HID;
    if (count == 0) {
        goto done; // an axis without members: left out
    }
    const bool is_index = field->home == RW_HOME_SCENARIO_INDEX;
    const rw_array array = {.rank = rank, .size = size, .is_index = is_index, .is_filled = !is_index};
    RW_TRY(rw_array_create(group, field->name, &array, &dataset, error));
    RW_TRY(field_attributes(writer, field, dataset, error));
    RW_TRY(blocks_write(writer, field, &array, field->axis[0] == RW_AXIS_SCENARIO ? count / size[0] : count, dataset,
                        error));
done:
    rw_h5_close_dataset(&dataset);
    return status;
}

// Where the scenarios come from.
static rw_status sample_write(const rw_writer *writer, rw_error *error) {
    const rw_model *model = writer->model;
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    if (model->scenarios == 0) {
        goto done; // the nominal one
    }
    group = H5Gopen2(writer->file, "draws", H5P_DEFAULT);
    if (group < 0) {
        status = rw_h5_fail(error, "open", "draws");
        goto done;
    }
    RW_TRY(rw_attribute_index(group, "sample_size", model->scenarios, error));
    RW_TRY(rw_attribute_index(group, "seed", model->seed, error));
    RW_TRY(rw_attribute_text(group, "sampling", model->sampling == RW_SAMPLING_MONTE_CARLO ? "mc" : "lhs", error));
done:
    rw_h5_close_group(&group);
    return status;
}

// The plan's own sums: the solver's objective may differ from them in the last digits.
static rw_status sums_write(const rw_writer *writer, rw_error *error) {
    const rw_plan *plan = writer->run->plan;
    rw_status status = RW_OK;
    hid_t group = H5Gopen2(writer->file, "plan", H5P_DEFAULT);
    if (group < 0) {
        status = rw_h5_fail(error, "open", "plan");
        goto done;
    }
    RW_TRY(rw_attribute_double(group, "objective", plan->objective, error));
    RW_TRY(rw_attribute_double(group, "weighted_shortfall", plan->shortfall, error));
    RW_TRY(rw_attribute_text(group, "currency", writer->currency, error));
done:
    rw_h5_close_group(&group);
    return status;
}

rw_status rw_write_fields(const rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    const char *group_name = "";
    hid_t group = H5I_INVALID_HID;
    for (const rw_field *field = rw_field_table; field < rw_field_table + rw_field_count; field++) {
        if (strcmp(field->group, group_name) != 0) { // the fields of a group stand together
            rw_h5_close_group(&group);
            group_name = field->group;
            RW_TRY(rw_group_create(writer->file, group_name, &group, error));
        }
        RW_TRY(field_write(writer, group >= 0 ? group : writer->file, field, error));
    }
    RW_TRY(sums_write(writer, error));
    RW_TRY(sample_write(writer, error));
done:
    rw_h5_close_group(&group);
    return status;
}
