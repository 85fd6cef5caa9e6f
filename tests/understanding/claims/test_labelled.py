"""Labelled prose: how much of what it claims is read, and what it does not claim (pytest -s: the table)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

from gialint.model import Claim, Report
from gialint.reading import Limits
from gialint.reading.text import read
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.wordlist import Beginning, Entry, Wordlist
from gialint.understanding.understand import Knowledge, understand
from tests.reportwriter.form import HEADINGS

CORPUS = Path(__file__).parents[2] / "corpus"
LABELLED = ("claims-labelled.jsonl", "claims-own.jsonl")
ORDINARY = ("claims-ordinary.jsonl", *(f"claims-ordinary-{part}.jsonl" for part in range(2, 19)))
"""Passages as offices write them, labelled before they were read (``docs/accuracy.md``)."""

LATEST = ("claims-ordinary-20.jsonl", "claims-ordinary-21.jsonl")
"""The same, for which little was mended after they were read once."""

NEWEST = tuple(f"claims-ordinary-{part}.jsonl" for part in range(22, 28))
"""The same, of which the last was read when nearly all was as it is."""

LEAST_MENDED = tuple(f"claims-ordinary-{part}.jsonl" for part in range(28, 40))
"""The same, for which little was mended after they were read once."""

UNUSUAL = ("claims-unusual-1.jsonl", "claims-unusual-2.jsonl")
"""By authors who avoid the sentences that most reports have."""

HARDER = ("claims-ordinary-19.jsonl",)
"""The same, a third of them made hard on purpose."""

PRECISION, RECALL, DERIVED, CERTAIN = 0.985, 0.97, 0.75, 0.95
EACH_PRECISION, EACH_RECALL = 0.93, 0.9
"""The same for each fact that is labelled often enough."""

AGENCY = "青禾镇人民政府"
SELVES = {
    "局": "云坪县统计局",
    "委": "云坪县卫生健康委员会",
    "街道": "松岗街道办事处",
    "乡": "平峰乡人民政府",
    "镇": AGENCY,
    "区": "松岗区人民政府",
    "县": "云坪县人民政府",
    "市": "云坪市人民政府",
    "办": "云坪县人民政府办公室",
    "厅": "临海省水利厅",
}
"""Whose report a passage is of that names none, by its words for itself (我局)."""

Passage = Mapping[str, Any]
Told = Callable[..., Report]


@dataclass(slots=True)
class Score:
    """How many claims were right, said though not made, and missed; those without a number apart."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    derived: int = 0
    underived: int = 0
    certain: int = 0

    @property
    def precision(self) -> float:
        found = self.right + self.derived
        return found / (found + self.wrong) if found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def derived_recall(self) -> float:
        wanted = self.derived + self.underived
        return self.derived / wanted if wanted else 1.0


@dataclass(slots=True)
class Scores:
    """The score of each fact, of all, and what went wrong."""

    facts: dict[str, Score] = field(default_factory=dict)
    whole: Score = field(default_factory=Score)
    faults: list[str] = field(default_factory=list)

    def add(self, fact: str, outcome: str) -> None:
        for score in (self.facts.setdefault(fact, Score()), self.whole):
            setattr(score, outcome, getattr(score, outcome) + 1)


def _passages(names: Iterable[str] = LABELLED) -> list[Passage]:
    return [
        json.loads(line)
        for name in names
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()
    ]


def _agency(passage: Passage) -> str:
    """Return the agency that a passage names, or one of the kind that its words for itself are of."""
    named: str | None = passage.get("agency")
    return named or next(
        (name for word, name in SELVES.items() if re.search("[我本]" + word, passage["text"])), AGENCY
    )


def _score(passages: Iterable[Passage], told: Told) -> Scores:
    """Score what is read of the clear passages; of a report's own claims only, those of its year."""
    scores = Scores()
    for passage in passages:
        if passage.get("ambiguous"):
            continue
        report = told(passage["text"], passage["section"][:1], _agency(passage), passage["report_year"])
        found = [claim for claim in report.claims if claim.scope == "total" and claim.year == report.year]
        _compare(passage, found, scores)
    return scores


def _compare(passage: Passage, found: Iterable[Claim], scores: Scores) -> None:
    wanted = [label for label in passage["claims"] if not label.get("ambiguous")]
    faults = []
    for claim in found:
        label = next((label for label in wanted if _is(claim, label)), None)
        if label is not None:
            wanted.remove(label)
            scores.add(label["fact"], "derived" if label.get("derived") else "right")
            if claim.certain:
                scores.add(label["fact"], "certain")
        elif not any(_is(claim, label) for label in passage["claims"]):
            scores.add(claim.path, "wrong")
            faults.append(f"said {claim.path} {claim.op} {claim.value}")
    for label in wanted:
        scores.add(label["fact"], "underived" if label.get("derived") else "missed")
        faults.append(f"missed {label['fact']} {label['op']} {label['value']}")
    if faults:
        scores.faults.append(f"{passage['id']} {passage['text']}\n    " + "\n    ".join(faults))


