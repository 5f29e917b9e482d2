// The phases of a round that concern one slot.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

enum { DIVE_EVERY = 2 }; // nodes

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
    if (need > slot->basis_capacity) {
        rw_lp_status *grown = rw_realloc(slot->basis, 2 * need, sizeof *grown);
        if (!grown) {
            return false;
        }
        slot->basis = grown;
        slot->basis_capacity = 2 * need;
    }
    rw_lp_get_basis(slot->master.lp, slot->basis);
    return true;
}

void rw_slot_relax(const rw_engine *engine, rw_slot *slot) {
    rw_node *node = slot->node;
    double cutoff = rw_engine_cutoff(engine);
    if (!apply_changes(engine, slot)) {
        close_node(slot, INFINITY);
        return;
    }
    slot->state = rw_master_solve(&slot->master, &engine->cuts, slot->lower, slot->upper, cutoff);
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

void rw_slot_branch(const rw_engine *engine, rw_slot *slot) {
    rw_node *node = slot->node;
    double cutoff = rw_engine_cutoff(engine);
    rw_branch branch = rw_branch_choose(engine, slot, cutoff);
    if (node->key >= 0) {
        rw_slot_note(slot, node->key, node->up, fmax(0, node->bound - node->parent_bound) / node->fraction);
    }
    if (branch.column >= 0) {
        if (!branch.fixed_up) {
            make_child(slot, &branch, true);
        }
        if (!branch.fixed_down) {
            make_child(slot, &branch, false);
        }
    }
    if (node->id % DIVE_EVERY == 0 && branch.column >= 0) {
        rw_slot_dive(engine, slot, 0);
    }
    bool closes = branch.column < 0 || branch.fixed_up || branch.fixed_down;
    close_node(slot, !closes ? INFINITY : branch.column < 0 ? node->bound : fmax(node->bound, cutoff));
}
