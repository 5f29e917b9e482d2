// The tree of values: building, finding, naming.  SPDX-License-Identifier: MIT
#include "input/node.h"

#include <string.h>

rw_node *rw_node_add(rw_reader *reader, rw_node *parent, const char *name, rw_kind kind) {
    rw_node *node = rw_reader_alloc(reader, 1, sizeof *node);
    if (node == NULL) {
        return NULL;
    }
    node->name = name;
    node->kind = kind;
    node->parent = parent;
    if (parent != NULL) {
        *(parent->last != NULL ? &parent->last->next : &parent->first) = node;
        parent->last = node;
        parent->n_child++;
    }
    return node;
}

void rw_node_remove(rw_node *node) {
    rw_node *parent = node->parent;
    rw_node *before = NULL;
    for (rw_node *each = parent->first; each != node; each = each->next) {
        before = each;
    }
    *(before != NULL ? &before->next : &parent->first) = node->next;
    parent->last = parent->last == node ? before : parent->last;
    parent->n_child--;
    node->parent = node->next = NULL;
}

void rw_node_replace(rw_node *node, const rw_node *value) {
    const rw_node old = *node;
    *node = *value;
    node->name = old.name;
    node->key_place = old.key_place;
    node->parent = old.parent;
    node->next = old.next;
    for (rw_node *child = node->first; child != NULL; child = child->next) {
        child->parent = node;
    }
}

rw_node *rw_node_child(const rw_node *group, const char *name) {
    if (group == NULL || group->kind != RW_KIND_GROUP) {
        return NULL;
    }
    for (rw_node *child = group->first; child != NULL; child = child->next) {
        if (strcmp(child->name, name) == 0) {
            return child;
        }
    }
    return NULL;
}

rw_node *rw_node_element(const rw_node *list, rw_idx index) {
    rw_node *element = index >= 0 && index < list->n_child ? list->first : NULL;
    for (; element != NULL && index > 0; index--) {
        element = element->next;
    }
    return element;
}

const char *rw_node_label(const rw_node *element) {
    static const char *const keys[] = {"name", "item", "skill"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        const rw_node *child = rw_node_child(element, keys[k]);
        if (child != NULL) {
            return child->kind == RW_KIND_TEXT ? child->text : NULL;
        }
    }
    return NULL;
}

rw_node *rw_node_labelled(const rw_node *list, const char *label) {
    for (rw_node *element = list->first; element != NULL; element = element->next) {
        const char *own = element->kind == RW_KIND_TEXT ? element->text : rw_node_label(element);
        if (own != NULL && strcmp(own, label) == 0) {
            return element;
        }
    }
    return NULL;
}

const char *rw_node_path(rw_reader *reader, const rw_node *node) {
    if (node->parent == NULL) {
        return "";
    }
    const char *above = rw_node_path(reader, node->parent);
    const char *label = node->name != NULL ? node->name : rw_node_label(node);
    if (label != NULL) {
        return rw_reader_text(reader, "%s%s%s", above, above[0] != '\0' ? "." : "", label);
    }
    rw_idx index = 0;
    for (const rw_node *each = node->parent->first; each != node; each = each->next) {
        index++;
    }
    return rw_reader_text(reader, "%s[%lld]", above, (long long)index);
}

bool rw_node_is_number(const rw_node *node) {
    return node->kind == RW_KIND_WHOLE || node->kind == RW_KIND_REAL;
}

double rw_node_number(const rw_node *node) {
    return node->kind == RW_KIND_WHOLE ? (double)node->whole : node->real;
}

const char *rw_kind_text(rw_kind kind) {
    static const char *const texts[] = {"a group", "a list", "a whole number", "a number", "true or false", "a text"};
    return texts[kind];
}
