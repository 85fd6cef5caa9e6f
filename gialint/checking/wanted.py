"""What a rule looks for in texts: a pattern, or words by the hundred, and what excuses them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from gialint.checking.anchors import Anchors, anchors, covers
from gialint.checking.stretches import Scope, Stretch, sentence_at, stretches
from gialint.finding import Unassessed
from gialint.report import Report, Words


class Hit(NamedTuple):
    """Where something was found, the groups of the pattern, and what a list has instead of the word."""

    stretch: Stretch
    start: int
    end: int
    groups: Mapping[str, str]
    instead: str | None = None

    @property
    def text(self) -> str:
        """The words found."""
        return self.stretch.text[self.start : self.end]


Seek = Callable[[Report], Callable[[Stretch], Iterable[Hit]]]
"""Given a report, what finds things in a stretch of it."""


def hits(report: Report, scope: Scope, seek: Seek) -> Iterator[Hit]:
    """Yield what is found within a scope, in order."""
    found = seek(report)
    for stretch in stretches(report, scope):
        yield from found(stretch)


def seek_of(spec: Mapping[str, Any]) -> Seek:
    """Return what looks for the ``pattern`` or ``words`` of a rule, or the words that ``replace`` lists.

    Words inside an expression of ``except`` are passed over, and anything in a sentence in which
    ``unless`` is found.
    """
    if "pattern" in spec:
        seek = _pattern_seek(one_pattern(spec["pattern"]))
    else:
        seek = _words_seek(spec.get("words") or spec["replace"])
    unless, exceptions = spec.get("unless"), spec.get("except")
    return _excusing(seek, unless, exceptions) if unless or exceptions else seek


def one_pattern(written: Any) -> str:
    """Return one pattern for those a rule lists."""
    return written if isinstance(written, str) else "|".join(written)


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
    """Yield a gap for each list that no lexicon has: without it nothing can be told."""
    for name in names:
        if name not in report.lists:
            yield Unassessed(Words(f"没有“{name}”这个列表", f"there is no list “{name}”"), (f"lists.{name}",))


def _pattern_seek(written: str) -> Seek:
    compiled = cache(lambda: re.compile(written))

    def seek(report: Report) -> Callable[[Stretch], Iterator[Hit]]:
        finditer = compiled().finditer

        def found(stretch: Stretch) -> Iterator[Hit]:
            for match in finditer(stretch.text, stretch.start, stretch.end):
                yield Hit(stretch, match.start(), match.end(), match.groupdict(""))

        return found

    return seek


def _words_seek(given: Any) -> Seek:
    @lru_cache(maxsize=4)
    def anchored(words: tuple[str, ...]) -> Anchors[str]:
        return anchors((word, word) for word in words)

    def seek(report: Report) -> Callable[[Stretch], Iterator[Hit]]:
        words = listed(report, given)
        instead = words if isinstance(words, Mapping) else {}
        look = anchored(tuple(words)).found

        def found(stretch: Stretch) -> Iterator[Hit]:
            for start, word in _longest(look(stretch.text)):
                if stretch.start <= start and start + len(word) <= stretch.end:
                    yield Hit(stretch, start, start + len(word), {}, instead.get(word))

        return found

    return seek


def _longest(found: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield words in order; of two that overlap the one that begins first, or else the longer."""
    end = 0
    for start, word in sorted(found, key=lambda each: (each[0], -len(each[1]))):
        if start >= end:
            yield start, word
            end = start + len(word)


def _excusing(seek: Seek, unless: str | None, exceptions: Any) -> Seek:
    compiled = cache(lambda: re.compile(unless or "(?!)"))

    def excusing(report: Report) -> Callable[[Stretch], Iterator[Hit]]:
        found, words = seek(report), listed(report, exceptions or ())

        def excused(stretch: Stretch) -> Iterator[Hit]:
            for hit in found(stretch):
                text, start, end = stretch.text, hit.start, hit.end
                if any(covers(word, text, start, end) for word in words):
                    continue
                if not compiled().search(sentence_at(text, start, end)):
                    yield hit

        return excused

    return excusing
