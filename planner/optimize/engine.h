// What the parts of the tree search share.  optimize/method.md describes the method.  SPDX-License-Identifier: MIT
//
// Work is done in rounds of phases: the masters of up to RW_N_SLOT nodes are solved, points are evaluated, cuts are
// merged, nodes are branched.  A slot owns a master, a worker owns a recourse LP; what they compute depends only on the
// tasks they were given, in order, and results are merged by index.  So the number of threads changes nothing.
#ifndef RW_OPTIMIZE_ENGINE_H
#define RW_OPTIMIZE_ENGINE_H

#include <math.h>

#include <rampwerk/optimize.h>

#include "core/memory.h"
#include "core/team.h"
#include "optimize/cuts.h"
#include "optimize/interior.h"
#include "optimize/master.h"
#include "optimize/recourse.h"

enum { RW_N_SLOT = 8, RW_N_POINT = 16, RW_N_MEMORY = 256 };

static const double RW_INTEGRALITY = 1e-6; // a value this near to an integer is one
static const double RW_RESOLUTION = 1e-9;  // relative differences of objectives below this are noise

typedef struct rw_change { // a bound of an integer column that branching moved
    rw_idx column;
    double lower, upper;
} rw_change;

typedef struct rw_node {
    double bound; // proven: no solution below this node is better
    rw_idx id;    // -1: new
    rw_idx depth, n_change;
    rw_change *change; // owned
    rw_idx key;        // history entry of the branching that made this node; -1: none
    bool up;
    double fraction; // distance the branching moved the column
    double parent_bound;
    int n_round; // rounds of separation spent on it
} rw_node;

typedef struct rw_tree { // open nodes, a heap on (bound, id)
    rw_node **node;
    rw_idx n_node, capacity, n_made;
} rw_tree;

RW_MUST_USE rw_status rw_tree_push(rw_tree *tree, rw_node *node); // takes node, also on failure; numbers a new one
rw_node *rw_tree_pop(rw_tree *tree);                              // NULL when empty
double rw_tree_bound(const rw_tree *tree);                        // INFINITY when empty
void rw_tree_clear(rw_tree *tree);

rw_node *rw_node_new(const rw_node *parent, const rw_change *change);
bool rw_node_extend(rw_node *node, const rw_change *change); // adds to its changes; false when out of memory
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

enum { RW_GAIN_CAPACITY = 64, RW_CHILD_CAPACITY = 2 };

typedef struct rw_slot {
    rw_master master;
    double *lower, *upper; // 2 n_first: bounds of the node at hand, then of a trial
    double *x;             // n_first: relaxation of the node
    double *dived;         // n_first: what a dive from it came to
    bool has_dived;        // and it is whole
    rw_lp_status *basis;   // work, basis_capacity
    rw_idx basis_capacity;
    rw_node *node;                     // at hand, NULL when none
    rw_lp_state state;                 // of the node's master
    double objective;                  // of the node's master
    bool is_boxed;                     // and only a box kept that finite
    bool is_relaxed;                   // x is this round's
    bool is_whole;                     // x is integral
    rw_idx point;                      // index of its evaluation in this round, -1: none
    rw_node *child[RW_CHILD_CAPACITY]; // made by branching
    rw_idx n_child;
    rw_gain gain[RW_GAIN_CAPACITY];
    rw_idx n_gain;
    double closed_bound; // smallest proven bound of what it closed in the round
    rw_status status;
} rw_slot;

typedef struct rw_memory { // a point evaluated before
    double *x;             // n_first
    rw_lp_status *basis;   // n_scenario x n_basis
    bool used;
} rw_memory;

typedef enum rw_origin { // of a solve of one scenario
    RW_FROM_NOTHING,
    RW_FROM_OWN,  // the basis it had at the nearest point evaluated before
    RW_FROM_OTHER // the basis the scenario before ended with
} rw_origin;

typedef struct rw_pivots { // what solves take, by origin
    double expected[RW_FROM_OTHER + 1];
    bool is_known[RW_FROM_OTHER + 1];
} rw_pivots;

typedef enum rw_worth {  // what is known of one scenario at a point
    RW_WORTH_UNKNOWN,    // told to stop
    RW_WORTH_VALUE,      // its cost and a gradient
    RW_WORTH_INFEASIBLE, // no recourse: a feasibility cut, or no proof (offset -INFINITY)
    RW_WORTH_UNBOUNDED   // recourse costs less and less
} rw_worth;

