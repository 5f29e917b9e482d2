// A model as text, every field of it, for comparing two.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_DUMP_H
#define RW_TESTS_DUMP_H

#include <rampwerk/model.h>

#include "core/text.h"

void rw_dump_model(const rw_model *model, rw_text *text);

#endif
