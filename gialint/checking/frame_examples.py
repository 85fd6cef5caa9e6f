"""Examples inside frames: sentences, and what a frame makes of them; its documentation and its test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint.checking.rulefiles.examples import Outcome
from gialint.model import Words
from gialint.understanding.claims.attribution import Speaker
from gialint.understanding.claims.patterns import Frame
from gialint.understanding.claims.read import read_passage
from gialint.understanding.claims.thread import Draft
from gialint.understanding.claims.vocabulary import Vocabulary

KINDS = ("states", "doubtful", "not", "unread")
"""What an example shows: claims, claims in doubt, words that claim nothing, and words left unread."""

SPEAKER = Speaker("青禾镇人民政府", 2024, whole=False)
"""Whose report an example is of, and of what year."""

FOLDED = str.maketrans("，；：（）！？", ",;:()!?")


def frame_outcomes(vocabulary: Vocabulary) -> list[Outcome]:
    """Return how every example of every frame turns out."""
    return [
        Outcome(frame.name, index, kind, _detail(kind, example[kind], vocabulary))
        for frame in frames(vocabulary)
        for index, example in enumerate(frame.examples)
        for kind in KINDS
        if kind in example
    ]


def frames(vocabulary: Vocabulary) -> Sequence[Frame]:
    """Return the frames of a vocabulary, each once."""
    return list({frame.name: frame for _, frame, _, _ in vocabulary.frames.all}.values())


def _detail(kind: str, example: Any, vocabulary: Vocabulary) -> Words | None:
    text = example["text"] if isinstance(example, Mapping) else str(example)
    topic = example.get("topic", "") if isinstance(example, Mapping) else ""
    found = read_passage(text.translate(FOLDED), "一", topic, vocabulary, SPEAKER)
    read = [each for each in found if not each.unread]
    if kind == "unread":
        return None if found and not read else _instead("应当未读", "should be left unread", found)
    claims = {path: Decimal(str(value)) for path, value in _claims(example).items()}
    said = {each.path: each.value for each in read if each.scope == "total"}
    if said != claims:
        return _instead(f"应读出 {_listed(claims.items())}", f"should state {_listed(claims.items())}", read)
    if any(bool(each.doubts) != (kind == "doubtful") for each in read):
        return _instead("把握不对", "the doubt is not as it should be", read)
    return None


def _claims(example: Any) -> Mapping[str, Any]:
    return example.get("claims", {}) if isinstance(example, Mapping) else {}


def _instead(zh: str, en: str, found: Iterable[Draft]) -> Words:
    told = _listed((each.path, each.value) for each in found)
    return Words(f"{zh}，读出的是 {told}", f"{en}, but says {told}")


def _listed(said: Iterable[tuple[str, Decimal]]) -> str:
    return "、".join(f"{path} = {value}" for path, value in said) or "（无）"


def unshown(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the names of frames that state something and have no example."""
    for frame in frames(vocabulary):
        if frame.states and not any(
            "states" in example or "doubtful" in example for example in frame.examples
        ):
            yield frame.name
