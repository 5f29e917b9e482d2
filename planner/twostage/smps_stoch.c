// The stoch file: independent random variables, and the entries of the problem they replace.
// SPDX-License-Identifier: MIT
#include "twostage/smps_stoch.h"

#include "twostage/smps_outcome.h"

typedef enum section { STOCH, NAME, INDEP, BLOCKS, SCENARIOS, ENDATA, N_READ } section;

// The first N_READ are read, the others refused.
static const char *const keyword[] = {"STOCH",  "NAME",     "INDEP",  "BLOCKS", "SCENARIOS", "ENDATA",  "SIMPLE",
                                      "ROBUST", "PLINQUAD", "CHANCE", "ICC",    "NODES",     "DISTRIB", NULL};

typedef struct stoch_reader {
    rw_smps_scanner *scanner;
    const rw_smps_core *core;
    const rw_smps_time *time;
    double max_probability;
    section section;
    rw_smps_collector to;
    rw_smps_names block_name, scenario_name;
    rw_idx block_capacity, scenario_capacity;
    rw_idx *block_variable;   // block_name.count
    rw_idx *scenario_outcome; // scenario_name.count
    rw_idx list_variable;     // of all scenarios; -1: none yet
} stoch_reader;

static rw_status fail(const stoch_reader *reader, const rw_smps_record *record, const rw_smps_token *token,
                      const char *text) {
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, token, "%s", text);
}

static rw_status refuse_fields(const stoch_reader *reader, const rw_smps_record *record, const char *expected) {
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, &record->token[0], "%d fields; %s expected",
                        record->n_token, expected);
}

// A period that is named must be there.
static rw_status check_period(const stoch_reader *reader, const rw_smps_record *record, const rw_smps_token *name) {
    if (name->length > 0 && rw_smps_time_find(reader->time, name) < 0) {
        return rw_smps_fail(reader->scanner, RW_DATA, record->line, name,
                            "there is no period '%.*s' in the time file; it has '%s'%s%s%s", name->length, name->text,
                            reader->time->period[0], reader->time->n_period > 1 ? " and '" : "",
                            reader->time->period[1], reader->time->n_period > 1 ? "'" : "");
    }
    return RW_OK;
}

static rw_status read_probability(const stoch_reader *reader, const rw_smps_record *record, const rw_smps_token *token,
                                  double *probability) {
    rw_status status = RW_OK;
    RW_TRY(rw_smps_finite(reader->scanner, record, token, probability));
    if (!(*probability >= 0.0 && *probability <= reader->max_probability)) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, token,
                            "%.*s is no probability; a number from 0 to 1 is expected", token->length, token->text));
    }
done:
    return status;
}

static rw_status read_pair(stoch_reader *reader, const rw_smps_record *record, const rw_smps_token name[3],
                           const rw_smps_token *number) {
    rw_status status = RW_OK;
    rw_idx place[2] = {-1, -1};
    int count = 0;
    double value = 0.0;
    RW_TRY(rw_smps_number(reader->scanner, record, number, &value));
    RW_TRY(
        rw_smps_places_resolve(reader->scanner, record, reader->core, name, &reader->to.stoch->places, place, &count));
    for (int k = 0; k < count; k++) {
        RW_TRY(rw_smps_outcome_set(&reader->to, record, &name[2], place[k], value));
    }
done:
    return status;
}

// The first token is a kind of bound and no column.
static bool begins_bound(const stoch_reader *reader, const rw_smps_record *record) {
    bool takes_value = false;
    return rw_smps_is_bound(&record->token[0], &takes_value) &&
           rw_smps_names_find(&reader->core->col_name, &record->token[0]) < 0;
}

// A line of values in a block or scenario: "column row value [row value]" or "kind [set] column value".
static rw_status read_values(stoch_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    if (reader->to.outcome < 0) {
        RW_TRY(fail(reader, record, &record->token[0],
                    reader->section == BLOCKS ? "a line BL is expected first" : "a line SC is expected first"));
    }
    const bool is_bound = !record->is_fixed && begins_bound(reader, record);
    if (!(is_bound && (rw_smps_assign(record, "0123", field) || rw_smps_assign(record, "023", field))) &&
        !rw_smps_assign(record, "123", field) && !rw_smps_assign(record, "12345", field)) {
        RW_TRY(refuse_fields(reader, record, "a column, a row and a number are"));
    }
    RW_TRY(read_pair(reader, record, field, &field[3]));
    if (field[4].length > 0 || field[5].length > 0) {
        field[2] = field[4];
        RW_TRY(read_pair(reader, record, field, &field[5]));
    }
done:
    return status;
}

