"""Read late bytes back into characters: the likeliest of all ways to fill the bytes that were lost.

But for the first byte and the last every pair of bytes is one character, or two between which a pair
was dropped. So the likeliest way to each last character is all that is kept from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from gialint.records import NamedTuple
from gialint.understanding.evidence import Evidence, is_han, is_mark, is_strange
from gialint.understanding.traditional import simplified

LOST = "□"
"""Replaces a character that cannot be determined (缺字, GB/T 15834)."""

_BRIDGED = 3
"""How many of the likeliest ways a dropped pair is looked for on."""
_HOPELESS = -5.0
_GLOSS_WEIGHT = 2.0
_DROP_WEIGHT = -0.75
_ANY_LEAD = range(0x81, 0xFF)
_ANY_TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFF))

# Pairs that GBK leaves to private use: what copied the page dropped them.
_PRIVATE = (
    (range(0xAA, 0xB0), range(0xA1, 0xFF)),
    (range(0xF8, 0xFF), range(0xA1, 0xFF)),
    (range(0xA1, 0xA8), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
)


class Run(NamedTuple):
    """Late bytes and what stands around them.

    The first byte of the first character is lost; ``gloss`` is pinyin that was put before
    it, for the character made of ``previous`` and that byte. ``last`` is the second byte of
    the last character, or none where it is lost too; ``last_gloss`` its pinyin. ``half`` is
    the place of the second ``?`` if one ends the run.
    """

    before: str
    previous: bytes
    gloss: str
    end: int
    late: bytes
    last: int | None
    last_gloss: str
    after: str
    half: int | None


class _Path(NamedTuple):
    text: str
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
    paths = {run.before: _Path("", 0.0)}
    for unit in _units(run):
        steps = list(_steps(unit, run, evidence))
        spend(len(paths) * len(steps))
        reached = _likeliest(_grown(paths, steps, evidence))
        if unit.lead is not None and (unit.gloss or _best(reached) < _best(paths) + 1):
            reached = _likeliest((*reached.items(), *_bridges(paths, unit, evidence, spend)))
        paths = reached
        if _best(paths) < _HOPELESS:
            return _best(paths), "", 0
    paths = {
        last: path._replace(score=path.score + (last + run.after in evidence.known))
        for last, path in paths.items()
    }
    score = _best(paths)
    text, _, tail = _agreed([path for path in paths.values() if path.score == score])
    return score, text if _begins_well(text, run, evidence) else LOST + text[1:], tail


def _best(paths: Mapping[str, _Path]) -> float:
    return max(path.score for path in paths.values())


def _likeliest(ways: Iterable[tuple[str, _Path]]) -> dict[str, _Path]:
    """Return the likeliest way to each last character."""
    kept: dict[str, _Path] = {}
    for last, path in ways:
        held = kept.get(last)
        if held is None or held.score < path.score:
            kept[last] = path
        elif held.score == path.score:
            kept[last] = _agreed([held, path])
    return kept


def _grown(
    paths: Mapping[str, _Path], steps: Sequence[tuple[str, str, float]], evidence: Evidence
) -> Iterator[tuple[str, _Path]]:
    """Yield for each step the likeliest way to take it."""
    for character, plain, bonus in steps:
        weights = evidence.weights(paths, plain)
        scores = [path.score + weight + bonus for path, weight in zip(paths.values(), weights, strict=True)]
        best = max(scores)
        before = _agreed([path for path, score in zip(paths.values(), scores, strict=True) if score == best])
        yield plain, _Path(before.text + character, best)


def _agreed(paths: Sequence[_Path]) -> _Path:
    """Return what ways of the same score, and the length of the first, have in common."""
    first = paths[0]
    if len(paths) == 1:
        return first
    same = [path.text for path in paths if len(path.text) == len(first.text)]
    text = "".join(held[0] if len(set(held)) == 1 else LOST for held in zip(*same, strict=True))
    return first._replace(text=text)


def _begins_well(text: str, run: Run, evidence: Evidence) -> bool:
    """Whether the first character is certain: bytes are lost at apparent marks, else it must fit in."""
    if run.gloss or not is_han(run.before) or run.before + simplified(text[0]) in evidence.known:
        return True
    return len(run.late) > 1 and is_mark(_character(*run.late[:2]))


def _units(run: Run) -> Iterator[_Unit]:
    coded = [None, *run.late, run.last]
    pairs = list(zip(coded[::2], coded[1::2], strict=True))
    for (lead, trail), following in pairwise(pairs):
        known = None not in following
        yield _Unit(lead, trail, "", simplified(_character(*following)) if known else "")
    yield _Unit(*pairs[-1], run.last_gloss, run.after)


def _steps(unit: _Unit, run: Run, evidence: Evidence) -> Iterator[tuple[str, str, float]]:
    """Yield the characters a unit may be, as written and simplified, with the other evidence for each."""
    told = evidence.glossed.get(unit.gloss, frozenset())
    if unit.lead is None and unit.trail is None:
        characters = _unstrange(told)
    elif unit.lead is None or unit.trail is None:
        leads = _ANY_LEAD if unit.lead is None else (unit.lead,)
        characters = _made(leads, _ANY_TRAIL if unit.trail is None else (unit.trail,))
    else:
        held = _character(unit.lead, unit.trail)
        characters = ((held, simplified(held)),) if held else ()
    for character, plain in characters:
        first = _first(character, run, evidence) if unit.lead is None else 0.0
        yield character, plain, _GLOSS_WEIGHT * (character in told) + first
    yield LOST, LOST, -2.0


def _first(character: str, run: Run, evidence: Evidence) -> float:
    """Weigh the first character, whose first byte is lost: by its gloss, else a mark is likeliest."""
    if run.gloss and run.previous:
        straddling = _character(run.previous[0], character.encode("gb18030")[0])
        return _GLOSS_WEIGHT * (straddling in evidence.glossed.get(run.gloss, ()))
    return 0.5 * (character == ("。" if run.before else "\u3000"))


def _bridges(
    paths: Mapping[str, _Path], unit: _Unit, evidence: Evidence, spend: Callable[[int], None]
) -> Iterator[tuple[str, _Path]]:
    """Yield what comes of pairs dropped between a unit's bytes, where a neighbour is known.

    One pair leaves two characters; between two that are not known to follow each other a
    third may have gone with a second pair.
    """
    lead, trail = unit.lead, unit.trail
    best = dict(sorted(paths.items(), key=lambda way: -way[1].score)[:_BRIDGED])
    told = [
        character.encode("gb18030") for character in evidence.glossed.get(unit.gloss, ()) if trail is None
    ]
    extra = _DROP_WEIGHT + _GLOSS_WEIGHT * bool(told)
    for firsts, seconds in _PRIVATE:
        if told:
            afters = _unstrange(_character(*code) for code in told if code[0] in seconds)
        else:
            afters = _made(seconds, (trail,)) if trail is not None else ()
        befores = _made((lead,), firsts) if afters and lead is not None else ()
        spend(len(befores) * len(afters))
        for before, plain in befores:
            weights = evidence.weights(best, plain)
            follows = 1 in weights
            for after, following in afters:
                sure = plain + following in evidence.known
                ahead = following + unit.ahead in evidence.known
                parted = not sure and is_han(plain) and is_han(following)
                if not (sure or ahead or (follows and not parted)):
                    continue
                [joint] = evidence.weights((plain,), following)
                text = before + LOST * parted + after
                for path, first in zip(best.values(), weights, strict=True):
                    known = sure or first == 1 or (ahead and first >= 0)
                    if (first == 1 and ahead) if parted else known:
                        score = path.score + first + joint + extra
                        yield following, _Path(path.text + text, score, len(text))


@cache
def _made(leads: Iterable[int], trails: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Return the characters whose two bytes are one of each."""
    return _unstrange(_character(lead, trail) for lead in leads for trail in trails)


def _unstrange(characters: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return characters, as written and simplified, but for those that are none or strange."""
    pairs = [(character, simplified(character)) for character in filter(None, characters)]
    return tuple((character, plain) for character, plain in pairs if not is_strange(plain))


def _character(lead: int, trail: int) -> str:
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""
