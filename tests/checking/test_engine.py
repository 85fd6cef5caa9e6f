"""The engine: order, isolation, echoes, severities and fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gialint.checking.diagnostics import MOST_RELATED, MessageOptions, problem
from gialint.checking.engine import MOST, check_report, places, without_echoes
from gialint.checking.engine_rules import engine_rules
from gialint.model import (
    Checked,
    Document,
    Facts,
    Finding,
    Place,
    Problem,
    Related,
    Report,
    Rule,
    RuleFinding,
    Severity,
    Text,
    Unassessed,
)
from gialint.reading import LimitExceeded

Told = Callable[..., Report]

ENGINE = {rule.code: rule for rule in engine_rules()}
PROSE = "全年收到政府信息公开申请3件。\n全年没有收到政府信息公开申请。"


def _rule(code: str, *, status: str = "stable", covers: tuple[str, ...] = (), at: int = 0) -> Rule:
    """A rule that finds the passage of that number."""

    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        prose = [passage for passage in report.passages if passage.kind == "prose"]
        yield Finding(Text("说", "say"), report.place(prose[at]), values={"at": str(at)})

    return Rule(code, "name", Text(code), Severity.ERROR, (), check, status=status, covers=covers)  # type: ignore[arg-type]


def _broken(report: Report, facts: Facts) -> Iterator[Finding]:
    yield Finding(Text("先说一句"))
    raise ZeroDivisionError("不能除以零")


def _checked(report: Report, *rules: Rule, terms: MessageOptions | None = None) -> Checked:
    return check_report(report, rules, ENGINE, terms or MessageOptions())


def test_a_rule_that_raises_is_told_and_the_rest_go_on(told: Told) -> None:
    broken = Rule("GIA111", "broken", Text("坏"), Severity.ERROR, (), _broken)
    checked = _checked(told(PROSE), broken, _rule("GIA112"))
    assert [found.code for found in checked.findings] == ["GIA901", "GIA112"]
    assert "GIA111" in checked.findings[0].message
    assert "ZeroDivisionError: 不能除以零" in checked.findings[0].message


def test_a_rule_over_a_limit_is_named_and_the_rest_go_on(told: Told) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        yield Finding(Text("先说一句"))
        raise LimitExceeded(Text("要做的比对超过 9 次", "more than 9 comparisons"))

    checked = _checked(
        told(PROSE), Rule("GIA111", "greedy", Text("贪"), Severity.ERROR, (), check), _rule("GIA112")
    )
    assert [(found.code, found.message) for found in checked.findings] == [
        ("GIA907", "规则 GIA111（greedy）：要做的比对超过 9 次"), ("GIA112", "说"),
    ]  # fmt: skip


@pytest.mark.parametrize(("rules", "codes"), [(5, {f"GIA11{n}": MOST for n in range(5)}), (6, {"GIA907": 1})])
def test_a_file_of_too_many_findings_is_given_up(told: Told, rules: int, codes: dict[str, int]) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        yield from [Finding(Text("说"))] * MOST

    many = [Rule(f"GIA11{n}", "many", Text("多"), Severity.INFO, (), check) for n in range(rules)]
    checked = _checked(told(PROSE), *many)
    assert Counter(found.code for found in checked.findings) == codes


def test_no_more_related_places_are_told_than_a_table_has(told: Told) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        place = report.place(report.passages[0])
        yield Finding(Text("说"), place, (Related(Text("又见"), place),) * (MOST_RELATED + 1))

    [found] = _checked(told(PROSE), Rule("GIA111", "many", Text("多"), Severity.INFO, (), check)).findings
    assert len(found.related) == MOST_RELATED


def test_a_sentence_too_long_to_be_read_is_a_check_not_made(told: Told) -> None:
    [gap] = _checked(told("加强工作，" * 300 + "收到申请3件。")).unassessed
    assert (gap.code, gap.name) == ("GIA907", "limit")
    assert "第 3 行起有一句超过 1000 字" in gap.reason


def test_findings_stand_by_gravity_and_then_in_the_order_of_the_report(told: Told) -> None:
    light = replace(_rule("GIA110"), severity=Severity.INFO)
    checked = _checked(told(PROSE), light, _rule("GIA111", at=1), _rule("GIA112"), _rule("GIA113", at=1))
    assert [found.code for found in checked.findings] == ["GIA112", "GIA111", "GIA113", "GIA110"]


@pytest.mark.parametrize(
    ("covered_at", "codes"),
    [(0, ["GIA111"]), (1, ["GIA111", "GIA112"])],
    ids=["same place: an echo", "another place: its own finding"],
)
def test_echoes_are_silenced_where_they_share_a_place(told: Told, covered_at: int, codes: list[str]) -> None:
    checked = _checked(told(PROSE), _rule("GIA111", covers=("GIA112",)), _rule("GIA112", at=covered_at))
    assert [found.code for found in checked.findings] == codes


def test_a_finding_may_cap_all_others(told: Told) -> None:
    caps = replace(_rule("GIA113"), caps=Severity.WARNING)
    light = replace(_rule("GIA112", at=1), severity=Severity.INFO)
    checked = _checked(told(PROSE), _rule("GIA111"), light, caps)
    assert [(found.code, found.severity.word) for found in checked.findings] == [
        ("GIA113", "error"), ("GIA111", "warning"), ("GIA112", "info"),
    ]  # fmt: skip


def test_configuration_does_not_lift_the_cap(told: Told) -> None:
    caps = replace(_rule("GIA113"), caps=Severity.WARNING)
    light = replace(_rule("GIA111"), severity=Severity.INFO)
    terms = MessageOptions(severities={"GIA111": Severity.ERROR, "GIA113": Severity.ERROR})
    checked = _checked(told(PROSE), light, caps, terms=terms)
    assert {found.code: found.severity.word for found in checked.findings} == {
        "GIA111": "warning", "GIA113": "error",
    }  # fmt: skip


def test_a_related_place_covers_as_well(told: Told) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        first, second = (report.place(passage) for passage in report.passages if passage.kind == "prose")
        yield Finding(Text("说"), first, (Related(Text("另一处"), second),))

    both = Rule("GIA111", "both", Text("两处"), Severity.ERROR, (), check, covers=("GIA112",))
    assert [found.code for found in _checked(told(PROSE), both, _rule("GIA112", at=1)).findings] == ["GIA111"]


@pytest.mark.parametrize(
    ("workings", "codes"),
    [(0, ["GIA111", "GIA112"]), (1, ["GIA111"]), (2, ["GIA111", "GIA112"])],
    ids=["told beside it: another thing", "its one reckoning: an echo", "one of two: the other stands"],
)
def test_what_takes_part_in_a_reckoning_spoils_it(told: Told, workings: int, codes: list[str]) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Finding]:
        first, second = (report.place(passage) for passage in report.passages if passage.kind == "prose")
        working = (Text("1 + 2 = 3，相差 1"),) * workings
        yield Finding(Text("和"), first, (Related(Text("加数"), second),), {}, working)

    adds = Rule("GIA112", "adds", Text("和"), Severity.WARNING, (), check)
    spoils = _rule("GIA111", covers=("GIA112",), at=1)
    assert [found.code for found in _checked(told(PROSE), spoils, adds).findings] == codes


def test_what_cannot_be_told_is_kept_apart(told: Told) -> None:
    def check(report: Report, facts: Facts) -> Iterator[Unassessed]:
        yield Unassessed(Text("没有", "none"), ("requests.new", "requests.granted.total", "made.up"))

    checked = _checked(told(PROSE), Rule("GIA111", "gap", Text("缺"), Severity.ERROR, (), check))
    assert not checked.findings
    (gap,) = checked.unassessed
    assert (gap.code, gap.reason) == ("GIA111", "没有")
    assert gap.missing == ("requests.new", "requests.granted.total", "made.up")
    assert gap.labels == ("本年新收", "予以公开·总计", "made.up")


def test_a_rule_of_another_edition_is_not_put(told: Told) -> None:
    report = told(PROSE)
    rule = _rule("GIA111")
    other = Rule("GIA112", "other", Text("别"), Severity.ERROR, (), rule.check, editions=("1999",))
    assert [found.code for found in _checked(report, rule, other).findings] == ["GIA111"]


@pytest.mark.parametrize(
    ("forms", "codes"),
    [
        ((), ["GIA112"]),
        (("disclosure",), ["GIA112"]),
        (("water", "disclosure"), ["GIA112"]),
        (("water",), []),
    ],
)
def test_a_rule_is_put_to_its_kinds_of_report(told: Told, forms: tuple[str, ...], codes: list[str]) -> None:
    checked = _checked(told(PROSE), replace(_rule("GIA112"), forms=forms))
    assert [found.code for found in checked.findings] == codes


def test_a_file_that_is_no_report_is_told_as_such_alone(understood: Callable[[str], Report]) -> None:
    checked = _checked(understood("会议通知\n请准时参加。"), _rule("GIA111"))
    assert [(found.code, found.severity) for found in checked.findings] == [("GIA905", Severity.ERROR)]


def test_configuration_sets_severities_and_language(told: Told) -> None:
    terms = MessageOptions("en", {"GIA111": Severity.INFO})
    (found,) = _checked(told(PROSE), _rule("GIA111"), terms=terms).findings
    assert (found.severity, found.message) == (Severity.INFO, "say")


def test_fingerprints_live_as_long_as_the_figures(told: Told) -> None:
    def mark(report: Report, at: int) -> str:
        return _checked(report, _rule("GIA111", at=at)).findings[0].fingerprint

    moved = told("补充说明。\n" + PROSE)
    assert mark(told(PROSE), 0) == mark(told("另起一句，" + PROSE), 0)
    assert mark(told(PROSE), 0) != mark(told(PROSE), 1)
    assert mark(moved, 0) == mark(told(PROSE), 0)


def test_a_problem_outside_any_report_keeps_where_it_is() -> None:
    told = problem(
        Problem("GIA903", Text("坏了", "broken"), "rules/a.yaml:3:5", "quote"), ENGINE, MessageOptions("en")
    )
    assert (told.code, told.message, told.quote) == ("GIA903", "broken", "quote")
    assert told.location is not None
    assert told.location.address == "rules/a.yaml:3:5"


DOCUMENT = Document("a.txt", "text", "字" * 30, ())
SAID = Text("说", "say")
COVERS = {"GIA101": ("GIA103",), "GIA102": ("GIA103", "GIA101"), "GIA103": ()}
RULES = {
    code: Rule(code, "name", SAID, Severity.ERROR, (), lambda report, facts: (), covers=covers)
    for code, covers in COVERS.items()
}
STRETCH = some.tuples(some.integers(0, 20), some.integers(0, 6)).map(
    lambda at: Place(DOCUMENT, at[0], at[0] + at[1], "段1")
)
FINDING = some.builds(
    lambda code, place, related, workings: RuleFinding(
        RULES[code],
        Finding(SAID, place, tuple(Related(SAID, other) for other in related), {}, (SAID,) * workings),
    ),
    some.sampled_from(sorted(RULES)),
    some.none() | STRETCH,
    some.lists(STRETCH, max_size=3),
    some.integers(0, 2),
)


def _touch(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _is_echo(each: RuleFinding, raised: list[RuleFinding]) -> bool:
    """The definition, word for word."""
    if len(each.finding.working) > 1:
        return False
    for other in raised:
        if each.rule.code not in other.rule.covers:
            continue
        own = [each.finding.place] if each.finding.place else []
        cause = [other.finding.place] if other.finding.place else []
        if any(_touch(one, two) for one in own for two in places(other.finding)):
            return True
        if each.finding.working and any(_touch(one, two) for one in cause for two in places(each.finding)):
            return True
    return False


@given(some.lists(FINDING, max_size=12))
def test_every_echo_is_dropped_and_nothing_else(raised: list[RuleFinding]) -> None:
    assert without_echoes(raised) == [each for each in raised if not _is_echo(each, raised)]
