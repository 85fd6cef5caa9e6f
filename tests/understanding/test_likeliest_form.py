"""Which kind of report a document is, where packs bring several."""

from __future__ import annotations

from typing import Any

import pytest

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
