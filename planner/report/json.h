// JSON (RFC 8259) written into text.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_JSON_H
#define RW_REPORT_JSON_H

#include <stdbool.h>

#include "core/text.h"

enum { RW_JSON_DEPTH = 15 };

// A writer: { &text } and zeros.  Keys are NULL inside arrays and for the outermost value.
typedef struct rw_json {
    rw_text *text;
    int depth;
    char closing[RW_JSON_DEPTH + 1]; // '}' or ']' of each open container
    bool has_entry[RW_JSON_DEPTH + 1];
} rw_json;

void rw_json_object(rw_json *json, const char *key); // opens
void rw_json_array(rw_json *json, const char *key);  // opens
void rw_json_close(rw_json *json);                   // the innermost open one; a newline after the outermost
void rw_json_string(rw_json *json, const char *key, const char *value); // NULL: null; bytes that are not UTF-8: U+FFFD
void rw_json_number(rw_json *json, const char *key, double value);      // not finite: null; else it reads back the same
void rw_json_integer(rw_json *json, const char *key, rw_idx value);
void rw_json_boolean(rw_json *json, const char *key, bool value);

#endif
