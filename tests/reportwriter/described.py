"""The reports of ``tests/corpus``: drafts, and what must be found in them, from a description each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.reportwriter import form, form_2019
from tests.reportwriter.draft import DraftReport, DraftSection, Grid
from tests.reportwriter.form import COLUMNS, HEADINGS
from tests.reportwriter.mirror import LOST_BYTE, mangled

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
MARKS = ("/", "-", "—", "无")
ATTACHED = "有关数据见附件。"

Reading = tuple[str, Decimal | None]
"""The state of a cell and its value."""


@dataclass(frozen=True, slots=True)
class Described:
    """A report with what must be read of it: facts by path, findings as ``GIA301 error``.

    ``mirrored`` tells that its words are those of a mirror site, with glosses.
    """

    name: str
    draft: DraftReport
    facts: Mapping[str, Reading]
    findings: tuple[str, ...]
    mirrored: bool = False


@cache
def corpus() -> tuple[Described, ...]:
    """Return every report of the corpus, in order of name."""
    prose = loaded(CORPUS / "prose.yaml")
    return tuple(
        described(path.stem, loaded(path), prose) for path in sorted((CORPUS / "reports").glob("*.yaml"))
    )


def described(name: str, spec: Mapping[str, Any], prose: Mapping[str, Any]) -> Described:
    """Return the report that a file describes, in the words of ``prose`` where it has none of its own."""
    edition = spec.get("edition", "2019" if spec["year"] < 2021 else "2021")
    cells = _cells(spec, edition)
    gone = (*spec.get("without", ()), *spec.get("attached", ()))
    cells = {path: text for path, text in cells.items() if _section(path) not in gone}
    draft = _draft(spec, prose, edition, cells)
    stated = spec.get("reads", {})
    facts = {path: (stated[path], None) if path in stated else _reading(text) for path, text in cells.items()}
    mirrored = bool(spec.get("mirrored"))
    draft = draft.spelled(mangled if mirrored else _whole)
    return Described(name, draft, facts, tuple(spec.get("findings", ())), mirrored)


def _cells(spec: Mapping[str, Any], edition: str) -> dict[str, str]:
    """Return what stands in each cell: figures with their sums, zeros, and what else the file says."""
    old = edition == "2019"
    rows: Mapping[str, Any] = spec["figures"]
    outcomes = form_2019.OUTCOME_ROWS_2019 if old else form.OUTCOME_ROWS
    given = {path: values for path, values in rows.items() if isinstance(values, list)}
    granted = [given[f"requests.{row}"] for row in outcomes if f"requests.{row}" in given]
    given["requests.closed"] = [sum(column) for column in zip(*granted, strict=True)] or [0] * 6
    cells = dict.fromkeys(form_2019.paths() if old else form.paths(), "0")
    cells |= {path: str(value) for path, value in rows.items() if not isinstance(value, list)}
    for path, values in given.items():
        names = _names(path, old)
        cells |= zip((f"{path}.{name}" for name in names), map(str, (*values, sum(values))), strict=False)
    if spec.get("blank") == "outcomes":
        cells |= {f"requests.{row}.{column}": "" for row in outcomes for column in COLUMNS}
    return cells | {path: str(text) for path, text in spec.get("cells", {}).items()}


def _names(path: str, old: bool) -> Sequence[str]:
    if path.startswith("requests."):
        return COLUMNS
    if path.startswith("docs."):
        return ("issued", "newly_published", "public") if old else ("issued", "repealed", "valid")
    return form.CASES


def _draft(
    spec: Mapping[str, Any], prose: Mapping[str, Any], edition: str, cells: Mapping[str, str]
) -> DraftReport:
    tables = {"二": form.disclosure, "三": form.applications, "四": form.review}
    if edition == "2019":
        tables |= {"二": form_2019.disclosure, "三": form_2019.applications}
    names = {
        "short": spec["short"],
        "year": spec["year"],
        "next": spec["year"] + 1,
        "site": spec.get("site", "http://www.yunping.gov.cn/"),
        "phone": "0880-6120035",
    }
    words = {**prose, **prose[spec["kind"]], **spec}
    lines = _lines(spec, words)

    def section(number: str) -> DraftSection:
        attached = number in spec.get("attached", ())
        grid: Grid | None = tables[number](cells) if number in tables and not attached else None
        own = (ATTACHED,) if attached else lines.get(number, ())
        return DraftSection(HEADINGS[number], tuple(line.format(**names) for line in own), grid)

    return DraftReport(
        f"{spec['agency']}{spec['year']}年政府信息公开工作年度报告",
        tuple(line.format(**names) for line in prose["preface"][edition]),
        tuple(section(number) for number in HEADINGS if number not in spec.get("without", ())),
        (spec["agency"], f"{spec['year'] + 1}年1月15日"),
        cells,
        edition,
    )


def _lines(spec: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of each section that has any."""
    above = {number: (line,) for number, line in spec.get("above", {}).items()}
    fees = words["nothing_charged"] if spec["year"] > 2020 else words["nothing_else"]
    overview = (
        words["opening"],
        *("（一）主动公开情况", words["disclosed"]),
        *("（二）依申请公开情况", words["requested"]),
        *("（三）政府信息管理情况", words["managed"]),
        *("（四）政府信息公开平台建设情况", words["platform"]),
        *("（五）监督保障情况", words["supervised"]),
    )
    problems = ("（一）存在的主要问题", words["problems"], "（二）改进措施", words["measures"])
    return {"一": overview, "五": problems, "六": (spec.get("else", fees), words["closing"]), **above}


def _reading(text: str) -> Reading:
    """Tell how a cell must be read; what is neither blank, mark nor number says so in ``reads``."""
    if not text:
        return "blank", None
    if text in MARKS:
        return "mark", None
    return "number", Decimal(text.rstrip("万元").lstrip("+").replace("减", "-"))


def _section(path: str) -> str:
    family = path.partition(".")[0]
    return {"requests": "三", "review": "四", "litigation": "四"}.get(family, "二")


def _whole(text: str) -> str:
    return text.replace(LOST_BYTE, "")


def loaded(path: Path) -> Mapping[str, Any]:
    """Return the data of a YAML file."""
    from ruamel.yaml import YAML

    loaded: Mapping[str, Any] = YAML(typ="safe").load(path)
    return loaded
