// The labels of a list's elements, sorted.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_NAMES_H
#define RW_INPUT_NAMES_H

#include "input/node.h"

typedef struct rw_name {
    const char *text;
    const rw_node *node;
    rw_idx position; // in the list
} rw_name;

// The labels of the list in alphabetical order, equal ones in the order of the list; *count of them (elements without a
// label have none).  The list keeps them: it must not change any more.  NULL when out of memory.
const rw_name *rw_names_of(rw_reader *reader, rw_node *list, rw_idx *count);

// The first element of that label, or NULL.
const rw_name *rw_names_find(rw_reader *reader, rw_node *list, const char *text);

#endif
