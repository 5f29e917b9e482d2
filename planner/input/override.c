// Applying overrides to the tree of values.  SPDX-License-Identifier: MIT
#include "input/override.h"

#include <string.h>

#include "input/fill.h"
#include "input/path.h"
#include "input/source.h"

static const char list_key[] = "overrides";

static void set_value(rw_reader *reader, const char *path, rw_place place, const rw_node *value) {
    if (strncmp(path, list_key, sizeof list_key - 1) == 0) {
        rw_reader_error(reader, place, "an override cannot change overrides");
        return;
    }
    rw_path_set(reader, path, place, value);
}

static void apply_one(rw_reader *reader, rw_node *group) {
    rw_fill(reader, &rw_shape_override, group, NULL);
    const rw_node *path = rw_node_child(group, "path");
    const rw_node *value = rw_node_child(group, "value");
    if (path != NULL && path->kind != RW_KIND_TEXT) {
        rw_fill_refuse(reader, path, "a text");
    } else if (path != NULL && value != NULL) {
        set_value(reader, path->text, path->place, value);
    }
}

static void apply_list(rw_reader *reader, const rw_node *list) {
    if (list->kind != RW_KIND_LIST) {
        rw_fill_refuse(reader, list, rw_type_text(RW_TYPE_GROUPS));
        return;
    }
    for (rw_node *each = list->first; each != NULL; each = each->next) {
        if (each->kind == RW_KIND_GROUP) {
            apply_one(reader, each);
        } else {
            rw_fill_refuse(reader, each, rw_type_text(RW_TYPE_GROUP));
        }
    }
}

void rw_overrides_apply(rw_reader *reader) {
    for (rw_node *child = reader->root->first, *next = NULL; child != NULL; child = next) {
        next = child->next;
        size_t length = strlen(list_key);
        bool is_list = strncmp(child->name, list_key, length) == 0 && strchr("*", child->name[length]) != NULL;
        if (is_list) {
            apply_list(reader, child);
            next = child->next; // an override may have added a key at the end
            rw_node_remove(child);
        }
    }
}

// A value that needs no quotes on the command line: a word or a month.
static bool is_plain_word(const char *text) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    static const char digits[] = "0123456789";
    static const char others[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789.-";
    bool is_truth = strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    bool is_word = text[0] != '\0' && strchr(letters, text[0]) != NULL && text[strspn(text, others)] == '\0';
    size_t year = strspn(text, digits);
    bool is_month = year == 4 && text[year] == '-' && strspn(text + year + 1, digits) == 2 && text[7] == '\0';
    return is_month || (is_word && !is_truth);
}

// The words of "value = <text behind the equals sign>".
static void read_words(rw_reader *reader, rw_idx source, size_t start, rw_tokens *tokens) {
    static const char key[] = "value=";
    const char *text = reader->source[source].text;
    rw_place place = {.source = source, .line = 1, .column = 1};
    for (size_t k = 0; k < start; k++) {
        place.column += ((unsigned char)text[k] & 0xC0) != 0x80;
    }
    rw_tokens value = {0};
    rw_tokens_read(reader, source, is_plain_word(text + start) ? strlen(text) : start, &value);
    tokens->token = rw_reader_alloc(reader, value.n_token + 3, sizeof *tokens->token);
    if (tokens->token == NULL || reader->out_of_memory) {
        return;
    }
    rw_token *next = tokens->token;
    *next++ = (rw_token){.kind = RW_TOKEN_NAME, .place = place, .text = key, .length = sizeof key - 2};
    *next++ = (rw_token){.kind = RW_TOKEN_MARK, .place = place, .text = key + sizeof key - 2, .length = 1};
    if (is_plain_word(text + start)) {
        const char *quoted = rw_reader_text(reader, "\"%s\"", text + start);
        *next++ = (rw_token){.kind = RW_TOKEN_STRING, .place = place, .text = quoted, .length = strlen(quoted)};
    }
    memcpy(next, value.token, (size_t)value.n_token * sizeof *value.token);
    tokens->n_token = next - tokens->token + value.n_token;
}

void rw_override_set(rw_reader *reader, const char *text, rw_idx ordinal) {
    rw_idx source = rw_source_add(reader, rw_reader_text(reader, "--set #%lld", (long long)ordinal), text);
    if (source < 0) {
        return;
    }
    rw_place place = {.source = source, .line = 1, .column = 1};
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        rw_reader_error(reader, place, "write path=value, such as lines.press.modules_max=3");
        return;
    }
    rw_idx n_error = reader->n_error;
    rw_tokens tokens = {0};
    read_words(reader, source, (size_t)(equals - text) + 1, &tokens);
    if (reader->out_of_memory) {
        return;
    }
    rw_tokens_check(reader, &tokens);
    rw_node *parsed = reader->n_error == n_error ? rw_node_parse(reader, &tokens) : NULL;
    if (parsed == NULL) {
        return;
    }
    if (parsed->n_child != 1) {
        rw_reader_error(reader, parsed->first != NULL ? parsed->first->place : place,
                        "one value is expected after '='");
        return;
    }
    size_t length = (size_t)(equals - text);
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    set_value(reader, rw_reader_text(reader, "%.*s", (int)length, text), place, parsed->first);
}
