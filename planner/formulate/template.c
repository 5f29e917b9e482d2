// The template of a two-stage problem and what each scenario changes in it.  SPDX-License-Identifier: MIT
//
// Every scenario is assembled once, into a draft.  When all places that are used in any scenario are known, the
// template is chosen so that few entries differ from it, and the drafts become the deltas.
#include "formulate/template.h"

#include <string.h>

#include "core/memory.h"
#include "formulate/draft.h"
#include "twostage/triplets.h"

// The recourse matrix of the scenarios after the first: most have the same triplets, at the same places.
typedef struct recourse_frame {
    rw_triplets triplets; // of scenario 0
    rw_idx *place;        // of each of them
    double *largest;      // workspace
    rw_sparse matrix;     // scenario 0's places
} recourse_frame;

typedef struct drafting {
    rw_twostage *problem;
    const rw_source *source;
    rw_assembly assembly; // of the scenario at hand
    recourse_frame frame;
    rw_entries technology, recourse; // what is not 0; what is not scenario 0's
    rw_places technology_place;      // of all scenarios
    rw_places recourse_place;        // of all scenarios, where they are more than scenario 0's
    rw_idx n_delta, capacity;
    rw_delta *delta;     // of costs and bounds
    rw_idx *delta_begin; // n_scenario + 1
} drafting;

static void clear_drafting(drafting *work) {
    rw_assembly_clear(&work->assembly);
    rw_triplets_clear(&work->frame.triplets);
    rw_free(work->frame.place);
    rw_free(work->frame.largest);
    rw_sparse_clear(&work->frame.matrix);
    rw_entries_clear(&work->technology);
    rw_entries_clear(&work->recourse);
    rw_places_clear(&work->technology_place);
    rw_places_clear(&work->recourse_place);
    rw_free(work->delta);
    rw_free(work->delta_begin);
}

static rw_status assemble(drafting *work, rw_idx w) {
    rw_status status = RW_OK;
    const rw_source *source = work->source;
    const double cap = source->caps != NULL ? source->caps[w] : source->shortfall_cap;
    if (work->assembly.block.cost == NULL) {
        rw_assembly_clear(&work->assembly);
        RW_TRY(rw_assembly_init(&work->assembly, source->layout, &source->timing[w], source->discount, source->year_end,
                                cap));
    } else {
        rw_assembly_restart(&work->assembly, &source->timing[w]);
        work->assembly.shortfall_cap = cap;
    }
    RW_TRY(rw_assembly_fill(&work->assembly));
done:
    return status;
}

static rw_status collect_technology(drafting *work, rw_idx w) {
    rw_status status = RW_OK;
    rw_sparse matrix = {0};
    const rw_layout *layout = work->source->layout;
    RW_TRY(rw_triplets_compress(&work->assembly.technology, layout->n_row, layout->n_first, &matrix));
    RW_TRY(rw_entries_collect(&work->technology, w, &matrix));
    RW_TRY(rw_places_add(&work->technology_place, &work->technology, w));
done:
    rw_sparse_clear(&matrix);
    return status;
}

// Scenario 0's costs, bounds and recourse matrix are the template's.
static rw_status take_first(drafting *work) {
    rw_status status = RW_OK;
    rw_assembly *assembly = &work->assembly;
    rw_twostage *problem = work->problem;
    const rw_layout *layout = work->source->layout;
    problem->second = assembly->block;
    problem->first_scenario_cost = assembly->first_cost;
    assembly->block = (rw_block){0}; // handed over
    assembly->first_cost = NULL;
    RW_TRY(rw_triplets_compress(&assembly->recourse, layout->n_row, layout->n_col, &problem->recourse));
    RW_TRY(collect_technology(work, 0));
    work->frame.triplets = assembly->recourse;
    assembly->recourse = (rw_triplets){0};
done:
    return status;
}

