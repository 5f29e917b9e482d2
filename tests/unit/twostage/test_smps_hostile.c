// SMPS files that mean harm: nothing may crash, leak or run away.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "core/text.h"
#include "unit/twostage/smps_case.h"

enum { N_MUTANT = 2000, TEXT_BYTES = 8192 };

static const char rich_core[] =
    "NAME r\nOBJSENSE\n MAX\nROWS\n N obj\n L cap\n G dem\n E bal\n N idle\nCOLUMNS\n M 'MARKER' 'INTORG'\n"
    " x obj 1 cap 1\n x dem 1\n M 'MARKER' 'INTEND'\n y obj 2 dem 1\n y bal 1 idle 3\n z obj 0.5 bal -1\nRHS\n"
    " RHS cap 10 dem 4\n RHS obj 3\nRANGES\n RNG dem 2 bal -1\nBOUNDS\n UP BND y 8\n LI BND x 1\n MI BND z\nENDATA\n";
static const char rich_stoch[] =
    "STOCH r\nINDEP DISCRETE ADD\n RHS cap 0 T2 1\n z obj 1 T2 0.5\n z obj 2 T2 0.5\nBLOCKS DISCRETE\n BL B T2 0.5\n"
    " RHS dem 5\n BL B T2 0.5\n UP BND y 9\nSCENARIOS DISCRETE\n SC A ROOT 0.3 T1\n y bal 2\n SC C A 0.7 T2\n x dem 3\n"
    "ENDATA\n";

static uint64_t draws;

static size_t roll(size_t count) {
    return (size_t)rw_random_index(11, 0, draws++, (int64_t)count);
}

// Changes a text in one place; it stays within TEXT_BYTES.
static void mutate(char *text) {
    static const char *const word[] = {" ",
                                       "\n",
                                       "\t",
                                       "1e308",
                                       "-",
                                       "*",
                                       "'ROOT'",
                                       "ENDATA\n",
                                       "ROWS\n",
                                       "nan",
                                       "0.0",
                                       " UP BND",
                                       "T2",
                                       "RHS",
                                       "\n SC Q A 0.1 T2\n",
                                       "\xff",
                                       "\x01",
                                       "999999999999999999999999",
                                       "\nSCENARIOS DISCRETE\n",
                                       "\nBLOCKS DISCRETE\n"};
    const size_t length = strlen(text);
    const size_t at = roll(length + 1);
    const char *insert = word[roll(sizeof word / sizeof word[0])];
    const size_t size = strlen(insert);
    switch (roll(5)) {
    case 0: // cut short
        text[at] = '\0';
        break;
    case 1: // one byte
        if (at < length) {
            text[at] = (char)(1 + roll(255));
        }
        break;
    case 2: // a stretch taken out
    {
        const size_t count = roll(length - at + 1) % 40;
        memmove(text + at, text + at + count, length - at - count + 1);
        break;
    }
    case 3: // a word put in
        if (length + size < TEXT_BYTES) {
            memmove(text + at + size, text + at, length - at + 1);
            memcpy(text + at, insert, size);
        }
        break;
    default: // a stretch copied elsewhere
        if (length + 40 < TEXT_BYTES && length > 40) {
            const size_t from = roll(length - 40);
            char copy[40];
            memcpy(copy, text + from, sizeof copy);
            memmove(text + at + sizeof copy, text + at, length - at + 1);
            memcpy(text + at, copy, sizeof copy);
        }
        break;
    }
}

static void read_quietly(const char *text[3]) {
    const rw_smps_options options = {
        .relax_recourse = roll(2) == 0, .normalise = roll(2) == 0, .n_sample = roll(3) == 0 ? 5 : 0};
    rw_smps_source file[3];
    rw_smps *smps = NULL;
    rw_error error = {0};
    for (int k = 0; k < 3; k++) {
        file[k] = (rw_smps_source){.name = "mutant", .text = text[k], .length = strlen(text[k])};
    }
    const rw_status status = rw_smps_parse(&file[0], &file[1], &file[2], &options, &smps, &error);
    if (status == RW_OK) {
        assert_int_equal(rw_twostage_check(smps->problem, &error), RW_OK);
    } else if ((status != RW_DATA && status != RW_UNSUPPORTED) || error.status != status || error.text[0] == '\0') {
        print_error("status %d, error %d: %s\n%s\n---\n%s\n---\n%s\n", (int)status, (int)error.status, error.text,
                    text[0], text[1], text[2]);
        fail();
    }
    rw_smps_free(&smps);
}

