"""Phrases: thousands of words found in one pass, the longest at each place.

A phrase is a plain word, or a turn of phrase with choices and names in it: ``结转[至|到|]{year}``
stands for 结转2025年, 结转至2025年 and 结转到2025年. Compiling so many words into one pattern
takes longer than reading a report, so the pattern only knows how words begin and a table the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Generic, NamedTuple, TypeVar

Meant = TypeVar("Meant")

MOST_WORDINGS = 10_000
"""For how many wordings a turn of phrase may stand."""

DIGITS = "\ue000" * 4
"""Stands for the digits of a year while words are looked up."""

_YEARS: Mapping[str, Sequence[str]] = {"year": (DIGITS + "年", DIGITS + "年度"), "digits": (DIGITS,)}
_NAMED_YEAR = re.compile(r"20[0-9][0-9](?=[年至到—~-])")
_PART = re.compile(r"\[([^\]]*)\]|\{(\w+)\}|([^\[{]+)")


class Phrases(NamedTuple, Generic[Meant]):
    """What each phrase means, and how to find them."""

    meant: Mapping[str, Meant]
    starts: re.Pattern[str]
    lengths: Mapping[str, Sequence[int]]
    """How long phrases are that begin with a pair of characters (or are but one), the longest first."""

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, Meant]]:
        """Return where the phrases of a stretch of text begin and end, and what they mean.

        They come in order, the longest at each place; none overlap.
        """
        meant, lengths = self.meant, self.lengths
        masked = text[start : end + 1]  # what stands behind it tells whether a number is a year
        if "20" in masked:
            masked = _NAMED_YEAR.sub(DIGITS, masked)
        found: list[tuple[int, int, Meant]] = []
        last, passed = end - start, 0
        for match in self.starts.finditer(masked, 0, last):
            at = match.start()
            if at < passed:
                continue
            for length in lengths.get(masked[at : at + 2]) or lengths.get(masked[at], ()):
                stop = at + length
                word = meant.get(masked[at:stop])
                if word is not None and stop <= last:
                    found.append((start + at, start + stop, word))
                    passed = stop
                    break
        return found

    def every(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Meant]]:
        """Yield where phrases begin and end, and what they mean; those within others, too."""
        meant, lengths = self.meant, self.lengths
        for match in self.starts.finditer(text, start, end):
            at = match.start()
            for length in lengths.get(text[at : at + 2]) or lengths.get(text[at], ()):
                word = meant.get(text[at : at + length])
                if word is not None and at + length <= end:
                    yield at, at + length, word


def phrases(meant: Mapping[str, Meant]) -> Phrases[Meant]:
    """Prepare phrases to be found."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in meant:
        found[word[:2]].add(len(word))
    for pair, lengths in found.items():
        if pair[0] in found:
            lengths.add(1)
    single = {pair for pair in found if len(pair) == 1}
    first = {pair[0] for pair in found} - single
    second = {pair[1] for pair in found if len(pair) == 2}
    starts = f"{_any(single)}|{_any(first)}(?={_any(second)})"
    return Phrases(meant, re.compile(starts), {pair: sorted(found[pair], reverse=True) for pair in found})


def expanded(phrase: str, named: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield every wording of a turn of phrase; raises KeyError for an unknown name, ValueError for many."""
    if "[" not in phrase and "{" not in phrase:
        yield phrase
        return
    parts: list[Sequence[str]] = []
    for match in _PART.finditer(phrase):
        choices, name, plain = match.groups()
        if choices is not None:
            parts.append(choices.split("|"))
        elif name is not None:
            parts.append(_YEARS.get(name) or named[name])
        else:
            parts.append((plain,))
    if prod(map(len, parts)) > MOST_WORDINGS:
        raise ValueError(f"{phrase[:40]}… stands for more than {MOST_WORDINGS} wordings")
    yield from filter(None, map("".join, product(*parts)))


def _any(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]" if characters else "(?!)"
