"""Labelled prose: how much of what it claims is read, and what it does not claim (pytest -s: the table)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gialint.reading import Limits
from gialint.reading.text import read
from gialint.report import Claim, Report
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.phrases import phrases
from gialint.understanding.understand import Knowledge, understand
from tests.conftest import SECTIONS

CORPUS = Path(__file__).parent.parent / "corpus"
LABELLED = ("claims-labelled.jsonl", "claims-own.jsonl")

PRECISION, RECALL, DERIVED = 0.98, 0.95, 0.85
AGENCY = "青禾镇人民政府"

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


def _score(passages: Iterable[Passage], told: Told) -> Scores:
    """Score what is read of the clear passages; of a report's own claims only, those of its year."""
    scores = Scores()
    for passage in passages:
        if passage.get("ambiguous"):
            continue
        report = told(
            passage["text"], passage["section"][:1], passage.get("agency", AGENCY), passage["report_year"]
        )
        found = [claim for claim in report.claims if claim.scope == "total" and claim.year == report.year]
        _compare(passage, found, scores)
    return scores


def _compare(passage: Passage, found: Iterable[Claim], scores: Scores) -> None:
    wanted = list(passage["claims"])
    faults = []
    for claim in found:
        label = next((label for label in wanted if _is(claim, label)), None)
        if label is not None:
            wanted.remove(label)
            scores.add(label["fact"], "derived" if label.get("derived") else "right")
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
        text = f"{agency}{year}年政府信息公开工作年度报告\n{SECTIONS[section]}\n{prose}\n"
        return understand(read(text.encode(), "report.txt", Limits()), known)

    return told


def _fails(score: Score) -> list[str]:
    """Return which of the thresholds a score misses."""
    held = (
        ("precision", score.precision, PRECISION),
        ("recall", score.recall, RECALL),
        ("derived", score.derived_recall, DERIVED),
    )
    return [name for name, value, least in held if value < least]


def test_the_labelled_prose_is_read(scores: Scores) -> None:
    print("\n" + _table(scores))
    assert not _fails(scores.whole), "\n".join(scores.faults)


def test_no_fact_is_read_badly(scores: Scores) -> None:
    often = {fact: score for fact, score in scores.facts.items() if score.right + score.missed >= 8}
    assert len(often) > 15
    assert not {fact: _fails(score) for fact, score in often.items() if _fails(score)}, "\n".join(
        scores.faults
    )


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
        (("object",), ["recall", "derived"]),
        (("all", "each", "done"), ["derived"]),
        (
            ("other", "whole", "elsewhere", "comparison", "split", "channel", "condition", "plan"),
            ["precision"],
        ),
    ],
)
def test_a_poorer_lexicon_is_noticed(known: Knowledge, without: tuple[str, ...], fails: list[str]) -> None:
    poorer = known._replace(lexicon=_without(known.lexicon, without))
    score = _score(_passages(), _teller(poorer)).whole
    assert set(fails) <= set(_fails(score))


def _without(lexicon: Lexicon, kinds: tuple[str, ...]) -> Lexicon:
    kept = {word: entry for word, entry in lexicon.words.meant.items() if entry.kind not in kinds}
    return lexicon._replace(words=phrases(kept))
