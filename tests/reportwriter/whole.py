"""Whole reports of invented agencies, as such offices write them, and what is truly wrong with each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.reportwriter import form, form_2019
from tests.reportwriter.described import CORPUS, loaded
from tests.reportwriter.draft import DraftReport, DraftSection, Grid
from tests.reportwriter.form import CASES, COLUMNS

FOLDER = CORPUS / "whole"
TABLE = "[表]"
"""Stands where a section has its table."""

ASKED = "收到和处理"
SECTION = "## "
SIGNED = "---"
NOWHERE = "-"
"""The place of what is missing from the whole report."""

ROWS = {
    "regulations": "docs.regulations",
    "normative": "docs.normative",
    "permits": "decisions.permits",
    "penalties": "decisions.penalties",
    "coercion": "decisions.coercion",
    "charges": "fees.charges_wanyuan",
    "direct": "litigation.direct",
    "after": "litigation.after_review",
}
"""Short names of rows; what is not here, nor has a column of its own, is a row of table three."""

DOCUMENTS = {"2021": ("issued", "repealed", "valid"), "2019": ("issued", "newly_published", "public")}
ITEMS = ("items.{}.last_year", "items.{}.change", "decisions.{}")


class Fault(NamedTuple):
    """A true finding: any of its codes, no graver than its severity, with a place in its section.

    ``place`` is the number of a section, 首 for what stands before the first, 尾 for the signature, or
    ``NOWHERE``; ``why`` is for people.
    """

    codes: tuple[str, ...]
    severity: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole report and its true findings, which were listed before gialint was run on it."""

    name: str
    draft: DraftReport
    faults: tuple[Fault, ...]
    batch: int = 0
    """0 where the hash of its name decides."""


@cache
def wholes() -> tuple[Whole, ...]:
    """Return every whole report, in order of name."""
    return tuple(_whole(path) for path in sorted(FOLDER.glob("*.yaml")))


def batch(number: int) -> tuple[Whole, ...]:
    """Return a batch: 1 and 2 are the halves by the SHA-256 of the name, later ones as their files say."""
    if number > 2:
        return tuple(whole for whole in wholes() if whole.batch == number)
    first = (whole for whole in wholes() if not whole.batch)
    ranked = sorted(first, key=lambda whole: hashlib.sha256(whole.name.encode()).hexdigest())
    half = len(ranked) // 2
    return tuple(ranked[:half] if number == 1 else ranked[half:])


def _whole(path: Path) -> Whole:
    spec = loaded(path)
    edition = spec.get("edition", "2019" if spec["year"] < 2021 else "2021")
    cells = dict(_cells(spec, edition))
    draft = _draft(spec["text"], edition, cells)
    return Whole(path.stem, draft, tuple(map(_fault, spec["findings"])), spec.get("batch", 0))


def _fault(line: str) -> Fault:
    told, why = line.split(" | ", 1)
    codes, severity, place = told.split()
    return Fault(tuple(codes.split("|")), severity, place, why)


def _cells(spec: Mapping[str, Any], edition: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in each cell: zeros, the figures with their sums, then what the file says instead."""
    old = edition == "2019"
    outcomes = form_2019.OUTCOME_ROWS_2019 if old else form.OUTCOME_ROWS
    rows = {name: str(text).split() for name, text in spec["rows"].items()}
    yield from dict.fromkeys(form_2019.paths() if old else form.paths(), "0").items()
    closed = [0] * (len(COLUMNS) - 1)
    for name, values in rows.items():
        yield from _row(name, values, edition)
        if name in outcomes:
            closed = [done + int(value) for done, value in zip(closed, _padded(values, 6), strict=True)]
    yield from _row("closed", [str(value) for value in closed], edition)
    yield from ((path, str(text)) for path, text in spec.get("cells", {}).items())


def _row(name: str, values: list[str], edition: str) -> Iterator[tuple[str, str]]:
    path = ROWS.get(name, name)
    if name.startswith("items."):
        item = name.partition(".")[2]
        yield from zip((way.format(item) for way in ITEMS), values, strict=False)
    elif name == "procurement":
        yield from zip(("procurement.projects", "procurement.amount"), values, strict=True)
    elif path.startswith("docs."):
        yield from zip((f"{path}.{way}" for way in DOCUMENTS[edition]), values, strict=True)
    elif path.startswith(("decisions.", "fees.")):
        yield path, values[0]
    else:
        cases = path in form.WAYS
        names, path = (CASES, path) if cases else (COLUMNS, f"requests.{path}")
        counts = _padded(values, len(names) - 1)
        counts.append(str(sum(map(int, counts))))
        yield from zip((f"{path}.{column}" for column in names), counts, strict=True)


def _padded(values: list[str], length: int) -> list[str]:
    return [*values, *["0"] * (length - len(values))]


def _draft(text: str, edition: str, cells: Mapping[str, str]) -> DraftReport:
    body, _, signature = text.partition(f"\n{SIGNED}\n")
    head, *parts = body.split(f"\n{SECTION}")
    title, *preface = head.splitlines()
    sections = tuple(_section(part.splitlines(), edition, cells) for part in parts)
    shown = {section.grid for section in sections if section.grid}
    figures = {path: value for path, value in cells.items() if _table_of(path, edition, cells) in shown}
    return DraftReport(title, tuple(preface), sections, tuple(signature.splitlines()), figures, edition)


def _section(lines: list[str], edition: str, cells: Mapping[str, str]) -> DraftSection:
    heading, *rest = lines
    grid = _grid(heading, edition, cells) if TABLE in rest else None
    return DraftSection(heading, tuple(line for line in rest if line != TABLE), grid)


def _grid(heading: str, edition: str, cells: Mapping[str, str]) -> Grid:
    if "复议" in heading:
        return form.review(cells)
    if edition == "2019":
        return form_2019.applications(cells) if ASKED in heading else form_2019.disclosure(cells)
    return form.applications(cells) if ASKED in heading else form.disclosure(cells)


def _table_of(path: str, edition: str, cells: Mapping[str, str]) -> Grid:
    family = path.partition(".")[0]
    heading = {"requests": ASKED, "review": "复议", "litigation": "复议"}.get(family, "")
    return _grid(heading, edition, cells)
