// The verdict: tolerances, and whether all kinds keep to theirs.  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_REPORT_H
#define RW_VERIFY_REPORT_H

#include <rampwerk/verify.h>

// Nothing checked yet, not ok.
void rw_verdict_init(rw_verdict *verdict);

// Sets ok from the findings.
void rw_verdict_close(rw_verdict *verdict);

#endif
