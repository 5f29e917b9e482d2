// Generated plants are what they were: figures of benchmarks and seeds of failures mean the same plant for ever.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/input.h>

#include "core/digest.h"
#include "core/memory.h"
#include "plant/recipe.h"

enum { N_SEED = 20, N_WITH_RISKS = 60 };

static void check_size(plant_size size, const char *digest) {
    rw_text text = {0};
    char found[65];
    for (uint64_t seed = 0; seed < N_SEED; seed++) {
        const plant_recipe recipe = plant_recipe_of(size, seed);
        plant_write(&recipe, &text);
    }
    assert_false(text.failed);
    rw_digest_sha256(text.data, text.length, found);
    rw_text_clear(&text);
    assert_string_equal(found, digest);
}

static void plants_of_a_seed_stay_the_same(void **state) {
    (void)state;
    check_size(PLANT_TINY, "efe221a76149d420f31875fc2ca385652255248bb795097184d491e1ae67798c");
    check_size(PLANT_SMALL, "1069ccc88cbcbebd55e15e5970e254b2ed07eca80a30723c9a3a0897e716c1cb");
    check_size(PLANT_BASE, "b837eafd5f55349a4fd5a114d204b7ac41ac8a4637158da0348e37ac6169665c");
    check_size(PLANT_LARGE, "b79993ad09d9299a32f60106b68f7309d951df5853de65735c3f934b2e1613cf");
}

// The rest of the plant is that of the same seed without risks.
static void plant_with_risks_is_valid_and_else_the_same(void **state) {
    (void)state;
    rw_idx n_drawn[RW_EVENT + 1] = {0}, n_risk = 0, n_correlation = 0;
    for (uint64_t seed = 0; seed < N_WITH_RISKS; seed++) {
        plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
        rw_text without = {0}, with = {0};
        rw_input *input = NULL;
        rw_error error = {0};
        plant_write(&recipe, &without);
        recipe.has[PLANT_HAS_RISKS] = true;
        plant_write(&recipe, &with);
        assert_true(with.length > without.length && memcmp(with.data, without.data, without.length) == 0);
        assert_int_equal(rw_input_read_text(rw_text_string(&with), "generated", &input, &error), RW_OK);
        for (rw_idx k = 0; k < input->model->n_risk; k++) {
            n_drawn[input->model->risk[k].distribution]++;
        }
        n_risk += input->model->n_risk;
        n_correlation += input->model->n_correlation;
        rw_input_free(&input);
        rw_text_clear(&without);
        rw_text_clear(&with);
    }
    for (int k = 0; k <= RW_EVENT; k++) {
        assert_true(n_drawn[k] >= 10);
    }
    assert_true(n_risk >= 5 * N_WITH_RISKS && n_correlation >= 2 * N_WITH_RISKS);
    assert_int_equal(rw_memory_live(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plants_of_a_seed_stay_the_same),
        cmocka_unit_test(plant_with_risks_is_valid_and_else_the_same),
    };
    return cmocka_run_group_tests_name("bench/plants", tests, NULL, NULL);
}
