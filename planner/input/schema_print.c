// The configuration reference, from the schema table.  SPDX-License-Identifier: MIT
#include <rampwerk/input.h>

#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "input/schema.h"

enum { MOST_SHAPES = 64, KEY_WIDTH = 22, WANT_WIDTH = 46, LIST_DEPTH = 8 };

typedef struct listing { // the shapes in the order they are met, each once
    rw_idx n_shape;
    const rw_shape *shape[MOST_SHAPES];
    char where[MOST_SHAPES][96]; // "lines[].patterns[]"
} listing;

static void list_shapes(listing *all, const rw_shape *shape, const char *where, int depth) {
    for (rw_idx k = 0; k < all->n_shape; k++) {
        if (all->shape[k] == shape) {
            return;
        }
    }
    if (all->n_shape == MOST_SHAPES || depth == LIST_DEPTH) {
        return;
    }
    all->shape[all->n_shape] = shape;
    snprintf(all->where[all->n_shape++], sizeof all->where[0], "%s", where);
    for (rw_idx k = 0; k < shape->n_field; k++) {
        const rw_field *field = &shape->field[k];
        if (field->shape != NULL && field->shape != &rw_shape_source) {
            char inner[96];
            snprintf(inner, sizeof inner, "%s%s%s%s", where, where[0] != '\0' ? "." : "", field->key,
                     field->type == RW_TYPE_GROUPS ? "[]" : "");
            list_shapes(all, field->shape, inner, depth + 1);
        }
    }
}

static void list_all(listing *all) {
    *all = (listing){.n_shape = 0};
    list_shapes(all, &rw_shape_root, "", 0);
    list_shapes(all, &rw_shape_path, "any time path", 0);
    list_shapes(all, &rw_shape_source, "any sources[]", 0);
}

static bool has_range(const rw_field *field) {
    bool is_number = field->type == RW_TYPE_WHOLE || field->type == RW_TYPE_REAL || field->type == RW_TYPE_REALS ||
                     field->type == RW_TYPE_PATH || field->type == RW_TYPE_YEARS;
    return is_number && field->least < field->most;
}

// "a number from 0 to 1", "one of cost, lexicographic", ...
static void add_wanted(rw_text *text, const rw_field *field) {
    bool is_word = field->type == RW_TYPE_CHOICE || field->type == RW_TYPE_WORD;
    rw_text_add(text, is_word ? "one of " : rw_type_text(field->type));
    if (is_word) {
        for (const char *at = field->choices; *at != '\0'; at++) {
            rw_text_format(text, *at == '|' ? ", " : "%c", *at);
        }
    } else if (field->choices != NULL) {
        rw_text_format(text, field->type == RW_TYPE_REFERENCE ? " in %s" : " from %s", field->choices);
    }
    if (has_range(field) && isinf(field->most)) {
        rw_text_format(text, ", %s %g", field->flags & RW_ABOVE ? "more than" : "at least", field->least);
    } else if (has_range(field)) {
        bool is_open = field->flags & (RW_ABOVE | RW_BELOW);
        rw_text_format(text, ", %s %g%s %s %g", is_open ? field->flags & RW_ABOVE ? "more than" : "at least" : "from",
                       field->least, is_open ? "," : "",
                       is_open ? field->flags & RW_BELOW ? "less than" : "at most" : "to", field->most);
    }
    if (field->flags & RW_UNLIMITED) {
        rw_text_add(text, ", or \"unlimited\"");
    }
}

static const char *show_default(const rw_field *field) {
    if (field->fallback == NULL) {
        return "required";
    }
    bool is_empty = field->fallback[0] == '\0';
    if (is_empty && strcmp(field->key, "title") == 0) {
        return "the name";
    }
    return is_empty ? "none" : field->fallback;
}

static void write_text(rw_text *text, const listing *all) {
    for (rw_idx s = 0; s < all->n_shape; s++) {
        const rw_shape *shape = all->shape[s];
        rw_text_format(text, "%s%s%s: %s\n", s > 0 ? "\n" : "", all->where[s], s > 0 ? "" : "top level", shape->doc);
        for (rw_idx k = 0; k < shape->n_field; k++) {
            const rw_field *field = &shape->field[k];
            rw_text wanted = {0};
            add_wanted(&wanted, field);
            rw_text_format(text, "  %-*s %-*s %s\n", KEY_WIDTH, field->key, WANT_WIDTH, rw_text_string(&wanted),
                           show_default(field));
            bool has_unit = field->unit[0] != '\0' && field->type != RW_TYPE_MONTH;
            rw_text_format(text, "  %-*s %s%s%s%s\n", KEY_WIDTH, "", has_unit ? "[" : "", has_unit ? field->unit : "",
                           has_unit ? "] " : "", field->doc);
            text->failed |= wanted.failed;
            rw_text_clear(&wanted);
        }
    }
}

