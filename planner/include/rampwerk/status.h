// What every call that can fail returns, and the record that says why.  SPDX-License-Identifier: MIT
//
// A status says whether a call worked.  What a solve found (optimal, infeasible, ...) is an rw_outcome (optimize.h).
#ifndef RAMPWERK_STATUS_H
#define RAMPWERK_STATUS_H

#include <stdint.h>

typedef int64_t rw_idx; // sizes, indices and months

#define RW_STATUS_LIST(X)                                                                                              \
    X(OK, "success")                                                                                                   \
    X(NO_MEMORY, "out of memory")                                                                                      \
    X(ARGUMENT, "wrong argument")                                                                                      \
    X(CONFIG, "error in the configuration")                                                                            \
    X(DATA, "error in a data file")                                                                                    \
    X(NO_INPUT, "cannot read the input")                                                                               \
    X(CANNOT_CREATE, "cannot create the output")                                                                       \
    X(IO, "input or output error")                                                                                     \
    X(UNSUPPORTED, "not supported")                                                                                    \
    X(NUMERICAL, "numerical failure")                                                                                  \
    X(INTERNAL, "internal error")

typedef enum rw_status {
#define RW_STATUS_ENTRY(code, text) RW_##code,
    RW_STATUS_LIST(RW_STATUS_ENTRY)
#undef RW_STATUS_ENTRY
} rw_status;

// Where and why a call failed.  Owned by the caller; every function accepts NULL; the first error wins.
typedef struct rw_error {
    rw_status status;
    int line;         // 1-based, 0 where there is none
    int column;       // 1-based, 0 where there is none
    char source[256]; // file, or "" where there is none
    char text[512];   // names the object, the value found, what is allowed and its unit
} rw_error;

// The short text of a status.  Never NULL.
const char *rw_status_text(rw_status status);

// Records status and a printf-style text in error unless it already holds one; returns status, so that it can be
// returned or handed to RW_TRY directly.
__attribute__((format(printf, 3, 4))) rw_status rw_error_set(rw_error *error, rw_status status, const char *format,
                                                             ...);

#define RW_MUST_USE __attribute__((warn_unused_result))

// In a function with `rw_status status` and a label `done:`: leaves through it unless call returns RW_OK.
#define RW_TRY(call)                                                                                                   \
    do {                                                                                                               \
        status = (call);                                                                                               \
        if (status != RW_OK) {                                                                                         \
            goto done;                                                                                                 \
        }                                                                                                              \
    } while (0)

#endif