// "BL name period probability": one more outcome of a block.  What it leaves out is as in the block's first one.
static rw_status begin_block(stoch_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_idx block = -1;
    bool is_new = false;
    double probability = 0.0;
    if (!rw_smps_assign(record, "0123", field) && !rw_smps_assign(record, "013", field)) {
        RW_TRY(refuse_fields(reader, record, "BL, a block's name, its period and a probability are"));
    }
    if (field[1].length == 0) {
        RW_TRY(fail(reader, record, NULL, "the name of the block is missing"));
    }
    RW_TRY(check_period(reader, record, &field[2]));
    RW_TRY(read_probability(reader, record, &field[3], &probability));
    RW_TRY(rw_reserve(&reader->block_variable, &reader->block_capacity, reader->block_name.count + 1,
                      sizeof *reader->block_variable));
    RW_TRY(rw_smps_names_add(&reader->block_name, &field[1], &block, &is_new));
    if (is_new) {
        RW_TRY(rw_smps_variable_add(&reader->to, &reader->block_variable[block]));
    }
    reader->to.variable = reader->block_variable[block];
    RW_TRY(rw_smps_outcome_add(&reader->to, probability, reader->to.stoch->variable[reader->to.variable].first));
done:
    return status;
}

// The scenario another one branches from; -1: the core's values.
static rw_status find_parent(const stoch_reader *reader, const rw_smps_record *record, const rw_smps_token *name,
                             rw_idx *parent) {
    *parent = -1;
    if (rw_smps_equals(name, "ROOT") || rw_smps_equals(name, "'ROOT'") || rw_smps_equals(name, "\"ROOT\"")) {
        return RW_OK;
    }
    const rw_idx scenario = rw_smps_names_find(&reader->scenario_name, name);
    if (scenario < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(&reader->scenario_name, name, hint);
        return rw_smps_fail(reader->scanner, RW_DATA, record->line, name->length > 0 ? name : NULL,
                            "there is no scenario '%.*s' above to branch from%s", name->length, name->text, hint);
    }
    *parent = reader->scenario_outcome[scenario];
    return RW_OK;
}

// "SC name parent probability period".
static rw_status begin_scenario(stoch_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_idx scenario = -1, parent = -1;
    bool is_new = false;
    double probability = 0.0;
    if (!rw_smps_assign(record, "01234", field) && !rw_smps_assign(record, "0123", field) &&
        !rw_smps_assign(record, "012345", field)) {
        RW_TRY(refuse_fields(reader, record,
                             "SC, a scenario's name, the one it branches from, a probability and a period are"));
    }
    if (field[1].length == 0) {
        RW_TRY(fail(reader, record, NULL, "the name of the scenario is missing"));
    }
    RW_TRY(find_parent(reader, record, &field[2], &parent));
    RW_TRY(read_probability(reader, record, &field[3], &probability));
    RW_TRY(check_period(reader, record, &field[4]));
    if (reader->list_variable < 0) {
        RW_TRY(rw_smps_variable_add(&reader->to, &reader->list_variable));
    }
    RW_TRY(rw_reserve(&reader->scenario_outcome, &reader->scenario_capacity, reader->scenario_name.count + 1,
                      sizeof *reader->scenario_outcome));
    RW_TRY(rw_smps_names_add(&reader->scenario_name, &field[1], &scenario, &is_new));
    if (!is_new) {
        RW_TRY(fail(reader, record, &field[1], "a scenario of this name is there already"));
    }
    reader->to.variable = reader->list_variable;
    RW_TRY(rw_smps_outcome_add(&reader->to, probability, parent));
    reader->scenario_outcome[scenario] = reader->to.outcome;
done:
    return status;
}

// Fields of a line of section INDEP: [kind set] column row value [period] probability.
static bool place_independent(const stoch_reader *reader, const rw_smps_record *record,
                              rw_smps_token field[RW_SMPS_FIELDS]) {
    if (!record->is_fixed && begins_bound(reader, record) && !rw_smps_is_number(&record->token[2])) {
        return rw_smps_assign(record, "012345", field) || rw_smps_assign(record, "01235", field);
    }
    return rw_smps_assign(record, "12345", field) || rw_smps_assign(record, "1235", field);
}

static rw_status read_independent(stoch_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_smps_independent line = {.place = {-1, -1}};
    const rw_smps_distribution distribution = reader->to.distribution;
    if (!place_independent(reader, record, field)) {
        RW_TRY(refuse_fields(reader, record, "a column, a row, a number, a period and a probability are"));
    }
    RW_TRY(check_period(reader, record, &field[4]));
    RW_TRY(rw_smps_places_resolve(reader->scanner, record, reader->core, field, &reader->to.stoch->places, line.place,
                                  &line.count));
    if (distribution == RW_SMPS_DISCRETE) {
        RW_TRY(rw_smps_number(reader->scanner, record, &field[3], &line.value));
        RW_TRY(read_probability(reader, record, &field[5], &line.parameter));
    } else {
        RW_TRY(rw_smps_finite(reader->scanner, record, &field[3], &line.value));
        RW_TRY(rw_smps_finite(reader->scanner, record, &field[5], &line.parameter));
        if (line.parameter < (distribution == RW_SMPS_NORMAL ? 0.0 : line.value)) {
            RW_TRY(fail(reader, record, &field[5],
                        distribution == RW_SMPS_NORMAL ? "a variance must not be negative"
                                                       : "the upper end of the range lies below the lower one"));
        }
    }
    if (line.count > 0) {
        RW_TRY(rw_smps_outcome_independent(&reader->to, record, &field[2], &line));
    }
done:
    return status;
}

