"""Tokens: a passage cut into words, quantities, times and marks, with no character left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gialint.lazy_regex import lazy_regex
from gialint.understanding.claims.passages import DIGIT_MARK
from gialint.understanding.claims.times import own_year, times
from gialint.understanding.claims.vocabulary import Vocabulary
from gialint.understanding.claims.wordlist import LIKE, Entry
from gialint.understanding.claims.words import DIGITS, Token
from gialint.understanding.dates import YEAR, number
from gialint.understanding.numerals import Numeral, find_numerals

UNKNOWN, AMOUNT, OTHERQTY = frozenset(("UNKNOWN",)), frozenset(("AMOUNT",)), frozenset(("OTHERQTY",))
BOUNDS = ("以上", "以下", "以内", "左右")
STRANGE = frozenset(("BODY", "BODY.strange"))
OFFICES = frozenset(("BODY.office", "BODY.secretariat"))
BEFORE_NAMES = frozenset(("PERIOD", ",", ";", ":", "。", "!", "?", "LISTED"))
LENGTHS = range(3, 13)
"""How long the names of bodies are."""
STRANGER, WORD, SHORT_VERB = 1 << 24, 1 << 10, 1
"""What an unknown character costs, more than all tokens of a passage; a token; a verb of one character."""

Way = tuple[int, Entry | None, Token | None]
"""Where the best word from a place on ends, what it is, and what a closed expression makes of it."""

MARKS = {mark: frozenset((mark,)) for mark in ",;:()。!?"}
MARKS |= {
    "(": frozenset(("(", "OPEN")),
    ")": frozenset((")", "CLOSE")),
    "、": frozenset(("LINK", "、")),
    "“": frozenset(("QUOTE",)),
    "”": frozenset(("QUOTE",)),
    '"': frozenset(("QUOTE",)),
}
_NAMED_YEAR = lazy_regex(r"20[0-9][0-9](?=[年至到—~-])")
_TITLE = lazy_regex(r"《[^《》]{1,80}》")
_PERCENT = lazy_regex(r"(?:百分之[一二三四五六七八九十百零]+|[0-9]+(?:\.[0-9]+)?[%％])(?:以上)?")
_LISTED = lazy_regex(
    rf"(?:^|(?<=[。;:,!?]))(?:\([一二三四五六七八九十0-9]{{1,3}}\)|[一二三四五六七八九十]+、|{DIGIT_MARK}|[①②③④⑤⑥⑦⑧⑨⑩]|(?:第[一二三四五六七八九十]+条)?第\([一二三四五六七八九十]+\)项:?)"
)
_ALL_OF_IT = lazy_regex(r"(?<![0-9.])100(?:\.0+)?[%％](?!以上)|百分(?:之)?百")
_QUOTED_ZERO = lazy_regex("“零”|零(?=[件宗起例份条次个项元])")
_TERM = lazy_regex(
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:个?工作日|个自然日|日|天|个月)[之以]?内"
    r"|第(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})个(?:工作|自然)日"
)
_YEAR = lazy_regex(f"{YEAR}(?=年)")
_DURATION = lazy_regex(
    r"(?:[0-9]{1,4}(?:\.[0-9]+)?|[一二三四五六七八九十两]{1,3})(?:个?工作日|个自然日|天|个月|个?小时|分钟)"
)
_MOTTO = lazy_regex(r"“[^“”,。;0-9]{2,12}”的?(?:原则|制度|机制|要求|模式|理念|标准|栏目|专栏|专区)")
"""What an office goes by (“先审后发”原则)."""

_BY = lazy_regex(r"通过[^,。;:()0-9、“”《》收受办答]{2,16}?(?:平台|栏目|系统|网站|专栏|邮箱|窗口|公众号)")
"""Any way by its name (通过互动交流栏目)."""

_SPACE = lazy_regex(r"\s+")


def tokens(reading: str, vocabulary: Vocabulary, names: Sequence[str], year: int | None) -> list[Token]:
    """Cut a reading into tokens; ``names`` are those of the agency itself, ``year`` is the report's."""
    reading = _YEAR.sub(lambda said: str(number(said[0])), reading)  # 二〇二四年: of the same length
    fixed = _fixed(reading, vocabulary, names, year)
    return with_names(_joined(_cut(reading, vocabulary, fixed)), reading, names, vocabulary)


