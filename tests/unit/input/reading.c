// Reading configurations in tests.  SPDX-License-Identifier: MIT
#include "reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/memory.h"

static char folder[64];

const char *rw_source_file(const char *name) {
    static char path[1024];
    const char *source = getenv("RAMPWERK_SOURCE");
    snprintf(path, sizeof path, "%s/%s", source != NULL ? source : ".", name);
    return path;
}

rw_input *rw_read_tiny(const char *const *override_text) {
    rw_input *input = NULL;
    rw_error error = {0};
    rw_idx count = 0;
    while (override_text != NULL && override_text[count] != NULL) {
        count++;
    }
    rw_status status = rw_input_read(rw_source_file("tests/data/tiny.cfg"), count, override_text, &input, &error);
    if (status != RW_OK) {
        fail_msg("%s", input != NULL ? input->diagnostics : error.text);
    }
    assert_non_null(input->model);
    return input;
}

const char *rw_read_badly(const char *text) {
    static char messages[8192];
    rw_input *input = NULL;
    rw_error error = {0};
    assert_int_equal(rw_input_read_text(text, "text", &input, &error), RW_CONFIG);
    assert_non_null(input);
    assert_null(input->model);
    assert_true(input->n_error > 0);
    snprintf(messages, sizeof messages, "%s", input->diagnostics);
    rw_input_free(&input);
    return messages;
}

void rw_put_file(const char *name, const char *bytes, size_t count) {
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

int rw_folder_setup(void **state) {
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/rampwerk-test-XXXXXX");
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

int rw_folder_teardown(void **state) {
    (void)state;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        remove(entry->d_name); // of the working directory; "." and ".." stay
    }
    closedir(listing);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    return rw_memory_live() == 0 ? 0 : -1;
}
