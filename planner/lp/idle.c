// Columns without entries.  SPDX-License-Identifier: MIT
#include "lp/idle.h"

#include <math.h>

static bool is_idle(const rw_lp *lp, rw_idx j) {
    const double *entry = Clp_getElements(lp->model);
    CoinBigIndex at = Clp_getVectorStarts(lp->model)[j], end = at + Clp_getVectorLengths(lp->model)[j];
    while (at < end && entry[at] == 0) {
        at++;
    }
    return at == end;
}

static double cheapest(const rw_lp *lp, rw_idx j, double cost) {
    return cost > 0 ? Clp_columnLower(lp->model)[j] : Clp_columnUpper(lp->model)[j];
}

void rw_idle_take_out(rw_lp *lp) {
    double *cost = Clp_objective(lp->model);
    lp->idle_objective = 0;
    for (rw_idx j = 0; j < lp->n_col; j++) {
        double x = cost[j] != 0 ? cheapest(lp, j, cost[j]) : INFINITY;
        bool is_taken = fabs(x) < RW_LP_INFINITE && is_idle(lp, j);
        lp->idle_cost[j] = is_taken ? cost[j] : 0;
        if (is_taken) {
            lp->idle_objective += cost[j] * x;
            cost[j] = 0;
        }
    }
    if (lp->cutoff < INFINITY) {
        Clp_setDualObjectiveLimit(lp->model, lp->cutoff - lp->idle_objective);
    }
}

void rw_idle_put_back(rw_lp *lp) {
    double *cost = Clp_objective(lp->model), *x = Clp_primalColumnSolution(lp->model);
    double *reduced = Clp_dualColumnSolution(lp->model);
    for (rw_idx j = 0; j < lp->n_col; j++) {
        if (lp->idle_cost[j] != 0) {
            cost[j] = reduced[j] = lp->idle_cost[j];
            x[j] = cheapest(lp, j, cost[j]);
        } else if (fabs(x[j]) >= RW_LP_INFINITE && cost[j] == 0 && is_idle(lp, j)) {
            x[j] = fmax(Clp_columnLower(lp->model)[j], fmin(0, Clp_columnUpper(lp->model)[j]));
        }
    }
    rw_lp_set_cutoff(lp, lp->cutoff);
}
