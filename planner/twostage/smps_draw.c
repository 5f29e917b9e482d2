// From independent random variables to scenarios.  SPDX-License-Identifier: MIT
#include "twostage/smps_draw.h"

#include <math.h>

#include "core/random.h"

enum { MOST_VALUES = 30000000 }; // of all scenarios together

static const double PI = 3.14159265358979323846;

static rw_status add_value(rw_smps_stoch *stoch, rw_smps_value value) {
    const rw_status status =
        rw_reserve(&stoch->value, &stoch->value_capacity, stoch->n_value + 1, sizeof *stoch->value);
    if (status == RW_OK) {
        stoch->value[stoch->n_value++] = value;
    }
    return status;
}

// The outcome's list becomes its parent's with its own values in place of the parent's.
static rw_status inherit(rw_smps_stoch *stoch, rw_idx index, rw_idx *seen) {
    rw_status status = RW_OK;
    rw_smps_outcome *outcome = &stoch->outcome[index];
    const rw_smps_outcome *parent = &stoch->outcome[outcome->parent];
    const rw_idx begin = stoch->n_value;
    if (outcome->begin == outcome->end) {
        outcome->begin = parent->begin;
        outcome->end = parent->end;
        return RW_OK;
    }
    for (rw_idx k = outcome->begin; k < outcome->end; k++) {
        seen[stoch->value[k].place] = index + 1;
        RW_TRY(add_value(stoch, stoch->value[k]));
    }
    for (rw_idx k = parent->begin; k < parent->end; k++) {
        if (seen[stoch->value[k].place] != index + 1) {
            RW_TRY(add_value(stoch, stoch->value[k]));
        }
    }
    outcome->begin = begin;
    outcome->end = stoch->n_value;
done:
    return status;
}

