// The risks of a plan.  SPDX-License-Identifier: MIT
#include "report/risks.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/number.h"

enum { LEAD_COLUMNS = 11, LABEL_COLUMNS = 22, NUMBER_COLUMNS = 10 };

static const char *const distributions[] = {[RW_TRIANGULAR] = "triangular",
                                            [RW_PERT] = "pert",
                                            [RW_UNIFORM] = "uniform",
                                            [RW_LOGNORMAL] = "lognormal",
                                            [RW_DISCRETE] = "discrete",
                                            [RW_BERNOULLI] = "bernoulli",
                                            [RW_EVENT] = "event"};

static const char *sampling_text(rw_sampling sampling) {
    return sampling == RW_SAMPLING_LATIN_HYPERCUBE ? "Latin hypercube" : "Monte Carlo";
}

// "triangular 5, 12, 30".
static void describe(rw_text *text, const rw_risk *risk) {
    const double *p = risk->parameter;
    switch (risk->distribution) {
    case RW_TRIANGULAR:
    case RW_PERT:
        rw_text_format(text, "%s %g, %g, %g", distributions[risk->distribution], p[0], p[1], p[2]);
        break;
    case RW_UNIFORM:
        rw_text_format(text, "uniform from %g to %g", p[0], p[1]);
        break;
    case RW_LOGNORMAL:
        rw_text_format(text, "lognormal, median %g, P90 %g", p[0], p[1]);
        break;
    case RW_DISCRETE:
        for (rw_idx k = 0; k + 1 < risk->n_parameter; k += 2) {
            rw_text_format(text, "%s%g (%g %%)", k > 0 ? ", " : "discrete ", p[k], 100.0 * p[k + 1]);
        }
        break;
    case RW_BERNOULLI:
        rw_text_format(text, "%g with probability %g %%", p[1], 100.0 * p[0]);
        break;
    case RW_EVENT:
        rw_text_format(text, "event, %g %% a year, %g to %g months, less %g %%", 100.0 * p[0], p[1], p[2],
                       100.0 * p[3]);
        break;
    }
}

static void write_number(rw_text *text, double value) {
    char number[RW_NUMBER_SIZE] = "-";
    if (!isnan(value)) {
        snprintf(number, sizeof number, "%.4g", value);
    }
    rw_style_right(text, number, NUMBER_COLUMNS);
}

static void write_spread(rw_text *text, const char *label, const rw_spread *spread) {
    rw_style_label(text, label, LABEL_COLUMNS);
    write_number(text, spread->mean);
    write_number(text, spread->deviation);
    write_number(text, spread->p5);
    write_number(text, spread->p50);
    write_number(text, spread->p95);
    rw_text_add(text, "\n");
}

static void write_title(rw_text *text, const rw_style *style, const rw_risk *risk) {
    rw_text name = {0}, line = {0};
    rw_style_label(&name, risk->name, 0);
    rw_style_ink(text, style, RW_INK_BOLD, rw_text_string(&name));
    rw_text_format(&line, ", %s: ", risk->factor);
    describe(&line, risk);
    rw_style_wrap(text, style, rw_style_columns(risk->name), 2, rw_text_string(&line));
    text->failed = text->failed || name.failed || line.failed;
    rw_text_clear(&name);
    rw_text_clear(&line);
}

// A line that says which number of an event follows; none for other risks.
static void write_part(rw_text *text, const rw_model *model, const rw_survey_number *number) {
    if (model->risk[number->risk].distribution != RW_EVENT) {
        return;
    }
    const char *part = strrchr(number->name, '.');
    if (strcmp(part, ".start") == 0) {
        char first[16];
        rw_month_text(first, model->start_year, model->start_month, 0);
        rw_text_format(text, "  month of the first (0 is %s, %" PRId64 " none)\n", first, model->n_month);
    } else {
        rw_text_add(text, strcmp(part, ".months") == 0 ? "  months cut\n" : "  events\n");
    }
}

static void write_numbers(rw_text *text, const rw_style *style, const rw_model *model, const rw_survey *survey) {
    rw_style_label(text, "", LABEL_COLUMNS);
    static const char *const heads[] = {"mean", "sd", "P5", "P50", "P95"};
    for (int k = 0; k < 5; k++) {
        rw_style_right(text, heads[k], NUMBER_COLUMNS);
    }
    rw_text_add(text, "\n");
    for (rw_idx k = 0; k < survey->n_number; k++) {
        const rw_survey_number *number = &survey->number[k];
        if (k == 0 || survey->number[k - 1].risk != number->risk) {
            write_title(text, style, &model->risk[number->risk]);
        }
        write_part(text, model, number);
        if (!isnan(number->asked.mean)) {
            write_spread(text, "  asked for", &number->asked);
        }
        write_spread(text, "  drawn", &number->drawn);
        if (survey->n_kept < survey->n_drawn) {
            write_spread(text, "  kept", &number->kept);
        }
    }
}

static void write_pair(rw_text *text, const rw_model *model, const rw_survey_pair *pair, const char *asked) {
    rw_text names = {0};
    rw_style_label(&names, model->risk[pair->first].name, 0);
    rw_text_add(&names, ", ");
    rw_style_label(&names, model->risk[pair->second].name, 0);
    rw_text_add(text, "  ");
    rw_style_label(text, rw_text_string(&names), 2 * LABEL_COLUMNS - 2);
    rw_text_format(text, "  asked for %s, drawn ", asked);
    if (isnan(pair->drawn)) {
        rw_text_add(text, "-\n");
    } else {
        rw_text_format(text, "%+.3f\n", pair->drawn);
    }
    text->failed = text->failed || names.failed;
    rw_text_clear(&names);
}

