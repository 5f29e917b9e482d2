// The verb `show`.  SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/load.h"
#include "report/screen.h"
#include "report/summary.h"

static const rw_switch table[] = {
    {RW_SWITCH_FLAG, 'a', "all", NULL, NULL, 0, 0, "all orders, products, targets, imports and skills"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_exit print_run(const rw_arguments *arguments, const rw_model *model, const rw_run *run) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(arguments, "json")) {
        rw_summary_write(&text, model, run, arguments->operand, NULL);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(arguments, "color"));
        if (rw_arguments_has(arguments, "all")) {
            rw_screen_write(&text, &style, model, run);
        } else {
            rw_screen_brief(&text, &style, model, run);
        }
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit run_show(const rw_arguments *arguments) {
    return rw_load_run(arguments, print_run);
}

const rw_verb rw_verb_show = {
    .name = "show",
    .operand = "RUN.h5",
    .summary = "the answer of a run in one screen",
    .description =
        "Prints what the plan says, in at most 38 lines of 80 columns: when every stock target is met, what it costs, "
        "what to order "
        "and when, stock against target at the ends of years, imports, people, policies that are missed, and what "
        "holds the plan back. With --all every order, product, target, import, skill and missed policy is shown, "
        "however "
        "long it gets.\n"
        "ORDER sums the lines up, net of grants and not discounted. STOCK is in thousand units, with a bar for the "
        "share of the target that is met; where a product is ever short, the target stands in the line below, with "
        "the months below target and the last of them. Where that would be too long there is one line for a "
        "customer, with the share of the target that the worst product meets. HELD BACK BY ranks lines and skills by "
        "what hangs on them at the plan's marginal values, the orders taken as given, and says what one more of them "
        "in every month would save.\n"
        "Of a plan over several futures amounts are means over them. The second line says in how many all targets are "
        "met at the end, or how the probability targets of the configuration fare; COST has its 10, 50 and 90 % "
        "quantiles and the mean of the worst futures (risk_level). STOCK has for each customer the share of futures in "
        "which every target is met at the end of the year, and what the worst product then misses of its target, in % "
        "of it: the mean, and the worst future; with --all the quantiles of every product's stock. Modules make from "
        "the month by which they do in half of the futures.\n"
        "With colours green is on target, yellow below it, red below the critical level; a chance "
        "is green from 90 % on, and red below 50 %. "
        "Where the locale is not UTF-8 glyphs become ASCII.",
    .table = table,
    .example = {{"rampwerk show baseline.h5", "the answer"},
                {"rampwerk show baseline.h5 --all --color always | less -R", "all of it"},
                {"rampwerk show baseline.h5 --json", "for a program"}},
    .run = run_show,
};
