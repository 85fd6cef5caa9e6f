"""A county of forty units in four years, all of it sound: what one year ends with the next begins with.

Every figure, sentence and format follows from a seed. A ``Plan`` makes a unit report otherwise in a year; the
years after go on from what it reported, and the county's own report adds up what the units reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.reportwriter.described import CORPUS, loaded
from tests.reportwriter.draft import DraftReport, DraftSection
from tests.reportwriter.files import written
from tests.reportwriter.form import (
    CASES,
    COLUMNS,
    HEADINGS,
    OUTCOME_ROWS,
    WAYS,
    applications,
    disclosure,
    paths,
    review,
)
from tests.reportwriter.great_words import overview, problems
from tests.reportwriter.workbook import xlsx

YEARS = (2021, 2022, 2023, 2024)
FEES = "other.overdue_fee"
"""The outcome that no report has: all of them say that nothing was charged for."""

FORMS = ("txt", "docx", "md", "xlsx", "html", "yaml")
NATURAL, PARTS = COLUMNS[0], COLUMNS[:-1]

Figures = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Unit:
    """Who reports: ``until`` is the last year it does, after which it is part of ``into``."""

    name: str
    kind: str
    also: str = ""
    since: int = 0
    until: int = 0
    into: str = ""
    counted: bool = True

    def called(self, year: int) -> str:
        """Return how it calls itself in a year."""
        return self.also if self.also and year < self.since else self.name


@dataclass(frozen=True, slots=True)
class Deed:
    """What a unit reports otherwise than is sound, or so that it may be told apart the year after.

    ``carried`` is added to what natural persons' applications it carried in, ``stock`` to its documents
    in force, ``times`` multiplies its permits. With ``again`` every figure is last year's; ``quiet`` makes
    a year after which that can be so. ``copied``: the words of a unit and year.
    """

    carried: int = 0
    stock: int = 0
    times: Decimal = Decimal(1)
    again: bool = False
    quiet: bool = False
    copied: tuple[str, int] | None = None
    rewritten: int = 0
    """How many of the sentences copied are written anew after all."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that was handed in."""

    unit: Unit
    year: int
    figures: Figures
    one: tuple[str, ...]
    five: tuple[str, ...]
    form: str
    folder: str = ""
    mark: str = ""

    @property
    def path(self) -> str:
        """Where it is among the others."""
        return f"{self.folder or self.year}/{self.unit.called(self.year)}{self.mark}.{self.form}"

    @property
    def agency(self) -> str:
        """By what name it is signed."""
        return agency(self.unit.called(self.year))


Key = tuple[str, int]
Plan = Mapping[Key, Deed]


@cache
def words() -> Mapping[str, Any]:
    """Return the county's units and sentences."""
    return loaded(CORPUS / "great-county.yaml")


def agency(name: str) -> str:
    """Return the full name of a unit."""
    if name == words()["government"]:
        return name
    ending = {"镇": "人民政府", "乡": "人民政府", "道": "办事处"}.get(name[-1], "")
    return f"云坪县{name}{ending}"


@cache
def units() -> tuple[Unit, ...]:
    """Return the forty units, and the one that was merged into another of them."""
    told = words()
    renamed, merged = told["renamed"], told["merged"]
    return (
        *(Unit(name, "town") for name in told["towns"]),
        Unit(renamed["name"], "town", also=renamed["before"], since=renamed["since"]),
        *(Unit(name, "street") for name in told["streets"]),
        *(Unit(name, "bureau") for name in told["bureaus"]),
        Unit(told["apart"], "bureau", counted=False),
        Unit(merged["name"], "bureau", until=merged["until"], into=merged["into"]),
    )


def government() -> Unit:
    """Return the county itself, as it reports."""
    return Unit(words()["government"], "government")


@dataclass
class County:
    """Every report by unit and year, the county's own among them; and how they are written."""

    forms: tuple[str, ...] = FORMS
    brief: bool = False
    seed: str = ""
    reports: dict[Key, Filed] = field(default_factory=dict)
    extra: list[Filed] = field(default_factory=list)
    missing: set[Key] = field(default_factory=set)

    def handed_in(self, years: Iterable[int] = YEARS) -> Iterator[Filed]:
        """Yield the reports that are there."""
        wanted = set(years)
        found = (each for key, each in self.reports.items() if key not in self.missing)
        yield from (each for each in (*found, *self.extra) if each.year in wanted)

    def change(self, filed: Filed, added: Mapping[str, Decimal]) -> None:
        """Add to figures of a report."""
        kept = self.reports[filed.unit.name, filed.year]
        figures = {path: value + added.get(path, 0) for path, value in kept.figures.items()}
        self.reports[filed.unit.name, filed.year] = replace(kept, figures=figures)


