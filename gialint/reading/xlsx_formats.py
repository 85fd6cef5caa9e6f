"""What a number format makes of a number on the sheet (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from gialint.lazily import lazily


class Made(NamedTuple):
    """What is shown of a number: nothing (``hidden``), what is no figure, a rounded one, or else itself."""

    manner: Literal["hidden", "unreadable"] | None = None
    rounded: Decimal | None = None


AS_IT_IS, HIDDEN, ALTERED = Made(), Made("hidden"), Made("unreadable")

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)", 48: "##0.0E+0",
}  # fmt: skip
"""Formats that files name by a number; what is not here shows a number as it is, or a date."""

MOST = 15
"""Digits before the point up to which a number is rounded."""
MOST_PLACES = 30
LONGEST = 255
"""Characters of a format that count."""

_TOKEN = lazily(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|.')
_CONDITION = lazily(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_DATE = re.compile("[ymdhsg]", re.IGNORECASE)
_DIGITS = re.compile(r"([^0#?.]*)([0#?,]*)(\.[0#?]*)?([^0#?]*)")


class Section(NamedTuple):
    """A part of a format: what it holds for, and its tokens."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[str, ...]


def made(form: str, value: Decimal) -> Made:
    """Return what a format makes of a number."""
    parts = _sections(form[:LONGEST])
    section = _chosen(parts, value)
    literals = "".join(token.strip('"\\') for token in section.tokens if token[0] in '"\\')
    # What is put literally among the placeholders parts them.
    code = "".join("\0" if token[0] in '"\\' else token for token in section.tokens if token[0] not in "_*[")
    if any(map(str.isnumeric, literals)):
        return ALTERED
    if "general" in code.lower() or "@" in code:
        return AS_IT_IS
    if not re.search("[0#?]", code):
        return AS_IT_IS if _DATE.search(code) or literals.strip() or code.strip("\0 ") else HIDDEN
    if value < 0 and section is not parts[0] and not set("-(") & set(code + literals):
        return ALTERED
    return _rounded(code, value, bool(literals.strip()))


def _rounded(code: str, value: Decimal, says: bool) -> Made:
    shape = _DIGITS.fullmatch(code)
    if shape is None or re.search("[1-9]", code):
        return ALTERED
    whole, places = shape[2], (shape[3] or ".")[1:]
    if not value:
        return AS_IT_IS if says or "0" in whole + places else HIDDEN
    if "%" in code or whole.endswith(",") or shape[4].startswith(","):
        return ALTERED
    if value.adjusted() > MOST or len(places) > MOST_PLACES - MOST:
        return AS_IT_IS
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    return Made(rounded=rounded) if rounded != value else AS_IT_IS


def shows_text(form: str) -> bool:
    """Tell whether a format shows words: its fourth part may leave them out."""
    sections = _sections(form[:LONGEST])
    return len(sections) < 4 or "@" in sections[3].tokens


def _sections(form: str) -> list[Section]:
    tokens: list[list[str]] = [[]]
    for token in _TOKEN.findall(form):
        if token == ";":
            tokens.append([])
        else:
            tokens[-1].append(token)
    return [_section(each) for each in tokens]


def _section(tokens: Sequence[str]) -> Section:
    for token in tokens:
        condition = _CONDITION.fullmatch(token)
        if condition:
            return Section((condition[1], Decimal(condition[2])), tuple(tokens))
    return Section(None, tuple(tokens))


def _chosen(sections: Sequence[Section], value: Decimal) -> Section:
    """Return the section for a number: the first whose condition holds, or else by its sign."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        fits = (
            section for section in numeric if section.condition is None or _holds(*section.condition, value)
        )
        return next(fits, Section(None, ("General",)))
    place = 0 if value > 0 else 1 if value < 0 else 2
    return numeric[place] if place < len(numeric) else numeric[0]


def _holds(operator: str, limit: Decimal, value: Decimal) -> bool:
    order = (value > limit) - (value < limit)
    return order in {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[operator]
