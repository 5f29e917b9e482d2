// Building suppliers and customers.  SPDX-License-Identifier: MIT
#include "input/build.h"

static void build_options(rw_reader *reader, rw_node *element, rw_idx j) {
    rw_model *model = reader->model;
    rw_supplier *supplier = &model->supplier[j];
    rw_idx count = 0;
    rw_node *each = rw_fill_groups(reader, element, "options", &count);
    rw_build_unique(reader, element, "options");
    supplier->option_begin = supplier->option_end = model->n_option;
    for (; each != NULL; each = each->next) {
        rw_option *option = &model->option[supplier->option_end++];
        option->supplier = j;
        if (each->kind == RW_KIND_GROUP) {
            rw_fill(reader, &rw_shape_option, each, option);
            rw_fill_window(reader, each, "from", "to", &option->from, &option->to);
        }
    }
    model->n_option = supplier->option_end;
}

static void build_suppliers(rw_reader *reader) {
    rw_model *model = reader->model;
    model->supplier = rw_build_list(reader, reader->root, "suppliers", sizeof *model->supplier, &model->n_supplier);
    model->option = rw_reader_keep(reader, rw_build_count(reader, "suppliers", "options"), sizeof *model->option);
    rw_node *element = rw_build_first(reader, "suppliers");
    for (rw_idx j = 0; model->option != NULL && j < model->n_supplier; j++, element = element->next) {
        if (element->kind == RW_KIND_GROUP) {
            build_options(reader, element, j);
            rw_fill_window(reader, element, "from", "to", &model->supplier[j].from, &model->supplier[j].to);
        }
    }
}

static void add_delivery(rw_model *model, rw_product *product, rw_idx item) {
    model->delivery[model->n_delivery++] = (rw_delivery){.product = product - model->product, .item = item};
    product->delivery_end = model->n_delivery;
}

// The items a product accepts: its own, unless told otherwise, and those listed.
static void build_deliveries(rw_reader *reader, const rw_node *element, rw_product *product) {
    rw_model *model = reader->model;
    const rw_node *own = rw_node_child(element, "own");
    const rw_node *accepts = rw_node_child(element, "accepts");
    product->delivery_begin = product->delivery_end = model->n_delivery;
    if (own != NULL && own->kind != RW_KIND_TRUTH) {
        rw_fill_refuse(reader, own, "true or false");
    } else if (own == NULL || own->truth) {
        add_delivery(model, product, product->item);
    }
    if (accepts != NULL && accepts->kind != RW_KIND_LIST) {
        rw_fill_refuse(reader, accepts, "a list of names");
        return;
    }
    for (const rw_node *each = accepts != NULL ? accepts->first : NULL; each != NULL; each = each->next) {
        if (each->kind == RW_KIND_TEXT) {
            add_delivery(model, product, rw_fill_reference(reader, "items", each));
        } else {
            rw_fill_refuse(reader, each, "a name");
        }
    }
}

static void build_products(rw_reader *reader, rw_node *element, rw_idx c) {
    rw_model *model = reader->model;
    rw_customer *customer = &model->customer[c];
    rw_idx count = 0;
    rw_node *each = rw_fill_groups(reader, element, "products", &count);
    rw_build_unique(reader, element, "products");
    customer->product_begin = customer->product_end = model->n_product;
    for (; each != NULL; each = each->next) {
        rw_product *product = &model->product[customer->product_end++];
        product->customer = c;
        if (each->kind == RW_KIND_GROUP) {
            rw_fill(reader, &rw_shape_product, each, product);
            build_deliveries(reader, each, product);
        }
    }
    model->n_product = customer->product_end;
}

// An upper limit on the number of deliveries.
static rw_idx count_deliveries(const rw_reader *reader) {
    const rw_node *list = rw_node_child(reader->root, "customers");
    rw_idx count = rw_build_count(reader, "customers", "products");
    for (const rw_node *customer = list != NULL ? list->first : NULL; customer != NULL; customer = customer->next) {
        const rw_node *products = rw_node_child(customer, "products");
        for (const rw_node *each = products != NULL ? products->first : NULL; each != NULL; each = each->next) {
            const rw_node *accepts = rw_node_child(each, "accepts");
            count += accepts != NULL ? accepts->n_child : 0;
        }
    }
    return count;
}

static void build_customers(rw_reader *reader) {
    rw_model *model = reader->model;
    model->customer = rw_build_list(reader, reader->root, "customers", sizeof *model->customer, &model->n_customer);
    model->product = rw_reader_keep(reader, rw_build_count(reader, "customers", "products"), sizeof *model->product);
    model->delivery = rw_reader_keep(reader, count_deliveries(reader), sizeof *model->delivery);
    bool has_room = model->product != NULL && model->delivery != NULL;
    rw_node *element = rw_build_first(reader, "customers");
    for (rw_idx c = 0; has_room && c < model->n_customer; c++, element = element->next) {
        if (element->kind == RW_KIND_GROUP) {
            build_products(reader, element, c);
        }
    }
}

void rw_build_market(rw_reader *reader) {
    build_suppliers(reader);
    build_customers(reader);
}
