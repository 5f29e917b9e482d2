// The root: the relaxation is solved by cuts, separated at points between the master's solution and the best point
// known (in-out separation; Ben-Ameur and Neto 2007).  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/team.h"
#include "optimize/setup.h"

enum {
    MAX_ROUND = 200,
    MAX_IMPROVE = 160,
    N_DIVE = 4,
    N_STEP = 2, // from the best point known towards the master's solution, with one scenario
    MANY = 16   // scenarios that make an evaluation dearer than what the bound gains from a better incumbent
};
static const double STEP[N_STEP] = {0.3, 0.1}; // of the way
static const double MANY_STEP = 0.5;           // likewise, where there are several scenarios ...
static const double STALL = 0.05;              // ... but all of it after a round that closed less of the gap
static const double SIDE_STEP = 0.4;           // likewise, where they are solved side by side, one point at a time
static const double SIDE_LAST_STEP = 0.1;      // likewise, several points at a time: the last one
static const double GOOD_ENOUGH = 3;           // times the gap asked for: then the tree does without better incumbents
static const double SHARE[] = {0, 0.3, 0.15};  // of everything, for the first points; nothing is a plan at once
static const double GAP_SHARE = 0.1;           // of the gap asked for that the root relaxation may leave open
static const double SIDE_GAP_SHARE = 1;        // likewise, where scenarios are solved side by side: the tree goes on
static const double MANY_GAP_SHARE = 0.25;     // likewise, where there are several, one after another
static const double LEAN = 0.35;               // of the dive that rounds up most
static const double GAP_LEAST = 1e-7;
static const double SMALLEST_BOX = 1e3; // half its width, around 0
static const double LARGEST_BOX = 1e12;
static const double DOUBTFUL_BOX = 1e5; // that makes a problem look unbounded
static const double BOX_GROWTH = 4;
static const double CHANCE = 1e-3;        // of what the columns cost apart, which an objective is hardly below
static const double LEAST_SIZE = 1e-9;    // of an objective, relative to the largest cost
static const double OBJECTIVE_SIZE = 1e4; // the master's objective is scaled near to this
static const double MOST_OFF = 64;        // that it may be off by

// The feasible point with the most in it: how far the first stage reaches.
static rw_lp_state fill(rw_engine *engine, double *x) {
    rw_master probe;
    rw_lp_state state = RW_LP_FAILED;
    if (rw_master_init(&probe, engine->problem, &engine->steps, 0, 1.0) == RW_OK) {
        for (rw_idx j = 0; j < engine->n_first; j++) {
            x[j] = engine->upper[j] < INFINITY ? -1 : 1;
        }
        rw_master_set_cost(&probe, x);
        state = rw_master_solve(&probe, &engine->cuts, engine->lower, engine->upper, INFINITY);
        memcpy(x, rw_master_primal(&probe), (size_t)engine->n_first * sizeof *x);
    }
    rw_master_clear(&probe);
    return state;
}

// Nothing, and shares of everything.
static void ask_shares(rw_engine *engine, const double *most, bool is_known) {
    double *x = engine->rounded;
    for (size_t i = 0; i < sizeof SHARE / sizeof *SHARE; i++) {
        for (rw_idx j = 0; j < engine->n_first; j++) {
            double least = fmax(engine->lower[j], fmin(0, engine->upper[j]));
            x[j] = is_known ? least + SHARE[i] * (most[j] - least) : least;
        }
        rw_engine_ask(engine, x);
    }
}

// First points: what a smaller problem comes to; for one scenario, shares of everything.
static rw_status first_points(rw_engine *engine, const double *start, rw_outcome *outcome) {
    bool improved = false;
    double *most = engine->slot[0].x;
    rw_status status = RW_OK;
    rw_lp_state state = fill(engine, most);
    if (state == RW_LP_INFEASIBLE) {
        *outcome = RW_OUTCOME_INFEASIBLE;
        return RW_OK;
    }
    if (start) {
        rw_engine_ask(engine, start);
    } else if (engine->n_scenario > 1) {
        RW_TRY(rw_smaller_ask(engine));
    }
    if (engine->n_scenario == 1 || engine->n_point == 0) {
        ask_shares(engine, most, state == RW_LP_OPTIMAL);
    }
    RW_TRY(rw_engine_evaluate(engine, NULL, &improved));
    if (engine->center_objective == INFINITY && state == RW_LP_OPTIMAL && !rw_engine_must_stop(engine)) {
        rw_engine_ask(engine, most); // recourse may need all there is
        RW_TRY(rw_engine_evaluate(engine, NULL, &improved));
    }
done:
    return status;
}

static double largest_cost(const rw_block *block) {
    double largest = 0;
    for (rw_idx j = 0; j < block->n_col; j++) {
        largest = fmax(largest, fabs(block->cost[j]));
    }
    return largest;
}

