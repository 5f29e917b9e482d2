// Months, references and words.  SPDX-License-Identifier: MIT
#include <string.h>

#include "input/fill.h"
#include "input/names.h"

bool rw_month_parse(const char *text, rw_idx *month) {
    static const char form[] = "0000-00";
    rw_idx part[2] = {0, 0};
    if (strlen(text) != sizeof form - 1) {
        return false;
    }
    for (size_t k = 0; form[k] != '\0'; k++) {
        bool is_digit = text[k] >= '0' && text[k] <= '9';
        if (form[k] == '-' ? text[k] != '-' : !is_digit) {
            return false;
        }
        if (is_digit) {
            part[k > 4] = 10 * part[k > 4] + (text[k] - '0');
        }
    }
    *month = 12 * part[0] + part[1] - 1;
    return part[0] >= 1900 && part[0] <= 2999 && part[1] >= 1 && part[1] <= 12;
}

rw_idx rw_fill_month(rw_reader *reader, const rw_field *field, const rw_node *node) {
    const rw_model *model = reader->model;
    rw_idx month = 0;
    if (node->kind != RW_KIND_TEXT || !rw_month_parse(node->text, &month)) {
        rw_fill_refuse(reader, node, "a month \"YYYY-MM\"");
        return 0;
    }
    if (model->start_year == 0) { // no start to count from; reported already
        return 0;
    }
    month -= (rw_idx)12 * model->start_year + model->start_month - 1;
    if (month < 0 && !(field->flags & RW_EARLY)) {
        char start[16];
        rw_month_text(start, model->start_year, model->start_month, 0);
        rw_reader_error(reader, node->place, "%s must not be before the plan starts (%s), but is %s",
                        rw_node_path(reader, node), start, node->text);
        return 0;
    }
    return month;
}

void rw_fill_window(rw_reader *reader, const rw_node *group, const char *from_key, const char *to_key, rw_idx *from,
                    rw_idx *to) {
    rw_idx n_month = reader->model->n_month;
    const rw_node *from_node = rw_node_child(group, from_key);
    const rw_node *to_node = rw_node_child(group, to_key);
    if (to_node != NULL && *to<*from && * to> 0) { // 0: at the start, or reported as before it
        rw_reader_error(reader, to_node->place, "%s is before %s", rw_node_path(reader, to_node), from_key);
    } else if (from_node != NULL && *from >= n_month && n_month > 0) {
        rw_reader_warn(reader, from_node->place, "%s lies after the plan", rw_node_path(reader, from_node));
    }
    *from = *from < n_month ? *from : n_month;
    *to = *to < n_month ? *to : n_month - 1;
}

rw_idx rw_fill_reference(rw_reader *reader, const char *list_key, const rw_node *node) {
    rw_node *list = rw_node_child(reader->root, list_key);
    bool is_required = rw_schema_field(&rw_shape_root, list_key)->fallback == NULL;
    bool is_reported = list == NULL ? is_required : list->kind != RW_KIND_LIST || (list->n_child == 0 && is_required);
    if (is_reported) {
        return -1;
    }
    const rw_name *found = list != NULL ? rw_names_find(reader, list, node->text) : NULL;
    if (found != NULL) {
        return found->position;
    }
    const char *near = NULL;
    int best = rw_near_limit(node->text);
    for (const rw_node *each = list != NULL ? list->first : NULL; each != NULL; each = each->next) {
        const char *label = rw_node_label(each);
        near = label != NULL && rw_near_is_better(node->text, label, &best) ? label : near;
    }
    rw_reader_error(reader, node->place, "%s: nothing in %s is called '%s'%s%s%s", rw_node_path(reader, node), list_key,
                    node->text, near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                    near != NULL ? "'?" : "");
    return -1;
}

// The length of the word at words, and the start of the next one (NULL after the last).
static size_t next_word(const char *words, const char **next) {
    size_t length = strcspn(words, "|");
    *next = words[length] == '|' ? words + length + 1 : NULL;
    return length;
}

const char *rw_word_list(rw_reader *reader, const char *words) {
    const char *list = "";
    for (const char *next = NULL; words != NULL; words = next) {
        size_t length = next_word(words, &next);
        list = rw_reader_text(reader, "%s%.*s%s", list, (int)length, words, next != NULL ? ", " : "");
    }
    return list;
}

rw_idx rw_word_find(const char *words, const char *word) {
    rw_idx position = 0;
    for (const char *next = NULL; words != NULL; words = next, position++) {
        size_t length = next_word(words, &next);
        if (strlen(word) == length && strncmp(word, words, length) == 0) {
            return position;
        }
    }
    return -1;
}

const char *rw_word_near(rw_reader *reader, const char *words, const char *word) {
    const char *found = NULL;
    int best = rw_near_limit(word);
    for (const char *next = NULL; words != NULL; words = next) {
        size_t length = next_word(words, &next);
        const char *each = rw_reader_text(reader, "%.*s", (int)length, words);
        found = rw_near_is_better(word, each, &best) ? each : found;
    }
    return found != NULL ? rw_reader_text(reader, "; did you mean '%s'?", found) : "";
}