def _fixed(
    reading: str, vocabulary: Vocabulary, names: Sequence[str], year: int | None
) -> dict[int, list[Token]]:
    """Return what closed expressions find, by where it begins."""
    found: dict[int, list[Token]] = {}

    def add(token: Token) -> None:
        found.setdefault(token.start, []).append(token._replace(text=reading[token.start : token.end]))

    for time in times(reading, year):
        add(Token(time.start, time.end, frozenset(("PERIOD", f"PERIOD.{time.kind}")), year=time.year))
    for expression, label in (
        (_TITLE, "TITLE"),
        (_LISTED, "LISTED"),
        (_PERCENT, "PERCENT"),
        (_ALL_OF_IT, "PERCENT.all"),
        (_TERM, "PLAIN.days"),
        (_DURATION, "OTHERQTY"),
        (_MOTTO, "PLAIN.manner"),
        (_BY, "CHANNEL"),
        (_SPACE, "PLAIN"),
    ):
        for hit in expression.finditer(reading):
            labels = {label, label.partition(".")[0], *(("PLAIN",) if label == "LISTED" else ())}
            add(Token(hit.start(), hit.end(), frozenset(labels)))
    for numeral in find_numerals(reading):
        add(_quantity(reading, numeral, vocabulary))
    for hit in _QUOTED_ZERO.finditer(reading):
        zero = Numeral(hit.start(), hit.end(), Decimal(0), "=", hit[0], False)
        add(_quantity(reading, zero, vocabulary))
    for start, end in own_names(reading, names):
        add(Token(start, end, frozenset(("BODY", "BODY.own"))))
    return found


def _quantity(reading: str, numeral: Numeral, vocabulary: Vocabulary) -> Token:
    """Return a quantity: QTY with a unit of what is counted here, OTHERQTY with another, else NUMBER."""
    end = numeral.end + reading.startswith("”", numeral.end)
    for factors in vocabulary.amounts.values():
        unit = _unit(reading, end, tuple(factors))
        if unit:
            return Token(numeral.start, end + len(unit), AMOUNT, number=numeral, unit=unit)
    other, unit = _unit(reading, end, vocabulary.other_units), _unit(reading, end, vocabulary.units)
    if len(other) > len(unit):
        return Token(numeral.start, end + len(other), OTHERQTY, number=numeral, unit=other)
    after = end + len(unit)
    after += len(_unit(reading, after, BOUNDS))
    labels = {"QTY"}
    if not unit:
        rest = reading[end : end + 1]
        if rest and rest not in ',;。:()、!?”"':
            labels = {"NUMBER"} if numeral.value else {"NUMBER", "NUMBER.zero"}
    if not numeral.value:
        labels.add("ZERO")
    elif numeral.value == 1:
        labels.add("ONE")
    return Token(numeral.start, after, frozenset(labels), number=numeral, unit=unit)


def _unit(reading: str, at: int, units: tuple[str, ...]) -> str:
    """Return the longest of some units that stands at a place, or nothing."""
    if not reading.startswith(units, at):
        return ""
    return max((unit for unit in units if reading.startswith(unit, at)), key=len)


