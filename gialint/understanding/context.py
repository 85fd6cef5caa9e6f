"""Context: what a passage has spoken of so far, and the kinds of words that matter for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from gialint.understanding.entries import OTHER, Entry
from gialint.understanding.lexicon import Counted, Lexicon, Together
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment

OBJECTS = ("object", "weak")
"""Kinds of words that name what is counted."""

NAMING = ("object", "weak", "other")
"""Kinds of words that name anything that may be counted."""

GOVERNING = frozenset(("object", "weak", "other", "split", "channel", "cue", "listed"))
"""Kinds of words that say what a number counts."""

ASIDE = ("other", "split", "channel")
"""Kinds of words with which a number counts something else, or only a part."""

NEGATIONS = ("negation", "lacking")

THROUGH = frozenset(
    ("happening", "total", "each", "all", "done", "rest", "except", "apart", "part", "own", "reaching",
     "this_year", "year", "passing")
)  # fmt: skip
"""Kinds of words that may stand between a number and the word that governs it."""


class Meaning(NamedTuple):
    """A fact that words state, where the words begin and end, the object, and what else they may mean."""

    fact: str
    start: int
    end: int
    object: str
    alternatives: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """What later words refer to: the object spoken of, and what was said of it."""

    object: str = ""
    said: dict[str, Decimal] = field(default_factory=dict)
    """What the passage has stated of the report's own year."""
    excepted: Decimal = Decimal(0)
    """What was taken out of it without being told what it is (除3件外)."""

    documents: frozenset[int] = frozenset()
    """Where the numbers of the stretch stand that count documents by how open they are."""
    start: int = 0
    """Where the sentence begins."""
    counted: list[str] = field(default_factory=list)
    """The objects counted in the sentence."""
    last: str = ""
    """The fact stated last in the sentence, and the unit it was stated in."""
    unit: str = ""
    pending: tuple[Meaning, ...] = ()
    """Facts whose verb has been said and whose number is still to come."""
    verbs: Sequence[Word] = ()
    """The verbs of the number bound last in the sentence."""
    waiting: Number | None = None
    """A number at the head of a clause that did not say what it counts."""
    told: int = 0
    """How many facts were stated."""
    parted: bool = False
    """Whether the sentence has come to the parts of a whole (其中)."""

    by_way: bool = False
    """Whether those parts are told by the ways they came (其中网上申请5件，书面申请2件)."""

    one_way: bool = False
    """Whether the sentence speaks of what came one way only (受理线上申请5件，办结4件)."""

    listing: bool = False
    """Whether a part was told by something unknown, so that the others are of that (土地类5件，其他2件)."""

    carried: Decimal | None = None
    """What was carried over from before, where the sentence began with that."""

    excepting: bool = False
    """Whether the sentence has taken some out of what it goes on to speak of (除1件外)."""
    strays: Decimal = Decimal(0)
    """The sum of the numbers of the sentence that did not say what they count."""
    astray: bool = False
    """Whether the number said last was such a one, so that what follows may speak of it alone."""
    stray: Decimal = Decimal(0)
    """That number."""
    foreign: bool = False
    """Whether the number said last in the sentence counted something else."""
    unbound: bool = False
    """Whether the number said last outside of brackets stated nothing, so that its remarks do not either."""
    aside: bool = False
    """Whether the passage has spoken of something else."""
    untold: bool = False
    """Whether nothing before the sentence told what it speaks of."""
    unknown: str = ""
    """The unit of the number said last in the stretch, if that counted something unknown."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where the words of the facts stated in the sentence stand."""
    named: tuple[str, ...] = ()
    """The objects that the clause before named in a row without a number (复议、诉讼方面，均为0件)."""

    def open_sentence(self, start: int, *, opens: bool) -> None:
        """Forget what only holds within one sentence; a list goes on after a semicolon."""
        self.start, self.pending, self.verbs, self.waiting, self.parted = start, (), (), None, False
        self.carried, self.listing = None, False
        self.excepting = self.foreign = self.astray = self.by_way = self.one_way = False
        self.strays = Decimal(0)
        if opens:
            self.last, self.unit, self.unknown = "", "", ""
            self.spans.clear()
        self.counted.clear()
        self.named = ()
        self.excepted = Decimal(0)

    def turn_to(self, words: Sequence[Word]) -> None:
        """Take what a clause names last as what is spoken of."""
        named = next((word for word in reversed(words) if word.entry.kind in NAMING), None)
        if named is not None:
            self.object = named.entry.object
            self.aside = self.aside or not self.object

    def has_said(self, facts: Sequence[str]) -> bool:
        """Whether any of some facts was stated."""
        return any(fact in self.said for fact in facts)

    def note(
        self, meaning: Meaning, fact: str, unit: str, own: Decimal | None, both: Together | None
    ) -> None:
        """Remember a fact that was stated, with its value if it is the report's own.

        Of ``both`` that it may be a part of (受理27件，其中新收26件), what was said first is the whole.
        """
        self.last, self.unit = fact, unit
        self.spans.append((meaning.start, meaning.end))
        self.told += 1
        if meaning.object not in self.counted:
            self.counted.append(meaning.object)
        if own is None:
            return
        if both and self.parted and own < self.said.get(fact, own):
            self.said.setdefault(both.fact, self.said[fact] + self.said.get(both.with_, Decimal(0)))
        if both or not self.parted or own >= self.said.get(fact, own):
            self.said[fact] = own


def refer_back(segment: Segment, context: Context) -> Segment:
    """Return a segment whose words that refer back (案件, 文件) are what they refer to.

    Right behind a noun, and its result, they are no more than its end (行政诉讼案件, 行政诉讼败诉案件).
    """
    if "again" not in segment.kinds:
        return segment
    spoken_of = context.object
    words: list[Word] = []
    for word in segment.words:
        if word.entry.kind == "again":
            if _ends_noun(word, words):
                continue
            known = spoken_of in word.entry.objects
            word = word._replace(entry=Entry("weak", spoken_of) if known else OTHER)
        elif word.entry.kind in OBJECTS:
            spoken_of = word.entry.object
        words.append(word)
    return segment._replace(words=words, kinds=frozenset(word.entry.kind for word in words))


def _ends_noun(word: Word, before: Sequence[Word]) -> bool:
    """Whether a word that refers back touches a noun, or a verb that touches one."""
    for each in reversed(before[-2:]):
        if each.end != word.start or each.entry.kind not in (*NAMING, "cue"):
            return False
        if each.entry.kind in NAMING:
            return True
        word = each
    return False


def is_among_others(word: Word, number: Number, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun without a topic stands in a list of other things (公开指南1条；依申请公开2条)."""
    bare = context.untold and bool(number.value) and context.unknown == number.unit
    return bare and word.text in lexicon.objects[word.entry.object].attributes


def is_attribute(word: Word, context: Context, lexicon: Lexicon) -> bool:
    """Whether a noun tells what kind the parts of something else are (文件14件，其中依申请公开2件)."""
    return context.parted and context.foreign and word.text in lexicon.objects[word.entry.object].attributes


def topic_object(topic: str, section: str, objects: Sequence[Counted]) -> str:
    """Return the object that a sub-heading or section is about, or none."""
    for counted in objects:
        if any(word in topic for word in counted.topics):
            return counted.name
    return next((counted.name for counted in objects if section in counted.sections), "")
