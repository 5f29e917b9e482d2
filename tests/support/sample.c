// A plant with one of everything, and a run of it.  SPDX-License-Identifier: MIT
#include "support/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/random.h"
#include "results/field.h"
#include "support/tiny.h"

enum { N_MONTH = 14, N_LINE = 2, N_FACTOR = 3 };

static const rw_extent one_of_each = {.n_scenario = 1, .n_factor = N_FACTOR};

static void add_second_customer(rw_model *model) {
    rw_customer *customer = rw_tiny_alloc(model, 2, sizeof *customer);
    rw_product *product = rw_tiny_alloc(model, 3, sizeof *product);
    rw_delivery *delivery = rw_tiny_alloc(model, 4, sizeof *delivery);
    customer[0] = model->customer[0];
    customer[0].title = "Heer, \xc3\xa4ltere Vorr\xc3\xa4te";
    customer[1] =
        (rw_customer){.name = "ally", .title = "Ally", .priority_weight = 2.0, .product_begin = 1, .product_end = 3};
    product[0] = product[1] = product[2] = model->product[0];
    product[1].customer = product[2].customer = 1;
    product[1].target = rw_tiny_path(model, 70.0);
    product[2].item = 1;
    product[1].delivery_begin = 1;
    product[1].delivery_end = 3;
    product[2].delivery_begin = 3;
    product[2].delivery_end = 4;
    delivery[0] = (rw_delivery){.product = 0, .item = 2};
    delivery[1] = (rw_delivery){.product = 1, .item = 2};
    delivery[2] = (rw_delivery){.product = 1, .item = 0}; // taken in place of item 2
    delivery[3] = (rw_delivery){.product = 2, .item = 1};
    model->customer = customer;
    model->product = product;
    model->delivery = delivery;
    model->n_customer = 2;
    model->n_product = 3;
    model->n_delivery = 4;
}

static void add_permit_and_options(rw_model *model) {
    model->n_permit = 1;
    model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "emission", .title = "Emission permit", .duration_months = 7};
    model->line[1].permit = 0;
    model->line[0].yield_initial_share = 0.5;
    model->line[0].grant_share = 0.25;
    model->operation[0].yield = 0.75;
    model->n_option = 2;
    model->option = rw_tiny_alloc(model, 2, sizeof *model->option);
    model->option[0] = (rw_option){.name = "more", .blocks_max = 2, .capacity_per_month = 5.0, .fee_eur = 10.0};
    model->option[1] = (rw_option){.name = "more", .supplier = 1, .blocks_max = 2, .fee_eur = 20.0};
    model->supplier[0].option_end = 1;
    model->supplier[1].option_begin = 1;
    model->supplier[1].option_end = 2;
}

static void add_policies(rw_model *model) {
    static const rw_idx both[] = {0, 1};
    const double limit[] = {1e6, 2e6, 3e6};
    model->n_budget = model->n_content_rule = model->n_supply_rule = 1;
    model->n_surge_rule = model->n_transfer_rule = 1;
    model->budget = rw_tiny_alloc(model, 1, sizeof *model->budget);
    model->content_rule = rw_tiny_alloc(model, 1, sizeof *model->content_rule);
    model->supply_rule = rw_tiny_alloc(model, 1, sizeof *model->supply_rule);
    model->surge_rule = rw_tiny_alloc(model, 1, sizeof *model->surge_rule);
    model->transfer_rule = rw_tiny_alloc(model, 1, sizeof *model->transfer_rule);
    model->budget[0] =
        (rw_budget){.name = "cash", .scope = RW_BUDGET_CASH, .limit_eur = rw_tiny_values(model, 3, limit)};
    model->content_rule[0] = (rw_content_rule){.name = "made_here", .to = N_MONTH - 1, .min_share = 0.5};
    model->supply_rule[0] =
        (rw_supply_rule){.name = "first_served", .n_customer = 1, .customer = both, .n_item = 2, .item = both};
    model->surge_rule[0] = (rw_surge_rule){.name = "surge", .n_line = 2, .line = both, .rate_per_month = 10.0};
    model->transfer_rule[0] = (rw_transfer_rule){.name = "at_home", .n_item = 2, .item = both};
}