// A '|' would end a cell of a table.
static void add_cell(rw_text *text, const char *words) {
    for (; *words != '\0'; words++) {
        rw_text_format(text, *words == '|' ? "\\%c" : "%c", *words);
    }
    rw_text_add(text, " | ");
}

static void write_markdown(rw_text *text, const listing *all) {
    for (rw_idx s = 0; s < all->n_shape; s++) {
        const rw_shape *shape = all->shape[s];
        rw_text_format(text, s == 0 ? "### %s%s\n\n%s\n\n" : "\n### `%s`: %s\n\n%s\n\n", all->where[s],
                       s == 0 ? "The top level" : shape->title, shape->doc);
        rw_text_add(text, "| key | value | unit | default | meaning |\n|---|---|---|---|---|\n");
        for (rw_idx k = 0; k < shape->n_field; k++) {
            const rw_field *field = &shape->field[k];
            rw_text wanted = {0};
            add_wanted(&wanted, field);
            rw_text_format(text, "| `%s` | ", field->key);
            add_cell(text, rw_text_string(&wanted));
            add_cell(text, field->type == RW_TYPE_MONTH ? "" : field->unit);
            rw_text_format(text, field->fallback != NULL ? "`%s` | " : "%s | ", show_default(field));
            rw_text_format(text, "%s |\n", field->doc);
            text->failed |= wanted.failed;
            rw_text_clear(&wanted);
        }
    }
}

static void add_json_string(rw_text *text, const char *key, const char *value) {
    rw_text_format(text, ", \"%s\": ", key);
    rw_text_add(text, value != NULL ? "\"" : "null");
    for (const char *at = value; at != NULL && *at != '\0'; at++) {
        rw_text_format(text, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    }
    rw_text_add(text, value != NULL ? "\"" : "");
}

static const char *json_type(rw_type type) {
    static const char *const names[] = {
        [RW_TYPE_NAME] = "name",         [RW_TYPE_TEXT] = "text",
        [RW_TYPE_CHOICE] = "word",       [RW_TYPE_WORD] = "word",
        [RW_TYPE_TRUTH] = "truth",       [RW_TYPE_WHOLE] = "whole",
        [RW_TYPE_REAL] = "real",         [RW_TYPE_REALS] = "reals",
        [RW_TYPE_TEXTS] = "texts",       [RW_TYPE_MONTH] = "month",
        [RW_TYPE_PATH] = "path",         [RW_TYPE_YEARS] = "years",
        [RW_TYPE_REFERENCE] = "name_of", [RW_TYPE_REFERENCES] = "names_of",
        [RW_TYPE_GROUP] = "group",       [RW_TYPE_GROUPS] = "groups",
        [RW_TYPE_ANY] = "any",
    };
    return names[type];
}

static void write_json_field(rw_text *text, const char *where, const rw_field *field) {
    rw_text_format(text, "    {\"path\": \"%s%s%s\"", where, where[0] != '\0' ? "." : "", field->key);
    add_json_string(text, "type", json_type(field->type));
    add_json_string(text, "unit", field->unit);
    add_json_string(text, "choices", field->choices);
    if (has_range(field)) {
        rw_text_format(text, ", \"%s\": %.17g", field->flags & RW_ABOVE ? "above" : "min", field->least);
    }
    if (has_range(field) && !isinf(field->most)) {
        rw_text_format(text, ", \"%s\": %.17g", field->flags & RW_BELOW ? "below" : "max", field->most);
    }
    rw_text_format(text, ", \"unlimited\": %s", field->flags & RW_UNLIMITED ? "true" : "false");
    rw_text_format(text, ", \"required\": %s", field->fallback == NULL ? "true" : "false");
    add_json_string(text, "default", field->fallback);
    add_json_string(text, "doc", field->doc);
    rw_text_add(text, "}");
}

static void write_json(rw_text *text, const listing *all) {
    rw_text_add(text, "{\n  \"schema\": \"rampwerk-config\",\n  \"version\": 1,\n  \"fields\": [\n");
    for (rw_idx s = 0; s < all->n_shape; s++) {
        const char *where = all->where[s];
        for (rw_idx k = 0; k < all->shape[s]->n_field; k++) {
            rw_text_add(text, s + k > 0 ? ",\n" : "");
            write_json_field(text, where, &all->shape[s]->field[k]);
        }
    }
    rw_text_add(text, "\n  ]\n}\n");
}

char *rw_input_schema(rw_schema_format format) {
    listing all;
    rw_text text = {0};
    list_all(&all);
    switch (format) {
    case RW_SCHEMA_TEXT:
        write_text(&text, &all);
        break;
    case RW_SCHEMA_MARKDOWN:
        write_markdown(&text, &all);
        break;
    case RW_SCHEMA_JSON:
        write_json(&text, &all);
        break;
    }
    if (text.failed) {
        rw_text_clear(&text);
    }
    return text.data;
}
