// Writes the sample run, for other programs to read.  SPDX-License-Identifier: MIT
// usage: write_sample FILE.h5
#include <stdio.h>
#include <stdlib.h>

#include "support/sample.h"

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE.h5\n", argv[0]);
        return EXIT_FAILURE;
    }
    rw_error error = {0};
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_sample_init(&sample, model, 2, RW_SAMPLE_PLAUSIBLE);
    const rw_status status = rw_run_write(model, &sample.run, false, argv[1], &error);
    if (status != RW_OK) {
        fprintf(stderr, "%s: %s\n", rw_status_text(status), error.text);
    }
    rw_sample_clear(&sample);
    rw_model_free(&model);
    return status == RW_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
