// The life of a model, and its calendar.  SPDX-License-Identifier: MIT
#include <rampwerk/model.h>

#include "core/memory.h"

rw_model *rw_model_new(void) {
    rw_arena *arena = rw_arena_new();
    rw_model *model = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *model) : NULL;
    if (model == NULL) {
        rw_arena_free(&arena);
        return NULL;
    }
    model->arena = arena;
    return model;
}

void rw_model_free(rw_model **model) {
    if (model == NULL || *model == NULL) {
        return;
    }
    rw_arena *arena = (*model)->arena; // the model itself lies in it
    rw_arena_free(&arena);
    *model = NULL;
}

rw_idx rw_model_year(const rw_model *model, rw_idx month) {
    return (model->start_month - 1 + month) / 12;
}
