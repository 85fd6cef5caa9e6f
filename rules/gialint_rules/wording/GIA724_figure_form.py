"""GIA724: figures that can be read but are not written as figures (１３, 1，353, 13件, O)."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from gialint import Fact, Facts, Finding, Related, Report, Text, rule
from gialint.checking.fixes import rewritten, together
from gialint.checking.kinds.stretches import place_in, scope_of, stretches
from gialint.lazy_regex import lazy_regex
from gialint.model import Fix, Place
from gialint_rules.telling import counted, listed

PLAIN = lazy_regex(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[万萬]?元)?")
"""An amount may say its unit: not every column that holds one is headed by it."""

UNIT = lazy_regex(r"(?:件次|人次|万元|[件条个份宗起项次人部例封笔元])$")
WIDE = lazy_regex(r"[０-９](?:[０-９＊]*[０-９＊])?")
"""A personal number stands starred."""

PARTED = lazy_regex(r"(?<![0-9，])[0-9]{1,3}(?P<mark>，)[0-9]{3}(?=[件条元人次份个万余])")
EITHER = lazy_regex(r"[０-９]|，(?<=[0-9]，)[0-9]{3}")
WHOLE = lazy_regex(r"[0-9０-９＊*][0-9０-９，,．.＊*]*(?<![，,．.])")
"""A number as written in the text, whatever some of its digits look like."""

PROSE = scope_of({"in": ["title", "prose", "headings", "signature"], "on": "original"})
SHOWN = 20
"""How many places a finding names."""


@rule(
    "GIA724",
    "figure-form",
    severity="info",
    title=Text("数字应使用半角阿拉伯数字", "Figures should be written in plain half-width digits"),
    basis=["国办公开办函〔2021〕30号", "GB/T 15835-2011《出版物上数字用法》"],
    hint=Text(
        "表格里只填数字，不带单位、逗号和空格。",
        "Put only the number in a cell, without unit, comma or space.",
    ),
    tags=["wording", "tables"],
    since="0.1.0",
    fixable=True,
    examples=[
        {"clean": {"requests.new.total": 13, "fees.charges_wanyuan": "12.50万元", "一": "公开1,353条。"}},
        {"clean": {"requests.new.total": "/", "requests.closed.total": "若干"}, "also": ["GIA305"]},
        {"violates": {"requests.new.total": "１３"}, "says": "表格中有 1 个数字书写不规范：“１３”应写作 13"},
        {
            "violates": {"requests.new.total": "13件", "requests.closed.total": "1，353"},
            "says": "表格中有 2 个数字书写不规范：“13件”应写作 13、“1，353”应写作 1353",
        },
        {"violates": {"requests.new.total": "O"}, "says": "表格中有 1 个数字书写不规范：“O”应写作 0"},
        {
            "violates": {"一": "２０２４年公开信息1，353条。"},
            "says": "正文有 2 处数字用了全角字符，如“２０２４”",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell cells in one finding and prose in another; a scraped text is not its author's."""
    yield from _in_cells(facts)
    if not report.damages and EITHER.search(report.document.text):
        yield from _in_prose(report)


def _in_cells(facts: Facts) -> Iterator[Finding]:
    odd = [
        fact for fact in facts.stated() if not (fact.text.isascii() and fact.text.isdigit()) and _is_odd(fact)
    ]
    places = [fact.place for fact in odd if fact.place]
    if not places:
        return
    told = listed(
        [
            Text(f"“{text}”应写作 {fact.value}", f"“{text}” for {fact.value}")
            for text, fact in ((fact.text.strip(), fact) for fact in odd)
        ]
    )
    are = "is" if len(odd) == 1 else "are"
    yield Finding(
        Text(
            f"表格中有 {len(odd)} 个数字书写不规范：{told.zh}",
            f"{counted(len(odd), 'figure')} {are} not in the usual form: {told.in_language('en')}",
        ),
        places[0],
        tuple(Related(fact.label, fact.place) for fact in odd[1:SHOWN] if fact.place),
        {"count": str(len(odd))},
        fix=_together([rewritten(fact.place, str(fact.value)) for fact in odd if fact.place and _same(fact)]),
    )


def _is_odd(fact: Fact) -> bool:
    return fact.value is not None and fact.place is not None and not PLAIN.fullmatch(fact.text.strip())


def _same(fact: Fact) -> bool:
    """Return whether exactly these digits are there, so that writing them plainly changes no figure."""
    text = UNIT.sub("", normalize("NFKC", fact.text).replace(",", "").strip())
    return text == str(fact.value)


def _in_prose(report: Report) -> Iterator[Finding]:
    found: list[tuple[str, Place, str]] = []
    for stretch in stretches(report, PROSE):
        for match in WIDE.finditer(stretch.text, stretch.start, stretch.end):
            whole = next(run[0] for run in WHOLE.finditer(stretch.text) if run.end() >= match.end())
            found.append((whole, place_in(report, stretch, *match.span()), normalize("NFKC", match[0])))
        for match in PARTED.finditer(stretch.text, stretch.start, stretch.end):
            found.append((match[0], place_in(report, stretch, *match.span("mark")), ","))
    if not found:
        return
    shown, first, _ = found[0]
    yield Finding(
        Text(
            f"正文有 {len(found)} 处数字用了全角字符，如“{shown}”",
            f"{counted(len(found), 'figure')} in the text with full-width characters, such as “{shown}”",
        ),
        first,
        tuple(Related(Text("全角", "full-width"), place) for _, place, _ in found[1:SHOWN]),
        {"count": str(len(found))},
        fix=_together([rewritten(place, text) for _, place, text in found]),
    )


def _together(fixes: list[Fix | None]) -> Fix | None:
    return together(
        fixes,
        lambda count: Text(
            f"把 {count} 处数字改为规范写法，数值不变",
            f"write figures in the usual form, their values the same ({count})",
        ),
    )
