"""Echoes are found by order, as they would be by holding every finding against every other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gialint.checking.echoes import places, without_echoes
from gialint.model import Document, Finding, Place, Related, Rule, RuleFinding, Severity, Text

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
