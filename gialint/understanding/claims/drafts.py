"""Drafts: the facts, the value and the scope of what a frame states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.model import Scope
from gialint.records import NamedTuple
from gialint.understanding.claims.attribution import Speaker, Voice
from gialint.understanding.claims.clauses import DOUBTED
from gialint.understanding.claims.counts import NOTHING, Counted
from gialint.understanding.claims.meaning import (
    ALL,
    ALSO,
    NONE,
    OPEN,
    QTY,
    REST,
    SINGLE,
    Fact,
    Figure,
    Told,
    facts,
    figure,
    quantities,
)
from gialint.understanding.claims.partitions import Partition, is_half, is_of_kind, is_row_beside, is_share
from gialint.understanding.claims.patterns import Match, Statement
from gialint.understanding.claims.thread import Draft, Thread, is_yearly
from gialint.understanding.claims.unknown import NUMBERS
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.words import Token, labels_of

ELSE = ("OTHER", "PUBLISH", "UNKNOWN", "TEXT")
"""What else a sentence may count."""


class Reader(NamedTuple):
    """What reading a passage needs to know besides the passage."""

    vocabulary: Vocabulary
    speaker: Speaker
    reading: str


def drafted(
    stated: Statement, hit: Match, told: Told, voice: Voice, thread: Thread, reader: Reader
) -> Iterator[Draft]:
    if stated.value == ALSO and not (thread.topic.denying and _is_numberless(told.tokens)):
        return  # 没有行政复议，1名申请人提起行政诉讼
    several = stated.options.get("several")
    if several and thread.labels.get(several, 0) < 2:
        return
    tokens, vocabulary = told.tokens, told.vocabulary
    values = quantities(hit, tokens) if hit.of("QTY") or hit.of("AMOUNT") else []
    which = stated.options.get("quantity")
    values = values[:1] if which == "first" else values[-1:] if which == "last" else values
    if stated.fact == "SUM":
        path = _sum(values, thread, vocabulary, two=any("TOTAL.two" in token.labels for token in tokens))
        named = [Fact(path)] if path else []
    else:
        named = _made_up(facts(stated, hit, told), hit, values, tokens, vocabulary)
    whole = thread.parts.whole if thread.parts.parted else None
    if stated.options.get("scope") == "part" and whole and whole[0]:
        named = [Fact(whole[0])]  # 办结12件，其中网上10件
    inherits = not hit.of("OBJECT") and len(told.objects) > 1
    last = thread.counts.last
    counted = stated.value == QTY or (stated.value == ALL and last is not None and not last[0])
    if inherits and counted and not hit.of("EACH") and stated.fact != "SUM":
        return
    labels = labels_of(tokens[hit.start : hit.end])
    apart = "APART" in labels
    if DOUBTED in labels and not hit.of("STATE"):
        return  # 收取处理费，涉及拆迁的申请2件
    if "REMAINDER" in labels and hit.of("SHORT") and thread.counts.of_unknown():
        return  # 其中征地补偿3件，其他1件
    if (len(values) > 1 or apart) and len(values) not in (0 if apart else 1, len(named)):
        return
    if thread.parts.excepting and hit.of("ALL"):
        named = named[:1]  # 除2件外，收到的9件均已办结
    for position, fact in enumerate(named):
        within = stated.options.get("within")
        if within == "parts" and not _among_others(fact.path, thread, vocabulary):
            continue
        if within == "group" and not _in_its_group(fact.path, thread):
            continue
        derived = stated.value in (ALL, REST, SINGLE)
        value = _derived(stated, fact.path, thread, vocabulary, tokens) if derived else None
        if stated.value == OPEN and thread.counts.stray is None:
            return
        if stated.value in (SINGLE, OPEN) and thread.counts.stray is not None:
            value, derived = Figure(thread.counts.stray), False
        elif stated.value in (NONE, ALSO, "0"):
            value = Figure(NOTHING)
        elif stated.value == QTY and values:
            value = figure(fact.path, values[min(position, len(values) - 1)], vocabulary)
        if value is None and stated.value == ALL and stated.fact == "STATE" and _numberless(thread):
            # All are done, whatever their number: of the other part of what came in none is left.
            fact, value = _other_part(fact, vocabulary.partitions), Figure(NOTHING)
        alone = within != "one" or (value is not None and value.value == 1)
        if value is not None and fact.path and alone:
            yield _draft(fact, value, derived, stated, hit, tokens, voice, thread, reader)


def _is_numberless(tokens: Sequence[Token]) -> bool:
    """Whether no word of a clause holds a number but what tells of when."""
    return not any(
        character.isdigit() for token in tokens if "PERIOD" not in token.labels for character in token.text
    )


def _among_others(path: str, thread: Thread, vocabulary: Vocabulary) -> bool:
    """Whether a sentence lists other outcomes beside one (公开22件、部分公开9件)."""
    listed = thread.labels.get("OUTCOME") and not thread.labels.get("PUBLISH")
    return bool(thread.parts.parted or listed or thread.counts.beside(path, vocabulary.partitions))


def _in_its_group(path: str, thread: Thread) -> bool:
    """Whether a row in short stands behind its group or another row (不予处理4件（信访类3件、重复1件）)."""
    group, last = path.rpartition(".")[0], thread.counts.last
    return last is not None and (last[0] == group or last[0].startswith(f"{group}."))


def _numberless(thread: Thread) -> bool:
    """Whether a passage has told no number so far, nor anything that was not read."""
    told = thread.counts.said or thread.counts.last or thread.ghost or thread.unsure or thread.strange
    parted = thread.parts.parted or thread.parts.excepting
    return not (told or parted or any(map(thread.labels.get, (*NUMBERS, "UNKNOWN"))))


def _other_part(fact: Fact, partitions: Sequence[Partition]) -> Fact:
    """Return what is left where all that came in has become a whole of its own (closed), or no fact."""
    whole = any(fact.path in each.of for each in partitions)
    pairs = (each.parts for each in partitions if len(each.parts) == 2 and not each.widens)
    return Fact(next((last for first, last in pairs if whole and first == fact.path), ""))


def _sum(values: Sequence[Token], thread: Thread, vocabulary: Vocabulary, *, two: bool) -> str:
    number = values[0].number if values else None
    if number is None:
        return ""
    if two and len(thread.counts.listed) > 1:
        return thread.counts.sum_of_two(vocabulary.partitions)
    if thread.counts.listed:
        alone = len(thread.counts.listed) == 1 and thread.unsure  # what it was listed with was not read
        path = "" if alone else thread.counts.sum(number.value, vocabulary.partitions)
        came_in = any(each.widens and path == each.of[0] for each in vocabulary.partitions)
        # 办结20件，其中新收17件、结转3件，以上合计20件
        return "" if came_in and thread.counts.repeats(number.value) else path
    verb, objects = thread.topic.verb, thread.topic.objects  # 新收申请比上年增加156件，共1356件
    if not thread.labels.get("COMPARE"):
        return _headed(number.value, thread, vocabulary)
    paths = (path for name in objects for path in (verb.facts.get(name, ()) if verb else ()))
    return next(paths, "") or _headed(number.value, thread, vocabulary)


def _headed(value: Decimal, thread: Thread, vocabulary: Vocabulary) -> str:
    """Return the fact of a total before which its sentence lists nothing (行政复议情况：总计10件).

    It may be of what was told in the sentences before (新收22件。上年结转3件。两项合计25件), as of outcomes.
    """
    said, partitions = thread.counts.said, vocabulary.partitions
    for each in partitions:
        parts = [said[part] for part in each.parts if part in said]
        all_told = len(parts) == len(each.parts) if each.widens else len(parts) > 2
        adds = each.widens or is_half(each.of[0], partitions)
        if adds and all_told and sum(parts) == value and said.get(each.of[0], value) == value:
            return each.of[0]
    named = [vocabulary.objects[name].fact for name in thread.topic.objects if name in vocabulary.objects]
    alone = len(thread.topic.objects) == 1 and thread.topic.verb is None and thread.labels.get("OBJECT")
    heads = alone and named and not (thread.raised or any(map(thread.labels.get, ELSE)))
    return named[0] if heads else thread.raised


def _made_up(
    named: list[Fact], hit: Match, values: Sequence[Token], tokens: Sequence[Token], vocabulary: Vocabulary
) -> list[Fact]:
    """Put in the place of several facts with one number the one they make up (本年新收及上年结转共50件)."""
    states = hit.of("STATE")
    if len(named) < 2 or len(values) != 1 or hit.of("EACH") or len(states) < 2 or "ZERO" in values[0].labels:
        return named
    paths = {fact.path for fact in named}
    whole = next((each.of[0] for each in vocabulary.partitions if paths == set(each.parts)), "")
    if whole:
        return [Fact(whole)]
    # 予以公开及部分公开5件 is of both rows together, which is no fact.
    rows = len(paths) > 1 and any(len(paths.intersection(each.parts)) > 1 for each in vocabulary.partitions)
    return [] if rows and all("OUTCOME" in tokens[index].labels for index in states) else named


def _derived(
    stated: Statement, path: str, thread: Thread, vocabulary: Vocabulary, tokens: Sequence[Token]
) -> Figure | None:
    """Return what a statement without a number of its own means."""
    counts, parts = thread.counts, thread.parts
    if parts.excepting and stated.value != REST:
        left = {each.left_over for each in vocabulary.partitions if each.parts[0] == path} - {""}
        if stated.value != ALL or parts.excepted or counts.last is None or counts.last[0] not in left:
            return None
        value = counts.rest(path, vocabulary.partitions)  # 除6件结转外全部答复
        return None if value is None else Figure(value)
    if stated.value == REST and stated.fact == "APPLICANT" and thread.labels.get("OTHERQTY"):
        return None  # 企业6家，其余为自然人: of people, and not of applications
    if stated.value == REST:
        value = counts.rest(path, vocabulary.partitions)
        if value is not None:
            value = value - parts.excepted if value > parts.excepted else None
    elif stated.value == SINGLE:
        value = counts.whole(path, vocabulary.partitions)
        if thread.outside is not None and counts.last is not None:
            value = counts.last[1]
        elif value is None and counts.last is not None and counts.last[1] == 1:
            value = _of_its_kind(path, counts.last, vocabulary)  # 系直接起诉，被驳回
        elif value != 1 and (parts.parted or not _is_of_all(tokens)):
            value = None
        elif counts.listed and all(listed in vocabulary.carried for listed, _ in counts.listed):
            value = None  # 另有上年结转1件，年初已予以公开
        elif value != 1 and counts.holds_unknown() and not is_half(path, vocabulary.partitions):
            value = None  # 2件，一件申请公开预算；另一件申请公开决算，已予以公开
    elif parts.parted and counts.last == parts.whole and counts.goes_on():
        value = None  # 26件，其中涉及信息公开3件，均胜诉
    elif counts.last is not None and is_share(path, counts.last[0], vocabulary.partitions):
        value = counts.last[1]
    elif counts.last is not None and is_row_beside(path, counts.last[0], vocabulary.partitions):
        value = None  # 不予公开17件，均系不掌握相关信息
    elif len(rows := counts.rows(path)) > 1:
        value = sum(rows, NOTHING)  # 要求提供公开出版物1件、重复申请2件，均不予处理
    else:
        of_some = parts.parted and not (parts.whole and counts.makes_up(parts.whole))
        value = None if of_some else counts.whole(path, vocabulary.partitions)
        if value is None and not parts.parted and counts.last is not None:
            value = _of_its_kind(path, counts.last, vocabulary)  # 诉讼3件，均为直接起诉，均维持
    return None if value is None else Figure(value)


def _of_its_kind(path: str, last: Counted, vocabulary: Vocabulary) -> Decimal | None:
    """Return what was counted last where a fact is of one kind of it."""
    return last[1] if is_of_kind(path, last[0], vocabulary.partitions) else None


def _is_of_all(tokens: Sequence[Token]) -> bool:
    """Whether a clause says of all that were told what it says (已办结, 尚未审结)."""
    return any(not token.labels.isdisjoint(("PLAIN.done", "STATE.pending", "TERM")) for token in tokens)


def _draft(
    fact: Fact,
    value: Figure,
    derived: bool,
    stated: Statement,
    hit: Match,
    tokens: Sequence[Token],
    voice: Voice,
    thread: Thread,
    reader: Reader,
) -> Draft:
    counted = reader.vocabulary.counted_of(fact.path)
    said = reader.reading[thread.sentence : tokens[-1].end]
    named = counted is None or any(
        word in reader.reading[tokens[0].start : tokens[-1].end] for word in counted.matter
    )
    own = voice.period == "last" and fact.path in reader.vocabulary.carried
    return Draft(
        fact.path,
        value.op,
        value.value,
        value.unit,
        reader.speaker.year if own else voice.year or reader.speaker.year,
        _scope(fact.path, value, stated, hit, tokens, voice, thread, reader, said),
        derived,
        stated.value in (NONE, ALSO),
        tokens[_first(hit, tokens)].start,
        tokens[hit.end - 1].end,
        fact.alternatives,
        of=thread.parts.whole if thread.parts.parted and not thread.parts.excepting else None,
        named=named,
        sentence=thread.sentence,
        way=() if thread.parts.parted else _way(stated, hit, tokens),
        under=() if thread.parts.parted else thread.parts.one_way,
        body=voice.government(reader.speaker),
        with_object=bool(hit.of("OBJECT")),
        of_own_year=thread.parts.parted
        and stated.options.get("scope") != "part"
        and "PERIOD.own" in labels_of(tokens[: hit.end]),
    )


def _way(stated: Statement, hit: Match, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of the way by which, or from whom, something is counted (收到网上申请1件)."""
    if stated.options.get("scope") != "part":
        return ()
    verb = min(hit.of("STATE"), default=hit.end)
    ways = (*hit.of("CHANNEL"), *hit.of("APPLICANT"))
    return tuple(tokens[index] for index in ways if index > verb)


