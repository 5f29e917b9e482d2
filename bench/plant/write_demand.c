// Customers and policies.  SPDX-License-Identifier: MIT
#include <math.h>

#include "plant/write.h"

static bool is_held(const plant_shape *shape, int customer, int chain) {
    return plant_has(shape, PLANT_HAS_PRODUCTS) || customer % shape->n_chain == chain;
}

static int count_holders(const plant_shape *shape, int chain) {
    int count = 0;
    for (int c = 0; c < shape->n_customer; c++) {
        count += is_held(shape, c, chain) ? 1 : 0;
    }
    return count;
}

// Other kinds that count as the final item of a chain.
static void put_accepted(const plant_shape *shape, int f, const char *key, bool final_too, rw_text *text) {
    plant_list list;
    list_begin(&list, shape, key);
    if (final_too) {
        list_word(&list, "final%d", f);
    }
    if (plant_has(shape, PLANT_HAS_ACCEPTS)) {
        list_word(&list, "import%d", f);
        if (plant_has(shape, PLANT_HAS_FOREIGN)) {
            list_word(&list, "mixed%d", f);
        }
    }
    list_end(&list, text, "[]");
}

static void put_product(const plant_shape *shape, int c, int f, rw_text *text) {
    char name[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_CUSTOMER, (uint64_t)(c * MAX_CHAIN + f));
    const rw_idx last = shape->n_month - 1;
    const double price = shape->chain[f].price;
    const double share = shape->chain[f].demand / count_holders(shape, f); // units per month
    const double use = draw_rounded(share * draw_between(&d, 0.2, 0.6));
    const double opening = draw_rounded(share * draw_between(&d, 0.0, 6.0));
    const double target = draw_rounded(opening + share * (double)shape->n_month * draw_between(&d, 0.15, 0.6));
    const double inflow = draw_rounded(share * draw_between(&d, 0.0, 0.2));
    const double cap = draw_rounded(share * draw_between(&d, 0.8, 2.0));
    const double shortfall = draw_rounded(price * draw_between(&d, 0.3, 1.5) / (double)shape->n_month);
    const double critical_share = draw_between(&d, 0.3, 0.8);
    put_text(text, "item", name_of(name, "final", f));
    put_accepted(shape, f, "accepts", false, text);
    put_real(text, "opening_stock", opening);
    put_slope(shape, text, "target", draw_rounded(1.0 + 0.8 * opening), target, (2 * last + 2) / 3);
    put_path(shape, &d, text, "use", use, draw_rounded(use * draw_between(&d, 0.7, 1.3)), last);
    put_path(shape, &d, text, "inflow", inflow, 0.0, last / 2);
    if (plant_has(shape, PLANT_HAS_DELIVERY_CAP)) {
        put_path(shape, &d, text, "delivery_cap", cap, draw_rounded(1.3 * cap), last);
    }
    put_real(text, "shortfall_eur", shortfall);
    put_real(text, "critical_share", plant_has(shape, PLANT_HAS_CRITICAL) ? critical_share : 0.0);
    put_real(text, "critical_eur", plant_has(shape, PLANT_HAS_CRITICAL) ? draw_rounded(2.0 * shortfall) : 0.0);
    put_real(text, "unmet_eur", draw_rounded(price * draw_between(&d, 1.5, 4.0)));
    if (plant_has(shape, PLANT_HAS_END_VALUE) &&
        shape->recipe->size == PLANT_TINY) { // the larger are measured as before
        put_real(text, "end_value_eur", draw_rounded(price * draw_between(&d, 0.0, 1.2)));
    }
}

