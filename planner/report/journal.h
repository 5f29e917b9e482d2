// The course of a solve: progress lines, the closing table, the table of a re-check.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_JOURNAL_H
#define RW_REPORT_JOURNAL_H

#include <rampwerk/results.h>

#include "report/style.h"

// One line without a newline: elapsed, incumbent, bound, gap, nodes, open, LPs.  unit: "M EUR" (values shown in
// millions) or another name of what the objective counts (shown as it is, in whole numbers; "": any number).
void rw_journal_progress(rw_text *text, const rw_progress *progress, const char *unit);

typedef struct rw_closing { // what the run itself does not hold
    const char *path;       // of the run file; NULL where none was written
    double seconds_verify, seconds_write;
} rw_closing;

// Objective, bound, gap, effort, where the time went, worst violation, where the plan is.
void rw_journal_closing(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                        const rw_closing *closing);

// One row for each kind of violation, and the objective recorded and recomputed.
void rw_journal_verdict(rw_text *text, const rw_style *style, const rw_verdict *verdict, double objective);

// The re-check as JSON, schema "rampwerk-verify-1".
void rw_journal_verdict_json(rw_text *text, const rw_verdict *verdict, double objective);

#endif
