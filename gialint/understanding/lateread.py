"""Read late bytes back into characters: the likeliest of all ways to fill the bytes that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from gialint.understanding.evidence import Evidence, is_strange
from gialint.understanding.traditional import simplified

LOST = "□"
"""What stands for a character that cannot be told (缺字, GB/T 15834)."""

_WIDTH = 32
_BRIDGED = 3
_HOPELESS = -5.0
_GLOSS_WEIGHT = 2.0
_DROP_WEIGHT = -0.75
_ANY_LEAD = range(0x81, 0xFF)
_ANY_TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_GLOSS = re.compile(r"\(([a-zà-ǜ]{1,6})\)")

# Pairs that GBK leaves to private use: what copied the page dropped them.
_PRIVATE = (
    (range(0xAA, 0xB0), range(0xA1, 0xFF)),
    (range(0xF8, 0xFF), range(0xA1, 0xFF)),
    (range(0xA1, 0xA8), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Late bytes and what stands around them.

    The first byte of the first character is lost; ``gloss`` is pinyin that was put before
    it, for the character made of ``previous`` and that byte. ``last`` is the second byte of
    the last character, or none where it is lost too; ``last_gloss`` its pinyin.
    """

    before: str
    previous: bytes
    gloss: str
    end: int = 0
    late: bytes = b""
    last: int | None = None
    last_gloss: str = ""
    after: str = ""

    def ended(self, text: str, end: int, late: bytearray, last: int | None, gloss: str) -> Run:
        """Complete the run with its bytes and what follows it at ``end``."""
        following = _GLOSS.match(text, end)
        after = following.end() if following else end
        return replace(
            self,
            end=end,
            late=bytes(late),
            last=last,
            last_gloss=following[1] if following and not gloss else gloss,
            after=simplified(text[after : after + 1]),
        )


class _Path(NamedTuple):
    text: str
    plain: str
    """The last character, simplified."""
    score: float
    tail: int = 1
    """How many characters the last step gave."""


class _Unit(NamedTuple):
    """The two bytes of a character, the gloss after it, and the character that follows if it is known."""

    lead: int | None
    trail: int | None
    gloss: str
    ahead: str


def read(run: Run, evidence: Evidence) -> tuple[float, str, int]:
    """Return the score of the likeliest reading, the reading, and how much of it the last byte gave.

    What several readings of the same score leave open is □.
    """
    paths = [_Path("", run.before, 0.0)]
    for unit in _units(run):
        options = list(_options(unit, run, evidence))
        width = len(options) if unit.lead is None else _WIDTH
        if unit.trail is None:
            paths = paths[:_WIDTH]
        steps = list(_steps(paths, options, evidence))
        if unit.gloss or max(path.score for path in steps) < paths[0].score + 1:
            steps += _bridges(paths[:_BRIDGED], unit, evidence)
        paths = nlargest(width, steps, key=lambda path: path.score)
        if paths[0].score < _HOPELESS:
            return paths[0].score, "", 0
    paths = [path._replace(score=path.score + (path.plain + run.after in evidence.pairs)) for path in paths]
    best = max(path.score for path in paths)
    score, text, tail = _agreed([path for path in paths if path.score == best])
    return score, text if _begins_well(text, run, evidence) else LOST + text[1:], tail


def _begins_well(text: str, run: Run, evidence: Evidence) -> bool:
    """Whether the first character is certain: bytes slip at what looks like a mark, else it must fit in."""
    if run.gloss or not _is_han(run.before) or run.before + simplified(text[0]) in evidence.pairs:
        return True
    return len(run.late) > 1 and evidence.is_mark(_character(*run.late[:2]))


def _units(run: Run) -> Iterator[_Unit]:
    coded = [None, *run.late, run.last]
    pairs = list(zip(coded[::2], coded[1::2], strict=True))
    for index, (lead, trail) in enumerate(pairs):
        if index == len(pairs) - 1:
            yield _Unit(lead, trail, run.last_gloss, run.after)
            return
        following = pairs[index + 1]
        known = None not in following
        yield _Unit(lead, trail, "", simplified(_character(*following)) if known else "")


