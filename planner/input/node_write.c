// Writing a tree of values as configuration text.  SPDX-License-Identifier: MIT
#include "input/node.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, MOST_DIGITS = 17, NUMBERS_PER_LINE = 12 };

static void write_indent(rw_text *text, int depth) {
    rw_text_format(text, "%*s", depth * INDENT, "");
}

static void write_string(rw_text *text, const char *string) {
    rw_text_add(text, "\"");
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            rw_text_format(text, "\\%c", *at);
        } else if ((unsigned char)*at < ' ' || *at == 0x7F) {
            rw_text_format(text, "\\x%02X", (unsigned)(unsigned char)*at);
        } else {
            rw_text_add_bytes(text, at, 1);
        }
    }
    rw_text_add(text, "\"");
}

// The shortest decimal form that reads back as the same number, with a point or an exponent.
static void write_real(rw_text *text, double value) {
    char buffer[32];
    for (int digits = MOST_DIGITS - 2; digits <= MOST_DIGITS; digits++) {
        snprintf(buffer, sizeof buffer, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value) {
            break;
        }
    }
    rw_text_add(text, buffer);
    rw_text_add(text, strpbrk(buffer, ".e") != NULL ? "" : ".0");
}

static void write_value(const rw_node *node, rw_text *text, int depth);

static void write_group(const rw_node *node, rw_text *text, int depth) {
    for (const rw_node *child = node->first; child != NULL; child = child->next) {
        write_indent(text, depth);
        rw_text_format(text, "%s = ", child->name);
        write_value(child, text, depth);
        rw_text_add(text, ";\n");
    }
}

static void write_list(const rw_node *node, rw_text *text, int depth) {
    bool is_flat = node->first == NULL || (node->first->kind != RW_KIND_GROUP && node->first->kind != RW_KIND_LIST);
    rw_idx k = 0;
    rw_text_add(text, "(");
    for (const rw_node *child = node->first; child != NULL; child = child->next, k++) {
        if (!is_flat || (k > 0 && k % NUMBERS_PER_LINE == 0)) {
            rw_text_add(text, "\n");
            write_indent(text, depth + 1);
        } else if (k > 0) {
            rw_text_add(text, " ");
        }
        write_value(child, text, depth + 1);
        rw_text_add(text, child->next != NULL ? "," : "");
    }
    rw_text_add(text, ")");
}

static void write_value(const rw_node *node, rw_text *text, int depth) {
    switch (node->kind) {
    case RW_KIND_GROUP:
        rw_text_add(text, "{\n");
        write_group(node, text, depth + 1);
        write_indent(text, depth);
        rw_text_add(text, "}");
        break;
    case RW_KIND_LIST:
        write_list(node, text, depth);
        break;
    case RW_KIND_WHOLE:
        rw_text_format(text, "%" PRId64 "%s", node->whole,
                       node->whole < INT32_MIN || node->whole > INT32_MAX ? "L" : "");
        break;
    case RW_KIND_REAL:
        write_real(text, node->real);
        break;
    case RW_KIND_TRUTH:
        rw_text_add(text, node->truth ? "true" : "false");
        break;
    case RW_KIND_TEXT:
        write_string(text, node->text);
        break;
    }
}

void rw_node_write(const rw_node *root, rw_text *text) {
    write_group(root, text, 0);
}
