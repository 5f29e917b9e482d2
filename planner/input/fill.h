// From groups of the configuration to structs of the model, by the schema.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_FILL_H
#define RW_INPUT_FILL_H

#include "input/node.h"
#include "input/schema.h"

// Stores every field of the shape that has a place of its own into object, defaults where the key is absent.
// Reports unknown keys, missing keys, wrong types and values out of range.  The plan's start and length come first.
void rw_fill(rw_reader *reader, const rw_shape *shape, rw_node *group, void *object);

// Reports keys the shape does not have.
void rw_fill_known(rw_reader *reader, const rw_shape *shape, const rw_node *group);

// The first element of the list of groups under key, or NULL (absent, empty or reported); *count elements.
// Elements that are no groups are reported, and are to be skipped by the caller.
rw_node *rw_fill_groups(rw_reader *reader, const rw_node *group, const char *key, rw_idx *count);

// Reports a window that ends before it starts; clips it to the plan: a window that is wholly outside is
// [n_month, n_month - 1].
void rw_fill_window(rw_reader *reader, const rw_node *group, const char *from_key, const char *to_key, rw_idx *from,
                    rw_idx *to);

// Reports "path must be what, not value".
void rw_fill_refuse(rw_reader *reader, const rw_node *node, const char *what);
// What a value has to be, such as "from 0 to 1 (share)".
const char *rw_fill_range(rw_reader *reader, const rw_field *field);
bool rw_fill_in_range(const rw_field *field, double value);

// "YYYY-MM" as months since the year 0; returns false if it is none.
bool rw_month_parse(const char *text, rw_idx *month);
// The month of a text as offset from the plan's start; reports what is none and returns 0.
rw_idx rw_fill_month(rw_reader *reader, const rw_field *field, const rw_node *node);

// The position of the element called name in the list `list_key` of the configuration; reports a miss, returns -1.
rw_idx rw_fill_reference(rw_reader *reader, const char *list_key, const rw_node *node);
// The position of the word in "a|b|c", or -1.
rw_idx rw_word_find(const char *words, const char *word);
// "a, b, c" for "a|b|c".
const char *rw_word_list(rw_reader *reader, const char *words);
// The word of "a|b|c" closest to `word` as "; did you mean 'b'?", or "".
const char *rw_word_near(rw_reader *reader, const char *words, const char *word);

// A number for every month (or calendar year) from any form of time path, in the model's arena.  A CSV column is
// replaced by a list in the tree.  NULL with errors reported.
const double *rw_series_read(rw_reader *reader, const rw_field *field, rw_node *node);
// The same number for all of them.
const double *rw_series_constant(rw_reader *reader, const rw_field *field, double value);
rw_idx rw_series_length(const rw_reader *reader, const rw_field *field);

// Column `column` of a CSV file as a list of one number per month (or calendar year) of the plan; false with errors
// reported.
bool rw_csv_read(rw_reader *reader, const rw_field *field, const rw_node *group, double *values, rw_idx count);

#endif
