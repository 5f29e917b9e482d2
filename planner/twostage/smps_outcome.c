// Outcomes of random variables while a stoch file is read.  SPDX-License-Identifier: MIT
#include "twostage/smps_outcome.h"

#include <math.h>

static rw_status fail(const rw_smps_collector *collector, const rw_smps_record *record, const rw_smps_token *token,
                      const char *text) {
    return rw_smps_fail(collector->scanner, RW_DATA, record->line, token, "%s", text);
}

rw_status rw_smps_variable_add(rw_smps_collector *collector, rw_idx *index) {
    rw_status status = RW_OK;
    rw_smps_stoch *stoch = collector->stoch;
    RW_TRY(rw_reserve(&stoch->variable, &stoch->variable_capacity, stoch->n_variable + 1, sizeof *stoch->variable));
    *index = stoch->n_variable++;
    stoch->variable[*index] = (rw_smps_variable){.distribution = collector->distribution, .first = -1, .last = -1};
done:
    return status;
}

rw_status rw_smps_outcome_add(rw_smps_collector *collector, double probability, rw_idx parent) {
    rw_status status = RW_OK;
    rw_smps_stoch *stoch = collector->stoch;
    RW_TRY(rw_reserve(&stoch->outcome, &stoch->outcome_capacity, stoch->n_outcome + 1, sizeof *stoch->outcome));
    rw_smps_variable *owner = &stoch->variable[collector->variable];
    collector->outcome = stoch->n_outcome++;
    stoch->outcome[collector->outcome] = (rw_smps_outcome){
        .probability = probability, .parent = parent, .begin = stoch->n_value, .end = stoch->n_value, .next = -1};
    if (owner->n_outcome > 0) {
        stoch->outcome[owner->last].next = collector->outcome;
    } else {
        owner->first = collector->outcome;
    }
    owner->last = collector->outcome;
    owner->n_outcome++;
done:
    return status;
}

// The side on which a bound or a row may be left open.
static bool may_be_infinite(const rw_smps_core *core, const rw_smps_place *place, bool is_positive) {
    switch (place->kind) {
    case RW_SMPS_LOWER:
        return !is_positive;
    case RW_SMPS_UPPER:
        return is_positive;
    case RW_SMPS_RHS:
        return core->row[place->row].type == (is_positive ? 'L' : 'G');
    case RW_SMPS_RANGE:
        return true;
    case RW_SMPS_CONSTANT:
    case RW_SMPS_COST:
    case RW_SMPS_COEFFICIENT:
        break;
    }
    return false;
}

// What a place may become.
static rw_status check_value(const rw_smps_collector *collector, const rw_smps_record *record,
                             const rw_smps_token *token, const rw_smps_place *place, double value) {
    if (isnan(value) || (isinf(value) && !may_be_infinite(collector->core, place, value > 0))) {
        return rw_smps_fail(collector->scanner, RW_DATA, record->line, token, "the entry becomes %g", value);
    }
    if (rw_smps_place_is_first(collector->core, place) && value != place->core) {
        return rw_smps_fail(collector->scanner, RW_UNSUPPORTED, record->line, token,
                            "a random entry of the first period, which is decided before anything random is known; "
                            "only costs of its columns may be random");
    }
    if (place->variable >= 0 && place->variable != collector->variable) {
        return fail(collector, record, token, "this entry is random already, as part of another variable or block");
    }
    if (place->outcome >= 0 && place->outcome == collector->outcome) {
        return fail(collector, record, token, "this entry is given twice");
    }
    return RW_OK;
}

rw_status rw_smps_outcome_set(rw_smps_collector *collector, const rw_smps_record *record, const rw_smps_token *token,
                              rw_idx index, double value) {
    rw_status status = RW_OK;
    rw_smps_stoch *stoch = collector->stoch;
    rw_smps_place *place = &stoch->places.place[index];
    const double modified = rw_smps_unlimited(rw_smps_modify(collector->modifier, place->core, value));
    RW_TRY(check_value(collector, record, token, place, modified));
    if (rw_smps_place_is_first(collector->core, place)) {
        goto done; // what it is anyway
    }
    place->variable = collector->variable;
    place->outcome = collector->outcome;
    RW_TRY(rw_reserve(&stoch->value, &stoch->value_capacity, stoch->n_value + 1, sizeof *stoch->value));
    stoch->value[stoch->n_value++] = (rw_smps_value){.place = index, .value = modified};
    stoch->outcome[collector->outcome].end = stoch->n_value;
done:
    return status;
}

// Fixes a variable's distribution.
static rw_status set_distribution(rw_smps_collector *collector, const rw_smps_record *record,
                                  const rw_smps_token *token, const rw_smps_independent *line) {
    rw_status status = RW_OK;
    rw_smps_stoch *stoch = collector->stoch;
    rw_idx variable = -1;
    RW_TRY(rw_smps_variable_add(collector, &variable));
    for (int k = 0; k < line->count; k++) {
        rw_smps_place *place = &stoch->places.place[line->place[k]];
        if (place->variable >= 0) {
            RW_TRY(fail(collector, record, token, "this entry is random already"));
        }
        const bool is_first = rw_smps_place_is_first(collector->core, place); // no density has one value alone
        RW_TRY(check_value(collector, record, token, place, is_first ? place->core + 1.0 : line->value));
        place->variable = variable;
        stoch->variable[variable].place[k] = line->place[k];
    }
    stoch->variable[variable].n_place = line->count;
    stoch->variable[variable].modifier = collector->modifier;
    stoch->variable[variable].parameter[0] = line->value;
    stoch->variable[variable].parameter[1] = line->parameter;
done:
    return status;
}

rw_status rw_smps_outcome_independent(rw_smps_collector *collector, const rw_smps_record *record,
                                      const rw_smps_token *token, const rw_smps_independent *line) {
    rw_status status = RW_OK;
    rw_smps_stoch *stoch = collector->stoch;
    const rw_smps_place *first = &stoch->places.place[line->place[0]];
    if (collector->distribution != RW_SMPS_DISCRETE) {
        return set_distribution(collector, record, token, line);
    }
    collector->variable = first->variable;
    collector->outcome = -1;
    if (rw_smps_place_is_first(collector->core, first)) {
        return check_value(collector, record, token, first,
                           rw_smps_unlimited(rw_smps_modify(collector->modifier, first->core, line->value)));
    }
    if (collector->variable < 0) {
        RW_TRY(rw_smps_variable_add(collector, &collector->variable));
        stoch->variable[collector->variable].n_place = line->count;
    } else if (stoch->variable[collector->variable].n_place != line->count) { // a block's, or a bound's of another kind
        RW_TRY(fail(collector, record, token, "this entry is random already, as part of another variable or block"));
    }
    RW_TRY(rw_smps_outcome_add(collector, line->parameter, -1));
    for (int k = 0; k < line->count; k++) {
        RW_TRY(rw_smps_outcome_set(collector, record, token, line->place[k], line->value));
    }
done:
    return status;
}