static void write_pairs(rw_text *text, const rw_style *style, const rw_model *model, const rw_survey *survey) {
    if (model->n_risk < 2) {
        return;
    }
    rw_style_ink(text, style, RW_INK_BOLD, "correlations");
    rw_text_add(text, " of normal scores\n");
    for (rw_idx k = 0; k < survey->n_pair; k++) {
        char asked[RW_NUMBER_SIZE];
        snprintf(asked, sizeof asked, "%+.3f", survey->pair[k].asked);
        write_pair(text, model, &survey->pair[k], asked);
    }
    if (survey->other.first >= 0) {
        rw_text_add(text, "  of the others the farthest from none:\n");
        write_pair(text, model, &survey->other, "none");
    }
}

void rw_risks_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_survey *survey) {
    char count[RW_NUMBER_SIZE], kept[RW_NUMBER_SIZE];
    rw_number_group(count, (double)survey->n_drawn, 0);
    rw_number_group(kept, (double)survey->n_kept, 0);
    rw_text_format(text, "\nsample     %s scenario%s, seed %" PRId64 ", %s\n", count, survey->n_drawn == 1 ? "" : "s",
                   model->seed, sampling_text(model->sampling));
    if (survey->n_kept < survey->n_drawn) {
        rw_text line = {0};
        rw_text_format(
            &line,
            "%s of them; the others are %.3g standard deviations off the nearest one on average (%.3g if one "
            "were kept)",
            kept, survey->error_made, survey->error_of_one);
        rw_text_add(text, "kept       ");
        rw_style_wrap(text, style, LEAD_COLUMNS, LEAD_COLUMNS, rw_text_string(&line));
        text->failed = text->failed || line.failed;
        rw_text_clear(&line);
    }
    if (model->n_risk == 0) {
        rw_text_add(text, "no risk is declared: every scenario is the nominal one\n");
        return;
    }
    rw_text_add(text, "\n");
    write_numbers(text, style, model, survey);
    write_pairs(text, style, model, survey);
}

static void write_spread_json(rw_json *json, const char *key, const rw_spread *spread) {
    rw_json_object(json, key);
    rw_json_number(json, "mean", spread->mean);
    rw_json_number(json, "deviation", spread->deviation);
    rw_json_number(json, "p5", spread->p5);
    rw_json_number(json, "p50", spread->p50);
    rw_json_number(json, "p95", spread->p95);
    rw_json_close(json);
}

static void write_risk_json(rw_json *json, const rw_model *model, const rw_survey *survey, rw_idx k) {
    const rw_risk *risk = &model->risk[k];
    rw_json_object(json, NULL);
    rw_json_string(json, "name", risk->name);
    rw_json_string(json, "title", risk->title);
    rw_json_string(json, "factor", risk->factor);
    rw_json_string(json, "distribution", distributions[risk->distribution]);
    rw_json_array(json, "parameter");
    for (rw_idx i = 0; i < risk->n_parameter; i++) {
        rw_json_number(json, NULL, risk->parameter[i]);
    }
    rw_json_close(json);
    rw_json_array(json, "numbers");
    for (rw_idx i = 0; i < survey->n_number; i++) {
        const rw_survey_number *number = &survey->number[i];
        if (number->risk == k) {
            rw_json_object(json, NULL);
            rw_json_string(json, "name", number->name);
            write_spread_json(json, "asked", &number->asked);
            write_spread_json(json, "drawn", &number->drawn);
            write_spread_json(json, "kept", &number->kept);
            rw_json_close(json);
        }
    }
    rw_json_close(json);
    rw_json_close(json);
}

static void write_pair_json(rw_json *json, const char *key, const rw_model *model, const rw_survey_pair *pair) {
    rw_json_object(json, key);
    rw_json_string(json, "first", model->risk[pair->first].name);
    rw_json_string(json, "second", model->risk[pair->second].name);
    rw_json_number(json, "asked", pair->asked);
    rw_json_number(json, "drawn", pair->drawn);
    rw_json_close(json);
}

void rw_risks_json(rw_json *json, const rw_model *model, const rw_survey *survey) {
    rw_json_object(json, "sample");
    rw_json_integer(json, "scenarios", survey->n_drawn);
    rw_json_integer(json, "seed", model->seed);
    rw_json_string(json, "sampling", model->sampling == RW_SAMPLING_LATIN_HYPERCUBE ? "lhs" : "mc");
    rw_json_integer(json, "kept", survey->n_kept);
    rw_json_number(json, "error_made", survey->error_made);
    rw_json_number(json, "error_of_one", survey->n_kept < survey->n_drawn ? survey->error_of_one : (double)NAN);
    rw_json_close(json);
    rw_json_array(json, "risks");
    for (rw_idx k = 0; k < model->n_risk; k++) {
        write_risk_json(json, model, survey, k);
    }
    rw_json_close(json);
    rw_json_array(json, "correlations");
    for (rw_idx k = 0; k < survey->n_pair; k++) {
        write_pair_json(json, NULL, model, &survey->pair[k]);
    }
    rw_json_close(json);
    if (survey->other.first >= 0) {
        write_pair_json(json, "largest_other_correlation", model, &survey->other);
    }
}
