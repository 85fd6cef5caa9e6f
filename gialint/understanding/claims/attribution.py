"""Attribution: of whom and of when a clause speaks, and whether it tells, plans or compares."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Body, Scope
from gialint.records import NamedTuple
from gialint.understanding.claims.frames import Covered
from gialint.understanding.claims.patterns import Frame, Match
from gialint.understanding.claims.words import Token

FOREIGN = frozenset(("other", "aiding"))
"""Bodies that an own word in the same clause does not cancel (协助市局办理)."""

LEAD = 4
"""How many characters that nothing accounts for make a clause one of its own, and no lead-in."""

EARLIER = ("last", "other")
"""Periods that are not the report's, where a figure may come over to it (加上2022年结转3件)."""

WITHIN = "里内"
"""What may stand behind a body in which something is done (局里)."""

LEVELS = "省市县区旗州盟"
CARRIED = frozenset(("STATE.carried_in", "STATE.carried_out"))
"""What came over from last year is told with that year, of which nothing else in the sentence is."""


NOUNS = frozenset(("UNKNOWN", "TEXT", "OTHER"))
"""What makes a noun of a word of intention behind it, with which a clause ends."""


class Speaker(NamedTuple):
    """Who reports, for what year, whether for a whole area, and whether it has spoken of that."""

    agency: str
    year: int | None
    whole: bool
    area: bool = False


class Voice(NamedTuple):
    """Whose words a clause repeats: ``body`` and ``period`` by kind, the ``year`` where one is named.

    ``area`` tells that the passage has spoken of the whole area, ``apart`` that before it has of its office,
    ``named`` that the body is told, ``planned`` that something is only intended; ``doubts`` are words for
    the agency itself that are not its own (我局 in a town's report).
    """

    body: str = "own"
    period: str = "own"
    year: int | None = None
    area: bool = False
    apart: bool = False
    named: bool = False
    planned: bool = False
    doubts: tuple[Token, ...] = ()

    def scope(self, speaker: Speaker) -> Scope:
        """Return the sense of a figure that is told in this voice."""
        if self.planned:
            return "target"
        if self.body in ("other", "aiding", "secretariat") or (self.body == "whole" and not speaker.whole):
            return "other_body"
        if self.body == "office" and (self.area or not speaker.whole):
            return "other_body"
        if self.period in ("span", "era") or (self.period in EARLIER and speaker.year is None):
            return "comparison"
        return "part" if self.period == "part" else "total"

    def government(self, speaker: Speaker) -> Body:
        """Return whether a government tells of its office or of all its area, or does not say."""
        if not speaker.whole:
            return ""
        if self.body == "whole":
            return "area"
        itself = self.body in ("office", "secretariat") or (self.named and self.body == "own")
        return "office" if itself else ""


class _Heard(NamedTuple):
    """The voice at a place, at the opening of its sentence and before a bracket, and the clause's body."""

    voice: Voice
    opening: Voice
    outside: Voice | None = None
    aloud: str = ""


class _Aside(NamedTuple):
    """The voice of a clause of last year, and what it ends in, if that may have parts."""

    voice: Voice
    last: Token | None


