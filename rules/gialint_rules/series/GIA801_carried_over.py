"""GIA801: what was carried in is not what last year's report carried out."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, Unassessed, rule
from gialint.checking.messages import plain
from gialint_rules.series.two_years import LAST, Pair, missing, why

IN, OUT = "requests.carried_in", f"{LAST}requests.carried_out"
SOUND = {f"{IN}.natural_person": 2, f"{IN}.total": 2, f"{OUT}.natural_person": 2, f"{OUT}.total": 2}


@rule(
    "GIA801",
    "carried-over",
    severity="warning",
    title=Text(
        "上年结转应与去年报告的结转下年度继续办理一致",
        "What was carried in should be what last year's report carried out",
    ),
    basis=["国办公开办函〔2021〕30号 表三（“上年结转”和“结转下年度继续办理”两行的含义）"],
    hint=Text(
        "先核对去年的报告：去年报错的，今年按实际填写，并能说明原因；机构合并的，与合并前各机关之和比较。",
        "Check last year's report first. If that was wrong, state the true figure and be ready to explain it;"
        " after a merger compare with the sum of the agencies merged.",
    ),
    tags=["series", "table-three"],
    since="0.1.0",
    scope="series",
    examples=[
        {"clean": SOUND},
        {
            "violates": {**SOUND, f"{OUT}.total": 5, f"{OUT}.natural_person": 5},
            "says": "上年结转 2 件，去年结转下年度继续办理 5 件，相差 3（自然人 2，去年 5）",
        },
        {
            "violates": {**SOUND, f"{OUT}.natural_person": 1},
            "says": "上年结转与去年结转下年度继续办理有 1 列不一致：自然人 2，去年 1",
        },
        {
            "unassessed": {**SOUND, f"{OUT}.total": None, f"{OUT}.natural_person": None},
            "says": "“去年结转下年度继续办理·自然人”等 2 个数据空白或没有读到",
        },
        {
            "unassessed": {**SOUND, f"{IN}.total": "/", f"{IN}.natural_person": 2},
            "says": "“上年结转·总计”空白或没有读到",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding | Unassessed]:
    """Compare the total, and report single columns in the same finding."""
    columns = facts.sets.get("requests.columns", ())
    pairs = {column: Pair(facts[f"{IN}.{column}"], facts[f"{OUT}.{column}"]) for column in columns}
    wrong = {column: pair for column, pair in pairs.items() if pair.differs}
    unknown = [pair for pair in pairs.values() if not pair.known and pair.own.state != "absent"]
    if wrong:
        yield _finding(facts, wrong)
    if unknown:
        yield Unassessed(why(facts, unknown), missing(unknown))


def _finding(facts: Facts, wrong: dict[str, Pair]) -> Finding:
    whole = wrong.get("total")
    parts = {column: pair for column, pair in wrong.items() if column != "total"}
    first = whole or next(iter(parts.values()))
    own, last = facts.label(IN), facts.label(OUT)
    columns = [_column(facts, column, pair) for column, pair in parts.items()]
    listed = Text(
        "；".join(each.zh for each in columns), "; ".join(each.in_language("en") for each in columns)
    )
    if whole:
        a, b, delta = _figures(whole)
        message = Text(
            f"{own.zh} {a} 件，{last.zh} {b} 件，相差 {delta}",
            f"{own.in_language('en')}: {a}, but {last.in_language('en')}: {b}, a difference of {delta}",
        )
        if columns:
            message = Text(f"{message.zh}（{listed.zh}）", f"{message.en} ({listed.en})")
    else:
        message = Text(
            f"{own.zh}与{last.zh}有 {len(parts)} 列不一致：{listed.zh}",
            f"{own.in_language('en')} and {last.in_language('en')} differ in {len(parts)} of the columns:"
            f" {listed.en}",
        )
    places = [place for pair in dict.fromkeys([first, *wrong.values()]) for place in pair.places(facts)]
    left, right, delta = _figures(first)
    return Finding(
        message,
        places[0].place if places else None,
        tuple(places[1:]),
        {"left": left, "right": right, "delta": delta},
        severity=None if whole else Severity.INFO,
    )


def _column(facts: Facts, column: str, pair: Pair) -> Text:
    name, (own, last, _) = facts.label(f"requests.columns.{column}"), _figures(pair)
    return Text(f"{name.zh} {own}，去年 {last}", f"{name.in_language('en')} {own}, last year {last}")


def _figures(pair: Pair) -> tuple[str, str, str]:
    own, last = pair.figures
    return plain(own), plain(last), plain(abs(own - last))
