// Which three files an SMPS problem is in.  SPDX-License-Identifier: MIT
#include "cli/smps_files.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const size_t LIST_BYTES = 1 << 16;

// Endings of a kind of file, the usual one first.
static const char *const core_ending[] = {".cor", ".core", ".mps", NULL};
static const char *const time_ending[] = {".tim", ".time", NULL};
static const char *const stoch_ending[] = {".sto", ".stoch", NULL};

// The ending of a name, NULL: none of these.
static const char *find_ending(const char *name, size_t length, const char *const *ending) {
    for (; *ending != NULL; ending++) {
        const size_t size = strlen(*ending);
        if (length > size && strncasecmp(name + length - size, *ending, size) == 0) {
            return *ending;
        }
    }
    return NULL;
}

// The first of stem.ending that is there, else stem with the usual ending.
static void complete(const char *stem, size_t length, const char *const *ending, rw_text *path) {
    for (int k = 0; ending[k] != NULL; k++) {
        rw_text_clear(path);
        rw_text_add_bytes(path, stem, length);
        rw_text_add(path, ending[k]);
        if (access(rw_text_string(path), F_OK) == 0) {
            return;
        }
    }
    rw_text_clear(path);
    rw_text_add_bytes(path, stem, length);
    rw_text_add(path, ending[0]);
}

// A file named in a list; relative to the folder of the list.
static rw_status take_name(const char *list, const char *name, size_t length, rw_smps_files *files, rw_error *error) {
    rw_text *path = find_ending(name, length, core_ending) != NULL    ? &files->core
                    : find_ending(name, length, time_ending) != NULL  ? &files->time
                    : find_ending(name, length, stoch_ending) != NULL ? &files->stoch
                                                                      : NULL;
    if (path == NULL || path->length > 0) {
        return rw_error_set(error, RW_DATA, "%s: '%.*s' is %s", list, (int)(length < 200 ? length : 200), name,
                            path == NULL ? "no core, time or stoch file (.cor, .tim, .sto)"
                                         : "a second file of its kind");
    }
    const char *slash = strrchr(list, '/');
    if (name[0] != '/' && slash != NULL) {
        rw_text_add_bytes(path, list, (size_t)(slash - list) + 1);
    }
    rw_text_add_bytes(path, name, length);
    return RW_OK;
}

static rw_status read_list(const char *list, rw_smps_files *files, rw_error *error) {
    rw_status status = RW_OK;
    rw_text text = {0};
    RW_TRY(rw_text_read_file(&text, list, LIST_BYTES, error));
    for (const char *line = rw_text_string(&text); *line != '\0';) {
        const size_t length = strcspn(line, "\n");
        const size_t begin = strspn(line, " \t\r");
        size_t end = length;
        while (end > begin && strchr(" \t\r", line[end - 1]) != NULL) {
            end--;
        }
        if (end > begin && line[begin] != '*') {
            RW_TRY(take_name(list, line + begin, end - begin, files, error));
        }
        line += length + (line[length] == '\n');
    }
    if (files->core.length == 0 || files->time.length == 0) {
        RW_TRY(rw_error_set(error, RW_DATA, "%s names no %s file", list, files->core.length == 0 ? "core" : "time"));
    }
done:
    rw_text_clear(&text);
    return status;
}

rw_status rw_smps_files_find(const char *base, const char *stoch, rw_smps_files *files, rw_error *error) {
    static const char *const list_ending[] = {".smps", NULL};
    rw_status status = RW_OK;
    size_t length = strlen(base);
    const char *ending = find_ending(base, length, core_ending);
    if (find_ending(base, length, list_ending) != NULL) {
        RW_TRY(read_list(base, files, error));
    } else {
        length -= ending != NULL ? strlen(ending) : 0;
        if (ending != NULL) {
            rw_text_add(&files->core, base);
        } else {
            complete(base, length, core_ending, &files->core);
        }
        complete(base, length, time_ending, &files->time);
        complete(base, length, stoch_ending, &files->stoch);
    }
    if (stoch != NULL) {
        rw_text_clear(&files->stoch);
        rw_text_add(&files->stoch, stoch);
    }
    if (files->core.failed || files->time.failed || files->stoch.failed) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    if (files->stoch.length == 0) {
        RW_TRY(rw_error_set(error, RW_DATA, "%s names no stoch file", base));
    }
done:
    return status;
}

void rw_smps_files_clear(rw_smps_files *files) {
    rw_text_clear(&files->core);
    rw_text_clear(&files->time);
    rw_text_clear(&files->stoch);
}
