// Many linear problems of one sparsity pattern, solved side by side by an interior-point method.
// SPDX-License-Identifier: MIT
//
//     min c'x   s.t.  row_lower <= A x <= row_upper,  lower <= x <= upper
//
// The pattern is analysed once (rw_batch, read-only afterwards, for any number of threads); each thread has numbers of
// its own (rw_batch_work) and solves up to RW_BATCH_LANES problems at a time, one in each lane of the processor's
// vectors. The answer to a problem depends on its own data alone: the same bits whatever the other lanes hold.
// (batch.md)
#ifndef RW_LP_BATCH_H
#define RW_LP_BATCH_H

#include <rampwerk/twostage.h>

enum { RW_BATCH_LANES = 4 };

typedef struct rw_batch rw_batch;
typedef struct rw_batch_work rw_batch_work;

// What all the problems have in common.  Flags may be NULL: none.  A problem that breaks such a promise fails.
typedef struct rw_batch_shape {
    const rw_sparse *matrix;           // the pattern; its values are an example, from which the scaling is taken
    const unsigned char *column_fixed; // n_col: lower == upper in every problem
    const unsigned char
        *column_capped;              // n_col: a finite upper bound may differ from the lower one; NULL: every column's
    const unsigned char *row_free;   // n_row: no finite bound in any problem
    const unsigned char *row_equal;  // n_row: both bounds are equal and finite in every problem
    const unsigned char *row_capped; // n_row: as column_capped
    const unsigned char *entry_zero; // entries of the matrix: 0 in every problem
} rw_batch_shape;

// One problem; bounds may be infinite.
typedef struct rw_batch_problem {
    const double *value;                 // entries of the matrix
    const double *cost, *lower, *upper;  // n_col
    const double *row_lower, *row_upper; // n_row
} rw_batch_problem;

typedef enum rw_batch_state {
    RW_BATCH_OPTIMAL,
    RW_BATCH_FAILED, // infeasible, unbounded, or too hard for the method: ask rw_lp
    RW_BATCH_STOPPED // must_stop said so
} rw_batch_state;

typedef struct rw_batch_answer {
    rw_batch_state state;
    rw_idx iterations;
    double objective;      // c'x of the primal found
    double dual_objective; // see violation
    // Sum over columns without a bound on that side of the reduced costs that have the wrong sign.  Every feasible x
    // costs at least dual_objective - violation * (largest |x_j| of such columns): a proof that needs no trust in the
    // method.
    double violation;
    double infeasibility; // of the primal: largest violation of a row, relative to 1 + |bound|
    const double *primal; // n_col, within their bounds
    const double *dual;   // n_row: change of the objective per unit of right-hand side
} rw_batch_answer;

typedef struct rw_batch_options {
    double gap_tolerance;         // |objective - dual_objective| <= this * (1 + |objective|)
    double feasibility_tolerance; // of infeasibility, and of violation relative to the largest cost
    rw_idx iteration_limit;
    bool (*must_stop)(const void *context); // asked before every iteration; NULL: never
    const void *context;
} rw_batch_options;

void rw_batch_defaults(rw_batch_options *options);

// Analyses the pattern.  NULL when out of memory or when it is too large (more than INT32_MAX numbers).
rw_batch *rw_batch_new(const rw_batch_shape *shape);
void rw_batch_free(rw_batch **batch); // accepts NULL, sets NULL

// Room for the numbers of one thread; the batch must outlive it.  NULL when out of memory.
rw_batch_work *rw_batch_work_new(const rw_batch *batch, const rw_batch_options *options);
void rw_batch_work_free(rw_batch_work **work); // accepts NULL, sets NULL

// Tolerances of the next answers, in place of those of the options.
void rw_batch_work_aim(rw_batch_work *work, double gap_tolerance, double feasibility_tolerance);

// Copies a problem into lane [0, RW_BATCH_LANES).
void rw_batch_load(rw_batch_work *work, int lane, const rw_batch_problem *problem);
// Numbers of a point early on the way to an answer.
rw_idx rw_batch_point_size(const rw_batch *batch);
// Where the problem loaded into a lane is to start (NULL, or all 0: from nothing) and where to keep a point for later
// problems that differ little in bounds and right-hand sides (NULL: nowhere).  May be the same.
void rw_batch_start(rw_batch_work *work, int lane, const float *from, float *to);
// Solves the problems of lanes [0, n_lane); each must have been loaded since the last solve.
void rw_batch_solve(rw_batch_work *work, int n_lane);
// Of a lane of the last solve; valid until the lane is loaded or solved again.
const rw_batch_answer *rw_batch_get(const rw_batch_work *work, int lane);

#endif
