// Affinity mask and control-group quotas.  SPDX-License-Identifier: MIT
#define _GNU_SOURCE // sched_getaffinity
#include "core/processors.h"

#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum { FILE_LIMIT = 1 << 16 };

// Whole processors of quota microseconds in each period.
static int processors_of(double quota, double period) {
    double share = quota / period;
    if (!(quota > 0 && period > 0) || share >= RW_PROCESSORS_MAX) {
        return RW_PROCESSORS_MAX;
    }
    int whole = (int)share;
    return whole < share ? whole + 1 : whole;
}

// The numbers at the start of folder/name; the count of those found, 0 without such a file.
static int read_numbers(const char *folder, const char *name, double number[2]) {
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof path) {
        return 0;
    }
    rw_text text = {0};
    int found = 0;
    if (rw_text_read_file(&text, path, FILE_LIMIT, NULL) == RW_OK) {
        found = sscanf(rw_text_string(&text), "%lf %lf", &number[0], &number[1]);
    }
    rw_text_clear(&text);
    return found > 0 ? found : 0;
}

static int folder_quota(const char *folder) {
    double pair[2] = {0, 0};
    if (read_numbers(folder, "cpu.max", pair) == 2) { // "max" is no number: no limit
        return processors_of(pair[0], pair[1]);
    }
    double quota[2] = {0, 0};
    double period[2] = {0, 0};
    if (read_numbers(folder, "cpu.cfs_quota_us", quota) >= 1 &&
        read_numbers(folder, "cpu.cfs_period_us", period) >= 1) {
        return processors_of(quota[0], period[0]); // -1: no limit
    }
    return RW_PROCESSORS_MAX;
}

// The smallest quota of root/group and of every folder above it down to root.
static int group_quota(const char *root, const char *group) {
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s%s", root, group);
    if (length < 0 || (size_t)length >= sizeof path) {
        return RW_PROCESSORS_MAX;
    }
    int least = RW_PROCESSORS_MAX;
    size_t root_length = strlen(root);
    for (;;) {
        int quota = folder_quota(path);
        least = quota < least ? quota : least;
        char *slash = strlen(path) > root_length ? strrchr(path, '/') : NULL;
        if (slash == NULL) {
            return least;
        }
        *slash = '\0';
    }
}

// Whether the comma-separated list of version 1 controllers holds "cpu".
static bool has_cpu(const char *controllers) {
    for (const char *at = controllers; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, "cpu", 3) == 0 && (at[3] == ',' || at[3] == '\0')) {
            return true;
        }
    }
    return false;
}

// One line "number:controllers:group"; version 2 has no controllers.
static int line_quota(char *line, const char *mount) {
    char *controllers = strchr(line, ':');
    char *group = controllers != NULL ? strchr(controllers + 1, ':') : NULL;
    if (group == NULL || group[1] != '/') {
        return RW_PROCESSORS_MAX;
    }
    *group++ = '\0';
    controllers++;
    if (*controllers != '\0' && !has_cpu(controllers)) {
        return RW_PROCESSORS_MAX;
    }
    char root[PATH_MAX];
    int length = snprintf(root, sizeof root, "%s%s%s", mount, *controllers != '\0' ? "/" : "", controllers);
    return length < 0 || (size_t)length >= sizeof root ? RW_PROCESSORS_MAX : group_quota(root, group);
}

int rw_processors_quota(const char *membership, const char *mount) {
    int least = RW_PROCESSORS_MAX;
    rw_text text = {0};
    rw_text_add(&text, membership);
    for (char *rest = NULL, *line = strtok_r(text.data, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        int quota = line_quota(line, mount);
        least = quota < least ? quota : least;
    }
    rw_text_clear(&text);
    return least;
}

static int affinity_count(void) {
    cpu_set_t *set = CPU_ALLOC(RW_PROCESSORS_MAX);
    if (set == NULL) {
        return 1;
    }
    size_t bytes = CPU_ALLOC_SIZE(RW_PROCESSORS_MAX);
    int count = sched_getaffinity(0, bytes, set) == 0 ? CPU_COUNT_S(bytes, set) : 1;
    CPU_FREE(set);
    return count > 1 ? count : 1;
}

int rw_processors_count(void) {
    int count = affinity_count();
    rw_text membership = {0};
    if (rw_text_read_file(&membership, "/proc/self/cgroup", FILE_LIMIT, NULL) == RW_OK && membership.length > 0) {
        int quota = rw_processors_quota(membership.data, "/sys/fs/cgroup");
        count = quota < count ? quota : count;
    }
    rw_text_clear(&membership);
    return count;
}
