// One task of a round: a node and a short dive below it.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

enum { DIVE_DEPTH = 6 }; // nodes worked on in one task before the rest goes back to the tree

static bool apply_changes(const rw_engine *engine, rw_slot *slot, const rw_node *node) {
    memcpy(slot->lower, engine->lower, (size_t)engine->n_first * sizeof(double));
    memcpy(slot->upper, engine->upper, (size_t)engine->n_first * sizeof(double));
    bool ok = true;
    for (rw_idx k = 0; k < node->n_change && ok; k++) {
        ok = rw_bounds_change(engine, slot->lower, slot->upper, &node->change[k]);
    }
    return ok;
}

static rw_status keep_child(rw_slot *slot, rw_node *node) {
    if (slot->n_child == slot->child_capacity) {
        rw_idx capacity = slot->child_capacity ? 2 * slot->child_capacity : 16;
        rw_node **grown = rw_realloc(slot->child, capacity, sizeof(rw_node *));
        if (!grown) {
            rw_node_free(&node);
            return RW_NO_MEMORY;
        }
        slot->child = grown;
        slot->child_capacity = capacity;
    }
    slot->child[slot->n_child++] = node;
    return RW_OK;
}

static void close_at(rw_slot *slot, double bound) {
    slot->closed_bound = fmin(slot->closed_bound, bound);
}

static double local_cutoff(const rw_engine *engine, const rw_slot *slot) {
    double best = fmin(engine->incumbent.objective, slot->best.objective);
    return best == INFINITY ? INFINITY : best - rw_engine_slack(engine, best);
}

// Solves the node's relaxation.  True when it stays open; slot->basis and slot->x then hold its solution.
static bool solve_node(const rw_engine *engine, rw_slot *slot, rw_node *node, double cutoff) {
    if (!apply_changes(engine, slot, node)) {
        return false;
    }
    rw_lp_state state = rw_relaxation_solve(&slot->relaxation, slot->lower, slot->upper, node->basis, cutoff, 0);
    slot->n_node++;
    if (state == RW_LP_INFEASIBLE) {
        return false;
    }
    if (state == RW_LP_CUTOFF) {
        close_at(slot, fmax(node->bound, cutoff));
        return false;
    }
    if (state != RW_LP_OPTIMAL) {
        slot->status = RW_NUMERICAL;
        return false;
    }
    double objective = rw_relaxation_objective(&slot->relaxation);
    if (node->key >= 0 && node->fraction > 0) {
        rw_slot_note(slot, node->key, node->up, fmax(0, objective - node->bound) / node->fraction);
    }
    node->bound = fmax(node->bound, objective);
    if (node->bound >= cutoff) {
        close_at(slot, node->bound);
        return false;
    }
    memcpy(slot->x, rw_relaxation_primal(&slot->relaxation), (size_t)engine->n_first * sizeof(double));
    rw_lp_get_basis(slot->relaxation.lp, slot->basis);
    return true;
}

// A whole relaxation is a solution; evaluating it makes its integers exact.
static void take_whole(const rw_engine *engine, rw_slot *slot, const rw_node *node) {
    double *x = slot->x;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        if (engine->problem->integer[j]) {
            x[j] = floor(x[j] + 0.5);
        }
    }
    rw_slot_evaluate(engine, slot, x, slot->basis);
    close_at(slot, node->bound);
}

static rw_node *make_child(const rw_engine *engine, rw_slot *slot, const rw_node *node, const rw_branch *branch,
                           bool up) {
    rw_change change = up ? (rw_change){branch->column, branch->value + 1, INFINITY}
                          : (rw_change){branch->column, -INFINITY, branch->value};
    rw_node *child = rw_node_new(node, &change, slot->basis, engine->n_basis);
    if (!child) {
        slot->status = RW_NO_MEMORY;
        return NULL;
    }
    child->key = branch->key;
    child->up = up;
    child->fraction = up ? 1 - branch->fraction : branch->fraction;
    return child;
}

// Splits node; returns the child to go on with, the other one is kept.  NULL: nothing to go on with.
static rw_node *split(const rw_engine *engine, rw_slot *slot, const rw_node *node, const rw_branch *branch,
                      double cutoff) {
    if (branch->fixed_down && branch->fixed_up) {
        close_at(slot, fmax(node->bound, cutoff));
        return NULL;
    }
    if (branch->fixed_down || branch->fixed_up) {
        close_at(slot, fmax(node->bound, cutoff));
        return make_child(engine, slot, node, branch, branch->fixed_down);
    }
    bool up_first = branch->up <= branch->down;
    rw_node *first = make_child(engine, slot, node, branch, up_first);
    rw_node *second = make_child(engine, slot, node, branch, !up_first);
    if (second) {
        rw_status status = keep_child(slot, second);
        slot->status = slot->status == RW_OK ? status : slot->status;
    }
    return first;
}

void rw_process(rw_engine *engine, rw_slot *slot) {
    rw_node *node = slot->task;
    slot->task = NULL;
    for (int depth = 0; node && depth < DIVE_DEPTH && slot->status == RW_OK; depth++) {
        if (rw_engine_must_stop(engine)) {
            break;
        }
        double cutoff = local_cutoff(engine, slot);
        rw_node *next = NULL;
        if (solve_node(engine, slot, node, cutoff)) {
            rw_branch branch = rw_branch_choose(engine, slot, slot->x, node->bound, cutoff);
            if (branch.column < 0) {
                take_whole(engine, slot, node);
            } else {
                next = split(engine, slot, node, &branch, cutoff);
            }
        }
        rw_node_free(&node);
        node = next;
    }
    if (node) {
        rw_status status = keep_child(slot, node);
        slot->status = slot->status == RW_OK ? status : slot->status;
    }
}
