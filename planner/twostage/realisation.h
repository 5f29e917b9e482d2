// The arrays a scenario may change: the template's, with one scenario's entries put in.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_REALISATION_H
#define RW_TWOSTAGE_REALISATION_H

#include <rampwerk/twostage.h>

typedef struct rw_realisation {
    double *array[RW_DELTA_RECOURSE + 1]; // by rw_delta_kind, owned
} rw_realisation;

// Length and template of the array a kind of entry replaces.
rw_idx rw_delta_extent(const rw_twostage *problem, rw_delta_kind kind);
const double *rw_delta_template(const rw_twostage *problem, rw_delta_kind kind);

// Copies of the template; on failure what was allocated stays for rw_realisation_clear.
RW_MUST_USE rw_status rw_realisation_init(rw_realisation *realisation, const rw_twostage *problem);
void rw_realisation_enter(rw_realisation *realisation, const rw_twostage *problem, rw_idx scenario);
void rw_realisation_leave(rw_realisation *realisation, const rw_twostage *problem, rw_idx scenario); // undoes enter
void rw_realisation_clear(rw_realisation *realisation);

#endif
