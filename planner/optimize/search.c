// Local search over orders.
//
// The optimal value is convex in the first stage, so every evaluation gives a plane below it.  A move is worth an
// evaluation only while all planes allow it to be better than the incumbent: moves that cannot help are never solved,
// and the search ends when none is left.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

enum {
    MAX_SINGLE = 4096, // moves of one chain looked at
    MAX_PAIRED = 96,   // best of them that are combined in pairs
    LEAST_ROUND = 2,   // of evaluations, however dear they are
    MAX_PLANE = 256    // planes looked at, the highest at the incumbent
};

static const double WORTH = 0.02;              // an improvement must be this share of the gap asked for
static const double FEASIBILITY_MARGIN = 1e-6; // by which a feasibility cut must fail to rule a point out
static const rw_idx SHIFT[] = {1, 2, 3, 6, 12};

typedef struct move { // adds delta to the columns [begin, end)
    rw_idx begin, end;
    double delta;
    double promise; // no solution after this move is better than this
} move;

typedef struct trial { // one move, or two at once
    move part[2];
    int n_part;
    double promise;
} trial;

typedef struct plane {
    rw_idx cut;
    double base;  // value at the incumbent
    double below; // how much that is below the highest of its group
} plane;

typedef struct search {
    rw_engine *engine;
    rw_idx n_plane;
    plane *plane;   // n_plane, by group
    double *prefix; // n_plane x (n_first + 1): running sums of the gradients
    double *cost;   // n_first + 1: running sums of the first-stage cost
    double base;    // first-stage cost at the incumbent
    move *single;
    rw_idx n_single;
    double *x; // n_first: work
    trial chosen[RW_N_SLOT];
    rw_idx n_chosen;
} search;

double rw_engine_promise(rw_engine *engine, const double *x) {
    double *most = engine->most;
    for (rw_idx g = 0; g < engine->cuts.n_group; g++) {
        most[g] = -INFINITY;
    }
    for (rw_idx k = 0; k < engine->cuts.n_cut; k++) {
        double value = rw_cuts_value(&engine->cuts, k, x);
        rw_idx group = engine->cuts.group[k];
        if (group != RW_FEASIBILITY_CUT) {
            most[group] = fmax(most[group], value);
        } else if (value > FEASIBILITY_MARGIN) {
            return INFINITY;
        }
    }
    double promise = engine->problem->constant;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        promise += engine->problem->first.cost[j] * x[j];
    }
    for (rw_idx g = 0; g < engine->cuts.n_group; g++) {
        promise += most[g];
    }
    return promise;
}

// The slot whose dive is next by its promise, -1: none that the cuts do not rule out.
static int best_dive(const rw_slot *slot, const double *promise, double cutoff) {
    int best = -1;
    for (int s = 0; s < RW_N_SLOT; s++) {
        if (slot[s].has_dived && promise[s] < cutoff && (best < 0 || promise[s] < promise[best])) {
            best = s;
        }
    }
    return best;
}

void rw_search_dived(rw_engine *engine) {
    double promise[RW_N_SLOT];
    for (int s = 0; s < RW_N_SLOT; s++) {
        double *x = engine->slot[s].dived;
        for (rw_idx j = 0; engine->slot[s].has_dived && j < engine->n_first; j++) {
            x[j] = engine->problem->integer[j] ? floor(x[j] + 0.5) : x[j];
        }
        bool is_feasible = engine->slot[s].has_dived && rw_first_feasible(engine, x);
        promise[s] = is_feasible ? rw_engine_promise(engine, x) : INFINITY;
    }
    int best = best_dive(engine->slot, promise, engine->incumbent_objective);
    for (rw_idx k = 0; k < engine->width && best >= 0; k++) {
        rw_engine_ask(engine, engine->slot[best].dived);
        engine->slot[best].has_dived = false;
        best = best_dive(engine->slot, promise, engine->incumbent_objective);
    }
    for (int s = 0; s < RW_N_SLOT; s++) {
        engine->slot[s].has_dived = false;
    }
}

static int by_height(const void *a, const void *b) {
    const plane *p = a, *q = b;
    return p->below != q->below ? (p->below < q->below ? -1 : 1) : (p->cut < q->cut ? -1 : p->cut > q->cut);
}