// Of the master's objective, a power of two; 0 where nothing is known of its size.
static double wanted_scale(const rw_engine *engine) {
    const rw_twostage *problem = engine->problem;
    double size = fabs(engine->center_objective), paid = 0;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        paid += fabs(problem->first.cost[j] * engine->center[j]);
    }
    size = fmax(size, CHANCE * paid); // an objective may come near to nothing by chance, or be 0 but for rounding
    size = size > 0 ? fmax(size, LEAST_SIZE * fmax(largest_cost(&problem->first), largest_cost(&problem->second))) : 0;
    return size > 0 && size < INFINITY ? exp2(floor(log2(OBJECTIVE_SIZE / size))) : 0;
}

static rw_status make_masters(rw_engine *engine, double scale) {
    rw_status status = RW_OK;
    for (int s = 0; s < RW_N_SLOT && status == RW_OK; s++) {
        rw_master *master = &engine->slot[s].master;
        rw_idx n_lp = master->n_lp, n_pivot = master->n_pivot;
        rw_master_clear(master);
        status = rw_master_init(master, engine->problem, &engine->steps, rw_engine_n_theta(engine), scale);
        master->n_lp = n_lp;
        master->n_pivot = n_pivot;
    }
    return status;
}

// The best point may turn out to be of quite another size than the first one was.
static rw_status rescale_masters(rw_engine *engine) {
    double wanted = wanted_scale(engine), scale = engine->slot[0].master.scale;
    bool is_off = wanted > 0 && fmax(wanted / scale, scale / wanted) > MOST_OFF;
    return is_off ? make_masters(engine, wanted) : RW_OK;
}

static bool is_closed(const rw_engine *engine) {
    double best = engine->incumbent_objective;
    return best < INFINITY && best - engine->root_bound <= rw_engine_slack(engine, best);
}

static bool close_enough(const rw_engine *engine) {
    if (is_closed(engine)) {
        return true;
    }
    double size = fabs(engine->center_objective);
    double share = engine->is_batched ? SIDE_GAP_SHARE : engine->n_scenario > 1 ? MANY_GAP_SHARE : GAP_SHARE;
    double allowed = fmax(share * engine->options.gap_relative, GAP_LEAST) * size;
    return size < INFINITY && engine->center_objective - engine->root_bound <= allowed;
}

static rw_idx count_steps(const rw_engine *engine) {
    if (engine->is_batched) {
        return engine->width;
    }
    return engine->n_scenario == 1 ? N_STEP : 1;
}

// The i-th of n steps from the best point known towards the master's solution, as a share of the way.  Side by side
// they go from all of it to the last one in proportion.  is_stalled: the round before closed little of the gap.
static double step_of(const rw_engine *engine, bool is_stalled, rw_idx i, rw_idx n) {
    if (engine->is_batched) {
        return n == 1 ? SIDE_STEP : pow(SIDE_LAST_STEP, (double)i / (double)(n - 1));
    }
    if (engine->n_scenario == 1) {
        return STEP[i];
    }
    return is_stalled ? 1 : MANY_STEP;
}

// before: the bound of the round before.
static void ask_between(rw_engine *engine, const double *out, double before) {
    rw_idx n_step = count_steps(engine);
    bool is_stalled = engine->root_bound - before <= STALL * (engine->center_objective - engine->root_bound);
    for (rw_idx i = 0; i < n_step; i++) {
        rw_engine_ask_between(engine, out, step_of(engine, is_stalled, i, n_step));
    }
}

// The master within a box, while the cuts do not limit it.  The box grows with the rounds it takes.
static void solve_boxed(rw_engine *engine, rw_slot *slot, double half) {
    rw_idx n = engine->n_first;
    double *lower = slot->lower, *upper = slot->upper;
    for (rw_idx j = 0; j < n; j++) {
        lower[j] = fmax(engine->lower[j], fmin(-half, engine->upper[j]));
        upper[j] = fmin(engine->upper[j], fmax(half, engine->lower[j]));
    }
    slot->state = rw_master_solve(&slot->master, &engine->cuts, lower, upper, INFINITY);
}

// Where cuts that are nearly parallel cross far out, the master is as good as unbounded.
static bool is_far(const rw_engine *engine, const double *x) {
    bool far = false;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        far = far || (x[j] < -LARGEST_BOX && engine->lower[j] == -INFINITY) ||
              (x[j] > LARGEST_BOX && engine->upper[j] == INFINITY);
    }
    return far;
}

// Where the cuts leave the master unbounded, so may be the problem, or more cuts are needed: it gives up only once the
// box is larger than any number that means anything.
static void solve_master(rw_engine *engine, rw_slot *slot, double *half) {
    slot->state = rw_master_solve(&slot->master, &engine->cuts, engine->lower, engine->upper, INFINITY);
    if (slot->state == RW_LP_OPTIMAL && is_far(engine, rw_master_primal(&slot->master))) {
        slot->state = RW_LP_UNBOUNDED;
    }
    slot->is_boxed = slot->state == RW_LP_UNBOUNDED && *half <= LARGEST_BOX;
    if (slot->is_boxed) {
        solve_boxed(engine, slot, *half);
        *half *= BOX_GROWTH;
    }
}