def _first(hit: Match, tokens: Sequence[Token]) -> int:
    """Return the first token of a statement, with what only adds up before it (共收到)."""
    at = hit.start
    while at and "TOTAL" in tokens[at - 1].labels:
        at -= 1
    return at


def _scope(
    path: str,
    value: Figure,
    stated: Statement,
    hit: Match,
    tokens: Sequence[Token],
    voice: Voice,
    thread: Thread,
    reader: Reader,
    said: str,
) -> Scope:
    given = stated.options.get("scope")
    if given:
        scope: Scope = given
        return scope
    counted = reader.vocabulary.counted_of(path)
    accepted = any("ACCEPT" in tokens[index].labels for index in hit.of("STATE"))
    if counted and value.value and counted.is_work_of(reader.speaker.agency, said, accepted=accepted):
        return "other_body"
    counts, parts = thread.counts, thread.parts
    labels = labels_of(tokens[: hit.end])
    listed = [listed for listed, _ in counts.listed]
    if "TOTAL.running" in labels and path in counts.said:
        return "comparison"
    if DOUBTED in labels and thread.labels.get("SHARE"):
        return "part"
    partitions = reader.vocabulary.partitions
    split = any(path in each.of and _are_parts(listed, each) for each in partitions)
    rest = not labels.isdisjoint(("REST", "REMAINDER"))
    # 除1件延期答复外，其余16件按期答复: all are answered.
    delayed = (
        thread.labels.get("EXCEPT") and thread.labels.get("STEP") and not counts.beside(path, partitions)
    )
    if rest and (stated.value == NONE or (stated.value == QTY and (split or delayed))):
        return "part"
    if stated.value == NONE and voice.government(reader.speaker) == "office" and counts.said.get(path):
        return "part"  # 行政诉讼4件，以县政府为被告的没有发生
    if stated.value == NONE and voice.period == "span":  # none since it was founded is none this year
        voice = voice._replace(period="own")
    of_last = counts.last is not None and counts.last[1] == value.value
    if stated.value in (ALL, SINGLE) and voice.period == "part" and of_last:  # 收到1件，已于5月答复
        voice = voice._replace(period="own")
    if not value.value and voice.body == "whole":  # none of a whole system is none of one's own
        voice = voice._replace(body="own")
    made = path.startswith(reader.vocabulary.office_made)
    if made and voice.body == "office" and reader.speaker.whole:  # in doubt, as the voice says
        voice = voice._replace(body="own")
    elsewhere = stated.value == NONE and "CHANNEL" not in labels  # 收到来信2件；未收到申请
    another = elsewhere or is_yearly(labels) or "STATE.carried_in" in labels
    alike = any(path.partition(".")[0] == each.partition(".")[0] for each in listed)
    if parts.one_way and alike and stated.fact != "SUM" and not another:
        return "part"
    told = counts.said.get(path)
    is_less = parts.parted and told is not None and value.value < told
    if is_less and any(path in each.of for each in partitions):
        return "part"  # 收到33件，结转2件，其中办公室收到12件
    if counted and counted.matter and parts.parted and parts.whole and parts.whole[0]:
        of = reader.vocabulary.counted_of(parts.whole[0])
        came_in = any(each.widens and of == reader.vocabulary.counted_of(each.of[0]) for each in partitions)
        if of is not None and not (of.matter or came_in):
            return "other_body"  # 行政处罚14件，其中2件被申请行政复议
    new = {each.parts[0] for each in partitions if each.widens}
    kinds = [each for each in partitions if path in each.parts and each.of[0] in new]
    alone = kinds and listed and not any(_are_parts(listed, each) for each in kinds)
    if rest and alone and stated.value == QTY:
        return "part"  # 办结65件，剩余3件均为自然人申请
    carried = reader.vocabulary.carried
    if parts.parted and parts.whole and parts.whole[0] in carried and listed[:1] == [parts.whole[0]]:
        return "part"  # 上年结转的5件已办结，其中予以公开3件
    if parts.parted and parts.whole and not parts.whole[0]:
        shared = {each.of[0] for each in kinds} & counts.said.keys()
        if any(parts.whole[1] < counts.said[each] for each in shared):
            return "part"  # 新收21件，办结20件，剩余2件中，自然人1件
    if parts.parted and parts.whole and not counts.foreign and _holds(path, parts.whole[0], partitions):
        return "part"
    return voice.scope(reader.speaker)


def _are_parts(paths: Sequence[str], partition: Partition) -> bool:
    """Whether one of several facts is a part of a whole, or a row of one."""
    return any(f"{path}.".startswith(f"{part}.") for path in paths for part in partition.parts)


def _holds(path: str, whole: str, partitions: Sequence[Partition]) -> bool:
    """Whether a fact is a whole, or holds it, so that a part of it is no more (新收的9件中，乡镇承办4件)."""
    return path == whole or any(path in each.of and whole in each.parts for each in partitions if each.widens)
