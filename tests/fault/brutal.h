// A call under an allocator that fails at the first allocation, then at the second, ...  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_BRUTAL_H
#define RW_TESTS_BRUTAL_H

#include <stdbool.h>

#include <rampwerk/status.h>

// Makes the call, keeps nothing of its results, and fails the test where a failed call leaves one.
typedef rw_status (*brutal_call)(void *context, rw_error *error);

// Lets allocation k (and all after it) fail for k = first, first + stride, ... until the call succeeds, and then checks
// that it also succeeds without limit.  Every failure must be RW_NO_MEMORY with a text, and leave no block behind.
// Returns the number of allocations a success takes.
long brutal_run(const char *name, brutal_call call, void *context, long first, long stride);

#endif
