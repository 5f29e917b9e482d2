// The tables of a run file: what a planner asks for first, one line of pandas each.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/memory.h"
#include "results/derive.h"
#include "results/history.h"
#include "results/node.h"
#include "results/table.h"
#include "results/writer.h"

#define COLUMNS(array) sizeof(array) / sizeof((array)[0]), array

typedef char month_label[16];

// "YYYY-MM" of every month, or NULL.
static month_label *month_labels(const rw_model *model) {
    month_label *label = rw_calloc(model->n_month, sizeof *label);
    for (rw_idx t = 0; label != NULL && t < model->n_month; t++) {
        rw_month_text(label[t], model->start_year, model->start_month, t);
    }
    return label;
}

static rw_idx count_positive(const double *value, rw_idx count) {
    rw_idx n = 0;
    for (rw_idx k = 0; k < count; k++) {
        n += value[k] > 0.0;
    }
    return n;
}

static rw_status cells_new(const char *name, rw_idx n_row, rw_idx n_column, rw_cell **cell, rw_error *error) {
    *cell = rw_calloc(n_row, (size_t)n_column * sizeof **cell);
    return *cell != NULL ? RW_OK : rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", name);
}

static rw_status orders_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const rw_column column[] = {{"line", RW_COLUMN_TEXT},
                                       {"month", RW_COLUMN_TEXT},
                                       {"month_index", RW_COLUMN_INDEX},
                                       {"modules", RW_COLUMN_INDEX},
                                       {"capex_eur", RW_COLUMN_DOUBLE}};
    const rw_model *model = writer->model;
    const double *order = writer->run->plan->module_order;
    rw_table table = {"orders", "modules ordered", COLUMNS(column), 0, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    month_label *month = month_labels(model);
    table.n_row = count_positive(order, model->n_line * model->n_month);
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    if (month == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table.name);
        goto done;
    }
    table.cell = cell;
    for (rw_idx k = 0, r = 0; k < model->n_line * model->n_month; k++) {
        if (order[k] > 0.0) {
            const rw_line *line = &model->line[k / model->n_month];
            rw_cell *row = cell + table.n_column * r++;
            row[0].text = line->name;
            row[1].text = month[k % model->n_month];
            row[2].index = k % model->n_month;
            row[3].index = llround(order[k]);
            row[4].value = line->capex_eur * (1.0 - line->grant_share) * order[k];
        }
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    rw_free(month);
    return status;
}

static rw_status options_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const rw_column column[] = {{"supplier", RW_COLUMN_TEXT}, {"option", RW_COLUMN_TEXT},
                                       {"month", RW_COLUMN_TEXT},    {"month_index", RW_COLUMN_INDEX},
                                       {"blocks", RW_COLUMN_INDEX},  {"fee_eur", RW_COLUMN_DOUBLE}};
    const rw_model *model = writer->model;
    const double *block = writer->run->plan->option_block;
    rw_table table = {"options", "capacity options exercised", COLUMNS(column), 0, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    month_label *month = month_labels(model);
    table.n_row = count_positive(block, model->n_option * model->n_month);
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    if (month == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table.name);
        goto done;
    }
    table.cell = cell;
    for (rw_idx k = 0, r = 0; k < model->n_option * model->n_month; k++) {
        if (block[k] > 0.0) {
            const rw_option *option = &model->option[k / model->n_month];
            rw_cell *row = cell + table.n_column * r++;
            row[0].text = model->supplier[option->supplier].name;
            row[1].text = option->name;
            row[2].text = month[k % model->n_month];
            row[3].index = k % model->n_month;
            row[4].index = llround(block[k]);
            row[5].value = option->fee_eur * block[k];
        }
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    rw_free(month);
    return status;
}

static rw_status costs_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const rw_column column[] = {{"kind", RW_COLUMN_TEXT},
                                       {"title", RW_COLUMN_TEXT},
                                       {"total_eur", RW_COLUMN_DOUBLE},
                                       {"discounted_eur", RW_COLUMN_DOUBLE}};
    const rw_model *model = writer->model;
    const rw_plan *plan = writer->run->plan;
    const rw_field_input input = {.model = model, .plan = plan};
    rw_table table = {"costs", "expected cost by kind", COLUMNS(column), RW_N_COST, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    double *discount = rw_calloc(model->n_month, sizeof *discount);
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    if (discount == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table.name);
        goto done;
    }
    table.cell = cell;
    rw_derive_discount(&input, discount);
    for (rw_idx k = 0; k < RW_N_COST; k++) {
        rw_cell *row = cell + table.n_column * k;
        row[0].text = rw_cost_name((rw_cost)k);
        row[1].text = rw_cost_text((rw_cost)k);
        for (rw_idx w = 0; w < plan->n_scenario; w++) {
            const double *cost = plan->course[w].cost + k * model->n_month;
            for (rw_idx t = 0; t < model->n_month; t++) {
                row[2].value += plan->course[w].probability * cost[t];
                row[3].value += plan->course[w].probability * discount[t] * cost[t];
            }
        }
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    rw_free(discount);
    return status;
}

