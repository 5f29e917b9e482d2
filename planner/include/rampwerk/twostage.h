// A generic two-stage linear problem with integers in the first stage.  SPDX-License-Identifier: MIT
//
//     min  constant + c'x + sum_w p_w ( d_w'x + q_w'y_w )
//     s.t. row_lower <= A x <= row_upper,            lower <= x <= upper, x_j integer for j in I
//          row_lower_w <= T_w x + W_w y_w <= row_upper_w,   lower_w <= y_w <= upper_w       for every scenario w
//
// Scenario w is the template with a list of replaced entries.  Knows nothing of plants.
#ifndef RAMPWERK_TWOSTAGE_H
#define RAMPWERK_TWOSTAGE_H

#include <stdbool.h>

#include <rampwerk/status.h>

// Compressed columns: entries of column j are [begin[j], begin[j + 1]); rows ascending, none twice.
typedef struct rw_sparse {
    rw_idx n_row, n_col;
    rw_idx *begin; // n_col + 1
    rw_idx *row;   // begin[n_col]
    double *value; // begin[n_col]
} rw_sparse;

typedef enum rw_delta_kind {
    RW_DELTA_FIRST_COST, // d_w, index = first-stage column
    RW_DELTA_COST,       // q_w, index = recourse column
    RW_DELTA_LOWER,      // recourse column
    RW_DELTA_UPPER,      // recourse column
    RW_DELTA_ROW_LOWER,  // recourse row
    RW_DELTA_ROW_UPPER,  // recourse row
    RW_DELTA_TECHNOLOGY, // index = position in technology.value
    RW_DELTA_RECOURSE    // index = position in recourse.value
} rw_delta_kind;

typedef struct rw_delta {
    rw_delta_kind kind;
    rw_idx index;
    double value; // replaces the template's
} rw_delta;

// Integer columns [begin, end) known to be nondecreasing in every solution (cumulative orders over time).  A hint for
// the tree search: branch on the last one first, then on when it is reached.
typedef struct rw_chain {
    rw_idx begin, end;
} rw_chain;

typedef struct rw_block { // columns and rows of one stage
    rw_idx n_col, n_row;
    double *cost, *lower, *upper;  // n_col
    double *row_lower, *row_upper; // n_row
    char **col_name, **row_name;   // owned; NULL where names were not asked for
} rw_block;

typedef struct rw_twostage {
    rw_block first, second;
    unsigned char *integer;      // first.n_col: 1 for integer columns
    double *first_scenario_cost; // first.n_col: template of d
    rw_sparse constraint;        // first.n_row x first.n_col: A
    rw_sparse technology;        // second.n_row x first.n_col: template of T
    rw_sparse recourse;          // second.n_row x second.n_col: template of W
    double constant;
    rw_idx n_scenario;
    double *probability; // n_scenario, > 0
    // With Q_w = d_w'x + q_w'y_w the objective is constant + c'x + (1 - risk_weight) E[Q] + risk_weight CVaR[Q], the
    // mean of the worst (1 - risk_level) share; probabilities must then add up to 1.  Both 0: the expectation.
    double risk_weight;  // [0, 1]
    double risk_level;   // [0, 1)
    rw_idx *delta_begin; // n_scenario + 1
    rw_delta *delta;
    rw_idx n_chain;
    rw_chain *chain;
} rw_twostage;

void rw_twostage_free(rw_twostage **problem); // accepts NULL, sets NULL

// Collects entries in any order; entries at the same place add up.  Zero-initialise.
typedef struct rw_triplets {
    rw_idx n_entry, capacity;
    rw_idx *row, *col;
    double *value;
} rw_triplets;

RW_MUST_USE rw_status rw_triplets_add(rw_triplets *triplets, rw_idx row, rw_idx col, double value);
// Compresses into matrix (its arrays are allocated and owned by it); entries that add up to zero are kept,
// as an exact 0 where they do so but for rounding.
RW_MUST_USE rw_status rw_triplets_compress(const rw_triplets *triplets, rw_idx n_row, rw_idx n_col, rw_sparse *matrix);
void rw_triplets_clear(rw_triplets *triplets);
void rw_sparse_clear(rw_sparse *matrix);

// Everything consistent: shapes, orders, finite coefficients, no NaN, lower <= upper, probabilities > 0.
RW_MUST_USE rw_status rw_twostage_check(const rw_twostage *problem, rw_error *error);

// The extensive form: one linear problem in columns [x, y_1, ..., y_W] and rows [first, w=1, ..., w=W]; recourse costs
// and d_w are multiplied by the probabilities.
typedef struct rw_extensive {
    rw_block block; // no names
    rw_sparse matrix;
    double constant;
} rw_extensive;

RW_MUST_USE rw_status rw_extensive_new(const rw_twostage *problem, rw_extensive **extensive, rw_error *error);
void rw_extensive_free(rw_extensive **extensive);

// Writes the extensive form as free MPS (minimise; explicit bounds; 17 digits; the constant as the cost of a column
// fixed at 1, since solvers disagree about the sign of a right-hand side of the objective row), and, where map_path is
// not NULL, a CSV of every short name and its meaning.  Free rows and zero entries are left out.  A risk measure
// becomes part of the problem: a column `threshold` of its risk, a column and a row `excess` in every scenario.
RW_MUST_USE rw_status rw_twostage_write_mps(const rw_twostage *problem, const char *name, const char *path,
                                            const char *map_path, rw_error *error);

#endif