typedef struct rw_evaluation { // a first stage and what it costs
    double *x;                 // n_first
    bool is_whole;             // integral and first-stage feasible: a solution where recourse is feasible
    bool feasible;             // recourse is, in every scenario
    double objective;          // of the problem at x
    rw_worth *worth;           // n_scenario
    double *value;             // n_scenario: d_w'x + q_w'y_w, or the offset of a feasibility cut
    double *support;           // n_scenario: height of the cut at x
    double *gradient;          // n_scenario x n_first: of the value, or of a feasibility cut
    rw_lp_status *basis;       // n_scenario x n_basis; NULL where there is a batch
    const rw_memory *near;     // the nearest point evaluated before; NULL: start from nothing
} rw_evaluation;

typedef struct rw_engine {
    const rw_twostage *problem;
    rw_steps steps; // of the problem, for every master
    rw_optimize_options options;
    rw_idx n_first, n_scenario, n_key,
        n_basis;                // n_basis: columns and rows of a recourse problem, 0 where there is a batch
    rw_idx n_chunk;             // stretches of scenarios that are tasks of one worker
    rw_idx n_group;             // stretches of scenarios whose cuts are added up
    rw_idx width;               // points that are worth evaluating at a time
    rw_idx max_point, n_memory; // of the points and memories below that are in use
    double *lower, *upper;      // n_first: bounds at the root, tightened as the search goes on
    double *activity;           // first.n_row: work
    double *rounded;            // n_first: work
    rw_idx *chain_of;           // n_first: chain a column belongs to, -1: none
    rw_history *history;        // n_key
    rw_cuts cuts;
    rw_tree tree;
    rw_slot slot[RW_N_SLOT];
    rw_recourse worker[RW_N_SLOT];
    rw_status worker_status[RW_N_SLOT];
    rw_pivots pivots[RW_N_SLOT];
    bool is_batched; // recourse problems side by side; or one at a time, from bases remembered
    rw_interior interior;
    rw_idx n_early;            // the first scenarios, which start from points kept in the round before
    float *early, *early_next; // n_early of them (rw_batch_start): kept before, kept in this round
    rw_side side[RW_N_SLOT];
    rw_evaluation point[RW_N_POINT];
    rw_memory memory[RW_N_MEMORY]; // the last ones, in a ring
    rw_idx n_remembered;
    rw_idx n_point;                     // points to evaluate in this round
    rw_idx n_lp_before, n_pivot_before; // of other problems on the way
    rw_idx n_history, history_capacity;
    rw_progress *course;        // n_history
    rw_task beside;             // done for each slot at the same time, or NULL
    double *incumbent;          // n_first
    double incumbent_objective; // INFINITY: none
    double *resort;             // n_first: a whole point to hand out where there is no incumbent
    bool has_resort;
    rw_lp_status *incumbent_basis; // n_scenario x n_basis: of its evaluation
    double *weight;                // n_scenario: of a cut
    double *slope;                 // n_first: of a cut
    rw_idx *order;                 // n_scenario: by cost
    double *most;                  // n_theta: work of promises
    double *center;                // n_first: best point evaluated, whole or not
    double center_objective;
    double closed_bound; // smallest proven bound of all that was closed
    double root_bound;
    rw_idx n_node;
    double start, seconds_root, seconds_search, seconds_tree, last_report;
    double worker_done[RW_N_SLOT]; // when the worker was done with its share of an evaluation
    double seconds_point;          // that the last whole evaluation took for each point; 0: there was none
    bool must_finish;              // what is being worked out is the plan itself
    bool is_unbounded;             // recourse is, in some scenario, wherever there is any: no search finds anything
    bool has_direction;            // of the first stage, in which the problem costs less and less: no search ends
    bool stopped;                  // at a limit or by request
} rw_engine;

// What an objective may be better than the bound for the search to end.
double rw_engine_slack(const rw_engine *engine, double objective);
// The objective a node must promise to beat to stay open: the incumbent less the slack.
double rw_engine_cutoff(const rw_engine *engine);
double rw_engine_bound(const rw_engine *engine);
// True when a limit of time or a request to stop was met, or recourse or the problem was seen to be unbounded.
bool rw_engine_must_stop(const rw_engine *engine);
void rw_engine_report(rw_engine *engine, bool force);
// Linear problems and pivots so far, those of other problems on the way included.
void rw_engine_count(const rw_engine *engine, rw_idx *n_lp, rw_idx *n_pivot);

// Are x's integer columns whole, within their bounds and the rows that hold nothing else?
bool rw_first_feasible(rw_engine *engine, const double *x);

