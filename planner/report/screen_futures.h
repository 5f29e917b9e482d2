// What a plan over several futures says on a screen.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_SCREEN_FUTURES_H
#define RW_REPORT_SCREEN_FUTURES_H

#include "report/futures.h"
#include "report/style.h"

enum { RW_FUTURES_ORDER_ROWS = 8 }; // of the short form's orders, below their heading: the futures need room

// In how many futures targets are met: a line.
void rw_screen_futures_headline(rw_text *text, const rw_style *style, const rw_futures *futures);
// Which futures: a line.
void rw_screen_futures_sample(rw_text *text, const rw_style *style, const rw_futures *futures);
// How the cost spreads: a line.
void rw_screen_futures_cost(rw_text *text, const rw_style *style, const rw_futures *futures);

// Chances and quantiles of stocks at the ends of years; the short form has at most 10 lines.
void rw_screen_futures_stock(rw_text *text, const rw_style *style, const rw_futures *futures);
void rw_screen_futures_stock_brief(rw_text *text, const rw_style *style, const rw_futures *futures);

#endif
