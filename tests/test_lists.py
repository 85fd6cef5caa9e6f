"""Lists of lexicons: gathered over packs, named for rules, and handed to them with every report."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.knowledge import lexicon_data, lists, names
from gialint.reading.yaml_report import from_mapping
from gialint.report import Listed
from gialint.understanding.lexicon import lexicon
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
    found, problems = lexicon_data(sorted(tmp_path.iterdir()), None)
    assert lists(found) == {"a": ("x",)}
    assert [Path(problem.where).name for problem in problems] == ["bad.yaml"]


@pytest.mark.parametrize(
    ("source", "where", "said", "marked"),
    [
        (
            "agencies:\n  - {kind: township, pattern: '.*'}\n  - {kind: street, pattern: '(?:街道|办'}\n",
            "3:30",
            "unterminated subpattern",
            "(?:街道|办",
        ),
        (
            "objects:\n  visit:\n    not_own: '[司法'\n    words: [来访]\n",
            "3:15",
            "unterminated character set",
            "[司法",
        ),
    ],
)
def test_a_bad_expression_in_a_lexicon_is_pointed_at(
    tmp_path: Path, source: str, where: str, said: str, marked: str
) -> None:
    (tmp_path / "words.yaml").write_text(source, encoding="utf-8")
    found, (problem,) = lexicon_data(tmp_path.iterdir(), None)
    assert found == []
    assert (problem.code, problem.where.partition("words.yaml:")[2]) == ("GIA903", where)
    assert said in problem.message.say("en")
    assert marked in problem.quote


def test_lists_are_among_the_names_that_rules_may_use() -> None:
    assert names([], {"typos": ()}) == {"lists.typos"}


def test_rules_find_the_lists_in_the_report(known: Knowledge) -> None:
    knowledge = Knowledge(known.editions, lexicon([]), {"a": ("x",)})
    assert understand(from_mapping({"一": "青石镇。"}), knowledge).lists == {"a": ("x",)}
