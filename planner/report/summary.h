// A run as JSON, schema "rampwerk-plan-1": fields are added, never renamed or given another meaning, within version 1.
// SPDX-License-Identifier: MIT
#ifndef RW_REPORT_SUMMARY_H
#define RW_REPORT_SUMMARY_H

#include <rampwerk/frontier.h>
#include <rampwerk/results.h>

#include "core/text.h"

// run->plan is NULL where no plan was found: then only the figures of the search are written.  path: the run file, or
// NULL where none was written.  assurance: how the plan came by its probability targets, NULL: not known.
void rw_summary_write(rw_text *text, const rw_model *model, const rw_run *run, const char *path,
                      const rw_assurance *assurance);

#endif
