"""Turns of phrase: ``结转[至|到|]{year}`` stands for 结转2025年, 结转至2025年度 and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

MOST_WORDINGS = 10_000
"""For how many wordings a turn of phrase may stand."""

DIGITS = "\ue000" * 4
"""Stands for the digits of a year while words are looked up."""

_YEARS: Mapping[str, Sequence[str]] = {"year": (DIGITS + "年", DIGITS + "年度"), "digits": (DIGITS,)}
_PART = re.compile(r"\[([^\]]*)\]|\{(\w+)\}|([^\[{]+)")


def expanded(phrase: str) -> Iterator[str]:
    """Yield every wording of a turn of phrase; raises KeyError for an unknown name, ValueError for many."""
    if "[" not in phrase and "{" not in phrase:
        yield phrase
        return
    parts: list[Sequence[str]] = []
    for match in _PART.finditer(phrase):
        choices, name, plain = match.groups()
        if choices is not None:
            parts.append(choices.split("|"))
        else:
            parts.append(_YEARS[name] if name else (plain,))
    if prod(map(len, parts)) > MOST_WORDINGS:
        raise ValueError(f"{phrase[:40]}… stands for more than {MOST_WORDINGS} wordings")
    yield from filter(None, map("".join, product(*parts)))
