// Building the plant: items, operations, lines and what they need.  SPDX-License-Identifier: MIT
#include "input/build.h"

// The elements of the list under key of an element, each filled; NULL if there are none.
static void *build_inner(rw_reader *reader, const rw_node *group, const char *key, const rw_shape *shape, size_t size,
                         rw_idx *count) {
    rw_node *element = rw_fill_groups(reader, group, key, count);
    char *array = rw_reader_keep(reader, *count, size);
    rw_build_unique(reader, group, key);
    for (rw_idx k = 0; array != NULL && element != NULL; element = element->next, k++) {
        if (element->kind == RW_KIND_GROUP) {
            rw_fill(reader, shape, element, array + (size_t)k * size);
        }
    }
    if (array == NULL) {
        *count = 0;
    }
    return array;
}

static void build_operations(rw_reader *reader) {
    rw_model *model = reader->model;
    model->operation = rw_build_list(reader, reader->root, "operations", sizeof *model->operation, &model->n_operation);
    const rw_node *element = rw_build_first(reader, "operations");
    for (rw_idx o = 0; o < model->n_operation; o++, element = element->next) {
        rw_operation *operation = &model->operation[o];
        operation->input = build_inner(reader, element, "inputs", &rw_shape_flow, sizeof(rw_flow), &operation->n_input);
        operation->output =
            build_inner(reader, element, "outputs", &rw_shape_flow, sizeof(rw_flow), &operation->n_output);
    }
}

// A ramp given by its length: the share of month k is (k + 0.5) / length.
static void build_ramp(rw_reader *reader, const rw_node *element, rw_line *line) {
    const rw_node *length = rw_node_child(element, "ramp_months");
    const rw_field *field = rw_schema_field(&rw_shape_line, "ramp_months");
    if (length == NULL) {
        return;
    }
    if (rw_node_child(element, "ramp") != NULL) {
        rw_reader_error(reader, length->key_place, "%s and ramp are two ways to say the same; give one of them",
                        rw_node_path(reader, length));
        return;
    }
    if (length->kind != RW_KIND_WHOLE || !rw_fill_in_range(field, (double)length->whole)) {
        rw_fill_refuse(reader, length, length->kind == RW_KIND_WHOLE ? rw_fill_range(reader, field) : "a whole number");
        return;
    }
    double *ramp = rw_reader_keep(reader, length->whole, sizeof *ramp);
    for (rw_idx k = 0; ramp != NULL && k < length->whole; k++) {
        ramp[k] = ((double)k + 0.5) / (double)length->whole;
    }
    line->ramp = ramp;
    line->n_ramp = ramp != NULL ? length->whole : 0;
}

// Shift patterns of all lines stand in one array; a line without any has one plain pattern.
static void build_patterns(rw_reader *reader, rw_node *element, rw_idx l) {
    rw_model *model = reader->model;
    rw_line *line = &model->line[l];
    rw_idx count = 0;
    rw_node *each = rw_fill_groups(reader, element, "patterns", &count);
    rw_build_unique(reader, element, "patterns");
    line->pattern_begin = line->pattern_end = model->n_pattern;
    if (rw_node_child(element, "patterns") == NULL) {
        model->pattern[line->pattern_end++] =
            (rw_pattern){.name = rw_reader_keep_text(reader, "single"), .line = l, .multiplier = 1, .crews = 1};
    }
    for (; each != NULL; each = each->next) {
        rw_pattern *pattern = &model->pattern[line->pattern_end++];
        pattern->line = l;
        if (each->kind == RW_KIND_GROUP) {
            rw_fill(reader, &rw_shape_pattern, each, pattern);
        }
    }
    model->n_pattern = line->pattern_end;
}

static void build_lines(rw_reader *reader) {
    rw_model *model = reader->model;
    model->line = rw_build_list(reader, reader->root, "lines", sizeof *model->line, &model->n_line);
    model->pattern =
        rw_reader_keep(reader, model->n_line + rw_build_count(reader, "lines", "patterns"), sizeof *model->pattern);
    if (model->pattern == NULL) {
        return;
    }
    rw_node *element = rw_build_first(reader, "lines");
    for (rw_idx l = 0; l < model->n_line; l++, element = element->next) {
        rw_line *line = &model->line[l];
        if (element->kind != RW_KIND_GROUP) {
            continue;
        }
        build_patterns(reader, element, l);
        line->crew = build_inner(reader, element, "crew", &rw_shape_crew, sizeof(rw_crew), &line->n_crew);
        build_ramp(reader, element, line);
        rw_fill_window(reader, element, "order_from", "order_to", &line->order_from, &line->order_to);
        line->min_run_from = line->min_run_from < model->n_month ? line->min_run_from : model->n_month;
    }
}

void rw_build_plant(rw_reader *reader) {
    rw_model *model = reader->model;
    const rw_node *root = reader->root;
    model->item = rw_build_list(reader, root, "items", sizeof *model->item, &model->n_item);
    build_operations(reader);
    build_lines(reader);
    model->site = rw_build_list(reader, root, "sites", sizeof *model->site, &model->n_site);
    model->permit = rw_build_list(reader, root, "permits", sizeof *model->permit, &model->n_permit);
    model->skill = rw_build_list(reader, root, "skills", sizeof *model->skill, &model->n_skill);
}