void plant_write_customers(const plant_shape *shape, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list, products;
    list_begin(&list, shape, "customers");
    for (int c = 0; c < shape->n_customer; c++) {
        draw d = draw_of(shape->recipe->seed, DRAW_CUSTOMER, (uint64_t)(1024 + c));
        rw_text *entry = list_entry(&list);
        put_text(entry, "name", name_of(name, "customer", c));
        put_real(entry, "priority_weight", draw_between(&d, 0.5, 3.0));
        list_begin(&products, shape, "products");
        for (int f = 0; f < shape->n_chain; f++) {
            if (is_held(shape, c, f)) {
                put_product(shape, c, f, list_entry(&products));
            }
        }
        list_end(&products, entry, "()");
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}

typedef struct rule { // what every rule over a window has
    const char *name;
    double share;
    bool by_year;
    rw_idx from, to;
} rule;

static rule draw_rule(const plant_shape *shape, draw *d, const char *name) {
    rule r = {.name = name};
    r.share = draw_between(d, 0.2, 0.8);
    r.by_year = draw_chance(d, 0.5);
    r.from = draw_whole(d, 0, shape->n_month / 2);
    r.to = draw_whole(d, r.from, shape->n_month - 1);
    return r;
}

static void put_rule(const plant_shape *shape, const rule *r, rw_text *text) {
    put_text(text, "name", r->name);
    put_month(shape, text, "from", r->from);
    put_month(shape, text, "to", r->to);
    rw_text_format(text, " by_year = %s;", r->by_year ? "true" : "false");
    put_real(text, "min_share", r->share);
}

static void write_content(const plant_shape *shape, draw *d, rw_text *text) {
    plant_list list;
    const rule r = draw_rule(shape, d, "local");
    const double price = draw_between(d, 0.05, 0.8);
    list_begin(&list, shape, "local_content");
    rw_text *entry = list_entry(&list);
    put_rule(shape, &r, entry);
    put_text(entry, "customer", "customer0");
    put_real(entry, "price_eur", price);
    list_end(&list, text, "()");
}

static void write_supply_rule(const plant_shape *shape, draw *d, rw_text *text) {
    plant_list list, customers;
    const rule r = draw_rule(shape, d, "first_served");
    const double price = draw_between(d, 0.05, 0.5);
    list_begin(&list, shape, "security_of_supply");
    rw_text *entry = list_entry(&list);
    put_rule(shape, &r, entry);
    list_begin(&customers, shape, "customers");
    for (int c = 0; c < shape->n_customer; c += 3) {
        list_word(&customers, "customer%d", c);
    }
    list_end(&customers, entry, "[]");
    put_accepted(shape, 0, "items", true, entry);
    put_real(entry, "price_eur", draw_rounded(price * shape->chain[0].price));
    list_end(&list, text, "()");
}

static void write_surge(const plant_shape *shape, draw *d, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list, lines;
    const rule r = draw_rule(shape, d, "surge");
    const plant_chain *chain = &shape->chain[0];
    const plant_line *last = &shape->line[chain->line[chain->n_stage - 1][0]];
    list_begin(&list, shape, "surge");
    rw_text *entry = list_entry(&list);
    put_text(entry, "name", r.name);
    list_begin(&lines, shape, "lines");
    list_word(&lines, "%s", name_line(last, name));
    if (chain->n_stage > 1) {
        list_word(&lines, "%s", name_line(&shape->line[chain->line[0][0]], name));
    }
    list_end(&lines, entry, "[]");
    put_real(entry, "rate_per_month", draw_rounded(last->rate * draw_between(d, 0.5, 2.0)));
    put_month(shape, entry, "from", r.from);
    put_month(shape, entry, "to", r.to);
    put_real(entry, "price_eur", draw_rounded(chain->price * draw_between(d, 0.02, 0.3)));
    list_end(&list, text, "()");
}

static void write_transfer(const plant_shape *shape, draw *d, rw_text *text) {
    plant_list list;
    const rule r = draw_rule(shape, d, "transfer");
    list_begin(&list, shape, "technology_transfer");
    rw_text *entry = list_entry(&list);
    put_rule(shape, &r, entry);
    put_accepted(shape, 0, "items", true, entry);
    put_real(entry, "price_eur", draw_rounded(shape->chain[0].price * draw_between(d, 0.02, 0.4)));
    list_end(&list, text, "()");
}

static void put_limits(const plant_shape *shape, double least, double first, draw *d, rw_text *text) {
    rw_text_add(text, " limit_eur = [");
    for (rw_idx y = 0; y < shape->n_year; y++) {
        const double limit = draw_rounded(first * draw_between(d, 0.5, 1.5));
        rw_text_format(text, "%s%.1f", y > 0 ? ", " : "", fmax(ceil(least), limit));
    }
    rw_text_add(text, "];");
}

static void write_budgets(const plant_shape *shape, draw *d, rw_text *text) {
    double pinned = 0.0, all = 0.0, turnover = 0.0; // pinned: what must be paid in any case, at worst in one year
    for (int l = 0; l < shape->n_line; l++) {
        const plant_line *line = &shape->line[l];
        pinned += (double)(line->past + line->future) * line->capex;
        all += (double)line->most * line->capex;
    }
    for (int f = 0; f < shape->n_chain; f++) {
        turnover += 12.0 * shape->chain[f].demand * shape->chain[f].price;
    }
    const double capex = all / (double)shape->n_year * draw_between(d, 0.3, 1.5);
    const double cash = turnover * draw_between(d, 0.2, 0.8);
    plant_list list;
    list_begin(&list, shape, "budgets");
    if (plant_has(shape, PLANT_HAS_CAPEX_BUDGET)) {
        rw_text *entry = list_entry(&list);
        put_text(entry, "name", "capex");
        put_text(entry, "scope", "capex");
        put_limits(shape, pinned, capex, d, entry);
    }
    if (plant_has(shape, PLANT_HAS_CASH_BUDGET)) {
        rw_text *entry = list_entry(&list);
        put_text(entry, "name", "cash");
        put_text(entry, "scope", "cash");
        put_limits(shape, 0.0, cash, d, entry);
        put_real(entry, "overrun_eur", draw_between(d, 0.05, 0.6));
    }
    list_end(&list, text, "()");
}

void plant_write_policies(const plant_shape *shape, rw_text *text) {
    static void (*const write[])(const plant_shape *, draw *, rw_text *) = {write_content, write_supply_rule,
                                                                            write_surge, write_transfer};
    const plant_feature feature[] = {PLANT_HAS_CONTENT, PLANT_HAS_SUPPLY_RULE, PLANT_HAS_SURGE, PLANT_HAS_TRANSFER};
    rw_text_add(text, "policies = {");
    for (uint64_t k = 0; k < sizeof feature / sizeof *feature; k++) {
        draw d = draw_of(shape->recipe->seed, DRAW_POLICY, k);
        if (plant_has(shape, feature[k])) {
            write[k](shape, &d, text);
        }
    }
    draw d = draw_of(shape->recipe->seed, DRAW_POLICY, sizeof feature / sizeof *feature);
    if (plant_has(shape, PLANT_HAS_CAPEX_BUDGET) || plant_has(shape, PLANT_HAS_CASH_BUDGET)) {
        write_budgets(shape, &d, text);
    }
    rw_text_add(text, " };\n");
}
