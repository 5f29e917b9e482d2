// The answer in one screen.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_SCREEN_H
#define RW_REPORT_SCREEN_H

#include <rampwerk/results.h>

#include "report/style.h"

// What the run says, in planners' words.
void rw_screen_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);

// Its sections, each some lines.
void rw_screen_orders(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_stock(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_supply(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_people(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_policy(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_limits(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);

// "2029-03" of month t, "2026-09" of month -3; buffer of 16 bytes.
void rw_screen_month(char buffer[16], const rw_model *model, rw_idx month);

#endif
