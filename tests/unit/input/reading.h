// Reading configurations in tests.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_READING_H
#define RW_TESTS_READING_H

#include <stddef.h>

#include <rampwerk/input.h>

// The path of a file below the source folder, which the environment names; a static buffer.
const char *rw_source_file(const char *name);

// Reads tests/data/tiny.cfg with the overrides, a NULL-terminated list; fails the test on any error.
rw_input *rw_read_tiny(const char *const *override_text);

// Reads the text and returns its diagnostics in a static buffer; fails the test if it reads without errors.
const char *rw_read_badly(const char *text);

// Writes bytes as a file of the working directory, which the tests of a program share.
void rw_put_file(const char *name, const char *bytes, size_t count);

// Group fixtures: makes a fresh folder below /tmp the working directory; takes it away again, and fails where memory of
// ours is left.
int rw_folder_setup(void **state);
int rw_folder_teardown(void **state);

#endif
