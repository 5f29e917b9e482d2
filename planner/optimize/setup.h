// Making an engine and its root node.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_SETUP_H
#define RW_OPTIMIZE_SETUP_H

#include "optimize/engine.h"

RW_MUST_USE rw_status rw_engine_new(const rw_twostage *problem, const rw_optimize_options *options, rw_engine **engine);
void rw_engine_free(rw_engine **engine); // accepts NULL, sets NULL

// Solves the root relaxation by cuts, from first points.  Where there is none, outcome says why.
RW_MUST_USE rw_status rw_engine_relax(rw_engine *engine, const double *start, rw_outcome *outcome);

// As rw_engine_relax; then finds first incumbents and opens the root node.  Where the tree stays empty,
// outcome says why.  start: NULL, or n_first values to try.
RW_MUST_USE rw_status rw_engine_root(rw_engine *engine, const double *start, rw_outcome *outcome);

// (objective - bound) / |objective|, 0 where they agree to rounding, INFINITY without an incumbent.
double rw_relative_gap(double objective, double bound);

// Solves a smaller problem, of the mean values or of a part of the scenarios, and asks for the points it comes to.
RW_MUST_USE rw_status rw_smaller_ask(rw_engine *engine);
// Adds the cuts that a solved mean-value problem of the engine's gives for its scenarios, where there are such.
RW_MUST_USE rw_status rw_jensen_share(rw_engine *engine, rw_engine *mean);

#endif
