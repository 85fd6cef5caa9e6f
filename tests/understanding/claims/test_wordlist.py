"""Words are found by how they begin: all that are written out, and each is what all sources say of it."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import gialint_rules
from gialint.sources.yaml import load_yaml
from gialint.understanding.claims.wordlist import LIKE, NONE, Wordlist, wordlist, written_out
from gialint.understanding.claims.words import DIGITS, expanded

RECEIVE = {"kind": "STATE", "name": "receive", "words": ["收到", "收[悉|]"], "facts": {"request": "new"}}
NEW = {"kind": "STATE", "name": "receive", "words": ["收到"], "facts": {"letter": ["a", "b"]}, "weak": True}
LINK = {"kind": "LINK", "words": ["收", "及"]}
ONE: dict[str, Any] = {"claims": "1", "words": [RECEIVE, LINK]}
TWO: dict[str, Any] = {"claims": "2", "words": [NEW]}


@pytest.fixture(scope="module")
def pack() -> list[Mapping[str, Any]]:
    """The words of the national pack as they are written."""
    folder = Path(gialint_rules.__file__).parent / "claims"
    return [load_yaml(path).data for path in sorted(folder.glob("*.yaml"))]


def texts(sources: Sequence[Mapping[str, Any]]) -> set[str]:
    specs = [spec for data in sources for spec in data.get("words", ())]
    return {text for spec in specs for template in spec["words"] for text in expanded(template)}


def test_every_word_of_the_pack_is_found_and_no_other(pack: list[Mapping[str, Any]]) -> None:
    words, every = wordlist(pack), texts(pack)
    assert len(every) > 10_000
    assert all(map(words.has, every))
    alike: dict[str, set[str]] = {}
    for text in every:
        alike.setdefault(text[:LIKE], set()).add(text)
    for start in alike:
        known = words.at(start)
        begin = (start[:end] for end in range(1, len(start) + 1))
        assert set(known.words) == set().union(*(alike.get(each, ()) for each in begin))
        assert known.lengths == tuple(sorted({len(text) for text in known.words}, reverse=True))


@pytest.mark.parametrize(
    ("start", "lengths", "found"),
    [
        ("收到", (2, 1), {"收到", "收"}),
        ("收到了", (2, 1), {"收到", "收"}),
        ("收悉", (2, 1), {"收悉", "收"}),
        ("收件", (1,), {"收"}),
        ("收", (1,), {"收"}),
        ("到收", (), set()),
        ("", (), set()),
    ],
)
def test_by_the_first_characters_or_all_there_are(
    start: str, lengths: tuple[int, ...], found: set[str]
) -> None:
    known = wordlist([ONE]).at(start)
    assert (known.lengths, set(known.words)) == (lengths, found)


def said(words: Wordlist, text: str) -> list[tuple[str, bool, Mapping[str, tuple[str, ...]]]]:
    labels, held = words.entry(words.at(text[:LIKE]).words[text])
    assert labels == frozenset().union(*(word.labels for word in held))
    return [(word.name, word.weak, word.facts) for word in held]


@pytest.mark.parametrize("ready", [False, True])
def test_what_several_sources_say_of_a_word_is_put_together(ready: bool) -> None:
    words = wordlist([written_out(data) if ready else data for data in (ONE, TWO)])
    assert said(words, "收到") == [("receive", False, {"request": ("new",), "letter": ("a", "b")})]
    assert said(words, "收悉") == [("receive", False, {"request": ("new",)})]
    assert said(words, "收") == [("receive", False, {"request": ("new",)}), ("", False, {})]


def test_what_was_written_out_can_be_kept_and_is_the_same_each_time() -> None:
    kept = marshal.dumps(written_out(ONE), 2)
    assert kept == marshal.dumps(written_out(marshal.loads(marshal.dumps(ONE))), 2)
    assert said(wordlist([marshal.loads(kept)]), "收悉") == said(wordlist([ONE]), "收悉")


def test_only_beginnings_of_words_are_remembered() -> None:
    words = wordlist([ONE])
    before = set(words.opened)
    assert all(words.at(start) is NONE for start in ("办理", "甲乙", "，"))
    words.at("收件")
    assert set(words.opened) == before


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([{"words": ["收"]}], KeyError),
        ([{"kind": "LINK"}], KeyError),
        ([{"kind": "LINK", "words": 3}], TypeError),
        ([{"kind": "LINK", "words": ["一\n二"]}], ValueError),
        ([{"kind": "LINK", "words": ["{other}"]}], KeyError),
        ([{"kind": "LINK", "words": ["[一|二|三|四|五]" * 6]}], ValueError),
        (
            [{"kind": "LINK", "words": ["[一|二|三|四]" * 6 + chr(end) for end in range(900, 1100)]}],
            ValueError,
        ),
    ],
)
def test_malformed_words(words: list[dict[str, Any]], error: type[Exception]) -> None:
    with pytest.raises(error):
        wordlist([{"words": words}])


@pytest.mark.parametrize(
    ("phrase", "wordings"),
    [
        ("结转", ["结转"]),
        ("结转[至|]{digits}", [f"结转至{DIGITS}", f"结转{DIGITS}"]),
        ("转[次年|{year}|]办", ["转次年办", f"转{DIGITS}年办", f"转{DIGITS}年度办", "转办"]),
    ],
)
def test_a_turn_of_phrase_stands_for_every_wording(phrase: str, wordings: list[str]) -> None:
    assert list(expanded(phrase)) == wordings
