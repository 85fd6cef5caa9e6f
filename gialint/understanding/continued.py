"""Sentences that a converter broke over lines, put together again for reading claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gialint.lazy_regex import lazy_regex
from gialint.model import Passage

LONGEST = 2000
"""How many characters a passage may have for another to go on with it."""

LONGEST_HEADING = 25
_OPEN_ENDS = tuple("0123456789,、(“")
_COUNTED = lazy_regex(r"\d[件条个份次项宗起元人]")
_NEW_ITEM = lazy_regex(r"\(?[一二三四五六七八九十\d]{1,3}[)、.,]|[一二三四五六七八九十]是|注:")


def continued(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield prose passages, each joined with those that go on with its sentence.

    A passage goes on if the one before has no final mark and it begins no item of a list. Its
    offsets count from the first paragraph, so that a claim over two lines has one place.
    """
    held: Passage | None = None
    for passage in passages:
        if held is not None and goes_on(held, passage):
            held = _joined(held, passage)
            continue
        if held is not None:
            yield held
        held = passage
    if held is not None:
        yield held


def goes_on(before: Passage, passage: Passage) -> bool:
    """Whether a passage goes on with the sentence of the one before it."""
    return (
        before.kind == passage.kind == "prose"
        and before.section == passage.section
        and before.topic == passage.topic
        and len(before.reading) < LONGEST
        and _is_open(before.reading)
        and not heads(before.reading)
        and _NEW_ITEM.match(passage.reading) is None
    )


def heads(reading: str) -> bool:
    """Whether a line heads what follows it (2.依申请公开情况): short, numbered, and no sentence."""
    return (
        len(reading) <= LONGEST_HEADING
        and _NEW_ITEM.match(reading) is not None
        and not any(mark in reading for mark in ",;。")
        and not reading[-1:].isdigit()
        and _COUNTED.search(reading) is None
    )


def _is_open(reading: str) -> bool:
    """Whether no mark closes a reading; an expression for any Chinese character takes 2 ms to compile."""
    return "一" <= reading[-1:] <= "鿿" or reading.endswith(_OPEN_ENDS)


def _joined(before: Passage, passage: Passage) -> Passage:
    shift = passage.paragraph.start - before.paragraph.start
    offsets = (*_offsets(before)[:-1], *(shift + offset for offset in _offsets(passage)))
    return before._replace(reading=before.reading + passage.reading, offsets=offsets)


def _offsets(passage: Passage) -> tuple[int, ...]:
    return passage.offsets or tuple(range(len(passage.reading) + 1))
