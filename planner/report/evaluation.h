// How a plan fares in fresh futures, on the screen, as JSON and as CSV.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_EVALUATION_H
#define RW_REPORT_EVALUATION_H

#include <rampwerk/analyse.h>
#include <rampwerk/results.h>

#include "report/style.h"

typedef struct rw_evaluation_view { // an outlook and what it is of
    const rw_model *model;
    const rw_run *run;
    const rw_outlook *outlook;
    const char *path;    // of the run file
    const char *outcome; // "complete", "limit" or "interrupted"
    double solve_gap;    // asked of solves
    int threads;
} rw_evaluation_view;

// Cost, the share of futures in which targets are met, probability targets, what scenarios and foresight are worth.
void rw_evaluation_write(rw_text *text, const rw_style *style, const rw_evaluation_view *view);

void rw_evaluation_json(rw_text *text, const rw_evaluation_view *view); // schema "rampwerk-evaluation-1"

// A line for each product and date, numbers to 17 digits.
void rw_evaluation_csv(rw_text *text, const rw_evaluation_view *view);

// One line without a newline.
void rw_evaluation_progress(rw_text *text, const rw_outlook_progress *progress);

#endif
