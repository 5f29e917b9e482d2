// JSON written into text.  SPDX-License-Identifier: MIT
#include "report/json.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Length of a strictly valid UTF-8 sequence (RFC 3629: no surrogates, no overlong forms), 0 where there is none.
static size_t sequence_length(const unsigned char *byte) {
    if (byte[0] < 0x80) {
        return 1;
    }
    size_t length = byte[0] >= 0xC2 && byte[0] < 0xE0 ? 2 : (byte[0] & 0xF0) == 0xE0 ? 3 : 0;
    if (byte[0] >= 0xF0 && byte[0] <= 0xF4) {
        length = 4;
    }
    for (size_t k = 1; k < length; k++) {
        if ((byte[k] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xED && byte[1] >= 0xA0) ||
        (byte[0] == 0xF0 && byte[1] < 0x90) || (byte[0] == 0xF4 && byte[1] >= 0x90)) {
        return 0;
    }
    return length;
}

static void add_quoted(rw_text *text, const char *string) {
    rw_text_add(text, "\"");
    for (const unsigned char *byte = (const unsigned char *)string; *byte != 0;) {
        size_t length = sequence_length(byte);
        if (length == 0) {
            rw_text_add(text, "\\ufffd");
            length = 1;
        } else if (*byte == '"' || *byte == '\\') {
            rw_text_format(text, "\\%c", *byte);
        } else if (*byte == '\n') {
            rw_text_add(text, "\\n");
        } else if (*byte == '\t') {
            rw_text_add(text, "\\t");
        } else if (*byte < 0x20 || *byte == 0x7F) {
            rw_text_format(text, "\\u%04x", (unsigned)*byte);
        } else {
            rw_text_add_bytes(text, (const char *)byte, length);
        }
        byte += length;
    }
    rw_text_add(text, "\"");
}

// Comma, new line and key of the next entry.
static void begin_entry(rw_json *json, const char *key) {
    if (json->depth > 0) {
        rw_text_add(json->text, json->has_entry[json->depth] ? ",\n" : "\n");
        for (int k = 0; k < json->depth; k++) {
            rw_text_add(json->text, "  ");
        }
    }
    json->has_entry[json->depth] = true;
    if (key != NULL) {
        add_quoted(json->text, key);
        rw_text_add(json->text, ": ");
    }
}

static void open_container(rw_json *json, const char *key, char opening, char closing) {
    assert(json->depth < RW_JSON_DEPTH);
    begin_entry(json, key);
    rw_text_add_bytes(json->text, &opening, 1);
    json->depth++;
    json->closing[json->depth] = closing;
    json->has_entry[json->depth] = false;
}

void rw_json_object(rw_json *json, const char *key) {
    open_container(json, key, '{', '}');
}

void rw_json_array(rw_json *json, const char *key) {
    open_container(json, key, '[', ']');
}

void rw_json_close(rw_json *json) {
    assert(json->depth > 0);
    if (json->has_entry[json->depth]) {
        rw_text_add(json->text, "\n");
        for (int k = 1; k < json->depth; k++) {
            rw_text_add(json->text, "  ");
        }
    }
    rw_text_add_bytes(json->text, &json->closing[json->depth], 1);
    json->depth--;
    if (json->depth == 0) {
        rw_text_add(json->text, "\n");
    }
}

void rw_json_string(rw_json *json, const char *key, const char *value) {
    begin_entry(json, key);
    if (value == NULL) {
        rw_text_add(json->text, "null");
    } else {
        add_quoted(json->text, value);
    }
}

void rw_json_number(rw_json *json, const char *key, double value) {
    begin_entry(json, key);
    if (!isfinite(value)) {
        rw_text_add(json->text, "null");
        return;
    }
    char buffer[32];
    snprintf(buffer, sizeof buffer, "%.15g", value);
    if (strtod(buffer, NULL) != value) {
        snprintf(buffer, sizeof buffer, "%.17g", value);
    }
    rw_text_add(json->text, buffer);
}

void rw_json_integer(rw_json *json, const char *key, rw_idx value) {
    begin_entry(json, key);
    rw_text_format(json->text, "%" PRId64, value);
}

void rw_json_boolean(rw_json *json, const char *key, bool value) {
    begin_entry(json, key);
    rw_text_add(json->text, value ? "true" : "false");
}
