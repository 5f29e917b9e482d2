// What must hold of probability targets, whatever the plant.  SPDX-License-Identifier: MIT
//
// usage: test_property_probability [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rampwerk/frontier.h>

#include "core/memory.h"
#include "support/futures.h"
#include "support/trial.h"

enum { N_PLANT = 16, FIRST_SEED = 5000, N_SIZE = 4, N_LEVEL = 4, MOST_CUSTOMERS = 16 };

static const double LEVEL[N_LEVEL] = {0.2, 0.5, 0.75, 1};
static const double STOCK_SLACK = 2e-6; // of a target: a bit more than what counts as met
static const double SHARE_SLACK = 1e-9;
static const double WORSE = 1e-7; // relative: room of an inequality between optima, each right to 1e-9

typedef struct property {
    uint64_t n_trial, n_failed;
    uint64_t n_free, n_bought, n_missed; // levels the configured price reaches, a higher one does, none does
    uint64_t n_impossible;               // plants with futures in which nothing helps
} property;

static void report(property *p, const trial *t, const char *what, bool holds, double first, double second) {
    p->n_trial++;
    if (!holds) {
        p->n_failed++;
        (void)fprintf(stderr, "%s: %.17g and %.17g\n", what, first, second);
        trial_print(t);
    }
}

static bool no_more(double a, double b, double size) {
    return a <= b + WORSE * fmax(1, fabs(size));
}

// The first customer that wants a stock it does not have, in the last month; false: there is none.
static bool choose_target(const rw_model *model, rw_probability_target *target) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        bool is_priced = product->shortfall_eur * model->customer[product->customer].priority_weight > 0;
        if (is_priced && product->target[model->n_month - 1] > product->opening_stock) {
            *target = (rw_probability_target){.name = "target",
                                              .customer = product->customer,
                                              .item = product->item,
                                              .by = model->n_month - 1,
                                              .share = 1,
                                              .price_limit = 16,
                                              .price_tolerance = 0.25};
            return true;
        }
    }
    return false;
}

// Share of futures with the stock there, from stocks and the targets of the scenarios alone.
static double count_again(const trial *t, const rw_probability_target *target, const rw_plan *plan) {
    const rw_model *model = t->input->model;
    double share = 0;
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        bool is_there = true;
        for (rw_idx r = 0; r < model->n_product; r++) {
            const rw_product *product = &model->product[r];
            double wanted = product->target[target->by] * t->scenarios->scenario[w].target_ratio[r];
            double stock = plan->course[w].customer_stock[r * model->n_month + target->by];
            bool is_it = product->customer == target->customer && product->item == target->item;
            is_there = is_there && !(is_it && stock < wanted - STOCK_SLACK * fmax(1, wanted));
        }
        share += is_there ? t->scenarios->scenario[w].probability : 0;
    }
    return share;
}

// In exact optima cost rises and shortfall falls with the price.
static void try_points(property *p, const trial *t, const rw_price_search *search, rw_idx customer) {
    for (rw_idx a = 0; a < search->n_point; a++) {
        const rw_price_point *low = &search->point[a];
        double cost = low->cost.money_eur + low->cost.other_eur, price = low->multiple[customer];
        double sum = cost + price * low->cost.named_eur, size = fabs(low->cost.money_eur) + low->cost.named_eur;
        report(p, t, "every point is proven", low->outcome == RW_OUTCOME_OPTIMAL, low->objective, low->bound);
        report(p, t, "cost and shortfall are the objective", no_more(fabs(sum - low->objective), 0, size), sum,
               low->objective);
        for (rw_idx b = 0; b < search->n_point; b++) {
            const rw_price_point *high = &search->point[b];
            double dearer = high->cost.money_eur + high->cost.other_eur;
            if (high->multiple[customer] > price) {
                double room = size * high->multiple[customer] / (high->multiple[customer] - price);
                report(p, t, "a higher price, no less cost", no_more(cost, dearer, room), cost, dearer);
                report(p, t, "a higher price, no more shortfall",
                       no_more(high->cost.named_eur, low->cost.named_eur, room), high->cost.named_eur,
                       low->cost.named_eur);
            }
        }
    }
}

static void try_rows(property *p, const trial *t, const rw_frontier *frontier, rw_idx customer) {
    const rw_price_search *search = &frontier->search;
    double cost = -INFINITY, price = 0;
    bool is_missed = false;
    for (rw_idx k = 0; k < frontier->n_row; k++) {
        const rw_frontier_row *row = &frontier->row[k];
        if (row->chosen < 0) {
            is_missed = true;
            p->n_missed++;
            continue;
        }
        const rw_price_point *point = &search->point[row->chosen], *least = &search->point[row->least];
        double own = point->cost.money_eur + point->cost.other_eur;
        report(p, t, "no level above one that is missed is reached", !is_missed, row->level, 0);
        report(p, t, "what is claimed is reached", point->probability[0] >= row->level - SHARE_SLACK, row->level,
               point->probability[0]);
        report(p, t, "a higher level costs no less", own >= cost, cost, own);
        report(p, t, "a higher level has no lower price", least->multiple[customer] >= price, price,
               least->multiple[customer]);
        cost = own;
        price = least->multiple[customer];
        p->n_free += price <= 1;
        p->n_bought += price > 1;
    }
    p->n_impossible += search->possible[0] < 1;
    for (rw_idx k = 0; k < search->n_point; k++) {
        report(p, t, "no plan beats what is possible",
               search->point[k].probability[0] <= search->possible[0] + SHARE_SLACK, search->point[k].probability[0],
               search->possible[0]);
    }
}

