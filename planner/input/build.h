// From the tree of values to a model.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_BUILD_H
#define RW_INPUT_BUILD_H

#include "input/fill.h"

// Fills reader->model from reader->root; errors go to the reader, and the model is of use only without any.
void rw_build(rw_reader *reader);

// Its parts.
void rw_build_plant(rw_reader *reader);    // items, operations, lines, sites, permits, skills
void rw_build_market(rw_reader *reader);   // suppliers, customers
void rw_build_policies(rw_reader *reader); // policies, pins, risks, correlations
void rw_build_notes(rw_reader *reader);    // sources, wherever they stand

// The elements of the list of groups under key as an array of structs of `size` bytes in the model's arena.  Titles
// that are not given are names.  Names used twice are reported.
void *rw_build_list(rw_reader *reader, const rw_node *group, const char *key, size_t size, rw_idx *count);
// The first element of a list of the top level, NULL if there is none.
rw_node *rw_build_first(const rw_reader *reader, const char *list_key);
// How many groups there are under inner_key of all elements of list_key.
rw_idx rw_build_count(const rw_reader *reader, const char *list_key, const char *inner_key);
// Reports labels (names, items, skills) that stand twice in the list under key.
void rw_build_unique(rw_reader *reader, const rw_node *group, const char *key);

#endif