// The nearest point evaluated before whose bases are remembered; NULL: none.
const rw_memory *rw_memory_nearest(const rw_engine *engine, const double *x);
// Takes over the bases of a point; the memory is that of the oldest one.
const rw_memory *rw_memory_keep(rw_engine *engine, rw_evaluation *point);

// Whether the scenarios that have been seen to be unbounded at a point make the objective so.  RW_NUMERICAL where they
// have no part in it: the others' cost would be the answer, which is not worked out.
RW_MUST_USE rw_status rw_unbounded_take(rw_engine *engine, const rw_evaluation *point);
// Looks for a direction of the first stage in which the problem costs less and less.
RW_MUST_USE rw_status rw_recession_look(rw_engine *engine);
// Where recourse has been seen to be unbounded, or the problem to have such a direction: is there a first stage that
// leaves recourse in every scenario?  start: as in rw_optimize.
RW_MUST_USE rw_status rw_unbounded_judge(rw_engine *engine, const double *start, rw_outcome *outcome);

// The objective at x where scenario w costs value[w] (n_scenario).
double rw_merge_objective(rw_engine *engine, const double *x, const double *value);
// Of a point whose scenarios are worked out: its objective, and the cuts it gives.
void rw_merge_total(rw_engine *engine, rw_evaluation *point);
RW_MUST_USE rw_status rw_merge_cuts(rw_engine *engine, const rw_evaluation *point);
// Columns theta of the masters: one for each group, and one for the tail where there is an aversion to risk.
rw_idx rw_engine_n_theta(const rw_engine *engine);

// Asks for x to be evaluated in this round; returns its index, or -1 when there is no room.
rw_idx rw_engine_ask(rw_engine *engine, const double *x);
// The same for the point a step from the best one known towards out; out itself where none is known.
rw_idx rw_engine_ask_between(rw_engine *engine, const double *out, double step);
// Evaluates what was asked for, adds the cuts, updates incumbent and center.  The evaluations stay readable until the
// next rw_engine_ask after it.  beside: NULL, or what is done for each slot at the same time.  improved: whether the
// incumbent is new.
RW_MUST_USE rw_status rw_engine_evaluate(rw_engine *engine, rw_task beside, bool *improved);

// A branching: down, column <= value; up, column >= value + 1.
typedef struct rw_branch {
    rw_idx column, key;
    double value;                // floor of the relaxation's
    double fraction;             // above it
    double down, up;             // estimates of the bound's gain
    double bound_down, bound_up; // proven by trials, -INFINITY where none was
    bool fixed_down, fixed_up;   // proven hopeless by a trial
} rw_branch;

// Chooses where to branch at the slot's present relaxation; column -1 when it is whole.
rw_branch rw_branch_choose(const rw_engine *engine, rw_slot *slot, double cutoff);
static inline bool rw_is_fractional(double value) {
    return fabs(value - floor(value + 0.5)) > RW_INTEGRALITY;
}
bool rw_is_whole(const rw_engine *engine, const double *x);

// Sets bounds of one column and what follows for its chain.  False when they cross.
bool rw_bounds_change(const rw_engine *engine, double *lower, double *upper, const rw_change *change);

// Keeps the master's present basis in the slot, for trials to start from.  False when out of memory.
bool rw_slot_keep_basis(rw_slot *slot);

// Phases of a round for one slot.
void rw_slot_relax(const rw_engine *engine, rw_slot *slot);  // solves the node's master
void rw_slot_branch(const rw_engine *engine, rw_slot *slot); // makes the node's children
// From the slot's relaxation to a whole point the cuts like, into dived.  lean: how much sooner than at a half final
// values are rounded up.
void rw_slot_dive(const rw_engine *engine, rw_slot *slot, double lean);
void rw_slot_note(rw_slot *slot, rw_idx key, bool up, double gain_per_unit);

// What the cuts promise at x: no less is possible there.  -INFINITY while a group has no cut, INFINITY where a cut says
// that recourse is infeasible.
double rw_engine_promise(rw_engine *engine, const double *x);

// Asks for the evaluation of what the slots' dives came to, where the cuts do not rule it out.
void rw_search_dived(rw_engine *engine);
// Improves the incumbent by moving orders; at most max_round rounds of evaluations, fewer where there are many
// scenarios.
RW_MUST_USE rw_status rw_search_improve(rw_engine *engine, int max_round);

// The solution to hand out, from the incumbent.
RW_MUST_USE rw_status rw_solution_make(rw_engine *engine, rw_outcome outcome, rw_solution **solution);

#endif