// Adds what every supplier ships and is paid in scenario w; paid is room for supplier x month.
static void suppliers_add(const rw_writer *writer, rw_idx w, double *paid, rw_cell *cell, rw_idx n_column) {
    const rw_model *model = writer->model;
    const rw_course *course = &writer->run->plan->course[w];
    const rw_field_input input = {.model = model, .scenario = &writer->scenarios->scenario[w], .course = course};
    rw_derive_purchase_cost(&input, paid);
    for (rw_idx k = 0; k < model->n_supplier * model->n_month; k++) {
        rw_cell *row = cell + n_column * (k / model->n_month);
        row[4].value += course->probability * course->purchase[k];
        row[5].value += course->probability * paid[k];
    }
}

static rw_status suppliers_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const char *const origin[] = {
        [RW_ORIGIN_DE] = "DE", [RW_ORIGIN_EU] = "EU", [RW_ORIGIN_KR] = "KR", [RW_ORIGIN_OTHER] = "other"};
    static const rw_column column[] = {{"supplier", RW_COLUMN_TEXT}, {"title", RW_COLUMN_TEXT},
                                       {"item", RW_COLUMN_TEXT},     {"origin", RW_COLUMN_TEXT},
                                       {"units", RW_COLUMN_DOUBLE},  {"paid_eur", RW_COLUMN_DOUBLE}};
    const rw_model *model = writer->model;
    rw_table table = {"suppliers", "expected purchases by supplier", COLUMNS(column), model->n_supplier, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    double *paid = rw_calloc(model->n_supplier * model->n_month, sizeof *paid);
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    if (paid == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table.name);
        goto done;
    }
    table.cell = cell;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        rw_cell *row = cell + table.n_column * j;
        row[0].text = model->supplier[j].name;
        row[1].text = model->supplier[j].title;
        row[2].text = model->item[model->supplier[j].item].name;
        row[3].text = origin[model->supplier[j].origin];
    }
    for (rw_idx w = 0; w < writer->run->plan->n_scenario; w++) {
        suppliers_add(writer, w, paid, cell, table.n_column);
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    rw_free(paid);
    return status;
}

static rw_status violations_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const rw_column column[] = {{"check", RW_COLUMN_TEXT},      {"title", RW_COLUMN_TEXT},
                                       {"worst", RW_COLUMN_DOUBLE},    {"tolerance", RW_COLUMN_DOUBLE},
                                       {"n_checked", RW_COLUMN_INDEX}, {"where", RW_COLUMN_TEXT}};
    rw_table table = {"violations", "worst violation by kind of check", COLUMNS(column), RW_N_VIOLATION, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    table.cell = cell;
    for (rw_idx k = 0; k < RW_N_VIOLATION; k++) {
        const rw_finding *finding = &writer->run->verdict.finding[k];
        rw_cell *row = cell + table.n_column * k;
        row[0].text = rw_violation_name((rw_violation)k);
        row[1].text = rw_violation_text((rw_violation)k);
        row[2].value = finding->worst;
        row[3].value = finding->tolerance;
        row[4].index = finding->n_checked;
        row[5].text = finding->where;
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    return status;
}

static rw_status sources_write(const rw_writer *writer, hid_t group, rw_error *error) {
    static const rw_column column[] = {{"field", RW_COLUMN_TEXT},      {"source", RW_COLUMN_TEXT},
                                       {"url", RW_COLUMN_TEXT},        {"as_of", RW_COLUMN_TEXT},
                                       {"confidence", RW_COLUMN_TEXT}, {"note", RW_COLUMN_TEXT}};
    const rw_model *model = writer->model;
    rw_table table = {"sources", "where the figures come from", COLUMNS(column), model->n_note, NULL};
    rw_status status = RW_OK;
    rw_cell *cell = NULL;
    RW_TRY(cells_new(table.name, table.n_row, table.n_column, &cell, error));
    table.cell = cell;
    for (rw_idx k = 0; k < model->n_note; k++) {
        const rw_note *note = &model->note[k];
        rw_cell *row = cell + table.n_column * k;
        row[0].text = note->field;
        row[1].text = note->source;
        row[2].text = note->url;
        row[3].text = note->as_of;
        row[4].text = note->confidence;
        row[5].text = note->note;
    }
    RW_TRY(rw_table_write(group, &table, error));
done:
    rw_free(cell);
    return status;
}

rw_status rw_write_tables(const rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    RW_TRY(rw_group_create(writer->file, "tables", &group, error));
    RW_TRY(orders_write(writer, group, error));
    RW_TRY(options_write(writer, group, error));
    RW_TRY(costs_write(writer, group, error));
    RW_TRY(suppliers_write(writer, group, error));
    RW_TRY(violations_write(writer, group, error));
    RW_TRY(sources_write(writer, group, error));
    if (writer->run->n_history > 0) {
        RW_TRY(rw_write_history_table(writer, group, error));
    }
done:
    rw_h5_close_group(&group);
    return status;
}
