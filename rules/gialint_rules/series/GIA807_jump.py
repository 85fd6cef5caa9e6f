"""GIA807: a figure ten times last year's, or a tenth of it."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Report, Text, Unassessed, rule
from gialint.checking.messages import plain
from gialint_rules.series.two_years import LAST, Pair, missing, pairs, why

WITH_TOTALS = ("requests.", "review.", "litigation.")
"""Tables of which the totals alone are compared: single cells are small, and go up and down."""

VALID = "docs.normative.valid"


@rule(
    "GIA807",
    "jump",
    severity="info",
    title=Text(
        "与去年相差十倍的数据请核实", "A figure ten times last year's, or a tenth of it, should be checked"
    ),
    basis=["custom"],
    hint=Text(
        "核对是否多写或漏写了一位、把累计数当成了本年数，或者单位写错；确实如此的，最好在文字里说明原因。",
        "Check for a digit too many or too few, a running total or another unit; if it is true, say why.",
    ),
    tags=["series"],
    since="0.1.0",
    scope="series",
    options=[
        Option("times", 10, Text("相差多少倍", "how many times as much")),
        Option("at_least", 30, Text("较大的一个至少是多少", "what the greater one is at least")),
        Option(
            "from_zero",
            1000,
            Text("一年为 0 时，另一年至少是多少", "what it is at least where the other is 0"),
        ),
    ],
    examples=[
        {"clean": {VALID: 99, f"{LAST}{VALID}": 10}},
        {"clean": {VALID: 20, f"{LAST}{VALID}": 2}},
        {"clean": {VALID: 999, f"{LAST}{VALID}": 0}},
        {"clean": {"requests.new.natural_person": 300, "last.requests.new.natural_person": 3}},
        {"violates": {VALID: 100, f"{LAST}{VALID}": 10}, "says": "行政规范性文件·现行有效件数从 10 变为 100"},
        {"violates": {VALID: 3, f"{LAST}{VALID}": 40}, "says": "行政规范性文件·现行有效件数从 40 变为 3"},
        {"violates": {VALID: 0, f"{LAST}{VALID}": 1000}, "says": "行政规范性文件·现行有效件数从 1000 变为 0"},
        {
            "violates": {"requests.new.total": 300, "last.requests.new.total": 3},
            "says": "本年新收·总计从 3 变为 300",
        },
        {
            "violates": {VALID: 40, f"{LAST}{VALID}": 10},
            "options": {"times": 4},
            "says": "行政规范性文件·现行有效件数从 10 变为 40",
        },
        {
            "unassessed": {VALID: 1000, f"{LAST}{VALID}": None},
            "says": "“去年行政规范性文件·现行有效件数”空白或没有读到",
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Compare every figure with last year's; of tables with totals, these."""
    unknown: list[Pair] = []
    for path, pair in pairs(report).items():
        if path.startswith(WITH_TOTALS) and not path.endswith(".total"):
            continue
        if not pair.known:
            known = [fact.figure for fact in pair if fact.figure is not None]
            unknown += [pair for figure in known if figure >= options["from_zero"]]
        elif _jumps(pair, options):
            yield _finding(facts, path, pair)
    if unknown:
        yield Unassessed(why(facts, unknown), missing(unknown))


def _jumps(pair: Pair, options: Options) -> bool:
    less, more = sorted(pair.figures)
    if less <= 0:
        return bool(more >= options["from_zero"])
    return bool(more >= options["at_least"] and more >= less * options["times"])


def _finding(facts: Facts, path: str, pair: Pair) -> Finding:
    label, last, own = facts.label(path), plain(pair.last.figure), plain(pair.own.figure)
    places = pair.places(facts)
    return Finding(
        Text(f"{label.zh}从 {last} 变为 {own}", f"{label.in_language('en')} went from {last} to {own}"),
        places[0].place if places else None,
        places[1:],
        {"left": own, "right": last},
    )