def attributed(covers: Sequence[Covered], speaker: Speaker) -> list[list[Voice]]:
    """Return the voice of each frame, clause by clause."""
    silent = heading = Voice(area=speaker.area)
    heard = _Heard(silent, silent)
    found: list[list[Voice]] = []
    before: Token | None = None
    aside: _Aside | None = None
    for cover in covers:
        if cover.clause.opens and "LISTED" in cover.clause.tokens[0].labels:
            heading = silent
        heard = _opened(heard, cover, heading)
        outset = heard.voice
        if aside is not None:
            heard, aside = heard._replace(voice=_behind(aside, heard.voice, cover)), None
        if before is not None and "COMPARE" in before.labels and cover.clause.opener == "(":
            heard = heard._replace(voice=_timed(heard.voice, before, speaker))  # 与2022年（收到20件）相比
        voices: list[Voice] = []
        at = 0
        for frame, hit in cover.matches:
            # What is compared with is not spoken of (由上年的31件增加到64件).
            compares = bool(hit.of("REACH")) or (not frame.states and bool(hit.of("COMPARE")))
            spoken = cover.clause.tokens[at : hit.start if compares else _told(frame, hit)]
            heard = _hear(heard, spoken, speaker, opens=at == 0 and cover.clause.opener != ":")
            voices.append(heard.voice)
            at = hit.end
        heard, before = _closed(heard, cover, at, speaker), cover.clause.tokens[-1]
        if heard.voice.period in EARLIER and _is_aside(cover):
            counts = CARRIED.isdisjoint(cover.clause.labels) and not cover.clause.depth
            aside = _Aside(heard.voice, before if counts else None)
            heard = heard._replace(
                voice=_retimed(heard.voice, outset), opening=_retimed(heard.opening, outset)
            )
        if cover.clause.heads and not cover.matches:
            heading = heard.voice  # （一）市本级。收到96件。
        found.append(voices)
    return found


def _is_aside(cover: Covered) -> bool:
    """Whether a clause of last year tells only what came over from it, or what is compared with it."""
    compares = not any(frame.states for frame, _ in cover.matches) and cover.clause.has("QTY")
    return bool(cover.matches) and (compares or not CARRIED.isdisjoint(cover.clause.labels))


def _behind(aside: _Aside, voice: Voice, cover: Covered) -> Voice:
    """Return the voice right behind last year's figure: a bracket is of it, and parts of it or of another.

    上年为18件（维持16件）; 上年为18件，其中维持16件
    """
    last, number = aside
    if cover.clause.opener == "(":
        return voice._replace(period=last.period, year=last.year)
    if number is not None and "QTY" in number.labels and "PART" in cover.clause.tokens[0].labels:
        return voice._replace(doubts=(*voice.doubts, number))
    return voice


def _retimed(voice: Voice, before: Voice) -> Voice:
    """Return to the time before a clause of what came over from last year (上年无结转，8件均已办结)."""
    return voice._replace(period=before.period, year=before.year) if voice.period in EARLIER else voice


def _told(frame: Frame, hit: Match) -> int:
    """Return where what is counted ends: it came before it was dealt with (结转的1件已于1月答复)."""
    first = frame.turns == "open" or any(each.options.get("quantity") == "first" for each in frame.states)
    return hit.of("QTY")[0] + 1 if first and hit.of("QTY") else hit.end


def _opened(heard: _Heard, cover: Covered, heading: Voice) -> _Heard:
    clause = cover.clause
    voice, opening, outside, _ = heard
    if clause.depth == 0 and outside is not None:
        voice, outside = _knowing(outside, voice), None
    elif clause.depth and outside is None:
        outside = voice
    if clause.opens:
        voice = opening = _knowing(heading, voice)
    elif clause.opener == ";":
        voice = _knowing(opening, voice)
    return _Heard(voice, opening, outside)


def _knowing(voice: Voice, last: Voice) -> Voice:
    """Return a voice that knows of whom the passage has spoken so far."""
    return voice._replace(area=last.area, apart=last.apart)


def _closed(heard: _Heard, cover: Covered, at: int, speaker: Speaker) -> _Heard:
    """Take in the rest of a clause; one that says something of its own does not speak for those behind it."""
    voice = heard.voice
    opens = cover.clause.opens
    if cover.matches:
        first = heard._replace(opening=voice) if opens else heard
        return (
            first
            if voice.body != "aiding" or cover.clause.has("QTY")
            else first._replace(voice=voice._replace(body="own"))
        )
    tokens = cover.clause.tokens
    noun = len(tokens) > 1 and "PLAN" in tokens[-1].labels and not tokens[-2].labels.isdisjoint(NOUNS)
    heard = _hear(heard, tokens[at : len(tokens) - noun], speaker, opens=at == 0)  # 涉及粮食轮换计划
    if (
        sum(tokens[left].end - tokens[left].start for left in cover.left) > LEAD
        or heard.voice.body == "aiding"
    ):
        heard = heard._replace(voice=heard.voice._replace(body=voice.body, doubts=voice.doubts))
    return heard._replace(opening=heard.voice) if opens else heard


