// Texts of the statuses, and the record of the first error.  SPDX-License-Identifier: MIT
#include <rampwerk/status.h>

#include <stdarg.h>
#include <stdio.h>

static const char *const texts[] = {
#define TEXT_ENTRY(code, text) text,
    RW_STATUS_LIST(TEXT_ENTRY)
#undef TEXT_ENTRY
};

const char *rw_status_text(rw_status status) {
    size_t index = (size_t)status;
    return index < sizeof texts / sizeof texts[0] ? texts[index] : "unknown status";
}

rw_status rw_error_set(rw_error *error, rw_status status, const char *format, ...) {
    if (error == NULL || error->status != RW_OK) {
        return status;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    error->status = status;
    return status;
}
