"""Invented tables three whose sums all hold, and the slips that people make in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.model import Checked, Facts, Report
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand

LINTER = linter(Config())
TABLES = linter(Config(select=("GIA3", "GIA4", "GIA50", "GIA51")))
"""The rules about tables and about what prose tells of their figures."""
YEARS = {"2021": 2024, "2019": 2020}
"""A year of reports for each form."""
TOTAL = "total"
ENDS = ("new", "carried_in", "closed", "carried_out")
"""The rows of table three that are no outcome."""

Figures = dict[str, int]
Slip = Callable[[int], int | None]


def title(edition: str) -> str:
    """Return the title of a report in a form."""
    return f"云坪县青石镇人民政府{YEARS[edition]}年政府信息公开工作年度报告"


def understood(written: Mapping[str, object]) -> Report:
    """Return a report that is written as data, understood."""
    return understand(from_mapping(written), LINTER.knowledge)


def checked(edition: str, figures: Mapping[str, object], **prose: str) -> Checked:
    """Check figures and sections of prose as a report, by the rules about tables."""
    report = understood({"title": title(edition), **prose, "facts": dict(figures)})
    return check_report(report, TABLES.rules, TABLES.engine, TABLES.terms)


class Table:
    """A sound report with nothing but figures, of which any may be made another."""

    def __init__(self, edition: str, figures: Figures) -> None:
        self.edition = edition
        self.figures = figures
        self._report = understood({"title": title(edition), "facts": dict(figures)})

    def with_figures(self, changes: Mapping[str, int]) -> Checked:
        """Check the report with other figures in some of its cells, which costs less than to read it anew."""
        values = {path: Decimal(figure) for path, figure in changes.items()}
        report = replace(self._report, facts=self._report.facts.with_values(values))
        return check_report(report, TABLES.rules, TABLES.engine, TABLES.terms)


@cache
def form(edition: str) -> Facts:
    """Return what a form names: its sets, and the words for its cells."""
    return understood({"title": title(edition), "requests.new.total": 0}).facts


def outcomes(edition: str) -> tuple[str, ...]:
    """Return the rows of a form's table three whose sum is 总计."""
    return form(edition).sets["requests.outcomes"]


def applicants(edition: str) -> tuple[str, ...]:
    """Return the columns of a form's table three whose sum is 总计."""
    return form(edition).sets["requests.applicants"]


def full_table(edition: str, random: Random, most: int = 30, filled: float = 1) -> Figures:
    """Return a table three whose sums all hold: a share of its cells is ``filled`` with up to ``most``."""
    rows: dict[str, list[int]] = {
        outcome: [_figure(random, most, filled) for _ in applicants(edition)] for outcome in outcomes(edition)
    }
    closed = [sum(column) for column in zip(*rows.values(), strict=True)]
    carried_out = [_figure(random, most, filled) for _ in closed]
    handled = [done + left for done, left in zip(closed, carried_out, strict=True)]
    carried_in = [min(_figure(random, most, filled), count) for count in handled]
    new = [count - old for count, old in zip(handled, carried_in, strict=True)]
    whole = {"new": new, "carried_in": carried_in, **rows, "closed": closed, "carried_out": carried_out}
    columns = (*applicants(edition), TOTAL)
    return {
        f"requests.{row}.{column}": figure
        for row, figures in whole.items()
        for column, figure in zip(columns, (*figures, sum(figures)), strict=True)
    }


KINDS: Mapping[str, tuple[int, float]] = {
    "small": (4, 1),
    "full": (30, 1),
    "large": (900, 1),
    "sparse": (12, 0.15),
}
"""Kinds of tables: up to which figure their cells are filled, and what share of them."""


def invented(edition: str, kind: str, seed: int = 0) -> Table:
    """Return an invented table of a kind."""
    return Table(edition, full_table(edition, Random(f"{kind} {seed}"), *KINDS[kind]))


def _figure(random: Random, most: int, filled: float) -> int:
    return random.randint(1, most) if random.random() < filled else 0


def swapped_digits(figure: int) -> int | None:
    """Return a figure with its last two digits swapped, none where that is no change."""
    text = str(figure)
    changed = int(text[:-2] + text[-1] + text[-2]) if len(text) > 1 else figure
    return changed if changed != figure else None


def dropped_digit(figure: int) -> int | None:
    """Return a figure without its last digit, none where it has one only."""
    return figure // 10 if figure > 9 else None


def doubled_digit(figure: int) -> int:
    """Return a figure whose last digit is written twice."""
    return figure * 10 + figure % 10


def other_digit(figure: int) -> int:
    """Return a figure whose last digit is another."""
    return figure // 10 * 10 + (figure + 3) % 10


def one_more(figure: int) -> int:
    """Return a figure that is one too many."""
    return figure + 1


def three_more(figure: int) -> int:
    """Return a figure that is three too many."""
    return figure + 3


def nothing(figure: int) -> int | None:
    """Return 0 in the place of a figure."""
    return 0 if figure else None


SLIPS: Mapping[str, Slip] = {
    slip.__name__: slip
    for slip in (swapped_digits, dropped_digit, doubled_digit, other_digit, one_more, three_more, nothing)
}


def slipped(random: Random, figure: int) -> int:
    """Return a figure with a slip of any kind in it."""
    changed = None
    while changed is None:
        changed = random.choice(list(SLIPS.values()))(figure)
    return changed


def several_slips(edition: str, sound: Figures, random: Random) -> Figures:
    """Return several cells that are wrong, with what stands there.

    Two cells or three anywhere, a figure that was put right in neither its row's total nor its column's,
    or a cell that is wrong together with its total.
    """
    kind = random.choice(("two", "three", "beside", "with its total", "with its row's total"))
    row, column = random.choice(list(sound)).removeprefix("requests.").rsplit(".", 1)
    other = random.choice([each for each in applicants(edition) if each != column])
    if kind in ("two", "three"):
        cells = random.sample(list(sound), 2 if kind == "two" else 3)
    elif kind == "beside":
        cells = [f"requests.{row}.{column}", f"requests.{row}.{other}"]
    elif kind == "with its total":
        cells = [f"requests.{row}.{column}", f"requests.closed.{column}"]
    else:
        cells = [f"requests.{row}.{other}", f"requests.{row}.{TOTAL}"]
    changes = {cell: slipped(random, sound[cell]) for cell in cells}
    if kind in ("with its total", "with its row's total") or (kind == "beside" and random.random() < 0.5):
        more = changes[cells[0]] - sound[cells[0]]
        changes[cells[-1]] = max(0, sound[cells[-1]] + (-more if kind == "beside" else more))
    return {cell: figure for cell, figure in changes.items() if figure != sound[cell]}


def cells(edition: str) -> list[str]:
    """Return the cells of a form's table three."""
    return list(full_table(edition, Random(0)))


def named(edition: str, report: Checked) -> list[str]:
    """Return the cells that hints name as wrong; a hint that names a run of cells names its ends."""
    labels = {form(edition).label(path).zh: path for path in cells(edition)}
    hints = [found.hint for found in report.findings if "写错：" in found.hint]
    return [
        labels[label] for hint in hints for label in re.findall("“([^“”]*(?:“[^”]*”[^“”]*)?)”写的是", hint)
    ]