def _steps(
    paths: Sequence[_Path], options: Sequence[tuple[str, str, float]], evidence: Evidence
) -> Iterator[_Path]:
    for text, previous, score, _ in paths:
        for character, plain, bonus in options:
            yield _Path(text + character, plain, score + (evidence.weigh(previous, plain) + bonus))


def _options(unit: _Unit, run: Run, evidence: Evidence) -> Iterator[tuple[str, str, float]]:
    """Yield the characters a unit may be, as written and simplified, with what else speaks for each."""
    told = evidence.glossed.get(unit.gloss, frozenset())
    characters = list(told)
    if unit.lead is not None or unit.trail is not None:
        leads = _ANY_LEAD if unit.lead is None else (unit.lead,)
        trails = _ANY_TRAIL if unit.trail is None else (unit.trail,)
        characters = [held for lead in leads for trail in trails if (held := _character(lead, trail))]
    known = unit.lead is not None and unit.trail is not None
    for character in characters:
        plain = simplified(character)
        if known or not is_strange(plain):
            bonus = _GLOSS_WEIGHT * (character in told)
            yield character, plain, bonus + (_first(character, run, evidence) if unit.lead is None else 0.0)
    yield LOST, LOST, -2.0


def _first(character: str, run: Run, evidence: Evidence) -> float:
    """Weigh the first character, whose first byte is lost: by its gloss, else a mark is likeliest."""
    if run.gloss and run.previous:
        straddling = _character(run.previous[0], _code(character)[0])
        return _GLOSS_WEIGHT * (straddling in evidence.glossed.get(run.gloss, ()))
    return 0.5 * (character == ("。" if run.before else "\u3000"))


def _bridges(paths: Sequence[_Path], unit: _Unit, evidence: Evidence) -> Iterator[_Path]:
    """Yield what comes of pairs dropped between a unit's bytes, where a neighbour is known.

    One pair leaves two characters; between two that are not known to follow each other a
    third may have gone with a second pair.
    """
    if unit.lead is None:
        return
    told = [_code(character) for character in evidence.glossed.get(unit.gloss, ()) if unit.trail is None]
    extra = _DROP_WEIGHT + _GLOSS_WEIGHT * bool(told)
    for firsts, seconds in _PRIVATE:
        codes = [(second, unit.trail) for second in seconds if unit.trail is not None]
        afters = _sound(tuple((lead, trail) for lead, trail in told or codes if lead in seconds))
        for before, plain in _sound(tuple((unit.lead, first) for first in firsts)) if afters else ():
            weights = [evidence.weigh(path.plain, plain) for path in paths]
            for after, following in afters:
                joint = evidence.weigh(plain, following)
                ahead = following + unit.ahead in evidence.pairs
                parted = joint < 1 and _is_han(plain) and _is_han(following)
                text = before + LOST * parted + after
                for path, first in zip(paths, weights, strict=True):
                    known = max(first, joint) == 1 or (ahead and first >= 0)
                    if (first == 1 and ahead) if parted else known:
                        score = path.score + first + joint + extra
                        yield _Path(path.text + text, following, score, len(text))


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"


@cache
def _sound(codes: tuple[tuple[int, int], ...]) -> tuple[tuple[str, str], ...]:
    """Return the characters of codes, as written and simplified, but for those that are none or strange."""
    written = [character for code in codes if (character := _character(*code))]
    pairs = [(character, simplified(character)) for character in written]
    return tuple((character, plain) for character, plain in pairs if not is_strange(plain))


def _agreed(paths: Sequence[_Path]) -> tuple[float, str, int]:
    first = paths[0]
    same = [path.text for path in paths if len(path.text) == len(first.text)]
    text = "".join(held[0] if len(set(held)) == 1 else LOST for held in zip(*same, strict=True))
    return first.score, text, first.tail


def _character(lead: int, trail: int) -> str:
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def _code(character: str) -> bytes:
    return character.encode("gb18030")
