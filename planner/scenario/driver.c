// What drives the risks.  SPDX-License-Identifier: MIT
//
// Latin hypercube sampling with dependence: Packham and Schmidt, Journal of Computational Finance 13(3), 2010.  The
// ranks of the plain sample's scores are the strata, so that every risk meets each stratum once, and the ranks keep
// the copula.
#include "scenario/driver.h"

#include <math.h>
#include <stdlib.h>

#include "core/cholesky.h"
#include "core/memory.h"
#include "core/random.h"
#include "scenario/normal.h"

// Random numbers of a risk, told apart by an index: three for each year, and the place in the stratum for the first.
enum { INDEX_SCORE, INDEX_START, INDEX_LENGTH, N_INDEX };
static const uint64_t INDEX_STRATUM = UINT64_C(1) << 32;

static const double LEAST = 0x1p-53; // and 1 - LEAST: the ends of the open interval

typedef struct rw_ranked {
    double score;
    rw_idx number; // of the scenario in the sample
} rw_ranked;

// FNV-1a.
static uint64_t hash_bytes(uint64_t hash, const unsigned char *bytes, size_t count) {
    for (size_t k = 0; k < count; k++) {
        hash = (hash ^ bytes[k]) * UINT64_C(1099511628211);
    }
    return hash;
}

static uint64_t hash_name(const char *name) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *name != '\0'; name++) {
        hash = hash_bytes(hash, (const unsigned char *)name, 1);
    }
    return hash;
}

static double random_at(const rw_driver *driver, rw_idx risk, uint64_t index, rw_idx number) {
    unsigned char bytes[sizeof index]; // lowest first, on any machine
    for (size_t k = 0; k < sizeof bytes; k++) {
        bytes[k] = (unsigned char)(index >> (8 * k));
    }
    return rw_random_uniform(driver->draw.seed, hash_bytes(driver->stream[risk], bytes, sizeof bytes),
                             (uint64_t)number);
}

static uint64_t index_of(rw_idx year, int which) {
    return (uint64_t)(N_INDEX * year + which);
}

static bool is_event(const rw_driver *driver, rw_idx risk) {
    return driver->model->risk[risk].distribution == RW_EVENT;
}

static void order_risks(rw_driver *driver) {
    const rw_idx n = driver->model->n_risk;
    rw_idx count = 0;
    for (int with_events = 0; with_events < 2; with_events++) {
        for (rw_idx k = 0; k < n; k++) {
            if (is_event(driver, k) == (with_events == 1)) {
                driver->place[k] = count;
                driver->order[count++] = k;
            }
        }
        driver->n_single = with_events == 0 ? count : driver->n_single;
    }
}

static void place_correlations(rw_driver *driver) {
    const rw_model *model = driver->model;
    const rw_idx n = model->n_risk;
    for (rw_idx k = 0; k < n; k++) {
        driver->factor[k * n + k] = 1.0;
    }
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        const rw_correlation *pair = &model->correlation[k];
        const rw_idx a = driver->place[pair->first];
        const rw_idx b = driver->place[pair->second];
        driver->factor[(a > b ? a : b) * n + (a > b ? b : a)] = pair->value;
    }
}

static void find_lonely(rw_driver *driver) {
    const rw_idx n = driver->model->n_risk;
    for (rw_idx k = 0; k < n; k++) {
        bool is_alone = true;
        for (rw_idx other = 0; other < driver->place[k]; other++) {
            is_alone = is_alone && driver->factor[driver->place[k] * n + other] == 0.0;
        }
        driver->is_alone[k] = is_alone;
    }
}

rw_status rw_driver_init(rw_driver *driver, rw_arena *arena, const rw_model *model, const rw_draw *draw,
                         rw_error *error) {
    const rw_idx n = model->n_risk;
    const bool is_latin = draw->sampling == RW_SAMPLING_LATIN_HYPERCUBE;
    const rw_idx begin = is_latin ? 0 : draw->first;
    const rw_idx end = is_latin ? draw->n_sample : draw->first + draw->n_scenario;
    *driver = (rw_driver){.model = model,
                          .draw = *draw,
                          .n_year = (model->n_month + RW_MONTHS_OF_YEAR - 1) / RW_MONTHS_OF_YEAR,
                          .stream = rw_arena_alloc(arena, n, sizeof *driver->stream),
                          .order = rw_arena_alloc(arena, n, sizeof *driver->order),
                          .place = rw_arena_alloc(arena, n, sizeof *driver->place),
                          .factor = rw_arena_alloc(arena, n * n, sizeof *driver->factor),
                          .is_alone = rw_arena_alloc(arena, n, sizeof *driver->is_alone),
                          .begin = begin,
                          .end = end,
                          .common = rw_arena_alloc(arena, end - begin, sizeof *driver->common),
                          .common_of = -1};
    if (is_latin) {
        driver->ranks = rw_arena_alloc(arena, draw->n_scenario, sizeof *driver->ranks);
        driver->below = rw_arena_alloc(arena, draw->n_scenario + 1, sizeof *driver->below);
    }
    if (driver->stream == NULL || driver->order == NULL || driver->place == NULL || driver->factor == NULL ||
        driver->is_alone == NULL || driver->common == NULL ||
        (is_latin && (driver->ranks == NULL || driver->below == NULL))) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for a sample of %lld scenarios",
                            (long long)draw->n_sample);
    }
    for (rw_idx k = 0; k < n; k++) {
        driver->stream[k] = hash_name(model->risk[k].name);
    }
    order_risks(driver);
    place_correlations(driver);
    if (!rw_cholesky_factor(driver->factor, n)) {
        return rw_error_set(error, RW_ARGUMENT, "the correlations of the risks are not positive definite");
    }
    find_lonely(driver);
    return RW_OK;
}

