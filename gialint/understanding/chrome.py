"""What a site prints around a report, its chrome: date of publication, index number, publisher, navigation.

A site gives them in a line (索引号：… 发布机构：…), in a table of labels and values, or a label
and its value on lines of their own. The labels are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal, cast

from gialint.lazy_regex import lazy_regex
from gialint.model import Document, Passage, Place
from gialint.records import NamedTuple
from gialint.understanding.dates import find_dates

Kind = Literal["date", "number", "name"]

LONGEST = 300
"""Characters of a line beyond which it is prose."""
MOST = 300
"""Lines and cells looked at."""

_NOTHING = lazy_regex("(?!)")
_MARKS = r"[】\])]?[:|]?"
_NUMBER = lazy_regex(r"[0-9A-Za-z][0-9A-Za-z()〔〕\[\]/._-]{3,59}")
_COMPACT = lazy_regex(r"(20\d\d)([01]\d)([0-3]\d)(?!\d)")
_GAP = lazy_regex(r"\s")
_NEAR = 1
"""How far behind its label a date begins: a space may stand between."""
_DATED = 20
"""Characters within which a date is written."""


class Particular(NamedTuple):
    """A fact that sites give about a report, with its labels in order of preference.

    The labels in ``above`` count only above the title: below it they are about other documents.
    """

    fact: str
    kind: Kind
    label: re.Pattern[str]
    ranks: Mapping[str, int]
    above: frozenset[str]


class Chrome(NamedTuple):
    """What is known of sites; ``navigation`` matches what stands before a title without any mark between.

    ``name`` matches a name up to the next label; few files have one, so it is compiled when it is met.
    ``labels`` matches what may follow a title without any mark, ``unnamed`` what no agency's name has.
    """

    particulars: tuple[Particular, ...] = ()
    name: str = "(?!)"
    navigation: re.Pattern[str] = _NOTHING
    labels: re.Pattern[str] = _NOTHING
    unnamed: re.Pattern[str] = _NOTHING


class Strip(NamedTuple):
    """A line near the title, or a cell as one, and whether it stands above the title."""

    passage: Passage
    above: bool


class Told(NamedTuple):
    """A particular that was found."""

    fact: str
    text: str
    place: Place


class _Value(NamedTuple):
    text: str
    start: int
    end: int


def chrome(sources: Sequence[Mapping[str, Any]]) -> Chrome:
    """Compile the lexicons' entries about sites; raises KeyError or TypeError on malformed data."""
    specs = [spec for data in sources for spec in data.get("chrome", ())]
    labels = [label for spec in specs for label in (*spec["labels"], *spec.get("above", ()))]
    beside = [word for data in sources for word in data.get("beside", ())]
    begins = [word for data in sources for word in data.get("navigation", {}).get("begins", ())]
    passes = [word for data in sources for word in data.get("navigation", {}).get("passes", ())]
    without = [word for data in sources for word in data.get("names", {}).get("without", ())]
    not_ending = [word for data in sources for word in data.get("names", {}).get("not_ending", ())]
    return Chrome(
        tuple(map(_particular, specs)),
        rf"[一-鿿()、]{{2,40}}?(?=[\[【(]?{_any(labels + beside)}{_MARKS}|[^一-鿿()、]|$)",
        lazy_regex(f"{_any(begins)}(?:{_any(begins + passes)})*"),
        lazy_regex(_any(labels + beside + begins + passes)),
        lazy_regex(f"{_any(without)}|{_any(not_ending)}$"),
    )


def told_around(document: Document, strips: Sequence[Strip], known: Chrome) -> Iterator[Told]:
    """Yield each particular once, from its best label."""
    for particular in known.particulars:
        best: tuple[int, Told] | None = None
        for rank, value, strip in _values(document, strips, particular, known.name):
            if best is None or rank < best[0]:
                best = (
                    rank,
                    Told(particular.fact, value.text, strip.passage.place(document, value.start, value.end)),
                )
        if best is not None:
            yield best[1]


def _values(
    document: Document, strips: Sequence[Strip], particular: Particular, name: str
) -> Iterator[tuple[int, _Value, Strip]]:
    """Yield what stands behind each label, or in the next strip where the label fills its own."""
    for strip, following in zip_longest(strips, strips[1:]):
        if not any(map(strip.passage.reading.__contains__, particular.ranks)):
            continue
        for label in particular.label.finditer(strip.passage.reading):
            if label[1] in particular.above and not strip.above:
                continue
            holder, at = strip, label.end()
            if at == len(strip.passage.reading) and label.start() == 0:
                holder, at = following or strip, 0
            elif particular.kind == "name" and label[0][-1] not in ":|】])":
                continue
            value = _value(document, holder, at, particular.kind, name)
            if value is not None:
                yield particular.ranks[label[1]], value, holder


def _value(document: Document, strip: Strip, at: int, kind: Kind, name: str) -> _Value | None:
    reading = strip.passage.reading
    while at < len(reading) and reading[at] == " ":
        at += 1
    if kind == "date":
        return _date(reading, at)
    match = (lazy_regex(name) if kind == "name" else _NUMBER).match(reading, at)
    if match is None:
        return None
    end = match.end()
    if kind == "name" and reading[end : end + 1] in (":", "】", "]"):
        # Here the name has run into an unknown label; only a gap can separate them.
        end = _last_gap(document, strip, at, end)
    return _Value(reading[at:end], at, end) if end > at else None


def _date(reading: str, at: int) -> _Value | None:
    compact = _COMPACT.match(reading, at)
    if compact:
        return _Value("-".join(compact.groups()), at, compact.end())
    for date in find_dates(reading[at : at + _DATED]):
        if date.year and date.exists and date.start <= _NEAR:
            return _Value(date.iso, at + date.start, at + date.end)
    return None


def _last_gap(document: Document, strip: Strip, start: int, end: int) -> int:
    """Return where in a stretch the original last has white space, or its start if it has none."""
    base, offsets = strip.passage.paragraph.start, strip.passage.offsets
    if offsets is None:
        return start
    for index in range(end - 1, start, -1):
        between = document.text[base + offsets[index - 1] : base + offsets[index]]
        if _GAP.search(between):
            return index
    return start


def _particular(spec: Mapping[str, Any]) -> Particular:
    labels = [*spec["labels"], *spec.get("above", ())]
    ranks = {label: rank for rank, label in enumerate(labels)}
    label = lazy_regex(rf"[\[【(]?({_any(labels)}){_MARKS}")
    return Particular(
        spec["fact"], cast("Kind", spec["kind"]), label, ranks, frozenset(spec.get("above", ()))
    )


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})"
