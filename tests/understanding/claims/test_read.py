"""Passages that were read before are read no more, and state the same."""

from __future__ import annotations

from typing import Any

import pytest

from gialint.understanding.claims.attribution import Speaker
from gialint.understanding.claims.read import REMEMBERED, read_passage
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.understand import Knowledge

SENTENCE = "2024年，县民政局收到政府信息公开申请9件，均已办结。"
SPEAKERS = [
    Speaker("县民政局", 2024, False),
    Speaker("县民政局", 2023, False),
    Speaker("县水利局", 2024, False),
]


@pytest.fixture(scope="module")
def vocabulary(known: Knowledge) -> Vocabulary:
    """Return the words of the pack, with nothing remembered."""
    return known.vocabulary._replace(passages={})


def stated(vocabulary: Vocabulary, speaker: Speaker, section: str = "三") -> list[Any]:
    """Return what the sentence states."""
    return [
        (each.path, each.value, each.scope)
        for each in read_passage(SENTENCE, section, "", vocabulary, speaker)
    ]


@pytest.mark.parametrize("speaker", SPEAKERS, ids=str)
def test_a_passage_states_the_same_when_it_recurs(speaker: Speaker, vocabulary: Vocabulary) -> None:
    alone = stated(vocabulary._replace(passages={}), speaker)
    for each in (*SPEAKERS, *SPEAKERS):
        stated(vocabulary, each)
    assert stated(vocabulary, speaker) == alone
    assert alone


def test_who_speaks_of_what_tells_passages_apart(vocabulary: Vocabulary) -> None:
    vocabulary.passages.clear()
    for speaker in SPEAKERS:
        for section in ("三", "四", "三"):
            stated(vocabulary, speaker, section)
    assert len(vocabulary.passages) == 2 * len(SPEAKERS)


def test_no_more_is_remembered_than_a_run_needs(vocabulary: Vocabulary) -> None:
    for year in range(REMEMBERED + 3):
        stated(vocabulary, Speaker("", year, False))
        assert len(vocabulary.passages) <= REMEMBERED
