// Cuts: planes below the expected recourse cost of a group of scenarios, and limits on the first stage that recourse
// needs.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_CUTS_H
#define RW_OPTIMIZE_CUTS_H

#include <rampwerk/twostage.h>

enum { RW_FEASIBILITY_CUT = -1 };

// group >= 0: theta_group >= offset + gradient'x.  RW_FEASIBILITY_CUT: offset + gradient'x <= 0.
typedef struct rw_cuts {
    rw_idx n_first, n_group, n_cut, capacity;
    rw_idx *group;    // n_cut
    double *offset;   // n_cut
    double *gradient; // n_cut x n_first
    rw_idx *n_of;     // n_group: cuts of the group
} rw_cuts;

RW_MUST_USE rw_status rw_cuts_init(rw_cuts *cuts, rw_idx n_first, rw_idx n_group);
void rw_cuts_clear(rw_cuts *cuts);
RW_MUST_USE rw_status rw_cuts_add(rw_cuts *cuts, rw_idx group, double offset, const double *gradient);

// offset + gradient'x of one cut.
double rw_cuts_value(const rw_cuts *cuts, rw_idx cut, const double *x);

#endif
