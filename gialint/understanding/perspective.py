"""Perspective: of whom, of what year and in which sense a sentence speaks, word by word.

全县共收到91件 is not the township's own; 去年收到5件 is last year's; 比上年的8件减少 compares;
2021年至2023年累计 spans years; 计划制定2件 is a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gialint.report import Scope
from gialint.understanding.causes import raised_otherwise
from gialint.understanding.context import NEGATIONS, OBJECTS
from gialint.understanding.joined import links
from gialint.understanding.lexicon import LONGEST_AGENCY, Counted, Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment, Sentence

HEARD = frozenset(
    (
        "whole",
        "elsewhere",
        "aiding",
        "deputing",
        "office",
        "own",
        "secretariat",
        "plan",
        "comparison",
        "reaching",
        "year",
        "last_year",
        "this_year",
        "span",
    )
)
"""Kinds of words that tell of whom, when or in which sense."""

_COLON, _CLOSED = ":", ")"

HEAD = 6
"""Within how many characters of its beginning a stretch names the year it is about."""


class Speaker(NamedTuple):
    """Who reports, for what year, and whether it speaks for a whole area."""

    agency: str
    year: int | None
    whole: bool


@dataclass(slots=True, eq=False, repr=False)
class Perspective:
    """Follows a passage word by word; ``year`` is the year last named, none for the report's own."""

    speaker: Speaker
    lexicon: Lexicon
    reading: str
    year: int | None = None
    area_told: bool = False
    """Whether a body that speaks for an area has spoken of all of it, here or in an earlier passage."""
    _body: Scope = "total"
    _whole_told: bool = False
    """Whether a body that speaks for an area spoke of all of it, so that its own office is a part."""
    _aided: Sequence[Number] | None = None
    """What was counted of help given to others, if that is what is told of."""
    _spanning: bool = False
    _planned: bool = False
    _assured: bool = False
    """Whether the plan is only what something done is meant to assure (规范流程，确保按期答复，收到5件)."""
    _conditional: bool = False
    _comparing: bool = False
    _opening: tuple[int | None, Scope] = (None, "total")
    """What was said at the opening of a stretch, which holds after a semicolon too."""
    _outside: tuple[int | None, bool, Scope] | None = None
    """What held before a remark in brackets."""

    @property
    def scope(self) -> Scope:
        """The sense of a figure said here."""
        if self._planned or self._conditional:
            return "target"
        return "comparison" if self._comparing or self._spanning else self._body

    def open_sentence(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        if sentence.opens:
            self._opening = (None, "total")
            self._planned = False
        self.year, self._body = self._opening
        self._spanning, self._outside, self._whole_told, self._aided = False, None, False, None

    def open_segment(self, segment: Segment) -> None:
        """Begin a segment: conditions and comparisons end, and a remark in brackets is left again."""
        goes_on = segment.listed or segment.bracketed or self.reading.startswith(_CLOSED, segment.start - 1)
        if self._aided is not None and not (goes_on or "part" in segment.kinds):
            self._come_back(segment)
        if self._assured and _is_past(segment, self.lexicon):
            self._planned = self._assured = False
        self._conditional = "condition" in segment.kinds or (self._conditional and segment.listed)
        self._comparing = self._comparing and segment.listed
        if segment.bracketed and self._outside is None:
            self._outside = (self.year, self._spanning, self._body)
        elif not segment.bracketed and self._outside is not None:
            (self.year, self._spanning, self._body), self._outside = self._outside, None

    def _come_back(self, segment: Segment) -> None:
        """Speak of the agency itself again, once help that was given is told (指导各镇办理申请，收到5件)."""
        if self.reading.startswith(_COLON, segment.start - 1):
            self._aided = self._aided or segment.numbers
        if not self._aided or _tells_anew(segment, self.reading, self.lexicon):
            self._body, self._aided = self._opening[1], None

    def hear(self, word: Word, sentence: Sentence, segment: Segment) -> None:
        """Take in one word; what is said behind a number is said of that number alone (2件为上级转办)."""
        kind = word.entry.kind
        if kind in ("office", "secretariat") and self._is_subject(word, segment):
            self._hear_body("elsewhere", segment, word)
        elif kind == "deputing":
            if not self._names_itself(word.text):
                self._hear_body("elsewhere", segment, word)
        elif kind in ("whole", "elsewhere", "aiding", "own", "office"):
            if not segment.numbers or word.start < segment.numbers[0].start:
                self._hear_body(kind, segment, word)
        elif kind == "plan":
            assures = word.text in self.lexicon.edges["assuring"]
            self._assured = assures and (self._assured or not self._planned)
            self._planned = True
        elif kind == "comparison":
            self._comparing = True
        elif kind == "reaching":
            self._comparing, self.year = False, None
        elif kind in ("year", "last_year", "this_year", "span") and not self._comparing:
            self._hear_time(word, sentence)

    def whose(
        self, fact: str, start: int, sentence: Sentence, *, denial: bool = False, handled: bool = False
    ) -> Scope:
        """Return the scope of a figure of a fact whose words begin at ``start``.

        A verb of handling (``handled``: 办理行政复议案件13件) may tell of what is decided for others, where
        disclosure is not named. What is denied of years up to now is denied of the last too (成立以来未收到).

        Reviews and suits count if they are about disclosure, and a justice office does not count
        what it decides for others.
        """
        scope = self.scope
        if denial and self._spanning and self.year is None and scope == "comparison" and not self._comparing:
            scope = self._body
        counted = self.lexicon.judged.get(fact.partition(".")[0])
        if scope != "total" or counted is None:
            return scope
        for_others = counted.not_own is not None and counted.not_own.search(
            self.speaker.agency[:LONGEST_AGENCY]
        )
        if for_others or handled:
            stretch = self.reading.rfind("。", 0, sentence.start) + 1
            said = self.reading[stretch : sentence.end]
            own = any(word in said for word in (*counted.own_if, *counted.undergone))
            return scope if own else "other_body"
        otherwise = self._caused_otherwise(sentence, start, counted) or raised_otherwise(
            self.reading[start : sentence.end], counted, self.lexicon
        )
        return "other_body" if otherwise else scope

    def _caused_otherwise(self, sentence: Sentence, start: int, counted: Counted) -> bool:
        """Whether a cause is given that has nothing to do with disclosure (因房屋征收引发).

        A word of cause that stands right before such a thing gives none (涉及行政复议6件).
        """
        said = self.reading[sentence.start : start]
        at, cause = max(((said.rfind(cause), cause) for cause in counted.causes), default=(-1, ""))
        if at < 0 or any(word in said[at:] for word in counted.caused_by):
            return False
        if _CLOSED in said[at:]:
            return False
        behind = sentence.start + at + len(cause)
        return behind < start and not any(
            word.start == behind
            and word.entry.kind in OBJECTS
            and self.lexicon.objects[word.entry.object].causes
            for segment in sentence.segments
            for word in segment.words
        )

    def _is_subject(self, office: Word, segment: Segment) -> bool:
        """Whether the office of a government that is not the agency did something (县政府办受理67件)."""
        if self._governments():
            return False
        behind = [word for word in segment.words if word.start >= office.end]
        verb = next((word for word in behind if word.entry.kind == "cue"), None)
        return verb is not None and links(office, behind, verb.start, self.reading, self.lexicon)

    def _governments(self) -> list[str]:
        """Return the governments in the name of the agency, which is one or the office of one."""
        return [name for name in self.lexicon.edges["governments"] if name in self.speaker.agency]

    def _names_itself(self, said: str) -> bool:
        """Whether a government is named of the kind that the agency is (the same first character)."""
        named = {name[0] for name in self.lexicon.edges["governments"] if name in said}
        return not named.isdisjoint(name[0] for name in self._governments())

    def _hear_body(self, kind: str, segment: Segment, word: Word) -> None:
        """Take in whose figures follow; an agency looked into does not speak (抽查我局)."""
        if kind == "own":
            if any(other.end == word.start and other.entry.kind == "aiding" for other in segment.words):
                return
            self._body = "part" if self._whole_told else "total"
        elif kind == "elsewhere":
            self._body = "other_body"
        elif kind == "office":
            self._body = "part" if self.area_told else self._body
        elif kind == "aiding":
            self._body, self._aided = "other_body", segment.numbers
        elif self.speaker.whole:
            self._body = "part" if self._body == "part" else "total"
            self._whole_told = self.area_told = True
        else:
            self._body = "other_body"
            if self._aided is None:  # 指导各镇办理申请，收到5件 comes back to the agency itself
                self._opening = (self._opening[0], "other_body")

    def _hear_time(self, word: Word, sentence: Sentence) -> None:
        kind = word.entry.kind
        if kind == "span":
            self._spanning = self.year is None or self.year != self.speaker.year
            return
        if kind == "year":
            if not self._is_when(word, sentence):
                return
            self.year = int(word.text[:4])
        elif kind == "this_year":
            self.year = None
        elif self.speaker.year is not None:
            self.year = self.speaker.year - 1
        self._spanning = kind == "last_year" and self.speaker.year is None
        if word.start - sentence.start <= HEAD and sentence.opens:
            self._opening = (self.year, self._opening[1])

    def _is_when(self, word: Word, sentence: Sentence) -> bool:
        """Whether a year tells when, and not which rules (2019年修订的…) or until when (截至2025年1月)."""
        dated = next(
            (each for each in self.lexicon.edges["dated"] if self.reading.startswith(each, word.end)), ""
        )
        if dated and not self.reading[word.end + len(dated) :][:1].isdigit():
            return False
        titled = self.reading.rfind("《", sentence.start, word.start)
        if titled > self.reading.rfind("》", sentence.start, word.start):
            return False
        own = self.speaker.year
        later = own is not None and int(word.text[:4]) > own
        return not (later and self.reading.endswith(self.lexicon.edges["until"], 0, word.start))


def _tells_anew(segment: Segment, reading: str, lexicon: Lexicon) -> bool:
    """Whether a clause names a thing and that it came, or that none did all year (全年未发生行政复议)."""
    if not segment.kinds.isdisjoint(NEGATIONS) and reading.startswith(lexicon.edges["anew"], segment.start):
        return True
    named = {word.entry.object for word in segment.words if word.entry.kind in OBJECTS}
    came = {fact for word in segment.words if word.entry.kind == "cue" for fact in word.entry.facts.values()}
    return any(lexicon.objects[name].fact in came for name in named)


def _is_past(segment: Segment, lexicon: Lexicon) -> bool:
    """Whether a segment tells what came or did not, which nobody plans (收到5件, 未发生行政复议)."""
    cues = [word.entry.facts for word in segment.words if word.entry.kind == "cue"]
    came = any(
        facts.get(name) == counted.fact
        for name, counted in lexicon.objects.items()
        if counted.fact
        for facts in cues
    )
    return "negation" in segment.kinds or (came and bool(segment.numbers))
