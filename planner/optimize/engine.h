// What the parts of the tree search share.  SPDX-License-Identifier: MIT
//
// Work is done in rounds.  A round hands one task to each of RW_N_SLOT slots; a slot owns a linear program, and what it
// computes depends only on the tasks it was given, in order.  Tasks see the state of the search as it was when the
// round began; what they find is merged in slot order afterwards.  So the number of threads changes nothing.
#ifndef RW_OPTIMIZE_ENGINE_H
#define RW_OPTIMIZE_ENGINE_H

#include <rampwerk/optimize.h>

#include "optimize/relaxation.h"

enum { RW_N_SLOT = 8 };

static const double RW_INTEGRALITY = 1e-6; // a value this near to an integer is one
static const double RW_RESOLUTION = 1e-9;  // relative differences of objectives below this are noise

typedef struct rw_change { // a bound of an integer column that branching moved
    rw_idx column;
    double lower, upper;
} rw_change;

typedef struct rw_node {
    double bound; // proven: no solution below this node is better
    rw_idx id, depth, n_change;
    rw_change *change;   // owned
    rw_lp_status *basis; // owned; to start from
    rw_idx key;          // history entry of the branching that made this node; -1: none
    bool up;
    double fraction; // distance the branching moved the column
} rw_node;

typedef struct rw_tree { // open nodes, a heap on (bound, id)
    rw_node **node;
    rw_idx n_node, capacity, n_made;
} rw_tree;

RW_MUST_USE rw_status rw_tree_push(rw_tree *tree, rw_node *node); // takes node, also on failure; numbers it
rw_node *rw_tree_pop(rw_tree *tree);                              // NULL when empty
double rw_tree_bound(const rw_tree *tree);                        // INFINITY when empty
void rw_tree_clear(rw_tree *tree);

rw_node *rw_node_new(const rw_node *parent, const rw_change *change, const rw_lp_status *basis, rw_idx n_basis);
void rw_node_free(rw_node **node);

// How much branching raised the bound, per unit moved, by kind of branching: final value of a chain, date within a
// chain, or a single column.
typedef struct rw_history {
    double sum[2]; // down, up
    rw_idx count[2];
} rw_history;

typedef struct rw_gain { // one observation
    rw_idx key;
    bool up;
    double value;
} rw_gain;

typedef struct rw_point { // a solution's first stage
    double objective;     // INFINITY: none
    double *x;            // n_first
    double *gradient;     // n_first: subgradient of the optimal value at x; NULL where not kept
    rw_lp_status *basis;  // of the evaluation
} rw_point;

typedef struct rw_slot {
    rw_relaxation relaxation;
    double *lower, *upper; // 2 n_first: bounds of the node at hand, then of a trial
    double *x;             // n_first: work
    double *activity;      // first.n_row: work
    rw_point last;         // last evaluation
    rw_point best;         // best point this slot found in the round
    rw_lp_status *basis;   // work
    rw_node *task;         // node to work on, NULL when none
    rw_node **child;       // nodes left open, n_child
    rw_idx n_child, child_capacity;
    rw_gain *gain;
    rw_idx n_gain, gain_capacity;
    double closed_bound; // smallest proven bound of what was closed
    rw_idx n_node;
    rw_status status;
} rw_slot;

// Supporting planes of the optimal value as a function of the integer columns, one from each evaluation:
// value(x') >= offset + gradient'x' for every x'.  The oldest make room for new ones.
typedef struct rw_pool {
    rw_idx n_plane, capacity, n_made;
    double *offset;   // capacity
    double *gradient; // capacity x n_first
} rw_pool;

RW_MUST_USE rw_status rw_pool_init(rw_pool *pool, rw_idx n_first);
void rw_pool_clear(rw_pool *pool);
void rw_pool_add(rw_pool *pool, rw_idx n_first, const rw_point *point);

typedef struct rw_engine {
    const rw_twostage *problem;
    rw_optimize_options options;
    rw_extensive *extensive;
    rw_idx n_first, n_basis, n_key;
    double *lower, *upper;       // n_first: bounds at the root, tightened as the search goes on
    unsigned char *row_integral; // first.n_row: 1 where a row holds integer columns only
    rw_idx *chain_of;            // n_first: chain a column belongs to, -1: none
    rw_history *history;         // n_key
    rw_tree tree;
    rw_slot slot[RW_N_SLOT];
    rw_point incumbent;
    rw_pool pool;
    double closed_bound; // smallest proven bound of all that was closed
    double root_bound;
    double *root_reduced; // n_first: reduced costs at the root
    rw_idx n_node;
    double start, seconds_root, seconds_search, seconds_tree, last_report;
    bool stopped; // at a limit or by request
} rw_engine;

// The objective a node must promise to beat to stay open: the incumbent less the gap asked for.
double rw_engine_cutoff(const rw_engine *engine);
// What an objective may be better than the bound for the search to end.
double rw_engine_slack(const rw_engine *engine, double objective);
double rw_engine_bound(const rw_engine *engine);
// True when a limit of time or a request to stop was met.
bool rw_engine_must_stop(const rw_engine *engine);
void rw_engine_report(rw_engine *engine, bool force);

// Are x's integer columns within their bounds and the rows that hold nothing else?
bool rw_first_feasible(const rw_engine *engine, rw_slot *slot, const double *x);

// Evaluates x's integer columns in slot: solves with them fixed.  True when that is feasible: slot->last then holds it,
// and slot->best if it is better.  basis: where to start (NULL: where the slot is).
bool rw_slot_evaluate(const rw_engine *engine, rw_slot *slot, const double *x, const rw_lp_status *basis);
// Remembers what a branching gained, for the history; forgets it when the slot's list is full.
void rw_slot_note(rw_slot *slot, rw_idx key, bool up, double gain_per_unit);
// Takes the slots' best points into the incumbent, in slot order.  True when it improved.
bool rw_engine_collect(rw_engine *engine);

// A branching: down, column <= value; up, column >= value + 1.
typedef struct rw_branch {
    rw_idx column, key;
    double value;              // floor of the relaxation's
    double fraction;           // above it
    double down, up;           // estimates of the bound's gain
    bool fixed_down, fixed_up; // proven hopeless by a trial
} rw_branch;

// Chooses where to branch at the slot's present relaxation (x, bound); column -1 when x is integral.  May solve trial
// relaxations; the slot's basis holds the node's own.
rw_branch rw_branch_choose(const rw_engine *engine, rw_slot *slot, const double *x, double bound, double cutoff);

// Sets bounds of one column and what follows for its chain.  False when they cross.
bool rw_bounds_change(const rw_engine *engine, double *lower, double *upper, const rw_change *change);

// Works on slot->task: solves, branches, dives.  A task for rw_team_run.
void rw_process(rw_engine *engine, rw_slot *slot);

// Heuristics: rounds the relaxation x; improves the incumbent by moving orders.
RW_MUST_USE rw_status rw_search_round(rw_engine *engine, const double *x, const rw_lp_status *basis);
RW_MUST_USE rw_status rw_search_improve(rw_engine *engine);

// The solution to hand out, from the incumbent.
RW_MUST_USE rw_status rw_solution_make(rw_engine *engine, rw_outcome outcome, rw_solution **solution);

#endif
