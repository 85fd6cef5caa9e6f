"""Slips that only comparing shows, put into the county of forty units: which file is told, and beside which.

What one unit reports too much another reports too little in the same year, so that the county's own report,
which adds up what they say, stays sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.reportwriter.great_county import (
    FORMS,
    NATURAL,
    YEARS,
    County,
    Deed,
    Filed,
    Key,
    Unit,
    county,
    file_of,
    government,
    members_file,
    own_words,
    reckoned,
    units,
)

Spot = tuple[int, int]
"""A unit, as its number in the list of units, and a year."""


class Slip(NamedTuple):
    """A finding to be made: its code, the file it is told of, and others that must be named."""

    code: str
    path: str
    others: tuple[str, ...] = ()


class Planned(NamedTuple):
    """Slips, each by the unit and year it is in."""

    carried: Mapping[Spot, int]
    stock: Mapping[Spot, int]
    jumps: Mapping[Spot, Decimal]
    again: Sequence[Spot]
    last_words: Sequence[Spot]
    others_words: Mapping[Spot, int]
    missing: Sequence[Spot]
    revised: Sequence[Spot]
    twins: Sequence[Spot]
    strays: Sequence[Spot]
    strangers: Mapping[str, int]
    sums: Sequence[tuple[int, str]]


MANY = Planned(
    carried={(0, 2022): 2, (1, 2022): -1, (2, 2022): -1, (3, 2023): 1, (4, 2023): -1, (5, 2023): 1,
             (6, 2023): -1, (7, 2024): 2, (8, 2024): -1, (9, 2024): -1},
    stock={(10, 2022): 4, (11, 2022): -2, (12, 2022): -2, (13, 2023): 1, (14, 2023): -1, (16, 2023): 3,
           (17, 2023): -3, (18, 2024): 5, (19, 2024): -2, (15, 2024): -3},
    jumps={**{(number, 2022): Decimal(12) for number in range(30, 35)}, (39, 2023): Decimal(13),
           **{(number, 2023): Decimal(1) / 12 for number in (35, 37, 38)}, (36, 2023): Decimal(0)},
    again=[(number, 2024) for number in range(20, 30)],
    last_words=[(number, 2022) for number in range(20, 25)],
    others_words={(number, 2021): number - 25 for number in range(25, 30)},
    missing=[(0, 2024), (1, 2024), (2, 2024), (7, 2021), (8, 2021), (35, 2021), (36, 2021), (9, 2022)],
    revised=[(30, 2024), (31, 2024), (32, 2024), (33, 2024)],
    twins=[(34, 2024), (35, 2024), (36, 2024)],
    strays=[(0, 2023), (1, 2023), (2, 2023)],
    strangers={"供销合作社联合社": 2023, "招商局": 2022},
    sums=[each for each in product(YEARS, "二三四") if each not in ((2021, "三"), (2022, "四"))],
)  # fmt: skip
"""Ten slips of each rule, in four years."""

SOME = Planned(
    carried={(0, 2024): 1, (23, 2024): -1},
    stock={(20, 2024): 2, (13, 2024): -2},
    jumps={(30, 2024): Decimal(12)},
    again=[(26, 2024)],
    last_words=[(4, 2024)],
    others_words={},
    missing=[(9, 2024), (35, 2024)],
    revised=[(31, 2024)],
    twins=[],
    strays=[],
    strangers={},
    sums=[(2024, "三")],
)
"""What examples/county holds: about a dozen slips in its last year."""

SHOWN = YEARS[-2:]
"""The years that the example has."""


def planted(
    planned: Planned, forms: tuple[str, ...] = FORMS, *, brief: bool = False
) -> tuple[County, list[Slip]]:
    """Return a county with the slips planned, and the findings to be made of them."""
    names = [unit.name for unit in units()]

    def key(of: Spot) -> Key:
        return names[of[0]], of[1]

    whole = county(_plan(planned, key), forms, brief=brief)
    whole.missing |= {key(of) for of in planned.missing}
    for each in (*planned.revised, *planned.twins, *planned.strays):
        filed = whole.reports[key(each)]
        figures = dict(filed.figures)
        figures["decisions.permits"] += 0 if each in planned.twins else 3
        folder = str(filed.year + 1) if each in planned.strays else ""
        form = forms[(forms.index(filed.form) + 1) % len(forms)]
        whole.extra.append(replace(filed, figures=figures, folder=folder, form=form, mark="（重报）"))
    for name, year in planned.strangers.items():
        unit = Unit(name, "bureau")
        random = Random(name)
        one, five = own_words(unit, random)
        whole.extra.append(Filed(unit, year, reckoned(unit, random), one, five, forms[year % len(forms)]))
    unread = {key(of) for of in (*planned.missing, *planned.revised, *planned.strays)}
    for year, table in planned.sums:
        _less(whole, year, table, unread)
    return whole, [*_slips(planned, whole, key)]


def _plan(planned: Planned, key: Callable[[Spot], Key]) -> dict[Key, Deed]:
    plan = {key(of): Deed(carried=more) for of, more in planned.carried.items()}
    plan |= {key(of): Deed(stock=more) for of, more in planned.stock.items()}
    plan |= {key(of): Deed(times=times) for of, times in planned.jumps.items()}
    plan |= {key(of): Deed(again=True) for of in planned.again}
    plan |= {key((number, year - 1)): Deed(quiet=True) for number, year in planned.again}
    for number, year in planned.last_words:
        plan[key((number, year))] = Deed(copied=key((number, year - 1)), rewritten=number % 2)
    for (number, year), other in planned.others_words.items():
        plan[key((number, year))] = Deed(copied=key((other, year)))
    return plan


def _slips(planned: Planned, whole: County, key: Callable[[Spot], Key]) -> Iterator[Slip]:
    def path(of: Spot) -> str:
        return whole.reports[key(of)].path

    def before(of: Spot) -> str:
        return path((of[0], of[1] - 1))

    told = {"GIA801": planned.carried, "GIA802": planned.stock, "GIA803": planned.last_words,
            "GIA807": planned.jumps, "GIA808": planned.again}  # fmt: skip
    for code, slips in told.items():
        yield from (Slip(code, path(of), (before(of),)) for of in slips)
    for of, other in planned.others_words.items():
        one, two = path(of), path((other, of[1]))
        yield from (Slip("GIA803", one, (two,)), Slip("GIA803", two, (one,)))
    for year, table in planned.sums:
        yield Slip("GIA804", whole.reports[government().name, year].path, (table,))
    for filed in whole.extra:
        first = whole.reports.get((filed.unit.name, filed.year))
        yield Slip("GIA805", first.path, (filed.path,)) if first else Slip("GIA806", filed.path)
    for of in planned.missing:
        filed = whole.reports[key(of)]
        yield Slip("GIA806", "members.xlsx", (filed.agency, str(filed.year)))


def _less(whole: County, year: int, table: str, unread: set[Key]) -> None:
    """Let the county report less than the units whose reports are read."""
    here = {key: each for key, each in whole.reports.items() if key[1] == year and each.unit.counted}
    own = here.pop((government().name, year))

    def lacking(path: str) -> Decimal:
        return sum((each.figures[path] for key, each in here.items() if key in unread), Decimal(0)) + 3

    if table == "二":
        path = "decisions.permits"
        most = max(each.figures[path] for key, each in here.items() if key not in unread)
        # In two of the years less than a single unit's, which is certain.
        changed = {path: most - own.figures[path] - 1 if year in (2022, 2023) else -lacking(path)}
    elif table == "三":
        less = lacking(f"requests.new.{NATURAL}")
        rows = ("new", "granted", "closed")
        changed = {f"requests.{row}.{column}": -less for row in rows for column in (NATURAL, "total")}
    else:
        changed = dict.fromkeys(("review.upheld", "review.total"), -lacking("review.upheld"))
    whole.change(own, changed)


def example() -> tuple[dict[str, bytes], list[Slip]]:
    """Return the files of ``examples/county`` by name, and what must be found in them."""
    whole, slips = planted(SOME, ("txt",) * 9 + ("yaml",), brief=True)
    files = {filed.path: file_of(filed) for filed in whole.handed_in(SHOWN)}
    return {**files, "members.xlsx": members_file()}, slips


def write_example(folder: Path) -> Iterator[Path]:
    """Write the files of ``examples/county``, and yield where."""
    for name, file in example()[0].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)
        yield path
