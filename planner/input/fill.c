// Storing values by the schema: types, ranges, defaults.  SPDX-License-Identifier: MIT
#include "input/fill.h"

#include <stdlib.h>
#include <string.h>

// What a value looks like in a message.
static const char *show_value(rw_reader *reader, const rw_node *node) {
    switch (node->kind) {
    case RW_KIND_WHOLE:
        return rw_reader_text(reader, "%lld", (long long)node->whole);
    case RW_KIND_REAL:
        return node->real == floor(node->real) && fabs(node->real) < 1e15 ? rw_reader_text(reader, "%.1f", node->real)
                                                                          : rw_reader_text(reader, "%.10g", node->real);
    case RW_KIND_TRUTH:
        return node->truth ? "true" : "false";
    case RW_KIND_TEXT:
        return strlen(node->text) <= 60 ? rw_reader_text(reader, "\"%s\"", node->text) : "a text";
    default:
        return rw_kind_text(node->kind);
    }
}

void rw_fill_refuse(rw_reader *reader, const rw_node *node, const char *what) {
    rw_reader_error(reader, node->place, "%s must be %s, not %s", rw_node_path(reader, node), what,
                    show_value(reader, node));
}

bool rw_fill_in_range(const rw_field *field, double value) {
    bool is_above = field->flags & RW_ABOVE ? value > field->least : value >= field->least;
    bool is_below = field->flags & RW_BELOW ? value < field->most : value <= field->most;
    return isfinite(value) && is_above && is_below;
}

const char *rw_fill_range(rw_reader *reader, const rw_field *field) {
    bool has_unit = field->unit[0] != '\0';
    const char *unit = has_unit ? rw_reader_text(reader, " (%s)", field->unit) : "";
    const char *least = field->flags & RW_ABOVE ? "more than" : "at least";
    const char *most = field->flags & RW_BELOW ? "less than" : "at most";
    const char *extra = field->flags & RW_UNLIMITED ? " or \"unlimited\"" : "";
    if (isinf(field->most)) {
        return rw_reader_text(reader, "%s %g%s%s", least, field->least, unit, extra);
    }
    if (field->flags & (RW_ABOVE | RW_BELOW)) {
        return rw_reader_text(reader, "%s %g and %s %g%s%s", least, field->least, most, field->most, unit, extra);
    }
    return rw_reader_text(reader, "from %.12g to %.12g%s%s", field->least, field->most, unit, extra);
}

// "a number (EUR per unit)".
static const char *wanted_type(rw_reader *reader, const rw_field *field) {
    const char *extra = field->flags & RW_UNLIMITED ? " or \"unlimited\"" : "";
    bool has_unit = field->unit[0] != '\0' && field->type != RW_TYPE_MONTH;
    return rw_reader_text(reader, "%s%s%s%s%s", rw_type_text(field->type), has_unit ? " (" : "",
                          has_unit ? field->unit : "", has_unit ? ")" : "", extra);
}

static void *member(void *object, size_t offset) {
    return (char *)object + offset;
}

static bool is_unlimited(const rw_field *field, const rw_node *node) {
    return (field->flags & RW_UNLIMITED) && node->kind == RW_KIND_TEXT && strcmp(node->text, "unlimited") == 0;
}

static void fill_real(rw_reader *reader, const rw_field *field, const rw_node *node, double *value) {
    if (is_unlimited(field, node)) {
        *value = INFINITY;
    } else if (!rw_node_is_number(node)) {
        rw_fill_refuse(reader, node, wanted_type(reader, field));
    } else if (!rw_fill_in_range(field, rw_node_number(node))) {
        rw_fill_refuse(reader, node, rw_fill_range(reader, field));
    } else {
        *value = rw_node_number(node);
    }
}

static void fill_whole(rw_reader *reader, const rw_field *field, const rw_node *node, rw_idx *value) {
    if (node->kind != RW_KIND_WHOLE) {
        rw_fill_refuse(reader, node, wanted_type(reader, field));
    } else if (!rw_fill_in_range(field, (double)node->whole)) {
        rw_fill_refuse(reader, node, rw_fill_range(reader, field));
    } else {
        *value = node->whole;
    }
}

