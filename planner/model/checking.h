// What the checks of a model share.  SPDX-License-Identifier: MIT
#ifndef RW_MODEL_CHECKING_H
#define RW_MODEL_CHECKING_H

#include <rampwerk/model.h>

enum { RW_CHECKING_BYTES = 512 };

typedef struct rw_checking {
    const rw_model *model;
    rw_model_report report;
    void *context;
    rw_idx count;                 // reported so far
    char path[RW_CHECKING_BYTES]; // what is being looked at
} rw_checking;

// Names what the next reports are about.
__attribute__((format(printf, 2, 3))) void rw_checking_at(rw_checking *checking, const char *format, ...);
__attribute__((format(printf, 2, 3))) void rw_checking_report(rw_checking *checking, const char *format, ...);
// "YYYY-MM" of a month of the plan.
void rw_checking_month(const rw_checking *checking, rw_idx month, char buffer[16]);

// Reports a window [from, to] that is none within the plan; [n_month, n_month - 1] is wholly after it.
void rw_checking_window(rw_checking *checking, rw_idx from, rw_idx to);

// Parts of rw_model_check.
void rw_check_indices(rw_checking *checking); // every index is in range; the rest relies on it
void rw_check_plant(rw_checking *checking);   // items, operations, lines, pins
void rw_check_cycles(rw_checking *checking);  // the bill of materials
void rw_check_market(rw_checking *checking);  // suppliers, customers, rules
void rw_check_risks(rw_checking *checking);   // risks, correlations

// The first month in which each item can be at hand (n_item of them; n_month: never).
void rw_model_earliest(const rw_model *model, rw_idx *earliest);

// Parts of rw_model_warn.
void rw_warn_suppliers(rw_checking *checking);
void rw_warn_end_values(rw_checking *checking);
void rw_warn_customers(rw_checking *checking, const rw_idx *earliest);

#endif