static rw_status copy_places(const rw_sparse *matrix, rw_sparse *copy) {
    const rw_idx count = matrix->begin[matrix->n_col];
    *copy = (rw_sparse){.n_row = matrix->n_row,
                        .n_col = matrix->n_col,
                        .begin = rw_calloc(matrix->n_col + 1, sizeof *copy->begin),
                        .row = rw_calloc(count, sizeof *copy->row),
                        .value = rw_calloc(count, sizeof *copy->value)};
    if (copy->begin == NULL || copy->row == NULL || copy->value == NULL) {
        return RW_NO_MEMORY;
    }
    memcpy(copy->begin, matrix->begin, (size_t)(matrix->n_col + 1) * sizeof *copy->begin);
    if (count > 0) {
        memcpy(copy->row, matrix->row, (size_t)count * sizeof *copy->row);
    }
    return RW_OK;
}

static rw_status init_frame(drafting *work) {
    rw_status status = RW_OK;
    recourse_frame *frame = &work->frame;
    const rw_sparse *recourse = &work->problem->recourse;
    frame->place = rw_calloc(frame->triplets.n_entry, sizeof *frame->place);
    frame->largest = rw_calloc(recourse->begin[recourse->n_col], sizeof *frame->largest);
    RW_TRY(frame->place != NULL && frame->largest != NULL ? RW_OK : RW_NO_MEMORY);
    RW_TRY(copy_places(recourse, &frame->matrix));
    rw_triplets_place(&frame->triplets, recourse, frame->place);
done:
    return status;
}

static bool is_framed(const recourse_frame *frame, const rw_triplets *triplets) {
    const size_t bytes = (size_t)triplets->n_entry * sizeof(rw_idx);
    return triplets->n_entry == frame->triplets.n_entry &&
           (bytes == 0 || (memcmp(triplets->row, frame->triplets.row, bytes) == 0 &&
                           memcmp(triplets->col, frame->triplets.col, bytes) == 0));
}

static rw_status compare_recourse(drafting *work, rw_idx w) {
    rw_status status = RW_OK;
    rw_sparse matrix = {0};
    const rw_triplets *triplets = &work->assembly.recourse;
    const rw_sparse *recourse = &work->problem->recourse;
    if (is_framed(&work->frame, triplets)) {
        rw_triplets_refill(triplets, work->frame.place, &work->frame.matrix, work->frame.largest);
        return rw_entries_compare(&work->recourse, w, recourse, &work->frame.matrix);
    }
    RW_TRY(rw_triplets_compress(triplets, recourse->n_row, recourse->n_col, &matrix));
    RW_TRY(rw_entries_compare(&work->recourse, w, recourse, &matrix));
    RW_TRY(rw_places_add(&work->recourse_place, &work->recourse, w));
done:
    rw_sparse_clear(&matrix);
    return status;
}

// Writes down the entries in which two arrays differ; returns how many there are.
static rw_idx compare_array(rw_delta_kind kind, const double *from, const double *to, rw_idx count, rw_delta *delta) {
    rw_idx n_delta = 0;
    for (rw_idx k = 0; k < count; k++) {
        if (from[k] != to[k]) {
            delta[n_delta++] = (rw_delta){.kind = kind, .index = k, .value = to[k]};
        }
    }
    return n_delta;
}

// The costs and bounds that differ from the template's.
static rw_status compare_arrays(drafting *work, rw_idx w) {
    const rw_assembly *assembly = &work->assembly;
    const rw_twostage *p = work->problem;
    const rw_block *from = &p->second;
    const rw_block *to = &assembly->block;
    const struct {
        rw_delta_kind kind;
        const double *from, *to;
        rw_idx count;
    } array[] = {{RW_DELTA_FIRST_COST, p->first_scenario_cost, assembly->first_cost, p->first.n_col},
                 {RW_DELTA_COST, from->cost, to->cost, from->n_col},
                 {RW_DELTA_LOWER, from->lower, to->lower, from->n_col},
                 {RW_DELTA_UPPER, from->upper, to->upper, from->n_col},
                 {RW_DELTA_ROW_LOWER, from->row_lower, to->row_lower, from->n_row},
                 {RW_DELTA_ROW_UPPER, from->row_upper, to->row_upper, from->n_row}};
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        if (rw_reserve(&work->delta, &work->capacity, work->n_delta + array[k].count, sizeof *work->delta) != RW_OK) {
            return RW_NO_MEMORY;
        }
        work->n_delta +=
            compare_array(array[k].kind, array[k].from, array[k].to, array[k].count, work->delta + work->n_delta);
    }
    work->delta_begin[w + 1] = work->n_delta;
    return RW_OK;
}

