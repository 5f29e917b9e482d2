// Checks of risks and their correlations.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/cholesky.h"
#include "core/memory.h"
#include "model/checking.h"

enum { MOST_REDUCED = 20000 }; // scenarios of which some are chosen

static const double probability_tolerance = 1e-9; // probabilities written in decimals add up to 1 this well

static bool is_share(double value) {
    return value >= 0 && value <= 1;
}

static const char *discrete_defect(const rw_risk *risk) {
    double sum = 0;
    for (rw_idx k = 0; k + 1 < risk->n_parameter; k += 2) {
        if (!is_share(risk->parameter[k + 1])) {
            return "every second number is a probability, from 0 to 1";
        }
        sum += risk->parameter[k + 1];
    }
    if (risk->n_parameter < 2 || risk->n_parameter % 2 != 0) {
        return "discrete takes pairs: value, probability, ...";
    }
    return fabs(sum - 1) <= probability_tolerance ? NULL : "the probabilities do not add up to 1";
}

// What is wrong with the parameters, or NULL.
static const char *parameter_defect(const rw_risk *risk) {
    static const rw_idx counts[] = {[RW_TRIANGULAR] = 3, [RW_PERT] = 3,      [RW_UNIFORM] = 2, [RW_LOGNORMAL] = 2,
                                    [RW_DISCRETE] = 0,   [RW_BERNOULLI] = 2, [RW_EVENT] = 4};
    static const char *const texts[] = {
        [RW_TRIANGULAR] = "triangular takes low <= mode <= high, with low < high",
        [RW_PERT] = "pert takes low <= mode <= high, with low < high",
        [RW_UNIFORM] = "uniform takes low < high",
        [RW_LOGNORMAL] = "lognormal takes a median > 0 and a larger 90 % quantile",
        [RW_DISCRETE] = "discrete takes pairs: value, probability, ...",
        [RW_BERNOULLI] = "bernoulli takes a probability from 0 to 1 and a value",
        [RW_EVENT] =
            "event takes a probability per year from 0 to 1, a shortest and a longest length (1 <= shortest <= "
            "longest, months) and a depth from 0 to 1",
    };
    const double *p = risk->parameter;
    if (risk->distribution == RW_DISCRETE) {
        return discrete_defect(risk);
    }
    bool is_good = risk->n_parameter == counts[risk->distribution];
    switch (is_good ? risk->distribution : RW_DISCRETE) {
    case RW_TRIANGULAR:
    case RW_PERT:
        is_good = p[0] <= p[1] && p[1] <= p[2] && p[0] < p[2];
        break;
    case RW_UNIFORM:
        is_good = p[0] < p[1];
        break;
    case RW_LOGNORMAL:
        is_good = p[0] > 0 && p[1] > p[0];
        break;
    case RW_BERNOULLI:
        is_good = is_share(p[0]);
        break;
    case RW_EVENT:
        is_good = is_share(p[0]) && p[1] >= 1 && p[2] >= p[1] && is_share(p[3]);
        break;
    default:
        break;
    }
    return is_good ? NULL : texts[risk->distribution];
}

// Whether an array of structs that start with their name holds one of that name.
static bool holds_name(const void *array, rw_idx count, size_t size, const char *name) {
    for (rw_idx k = 0; k < count; k++) {
        const char *each = *(const char *const *)((const char *)array + (size_t)k * size);
        if (strcmp(each, name) == 0) {
            return true;
        }
    }
    return false;
}

// What kind of entity a factor applies to, and whether there is one of that name.
static const char *target_kind(const rw_model *model, const char *factor, const char *name, bool *is_known) {
    static const struct {
        const char *factors, *kind;
    } kinds[] = {{"permit_months", "permit"},
                 {"build_ratio ramp_ratio rate_ratio capex_ratio", "line"},
                 {"yield_ratio", "operation"},
                 {"price_ratio supply_ratio", "supplier"},
                 {"hire_ratio attrition_ratio", "skill"},
                 {"use_ratio target_ratio inflow_ratio", "customer"}};
    const bool known[] = {holds_name(model->permit, model->n_permit, sizeof *model->permit, name),
                          holds_name(model->line, model->n_line, sizeof *model->line, name),
                          holds_name(model->operation, model->n_operation, sizeof *model->operation, name),
                          holds_name(model->supplier, model->n_supplier, sizeof *model->supplier, name),
                          holds_name(model->skill, model->n_skill, sizeof *model->skill, name),
                          holds_name(model->customer, model->n_customer, sizeof *model->customer, name)};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        if (strstr(kinds[k].factors, factor) != NULL) {
            *is_known = known[k];
            return kinds[k].kind;
        }
    }
    *is_known = false;
    return "such factor";
}

