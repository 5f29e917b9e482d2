// Cutting a configuration into words; resolving @include.  SPDX-License-Identifier: MIT
#include "input/token.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "input/source.h"

typedef struct cursor { // where we are in one source
    rw_reader *reader;
    rw_tokens *tokens;
    const struct cursor *includer; // NULL for the first file
    int depth;
    rw_place place;
    const char *at, *line_start;
} cursor;

static void read_source(cursor *here);

// Moves on by count bytes.
static void advance(cursor *here, size_t count) {
    for (; count > 0; count--, here->at++) {
        if (*here->at == '\n') {
            here->place.line++;
            here->place.column = 1;
            here->line_start = here->at + 1;
        } else if (((unsigned char)*here->at & 0xC0) != 0x80) {
            here->place.column++;
        }
    }
}

// Reports an error after which the words that follow may not be what was meant.
__attribute__((format(printf, 2, 3))) static void break_off(cursor *here, const char *format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    rw_reader_error(here->reader, here->place, "%s", text);
    here->tokens->is_broken = true;
}

static void add_token(cursor *here, rw_token_kind kind, size_t length) {
    rw_tokens *tokens = here->tokens;
    if (tokens->n_token == RW_TOKENS_MOST) {
        break_off(here, "the configuration has more than %d words", RW_TOKENS_MOST);
    }
    if (tokens->n_token < RW_TOKENS_MOST + 1 && rw_reader_grow(here->reader, (void **)&tokens->token, tokens->n_token,
                                                               &tokens->capacity, sizeof *tokens->token)) {
        tokens->token[tokens->n_token++] =
            (rw_token){.kind = kind, .place = here->place, .text = here->at, .length = length};
    }
    advance(here, length);
}

static bool starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

// Skips a comment at the cursor; returns false if there is none.
static bool skip_comment(cursor *here) {
    if (here->at[0] == '#' || starts_with(here->at, "//")) {
        advance(here, strcspn(here->at, "\n"));
        return true;
    }
    if (!starts_with(here->at, "/*")) {
        return false;
    }
    const char *end = strstr(here->at + 2, "*/");
    if (end == NULL) {
        break_off(here, "this comment is never closed with */");
        advance(here, strlen(here->at));
    } else {
        advance(here, (size_t)(end + 2 - here->at));
    }
    return true;
}

// The length of an escape sequence that starts with a backslash, 0 if libconfig has no such sequence.
static size_t escape_length(const char *text) {
    if (text[1] != '\0' && strchr("nt\\\"", text[1]) != NULL) {
        return 2;
    }
    bool is_code = text[1] == 'x' && isxdigit((unsigned char)text[2]) && isxdigit((unsigned char)text[3]);
    return is_code && memcmp(text + 2, "00", 2) != 0 ? 4 : 0;
}

static void read_string(cursor *here) {
    size_t length = 1;
    const char *text = here->at;
    while (text[length] != '"') {
        if (text[length] == '\0' || text[length] == '\n' || text[length] == '\r') {
            break_off(here, "this text is not closed with '\"' on its line (long texts: \"one \" \"two\")");
            break;
        }
        size_t step = text[length] == '\\' ? escape_length(text + length) : 1;
        if (step == 0) {
            rw_place place = here->place;
            for (size_t k = 0; k < length; k++) {
                place.column += ((unsigned char)text[k] & 0xC0) != 0x80;
            }
            rw_reader_error(here->reader, place, "unknown escape; \\\\ \\\" \\n \\t and \\xHH are known");
            step = 1;
        }
        length += step;
    }
    add_token(here, RW_TOKEN_STRING, length + (text[length] == '"'));
}

static bool is_name_start(char c) {
    return isalpha((unsigned char)c) || c == '*' || c == '_';
}

static bool is_name_rest(char c) {
    return isalnum((unsigned char)c) || c == '*' || c == '_' || c == '-';
}

static bool is_number_start(const char *text) {
    return isdigit((unsigned char)text[0]) || text[0] == '.' || text[0] == '+' || text[0] == '-';
}

static void read_number(cursor *here) {
    size_t length = 1;
    while (isalnum((unsigned char)here->at[length]) || (here->at[length] != '\0' && strchr("._+-", here->at[length]))) {
        length++;
    }
    const char *defect = rw_literal_defect(here->reader, here->at, length);
    if (defect != NULL) {
        rw_reader_error(here->reader, here->place, "%s", defect);
    }
    add_token(here, RW_TOKEN_NUMBER, length);
}

