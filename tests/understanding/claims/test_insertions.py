"""The law of a closed world: an unknown word anywhere in a claim's words takes its certainty away."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.understanding.claims.read import read_passage
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.understand import Knowledge
from tools import insertions

SAMPLE = 20_000
KNOWN_SAMPLE = 5_000


@pytest.fixture(scope="module")
def vocabulary(known: Knowledge) -> Vocabulary:
    return known.vocabulary


def test_the_words_put_in_are_unknown(vocabulary: Vocabulary) -> None:
    words = insertions.WORDS.read_text(encoding="utf-8").split()
    assert len(words) == len(set(words)) == 60
    assert not [word for word in words if vocabulary.words.has(word)]


def test_an_unknown_word_takes_the_certainty_of_what_it_touches(vocabulary: Vocabulary) -> None:
    words = insertions.unknown_words(vocabulary)
    tried, touched, faults = insertions.run(vocabulary, SAMPLE, words)
    made = [fault for fault in faults if fault.what != "still certain"]
    assert tried == SAMPLE
    assert touched > SAMPLE // 2
    assert not made
    assert len(faults) * 100 <= touched


def test_a_known_word_that_changes_the_sense_is_heeded(vocabulary: Vocabulary) -> None:
    """Such a word makes another claim, or doubts; in few places the sense stays as it was (线上6件)."""
    words = insertions.known_words()
    assert len(words) == len(set(words)) == 60
    assert all(map(vocabulary.words.has, words))
    tried, touched, faults = insertions.run(vocabulary, KNOWN_SAMPLE, words)
    made = [fault for fault in faults if fault.what != "still certain"]
    assert tried == KNOWN_SAMPLE
    assert len(faults) - len(made) <= touched * 0.03
    assert len(made) <= touched * 0.01


def test_there_are_enough_sentences(vocabulary: Vocabulary) -> None:
    found = list(insertions.sentences(vocabulary))
    assert len(found) >= insertions.PASSAGES
    assert sum("(" in each.reading for each in found) >= 20


@pytest.mark.parametrize("path", [insertions.WORDS, insertions.CORPUS / "claims-own.jsonl"])
def test_its_material_is_there(path: Path) -> None:
    assert path.is_file()


def test_a_break_is_noticed(vocabulary: Vocabulary) -> None:
    """The law is one that can fail: a plain word in the place of an unknown one leaves all as it was."""
    sentence = next(insertions.sentences(vocabulary))
    slot = insertions.slots(sentence, vocabulary)[0]
    _, faults = insertions.broken(sentence, slot, "依法", vocabulary)
    assert [fault.what for fault in faults] == ["still certain"] * len(faults)
    assert read_passage(sentence.reading, sentence.section, "", vocabulary, sentence.speaker)
