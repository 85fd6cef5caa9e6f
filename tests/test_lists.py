"""Lists of lexicons: gathered over packs, named for rules, and handed to them with every report."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.model import Listed
from gialint.plugins.knowledge import lists, names
from gialint.plugins.lexicons import lexicon_data
from gialint.reading.yaml_report import from_mapping
from gialint.understanding.agency import lexicon
from gialint.understanding.understand import Knowledge, understand


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([], {}),
        ([{"lexicon": "a"}], {}),
        ([{"lists": {"a": ["x"]}}], {"a": ("x",)}),
        ([{"lists": {"a": ["x"]}}, {"lists": {"a": ["y"], "b": []}}], {"a": ("x", "y"), "b": ()}),
        ([{"lists": {"a": {"x": "1"}}}, {"lists": {"a": {"x": "2", "y": "3"}}}], {"a": {"x": "2", "y": "3"}}),
    ],
)
def test_lists_of_one_name_go_on(sources: list[dict[str, object]], expected: dict[str, Listed]) -> None:
    assert lists(sources) == expected


@pytest.mark.parametrize(
    ("first", "second"), [(["x"], "x"), (["x"], None), (["x"], {"x": "1"}), ({"x": "1"}, ["x"])]
)
def test_what_is_no_list_is_refused(first: object, second: object) -> None:
    with pytest.raises(TypeError, match=r"lists\.a"):
        lists([{"lists": {"a": first}}, {"lists": {"a": second}}])


def test_a_lexicon_with_a_broken_list_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("lists: {a: [x]}\n", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("lists: {a: x}\n", encoding="utf-8")
    found, problems = lexicon_data(sorted(tmp_path.iterdir()))
    assert lists(found) == {"a": ("x",)}
    assert [Path(problem.where).name for problem in problems] == ["bad.yaml:1:12"]


NATION = "lists:\n  phrases: [甲乙丙丁]\n  typos: {做为: 作为}\n  documents:\n" + "".join(
    f"    - {{number: 国办发〔2021〕{number}号, {more}}}\n"
    for number, more in ((1, "names: [甲]"), (2, "exact: [乙], until: 2020"))
)


@pytest.mark.parametrize(
    ("province", "problems"),
    [
        ("lists: {phrases: [戊己庚辛], typos: {转结: 结转}, ours: [{a: 1}]}", []),
        ("lists: {documents: [{number: 江政发〔2022〕1号, names: [丙], until: 2022}]}", []),
        ("lists: {phrases: {a: b}}", ["1:18 这里应是一个列表"]),
        ("lists:\n  typos: [转结]", ["2:10 这里应是一组“键: 值”"]),
        ("lists: {phrases: [戊己庚辛, {a: b}]}", ["1:25 这里应是文字"]),
        ("lists:\n  documents:\n    - 江政发〔2022〕1号", ["3:7 这里应是一组“键: 值”"]),
        ("lists: {documents: [{names: [丙]}]}", ["1:21 缺少“number”"]),
        (
            "lists:\n  documents:\n    - number: 江政发〔2022〕1号\n      nmaes: [丙]",
            ["4:7 没有“nmaes”这个键 | 您是不是想写“names”？"],
        ),
    ],
)
def test_what_is_added_to_a_list_is_like_what_it_has(
    province: str, problems: list[str], tmp_path: Path
) -> None:
    (tmp_path / "nation.yaml").write_text(NATION, encoding="utf-8")
    path = tmp_path / "province.yaml"
    path.write_text(province, encoding="utf-8")
    found, told = lexicon_data([tmp_path / "nation.yaml", path])
    assert problems == [
        f"{problem.where.removeprefix(f'{path}:')} {problem.message.zh}"
        + (f" | {problem.hint.zh}" if problem.hint else "")
        for problem in told
    ]
    assert len(found) == (1 if problems else 2)
    assert lists(found)


def test_lists_for_another_kind_of_report_have_nothing_to_do_with_it(tmp_path: Path) -> None:
    for name, text in (("a", "form: one\nlists: {x: [y]}"), ("b", "form: other\nlists: {x: {y: z}}")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert lexicon_data(sorted(tmp_path.iterdir()))[1] == []


def test_an_empty_list_may_become_anything(tmp_path: Path) -> None:
    for name, text in (("a", "lists: {x: []}"), ("b", "lists: {x: [{a: 1}]}")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert lexicon_data(sorted(tmp_path.iterdir()))[1] == []


@pytest.mark.parametrize(
    ("source", "where", "said", "marked"),
    [
        (
            "agencies:\n  - {kind: township, pattern: 镇$}\n  - {kind: street, pattern: '(?:街道|办'}\n",
            "3:30",
            "unterminated subpattern",
            "(?:街道|办",
        ),
    ],
)
def test_a_bad_expression_in_a_lexicon_is_pointed_at(
    tmp_path: Path, source: str, where: str, said: str, marked: str
) -> None:
    (tmp_path / "words.yaml").write_text(source, encoding="utf-8")
    found, (problem,) = lexicon_data(tmp_path.iterdir())
    assert found == []
    assert (problem.code, problem.where.partition("words.yaml:")[2]) == ("GIA903", where)
    assert said in problem.message.in_language("en")
    assert marked in problem.quote


def test_lists_are_among_the_names_that_rules_may_use() -> None:
    assert names([], {"typos": ()}) == {"lists.typos"}


def test_rules_find_the_lists_in_the_report(known: Knowledge) -> None:
    knowledge = known._replace(lexicon=lexicon([]), lists={"a": ("x",)})
    assert understand(from_mapping({"一": "青石镇。"}), knowledge).lists == {"a": ("x",)}
