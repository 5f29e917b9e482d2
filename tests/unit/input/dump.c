// Every field of a model as text.  SPDX-License-Identifier: MIT
#include "dump.h"

static void words(rw_text *out, const char *key, const char *value) {
    rw_text_format(out, " %s='%s'", key, value != NULL ? value : "(none)");
}

static void whole(rw_text *out, const char *key, rw_idx value) {
    rw_text_format(out, " %s=%lld", key, (long long)value);
}

static void reals(rw_text *out, const char *key, rw_idx count, const double *value) {
    rw_text_format(out, " %s=", key);
    for (rw_idx k = 0; k < count; k++) {
        rw_text_format(out, "%.17g ", value[k]);
    }
}

static void real(rw_text *out, const char *key, double value) {
    reals(out, key, 1, &value);
}

static void indices(rw_text *out, const char *key, rw_idx count, const rw_idx *value) {
    rw_text_format(out, " %s=", key);
    for (rw_idx k = 0; k < count; k++) {
        rw_text_format(out, "%lld ", (long long)value[k]);
    }
}

#define WORDS(thing, member) words(out, #member, (thing)->member)
#define WHOLE(thing, member) whole(out, #member, (rw_idx)(thing)->member)
#define REAL(thing, member) real(out, #member, (thing)->member)
#define PATH(thing, member) reals(out, #member, model->n_month, (thing)->member)

static void dump_flows(rw_text *out, rw_idx count, const rw_flow *flow) {
    for (rw_idx k = 0; k < count; k++) {
        WHOLE(&flow[k], item), REAL(&flow[k], quantity);
    }
}

static void dump_items(const rw_model *model, rw_text *out) {
    for (rw_idx i = 0; i < model->n_item; i++) {
        const rw_item *x = &model->item[i];
        WORDS(x, name), WORDS(x, title), WORDS(x, unit), REAL(x, opening_stock), PATH(x, storage_limit);
        REAL(x, holding_eur), REAL(x, value_eur), REAL(x, local_share), REAL(x, end_value_share);
        rw_text_add(out, "\n");
    }
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *x = &model->operation[o];
        WORDS(x, name), WORDS(x, title), WHOLE(x, line), REAL(x, load), REAL(x, yield), REAL(x, cost_eur);
        dump_flows(out, x->n_input, x->input);
        rw_text_add(out, " ->");
        dump_flows(out, x->n_output, x->output);
        rw_text_add(out, "\n");
    }
}

static void dump_lines(const rw_model *model, rw_text *out) {
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_line *x = &model->line[l];
        WORDS(x, name), WORDS(x, title), WHOLE(x, site), WHOLE(x, permit), REAL(x, rate_per_month);
        for (rw_idx p = x->pattern_begin; p < x->pattern_end; p++) {
            const rw_pattern *y = &model->pattern[p];
            WORDS(y, name), WHOLE(y, line), REAL(y, multiplier), REAL(y, crews), REAL(y, premium_share);
        }
        for (rw_idx c = 0; c < x->n_crew; c++) {
            WHOLE(&x->crew[c], skill), REAL(&x->crew[c], heads);
        }
        REAL(x, capex_eur), REAL(x, grant_share), reals(out, "payment_share", x->n_payment, x->payment_share);
        REAL(x, fixed_eur_per_month), WHOLE(x, lead_months), WHOLE(x, commissioning_months);
        reals(out, "ramp", x->n_ramp, x->ramp), REAL(x, yield_initial_share), WHOLE(x, yield_months);
        WHOLE(x, spacing_months), WHOLE(x, modules_per_order), WHOLE(x, modules_existing), WHOLE(x, modules_max);
        WHOLE(x, order_from), WHOLE(x, order_to), REAL(x, area_m2), REAL(x, licence_units), REAL(x, min_run_share);
        WHOLE(x, min_run_from), REAL(x, min_run_eur), REAL(x, mothball_saving_share), REAL(x, mothball_eur);
        REAL(x, restart_eur), REAL(x, life_months), REAL(x, end_value_share);
        rw_text_add(out, "\n");
    }
    for (rw_idx s = 0; s < model->n_site; s++) {
        const rw_site *x = &model->site[s];
        WORDS(x, name), WORDS(x, title), REAL(x, area_m2), REAL(x, licence_units);
    }
    for (rw_idx q = 0; q < model->n_permit; q++) {
        const rw_permit *x = &model->permit[q];
        WORDS(x, name), WORDS(x, title), WHOLE(x, apply_month), WHOLE(x, duration_months);
    }
    rw_text_add(out, "\n");
    for (rw_idx k = 0; k < model->n_skill; k++) {
        const rw_skill *x = &model->skill[k];
        WORDS(x, name), WORDS(x, title), REAL(x, headcount), PATH(x, hire_limit), REAL(x, hire_eur);
        WHOLE(x, training_months), REAL(x, attrition_per_month), PATH(x, wage_eur), REAL(x, overtime_share);
        REAL(x, overtime_premium), REAL(x, severance_eur), REAL(x, end_value_eur);
        rw_text_add(out, "\n");
    }
}

