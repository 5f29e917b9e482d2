// The answer in one screen.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_SCREEN_H
#define RW_REPORT_SCREEN_H

#include <rampwerk/results.h>

#include "report/style.h"

enum { RW_SCREEN_LINES = 38 }; // of the short form at 80 columns: a terminal of 40 has room for two prompts

// What the run says, in planners' words: what matters first, in one screen, or all of it.
void rw_screen_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);

// The sections, each some lines.
void rw_screen_orders(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_stock(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_supply(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_people(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_policy(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_limits(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);

// A customer's title and what use of his is not met.
void rw_screen_customer(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                        rw_idx customer);

// Their short forms, of at most 11, 10, 4, 1, 1 and 2 lines.
void rw_screen_orders_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_stock_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_supply_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);
void rw_screen_people_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_policy_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);
void rw_screen_limits_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan);

// How many of `count` things are larger than the k-th, or as large and before it.  size: negative for what is no row.
typedef double (*rw_screen_size)(const rw_model *model, const rw_run *run, rw_idx k);
rw_idx rw_screen_rank(const rw_model *model, const rw_run *run, rw_screen_size size, rw_idx count, rw_idx k);

// "  and 3 more (--all)", with their EUR in the last column (NAN: none).
void rw_screen_more(rw_text *text, const rw_style *style, rw_idx count, double eur);

// "2029-03" of month t, "2026-09" of month -3; buffer of 16 bytes.
void rw_screen_month(char buffer[16], const rw_model *model, rw_idx month);

#endif
