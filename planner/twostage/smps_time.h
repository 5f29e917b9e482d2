// The time file: which columns and rows belong to which period.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_TIME_H
#define RW_TWOSTAGE_SMPS_TIME_H

#include "twostage/smps_core.h"

enum { RW_SMPS_STAGES = 2 };

typedef struct rw_smps_time {
    int n_period;
    char period[RW_SMPS_STAGES][RW_SMPS_NAME_BYTES + 1];
} rw_smps_time;

// Reads the file and sets stage and local of the rows and columns of core.  More than two periods: RW_UNSUPPORTED.
RW_MUST_USE rw_status rw_smps_time_read(rw_smps_scanner *scanner, rw_smps_core *core, rw_smps_time *time);

// The number of a period, -1: there is none of that name.
int rw_smps_time_find(const rw_smps_time *time, const rw_smps_token *name);

#endif
