// Options that are short for a --set: "--seed 7" for "--set plan.seed=7".  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SHORTHAND_H
#define RW_CLI_SHORTHAND_H

#include "cli/verb.h"

// Appends a --set value for every such option given, where the verb has --set; list must have room for them.
RW_MUST_USE rw_status rw_shorthand_expand(rw_arguments *arguments, rw_error *error);
// Whether an option is such a one and says how the scenarios of another are drawn: too much for short help.
bool rw_shorthand_is_minor(const rw_verb *verb, const char *name);
void rw_shorthand_clear(rw_arguments *arguments);

#endif
