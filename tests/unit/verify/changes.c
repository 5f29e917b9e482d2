// Changing one figure of the model.  SPDX-License-Identifier: MIT
#include "changes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "support/tiny.h"

rw_verdict verdict_of(const workshop *shop) {
    rw_verdict verdict;
    rw_error error = {0};
    if (rw_verify(shop->model, shop->scenarios, shop->plan, &verdict, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    return verdict;
}

bool breaks(const rw_verdict *verdict, int kind) {
    return !(verdict->finding[kind].worst <= verdict->finding[kind].tolerance);
}

void expect(const workshop *shop, const outcome *wanted) {
    const rw_verdict verdict = verdict_of(shop);
    const rw_finding *finding = &verdict.finding[wanted->kind];
    if (verdict.ok || !breaks(&verdict, (int)wanted->kind)) {
        fail_msg("%s: not noticed", wanted->figure);
    }
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        if (wanted->alone && kind != (int)wanted->kind && breaks(&verdict, kind)) {
            fail_msg("%s: %s too, %s", wanted->figure, rw_violation_name((rw_violation)kind),
                     verdict.finding[kind].where);
        }
    }
    if (wanted->where != NULL && strcmp(finding->where, wanted->where) != 0) {
        fail_msg("%s: \"%s\", expected \"%s\"", wanted->figure, finding->where, wanted->where);
    }
}

void change_numbers(const workshop *shop, const number_change *change, size_t count) {
    for (size_t k = 0; k < count; k++) {
        const double saved = *change[k].number;
        *change[k].number = change[k].value;
        expect(shop, &change[k].wanted);
        *change[k].number = saved;
    }
    assert_true(verdict_of(shop).ok);
}

void change_indices(const workshop *shop, const index_change *change, size_t count) {
    for (size_t k = 0; k < count; k++) {
        const rw_idx saved = *change[k].index;
        *change[k].index = change[k].value;
        expect(shop, &change[k].wanted);
        *change[k].index = saved;
    }
    assert_true(verdict_of(shop).ok);
}

void change_paths(const workshop *shop, const path_change *change, size_t count) {
    for (size_t k = 0; k < count; k++) {
        const double *saved = *change[k].path;
        // yearly limits are shorter than a path
        const rw_idx length = change[k].wanted.kind == RW_VIOLATION_BUDGET ? WORKSHOP_YEARS : WORKSHOP_MONTHS;
        double *changed = (double *)rw_tiny_values(shop->model, length, saved);
        changed[change[k].month] = change[k].value;
        *change[k].path = changed;
        expect(shop, &change[k].wanted);
        *change[k].path = saved;
    }
    assert_true(verdict_of(shop).ok);
}
