// Memory and messages while a configuration is read.  SPDX-License-Identifier: MIT
#include "input/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"

enum { FIRST_CAPACITY = 16, LINE_SHOWN = 160 };

void *rw_reader_alloc(rw_reader *reader, rw_idx count, size_t size) {
    void *block = rw_arena_alloc(reader->arena, count, size);
    reader->out_of_memory |= block == NULL;
    return block;
}

char *rw_reader_copy(rw_reader *reader, const char *text, size_t count) {
    char *copy = rw_reader_alloc(reader, (rw_idx)count + 1, 1);
    if (copy != NULL && count > 0) {
        memcpy(copy, text, count);
    }
    return copy;
}

// The formatted text in the reader's arena, or "".
static const char *format_text(rw_reader *reader, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length >= 0 ? rw_reader_alloc(reader, (rw_idx)length + 1, 1) : NULL;
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text != NULL ? text : "";
}

const char *rw_reader_text(rw_reader *reader, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(reader, format, arguments);
    va_end(arguments);
    return text;
}

void *rw_reader_keep(rw_reader *reader, rw_idx count, size_t size) {
    void *block = rw_arena_alloc(reader->model->arena, count, size);
    reader->out_of_memory |= block == NULL;
    return block;
}

const char *rw_reader_keep_text(rw_reader *reader, const char *text) {
    const char *copy = rw_arena_copy(reader->model->arena, text);
    reader->out_of_memory |= copy == NULL;
    return copy;
}

bool rw_reader_grow(rw_reader *reader, void **array, rw_idx count, rw_idx *capacity, size_t size) {
    if (count < *capacity) {
        return true;
    }
    rw_idx larger = *capacity > 0 ? 2 * *capacity : FIRST_CAPACITY;
    void *grown = rw_reader_alloc(reader, larger, size);
    if (grown == NULL) {
        return false;
    }
    if (count > 0) {
        memcpy(grown, *array, (size_t)count * size);
    }
    *array = grown;
    *capacity = larger;
    return true;
}

static void add_message(rw_reader *reader, rw_place place, bool is_error, const char *text) {
    rw_idx order = is_error ? reader->n_error++ : reader->n_warning++;
    if (order >= RW_MESSAGES_KEPT || !rw_reader_grow(reader, (void **)&reader->message, reader->n_message,
                                                     &reader->message_capacity, sizeof *reader->message)) {
        return;
    }
    reader->message[reader->n_message] =
        (rw_message){.place = place, .is_error = is_error, .order = reader->n_message, .text = text};
    reader->n_message++;
}

void rw_reader_error(rw_reader *reader, rw_place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_message(reader, place, true, format_text(reader, format, arguments));
    va_end(arguments);
}

void rw_reader_warn(rw_reader *reader, rw_place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_message(reader, place, false, format_text(reader, format, arguments));
    va_end(arguments);
}

static int compare_indices(rw_idx a, rw_idx b) {
    return (a > b) - (a < b);
}

// Errors before warnings; then by file, line and column; then as found.
static int compare_messages(const void *a, const void *b) {
    const rw_message *first = a;
    const rw_message *second = b;
    const int keys[] = {
        (int)second->is_error - (int)first->is_error, compare_indices(first->place.source, second->place.source),
        compare_indices(first->place.line, second->place.line),
        compare_indices(first->place.column, second->place.column), compare_indices(first->order, second->order)};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        if (keys[k] != 0) {
            return keys[k];
        }
    }
    return 0;
}

// The source line of a place, and a caret under its column.
static void add_excerpt(rw_text *text, const rw_source *source, rw_place place) {
    const char *line = source->text;
    for (rw_idx k = 1; k < place.line && line != NULL; k++) {
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    if (line == NULL || place.column > LINE_SHOWN) {
        return;
    }
    size_t length = strcspn(line, "\r\n");
    bool is_cut = length > LINE_SHOWN;
    length = is_cut ? LINE_SHOWN : length;
    while (is_cut && length > 0 && ((unsigned char)line[length] & 0xC0) == 0x80) {
        length--; // never cut a character in two
    }
    rw_text_add_bytes(text, line, length);
    rw_text_add(text, is_cut ? "...\n" : "\n");
    rw_idx column = 1;
    for (size_t k = 0; k < length && column < place.column; k++) {
        if (((unsigned char)line[k] & 0xC0) != 0x80) {
            rw_text_add(text, line[k] == '\t' ? "\t" : " ");
            column++;
        }
    }
    rw_text_add(text, "^\n");
}

static void add_shown(rw_text *text, const rw_reader *reader, const rw_message *message) {
    const char *kind = message->is_error ? "error" : "warning";
    if (reader->n_source == 0) { // not even the first file could be read
        rw_text_format(text, "%s: %s\n", kind, message->text);
        return;
    }
    const rw_source *source = &reader->source[message->place.source];
    if (message->place.line == 0) {
        rw_text_format(text, "%s: %s: %s\n", source->name, kind, message->text);
        return;
    }
    rw_text_format(text, "%s:%lld:%lld: %s: %s\n", source->name, (long long)message->place.line,
                   (long long)message->place.column, kind, message->text);
    add_excerpt(text, source, message->place);
}

static void sort_messages(const rw_reader *reader) {
    if (reader->n_message > 1) {
        qsort(reader->message, (size_t)reader->n_message, sizeof *reader->message, compare_messages);
    }
}

char *rw_reader_messages(const rw_reader *reader) {
    rw_text text = {0};
    sort_messages(reader);
    rw_idx n_shown[2] = {0, 0}; // warnings, errors
    for (rw_idx k = 0; k < reader->n_message; k++) {
        if (n_shown[reader->message[k].is_error]++ < RW_MESSAGES_SHOWN) {
            add_shown(&text, reader, &reader->message[k]);
        }
    }
    rw_idx n_more[2] = {reader->n_warning - RW_MESSAGES_SHOWN, reader->n_error - RW_MESSAGES_SHOWN};
    for (int k = 1; k >= 0; k--) {
        if (n_more[k] > 0) {
            rw_text_format(&text, "and %lld more %s%s\n", (long long)n_more[k], k == 1 ? "error" : "warning",
                           n_more[k] == 1 ? "" : "s");
        }
    }
    rw_text_add(&text, "");
    if (text.failed) {
        rw_text_clear(&text);
    }
    return text.data;
}

const rw_message *rw_reader_first_error(const rw_reader *reader) {
    sort_messages(reader);
    return reader->n_message > 0 && reader->message[0].is_error ? &reader->message[0] : NULL;
}
