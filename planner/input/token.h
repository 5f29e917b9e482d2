// The words of a configuration, with their places.  SPDX-License-Identifier: MIT
//
// libconfig keeps no columns, wraps integers and swallows malformed literals; so every word is looked at here first.
// The words of included files stand where the @include stood.
#ifndef RW_INPUT_TOKEN_H
#define RW_INPUT_TOKEN_H

#include "input/reader.h"

typedef enum rw_token_kind {
    RW_TOKEN_NAME,   // a key, true or false
    RW_TOKEN_NUMBER, // a sound literal
    RW_TOKEN_STRING, // with its quotes
    RW_TOKEN_MARK,   // one of = : ; , ( ) [ ] { }
    RW_TOKEN_END     // the last one
} rw_token_kind;

typedef struct rw_token {
    rw_token_kind kind;
    rw_place place;
    const char *text; // not NUL-terminated
    size_t length;
} rw_token;

typedef struct rw_tokens {
    rw_idx n_token, capacity;
    rw_token *token; // in the reader's arena
    bool is_broken;  // an error was reported that leaves the grammar in doubt
} rw_tokens;

// Adds the words of a source from byte `start` on, and a RW_TOKEN_END.  Errors go to the reader.
void rw_tokens_read(rw_reader *reader, rw_idx source, size_t start, rw_tokens *tokens);

bool rw_token_is(const rw_token *token, char mark);
bool rw_token_has_text(const rw_token *token, const char *text);

// Checks the grammar, so that libconfig has nothing to refuse; reports what is wrong, duplicate keys too.  Gives a
// second `overrides` of the top level (from an included file) a name of its own.
void rw_tokens_check(rw_reader *reader, rw_tokens *tokens);

// Why a number literal cannot be used (malformed, or too large for what libconfig reads it into), or NULL.
const char *rw_literal_defect(rw_reader *reader, const char *text, size_t length);

#endif