def own_names(reading: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the agency is named by its name or part of it: the same characters in the same order."""
    for name in names:
        if not name:
            continue
        last = name[-1]
        at = reading.find(last)
        while at >= 0:
            start, left = at, len(name) - 1
            while start > 0:
                left = name.rfind(reading[start - 1], 0, left)
                if left < 0:
                    break
                start -= 1
            yield from ((begins, at + 1) for begins in range(start, at))
            at = reading.find(last, at + 1)


def _cut(reading: str, vocabulary: Vocabulary, fixed: Mapping[int, list[Token]]) -> list[Token]:
    """Return the shortest way over all words: fewest unknown characters, then tokens, longer words first.

    Of as many tokens those are taken that hold no verb of one character (区政府|办结, not 区政府办|结).
    """
    masked = _NAMED_YEAR.sub(DIGITS, reading) if "20" in reading else reading
    words = vocabulary.words
    size = len(reading)
    costs = [0] * (size + 1)
    ways: list[Way] = [(0, None, None)] * size
    for at in range(size - 1, -1, -1):
        best, end = costs[at + 1] + STRANGER, at + 1
        entry: Entry | None = None
        token: Token | None = None
        mark = MARKS.get(reading[at])
        if mark is not None:
            best, entry = costs[at + 1] + WORD, (mark, ())
        lengths, known = words.at(masked[at : at + LIKE])
        for length in lengths:
            to = at + length
            if to > size:
                continue
            cost = costs[to] + WORD
            if cost < best or (cost == best and to > end):
                numbers = known.get(masked[at:to])
                if numbers:
                    entry = words.entry(numbers)
                    best, end = cost + (SHORT_VERB if length == 1 and "STATE" in entry[0] else 0), to
        for each in fixed.get(at, ()):
            to, cost = each.end, costs[each.end] + WORD
            if cost < best or (cost == best and to > end):
                best, end, entry, token = cost, to, None, each
            elif cost == best and to == end:
                token = each if token is None else each._replace(labels=each.labels | token.labels)
        costs[at], ways[at] = best, (end, entry, token)
    return list(_walked(reading, masked, ways))


def _walked(reading: str, masked: str, ways: Sequence[Way]) -> Iterator[Token]:
    at, began = 0, -1
    while at < len(reading):
        end, entry, token = ways[at]
        if entry is None and token is None:
            began = at if began < 0 else began
        else:
            if began >= 0:
                yield Token(began, at, UNKNOWN, text=reading[began:at])
                began = -1
            if token is None and entry is not None:
                text = reading[at:end]
                year = own_year(text) if DIGITS[0] in masked[at:end] else None
                token = Token(at, end, *entry, None, "", year, text)
            elif token is not None and entry is not None:
                token = token._replace(labels=token.labels | entry[0], words=entry[1])
            if token is not None:
                yield token
        at = end
    if began >= 0:
        yield Token(began, at, UNKNOWN, text=reading[began:at])


def with_names(
    cut: Sequence[Token], reading: str, names: Sequence[str], vocabulary: Vocabulary
) -> list[Token]:
    """Tell names that may be the agency's from others.

    An office of a government may be the agency itself (县政府及县政府办公室); so may be what a government
    does by itself where the agency is its office (县本级). A name that nobody knows,
    of a body of the agency's kind, in the place of its own, is most likely a slip for it: BODY.strange.
    """
    own = {end for _, end in own_names(reading, names)}
    ending = min(names, key=len)[-1] if names else ""
    endings = {name[-1] for name in names}
    found: list[Token] = []
    for token in cut:
        if not token.labels.isdisjoint(OFFICES) and (
            not own.isdisjoint((token.end, token.end - 1))
            or ("LEVEL" in token.labels and _serves(names, vocabulary))
        ):
            token = token._replace(labels=token.labels | {"BODY.own"})
        elif "BODY.self" in token.labels and token.text[-1] in endings:
            token = token._replace(labels=token.labels | {"BODY.own"})  # 我校 of a 中学, by its short name
        elif (
            "UNKNOWN" in token.labels
            and ending
            and token.text.endswith(ending)
            and len(token.text) in LENGTHS
        ):
            before = found[-1].labels if found else MARKS["。"]
            if not before.isdisjoint(BEFORE_NAMES):
                token = token._replace(labels=STRANGE)
        found.append(token)
    return found


def _serves(names: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the agency is the office of a government, by how one of its names ends."""
    words = vocabulary.words
    ends = (name[at:] for name in names for at in range(len(name)))
    known = (words.at(end[:LIKE]).words.get(end) for end in ends)
    return any("BODY.secretariat" in words.entry(numbers)[0] for numbers in known if numbers)


def _joined(cut: list[Token]) -> list[Token]:
    """Let plain words of one character join what is unknown beside them, verbs what is before them (秋收)."""
    joined: list[Token] = []
    for token in cut:
        before = joined[-1] if joined else None
        if before is not None and _joins(before, token):
            joined[-1] = Token(before.start, token.end, UNKNOWN, text=before.text + token.text)
            if len(joined) > 1 and _joins(joined[-2], joined[-1]):
                last = joined.pop()
                joined[-1] = Token(joined[-1].start, last.end, UNKNOWN, text=joined[-1].text + last.text)
        else:
            joined.append(token)
    return joined


def _joins(first: Token, second: Token) -> bool:
    if first.labels is UNKNOWN or "UNKNOWN" in first.labels:
        return "UNKNOWN" in second.labels or _is_slight(second) or _is_short_verb(second)
    return "UNKNOWN" in second.labels and _is_slight(first)


def _is_slight(token: Token) -> bool:
    return token.end - token.start == 1 and "PLAIN" in token.labels and len(token.labels) <= 2


def _is_short_verb(token: Token) -> bool:
    return token.end - token.start == 1 and "STATE" in token.labels
