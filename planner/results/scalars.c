// The tables of what /solver holds.  SPDX-License-Identifier: MIT
#include "results/scalars.h"

#define DOUBLE(member) false, offsetof(rw_run, member)
#define INDEX(member) true, offsetof(rw_run, member)

const rw_scalar rw_solver_table[] = {
    {0, "objective", DOUBLE(objective), "objective of the plan"},
    {0, "bound", DOUBLE(bound), "proven: no plan has a lower objective"},
    {0, "gap", DOUBLE(gap), "relative distance of objective and bound"},
    {0, "gap_asked", DOUBLE(gap_asked), "relative gap that was asked for"},
    {0, "nodes", INDEX(n_node), "nodes of the search tree"},
    {0, "lps", INDEX(n_lp), "linear problems solved"},
    {0, "pivots", INDEX(n_pivot), "simplex pivots"},
    {1, "cuts", INDEX(n_cut), "cuts made"},
};
const rw_idx rw_solver_count = sizeof rw_solver_table / sizeof rw_solver_table[0];

const rw_scalar rw_timing_table[] = {
    {0, "seconds", DOUBLE(seconds), "wall time, all in all"},
    {0, "seconds_read", DOUBLE(seconds_read), "reading the configuration"},
    {0, "seconds_build", DOUBLE(seconds_build), "building the problem"},
    {0, "seconds_root", DOUBLE(seconds_root), "the first relaxation"},
    {0, "seconds_tree", DOUBLE(seconds_tree), "tree search"},
    {0, "seconds_search", DOUBLE(seconds_search), "local search for better plans"},
};
const rw_idx rw_timing_count = sizeof rw_timing_table / sizeof rw_timing_table[0];

#define STEP(member) offsetof(rw_progress, member)

const rw_scalar rw_step_table[] = {
    {1, "seconds", false, STEP(seconds), "wall time since the search began"},
    {1, "incumbent", false, STEP(incumbent), "objective of the best plan found, infinite while there is none"},
    {1, "bound", false, STEP(bound), "proven: no plan has a lower objective"},
    {1, "gap", false, STEP(gap), "relative distance of both"},
    {1, "nodes", true, STEP(n_node), "nodes of the search tree done"},
    {1, "open", true, STEP(n_open), "nodes still to be looked at"},
    {1, "lps", true, STEP(n_lp), "linear problems solved"},
};
const rw_idx rw_step_count = sizeof rw_step_table / sizeof rw_step_table[0];

bool rw_step_is_time(const rw_scalar *row) {
    return row->offset == STEP(seconds);
}

static void table_document(rw_text *text, const char *group, const char *kind, const rw_scalar *row, rw_idx count) {
    for (rw_idx k = 0; k < count; k++) {
        rw_text_format(text, "| `%s` | %s `%s` | %s | %s |\n", group, kind, row[k].name,
                       row[k].is_index ? "integer" : "double", row[k].text);
    }
}

void rw_scalar_document(rw_text *text) {
    rw_text_add(text, "| group | name | type | meaning |\n|---|---|---|---|\n");
    table_document(text, "/solver", "attribute", rw_solver_table, rw_solver_count);
    table_document(text, "/solver/timing", "attribute", rw_timing_table, rw_timing_count);
    table_document(text, "/solver/history", "array", rw_step_table, rw_step_count);
}
