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

// Bytes that a terminal might act on, and those that are no UTF-8, become '?'.
static void add_harmless(rw_text *text, const char *bytes, size_t count, bool is_bad) {
    for (size_t k = 0; k < count; k++) {
        unsigned char byte = (unsigned char)bytes[k];
        bool is_control = (byte < ' ' && byte != '\t') || byte == 0x7F;
        rw_text_add_bytes(text, is_control || (is_bad && byte >= 0x80) ? "?" : &bytes[k], 1);
    }
}

static bool is_character_start(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

// The source line of a place, and a caret under its column.  Of a long line the part around the column.
static void add_excerpt(rw_text *text, const rw_source *source, rw_place place) {
    const char *line = source->text;
    for (rw_idx k = 1; k < place.line && line != NULL; k++) {
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    if (line == NULL) {
        return;
    }
    rw_idx first = place.column > LINE_SHOWN ? place.column - LINE_SHOWN / 2 : 1; // column shown first
    rw_idx column = 0;
    const char *begin = NULL;
    const char *end = line;
    rw_text blanks = {0};
    for (; *end != '\0' && *end != '\n' && *end != '\r'; end++) {
        column += is_character_start(*end);
        begin = begin == NULL && column == first ? end : begin;
        if (column == first + LINE_SHOWN && is_character_start(*end)) {
            break;
        }
        if (column >= first && column < place.column && is_character_start(*end)) {
            rw_text_add(&blanks, *end == '\t' ? "\t" : " ");
        }
    }
    bool is_cut = *end != '\0' && *end != '\n' && *end != '\r';
    begin = begin != NULL ? begin : end;
    rw_text_add(text, first > 1 ? "..." : "");
    add_harmless(text, begin, (size_t)(end - begin), source->is_bad);
    rw_text_format(text, "%s\n%s%s^\n", is_cut ? "..." : "", first > 1 ? "   " : "", rw_text_string(&blanks));
    text->failed |= blanks.failed;
    rw_text_clear(&blanks);
}

// Who asked for the source, and who for that one, as compilers say it.
static void add_origin(rw_text *text, const rw_reader *reader, const rw_source *source) {
    const char *lead = "In file included from ";
    for (; source->from.line > 0; source = &reader->source[source->from.source]) {
        const rw_source *above = &reader->source[source->from.source];
        rw_text_format(text, "%s%s:%lld%s\n", lead, above->name, (long long)source->from.line,
                       above->from.line > 0 ? "," : ":");
        lead = "                 from ";
    }
}

static void add_shown(rw_text *text, const rw_reader *reader, const rw_message *message) {
    const char *kind = message->is_error ? "error" : "warning";
    rw_place place = message->place;
    const rw_source *source = reader->n_source > 0 ? &reader->source[place.source] : NULL;
    if (source != NULL) { // else not even the first file could be read
        rw_text_format(text, "%s:", source->name);
    }
    if (source != NULL && place.line > 0) {
        rw_text_format(text, "%lld:%lld:", (long long)place.line, (long long)place.column);
    }
    rw_text_format(text, "%s%s: ", source != NULL ? " " : "", kind);
    add_harmless(text, message->text, strlen(message->text), false);
    rw_text_add(text, "\n");
    if (source != NULL && place.line > 0) {
        add_excerpt(text, source, place);
    }
}

static void sort_messages(const rw_reader *reader) {
    if (reader->n_message > 1) {
        qsort(reader->message, (size_t)reader->n_message, sizeof *reader->message, compare_messages);
    }
}

char *rw_reader_messages(const rw_reader *reader) {
    rw_text text = {0};
    sort_messages(reader);
    rw_idx n_shown[2] = {0, 0}, last = -1; // warnings, errors; the source of the last one
    for (rw_idx k = 0; k < reader->n_message; k++) {
        const rw_message *message = &reader->message[k];
        if (n_shown[message->is_error]++ < RW_MESSAGES_SHOWN) {
            if (message->place.source != last && reader->n_source > 0) {
                last = message->place.source;
                add_origin(&text, reader, &reader->source[last]);
            }
            add_shown(&text, reader, message);
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
