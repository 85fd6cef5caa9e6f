"""Put unknown words into sentences that are read right: no claim may stay certain that one of them touches.

``python tools/insertions.py`` tries every slot of every sentence, ``--sample 20000`` some by a seed, and
``--known`` words that are known and not plain (上半年, 全县); what does not hold is printed by frame.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.config import Config  # noqa: E402
from gialint.model import Operator  # noqa: E402
from gialint.run.linter import linter  # noqa: E402
from gialint.understanding.claims.attribution import Speaker  # noqa: E402
from gialint.understanding.claims.read import read_passage  # noqa: E402
from gialint.understanding.claims.thread import Draft  # noqa: E402
from gialint.understanding.claims.tokens import tokens  # noqa: E402
from gialint.understanding.claims.vocabulary import Vocabulary  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
WORDS = CORPUS / "unknown-words.txt"
KNOWN = CORPUS / "known-words.txt"
"""Words that change whose, when, which or in what sense a figure is, and state none themselves."""
SEED, PAIRS, PASSAGES = 20261130, 200, 300
HAN = (0x4E00, 0x9FA5)
UNFIT = set("零一二三四五六七八九十百千万亿两余多几半未没无非不均全都各共总约近超每第其被")
"""Characters that are a number, a negation or the like by themselves."""

MARKS = ",;。:()!?"
_CLOSED = re.compile(r"《[^》]*》|“[^”]*”")


class Sentence(NamedTuple):
    """A passage whose claims are all right and certain."""

    id: str
    reading: str
    section: str
    speaker: Speaker
    drafts: tuple[Draft, ...]


class Break(NamedTuple):
    """A claim that an insertion should have touched, or that it made."""

    id: str
    slot: int
    word: str
    path: str
    what: str


def own(drafts: Sequence[Draft], year: int | None) -> list[Draft]:
    """Return what is claimed of the report's own year and body."""
    return [each for each in drafts if each.scope == "total" and each.year == year and not each.unread]


def sentences(vocabulary: Vocabulary) -> Iterator[Sentence]:
    """Yield the visible passages whose claims are all right and certain."""
    for name in ("claims-labelled.jsonl", "claims-own.jsonl"):
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            reading = passage["text"].translate(str.maketrans("，；：（）！？", ",;:()!?"))
            agency, year = passage.get("agency", "青禾镇人民政府"), passage["report_year"]
            speaker = Speaker(agency, year, False)
            section = passage["section"][:1]
            found = own(read_passage(reading, section, "", vocabulary, speaker), year)
            said = {(each.path, each.op, str(each.value)) for each in found}
            wanted = {
                (fact, label["op"], str(label["value"]))
                for label in passage["claims"]
                for fact in (label["fact"], *label.get("alt", ()))
            }
            sure = all(not each.doubts for each in found) and len(found) == len(passage["claims"])
            if found and sure and said <= wanted and not passage.get("ambiguous"):
                yield Sentence(passage["id"], reading, section, speaker, tuple(found))


def slots(sentence: Sentence, vocabulary: Vocabulary) -> list[int]:
    """Return every boundary between the tokens of a sentence, its ends among them."""
    names = vocabulary.own_names(sentence.speaker.agency)
    cut = tokens(sentence.reading, vocabulary, names, sentence.speaker.year)
    closed = [hit.span() for hit in _CLOSED.finditer(sentence.reading)]
    found = [token.start for token in cut] + [len(sentence.reading)]
    found += [token.start + len(token.number.text) for token in cut if token.number and token.unit]
    return sorted({at for at in found if not any(start < at < end for start, end in closed)})


def span(draft: Draft, sentence: Sentence) -> tuple[int, int]:
    """Return the item of its clause that a claim is of: up to the marks, or to its neighbours' words."""
    reading = sentence.reading
    start = max((reading.rfind(mark, 0, draft.start) for mark in MARKS), default=-1) + 1
    ends = [at for mark in MARKS if (at := reading.find(mark, draft.end)) >= 0]
    end = min(ends, default=len(reading))
    for other in sentence.drafts:
        if start < other.end <= draft.start:
            start = other.end + 1
        if draft.end <= other.start < end:
            end = other.start - 1
    return start, end


