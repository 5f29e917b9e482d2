// Time paths: a number, a list, steps, points or a CSV column.  SPDX-License-Identifier: MIT
#include <string.h>

#include "input/fill.h"

typedef struct series { // being read
    rw_reader *reader;
    const rw_field *field;
    rw_idx count;
    double *value;
} series;

rw_idx rw_series_length(const rw_reader *reader, const rw_field *field) {
    return field->type == RW_TYPE_YEARS ? reader->model->n_year : reader->model->n_month;
}

const double *rw_series_constant(rw_reader *reader, const rw_field *field, double value) {
    rw_idx count = rw_series_length(reader, field);
    double *values = rw_reader_keep(reader, count, sizeof *values);
    for (rw_idx k = 0; values != NULL && k < count; k++) {
        values[k] = value;
    }
    return values;
}

static bool is_unlimited(const series *s, const rw_node *node) {
    return (s->field->flags & RW_UNLIMITED) && node->kind == RW_KIND_TEXT && strcmp(node->text, "unlimited") == 0;
}

static const char *name_steps(const series *s) {
    return s->field->type == RW_TYPE_YEARS ? "calendar year" : "month";
}

static void read_list(series *s, rw_node *list) {
    if (list->n_child != s->count) {
        rw_reader_error(s->reader, list->place, "%s has %lld values; the plan has %lld %ss",
                        rw_node_path(s->reader, list), (long long)list->n_child, (long long)s->count, name_steps(s));
        return;
    }
    rw_idx k = 0;
    for (const rw_node *each = list->first; each != NULL; each = each->next, k++) {
        if (is_unlimited(s, each)) {
            s->value[k] = INFINITY;
        } else if (!rw_node_is_number(each)) {
            rw_fill_refuse(s->reader, each, "a number");
        } else if (!rw_fill_in_range(s->field, rw_node_number(each))) {
            rw_fill_refuse(s->reader, each, rw_fill_range(s->reader, s->field));
        } else {
            s->value[k] = rw_node_number(each);
        }
    }
}

// The number under key; reports what is none.  Absent: fallback, or an error if that is NAN.
static double get_number(series *s, const rw_node *group, const char *key, double fallback) {
    const rw_node *node = rw_node_child(group, key);
    if (node == NULL) {
        if (isnan(fallback)) {
            rw_reader_error(s->reader, group->place, "%s: '%s' is required", rw_node_path(s->reader, group), key);
        }
        return isnan(fallback) ? 0 : fallback;
    }
    if (!rw_node_is_number(node)) {
        rw_fill_refuse(s->reader, node, "a number");
        return 0;
    }
    return rw_node_number(node);
}

static void read_steps(series *s, const rw_node *group) {
    rw_idx n_error = s->reader->n_error;
    double from = get_number(s, group, "from", NAN);
    double to = get_number(s, group, "to", NAN);
    double by = get_number(s, group, "by", NAN);
    bool is_years = s->field->type == RW_TYPE_YEARS;
    const char *every_key = is_years ? "every_years" : "every_months";
    const rw_node *every = rw_node_child(group, every_key);
    rw_idx length = every == NULL ? (is_years ? 1 : 12) : every->kind == RW_KIND_WHOLE ? every->whole : 0;
    if (length < 1) {
        rw_fill_refuse(s->reader, every, "a whole number, at least 1");
        length = 1;
    }
    if (s->reader->n_error == n_error && to != from && (by == 0 || (to > from) != (by > 0))) {
        const rw_node *node = rw_node_child(group, "by");
        rw_reader_error(s->reader, node != NULL ? node->place : group->place,
                        "%s: steps by %g never lead from %g to %g", rw_node_path(s->reader, group), by, from, to);
    }
    for (rw_idx k = 0; k < s->count; k++) {
        double value = from + by * (double)(k / length);
        bool is_past = to >= from ? value > to : value < to;
        s->value[k] = is_past ? to : value;
    }
}

// The position of a point on the time axis: months (or years) from the start of the plan.
static bool read_time(series *s, const rw_node *node, rw_idx *time) {
    const rw_model *model = s->reader->model;
    if (s->field->type == RW_TYPE_YEARS) {
        if (node->kind != RW_KIND_WHOLE) {
            rw_fill_refuse(s->reader, node, "a calendar year");
            return false;
        }
        *time = node->whole - model->start_year;
        return true;
    }
    if (node->kind != RW_KIND_TEXT || !rw_month_parse(node->text, time)) {
        rw_fill_refuse(s->reader, node, "a month \"YYYY-MM\"");
        return false;
    }
    *time -= (rw_idx)12 * model->start_year + model->start_month - 1;
    return true;
}

// One ("YYYY-MM", value).
static bool read_point(series *s, const rw_node *node, rw_idx *time, double *value) {
    if (node->kind != RW_KIND_LIST || node->n_child != 2) {
        rw_fill_refuse(s->reader, node,
                       s->field->type == RW_TYPE_YEARS ? "a pair (year, value)" : "a pair (\"YYYY-MM\", value)");
        return false;
    }
    if (!read_time(s, node->first, time)) {
        return false;
    }
    if (!rw_node_is_number(node->last)) {
        rw_fill_refuse(s->reader, node->last, "a number");
        return false;
    }
    *value = rw_node_number(node->last);
    return true;
}

// Before the first point its value holds, after the last one its value; a step holds until the next point.
static double value_at(rw_idx time, rw_idx n_point, const rw_idx *times, const double *values, bool is_linear) {
    rw_idx k = 0; // the last point not after `time`
    while (k + 1 < n_point && times[k + 1] <= time) {
        k++;
    }
    if (!is_linear || time <= times[k] || k + 1 == n_point) {
        return values[k];
    }
    double share = (double)(time - times[k]) / (double)(times[k + 1] - times[k]);
    return values[k] + share * (values[k + 1] - values[k]);
}

