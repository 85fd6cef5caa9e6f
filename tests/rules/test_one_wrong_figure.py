"""Where one figure of table three breaks several equations, it is told once; where it may be two, none is."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.model import Checked
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand

LINTER = linter(Config(select=("GIA301", "GIA302", "GIA303", "GIA304", "GIA502", "GIA504")))
TITLE = "云坪县青石镇人民政府2024年政府信息公开工作年度报告"
FILLED = {
    "new": [5, 2, 0, 0, 0, 1],
    "carried_in": [1, 0, 0, 0, 0, 0],
    "granted": [4, 1, 0, 0, 0, 1],
    "partial": [2, 0, 0, 0, 0, 0],
    "closed": [6, 1, 0, 0, 0, 1],
    "carried_out": [0, 1, 0, 0, 0, 0],
}


def checked(changes: dict[str, int | None], prose: str = "") -> Checked:
    """Check a sound table three with some figures changed."""
    facts = understand(from_mapping({"title": TITLE, "requests.new.total": 0}), LINTER.knowledge).facts
    columns, outcomes = facts.sets["requests.applicants"], facts.sets["requests.outcomes"]
    figures: dict[str, int | None] = {}
    for row in (*outcomes, *FILLED):
        counts = FILLED.get(row, [0] * len(columns))
        figures |= {f"requests.{row}.{column}": count for column, count in zip(columns, counts, strict=True)}
        figures[f"requests.{row}.total"] = sum(counts)
    written = {"title": TITLE, "一": prose, "facts": figures | changes}
    report = understand(from_mapping(written), LINTER.knowledge)
    return check_report(report, LINTER.rules, LINTER.engine, LINTER.terms)


ONE = [
    ({"requests.closed.total": 9}, "GIA301 GIA302 GIA303", "“（七）总计·总计”写的是 9，如果是 8"),
    ({"requests.closed.total": 3}, "GIA301 GIA302 GIA303", "“（七）总计·总计”写的是 3，如果是 8"),
    ({"requests.granted.total": 7}, "GIA302 GIA303", "“予以公开·总计”写的是 7，如果是 6"),
    ({"requests.partial.natural_person": 0}, "GIA302 GIA303", "“部分公开·自然人”写的是 0，如果是 2"),
    ({"requests.new.total": 9}, "GIA301 GIA302", "“本年新收·总计”写的是 9，如果是 8"),
]
SEVERAL: list[tuple[dict[str, int | None], str]] = [
    ({"requests.closed.natural_person": 7, "requests.granted.total": 9}, "GIA301 GIA302 GIA303"),
    ({"requests.new.total": 9, "requests.closed.total": 10}, "GIA301 GIA302 GIA303"),
    ({"requests.closed.natural_person": 7, "requests.closed.total": 9}, "GIA301 GIA303"),
]


@pytest.mark.parametrize(("changes", "codes", "said"), ONE)
def test_the_one_figure_is_one_finding(changes: dict[str, int | None], codes: str, said: str) -> None:
    [found] = checked(changes).findings
    assert found.code in codes.split()
    assert found.hint.startswith(f"{codes.replace(' ', '、')} 可能是同一格写错：{said}，这几处就都相符。")
    assert len(found.working) == len(codes.split())


BLANKS = [
    ({"requests.granted.total": None}, "GIA304"),
    ({"requests.closed.total": None, "requests.new.total": None}, "GIA304"),
    ({"requests.granted.natural_person": None}, "GIA304"),
    ({"requests.carried_in.natural_person": None}, "GIA304"),
    ({"requests.granted.total": 7, "requests.partial.total": None}, "GIA302 GIA304"),
    ({"requests.granted.natural_person": 5, "requests.granted.total": None}, "GIA303 GIA304"),
    ({"requests.granted.natural_person": 7, "requests.partial.natural_person": None}, "GIA302 GIA303 GIA304"),
]


@pytest.mark.parametrize(("changes", "codes"), BLANKS)
def test_a_blank_that_others_tell_or_that_may_hold_what_is_missing_is_reported_once(
    changes: dict[str, int | None], codes: str
) -> None:
    findings = checked(changes).findings
    assert " ".join(sorted({found.code for found in findings})) == codes


def test_what_rests_on_a_determined_blank_is_a_warning_that_says_so() -> None:
    findings = checked(
        {"requests.granted.total": None}, "全年收到政府信息公开申请8件，予以公开7件、部分公开2件。"
    ).findings
    [told] = [found for found in findings if found.code == "GIA504"]
    assert (told.severity.word, "“予以公开”按 6 计：原格空白" in told.message) == ("warning", True)


@pytest.mark.parametrize(("changes", "codes"), SEVERAL)
def test_where_no_one_figure_explains_all_none_is_named(changes: dict[str, int | None], codes: str) -> None:
    findings = checked(changes).findings
    assert " ".join(sorted({found.code for found in findings})) == codes
    assert not any("同一格" in found.hint for found in findings)


def test_where_very_many_are_wrong_nothing_is_tried() -> None:
    said = "\n".join(f"本年度新收政府信息公开申请{count}件。" for count in range(20, 60))
    findings = checked({"requests.new.total": 9}, said).findings
    assert len(findings) > 40
    assert not any("同一格" in found.hint for found in findings)


def test_a_figure_that_the_prose_bears_out_is_not_the_one() -> None:
    said = "本年度新收政府信息公开申请9件。"
    assert not any("同一格" in found.hint for found in checked({"requests.new.total": 9}, said).findings)
    said = "本年度新收政府信息公开申请8件。"
    first, *_ = checked({"requests.new.total": 9}, said).findings
    assert "GIA301、GIA302、GIA502 可能是同一格写错" in first.hint
