// Checks of a model as a whole, and of its indices.  SPDX-License-Identifier: MIT
#include "model/checking.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

void rw_checking_at(rw_checking *checking, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(checking->path, sizeof checking->path, format, arguments);
    va_end(arguments);
}

void rw_checking_report(rw_checking *checking, const char *format, ...) {
    char text[RW_CHECKING_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    checking->count++;
    checking->report(checking->context, checking->path, text);
}

void rw_checking_month(const rw_checking *checking, rw_idx month, char buffer[16]) {
    rw_month_text(buffer, checking->model->start_year, checking->model->start_month, month);
}

void rw_checking_window(rw_checking *checking, rw_idx from, rw_idx to) {
    rw_idx n_month = checking->model->n_month;
    bool is_empty = from == n_month && to == n_month - 1; // wholly after the plan
    if (!is_empty && (from < 0 || to < from || to >= n_month)) {
        rw_checking_report(checking, "months %lld to %lld of the plan's %lld are no window", (long long)from,
                           (long long)to, (long long)n_month);
    }
}

// An index into a list of count entries; -1 stands for none where that is allowed.
static void check_index(rw_checking *checking, rw_idx index, rw_idx count, bool may_be_none, const char *key) {
    if (index >= count || index < (may_be_none ? -1 : 0)) {
        rw_checking_report(checking, "%s refers to entry %lld of %lld", key, (long long)index, (long long)count);
    }
}

static void check_range(rw_checking *checking, rw_idx begin, rw_idx end, rw_idx count, const char *key) {
    if (begin < 0 || end < begin || end > count) {
        rw_checking_report(checking, "%s are entries %lld to %lld of %lld", key, (long long)begin, (long long)end,
                           (long long)count);
    }
}

static void check_flows(rw_checking *checking, rw_idx count, const rw_flow *flow, const char *key) {
    for (rw_idx k = 0; k < count; k++) {
        check_index(checking, flow[k].item, checking->model->n_item, false, key);
    }
}

static void check_plant_indices(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        rw_checking_at(checking, "operations.%s", operation->name);
        check_index(checking, operation->line, model->n_line, true, "line");
        check_flows(checking, operation->n_input, operation->input, "inputs");
        check_flows(checking, operation->n_output, operation->output, "outputs");
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_line *line = &model->line[l];
        rw_checking_at(checking, "lines.%s", line->name);
        check_index(checking, line->site, model->n_site, true, "site");
        check_index(checking, line->permit, model->n_permit, true, "permit");
        check_range(checking, line->pattern_begin, line->pattern_end, model->n_pattern, "patterns");
        for (rw_idx k = 0; k < line->n_crew; k++) {
            check_index(checking, line->crew[k].skill, model->n_skill, false, "crew");
        }
    }
    for (rw_idx p = 0; p < model->n_pin; p++) {
        rw_checking_at(checking, "pins[%lld]", (long long)p);
        check_index(checking, model->pin[p].line, model->n_line, false, "line");
    }
}

static void check_market_indices(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        rw_checking_at(checking, "suppliers.%s", supplier->name);
        check_index(checking, supplier->item, model->n_item, false, "item");
        check_range(checking, supplier->option_begin, supplier->option_end, model->n_option, "options");
    }
    for (rw_idx c = 0; c < model->n_customer; c++) {
        rw_checking_at(checking, "customers.%s", model->customer[c].name);
        check_range(checking, model->customer[c].product_begin, model->customer[c].product_end, model->n_product,
                    "products");
    }
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        rw_checking_at(checking, "customers");
        check_index(checking, product->customer, model->n_customer, false, "customer of a product");
        check_index(checking, product->item, model->n_item, false, "item of a product");
        check_range(checking, product->delivery_begin, product->delivery_end, model->n_delivery, "deliveries");
    }
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        check_index(checking, model->delivery[m].product, model->n_product, false, "product of a delivery");
        check_index(checking, model->delivery[m].item, model->n_item, false, "item of a delivery");
    }
}

// A list of indices that is part of a rule; checking->path is that of the list.
static void check_list(rw_checking *checking, rw_idx n, const rw_idx *index, rw_idx count) {
    if (n == 0) {
        rw_checking_report(checking, "at least one is needed");
    }
    for (rw_idx k = 0; k < n; k++) {
        check_index(checking, index[k], count, false, "the list");
        for (rw_idx other = 0; other < k; other++) {
            if (index[k] == index[other]) {
                rw_checking_report(checking, "the same name stands twice, at [%lld] and [%lld]", (long long)other,
                                   (long long)k);
            }
        }
    }
}

