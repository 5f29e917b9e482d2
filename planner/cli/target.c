// An output path, before any work is done for it.  SPDX-License-Identifier: MIT
#include "cli/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"

static rw_status refuse_input(const char *path, const struct stat *file, const rw_input *input, rw_error *error) {
    for (rw_idx k = 0; input != NULL && k < input->n_file; k++) {
        struct stat other;
        if (stat(input->file[k].path, &other) == 0 && other.st_dev == file->st_dev && other.st_ino == file->st_ino) {
            return rw_error_set(error, RW_CANNOT_CREATE, "%s is an input of this run and will not be overwritten",
                                path);
        }
    }
    return RW_OK;
}

// Creates and removes a file beside path.
static rw_status try_directory(const char *path, rw_error *error) {
    rw_status status = RW_OK;
    const char *slash = strrchr(path, '/');
    rw_text probe = {0};
    rw_text_add_bytes(&probe, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    rw_text_format(&probe, ".rampwerk.try.%ld", (long)getpid());
    if (probe.failed) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    int descriptor = open(rw_text_string(&probe), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        RW_TRY(rw_error_set(error, RW_CANNOT_CREATE, "cannot create %s: %s", path, strerror(errno)));
    }
    close(descriptor);
    unlink(rw_text_string(&probe));
done:
    rw_text_clear(&probe);
    return status;
}

rw_status rw_target_check(const char *path, const rw_input *input, rw_error *error) {
    rw_status status = RW_OK;
    struct stat file;
    size_t length = strlen(path);
    if (length == 0 || path[length - 1] == '/') {
        RW_TRY(rw_error_set(error, RW_CANNOT_CREATE, "'%s' names no file", path));
    }
    if (stat(path, &file) == 0) {
        if (!S_ISREG(file.st_mode)) {
            RW_TRY(rw_error_set(error, RW_CANNOT_CREATE, "%s is not a regular file", path));
        }
        RW_TRY(refuse_input(path, &file, input, error));
    } else if (errno != ENOENT) {
        RW_TRY(rw_error_set(error, RW_CANNOT_CREATE, "cannot create %s: %s", path, strerror(errno)));
    }
    RW_TRY(try_directory(path, error));
done:
    return status;
}
