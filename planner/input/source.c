// Reading files: size, byte order mark, NUL bytes, UTF-8.  SPDX-License-Identifier: MIT
#include "input/source.h"

#include <string.h>

#include "core/digest.h"
#include "core/text.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

const char *rw_source_resolve(rw_reader *reader, rw_idx from, const char *path) {
    const char *base = from >= 0 ? reader->source[from].path : NULL;
    const char *slash = base != NULL ? strrchr(base, '/') : NULL;
    if (path[0] == '/' || slash == NULL) {
        return rw_reader_text(reader, "%s", path);
    }
    return rw_reader_text(reader, "%.*s/%s", (int)(slash - base), base, path);
}

// The name shown for a path: "config/../datasets/items.cfg" is "datasets/items.cfg".
static const char *short_name(rw_reader *reader, const char *path) {
    char *name = rw_reader_copy(reader, path, strlen(path));
    for (char *up = name != NULL ? strstr(name, "/../") : NULL; up != NULL; up = strstr(name, "/../")) {
        char *start = up;
        while (start > name && start[-1] != '/') {
            start--;
        }
        size_t length = (size_t)(up - start);
        if (length == 0 || strncmp(start, "..", length) == 0 || strncmp(start, ".", length) == 0) {
            break;
        }
        memmove(start, up + 4, strlen(up + 4) + 1);
    }
    return name != NULL ? name : "";
}

size_t rw_character_bytes(const char *bytes) {
    const unsigned char *text = (const unsigned char *)bytes;
    static const struct {
        unsigned char first_least, first_most, second_least, second_most;
        size_t count;
    } forms[] = {{0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                 {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                 {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++) {
        if (text[0] < forms[k].first_least || text[0] > forms[k].first_most) {
            continue;
        }
        bool is_good = forms[k].count == 1 || (text[1] >= forms[k].second_least && text[1] <= forms[k].second_most);
        for (size_t b = 2; is_good && b < forms[k].count; b++) {
            is_good = text[b] >= 0x80 && text[b] <= 0xBF;
        }
        return is_good ? forms[k].count : 0;
    }
    return 0;
}

// Reports what makes a text unreadable, if anything.
static bool check_bytes(rw_reader *reader, rw_idx index) {
    const rw_source *source = &reader->source[index];
    rw_place place = {.source = index, .line = 1, .column = 1};
    for (size_t at = 0; at < source->length;) {
        size_t count = rw_character_bytes(source->text + at);
        if (source->text[at] == '\0') {
            rw_reader_error(reader, place, "the file holds a NUL byte; a plan is plain UTF-8 text");
            return false;
        }
        if (at == 0 && (strncmp(source->text, "\xFF\xFE", 2) == 0 || strncmp(source->text, "\xFE\xFF", 2) == 0)) {
            rw_reader_error(reader, place, "the file is UTF-16; save it as UTF-8");
            return false;
        }
        if (count == 0) {
            rw_reader_error(reader, place, "byte 0x%02X is not UTF-8; save the file as UTF-8",
                            (unsigned)(unsigned char)source->text[at]);
            return false;
        }
        place.line += source->text[at] == '\n';
        place.column = source->text[at] == '\n' ? 1 : place.column + 1;
        at += count;
    }
    return true;
}

static rw_idx add_source(rw_reader *reader, rw_source source) {
    if (!rw_reader_grow(reader, (void **)&reader->source, reader->n_source, &reader->source_capacity,
                        sizeof *reader->source)) {
        return -1;
    }
    reader->source[reader->n_source] = source;
    return reader->n_source++;
}

rw_idx rw_source_add(rw_reader *reader, const char *name, const char *text) {
    rw_source source = {.length = strlen(text)};
    source.name = rw_reader_copy(reader, name, strlen(name));
    source.text = rw_reader_copy(reader, text, source.length);
    return source.name != NULL && source.text != NULL ? add_source(reader, source) : -1;
}

static void report_unreadable(rw_reader *reader, rw_status status, const rw_error *error, rw_place place) {
    if (status == RW_NO_MEMORY) {
        reader->out_of_memory = true;
    } else {
        rw_reader_error(reader, place, "%s", error->text);
    }
}

rw_idx rw_source_open(rw_reader *reader, const char *path, rw_place place) {
    for (rw_idx k = 0; k < reader->n_source; k++) {
        if (reader->source[k].path != NULL && strcmp(reader->source[k].path, path) == 0) {
            return reader->source[k].is_bad ? -1 : k;
        }
    }
    rw_text bytes = {0};
    rw_error error = {0};
    rw_idx index = -1;
    rw_status status = rw_text_read_file(&bytes, path, RW_SOURCE_BYTES, &error);
    if (status != RW_OK) {
        report_unreadable(reader, status, &error, place);
    } else {
        bool has_mark = strncmp(rw_text_string(&bytes), byte_order_mark, 3) == 0;
        rw_source source = {
            .name = short_name(reader, path), .path = rw_reader_copy(reader, path, strlen(path)), .from = place};
        source.length = bytes.length - (has_mark ? 3 : 0);
        source.text = rw_reader_copy(reader, rw_text_string(&bytes) + (has_mark ? 3 : 0), source.length);
        rw_digest_sha256(rw_text_string(&bytes), bytes.length, source.sha256);
        index = source.path != NULL && source.text != NULL ? add_source(reader, source) : -1;
    }
    rw_text_clear(&bytes);
    if (index >= 0 && !check_bytes(reader, index)) {
        reader->source[index].is_bad = true;
        index = -1;
    }
    return index;
}
