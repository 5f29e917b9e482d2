// Files that appear whole or not at all.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/text.h"

// Every test runs inside a fresh folder.
static char folder[] = "test_file_XXXXXX";

static int count_entries(void) {
    DIR *open_folder = opendir(".");
    assert_non_null(open_folder);
    int count = 0;
    for (struct dirent *entry = readdir(open_folder); entry != NULL; entry = readdir(open_folder)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(open_folder);
    return count;
}

static void assert_content(const char *path, const char *content) {
    rw_text text = {0};
    assert_int_equal(rw_text_read_file(&text, path, 1 << 20, NULL), RW_OK);
    assert_string_equal(rw_text_string(&text), content);
    rw_text_clear(&text);
}

static void publish_creates_and_replaces(void **state) {
    (void)state;
    assert_int_equal(rw_file_publish("a", "first", 5, NULL), RW_OK);
    assert_content("a", "first");
    assert_int_equal(rw_file_publish("./a", "2nd", 3, NULL), RW_OK);
    assert_content("a", "2nd");
    assert_int_equal(rw_file_publish("a", NULL, 0, NULL), RW_OK);
    assert_content("a", "");
    assert_int_equal(count_entries(), 1);
}

static void publish_respects_the_umask(void **state) {
    (void)state;
    mode_t before = umask(027);
    assert_int_equal(rw_file_publish("a", "x", 1, NULL), RW_OK);
    umask(before);
    struct stat about;
    assert_int_equal(stat("a", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void publish_follows_a_link(void **state) {
    (void)state;
    assert_int_equal(mkdir("real", 0777), 0);
    assert_int_equal(rw_file_publish("real/a", "old", 3, NULL), RW_OK);
    assert_int_equal(symlink("real/a", "link"), 0);
    assert_int_equal(rw_file_publish("link", "new", 3, NULL), RW_OK);
    struct stat about;
    assert_int_equal(lstat("link", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_content("real/a", "new");
}

static void publish_writes_to_a_pipe_as_it_is(void **state) {
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDWR | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(rw_file_publish("pipe", "abc", 3, NULL), RW_OK);
    char read_back[8] = {0};
    assert_int_equal(read(reader, read_back, sizeof read_back - 1), 3);
    assert_string_equal(read_back, "abc");
    assert_int_equal(close(reader), 0);
    assert_int_equal(count_entries(), 1);
}

static void publish_takes_the_longest_name(void **state) {
    (void)state;
    char name[257];
    memset(name, 'n', 256);
    name[255] = '\0';
    assert_int_equal(rw_file_publish(name, "x", 1, NULL), RW_OK);
    name[255] = 'n';
    name[256] = '\0';
    rw_error error = {0};
    assert_int_equal(rw_file_publish(name, "x", 1, &error), RW_CANNOT_CREATE);
    assert_int_equal(count_entries(), 1);
}

static void publish_tells_why_it_cannot(void **state) {
    (void)state;
    rw_error error = {0};
    assert_int_equal(rw_file_publish("missing/a", "x", 1, &error), RW_CANNOT_CREATE);
    assert_string_equal(error.text, "cannot create 'missing/a': folder 'missing': No such file or directory");
    error = (rw_error){0};
    assert_int_equal(rw_file_publish("/", "x", 1, &error), RW_CANNOT_CREATE);
    assert_string_equal(error.text, "cannot create '/': it is a folder");
    assert_int_equal(rw_file_publish("", "x", 1, NULL), RW_CANNOT_CREATE);
    assert_int_equal(rw_file_publish("b/", "x", 1, NULL), RW_CANNOT_CREATE);
    assert_int_equal(count_entries(), 0);
}

// A write cut off half way stands for a full disk.
static void publish_on_a_full_disk_leaves_the_old_file(void **state) {
    (void)state;
    assert_int_equal(rw_file_publish("a", "old", 3, NULL), RW_OK);
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit tight = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    char bytes[5000] = {0};
    rw_error error = {0};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    rw_status status = rw_file_publish("a", bytes, sizeof bytes, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, RW_IO);
    assert_string_equal(error.text, "cannot write 'a': File too large");
    assert_content("a", "old");
    assert_int_equal(count_entries(), 1);
}

static int set_up(void **state) {
    (void)state;
    strcpy(folder, "test_file_XXXXXX");
    return mkdtemp(folder) != NULL ? chdir(folder) : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[64];
    int length = snprintf(command, sizeof command, "rm -r '%s'", folder);
    return length < (int)sizeof command && chdir("..") == 0 ? system(command) : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(publish_creates_and_replaces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_respects_the_umask, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_follows_a_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_writes_to_a_pipe_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_takes_the_longest_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_tells_why_it_cannot, set_up, tear_down),
        cmocka_unit_test_setup_teardown(publish_on_a_full_disk_leaves_the_old_file, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("core/file", tests, NULL, NULL);
}
