"""Indicators: rates of figures, their working, and why one is not reckoned or not judged."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gialint.checking.language.expression import compile_formula
from gialint.matrix.rates import Rates, Share, Standing, rates
from gialint.model import Fact, Facts, Text
from gialint.plugins.indicators_form import Indicator

HIGH, LOW = Text("偏高", "high"), Text("偏低", "low")
CLOSED = Indicator(
    "closed",
    Text("办结率", "closed"),
    compile_formula("r.done"),
    compile_formula("r.come + r.left"),
    least=30,
    bands=((90.5, None, HIGH), (None, 10, LOW)),
)
WORDS = {
    "r.done": Text("办结"),
    "r.come": Text("新收"),
    "r.left": Text("结转"),
    "r.sum": Text("之和"),
}


FORM = Facts({}, known=WORDS, sums={"r.sum": ("r.come", "r.left")})
"""The form of these tests."""


def facts(**figures: int | str | None) -> Facts:
    """Return facts: a number, words that are none, or a blank."""
    held = {}
    for name, given in figures.items():
        path = f"r.{name}"
        if isinstance(given, int):
            held[path] = Fact(path, WORDS[path], Decimal(given), "number", str(given))
        else:
            held[path] = Fact(path, WORDS[path], None, "text" if given else "blank", given or "")
    return Facts(held, known=WORDS, sums=FORM.sums)


def one(*standings: Standing, unclear: tuple[str, ...] = ()) -> Rates:
    [found] = rates([CLOSED], standings, FORM, unclear)
    return found


@pytest.mark.parametrize(
    ("figures", "percent", "words"),
    [
        ({"done": 1, "come": 1, "left": 2}, "33.3", "办结 1 ÷ （新收 1 + 结转 2）"),
        ({"done": 1, "come": 8, "left": 0}, "12.5", "办结 1 ÷ （新收 8 + 结转 0）"),
        ({"done": 1, "come": 6, "left": 2000}, "0.0", "办结 1 ÷ （新收 6 + 结转 2000）"),
        ({"done": 1, "come": 400, "left": 1600}, "0.1", "办结 1 ÷ （新收 400 + 结转 1600）"),
        ({"done": 0, "come": 0, "left": 0}, None, "办结 0 ÷ （新收 0 + 结转 0）"),
    ],
)
def test_a_rate_is_rounded_half_up_and_shows_its_working(
    figures: dict[str, int], percent: str | None, words: str
) -> None:
    [rate] = one(Standing("甲", "a", True, facts(**figures))).units
    assert rate.share is not None
    assert (rate.share.percent, rate.words.zh) == (Decimal(percent) if percent else None, words)


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ({"done": 1, "come": None, "left": 2}, ["新收（空白）"]),
        ({"done": "约三件", "come": None, "left": 2}, ["办结（文字，不是数字）", "新收（空白）"]),
        ({"done": 1, "come": 1}, ["结转（缺失）"]),
    ],
)
def test_a_rate_over_a_cell_that_was_not_read_names_the_cell(
    figures: dict[str, int | str | None], missing: list[str]
) -> None:
    found = one(Standing("甲", "a", True, facts(**figures)))
    assert found.units[0].share is None
    assert [each.zh for each in found.units[0].missing] == missing
    assert (found.total.share, found.left_out) == (None, ("甲",))


def test_a_sum_names_the_parts_that_were_not_read() -> None:
    reckoned = compile_formula("r.sum").reckon(facts(come=1, left=None))
    assert [each.path for each in reckoned.missing] == ["r.left"]


def test_a_blank_total_is_not_filled_in_from_its_parts() -> None:
    parts = facts(come=1, left=2)
    blank = Fact("r.sum", WORDS["r.sum"], None, "blank")
    held = Facts(
        {**{path: parts[path] for path in parts}, "r.sum": blank}, totals={"r.sum": ("r.come", "r.left")}
    )
    assert held["r.sum"].figure == 3
    assert compile_formula("r.sum").reckon(held).value is None


@pytest.mark.parametrize(
    ("share", "judgement"),
    [
        (Share(Decimal(29), Decimal(29)), Text("n < 30")),
        (Share(Decimal(30), Decimal(30)), HIGH),
        (Share(Decimal(181), Decimal(200)), None),
        (Share(Decimal(1), Decimal(10)), Text("n < 30")),
        (Share(Decimal(10), Decimal(100)), None),
        (Share(Decimal(9), Decimal(100)), LOW),
        (Share(Decimal(0), Decimal(0)), None),
    ],
)
def test_few_cases_are_not_judged(share: Share, judgement: Text | None) -> None:
    found = one(Standing("甲", "a", True, facts(done=int(share.of), come=int(share.among), left=0)))
    assert found.judged(found.units[0]) == judgement
    assert list(found.conspicuous) == ([judgement] if judgement in (HIGH, LOW) else [])


def test_all_together_are_those_that_count_and_were_read() -> None:
    found = one(
        Standing("甲", "a", True, facts(done=1, come=2, left=2)),
        Standing("乙", "b", True, facts(done=5, come=6, left=0)),
        Standing("丙", "c", True, facts(done=5, come=None, left=0)),
        Standing("丁", "d", False, facts(done=70, come=100, left=0)),
        unclear=("戊",),
    )
    assert found.total.share == Share(Decimal(6), Decimal(10))
    assert found.left_out == ("戊", "丙")
    assert len(found.units) == 4


@pytest.mark.parametrize(
    ("last", "change", "total"),
    [
        (facts(done=1, come=4, left=0), "25.0", "25.0"),
        (facts(done=0, come=0, left=0), None, None),
        (facts(done=1, come=None, left=0), None, None),
        (None, None, None),
    ],
)
def test_the_change_is_that_of_rounded_rates(
    last: Facts | None, change: str | None, total: str | None
) -> None:
    found = one(Standing("甲", "a", True, facts(done=2, come=4, left=0), last))
    assert found.units[0].change == (Decimal(change) if change else None)
    assert found.total.change == (Decimal(total) if total else None)


def test_all_together_have_no_year_before_unless_each_has() -> None:
    last = facts(done=1, come=4, left=0)
    now = facts(done=2, come=4, left=0)
    found = one(Standing("甲", "a", True, now, last), Standing("乙", "b", True, now))
    assert found.units[0].change == Decimal("25.0")
    assert found.total.last is None


def test_the_formula_is_said_in_the_words_of_the_form() -> None:
    assert one().formula == Text("办结 ÷ （新收 + 结转）", "办结 ÷ (新收 + 结转)")