static void dump_market(const rw_model *model, rw_text *out) {
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *x = &model->supplier[j];
        WORDS(x, name), WORDS(x, title), WHOLE(x, item), WHOLE(x, origin), PATH(x, price_eur), PATH(x, capacity);
        PATH(x, min_take), WHOLE(x, transport_months), WHOLE(x, from), WHOLE(x, to);
        for (rw_idx g = x->option_begin; g < x->option_end; g++) {
            const rw_option *y = &model->option[g];
            WORDS(y, name), WHOLE(y, supplier), WHOLE(y, blocks_max), REAL(y, capacity_per_month), REAL(y, fee_eur);
            WHOLE(y, notice_months), WHOLE(y, from), WHOLE(y, to);
        }
        rw_text_add(out, "\n");
    }
    for (rw_idx c = 0; c < model->n_customer; c++) {
        const rw_customer *x = &model->customer[c];
        WORDS(x, name), WORDS(x, title), REAL(x, priority_weight);
        for (rw_idx r = x->product_begin; r < x->product_end; r++) {
            const rw_product *y = &model->product[r];
            WHOLE(y, customer), WHOLE(y, item), REAL(y, opening_stock), PATH(y, target), PATH(y, use), PATH(y, inflow);
            PATH(y, delivery_cap), REAL(y, shortfall_eur), REAL(y, critical_share), REAL(y, critical_eur);
            REAL(y, unmet_eur), REAL(y, end_value_eur);
            for (rw_idx m = y->delivery_begin; m < y->delivery_end; m++) {
                WHOLE(&model->delivery[m], product), WHOLE(&model->delivery[m], item);
            }
        }
        rw_text_add(out, "\n");
    }
}

static void dump_policies(const rw_model *model, rw_text *out) {
    for (rw_idx b = 0; b < model->n_budget; b++) {
        const rw_budget *x = &model->budget[b];
        WORDS(x, name), WHOLE(x, scope), reals(out, "limit_eur", model->n_year, x->limit_eur), REAL(x, overrun_eur);
    }
    for (rw_idx k = 0; k < model->n_content_rule; k++) {
        const rw_content_rule *x = &model->content_rule[k];
        WORDS(x, name), WHOLE(x, customer), WHOLE(x, from), WHOLE(x, to), WHOLE(x, by_year), REAL(x, min_share);
        REAL(x, price_eur);
    }
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        const rw_supply_rule *x = &model->supply_rule[k];
        WORDS(x, name), indices(out, "customers", x->n_customer, x->customer);
        indices(out, "items", x->n_item, x->item), WHOLE(x, from), WHOLE(x, to), WHOLE(x, by_year);
        REAL(x, min_share), REAL(x, price_eur);
    }
    for (rw_idx k = 0; k < model->n_surge_rule; k++) {
        const rw_surge_rule *x = &model->surge_rule[k];
        WORDS(x, name), indices(out, "lines", x->n_line, x->line), REAL(x, rate_per_month), WHOLE(x, from);
        WHOLE(x, to), REAL(x, price_eur);
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        const rw_transfer_rule *x = &model->transfer_rule[k];
        WORDS(x, name), indices(out, "items", x->n_item, x->item), WHOLE(x, from), WHOLE(x, to), WHOLE(x, by_year);
        REAL(x, min_share), REAL(x, price_eur);
    }
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        const rw_probability_target *x = &model->probability_target[k];
        WORDS(x, name), WHOLE(x, customer), WHOLE(x, item), WHOLE(x, by), REAL(x, share), WHOLE(x, lever);
        REAL(x, price_limit), REAL(x, price_tolerance);
    }
    rw_text_add(out, "\n");
}

static void dump_rest(const rw_model *model, rw_text *out) {
    for (rw_idx p = 0; p < model->n_pin; p++) {
        WHOLE(&model->pin[p], line), WHOLE(&model->pin[p], month), WHOLE(&model->pin[p], modules);
    }
    for (rw_idx k = 0; k < model->n_risk; k++) {
        const rw_risk *x = &model->risk[k];
        WORDS(x, name), WORDS(x, title), WORDS(x, factor), WHOLE(x, distribution);
        reals(out, "parameter", x->n_parameter, x->parameter);
        for (rw_idx n = 0; n < x->n_target; n++) {
            words(out, "target", x->target[n]);
        }
    }
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        WHOLE(&model->correlation[k], first), WHOLE(&model->correlation[k], second),
            REAL(&model->correlation[k], value);
    }
    rw_text_add(out, "\n");
    for (rw_idx k = 0; k < model->n_note; k++) {
        const rw_note *x = &model->note[k];
        WORDS(x, field), WORDS(x, source), WORDS(x, url), WORDS(x, as_of), WORDS(x, note), WORDS(x, confidence);
        rw_text_add(out, "\n");
    }
}

void rw_dump_model(const rw_model *model, rw_text *text) {
    rw_text *out = text;
    WORDS(model, name), WORDS(model, title), WHOLE(model, start_year), WHOLE(model, start_month);
    WHOLE(model, n_month), WHOLE(model, n_year), WHOLE(model, price_year), REAL(model, discount_rate);
    WHOLE(model, objective), WHOLE(model, scenarios), WHOLE(model, seed), WHOLE(model, sampling);
    WHOLE(model, reduce), REAL(model, risk_weight), REAL(model, risk_level);
    rw_text_add(out, "\n");
    dump_items(model, out);
    dump_lines(model, out);
    dump_market(model, out);
    dump_policies(model, out);
    dump_rest(model, out);
}
