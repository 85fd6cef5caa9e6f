"""Read late bytes back into characters: the likeliest of all ways to fill the bytes that were lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from heapq import nlargest

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple, dataclass, replace
from gialint.understanding.evidence import OPENING, Evidence, is_strange
from gialint.understanding.traditional import simplified

LOST = "□"
"""Replaces a character that cannot be determined (缺字, GB/T 15834)."""

_WIDTH = 32
_BRIDGED = 3
_HOPELESS = -5.0
_GLOSS_WEIGHT = 2.0
_DROP_WEIGHT = -0.75
_ANY_LEAD = range(0x81, 0xFF)
_ANY_TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_GLOSS = lazy_regex(r"\(([a-zà-ǜ]{1,6})\)")

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


def read(run: Run, evidence: Evidence, spend: Callable[[int], None]) -> tuple[float, str, int]:
    """Return the score of the likeliest reading, the reading, and how much of it the last byte gave.

    What several readings of the same score leave open is □. ``spend`` is called for every reading tried.
    """
    paths = [_Path("", run.before, 0.0)]
    for unit in _units(run):
        options = list(_options(unit, run, evidence))
        width = len(options) if unit.lead is None else _WIDTH
        if unit.trail is None:
            paths = paths[:_WIDTH]
        spend(len(paths) * len(options))
        steps = _best(width, paths, options, evidence)
        if unit.gloss or steps[0].score < paths[0].score + 1:
            steps += _bridges(paths[:_BRIDGED], unit, evidence, spend)
            steps = nlargest(width, steps, key=lambda path: path.score)
        paths = steps
        if paths[0].score < _HOPELESS:
            return paths[0].score, "", 0
    paths = [path._replace(score=path.score + (path.plain + run.after in evidence.pairs)) for path in paths]
    best = max(path.score for path in paths)
    score, text, tail = _agreed([path for path in paths if path.score == best])
    return score, text if _begins_well(text, run, evidence) else LOST + text[1:], tail


def _begins_well(text: str, run: Run, evidence: Evidence) -> bool:
    """Whether the first character is certain: bytes are lost at apparent marks, else it must fit in."""
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


def _best(
    width: int, paths: Sequence[_Path], options: Sequence[tuple[str, str, float]], evidence: Evidence
) -> list[_Path]:
    """Return the best ways to go on; where a byte is lost there are thousands, and only these are made."""
    unknown = [(plain, evidence.weigh("", plain), evidence.opens(plain)) for _, plain, _ in options]
    bonuses = [bonus for _, _, bonus in options]
    known = evidence.known
    scores: list[float] = []
    for path in paths:
        previous, score = path.plain, path.score
        opening = evidence.ends(previous)
        for (plain, weight, opens), bonus in zip(unknown, bonuses, strict=True):
            if previous + plain in known:
                weight = 1.0
            elif opening and opens:
                weight += OPENING
            scores.append(score + (weight + bonus))
    least = min(nlargest(width, scores))
    fair = [place for place, score in enumerate(scores) if score >= least]
    fair.sort(key=scores.__getitem__, reverse=True)
    best: list[_Path] = []
    for place in fair[:width]:
        path, (character, plain, _) = paths[place // len(options)], options[place % len(options)]
        best.append(_Path(path.text + character, plain, scores[place]))
    return best


def _options(unit: _Unit, run: Run, evidence: Evidence) -> Iterator[tuple[str, str, float]]:
    """Yield the characters a unit may be, as written and simplified, with the other evidence for each."""
    told = evidence.glossed.get(unit.gloss, frozenset())
    if unit.lead is None and unit.trail is None:
        characters = _unstrange(told)
    elif unit.lead is None or unit.trail is None:
        characters = _half(unit.lead, unit.trail)
    else:
        characters = tuple(
            (held, simplified(held)) for held in filter(None, [_character(unit.lead, unit.trail)])
        )
    for character, plain in characters:
        bonus = _GLOSS_WEIGHT * (character in told)
        yield character, plain, bonus + (_first(character, run, evidence) if unit.lead is None else 0.0)
    yield LOST, LOST, -2.0


@cache
def _half(lead: int | None, trail: int | None) -> tuple[tuple[str, str], ...]:
    """Return the characters of which one byte is known."""
    leads = _ANY_LEAD if lead is None else (lead,)
    trails = _ANY_TRAIL if trail is None else (trail,)
    return _unstrange(_character(lead, trail) for lead in leads for trail in trails)


def _first(character: str, run: Run, evidence: Evidence) -> float:
    """Weigh the first character, whose first byte is lost: by its gloss, else a mark is likeliest."""
    if run.gloss and run.previous:
        straddling = _character(run.previous[0], _code(character)[0])
        return _GLOSS_WEIGHT * (straddling in evidence.glossed.get(run.gloss, ()))
    return 0.5 * (character == ("。" if run.before else "\u3000"))


def _bridges(
    paths: Sequence[_Path], unit: _Unit, evidence: Evidence, spend: Callable[[int], None]
) -> Iterator[_Path]:
    """Yield what comes of pairs dropped between a unit's bytes, where a neighbour is known.

    One pair leaves two characters; between two that are not known to follow each other a
    third may have gone with a second pair.
    """
    if unit.lead is None:
        return
    told = [_code(character) for character in evidence.glossed.get(unit.gloss, ()) if unit.trail is None]
    extra = _DROP_WEIGHT + _GLOSS_WEIGHT * bool(told)
    for number, (_, seconds) in enumerate(_PRIVATE):
        if told:
            afters = _unstrange(_character(lead, trail) for lead, trail in told if lead in seconds)
        else:
            afters = _second(number, unit.trail) if unit.trail is not None else ()
        befores = _first_of_two(unit.lead, number) if afters else ()
        spend(len(befores) * len(afters))
        for before, plain in befores:
            weights = [evidence.weigh(path.plain, plain) for path in paths]
            follows = 1 in weights
            for after, following in afters:
                told_together = plain + following in evidence.known
                ahead = following + unit.ahead in evidence.pairs
                parted = not told_together and _is_han(plain) and _is_han(following)
                if not (told_together or ahead or (follows and not parted)):
                    continue
                joint = evidence.weigh(plain, following)
                text = before + LOST * parted + after
                for path, first in zip(paths, weights, strict=True):
                    known = told_together or first == 1 or (ahead and first >= 0)
                    if (first == 1 and ahead) if parted else known:
                        score = path.score + first + joint + extra
                        yield _Path(path.text + text, following, score, len(text))


@cache
def _first_of_two(lead: int, number: int) -> tuple[tuple[str, str], ...]:
    """Return the characters that a first byte makes with the first half of a dropped pair."""
    return _unstrange(_character(lead, first) for first in _PRIVATE[number][0])


@cache
def _second(number: int, trail: int) -> tuple[tuple[str, str], ...]:
    """Return the characters that the second half of a dropped pair makes with a second byte."""
    return _unstrange(_character(second, trail) for second in _PRIVATE[number][1])


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"


def _unstrange(characters: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return characters, as written and simplified, but for those that are none or strange."""
    pairs = [(character, simplified(character)) for character in filter(None, characters)]
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
