"""A table as few bytes, made and opened fast: every report of a run has one, of two hundred figures.

A column of texts is one text, and all whole numbers are one array: what takes time is each by itself.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence

BETWEEN = "\n"
"""Stands between the texts of a column; a column in which one holds it is kept as JSON."""

NUMBER = 8
"""Bytes of a number; how many there are is the first of them."""


def packed_table(texts: Sequence[Sequence[str]], numbers: Sequence[int], width: int) -> bytes:
    """Return columns of texts and rows of numbers, ``width`` of them each, as bytes.

    Raises OverflowError for a number of more than 63 bits.
    """
    columns = [*map(_joined, texts)]
    # The length of a column as JSON is negative.
    lengths = [len(data) if plain else -len(data) for plain, data in columns]
    by_column = [each for at in range(width) for each in numbers[at::width]]
    held = array("q", [len(lengths) + len(by_column) + 2, len(lengths), *lengths, *by_column])
    if sys.byteorder == "big":
        held.byteswap()
    return zlib.compress(b"".join((held.tobytes(), *(data for _, data in columns))), 1)


def opened_table(data: bytes, width: int) -> tuple[list[Sequence[str]], Iterator[tuple[int, ...]]]:
    """Return the columns of texts and the rows of numbers of a table; raises ValueError and zlib.error."""
    import json  # 2 ms to import, and a report checked alone has no such table

    plain = zlib.decompress(data)
    count = int.from_bytes(plain[:NUMBER], "little")
    held = array("q")
    held.frombytes(plain[NUMBER : NUMBER * count])
    if not held:
        raise ValueError(len(plain))
    if sys.byteorder == "big":
        held.byteswap()
    end, at = 1 + held[0], NUMBER * count
    texts: list[Sequence[str]] = []
    for length in held[1:end]:
        text = plain[at : at + abs(length)].decode("utf-8", "surrogatepass")
        texts.append(text.split(BETWEEN) if length > 0 else json.loads(text))
        at += abs(length)
    each = (len(held) - end) // width
    return texts, zip(*(held[end + of * each : end + (of + 1) * each] for of in range(width)), strict=True)


def _joined(column: Sequence[str]) -> tuple[bool, bytes]:
    """Return a column as bytes, and whether it is one text; an empty text says nothing of how many it is."""
    import json

    joined = BETWEEN.join(column)
    plain = joined != "" and joined.count(BETWEEN) == len(column) - 1
    text = joined if plain else json.dumps(column, ensure_ascii=False, separators=(",", ":"))
    return plain, text.encode("utf-8", "surrogatepass")