static rw_status inherit_all(const rw_smps_scanner *scanner, rw_smps_stoch *stoch) {
    rw_status status = RW_OK;
    rw_idx *seen = rw_calloc(stoch->places.count, sizeof *seen);
    if (seen == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    for (rw_idx k = 0; k < stoch->n_outcome; k++) {
        if (stoch->outcome[k].parent >= 0) {
            RW_TRY(inherit(stoch, k, seen));
        }
        if (stoch->n_value > MOST_VALUES) {
            RW_TRY(rw_smps_fail(scanner, RW_UNSUPPORTED, 0, NULL, "more than %d entries in all scenarios together",
                                MOST_VALUES));
        }
    }
done:
    rw_free(seen);
    return status;
}

// The outcomes that can happen.
static rw_status list_outcomes(const rw_smps_scanner *scanner, const rw_smps_stoch *stoch, rw_smps_draw *draw) {
    rw_idx filled = 0;
    for (rw_idx v = 0; v < stoch->n_variable; v++) {
        const rw_smps_variable *variable = &stoch->variable[v];
        draw->begin[v] = filled;
        if (variable->distribution != RW_SMPS_DISCRETE) {
            draw->n_combination = (double)INFINITY;
            continue;
        }
        for (rw_idx k = variable->first; k >= 0; k = stoch->outcome[k].next) {
            if (stoch->outcome[k].probability > 0) {
                draw->outcome[filled++] = k;
                draw->total[v] += stoch->outcome[k].probability;
            }
        }
        if (filled == draw->begin[v]) {
            return rw_smps_fail(scanner, RW_DATA, 0, NULL, "a random variable has no outcome of positive probability");
        }
        draw->n_combination *= (double)(filled - draw->begin[v]);
    }
    draw->begin[stoch->n_variable] = filled;
    return RW_OK;
}

// Values one scenario replaces, at most.
static double count_values(const rw_smps_stoch *stoch) {
    double sum = 0.0;
    for (rw_idx v = 0; v < stoch->n_variable; v++) {
        const rw_smps_variable *variable = &stoch->variable[v];
        rw_idx most = variable->distribution == RW_SMPS_DISCRETE ? 0 : variable->n_place;
        for (rw_idx k = variable->first; k >= 0; k = stoch->outcome[k].next) {
            const rw_idx length = stoch->outcome[k].end - stoch->outcome[k].begin;
            most = length > most ? length : most;
        }
        sum += (double)most;
    }
    return sum;
}

static rw_status count_scenarios(const rw_smps_scanner *scanner, const rw_smps_stoch *stoch,
                                 const rw_smps_options *options, rw_smps_draw *draw) {
    if (options->n_sample > 0) {
        draw->is_sample = true;
        draw->n_scenario = options->n_sample;
    } else if (isinf(draw->n_combination)) {
        return rw_smps_fail(scanner, RW_UNSUPPORTED, 0, NULL,
                            "a continuous distribution has no list of scenarios; ask for a sample (--scenarios N)");
    } else if (draw->n_combination > RW_SMPS_MOST_SCENARIOS && stoch->n_variable > 1) {
        return rw_smps_fail(scanner, RW_UNSUPPORTED, 0, NULL,
                            "%lld independent variables make %.6g scenarios, more than the %d that are listed; ask for "
                            "a sample (--scenarios N)",
                            (long long)stoch->n_variable, draw->n_combination, RW_SMPS_MOST_SCENARIOS);
    } else {
        draw->n_scenario = (rw_idx)draw->n_combination;
    }
    if ((double)draw->n_scenario * count_values(stoch) > MOST_VALUES) {
        return rw_smps_fail(scanner, RW_UNSUPPORTED, 0, NULL,
                            "%lld scenarios with up to %.0f entries each; all together may have %d",
                            (long long)draw->n_scenario, count_values(stoch), MOST_VALUES);
    }
    return RW_OK;
}

rw_status rw_smps_draw_init(const rw_smps_scanner *scanner, rw_smps_stoch *stoch, const rw_smps_options *options,
                            rw_smps_draw *draw) {
    rw_status status = RW_OK;
    *draw = (rw_smps_draw){.stoch = stoch, .n_combination = 1.0, .seed = options->seed};
    draw->begin = rw_calloc(stoch->n_variable + 1, sizeof *draw->begin);
    draw->outcome = rw_calloc(stoch->n_outcome, sizeof *draw->outcome);
    draw->total = rw_calloc(stoch->n_variable, sizeof *draw->total);
    if (draw->begin == NULL || draw->outcome == NULL || draw->total == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(inherit_all(scanner, stoch));
    RW_TRY(list_outcomes(scanner, stoch, draw));
    RW_TRY(count_scenarios(scanner, stoch, options, draw));
done:
    return status;
}

void rw_smps_draw_clear(rw_smps_draw *draw) {
    rw_free(draw->begin);
    rw_free(draw->outcome);
    rw_free(draw->total);
    *draw = (rw_smps_draw){0};
}

// Uniform number k (0 or 1) of a variable in a scenario.
static double uniform(const rw_smps_draw *draw, rw_idx variable, rw_idx scenario, int k) {
    return rw_random_uniform(draw->seed, 2 * (uint64_t)variable + (uint64_t)k, (uint64_t)scenario);
}

static rw_idx pick_outcome(const rw_smps_draw *draw, rw_idx variable, rw_idx scenario) {
    const rw_idx last = draw->begin[variable + 1] - 1;
    double left = uniform(draw, variable, scenario, 0) * draw->total[variable];
    rw_idx k = draw->begin[variable];
    while (k < last && left >= draw->stoch->outcome[draw->outcome[k]].probability) {
        left -= draw->stoch->outcome[draw->outcome[k]].probability;
        k++;
    }
    return draw->outcome[k];
}

// Normal: Box and Muller's transform of two uniform numbers.
static double draw_number(const rw_smps_draw *draw, rw_idx index, rw_idx scenario) {
    const rw_smps_variable *variable = &draw->stoch->variable[index];
    const double first = variable->parameter[0], second = variable->parameter[1];
    const double u = uniform(draw, index, scenario, 0);
    if (variable->distribution == RW_SMPS_UNIFORM) {
        return first + (second - first) * u;
    }
    return first + sqrt(second) * sqrt(-2.0 * log(u)) * cos(2.0 * PI * uniform(draw, index, scenario, 1));
}

static void set_number(const rw_smps_draw *draw, rw_idx index, rw_idx scenario, rw_smps_set_value set, void *context) {
    const rw_smps_variable *variable = &draw->stoch->variable[index];
    const double value = draw_number(draw, index, scenario);
    for (int k = 0; k < variable->n_place; k++) {
        const double core = draw->stoch->places.place[variable->place[k]].core;
        set(context, variable->place[k], rw_smps_modify(variable->modifier, core, value));
    }
}

double rw_smps_draw_scenario(const rw_smps_draw *draw, rw_idx index, rw_smps_set_value set, void *context) {
    const rw_smps_stoch *stoch = draw->stoch;
    double probability = 1.0;
    rw_idx left = index; // the number of a combination, the last variable's outcome running fastest
    for (rw_idx v = stoch->n_variable - 1; v >= 0; v--) {
        const rw_idx count = draw->begin[v + 1] - draw->begin[v];
        if (stoch->variable[v].distribution != RW_SMPS_DISCRETE) {
            set_number(draw, v, index, set, context);
            continue;
        }
        const rw_smps_outcome *outcome =
            &stoch->outcome[draw->is_sample ? pick_outcome(draw, v, index)
                                            : draw->outcome[draw->begin[v] + left % count]];
        left /= count;
        probability *= outcome->probability;
        for (rw_idx k = outcome->begin; k < outcome->end; k++) {
            set(context, stoch->value[k].place, stoch->value[k].value);
        }
    }
    return draw->is_sample ? 1.0 / (double)draw->n_scenario : probability;
}