static bool read_interpolation(series *s, const rw_node *group) {
    const rw_node *node = rw_node_child(group, "interpolation");
    rw_idx word = 0;
    if (node != NULL) {
        word = node->kind == RW_KIND_TEXT ? rw_word_find("linear|step", node->text) : -1;
    }
    if (word < 0) {
        rw_fill_refuse(s->reader, node, "\"linear\" or \"step\"");
    }
    return word == 0;
}

static void read_points(series *s, const rw_node *group) {
    const rw_node *points = rw_node_child(group, "points");
    bool is_linear = read_interpolation(s, group);
    if (points->kind != RW_KIND_LIST) {
        rw_fill_refuse(s->reader, points, "a list of points");
        return;
    }
    if (points->n_child == 0) {
        rw_reader_error(s->reader, points->place, "%s needs at least one point", rw_node_path(s->reader, points));
        return;
    }
    rw_idx *times = rw_reader_alloc(s->reader, points->n_child, sizeof *times);
    double *values = rw_reader_alloc(s->reader, points->n_child, sizeof *values);
    if (times == NULL || values == NULL) {
        return;
    }
    rw_idx k = 0;
    for (const rw_node *each = points->first; each != NULL; each = each->next, k++) {
        if (!read_point(s, each, &times[k], &values[k])) {
            return;
        }
        if (k > 0 && times[k] <= times[k - 1]) {
            rw_reader_error(s->reader, each->place, "%s must be after the point before it",
                            rw_node_path(s->reader, each));
            return;
        }
    }
    for (rw_idx t = 0; t < s->count; t++) {
        s->value[t] = value_at(t, points->n_child, times, values, is_linear);
    }
}

// Puts the values in the tree in place of the CSV column, so that the effective configuration stands alone.
static void inline_values(series *s, rw_node *group) {
    rw_node list = {.kind = RW_KIND_LIST, .place = group->place};
    for (rw_idx k = 0; k < s->count; k++) {
        rw_node *each = rw_node_add(s->reader, &list, NULL, RW_KIND_REAL);
        if (each != NULL) {
            each->place = each->key_place = group->place;
            each->real = s->value[k];
        }
    }
    rw_node_replace(group, &list);
}

// The forms have keys of their own; which one is meant, and what does not go with it.
static const char *find_form(series *s, const rw_node *group) {
    static const struct {
        const char *form, *keys;
    } forms[] = {{"csv", "csv|column|scale"},
                 {"points", "points|interpolation|scale"},
                 {"steps", "from|to|by|every_months|every_years|scale"}};
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++) {
        bool is_meant = k == 2 || rw_node_child(group, forms[k].form) != NULL;
        for (const rw_node *each = group->first; is_meant && each != NULL; each = each->next) {
            if (rw_word_find(forms[k].keys, each->name) < 0 && rw_schema_field(&rw_shape_path, each->name) != NULL) {
                rw_reader_error(s->reader, each->key_place, "%s does not go with %s", rw_node_path(s->reader, each),
                                forms[k].form);
            }
        }
        if (is_meant) {
            return forms[k].form;
        }
    }
    return "";
}

// Scales the values and checks their range.
static void finish_values(series *s, const rw_node *group) {
    const rw_node *scale_node = rw_node_child(group, "scale");
    double scale = get_number(s, group, "scale", 1);
    for (rw_idx k = 0; k < s->count; k++) {
        s->value[k] = scale_node != NULL ? s->value[k] * scale : s->value[k];
        if (!rw_fill_in_range(s->field, s->value[k])) {
            rw_reader_error(s->reader, group->place, "%s must be %s, but is %.10g in %s %lld of the plan",
                            rw_node_path(s->reader, group), rw_fill_range(s->reader, s->field), s->value[k],
                            name_steps(s), (long long)k + 1);
            return;
        }
    }
}

static void read_group(series *s, rw_node *group) {
    rw_idx n_error = s->reader->n_error;
    rw_fill_known(s->reader, &rw_shape_path, group);
    const char *form = find_form(s, group);
    bool is_csv = strcmp(form, "csv") == 0;
    if (s->reader->n_error > n_error) {
        return;
    }
    if (is_csv) {
        rw_csv_read(s->reader, s->field, group, s->value, s->count);
    } else if (strcmp(form, "points") == 0) {
        read_points(s, group);
    } else {
        read_steps(s, group);
    }
    if (s->reader->n_error == n_error && !s->reader->out_of_memory) {
        finish_values(s, group);
    }
    if (is_csv && s->reader->n_error == n_error) {
        inline_values(s, group);
    }
}

const double *rw_series_read(rw_reader *reader, const rw_field *field, rw_node *node) {
    series s = {.reader = reader, .field = field, .count = rw_series_length(reader, field)};
    s.value = rw_reader_keep(reader, s.count, sizeof *s.value);
    if (s.value == NULL) {
        return NULL;
    }
    if (node->kind == RW_KIND_LIST || node->kind == RW_KIND_GROUP) {
        if (s.count > 0) { // without a horizon, which is reported, nothing can be said about lists and paths
            (node->kind == RW_KIND_LIST ? read_list : read_group)(&s, node);
        }
    } else if (is_unlimited(&s, node)) {
        return rw_series_constant(reader, field, INFINITY);
    } else if (!rw_node_is_number(node)) {
        rw_fill_refuse(reader, node, rw_type_text(field->type));
    } else if (!rw_fill_in_range(field, rw_node_number(node))) {
        rw_fill_refuse(reader, node, rw_fill_range(reader, field));
    } else {
        return rw_series_constant(reader, field, rw_node_number(node));
    }
    return s.value;
}
