// From the three files to a two-stage problem.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_BUILD_H
#define RW_TWOSTAGE_SMPS_BUILD_H

#include "twostage/smps_draw.h"

typedef struct rw_smps_parts {
    const rw_smps_core *core;
    const rw_smps_stoch *stoch;
    const rw_smps_draw *draw;
    const rw_smps_scanner *core_file, *stoch_file; // for messages
    const rw_smps_options *options;
} rw_smps_parts;

// Fills in all of smps but the warnings.
RW_MUST_USE rw_status rw_smps_build(const rw_smps_parts *parts, rw_smps *smps);

// Scenarios of a problem whose template is complete.  position: of each place of kind RW_SMPS_COEFFICIENT, where it
// stands in technology.value or recourse.value.
RW_MUST_USE rw_status rw_smps_build_scenarios(const rw_smps_parts *parts, const rw_idx *position, rw_smps *smps);

#endif
