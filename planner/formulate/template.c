// The template of a two-stage problem and what each scenario changes in it.  SPDX-License-Identifier: MIT
#include "formulate/template.h"

#include "core/memory.h"

typedef struct image { // one scenario's numbers, compressed
    rw_assembly assembly;
    rw_sparse technology, recourse;
} image;

static void clear_image(image *im) {
    rw_assembly_clear(&im->assembly);
    rw_sparse_clear(&im->technology);
    rw_sparse_clear(&im->recourse);
}

static rw_status init_image(image *im, const rw_source *source, rw_idx w) {
    rw_status status = RW_OK;
    *im = (image){0};
    RW_TRY(rw_assembly_init(&im->assembly, source->layout, &source->timing[w], source->discount, source->year_end,
                            source->shortfall_cap));
    RW_TRY(rw_assembly_fill(&im->assembly));
    RW_TRY(rw_triplets_compress(&im->assembly.technology, source->layout->n_row, source->layout->n_first,
                                &im->technology));
    RW_TRY(rw_triplets_compress(&im->assembly.recourse, source->layout->n_row, source->layout->n_col, &im->recourse));
done:
    return status;
}

// Entry of row in column j of matrix, searching from *e on; 0 where there is none.
static double entry_at(const rw_sparse *matrix, rw_idx j, rw_idx row, rw_idx *e) {
    while (*e < matrix->begin[j + 1] && matrix->row[*e] < row) {
        (*e)++;
    }
    return *e < matrix->begin[j + 1] && matrix->row[*e] == row ? matrix->value[*e] : 0.0;
}

static bool covers(const rw_sparse *pattern, const rw_sparse *matrix) {
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        rw_idx e = pattern->begin[j];
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            while (e < pattern->begin[j + 1] && pattern->row[e] < matrix->row[k]) {
                e++;
            }
            if (e == pattern->begin[j + 1] || pattern->row[e] != matrix->row[k]) {
                return false;
            }
        }
    }
    return true;
}

static rw_status add_zeros(rw_triplets *triplets, const rw_sparse *matrix, bool keep_values) {
    rw_status status = RW_OK;
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            RW_TRY(rw_triplets_add(triplets, matrix->row[k], j, keep_values ? matrix->value[k] : 0.0));
        }
    }
done:
    return status;
}

// Gives pattern a place, of value 0, for every entry of matrix it does not have.
static rw_status widen(rw_sparse *pattern, const rw_sparse *matrix) {
    rw_status status = RW_OK;
    rw_triplets triplets = {0};
    rw_sparse wide = {0};
    if (covers(pattern, matrix)) {
        return RW_OK;
    }
    RW_TRY(add_zeros(&triplets, pattern, true));
    RW_TRY(add_zeros(&triplets, matrix, false));
    RW_TRY(rw_triplets_compress(&triplets, pattern->n_row, pattern->n_col, &wide));
    rw_sparse_clear(pattern);
    *pattern = wide;
    wide = (rw_sparse){0};
done:
    rw_triplets_clear(&triplets);
    rw_sparse_clear(&wide);
    return status;
}

typedef struct delta_list {
    rw_twostage *problem;
    rw_idx count, capacity;
} delta_list;

static rw_status add_delta(delta_list *list, rw_delta_kind kind, rw_idx index, double value) {
    if (list->count == list->capacity) {
        const rw_idx capacity = list->capacity > 0 ? 2 * list->capacity : 256;
        rw_delta *delta = rw_realloc(list->problem->delta, capacity, sizeof *delta);
        if (delta == NULL) {
            return RW_NO_MEMORY;
        }
        list->problem->delta = delta;
        list->capacity = capacity;
    }
    list->problem->delta[list->count++] = (rw_delta){.kind = kind, .index = index, .value = value};
    return RW_OK;
}

static rw_status compare_arrays(delta_list *list, rw_delta_kind kind, const double *from, const double *to,
                                rw_idx count) {
    rw_status status = RW_OK;
    for (rw_idx k = 0; k < count; k++) {
        if (from[k] != to[k]) {
            RW_TRY(add_delta(list, kind, k, to[k]));
        }
    }
done:
    return status;
}

