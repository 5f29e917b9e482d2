// The table of what /solver holds.  SPDX-License-Identifier: MIT
#include "results/scalars.h"

#define DOUBLE(member) false, offsetof(rw_run, member)
#define INDEX(member) true, offsetof(rw_run, member)

const rw_scalar rw_solver_table[] = {
    {"objective", DOUBLE(objective), "objective of the plan"},
    {"bound", DOUBLE(bound), "proven: no plan has a lower objective"},
    {"gap", DOUBLE(gap), "relative distance of objective and bound"},
    {"gap_asked", DOUBLE(gap_asked), "relative gap that was asked for"},
    {"nodes", INDEX(n_node), "nodes of the search tree"},
    {"lps", INDEX(n_lp), "linear problems solved"},
    {"pivots", INDEX(n_pivot), "simplex pivots"},
};
const rw_idx rw_solver_count = sizeof rw_solver_table / sizeof rw_solver_table[0];

const rw_scalar rw_timing_table[] = {
    {"seconds", DOUBLE(seconds), "wall time, all in all"},
    {"seconds_read", DOUBLE(seconds_read), "reading the configuration"},
    {"seconds_build", DOUBLE(seconds_build), "building the problem"},
    {"seconds_root", DOUBLE(seconds_root), "the first relaxation"},
    {"seconds_tree", DOUBLE(seconds_tree), "tree search"},
    {"seconds_search", DOUBLE(seconds_search), "local search for better plans"},
};
const rw_idx rw_timing_count = sizeof rw_timing_table / sizeof rw_timing_table[0];

static void table_document(rw_text *text, const char *group, const rw_scalar *row, rw_idx count) {
    for (rw_idx k = 0; k < count; k++) {
        rw_text_format(text, "| `%s` | `%s` | %s | %s |\n", group, row[k].name, row[k].is_index ? "integer" : "double",
                       row[k].text);
    }
}

void rw_scalar_document(rw_text *text) {
    rw_text_add(text, "| group | attribute | type | meaning |\n|---|---|---|---|\n");
    table_document(text, "/solver", rw_solver_table, rw_solver_count);
    table_document(text, "/solver/timing", rw_timing_table, rw_timing_count);
}
