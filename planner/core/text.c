// Growing text, reading a file, and small helps for messages.  SPDX-License-Identifier: MIT
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/memory.h"

enum { FIRST_CAPACITY = 64, READ_BYTES = 1 << 16, WORD_LIMIT = 127 };

void rw_text_clear(rw_text *text) {
    rw_free(text->data);
    *text = (rw_text){0};
}

// Room for count more bytes and the NUL.
static bool reserve(rw_text *text, size_t count) {
    if (text->failed || count > SIZE_MAX / 4 - text->length) {
        text->failed = true;
        return false;
    }
    size_t needed = text->length + count + 1;
    if (needed <= text->capacity) {
        return true;
    }
    size_t capacity = text->capacity > 0 ? text->capacity : FIRST_CAPACITY;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *data = rw_realloc(text->data, (rw_idx)capacity, 1);
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void rw_text_add_bytes(rw_text *text, const char *bytes, size_t count) {
    if (!reserve(text, count)) {
        return;
    }
    if (count > 0) {
        memcpy(text->data + text->length, bytes, count);
    }
    text->length += count;
    text->data[text->length] = '\0';
}

void rw_text_add(rw_text *text, const char *string) {
    rw_text_add_bytes(text, string, strlen(string));
}

void rw_text_format(rw_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->failed = true;
    } else if (reserve(text, (size_t)length)) {
        vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

const char *rw_text_string(const rw_text *text) {
    return text->data != NULL ? text->data : "";
}

// Reads descriptor to its end.  Does not trust the size the system tells, so that pipes work too.
static rw_status read_all(rw_text *text, int descriptor, const char *path, size_t limit, rw_error *error) {
    for (;;) {
        if (!reserve(text, READ_BYTES)) {
            return rw_error_set(error, RW_NO_MEMORY, "out of memory while reading '%s'", path);
        }
        ssize_t count = read(descriptor, text->data + text->length, READ_BYTES);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return rw_error_set(error, errno == EISDIR ? RW_NO_INPUT : RW_IO, "cannot read '%s': %s", path,
                                strerror(errno));
        }
        text->length += (size_t)count;
        text->data[text->length] = '\0';
        if (text->length > limit) {
            return rw_error_set(error, RW_NO_INPUT, "'%s' is larger than the %zu bytes allowed", path, limit);
        }
        if (count == 0) {
            return RW_OK;
        }
    }
}

rw_status rw_text_read_file(rw_text *text, const char *path, size_t limit, rw_error *error) {
    rw_text_clear(text);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return rw_error_set(error, RW_NO_INPUT, "cannot open '%s': %s", path, strerror(errno));
    }
    rw_status status = read_all(text, descriptor, path, limit, error);
    close(descriptor);
    if (status != RW_OK) {
        rw_text_clear(text);
    }
    return status;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

int rw_text_distance(const char *a, const char *b) {
    int length_a = (int)strnlen(a, WORD_LIMIT + 1);
    int length_b = (int)strnlen(b, WORD_LIMIT + 1);
    if (length_a > WORD_LIMIT || length_b > WORD_LIMIT) {
        return strcmp(a, b) == 0 ? 0 : WORD_LIMIT + 1;
    }
    // Row i of the table: distances between the first i letters of a and the first j of b; three rows are alive.
    int rows[3][WORD_LIMIT + 1] = {{0}};
    for (int j = 0; j <= length_b; j++) {
        rows[0][j] = j;
    }
    for (int i = 1; i <= length_a; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *twice_above = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= length_b; j++) {
            int change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(change, 1 + least(above[j], row[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], twice_above[j - 2] + 1);
            }
        }
    }
    return rows[length_a % 3][length_b];
}

void rw_month_text(char buffer[16], int year, int month, rw_idx offset) {
    int64_t months = (int64_t)year * 12 + (month - 1) + offset;
    int64_t month_of_year = (months % 12 + 12) % 12;
    int64_t year_of_month = (months - month_of_year) / 12;
    int length = snprintf(buffer, 16, "%04" PRId64 "-%02" PRId64, year_of_month, month_of_year + 1);
    if (length < 0 || length >= 16) { // a year of more than 12 digits
        buffer[0] = '\0';
    }
}