static rw_status compare_matrices(delta_list *list, rw_delta_kind kind, const rw_sparse *from, const rw_sparse *to) {
    rw_status status = RW_OK;
    for (rw_idx j = 0; j < from->n_col; j++) {
        rw_idx e = to->begin[j];
        for (rw_idx k = from->begin[j]; k < from->begin[j + 1]; k++) {
            const double value = entry_at(to, j, from->row[k], &e);
            if (from->value[k] != value) {
                RW_TRY(add_delta(list, kind, k, value));
            }
        }
    }
done:
    return status;
}

static rw_status compare(delta_list *list, const image *im) {
    rw_status status = RW_OK;
    const rw_twostage *p = list->problem;
    const rw_block *from = &p->second;
    const rw_block *to = &im->assembly.block;
    RW_TRY(compare_arrays(list, RW_DELTA_FIRST_COST, p->first_scenario_cost, im->assembly.first_cost, p->first.n_col));
    RW_TRY(compare_arrays(list, RW_DELTA_COST, from->cost, to->cost, from->n_col));
    RW_TRY(compare_arrays(list, RW_DELTA_LOWER, from->lower, to->lower, from->n_col));
    RW_TRY(compare_arrays(list, RW_DELTA_UPPER, from->upper, to->upper, from->n_col));
    RW_TRY(compare_arrays(list, RW_DELTA_ROW_LOWER, from->row_lower, to->row_lower, from->n_row));
    RW_TRY(compare_arrays(list, RW_DELTA_ROW_UPPER, from->row_upper, to->row_upper, from->n_row));
    RW_TRY(compare_matrices(list, RW_DELTA_TECHNOLOGY, &p->technology, &im->technology));
    RW_TRY(compare_matrices(list, RW_DELTA_RECOURSE, &p->recourse, &im->recourse));
done:
    return status;
}

// Scenario 0 becomes the template; the others widen its matrices.
static rw_status fill_template(rw_twostage *problem, const rw_source *source) {
    rw_status status = RW_OK;
    image im = {0};
    RW_TRY(init_image(&im, source, 0));
    problem->second = im.assembly.block;
    problem->first_scenario_cost = im.assembly.first_cost;
    problem->technology = im.technology;
    problem->recourse = im.recourse;
    im.assembly.block = (rw_block){0}; // handed over
    im.assembly.first_cost = NULL;
    im.technology = im.recourse = (rw_sparse){0};
    for (rw_idx w = 1; w < source->scenarios->n_scenario; w++) {
        clear_image(&im);
        RW_TRY(init_image(&im, source, w));
        RW_TRY(widen(&problem->technology, &im.technology));
        RW_TRY(widen(&problem->recourse, &im.recourse));
    }
done:
    clear_image(&im);
    return status;
}

rw_status rw_template_fill(rw_twostage *problem, const rw_source *source) {
    rw_status status = RW_OK;
    image im = {0};
    delta_list list = {.problem = problem};
    const rw_idx n_scenario = source->scenarios->n_scenario;
    problem->n_scenario = n_scenario;
    problem->probability = rw_calloc(n_scenario, sizeof *problem->probability);
    problem->delta_begin = rw_calloc(n_scenario + 1, sizeof *problem->delta_begin);
    RW_TRY(problem->probability != NULL && problem->delta_begin != NULL ? RW_OK : RW_NO_MEMORY);
    RW_TRY(fill_template(problem, source));
    for (rw_idx w = 0; w < n_scenario; w++) {
        RW_TRY(init_image(&im, source, w));
        RW_TRY(compare(&list, &im));
        problem->delta_begin[w + 1] = list.count;
        problem->probability[w] = source->scenarios->scenario[w].probability;
        problem->constant += problem->probability[w] * im.assembly.constant;
        clear_image(&im);
    }
done:
    clear_image(&im);
    return status;
}
