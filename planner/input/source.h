// The texts a configuration is read from.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_SOURCE_H
#define RW_INPUT_SOURCE_H

#include "input/reader.h"

// The path a file named `path` in source `from` has: relative to the folder of that file, to the working directory
// where `from` is no file.
const char *rw_source_resolve(rw_reader *reader, rw_idx from, const char *path);

// Reads a file (once; a second call finds it) and returns its index, or -1 with an error at place.  Refused: more than
// RW_SOURCE_BYTES, NUL bytes, text that is not UTF-8.
rw_idx rw_source_open(rw_reader *reader, const char *path, rw_place place);

// A text that is no file.
rw_idx rw_source_add(rw_reader *reader, const char *name, const char *text);

// Bytes of the UTF-8 character at text, 0 if there is none (overlong forms and surrogates are none).
size_t rw_character_bytes(const char *text);

#endif
