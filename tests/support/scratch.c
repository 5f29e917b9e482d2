// A run file that belongs to one test program.  SPDX-License-Identifier: MIT
#include "support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/memory.h"
#include "support/sample.h"

enum { MOST_BYTES = 1 << 24 };

char scratch_path[] = "/tmp/rampwerk_test_XXXXXX";

int scratch_make(void **state) {
    (void)state;
    const int descriptor = mkstemp(scratch_path);
    return descriptor < 0 || close(descriptor) != 0;
}

int scratch_remove(void **state) {
    (void)state;
    return unlink(scratch_path) != 0 || rw_memory_live() != 0;
}

rw_status scratch_sample(rw_idx n_scenario, rw_text *bytes) {
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_sample_init(&sample, model, n_scenario, RW_SAMPLE_PLAUSIBLE);
    rw_status status = rw_run_write(model, &sample.run, true, scratch_path, NULL);
    if (status == RW_OK) {
        status = rw_text_read_file(bytes, scratch_path, MOST_BYTES, NULL);
    }
    rw_sample_clear(&sample);
    rw_model_free(&model);
    return status;
}

void scratch_put(const void *bytes, size_t count) {
    FILE *file = fopen(scratch_path, "wb");
    if (file == NULL || fwrite(bytes, 1, count, file) != count || fclose(file) != 0) {
        abort(); // a test without a disk has nothing to say
    }
}
