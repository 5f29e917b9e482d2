// Name and version of the run file's layout.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_SCHEMA_H
#define RW_RESULTS_SCHEMA_H

#define RW_SCHEMA_NAME "rampwerk-run"
#define RW_SCHEMA_CURRENCY "EUR_%d" // of the price year

enum {
    RW_SCHEMA_MAJOR = 1, // readers refuse other ones
    RW_SCHEMA_MINOR = 1  // grows when something is added
};

#endif
