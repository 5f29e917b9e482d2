// The seam to the linear programming library: one problem that is solved again and again while bounds change.
// SPDX-License-Identifier: MIT
//
//     min c'x   s.t.  row_lower <= A x <= row_upper,  lower <= x <= upper
//
// An rw_lp remembers its last basis and starts the next solve from there; its answers depend on the sequence of calls
// made on it and on nothing else.  Different objects may be used by different threads at the same time.
#ifndef RW_LP_LP_H
#define RW_LP_LP_H

#include <rampwerk/twostage.h>

typedef struct rw_lp rw_lp;

typedef enum rw_lp_state {
    RW_LP_OPTIMAL,
    RW_LP_INFEASIBLE,
    RW_LP_UNBOUNDED,
    RW_LP_CUTOFF, // the objective is proven to reach the cutoff
    RW_LP_LIMIT,  // stopped at the limit of iterations
    RW_LP_FAILED  // the library gave up
} rw_lp_state;

// A basis: one byte for each column, then one for each row.
typedef unsigned char rw_lp_status;

// Copies the problem.  NULL when out of memory or when it is too large for the library (more than INT_MAX entries).
rw_lp *rw_lp_new(const rw_sparse *matrix, const double *cost, const double *lower, const double *upper,
                 const double *row_lower, const double *row_upper);
void rw_lp_free(rw_lp **lp); // accepts NULL, sets NULL

rw_idx rw_lp_columns(const rw_lp *lp);
rw_idx rw_lp_rows(const rw_lp *lp);

void rw_lp_set_bounds(rw_lp *lp, rw_idx column, double lower, double upper);
void rw_lp_set_row_bounds(rw_lp *lp, rw_idx row, double lower, double upper);
void rw_lp_set_cost(rw_lp *lp, rw_idx column, double cost);
void rw_lp_set_cutoff(rw_lp *lp, double objective); // INFINITY: none
void rw_lp_set_iteration_limit(rw_lp *lp, rw_idx limit);
// Asked now and then during rw_lp_solve, which ends with RW_LP_LIMIT once it says true.  NULL: never.
void rw_lp_set_stop(rw_lp *lp, bool (*must_stop)(const void *context), const void *context);

// Appends rows given by compressed rows: row r holds entries [begin[r], begin[r + 1]).  False when out of memory.
bool rw_lp_add_rows(rw_lp *lp, rw_idx n_row, const rw_idx *begin, const rw_idx *column, const double *value,
                    const double *row_lower, const double *row_upper);

// Deletes rows given by ascending indices; later rows move up.  False when out of memory, nothing deleted.
bool rw_lp_delete_rows(rw_lp *lp, rw_idx n_row, const rw_idx *row);
bool rw_lp_row_is_basic(const rw_lp *lp, rw_idx row); // not binding in the last solution

// Coefficient at (row, column), which must be an entry of the matrix.
void rw_lp_set_coefficient(rw_lp *lp, rw_idx row, rw_idx column, double value);

// From nothing, with the library's own presolve.
rw_lp_state rw_lp_solve_first(rw_lp *lp);
// From the present basis, by the dual simplex method; falls back on the primal one where that fails.
rw_lp_state rw_lp_solve(rw_lp *lp);

// Keeps some of the optimal bases that solves end with from now on, until costs or entries change.  False when out of
// memory.  Not for problems whose rows come and go.
bool rw_lp_keep_bases(rw_lp *lp);
// Whether a basis kept is optimal within the present bounds: to tell takes no pivots.  Its answer is then that of the
// last solve, and the next one starts from it.
bool rw_lp_reuse(rw_lp *lp);

// Of the last solve.  Pointers stay valid until the next call that changes the problem.
double rw_lp_objective(const rw_lp *lp);
const double *rw_lp_primal(const rw_lp *lp);       // columns
const double *rw_lp_activity(const rw_lp *lp);     // rows
const double *rw_lp_dual(const rw_lp *lp);         // rows: change of the objective per unit of right-hand side
const double *rw_lp_reduced_cost(const rw_lp *lp); // columns
rw_idx rw_lp_iterations(const rw_lp *lp);          // of the last solve

// Of a solve that ended in RW_LP_INFEASIBLE: multipliers of the rows that prove it, up to sign.  False when there are
// none.  ray: rows values.
bool rw_lp_ray(const rw_lp *lp, double *ray);

// Of a solve that ended in RW_LP_UNBOUNDED: whether a solution and a direction from it prove that.
bool rw_lp_is_unbounded(const rw_lp *lp);

void rw_lp_get_basis(const rw_lp *lp, rw_lp_status *basis); // columns + rows bytes
void rw_lp_set_basis(rw_lp *lp, const rw_lp_status *basis);

#endif
