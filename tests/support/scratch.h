// A run file that belongs to one test program.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_SCRATCH_H
#define RW_TESTS_SCRATCH_H

#include <rampwerk/results.h>

#include "core/text.h"

extern char scratch_path[]; // once it is made

// Group fixtures: makes an empty file; removes it, and fails where memory of ours is left.
int scratch_make(void **state);
int scratch_remove(void **state);

// Writes a reproducible run of the sample (sample.h) with that many scenarios to the file, and reads its bytes.
RW_MUST_USE rw_status scratch_sample(rw_idx n_scenario, rw_text *bytes);

// Makes these the bytes of the file.
void scratch_put(const void *bytes, size_t count);

#endif
