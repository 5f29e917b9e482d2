// How console text looks: ink, width, and what replaces glyphs where only ASCII can be shown.
// SPDX-License-Identifier: MIT
#ifndef RW_REPORT_STYLE_H
#define RW_REPORT_STYLE_H

#include <stdbool.h>

#include "core/text.h"

typedef enum rw_ink { RW_INK_PLAIN, RW_INK_BOLD, RW_INK_DIM, RW_INK_GOOD, RW_INK_WARN, RW_INK_BAD } rw_ink;

typedef struct rw_style {
    bool color; // write ANSI colours
    int width;  // columns of a line, at least 72
} rw_style;

// Appends string in an ink; plain where the style has no colour.
void rw_style_ink(rw_text *text, const rw_style *style, rw_ink ink, const char *string);

// Columns string takes: one per UTF-8 character, one per byte that is not UTF-8.
int rw_style_columns(const char *string);

// Appends string as a planner's label: control characters and bytes that are not UTF-8 become '?', longer ones are cut
// with an ellipsis, shorter ones padded on the right to `columns` (0: neither cut nor padded).
void rw_style_label(rw_text *text, const char *string, int columns);

// As rw_style_label, padded on the left.
void rw_style_right(rw_text *text, const char *string, int columns);

// Appends string broken at spaces to the width of the style; continued lines start with `indent` spaces and the first
// is taken to start at column `column`.  Ends with a newline.  A text without colours.
void rw_style_wrap(rw_text *text, const rw_style *style, int column, int indent, const char *string);

// Appends source with every character outside ASCII replaced by one that resembles it, column for column.
void rw_style_ascii(rw_text *text, const char *source);

// The glyph for a share of 0..1 (a column of eight heights).
const char *rw_style_bar(double share);

#endif