static void check_policy_indices(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx k = 0; k < model->n_content_rule; k++) {
        rw_checking_at(checking, "policies.local_content.%s", model->content_rule[k].name);
        check_index(checking, model->content_rule[k].customer, model->n_customer, false, "customer");
    }
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        const rw_supply_rule *rule = &model->supply_rule[k];
        rw_checking_at(checking, "policies.security_of_supply.%s.customers", rule->name);
        check_list(checking, rule->n_customer, rule->customer, model->n_customer);
        rw_checking_at(checking, "policies.security_of_supply.%s.items", rule->name);
        check_list(checking, rule->n_item, rule->item, model->n_item);
    }
    for (rw_idx k = 0; k < model->n_surge_rule; k++) {
        rw_checking_at(checking, "policies.surge.%s.lines", model->surge_rule[k].name);
        check_list(checking, model->surge_rule[k].n_line, model->surge_rule[k].line, model->n_line);
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        rw_checking_at(checking, "policies.technology_transfer.%s.items", model->transfer_rule[k].name);
        check_list(checking, model->transfer_rule[k].n_item, model->transfer_rule[k].item, model->n_item);
    }
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        rw_checking_at(checking, "policies.probability_targets.%s", model->probability_target[k].name);
        check_index(checking, model->probability_target[k].customer, model->n_customer, false, "customer");
        check_index(checking, model->probability_target[k].item, model->n_item, true, "item");
    }
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        rw_checking_at(checking, "correlations[%lld]", (long long)k);
        check_index(checking, model->correlation[k].first, model->n_risk, false, "first");
        check_index(checking, model->correlation[k].second, model->n_risk, false, "second");
    }
}

void rw_check_indices(rw_checking *checking) {
    check_plant_indices(checking);
    check_market_indices(checking);
    check_policy_indices(checking);
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The names of an array of structs that start with theirs.
static void check_names(rw_checking *checking, const char *list, const void *array, rw_idx count, size_t size) {
    const char **name = rw_calloc(count, sizeof *name);
    if (name == NULL) {
        rw_checking_at(checking, "%s", "");
        rw_checking_report(checking, "out of memory");
        return;
    }
    for (rw_idx k = 0; k < count; k++) {
        name[k] = *(const char *const *)((const char *)array + (size_t)k * size);
    }
    qsort(name, (size_t)count, sizeof *name, compare_texts);
    for (rw_idx k = 1; k < count; k++) {
        if (strcmp(name[k], name[k - 1]) == 0) {
            rw_checking_at(checking, "%s.%s", list, name[k]);
            rw_checking_report(checking, "the name stands for two of them");
        }
    }
    rw_free(name);
}

static void check_all_names(rw_checking *checking) {
    const rw_model *model = checking->model;
    check_names(checking, "items", model->item, model->n_item, sizeof *model->item);
    check_names(checking, "operations", model->operation, model->n_operation, sizeof *model->operation);
    check_names(checking, "lines", model->line, model->n_line, sizeof *model->line);
    check_names(checking, "sites", model->site, model->n_site, sizeof *model->site);
    check_names(checking, "permits", model->permit, model->n_permit, sizeof *model->permit);
    check_names(checking, "skills", model->skill, model->n_skill, sizeof *model->skill);
    check_names(checking, "suppliers", model->supplier, model->n_supplier, sizeof *model->supplier);
    check_names(checking, "customers", model->customer, model->n_customer, sizeof *model->customer);
    check_names(checking, "risks", model->risk, model->n_risk, sizeof *model->risk);
}

static void check_horizon(rw_checking *checking) {
    const rw_model *model = checking->model;
    rw_checking_at(checking, "plan");
    if (model->n_month < 1) {
        rw_checking_report(checking, "the plan has no months");
    } else if (model->start_month < 1 || model->start_month > 12) {
        rw_checking_report(checking, "the plan starts in month %d of a year", model->start_month);
    } else if (model->n_year != rw_model_year(model, model->n_month - 1) + 1) {
        rw_checking_report(checking, "the plan touches %lld calendar years, not %lld",
                           (long long)rw_model_year(model, model->n_month - 1) + 1, (long long)model->n_year);
    }
    rw_checking_at(checking, "items");
    if (model->n_item == 0) {
        rw_checking_report(checking, "there are no items");
    }
    rw_checking_at(checking, "customers");
    if (model->n_customer == 0) {
        rw_checking_report(checking, "there are no customers");
    }
}

rw_idx rw_model_check(const rw_model *model, rw_model_report report, void *context) {
    rw_checking checking = {.model = model, .report = report, .context = context};
    check_horizon(&checking);
    if (checking.count == 0) {
        rw_check_indices(&checking);
    }
    if (checking.count == 0) {
        check_all_names(&checking);
        rw_check_plant(&checking);
        rw_check_cycles(&checking);
        rw_check_market(&checking);
        rw_check_risks(&checking);
    }
    return checking.count;
}
