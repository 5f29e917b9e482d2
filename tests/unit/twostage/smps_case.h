// Reading small SMPS problems from texts.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TWOSTAGE_SMPS_CASE_H
#define RW_TESTS_TWOSTAGE_SMPS_CASE_H

#include <rampwerk/smps.h>

// One column and one row of the first stage, two of each of the second:
//     min x + 2 y + 0.5 z   s.t.  x <= 10 | x + y >= 4, y - z = 0, y <= 8
extern const char smps_core[], smps_time[], smps_stoch[];

// Reads, and fails the test where that fails.
rw_smps *smps_read(const char *core, const char *time, const char *stoch, const rw_smps_options *options);

// Reads smps_core and smps_time with the sections of a stoch file.
rw_smps *smps_read_stoch(const char *sections, const rw_smps_options *options);

// What reading must end with: a status, at a place in the file "core", "time" or "stoch", a message that holds `text`.
typedef struct smps_refusal {
    rw_status status;
    const char *file;
    int line, column;
    const char *text;
} smps_refusal;

void smps_refuse(const char *core, const char *time, const char *stoch, smps_refusal expected);
void smps_refuse_stoch(const char *sections, rw_status status, int line, const char *text); // in any column

// The core file with text `from` replaced by `to`; static, overwritten by the next call.
const char *smps_core_with(const char *from, const char *to);

// What a scenario's array of a kind holds at a place.
double smps_at(const rw_smps *smps, rw_idx scenario, rw_delta_kind kind, rw_idx index);

#endif
