"""The frames of the pack: each shows what it states, and what it does not."""

from __future__ import annotations

import pytest

from gialint.checking.rulefiles.examples import FRAME_KINDS, frame_outcomes, frames
from gialint.understanding.claims.vocabulary import vocabulary
from gialint.understanding.understand import Knowledge


def test_every_example_turns_out_as_it_says(known: Knowledge) -> None:
    outcomes = frame_outcomes(known.vocabulary)
    assert len(outcomes) >= 60
    assert {outcome.kind for outcome in outcomes} == set(FRAME_KINDS)
    assert [(each.code, each.index, each.detail) for each in outcomes if not each.passed] == []


def test_every_frame_has_an_example(known: Knowledge) -> None:
    assert [frame.name for frame in frames(known.vocabulary) if not frame.examples] == []
    for frame in frames(known.vocabulary):
        shown = any("states" in example or "doubtful" in example for example in frame.examples)
        assert shown or not frame.states, frame.name


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"states": {"text": "收到请求3件。", "claims": {"a.b": 4}}}, "a.b = 3"),
        ({"not": "收到请求3件。"}, "a.b = 3"),
        ({"unread": "收到请求3件。"}, "a.b = 3"),
        ({"doubtful": {"text": "收到请求3件。", "claims": {"a.b": 3}}}, "a.b = 3"),
    ],
)
def test_a_wrong_example_is_told(example: dict[str, object], said: str) -> None:
    words = [
        {"kind": "OBJECT", "name": "a", "words": ["请求"]},
        {"kind": "STATE", "name": "got", "facts": {"a": "a.b"}, "words": ["收到"]},
    ]
    frame = {
        "frame": "got",
        "pattern": "STATE OBJECT QTY",
        "states": {"fact": "STATE", "value": "QTY"},
        "examples": [example],
    }
    source = {"claims": "x", "objects": [{"object": "a", "fact": "a.b"}], "units": ["件"], "words": words}
    (outcome,) = frame_outcomes(vocabulary([{**source, "frames": [frame]}]))
    assert outcome.detail is not None
    assert said in outcome.detail.zh


def test_a_word_may_be_of_an_object_that_only_other_forms_have() -> None:
    words = [{"kind": "STATE", "name": "got", "facts": {"theirs": "c.d"}, "words": ["收到"]}]
    frame = {
        "frame": "got",
        "pattern": "STATE QTY",
        "states": {"fact": "STATE", "value": "QTY"},
        "examples": [{"not": "收到3件。"}],
    }
    source = {"claims": "x", "objects": [{"object": "a", "fact": "a.b"}], "units": ["件"], "words": words}
    (outcome,) = frame_outcomes(vocabulary([{**source, "frames": [frame]}]))
    assert outcome.passed
