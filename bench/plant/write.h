// Writing configuration text.  SPDX-License-Identifier: MIT
#ifndef BENCH_PLANT_WRITE_H
#define BENCH_PLANT_WRITE_H

#include "plant/draw.h"
#include "plant/shape.h"

enum { MAX_ENTRY = 128 };

void put_text(rw_text *text, const char *key, const char *value);
void put_real(rw_text *text, const char *key, double value);
void put_reals(rw_text *text, const char *key, const double *value, int count);
void put_whole(rw_text *text, const char *key, rw_idx value);
void put_month(const plant_shape *shape, rw_text *text, const char *key, rw_idx month);

// A path from `first` in month 0 to `last` in month `until` and later: straight or in three steps; the mean of the two
// if the plant has no paths.
void put_path(const plant_shape *shape, draw *d, rw_text *text, const char *key, double first, double last,
              rw_idx until);

// A path that always changes.
void put_slope(const plant_shape *shape, rw_text *text, const char *key, double first, double last, rw_idx until);

// A list whose entries may come in any order: they are written in the shuffled one.
typedef struct plant_list {
    const plant_shape *shape;
    const char *name;
    int n_entry;
    rw_text entry[MAX_ENTRY];
} plant_list;

void list_begin(plant_list *list, const plant_shape *shape, const char *name);
rw_text *list_entry(plant_list *list);                                // to write into
void list_word(plant_list *list, const char *format, ...);            // a quoted name as an entry
void list_end(plant_list *list, rw_text *text, const char *brackets); // "()" of groups, "[]" of words; none if empty

void plant_write_items(const plant_shape *shape, rw_text *text);
void plant_write_operations(const plant_shape *shape, rw_text *text);
void plant_write_lines(const plant_shape *shape, rw_text *text);
void plant_write_land(const plant_shape *shape, rw_text *text); // sites, permits, pins
void plant_write_skills(const plant_shape *shape, rw_text *text);
void plant_write_suppliers(const plant_shape *shape, rw_text *text);
void plant_write_customers(const plant_shape *shape, rw_text *text);
void plant_write_policies(const plant_shape *shape, rw_text *text);
void plant_write_risks(const plant_shape *shape, rw_text *text);

// Names: `buffer` of NAME_SIZE bytes; the item that leaves a stage (stage -1: the raw one).
enum { NAME_SIZE = 32 };
const char *name_of(char *buffer, const char *stem, int index);
const char *name_stage_item(const plant_shape *shape, int chain, int stage, char *buffer);
const char *name_line(const plant_line *line, char *buffer);

#endif
