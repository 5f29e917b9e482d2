// Progress of a solve on standard error.  SPDX-License-Identifier: MIT
#include "cli/ticker.h"

#include <string.h>

#include "cli/console.h"
#include "core/clock.h"
#include "report/journal.h"

static const double LINE_SECONDS = 1.0;
static const double LATE_SECONDS = 0.5; // past a limit that are worth a note

rw_ticker_mode rw_ticker_choose(const char *progress, bool is_quiet) {
    if (strcmp(progress, "redraw") == 0) {
        return RW_TICKER_REDRAW;
    }
    if (strcmp(progress, "lines") == 0) {
        return RW_TICKER_LINES;
    }
    if (strcmp(progress, "off") == 0 || is_quiet) {
        return RW_TICKER_OFF;
    }
    return rw_console_redraw_width() > 0 ? RW_TICKER_REDRAW : RW_TICKER_LINES;
}

void rw_ticker_begin(void *context, const char *step, const char *unit) {
    rw_ticker *ticker = context;
    ticker->step = step;
    ticker->unit = unit;
    ticker->is_due = true;
}

static bool is_wanted(const rw_ticker *ticker, double seconds) {
    bool is_due = ticker->is_due || seconds - ticker->last_second >= LINE_SECONDS;
    return ticker->mode == RW_TICKER_REDRAW || (ticker->mode == RW_TICKER_LINES && is_due);
}

void rw_ticker_show(rw_ticker *ticker, const char *line, double seconds) {
    if (!is_wanted(ticker, seconds)) {
        return;
    }
    if (ticker->mode == RW_TICKER_REDRAW) {
        int width = rw_console_redraw_width();
        rw_console_redraw(line, width > 0 ? width : 80);
        ticker->is_drawn = true;
    } else {
        rw_console_note("%s", line);
    }
    ticker->is_due = false;
    ticker->last_second = seconds;
}

void rw_ticker_report(void *context, const rw_progress *progress) {
    rw_ticker *ticker = context;
    if (!is_wanted(ticker, progress->seconds)) {
        return;
    }
    rw_text line = {0};
    if (ticker->step[0] != '\0') {
        rw_text_format(&line, "%s ", ticker->step);
    }
    rw_journal_progress(&line, progress, ticker->unit);
    rw_ticker_show(ticker, rw_text_string(&line), progress->seconds);
    rw_text_clear(&line);
}

void rw_ticker_end(rw_ticker *ticker) {
    if (ticker->is_drawn) {
        rw_console_redraw("", 1);
        ticker->is_drawn = false;
    }
}

void rw_ticker_note_lateness(double time_limit, double begun) {
    const double late = rw_clock_seconds() - begun - time_limit;
    if (late >= LATE_SECONDS) {
        rw_console_note("%.1f s more than the time limit: the result had to be worked out", late);
    }
}
