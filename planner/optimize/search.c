// Heuristics: rounding the relaxation, and a local search over orders.
//
// The optimal value is convex in the integer columns, so every evaluation gives a plane below it.  A move is worth an
// evaluation only while all planes allow it to be better than the incumbent: moves that cannot help are never solved,
// and the search ends when none is left.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"
#include "optimize/engine.h"

enum {
    MAX_SINGLE = 4096, // moves of one chain looked at
    MAX_PAIRED = 96,   // best of them that are combined in pairs
    MAX_ROUND = 60     // rounds of RW_N_SLOT evaluations in one call
};

static const rw_idx SHIFT[] = {1, 2, 3, 6, 12};

typedef struct move { // adds delta to the columns [begin, end) of a chain
    rw_idx begin, end;
    double delta;
    double promise; // no solution after this move is better than this
} move;

typedef struct trial { // one move, or two at once
    move part[2];
    int n_part;
    double promise;
} trial;

typedef struct search {
    rw_engine *engine;
    double *prefix; // n_plane x (n_first + 1): running sums of the gradients
    double *base;   // n_plane: value of the plane at the incumbent
    move *single;
    rw_idx n_single;
    double *x; // RW_N_SLOT x n_first: what each slot evaluates
    bool has[RW_N_SLOT];
    trial chosen[RW_N_SLOT];
    rw_idx n_chosen;
    const rw_lp_status *basis;
} search;

static void evaluate_slot(void *context, rw_idx index) {
    search *s = context;
    rw_engine *engine = s->engine;
    rw_slot *slot = &engine->slot[index];
    slot->last.objective = INFINITY;
    if (s->has[index] && !rw_engine_must_stop(engine)) {
        rw_slot_evaluate(engine, slot, s->x + index * engine->n_first, s->basis);
    }
}

static void evaluate(search *s) {
    rw_team_run(s->engine->options.threads, RW_N_SLOT, evaluate_slot, s);
    for (int i = 0; i < RW_N_SLOT; i++) {
        if (s->has[i] && s->engine->slot[i].last.objective < INFINITY) {
            rw_pool_add(&s->engine->pool, s->engine->n_first, &s->engine->slot[i].last);
        }
    }
}

rw_status rw_search_round(rw_engine *engine, const double *x, const rw_lp_status *basis) {
    search s = {.engine = engine, .basis = basis};
    s.x = rw_calloc(RW_N_SLOT * engine->n_first, sizeof *s.x);
    if (!s.x) {
        return RW_NO_MEMORY;
    }
    for (int i = 0; i < RW_N_SLOT; i++) {
        double threshold = (i + 0.5) / RW_N_SLOT;
        double *rounded = s.x + i * engine->n_first;
        for (rw_idx j = 0; j < engine->n_first; j++) {
            rounded[j] = engine->problem->integer[j] ? floor(x[j] + threshold) : x[j];
        }
        s.has[i] = rw_first_feasible(engine, &engine->slot[i], rounded);
    }
    evaluate(&s);
    rw_free(s.x);
    return RW_OK;
}

// Running sums of every plane's gradient, so that the change by a move is a difference of two of them.
static void prepare_planes(search *s) {
    const rw_engine *engine = s->engine;
    const double *x = engine->incumbent.x;
    for (rw_idx k = 0; k < engine->pool.n_plane; k++) {
        const double *gradient = engine->pool.gradient + k * engine->n_first;
        double *prefix = s->prefix + k * (engine->n_first + 1);
        double base = engine->pool.offset[k];
        prefix[0] = 0;
        for (rw_idx j = 0; j < engine->n_first; j++) {
            base += gradient[j] * x[j];
            prefix[j + 1] = prefix[j] + gradient[j];
        }
        s->base[k] = base;
    }
}

static double change_of(const search *s, rw_idx plane, const move *m) {
    const double *prefix = s->prefix + plane * (s->engine->n_first + 1);
    return m->delta * (prefix[m->end] - prefix[m->begin]);
}

static double promise_of(const search *s, const move *part, int n_part) {
    double promise = -INFINITY;
    for (rw_idx k = 0; k < s->engine->pool.n_plane; k++) {
        double value = s->base[k];
        for (int i = 0; i < n_part; i++) {
            value += change_of(s, k, &part[i]);
        }
        promise = fmax(promise, value);
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

// Orders one month or more earlier or later, one more, one less.
static void list_chain(search *s, rw_chain chain) {
    const double *x = s->engine->incumbent.x;
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
    memcpy(x, s->engine->incumbent.x, (size_t)s->engine->n_first * sizeof *x);
    for (int i = 0; i < t->n_part; i++) {
        for (rw_idx j = t->part[i].begin; j < t->part[i].end; j++) {
            x[j] += t->part[i].delta;
        }
    }
}

// Keeps the most promising feasible trials, one for each slot.
static void offer(search *s, const trial *t, double cutoff) {
    rw_engine *engine = s->engine;
    if (!(t->promise < cutoff) || (s->n_chosen == RW_N_SLOT && t->promise >= s->chosen[RW_N_SLOT - 1].promise)) {
        return;
    }
    double *x = engine->slot[0].x;
    write_trial(s, t, x);
    if (!rw_first_feasible(engine, &engine->slot[0], x)) {
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

static rw_status search_init(search *s, rw_engine *engine) {
    *s = (search){.engine = engine};
    s->prefix = rw_calloc(engine->pool.capacity * (engine->n_first + 1), sizeof *s->prefix);
    s->base = rw_calloc(engine->pool.capacity, sizeof *s->base);
    s->single = rw_calloc(MAX_SINGLE, sizeof *s->single);
    s->x = rw_calloc(RW_N_SLOT * engine->n_first, sizeof *s->x);
    return s->prefix && s->base && s->single && s->x ? RW_OK : RW_NO_MEMORY;
}

static void search_clear(search *s) {
    rw_free(s->prefix);
    rw_free(s->base);
    rw_free(s->single);
    rw_free(s->x);
}

rw_status rw_search_improve(rw_engine *engine) {
    search s;
    rw_status status = search_init(&s, engine);
    RW_TRY(status);
    for (int round = 0; round < MAX_ROUND && !rw_engine_must_stop(engine); round++) {
        double cutoff = engine->incumbent.objective - RW_RESOLUTION * fabs(engine->incumbent.objective);
        if (engine->incumbent.objective - engine->root_bound <= rw_engine_slack(engine, engine->incumbent.objective)) {
            break;
        }
        choose(&s, cutoff);
        if (s.n_chosen == 0) {
            break;
        }
        for (rw_idx i = 0; i < RW_N_SLOT; i++) {
            s.has[i] = i < s.n_chosen;
            if (s.has[i]) {
                write_trial(&s, &s.chosen[i], s.x + i * engine->n_first);
            }
        }
        s.basis = engine->incumbent.basis;
        evaluate(&s);
        if (rw_engine_collect(engine)) {
            rw_engine_report(engine, false);
        }
    }
done:
    search_clear(&s);
    return status;
}
