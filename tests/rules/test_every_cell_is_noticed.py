"""A sound report with prose, in which each cell in turn is three too many: some rule notices, but for a few.

What only last year's report could tell stands in a list, which may only get shorter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gialint.checking.engine import check_report
from gialint.members.reading import read_members
from gialint.model import Checked
from gialint.run.result import result_of
from tests.rules.full_tables import ENDS, LINTER, Figures, applicants, outcomes, title, understood

ONLY_A_SERIES = {
    "2021": {
        "docs.normative.repealed",
        "decisions.permits",
        "decisions.penalties",
        "decisions.coercion",
        "fees.charges_wanyuan",
    },
    "2019": {
        "docs.regulations.issued",
        "docs.regulations.newly_published",
        "docs.regulations.public",
        "docs.normative.issued",
        "docs.normative.public",
        "docs.normative.newly_published",
        "items.permits.last_year",
        "items.permits.change",
        "items.services.last_year",
        "items.services.change",
        "items.penalties.last_year",
        "items.penalties.change",
        "items.coercion.last_year",
        "items.coercion.change",
        "items.charges.last_year",
        "items.charges.change",
        "decisions.permits",
        "decisions.services",
        "decisions.penalties",
        "decisions.coercion",
        "procurement.projects",
        "procurement.amount",
    },
}
"""Cells in which a wrong figure contradicts nothing in the same report; the list may only get shorter."""

ROWS = {
    "new": (31, 6, 0, 2, 1, 0),
    "carried_in": (2, 1, 0, 0, 0, 0),
    "granted": (14, 3, 0, 1, 0, 0),
    "partial": (4, 1, 0, 0, 1, 0),
    "denied.third_party": (2, 0, 0, 0, 0, 0),
    "denied.internal": (1, 0, 0, 0, 0, 0),
    "unavailable.not_held": (6, 1, 0, 1, 0, 0),
    "not_processed.petition": (1, 0, 0, 0, 0, 0),
    "not_processed.repeat": (2, 0, 0, 0, 0, 0),
    "carried_out": (3, 2, 0, 0, 0, 0),
}
REVIEW = {
    "review": (2, 1, 0, 1),
    "litigation.direct": (1, 0, 0, 1),
    "litigation.after_review": (1, 0, 1, 0),
}
TABLE_TWO = {
    "docs.regulations.issued": 0,
    "docs.regulations.repealed": 0,
    "docs.regulations.valid": 0,
    "docs.normative.issued": 4,
    "docs.normative.repealed": 1,
    "docs.normative.valid": 17,
    "decisions.permits": 128,
    "decisions.penalties": 36,
    "decisions.coercion": 5,
    "fees.charges_wanyuan": 12,
}
APPLICATIONS = (
    "全年收到政府信息公开申请40件，上年结转3件。共办结38件，其中予以公开18件，部分公开6件，不予公开3件，"
    "无法提供8件，不予处理3件，结转下年度继续办理5件。\n因政府信息公开被申请行政复议4件，被提起行政诉讼4件。"
)
PROSE = {
    "2021": f"2024年，本机关制发行政规范性文件4件，现行有效行政规范性文件17件。\n{APPLICATIONS}",
    "2019": APPLICATIONS,
}


def sound(edition: str) -> Figures:
    """Return every cell of a form, filled so that all sums hold and the prose tells the same."""
    columns = (*applicants(edition), "total")
    rows = {row: ROWS.get(row, (0,) * 6) for row in (*ENDS[:2], *outcomes(edition), *ENDS[2:])}
    rows["closed"] = tuple(
        sum(counts) for counts in zip(*(rows[row] for row in outcomes(edition)), strict=True)
    )
    figures: Figures = (
        dict(TABLE_TWO) if edition == "2021" else dict.fromkeys(sorted(ONLY_A_SERIES["2019"]), 2)
    )
    for row, counts in rows.items():
        for column, count in zip(columns, (*counts, sum(counts)), strict=True):
            figures[f"requests.{row}.{column}"] = count
    for kind, results in REVIEW.items():
        for result, count in zip(("upheld", "corrected", "other", "pending"), results, strict=True):
            figures[f"{kind}.{result}"] = count
        figures[f"{kind}.total"] = sum(results)
    return figures


def checked(edition: str, figures: Figures) -> Checked:
    """Put every rule to a report with these figures."""
    report = understood({"title": title(edition), "一": PROSE[edition], "facts": dict(figures)})
    return check_report(report, LINTER.rules, LINTER.engine, LINTER.terms)


def test_what_is_held_sound_is() -> None:
    assert {found.code for found in checked("2021", sound("2021")).findings} <= {
        "GIA101",
        "GIA103",
        "GIA109",
        "GIA601",
    }
    assert (len(sound("2021")), len(sound("2019"))) == (200, 198)


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_every_change_is_noticed_but_those_that_only_a_series_could_notice(edition: str) -> None:
    figures = sound(edition)
    before = Counter(found.code for found in checked(edition, figures).findings)
    unnoticed = set()
    for path, figure in figures.items():
        found = [each.code for each in checked(edition, {**figures, path: figure + 3}).findings]
        more = Counter(found) - before
        if not more:
            unnoticed.add(path)
        elif path.startswith(("requests.", "review.", "litigation.")):
            assert more.total() == 1, (path, more)
    assert unnoticed == ONLY_A_SERIES[edition]


COUNTY, UNITS = "云坪县人民政府", ("云坪县财政局", "云坪县民政局")


def series(folder: Path, changed: Mapping[str, int]) -> Counter[str]:
    """Return what comparing finds in a county of two units, of which one has changed cells."""
    figures = sound("2021")
    later = {**figures, "docs.normative.valid": 17 + 4 - 1, "requests.carried_in.total": 5}

    def written(name: str, agency: str, year: int, told: Mapping[str, Any]) -> str:
        lines = [
            f"title: {agency}{year}年政府信息公开工作年度报告",
            *(f"{path}: {told[path]}" for path in told),
        ]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(folder / name)

    earlier = [written(f"{unit}2023.yaml", unit, 2023, figures) for unit in UNITS]
    one, other = ({**later, **change} for change in (changed, {}))
    paths = [
        written("a.yaml", UNITS[0], 2024, one),
        written("b.yaml", UNITS[1], 2024, other),
        written("c.yaml", COUNTY, 2024, {path: 2 * figure for path, figure in later.items()}),
    ]
    (folder / "m.csv").write_text("\n".join(["机关名称,本级政府", f"{UNITS[0]},{COUNTY}", UNITS[1]]), "utf-8")
    roll, problems = read_members(folder / "m.csv")
    assert problems == []
    lint = LINTER._replace(digests=True, earlier=tuple(earlier), roll=roll)
    found = (found for each in result_of(lint, paths).reports for found in each.findings)
    return Counter(each.code for each in found if each.code.startswith("GIA8"))


@pytest.mark.parametrize("path", sorted(ONLY_A_SERIES["2021"]))
def test_what_one_report_cannot_tell_the_others_do(tmp_path: Path, path: str) -> None:
    """Last year's stock tells what was repealed, and the county's sum every other cell."""
    before = series(tmp_path, {})
    more = series(tmp_path, {path: sound("2021")[path] + 3}) - before
    assert set(more) == ({"GIA802", "GIA804"} if path == "docs.normative.repealed" else {"GIA804"})
