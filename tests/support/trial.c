// A generated plant on its way through the library.  SPDX-License-Identifier: MIT
#include "support/trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/text.h"

static const double cap_slack_relative = 1e-6; // model.md section 6
static const double cap_slack = 1e-4;

uint64_t trial_count(uint64_t count) {
    const char *text = getenv("RAMPWERK_TEST_MULT");
    const double multiple = text != NULL ? strtod(text, NULL) : 1.0;
    return multiple > 0.0 ? (uint64_t)ceil(multiple * (double)count) : count;
}

bool trial_is_mine(uint64_t seed, uint64_t shard, uint64_t n_shard) {
    return n_shard <= 1 || seed % n_shard == shard;
}

bool trial_read(trial *t, const plant_recipe *recipe) {
    rw_text text = {0};
    *t = (trial){.recipe = *recipe};
    plant_write(recipe, &text);
    rw_status status = text.failed ? rw_error_set(&t->error, RW_NO_MEMORY, "no memory for the text") : RW_OK;
    if (status == RW_OK) {
        status = rw_input_read_text(rw_text_string(&text), "generated", &t->input, &t->error);
    }
    if (status == RW_OK) {
        status = rw_scenario_nominal(t->input->model, &t->scenarios, &t->error);
    }
    rw_text_clear(&text);
    return status == RW_OK;
}

bool trial_take(trial *t, rw_scenario_set *scenarios) {
    if (scenarios == NULL) {
        (void)rw_error_set(&t->error, RW_NO_MEMORY, "no scenarios");
        return false;
    }
    rw_scenario_free(&t->scenarios);
    t->scenarios = scenarios;
    return true;
}

static rw_status solve_step(trial *t, rw_aim aim, double cap, int threads) {
    rw_status status = RW_OK;
    const rw_idx step = t->n_step++;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    options.gap_absolute = 0.0;
    options.threads = threads;
    const double *start = step > 0 ? t->solution[step - 1]->first : NULL;
    RW_TRY(rw_formulation_new(t->input->model, t->scenarios, aim, cap, false, &t->formulation[step], &t->error));
    const rw_twostage *problem = rw_formulation_problem(t->formulation[step]);
    RW_TRY(rw_twostage_check(problem, &t->error));
    RW_TRY(rw_optimize(problem, &options, start, &t->solution[step], &t->error));
    const rw_outcome outcome = t->solution[step]->outcome;
    if (outcome != RW_OUTCOME_OPTIMAL && outcome != RW_OUTCOME_INFEASIBLE) {
        RW_TRY(rw_error_set(&t->error, RW_NUMERICAL, "step %d ended as %s", (int)step, rw_outcome_text(outcome)));
    }
done:
    return status;
}

static rw_status solve_steps(trial *t, int threads) {
    rw_status status = RW_OK;
    double cap = 0.0;
    rw_aim aim = RW_AIM_COST;
    if (t->input->model->objective == RW_OBJECTIVE_LEXICOGRAPHIC) {
        RW_TRY(solve_step(t, RW_AIM_SHORTFALL, 0.0, threads));
        if (!t->solution[0]->has_point) {
            goto done;
        }
        cap = t->solution[0]->objective * (1.0 + cap_slack_relative) + cap_slack;
        aim = RW_AIM_COST_AT_SHORTFALL;
    }
    RW_TRY(solve_step(t, aim, cap, threads));
    const rw_idx last = t->n_step - 1;
    if (t->solution[last]->has_point) {
        RW_TRY(rw_formulation_plan(t->formulation[last], t->solution[last], &t->plan, &t->error));
    }
done:
    return status;
}

static rw_status check_plan(trial *t) {
    rw_status status = RW_OK;
    const rw_solution *solution = t->solution[t->n_step - 1];
    RW_TRY(rw_verify(t->input->model, t->scenarios, t->plan, &t->verdict, &t->error));
    for (int v = 0; v < RW_N_VIOLATION && !t->verdict.ok; v++) {
        const rw_finding *finding = &t->verdict.finding[v];
        if (!(finding->worst <= finding->tolerance)) {
            RW_TRY(rw_error_set(&t->error, RW_DATA, "the re-check finds %s off by %g: %s",
                                rw_violation_name((rw_violation)v), finding->worst, finding->where));
        }
    }
    if (!(solution->bound <= solution->objective)) {
        RW_TRY(rw_error_set(&t->error, RW_NUMERICAL, "bound %.17g is above objective %.17g", solution->bound,
                            solution->objective));
    }
done:
    return status;
}

bool trial_solve(trial *t, int threads) {
    rw_status status = solve_steps(t, threads);
    if (status == RW_OK && t->plan != NULL) {
        status = check_plan(t);
    }
    return status == RW_OK;
}

void trial_clear(trial *t) {
    rw_plan_free(&t->plan);
    for (int step = 0; step < 2; step++) {
        rw_solution_free(&t->solution[step]);
        rw_formulation_free(&t->formulation[step]);
    }
    rw_scenario_free(&t->scenarios);
    rw_input_free(&t->input);
    t->n_step = 0;
}

void trial_print(const trial *t) {
    (void)fprintf(stderr, "plant: --size %s --seed %llu;", plant_size_name(t->recipe.size),
                  (unsigned long long)t->recipe.seed);
    for (int f = 0; f < PLANT_N_FEATURE; f++) {
        if (t->recipe.has[f]) {
            (void)fprintf(stderr, " %s", plant_feature_name((plant_feature)f));
        }
    }
    if (t->scenarios != NULL && t->scenarios->n_scenario > 1) {
        (void)fprintf(stderr, "; %lld scenarios", (long long)t->scenarios->n_scenario);
    }
    (void)fprintf(stderr, "%s%s%s\n  error: %s\n", t->recipe.shuffle != 0 ? "; shuffled" : "",
                  t->recipe.split_operation ? "; operation split" : "", t->recipe.useless_line ? "; useless line" : "",
                  t->error.text);
    if (t->input != NULL && t->input->model == NULL && t->input->diagnostics != NULL) {
        (void)fputs(t->input->diagnostics, stderr);
    }
}

double trial_objective(const trial *t) {
    return t->plan != NULL ? t->solution[t->n_step - 1]->objective : (double)INFINITY;
}
