// Prints the configuration of a generated plant.  SPDX-License-Identifier: MIT
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plant/recipe.h"

enum { EXIT_USAGE = 64, EXIT_OUTPUT = 74 };

static void print_help(FILE *file) {
    (void)fputs("usage: rampwerk_plants --size SIZE [--seed N] [--feature NAME=on|off ...]\n\n"
                "Prints the configuration of a plant made up from the seed; the same arguments give the same bytes.\n"
                "Every feature is on or off at random unless it is said; all=on and all=off say it of every one.\n\n"
                "sizes:",
                file);
    for (int size = 0; size < PLANT_N_SIZE; size++) {
        (void)fprintf(file, " %s", plant_size_name((plant_size)size));
    }
    (void)fputs("\nfeatures:\n", file);
    for (int feature = 0; feature < PLANT_N_FEATURE; feature++) {
        (void)fprintf(file, "  %-14s %s\n", plant_feature_name((plant_feature)feature),
                      plant_feature_text((plant_feature)feature));
    }
}

static int complain(const char *what, const char *value) {
    (void)fprintf(stderr, "rampwerk_plants: %s '%s'; see --help\n", what, value);
    return EXIT_USAGE;
}

// "name=on" or "name=off".
static int set_feature(const char *text, plant_recipe *recipe) {
    char name[32];
    const size_t length = strcspn(text, "=");
    const bool on = strcmp(text + length, "=on") == 0;
    if (length >= sizeof name || (!on && strcmp(text + length, "=off") != 0)) {
        return complain("expected NAME=on or NAME=off, not", text);
    }
    (void)snprintf(name, sizeof name, "%.*s", (int)length, text);
    const bool all = strcmp(name, "all") == 0;
    const int feature = plant_feature_find(name);
    if (feature < 0 && !all) {
        return complain("no feature", name);
    }
    for (int f = 0; f < PLANT_N_FEATURE; f++) {
        recipe->has[f] = all || f == feature ? on : recipe->has[f];
    }
    return 0;
}

static int read_seed(const char *text, uint64_t *seed) {
    char *end = NULL;
    errno = 0;
    *seed = strtoull(text, &end, 10);
    return end == text || *end != '\0' || errno != 0 || text[0] == '-' ? complain("no seed", text) : 0;
}

// Size and seed come first, since the features start from what they give.
static int read_arguments(int argc, char **argv, plant_recipe *recipe) {
    int size = -1;
    uint64_t seed = 1;
    for (int k = 1; k < argc; k += 2) {
        const bool known =
            strcmp(argv[k], "--size") == 0 || strcmp(argv[k], "--seed") == 0 || strcmp(argv[k], "--feature") == 0;
        if (!known || k + 1 == argc) {
            return complain(known ? "nothing after" : "no option", argv[k]);
        }
        if (strcmp(argv[k], "--size") == 0) {
            size = plant_size_find(argv[k + 1]);
            if (size < 0) {
                return complain("no size", argv[k + 1]);
            }
        } else if (strcmp(argv[k], "--seed") == 0 && read_seed(argv[k + 1], &seed) != 0) {
            return EXIT_USAGE;
        }
    }
    if (size < 0) {
        return complain("missing", "--size");
    }
    *recipe = plant_recipe_of((plant_size)size, seed);
    for (int k = 1; k < argc; k += 2) {
        if (strcmp(argv[k], "--feature") == 0 && set_feature(argv[k + 1], recipe) != 0) {
            return EXIT_USAGE;
        }
    }
    return 0;
}

int main(int argc, char **argv) {
    plant_recipe recipe;
    rw_text text = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        print_help(stdout);
        return EXIT_SUCCESS;
    }
    const int code = read_arguments(argc, argv, &recipe);
    if (code != 0) {
        return code;
    }
    plant_write(&recipe, &text);
    const bool written = !text.failed && fputs(rw_text_string(&text), stdout) >= 0 && fflush(stdout) == 0;
    rw_text_clear(&text);
    return written ? EXIT_SUCCESS : EXIT_OUTPUT;
}
