// Whether model, scenarios and plan fit together at all.  SPDX-License-Identifier: MIT
#include "verify/shape.h"

#include "verify/calendar.h"
#include "verify/quantities.h"

// Horizons beyond this, and dates farther from the start, are taken for garbage; sums of a few never overflow.
static const rw_idx month_most = 1000000;

static rw_status wrong(rw_error *error, const char *what, rw_idx index) {
    return rw_error_set(error, RW_ARGUMENT, "cannot re-check: %s %lld is missing or out of range", what,
                        (long long)index);
}

static bool in(rw_idx value, rw_idx count) {
    return 0 <= value && value < count;
}

static bool in_or_none(rw_idx value, rw_idx count) {
    return value == -1 || in(value, count);
}

static bool all_in(const rw_idx *list, rw_idx n_list, rw_idx count) {
    if (n_list < 0 || (n_list > 0 && list == NULL)) {
        return false;
    }
    for (rw_idx k = 0; k < n_list; k++) {
        if (!in(list[k], count)) {
            return false;
        }
    }
    return true;
}

static bool is_lag(rw_idx months) {
    return 0 <= months && months <= month_most;
}

static rw_status check_counts(const rw_model *m, rw_error *error) {
    const struct {
        rw_idx count;
        const void *array;
        const char *what;
    } table[] = {
        {m->n_item, m->item, "item"},
        {m->n_operation, m->operation, "operation"},
        {m->n_line, m->line, "line"},
        {m->n_pattern, m->pattern, "pattern"},
        {m->n_site, m->site, "site"},
        {m->n_permit, m->permit, "permit"},
        {m->n_skill, m->skill, "skill"},
        {m->n_supplier, m->supplier, "supplier"},
        {m->n_option, m->option, "option"},
        {m->n_customer, m->customer, "customer"},
        {m->n_product, m->product, "product"},
        {m->n_delivery, m->delivery, "delivery"},
        {m->n_budget, m->budget, "budget"},
        {m->n_content_rule, m->content_rule, "content rule"},
        {m->n_supply_rule, m->supply_rule, "supply rule"},
        {m->n_surge_rule, m->surge_rule, "surge rule"},
        {m->n_transfer_rule, m->transfer_rule, "transfer rule"},
        {m->n_pin, m->pin, "pin"},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        if (table[k].count < 0 || (table[k].count > 0 && table[k].array == NULL)) {
            return wrong(error, table[k].what, 0);
        }
    }
    if (m->n_month < 1 || m->n_month > month_most || m->start_month < 1 || m->start_month > 12) {
        return wrong(error, "horizon of months", m->n_month);
    }
    return m->n_year == rw_years_touched(m) ? RW_OK : wrong(error, "number of years", m->n_year);
}

static bool flows_fit(const rw_flow *flow, rw_idx count, rw_idx n_item) {
    if (count < 0 || (count > 0 && flow == NULL)) {
        return false;
    }
    for (rw_idx k = 0; k < count; k++) {
        if (!in(flow[k].item, n_item)) {
            return false;
        }
    }
    return true;
}

static bool line_fits(const rw_model *m, const rw_line *line) {
    const bool arrays =
        line->n_crew >= 0 && line->n_payment >= 0 && line->n_ramp >= 0 && (line->n_crew == 0 || line->crew != NULL) &&
        (line->n_payment == 0 || line->payment_share != NULL) && (line->n_ramp == 0 || line->ramp != NULL);
    for (rw_idx k = 0; arrays && k < line->n_crew; k++) {
        if (!in(line->crew[k].skill, m->n_skill)) {
            return false;
        }
    }
    return arrays && in_or_none(line->site, m->n_site) && in_or_none(line->permit, m->n_permit) &&
           is_lag(line->lead_months) && is_lag(line->commissioning_months) && is_lag(line->yield_months) &&
           is_lag(line->spacing_months);
}

static rw_status check_plant(const rw_model *m, rw_error *error) {
    for (rw_idx i = 0; i < m->n_item; i++) {
        if (m->item[i].storage_limit == NULL) {
            return wrong(error, "storage limit of item", i);
        }
    }
    for (rw_idx o = 0; o < m->n_operation; o++) {
        const rw_operation *operation = &m->operation[o];
        if (!in_or_none(operation->line, m->n_line) || !flows_fit(operation->input, operation->n_input, m->n_item) ||
            !flows_fit(operation->output, operation->n_output, m->n_item)) {
            return wrong(error, "line or flow of operation", o);
        }
    }
    for (rw_idx l = 0; l < m->n_line; l++) {
        if (!line_fits(m, &m->line[l])) {
            return wrong(error, "site, permit, crew or time of line", l);
        }
    }
    for (rw_idx p = 0; p < m->n_pattern; p++) {
        if (!in(m->pattern[p].line, m->n_line)) {
            return wrong(error, "line of pattern", p);
        }
    }
    for (rw_idx k = 0; k < m->n_pin; k++) {
        if (!in(m->pin[k].line, m->n_line) || m->pin[k].month < -month_most || m->pin[k].month > month_most) {
            return wrong(error, "line or month of pin", k);
        }
    }
    return RW_OK;
}