def _is(claim: Claim, label: Mapping[str, Any]) -> bool:
    names = (label["fact"], *label.get("alt", ()))
    return claim.path in names and claim.value == Decimal(str(label["value"])) and claim.op == label["op"]


def _table(scores: Scores) -> str:
    rows: list[tuple[str, ...]] = [
        ("fact", "labelled", "found", "derived", "wrong", "missed", "precision", "recall")
    ]
    for fact, score in [*sorted(scores.facts.items()), ("all", scores.whole)]:
        labelled = score.right + score.missed + score.derived + score.underived
        counts = (labelled, score.right, score.derived, score.wrong, score.missed + score.underived)
        rows.append((fact, *map(str, counts), f"{score.precision:.3f}", f"{score.recall:.3f}"))
    return "\n".join(f"{row[0]:36}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows)


@pytest.fixture(scope="module")
def scores(told: Told) -> Scores:
    """The scores of the labelled prose and of our own."""
    return _score(_passages(), told)


def _teller(known: Knowledge) -> Told:
    """Return what understands prose as the report of an agency for a year, by other knowledge."""

    def told(prose: str, section: str, agency: str, year: int) -> Report:
        text = f"{agency}{year}年政府信息公开工作年度报告\n{HEADINGS[section]}\n{prose}\n"
        return understand(read(text.encode(), "report.txt", Limits()), known)

    return told


def _fails(score: Score, recall: float = RECALL, derived: float = DERIVED) -> list[str]:
    """Return which of the thresholds a score misses."""
    held = (
        ("precision", score.precision, PRECISION),
        ("recall", score.recall, recall),
        ("derived", score.derived_recall, derived),
        ("certain", score.certain / max(score.right + score.derived, 1), CERTAIN),
    )
    return [name for name, value, least in held if value < least]


def test_the_labelled_prose_is_read(scores: Scores) -> None:
    print("\n" + _table(scores))
    assert not _fails(scores.whole), "\n".join(scores.faults)


def test_ordinary_prose_is_read(told: Told) -> None:
    scores = _score(_passages(ORDINARY), told)
    assert not _fails(scores.whole, recall=0.96, derived=0.62), "\n".join(scores.faults)


def test_the_latest_prose_is_read(told: Told) -> None:
    scores = _score(_passages(LATEST), told)
    assert not _fails(scores.whole, recall=0.94, derived=0.59), "\n".join(scores.faults)


def test_the_newest_prose_is_read(told: Told) -> None:
    scores = _score(_passages(NEWEST), told)
    assert not _fails(scores.whole, recall=0.94, derived=0.58), "\n".join(scores.faults)


def test_prose_that_little_was_mended_for_is_read(told: Told) -> None:
    whole = _score(_passages(LEAST_MENDED), told).whole
    assert whole.precision >= 0.985
    assert whole.recall >= 0.92


def test_unusual_prose_is_left_unread_rather_than_misread(told: Told) -> None:
    whole = _score(_passages(UNUSUAL), told).whole
    assert whole.precision >= 0.985
    assert whole.recall >= 0.6


def test_harder_prose_is_read(told: Told) -> None:
    scores = _score(_passages(HARDER), told)
    assert not {"precision"} & {*_fails(scores.whole)}, "\n".join(scores.faults)
    assert scores.whole.recall >= 0.88


def test_no_fact_is_read_badly(scores: Scores) -> None:
    often = {fact: score for fact, score in scores.facts.items() if score.right + score.missed >= 30}
    assert len(often) > 12
    badly = {
        fact: (score.precision, score.recall)
        for fact, score in often.items()
        if score.precision < EACH_PRECISION or score.recall < EACH_RECALL
    }
    assert not badly, "\n".join(scores.faults)


def test_the_corpus_is_broad() -> None:
    passages = _passages(["claims-own.jsonl"])
    traps = [passage for passage in passages if passage["kind"] == "trap"]
    assert len(passages) >= 200
    assert len(traps) * 3 >= len(passages)
    assert len({passage["report_year"] for passage in passages}) >= 5
    assert len({(passage["text"], passage.get("agency")) for passage in passages}) == len(passages)


@pytest.mark.parametrize(
    ("without", "fails"),
    [
        ("OBJECT", ["recall", "derived"]),
        ("ALL", ["derived"]),
        ("LINK", ["recall"]),
    ],
)
def test_a_poorer_vocabulary_is_noticed(known: Knowledge, without: str, fails: list[str]) -> None:
    poorer = known._replace(vocabulary=_without(known.vocabulary, without))
    score = _score(_passages(), _teller(poorer)).whole
    assert set(fails) <= set(_fails(score))


class Poorer(NamedTuple):
    """Words as of ``words``, without those that are of a kind."""

    words: Wordlist
    kind: str

    def at(self, start: str) -> Beginning:
        known = self.words.at(start)
        left = {text: own for text, own in known.words.items() if self.kind not in self.entry(own)[0]}
        return known._replace(words=left)

    def entry(self, numbers: tuple[int, ...]) -> Entry:
        return self.words.entry(numbers)


def _without(vocabulary: Vocabulary, kind: str) -> Vocabulary:
    return vocabulary._replace(words=cast("Wordlist", Poorer(vocabulary.words, kind)))
