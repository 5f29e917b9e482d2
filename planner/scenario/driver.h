// What drives the risks: uniform numbers, correlated by a Gaussian copula (model.md section 7).
// SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_DRIVER_H
#define RW_SCENARIO_DRIVER_H

#include <stdbool.h>

#include <rampwerk/scenario.h>

enum { RW_MONTHS_OF_YEAR = 12 };

typedef struct rw_driver {
    const rw_model *model;
    rw_draw draw;
    rw_idx n_year;           // years of the plan, of twelve months from its start; the last may be cut short
    uint64_t *stream;        // n_risk: key of the risk's random numbers, from its name
    rw_idx *order;           // n_risk: risk at a place of the factor; events come last
    rw_idx *place;           // n_risk: the inverse
    double *factor;          // n_risk x n_risk by place: L with L L' = correlations
    bool *is_alone;          // n_risk: its row of L has no other
    rw_idx begin, end;       // scenarios whose scores have to be known: all of a Latin hypercube, else those drawn
    rw_idx n_single;         // places of risks that are no events
    double *common;          // end - begin: what those that are no events give to the scores of one risk
    rw_idx common_of;        // that risk; -1: none
    struct rw_ranked *ranks; // n_scenario: room for a Latin hypercube, else NULL
    rw_idx *below;           // n_scenario + 1: likewise
} rw_driver;

// In arena.  RW_ARGUMENT where the correlations are not positive definite.
RW_MUST_USE rw_status rw_driver_init(rw_driver *driver, rw_arena *arena, const rw_model *model, const rw_draw *draw,
                                     rw_error *error);

// The driving numbers of a risk (of an event: for a year of the plan, else year 0) in (0, 1): u[k * stride] is that of
// scenario draw.first + k, for k < draw.n_scenario.  A Latin hypercube takes time for all of the sample.
void rw_driver_fill(rw_driver *driver, rw_idx risk, rw_idx year, double *u, rw_idx stride);

// An event's further numbers in (0, 1): of scenario draw.first + k, for a year of the plan.
double rw_driver_start(const rw_driver *driver, rw_idx risk, rw_idx year, rw_idx k);
double rw_driver_length(const rw_driver *driver, rw_idx risk, rw_idx year, rw_idx k);

#endif