static rw_status read_data(stoch_reader *reader, const rw_smps_record *record) {
    const rw_smps_token *first = record->is_fixed ? &record->field[0] : &record->token[0];
    if (reader->section == INDEP) {
        return read_independent(reader, record);
    }
    if (reader->section == BLOCKS) {
        return rw_smps_equals(first, "BL") ? begin_block(reader, record) : read_values(reader, record);
    }
    if (reader->section == SCENARIOS) {
        return rw_smps_equals(first, "SC") ? begin_scenario(reader, record) : read_values(reader, record);
    }
    return fail(reader, record, &record->token[0], "a section is expected first: INDEP, BLOCKS or SCENARIOS");
}

// The words behind INDEP, BLOCKS or SCENARIOS: a distribution and what values do to the core's.
static rw_status read_word(stoch_reader *reader, const rw_smps_record *record, const rw_smps_token *word) {
    static const char *const refused[] = {"GAMMA", "BETA", "LOGNORM", "LOGNORMAL", "MVNORMAL", "SUB", "LINTR", NULL};
    static const char *const modifier[] = {"REPLACE", "ADD", "MULTIPLY"};
    const bool is_indep = reader->section == INDEP;
    for (int k = 0; k < 3; k++) {
        if (rw_smps_equals(word, modifier[k])) {
            reader->to.modifier = (rw_smps_modifier)k;
            return RW_OK;
        }
    }
    if (rw_smps_equals(word, "DISCRETE")) {
        return RW_OK;
    }
    if (is_indep && (rw_smps_equals(word, "NORMAL") || rw_smps_equals(word, "UNIFORM"))) {
        reader->to.distribution = rw_smps_equals(word, "NORMAL") ? RW_SMPS_NORMAL : RW_SMPS_UNIFORM;
        return RW_OK;
    }
    for (int k = 0; refused[k] != NULL; k++) {
        if (rw_smps_equals(word, refused[k])) {
            return rw_smps_fail(reader->scanner, RW_UNSUPPORTED, record->line, word, "%s is not supported here; %s is",
                                refused[k], is_indep ? "DISCRETE, NORMAL or UNIFORM" : "DISCRETE");
        }
    }
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, word,
                        "'%.*s' is not known here; %s, then REPLACE, ADD or MULTIPLY is expected", word->length,
                        word->text, is_indep ? "DISCRETE, NORMAL or UNIFORM" : "DISCRETE");
}

static rw_status begin_section(stoch_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    int found = 0;
    while (!rw_smps_equals(&record->token[0], keyword[found])) {
        found++;
    }
    if (found >= N_READ) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_UNSUPPORTED, record->line, &record->token[0],
                            "section %s is not supported; INDEP, BLOCKS and SCENARIOS are", keyword[found]));
    }
    reader->section = (section)found;
    reader->to.distribution = RW_SMPS_DISCRETE;
    reader->to.modifier = RW_SMPS_REPLACE;
    reader->to.variable = -1;
    reader->to.outcome = -1;
    if (found == INDEP || found == BLOCKS || found == SCENARIOS) {
        for (int k = 1; k < record->n_token && k < RW_SMPS_MOST_TOKENS; k++) {
            RW_TRY(read_word(reader, record, &record->token[k]));
        }
    }
done:
    return status;
}

rw_status rw_smps_stoch_read(rw_smps_scanner *scanner, const rw_smps_core *core, const rw_smps_time *time,
                             double max_probability, rw_smps_stoch *stoch) {
    rw_status status = RW_OK;
    rw_arena *arena = rw_arena_new();
    stoch_reader reader = {.scanner = scanner,
                           .core = core,
                           .time = time,
                           .max_probability = max_probability,
                           .section = STOCH,
                           .to = {.scanner = scanner, .core = core, .stoch = stoch, .variable = -1, .outcome = -1},
                           .block_name = {.arena = arena},
                           .scenario_name = {.arena = arena},
                           .list_variable = -1};
    rw_smps_record record;
    bool at_end = false;
    scanner->keyword = keyword;
    if (arena == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    while (reader.section != ENDATA) {
        RW_TRY(rw_smps_next(scanner, &record, &at_end));
        if (at_end) {
            RW_TRY(rw_smps_fail_cut(scanner));
        }
        RW_TRY(record.is_header ? begin_section(&reader, &record) : read_data(&reader, &record));
    }
done:
    rw_smps_names_clear(&reader.block_name);
    rw_smps_names_clear(&reader.scenario_name);
    rw_free(reader.block_variable);
    rw_free(reader.scenario_outcome);
    rw_arena_free(&arena);
    return status;
}

void rw_smps_stoch_clear(rw_smps_stoch *stoch) {
    rw_free(stoch->places.place);
    rw_free(stoch->places.slot);
    rw_free(stoch->variable);
    rw_free(stoch->outcome);
    rw_free(stoch->value);
    *stoch = (rw_smps_stoch){0};
}