def county(
    plan: Plan | None = None, forms: tuple[str, ...] = FORMS, *, brief: bool = False, seed: str = "云坪"
) -> County:
    """Return the reports of all units and years, sound but for what is planned; ``brief`` in fewer words."""
    plan, whole = plan or {}, County(forms, brief, seed)
    for year in YEARS:
        for number, unit in enumerate(units()):
            if unit.until and year > unit.until:
                continue
            deed = plan.get((unit.name, year), Deed())
            random = Random(f"{seed}/{unit.name}/{year}")
            figures = reckoned(unit, random, deed, _before(whole, unit, year))
            form = forms[(number + year) % len(forms)]
            whole.reports[unit.name, year] = _filed(whole, unit, year, figures, deed, form)
        sums = {path: Decimal(0) for path in paths()}
        for unit in units():
            if unit.counted and (unit.name, year) in whole.reports:
                for path, value in whole.reports[unit.name, year].figures.items():
                    sums[path] += value
        own = government()
        form = forms[year % len(forms)]
        whole.reports[own.name, year] = _filed(whole, own, year, sums, Deed(), form)
    return whole


def _before(whole: County, unit: Unit, year: int) -> Figures | None:
    """Return last year's figures, with those of who was merged into the unit since."""
    last = whole.reports.get((unit.name, year - 1))
    if last is None:
        return None
    figures = dict(last.figures)
    for other in units():
        if other.into == unit.name and other.until == year - 1:
            for path, value in whole.reports[other.name, year - 1].figures.items():
                figures[path] += value
    return figures


def reckoned(unit: Unit, random: Random, deed: Deed | None = None, last: Figures | None = None) -> Figures:
    """Return the figures of a unit's report, which go on from last year's."""
    deed = deed or Deed()
    if deed.again and last is not None:
        return dict(last)
    figures = {path: Decimal(0) for path in paths()}
    figures |= _decided(unit, last, deed, random)
    figures |= _documents(unit, last, deed, random)
    figures |= _applications(unit, last, deed, random)
    for way in WAYS:
        cases = [Decimal(random.choice((0, 0, 0, 1, 1, 2))) for _ in CASES[:-1]]
        row = (*cases, sum(cases, Decimal(0)))
        figures |= {f"{way}.{case}": value for case, value in zip(CASES, row, strict=True)}
    return figures