static void fill_reals(rw_reader *reader, const rw_field *field, const rw_node *node, void *object) {
    if (node->kind != RW_KIND_LIST) {
        rw_fill_refuse(reader, node, wanted_type(reader, field));
        return;
    }
    double *values = rw_reader_keep(reader, node->n_child, sizeof *values);
    rw_field element = *field;
    element.type = RW_TYPE_REAL;
    rw_idx k = 0;
    for (const rw_node *child = node->first; child != NULL && values != NULL; child = child->next) {
        fill_real(reader, &element, child, &values[k++]);
    }
    *(const double **)member(object, field->offset) = values;
    *(rw_idx *)member(object, field->count_offset) = values != NULL ? node->n_child : 0;
}

// Texts, or references where the field names a list.
static void fill_list(rw_reader *reader, const rw_field *field, const rw_node *node, void *object) {
    if (node->kind != RW_KIND_LIST) {
        rw_fill_refuse(reader, node, wanted_type(reader, field));
        return;
    }
    bool is_reference = field->type == RW_TYPE_REFERENCES;
    const char **texts = rw_reader_keep(reader, node->n_child, sizeof *texts);
    rw_idx *indices = rw_reader_keep(reader, node->n_child, sizeof *indices);
    if (texts == NULL || indices == NULL) {
        return;
    }
    rw_idx k = 0;
    for (const rw_node *child = node->first; child != NULL; child = child->next, k++) {
        if (child->kind != RW_KIND_TEXT) {
            rw_fill_refuse(reader, child, is_reference ? "a name" : "a text");
        } else if (is_reference) {
            indices[k] = rw_fill_reference(reader, field->choices, child);
        } else {
            texts[k] = rw_reader_keep_text(reader, child->text);
        }
    }
    *(const void **)member(object, field->offset) = is_reference ? (const void *)indices : (const void *)texts;
    *(rw_idx *)member(object, field->count_offset) = node->n_child;
}

static void fill_word(rw_reader *reader, const rw_field *field, const rw_node *node, void *value) {
    rw_idx position = node->kind == RW_KIND_TEXT ? rw_word_find(field->choices, node->text) : -1;
    if (position < 0) {
        const char *near = node->kind == RW_KIND_TEXT ? rw_word_near(reader, field->choices, node->text) : "";
        rw_reader_error(reader, node->place, "%s must be one of %s, not %s%s", rw_node_path(reader, node),
                        rw_word_list(reader, field->choices), show_value(reader, node), near);
    } else if (field->type == RW_TYPE_WORD) {
        *(const char **)value = rw_reader_keep_text(reader, node->text);
    } else {
        *(int *)value = (int)position;
    }
}

static bool is_good_name(const char *name) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
    return name[0] != '\0' && strchr("0123456789", name[0]) == NULL && name[strspn(name, letters)] == '\0';
}

static void fill_text(rw_reader *reader, const rw_field *field, const rw_node *node, const char **value) {
    if (node->kind != RW_KIND_TEXT) {
        rw_fill_refuse(reader, node, wanted_type(reader, field));
    } else if (field->type == RW_TYPE_NAME && !is_good_name(node->text)) {
        rw_fill_refuse(reader, node, "a name of letters, digits and '_' that starts with no digit");
    } else {
        *value = rw_reader_keep_text(reader, node->text);
    }
}

static void fill_value(rw_reader *reader, const rw_field *field, rw_node *node, void *object) {
    void *value = member(object, field->offset);
    switch (field->type) {
    case RW_TYPE_NAME:
    case RW_TYPE_TEXT:
        fill_text(reader, field, node, value);
        break;
    case RW_TYPE_CHOICE:
    case RW_TYPE_WORD:
        fill_word(reader, field, node, value);
        break;
    case RW_TYPE_TRUTH:
        if (node->kind == RW_KIND_TRUTH) {
            *(bool *)value = node->truth;
        } else {
            rw_fill_refuse(reader, node, wanted_type(reader, field));
        }
        break;
    case RW_TYPE_WHOLE:
        fill_whole(reader, field, node, value);
        break;
    case RW_TYPE_REAL:
        fill_real(reader, field, node, value);
        break;
    case RW_TYPE_REALS:
        fill_reals(reader, field, node, object);
        break;
    case RW_TYPE_TEXTS:
    case RW_TYPE_REFERENCES:
        fill_list(reader, field, node, object);
        break;
    case RW_TYPE_MONTH:
        *(rw_idx *)value = rw_fill_month(reader, field, node);
        break;
    case RW_TYPE_PATH:
    case RW_TYPE_YEARS:
        *(const double **)value = rw_series_read(reader, field, node);
        break;
    case RW_TYPE_REFERENCE:
        if (node->kind == RW_KIND_TEXT) {
            *(rw_idx *)value = rw_fill_reference(reader, field->choices, node);
        } else {
            rw_fill_refuse(reader, node, wanted_type(reader, field));
        }
        break;
    default: // groups and values of any type are read by code of their own
        break;
    }
}

