// Files that appear whole or not at all.  SPDX-License-Identifier: MIT
#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_ATTEMPTS = 100, TEMPORARY_BYTES = 64 };

static atomic_ulong temporary_number = 0;

static bool write_all(int descriptor, const unsigned char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
    return true;
}

static bool sync_retry(int descriptor) {
    while (fsync(descriptor) != 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

// A pipe or a device cannot be replaced: it is written to as it is.
static rw_status write_through(const char *path, const void *bytes, size_t count, rw_error *error) {
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return rw_error_set(error, RW_CANNOT_CREATE, "cannot open '%s' for writing: %s", path, strerror(errno));
    }
    bool written = write_all(descriptor, bytes, count);
    int reason = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        reason = errno;
    }
    return written ? RW_OK : rw_error_set(error, RW_IO, "cannot write '%s': %s", path, strerror(reason));
}

// A new empty file in folder, named apart from every other one.
static int create_temporary(int folder, char name[TEMPORARY_BYTES]) {
    for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
        snprintf(name, TEMPORARY_BYTES, ".rampwerk.%ld.%lu.tmp", (long)getpid(),
                 atomic_fetch_add(&temporary_number, 1));
        int descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST) {
            return descriptor;
        }
    }
    return -1;
}

// Writes and publishes within an open folder.
static rw_status replace_in(int folder, const char *path, const char *base, const void *bytes, size_t count,
                            rw_error *error) {
    char temporary[TEMPORARY_BYTES];
    int descriptor = create_temporary(folder, temporary);
    if (descriptor < 0) {
        return rw_error_set(error, RW_CANNOT_CREATE, "cannot create '%s': %s", path, strerror(errno));
    }
    bool written = write_all(descriptor, bytes, count) && sync_retry(descriptor);
    int reason = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (!written) {
        unlinkat(folder, temporary, 0);
        return rw_error_set(error, RW_IO, "cannot write '%s': %s", path, strerror(reason));
    }
    if (renameat(folder, temporary, folder, base) != 0) {
        reason = errno;
        unlinkat(folder, temporary, 0);
        return rw_error_set(error, RW_CANNOT_CREATE, "cannot create '%s': %s", path, strerror(reason));
    }
    // Some file systems cannot sync a folder, which is no fault of the file.
    if (!sync_retry(folder) && errno == EIO) {
        return rw_error_set(error, RW_IO, "'%s' is written, but its folder could not be synced: %s", path,
                            strerror(errno));
    }
    return RW_OK;
}

static rw_status replace(const char *path, const char *target, const void *bytes, size_t count, rw_error *error) {
    char folder_name[PATH_MAX];
    const char *slash = strrchr(target, '/');
    const char *base = slash != NULL ? slash + 1 : target;
    size_t length = slash == NULL ? 0 : (size_t)(slash - target);
    if (length >= sizeof folder_name || *base == '\0') {
        return rw_error_set(error, RW_CANNOT_CREATE, "'%s' cannot be the name of a file", path);
    }
    memcpy(folder_name, target, length);
    folder_name[length] = '\0';
    const char *folder_path = slash == NULL ? "." : length == 0 ? "/" : folder_name;
    int folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return rw_error_set(error, RW_CANNOT_CREATE, "cannot create '%s': folder '%s': %s", path, folder_path,
                            strerror(errno));
    }
    rw_status status = replace_in(folder, path, base, bytes, count, error);
    close(folder);
    return status;
}

rw_status rw_file_publish(const char *path, const void *bytes, size_t count, rw_error *error) {
    struct stat about = {0};
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) {
        return rw_error_set(error, RW_CANNOT_CREATE, "cannot create '%s': it is a folder", path);
    }
    if (exists && !S_ISREG(about.st_mode)) {
        return write_through(path, bytes, count, error);
    }
    // A link stays; the file it leads to is replaced.
    char resolved[PATH_MAX];
    if (exists && realpath(path, resolved) != NULL) {
        return replace(path, resolved, bytes, count, error);
    }
    return replace(path, path, bytes, count, error);
}