static void add_notes(rw_model *model) {
    model->n_note = 2;
    model->note = rw_tiny_alloc(model, 2, sizeof *model->note);
    model->note[0] = (rw_note){.field = "lines.line0.capex_eur",
                               .source = "Gesch\xc3\xa4"
                                         "ftsbericht",
                               .url = "https://example.org/a?b=c",
                               .as_of = "2026-05",
                               .note = "",
                               .confidence = "B"};
    model->note[1] = (rw_note){
        .field = "skills.worker", .source = "", .url = "", .as_of = "", .note = "a guess", .confidence = "assumption"};
}

rw_model *rw_sample_model(void) {
    rw_model *model = rw_tiny_new(N_MONTH, N_LINE);
    model->name = "sample";
    model->title = "Sample plant";
    model->start_month = 12;
    model->n_year = 3; // 2027-12 to 2029-01
    model->discount_rate = 0.03;
    model->scenarios = 20;
    model->seed = 7;
    model->sampling = RW_SAMPLING_LATIN_HYPERCUBE;
    model->risk_weight = 0.25;
    model->risk_level = 0.9;
    model->item[1].title = "Body";
    add_second_customer(model);
    add_permit_and_options(model);
    add_policies(model);
    add_notes(model);
    return model;
}

rw_status rw_sample_read_model(const char *config_text, rw_model **model, rw_error *error) {
    (void)config_text;
    (void)error;
    *model = rw_sample_model();
    return RW_OK;
}

static double plausible(uint64_t bits) {
    return (double)(bits % 64) / 4.0;
}

static double any_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void numbers_fill(const rw_model *model, rw_plan *plan, rw_scenario_set *set, rw_sample_numbers numbers) {
    for (rw_idx f = 0; f < rw_field_count; f++) {
        const rw_field *field = &rw_field_table[f];
        rw_idx size[RW_FIELD_RANK], count = 0;
        rw_field_shape(field, model, &one_of_each, size, &count);
        const rw_idx n_block = field->axis[0] == RW_AXIS_SCENARIO ? plan->n_scenario : 1;
        for (rw_idx w = 0; field->home != RW_HOME_DERIVED && w < n_block; w++) {
            char *block = rw_field_block(field, plan, set, w);
            for (rw_idx k = 0; k < count; k++) {
                const uint64_t bits = rw_random_bits((uint64_t)f, (uint64_t)w, (uint64_t)k);
                const double value = numbers == RW_SAMPLE_ANY_BITS ? any_bits(bits) : plausible(bits);
                const rw_idx index = (rw_idx)(bits % 100);
                const bool is_index = field->home == RW_HOME_SCENARIO_INDEX;
                memcpy(block + (size_t)k * sizeof value, is_index ? (const void *)&index : &value, sizeof value);
            }
        }
    }
    for (rw_idx k = 0; k < model->n_line * model->n_month; k++) { // few whole orders
        plan->module_order[k] = k % 9 == 4 ? 1.0 + (double)(k % 2) : 0.0;
    }
    for (rw_idx k = 0; k < model->n_option * model->n_month; k++) {
        plan->option_block[k] = k % 11 == 3 ? 1.0 : 0.0;
    }
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        plan->course[w].probability = set->scenario[w].probability = 1.0 / (double)plan->n_scenario;
    }
}

