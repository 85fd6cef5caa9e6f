"""Numbers at the head of a clause, before their verb (4件予以公开), and short words in a list (其他3件)."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.understanding.context import ASIDE, GOVERNING, NAMING, NEGATIONS, Context, Meaning
from gialint.understanding.derivations import whole_of
from gialint.understanding.joined import only
from gialint.understanding.lexicon import Lexicon
from gialint.understanding.mentions import Number, Word
from gialint.understanding.segments import Segment, around

NEAR = 8
"""How many characters may stand between a number and an object named after it (9宗依申请公开)."""


FAR = 20
"""How many may if they tell that it is about disclosure (1起因不服信息公开答复提起的行政复议)."""


def by_later(
    after: Sequence[Word], number: Number, context: Context, reading: str, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """A number at the head of its clause, before its verb: 4件予以公开, 1件仍在办理, 2宗行政复议."""
    behind = _until_denied(after)
    named = next((word for word in behind if word.entry.kind == "object"), None)
    if named is not None:
        counted = named.entry.object
        fact = lexicon.objects[counted].fact
        for cue in behind:
            if cue.start > named.start and counted in cue.entry.facts:
                if cue.entry.facts[counted] == fact and _steps(behind, cue):
                    return ()
                return (Meaning(cue.entry.facts[counted], number.start, cue.end, counted),)
        near = named.start - number.end <= NEAR and behind[0].entry.kind != "cue"
        near = near and counted != context.object
        near = near or (fact not in context.said and _is_of_disclosure(number, named, reading, lexicon))
        if fact and near and not reading.endswith(lexicon.edges["treated"], 0, number.start):
            return (Meaning(fact, number.start, named.end, counted),)
    first = next(
        (word for word in behind if word.entry.kind in GOVERNING and not _is_reason(word, reading, lexicon)),
        None,
    )
    if first is None or first.entry.kind in ASIDE:
        return ()
    if first.entry.kind == "listed":
        touching = first.start == number.end
        return by_listed(first, number, context, lexicon) if touching else ()
    near = first.entry.kind == "weak" and first.start - number.end <= NEAR
    found = _first_cue(behind, number, first.entry.object if near else context.object, lexicon)
    if found and any(word in reading[number.end : found[0].end] for word in lexicon.edges["hardly"]):
        return ()
    if found and behind[0].start == number.end and _is_noun(behind[0], found[0], reading, lexicon):
        return ()
    if not found or any(word.start == found[0].end for word in behind):
        return found
    return () if reading.startswith(lexicon.edges["unfit"], found[0].end) else found


def _is_of_disclosure(number: Number, named: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether all that stands between tells that it is about disclosure (1起有关信息公开的行政复议)."""
    said = reading[number.end : named.start]
    about = any(word in said for word in lexicon.objects[named.entry.object].own_if)
    return about and len(said) <= FAR and said.endswith(lexicon.edges["owning"])


def _is_noun(word: Word, meaning: Meaning, reading: str, lexicon: Lexicon) -> bool:
    """Whether a verb is what is counted, and something is told of it (3件答复被要求补充说明)."""
    whole = any(meaning.fact in each.of for each in lexicon.partitions)
    return whole and word.end == meaning.end and reading.startswith(lexicon.edges["told_of"], word.end)


def by_listed(governor: Word, number: Number, context: Context, lexicon: Lexicon) -> tuple[Meaning, ...]:
    """A short word in a list of outcomes or kinds: 公开10件、部分公开4件、其他1件."""
    far = governor.end + 1 < number.start
    others = context.listing and governor.text in lexicon.edges["leftover"]
    if far or others or number.unit != context.unit or not context.last:
        return ()
    fitting = [partition for partition in lexicon.partitions if governor.text in partition.listed]
    both = lexicon.together.get(context.last)
    wholes = (context.last, both.fact if both else "")
    of_whole = [each for each in fitting if not set(wholes).isdisjoint(each.of)]
    for partition in (
        *(each for each in fitting if context.last in each.parts and context.has_said(each.of)),
        *(each for each in fitting if any(_is_row(context.last, part) for part in each.parts)),
        *(of_whole if len({each.listed[governor.text] for each in of_whole}) == 1 else ()),
    ):
        fact = partition.listed[governor.text]
        whole = whole_of(partition, context.said, lexicon)
        if whole is not None and number.value > whole:
            return ()  # 依申请公开0件，公开21件 tells of what was published
        start, end = min(governor.start, number.start), max(governor.end, number.end)
        return (Meaning(fact, start, end, context.object),)
    return ()


def waiting(number: Number, segment: Segment, reading: str, lexicon: Lexicon) -> Number | None:
    """Return a number that heads its clause and may get its verb from the next (2件因未到期限，结转下年)."""
    start, before, after = around(number, segment)
    heads = not before or all(word.entry.kind not in GOVERNING for word in before)
    named = any(word.entry.kind in (*NAMING, *ASIDE) for word in after)
    compared = any(word.entry.kind == "comparison" for word in before)
    if (
        not heads
        or named
        or compared
        or not number.unit
        or reading.startswith(lexicon.edges["among"], number.end)
    ):
        return None
    return number if only("leads", start, before, number.start, reading, lexicon) else None


def late_meanings(
    number: Number, segment: Segment, context: Context, lexicon: Lexicon
) -> tuple[Meaning, ...]:
    """Return what a clause without a number says of one that waits for its verb."""
    if any(word.entry.kind in (*NAMING, *NEGATIONS, *ASIDE, "all", "rest") for word in segment.words):
        return ()
    return _first_cue(segment.words, number, context.object, lexicon) if number.unit else ()


def _is_row(fact: str, part: str) -> bool:
    return fact == part or fact.startswith(part + ".")


def _until_denied(after: Sequence[Word]) -> list[Word]:
    stops = [index for index, word in enumerate(after) if word.entry.kind in (*NEGATIONS, "rest")]
    return list(after[: stops[0]] if stops else after)


def _first_cue(behind: Sequence[Word], number: Number, counted: str, lexicon: Lexicon) -> tuple[Meaning, ...]:
    for index, cue in enumerate(behind):
        if counted in cue.entry.facts:
            fact = cue.entry.facts[counted]
            if fact == lexicon.objects[counted].fact and _steps(behind, cue):
                return ()
            outcome = _outcome(behind[index:], counted)
            if outcome is not None:
                whole = outcome.entry.facts[counted]
                return (Meaning(whole, number.start, outcome.end, counted, (fact,)),)
            return (Meaning(fact, number.start, cue.end, counted, cue.entry.alternatives),)
    return ()


def _outcome(behind: Sequence[Word], counted: str) -> Word | None:
    """Return what came of a reason told with others (8件由于不掌握或不属于职责范围无法提供)."""
    reason = behind[0]
    told = (word for word in behind[1:] if counted in word.entry.facts and word.start > reason.end)
    whole = reason.entry.facts[counted].rpartition(".")[0]
    return next((word for word in told if word.entry.facts[counted] == whole), None)


def _steps(behind: Sequence[Word], cue: Word) -> bool:
    """Whether a step stands before a verb, so that only some are counted (5件申请经补正后受理)."""
    return any(word.entry.kind == "split" for word in behind if word.start < cue.start)


def _is_reason(word: Word, reading: str, lexicon: Lexicon) -> bool:
    """Whether a step only gives the reason of what follows (1件因延期答复结转下年)."""
    return word.entry.kind == "split" and reading.endswith(lexicon.edges["because"], 0, word.start)
