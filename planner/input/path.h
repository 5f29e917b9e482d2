// Paths into a configuration, such as "customers.pool.products.round.target" or "lines[0].modules_max".
// SPDX-License-Identifier: MIT
#ifndef RW_INPUT_PATH_H
#define RW_INPUT_PATH_H

#include "input/node.h"
#include "input/schema.h"

typedef struct rw_found {  // what a path leads to
    rw_node *node;         // the value, or NULL if it is not there
    rw_node *deepest;      // the last value on the way that is there
    const char *rest;      // if node is NULL: what is left of the path behind deepest
    const rw_shape *shape; // of deepest, or of its elements; NULL if it has none
    const char *defect;    // why the path leads nowhere; NULL if it leads to a value or to a key the schema knows
} rw_found;

// Follows a path from the top level.  Elements of lists are named by [position], or .name (products and flows: .item).
rw_found rw_path_follow(rw_reader *reader, const char *path);

// Makes path have this value: replaces what is there, or adds a key the schema knows.  Defects are reported at place.
void rw_path_set(rw_reader *reader, const char *path, rw_place place, const rw_node *value);

#endif
