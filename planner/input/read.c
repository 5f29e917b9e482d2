// Reading a configuration from beginning to end.  SPDX-License-Identifier: MIT
#include <rampwerk/input.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "input/build.h"
#include "input/override.h"
#include "input/path.h"
#include "input/source.h"

typedef struct owned_input { // what rw_input points to, and the arena that holds its file records
    rw_input input;          // first, so that a pointer to it is one to the whole
    rw_arena *arena;
} owned_input;

static void report_semantic(void *context, const char *path, const char *text, bool is_error) {
    rw_reader *reader = context;
    if (path[0] == '\0') {
        reader->out_of_memory = true;
        return;
    }
    const rw_node *node = rw_path_follow(reader, path).deepest;
    if (is_error) {
        rw_reader_error(reader, node->place, "%s: %s", path, text);
    } else {
        rw_reader_warn(reader, node->place, "%s: %s", path, text);
    }
}

static void report_defect(void *context, const char *path, const char *text) {
    report_semantic(context, path, text, true);
}

static void report_oddity(void *context, const char *path, const char *text) {
    report_semantic(context, path, text, false);
}

static bool is_well(const rw_reader *reader) {
    return reader->n_error == 0 && !reader->out_of_memory;
}

// From the source to a checked model, as far as there are no errors.
static void read_model(rw_reader *reader, rw_idx source, rw_idx n_override, const char *const *override_text) {
    rw_tokens tokens = {0};
    rw_tokens_read(reader, source, 0, &tokens);
    if (!reader->out_of_memory) {
        rw_tokens_check(reader, &tokens);
    }
    reader->root = is_well(reader) ? rw_node_parse(reader, &tokens) : NULL;
    if (!is_well(reader) || reader->root == NULL) {
        return;
    }
    rw_overrides_apply(reader);
    for (rw_idx k = 0; k < n_override && !reader->out_of_memory; k++) {
        rw_override_set(reader, override_text[k], k + 1);
    }
    if (!reader->out_of_memory) {
        rw_build(reader);
    }
    if (is_well(reader)) {
        rw_model_check(reader->model, report_defect, reader);
    }
    if (is_well(reader)) {
        rw_model_warn(reader->model, report_oddity, reader);
    }
}

static rw_status record_files(const rw_reader *reader, owned_input *owned) {
    rw_input *input = &owned->input;
    input->file = rw_arena_alloc(owned->arena, reader->n_source, sizeof *input->file);
    for (rw_idx k = 0; input->file != NULL && k < reader->n_source; k++) {
        const rw_source *source = &reader->source[k];
        if (source->path == NULL) {
            continue;
        }
        rw_input_file *file = &input->file[input->n_file++];
        file->path = rw_arena_copy(owned->arena, source->name);
        file->sha256 = rw_arena_copy(owned->arena, source->sha256);
        if (file->path == NULL || file->sha256 == NULL) {
            return RW_NO_MEMORY;
        }
    }
    return input->file != NULL ? RW_OK : RW_NO_MEMORY;
}

// Hands over what was read: the messages always, model and text if there are no errors.
static rw_status finish(rw_reader *reader, owned_input *owned, rw_error *error) {
    rw_input *input = &owned->input;
    rw_status status = RW_NO_MEMORY;
    rw_text text = {0};
    if (reader->out_of_memory || record_files(reader, owned) != RW_OK) {
        goto done;
    }
    input->diagnostics = rw_reader_messages(reader);
    input->n_error = reader->n_error;
    input->n_warning = reader->n_warning;
    if (input->diagnostics == NULL) {
        goto done;
    }
    const rw_message *first = rw_reader_first_error(reader);
    if (first != NULL) {
        status = rw_error_set(error, reader->n_source == 0 ? RW_NO_INPUT : RW_CONFIG, "%s", first->text);
        if (error != NULL && reader->n_source > 0 && error->source[0] == '\0') {
            snprintf(error->source, sizeof error->source, "%s", reader->source[first->place.source].name);
            error->line = (int)first->place.line;
            error->column = (int)first->place.column;
        }
        goto done;
    }
    rw_node_write(reader->root, &text);
    if (!text.failed) {
        input->text = text.data;
        text = (rw_text){0};
        input->model = reader->model;
        reader->model = NULL;
        status = RW_OK;
    }
done:
    rw_text_clear(&text);
    return status;
}

// Reads from a file (path) or a text.
static rw_status read_any(const char *path, const char *text, const char *name, rw_idx n_override,
                          const char *const *override_text, rw_input **input, rw_error *error) {
    rw_status status = RW_NO_MEMORY;
    rw_reader reader = {.arena = rw_arena_new(), .model = rw_model_new(), .files_allowed = path != NULL};
    owned_input *owned = rw_calloc(1, sizeof *owned);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0); // a comma is no decimal point here
    locale_t before = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
    *input = NULL;
    if (owned == NULL || reader.arena == NULL || reader.model == NULL || plain == (locale_t)0) {
        goto done;
    }
    owned->arena = rw_arena_new();
    if (owned->arena == NULL) {
        goto done;
    }
    rw_idx source = path != NULL ? rw_source_open(&reader, path, (rw_place){0}) : rw_source_add(&reader, name, text);
    if (source >= 0) {
        read_model(&reader, source, n_override, override_text);
    }
    status = finish(&reader, owned, error);
    if (status != RW_NO_MEMORY) {
        *input = &owned->input;
        owned = NULL;
    }
done:
    if (status == RW_NO_MEMORY) {
        rw_error_set(error, status, "out of memory while reading '%s'", path != NULL ? path : name);
    }
    if (plain != (locale_t)0) {
        uselocale(before);
        freelocale(plain);
    }
    rw_input *rest = owned != NULL ? &owned->input : NULL;
    rw_input_free(&rest);
    rw_model_free(&reader.model);
    rw_arena_free(&reader.arena);
    return status;
}

rw_status rw_input_read(const char *path, rw_idx n_override, const char *const *override_text, rw_input **input,
                        rw_error *error) {
    return read_any(path, NULL, NULL, n_override, override_text, input, error);
}

rw_status rw_input_read_text(const char *text, const char *source_name, rw_input **input, rw_error *error) {
    return read_any(NULL, text, source_name, 0, NULL, input, error);
}

void rw_input_free(rw_input **input) {
    if (input == NULL || *input == NULL) {
        return;
    }
    owned_input *owned = (owned_input *)*input;
    rw_model_free(&owned->input.model);
    rw_free(owned->input.text);
    rw_free(owned->input.diagnostics);
    rw_arena_free(&owned->arena);
    rw_free(owned);
    *input = NULL;
}