static double default_number(const char *fallback) {
    return strcmp(fallback, "unlimited") == 0 ? (double)INFINITY : strtod(fallback, NULL);
}

static void fill_default(rw_reader *reader, const rw_field *field, void *object) {
    void *value = member(object, field->offset);
    const char *fallback = field->fallback;
    switch (field->type) {
    case RW_TYPE_TEXT:
    case RW_TYPE_WORD:
        *(const char **)value = rw_reader_keep_text(reader, fallback);
        break;
    case RW_TYPE_CHOICE:
        *(int *)value = (int)rw_word_find(field->choices, fallback);
        break;
    case RW_TYPE_TRUTH:
        *(bool *)value = strcmp(fallback, "true") == 0;
        break;
    case RW_TYPE_WHOLE:
        *(rw_idx *)value = strtoll(fallback, NULL, 10);
        break;
    case RW_TYPE_REAL:
        *(double *)value = default_number(fallback);
        break;
    case RW_TYPE_REALS: { // "()" or "(number)"
        double *numbers = rw_reader_keep(reader, 1, sizeof *numbers);
        if (numbers != NULL) {
            numbers[0] = strtod(fallback + 1, NULL);
        }
        *(const double **)value = numbers;
        *(rw_idx *)member(object, field->count_offset) = fallback[1] != ')';
        break;
    }
    case RW_TYPE_MONTH:
        *(rw_idx *)value = strcmp(fallback, "end") == 0 ? reader->model->n_month - 1 : 0;
        break;
    case RW_TYPE_PATH:
        *(const double **)value = rw_series_constant(reader, field, default_number(fallback));
        break;
    case RW_TYPE_REFERENCE:
        *(rw_idx *)value = -1;
        break;
    default: // lists start empty; names and values by year have no default
        break;
    }
}

void rw_fill_known(rw_reader *reader, const rw_shape *shape, const rw_node *group) {
    for (const rw_node *child = group->first; child != NULL; child = child->next) {
        if (rw_schema_field(shape, child->name) != NULL) {
            continue;
        }
        const char *near = rw_schema_near(shape, child->name);
        rw_reader_error(reader, child->key_place, "unknown key '%s'%s%s%s%s", rw_node_path(reader, child),
                        near != NULL ? "; did you mean '" : "; see 'rampwerk schema'", near != NULL ? near : "",
                        near != NULL ? "'" : "", near != NULL ? "?" : "");
    }
}

void rw_fill(rw_reader *reader, const rw_shape *shape, rw_node *group, void *object) {
    rw_fill_known(reader, shape, group);
    for (rw_idx k = 0; k < shape->n_field && !reader->out_of_memory; k++) {
        const rw_field *field = &shape->field[k];
        rw_node *node = rw_node_child(group, field->key);
        bool is_stored = !(field->flags & RW_BY_HAND);
        if (node != NULL && is_stored) {
            fill_value(reader, field, node, object);
        } else if (node == NULL && field->fallback == NULL) {
            const char *path = rw_node_path(reader, group);
            rw_reader_error(reader, group->place, "%s%s'%s' is required: %s", path, path[0] != '\0' ? ": " : "",
                            field->key, wanted_type(reader, field));
        } else if (node == NULL && is_stored) {
            fill_default(reader, field, object);
        }
    }
}

rw_node *rw_fill_groups(rw_reader *reader, const rw_node *group, const char *key, rw_idx *count) {
    rw_node *list = rw_node_child(group, key);
    *count = 0;
    if (list == NULL) {
        return NULL;
    }
    if (list->kind != RW_KIND_LIST) {
        rw_fill_refuse(reader, list, rw_type_text(RW_TYPE_GROUPS));
        return NULL;
    }
    for (const rw_node *element = list->first; element != NULL; element = element->next) {
        if (element->kind != RW_KIND_GROUP) {
            rw_fill_refuse(reader, element, rw_type_text(RW_TYPE_GROUP));
        }
    }
    const rw_field *field = rw_schema_field(&rw_shape_root, key);
    if (list->n_child == 0 && group->parent == NULL && field != NULL && field->fallback == NULL) {
        rw_reader_error(reader, list->place, "%s: at least one is needed", key);
    }
    *count = list->n_child;
    return list->first;
}
