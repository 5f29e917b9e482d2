// The risks of a plan: what was asked for, and what was drawn.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_RISKS_H
#define RW_REPORT_RISKS_H

#include <rampwerk/survey.h>

#include "report/json.h"
#include "report/style.h"

// Every risk with its distribution and, below, mean, deviation and quantiles asked for, drawn and kept; then the
// correlations.
void rw_risks_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_survey *survey);

// The same as the keys "sample", "risks" and "correlations" of the open object.
void rw_risks_json(rw_json *json, const rw_model *model, const rw_survey *survey);

#endif
