// A run file in the making: what the parts of it are written from and into.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_WRITER_H
#define RW_RESULTS_WRITER_H

#include <rampwerk/results.h>

#include "results/field.h"
#include "results/h5.h"

typedef struct rw_writer {
    const rw_model *model;
    const rw_run *run;
    const rw_scenario_set *scenarios;
    rw_extent extent;
    bool reproducible;
    char currency[16];      // "EUR_2026"
    hid_t file;             // the root group
    hid_t scale[RW_N_AXIS]; // dimension scales; H5I_INVALID_HID for axes without members
} rw_writer;

// The root's attributes and the dimension scales, which the arrays need.
RW_MUST_USE rw_status rw_write_root(rw_writer *writer, rw_error *error);
RW_MUST_USE rw_status rw_write_coordinates(rw_writer *writer, rw_error *error);
// Titles and units of the entities, beside their coordinates.
RW_MUST_USE rw_status rw_write_titles(const rw_writer *writer, rw_error *error);
// Every array of the field table.
RW_MUST_USE rw_status rw_write_fields(const rw_writer *writer, rw_error *error);
// /solver, /verify, /provenance.
RW_MUST_USE rw_status rw_write_solver(const rw_writer *writer, rw_error *error);
RW_MUST_USE rw_status rw_write_verdict(const rw_writer *writer, rw_error *error);
RW_MUST_USE rw_status rw_write_provenance(const rw_writer *writer, rw_error *error);
// /tables.
RW_MUST_USE rw_status rw_write_tables(const rw_writer *writer, rw_error *error);

// Attaches the scales of axis[0], axis[1], ... up to RW_AXIS_NONE to a dataset.
RW_MUST_USE rw_status rw_scales_attach(const rw_writer *writer, hid_t dataset, const rw_axis *axis, rw_error *error);

#endif
