// Other people's solvers, asked about an MPS file.  SPDX-License-Identifier: MIT
#include "support/referee.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/spawn.h"

enum { LINE_SIZE = 512 };

static const char *program(referee who) {
    switch (who) {
    case REFEREE_CBC:
        return "cbc";
    case REFEREE_GLPK:
        return "glpsol";
    case REFEREE_HIGHS:
    case N_REFEREE:
        break;
    }
    const char *highs = getenv("HIGHS");
    return highs != NULL ? highs : "";
}

const char *referee_name(referee who) {
    static const char *const name[N_REFEREE] = {"Cbc", "GLPK", "HiGHS"};
    return name[who];
}

bool referee_present(referee who) {
    return spawn_is_program(program(who));
}

static bool starts(const char *line, const char *with) {
    return strncmp(line, with, strlen(with)) == 0;
}

// "Optimal - objective value 12.5" or "Infeasible - objective value ..." or "Integer infeasible - ..." or "Unbounded -
// ...".
static referee_answer read_cbc(FILE *file, double *objective) {
    char line[LINE_SIZE];
    if (fgets(line, sizeof line, file) == NULL) {
        return REFEREE_UNSETTLED;
    }
    const char *value = strstr(line, "objective value");
    if (starts(line, "Optimal") && value != NULL) {
        *objective = strtod(value + strlen("objective value"), NULL);
        return REFEREE_OPTIMAL;
    }
    if (starts(line, "Unbounded")) {
        return REFEREE_UNBOUNDED;
    }
    return starts(line, "Infeasible") || starts(line, "Integer infeasible") ? REFEREE_INFEASIBLE : REFEREE_UNSETTLED;
}

// "s mip ROWS COLS o VALUE", "s bas ROWS COLS f f VALUE"; status o or f f: optimal; n: infeasible.
static referee_answer read_glpk(FILE *file, double *objective) {
    char line[LINE_SIZE];
    while (fgets(line, sizeof line, file) != NULL) {
        char kind[8], first[8], second[64], third[64];
        const int n = sscanf(line, "s %7s %*s %*s %7s %63s %63s", kind, first, second, third);
        if (n < 3) {
            continue;
        }
        const bool mip = strcmp(kind, "mip") == 0;
        if (strcmp(first, "n") == 0 || (!mip && strcmp(second, "n") == 0)) {
            return REFEREE_INFEASIBLE;
        }
        if (mip ? strcmp(first, "o") == 0 : strcmp(first, "f") == 0 && strcmp(second, "f") == 0 && n == 4) {
            *objective = strtod(mip ? second : third, NULL);
            return REFEREE_OPTIMAL;
        }
    }
    return REFEREE_UNSETTLED;
}

static referee_answer read_highs(FILE *file, double *objective) {
    char line[LINE_SIZE];
    bool optimal = false;
    while (fgets(line, sizeof line, file) != NULL) {
        if (starts(line, "Infeasible")) {
            return REFEREE_INFEASIBLE;
        }
        optimal = optimal || starts(line, "Optimal");
        if (optimal && starts(line, "Objective ")) {
            *objective = strtod(line + strlen("Objective "), NULL);
            return REFEREE_OPTIMAL;
        }
    }
    return REFEREE_UNSETTLED;
}

static bool run_highs(const char *mps_path, const char *scratch) {
    char options[LINE_SIZE];
    (void)snprintf(options, sizeof options, "%s.opt", scratch);
    FILE *file = fopen(options, "w");
    if (file == NULL) {
        return false;
    }
    (void)fputs("mip_rel_gap = 0\nmip_abs_gap = 0\nthreads = 1\ntime_limit = 60\nmip_feasibility_tolerance = 1e-7\n"
                "log_file = /dev/null\noutput_flag = false\n",
                file);
    const bool written = fclose(file) == 0;
    const char *argument[] = {
        program(REFEREE_HIGHS), "--options_file", options, "--solution_file", scratch, mps_path, NULL};
    const bool ran = written && spawn_run(argument) == 0;
    (void)remove(options);
    return ran;
}

referee_answer referee_solve(referee who, const char *mps_path, const char *scratch, double *objective) {
    // With its preprocessing, cuts and heuristics on, Cbc 2.10.8 has reported wrong optima.
    const char *cbc[] = {program(who),  mps_path,    "-sec",  "60",  "-ratioGap", "0",   "-allowableGap",     "0",
                         "-preprocess", "off",       "-cuts", "off", "-heur",     "off", "-integerTolerance", "1e-9",
                         "-solve",      "-solution", scratch, NULL};
    const char *glpk[] = {program(who), "--freemps", mps_path, "--tmlim", "60", "--mipgap", "0", "-w", scratch, NULL};
    (void)remove(scratch);
    const bool ran =
        who == REFEREE_HIGHS ? run_highs(mps_path, scratch) : spawn_run(who == REFEREE_CBC ? cbc : glpk) == 0;
    FILE *file = ran ? fopen(scratch, "r") : NULL;
    if (file == NULL) {
        return REFEREE_UNSETTLED;
    }
    referee_answer answer = REFEREE_UNSETTLED;
    switch (who) {
    case REFEREE_CBC:
        answer = read_cbc(file, objective);
        break;
    case REFEREE_GLPK:
        answer = read_glpk(file, objective);
        break;
    case REFEREE_HIGHS:
    case N_REFEREE:
        answer = read_highs(file, objective);
        break;
    }
    (void)fclose(file);
    (void)remove(scratch);
    return answer;
}
