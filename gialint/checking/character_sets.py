"""Sets of characters as a pattern's classes have them, so that two can be told to share none.

A set is an integer with a bit for each character of the basic plane; all beyond it share one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

BEYOND = 0x10000
ALL = (1 << BEYOND + 1) - 1
LINE_END = 1 << ord("\n")

_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def of(name: str, given: Any, flags: int) -> int | None:
    """Return the characters that a part of a pattern takes one of; none where it is no such part."""
    if name == "LITERAL":
        return _cased(_character(given), flags)
    if name == "NOT_LITERAL":
        return ALL & ~_cased(_character(given), flags)
    if name == "ANY":
        return ALL if flags & re.DOTALL else ALL & ~LINE_END
    if name == "IN":
        return _cased(_class(given), flags)
    return None


def _class(given: Iterable[tuple[Any, Any]]) -> int:
    held, barred = 0, False
    for operation, what in given:
        if operation.name == "NEGATE":
            barred = True
        elif operation.name == "LITERAL":
            held |= _character(what)
        elif operation.name == "RANGE":
            held |= _range(*what)
        else:
            held |= _category(what.name.removeprefix("CATEGORY_"))
    return ALL & ~held if barred else held


def _character(code: int) -> int:
    return 1 << min(code, BEYOND)


def _range(first: int, last: int) -> int:
    first, last = min(first, BEYOND), min(last, BEYOND)
    return ((1 << last - first + 1) - 1) << first


def _cased(held: int, flags: int) -> int:
    """Take in the other case of each letter, where case does not count."""
    if not flags & re.IGNORECASE:
        return held
    for code in range(0x250):
        if held >> code & 1:
            for other in (chr(code).lower(), chr(code).upper()):
                held |= _character(ord(other[0]))
    return held


@cache
def _category(name: str) -> int:
    barred = name.startswith("NOT_")
    every = "".join(map(chr, range(BEYOND)))
    runs = re.finditer(f"{_CATEGORIES[name.removeprefix('NOT_')]}+", every)
    held = sum(_range(run.start(), run.end() - 1) for run in runs)
    held |= (name.removeprefix("NOT_") != "SPACE") << BEYOND
    return ALL & ~held | barred << BEYOND if barred else held