def broken(sentence: Sentence, slot: int, word: str, vocabulary: Vocabulary) -> tuple[int, list[Break]]:
    """Return how many claims an insertion touches, and what does not hold of it."""
    reading = sentence.reading[:slot] + word + sentence.reading[slot:]
    left = own(
        read_passage(reading, sentence.section, "", vocabulary, sentence.speaker), sentence.speaker.year
    )
    touched = [each for each in sentence.drafts if (ends := span(each, sentence))[0] <= slot <= ends[1]]
    before = Counter((each.path, each.op, each.value) for each in sentence.drafts)
    faults = [
        Break(sentence.id, slot, word, each.path, f"new: {each.value}")
        for each in left
        if (each.path, each.op, each.value) not in before and not _is_group(each, before)
    ]
    sure = Counter((each.path, each.op, each.value) for each in left if not each.doubts)
    untouched = Counter((each.path, each.op, each.value) for each in sentence.drafts if each not in touched)
    for each in touched:
        key = (each.path, each.op, each.value)
        if sure[key] > untouched[key]:
            faults.append(Break(sentence.id, slot, word, each.path, "still certain"))
    return len(touched), faults


def _is_group(draft: Draft, before: Mapping[tuple[str, Operator, Decimal], int]) -> bool:
    """Whether a claim in doubt is of the group to which a row of the same number belonged before."""
    rows = (path for path, op, value in before if (op, value) == (draft.op, draft.value))
    return bool(draft.doubts) and any(path.startswith(f"{draft.path}.") for path in rows)


def unknown_words(vocabulary: Vocabulary) -> list[str]:
    """Return the words of the file, and seeded pairs of characters of which the vocabulary knows none."""
    draw = random.Random(SEED)
    words = WORDS.read_text(encoding="utf-8").split()
    units = (*vocabulary.units, *vocabulary.other_units)
    while len(words) < 60 + PAIRS:
        pair = "".join(chr(draw.randint(*HAN)) for _ in range(2))
        known = vocabulary.words.has(pair) or any(
            vocabulary.words.has(sign) or sign in UNFIT for sign in pair
        )
        if not known and not any(unit.startswith(tuple(pair)) for unit in units):
            words.append(pair)
    return words


def known_words() -> list[str]:
    """Return the words of the file that change the meaning of the words next to them."""
    return KNOWN.read_text(encoding="utf-8").split()


def _drawn(name: str) -> bytes:
    """Return the rank of a passage in the draw, whatever others there are to draw from."""
    return blake2b(f"{SEED} {name}".encode()).digest()


def trials(
    vocabulary: Vocabulary, sample: int | None, words: Sequence[str]
) -> Iterator[tuple[Sentence, int, str]]:
    """Yield what to insert where: everything, or a seeded sample."""
    draw = random.Random(SEED)
    every = list(sentences(vocabulary))
    chosen = sorted(every, key=lambda each: _drawn(each.id))[:PASSAGES]
    places = [(sentence, slot) for sentence in chosen for slot in slots(sentence, vocabulary)]
    if sample is None:
        yield from ((sentence, slot, word) for sentence, slot in places for word in words)
    else:
        for _ in range(sample):
            sentence, slot = draw.choice(places)
            yield sentence, slot, draw.choice(words)


def run(vocabulary: Vocabulary, sample: int | None, words: Sequence[str]) -> tuple[int, int, list[Break]]:
    """Return how many insertions were tried, how many claims they touched, and what did not hold."""
    tried = touched = 0
    faults: list[Break] = []
    for sentence, slot, word in trials(vocabulary, sample, words):
        count, found = broken(sentence, slot, word, vocabulary)
        tried, touched = tried + 1, touched + count
        faults += found
    return tried, touched, faults


def main() -> int:
    """Print what does not hold; status 1 for a new claim or more than one touched claim in a hundred."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--known", action="store_true")
    given = parser.parse_args()
    vocabulary = linter(Config(), rules=False).knowledge.vocabulary
    words = known_words() if given.known else unknown_words(vocabulary)
    tried, touched, faults = run(vocabulary, given.sample, words)
    for (path, what), count in Counter((each.path, each.what) for each in faults).most_common():
        first = next(each for each in faults if (each.path, each.what) == (path, what))
        print(f"{count:6} {what:16} {path:32} e.g. {first.id} at {first.slot}: {first.word}")
    made = sum(each.what != "still certain" for each in faults)
    kept = len(faults) - made
    print(f"{tried} insertions, {touched} claims touched, {kept} still certain, {made} new")
    return int(made > 0 or kept * 100 > touched)


if __name__ == "__main__":
    sys.exit(main())