static void check_risk(rw_checking *checking, const rw_risk *risk) {
    const char *defect = parameter_defect(risk);
    if (defect != NULL) {
        rw_checking_at(checking, "risks.%s.parameter", risk->name);
        rw_checking_report(checking, "%s", defect);
    }
    if (risk->distribution == RW_EVENT && strcmp(risk->factor, "supply_ratio") != 0) {
        rw_checking_at(checking, "risks.%s.distribution", risk->name);
        rw_checking_report(checking, "an event cuts supply: it goes with supply_ratio, not with %s", risk->factor);
    }
    for (rw_idx k = 0; k < risk->n_target; k++) {
        bool is_known = false;
        const char *kind = target_kind(checking->model, risk->factor, risk->target[k], &is_known);
        if (!is_known) {
            rw_checking_at(checking, "risks.%s.target[%lld]", risk->name, (long long)k);
            rw_checking_report(checking, "no %s is called '%s' (%s)", kind, risk->target[k], risk->factor);
        }
    }
}

static void check_pair(rw_checking *checking, rw_idx k) {
    const rw_model *model = checking->model;
    const rw_correlation *pair = &model->correlation[k];
    rw_checking_at(checking, "correlations[%lld]", (long long)k);
    if (pair->first == pair->second) {
        rw_checking_report(checking, "a risk cannot be correlated with itself");
    }
    for (rw_idx other = 0; other < k; other++) {
        const rw_correlation *before = &model->correlation[other];
        bool is_same = before->first == pair->first && before->second == pair->second;
        bool is_swapped = before->first == pair->second && before->second == pair->first;
        if (is_same || is_swapped) {
            rw_checking_report(checking, "this pair of risks is given twice");
        }
    }
}

static void check_matrix(rw_checking *checking) {
    const rw_model *model = checking->model;
    rw_idx n = model->n_risk;
    double *matrix = rw_calloc(n * n, sizeof *matrix);
    if (matrix == NULL) {
        rw_checking_at(checking, "%s", "");
        rw_checking_report(checking, "out of memory");
        return;
    }
    for (rw_idx k = 0; k < n; k++) {
        matrix[k * n + k] = 1;
    }
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        const rw_correlation *pair = &model->correlation[k];
        matrix[pair->first * n + pair->second] = pair->value;
        matrix[pair->second * n + pair->first] = pair->value;
    }
    if (!rw_cholesky_factor(matrix, n)) {
        rw_checking_at(checking, "correlations");
        rw_checking_report(checking, "the correlations contradict each other (their matrix is not positive definite)");
    }
    rw_free(matrix);
}

// What a plan asks of the sample, also against its objective.
static void check_sample(rw_checking *checking) {
    const rw_model *model = checking->model;
    const rw_idx n_scenario = model->reduce > 0 ? model->reduce : model->scenarios;
    if (model->reduce > model->scenarios) {
        rw_checking_at(checking, "plan.reduce");
        rw_checking_report(checking, "%lld scenarios cannot be kept of %lld (plan.scenarios)", (long long)model->reduce,
                           (long long)model->scenarios);
    }
    if (model->reduce > 0 && model->scenarios > MOST_REDUCED) {
        rw_checking_at(checking, "plan.reduce");
        rw_checking_report(checking,
                           "at most %d scenarios can be reduced, not %lld (plan.scenarios): the time grows with their "
                           "square",
                           MOST_REDUCED, (long long)model->scenarios);
    }
    if (model->objective == RW_OBJECTIVE_COST) {
        return;
    }
    if (n_scenario > 1) {
        rw_checking_at(checking, "plan.scenarios");
        rw_checking_report(checking, "several scenarios need the objective \"cost\": with \"lexicographic\" a limit on "
                                     "the expected shortfall would tie them together");
    }
    if (model->risk_weight > 0) {
        rw_checking_at(checking, "plan.risk_weight");
        rw_checking_report(checking, "a risk measure needs the objective \"cost\", not \"lexicographic\"");
    }
}

void rw_check_risks(rw_checking *checking) {
    const rw_model *model = checking->model;
    check_sample(checking);
    for (rw_idx k = 0; k < model->n_risk; k++) {
        check_risk(checking, &model->risk[k]);
    }
    rw_idx count = checking->count;
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        check_pair(checking, k);
    }
    if (model->n_correlation > 0 && checking->count == count) {
        check_matrix(checking);
    }
}
