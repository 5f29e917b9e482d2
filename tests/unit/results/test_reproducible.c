// Equal runs give equal bytes, whatever the clock and the threads.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/text.h"
#include "support/sample.h"
#include "support/scratch.h"

static const char *const path = scratch_path;

static void write_bytes(const rw_model *model, const rw_run *run, bool reproducible, rw_text *bytes) {
    rw_error error = {0};
    if (rw_run_write(model, run, reproducible, path, &error) != RW_OK ||
        rw_text_read_file(bytes, path, 1 << 24, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
}

// The second run differs in all that must not show.
static void alter_circumstances(rw_run *run) {
    run->threads = 7;
    run->seconds = run->seconds_read = run->seconds_build = 9.0;
    run->seconds_root = run->seconds_tree = run->seconds_search = 8.0;
    run->command = "rampwerk plan --threads 7";
    run->created = "2027-01-01T00:00:00Z";
}

static void run_reproducible_has_the_same_bytes_a_second_later(void **state) {
    (void)state;
    const struct timespec pause = {.tv_sec = 1, .tv_nsec = 100000000};
    rw_model *model = rw_sample_model(), *other = rw_sample_model();
    rw_sample first, second;
    rw_text first_bytes = {0}, second_bytes = {0};
    rw_sample_init(&first, model, 2, RW_SAMPLE_PLAUSIBLE);
    rw_sample_init(&second, other, 2, RW_SAMPLE_PLAUSIBLE);
    alter_circumstances(&second.run);
    write_bytes(model, &first.run, true, &first_bytes);
    nanosleep(&pause, NULL); // HDF5 keeps whole seconds
    write_bytes(other, &second.run, true, &second_bytes);
    assert_int_equal(first_bytes.length, second_bytes.length);
    assert_memory_equal(first_bytes.data, second_bytes.data, first_bytes.length);
    rw_text_clear(&first_bytes);
    rw_text_clear(&second_bytes);
    rw_sample_clear(&first);
    rw_sample_clear(&second);
    rw_model_free(&model);
    rw_model_free(&other);
}

static void run_not_reproducible_shows_circumstances(void **state) {
    (void)state;
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_text first = {0}, second = {0};
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    write_bytes(model, &sample.run, false, &first);
    alter_circumstances(&sample.run);
    write_bytes(model, &sample.run, false, &second);
    assert_true(first.length != second.length || memcmp(first.data, second.data, first.length) != 0);
    rw_text_clear(&first);
    rw_text_clear(&second);
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run_reproducible_has_the_same_bytes_a_second_later),
        cmocka_unit_test(run_not_reproducible_shows_circumstances),
    };
    return cmocka_run_group_tests_name("results/reproducible", tests, scratch_make, scratch_remove);
}
