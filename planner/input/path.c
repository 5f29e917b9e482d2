// Following a path through the tree of values and the schema.  SPDX-License-Identifier: MIT
#include "input/path.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INDEX_DIGITS = 9 };

// One step of a path: a name, or a position in brackets.
typedef struct path_step {
    const char *name; // NULL: a position
    rw_idx index;
    const char *next; // the rest of the path
} path_step;

static bool read_step(rw_reader *reader, const char *path, bool is_first, path_step *out) {
    *out = (path_step){.name = NULL};
    if (path[0] == '[') {
        size_t n_digit = strspn(path + 1, "0123456789");
        out->index = strtoll(path + 1, NULL, 10);
        out->next = path + n_digit + 2;
        return !is_first && n_digit > 0 && n_digit <= MOST_INDEX_DIGITS && path[n_digit + 1] == ']';
    }
    if (!is_first && path[0] != '.') {
        return false;
    }
    path += !is_first;
    size_t length = strcspn(path, ".[");
    out->name = rw_reader_text(reader, "%.*s", (int)length, path);
    out->next = path + length;
    return length > 0;
}

static const char *suggest(rw_reader *reader, const char *near) {
    return near != NULL ? rw_reader_text(reader, "; did you mean '%s'?", near) : "";
}

// The label of an element closest to name.
static const char *near_label(const rw_node *list, const char *name) {
    const char *found = NULL;
    int best = rw_near_limit(name);
    for (const rw_node *each = list->first; each != NULL; each = each->next) {
        const char *label = rw_node_label(each);
        found = label != NULL && rw_near_is_better(name, label, &best) ? label : found;
    }
    return found;
}

static rw_node *follow_list(rw_reader *reader, rw_found *found, const path_step *step) {
    rw_node *list = found->deepest;
    const char *path = rw_node_path(reader, list);
    if (step->name == NULL) {
        rw_node *element = rw_node_element(list, step->index);
        if (element == NULL) {
            found->defect = list->n_child == 0 ? rw_reader_text(reader, "'%s' is empty: there is no [%lld]", path,
                                                                (long long)step->index)
                                               : rw_reader_text(reader, "'%s' ends at [%lld]: there is no [%lld]", path,
                                                                (long long)list->n_child - 1, (long long)step->index);
        }
        return element;
    }
    rw_node *element = rw_node_labelled(list, step->name);
    if (element == NULL) {
        found->defect = rw_reader_text(reader, "nothing in '%s' is called '%s'%s", path, step->name,
                                       suggest(reader, near_label(list, step->name)));
    }
    return element;
}

static rw_node *follow_group(rw_reader *reader, rw_found *found, const path_step *step) {
    rw_node *group = found->deepest;
    const char *path = rw_node_path(reader, group);
    if (step->name == NULL) {
        found->defect = rw_reader_text(reader, "'%s' is a group and has no [%lld]", path, (long long)step->index);
        return NULL;
    }
    const rw_field *field = rw_schema_field(found->shape, step->name);
    if (field == NULL) {
        const char *near = found->shape != NULL ? rw_schema_near(found->shape, step->name) : NULL;
        found->defect = rw_reader_text(reader, "there is no key '%s%s%s'%s", path, path[0] != '\0' ? "." : "",
                                       step->name, suggest(reader, near));
        return NULL;
    }
    rw_node *child = rw_node_child(group, step->name);
    if (child == NULL && step->next[0] != '\0' && field->type != RW_TYPE_GROUP) {
        found->defect = rw_reader_text(reader, "'%s%s%s' is not given, so there is nothing in it", path,
                                       path[0] != '\0' ? "." : "", step->name);
    }
    return child;
}

// The shape of the values inside the value of a key.
static const rw_shape *inner_shape(const rw_shape *shape, const char *key) {
    const rw_field *field = rw_schema_field(shape, key);
    if (field == NULL) {
        return NULL;
    }
    return field->type == RW_TYPE_PATH || field->type == RW_TYPE_YEARS ? &rw_shape_path : field->shape;
}

rw_found rw_path_follow(rw_reader *reader, const char *path) {
    rw_found found = {.node = reader->root, .deepest = reader->root, .rest = path, .shape = &rw_shape_root};
    do {
        path_step step;
        if (!read_step(reader, found.rest, found.rest == path, &step)) {
            found.defect =
                rw_reader_text(reader, "'%s' is not a path like lines.press.capex_eur or pins[0].modules", path);
        } else if (found.deepest->kind == RW_KIND_LIST) {
            found.node = follow_list(reader, &found, &step);
        } else if (found.deepest->kind == RW_KIND_GROUP) {
            found.node = follow_group(reader, &found, &step);
        } else {
            found.defect = rw_reader_text(reader, "'%s' is %s, so there is nothing in it",
                                          rw_node_path(reader, found.deepest), rw_kind_text(found.deepest->kind));
        }
        if (found.defect != NULL || found.node == NULL) {
            found.node = NULL;
            return found;
        }
        found.shape = found.deepest->kind == RW_KIND_GROUP ? inner_shape(found.shape, step.name) : found.shape;
        found.deepest = found.node;
        found.rest = step.next;
    } while (found.rest[0] != '\0');
    return found;
}

// Adds the keys of `rest` below a group; those on the way are groups.
static rw_node *add_keys(rw_reader *reader, rw_node *group, const char *rest, bool is_first, rw_place place) {
    path_step step;
    while (group != NULL && rest[0] != '\0' && read_step(reader, rest, is_first, &step) && step.name != NULL) {
        group = rw_node_add(reader, group, step.name, RW_KIND_GROUP);
        if (group != NULL) {
            group->place = group->key_place = place;
        }
        rest = step.next;
        is_first = false;
    }
    return group;
}

// Whether all keys of `rest` below a group of this shape are known; the defect if not.
static const char *missing_key(rw_reader *reader, const rw_shape *shape, const char *rest, bool is_first) {
    path_step step;
    while (rest[0] != '\0') {
        if (!read_step(reader, rest, is_first, &step) || step.name == NULL ||
            rw_schema_field(shape, step.name) == NULL) {
            return rw_reader_text(reader, "the path leads nowhere at '%s'", rest);
        }
        shape = inner_shape(shape, step.name);
        rest = step.next;
        is_first = false;
    }
    return NULL;
}

void rw_path_set(rw_reader *reader, const char *path, rw_place place, const rw_node *value) {
    rw_found found = rw_path_follow(reader, path);
    const char *defect = found.defect;
    if (defect == NULL && found.node == NULL) {
        defect = missing_key(reader, found.shape, found.rest, found.rest == path);
    }
    if (defect != NULL) {
        rw_reader_error(reader, place, "%s", defect);
        return;
    }
    rw_node *node = found.node;
    if (node == NULL) {
        node = add_keys(reader, found.deepest, found.rest, found.rest == path, place);
    }
    if (node != NULL) {
        rw_node_replace(node, value);
    }
}
