// Open nodes of the tree.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

rw_node *rw_node_new(const rw_node *parent, const rw_change *change) {
    rw_node *node = rw_calloc(1, sizeof *node);
    if (!node) {
        return NULL;
    }
    rw_idx n_inherited = parent ? parent->n_change : 0;
    node->bound = node->parent_bound = parent ? parent->bound : -INFINITY;
    node->depth = parent ? parent->depth + 1 : 0;
    node->n_change = n_inherited + (change ? 1 : 0);
    node->key = -1;
    node->id = -1;
    node->change = rw_calloc(node->n_change, sizeof *node->change);
    if (!node->change) {
        rw_node_free(&node);
        return NULL;
    }
    if (n_inherited > 0) {
        memcpy(node->change, parent->change, (size_t)n_inherited * sizeof *node->change);
    }
    if (change) {
        node->change[n_inherited] = *change;
    }
    return node;
}

bool rw_node_extend(rw_node *node, const rw_change *change) {
    for (rw_idx k = 0; k < node->n_change; k++) {
        rw_change *known = &node->change[k];
        if (known->column == change->column) {
            known->lower = fmax(known->lower, change->lower);
            known->upper = fmin(known->upper, change->upper);
            return true;
        }
    }
    rw_change *grown = rw_realloc(node->change, node->n_change + 1, sizeof *grown);
    if (grown) {
        grown[node->n_change++] = *change;
        node->change = grown;
    }
    return grown != NULL;
}

void rw_node_free(rw_node **node) {
    if (node && *node) {
        rw_free((*node)->change);
        rw_free(*node);
        *node = NULL;
    }
}

static bool before(const rw_node *a, const rw_node *b) {
    return a->bound < b->bound || (a->bound == b->bound && a->id < b->id);
}

rw_status rw_tree_push(rw_tree *tree, rw_node *node) {
    if (rw_reserve(&tree->node, &tree->capacity, tree->n_node + 1, sizeof(rw_node *)) != RW_OK) {
        rw_node_free(&node);
        return RW_NO_MEMORY;
    }
    node->id = node->id < 0 ? tree->n_made++ : node->id;
    rw_idx at = tree->n_node++;
    while (at > 0 && before(node, tree->node[(at - 1) / 2])) {
        tree->node[at] = tree->node[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    tree->node[at] = node;
    return RW_OK;
}

rw_node *rw_tree_pop(rw_tree *tree) {
    if (tree->n_node == 0) {
        return NULL;
    }
    rw_node *top = tree->node[0];
    rw_node *last = tree->node[--tree->n_node];
    rw_idx at = 0;
    for (rw_idx next = 1; next < tree->n_node; next = 2 * at + 1) {
        if (next + 1 < tree->n_node && before(tree->node[next + 1], tree->node[next])) {
            next++;
        }
        if (!before(tree->node[next], last)) {
            break;
        }
        tree->node[at] = tree->node[next];
        at = next;
    }
    if (tree->n_node > 0) {
        tree->node[at] = last;
    }
    return top;
}

double rw_tree_bound(const rw_tree *tree) {
    return tree->n_node > 0 ? tree->node[0]->bound : INFINITY;
}

void rw_tree_clear(rw_tree *tree) {
    for (rw_idx i = 0; i < tree->n_node; i++) {
        rw_node_free(&tree->node[i]);
    }
    rw_free(tree->node);
    *tree = (rw_tree){0};
}
