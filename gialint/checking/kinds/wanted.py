"""What a rule looks for in texts: patterns, or words by the hundred, and what excuses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gialint.checking.kinds.stretches import (
    NONE,
    Scope,
    Spans,
    Stretch,
    haystack,
    occurrences,
    sentence_at,
    standing,
    stretches,
)
from gialint.lazy_regex import lazy_regex
from gialint.model import Report, Text, Unassessed
from gialint.records import NamedTuple

Spec = Mapping[str, Any]
"""A rule as plain data, ready for JSON."""

NEEDLES = "needles"
"""Under what the words are kept that are worked out from the patterns of a rule."""


class Hit(NamedTuple):
    """Where something was found, the groups of the pattern, and what a list has instead of the word."""

    stretch: Stretch
    start: int
    end: int
    groups: Mapping[str, str] = {}
    instead: str | None = None

    @property
    def text(self) -> str:
        """The words found."""
        return self.stretch.text[self.start : self.end]


Find = Callable[[Stretch], Iterable[Hit]]
Seek = Callable[[Report, str], Find | None]
"""Given a report and all the text in question, what finds things in a stretch; none if there is nothing."""


def hits(report: Report, scope: Scope, seek: Seek) -> Iterator[Hit]:
    """Yield what is found within a scope, in order; of two hits that overlap, the first."""
    find = seek(report, haystack(report, scope))
    if find is None:
        return
    for stretch in stretches(report, scope):
        end = 0
        for hit in sorted(find(stretch), key=_order):
            if hit.start >= end:
                yield hit
                end = hit.end


def seek_of(spec: Mapping[str, Any], allowed: Sequence[str] = ()) -> Seek:
    """Return what looks for the ``pattern`` or ``words`` of a rule, or the words that ``replace`` lists.

    Words inside an expression of ``except`` or ``allowed`` are passed over, and anything in a sentence in
    which ``unless`` is found.
    """
    if "pattern" in spec:
        written = items_of(spec["pattern"])
        seek = _patterns_seek(written, spec.get(NEEDLES) or [None] * len(written))
    else:
        seek = _words_seek(spec.get("words") or spec["replace"])
    unless, exceptions = spec.get("unless"), spec.get("except")
    return _excusing(seek, unless, exceptions, allowed) if unless or exceptions or allowed else seek


def items_of(value: Any) -> Sequence[Any]:
    """Return the items of a list, or what is written in the place of one."""
    return value if isinstance(value, list | tuple) else [value] if value is not None else []


def listed(report: Report, given: Any) -> Any:
    """Return what a rule lists: words written in it, or the list of a lexicon that it names."""
    return report.lists.get(given, ()) if isinstance(given, str) else given


def list_names(spec: Mapping[str, Any]) -> list[str]:
    """Return the lists of lexicons that a rule names."""
    given = [spec.get("list"), spec.get("words"), spec.get("except")]
    if "pattern" not in spec and "words" not in spec:
        given.append(spec.get("replace"))
    return [name for name in given if isinstance(name, str)]


def lacking(report: Report, names: Iterable[str]) -> Iterator[Unassessed]:
    """Yield a gap for each list that no lexicon has: without it nothing can be decided."""
    for name in names:
        if name not in report.lists:
            yield Unassessed(Text(f"没有“{name}”这个列表", f"there is no list “{name}”"), (f"lists.{name}",))


def _order(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _patterns_seek(written: Sequence[str], needles: Sequence[Sequence[str] | None]) -> Seek:
    compiled = [lazy_regex(pattern) for pattern in written]

    def seek(report: Report, text: str) -> Find | None:
        live = [
            pattern.finditer
            for pattern, words in zip(compiled, needles, strict=True)
            if words is None or any(map(text.__contains__, words))
        ]
        if not live:
            return None
        return lambda stretch: [
            Hit(stretch, match.start(), match.end(), match.groupdict(""))
            for finditer in live
            for match in finditer(stretch.text, stretch.start, stretch.end)
        ]

    return seek


def _words_seek(given: Any) -> Seek:
    def seek(report: Report, text: str) -> Find | None:
        words = listed(report, given)
        instead = words if isinstance(words, Mapping) else {}
        live = [word for word in words if word in text]
        if not live:
            return None
        return lambda stretch: [
            Hit(stretch, start, start + len(word), {}, instead.get(word))
            for word in live
            for start in occurrences(word, stretch.text)
            if stretch.start <= start and start + len(word) <= stretch.end
        ]

    return seek


def _excusing(seek: Seek, unless: str | None, exceptions: Any, allowed: Sequence[str]) -> Seek:
    excuse = lazy_regex(unless or "(?!)")

    def excused(hit: Hit, right: Spans) -> bool:
        if right.cover(hit.start, hit.end):
            return True
        return excuse.search(sentence_at(hit.stretch.text, hit.start, hit.end)) is not None

    def excusing(report: Report, text: str) -> Find | None:
        find = seek(report, text)
        if find is None:
            return None
        words = (*listed(report, exceptions or ()), *allowed)

        def found(stretch: Stretch) -> list[Hit]:
            hits = list(find(stretch))
            right = standing(words, stretch.text) if hits else NONE
            return [hit for hit in hits if not excused(hit, right)]

        return found

    return excusing
