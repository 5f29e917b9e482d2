// The grammar of a configuration: every word is looked at before libconfig is, whose only message is "syntax error",
// and which keeps the memory of the text it was reading.  SPDX-License-Identifier: MIT
//
//   group   = { key ( "=" | ":" ) value [ ";" | "," ] }        the top level is one, too
//   value   = number | truth | string { string } | "{" group "}" | "(" list ")" | "[" list "]"
//   list    = [ value { "," value } ]
#include "input/token.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

typedef enum wanted { KEY, EQUALS, VALUE, END_OF_SETTING, FIRST_ELEMENT, ELEMENT, END_OF_ELEMENT } wanted;

typedef struct bracket { // an open bracket; the first entry of the stack is the top level
    rw_idx token;        // which opens it
    char mark;           // '{' for the top level too
    wanted wanted;
    rw_idx key_begin; // its keys so far, in structure.key
} bracket;

typedef struct structure {
    rw_reader *reader;
    rw_tokens *tokens;
    rw_idx depth; // of the innermost open bracket
    bracket open[RW_NESTING_DEPTH + 1];
    rw_idx n_key, key_capacity;
    rw_idx *key; // tokens that are keys of open groups
    rw_idx n_overrides;
    bool is_broken; // what follows cannot be understood
} structure;

