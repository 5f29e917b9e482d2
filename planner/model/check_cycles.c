// Cycles in the bill of materials.  SPDX-License-Identifier: MIT
//
// Items are the nodes; an operation leads from each of its inputs to each of its outputs.  A depth-first search that
// keeps its way finds every item that leads back to itself (Cormen et al., Introduction to Algorithms, section 20.3).
#include <string.h>

#include "core/memory.h"
#include "model/checking.h"

typedef enum mark { FRESH, ON_THE_WAY, DONE } mark;

typedef struct search {
    rw_checking *checking;
    mark *mark;   // of each item
    rw_idx *item; // the way: items, and for each where its search stands
    rw_idx *operation, *output;
    rw_idx depth;
} search;

static bool uses(const rw_operation *operation, rw_idx item) {
    for (rw_idx k = 0; k < operation->n_input; k++) {
        if (operation->input[k].item == item) {
            return true;
        }
    }
    return false;
}

static void append(char *text, size_t size, const char *word) {
    strncat(text, word, size - strlen(text) - 1);
}

// The way from item to itself, closed by operation.
static void report_cycle(search *s, rw_idx item, rw_idx operation) {
    const rw_model *model = s->checking->model;
    char text[RW_CHECKING_BYTES / 2] = "";
    rw_idx start = s->depth;
    while (s->item[start] != item) {
        start--;
    }
    for (rw_idx d = start; d <= s->depth; d++) {
        append(text, sizeof text, model->item[s->item[d]].name);
        append(text, sizeof text, " -> ");
    }
    append(text, sizeof text, model->item[item].name);
    rw_checking_at(s->checking, "operations.%s", model->operation[operation].name);
    rw_checking_report(s->checking, "the bill of materials goes in a circle: %s", text);
}

static void enter(search *s, rw_idx item) {
    s->mark[item] = ON_THE_WAY;
    s->item[s->depth] = item;
    s->operation[s->depth] = 0;
    s->output[s->depth] = 0;
}

// Goes on from the last item of the way by one output of one operation.
static void follow(search *s) {
    const rw_model *model = s->checking->model;
    rw_idx item = s->item[s->depth];
    rw_idx o = s->operation[s->depth];
    if (o == model->n_operation) {
        s->mark[item] = DONE;
        s->depth--;
        return;
    }
    const rw_operation *operation = &model->operation[o];
    rw_idx k = s->output[s->depth]++;
    if (k >= operation->n_output || !uses(operation, item)) {
        s->operation[s->depth]++;
        s->output[s->depth] = 0;
        return;
    }
    rw_idx next = operation->output[k].item;
    if (s->mark[next] == ON_THE_WAY) {
        report_cycle(s, next, o);
    } else if (s->mark[next] == FRESH) {
        s->depth++;
        enter(s, next);
    }
}

void rw_check_cycles(rw_checking *checking) {
    const rw_model *model = checking->model;
    rw_arena *arena = rw_arena_new();
    search s = {.checking = checking, .depth = -1};
    if (arena != NULL) {
        s.mark = rw_arena_alloc(arena, model->n_item, sizeof *s.mark);
        s.item = rw_arena_alloc(arena, model->n_item, sizeof *s.item);
        s.operation = rw_arena_alloc(arena, model->n_item, sizeof *s.operation);
        s.output = rw_arena_alloc(arena, model->n_item, sizeof *s.output);
    }
    if (s.mark == NULL || s.item == NULL || s.operation == NULL || s.output == NULL) {
        rw_checking_at(checking, "%s", "");
        rw_checking_report(checking, "out of memory");
        rw_arena_free(&arena);
        return;
    }
    for (rw_idx i = 0; i < model->n_item; i++) {
        if (s.mark[i] == FRESH) {
            s.depth = 0;
            enter(&s, i);
            while (s.depth >= 0) {
                follow(&s);
            }
        }
    }
    rw_arena_free(&arena);
}
