// Columns and rows of one stage, and the problem that owns them.  SPDX-License-Identifier: MIT
#include "twostage/block.h"

#include "core/memory.h"

rw_status rw_block_init(rw_block *block, rw_idx n_col, rw_idx n_row) {
    *block = (rw_block){.n_col = n_col, .n_row = n_row};
    block->cost = rw_calloc(n_col, sizeof *block->cost);
    block->lower = rw_calloc(n_col, sizeof *block->lower);
    block->upper = rw_calloc(n_col, sizeof *block->upper);
    block->row_lower = rw_calloc(n_row, sizeof *block->row_lower);
    block->row_upper = rw_calloc(n_row, sizeof *block->row_upper);
    const bool complete = block->cost != NULL && block->lower != NULL && block->upper != NULL &&
                          block->row_lower != NULL && block->row_upper != NULL;
    return complete ? RW_OK : RW_NO_MEMORY;
}

static void free_names(char **name, rw_idx count) {
    for (rw_idx k = 0; name != NULL && k < count; k++) {
        rw_free(name[k]);
    }
    rw_free(name);
}

void rw_block_clear(rw_block *block) {
    rw_free(block->cost);
    rw_free(block->lower);
    rw_free(block->upper);
    rw_free(block->row_lower);
    rw_free(block->row_upper);
    free_names(block->col_name, block->n_col);
    free_names(block->row_name, block->n_row);
    *block = (rw_block){0};
}

void rw_twostage_free(rw_twostage **problem) {
    rw_twostage *p = problem != NULL ? *problem : NULL;
    if (p == NULL) {
        return;
    }
    rw_block_clear(&p->first);
    rw_block_clear(&p->second);
    rw_free(p->integer);
    rw_free(p->first_scenario_cost);
    rw_sparse_clear(&p->constraint);
    rw_sparse_clear(&p->technology);
    rw_sparse_clear(&p->recourse);
    rw_free(p->probability);
    rw_free(p->delta_begin);
    rw_free(p->delta);
    rw_free(p->chain);
    rw_free(p);
    *problem = NULL;
}
