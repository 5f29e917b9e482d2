// Lines and fields of MPS and SMPS files.  SPDX-License-Identifier: MIT
#include "twostage/smps_scan.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/memory.h"
#include "core/text.h"

enum { NUMBER_BYTES = 64, MOST_NOTES = 50, SHOWN_BYTES = 60, NEAR = 2 };

static const double UNLIMITED = 1e20;

// First column (from 0) and width of the fields of fixed format.
static const struct {
    int begin, width;
} layout[RW_SMPS_FIELDS] = {{1, 2}, {4, 8}, {14, 8}, {24, 12}, {39, 8}, {49, 12}};

rw_status rw_smps_fail(const rw_smps_scanner *scanner, rw_status status, int line, const rw_smps_token *token,
                       const char *format, ...) {
    rw_error *error = scanner->error;
    if (error != NULL && error->status == RW_OK) {
        va_list list;
        va_start(list, format);
        error->status = status;
        error->line = line;
        error->column = token != NULL ? token->column : 0;
        (void)snprintf(error->source, sizeof error->source, "%s", scanner->source->name);
        (void)vsnprintf(error->text, sizeof error->text, format, list);
        va_end(list);
    }
    return status;
}

rw_status rw_smps_warn(const rw_smps_scanner *scanner, int line, const rw_smps_token *token, const char *format, ...) {
    rw_smps_notes *notes = scanner->notes;
    rw_text text = {0};
    char message[512];
    if (notes->count >= MOST_NOTES) {
        return RW_OK;
    }
    va_list list;
    va_start(list, format);
    (void)vsnprintf(message, sizeof message, format, list);
    va_end(list);
    rw_text_format(&text, "%s", scanner->source->name);
    if (line > 0) {
        rw_text_format(&text, ":%d", line);
    }
    if (token != NULL) {
        rw_text_format(&text, ":%d", token->column);
    }
    rw_text_format(&text, ": %s", notes->count + 1 < MOST_NOTES ? message : "more warnings are left out");
    rw_status status = text.failed ? RW_NO_MEMORY : RW_OK;
    if (status == RW_OK) {
        status = rw_reserve(&notes->text, &notes->capacity, notes->count + 1, sizeof *notes->text);
    }
    if (status != RW_OK) {
        rw_text_clear(&text);
        return status;
    }
    notes->text[notes->count++] = text.data;
    return RW_OK;
}

