// What a configuration asks for.  SPDX-License-Identifier: MIT
#include "report/inventory.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/number.h"
#include "report/risks.h"

typedef struct entity_count {
    const char *one, *many;
    rw_idx count;
} entity_count;

enum { N_ENTITY = 16 };

static void count_entities(const rw_model *model, entity_count count[N_ENTITY]) {
    rw_idx n_rule = model->n_content_rule + model->n_supply_rule + model->n_surge_rule + model->n_transfer_rule +
                    model->n_probability_target;
    const entity_count all[N_ENTITY] = {
        {"item", "items", model->n_item},
        {"operation", "operations", model->n_operation},
        {"line type", "line types", model->n_line},
        {"shift pattern", "shift patterns", model->n_pattern},
        {"site", "sites", model->n_site},
        {"permit", "permits", model->n_permit},
        {"skill", "skills", model->n_skill},
        {"supplier", "suppliers", model->n_supplier},
        {"supplier option", "supplier options", model->n_option},
        {"customer", "customers", model->n_customer},
        {"product", "products", model->n_product},
        {"budget", "budgets", model->n_budget},
        {"policy rule", "policy rules", n_rule},
        {"pinned order", "pinned orders", model->n_pin},
        {"declared risk", "declared risks", model->n_risk},
        {"noted figure", "noted figures", model->n_note},
    };
    memcpy(count, all, sizeof all);
}

static bool is_assumption(const rw_note *note) {
    return strcmp(note->confidence, "assumption") == 0;
}

static rw_idx count_confidence(const rw_model *model, const char *confidence) {
    rw_idx count = 0;
    for (rw_idx k = 0; k < model->n_note; k++) {
        count += strcmp(model->note[k].confidence, confidence) == 0;
    }
    return count;
}

static const char *describe_objective(rw_objective objective) {
    return objective == RW_OBJECTIVE_LEXICOGRAPHIC ? "least weighted shortfall first, then least cost"
                                                   : "least cost, shortfall priced";
}

void rw_inventory_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_problem_size *size) {
    char first[16], last[16];
    rw_month_text(first, model->start_year, model->start_month, 0);
    rw_month_text(last, model->start_year, model->start_month, model->n_month - 1);
    rw_text title = {0};
    rw_style_label(&title, model->title[0] != '\0' ? model->title : model->name, 0);
    rw_style_ink(text, style, RW_INK_BOLD, rw_text_string(&title));
    text->failed = text->failed || title.failed;
    rw_text_clear(&title);
    rw_text_format(text, "\nhorizon    %s to %s, %" PRId64 " months\n", first, last, model->n_month);
    rw_text_format(text, "money      EUR of %d, discounted at %g %% a year\n", model->price_year,
                   100 * model->discount_rate);
    rw_text_format(text, "objective  %s\n", describe_objective(model->objective));
    entity_count count[N_ENTITY];
    count_entities(model, count);
    rw_text line = {0};
    for (int k = 0; k < N_ENTITY; k++) {
        if (count[k].count > 0) {
            rw_text_format(&line, "%s%" PRId64 " %s", line.length > 0 ? ", " : "", count[k].count,
                           count[k].count == 1 ? count[k].one : count[k].many);
        }
    }
    rw_text_add(text, "entities   ");
    rw_style_wrap(text, style, 11, 11, rw_text_string(&line));
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
    char rows[RW_NUMBER_SIZE], columns[RW_NUMBER_SIZE], integers[RW_NUMBER_SIZE], entries[RW_NUMBER_SIZE];
    rw_number_group(rows, (double)size->n_row, 0);
    rw_number_group(columns, (double)size->n_col, 0);
    rw_number_group(integers, (double)size->n_integer, 0);
    rw_number_group(entries, (double)size->n_entry, 0);
    rw_text_format(text, "problem    %s%s rows, %s columns of them %s integer, %s entries, %" PRId64 " scenario%s\n",
                   size->is_estimate ? "about " : "", rows, columns, integers, entries, size->n_scenario,
                   size->n_scenario == 1 ? "" : "s");
    if (model->n_note > 0) {
        rw_text_format(text,
                       "figures    %" PRId64 " from official or company pages (A), %" PRId64
                       " from the press (B), %" PRId64 " estimates (C),\n           %" PRId64 " assumptions\n",
                       count_confidence(model, "A"), count_confidence(model, "B"), count_confidence(model, "C"),
                       count_confidence(model, "assumption"));
    }
}

