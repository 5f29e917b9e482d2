// Growing text.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_TEXT_H
#define RW_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <rampwerk/status.h>

// A growing, always NUL-terminated string.  Zero-initialise; release with rw_text_clear.  A failed allocation sets
// `failed` and drops what follows, so that a writer checks once at the end.
typedef struct rw_text {
    char *data; // length + 1 bytes, or NULL while empty
    size_t length;
    size_t capacity;
    bool failed;
} rw_text;

void rw_text_clear(rw_text *text);
void rw_text_add(rw_text *text, const char *string);
void rw_text_add_bytes(rw_text *text, const char *bytes, size_t count);
__attribute__((format(printf, 2, 3))) void rw_text_format(rw_text *text, const char *format, ...);
const char *rw_text_string(const rw_text *text); // "" while empty

// Replaces text by a whole file.  RW_NO_INPUT when it cannot be opened, is a folder or larger than limit bytes; RW_IO
// when reading fails.  The text is empty then.
RW_MUST_USE rw_status rw_text_read_file(rw_text *text, const char *path, size_t limit, rw_error *error);

// Damerau-Levenshtein distance (optimal string alignment), for did-you-mean.  Different texts of which one is
// longer than 127 bytes are 128 apart.
int rw_text_distance(const char *a, const char *b);

// "YYYY-MM" of the month `offset` months after year-month (month 1..12).  Buffer of 16 bytes.
void rw_month_text(char buffer[16], int year, int month, rw_idx offset);

#endif