static void read_name(cursor *here) {
    size_t length = 1;
    while (is_name_rest(here->at[length])) {
        length++;
    }
    if (here->at[0] == '_') {
        rw_reader_error(here->reader, here->place, "a key starts with a letter, not with '_'");
    }
    add_token(here, RW_TOKEN_NAME, length);
}

static bool is_same_file(const char *first, const char *second) {
    struct stat a, b;
    return strcmp(first, second) == 0 ||
           (stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

static void include_file(cursor *here, rw_place place, const char *path) {
    rw_reader *reader = here->reader;
    if (!reader->files_allowed) {
        rw_reader_error(reader, place, "@include is not allowed here");
        return;
    }
    const char *resolved = rw_source_resolve(reader, here->place.source, path);
    for (const cursor *each = here; each != NULL; each = each->includer) {
        const char *above = reader->source[each->place.source].path;
        if (above != NULL && is_same_file(above, resolved)) {
            rw_reader_error(reader, place, "'%s' includes itself", path);
            return;
        }
    }
    if (here->depth >= RW_INCLUDE_DEPTH) {
        rw_reader_error(reader, place, "files are included more than %d deep", RW_INCLUDE_DEPTH);
        return;
    }
    rw_idx source = rw_source_open(reader, resolved, place);
    if (source >= 0) {
        cursor inner = {.reader = reader,
                        .tokens = here->tokens,
                        .includer = here,
                        .depth = here->depth + 1,
                        .place = {.source = source, .line = 1, .column = 1},
                        .at = reader->source[source].text,
                        .line_start = reader->source[source].text};
        read_source(&inner);
    }
}

static void read_include(cursor *here) {
    static const char word[] = "@include";
    rw_place place = here->place;
    bool is_first = strspn(here->line_start, " \t") == (size_t)(here->at - here->line_start);
    size_t length = sizeof word - 1;
    bool is_include = starts_with(here->at, word);
    length += is_include ? strspn(here->at + length, " \t") : 0;
    const char *path = here->at + length + 1;
    size_t path_length = is_include && here->at[length] == '"' ? strcspn(path, "\"\\\n") : 0;
    if (!is_first || path_length == 0 || path[path_length] != '"') {
        break_off(here, "an include is a line of its own: @include \"file.cfg\"");
        advance(here, strcspn(here->at, "\n"));
        return;
    }
    const char *copy = rw_reader_copy(here->reader, path, path_length);
    advance(here, length + path_length + 2);
    if (copy != NULL) {
        include_file(here, place, copy);
    }
}

static void read_word(cursor *here) {
    char c = *here->at;
    if (c == '"') {
        read_string(here);
    } else if (strchr("=:;,()[]{}", c) != NULL) {
        add_token(here, RW_TOKEN_MARK, 1);
    } else if (is_number_start(here->at)) {
        read_number(here);
    } else if (is_name_start(c)) {
        read_name(here);
    } else if (c == '@') {
        read_include(here);
    } else {
        size_t length = 1;
        while (((unsigned char)here->at[length] & 0xC0) == 0x80) {
            length++;
        }
        if ((unsigned char)c < ' ' || c == 0x7F) {
            break_off(here, "unexpected control character 0x%02X", (unsigned)c);
        } else {
            break_off(here, "unexpected character '%.*s'", (int)length, here->at);
        }
        advance(here, length);
    }
}

static void read_source(cursor *here) {
    while (*here->at != '\0' && !here->reader->out_of_memory && here->tokens->n_token <= RW_TOKENS_MOST) {
        if (strchr(" \t\r\n\f\v", *here->at) != NULL) {
            advance(here, 1);
        } else if (!skip_comment(here)) {
            read_word(here);
        }
    }
}

void rw_tokens_read(rw_reader *reader, rw_idx source, size_t start, rw_tokens *tokens) {
    cursor here = {.reader = reader,
                   .tokens = tokens,
                   .place = {.source = source, .line = 1, .column = 1},
                   .at = reader->source[source].text,
                   .line_start = reader->source[source].text};
    advance(&here, start);
    read_source(&here);
    add_token(&here, RW_TOKEN_END, 0);
}

bool rw_token_is(const rw_token *token, char mark) {
    return token->kind == RW_TOKEN_MARK && token->text[0] == mark;
}

bool rw_token_has_text(const rw_token *token, const char *text) {
    return token->length == strlen(text) && strncmp(token->text, text, token->length) == 0;
}