static void mutants_are_read_or_refused(void **state) {
    (void)state;
    static char copy[3][TEXT_BYTES];
    int n_read = 0;
    for (int k = 0; k < N_MUTANT; k++) {
        const char *const original[3] = {k % 2 == 0 ? smps_core : rich_core, smps_time,
                                         k % 2 == 0 ? smps_stoch : rich_stoch};
        for (int f = 0; f < 3; f++) {
            strcpy(copy[f], original[f]);
        }
        for (size_t n = 1 + roll(3); n > 0; n--) {
            mutate(copy[roll(3)]);
        }
        const char *text[3] = {copy[0], copy[1], copy[2]};
        read_quietly(text);
        n_read++;
    }
    assert_int_equal(n_read, N_MUTANT);
    assert_int_equal(rw_memory_live(), 0);
}

static void rich_files_are_read(void **state) {
    (void)state;
    rw_smps *smps = smps_read(rich_core, smps_time, rich_stoch, NULL);
    assert_int_equal(smps->problem->n_scenario, 8);
    rw_smps_free(&smps);
}

// The k-th allocation fails, for every k.
static void memory_that_runs_out_is_reported(void **state) {
    (void)state;
    const rw_smps_options options = {0};
    const rw_smps_source core = {"core", rich_core, strlen(rich_core)}, time = {"time", smps_time, strlen(smps_time)},
                         stoch = {"stoch", rich_stoch, strlen(rich_stoch)};
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status == RW_NO_MEMORY; k++) {
        rw_smps *smps = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_smps_parse(&core, &time, &stoch, &options, &smps, &error);
        rw_memory_fail_after(-1);
        assert_true(status == RW_OK || (status == RW_NO_MEMORY && error.status == RW_NO_MEMORY));
        assert_true((status == RW_OK) == (smps != NULL));
        rw_smps_free(&smps);
        assert_int_equal(rw_memory_live(), 0);
    }
    assert_int_equal(status, RW_OK);
}

// Many scenarios that inherit much: refused before memory is spent, and shared where nothing is changed.
static void long_lists_of_entries_are_refused(void **state) {
    (void)state;
    enum { N_ROW = 1200, N_SCENARIO = 26000 };
    static const char time[] = "TIME\nPERIODS\n x obj T1\n y r0 T2\nENDATA\n";
    rw_text core = {0}, stoch = {0};
    rw_text_add(&core, "NAME p\nROWS\n N obj\n");
    for (int i = 0; i < N_ROW; i++) {
        rw_text_format(&core, " G r%d\n", i);
    }
    rw_text_add(&core, "COLUMNS\n x obj 1\n y r0 1\nENDATA\n");
    rw_text_add(&stoch, "STOCH\nSCENARIOS DISCRETE\n SC S0 ROOT 0.5 T2\n");
    for (int i = 0; i < N_ROW; i++) {
        rw_text_format(&stoch, " RHS r%d 1\n", i);
    }
    for (int w = 1; w < N_SCENARIO; w++) {
        rw_text_format(&stoch, " SC S%d S%d 0.00001 T2\n", w, w - 1);
    }
    rw_text_add(&stoch, "ENDATA\n");
    smps_refuse(core.data, time, stoch.data,
                (smps_refusal){RW_UNSUPPORTED, "stoch", 0, 0,
                               "26000 scenarios with up to 1200 entries each; all together may have 30000000"});
    rw_text_clear(&core);
    rw_text_clear(&stoch);
}

static void long_names_and_lines_are_refused(void **state) {
    (void)state;
    rw_text text = {0};
    rw_text_add(&text, "NAME p\nROWS\n N ");
    for (int k = 0; k < 300; k++) {
        rw_text_add(&text, "n");
    }
    rw_text_add(&text, "\nENDATA\n");
    smps_refuse(text.data, smps_time, smps_stoch, (smps_refusal){RW_DATA, "core", 3, 4, "more than 255 bytes"});
    rw_text_clear(&text);
    for (int k = 0; k < 100000; k++) {
        rw_text_add(&text, "a ");
    }
    smps_refuse(text.data, smps_time, smps_stoch, (smps_refusal){RW_DATA, "core", 1, 1, "a section is expected first"});
    rw_text_clear(&text);
}

static int none_left(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rich_files_are_read),
        cmocka_unit_test(mutants_are_read_or_refused),
        cmocka_unit_test(memory_that_runs_out_is_reported),
        cmocka_unit_test(long_lists_of_entries_are_refused),
        cmocka_unit_test(long_names_and_lines_are_refused),
    };
    return cmocka_run_group_tests_name("twostage/smps_hostile", tests, NULL, none_left);
}
