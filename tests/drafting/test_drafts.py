"""Drafts in every format: what is open is told, what is filled in consistently is sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from filling import FILL, Answers

from gialint.checking.engine import check_report
from gialint.cli.new import WRITERS
from gialint.drafting.draft import Draft, begun
from gialint.hookspecs import loaded
from gialint.plugins.knowledge import templates
from gialint.run.linter import Linter
from tests.reportwriter.described import Described, corpus

FORMATS = list(WRITERS)
SOUND = [
    each for each in corpus() if not each.findings and each.draft.edition == "2021" and not each.mirrored
]
WHOLE = [each for each in SOUND if all(state == "number" for state, _ in each.facts.values())]

Begin = Callable[[str, int], Draft]


@pytest.fixture(scope="module")
def begin(gialint: Linter) -> Begin:
    """Begin a draft in the form of 2021."""
    found, problems = templates(gialint.plugins.editions)
    assert not problems
    [(form, template)] = ((form, template) for form, template in found if form.name == "2021")
    return lambda agency, year: begun(template, form, agency, year)


@pytest.fixture(scope="module")
def draft(begin: Begin) -> Draft:
    """A town's draft on 2025."""
    return begin("青石镇人民政府", 2025)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_open_is_told(suffix: str, draft: Draft, gialint: Linter) -> None:
    report = gialint.read(f"draft{suffix}", loaded(WRITERS[suffix])(draft))
    assert (report.agency, report.year, report.edition) == ("青石镇人民政府", 2025, "2021")
    assert {report.facts[path].state for path in draft.facts} == {"blank"}
    found = check_report(report, gialint.rules, gialint.engine, gialint.terms).findings
    assert {each.code for each in found} == {"GIA203", "GIA304", "GIA404", "GIA701"}
    (placeholders,) = [each for each in found if each.code == "GIA701"]
    assert placeholders.values == {"count": "26"}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("like", WHOLE, ids=lambda like: str(like.name))
def test_filled_in_consistently_it_is_sound(
    suffix: str, like: Described, begin: Begin, gialint: Linter
) -> None:
    agency, year = like.draft.signature[0], int(like.draft.title.partition("年政府")[0][-4:])
    draft = begin(agency, year)
    answers = Answers(_answers(like, agency))
    data = FILL[suffix](loaded(WRITERS[suffix])(draft), draft, answers, like.draft.figures)
    assert answers.used_up
    report = gialint.read(f"report{suffix}", data)
    assert {path: str(report.facts[path].value) for path in draft.facts} == dict(like.draft.figures)
    rules = [rule for rule in gialint.rules if rule.scope == "report"]
    checked = check_report(report, rules, gialint.engine, gialint.terms)
    assert [(each.code, each.message) for each in checked.findings] == []
    assert [gap.code for gap in checked.unassessed] == []


def test_there_are_reports_to_fill_in_like() -> None:
    assert len(WHOLE) >= 6


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_draft_is_the_same_bytes(suffix: str, draft: Draft) -> None:
    write = loaded(WRITERS[suffix])
    assert write(draft) == write(draft)


def test_the_parts_of_a_word_file_bear_no_date(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(loaded(WRITERS[".docx"])(draft))
    with ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _answers(like: Described, agency: str) -> list[str]:
    """What is written for each mark of the draft, in agreement with the figures of the tables."""
    figures = like.draft.figures
    suits = sum(int(figures[f"litigation.{way}.total"]) for way in ("direct", "after_review"))
    notices = figures["requests.other.overdue_fee.total"]
    return [
        "我们把公开工作同日常业务一起安排，全年工作平稳有序。",
        "143",
        "以门户网站和公开栏为主要渠道，重点公开惠民补贴和办事指南。",
        *(figures[f"docs.normative.{way}"] for way in ("issued", "repealed", "valid")),
        *(figures[f"requests.{row}.total"] for row in ("new", "carried_in", "closed", "carried_out")),
        *(figures["review.total"], str(suits)),
        "每季度核对一次公开目录，信息发布前经初核、复核和保密审查。",
        "网站专栏按办事主题分类，服务大厅设有查阅点，由专人引导查询。",
        "公开工作列入年度考核，全年组织业务培训2次，没有需要追究责任的情形。",
        "一是少数信息更新偏晚。二是政策解读形式不够丰富。",
        "一是由办公室每周抽查更新情况。二是增加图解和短视频解读。",
        *(notices, str(int(notices) * 100), "0"),
        *("政府门户网站", "http://www.yunping.gov.cn/", f"{agency}办公室", "0880-6120035"),
        *("1", "15"),
    ]
