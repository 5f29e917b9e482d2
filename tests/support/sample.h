// A plant with one of everything, and a run of it, for run files.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_SAMPLE_H
#define RW_TESTS_SAMPLE_H

#include <rampwerk/results.h>

// 14 months (two calendar years) of two lines with permit, options, budgets, every kind of rule, two customers and
// notes; release with rw_model_free.  The model is meant to be stored, not solved.
rw_model *rw_sample_model(void);

// As an rw_read_model: the sample, whatever the text.
rw_status rw_sample_read_model(const char *config_text, rw_model **model, rw_error *error);

// A run of the model with n_scenario scenarios.  Numbers are plausible (quarters, nonnegative), or any bits at all.
typedef enum rw_sample_numbers { RW_SAMPLE_PLAUSIBLE, RW_SAMPLE_ANY_BITS } rw_sample_numbers;

typedef struct rw_sample { // a run to write; all of it owned by the sample
    rw_run run;
    rw_progress history[3];
    char *override_text[2];
    rw_run_file file[2];
} rw_sample;

void rw_sample_init(rw_sample *sample, const rw_model *model, rw_idx n_scenario, rw_sample_numbers numbers);
void rw_sample_clear(rw_sample *sample);

#endif
