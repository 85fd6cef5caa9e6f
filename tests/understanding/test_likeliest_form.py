"""Which kind of report a document is, where packs bring several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from gialint.model import Report
from gialint.plugins.knowledge import all_names, knowledge
from gialint.reading.yaml_report import from_mapping
from gialint.understanding.edition import Edition, edition
from gialint.understanding.understand import Knowledge, understand


def form(name: str, called: str, section: str, anchor: str) -> Edition:
    """Return a small form: its title, one section, and one table of a figure."""
    return edition(
        {
            "form": name,
            "edition": f"{name}-1",
            "title": {"patterns": [rf"(?P<agency>.+?)(?P<year>20\d\d)年{called}"], "words": [called]},
            "sections": [{"number": "一", "title": {"zh": section}, "words": [section]}],
            "tables": [
                {
                    "name": name,
                    "section": "一",
                    "title": {"zh": anchor},
                    "anchors": [anchor],
                    "rows": [
                        {
                            "label": anchor,
                            "of": {"zh": anchor},
                            "values": [{"of": {"zh": "件数"}}],
                            "facts": [f"{name}.count"],
                        }
                    ],
                }
            ],
        }
    )


FORMS = [form("water", "供水年报", "供水情况", "供水量"), form("parks", "公园年报", "公园情况", "公园数量")]
WORDS: list[dict[str, Any]] = [
    {"lists": {"shared": ["都有"]}},
    {"form": "parks", "lists": {"own": ["公园"]}},
]
KNOWN: Knowledge = knowledge(FORMS, WORDS)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"title": "青石镇2024年供水年报"}, "water"),
        ({"title": "青石镇2024年公园年报"}, "parks"),
        ({"parks.count": 3}, "parks"),
        ({"water.count": 3}, "water"),
        ({"一、公园情况": "全镇有公园3个。"}, "parks"),
        ({"preface": "公园数量见下表。"}, "parks"),
        # Nothing tells, or both: the form that was brought first.
        ({"preface": "青石镇。"}, "water"),
        ({"preface": "公园情况，供水情况。"}, "water"),
        # A site lists other reports above; what is in it decides.
        ({"preface": "青石镇2024年供水年报", "title": "青石镇2024年公园年报", "parks.count": 3}, "parks"),
        # The title is in traditional characters.
        ({"title": "青石鎮2024年公園年報", "preface": "現將公園數量報告如下，請們審閱。"}, "parks"),
    ],
)
def test_a_report_is_of_the_kind_it_looks_like(report: dict[str, Any], expected: str) -> None:
    understood = understand(from_mapping(report), KNOWN)
    assert (understood.form, understood.edition) == (expected, f"{expected}-1")


def test_words_that_name_a_kind_are_kept_to_it() -> None:
    water, parks = KNOWN.every
    assert water.lists == {"shared": ("都有",)}
    assert parks.lists == {"shared": ("都有",), "own": ("公园",)}


def test_rules_may_use_the_names_of_every_kind() -> None:
    assert {"water.count", "parks.count", "lists.own", "lists.shared"} <= all_names(KNOWN)


def test_one_kind_needs_no_name() -> None:
    (only,) = knowledge([FORMS[0]._replace(form="")], WORDS[:1]).every
    assert understand(from_mapping({"一": "供水。"}), only).form == ""


def test_where_no_form_is_known_there_is_no_other() -> None:
    assert knowledge([], WORDS).every[0].editions == ()


Understood = Callable[[str], Report]

NEW = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |"
OLD = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |"
TRUNCATED = "信息内容 | 上一年项目数量 | 本年增/ | 处理决定数量 |\n行政许可 | 1 | 0 | 2 |"
BARE_OLD = "信息内容\n本年新\n制作数量\n本年新公开数量\n规章\n0\n0\n0"
BARE_NEW = "信息内容 本年制发件数 本年废止件数\n规章 0 0 0"
EXTRA = f"{NEW}\n政府集中采购 | 采购总金额 | 3 |"
PROSE = "本年新制作数量和对外公开总数量均有增加。"


@pytest.mark.parametrize(
    ("year", "tables", "edition"),
    [
        (2024, NEW, "2021"),
        (2024, OLD, "2019"),
        (2024, TRUNCATED, "2019"),
        (2019, NEW, "2021"),
        (2019, OLD, "2019"),
        (2020, "没有表格。", "2019"),
        (2021, "没有表格。", "2021"),
        (2024, BARE_OLD, "2019"),
        (2019, BARE_NEW, "2021"),
        (2024, EXTRA, "2021"),
        (2024, PROSE, "2021"),
        (2031, "没有表格。", "2021"),
    ],
)
def test_the_grid_decides(understood: Understood, year: int, tables: str, edition: str) -> None:
    title = f"青石镇人民政府{year}年政府信息公开工作年度报告"
    assert understood(f"{title}\n二、主动公开政府信息情况\n{tables}").edition == edition


@pytest.mark.parametrize(
    ("year", "paths", "edition"),
    [
        (2024, [f"requests.other.{column}" for column in ("natural_person", "total")], "2021"),
        (2024, ["items.permits.last_year", "items.permits.change"], "2019"),
        (2019, ["docs.normative.repealed", "docs.normative.valid"], "2021"),
    ],
    ids=["a few sums", "old figures", "new figures"],
)
def test_figures_given_as_data(known: Knowledge, year: int, paths: list[str], edition: str) -> None:
    rows = ("new", "carried_in", "granted", "partial", "closed")
    columns = ("natural_person", "commercial_enterprise", "research_institution", "public_welfare", "total")
    many = {f"requests.{row}.{column}": 0 for row in rows for column in columns}
    decided = dict.fromkeys(("decisions.permits", "decisions.penalties", "decisions.coercion"), 0)
    figures: Mapping[str, object] = dict.fromkeys(paths, 1)
    if edition != "2021" or year == 2019:
        figures = {**many, **decided, **figures}
    title = f"青石镇人民政府{year}年政府信息公开工作年度报告"
    assert understand(from_mapping({"title": title, **figures}), known).edition == edition


def test_other_handling_is_one_row_in_the_form_of_2019(understood: Understood) -> None:
    report = understood(
        "青石镇人民政府2019年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |\n（七）总计 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |"
    )
    assert report.facts["requests.other.total"].value == 2
    assert report.facts["requests.other"].value == 2
    assert "other" in report.facts.sets["requests.outcomes"]
    assert report.facts.label("requests.other").zh == "其他处理"