def _decided(unit: Unit, last: Figures | None, deed: Deed, random: Random) -> Figures:
    """Return what was decided: near to last year's, and never the same."""
    greatest = {"town": 1500, "street": 900, "bureau": 6000}[unit.kind]
    start = {
        "decisions.permits": random.randint(greatest // 5, greatest),
        "decisions.penalties": random.randint(20, 400),
        "decisions.coercion": random.randint(2, 20),
        "fees.charges_wanyuan": random.randint(2000, 90000) if unit.kind == "bureau" else 0,
    }
    found: Figures = {}
    for path, first in start.items():
        cents = Decimal("0.01") if path.startswith("fees") else Decimal(1)
        before = last[path] if last else first * cents
        value = (before * random.randint(88, 114) / 100).quantize(cents)
        found[path] = value + cents if last and value == before and value else value
    found["decisions.permits"] = (found["decisions.permits"] * deed.times).quantize(Decimal(1))
    return found


def _documents(unit: Unit, last: Figures | None, deed: Deed, random: Random) -> Figures:
    before = last["docs.normative.valid"] if last else Decimal(random.randint(8, 40))
    issued, repealed = random.randint(0, 4), random.randint(0, 2)
    if deed.quiet:
        repealed = issued
    return {
        "docs.normative.issued": Decimal(issued),
        "docs.normative.repealed": Decimal(repealed),
        "docs.normative.valid": before + issued - repealed + deed.stock,
    }


def _applications(unit: Unit, last: Figures | None, deed: Deed, random: Random) -> Figures:
    """Return table three: what was carried in is what last year carried out, and all of it adds up."""
    most = {"town": 9, "street": 12, "bureau": 26}[unit.kind]
    likely = [60, 18, *(0 if row == FEES else 4 for row in OUTCOME_ROWS[2:])]
    rows = ("new", "carried_in", *OUTCOME_ROWS, "closed", "carried_out")
    found = {f"requests.{row}.{column}": Decimal(0) for row in rows for column in COLUMNS}
    for column in PARTS:
        natural = column == NATURAL
        new = random.randint(most // 3 + 1, most) if natural else random.choice((0, 0, 0, 1, 2))
        carried = int(last[f"requests.carried_out.{column}"]) if last else random.randint(0, 2) * natural
        carried += deed.carried * natural
        out = random.randint(1, 3) if natural else min(new, random.choice((0, 0, 1)))
        if deed.quiet:
            out = carried
        closed = random.choices(OUTCOME_ROWS, likely, k=new + carried - out)
        counts = {row: closed.count(row) for row in OUTCOME_ROWS}
        counts |= {"new": new, "carried_in": carried, "closed": len(closed), "carried_out": out}
        for row, count in counts.items():
            found[f"requests.{row}.{column}"] += count
            found[f"requests.{row}.total"] += count
    return found


def _filed(whole: County, unit: Unit, year: int, figures: Figures, deed: Deed, form: str) -> Filed:
    random = Random(f"{whole.seed}/{unit.name}/{year}/words")
    one, five = own_words(unit, random, brief=whole.brief)
    if deed.copied:
        theirs = whole.reports[deed.copied]
        one = (*one[: deed.rewritten], *theirs.one[deed.rewritten :])
        five = (*five[: deed.rewritten], *theirs.five[deed.rewritten :])
    return Filed(unit, year, figures, one, five, form)


def own_words(unit: Unit, random: Random, *, brief: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return sections one and five, put together anew."""
    return overview(words(), unit.kind, random, brief=brief), problems(
        words(), unit.kind, random, brief=brief
    )


def draft(filed: Filed) -> DraftReport:
    """Return a report as it is written, before it has a format."""
    figures = {path: f"{value:f}" for path, value in filed.figures.items()}
    short = filed.unit.called(filed.year)
    who = {"town": "我镇", "street": "街道", "bureau": "我局"}.get(filed.unit.kind, "全县各级行政机关共")
    if short.endswith("乡"):
        who = "我乡"
    total = {row: figures[f"requests.{row}.total"] for row in ("new", "carried_in", "closed", "carried_out")}
    requested = (
        f"{filed.year}年，{who}收到政府信息公开申请{total['new']}件，上年结转{total['carried_in']}件，"
        f"办结{total['closed']}件，结转下年度继续办理{total['carried_out']}件。"
    )
    prose = loaded_prose()
    names = {
        "short": filed.agency if filed.unit.kind == "government" else short,
        "year": filed.year,
        "next": filed.year + 1,
        "site": "http://www.yunping.gov.cn/",
        "phone": "0880-6120035",
    }
    one = tuple(requested if line == "requested" else line.format(**names) for line in filed.one)
    five = tuple(line.format(**names) for line in filed.five)
    last = tuple(prose[line].format(**names) for line in ("nothing_charged", "closing"))
    return DraftReport(
        f"{filed.agency}{filed.year}年政府信息公开工作年度报告",
        tuple(line.format(**names) for line in prose["preface"]["2021"]),
        (
            DraftSection(HEADINGS["一"], one),
            DraftSection(HEADINGS["二"], (), disclosure(figures)),
            DraftSection(HEADINGS["三"], (), applications(figures)),
            DraftSection(HEADINGS["四"], (), review(figures)),
            DraftSection(HEADINGS["五"], five),
            DraftSection(HEADINGS["六"], last),
        ),
        (filed.agency, f"{filed.year + 1}年1月15日"),
        figures,
    )


@cache
def loaded_prose() -> Mapping[str, Any]:
    """Return the words that every report has alike."""
    return loaded(CORPUS / "prose.yaml")


def file_of(filed: Filed) -> bytes:
    """Return a report as a file of its format."""
    report = draft(filed)
    return xlsx(report) if filed.form == "xlsx" else written(report, filed.form)


def write_reports(folder: Path, reports: Iterable[Filed]) -> Iterator[Path]:
    """Write each report where it belongs under a folder, and yield where."""
    for filed in reports:
        path = folder / filed.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file_of(filed))
        yield path


def members_file() -> bytes:
    """Return the list of who must report, as a workbook."""
    from io import BytesIO

    from xlsxwriter import Workbook

    from gialint.members.tables import HEADINGS as COLUMNS_OF_LIST

    rows: list[tuple[str, ...]] = [COLUMNS_OF_LIST]
    for unit in units():
        rows.append((
            agency(unit.name), agency(unit.also) if unit.also else "", "", str(unit.until or ""),
            agency(unit.into) if unit.into else "", "" if unit.counted else "否", "",
            "" if len(rows) > 1 else words()["government"],
        ))  # fmt: skip
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        sheet.set_column(0, len(COLUMNS_OF_LIST) - 1, 24)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()
