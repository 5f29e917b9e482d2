// The verb `init`.  SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/starter.h"
#include "core/text.h"

static const rw_switch table[] = {
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_status write_all(int descriptor, const unsigned char *bytes, size_t count, const char *path,
                           rw_error *error) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return rw_error_set(error, RW_IO, "cannot write %s: %s", path, strerror(errno));
        }
        bytes += written;
        count -= (size_t)written;
    }
    return RW_OK;
}

// Creates path, which must not exist; nothing is left of it on failure.
static rw_status create_file(const char *path, const unsigned char *bytes, size_t count, rw_error *error) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return rw_error_set(error, RW_CANNOT_CREATE, "%s %s: %s",
                            errno == EEXIST ? "will not overwrite" : "cannot create", path, strerror(errno));
    }
    rw_status status = write_all(descriptor, bytes, count, path, error);
    if (close(descriptor) != 0 && status == RW_OK) {
        status = rw_error_set(error, RW_IO, "cannot write %s: %s", path, strerror(errno));
    }
    if (status != RW_OK) {
        unlink(path);
    }
    return status;
}

static rw_exit run_init(const rw_arguments *arguments) {
    rw_error error = {0};
    rw_text path = {0};
    rw_status status = RW_OK;
    rw_text_format(&path, "%s/plan.cfg", arguments->operand);
    if (path.failed) {
        RW_TRY(rw_error_set(&error, RW_NO_MEMORY, "out of memory"));
    }
    if (mkdir(arguments->operand, 0777) != 0 && errno != EEXIST) {
        RW_TRY(rw_error_set(&error, RW_CANNOT_CREATE, "cannot create %s: %s", arguments->operand, strerror(errno)));
    }
    RW_TRY(create_file(rw_text_string(&path), rw_starter_text, rw_starter_size, &error));
    if (!rw_arguments_has(arguments, "quiet")) {
        rw_console_note("wrote %s; next: rampwerk plan %s", rw_text_string(&path), rw_text_string(&path));
    }
done:
    rw_text_clear(&path);
    return status == RW_OK ? RW_EXIT_OK : rw_console_fail(&error);
}

const rw_verb rw_verb_init = {
    .name = "init",
    .operand = "DIR",
    .summary = "write a commented starter plan",
    .description = "Creates the folder DIR where there is none and writes DIR/plan.cfg, a small complete plan with a "
                   "comment on every part, ready to be planned and changed. An existing plan.cfg is not overwritten.",
    .table = table,
    .example = {{"rampwerk init plant", "write plant/plan.cfg"},
                {"rampwerk check plant/plan.cfg", "is it sound"},
                {"rampwerk plan plant/plan.cfg", "plan it"}},
    .run = run_init,
};
