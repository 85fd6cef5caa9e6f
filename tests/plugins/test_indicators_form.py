"""Files of indicators: mistakes at their place, the nation's own, and what an office puts in their stead."""

from __future__ import annotations

from pathlib import Path

import pytest

import gialint_rules
from gialint.config import Config
from gialint.plugins.indicators_form import indicators, slips
from gialint.plugins.knowledge import all_names, names
from gialint.plugins.lexicons import lexicon_data
from gialint.run.linter import linter
from gialint.understanding.understand import Knowledge

NATION = Path(gialint_rules.__file__).parent / "indicators" / "disclosure.yaml"
ONE = "indicators:\n  - {indicator: a, title: 甲率, of: requests.new, among: requests.closed"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """What the national pack knows."""
    return linter(Config(), rules=False).knowledge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE}}}", []),
        (f"{ONE}, bands: [{{above: 12.5, says: 高}}]}}", []),
        (f"{ONE}, lest: 3}}", [("lest", "没有“lest”这个键", "您是不是想写“least”？")]),
        (f"{ONE}, least: 少}}", [("少", "这里应是整数", None)]),
        (f"{ONE}, bands: [{{above: 高, says: 高}}]}}", [("高", "这里应是一个数", None)]),
        (f"{ONE}, bands: [{{says: 高}}]}}", [("{says", "写明 above（高于）或 below（低于）", None)]),
        ("indicators: [{indicator: a, title: 甲, of: requests.new}]", [("{", "缺少“among”", None)]),
        (f"{ONE.replace('closed', 'new +')}}}", [("}", "表达式语法错误：写法不对", None)]),
        (f"{ONE.replace('closed', 'new > 3')}}}", [("requests.new >", "这里应是一个算式，不是判断", None)]),
        (
            f"{ONE.replace('requests.closed', 'closed')}}}",
            [("closed", "名字 closed 没有在 each 里绑定，也不是选项；事实路径至少有两段", None)],
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(
    text: str, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(text, "utf-8")
    found, problems = lexicon_data([path])
    assert len(found) == (not problems)
    for problem, (word, message, hint) in zip(problems, expected, strict=True):
        _, line, column = problem.where.rsplit(":", 2)
        assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith(word)
        assert (problem.message.zh, problem.hint and problem.hint.zh) == (message, hint)


def test_a_fact_that_no_form_knows_is_told_with_the_near_miss(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(f"{ONE.replace('requests.closed', 'requests.new + request.closed')}}}", "utf-8")
    found, _ = lexicon_data([path])
    [problem] = slips(found, [NATION, path], all_names(knowledge))
    assert problem.quote.endswith(
        f"\n{' ' * len('  - {indicator: a, title: 甲率.., of: requests.new, among: requests.new + ')}^"
    )
    assert problem.message.zh == "没有“request.closed”这个数据"
    assert problem.hint is not None
    assert problem.hint.zh == "您是不是想写“requests.closed”？"


def test_the_nations_own_name_nothing_unknown(knowledge: Knowledge) -> None:
    assert slips(knowledge.indicators, [NATION], all_names(knowledge)) == []
    for edition in knowledge.editions:
        assert len(indicators(knowledge.indicators, names([edition]))) == 8
    assert all(
        each.title.en and each.least for each in indicators(knowledge.indicators, names(knowledge.editions))
    )


def test_an_office_puts_its_own_in_the_place_of_the_nations(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(
        "least: 10\nindicators:\n"
        "  - {indicator: refused, title: 拒绝率, of: requests.denied, among: requests.new}\n"
        "  - {indicator: stock, title: 废止率, of: docs.normative.repealed, among: docs.normative.valid}\n",
        "utf-8",
    )
    found, problems = lexicon_data([NATION, path])
    assert problems == []
    held = {each.name: each for each in indicators(found, names(knowledge.editions))}
    assert (held["refused"].title.zh, held["refused"].least, held["granted"].least) == ("拒绝率", 10, 30)
    assert (len(held), [*held][-1]) == (9, "stock")


def test_one_over_figures_that_a_form_lacks_is_none_of_it(knowledge: Knowledge) -> None:
    found = [{"indicators": [{"indicator": "a", "title": "甲", "of": "x.y", "among": "requests.new"}]}]
    assert indicators(found, names(knowledge.editions)) == ()
