// The shape of a configuration: brackets, duplicate keys, and why libconfig stopped.  SPDX-License-Identifier: MIT
#include "input/token.h"

#include <string.h>

#include "core/text.h"

typedef struct bracket { // an open bracket; the first entry of the stack is the top level
    rw_idx token;        // which opens it
    char mark;           // '{' for the top level too
    rw_idx key_begin;    // its keys so far, in structure.key
} bracket;

typedef struct structure {
    rw_reader *reader;
    rw_tokens *tokens;
    rw_idx depth; // of the innermost open bracket
    bracket open[RW_NESTING_DEPTH + 1];
    rw_idx n_key, key_capacity;
    rw_idx *key; // tokens that are keys of open groups
    rw_idx n_overrides;
    bool is_broken;
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

static void open_bracket(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    if (s->depth == RW_NESTING_DEPTH) {
        rw_reader_error(s->reader, token->place, "brackets are nested more than %d deep", RW_NESTING_DEPTH);
        s->is_broken = true;
        return;
    }
    s->open[++s->depth] = (bracket){.token = at, .mark = token->text[0], .key_begin = s->n_key};
}

static void close_bracket(structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    const bracket *open = &s->open[s->depth];
    s->is_broken = true;
    if (s->depth == 0) {
        rw_reader_error(s->reader, token->place, "'%c' closes nothing", token->text[0]);
    } else if (token->text[0] != closing_of(open->mark)) {
        const rw_token *opener = &s->tokens->token[open->token];
        rw_reader_error(s->reader, token->place, "'%c' cannot close the '%c' of %s:%lld", token->text[0], open->mark,
                        name_source(s->reader, opener), (long long)opener->place.line);
    } else {
        s->is_broken = false;
        s->n_key = open->key_begin;
        s->depth--;
    }
}

static bool is_assignment(const rw_token *token) {
    return rw_token_is(token, '=') || rw_token_is(token, ':');
}

static bool is_truth(const rw_token *token) {
    char word[8] = "";
    for (size_t k = 0; k < token->length && k < sizeof word - 1; k++) {
        word[k] = (char)(token->text[k] | 0x20);
    }
    return strcmp(word, "true") == 0 || strcmp(word, "false") == 0;
}

// A name where a value should be.
static bool is_bare_word(const structure *s, rw_idx at) {
    const rw_token *token = &s->tokens->token[at];
    if (token->kind != RW_TOKEN_NAME || is_truth(token) || at == 0) {
        return false;
    }
    const rw_token *before = token - 1;
    bool is_in_list = s->open[s->depth].mark != '{';
    bool follows_list_mark = rw_token_is(before, '(') || rw_token_is(before, '[') || rw_token_is(before, ',');
    bool is_key = at + 1 < s->tokens->n_token && is_assignment(token + 1);
    return !is_key && (is_assignment(before) || (is_in_list && follows_list_mark));
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

// Follows the brackets and keys of the tokens before `end`; reports on the way if wanted.
static void follow(structure *s, rw_idx end) {
    s->open[0] = (bracket){.token = -1, .mark = '{'};
    for (rw_idx at = 0; at < end && !s->is_broken && !s->reader->out_of_memory; at++) {
        const rw_token *token = &s->tokens->token[at];
        if (rw_token_is(token, '(') || rw_token_is(token, '[') || rw_token_is(token, '{')) {
            open_bracket(s, at);
        } else if (rw_token_is(token, ')') || rw_token_is(token, ']') || rw_token_is(token, '}')) {
            close_bracket(s, at);
        } else if (is_bare_word(s, at)) {
            report_bare_word(s, at);
        } else if (token->kind == RW_TOKEN_NAME && at + 1 < s->tokens->n_token && is_assignment(token + 1) &&
                   s->open[s->depth].mark == '{') {
            add_key(s, at);
        }
    }
}

void rw_tokens_check(rw_reader *reader, rw_tokens *tokens) {
    structure s = {.reader = reader, .tokens = tokens};
    follow(&s, tokens->n_token);
}

// What is wrong at a token inside a list.
static const char *list_defect(const structure *s, const rw_token *token) {
    const rw_token *before = token - 1;
    char close = closing_of(s->open[s->depth].mark);
    if (rw_token_is(token, close) && rw_token_is(before, ',')) {
        return "a list cannot end with a comma";
    }
    if (rw_token_is(token, ',') && (rw_token_is(before, ',') || rw_token_is(before, '(') || rw_token_is(before, '['))) {
        return "a value is missing before ','";
    }
    if (rw_token_is(token, ';')) {
        return "the elements of a list are separated by ',', not by ';'";
    }
    if (is_assignment(token) || (token->kind == RW_TOKEN_NAME && is_assignment(token + 1))) {
        return rw_reader_text(s->reader, "a key inside a list; is '%c' missing before it, or '{' around it?", close);
    }
    return rw_reader_text(s->reader, "',' or '%c' is missing before '%.*s'", close, (int)token->length, token->text);
}

// What is wrong at a token in a group or at the top level.
static const char *group_defect(const structure *s, const rw_token *token) {
    const rw_token *before = token - 1;
    bool is_first = token == s->tokens->token;
    if (!is_first && before->kind == RW_TOKEN_NAME) {
        return rw_reader_text(s->reader, "'=' is missing after '%.*s'", (int)before->length, before->text);
    }
    if (!is_first && is_assignment(before)) {
        return "a value is missing after '='";
    }
    if (rw_token_is(token, ';') || rw_token_is(token, ',')) {
        return rw_reader_text(s->reader, "'%c' ends nothing", token->text[0]);
    }
    if (is_assignment(token)) {
        return "a key is missing before '='";
    }
    return rw_reader_text(s->reader, "a key is expected, not '%.*s'", (int)token->length, token->text);
}

void rw_tokens_explain(rw_reader *reader, const rw_tokens *tokens, rw_idx at, const char *libconfig_text) {
    rw_tokens copy = *tokens;
    structure s = {.reader = reader, .tokens = &copy};
    follow(&s, at);
    if (s.is_broken || reader->out_of_memory) {
        return; // already reported
    }
    const rw_token *token = &tokens->token[at];
    rw_place place = token->place;
    const char *text = libconfig_text;
    if (strcmp(libconfig_text, "syntax error") != 0) {
        text = strstr(text, "mismatched") != NULL
                   ? "the elements of [ ] are of one kind (3 is an integer, 3.0 is not); write ( ) for a free list"
                   : libconfig_text;
    } else if (token->kind == RW_TOKEN_END && s.depth > 0) {
        place = tokens->token[s.open[s.depth].token].place;
        text = rw_reader_text(reader, "this '%c' is never closed", s.open[s.depth].mark);
    } else if (token->kind == RW_TOKEN_END) {
        text = "the file ends in the middle of a setting";
    } else if (s.open[s.depth].mark != '{') {
        text = list_defect(&s, token);
        place = rw_token_is(token - 1, ',') && !rw_token_is(token, ',') ? (token - 1)->place : place;
    } else {
        text = group_defect(&s, token);
    }
    rw_reader_error(reader, place, "%s", text);
}
