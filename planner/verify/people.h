// People: model.md section 4, (15)-(18).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_PEOPLE_H
#define RW_VERIFY_PEOPLE_H

#include "verify/check.h"

// (15)-(18); fills headcount of the state.
void rw_check_people(rw_check *check);

#endif
