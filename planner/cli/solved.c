// The answer to an SMPS problem as text, JSON and CSV.  SPDX-License-Identifier: MIT
#include "cli/solved.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/json.h"
#include "report/number.h"

enum { NUMBER_BYTES = 40 };

double rw_solved_value(const rw_smps *smps, double value) {
    return smps->maximise ? 0.0 - value : value; // never -0
}

static const char *explain(const rw_solution *solution) {
    switch (solution->outcome) {
    case RW_OUTCOME_OPTIMAL:
        return "the gap asked for is proven";
    case RW_OUTCOME_LIMIT:
        return solution->has_point ? "stopped at a limit; this is the best solution found"
                                   : "stopped at a limit before a solution was found";
    case RW_OUTCOME_INTERRUPTED:
        return solution->has_point ? "this is the best solution found" : "before a solution was found";
    case RW_OUTCOME_INFEASIBLE:
        return "no first stage has a feasible recourse in every scenario";
    case RW_OUTCOME_UNBOUNDED:
        return "the objective has no limit";
    }
    return "";
}

static void add_effort(rw_text *text, const rw_solved *solved) {
    const rw_solution *solution = solved->solution;
    char nodes[RW_NUMBER_SIZE], lps[RW_NUMBER_SIZE], pivots[RW_NUMBER_SIZE], cuts[RW_NUMBER_SIZE];
    rw_number_group(nodes, (double)solution->n_node, 0);
    rw_number_group(lps, (double)solution->n_lp, 0);
    rw_number_group(pivots, (double)solution->n_pivot, 0);
    rw_number_group(cuts, (double)solution->n_cut, 0);
    rw_text_format(text, "effort     %s nodes, %s LPs, %s pivots, %s cuts, %d thread%s\n", nodes, lps, pivots, cuts,
                   solved->threads, solved->threads == 1 ? "" : "s");
    char all[RW_NUMBER_SIZE], read[RW_NUMBER_SIZE], root[RW_NUMBER_SIZE], tree[RW_NUMBER_SIZE], search[RW_NUMBER_SIZE];
    rw_number_seconds(all, solved->seconds);
    rw_number_seconds(read, solved->seconds_read);
    rw_number_seconds(root, solution->seconds_root);
    rw_number_seconds(tree, solution->seconds_tree);
    rw_number_seconds(search, solution->seconds_search);
    rw_text_format(text, "time       %s s: read %s, root %s, tree %s, search %s\n", all, read, root, tree, search);
}

void rw_solved_text(rw_text *text, const rw_style *style, const rw_solved *solved) {
    const rw_smps *smps = solved->smps;
    const rw_solution *solution = solved->solution;
    const rw_twostage *problem = smps->problem;
    rw_text_format(text, "problem    %s: %" PRId64 " scenario%s%s\n", smps->name[0] != '\0' ? smps->name : "(no name)",
                   problem->n_scenario, problem->n_scenario == 1 ? "" : "s", solved->is_sample ? ", sampled" : "");
    rw_text_format(text,
                   "size       first stage %" PRId64 " columns, %" PRId64 " rows; recourse %" PRId64
                   " columns, %" PRId64 " rows\n",
                   problem->first.n_col, problem->first.n_row, problem->second.n_col, problem->second.n_row);
    if (smps->n_relaxed > 0) {
        rw_text_format(
            text, "relaxed    %" PRId64 " integer columns of the recourse: the optimum is a bound on that with them\n",
            smps->n_relaxed);
    }
    rw_text_add(text, "status     ");
    rw_style_ink(text, style, solution->outcome == RW_OUTCOME_OPTIMAL ? RW_INK_GOOD : RW_INK_WARN,
                 rw_outcome_text(solution->outcome));
    rw_text_format(text, ": %s\n", explain(solution));
    if (solution->has_point) {
        char gap[RW_NUMBER_SIZE];
        rw_number_percent(gap, solution->gap);
        rw_text_format(text, "objective  %.12g (%s)\n", rw_solved_value(smps, solution->objective),
                       smps->maximise ? "maximised" : "minimised");
        rw_text_format(text, "bound      %.12g, gap %s\n", rw_solved_value(smps, solution->bound), gap);
    }
    add_effort(text, solved);
    if (solved->path != NULL) {
        rw_text_add(text, "written    ");
        rw_style_label(text, solved->path, 0);
        rw_text_add(text, "\n");
    }
}

void rw_solved_json(rw_text *text, const rw_solved *solved) {
    const rw_smps *smps = solved->smps;
    const rw_solution *solution = solved->solution;
    const rw_twostage *problem = smps->problem;
    rw_json json = {.text = text};
    rw_json_object(&json, NULL);
    rw_json_string(&json, "schema", "rampwerk-solve-1");
    rw_json_string(&json, "version", RW_VERSION);
    rw_json_string(&json, "name", smps->name);
    rw_json_string(&json, "status", rw_outcome_text(solution->outcome));
    rw_json_string(&json, "sense", smps->maximise ? "maximise" : "minimise");
    rw_json_number(&json, "objective", solution->has_point ? rw_solved_value(smps, solution->objective) : (double)NAN);
    rw_json_number(&json, "bound", rw_solved_value(smps, solution->bound));
    rw_json_number(&json, "gap", solution->has_point ? solution->gap : (double)NAN);
    rw_json_number(&json, "gap_asked", solved->gap_asked);
    rw_json_number(&json, "seconds", solved->seconds);
    rw_json_number(&json, "seconds_read", solved->seconds_read);
    rw_json_integer(&json, "scenarios", problem->n_scenario);
    rw_json_boolean(&json, "sampled", solved->is_sample);
    if (solved->is_sample) {
        rw_json_integer(&json, "seed", (rw_idx)solved->seed);
    }
    rw_json_number(&json, "probability_sum", smps->probability_sum);
    rw_json_integer(&json, "relaxed_columns", smps->n_relaxed);
    rw_json_integer(&json, "threads", solved->threads);
    rw_json_integer(&json, "nodes", solution->n_node);
    rw_json_integer(&json, "lps", solution->n_lp);
    rw_json_integer(&json, "pivots", solution->n_pivot);
    rw_json_integer(&json, "cuts", solution->n_cut);
    rw_json_integer(&json, "first_columns", problem->first.n_col);
    rw_json_integer(&json, "first_rows", problem->first.n_row);
    rw_json_integer(&json, "recourse_columns", problem->second.n_col);
    rw_json_integer(&json, "recourse_rows", problem->second.n_row);
    rw_json_array(&json, "warnings");
    for (rw_idx k = 0; k < smps->n_warning; k++) {
        rw_json_string(&json, NULL, smps->warning[k]);
    }
    rw_json_close(&json);
    rw_json_string(&json, "file", solved->path);
    rw_json_close(&json);
}

void rw_solved_csv(rw_text *text, const rw_solved *solved) {
    const rw_block *first = &solved->smps->problem->first;
    rw_text_add(text, "name,value\n");
    for (rw_idx j = 0; j < first->n_col; j++) {
        const char *name = first->col_name[j];
        const bool is_quoted = strpbrk(name, ",\"") != NULL;
        rw_text_add(text, is_quoted ? "\"" : "");
        for (const char *c = name; *c != '\0'; c++) {
            rw_text_add_bytes(text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
        }
        rw_text_format(text, "%s,%.17g\n", is_quoted ? "\"" : "", solved->solution->first[j]);
    }
}