// Rounds of master and evaluation until the relaxation is known well enough.
static rw_status cut_loop(rw_engine *engine, rw_outcome *outcome) {
    rw_slot *slot = &engine->slot[0];
    rw_status status = RW_OK;
    double half = SMALLEST_BOX;
    bool has_looked = false;
    for (int round = 0; round < MAX_ROUND && !rw_engine_must_stop(engine); round++) {
        double before = engine->root_bound;
        RW_TRY(rescale_masters(engine));
        solve_master(engine, slot, &half);
        if (slot->is_boxed && half > DOUBTFUL_BOX && !has_looked) {
            has_looked = true;
            RW_TRY(rw_recession_look(engine));
            continue;
        }
        if (slot->state == RW_LP_INFEASIBLE) {
            *outcome = RW_OUTCOME_INFEASIBLE;
            return RW_OK;
        }
        RW_TRY(slot->master.status);
        RW_TRY(slot->state == RW_LP_OPTIMAL ? RW_OK : RW_NUMERICAL);
        if (slot->master.is_bound && !slot->is_boxed) {
            engine->root_bound = fmax(engine->root_bound, rw_master_objective(&slot->master));
        }
        memcpy(slot->x, rw_master_primal(&slot->master), (size_t)engine->n_first * sizeof(double));
        if (!slot->is_boxed && close_enough(engine)) {
            break;
        }
        bool improved = false;
        ask_between(engine, slot->x, before);
        if (slot->is_boxed) {
            rw_engine_ask(engine, slot->x);
        }
        RW_TRY(rw_engine_evaluate(engine, NULL, &improved));
        rw_engine_report(engine, false);
    }
done:
    return status;
}

static rw_status open_root(rw_engine *engine) {
    rw_node *root = rw_node_new(NULL, NULL);
    if (!root) {
        return RW_NO_MEMORY;
    }
    root->bound = engine->root_bound;
    return rw_tree_push(&engine->tree, root);
}

static void dive_slot(void *context, rw_idx index) {
    rw_engine *engine = context;
    rw_slot *slot = &engine->slot[index];
    size_t size = (size_t)engine->n_first * sizeof(double);
    memcpy(slot->lower, engine->lower, size);
    memcpy(slot->upper, engine->upper, size);
    if (rw_master_solve(&slot->master, &engine->cuts, slot->lower, slot->upper, INFINITY) == RW_LP_OPTIMAL) {
        memcpy(slot->x, rw_master_primal(&slot->master), size);
        rw_slot_dive(engine, slot, LEAN * (2.0 * (double)index / (RW_N_SLOT - 1) - 1));
    }
}

// Dives that differ in how they round, and the truth about what they came to, which the next ones know.
static rw_status dive(rw_engine *engine) {
    rw_status status = RW_OK;
    for (int round = 0; round < N_DIVE && !rw_engine_must_stop(engine); round++) {
        bool improved = false;
        rw_team_run(engine->options.threads, RW_N_SLOT, dive_slot, engine);
        for (int s = 0; s < RW_N_SLOT; s++) {
            RW_TRY(engine->slot[s].master.status);
        }
        rw_search_dived(engine);
        if (engine->n_point == 0) {
            break;
        }
        RW_TRY(rw_engine_evaluate(engine, NULL, &improved));
        rw_engine_report(engine, false);
    }
done:
    return status;
}

rw_status rw_engine_relax(rw_engine *engine, const double *start, rw_outcome *outcome) {
    rw_status status = RW_OK;
    RW_TRY(first_points(engine, start, outcome));
    if (*outcome == RW_OUTCOME_OPTIMAL) {
        double scale = wanted_scale(engine);
        RW_TRY(make_masters(engine, scale > 0 ? scale : 1));
        RW_TRY(cut_loop(engine, outcome));
    }
done:
    return status;
}

static bool is_good_enough(const rw_engine *engine) {
    double best = engine->incumbent_objective;
    bool is_dear = engine->is_batched && engine->n_scenario >= MANY && best < INFINITY;
    return is_closed(engine) || (is_dear && best - engine->root_bound <= GOOD_ENOUGH * rw_engine_slack(engine, best));
}

rw_status rw_engine_root(rw_engine *engine, const double *start, rw_outcome *outcome) {
    rw_status status = RW_OK;
    RW_TRY(rw_engine_relax(engine, start, outcome));
    engine->seconds_root = rw_clock_seconds() - engine->start;
    if (*outcome == RW_OUTCOME_OPTIMAL) {
        RW_TRY(open_root(engine));
        rw_engine_report(engine, true);
        double begun = rw_clock_seconds();
        if (!is_good_enough(engine)) {
            RW_TRY(dive(engine));
            if (engine->incumbent_objective < INFINITY) {
                RW_TRY(rw_search_improve(engine, MAX_IMPROVE));
            }
        }
        engine->seconds_search += rw_clock_seconds() - begun;
        rw_engine_report(engine, true);
    }
done:
    return status;
}