static bool same_text(const rw_token *a, const rw_token *b) {
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static const char *name_source(const rw_reader *reader, const rw_token *token) {
    return reader->source[token->place.source].name;
}

// libconfig wants every key of a group once.  Each file may have its own top-level `overrides`, though: the second
// and later ones get a star and a number at the end, which no key of a plan has.
static void add_key(structure *s, rw_idx at) {
    rw_token *token = &s->tokens->token[at];
    rw_idx begin = s->open[s->depth].key_begin;
    if (s->depth == 0 && rw_token_has_text(token, "overrides") && s->n_overrides++ > 0) {
        const char *name = rw_reader_text(s->reader, "overrides*%lld", (long long)s->n_overrides);
        token->text = name;
        token->length = strlen(name);
    }
    for (rw_idx k = begin; k < s->n_key; k++) {
        const rw_token *other = &s->tokens->token[s->key[k]];
        if (same_text(token, other)) {
            rw_reader_error(s->reader, token->place, "'%.*s' is given twice; first in %s:%lld", (int)token->length,
                            token->text, name_source(s->reader, other), (long long)other->place.line);
            return;
        }
    }
    if (s->n_key - begin == RW_KEYS_MOST) {
        rw_reader_error(s->reader, token->place, "a group has more than %d keys", RW_KEYS_MOST);
        s->is_broken = true;
    }
    if (rw_reader_grow(s->reader, (void **)&s->key, s->n_key, &s->key_capacity, sizeof *s->key)) {
        s->key[s->n_key++] = at;
    }
}

static char closing_of(char mark) {
    return mark == '(' ? ')' : mark == '[' ? ']' : '}';
}

static bool is_one_of(const rw_token *token, const char *marks) {
    return token->kind == RW_TOKEN_MARK && strchr(marks, token->text[0]) != NULL;
}

__attribute__((format(printf, 3, 4))) static void stop(structure *s, const rw_token *token, const char *format, ...);

// Reports and gives up.
static void stop(structure *s, const rw_token *token, const char *format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    rw_reader_error(s->reader, token->place, "%s", text);
    s->is_broken = true;
}

static void open_bracket(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *above = &s->open[s->depth];
    if (s->depth == RW_NESTING_DEPTH) {
        stop(s, token, "brackets are nested more than %d deep", RW_NESTING_DEPTH);
        return;
    }
    above->wanted = above->mark == '{' ? END_OF_SETTING : END_OF_ELEMENT;
    s->open[++s->depth] = (bracket){.token = at,
                                    .mark = token->text[0],
                                    .wanted = token->text[0] == '{' ? KEY : FIRST_ELEMENT,
                                    .key_begin = s->n_key};
}

static void close_bracket(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    const bracket *open = &s->open[s->depth];
    if (s->depth == 0) {
        stop(s, token, "'%c' closes nothing", token->text[0]);
    } else if (token->text[0] != closing_of(open->mark)) {
        const rw_token *opener = &s->tokens->token[open->token];
        stop(s, token, "'%c' cannot close the '%c' of %s:%lld", token->text[0], open->mark,
             name_source(s->reader, opener), (long long)opener->place.line);
    } else {
        s->n_key = open->key_begin;
        s->depth--;
    }
}

static bool is_assignment(const rw_token *token) {
    return is_one_of(token, "=:");
}

static bool is_truth(const rw_token *token) {
    char word[8] = "";
    for (size_t k = 0; k < token->length && k < sizeof word - 1; k++) {
        word[k] = (char)(token->text[k] | 0x20);
    }
    return strcmp(word, "true") == 0 || strcmp(word, "false") == 0;
}

static void report_bare_word(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    static const char *const not_numbers[] = {"nan", "inf", "infinity"};
    for (size_t k = 0; k < sizeof not_numbers / sizeof not_numbers[0]; k++) {
        if (token->length == strlen(not_numbers[k]) && strncasecmp(token->text, not_numbers[k], token->length) == 0) {
            rw_reader_error(s->reader, token->place, "'%.*s' is not a number here%s", (int)token->length, token->text,
                            k > 0 ? "; a limit that does not bind is \"unlimited\"" : "");
            return;
        }
    }
    rw_reader_error(s->reader, token->place, "a text needs quotes: \"%.*s\"", (int)token->length, token->text);
}

// A value, where one is wanted; false if the token starts none.
static bool take_value(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *open = &s->open[s->depth];
    bool is_key = token->kind == RW_TOKEN_NAME && at + 1 < s->tokens->n_token && is_assignment(token + 1);
    if (is_one_of(token, "({[")) {
        open_bracket(s, at);
        return true;
    }
    if (token->kind == RW_TOKEN_MARK || token->kind == RW_TOKEN_END || is_key) {
        return false;
    }
    if (token->kind == RW_TOKEN_NAME && !is_truth(token)) {
        report_bare_word(s, at);
    }
    open->wanted = open->mark == '{' ? END_OF_SETTING : END_OF_ELEMENT;
    return true;
}

static void take_key(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *open = &s->open[s->depth];
    if (token->kind == RW_TOKEN_NAME && !is_truth(token)) {
        add_key(s, at);
        open->wanted = EQUALS;
    } else if (is_one_of(token, ")}]")) {
        close_bracket(s, at);
    } else if (is_one_of(token, ";,")) {
        rw_reader_error(s->reader, token->place, "'%c' ends nothing", token->text[0]);
    } else if (is_assignment(token)) {
        stop(s, token, "a key is missing before '%c'", token->text[0]);
    } else {
        stop(s, token, "a key is expected, not '%.*s'", (int)token->length, token->text);
    }
}

// Whether the token goes on with the text before it: "one " "two".
static bool is_continued(const structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    return at > 0 && token->kind == RW_TOKEN_STRING && token[-1].kind == RW_TOKEN_STRING;
}

static void take_end_of_element(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *open = &s->open[s->depth];
    bool is_next_key = at + 2 < s->tokens->n_token && token[1].kind == RW_TOKEN_NAME && is_assignment(&token[2]);
    if (rw_token_is(token, ',') || is_continued(s, at)) {
        open->wanted = rw_token_is(token, ',') ? ELEMENT : END_OF_ELEMENT;
    } else if (is_one_of(token, ")}]")) {
        close_bracket(s, at);
    } else if (rw_token_is(token, ';') && !is_next_key) {
        rw_reader_error(s->reader, token->place, "the elements of a list are separated by ',', not by ';'");
        open->wanted = ELEMENT;
    } else if (rw_token_is(token, ';') || token->kind == RW_TOKEN_NAME || is_assignment(token)) {
        const rw_token *opener = &s->tokens->token[open->token];
        stop(s, token, "'%c' is missing: it would close the list of %s:%lld", closing_of(open->mark),
             name_source(s->reader, opener), (long long)opener->place.line);
    } else {
        rw_reader_error(s->reader, token->place, "',' or '%c' is missing before '%.*s'", closing_of(open->mark),
                        (int)token->length, token->text);
        take_value(s, at);
    }
}

static void take_element(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *open = &s->open[s->depth];
    bool is_first = open->wanted == FIRST_ELEMENT;
    if (is_one_of(token, ")}]")) {
        if (!is_first) {
            rw_reader_error(s->reader, token[-1].place, "a list cannot end with a comma");
        }
        close_bracket(s, at);
    } else if (rw_token_is(token, ',')) {
        rw_reader_error(s->reader, token->place, "a value is missing before ','");
    } else if (!take_value(s, at)) {
        stop(s, token, "a key inside a list; is '%c' missing before it, or '{' around it?", closing_of(open->mark));
    }
}

static void take_token(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    bracket *open = &s->open[s->depth];
    switch (open->wanted) {
    case KEY:
        take_key(s, at);
        break;
    case EQUALS:
        if (is_assignment(token)) {
            open->wanted = VALUE;
        } else {
            stop(s, token, "'=' is missing after '%.*s'", (int)token[-1].length, token[-1].text);
        }
        break;
    case VALUE:
        if (!take_value(s, at)) {
            stop(s, token, "a value is missing after '%c'", token[-1].text[0]);
        }
        break;
    case END_OF_SETTING:
        if (is_one_of(token, ";,")) {
            open->wanted = KEY;
        } else if (!is_continued(s, at)) {
            take_key(s, at); // the end mark may be left out
        }
        break;
    case FIRST_ELEMENT:
    case ELEMENT:
        take_element(s, at);
        break;
    case END_OF_ELEMENT:
        take_end_of_element(s, at);
        break;
    }
}

static void take_end(structure *s, const rw_token *token) {
    const bracket *open = &s->open[s->depth];
    if (s->depth > 0) {
        stop(s, &s->tokens->token[open->token], "this '%c' is never closed", open->mark);
    } else if (open->wanted == EQUALS || open->wanted == VALUE) {
        stop(s, token, "the file ends in the middle of a setting");
    }
}

void rw_tokens_check(rw_reader *reader, rw_tokens *tokens) {
    structure s = {.reader = reader, .tokens = tokens};
    s.open[0] = (bracket){.token = -1, .mark = '{', .wanted = KEY};
    s.is_broken = tokens->is_broken;
    for (rw_idx at = 0; at < tokens->n_token && !s.is_broken && !reader->out_of_memory; at++) {
        if (tokens->token[at].kind == RW_TOKEN_END) {
            take_end(&s, &tokens->token[at]);
        } else {
            take_token(&s, at);
        }
    }
}
