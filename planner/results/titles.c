// Titles and units of the entities, beside their coordinates.  SPDX-License-Identifier: MIT
#include "core/memory.h"
#include "results/node.h"
#include "results/writer.h"

typedef struct title_row {
    const char *name; // of the dataset
    rw_axis axis;
    const char *text;
    size_t member_offset, member_size, text_offset; // of the array in the model, of an entity, of the text in it
} title_row;

#define TITLE(dataset, code, member, field, text)                                                                      \
    {                                                                                                                  \
        dataset, RW_AXIS_##code, text, offsetof(rw_model, member), sizeof(*((rw_model *)NULL)->member),                \
            offsetof(rw_##member, field)                                                                               \
    }

static const title_row title_table[] = {
    TITLE("line_title", LINE, line, title, "title of the line"),
    TITLE("item_title", ITEM, item, title, "title of the item"),
    TITLE("item_unit", ITEM, item, unit, "unit the item is counted in"),
    TITLE("customer_title", CUSTOMER, customer, title, "title of the customer"),
    TITLE("skill_title", SKILL, skill, title, "title of the skill"),
    TITLE("supplier_title", SUPPLIER, supplier, title, "title of the supplier"),
};

static rw_status title_write(const rw_writer *writer, const title_row *row, rw_idx count, rw_error *error) {
    const rw_axis axis[] = {row->axis, RW_AXIS_NONE};
    const char *first = *(const char *const *)((const char *)writer->model + row->member_offset);
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID;
    const char **text = rw_calloc(count, sizeof *text);
    if (text == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for '%s'", row->name);
        goto done;
    }
    for (rw_idx k = 0; k < count; k++) {
        const char *entity = first + (size_t)k * row->member_size;
        text[k] = *(const char *const *)(entity + row->text_offset);
        if (text[k] == NULL) {
            text[k] = "";
        }
    }
    RW_TRY(rw_texts_dataset(writer->file, row->name, count, text, &dataset, error));
    RW_TRY(rw_attribute_text(dataset, "long_name", row->text, error));
    RW_TRY(rw_scales_attach(writer, dataset, axis, error));
done:
    rw_h5_close_dataset(&dataset);
    rw_free(text);
    return status;
}

rw_status rw_write_titles(const rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    for (size_t k = 0; k < sizeof title_table / sizeof title_table[0]; k++) {
        const rw_idx count = rw_axis_size(writer->model, &writer->extent, title_table[k].axis);
        if (count > 0) {
            RW_TRY(title_write(writer, &title_table[k], count, error));
        }
    }
done:
    return status;
}
