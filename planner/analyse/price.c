// Solves at multiplied prices of shortfall.  SPDX-License-Identifier: MIT
#include "analyse/price.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"

static const double PROBABILITY_SLACK = 1e-9; // of a sum of probabilities

static double *copy_values(rw_idx count, const double *value) {
    double *copy = rw_calloc(count, sizeof *copy);
    if (copy != NULL && count > 0) {
        memcpy(copy, value, (size_t)count * sizeof *copy);
    }
    return copy;
}

rw_status rw_pricing_begin(rw_pricing *pricing, rw_idx n_target, const rw_probability_target *target, rw_error *error) {
    rw_price_search *search = pricing->search;
    pricing->begun = rw_clock_seconds();
    *search = (rw_price_search){.monotone = true};
    search->target = rw_calloc(n_target, sizeof *search->target);
    search->possible = rw_calloc(n_target, sizeof *search->possible);
    search->ever_met = rw_calloc(n_target * pricing->scenarios->n_scenario, sizeof *search->ever_met);
    if (search->target == NULL || search->possible == NULL || search->ever_met == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    memcpy(search->target, target, (size_t)n_target * sizeof *target);
    for (rw_idx k = 0; k < n_target; k++) {
        search->possible[k] = 1;
    }
    search->n_target = n_target;
    return RW_OK;
}

void rw_price_search_clear(rw_price_search *search) {
    for (rw_idx k = 0; k < search->n_point; k++) {
        rw_free(search->point[k].multiple);
        rw_free(search->point[k].probability);
        rw_free(search->point[k].first);
    }
    rw_free(search->point);
    rw_free(search->ever_met);
    rw_free(search->possible);
    rw_free(search->target);
    *search = (rw_price_search){0};
}

rw_idx rw_pricing_n_lever(const rw_model *model) {
    return model->n_customer + 1;
}

rw_idx rw_pricing_lever(const rw_model *model, const rw_probability_target *target) {
    return target->lever == RW_LEVER_CVAR ? model->n_customer : target->customer;
}

// A new point at these prices, or NULL when out of memory.
static rw_price_point *add_point(rw_pricing *pricing, const double *multiple) {
    rw_price_search *search = pricing->search;
    if (rw_reserve(&search->point, &search->capacity, search->n_point + 1, sizeof *search->point) != RW_OK) {
        return NULL;
    }
    rw_price_point *point = &search->point[search->n_point];
    *point = (rw_price_point){.multiple = copy_values(rw_pricing_n_lever(pricing->model), multiple),
                              .probability = rw_calloc(search->n_target, sizeof *point->probability)};
    search->n_point++;
    return point->multiple != NULL && point->probability != NULL ? point : NULL;
}

// The first stage of the nearest point with a plan, NULL: none.
static const double *find_start(const rw_pricing *pricing, const double *multiple) {
    const double *start = NULL;
    double least = (double)INFINITY;
    for (rw_idx k = 0; k < pricing->search->n_point; k++) {
        const rw_price_point *point = &pricing->search->point[k];
        double distance = 0;
        for (rw_idx c = 0; c < rw_pricing_n_lever(pricing->model); c++) {
            distance += fabs(log(point->multiple[c] / multiple[c]));
        }
        if (point->first != NULL && distance < least) {
            start = point->first;
            least = distance;
        }
    }
    return start;
}

// The model with its levers moved: customer is n_customer of room.
static rw_model move_levers(const rw_model *model, const double *multiple, rw_customer *customer) {
    rw_model priced = *model;
    memcpy(customer, model->customer, (size_t)model->n_customer * sizeof *customer);
    for (rw_idx c = 0; c < model->n_customer; c++) {
        customer[c].priority_weight *= multiple[c];
    }
    priced.customer = customer;
    priced.risk_weight = 1 - (1 - model->risk_weight) / multiple[model->n_customer];
    return priced;
}

static void add_effort(rw_price_search *search, const rw_solved *solved) {
    search->outcome = solved->outcome;
    search->n_node += solved->n_node;
    search->n_lp += solved->n_lp;
    search->n_pivot += solved->n_pivot;
    search->n_cut += solved->solution->n_cut;
    search->seconds_build += solved->seconds_build;
    search->seconds_root += solved->seconds_root;
    search->seconds_tree += solved->seconds_tree;
    search->seconds_search += solved->seconds_search;
}

static rw_status note_plan(const rw_pricing *pricing, const rw_solved *solved, rw_idx n_first, rw_price_point *point,
                           rw_error *error) {
    const rw_price_search *search = pricing->search;
    point->has_plan = true;
    for (rw_idx k = 0; k < search->n_target; k++) {
        point->probability[k] = rw_target_probability(pricing->model, &search->target[k], solved->plan);
        for (rw_idx w = 0; w < solved->plan->n_scenario; w++) {
            search->ever_met[k * solved->plan->n_scenario + w] |=
                rw_target_is_met(pricing->model, &search->target[k], &solved->plan->course[w]);
        }
    }
    point->cost = rw_target_costs(pricing->model, search->n_target, search->target, solved->plan);
    point->n_first = n_first;
    point->first = copy_values(n_first, solved->solution->first);
    return point->first != NULL ? RW_OK : rw_error_set(error, RW_NO_MEMORY, "out of memory");
}

static void begin_step(rw_pricing *pricing, const double *multiple) {
    double most = 0; // one number stands for all levers: the one that is raised most, or lowered least
    for (rw_idx k = 0; k < pricing->search->n_target; k++) {
        most = fmax(most, multiple[rw_pricing_lever(pricing->model, &pricing->search->target[k])]);
    }
    snprintf(pricing->step, sizeof pricing->step, "price x %.3g", most);
    if (pricing->options->begin != NULL) {
        pricing->options->begin(pricing->options->optimize.context, pricing->step, "M EUR");
    }
}

rw_status rw_pricing_solve(rw_pricing *pricing, const double *multiple, rw_solved *solved, bool *done,
                           rw_error *error) {
    rw_status status = RW_OK;
    rw_price_search *search = pricing->search;
    rw_optimize_options options = pricing->options->optimize;
    double begun = rw_clock_seconds();
    const double *start = find_start(pricing, multiple);
    rw_customer *customer = rw_calloc(pricing->model->n_customer, sizeof *customer);
    rw_price_point *point = customer != NULL ? add_point(pricing, multiple) : NULL;
    if (point == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    const rw_model priced = move_levers(pricing->model, multiple, customer);
    options.time_limit = fmax(0, options.time_limit - (begun - pricing->begun));
    begin_step(pricing, multiple);
    RW_TRY(rw_solve(&priced, pricing->scenarios, &options, start, NULL, solved, error));
    add_effort(search, solved);
    point->risk_weight = priced.risk_weight;
    point->outcome = solved->outcome;
    point->objective = solved->objective;
    point->bound = solved->bound;
    point->gap = solved->gap;
    if (solved->plan != NULL) {
        RW_TRY(note_plan(pricing, solved, solved->n_first, point, error));
    }
    point->seconds = rw_clock_seconds() - begun;
    if (pricing->options->report != NULL) {
        pricing->options->report(options.context, search);
    }
    bool is_late = rw_clock_seconds() - pricing->begun >= pricing->options->optimize.time_limit;
    *done = !point->has_plan || solved->outcome == RW_OUTCOME_INTERRUPTED || rw_stop_requested() || is_late;
done:
    rw_free(customer);
    return status;
}

// No customer's price is lower at a than at b, and one is higher.
static bool is_above(const rw_model *model, const rw_price_point *a, const rw_price_point *b) {
    bool is_higher = false;
    for (rw_idx c = 0; c < rw_pricing_n_lever(model); c++) {
        if (a->multiple[c] < b->multiple[c]) {
            return false;
        }
        is_higher = is_higher || a->multiple[c] > b->multiple[c];
    }
    return is_higher;
}

void rw_pricing_end(rw_pricing *pricing, bool complete) {
    rw_price_search *search = pricing->search;
    search->complete = complete && search->outcome != RW_OUTCOME_INTERRUPTED;
    for (rw_idx a = 0; a < search->n_point; a++) {
        for (rw_idx b = 0; b < search->n_point; b++) {
            const rw_price_point *high = &search->point[a], *low = &search->point[b];
            bool is_pair = high->has_plan && low->has_plan && is_above(pricing->model, high, low);
            for (rw_idx k = 0; is_pair && k < search->n_target; k++) {
                bool fell = high->probability[k] < low->probability[k] - PROBABILITY_SLACK;
                search->monotone = search->monotone && !fell;
            }
        }
    }
}

bool rw_price_reaches(double probability, double share) {
    return probability >= share - PROBABILITY_SLACK;
}

double rw_price_deficit(const rw_price_search *search, const rw_price_point *point) {
    double worst = 0;
    for (rw_idx k = 0; k < search->n_target; k++) {
        if (!rw_price_reaches(point->probability[k], search->target[k].share)) {
            worst = fmax(worst, search->target[k].share - point->probability[k]);
        }
    }
    return worst;
}

static double total_price(const rw_model *model, const rw_price_point *point) {
    double sum = 0;
    for (rw_idx c = 0; c < rw_pricing_n_lever(model); c++) {
        sum += point->multiple[c];
    }
    return sum;
}

bool rw_price_is_better(const rw_model *model, const rw_price_point *point, const rw_price_point *other) {
    bool is_proven = point->outcome == RW_OUTCOME_OPTIMAL, other_is = other->outcome == RW_OUTCOME_OPTIMAL;
    double cost = point->cost.money_eur + point->cost.other_eur;
    double other_cost = other->cost.money_eur + other->cost.other_eur;
    if (is_proven != other_is) {
        return is_proven;
    }
    if (cost < other_cost || cost > other_cost) {
        return cost < other_cost;
    }
    return total_price(model, point) < total_price(model, other);
}
