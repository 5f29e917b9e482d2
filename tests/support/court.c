// Where referees are asked about generated problems.  SPDX-License-Identifier: MIT
#include "support/court.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const double tolerance = 1e-6; // relative

bool court_open(court *c) {
    int n_present = 0;
    *c = (court){.folder = "/tmp/rampwerk-oracle-XXXXXX"};
    for (int who = 0; who < N_REFEREE; who++) {
        n_present += referee_present((referee)who) ? 1 : 0;
    }
    if (n_present < 2 || mkdtemp(c->folder) == NULL) {
        (void)fprintf(stderr, "two of cbc, glpsol and $HIGHS are needed, and a folder in /tmp\n");
        return false;
    }
    (void)snprintf(c->mps, sizeof c->mps, "%s/plant.mps", c->folder);
    (void)snprintf(c->scratch, sizeof c->scratch, "%s/plant.sol", c->folder);
    return true;
}

void court_close(court *c) {
    (void)remove(c->mps);
    (void)rmdir(c->folder);
}

bool court_agrees(const rw_solution *solution, referee_answer answer, double objective) {
    if (!solution->has_point) {
        return answer == REFEREE_INFEASIBLE;
    }
    return answer == REFEREE_OPTIMAL &&
           fabs(objective - solution->objective) <= tolerance * fmax(1.0, fabs(solution->objective));
}
