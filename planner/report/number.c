// Numbers as planners read them.  SPDX-License-Identifier: MIT
#include "report/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double LARGEST_GROUPED = 1e15; // every digit of a double is exact below

void rw_number_group(char buffer[RW_NUMBER_SIZE], double value, int decimals) {
    if (!isfinite(value)) {
        snprintf(buffer, RW_NUMBER_SIZE, "none");
        return;
    }
    if (fabs(value) >= LARGEST_GROUPED) {
        snprintf(buffer, RW_NUMBER_SIZE, "%.2e", value);
        return;
    }
    char plain[RW_NUMBER_SIZE];
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    size_t whole = strcspn(plain, ".");
    size_t out = 0;
    if (value < 0 && strspn(plain, "0.") < strlen(plain)) { // never "-0"
        buffer[out++] = '-';
    }
    for (size_t k = 0; k < whole; k++) {
        if (k > 0 && (whole - k) % 3 == 0) {
            buffer[out++] = ',';
        }
        buffer[out++] = plain[k];
    }
    snprintf(buffer + out, RW_NUMBER_SIZE - out, "%s", plain + whole);
}

// Decimals that leave about three digits of value.
static int fitting_decimals(double value, int most) {
    double size = fabs(value);
    int decimals = size >= 999.5 ? 0 : size >= 99.95 ? 1 : 2;
    if (size < 0.005) {
        decimals = 0;
    }
    return decimals < most ? decimals : most;
}

void rw_number_million(char buffer[RW_NUMBER_SIZE], double eur) {
    double millions = eur / 1e6;
    rw_number_group(buffer, millions, fitting_decimals(millions, 2));
}

void rw_number_thousand(char buffer[RW_NUMBER_SIZE], double units) {
    double thousands = units / 1e3;
    double size = fabs(thousands);
    int decimals = size >= 9.95 ? 0 : size >= 0.095 ? 1 : size < 0.0005 ? 0 : 2;
    rw_number_group(buffer, thousands, decimals);
}

void rw_number_percent(char buffer[RW_NUMBER_SIZE], double share) {
    if (!isfinite(share)) {
        snprintf(buffer, RW_NUMBER_SIZE, "none");
    } else if (share != 0 && fabs(share) < 1e-5) {
        snprintf(buffer, RW_NUMBER_SIZE, "%.1e %%", 100 * share);
    } else {
        snprintf(buffer, RW_NUMBER_SIZE, "%.*f %%", fabs(share) < 0.1 ? 3 : 1, 100 * share);
    }
}

void rw_number_seconds(char buffer[RW_NUMBER_SIZE], double seconds) {
    if (!isfinite(seconds) || seconds < 0) {
        snprintf(buffer, RW_NUMBER_SIZE, "none");
    } else if (seconds < 9.995) {
        snprintf(buffer, RW_NUMBER_SIZE, "%.2f", seconds);
    } else {
        rw_number_group(buffer, seconds, seconds < 99.95 ? 1 : 0);
    }
}
