// The phases of a round that concern one slot.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

enum {
    DIVE_EVERY = 2,   // nodes
    MAX_TIGHTEN = 256 // hopeless sides that a node goes on without before others have their turn
};

void rw_slot_note(rw_slot *slot, rw_idx key, bool up, double gain_per_unit) {
    if (slot->n_gain < RW_GAIN_CAPACITY) {
        slot->gain[slot->n_gain++] = (rw_gain){.key = key, .up = up, .value = gain_per_unit};
    }
}

static bool apply_changes(const rw_engine *engine, rw_slot *slot) {
    memcpy(slot->lower, engine->lower, (size_t)engine->n_first * sizeof(double));
    memcpy(slot->upper, engine->upper, (size_t)engine->n_first * sizeof(double));
    bool ok = true;
    for (rw_idx k = 0; k < slot->node->n_change && ok; k++) {
        ok = rw_bounds_change(engine, slot->lower, slot->upper, &slot->node->change[k]);
    }
    return ok;
}

static void close_node(rw_slot *slot, double bound) {
    slot->closed_bound = fmin(slot->closed_bound, bound);
    rw_node_free(&slot->node);
}

bool rw_slot_keep_basis(rw_slot *slot) {
    rw_idx need = rw_master_basis_size(&slot->master);
    if (rw_reserve(&slot->basis, &slot->basis_capacity, need, sizeof *slot->basis) != RW_OK) {
        return false;
    }
    rw_lp_get_basis(slot->master.lp, slot->basis);
    return true;
}

// What the master said of the node, which it may close.
static void take_solution(rw_slot *slot, const rw_engine *engine, double cutoff) {
    rw_node *node = slot->node;
    if (slot->master.status != RW_OK) {
        slot->status = RW_NO_MEMORY;
    } else if (slot->state == RW_LP_INFEASIBLE) {
        close_node(slot, INFINITY);
    } else if (slot->state == RW_LP_CUTOFF) {
        close_node(slot, fmax(node->bound, cutoff));
    } else if (slot->state != RW_LP_OPTIMAL) {
        slot->status = RW_NUMERICAL;
    } else {
        slot->objective = rw_master_objective(&slot->master);
        node->bound = slot->master.is_bound ? fmax(node->bound, slot->objective) : node->bound;
        memcpy(slot->x, rw_master_primal(&slot->master), (size_t)engine->n_first * sizeof(double));
        slot->is_whole = rw_is_whole(engine, slot->x);
        if (node->bound >= cutoff) {
            close_node(slot, node->bound);
        }
    }
}

void rw_slot_relax(const rw_engine *engine, rw_slot *slot) {
    double cutoff = rw_engine_cutoff(engine);
    if (!apply_changes(engine, slot)) {
        close_node(slot, INFINITY);
        return;
    }
    slot->state = rw_master_solve(&slot->master, &engine->cuts, slot->lower, slot->upper, cutoff);
    take_solution(slot, engine, cutoff);
}

static void make_child(rw_slot *slot, const rw_branch *branch, bool up) {
    rw_change change = up ? (rw_change){branch->column, branch->value + 1, INFINITY}
                          : (rw_change){branch->column, -INFINITY, branch->value};
    rw_node *child = rw_node_new(slot->node, &change);
    if (!child) {
        slot->status = RW_NO_MEMORY;
        return;
    }
    child->key = branch->key;
    child->up = up;
    child->bound = fmax(child->bound, up ? branch->bound_up : branch->bound_down);
    child->fraction = up ? 1 - branch->fraction : branch->fraction;
    slot->child[slot->n_child++] = child;
}

// The node as it is now waits for its turn.
static void pass_on(rw_slot *slot) {
    rw_node *child = rw_node_new(slot->node, NULL);
    if (child) {
        slot->child[slot->n_child++] = child;
    } else {
        slot->status = RW_NO_MEMORY;
    }
    close_node(slot, INFINITY);
}

// One side of a branching is hopeless: the node goes on with the other one.  False when that ends it, or leaves nothing
// to branch on: then it waits to be evaluated.
static bool tighten(const rw_engine *engine, rw_slot *slot, const rw_branch *branch, double cutoff) {
    rw_change change = branch->fixed_down ? (rw_change){branch->column, branch->value + 1, INFINITY}
                                          : (rw_change){branch->column, -INFINITY, branch->value};
    slot->closed_bound = fmin(slot->closed_bound, fmax(slot->node->bound, cutoff));
    if (!rw_node_extend(slot->node, &change)) {
        slot->status = RW_NO_MEMORY;
        return false;
    }
    if (!rw_bounds_change(engine, slot->lower, slot->upper, &change)) {
        close_node(slot, INFINITY);
        return false;
    }
    slot->state = rw_master_solve(&slot->master, &engine->cuts, slot->lower, slot->upper, cutoff);
    take_solution(slot, engine, cutoff);
    if (!slot->node || slot->status != RW_OK || !slot->is_whole) {
        return slot->node && slot->status == RW_OK;
    }
    pass_on(slot);
    return false;
}

void rw_slot_branch(const rw_engine *engine, rw_slot *slot) {
    rw_node *node = slot->node;
    double cutoff = rw_engine_cutoff(engine);
    if (node->key >= 0) {
        rw_slot_note(slot, node->key, node->up, fmax(0, node->bound - node->parent_bound) / node->fraction);
    }
    rw_branch branch = rw_branch_choose(engine, slot, cutoff);
    for (int n = 0; branch.column >= 0 && branch.fixed_up != branch.fixed_down; n++) {
        if (n == MAX_TIGHTEN || rw_engine_must_stop(engine)) { // columns without bounds may go on like that for ever
            pass_on(slot);
            return;
        }
        if (!tighten(engine, slot, &branch, cutoff)) {
            return;
        }
        branch = rw_branch_choose(engine, slot, cutoff);
    }
    bool splits = branch.column >= 0 && !branch.fixed_up;
    if (splits) {
        make_child(slot, &branch, true);
        make_child(slot, &branch, false);
    }
    if (splits && node->id % DIVE_EVERY == 0) {
        rw_slot_dive(engine, slot, 0);
    }
    close_node(slot, splits ? INFINITY : branch.column < 0 ? node->bound : fmax(node->bound, cutoff));
}
