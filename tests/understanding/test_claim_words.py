"""The words of lexicons: turns of phrase, what a word is in which year, and what a second lexicon adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from gialint.reading import Limits
from gialint.reading.text import read
from gialint.understanding.entries import gathered
from gialint.understanding.lexicon import lexicon
from gialint.understanding.mentions import find_words
from gialint.understanding.phrases import expanded, phrases
from gialint.understanding.understand import Knowledge, understand

LEXICON: Mapping[str, Any] = {
    "objects": {"request": {"fact": "requests.new", "words": ["申请"], "weak": ["件子"], "again": ["案"]}},
    "cues": [
        {"facts": {"request": "requests.new"}, "words": ["收到"]},
        {
            "facts": {"request": "requests.carried_out"},
            "past": {"request": "requests.carried_in"},
            "words": ["{year}结转", "结转[至|]{year}"],
        },
    ],
    "own": ["我镇", "本镇"],
    "links": ["共"],
    "units": ["件"],
    "other": ["{own}公示"],
}


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("结转", ["结转"]),
        ("结转[至|到|]", ["结转至", "结转到", "结转"]),
        ("[上年|去年]结转", ["上年结转", "去年结转"]),
        ("申请{own}公开", ["申请我镇公开", "申请本镇公开"]),
        ("[|]", []),
    ],
)
def test_turns_of_phrase(phrase: str, words: list[str]) -> None:
    assert list(expanded(phrase, {"own": ["我镇", "本镇"]})) == words


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        list(expanded("{nobody}公开", {"own": []}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请", ["收到", "申请"]),
        ("收到信息公开申请表", ["收到", "信息公开申请"]),
        ("未收到", ["未", "收到"]),
        ("2024年结转", ["2024年结转"]),
        ("2024年收到", ["收到"]),
        ("12024年结转", ["2024年结转"]),
        ("", []),
    ],
)
def test_the_longest_word_is_found_at_each_place(text: str, found: list[str]) -> None:
    words = phrases(dict.fromkeys(["收到", "申请", "信息公开申请", "未", *expanded("{year}结转", {})], True))
    assert [text[start:end] for start, end, _ in words.find(text, 0, len(text))] == found


def test_words_are_found_within_a_stretch_only() -> None:
    words = phrases({"收到": 1, "收": 2})
    assert words.find("收到收到", 1, 3) == [(2, 3, 2)]


def test_no_words_find_nothing() -> None:
    assert phrases({}).find("收到申请", 0, 4) == []


@pytest.mark.parametrize(
    ("text", "year", "fact"),
    [
        ("2022年结转", 2023, "requests.carried_in"),
        ("2023年结转", 2023, "requests.carried_out"),
        ("结转2023年", 2023, "requests.carried_in"),
        ("结转至2024年", 2023, "requests.carried_out"),
        ("2022年结转", None, "requests.carried_in"),
        ("结转至2024年", None, "requests.carried_out"),
    ],
)
def test_what_a_word_with_a_year_means_depends_on_the_reports_year(
    text: str, year: int | None, fact: str
) -> None:
    (word,) = find_words(text, 0, len(text), lexicon([LEXICON]), year)
    assert word.entry.facts == {"request": fact}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("收到件子", ["cue", "weak"]),
        ("快递件子", ["other"]),
        ("3件件子", ["weak"]),
        ("我镇公示", ["other"]),
        ("我镇", ["own"]),
    ],
)
def test_kinds_of_words(text: str, kinds: list[str]) -> None:
    assert [word.entry.kind for word in find_words(text, 0, len(text), lexicon([LEXICON]), 2023)] == kinds


def test_a_cue_replaces_a_plain_word_and_joins_a_cue() -> None:
    added = {
        "cues": [{"facts": {"review": "review.total"}, "words": ["收到", "公示"]}],
        "other": ["公示", "收到"],
        "objects": {"review": {"fact": "review.total", "again": ["案"]}},
    }
    entries = gathered([{"other": ["公示"]}, LEXICON, added])
    assert entries["收到"].facts == {"request": "requests.new", "review": "review.total"}
    assert entries["公示"].kind == "cue"
    assert entries["案"].objects == ("request", "review")


def test_a_second_lexicon_adds_words_to_what_the_first_knows(
    known: Knowledge, national: Mapping[str, Any]
) -> None:
    title = "青石镇人民政府2024年政府信息公开工作年度报告"
    prose = f"{title}\n一、总体情况\n本年签收公开信件3件。\n".encode()
    added = {
        "objects": {"request": {"words": ["公开信件"]}},
        "cues": [{"facts": {"request": "requests.new"}, "words": ["签收"]}],
    }
    provincial = known._replace(lexicon=lexicon([national, added]))
    document = read(prose, "report.txt", Limits())
    assert understand(document, known).claims == ()
    (claim,) = understand(document, provincial).claims
    assert (claim.path, int(claim.value)) == ("requests.new", 3)


@pytest.fixture(scope="module")
def national() -> Mapping[str, Any]:
    """The national lexicon as data."""
    from pathlib import Path

    import gialint_rules
    from gialint.checking.yamlfile import load_yaml

    data: Mapping[str, Any] = load_yaml(Path(gialint_rules.__file__).parent / "lexicon" / "claims.yaml").data
    return data


def test_every_fact_of_the_national_lexicon_is_a_fact_of_the_form(
    known: Knowledge, national: Mapping[str, Any]
) -> None:
    form = known.edition(2024)
    prose_only = {"requests.total_in", "fees.processing_amount_yuan", "fees.processing_notices"}
    named = {name for names in (form.known, form.sums, form.aliases) for name in names} | prose_only
    facts = {spec["fact"] for spec in national["objects"].values() if "fact" in spec}
    for cue in national["cues"]:
        facts |= {*cue["facts"].values(), *cue.get("past", {}).values(), *cue.get("alternatives", ())}
    for part in national["partitions"]:
        facts |= {*part["of"], *part["parts"], *part.get("listed", {}).values()}
    assert facts <= named
