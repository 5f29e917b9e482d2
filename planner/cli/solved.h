// The answer to an SMPS problem as text, JSON and CSV.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SOLVED_H
#define RW_CLI_SOLVED_H

#include <rampwerk/optimize.h>
#include <rampwerk/smps.h>

#include "report/style.h"

typedef struct rw_solved {
    const rw_smps *smps;
    const rw_solution *solution;
    double gap_asked;
    int threads;
    bool is_sample;
    uint64_t seed;       // of the sample
    double seconds_read; // and of all
    double seconds;
    const char *path; // of the CSV, NULL: none was written
} rw_solved;

// A value of the objective in the file's own sense.
double rw_solved_value(const rw_smps *smps, double value);

void rw_solved_text(rw_text *text, const rw_style *style, const rw_solved *solved);
void rw_solved_json(rw_text *text, const rw_solved *solved); // schema "rampwerk-solve-1"
void rw_solved_csv(rw_text *text, const rw_solved *solved);  // "name,value" of the first stage

#endif
