// Building a model: the plan, and what all lists have in common.  SPDX-License-Identifier: MIT
#include "input/build.h"

#include <string.h>

#include "input/names.h"

void rw_build_unique(rw_reader *reader, const rw_node *group, const char *key) {
    rw_node *list = rw_node_child(group, key);
    rw_idx count = 0;
    const rw_name *names = list != NULL ? rw_names_of(reader, list, &count) : NULL;
    for (rw_idx k = 1, first = 0; names != NULL && k < count; k++) {
        if (strcmp(names[k].text, names[first].text) != 0) {
            first = k;
            continue;
        }
        const rw_node *name = rw_node_child(names[k].node, "name");
        rw_place place = name != NULL ? name->place : names[k].node->place;
        rw_place other = names[first].node->place;
        rw_reader_error(reader, place, "%s holds '%s' twice; first in %s:%lld", rw_node_path(reader, list),
                        names[k].text, reader->source[other.source].name, (long long)other.line);
    }
}

static void set_title(const rw_shape *shape, void *object) {
    const rw_field *title = rw_schema_field(shape, "title");
    const rw_field *name = rw_schema_field(shape, "name");
    if (title == NULL || name == NULL) {
        return;
    }
    const char **value = (const char **)((char *)object + title->offset);
    if (*value == NULL || (*value)[0] == '\0') {
        *value = *(const char **)((char *)object + name->offset);
    }
}

void *rw_build_list(rw_reader *reader, const rw_node *group, const char *key, size_t size, rw_idx *count) {
    rw_node *element = rw_fill_groups(reader, group, key, count);
    char *array = rw_reader_keep(reader, *count, size);
    const rw_field *field = rw_schema_field(&rw_shape_root, key);
    field = field != NULL ? field : rw_schema_field(&rw_shape_policies, key);
    rw_build_unique(reader, group, key);
    for (rw_idx k = 0; array != NULL && element != NULL; element = element->next, k++) {
        if (element->kind == RW_KIND_GROUP) {
            rw_fill(reader, field->shape, element, array + (size_t)k * size);
            set_title(field->shape, array + (size_t)k * size);
        }
    }
    if (array == NULL) {
        *count = 0;
    }
    return array;
}

rw_node *rw_build_first(const rw_reader *reader, const char *list_key) {
    const rw_node *list = rw_node_child(reader->root, list_key);
    return list != NULL ? list->first : NULL;
}

rw_idx rw_build_count(const rw_reader *reader, const char *list_key, const char *inner_key) {
    const rw_node *list = rw_node_child(reader->root, list_key);
    rw_idx count = 0;
    for (const rw_node *each = list != NULL ? list->first : NULL; each != NULL; each = each->next) {
        const rw_node *inner = rw_node_child(each, inner_key);
        count += inner != NULL ? inner->n_child : 0;
    }
    return count;
}

static void build_plan(rw_reader *reader) {
    rw_model *model = reader->model;
    rw_node *plan = rw_node_child(reader->root, "plan");
    if (plan == NULL) {
        return; // reported as missing
    }
    if (plan->kind != RW_KIND_GROUP) {
        rw_fill_refuse(reader, plan, rw_type_text(RW_TYPE_GROUP));
        return;
    }
    const rw_node *start = rw_node_child(plan, "start");
    rw_idx month = 0;
    if (start != NULL && start->kind == RW_KIND_TEXT && rw_month_parse(start->text, &month)) {
        model->start_year = (int)(month / 12);
        model->start_month = (int)(month % 12) + 1;
    } else if (start != NULL) {
        rw_fill_refuse(reader, start, "a month \"YYYY-MM\"");
    }
    rw_fill(reader, &rw_shape_plan, plan, model);
    set_title(&rw_shape_plan, model);
    model->n_year = model->n_month > 0 ? rw_model_year(model, model->n_month - 1) + 1 : 0;
    const rw_field *field = rw_schema_field(&rw_shape_plan, "price_year");
    const rw_node *year = rw_node_child(plan, "price_year");
    model->price_year = model->start_year;
    if (year != NULL && (year->kind != RW_KIND_WHOLE || !rw_fill_in_range(field, (double)year->whole))) {
        rw_fill_refuse(reader, year, rw_fill_range(reader, field));
    } else if (year != NULL) {
        model->price_year = (int)year->whole;
    }
}

void rw_build(rw_reader *reader) {
    rw_fill(reader, &rw_shape_root, reader->root, NULL);
    build_plan(reader);
    rw_build_plant(reader);
    rw_build_market(reader);
    rw_build_policies(reader);
    rw_build_notes(reader);
}
