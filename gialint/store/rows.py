"""An outcome as rows of a store, made by the process that checks the file: only writing them is left."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from gialint.model import (
    Checked,
    Diagnostic,
    Digest,
    Location,
    RuleCard,
    kept_sayings,
    kept_values,
)
from gialint.records import NamedTuple
from gialint.store.packing import packing

Row = tuple[Any, ...]
LARGEST = 2**63 - 1
SURELY = 19
"""Digits of the first number that may be larger."""


class Cells(NamedTuple):
    """The figures of a report by the column, since there are two hundred: what is not asked for is empty."""

    paths: Sequence[str] = ()
    states: Sequence[str] = ()
    values: Sequence[int | float | str | None] = ()
    texts: Sequence[str | None] = ()
    """What stands in the report, where that is not the value."""


class Rows(NamedTuple):
    """A report as rows: its own, the figures (by their paths) and the claims; numbers of rows come later."""

    report: Row
    cells: Cells
    claims: tuple[Row, ...]
    outcome: bytes | None


def rows_of(checked: Checked, *, packed: bool = True) -> Rows:
    """Return the rows of a masked outcome before it is compared with others, ``packed`` for a store."""
    digest = checked.digest
    return Rows(
        (
            as_text(checked.path),
            checked.reader,
            as_text(checked.agency),
            checked.agency_kind,
            checked.year,
            checked.edition,
            digest.form if digest else None,
            as_text(checked.holding.config) or None,
            checked.rules,
            checked.unread,
            checked.figures,
        ),
        _cells(digest) if digest else Cells(),
        tuple(_claims(digest)) if digest else (),
        packing(checked._replace(full_text=None, last=())) if packed else None,
    )


def _cells(digest: Digest) -> Cells:
    paths, states, values, texts = kept_values(digest)
    numbers = [*map(_number, values)]
    said = [
        None if text == str(number) else as_text(text) for text, number in zip(texts, numbers, strict=True)
    ]
    return Cells(paths, states, numbers, said)


def figures(cells: Cells) -> Iterator[tuple[str, str, float | None, str | None]]:
    """Yield each figure: its name, its state, its value as a number, and what stands in the report."""
    for path, state, value, text in zip(*cells, strict=True):
        yield path, state, as_float(value), str(value) if text is None else text


def as_float(value: object) -> float | None:
    """Return a value as a column of numbers takes it."""
    return float(value) if isinstance(value, int | float) else None


def _claims(digest: Digest) -> Iterator[Row]:
    for number, path, op, value, *rest, text, line in kept_sayings(digest):
        yield number, path, op, _number(value), *rest, as_text(text), line


def finding_rows(checked: Checked) -> tuple[Row, ...]:
    """Return what was found in a report, when it has been compared with others."""
    return tuple(_finding(number, found) for number, found in enumerate(checked.findings))


def unassessed_rows(checked: Checked) -> tuple[Row, ...]:
    """Return which rules could not be decided."""
    gaps = enumerate(checked.unassessed)
    return tuple((at, gap.code, gap.name, as_text(gap.reason), _json(gap.missing)) for at, gap in gaps)


def _finding(number: int, found: Diagnostic) -> Row:
    at = found.location or Location("", "", 0, 0, 0, 0, None, "", "")
    related = [
        {"message": label, "address": beside.address, "line": beside.line, "text": beside.text}
        | ({"path": beside.path} if beside.path else {})
        for label, beside in found.related
    ]
    return (
        number, found.code, found.name, found.severity.word, as_text(found.message), as_text(found.hint),
        _json(found.basis), as_text(at.address), at.section, at.line or None, at.column or None, at.page,
        as_text(at.text), _json(related), _json(dict(found.values)), found.fingerprint,
        as_text(found.suppressed),
    )  # fmt: skip


def problem_row(found: Diagnostic) -> Row:
    """Return what stands outside any report."""
    path = found.location.address if found.location else None
    return as_text(path), found.code, found.severity.word, as_text(found.message), as_text(found.hint)


def rule_row(card: RuleCard) -> Row:
    """Return a rule that was run."""
    named = (card.code, card.name, card.title, card.severity.word, card.family, card.hint)
    return (*named, _json(card.basis), _json(card.tags))


def as_text(text: str | None) -> str | None:
    """Return a text as a database takes it: half a character, which no encoding has, is a question mark."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()


def _number(said: str) -> int | float | str | None:
    """Return a figure as a database takes it; None where there is none."""
    if len(said) < SURELY and said.isdigit():
        return int(said)
    if not said:
        return None
    value = Decimal(said)
    if not value.is_finite() or abs(value.adjusted()) > 18:
        return str(value)
    whole = value.to_integral_value()
    if whole == value:
        return int(value) if abs(value) <= LARGEST else str(value)
    return float(value)


def _json(value: Any) -> str | None:
    return as_text(json.dumps(value, ensure_ascii=False))
