// The values of a configuration as a tree, each with its place.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_NODE_H
#define RW_INPUT_NODE_H

#include "core/text.h"
#include "input/token.h"

typedef enum rw_kind {
    RW_KIND_GROUP,
    RW_KIND_LIST, // libconfig's arrays too
    RW_KIND_WHOLE,
    RW_KIND_REAL,
    RW_KIND_TRUTH,
    RW_KIND_TEXT
} rw_kind;

typedef struct rw_node { // in the reader's arena
    const char *name;    // NULL for list elements and the top level
    rw_kind kind;
    rw_place place;     // of the value
    rw_place key_place; // of the key; list elements: of the value
    int64_t whole;
    double real;
    bool truth;
    const char *text;
    struct rw_node *parent, *next, *first, *last;
    rw_idx n_child;
    const struct rw_name *names; // of a list, once they are asked for (names.h)
    rw_idx n_name;
} rw_node;

// The configuration of the tokens as a tree, or NULL with errors reported.
rw_node *rw_node_parse(rw_reader *reader, const rw_tokens *tokens);

// A new child at the end of parent (NULL: none), or NULL when out of memory.
rw_node *rw_node_add(rw_reader *reader, rw_node *parent, const char *name, rw_kind kind);
void rw_node_remove(rw_node *node);                        // from its parent
void rw_node_replace(rw_node *node, const rw_node *value); // takes over value, place and children; keeps name and key

rw_node *rw_node_child(const rw_node *group, const char *name); // NULL if there is none
rw_node *rw_node_element(const rw_node *list, rw_idx index);    // NULL if there is none
// The element of that label (of a list of texts: that text); NULL if there is none.
rw_node *rw_node_labelled(const rw_node *list, const char *label);
// What an element of a list is called in paths: its name, else its item, else its skill; NULL if it has none.
const char *rw_node_label(const rw_node *element);
// The path of a node, such as "lines.body_forging.capex_eur" or "pins[2].month".
const char *rw_node_path(rw_reader *reader, const rw_node *node);

bool rw_node_is_number(const rw_node *node);
double rw_node_number(const rw_node *node);
const char *rw_kind_text(rw_kind kind); // "a number", "a text", ...

// Adds the tree as configuration text; reading it again gives the same tree.
void rw_node_write(const rw_node *root, rw_text *text);

#endif