bool rw_smps_equals(const rw_smps_token *token, const char *text) {
    return strlen(text) == (size_t)token->length && strncasecmp(token->text, text, (size_t)token->length) == 0;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

// Splits [begin, end) at blanks.
static void split(const char *begin, const char *end, rw_smps_record *record) {
    const char *at = begin;
    record->n_token = 0;
    for (;;) {
        while (at < end && is_blank(*at)) {
            at++;
        }
        if (at == end) {
            return;
        }
        const char *start = at;
        while (at < end && !is_blank(*at)) {
            at++;
        }
        if (record->n_token < RW_SMPS_MOST_TOKENS) {
            record->token[record->n_token] =
                (rw_smps_token){.text = start, .length = (int)(at - start), .column = (int)(start - begin) + 1};
        }
        record->n_token++;
    }
}

// Cuts [begin, end) into the columns of fixed format; a $ in front of the third or fifth field begins a comment.
// False where something stands between the fields: then this is no line of fixed format.
static bool cut(const char *begin, const char *end, int margin, rw_smps_record *record) {
    const int length = (int)(end - begin);
    bool is_comment = false;
    int at = 0;
    for (int k = 0; k < RW_SMPS_FIELDS; k++) {
        int from = layout[k].begin + margin < length ? layout[k].begin + margin : length;
        int to = from + layout[k].width < length ? from + layout[k].width : length;
        is_comment = is_comment || ((k == 2 || k == 4) && from < to && begin[from] == '$');
        for (; at < from && !is_comment; at++) {
            if (!is_blank(begin[at])) {
                return false;
            }
        }
        at = to;
        while (from < to && is_blank(begin[from])) {
            from++;
        }
        while (from < to && is_blank(begin[to - 1])) {
            to--;
        }
        record->field[k] =
            (rw_smps_token){.text = begin + from, .length = is_comment ? 0 : to - from, .column = from + 1};
    }
    return true;
}

// The keyword the first token is, or is nearly (*is_near).
static const char *find_keyword(const rw_smps_scanner *scanner, const rw_smps_token *token, bool *is_near) {
    char word[RW_SMPS_NAME_BYTES + 1];
    const char *nearest = NULL;
    int least = NEAR + 1;
    *is_near = false;
    if (token->length > RW_SMPS_NAME_BYTES) {
        return NULL;
    }
    for (int k = 0; k < token->length; k++) {
        word[k] = (char)toupper((unsigned char)token->text[k]);
    }
    word[token->length] = '\0';
    for (const char *const *keyword = scanner->keyword; *keyword != NULL; keyword++) {
        if (strcmp(word, *keyword) == 0) {
            return *keyword;
        }
        const int distance = rw_text_distance(word, *keyword);
        if (distance < least && 2 * distance < token->length) {
            least = distance;
            nearest = *keyword;
        }
    }
    *is_near = nearest != NULL;
    return nearest;
}

// No control characters, and no line longer than a column number can say.
static rw_status check_bytes(const rw_smps_scanner *scanner, const char *begin, const char *end) {
    if (end - begin > INT_MAX / 2) {
        return rw_smps_fail(scanner, RW_DATA, scanner->line, NULL, "the line is too long");
    }
    for (const char *at = begin; at < end; at++) {
        const unsigned char c = (unsigned char)*at;
        if ((c < ' ' && !is_blank(*at)) || c == 0x7f) {
            const rw_smps_token here = {.text = at, .length = 1, .column = (int)(at - begin) + 1};
            return rw_smps_fail(scanner, RW_DATA, scanner->line, &here,
                                "a control character (code %d); this is no text file", c);
        }
    }
    return RW_OK;
}

static rw_status read_header(const rw_smps_scanner *scanner, rw_smps_record *record) {
    bool is_near = false;
    const char *keyword = find_keyword(scanner, &record->token[0], &is_near);
    if (keyword != NULL && is_near) {
        return rw_smps_fail(scanner, RW_DATA, record->line, &record->token[0],
                            "'%.*s' is no section of this file; did you mean '%s'?", record->token[0].length,
                            record->token[0].text, keyword);
    }
    // Else a data line that is not indented, as is one of set RHS or RANGES.
    const bool is_set = keyword != NULL && (strcmp(keyword, "RHS") == 0 || strcmp(keyword, "RANGES") == 0);
    record->is_header = keyword != NULL && !(is_set && record->n_token >= 3);
    return RW_OK;
}

// Columns a file is indented by as a whole: those in front of its first line, where that is a header.
static int find_margin(const rw_smps_scanner *scanner, const rw_smps_record *record) {
    bool is_near = false;
    const bool is_header = find_keyword(scanner, &record->token[0], &is_near) != NULL && !is_near;
    return is_header ? record->token[0].column - 1 : 0;
}

// The line begins with more blanks than the margin.
static bool is_indented(const rw_smps_scanner *scanner, const rw_smps_record *record) {
    return record->token[0].column > scanner->margin + 1;
}

rw_status rw_smps_next(rw_smps_scanner *scanner, rw_smps_record *record, bool *at_end) {
    const rw_smps_source *source = scanner->source;
    rw_status status = RW_OK;
    *at_end = false;
    while (scanner->at < source->length) {
        const char *begin = source->text + scanner->at;
        const char *newline = memchr(begin, '\n', source->length - scanner->at);
        const char *end = newline != NULL ? newline : source->text + source->length;
        scanner->at = (size_t)(end - source->text) + (newline != NULL);
        if (scanner->line == INT_MAX) {
            return rw_smps_fail(scanner, RW_DATA, scanner->line, NULL, "the file has too many lines");
        }
        scanner->line++;
        while (end > begin && is_blank(end[-1])) {
            end--;
        }
        if (begin == end || *begin == '*') {
            continue;
        }
        RW_TRY(check_bytes(scanner, begin, end));
        *record = (rw_smps_record){.line = scanner->line, .is_fixed = scanner->is_fixed};
        split(begin, end, record);
        if (scanner->margin < 0) {
            scanner->margin = find_margin(scanner, record);
        }
        if (!is_indented(scanner, record)) {
            RW_TRY(read_header(scanner, record));
        }
        if (!record->is_header && scanner->is_fixed && !cut(begin, end, scanner->margin, record)) {
            RW_TRY(rw_smps_fail(scanner, RW_DATA, scanner->line, &record->token[0],
                                "not the columns of fixed format: 2-3, 5-12, 15-22, 25-36, 40-47 and 50-61"));
        }
        goto done;
    }
    *at_end = true;
done:
    return status;
}

bool rw_smps_assign(const rw_smps_record *record, const char *places, rw_smps_token field[RW_SMPS_FIELDS]) {
    if (record->is_fixed) {
        memcpy(field, record->field, sizeof record->field);
        return true;
    }
    if (strlen(places) != (size_t)record->n_token) {
        return false;
    }
    memset(field, 0, RW_SMPS_FIELDS * sizeof *field);
    for (int k = 0; places[k] != '\0'; k++) {
        field[places[k] - '0'] = record->token[k];
    }
    return true;
}

// The number at the start of text, and nothing behind it.
static bool parse_number(const rw_smps_token *token, double *value) {
    char buffer[NUMBER_BYTES];
    char *end = NULL;
    if (token->length <= 0 || token->length >= NUMBER_BYTES) {
        return false;
    }
    bool is_plain = true;
    for (int k = 0; k < token->length; k++) {
        const char c = token->text[k];
        buffer[k] = c == 'D' || c == 'd' ? 'e' : c;
        is_plain = is_plain && strchr("+-.0123456789eE", buffer[k]) != NULL;
    }
    buffer[token->length] = '\0';
    if (!is_plain) {
        const char *word = buffer + (buffer[0] == '+' || buffer[0] == '-');
        if (strcasecmp(word, "inf") != 0 && strcasecmp(word, "infinity") != 0 && strcasecmp(word, "1.#inf") != 0) {
            return false;
        }
        *value = buffer[0] == '-' ? -(double)INFINITY : (double)INFINITY;
        return true;
    }
    *value = strtod(buffer, &end);
    return end != buffer && *end == '\0';
}

bool rw_smps_is_number(const rw_smps_token *token) {
    double value = 0.0;
    return parse_number(token, &value);
}

rw_status rw_smps_number(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_token *token,
                         double *value) {
    if (!parse_number(token, value)) {
        return token->length == 0
                   ? rw_smps_fail(scanner, RW_DATA, record->line, NULL, "a number is missing")
                   : rw_smps_fail(scanner, RW_DATA, record->line, token, "'%.*s' is not a number",
                                  token->length < SHOWN_BYTES ? token->length : SHOWN_BYTES, token->text);
    }
    return RW_OK;
}

rw_status rw_smps_finite(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_token *token,
                         double *value) {
    rw_status status = RW_OK;
    RW_TRY(rw_smps_number(scanner, record, token, value));
    if (!isfinite(rw_smps_unlimited(*value))) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, token, "%.*s is too large; it must be below %g in size",
                            token->length, token->text, UNLIMITED));
    }
done:
    return status;
}

double rw_smps_unlimited(double value) {
    if (value >= UNLIMITED) {
        return (double)INFINITY;
    }
    return value <= -UNLIMITED ? -(double)INFINITY : value;
}
