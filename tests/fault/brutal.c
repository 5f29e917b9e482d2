// A call under an allocator that fails at the first allocation, then at the second, ...  SPDX-License-Identifier: MIT
#include "brutal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"

enum { ALLOCATIONS_LIMIT = 10000000 };

// The call with k allocations to spare; false once it succeeds.
static bool fails_after(const char *name, brutal_call call, void *context, long k) {
    rw_error error = {0};
    const long live = rw_memory_live();
    rw_memory_fail_after(k);
    const rw_status status = call(context, &error);
    rw_memory_fail_after(-1);
    if (rw_memory_live() != live) {
        fail_msg("%s: %ld blocks left after %ld allocations (%s)", name, rw_memory_live() - live, k,
                 rw_status_text(status));
    }
    if (status != RW_OK && (status != RW_NO_MEMORY || error.status != RW_NO_MEMORY || error.text[0] == '\0')) {
        fail_msg("%s after %ld allocations: %s, recorded %s: %s", name, k, rw_status_text(status),
                 rw_status_text(error.status), error.text);
    }
    return status != RW_OK;
}

long brutal_run(const char *name, brutal_call call, void *context, long first, long stride) {
    rw_error error = {0};
    long k = first;
    while (fails_after(name, call, context, k)) {
        k += stride;
        assert_true(k < ALLOCATIONS_LIMIT);
    }
    if (call(context, &error) != RW_OK) {
        fail_msg("%s: %s", name, error.text);
    }
    print_message("%s: %ld allocations\n", name, k);
    return k;
}