static rw_status draft_scenario(drafting *work, rw_idx w) {
    rw_status status = RW_OK;
    const double probability = work->source->scenarios->scenario[w].probability;
    RW_TRY(assemble(work, w));
    work->problem->probability[w] = probability;
    work->problem->constant += probability * work->assembly.constant;
    work->source->base[w] = work->assembly.constant;
    if (w == 0) {
        RW_TRY(take_first(work));
    } else {
        RW_TRY(compare_arrays(work, w));
        RW_TRY(collect_technology(work, w));
        RW_TRY(compare_recourse(work, w));
    }
done:
    return status;
}

// Room for the places that scenario 0 does not use: 0 in the template.
static rw_status widen_recourse(drafting *work) {
    rw_status status = RW_OK;
    rw_sparse *recourse = &work->problem->recourse;
    rw_sparse wide = {0};
    RW_TRY(rw_places_add_matrix(&work->recourse_place, recourse));
    RW_TRY(rw_places_matrix(&work->recourse_place, recourse->n_row, recourse->n_col, &wide));
    for (rw_idx j = 0; j < recourse->n_col; j++) {
        rw_idx e = wide.begin[j];
        for (rw_idx k = recourse->begin[j]; k < recourse->begin[j + 1]; k++) {
            while (wide.row[e] < recourse->row[k]) {
                e++;
            }
            wide.value[e] = recourse->value[k];
        }
    }
    rw_sparse_clear(recourse);
    *recourse = wide;
    wide = (rw_sparse){0};
done:
    rw_sparse_clear(&wide);
    return status;
}

// Gives each place of T the value that most scenarios have there, if more than half have it, else one that is at least
// as frequent as 0, or 0.  (Boyer and Moore's vote among the values that are not 0)
static rw_status vote_technology(const drafting *work, rw_sparse *technology) {
    rw_status status = RW_OK;
    const rw_entries *entries = &work->technology;
    const rw_idx n_place = work->technology_place.count;
    double *candidate = technology->value;
    rw_idx *lead = rw_calloc(n_place, sizeof *lead);
    rw_idx *n_zero = rw_calloc(n_place, sizeof *n_zero);
    RW_TRY(lead != NULL && n_zero != NULL ? RW_OK : RW_NO_MEMORY);
    for (rw_idx k = 0; k < n_place; k++) {
        n_zero[k] = work->problem->n_scenario;
    }
    for (rw_idx e = 0; e < entries->count; e++) {
        const rw_idx k = entries->entry[e].key;
        n_zero[k]--;
        if (lead[k] == 0) {
            candidate[k] = entries->entry[e].value;
        }
        lead[k] += candidate[k] == entries->entry[e].value ? 1 : -1;
    }
    memset(lead, 0, (size_t)n_place * sizeof *lead); // from here on: how many have the candidate
    for (rw_idx e = 0; e < entries->count; e++) {
        lead[entries->entry[e].key] += candidate[entries->entry[e].key] == entries->entry[e].value;
    }
    for (rw_idx k = 0; k < n_place; k++) {
        candidate[k] = lead[k] >= n_zero[k] ? candidate[k] : 0.0;
    }
done:
    rw_free(lead);
    rw_free(n_zero);
    return status;
}

// Deltas of T in scenario w.
static rw_idx count_technology(const drafting *work, rw_idx w, rw_idx n_template) {
    const double *from = work->problem->technology.value;
    rw_idx count = n_template; // where the template is not 0, less ...
    for (rw_idx e = work->technology.begin[w]; e < work->technology.begin[w + 1]; e++) {
        const rw_entry *entry = &work->technology.entry[e];
        count += (entry->value != from[entry->key]) - (from[entry->key] != 0.0);
    }
    return count;
}