// The planes that are highest, in their groups, at the incumbent.
static void choose_planes(search *s) {
    const rw_cuts *cuts = &s->engine->cuts;
    double *most = s->engine->most;
    s->n_plane = 0;
    for (rw_idx g = 0; g < cuts->n_group; g++) {
        most[g] = -INFINITY;
    }
    for (rw_idx k = 0; k < cuts->n_cut; k++) {
        if (cuts->group[k] != RW_FEASIBILITY_CUT) {
            double base = rw_cuts_value(cuts, k, s->engine->incumbent);
            s->plane[s->n_plane++] = (plane){.cut = k, .base = base};
            most[cuts->group[k]] = fmax(most[cuts->group[k]], base);
        }
    }
    for (rw_idx k = 0; k < s->n_plane; k++) {
        s->plane[k].below = most[cuts->group[s->plane[k].cut]] - s->plane[k].base;
    }
    qsort(s->plane, (size_t)s->n_plane, sizeof *s->plane, by_height);
    s->n_plane = s->n_plane < MAX_PLANE ? s->n_plane : MAX_PLANE;
}

// Running sums of every plane's gradient, so that the change by a move is a difference of two of them.
static void prepare_planes(search *s) {
    const rw_engine *engine = s->engine;
    choose_planes(s);
    for (rw_idx k = 0; k < s->n_plane; k++) {
        const double *gradient = engine->cuts.gradient + s->plane[k].cut * engine->n_first;
        double *prefix = s->prefix + k * (engine->n_first + 1);
        for (rw_idx j = 0; j < engine->n_first; j++) {
            prefix[j + 1] = prefix[j] + gradient[j];
        }
    }
    s->base = engine->problem->constant;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        s->cost[j + 1] = s->cost[j] + engine->problem->first.cost[j];
        s->base += engine->problem->first.cost[j] * engine->incumbent[j];
    }
}

static double promise_of(const search *s, const move *part, int n_part) {
    double *most = s->engine->most;
    for (rw_idx g = 0; g < s->engine->cuts.n_group; g++) {
        most[g] = -INFINITY;
    }
    for (rw_idx k = 0; k < s->n_plane; k++) {
        const double *prefix = s->prefix + k * (s->engine->n_first + 1);
        double value = s->plane[k].base;
        for (int i = 0; i < n_part; i++) {
            value += part[i].delta * (prefix[part[i].end] - prefix[part[i].begin]);
        }
        rw_idx group = s->engine->cuts.group[s->plane[k].cut];
        most[group] = fmax(most[group], value);
    }
    double promise = s->base;
    for (int i = 0; i < n_part; i++) {
        promise += part[i].delta * (s->cost[part[i].end] - s->cost[part[i].begin]);
    }
    for (rw_idx g = 0; g < s->engine->cuts.n_group; g++) {
        promise += most[g];
    }
    return promise;
}

static void add_single(search *s, rw_idx begin, rw_idx end, double delta) {
    if (begin < end && s->n_single < MAX_SINGLE) {
        move m = {.begin = begin, .end = end, .delta = delta};
        m.promise = promise_of(s, &m, 1);
        s->single[s->n_single++] = m;
    }
}

// Orders some months earlier or later, one more, one less.
static void list_chain(search *s, rw_chain chain) {
    const double *x = s->engine->incumbent;
    for (rw_idx j = chain.begin; j < chain.end; j++) {
        double before = j > chain.begin ? x[j - 1] : 0;
        add_single(s, j, chain.end, 1);
        if (x[j] > before) {
            add_single(s, j, chain.end, -1);
            for (size_t i = 0; i < sizeof SHIFT / sizeof *SHIFT; i++) {
                rw_idx earlier = j - SHIFT[i] > chain.begin ? j - SHIFT[i] : chain.begin;
                rw_idx later = j + SHIFT[i] < chain.end ? j + SHIFT[i] : chain.end;
                add_single(s, earlier, j, 1);
                add_single(s, j, later, -1);
            }
        }
    }
}

static void list_singles(search *s) {
    const rw_twostage *problem = s->engine->problem;
    s->n_single = 0;
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        list_chain(s, problem->chain[c]);
    }
    for (rw_idx j = 0; j < s->engine->n_first; j++) {
        if (problem->integer[j] && s->engine->chain_of[j] < 0) {
            add_single(s, j, j + 1, 1);
            add_single(s, j, j + 1, -1);
        }
    }
}

static int by_promise(const void *a, const void *b) {
    const move *p = a, *q = b;
    if (p->promise != q->promise) {
        return p->promise < q->promise ? -1 : 1;
    }
    if (p->begin != q->begin) {
        return p->begin < q->begin ? -1 : 1;
    }
    return p->end != q->end ? (p->end < q->end ? -1 : 1) : (p->delta < q->delta ? -1 : p->delta > q->delta);
}

