// Reading the three files of an SMPS problem.  SPDX-License-Identifier: MIT
//
// Free or fixed format cannot be told from the look of a file.  Each is read as free format first, and as fixed format
// where that fails: names with blanks, the only thing fixed format has over free, make lines of free format that have
// too many fields, and few lines of free format have nothing between the columns of fixed format.  Where both fail, the
// error of the reading that came further is reported.
#include <rampwerk/smps.h>

#include <limits.h>
#include <math.h>

#include "core/memory.h"
#include "core/text.h"
#include "twostage/smps_build.h"

static const size_t MOST_BYTES = (size_t)1 << 29; // of a file
static const double MOST_PROBABILITY = 1.1;       // probabilities may be rounded, not be counts

typedef struct smps_reader {
    const rw_smps_options *options;
    rw_smps_notes notes;
    rw_smps_core core;
    rw_smps_time time;
    rw_smps_stoch stoch;
} smps_reader;

typedef rw_status (*read_file)(smps_reader *reader, rw_smps_scanner *scanner);

static rw_status read_core(smps_reader *reader, rw_smps_scanner *scanner) {
    rw_smps_core_clear(&reader->core);
    return rw_smps_core_read(scanner, &reader->core);
}

static rw_status read_time(smps_reader *reader, rw_smps_scanner *scanner) {
    return rw_smps_time_read(scanner, &reader->core, &reader->time);
}

static rw_status read_stoch(smps_reader *reader, rw_smps_scanner *scanner) {
    rw_smps_stoch_clear(&reader->stoch);
    return rw_smps_stoch_read(scanner, &reader->core, &reader->time,
                              reader->options->normalise ? HUGE_VAL : MOST_PROBABILITY, &reader->stoch);
}

static void forget_notes(rw_smps_notes *notes, rw_idx kept) {
    while (notes->count > kept) {
        rw_free(notes->text[--notes->count]);
    }
}

// How far into the file reading came: errors without a line were found behind its end.
static int reach(const rw_error *error) {
    return error->line > 0 ? error->line : INT_MAX;
}

// Reads a file in free format or, failing that, in fixed format.
static rw_status read_either(smps_reader *reader, const rw_smps_source *source, read_file read, rw_error *error) {
    rw_error found[2] = {{0}, {0}};
    rw_status status[2] = {RW_OK, RW_OK};
    const rw_idx kept = reader->notes.count;
    for (int fixed = 0; fixed < 2; fixed++) {
        rw_smps_scanner scanner = {
            .source = source, .is_fixed = fixed == 1, .margin = -1, .error = &found[fixed], .notes = &reader->notes};
        forget_notes(&reader->notes, kept);
        status[fixed] = read(reader, &scanner);
        if (status[fixed] == RW_OK) {
            return RW_OK;
        }
        if (status[fixed] != RW_DATA || (read == read_core && reader->core.is_free)) {
            break;
        }
    }
    const int told = status[1] != RW_OK && reach(&found[1]) > reach(&found[0]) ? 1 : 0;
    if (error != NULL && error->status == RW_OK && found[told].status != RW_OK) {
        *error = found[told];
    }
    return rw_error_set(error, status[told], "out of memory while reading %s", source->name);
}

static rw_status build(smps_reader *reader, const rw_smps_source *core, const rw_smps_source *stoch, rw_smps *smps,
                       rw_error *error) {
    rw_status status = RW_OK;
    rw_smps_draw draw = {0};
    const rw_smps_scanner core_file = {.source = core, .error = error, .notes = &reader->notes};
    const rw_smps_scanner stoch_file = {.source = stoch, .error = error, .notes = &reader->notes};
    RW_TRY(rw_smps_draw_init(&stoch_file, &reader->stoch, reader->options, &draw));
    const rw_smps_parts parts = {.core = &reader->core,
                                 .stoch = &reader->stoch,
                                 .draw = &draw,
                                 .core_file = &core_file,
                                 .stoch_file = &stoch_file,
                                 .options = reader->options};
    RW_TRY(rw_smps_build(&parts, smps));
    RW_TRY(rw_twostage_check(smps->problem, error));
done:
    rw_smps_draw_clear(&draw);
    return status;
}

rw_status rw_smps_parse(const rw_smps_source *core, const rw_smps_source *time, const rw_smps_source *stoch,
                        const rw_smps_options *options, rw_smps **smps, rw_error *error) {
    rw_status status = RW_OK;
    smps_reader reader = {.options = options};
    *smps = rw_calloc(1, sizeof **smps);
    if (*smps == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    RW_TRY(read_either(&reader, core, read_core, error));
    RW_TRY(read_either(&reader, time, read_time, error));
    RW_TRY(read_either(&reader, stoch, read_stoch, error));
    RW_TRY(build(&reader, core, stoch, *smps, error));
    (*smps)->n_warning = reader.notes.count;
    (*smps)->warning = reader.notes.text;
    reader.notes = (rw_smps_notes){0};
done:
    rw_smps_stoch_clear(&reader.stoch);
    rw_smps_core_clear(&reader.core);
    forget_notes(&reader.notes, 0);
    rw_free(reader.notes.text);
    if (status != RW_OK) {
        rw_smps_free(smps);
        (void)rw_error_set(error, status, "out of memory while reading %s", core->name);
    }
    return status;
}

rw_status rw_smps_read(const char *core, const char *time, const char *stoch, const rw_smps_options *options,
                       rw_smps **smps, rw_error *error) {
    rw_status status = RW_OK;
    const char *const path[3] = {core, time, stoch};
    rw_text text[3] = {{0}, {0}, {0}};
    rw_smps_source source[3];
    *smps = NULL;
    for (int k = 0; k < 3; k++) {
        RW_TRY(rw_text_read_file(&text[k], path[k], MOST_BYTES, error));
        source[k] = (rw_smps_source){.name = path[k], .text = rw_text_string(&text[k]), .length = text[k].length};
    }
    RW_TRY(rw_smps_parse(&source[0], &source[1], &source[2], options, smps, error));
done:
    for (int k = 0; k < 3; k++) {
        rw_text_clear(&text[k]);
    }
    return status;
}

void rw_smps_free(rw_smps **smps) {
    rw_smps *s = smps != NULL ? *smps : NULL;
    if (s == NULL) {
        return;
    }
    rw_twostage_free(&s->problem);
    for (rw_idx k = 0; k < s->n_warning; k++) {
        rw_free(s->warning[k]);
    }
    rw_free(s->warning);
    rw_free(s->name);
    rw_free(s);
    *smps = NULL;
}
