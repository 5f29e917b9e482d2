// The extensive form of an SMPS problem as an MPS file, for other solvers.  SPDX-License-Identifier: MIT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rampwerk/smps.h>

#include "core/text.h"

enum { EXIT_USAGE = 64, EXIT_DATA = 65, EXIT_OUTPUT = 74 };

static int fail(int code, const rw_error *error) {
    (void)fprintf(stderr, "rampwerk_extensive: %s%s%s\n", error->source, error->source[0] != '\0' ? ": " : "",
                  error->text);
    return code;
}

static rw_status read_problem(const char *base, const rw_smps_options *options, rw_smps **smps, rw_error *error) {
    static const char *const ending[3] = {".cor", ".tim", ".sto"};
    rw_text path[3] = {{0}};
    bool failed = false;
    for (int k = 0; k < 3; k++) {
        rw_text_format(&path[k], "%s%s", base, ending[k]);
        failed = failed || path[k].failed;
    }
    const rw_status status = failed ? rw_error_set(error, RW_NO_MEMORY, "out of memory")
                                    : rw_smps_read(rw_text_string(&path[0]), rw_text_string(&path[1]),
                                                   rw_text_string(&path[2]), options, smps, error);
    for (int k = 0; k < 3; k++) {
        rw_text_clear(&path[k]);
    }
    return status;
}

int main(int argc, char **argv) {
    rw_smps_options options = {0};
    rw_smps *smps = NULL;
    rw_error error = {0};
    options.relax_recourse = argc > 1 && strcmp(argv[1], "--relax-recourse") == 0;
    const int first = options.relax_recourse ? 2 : 1;
    if (argc - first != 2 || argv[first][0] == '-') {
        (void)fputs("usage: rampwerk_extensive [--relax-recourse] BASE FILE.mps\n\n"
                    "Reads BASE.cor, BASE.tim and BASE.sto and writes one linear problem in all scenarios.\n",
                    stderr);
        return EXIT_USAGE;
    }
    if (read_problem(argv[first], &options, &smps, &error) != RW_OK) {
        return fail(EXIT_DATA, &error);
    }
    const rw_status status = rw_twostage_write_mps(smps->problem, "extensive", argv[first + 1], NULL, &error);
    rw_smps_free(&smps);
    return status == RW_OK ? EXIT_SUCCESS : fail(EXIT_OUTPUT, &error);
}
