"""Prose of sections one and five, put together anew for every unit and year from banks of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

Words = Mapping[str, Any]

_HOLE = re.compile(r"\{(\w+?)2?\}")
_ORDER = "一二三四五六"
_KEPT = ("short", "year")
"""Filled in when the report is written: they are the same wherever the sentence goes."""


def overview(words: Words, kind: str, random: Random, *, brief: bool = False) -> tuple[str, ...]:
    """Return the lines of section one; ``requested`` stands where the figures of table three are told."""
    most, more = (2, 2) if brief else (4, 3)
    return (
        *_some(words, kind, random, "opening", 1),
        *("（一）主动公开情况", "".join(_some(words, kind, random, "disclosed", most))),
        *("（二）依申请公开情况", "requested"),
        *("（三）政府信息管理情况", "".join(_some(words, kind, random, "managed", more))),
        *("（四）政府信息公开平台建设情况", "".join(_some(words, kind, random, "platform", more))),
        *("（五）监督保障情况", "".join(_some(words, kind, random, "supervised", more))),
    )


def problems(words: Words, kind: str, random: Random, *, brief: bool = False) -> tuple[str, ...]:
    """Return the lines of section five."""
    return (
        "（一）存在的主要问题",
        _listed(_some(words, kind, random, "problem", 4)),
        "（二）改进措施",
        _listed(_some(words, kind, random, "measure", 4 if brief else 5)),
    )


def _listed(sentences: list[str]) -> str:
    return "".join(f"{number}是{line}。" for number, line in zip(_ORDER, sentences, strict=False))


def _some(words: Words, kind: str, random: Random, bank: str, count: int) -> list[str]:
    return [_filled(line, words["words"], kind, random) for line in random.sample(words[bank], count)]


def _filled(line: str, lists: Words, kind: str, random: Random) -> str:
    """Return a sentence with a word in each of its holes, never twice the same."""
    used: set[str] = set()

    def word(hole: re.Match[str]) -> str:
        name = hole[1]
        if name in _KEPT:
            return hole[0]
        found: str = random.choice(
            [each for each in lists[kind if name == "topic" else name] if each not in used]
        )
        used.add(found)
        return found

    return _HOLE.sub(word, line)
