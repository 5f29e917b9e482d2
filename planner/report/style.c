// How console text looks.  SPDX-License-Identifier: MIT
#include "report/style.h"

#include <stdint.h>
#include <string.h>

static const char NO_BREAK_SPACE[] = "\xC2\xA0"; // keeps words together when a line is broken

static const char *ink_code(rw_ink ink) {
    switch (ink) {
    case RW_INK_BOLD:
        return "\033[1m";
    case RW_INK_DIM:
        return "\033[2m";
    case RW_INK_GOOD:
        return "\033[32m";
    case RW_INK_WARN:
        return "\033[33m";
    case RW_INK_BAD:
        return "\033[31m";
    case RW_INK_PLAIN:
        break;
    }
    return "";
}

void rw_style_ink(rw_text *text, const rw_style *style, rw_ink ink, const char *string) {
    if (!style->color || ink == RW_INK_PLAIN) {
        rw_text_add(text, string);
        return;
    }
    rw_text_add(text, ink_code(ink));
    rw_text_add(text, string);
    rw_text_add(text, "\033[0m");
}

// Bytes of the UTF-8 character at string, 0 where there is none (not UTF-8, or the end).
static size_t character_length(const char *string) {
    const unsigned char *byte = (const unsigned char *)string;
    size_t length = 0;
    if (byte[0] == 0) {
        return 0;
    }
    if (byte[0] < 0x80) {
        return 1;
    }
    if (byte[0] >= 0xC2 && byte[0] < 0xE0) {
        length = 2;
    } else if (byte[0] >= 0xE0 && byte[0] < 0xF0) {
        length = 3;
    } else if (byte[0] >= 0xF0 && byte[0] < 0xF5) {
        length = 4;
    }
    for (size_t k = 1; k < length; k++) {
        if ((byte[k] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

int rw_style_columns(const char *string) {
    int columns = 0;
    while (*string != '\0') {
        size_t length = character_length(string);
        string += length > 0 ? length : 1;
        columns++;
    }
    return columns;
}

static bool is_control(const char *string, size_t length) {
    unsigned char first = (unsigned char)string[0];
    if (length == 1) {
        return first < 0x20 || first == 0x7F;
    }
    return length == 2 && first == 0xC2 && (unsigned char)string[1] < 0xA0; // C1 controls
}

// Appends at most `columns` characters of string, cleaned (negative: all).
static void add_clean(rw_text *text, const char *string, int columns) {
    for (int k = 0; *string != '\0' && (columns < 0 || k < columns); k++) {
        size_t length = character_length(string);
        if (length == 0 || is_control(string, length)) {
            rw_text_add(text, "?");
        } else if (strncmp(string, NO_BREAK_SPACE, length) == 0) {
            rw_text_add(text, " ");
        } else {
            rw_text_add_bytes(text, string, length);
        }
        string += length > 0 ? length : 1;
    }
}

static void add_spaces(rw_text *text, int count) {
    for (int k = 0; k < count; k++) {
        rw_text_add(text, " ");
    }
}

static void add_cut(rw_text *text, const char *string, int columns) {
    if (columns > 0 && rw_style_columns(string) > columns) {
        add_clean(text, string, columns - 1);
        rw_text_add(text, "…");
    } else {
        add_clean(text, string, -1);
    }
}

void rw_style_label(rw_text *text, const char *string, int columns) {
    add_cut(text, string, columns);
    add_spaces(text, columns - rw_style_columns(string));
}

void rw_style_right(rw_text *text, const char *string, int columns) {
    add_spaces(text, columns - rw_style_columns(string));
    add_cut(text, string, columns);
}

void rw_style_wrap(rw_text *text, const rw_style *style, int column, int indent, const char *string) {
    bool at_start = true;
    while (*string != '\0') {
        size_t length = strcspn(string, " ");
        int columns = 0;
        for (size_t k = 0; k < length; columns++) {
            size_t bytes = character_length(string + k);
            k += bytes > 0 ? bytes : 1;
        }
        if (!at_start && column + 1 + columns > style->width) {
            rw_text_add(text, "\n");
            add_spaces(text, indent);
            column = indent;
        } else if (!at_start) {
            rw_text_add(text, " ");
            column++;
        }
        add_clean(text, string, columns);
        column += columns;
        at_start = false;
        string += length;
        string += strspn(string, " ");
    }
    rw_text_add(text, "\n");
}

static uint32_t code_point(const char *string, size_t length) {
    static const unsigned char first_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)string[0] & first_mask[length];
    for (size_t k = 1; k < length; k++) {
        code = code << 6 | ((unsigned char)string[k] & 0x3F);
    }
    return code;
}

static char ascii_for(uint32_t code) {
    static const char bars[] = ".:-=+*%#";                                                          // U+2581..U+2588
    static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"; // U+00C0..U+00FF
    if (code >= 0x2581 && code <= 0x2588) {
        return bars[code - 0x2581];
    }
    if (code >= 0xC0 && code <= 0xFF) {
        return latin[code - 0xC0];
    }
    switch (code) {
    case 0x00A0:
        return ' ';
    case 0x00B7: // middle dot
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: // minus
        return '-';
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return '"';
    case 0x2026: // ellipsis
        return '~';
    default:
        return '?';
    }
}

void rw_style_ascii(rw_text *text, const char *source) {
    while (*source != '\0') {
        size_t length = character_length(source);
        char ascii = '?';
        if (length == 1) {
            ascii = *source;
        } else if (length > 1) {
            ascii = ascii_for(code_point(source, length));
        }
        rw_text_add_bytes(text, &ascii, 1);
        source += length > 0 ? length : 1;
    }
}

const char *rw_style_bar(double share) {
    static const char *const bar[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (!(share > 0)) {
        return bar[0];
    }
    return share >= 1 ? bar[7] : bar[(int)(share * 7)]; // full height only for all of it
}
