// From words to a tree of values, by libconfig; the only file that knows it.  SPDX-License-Identifier: MIT
//
// libconfig is handed one word per line.  Its line numbers are then word numbers, which have exact places.  Arrays are
// handed over as lists: their elements need not be of one kind ([ 0.5, 1 ] is two numbers here).
#include "input/node.h"
#include "input/source.h"

#include <libconfig.h>
#include <locale.h>

static void write_words(const rw_tokens *tokens, rw_text *text) {
    for (rw_idx k = 0; k < tokens->n_token - 1; k++) {
        const rw_token *token = &tokens->token[k];
        if (rw_token_is(token, '[') || rw_token_is(token, ']')) {
            rw_text_add(text, rw_token_is(token, '[') ? "(" : ")");
        } else {
            rw_text_add_bytes(text, token->text, token->length);
        }
        rw_text_add(text, "\n");
    }
}

static rw_idx clamp(rw_idx value, rw_idx most) {
    return value < 0 ? 0 : value > most ? most : value;
}

// The word a value starts with.  Named settings carry the line of their key.  libconfig has read one word ahead
// when it adds a text to a list: step back over the pieces of the text.
static rw_idx find_word(const rw_tokens *tokens, const config_setting_t *setting) {
    rw_idx at = clamp((rw_idx)config_setting_source_line(setting) - 1, tokens->n_token - 1);
    if (config_setting_name(setting) != NULL) {
        return clamp(at + 2, tokens->n_token - 1); // key, '=', value
    }
    if (config_setting_type(setting) == CONFIG_TYPE_STRING) {
        while (at > 0 && tokens->token[at - 1].kind == RW_TOKEN_STRING) {
            at--;
        }
    }
    return at;
}

// Escapes must not bring in what a file must not hold.
static void check_text(rw_reader *reader, const rw_node *node) {
    for (const char *at = node->text; *at != '\0';) {
        size_t count = rw_character_bytes(at);
        bool is_control = (unsigned char)*at < ' ' && *at != '\n' && *at != '\t';
        if (count == 0 || is_control || *at == 0x7F) {
            rw_reader_error(reader, node->place, "this text holds %s (0x%02X)",
                            count == 0 ? "a byte that is not UTF-8" : "a control character",
                            (unsigned)(unsigned char)*at);
            return;
        }
        at += count;
    }
}

static void set_value(rw_reader *reader, rw_node *node, const config_setting_t *setting) {
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_GROUP:
        node->kind = RW_KIND_GROUP;
        break;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        node->kind = RW_KIND_WHOLE;
        node->whole = config_setting_get_int64(setting);
        break;
    case CONFIG_TYPE_FLOAT:
        node->kind = RW_KIND_REAL;
        node->real = config_setting_get_float(setting);
        break;
    case CONFIG_TYPE_BOOL:
        node->kind = RW_KIND_TRUTH;
        node->truth = config_setting_get_bool(setting) == CONFIG_TRUE;
        break;
    case CONFIG_TYPE_STRING:
        node->kind = RW_KIND_TEXT;
        node->text = rw_reader_text(reader, "%s", config_setting_get_string(setting));
        check_text(reader, node);
        break;
    default:
        node->kind = RW_KIND_LIST;
        break;
    }
}

// Depth is bounded: deeper nesting was refused before.
static void copy_children(rw_reader *reader, const rw_tokens *tokens, const config_setting_t *setting, rw_node *node) {
    int count = config_setting_is_aggregate(setting) ? config_setting_length(setting) : 0;
    for (int k = 0; k < count && !reader->out_of_memory; k++) {
        const config_setting_t *element = config_setting_get_elem(setting, (unsigned)k);
        const char *name = config_setting_name(element);
        name = name != NULL ? rw_reader_text(reader, "%s", name) : NULL;
        rw_node *child = rw_node_add(reader, node, name, RW_KIND_GROUP);
        if (child != NULL) {
            rw_idx word = find_word(tokens, element);
            child->place = tokens->token[word].place;
            child->key_place = name != NULL && word >= 2 ? tokens->token[word - 2].place : child->place;
            set_value(reader, child, element);
            copy_children(reader, tokens, element, child);
        }
    }
}

// libconfig leaves the thread in the locale of the process, whatever it was in before.
static bool read_words(config_t *config, const char *text) {
    locale_t before = uselocale((locale_t)0);
    bool is_read = config_read_string(config, text) == CONFIG_TRUE;
    uselocale(before);
    return is_read;
}

rw_node *rw_node_parse(rw_reader *reader, const rw_tokens *tokens) {
    rw_node *root = NULL;
    rw_text text = {0};
    config_t config;
    config_init(&config);
    write_words(tokens, &text);
    if (text.failed) {
        reader->out_of_memory = true;
    } else if (!read_words(&config, rw_text_string(&text))) {
        rw_idx at = clamp((rw_idx)config_error_line(&config) - 1, tokens->n_token - 1);
        const char *reason = config_error_text(&config);
        rw_reader_error(reader, tokens->token[at].place, "libconfig: %s", reason != NULL ? reason : "syntax error");
    } else {
        root = rw_node_add(reader, NULL, NULL, RW_KIND_GROUP);
        if (root != NULL) {
            root->place = root->key_place = (rw_place){.source = tokens->token[0].place.source, .line = 1, .column = 1};
            copy_children(reader, tokens, config_root_setting(&config), root);
        }
    }
    config_destroy(&config);
    rw_text_clear(&text);
    return reader->out_of_memory ? NULL : root;
}
