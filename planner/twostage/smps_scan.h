// Lines and fields of MPS and SMPS files.  SPDX-License-Identifier: MIT
//
// A header line starts in column 1 with a keyword of its file; all other lines hold up to six fields.  In free format
// these are separated by blanks, and which of them are there follows from their number; in fixed format they stand in
// columns 2-3, 5-12, 15-22, 25-36, 40-47 and 50-61, and names may hold blanks.
#ifndef RW_TWOSTAGE_SMPS_SCAN_H
#define RW_TWOSTAGE_SMPS_SCAN_H

#include <rampwerk/smps.h>

enum { RW_SMPS_FIELDS = 6, RW_SMPS_MOST_TOKENS = 8, RW_SMPS_NAME_BYTES = 255 };

typedef struct rw_smps_token { // length 0: not there
    const char *text;          // length bytes
    int length, column;
} rw_smps_token;

typedef struct rw_smps_record { // one line
    int line;
    bool is_header;
    bool is_fixed;
    int n_token;
    rw_smps_token token[RW_SMPS_MOST_TOKENS]; // headers and free format; more are counted, not kept
    rw_smps_token field[RW_SMPS_FIELDS];      // fixed format
} rw_smps_record;

typedef struct rw_smps_notes { // warnings of all three files
    rw_idx count, capacity;
    char **text;
} rw_smps_notes;

typedef struct rw_smps_scanner {
    const rw_smps_source *source;
    const char *const *keyword; // of headers, ends with NULL
    bool is_fixed;
    size_t at;
    int line;
    int margin; // columns the whole file is indented by, from its first header; -1: not known yet
    rw_error *error;
    rw_smps_notes *notes;
} rw_smps_scanner;

// The next line that is neither blank nor a comment; *at_end past the last one.
RW_MUST_USE rw_status rw_smps_next(rw_smps_scanner *scanner, rw_smps_record *record, bool *at_end);

// The fields of a data line.  places: the field each token of free format stands in, "123" for fields 2, 3 and 4; false
// where the number of tokens is another one.  In fixed format the columns decide, and places says nothing.
bool rw_smps_assign(const rw_smps_record *record, const char *places, rw_smps_token field[RW_SMPS_FIELDS]);

// An error or a warning at a token (NULL: at the line).
__attribute__((format(printf, 5, 6))) rw_status rw_smps_fail(const rw_smps_scanner *scanner, rw_status status, int line,
                                                             const rw_smps_token *token, const char *format, ...);
__attribute__((format(printf, 4, 5))) RW_MUST_USE rw_status rw_smps_warn(const rw_smps_scanner *scanner, int line,
                                                                         const rw_smps_token *token, const char *format,
                                                                         ...);

bool rw_smps_equals(const rw_smps_token *token, const char *text); // but for the case of letters

// A number, or a Fortran one (1.0D+02); infinite for "inf" and the like.
RW_MUST_USE rw_status rw_smps_number(const rw_smps_scanner *scanner, const rw_smps_record *record,
                                     const rw_smps_token *token, double *value);
// As rw_smps_number, and finite.
RW_MUST_USE rw_status rw_smps_finite(const rw_smps_scanner *scanner, const rw_smps_record *record,
                                     const rw_smps_token *token, double *value);

bool rw_smps_is_number(const rw_smps_token *token);

// -INFINITY or INFINITY for 1e20 and beyond, as other programs take it.
double rw_smps_unlimited(double value);

#endif
