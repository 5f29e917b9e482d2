// A program that uses the installed library.  SPDX-License-Identifier: MIT
#include <stdio.h>

#include <rampwerk/formulate.h>
#include <rampwerk/input.h>
#include <rampwerk/model.h>
#include <rampwerk/optimize.h>
#include <rampwerk/plan.h>
#include <rampwerk/results.h>
#include <rampwerk/scenario.h>
#include <rampwerk/status.h>
#include <rampwerk/twostage.h>
#include <rampwerk/verify.h>

int main(void) {
    rw_model *model = rw_model_new();
    if (model == NULL) {
        return 1;
    }
    printf("an empty model of %d lines: %s\n", (int)model->n_line, rw_status_text(RW_OK));
    rw_model_free(&model);
    return 0;
}
