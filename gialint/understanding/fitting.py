"""Fitting: whether a number, by its unit and what stands around it, can be what its words say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gialint.understanding.context import OBJECTS, Context, Meaning
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word

_STOPS = "。!?"
_MARKS = ",;。"
_UNIT_LOST = ",。;:、()"
_SENTENCE_END = "。"
_ITS_NUMBER = "[^,。;:、0-9]{0,12}[0-9]"


def fits(meaning: Meaning, number: Number, after: Sequence[Word], reading: str, lexicon: Lexicon) -> bool:
    """Whether the unit is the fact's; without one a number ends its clause (数为9) or touches its noun."""
    if number.worded:
        return True
    amounts = lexicon.amounts.get(meaning.fact)
    if amounts is not None and (number.unit or number.value):
        return number.unit in amounts
    if number.unit:
        return not any(number.unit in factors for factors in lexicon.amounts.values())
    follows = reading[number.end : number.end + 1]
    touching = bool(after) and after[0].start == number.end and _takes(after[0], number, meaning)
    return meaning.end >= number.end and (touching or not follows or follows in _UNIT_LOST)


def _takes(word: Word, number: Number, meaning: Meaning) -> bool:
    """Whether a word takes the number before it without a unit (零申请, 申请零受理, 复议零发生)."""
    if word.entry.kind == "cue":
        return number.value == 0 and word.entry.facts.get(meaning.object) == meaning.fact
    return word.entry.kind in OBJECTS or (number.value == 0 and word.entry.kind == "happening")


def _stop_before(reading: str, end: int) -> int:
    return max(reading.rfind(mark, 0, max(end, 0)) for mark in _STOPS) + 1


def is_published(
    meaning: Meaning,
    before: Sequence[Word],
    number: Number,
    context: Context,
    reading: str,
    lexicon: Lexicon,
) -> bool:
    """Whether the sentence counts what was made public, and not what was made (公开规范性文件4条)."""
    counted = lexicon.objects[meaning.object]
    unless = counted.unless
    if any(word in reading[context.start : number.start] for word in counted.not_of):
        return True
    if not unless or meaning.fact != (counted.fact or meaning.fact):
        return False
    start = _stop_before(reading, number.start)
    if reading.startswith(lexicon.edges["including"], start):
        start = _stop_before(reading, start - 1)
    said = _untold(reading, context, start, number.start)
    for name in lexicon.edges["nominal"]:
        said = said.replace(name, "-" * len(name))
    at = max(said.rfind(word) for word in unless)
    behind = at + max((len(word) for word in unless if said.startswith(word, at)), default=0)
    apart = max(reading.rfind(mark, 0, number.start) for mark in _MARKS) > start + at
    verbs = [word for word in (*before, *context.verbs) if _does(word, lexicon)]
    made = [
        _verb_from(word, meaning)
        for word in verbs
        if word.start != start + behind and (apart or _makes(word, reading, lexicon))
    ]
    return at >= 0 and not any(place > start + at for place in made)


def is_counted_apart(
    meaning: Meaning, before: Sequence[Word], number: Number, reading: str, lexicon: Lexicon
) -> bool:
    """Whether a sentence counts apart what shares one row of a table (废止1件、宣布失效5件)."""
    rivals = lexicon.edges["rivals"]
    verbs = (word for word in reversed(before) if word.entry.facts.get(meaning.object) == meaning.fact)
    verb = next(verbs, None)
    if verb is None or sum(rival in verb.text for rival in rivals) != 1:
        return False
    start = reading.rfind(_SENTENCE_END, 0, number.start) + 1
    said = reading[start:].partition(_SENTENCE_END)[0]
    numbered = [told[0] for rival in rivals for told in re.finditer(rival + _ITS_NUMBER, said)]
    apart = [told for told in numbered if sum(rival in told for rival in rivals) == 1]
    return all(any(rival in told for told in apart) for rival in rivals)


def _makes(word: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a verb tells of the making itself, and not what was made before (公开印发的文件)."""
    return not reading.startswith(lexicon.edges["owning"], word.end)


def _does(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a verb, and no measure of things done (办件量)."""
    acting = word.entry.kind in ("cue", "happening")
    return acting and not word.text.endswith(lexicon.edges["measuring"])


def _verb_from(word: Word, meaning: Meaning) -> int:
    """Return from where a verb counts as said: to its end where it holds such a word (制定发布)."""
    return word.end if meaning.fact in word.entry.facts.values() else word.start


def _untold(reading: str, context: Context, start: int, end: int) -> str:
    """Return what was said between two offsets without the words of what it stated (予以公开4件)."""
    said = reading[start:end]
    for first, last in context.spans:
        if start <= first < last <= end:
            said = said[: first - start] + "-" * (last - first) + said[last - start :]
    return said
