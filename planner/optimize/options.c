// Options and names of outcomes.  SPDX-License-Identifier: MIT
#include <math.h>

#include <rampwerk/optimize.h>

void rw_optimize_defaults(rw_optimize_options *options) {
    *options = (rw_optimize_options){
        .gap_relative = 1e-3,
        .gap_absolute = 1e-9,
        .time_limit = INFINITY,
        .node_limit = INT64_MAX,
        .threads = 1,
    };
}

const char *rw_outcome_text(rw_outcome outcome) {
    static const char *const text[] = {
#define RW_OUTCOME_ENTRY(code, name) name,
        RW_OUTCOME_LIST(RW_OUTCOME_ENTRY)
#undef RW_OUTCOME_ENTRY
    };
    return (unsigned)outcome < sizeof text / sizeof *text ? text[outcome] : "unknown";
}