static void write_trial(const search *s, const trial *t, double *x) {
    memcpy(x, s->engine->incumbent, (size_t)s->engine->n_first * sizeof *x);
    for (int i = 0; i < t->n_part; i++) {
        for (rw_idx j = t->part[i].begin; j < t->part[i].end; j++) {
            x[j] += t->part[i].delta;
        }
    }
}

static bool is_wanted(const search *s, const trial *t, double cutoff) {
    return t->promise < cutoff && (s->n_chosen < RW_N_SLOT || t->promise < s->chosen[RW_N_SLOT - 1].promise);
}

// Keeps the most promising feasible trials, by all planes.
static void offer(search *s, trial *t, double cutoff) {
    if (!is_wanted(s, t, cutoff)) {
        return;
    }
    write_trial(s, t, s->x);
    if (!rw_first_feasible(s->engine, s->x)) {
        return;
    }
    t->promise = fmax(t->promise, rw_engine_promise(s->engine, s->x));
    if (!is_wanted(s, t, cutoff)) {
        return;
    }
    rw_idx at = s->n_chosen < RW_N_SLOT ? s->n_chosen++ : RW_N_SLOT - 1;
    while (at > 0 && s->chosen[at - 1].promise > t->promise) {
        s->chosen[at] = s->chosen[at - 1];
        at--;
    }
    s->chosen[at] = *t;
}

static void choose(search *s, double cutoff) {
    s->n_chosen = 0;
    prepare_planes(s);
    list_singles(s);
    qsort(s->single, (size_t)s->n_single, sizeof *s->single, by_promise);
    for (rw_idx i = 0; i < s->n_single; i++) {
        trial t = {.part = {s->single[i]}, .n_part = 1, .promise = s->single[i].promise};
        offer(s, &t, cutoff);
    }
    rw_idx n_paired = s->n_single < MAX_PAIRED ? s->n_single : MAX_PAIRED;
    for (rw_idx i = 0; i < n_paired; i++) {
        for (rw_idx k = i + 1; k < n_paired; k++) {
            trial t = {.part = {s->single[i], s->single[k]}, .n_part = 2};
            t.promise = promise_of(s, t.part, 2);
            offer(s, &t, cutoff);
        }
    }
}

static rw_status prepare(search *s) {
    rw_idx n_first = s->engine->n_first;
    rw_idx n_plane = s->engine->cuts.n_cut;
    rw_free(s->plane);
    s->plane = rw_calloc(n_plane, sizeof *s->plane);
    if (!s->prefix) {
        s->prefix = rw_calloc(MAX_PLANE * (n_first + 1), sizeof *s->prefix);
        s->cost = rw_calloc(n_first + 1, sizeof *s->cost);
        s->single = rw_calloc(MAX_SINGLE, sizeof *s->single);
        s->x = rw_calloc(n_first, sizeof *s->x);
    }
    return s->plane && s->prefix && s->cost && s->single && s->x ? RW_OK : RW_NO_MEMORY;
}

static void search_clear(search *s) {
    rw_free(s->plane);
    rw_free(s->prefix);
    rw_free(s->cost);
    rw_free(s->single);
    rw_free(s->x);
}

rw_status rw_search_improve(rw_engine *engine, int max_round) {
    search s = {.engine = engine};
    rw_status status = RW_OK;
    rw_idx most = max_round / engine->n_scenario > LEAST_ROUND ? max_round / engine->n_scenario : LEAST_ROUND;
    for (rw_idx round = 0; round < most && !rw_engine_must_stop(engine); round++) {
        double slack = rw_engine_slack(engine, engine->incumbent_objective);
        double least = fmax(RW_RESOLUTION * fabs(engine->incumbent_objective), WORTH * slack);
        double cutoff = engine->incumbent_objective - least;
        if (engine->incumbent_objective - engine->root_bound <= slack) {
            break;
        }
        RW_TRY(prepare(&s));
        choose(&s, cutoff);
        if (s.n_chosen == 0) {
            break;
        }
        for (rw_idx i = 0; i < s.n_chosen && i < engine->width; i++) {
            write_trial(&s, &s.chosen[i], s.x);
            rw_engine_ask(engine, s.x);
        }
        bool improved = false;
        RW_TRY(rw_engine_evaluate(engine, NULL, &improved));
        rw_engine_report(engine, false);
    }
done:
    search_clear(&s);
    return status;
}
