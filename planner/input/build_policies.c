// Building policies, pins, risks and the notes on sources.  SPDX-License-Identifier: MIT
#include "input/build.h"

#include "input/path.h"

// Clips the windows of the elements of a list of rules.
#define CLIP_WINDOWS(reader, policies, key, rule, count)                                                               \
    for (rw_idx k = 0; k < (count); k++) {                                                                             \
        rw_fill_window(reader, rw_node_element(rw_node_child(policies, key), k), "from", "to", &(rule)[k].from,        \
                       &(rule)[k].to);                                                                                 \
    }

static void build_rules(rw_reader *reader, const rw_node *policies) {
    rw_model *model = reader->model;
    model->budget = rw_build_list(reader, policies, "budgets", sizeof *model->budget, &model->n_budget);
    model->content_rule =
        rw_build_list(reader, policies, "local_content", sizeof *model->content_rule, &model->n_content_rule);
    model->supply_rule =
        rw_build_list(reader, policies, "security_of_supply", sizeof *model->supply_rule, &model->n_supply_rule);
    model->surge_rule = rw_build_list(reader, policies, "surge", sizeof *model->surge_rule, &model->n_surge_rule);
    model->transfer_rule =
        rw_build_list(reader, policies, "technology_transfer", sizeof *model->transfer_rule, &model->n_transfer_rule);
    model->probability_target = rw_build_list(reader, policies, "probability_targets",
                                              sizeof *model->probability_target, &model->n_probability_target);
    CLIP_WINDOWS(reader, policies, "local_content", model->content_rule, model->n_content_rule)
    CLIP_WINDOWS(reader, policies, "security_of_supply", model->supply_rule, model->n_supply_rule)
    CLIP_WINDOWS(reader, policies, "surge", model->surge_rule, model->n_surge_rule)
    CLIP_WINDOWS(reader, policies, "technology_transfer", model->transfer_rule, model->n_transfer_rule)
}

void rw_build_policies(rw_reader *reader) {
    rw_model *model = reader->model;
    const rw_node *root = reader->root;
    rw_node *policies = rw_node_child(root, "policies");
    if (policies != NULL && policies->kind != RW_KIND_GROUP) {
        rw_fill_refuse(reader, policies, rw_type_text(RW_TYPE_GROUP));
        policies = NULL;
    }
    if (policies != NULL) {
        rw_fill_known(reader, &rw_shape_policies, policies);
    }
    build_rules(reader, policies);
    model->pin = rw_build_list(reader, root, "pins", sizeof *model->pin, &model->n_pin);
    model->risk = rw_build_list(reader, root, "risks", sizeof *model->risk, &model->n_risk);
    model->correlation = rw_build_list(reader, root, "correlations", sizeof *model->correlation, &model->n_correlation);
}

static rw_idx count_notes(const rw_node *node) {
    const rw_node *sources = rw_node_child(node, "sources");
    rw_idx count = sources != NULL ? sources->n_child : 0;
    for (const rw_node *child = node->first; child != NULL; child = child->next) {
        count += child != sources ? count_notes(child) : 0;
    }
    return count;
}

static void add_note(rw_reader *reader, const rw_node *owner, rw_node *element) {
    rw_model *model = reader->model;
    rw_note *note = &model->note[model->n_note];
    rw_idx n_error = reader->n_error;
    rw_fill(reader, &rw_shape_source, element, note);
    const rw_node *field = rw_node_child(element, "field");
    if (reader->n_error > n_error || field == NULL) {
        return;
    }
    const char *above = rw_node_path(reader, owner);
    const char *path = rw_reader_text(reader, "%s%s%s", above, above[0] != '\0' ? "." : "", note->field);
    const char *defect = rw_path_follow(reader, path).defect;
    if (defect != NULL) {
        rw_reader_error(reader, field->place, "a source for nothing: %s", defect);
        return;
    }
    note->field = rw_reader_keep_text(reader, path);
    model->n_note++;
}

static void add_notes(rw_reader *reader, rw_node *node) {
    rw_idx count = 0;
    rw_node *sources = rw_node_child(node, "sources");
    rw_node *element = node->kind == RW_KIND_GROUP ? rw_fill_groups(reader, node, "sources", &count) : NULL;
    for (; element != NULL; element = element->next) {
        if (element->kind == RW_KIND_GROUP) {
            add_note(reader, node, element);
        }
    }
    for (rw_node *child = node->first; child != NULL; child = child->next) {
        if (child != sources && child->first != NULL) {
            add_notes(reader, child);
        }
    }
}

void rw_build_notes(rw_reader *reader) {
    rw_model *model = reader->model;
    model->note = rw_reader_keep(reader, count_notes(reader->root), sizeof *model->note);
    if (model->note != NULL) {
        add_notes(reader, reader->root);
    }
}
