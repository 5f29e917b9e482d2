// Progress of a solve on standard error.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_TICKER_H
#define RW_CLI_TICKER_H

#include <stdbool.h>

#include <rampwerk/model.h>
#include <rampwerk/optimize.h>

typedef enum rw_ticker_mode { RW_TICKER_OFF, RW_TICKER_LINES, RW_TICKER_REDRAW } rw_ticker_mode;

// One line redrawn on a terminal, or at most one line a second.  Set mode, the rest zero; step and unit for each solve.
typedef struct rw_ticker {
    rw_ticker_mode mode;
    const rw_model *model; // what is planned; needed for probability targets only
    const char *step;      // what is being minimised, "" where there is only one step
    const char *unit;      // of the objective, see rw_journal_progress
    bool is_drawn;         // an unfinished line stands on the terminal
    bool is_due;           // nothing printed yet
    double last_second;    // of the last line
} rw_ticker;

// From --progress ("auto", "redraw", "lines", "off"); is_quiet turns "auto" off.
rw_ticker_mode rw_ticker_choose(const char *progress, bool is_quiet);

void rw_ticker_begin(void *ticker, const char *step, const char *unit);   // an rw_solve_begin
void rw_ticker_report(void *ticker, const rw_progress *progress);         // an rw_progress_report
void rw_ticker_show(rw_ticker *ticker, const char *line, double seconds); // a line of that second, if one is due
void rw_ticker_end(rw_ticker *ticker);                                    // erases a drawn line

// Notes how far a solve that began at `begun` (rw_clock_seconds) went past its limit, where that is worth it.
void rw_ticker_note_lateness(double time_limit, double begun);

#endif
