// Affinity and control-group quotas.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/processors.h"

static char mount[] = "test_processors_XXXXXX";

static void put(const char *name, const char *content) {
    char path[256];
    assert_true(snprintf(path, sizeof path, "%s/%s", mount, name) < (int)sizeof path);
    for (char *slash = strchr(path + sizeof mount, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    assert_int_equal(rw_file_publish(path, content, strlen(content), NULL), RW_OK);
}

static void no_group_means_no_quota(void **state) {
    (void)state;
    assert_int_equal(rw_processors_quota("", mount), RW_PROCESSORS_MAX);
    assert_int_equal(rw_processors_quota("0::/absent\n", mount), RW_PROCESSORS_MAX);
    assert_int_equal(rw_processors_quota("nonsense\n7:cpu\n8:cpu:relative\n", mount), RW_PROCESSORS_MAX);
}

static void version_two_takes_the_smallest_on_the_path(void **state) {
    (void)state;
    put("a/cpu.max", "250000 100000\n"); // 2.5 processors
    put("a/b/cpu.max", "max 100000\n");
    put("a/b/c/cpu.max", "800000 100000\n");
    assert_int_equal(rw_processors_quota("0::/a/b/c\n", mount), 3);
    assert_int_equal(rw_processors_quota("0::/a/b\n", mount), 3);
    assert_int_equal(rw_processors_quota("0::/a/b/c/gone\n", mount), 3);
    put("a/b/cpu.max", "1000 100000\n");
    assert_int_equal(rw_processors_quota("0::/a/b/c\n", mount), 1);
}

static void the_quota_of_the_root_counts(void **state) {
    (void)state;
    put("cpu.max", "400000 100000\n");
    assert_int_equal(rw_processors_quota("0::/\n", mount), 4);
    assert_int_equal(rw_processors_quota("0::/x\n", mount), 4);
}

static void version_one_reads_the_cpu_controller(void **state) {
    (void)state;
    put("cpu,cpuacct/g/cpu.cfs_quota_us", "600000\n");
    put("cpu,cpuacct/g/cpu.cfs_period_us", "100000\n");
    put("cpuset/g/cpu.cfs_quota_us", "100000\n");
    put("cpuset/g/cpu.cfs_period_us", "100000\n");
    assert_int_equal(rw_processors_quota("5:cpuset:/g\n4:cpu,cpuacct:/g\n1:name=systemd:/g\n", mount), 6);
    put("cpu,cpuacct/g/cpu.cfs_quota_us", "-1\n");
    assert_int_equal(rw_processors_quota("4:cpu,cpuacct:/g", mount), RW_PROCESSORS_MAX);
}

static void count_is_at_least_one(void **state) {
    (void)state;
    int count = rw_processors_count();
    assert_true(count >= 1 && count <= RW_PROCESSORS_MAX);
}

static int set_up(void **state) {
    (void)state;
    strcpy(mount, "test_processors_XXXXXX");
    return mkdtemp(mount) != NULL ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[64];
    int length = snprintf(command, sizeof command, "rm -r '%s'", mount);
    return length < (int)sizeof command ? system(command) : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_group_means_no_quota, set_up, tear_down),
        cmocka_unit_test_setup_teardown(version_two_takes_the_smallest_on_the_path, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_quota_of_the_root_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(version_one_reads_the_cpu_controller, set_up, tear_down),
        cmocka_unit_test(count_is_at_least_one),
    };
    return cmocka_run_group_tests_name("core/processors", tests, NULL, NULL);
}
