// What is at hand while a configuration is read: the texts, the messages, memory.  SPDX-License-Identifier: MIT
//
// Memory running out sets out_of_memory and is looked at once per step; until then a function that could not get
// memory returns NULL (or does nothing), which every caller in this module tolerates.
#ifndef RW_INPUT_READER_H
#define RW_INPUT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <rampwerk/model.h>

enum {
    RW_SOURCE_BYTES = 16 << 20, // largest file
    RW_INCLUDE_DEPTH = 10,      // files within files
    RW_NESTING_DEPTH = 32,      // brackets within brackets
    RW_TOKENS_MOST = 4 << 20,   // of all files together
    RW_KEYS_MOST = 1000,        // of one group
    RW_MESSAGES_SHOWN = 20,     // errors (and warnings) before "and N more"
    RW_MESSAGES_KEPT = 1000     // beyond that they are only counted
};

typedef struct rw_place { // in a source; all 0: nowhere
    rw_idx source;        // into rw_reader.source
    rw_idx line, column;  // 1-based; columns count characters, not bytes
} rw_place;

typedef struct rw_source { // a text that was read
    const char *name;      // as shown in messages
    const char *path;      // as opened; NULL for texts that are no files
    const char *text;      // without byte order mark, NUL-terminated
    size_t length;
    rw_place from;   // where it was first asked for; all 0: by nothing that was read
    char sha256[65]; // of the file's bytes
    bool is_bad;     // reported as unreadable
} rw_source;

typedef struct rw_message {
    rw_place place;
    bool is_error;
    rw_idx order; // in which it was found
    const char *text;
} rw_message;

typedef struct rw_reader {
    rw_arena *arena; // owns everything here; released after reading
    bool out_of_memory;
    bool files_allowed; // includes and CSV files; not in an effective configuration
    rw_idx n_source, source_capacity;
    rw_source *source;
    rw_idx n_message, message_capacity, n_error, n_warning;
    rw_message *message;
    struct rw_node *root; // the configuration, once it is parsed
    rw_model *model;      // being made from it
} rw_reader;

// Zeroed memory of the reader's arena, or NULL with out_of_memory set.
void *rw_reader_alloc(rw_reader *reader, rw_idx count, size_t size);
// The first count bytes of text, NUL-terminated.
char *rw_reader_copy(rw_reader *reader, const char *text, size_t count);
// A printf-style text in the reader's arena; "" when memory runs out.
__attribute__((format(printf, 2, 3))) const char *rw_reader_text(rw_reader *reader, const char *format, ...);

// As the two above, in the model's arena.
void *rw_reader_keep(rw_reader *reader, rw_idx count, size_t size);
const char *rw_reader_keep_text(rw_reader *reader, const char *text);

// Makes room for one more element in an array of the arena; returns false when out of memory.
bool rw_reader_grow(rw_reader *reader, void **array, rw_idx count, rw_idx *capacity, size_t size);

__attribute__((format(printf, 3, 4))) void rw_reader_error(rw_reader *reader, rw_place place, const char *format, ...);
__attribute__((format(printf, 3, 4))) void rw_reader_warn(rw_reader *reader, rw_place place, const char *format, ...);

// All messages in the order of the files, the first ones with their source lines.  NULL when out of memory.
char *rw_reader_messages(const rw_reader *reader);
// The first error of that order, or NULL.
const rw_message *rw_reader_first_error(const rw_reader *reader);

#endif