static rw_status check_world(const rw_model *m, rw_error *error) {
    for (rw_idx k = 0; k < m->n_skill; k++) {
        if (m->skill[k].hire_limit == NULL || m->skill[k].wage_eur == NULL || !is_lag(m->skill[k].training_months)) {
            return wrong(error, "path or training of skill", k);
        }
    }
    for (rw_idx j = 0; j < m->n_supplier; j++) {
        const rw_supplier *supplier = &m->supplier[j];
        if (!in(supplier->item, m->n_item) || !is_lag(supplier->transport_months) || supplier->price_eur == NULL ||
            supplier->capacity == NULL || supplier->min_take == NULL) {
            return wrong(error, "item, path or transport of supplier", j);
        }
    }
    for (rw_idx g = 0; g < m->n_option; g++) {
        if (!in(m->option[g].supplier, m->n_supplier) || !is_lag(m->option[g].notice_months)) {
            return wrong(error, "supplier or notice of option", g);
        }
    }
    for (rw_idx r = 0; r < m->n_product; r++) {
        const rw_product *product = &m->product[r];
        if (!in(product->customer, m->n_customer) || !in(product->item, m->n_item) || product->target == NULL ||
            product->use == NULL || product->inflow == NULL || product->delivery_cap == NULL) {
            return wrong(error, "customer, item or path of product", r);
        }
    }
    for (rw_idx k = 0; k < m->n_delivery; k++) {
        if (!in(m->delivery[k].product, m->n_product) || !in(m->delivery[k].item, m->n_item)) {
            return wrong(error, "product or item of delivery", k);
        }
    }
    return RW_OK;
}

static rw_status check_rules(const rw_model *m, rw_error *error) {
    for (rw_idx b = 0; b < m->n_budget; b++) {
        if (m->budget[b].limit_eur == NULL) {
            return wrong(error, "limit of budget", b);
        }
    }
    for (rw_idx k = 0; k < m->n_content_rule; k++) {
        if (!in(m->content_rule[k].customer, m->n_customer)) {
            return wrong(error, "customer of content rule", k);
        }
    }
    for (rw_idx k = 0; k < m->n_supply_rule; k++) {
        const rw_supply_rule *rule = &m->supply_rule[k];
        if (!all_in(rule->customer, rule->n_customer, m->n_customer) || !all_in(rule->item, rule->n_item, m->n_item)) {
            return wrong(error, "customers or items of supply rule", k);
        }
    }
    for (rw_idx k = 0; k < m->n_surge_rule; k++) {
        if (!all_in(m->surge_rule[k].line, m->surge_rule[k].n_line, m->n_line)) {
            return wrong(error, "lines of surge rule", k);
        }
    }
    for (rw_idx k = 0; k < m->n_transfer_rule; k++) {
        if (!all_in(m->transfer_rule[k].item, m->transfer_rule[k].n_item, m->n_item)) {
            return wrong(error, "items of transfer rule", k);
        }
    }
    return RW_OK;
}

static rw_status check_scenario(const rw_model *m, const rw_scenario *s, rw_idx w, rw_error *error) {
    const struct {
        rw_idx count;
        const void *array;
    } table[] = {
        {m->n_permit, s->permit_months},  {m->n_line, s->build_ratio},      {m->n_line, s->ramp_ratio},
        {m->n_line, s->rate_ratio},       {m->n_operation, s->yield_ratio}, {m->n_line, s->capex_ratio},
        {m->n_supplier, s->price_ratio},  {m->n_supplier, s->supply_ratio}, {m->n_skill, s->hire_ratio},
        {m->n_skill, s->attrition_ratio}, {m->n_product, s->use_ratio},     {m->n_product, s->target_ratio},
        {m->n_product, s->inflow_ratio},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        if (table[k].count > 0 && table[k].array == NULL) {
            return wrong(error, "figures of scenario", w);
        }
    }
    return RW_OK;
}

static rw_status check_arrays(const rw_quantity *table, rw_idx count, rw_idx w, rw_error *error) {
    for (rw_idx k = 0; k < count; k++) {
        if (table[k].value == NULL && table[k].n_row > 0) {
            return rw_error_set(error, RW_ARGUMENT, "cannot re-check: the plan has no array of %s in scenario %lld",
                                table[k].what, (long long)w);
        }
    }
    return RW_OK;
}

static rw_status check_plan(const rw_model *m, const rw_scenario_set *scenarios, const rw_plan *plan, rw_error *error) {
    rw_status status = RW_OK;
    rw_quantity table[RW_MAX_QUANTITY];
    if (plan->n_month != m->n_month) {
        return rw_error_set(error, RW_ARGUMENT, "cannot re-check: the plan has %lld months, the model %lld",
                            (long long)plan->n_month, (long long)m->n_month);
    }
    if (plan->n_scenario < 1 || plan->n_scenario != scenarios->n_scenario) {
        return rw_error_set(error, RW_ARGUMENT, "cannot re-check: the plan has %lld scenarios, there are %lld",
                            (long long)plan->n_scenario, (long long)scenarios->n_scenario);
    }
    if (plan->course == NULL || scenarios->scenario == NULL) {
        return wrong(error, "scenario", 0);
    }
    RW_TRY(check_arrays(table, rw_order_quantities(m, plan, table), 0, error));
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        RW_TRY(check_scenario(m, &scenarios->scenario[w], w, error));
        RW_TRY(check_arrays(table, rw_course_quantities(m, &plan->course[w], table), w, error));
    }
done:
    return status;
}

rw_status rw_shape_check(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                         rw_error *error) {
    rw_status status = RW_OK;
    if (model == NULL || scenarios == NULL || plan == NULL) {
        return rw_error_set(error, RW_ARGUMENT, "cannot re-check: no model, no scenarios or no plan");
    }
    RW_TRY(check_counts(model, error));
    RW_TRY(check_plant(model, error));
    RW_TRY(check_world(model, error));
    RW_TRY(check_rules(model, error));
    RW_TRY(check_plan(model, scenarios, plan, error));
done:
    return status;
}