// Writes down the deltas of scenario w.  value: 0 at every place of T.
static void list_deltas(const drafting *work, rw_idx w, double *value, rw_delta *delta) {
    const rw_entries *technology = &work->technology, *recourse = &work->recourse;
    const rw_idx n_delta = work->delta_begin[w + 1] - work->delta_begin[w];
    if (n_delta > 0) {
        memcpy(delta, work->delta + work->delta_begin[w], (size_t)n_delta * sizeof *delta);
        delta += n_delta;
    }
    for (rw_idx e = technology->begin[w]; e < technology->begin[w + 1]; e++) {
        value[technology->entry[e].key] = technology->entry[e].value;
    }
    delta +=
        compare_array(RW_DELTA_TECHNOLOGY, work->problem->technology.value, value, work->technology_place.count, delta);
    for (rw_idx e = technology->begin[w]; e < technology->begin[w + 1]; e++) {
        value[technology->entry[e].key] = 0.0;
    }
    for (rw_idx e = recourse->begin[w]; e < recourse->begin[w + 1]; e++) {
        *delta++ = (rw_delta){RW_DELTA_RECOURSE, recourse->entry[e].key, recourse->entry[e].value};
    }
}

static rw_status fill_deltas(drafting *work) {
    rw_status status = RW_OK;
    rw_twostage *problem = work->problem;
    const rw_idx n_place = work->technology_place.count;
    rw_idx n_template = 0;
    double *value = rw_calloc(n_place, sizeof *value);
    RW_TRY(value != NULL ? RW_OK : RW_NO_MEMORY);
    for (rw_idx k = 0; k < n_place; k++) {
        n_template += problem->technology.value[k] != 0.0;
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        problem->delta_begin[w + 1] = problem->delta_begin[w] + count_technology(work, w, n_template) +
                                      work->delta_begin[w + 1] - work->delta_begin[w] + work->recourse.begin[w + 1] -
                                      work->recourse.begin[w];
    }
    problem->delta = rw_calloc(problem->delta_begin[problem->n_scenario], sizeof *problem->delta);
    RW_TRY(problem->delta != NULL ? RW_OK : RW_NO_MEMORY);
    for (rw_idx w = problem->n_scenario - 1; w >= 0; w--) { // from the end: what is done is given back
        list_deltas(work, w, value, problem->delta + problem->delta_begin[w]);
        rw_entries_cut(&work->technology, w);
    }
done:
    rw_free(value);
    return status;
}

// All scenarios are drafted: places, template of T, deltas.
static rw_status settle(drafting *work) {
    rw_status status = RW_OK;
    const rw_layout *layout = work->source->layout;
    rw_twostage *problem = work->problem;
    if (work->recourse_place.count > 0) {
        RW_TRY(widen_recourse(work));
    } else {
        RW_TRY(rw_places_add_matrix(&work->recourse_place, &problem->recourse));
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        rw_places_locate(&work->technology_place, &work->technology, w);
        rw_places_locate(&work->recourse_place, &work->recourse, w);
    }
    RW_TRY(rw_places_matrix(&work->technology_place, layout->n_row, layout->n_first, &problem->technology));
    RW_TRY(vote_technology(work, &problem->technology));
    RW_TRY(fill_deltas(work));
done:
    return status;
}

rw_status rw_template_fill(rw_twostage *problem, const rw_source *source) {
    rw_status status = RW_OK;
    const rw_idx n_scenario = source->scenarios->n_scenario;
    drafting work = {.problem = problem, .source = source};
    problem->n_scenario = n_scenario;
    problem->probability = rw_calloc(n_scenario, sizeof *problem->probability);
    problem->delta_begin = rw_calloc(n_scenario + 1, sizeof *problem->delta_begin);
    work.delta_begin = rw_calloc(n_scenario + 1, sizeof *work.delta_begin);
    RW_TRY(problem->probability != NULL && problem->delta_begin != NULL && work.delta_begin != NULL ? RW_OK
                                                                                                    : RW_NO_MEMORY);
    RW_TRY(rw_entries_init(&work.technology, n_scenario));
    RW_TRY(rw_entries_init(&work.recourse, n_scenario));
    for (rw_idx w = 0; w < n_scenario; w++) {
        RW_TRY(draft_scenario(&work, w));
        if (w == 0 && n_scenario > 1) {
            RW_TRY(init_frame(&work));
        }
    }
    RW_TRY(settle(&work));
done:
    clear_drafting(&work);
    return status;
}