// A plan for one level: it is what it says, and the re-check at its prices passes.
static void try_plan(property *p, trial *t, const rw_frontier *frontier, rw_idx row, const rw_price_options *options) {
    rw_model *model = t->input->model;
    rw_probability_target target = frontier->search.target[0];
    rw_assurance *assurance = NULL;
    rw_customer *customer = model->customer, priced[MOST_CUSTOMERS];
    rw_verdict verdict = {0};
    target.share = frontier->row[row].level;
    model->probability_target = &target;
    model->n_probability_target = 1;
    bool good = rw_assurance_find(model, t->scenarios, options, &assurance, &t->error) == RW_OK;
    good = good && assurance->chosen >= 0 && model->n_customer <= MOST_CUSTOMERS;
    report(p, t, "a plan is found", good, 0, 0);
    if (good) {
        const rw_price_point *point = &assurance->search.point[assurance->chosen];
        double share = count_again(t, &target, assurance->plan);
        report(p, t, "the probability is that of the plan", fabs(share - point->probability[0]) <= SHARE_SLACK, share,
               point->probability[0]);
        report(p, t, "reached as the frontier says", assurance->reached == (frontier->row[row].chosen >= 0),
               point->probability[0], target.share);
        report(p, t, "reached is reached", !assurance->reached || share >= target.share - SHARE_SLACK, share,
               target.share);
        memcpy(priced, customer, (size_t)model->n_customer * sizeof *priced);
        for (rw_idx c = 0; c < model->n_customer; c++) {
            priced[c].priority_weight *= point->multiple[c];
        }
        model->customer = priced;
        bool is_right = rw_verify(model, t->scenarios, assurance->plan, &verdict, &t->error) == RW_OK && verdict.ok;
        report(p, t, "the re-check passes", is_right, verdict.objective, point->objective);
        model->customer = customer;
    }
    rw_assurance_free(&assurance);
    model->n_probability_target = 0;
}

static void try_plant(property *p, uint64_t seed) {
    trial t = {0};
    rw_frontier *frontier = NULL;
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false;
    recipe.has[PLANT_HAS_RISKS] = true;
    bool good = trial_read(&t, &recipe);
    rw_probability_target target;
    if (good && choose_target(t.input->model, &target)) {
        rw_price_options options = {0};
        const rw_frontier_question question = {.target = &target, .n_level = N_LEVEL, .level = LEVEL};
        rw_optimize_defaults(&options.optimize);
        options.optimize.gap_relative = 0;
        good = trial_take(&t, futures_draw(t.input->model, seed, N_SIZE, &t.error)) &&
               rw_frontier_trace(t.input->model, t.scenarios, &question, &options, &frontier, &t.error) == RW_OK;
        if (good && frontier->search.point[0].has_plan) { // pins and sites can leave no plan
            try_points(p, &t, &frontier->search, target.customer);
            try_rows(p, &t, frontier, target.customer);
            try_plan(p, &t, frontier, (rw_idx)(seed % N_LEVEL), &options);
        }
    }
    report(p, &t, "the plant is read and solved", good, 0, 0);
    rw_frontier_free(&frontier);
    trial_clear(&t);
}

int main(int argc, char **argv) {
    property p = {0};
    uint64_t shard = argc == 3 ? strtoull(argv[1], NULL, 10) : 0, n_shard = argc == 3 ? strtoull(argv[2], NULL, 10) : 1;
    uint64_t n_plant = trial_count(N_PLANT);
    for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + n_plant; seed++) {
        if (trial_is_mine(seed, shard, n_shard)) {
            try_plant(&p, seed);
        }
    }
    (void)printf(
        "levels: %llu at the configured price or less, %llu above it, %llu not reached; in %llu plants futures "
        "in which nothing helps\n",
        (unsigned long long)p.n_free, (unsigned long long)p.n_bought, (unsigned long long)p.n_missed,
        (unsigned long long)p.n_impossible);
    if (rw_memory_live() != 0) {
        (void)fprintf(stderr, "memory is left\n");
        p.n_failed++;
    }
    (void)printf("%llu passed, %llu failed\n", (unsigned long long)(p.n_trial - p.n_failed),
                 (unsigned long long)p.n_failed);
    return p.n_failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