static double clamp(double u) {
    return fmin(fmax(u, LEAST), 1.0 - LEAST);
}

// The normal scores z = L g come in two parts: what risks that are no events give is the same in all years.  Those of
// the places [begin, end) for scenario `number`, an event's g being that of the year.
static double mix(const rw_driver *driver, rw_idx risk, rw_idx begin, rw_idx end, rw_idx year, rw_idx number) {
    const rw_idx n = driver->model->n_risk;
    const double *row = driver->factor + driver->place[risk] * n;
    double z = 0.0;
    for (rw_idx k = begin; k < end; k++) {
        if (row[k] != 0.0) {
            z += row[k] * rw_normal_quantile(random_at(driver, driver->order[k], index_of(year, INDEX_SCORE), number));
        }
    }
    return z;
}

static void fill_common(rw_driver *driver, rw_idx risk) {
    const rw_idx last = driver->place[risk] < driver->n_single ? driver->place[risk] + 1 : driver->n_single;
    if (driver->common_of == risk || driver->is_alone[risk]) {
        return;
    }
    for (rw_idx w = driver->begin; w < driver->end; w++) {
        driver->common[w - driver->begin] = mix(driver, risk, 0, last, 0, w);
    }
    driver->common_of = risk;
}

// Something that rises with the driving number of a plain sample, which it is for a risk alone: that takes its own
// random number as it is.  Else the normal score.
static double score_of(const rw_driver *driver, rw_idx risk, rw_idx year, rw_idx number) {
    if (driver->is_alone[risk]) {
        return random_at(driver, risk, index_of(year, INDEX_SCORE), number);
    }
    return driver->common[number - driver->begin] +
           mix(driver, risk, driver->n_single, driver->place[risk] + 1, year, number);
}

static int compare_ranked(const void *a, const void *b) {
    const rw_ranked *x = a;
    const rw_ranked *y = b;
    if (x->score != y->score) {
        return x->score < y->score ? -1 : 1;
    }
    return x->number < y->number ? -1 : x->number > y->number;
}

// A number within the stratum [rank, rank + 1) / n_sample.
static double stratified(const rw_driver *driver, rw_idx rank, double share) {
    const double n = (double)driver->draw.n_sample;
    const double end = nextafter(((double)rank + 1.0) / n, 0.0);
    return clamp(fmin(fmax(((double)rank + share) / n, (double)rank / n), end));
}

// How many of the scenarios drawn, by rank, come before one.
static rw_idx count_before(const rw_driver *driver, const rw_ranked *one) {
    rw_idx low = 0;
    rw_idx high = driver->draw.n_scenario;
    while (low < high) {
        const rw_idx middle = low + (high - low) / 2;
        if (compare_ranked(&driver->ranks[middle], one) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// Only the scenarios drawn are sorted; all of the sample are counted into the gaps between them.
static void fill_latin(rw_driver *driver, rw_idx risk, rw_idx year, double *u, rw_idx stride) {
    const rw_draw *draw = &driver->draw;
    for (rw_idx k = 0; k < draw->n_scenario; k++) {
        const rw_idx number = draw->first + k;
        driver->ranks[k] = (rw_ranked){.score = score_of(driver, risk, year, number), .number = number};
        driver->below[k] = 0;
    }
    driver->below[draw->n_scenario] = 0;
    qsort(driver->ranks, (size_t)draw->n_scenario, sizeof *driver->ranks, compare_ranked);
    for (rw_idx w = 0; w < draw->n_sample; w++) {
        if (w < draw->first || w >= draw->first + draw->n_scenario) {
            const rw_ranked one = {.score = score_of(driver, risk, year, w), .number = w};
            driver->below[count_before(driver, &one)]++;
        }
    }
    rw_idx rank = 0;
    for (rw_idx k = 0; k < draw->n_scenario; k++, rank++) {
        const rw_idx number = driver->ranks[k].number;
        rank += driver->below[k];
        const double share = random_at(driver, risk, index_of(year, INDEX_SCORE) | INDEX_STRATUM, number);
        u[(number - draw->first) * stride] = stratified(driver, rank, share);
    }
}

void rw_driver_fill(rw_driver *driver, rw_idx risk, rw_idx year, double *u, rw_idx stride) {
    fill_common(driver, risk);
    if (driver->draw.sampling == RW_SAMPLING_LATIN_HYPERCUBE) {
        fill_latin(driver, risk, year, u, stride);
        return;
    }
    for (rw_idx k = 0; k < driver->draw.n_scenario; k++) {
        const double score = score_of(driver, risk, year, driver->draw.first + k);
        u[k * stride] = driver->is_alone[risk] ? score : clamp(rw_normal_cdf(score));
    }
}

double rw_driver_start(const rw_driver *driver, rw_idx risk, rw_idx year, rw_idx k) {
    return random_at(driver, risk, index_of(year, INDEX_START), driver->draw.first + k);
}

double rw_driver_length(const rw_driver *driver, rw_idx risk, rw_idx year, rw_idx k) {
    return random_at(driver, risk, index_of(year, INDEX_LENGTH), driver->draw.first + k);
}
