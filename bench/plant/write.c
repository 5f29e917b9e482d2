// Writing configuration text.  SPDX-License-Identifier: MIT
#include "plant/write.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void put_text(rw_text *text, const char *key, const char *value) {
    rw_text_format(text, " %s = \"%s\";", key, value);
}

// Always with a point or an exponent, so that it is a real number for libconfig.
static void add_real(rw_text *text, double value) {
    char buffer[32];
    (void)snprintf(buffer, sizeof buffer, "%.9g", value);
    rw_text_add(text, buffer);
    rw_text_add(text, strpbrk(buffer, ".e") != NULL ? "" : ".0");
}

void put_real(rw_text *text, const char *key, double value) {
    rw_text_format(text, " %s = ", key);
    add_real(text, value);
    rw_text_add(text, ";");
}

void put_reals(rw_text *text, const char *key, const double *value, int count) {
    rw_text_format(text, " %s = [", key);
    for (int k = 0; k < count; k++) {
        rw_text_add(text, k > 0 ? ", " : "");
        add_real(text, value[k]);
    }
    rw_text_add(text, "];");
}

void put_whole(rw_text *text, const char *key, rw_idx value) {
    rw_text_format(text, " %s = %lld;", key, (long long)value);
}

static void add_month(const plant_shape *shape, rw_text *text, rw_idx month) {
    char buffer[16];
    rw_month_text(buffer, shape->start_year, shape->start_month, month);
    rw_text_format(text, "\"%s\"", buffer);
}

void put_month(const plant_shape *shape, rw_text *text, const char *key, rw_idx month) {
    rw_text_format(text, " %s = ", key);
    add_month(shape, text, month);
    rw_text_add(text, ";");
}

static void add_point(const plant_shape *shape, rw_text *text, rw_idx month, double value) {
    rw_text_add(text, "(");
    add_month(shape, text, month);
    rw_text_add(text, ", ");
    add_real(text, value);
    rw_text_add(text, ")");
}

void put_slope(const plant_shape *shape, rw_text *text, const char *key, double first, double last, rw_idx until) {
    rw_text_format(text, " %s = { points = (", key);
    add_point(shape, text, 0, first);
    rw_text_add(text, ", ");
    add_point(shape, text, until, last);
    rw_text_add(text, "); interpolation = \"linear\"; };");
}

static void put_steps(const plant_shape *shape, rw_text *text, const char *key, const double value[2], rw_idx until) {
    rw_text_format(text, " %s = { points = (", key);
    add_point(shape, text, 0, value[0]);
    rw_text_add(text, ", ");
    add_point(shape, text, (until + 1) / 2, draw_rounded(0.5 * (value[0] + value[1])));
    rw_text_add(text, ", ");
    add_point(shape, text, until, value[1]);
    rw_text_add(text, "); interpolation = \"step\"; };");
}

void put_path(const plant_shape *shape, draw *d, rw_text *text, const char *key, double first, double last,
              rw_idx until) {
    const bool steps = draw_chance(d, 0.5);
    if (!plant_has(shape, PLANT_HAS_PATHS)) {
        put_real(text, key, draw_rounded(0.5 * (first + last)));
    } else if (steps && until >= 2) {
        put_steps(shape, text, key, (const double[]){first, last}, until);
    } else {
        put_slope(shape, text, key, first, last, until);
    }
}

void list_begin(plant_list *list, const plant_shape *shape, const char *name) {
    list->shape = shape;
    list->name = name;
    list->n_entry = 0;
}

rw_text *list_entry(plant_list *list) {
    const int entry = list->n_entry < MAX_ENTRY - 1 ? list->n_entry++ : MAX_ENTRY - 1;
    list->entry[entry] = (rw_text){0};
    return &list->entry[entry];
}

void list_word(plant_list *list, const char *format, ...) {
    char word[NAME_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(word, sizeof word, format, arguments);
    va_end(arguments);
    rw_text_format(list_entry(list), "\"%s\"", word);
}

static void shuffle(plant_list *list) {
    uint64_t stream = 0;
    for (const char *c = list->name; *c != '\0'; c++) {
        stream = (stream * 31 + (unsigned char)*c) % 4093;
    }
    draw d = draw_of(list->shape->recipe->shuffle, DRAW_SHUFFLE, stream);
    for (int k = list->n_entry - 1; k > 0; k--) {
        const int other = (int)draw_whole(&d, 0, k);
        const rw_text kept = list->entry[k];
        list->entry[k] = list->entry[other];
        list->entry[other] = kept;
    }
}

void list_end(plant_list *list, rw_text *text, const char *brackets) {
    const bool groups = brackets[0] == '(';
    if (list->shape->recipe->shuffle != 0) {
        shuffle(list);
    }
    if (list->n_entry > 0) {
        rw_text_format(text, " %s = %c", list->name, brackets[0]);
        for (int k = 0; k < list->n_entry; k++) {
            rw_text_add(text, k > 0 ? "," : "");
            rw_text_add(text, groups ? "\n  {" : " ");
            rw_text_add(text, rw_text_string(&list->entry[k]));
            rw_text_add(text, groups ? " }" : "");
            text->failed = text->failed || list->entry[k].failed;
        }
        rw_text_format(text, " %c;", brackets[1]);
    }
    for (int k = 0; k < list->n_entry; k++) {
        rw_text_clear(&list->entry[k]);
    }
    list->n_entry = 0;
}

const char *name_of(char *buffer, const char *stem, int index) {
    (void)snprintf(buffer, NAME_SIZE, "%s%d", stem, index);
    return buffer;
}

const char *name_stage_item(const plant_shape *shape, int chain, int stage, char *buffer) {
    if (stage < 0) {
        return name_of(buffer, "raw", chain);
    }
    if (stage == shape->chain[chain].n_stage - 1) {
        return name_of(buffer, "final", chain);
    }
    (void)snprintf(buffer, NAME_SIZE, "mid%d_%d", chain, stage + 1);
    return buffer;
}

const char *name_line(const plant_line *line, char *buffer) {
    (void)snprintf(buffer, NAME_SIZE, "line%d_%d%s", line->chain, line->stage + 1, line->alternative > 0 ? "b" : "");
    return buffer;
}

void plant_write(const plant_recipe *recipe, rw_text *text) {
    const plant_shape shape = plant_shape_of(recipe);
    rw_text_format(text, "// Generated: rampwerk_plants --size %s --seed %llu.  SPDX-License-Identifier: MIT\n",
                   plant_size_name(recipe->size), (unsigned long long)recipe->seed);
    rw_text_format(text, "plan = { name = \"%s_%llu\"; title = \"A generated plant\";", plant_size_name(recipe->size),
                   (unsigned long long)recipe->seed);
    put_month(&shape, text, "start", 0);
    put_whole(text, "months", shape.n_month);
    put_whole(text, "price_year", shape.start_year);
    put_real(text, "discount_rate", 0.05);
    put_text(text, "objective", recipe->has[PLANT_HAS_LEXICOGRAPHIC] ? "lexicographic" : "cost");
    rw_text_add(text, " };\n");
    plant_write_land(&shape, text);
    plant_write_skills(&shape, text);
    plant_write_items(&shape, text);
    plant_write_lines(&shape, text);
    plant_write_operations(&shape, text);
    plant_write_suppliers(&shape, text);
    plant_write_customers(&shape, text);
    plant_write_policies(&shape, text);
    plant_write_risks(&shape, text);
}
