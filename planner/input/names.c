// Sorting and finding labels.  SPDX-License-Identifier: MIT
#include "input/names.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b) {
    const rw_name *first = a;
    const rw_name *second = b;
    int order = strcmp(first->text, second->text);
    return order != 0 ? order : (first->position > second->position) - (first->position < second->position);
}

const rw_name *rw_names_of(rw_reader *reader, rw_node *list, rw_idx *count) {
    if (list->names == NULL) {
        rw_name *names = rw_reader_alloc(reader, list->n_child, sizeof *names);
        rw_idx position = 0;
        list->n_name = 0;
        for (const rw_node *each = list->first; each != NULL && names != NULL; each = each->next, position++) {
            const char *label = rw_node_label(each);
            if (label != NULL) {
                names[list->n_name++] = (rw_name){.text = label, .node = each, .position = position};
            }
        }
        if (list->n_name > 1) {
            qsort(names, (size_t)list->n_name, sizeof *names, compare_names);
        }
        list->names = names;
    }
    *count = list->n_name;
    return list->names;
}

const rw_name *rw_names_find(rw_reader *reader, rw_node *list, const char *text) {
    rw_idx end = 0;
    const rw_name *names = rw_names_of(reader, list, &end);
    rw_idx begin = 0, count = end;
    while (begin < end) { // names before begin are less than text, those from end on are not
        rw_idx middle = begin + (end - begin) / 2;
        if (strcmp(names[middle].text, text) < 0) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin < count && strcmp(names[begin].text, text) == 0 ? &names[begin] : NULL;
}
