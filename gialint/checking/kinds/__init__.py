"""The kinds of rule that a file may hold: what asserts, and what looks at texts.

In come a rule as plain data, and a report; out come findings and what could not be decided. Nothing here
knows how the file of a rule is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.kinds.match import match_check
from gialint.checking.kinds.near import near_check
from gialint.checking.kinds.require import require_check
from gialint.checking.kinds.wanted import NEEDLES, Spec
from gialint.model import Check, Option, Text
from gialint.records import NamedTuple

__all__ = ["ALLOW", "KINDS", "NEEDLES", "Kind", "Spec"]

ALLOW = Option(
    "allow", (), Text("不报告的词语：要找的文字在其中时不报告", "correct words: text inside one is skipped")
)
LENGTHS = {
    "min_chars": Text("最少字数，空格不计", "how many characters at least, spaces not counted"),
    "max_chars": Text("最多字数，空格不计", "how many characters at most, spaces not counted"),
}


def _declared(spec: Spec) -> tuple[Option, ...]:
    declared = spec.get("options", {})
    return tuple(Option(name, each["default"], Text(**each["about"])) for name, each in declared.items())


def _allowing(spec: Spec) -> tuple[Option, ...]:
    return (ALLOW,)


def _lengths(spec: Spec) -> tuple[Option, ...]:
    given = spec["require"]
    return tuple(Option(name, given[name], about) for name, about in LENGTHS.items() if name in given)


class Kind(NamedTuple):
    """What makes the check of a rule from its data, and what tells its options."""

    check: Callable[[Spec], Check]
    options: Callable[[Spec], tuple[Option, ...]]


KINDS: Mapping[str, Kind] = {
    "assert": Kind(AssertionCheck, _declared),
    "match": Kind(match_check, _allowing),
    "require": Kind(require_check, _lengths),
    "near": Kind(near_check, _allowing),
}
