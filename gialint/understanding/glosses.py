"""Pinyin glosses (注音): 鎮(zhèn), 公(gong), 和(he)(he), put in by machines that copy pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint.lazy_regex import lazy_regex
from gialint.understanding.folding import Change

_INITIALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe v ve ue",
    "g k h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
"""Finals by initial (声母、韵母); 知 and the like count as ``i``."""

SYLLABLES = frozenset(
    initial + final
    for initials, finals in _INITIALS.items()
    for initial in initials.split(" ")
    for final in finals.split()
)

ENOUGH = 5
"""How many glosses without tone it takes before a text is taken for a glossed one."""

_TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňɡɑ", "aaaaeeeeiiiioooouuuuüüüünnga", "\u0300\u0301\u0304\u030c"
)
_GLOSS = lazy_regex(r"\(([a-zà-ǜɡɑ\u0300-\u030c]{1,8})\)")


def syllable(letters: str) -> str:
    """Return the letters without tones if they are a syllable of Chinese, else nothing."""
    plain = letters.translate(_TONES)
    return plain if plain in SYLLABLES else ""


def found(text: str) -> tuple[bool, bool]:
    """Return whether a text is glossed, and whether only by the same gloss put in twice."""
    if "（" in text:
        text = text.replace("（", "(").replace("）", ")")
    if not _GLOSS.search(text):
        return False, False
    runs = [run for _, _, run in _runs(text)]
    if len(runs) >= ENOUGH or any(_toned(run) for run in runs):
        return True, False
    doubled = any(_doubled(run) for run in runs)
    return doubled, doubled


def glosses(text: str, *, doubled_only: bool = False) -> Sequence[Change]:
    """Return what takes the glosses out of a text."""
    return [
        (start, end, "")
        for start, end, run in _runs(text)
        if not doubled_only or _doubled(run) or _toned(run)
    ]


def _toned(run: Sequence[str]) -> bool:
    return any(letters not in SYLLABLES for letters in run)


def _doubled(run: Sequence[str]) -> bool:
    return len(run) > len(set(run))


def _runs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each stretch of glosses after one Chinese character, with the letters of each."""
    start, end = 0, -1
    run: list[str] = []
    for match in _GLOSS.finditer(text):
        if not syllable(match[1]):
            continue
        first = match.start()
        if run and first == end:
            run.append(match[1])
            end = match.end()
            continue
        if run:
            yield start, end, run
        run = [match[1]] if first and "㐀" <= text[first - 1] <= "鿿" else []
        start, end = first, match.end()
    if run:
        yield start, end, run
