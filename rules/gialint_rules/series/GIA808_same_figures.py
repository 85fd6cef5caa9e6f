"""GIA808: every figure of the tables is last year's."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Report, Text, Unassessed, rule
from gialint_rules.series.two_years import LAST, Pair, missing, pairs, why

FIGURES = {
    "docs.normative.issued": 2,
    "docs.normative.repealed": 2,
    "docs.normative.valid": 9,
    "decisions.permits": 310,
    "decisions.penalties": 12,
    "decisions.coercion": 1,
    "review.upheld": 1,
    "review.total": 1,
}
AGAIN = {**FIGURES, **{f"{LAST}{path}": value for path, value in FIGURES.items()}}


@rule(
    "GIA808",
    "same-figures",
    severity="warning",
    title=Text(
        "各表的数据不应与去年的完全相同",
        "The figures of the tables should not be last year's, every one of them",
    ),
    basis=["《政府信息公开条例》第五十条", "custom"],
    hint=Text(
        "可能沿用了去年的表格，没有更新：请重新统计；确实相同的，请核对后保留。",
        "Last year's tables may have been kept by mistake: fill them in again, or leave them if"
        " they are true.",
    ),
    tags=["table-three", "series"],
    since="0.1.0",
    scope="series",
    options=[
        Option("at_least", 8, Text("至少有几个不为零的数据才比较", "how many figures above 0 it takes"))
    ],
    examples=[
        {"violates": AGAIN, "says": "表二、表三、表四的数据与去年报告完全相同（其中 8 个不为零）"},
        {"clean": {**AGAIN, "review.total": 2}},
        {"clean": {**AGAIN, "review.total": 0, "last.review.total": 0}},
        {"violates": {**AGAIN, "litigation.direct.total": None, "last.litigation.direct.total": None}},
        {"violates": {**AGAIN, "review.total": 0, "last.review.total": 0}, "options": {"at_least": 7}},
        {
            "unassessed": {**AGAIN, "litigation.direct.total": 0, "last.litigation.direct.total": None},
            "says": "“去年未经复议直接起诉总计”空白或没有读到",
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Tell in one finding that nothing in the tables has changed."""
    found = pairs(report)
    telling = [pair for pair in found.values() if pair.known and pair.own.figure]
    if len(telling) < options["at_least"] or any(pair.differs for pair in found.values()):
        return
    unknown = [pair for pair in found.values() if not pair.known and not _alike(pair)]
    if unknown:
        yield Unassessed(why(facts, unknown), missing(unknown))
        return
    count, year = len(telling), (report.year or 0) - 1
    before = Text(f" {year} 年", f"of {year}") if year > 0 else Text("去年", "of last year")
    places = [place for pair in telling for place in pair.places(facts)]
    yield Finding(
        Text(
            f"表二、表三、表四的数据与{before.zh}报告完全相同（其中 {count} 个不为零）",
            f"every figure of tables two, three and four is the same as in the report {before.en} "
            f"({count} of them are not 0)",
        ),
        places[0].place if places else None,
        tuple(places[1:2]),
        {"figures": str(count)},
    )


def _alike(pair: Pair) -> bool:
    """Return whether the same is missing in both: two blanks are no change."""
    return pair.own.figure is None and pair.last.figure is None and pair.own.state == pair.last.state
