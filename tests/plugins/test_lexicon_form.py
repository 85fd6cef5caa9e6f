"""Mistakes in lexicons and forms: line, caret and near miss, before they can do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import gialint_rules
from gialint.cli.schema import schema
from gialint.config import Config
from gialint.plugins.knowledge import editions, lists
from gialint.plugins.lexicon_form import LEXICON
from gialint.plugins.lexicons import lexicon_data
from gialint.plugins.loading import load
from gialint.sources.yaml import load_yaml
from gialint.understanding.claims.vocabulary import vocabulary
from gialint.understanding.claims.words import MOST_WORDINGS
from tests.plugins.lexicon_problems import lexicon_problems

ROOT = Path(__file__).parents[2]
PACK = Path(gialint_rules.__file__).parent
NATION = sorted((PACK / "lexicon").glob("*.yaml"))
CLAIMS = [*sorted((PACK / "claims").glob("*.yaml")), ROOT / "examples/enforcement/claims.yaml"]
OURS = [ROOT / "examples" / name for name in ("enforcement/words.yaml", "province/lexicon/jiangchuan.yaml")]


ONE_FRAME = "claims: ours\nframes:\n  - frame: said\n    pattern: ['STATE QTY', 'STATE|OUTCOME QTY']"


def told(path: Path, text: str) -> list[str]:
    """Return what is wrong with a lexicon that adds to the national ones."""
    return lexicon_problems(path, text, NATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lists: {typos: {转结: 结转}, ours: [甲]}\nagencies: [{kind: zone, pattern: 园区$}]", []),
        ("agencies: [{kind: other, pattern: 学校$}]", []),
        ("lists: {typoss: {做为: 作为}}", ["1:9 没有规则使用“typoss”这个词表 | 您是不是想写“typos”？"]),
        ("list: {typos: {做为: 作为}}", ["1:1 没有“list”这个键 | 您是不是想写“lists”？"]),
        (
            "typoss: {做为: 作为}",
            [
                "1:1 没有“typoss”这个键 | 可以用："
                "lexicon、form、lists、agencies、whole_kinds、called、chrome、beside、navigation、names"
            ],
        ),
        ("lists: {typos: [做为]}", ["1:16 这里应是一组“键: 值”"]),
        ("lists: {set-phrases: {甲: 乙}}", ["1:22 这里应是一个列表"]),
        (
            "lists:\n  documents:\n    - {numbr: 国办发1号, names: [甲]}",
            ["3:8 没有“numbr”这个键 | 您是不是想写“number”？", "3:7 缺少“number”"],
        ),
        (
            "agencies:\n  - {kind: county_departmnt, pattern: 站$}",
            ["2:12 不能写“county_departmnt” | 您是不是想写“county_department”？"],
        ),
        ("whole_kinds: [zones]", []),
        (
            "agencies:\n  - {kind: street, patern: 站$}",
            ["2:20 没有“patern”这个键 | 您是不是想写“pattern”？", "2:5 缺少“pattern”"],
        ),
        (
            "agencies:\n  - {kind: street, pattern: '((\\S|\\S\\S)+)+'}",
            [
                "2:30 这个模式遇到某些文字会极慢（反复回溯） | 不要在重复里再套重复，"
                "并给重复次数加上限，如 {0,20}；或者用 ++、{m,n}+ 不再退回。"
            ],
        ),
        (
            "chrome:\n  - {fact: meta.x, kind: dat, labels: [日期]}",
            ["2:26 不能写“dat” | 您是不是想写“date”？"],
        ),
        ("navigation: {begin: [首页]}", ["1:14 没有“begin”这个键 | 您是不是想写“begins”？"]),
        ("claims: ours\nunits: 件", ["2:8 这里应是一个列表"]),
        ("claims: ours\nword: []", ["2:1 没有“word”这个键 | 您是不是想写“words”？"]),
        (
            "claims: ours\nwords:\n  - {knd: PLAIN, words: [甲]}",
            ["3:6 没有“knd”这个键 | 您是不是想写“kind”？", "3:5 缺少“kind”"],
        ),
        (
            "claims: ours\nframes:\n  - {frame: said, patern: [STATE QTY]}",
            ["3:19 没有“patern”这个键 | 您是不是想写“pattern”？", "3:5 缺少“pattern”"],
        ),
        (
            "claims: ours\nwords:\n  - {kind: PLAIN, words: [甲, '于{yaer}']}",
            ["3:32 没有“{yaer}”这个占位 | 您是不是想写“year”？"],
        ),
        (
            "claims: ours\nwords:\n  - {kind: PLAIN, words: ['于[甲|乙']}",
            ["3:29 “[”没有配对 | 几种说法写成 [甲|乙]，年份写成 {year}"],
        ),
        (
            "claims: ours\nwords:\n  - {kind: PLAIN, words: ['甲|乙', '[{year}|{月}]甲}']}",
            [
                "3:29 “|”没有配对 | 几种说法写成 [甲|乙]，年份写成 {year}",
                "3:48 “}”没有配对 | 几种说法写成 [甲|乙]，年份写成 {year}",
            ],
        ),
        (
            f"claims: ours\nwords:\n  - {{kind: PLAIN, words: [甲, '{'[甲|乙]' * 14}']}}",
            ["3:31 这一句的各种说法超过10000种 | 请拆成几个较短的词"],
        ),
        (
            "claims: ours\nframes:\n  - {frame: said, pattern: STATE qty}",
            ["3:34 “qty”不是一类词：应以大写字母开头，如 STATE.receive，或者写 …"],
        ),
        (
            "claims: ours\nphrases:\n  - phrase: PLAIN\n    pattern: [QTY, 'MAKE? QTY']",
            ["4:21 第一个词不能是可有可无的 | 请写成两个模式"],
        ),
        (
            "claims: ours\nframes:\n  - {frame: said, pattern: QTY, turns: amung}",
            ["3:40 不能写“amung” | 您是不是想写“among”？"],
        ),
        (
            f"{ONE_FRAME}\n    states: {{fact: STATE, value: AMOUNT}}",
            ["5:34 不能写“AMOUNT” | 可以用：QTY、denied、also、all、rest、single、open、0"],
        ),
        (f"{ONE_FRAME}\n    states: {{fact: STATE, value: 0}}", ["5:34 这里应是文字"]),
        (
            f"{ONE_FRAME}\n    states:\n      - {{fact: STATE, value: QTY, quantity: frist}}",
            ["6:45 不能写“frist” | 您是不是想写“first”？"],
        ),
        (
            f"{ONE_FRAME}\n    states: [{{fact: SUM, value: all}}, {{fact: STAET, value: QTY}}]",
            ["5:46 模式“STATE QTY”里没有“STAET” | 您是不是想写“STATE”？"],
        ),
        (
            f"{ONE_FRAME.replace(' QTY', ' NUMBER')}\n    states: {{fact: STATE, value: QTY}}",
            ["5:34 模式“STATE NUMBER”里没有“QTY” | 可以用：STATE、NUMBER"],
        ),
        (
            "claims: ours\nphrases:\n  - {phrase: HEAD, pattern: ['STATE QTY', 'STATE OBJECT'], keeps: QTY}",
            ["3:67 模式“STATE OBJECT”里没有“QTY” | 可以用：STATE、OBJECT"],
        ),
        ("[]", ["1:1 这里应是一组“键: 值”"]),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    assert told(tmp_path / "words.yaml", text) == expected


MANY_WORDS = ", ".join(f"'{place}{'[甲|乙]' * 13}'" for place in range(100))
ONE_WORD = "claims: ours\nwords:\n  - {kind: PLAIN, words:"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (f"{ONE_WORD} ['{'[甲|乙]' * 40}']}}", "这一句的各种说法超过10000种"),
        (f"{ONE_WORD} ['{'[甲|乙|丙|丁]' * 7}']}}", "这一句的各种说法超过10000种"),
        (
            f"{ONE_WORD} [{MANY_WORDS}]}}",
            "words.yaml 不能使用：内容不完整（ValueError: more than 500000 words）",
        ),
    ],
)
def test_phrases_that_stand_for_no_end_of_words_are_refused(words: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(words, "utf-8")
    found, [problem] = lexicon_data([path])
    assert found == []
    assert problem.message.zh == told
    assert MOST_WORDINGS < 2**14


def test_words_that_open_the_gate_to_claims_are_plain(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("claims: ours\ngate: ['((\\S|\\S\\S)+)+$', '(']\n", "utf-8")
    found, problems = lexicon_data([path])
    assert problems == []
    assert vocabulary(found).gate.search("字" * 1000) is None
    assert vocabulary(found).gate.search("申请（1件）(")


@pytest.mark.parametrize("pattern", ["((\\S|\\S\\S)+)+报告", "(.*)*报告$", "报告("])
def test_patterns_of_forms_are_looked_at(pattern: str, tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    text = (PACK / "editions" / "2021.yaml").read_text("utf-8")
    path.write_text(text.replace("patterns:\n", f"patterns:\n    - '{pattern}'\n", 1), "utf-8")
    found, problems = editions([path])
    assert found == ()
    assert [problem.quote.splitlines()[0].strip() for problem in problems] == [f"- '{pattern}'"]


def test_what_comes_with_gialint_is_sound() -> None:
    assert editions(sorted((PACK / "editions").glob("*.yaml")))[1] == []
    assert lexicon_data([*NATION, *OURS])[1] == []


def test_every_key_is_known() -> None:
    keys = {key for path in (*NATION, *OURS) for key in load_yaml(path).data}
    assert keys <= set(LEXICON["properties"])
    assert all(not lexicon_data([path])[1] for path in CLAIMS)


@pytest.mark.parametrize("path", [*NATION, *OURS], ids=lambda path: path.stem)
def test_the_schema_takes_what_there_is(path: Path) -> None:
    Draft202012Validator(json.loads(schema("lexicon"))).validate(load_yaml(path).data)


def test_the_schema_is_of_what_is_installed() -> None:
    words, _ = lexicon_data(load(Config(), rules=False).lexicons)
    made = json.loads(schema("lexicon"))["properties"]
    assert set(made["lists"]["properties"]) == set(lists(words))
    assert made["lists"]["properties"]["documents"]["items"]["required"] == ["number"]
    assert {"township", "other"} < set(made["agencies"]["items"]["properties"]["kind"]["enum"])
