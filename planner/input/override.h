// Changes on top of a configuration: its `overrides` lists, and "path=value" texts.  SPDX-License-Identifier: MIT
#ifndef RW_INPUT_OVERRIDE_H
#define RW_INPUT_OVERRIDE_H

#include "input/node.h"

// Applies the `overrides` lists in the order of the text and takes them out of the tree.
void rw_overrides_apply(rw_reader *reader);

// Applies "path=value", number `ordinal` (from 1) of those given.
void rw_override_set(rw_reader *reader, const char *text, rw_idx ordinal);

#endif
