// Reading small SMPS problems from texts.  SPDX-License-Identifier: MIT
#include "unit/twostage/smps_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "twostage/realisation.h"

const char smps_core[] = "NAME          tiny\nROWS\n N  obj\n L  cap\n G  dem\n E  bal\nCOLUMNS\n"
                         "    x         obj       1.0            cap       1.0\n    x         dem       1.0\n"
                         "    y         obj       2.0            dem       1.0\n    y         bal       1.0\n"
                         "    z         obj       0.5            bal       -1.0\nRHS\n"
                         "    RHS       cap       10.0           dem       4.0\nBOUNDS\n UP BND       y         8.0\n"
                         "ENDATA\n";
const char smps_time[] = "TIME          tiny\nPERIODS\n    x         cap                      T1\n"
                         "    y         dem                      T2\nENDATA\n";
const char smps_stoch[] = "STOCH         tiny\nSCENARIOS     DISCRETE\n SC S1        ROOT      0.25           T2\n"
                          "    RHS       dem       5.0\n SC S2        ROOT      0.75           T2\n"
                          "    RHS       dem       3.0\nENDATA\n";

static rw_smps_source source(const char *name, const char *text) {
    return (rw_smps_source){.name = name, .text = text, .length = strlen(text)};
}

static rw_status parse(const char *core, const char *time, const char *stoch, const rw_smps_options *options,
                       rw_smps **smps, rw_error *error) {
    static const rw_smps_options defaults = {0};
    const rw_smps_source file[3] = {source("core", core), source("time", time), source("stoch", stoch)};
    return rw_smps_parse(&file[0], &file[1], &file[2], options != NULL ? options : &defaults, smps, error);
}

rw_smps *smps_read(const char *core, const char *time, const char *stoch, const rw_smps_options *options) {
    rw_error error = {0};
    rw_smps *smps = NULL;
    if (parse(core, time, stoch, options, &smps, &error) != RW_OK) {
        print_error("%s:%d:%d: %s\n", error.source, error.line, error.column, error.text);
        fail();
    }
    assert_int_equal(rw_twostage_check(smps->problem, NULL), RW_OK);
    return smps;
}

static const char *stoch_of(const char *sections) {
    static char text[4096];
    const int length = snprintf(text, sizeof text, "STOCH tiny\n%s\nENDATA\n", sections);
    assert_in_range(length, 1, sizeof text - 1);
    return text;
}

rw_smps *smps_read_stoch(const char *sections, const rw_smps_options *options) {
    return smps_read(smps_core, smps_time, stoch_of(sections), options);
}

void smps_refuse(const char *core, const char *time, const char *stoch, smps_refusal expected) {
    rw_error error = {0};
    rw_smps *smps = NULL;
    const rw_status found = parse(core, time, stoch, NULL, &smps, &error);
    if (found != expected.status || strcmp(error.source, expected.file) != 0 || error.line != expected.line ||
        error.column != expected.column || strstr(error.text, expected.text) == NULL) {
        print_error("found %d at %s:%d:%d: %s\nexpected %d at %s:%d:%d: %s\n", (int)found, error.source, error.line,
                    error.column, error.text, (int)expected.status, expected.file, expected.line, expected.column,
                    expected.text);
        fail();
    }
    assert_null(smps);
}

void smps_refuse_stoch(const char *sections, rw_status status, int line, const char *text) {
    rw_error error = {0};
    rw_smps *smps = NULL;
    const rw_status found = parse(smps_core, smps_time, stoch_of(sections), NULL, &smps, &error);
    if (found != status || error.line != line || strstr(error.text, text) == NULL) {
        print_error("found %d in line %d: %s\nexpected %d in line %d: %s\n", (int)found, error.line, error.text,
                    (int)status, line, text);
        fail();
    }
    assert_null(smps);
}

const char *smps_core_with(const char *from, const char *to) {
    static char text[4096];
    const char *at = strstr(smps_core, from);
    assert_non_null(at);
    const int length = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - smps_core), smps_core, to, at + strlen(from));
    assert_in_range(length, 1, sizeof text - 1);
    return text;
}

double smps_at(const rw_smps *smps, rw_idx scenario, rw_delta_kind kind, rw_idx index) {
    rw_realisation realisation = {0};
    assert_in_range(index, 0, rw_delta_extent(smps->problem, kind) - 1);
    assert_in_range(scenario, 0, smps->problem->n_scenario - 1);
    assert_int_equal(rw_realisation_init(&realisation, smps->problem), RW_OK);
    rw_realisation_enter(&realisation, smps->problem, scenario);
    const double value = realisation.array[kind][index];
    rw_realisation_clear(&realisation);
    return value;
}
