// SMPS: two-stage problems as files other programs read and write (core, time and stoch file).
// SPDX-License-Identifier: MIT
//
// What is read, what is refused and why, and how doubtful cases are taken: planner/twostage/smps.md.
#ifndef RAMPWERK_SMPS_H
#define RAMPWERK_SMPS_H

#include <stddef.h>
#include <stdint.h>

#include <rampwerk/twostage.h>

enum { RW_SMPS_MOST_SCENARIOS = 100000 }; // made of independent variables without sampling

typedef struct rw_smps_source { // one of the three files
    const char *name;           // for messages
    const char *text;           // length bytes, then a NUL
    size_t length;
} rw_smps_source;

typedef struct rw_smps_options { // all zero: the defaults
    bool relax_recourse;         // drop the integrality of second-stage columns instead of refusing them
    bool normalise;              // divide probabilities by their sum
    rw_idx n_sample;             // draw so many scenarios of equal probability; 0: take all there are
    uint64_t seed;               // of the sample
} rw_smps_options;

typedef struct rw_smps {
    rw_twostage *problem;   // minimises; names set
    bool maximise;          // the file's sense: costs and constant in problem are the negated ones of the file
    char *name;             // of the problem, "" where the file gives none
    rw_idx n_relaxed;       // second-stage columns whose integrality was dropped
    rw_idx n_variable;      // independent random variables, blocks and lists of scenarios
    double n_combination;   // scenarios they make; INFINITY where a distribution is continuous
    double probability_sum; // of the scenarios, as written
    rw_idx n_warning;
    char **warning; // "file:line:column: text"
} rw_smps;

// Reads a problem from texts.  RW_DATA: an error in a file; RW_UNSUPPORTED: what it asks for is refused.
RW_MUST_USE rw_status rw_smps_parse(const rw_smps_source *core, const rw_smps_source *time, const rw_smps_source *stoch,
                                    const rw_smps_options *options, rw_smps **smps, rw_error *error);

// Reads a problem from files; also RW_NO_INPUT and RW_IO.
RW_MUST_USE rw_status rw_smps_read(const char *core, const char *time, const char *stoch,
                                   const rw_smps_options *options, rw_smps **smps, rw_error *error);
void rw_smps_free(rw_smps **smps); // accepts NULL, sets NULL

// Writes base.cor, base.tim and base.sto (free format, 17 digits, every scenario's entries), and, where map_path is
// not NULL, a CSV of every short name and its meaning.  A risk measure is written as the expectation it is equal to,
// with a column of the first stage, a column and a row of the second more.  RW_UNSUPPORTED where a row has only a lower
// side in one scenario and only an upper one in another.
RW_MUST_USE rw_status rw_smps_write(const rw_twostage *problem, const char *name, const char *base,
                                    const char *map_path, rw_error *error);

#endif
