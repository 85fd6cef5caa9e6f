"""The kinds of rule that a file may hold: what asserts, and what looks at texts.

In come a rule as plain data, and a report; out come findings and what could not be decided. Nothing here
knows how the file of a rule is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gialint.checking.kinds.judgement import AssertionCheck
from gialint.checking.kinds.presence import match_check
from gialint.checking.kinds.near import near_check
from gialint.checking.kinds.presence import require_check
from gialint.checking.kinds.wanted import NEEDLES, Spec
from gialint.model import Check, Option, Text

__all__ = ["ALLOW", "KINDS", "NEEDLES", "Spec", "options_of"]

ALLOW = Option(
    "allow", (), Text("不报告的词语：要找的文字在其中时不报告", "correct words: text inside one is skipped")
)
LENGTHS = {
    "min_chars": Text("最少字数，空格不计", "how many characters at least, spaces not counted"),
    "max_chars": Text("最多字数，空格不计", "how many characters at most, spaces not counted"),
}

KINDS: Mapping[str, Callable[[Spec], Check]] = {
    "assert": AssertionCheck,
    "match": match_check,
    "require": require_check,
    "near": near_check,
}
"""What makes the check of a rule from its data."""


def options_of(spec: Spec) -> tuple[Option, ...]:
    """Return what a configuration may set of a rule."""
    if spec["kind"] == "require":
        given = spec["require"]
        return tuple(Option(name, given[name], about) for name, about in LENGTHS.items() if name in given)
    if spec["kind"] != "assert":
        return (ALLOW,)
    declared = spec.get("options", {})
    return tuple(Option(name, each["default"], Text(**each["about"])) for name, each in declared.items())