// n scenarios with room for every array: the sets of several nominal ones are not to be had from the model.
static rw_scenario_set *scenarios_new(const rw_model *model, rw_idx n) {
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *set = rw_arena_alloc(arena, 1, sizeof *set);
    set->arena = arena;
    set->n_scenario = n;
    set->scenario = rw_arena_alloc(arena, n, sizeof *set->scenario);
    set->n_factor = N_FACTOR;
    set->factor = rw_arena_alloc(arena, n * N_FACTOR, sizeof *set->factor);
    set->factor_name = rw_arena_alloc(arena, N_FACTOR, sizeof *set->factor_name);
    set->factor_name[0] = "permit";
    set->factor_name[1] = "feed cut.start \xc3\xa4";
    set->factor_name[2] = "feed cut.length";
    for (rw_idx w = 0; w < n; w++) {
        for (rw_idx f = 0; f < rw_field_count; f++) {
            const rw_field *field = &rw_field_table[f];
            rw_idx size[RW_FIELD_RANK], count = 0;
            rw_field_shape(field, model, &one_of_each, size, &count);
            if (field->home == RW_HOME_SCENARIO || field->home == RW_HOME_SCENARIO_INDEX) {
                void *block = rw_arena_alloc(arena, count, sizeof(double));
                memcpy((char *)&set->scenario[w] + field->offset, &block, sizeof block);
            }
        }
    }
    return set;
}

static void verdict_fill(rw_verdict *verdict) {
    *verdict = (rw_verdict){.ok = true, .objective = 1234.5, .shortfall = 6.25};
    for (rw_idx k = 0; k < RW_N_VIOLATION; k++) {
        verdict->finding[k] = (rw_finding){.worst = (double)k * 1e-9, .tolerance = 1e-6, .n_checked = 10 * k};
    }
    strcpy(verdict->finding[3].where, "line0, 2028-01: 1 > 0");
}

void rw_sample_init(rw_sample *sample, const rw_model *model, rw_idx n_scenario, rw_sample_numbers numbers) {
    rw_plan *plan = NULL;
    if (rw_plan_new(model, n_scenario, &plan, NULL) != RW_OK) {
        abort(); // a test without memory has nothing to say
    }
    *sample = (rw_sample){
        .override_text = {"model.discount_rate=0.03", "lines.line0.title=\"\xc3\x84\""},
        .file = {{"plan.cfg", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                 {"folder/use \xc3\xbc.csv", "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"}},
        .run = {.outcome = RW_OUTCOME_OPTIMAL,
                .objective = 1234.5,
                .bound = 1234.25,
                .gap = 0.25 / 1234.5,
                .gap_asked = 1e-3,
                .n_node = 17,
                .n_lp = 40,
                .n_pivot = 5000,
                .n_cut = 12,
                .n_history = 3,
                .seconds = 1.5,
                .seconds_read = 0.1,
                .seconds_build = 0.2,
                .seconds_root = 0.3,
                .seconds_tree = 0.4,
                .seconds_search = 0.5,
                .threads = 2,
                .plan = plan,
                .scenarios = scenarios_new(model, n_scenario),
                .config_text = "name = \"sample\";\n# \xc3\xa4\n",
                .n_override = 2,
                .n_file = 2,
                .command = "rampwerk plan plan.cfg -o run.h5",
                .created = "2026-11-22T06:00:00Z",
                .version = "0.1.0"}};
    sample->history[0] = (rw_progress){0.25, (double)INFINITY, -1e9, (double)INFINITY, 0, 1, 1};
    sample->history[1] = (rw_progress){0.5, 1300.0, 1200.0, 0.0769, 3, 2, 20};
    sample->history[2] = (rw_progress){1.25, 1234.5, 1234.25, 0.25 / 1234.5, 17, 0, 40};
    sample->run.history = sample->history;
    sample->run.override_text = sample->override_text;
    sample->run.file = sample->file;
    numbers_fill(model, plan, sample->run.scenarios, numbers);
    plan->objective = 1234.5000000001; // summed in another order than the solver's
    plan->shortfall = 6.25;
    verdict_fill(&sample->run.verdict);
}

void rw_sample_clear(rw_sample *sample) {
    rw_plan_free(&sample->run.plan);
    rw_scenario_free(&sample->run.scenarios);
}
