// Names of columns and rows, readable and fit for MPS: order.body_forging.2027_03.  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_NAMES_H
#define RW_FORMULATE_NAMES_H

#include "formulate/layout.h"

// Names all columns and rows of problem; first_row_place as rw_first_fill gave it.
RW_MUST_USE rw_status rw_names_fill(rw_twostage *problem, const rw_layout *layout, const rw_place *first_row_place);

#endif
