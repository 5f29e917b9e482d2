// The command line: finds the verb, reads its options, runs it.  SPDX-License-Identifier: MIT
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/help.h"
#include "cli/interrupt.h"

static rw_exit refuse_verb(const char *name) {
    const char *word[RW_MOST_SWITCHES];
    int count = 0;
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        word[count++] = (*verb)->name;
    }
    rw_error error = {0};
    rw_error_set(&error, RW_ARGUMENT, "there is no verb '%s'", name);
    rw_arguments_suggest(&error, name, word, count);
    rw_console_note("%s", error.text);
    rw_console_note("'rampwerk --help' lists the verbs");
    return RW_EXIT_USAGE;
}

static rw_exit print_overview(void) {
    rw_text text = {0};
    rw_help_overview(&text);
    rw_exit code = rw_console_write_exact(&text);
    rw_text_clear(&text);
    return code;
}

static rw_exit print_verb_help(const rw_verb *verb) {
    rw_text text = {0};
    rw_help_verb(&text, verb);
    rw_exit code = rw_console_write_exact(&text);
    rw_text_clear(&text);
    return code;
}

static rw_exit run_verb(const rw_verb *verb, int argc, char **argv) {
    rw_error error = {0};
    rw_arguments arguments;
    rw_status status = rw_arguments_read(&arguments, verb, argc, argv, &error);
    rw_exit code = RW_EXIT_USAGE;
    if (status == RW_OK) {
        code = rw_arguments_has(&arguments, "help") ? print_verb_help(verb) : verb->run(&arguments);
    } else if (status == RW_ARGUMENT) {
        rw_console_note("%s: %s", verb->name, error.text);
        rw_console_note("'rampwerk %s --help' lists the options", verb->name);
    } else {
        code = rw_console_fail(&error);
    }
    rw_arguments_clear(&arguments);
    return code;
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, "");  // glyphs only; numbers keep the decimal point
    signal(SIGPIPE, SIG_IGN); // a closed pipe and a file grown too large are errors to report, no way to die halfway
    signal(SIGXFSZ, SIG_IGN);
    if (argc < 2) {
        rw_console_note("no verb is given; 'rampwerk --help' lists them");
        return RW_EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        return (int)print_overview();
    }
    const rw_verb *verb = rw_verb_find(strcmp(name, "--version") == 0 ? "version" : name);
    if (verb == NULL) {
        return (int)refuse_verb(name);
    }
    rw_exit code = run_verb(verb, argc, argv);
    if (code == RW_EXIT_INTERRUPTED || code == RW_EXIT_TERMINATED) {
        rw_interrupt_reraise();
    }
    return (int)code;
}
