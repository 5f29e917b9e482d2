// Number literals: what libconfig would wrap, clip or misread.  SPDX-License-Identifier: MIT
#include "input/token.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t count_digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool is_integer(const char *text) {
    text += text[0] == '+' || text[0] == '-';
    size_t n_digit = count_digits(text);
    const char *tail = text + n_digit;
    return n_digit > 0 && (tail[0] == '\0' || strcmp(tail, "L") == 0 || strcmp(tail, "LL") == 0);
}

static bool is_hexadecimal(const char *text) {
    if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X')) {
        return false;
    }
    size_t n_digit = strspn(text + 2, "0123456789abcdefABCDEF");
    const char *tail = text + 2 + n_digit;
    return n_digit > 0 && (tail[0] == '\0' || strcmp(tail, "L") == 0 || strcmp(tail, "LL") == 0);
}

static bool is_decimal(const char *text) {
    text += text[0] == '+' || text[0] == '-';
    size_t n_before = count_digits(text);
    text += n_before;
    size_t n_after = 0;
    if (text[0] == '.') {
        n_after = count_digits(text + 1);
        text += 1 + n_after;
    }
    if (text[0] == 'e' || text[0] == 'E') {
        text += 1 + (text[1] == '+' || text[1] == '-');
        size_t n_exponent = count_digits(text);
        if (n_exponent == 0) {
            return false;
        }
        text += n_exponent;
    }
    return n_before + n_after > 0 && text[0] == '\0';
}

static bool is_month(const char *text) {
    return strlen(text) == 7 && count_digits(text) == 4 && text[4] == '-' && count_digits(text + 5) == 2;
}

static const char *integer_defect(rw_reader *reader, const char *text) {
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    bool is_long = strchr(text, 'L') != NULL;
    if (errno == ERANGE) {
        return rw_reader_text(reader, "the integer %s does not fit 64 bits; write it with a decimal point", text);
    }
    if (!is_long && (value < INT32_MIN || value > INT32_MAX)) {
        return rw_reader_text(reader, "the integer %s does not fit 32 bits; write %sL", text, text);
    }
    return NULL;
}

static const char *hexadecimal_defect(rw_reader *reader, const char *text) {
    errno = 0;
    unsigned long long value = strtoull(text, NULL, 16);
    bool is_long = strchr(text, 'L') != NULL;
    if (errno == ERANGE || value > INT64_MAX) {
        return rw_reader_text(reader, "the integer %s does not fit 63 bits", text);
    }
    if (!is_long && value > INT32_MAX) {
        return rw_reader_text(reader, "the integer %s does not fit 31 bits; write %sL", text, text);
    }
    return NULL;
}

const char *rw_literal_defect(rw_reader *reader, const char *text, size_t length) {
    const char *word = rw_reader_copy(reader, text, length);
    if (word == NULL) {
        return "out of memory";
    }
    if (is_integer(word)) {
        return integer_defect(reader, word);
    }
    if (is_hexadecimal(word)) {
        return hexadecimal_defect(reader, word);
    }
    if (is_decimal(word)) {
        return isfinite(strtod(word, NULL)) ? NULL : rw_reader_text(reader, "the number %s is too large", word);
    }
    if (is_month(word)) {
        return rw_reader_text(reader, "a month is a text: write \"%s\"", word);
    }
    return rw_reader_text(reader, "malformed number '%s'", word);
}