def _hear(heard: _Heard, tokens: Sequence[Token], speaker: Speaker, *, opens: bool) -> _Heard:
    voice, aloud = heard.voice, heard.aloud
    before: Token | None = None
    time: Token | None = None
    for index, token in enumerate(tokens):
        first = opens and index == 0
        beside, before = before is not None and "BODY" in before.labels, token
        labels = token.labels
        if "PERIOD" in labels:
            told, voice = voice, _timed(voice, token, speaker)
            unlike = told.period != voice.period and "PERIOD.same" not in labels
            if unlike and time is not None and time.year is None:
                voice = voice._replace(doubts=(*voice.doubts, time))  # 上年同期我镇2019年
            time = token
            if first and not labels.isdisjoint(("PERIOD.own", "PERIOD.same")):  # 确保按期办理，今年收到14件
                voice = voice._replace(planned=False)
                opening = heard.opening._replace(planned=False)
                if "PERIOD.own" in labels and opening.period in EARLIER:  # 去年未发生，今年也未发生；收到…
                    opening = opening._replace(period=voice.period, year=voice.year)
                heard = heard._replace(opening=opening)
        elif "BODY" in labels:
            body, doubted = _body(token, speaker, voice.area)
            if aloud not in FOREIGN and not (beside and (body == "own" or aloud == "office")):
                # Whether a whole area's tables are of its own office alone, nothing here tells.
                alone = body == "office" and speaker.whole
                beyond = body == "whole" and voice.apart
                doubts = (token,) if doubted or alone or beyond else voice.doubts
                voice = voice._replace(
                    body=body,
                    area=voice.area or body == "whole",
                    apart=voice.apart or (alone and not voice.area),
                    named=True,
                    doubts=doubts,
                )
                aloud = body
        elif "PLAN" in labels or "CONDITION" in labels:
            voice = voice._replace(planned=True)
    return heard._replace(voice=voice, aloud=aloud)


def _timed(voice: Voice, token: Token, speaker: Speaker) -> Voice:
    kind = token.named("PERIOD") or ("last" if "COMPARE" in token.labels else "")
    if kind == "same":  # 全年 says nothing of which
        return voice
    if "SAME_YEAR" in token.labels and voice.period in EARLIER:  # 2023年收到2件，均于当年办结
        return voice
    year = token.year
    if kind == "last" and year is None and speaker.year is not None:
        year = speaker.year - 1
    return voice._replace(period=kind or "own", year=year)


def _body(token: Token, speaker: Speaker, area: bool) -> tuple[str, bool]:
    """Return whom a word names, and whether that is in doubt; ``area`` as in a voice."""
    if "BODY.own" in token.labels:
        return "own", False
    kind = token.named("BODY")
    if "LEVEL" in token.labels and not speaker.whole and _level_of(speaker.agency) == token.text[0]:
        return "own", True  # 市本级 in the report of a bureau of a city
    last = token.text.rstrip(WITHIN)[-1:]
    if kind == "level":  # 我县 is the agency itself where that is a government
        return ("own", False) if speaker.whole or not speaker.agency else ("whole", False)
    if kind == "place":  # 街道 is another body in the report of a district
        foreign = bool(speaker.agency) and token.text[0] not in speaker.agency
        return ("other", False) if foreign and (speaker.whole or area) else ("own", foreign)
    if kind == "self":
        return "own", bool(speaker.agency) and last not in speaker.agency
    return ("own", True) if kind == "strange" else (kind, False)


def _level_of(agency: str) -> str:
    """Return the level of the place that an agency is of (市 of 青石市水利局)."""
    return next((character for character in reversed(agency) if character in LEVELS), "")