static void write_part(rw_text *line, const char *part) {
    if (part[0] != '\0') {
        rw_text_format(line, "%s%s", line->length > 0 ? "; " : "", part);
    }
}

void rw_inventory_sources(rw_text *text, const rw_style *style, const rw_model *model) {
    rw_idx n_assumption = count_confidence(model, "assumption");
    for (rw_idx k = 0; k < model->n_note; k++) {
        const rw_note *note = &model->note[k];
        rw_style_label(text, note->field, 0);
        rw_text_add(text, "  ");
        rw_style_ink(text, style, is_assumption(note) ? RW_INK_WARN : RW_INK_DIM,
                     is_assumption(note) ? "ASSUMPTION" : note->confidence);
        if (note->as_of[0] != '\0') {
            rw_text_add(text, "  ");
            rw_style_label(text, note->as_of, 0);
        }
        rw_text_add(text, "\n");
        rw_text line = {0};
        write_part(&line, note->source);
        write_part(&line, note->note);
        write_part(&line, note->url);
        if (line.length > 0) {
            rw_text_add(text, "    ");
            rw_style_wrap(text, style, 4, 4, rw_text_string(&line));
        }
        text->failed = text->failed || line.failed;
        rw_text_clear(&line);
    }
    rw_text_format(text, "%" PRId64 " figures with a note, %" PRId64 " of them assumptions\n", model->n_note,
                   n_assumption);
}

static void write_sources_json(rw_json *json, const rw_model *model) {
    rw_json_array(json, "sources");
    for (rw_idx k = 0; k < model->n_note; k++) {
        const rw_note *note = &model->note[k];
        rw_json_object(json, NULL);
        rw_json_string(json, "field", note->field);
        rw_json_string(json, "confidence", note->confidence);
        rw_json_string(json, "source", note->source);
        rw_json_string(json, "as_of", note->as_of);
        rw_json_string(json, "url", note->url);
        rw_json_string(json, "note", note->note);
        rw_json_close(json);
    }
    rw_json_close(json);
}

void rw_inventory_json(rw_text *text, const rw_model *model, const rw_problem_size *size, const rw_survey *survey,
                       rw_idx n_warning, bool with_sources) {
    rw_json json = {.text = text};
    char start[16];
    rw_month_text(start, model->start_year, model->start_month, 0);
    rw_json_object(&json, NULL);
    rw_json_string(&json, "schema", "rampwerk-check-1");
    rw_json_string(&json, "name", model->name);
    rw_json_string(&json, "title", model->title);
    rw_json_string(&json, "start", start);
    rw_json_integer(&json, "months", model->n_month);
    rw_json_integer(&json, "price_year", model->price_year);
    rw_json_number(&json, "discount_rate", model->discount_rate);
    rw_json_string(&json, "objective_kind", model->objective == RW_OBJECTIVE_LEXICOGRAPHIC ? "lexicographic" : "cost");
    rw_json_integer(&json, "warnings", n_warning);
    rw_json_object(&json, "entities");
    entity_count count[N_ENTITY];
    count_entities(model, count);
    for (int k = 0; k < N_ENTITY; k++) {
        char key[32];
        snprintf(key, sizeof key, "%s", count[k].many);
        for (char *space = strchr(key, ' '); space != NULL; space = strchr(space, ' ')) {
            *space = '_';
        }
        rw_json_integer(&json, key, count[k].count);
    }
    rw_json_close(&json);
    rw_json_object(&json, "problem");
    rw_json_integer(&json, "scenarios", size->n_scenario);
    rw_json_integer(&json, "rows", size->n_row);
    rw_json_integer(&json, "columns", size->n_col);
    rw_json_integer(&json, "integers", size->n_integer);
    rw_json_integer(&json, "entries", size->n_entry);
    rw_json_boolean(&json, "estimated", size->is_estimate);
    rw_json_close(&json);
    if (survey != NULL) {
        rw_risks_json(&json, model, survey);
    }
    if (with_sources) {
        write_sources_json(&json, model);
    }
    rw_json_close(&json);
}
