// Scenario sets for tests.  SPDX-License-Identifier: MIT
#include "support/futures.h"

#include "core/memory.h"
#include "core/random.h"

rw_scenario_set *futures_draw(const rw_model *model, uint64_t seed, rw_idx n_scenario, rw_error *error) {
    const rw_draw draw = {.seed = seed,
                          .sampling = seed % 2 == 0 ? RW_SAMPLING_MONTE_CARLO : RW_SAMPLING_LATIN_HYPERCUBE,
                          .n_sample = n_scenario,
                          .n_scenario = n_scenario};
    rw_scenario_set *set = NULL;
    return rw_scenario_draw(model, &draw, &set, error) == RW_OK ? set : NULL;
}

typedef struct inventor {
    rw_arena *arena;
    uint64_t seed, stream, next;
    bool failed;
} inventor;

static double between(inventor *v, double low, double high) {
    return low + (high - low) * rw_random_uniform(v->seed, v->stream, v->next++);
}

// 1 for all, the same for all, or one each; where may_fail, 0 now and then.
static double *invent_ratios(inventor *v, rw_idx count, double low, double high, bool may_fail) {
    double *ratio = rw_arena_alloc(v->arena, count, sizeof *ratio);
    const double kind = between(v, 0.0, 1.0), same = between(v, low, high);
    v->failed = v->failed || ratio == NULL;
    for (rw_idx k = 0; ratio != NULL && k < count; k++) {
        const double own = between(v, low, high), luck = between(v, 0.0, 1.0);
        ratio[k] = kind < 0.3 ? 1.0 : kind < 0.6 ? same : own;
        ratio[k] = may_fail && kind >= 0.3 && luck < 0.05 ? 0.0 : ratio[k];
    }
    return ratio;
}

static void invent_scenario(inventor *v, const rw_model *model, rw_scenario *scenario) {
    scenario->build_ratio = invent_ratios(v, model->n_line, 0.5, 2.0, false);
    scenario->ramp_ratio = invent_ratios(v, model->n_line, 0.5, 2.5, false);
    scenario->rate_ratio = invent_ratios(v, model->n_line, 0.3, 1.2, true);
    scenario->yield_ratio = invent_ratios(v, model->n_operation, 0.6, 1.2, false);
    scenario->capex_ratio = invent_ratios(v, model->n_line, 0.8, 1.8, false);
    scenario->price_ratio = invent_ratios(v, model->n_supplier, 0.6, 1.6, false);
    scenario->supply_ratio = invent_ratios(v, model->n_supplier * model->n_month, 0.2, 1.2, true);
    scenario->hire_ratio = invent_ratios(v, model->n_skill, 0.2, 1.5, true);
    scenario->attrition_ratio = invent_ratios(v, model->n_skill, 0.0, 5.0, true);
    scenario->use_ratio = invent_ratios(v, model->n_product, 0.3, 1.7, true);
    scenario->target_ratio = invent_ratios(v, model->n_product, 0.3, 1.7, true);
    scenario->inflow_ratio = invent_ratios(v, model->n_product, 0.0, 1.5, true);
    scenario->permit_months = rw_arena_alloc(v->arena, model->n_permit, sizeof *scenario->permit_months);
    v->failed = v->failed || scenario->permit_months == NULL;
    for (rw_idx q = 0; !v->failed && q < model->n_permit; q++) {
        scenario->permit_months[q] = (rw_idx)between(v, 0.0, 0.7 * (double)model->n_month);
    }
}

static rw_scenario_set *make_set(rw_idx n_scenario) {
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *set = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *set) : NULL;
    rw_scenario *scenario = set != NULL ? rw_arena_alloc(arena, n_scenario, sizeof *scenario) : NULL;
    if (scenario == NULL) {
        rw_arena_free(&arena);
        return NULL;
    }
    *set = (rw_scenario_set){.n_scenario = n_scenario, .scenario = scenario, .arena = arena};
    return set;
}

rw_scenario_set *futures_invent(const rw_model *model, uint64_t seed, rw_idx n_scenario) {
    rw_scenario_set *set = make_set(n_scenario);
    inventor v = {.arena = set != NULL ? set->arena : NULL, .seed = seed, .failed = set == NULL};
    double sum = 0.0;
    for (rw_idx w = 0; !v.failed && w < n_scenario; w++) {
        v.stream = (uint64_t)w;
        v.next = 0;
        invent_scenario(&v, model, &set->scenario[w]);
        set->scenario[w].probability = between(&v, 0.1, 1.0);
        sum += set->scenario[w].probability;
    }
    for (rw_idx w = 0; !v.failed && w < n_scenario; w++) {
        set->scenario[w].probability /= sum;
    }
    if (v.failed) {
        rw_scenario_free(&set);
    }
    return set;
}

rw_scenario_set *futures_permuted(const rw_scenario_set *of, uint64_t seed) {
    rw_scenario_set *set = make_set(of->n_scenario);
    for (rw_idx w = 0; set != NULL && w < of->n_scenario; w++) {
        const rw_idx other = rw_random_index(seed, 0, (uint64_t)w, w + 1); // Fisher and Yates, inside out
        set->scenario[w] = set->scenario[other];
        set->scenario[other] = of->scenario[w];
    }
    return set;
}

rw_scenario_set *futures_split(const rw_scenario_set *of, rw_idx w) {
    rw_scenario_set *set = make_set(of->n_scenario + 1);
    for (rw_idx k = 0; set != NULL && k < of->n_scenario; k++) {
        set->scenario[k] = of->scenario[k];
    }
    if (set != NULL) {
        set->scenario[of->n_scenario] = of->scenario[w];
        set->scenario[w].probability = of->scenario[w].probability / 3.0;
        set->scenario[of->n_scenario].probability = of->scenario[w].probability - set->scenario[w].probability;
    }
    return set;
}
