"""GIA521: the parts that a sentence gives of a whole do not fit it (“12件，其中8件、5件”)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint import Facts, Finding, Related, Report, Severity, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage
from gialint.records import NamedTuple
from gialint.understanding.marked import statements
from gialint.understanding.number_words import rounding
from gialint.understanding.numerals import Numeral, find_numerals

SENTENCE = lazy_regex(r"[^。;!?]+(?:[。;]其中[^。;!?]+)?")
"""A sentence, and one after it that lists its parts."""

PARTS = lazy_regex(
    r"[。,(:;]{0,2}其中[:,]?|(?:(?:本年|当年)?(?:新收|收到|受理|办结)的?)?(?:政府信息公开|依申请公开)?(?:申请|信息|事项|案件)中[:,]"
    r"|的?(?:申请)?(?:内容|事项|类型|对象|主体)[来上]?看[:,]|,?(?:具体)?(?:包括|分别(?:为|是)|具体(?:为|是))[:,]?(?=[^。;,0-9]{1,20}[0-9])|中[:,]?"
    r"|(?:的?(?:政府信息公开|依申请公开)?申请)?,?(?:均|已|都|全部)(?:均|已|按时|按期|依法|全部){0,3}(?:办结|答复|办理完毕|答复完毕):|(?<=[件条份篇次宗]):"
)
"""What begins the parts of the count before it (其中; 48件新收申请中，; 16件的申请内容看，)."""

BETWEEN = lazy_regex(
    r"(?:[,()]|[同环]比|[较比](?:上年|去年|20[0-9]{2}年)(?:同期)?|上升|下降|增长|增加|减少|分别|了|[0-9.]{1,9}(?:%|个百分点|[倍条件次])?)*+"
)
"""What may stand between a whole and its parts: how it compares."""

CHANGE = lazy_regex(r"(?:增加|增长|上升|增多|减少|下降|降低|[净多少增减])了?$")
"""What a number of a comparison has before it: such a number is no whole (较上年增加1件。其中…)."""

UNITS = ("件次", "人次", *"件条宗起例份次个项封篇期笔户场名家台辆")
OPEN = lazy_regex("等|主要|包括但|不限于|以上|含|重复|同时|涉及|一并|兼|分别计入|联名")
"""Words that leave open whether the parts are all there are, or what they are parts of."""

ENDS = lazy_regex(
    r"答复|办结|办理|结转|收到|受理|新增|同比|上年|去年|[比较与]20|全年|累计|(?<!公)共|另|其余|此外|延期|补正|整改|改正|听证|移送|督办|[。;!?(]"
)
"""After a comma, words that introduce something other than another part."""

TOTAL = lazy_regex(
    r"(?:合计|共计|总计|[一总]共|(?<=[,、;])共)(?:公开|发布|推送|办理|收到)?(?:信息)?(?=[0-9])"
)
"""What stands before a total of what was counted before it (214家、583家，合计797家)."""

LABEL = 14
"""How long the name of a part behind a comma may be."""

WAY = lazy_regex(r"网络|网上|网站|在线|线上|平台|信函|邮寄|来信|邮件|邮箱|当面|现场|窗口|传真|电话")
CHANNEL = lazy_regex(r"网站|门户|公众号|微信|微博|抖音|客户端|公开栏|公示栏|电子屏|公报|平台|渠道")
BRACKETED = lazy_regex(r"\([^()]*(?:[0-9,;]|$)")
"""What a bracket in a list tells besides a name (村(社区))."""

WAYS_LISTED = 3
FEW = 5
"""A list of three ways that leaves out less than a fifth is meant to be complete."""

AGAIN = "中"
"""Behind a count, tells that the next one is a part of it (36件中)."""

REST = "其他"
SLACK = 10
"""A list short of its whole by less than a tenth is meant to be complete, if one wrong digit explains it."""
LEAST = 100
"""Of a smaller whole a list may leave out more than one (34件，其中维持30件、纠正2件)."""


class Count(NamedTuple):
    """A number with its unit, at offsets of the passage's reading."""

    value: Decimal
    unit: str
    start: int
    end: int


@rule(
    "GIA521",
    "parts-of-a-whole",
    severity="error",
    title=Text("“其中”各项应与总数相符", "The parts of a whole must add up to it"),
    basis=["arithmetic"],
    hint=Text(
        "请核对总数和各分项；分项有交叉（如同一条信息发布在多个渠道）时，请在正文中说明。",
        "Check the total and its parts; if parts overlap, say so in the text.",
    ),
    tags=["prose", "arithmetic"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "全年收到政府信息公开申请12件，其中网上申请8件、信函申请4件。"}},
        {"clean": {"一": "全年主动公开信息575条，其中政策类384条、民生类102条。"}},
        {
            "violates": {"一": "全年主动公开信息575条，其中政策类384条、民生类190条。"},
            "says": "正文“其中”的分项合计与总数不符：384 + 190 = 574 < 575（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "公开信息318条，其中网站120条，公众号178条。"},
            "says": "正文“其中”的分项合计与总数不符：120 + 178 = 298 < 318（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "全年发布信息2808条，同比增长5%。其中，微信1205条、微博12984条。"},
            "says": "正文“其中”的分项大于总数：12984 > 2808",
        },
        {"clean": {"一": "全年收到申请12件，其中网上申请8件；主动公开信息300条。"}},
        {"clean": {"一": "全年收到申请39件，其中网络22件、信函11件、现场4件等。"}},
        {
            "violates": {"一": "全年收到申请39件，其中网络22件、信函11件、现场4件；上年结转2件。"},
            "says": "正文“其中”的分项合计与总数不符：22 + 11 + 4 = 37 < 39（没有列全的，请写明“等”）",
        },
        {
            "violates": {"一": "新收申请48件。48件新收申请中，网络提交31件、邮寄12件、现场递交4件。"},
            "says": "正文“其中”的分项合计与总数不符：31 + 12 + 4 = 47 < 48（没有列全的，请写明“等”）",
        },
        {
            "clean": {
                "一": "在48件申请中，网络提交31件、邮寄12件。本局办理申请48件，工作中，走访12件、回访30件。"
            }
        },
        {"clean": {"一": "收到申请4件，均为自然人，较上年增加1件。其中予以公开2件、无法提供2件。"}},
        {"clean": {"一": "收到申请9件（其中网上申请6件、信函申请3件），上年结转2件，答复8件。"}},
        {"clean": {"一": "收到申请9件，其中网上申请6件，信函申请3件，答复8件。"}},
        {"clean": {"一": "办理申请20件（含上年结转2件），其中本年新收18件，比2022年的24件下降25%。"}},
        {"clean": {"一": "收到申请14件，上年结转2件，其中网上申请9件，信函申请7件。"}},
        {"clean": {"一": "当年有行政复议8件、行政诉讼3件，其中复议维持原答复的6件，还在审理的2件。"}},
        {"clean": {"一": "全年主动公开信息1.3万条，其中政策类4000条、动态类9012条。"}},
        {
            "violates": {"一": "全年主动公开信息1.3万条，其中政策类4000条、动态类9999条。"},
            "says": "正文“其中”的分项大于总数：4000 + 9999 = 13999 > 13000（分项有交叉时除外）",
        },
        {
            "violates": {"一": "全年主动公开信息162条，其中微信公众号发布293条。"},
            "says": "正文“其中”的分项大于总数：293 > 162",
        },
        {
            "violates": {"一": "全年收到政府信息公开申请12件，其中网上申请8件、信函申请5件。"},
            "says": "正文“其中”的分项大于总数：8 + 5 = 13 > 12（分项有交叉时除外）",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each sentence whose parts exceed the whole that it names, or surely should make it and do not."""
    for passage in statements(report):
        if passage.kind != "prose":
            continue
        for sentence in SENTENCE.finditer(passage.reading):
            found = _parts(passage.reading, sentence.start(), sentence.end())
            if found is not None:
                yield from _finding(report, passage, found)
            for total in TOTAL.finditer(passage.reading, *sentence.span()):
                yield from _summed(report, passage, sentence.start(), total.end())


class Listed(NamedTuple):
    """A whole, the parts that are listed of it, the sum of all counted before, and what is counted behind."""

    whole: Count
    parts: Sequence[Count]
    taken: Decimal
    behind: Sequence[Count]


def _parts(reading: str, start: int, end: int) -> Listed | None:
    """Return a whole with its stated parts.

    The sentence has one list of exact counts; 其中 may take up all of them (收到9件，上年结转1件，
    其中网上5件; 行政复议6件和行政诉讼3件，其中行政复议维持5件).
    """
    marks = [*PARTS.finditer(reading, start, end)]
    mark = marks[0] if len(marks) == 1 else None
    if mark is None or OPEN.search(reading, mark.end(), end):
        return None
    counts = list(_counts(reading, start, end))
    before = [count for count in counts if BETWEEN.fullmatch(reading, count.end, mark.start())]
    before = [count for count in before if not CHANGE.search(reading, start, count.start)]
    after = [count for count in counts if count.start >= mark.end()]
    if not before or not after:
        return None
    whole = before[0]
    listed = _listed(reading, whole, after)
    taken = sum((count.value for count in counts if _is_among(count, whole)), Decimal(0))
    if not listed:
        return None
    behind = [count for count in counts if count.start > listed[-1].end and count.unit == whole.unit]
    return Listed(whole, listed, taken, behind)


def _is_among(count: Count, whole: Count) -> bool:
    return count.unit == whole.unit and count.end <= whole.end


def _listed(reading: str, whole: Count, after: Sequence[Count]) -> list[Count]:
    """Take the counts of the whole's unit that are listed in one manner, up to what is no part.

    Behind a comma something else may follow, and does where the parts make the whole already.
    """
    listed: list[Count] = []
    joint = ""
    for count in after:
        if count.unit != whole.unit or reading.startswith(AGAIN, count.end):
            break
        if listed:
            joint = joint or reading[listed[-1].end]
            label = reading[listed[-1].end + 1 : count.start]
            if joint not in "、," or reading[listed[-1].end] != joint:
                break
            made = sum(part.value for part in listed) == whole.value
            if joint == "," and (made or ENDS.search(label) or len(label) > LABEL):
                break
        listed.append(count)
    return listed


def _counts(reading: str, start: int, end: int) -> Iterator[Count]:
    for numeral in find_numerals(reading[start:end]):
        if numeral.op != "=":
            continue
        made = _count(reading, start, numeral)
        if made is not None:
            yield made


def _count(reading: str, start: int, numeral: Numeral) -> Count | None:
    first, last = start + numeral.start, start + numeral.end
    unit = next((unit for unit in UNITS if reading.startswith(unit, last)), None)
    return Count(numeral.value, unit, first, last + len(unit)) if unit else None


def _finding(report: Report, passage: Passage, found: Listed) -> Iterator[Finding]:
    whole, parts, taken, behind = found
    total = sum((part.value for part in parts), Decimal(0))
    within = sum((_rounding(passage.reading, count) for count in (whole, *parts)), Decimal(0))
    above = [part for part in parts if part.value > taken + within]
    lacking = total + within < taken == whole.value and _is_closed(passage.reading, whole, parts, total)
    rest = [count.value for count in behind]
    if lacking and whole.value - total in (*rest, sum(rest)):
        return  # 其中网上100件、邮寄20件，当面递交6件
    exceeds = total > taken + within and _are_alike(passage.reading, whole, parts)
    if exceeds and not above and total - whole.value in (*rest, sum(rest)):
        return  # 13件、4件，1件由双方联名提出
    if not (above or exceeds or lacking):
        return
    working = f"{above[0].value} > {whole.value}" if above else _sum(parts, total, whole)
    if lacking:
        said = f"正文“其中”的分项合计与总数不符：{working}（没有列全的，请写明“等”）"
        said_en = f"the parts do not add up to the whole: {working} (say so if there are others)"
    else:
        said = f"正文“其中”的分项大于总数：{working}" + ("" if above else "（分项有交叉时除外）")
        said_en = f"the parts exceed the whole: {working}" + ("" if above else " (unless they overlap)")
    yield Finding(
        Text(said, said_en),
        report.place(passage, whole.start, whole.end),
        tuple(Related(Text("分项", "part"), report.place(passage, part.start, part.end)) for part in parts),
        {"whole": str(whole.value), "parts": str(total)},
        (Text(f"分项与总数：{working}", f"parts and whole: {working}"),),
        severity=None if above else Severity.WARNING,
    )


def _summed(report: Report, passage: Passage, start: int, at: int) -> Iterator[Finding]:
    """Report a total behind what it is of that no such sum is, and one is with two digits exchanged."""
    reading = passage.reading
    end = min(
        (each for each in (reading.find(mark, at) for mark in "。;,") if each > 0), default=len(reading)
    )
    counts = list(_counts(reading, start, end))
    if not counts or counts[-1].start != at:
        return
    whole = counts[-1]
    before = [count for count in counts[:-1] if count.unit == whole.unit]
    lists = [before[first:] for first in range(len(before) - 1)]
    sums = [sum((count.value for count in parts), Decimal(0)) for parts in lists]
    if whole.value in sums or any(whole.value == count.value for count in before):
        return
    for parts, total in zip(lists, sums, strict=True):
        if _is_swapped(whole, parts, whole.value - total):
            working = _sum(parts, total, whole)
            yield Finding(
                Text(
                    f"正文的合计与各项之和不符：{working}", f"a total is not the sum of its parts: {working}"
                ),
                report.place(passage, whole.start, whole.end),
                tuple(
                    Related(Text("分项", "part"), report.place(passage, part.start, part.end))
                    for part in parts
                ),
                {"whole": str(whole.value), "parts": str(total)},
                severity=Severity.WARNING,
            )
            return


def _rounding(reading: str, count: Count) -> Decimal:
    return rounding(reading[count.start : count.end], count.value)


def _is_closed(reading: str, whole: Count, parts: Sequence[Count], total: Decimal) -> bool:
    """Return whether a list is certainly meant to be complete: it ends in 其他, or one digit is wrong."""
    if len(parts) < 2 or reading[parts[-1].end : parts[-1].end + 1] not in ("", *"。;,)!?"):
        return False
    listed = reading[_begin(reading, whole, parts) : parts[-1].end]
    if BRACKETED.search(listed) or len(find_numerals(listed)) > len(parts):
        return False
    if _are_ways(reading, whole, parts):
        return (whole.value - total) * FEW < whole.value
    if reading[parts[-2].end + 1 : parts[-1].start].startswith(REST):
        return True
    gap = whole.value - total
    if _is_swapped(whole, parts, gap) and (len(parts) >= WAYS_LISTED or _are_channels(reading, whole, parts)):
        return True
    if whole.value < LEAST and gap > 1:
        return False
    return gap * SLACK < whole.value and (_is_one_digit(gap) or _is_swapped(whole, parts, gap))


def _are_alike(reading: str, whole: Count, parts: Sequence[Count]) -> bool:
    """Return whether parts are told apart in one manner: behind a comma there may be another one.

    So they are in a list with 、, as ways by which something came, or with names that end alike.
    """
    if len(parts) < 2 or reading[parts[0].end] != ",":
        return True
    ends = [_begin(reading, whole, parts), *(part.end for part in parts)]
    labels = [reading[end : part.start] for end, part in zip(ends, parts, strict=False)]
    return all(map(WAY.search, labels)) or len({label[-1:] for label in labels}) == 1


def _are_ways(reading: str, whole: Count, parts: Sequence[Count]) -> bool:
    """Return whether a list is of the ways by which applications came: each came by one of them."""
    ends = [_begin(reading, whole, parts), *(part.end for part in parts)]
    labels = (reading[end : part.start] for end, part in zip(ends, parts, strict=False))
    return len(parts) >= WAYS_LISTED and all(map(WAY.search, labels))


def _are_channels(reading: str, whole: Count, parts: Sequence[Count]) -> bool:
    """Return whether a list is of the channels on which something was published."""
    ends = [_begin(reading, whole, parts), *(part.end for part in parts)]
    return all(CHANNEL.search(reading, end, part.start) for end, part in zip(ends, parts, strict=False))


def _begin(reading: str, whole: Count, parts: Sequence[Count]) -> int:
    mark = PARTS.search(reading, whole.end, parts[0].start)
    return mark.end() if mark else whole.end


def _is_one_digit(gap: Decimal) -> bool:
    return len(str(gap).strip("0")) == 1


def _is_swapped(whole: Count, parts: Sequence[Count], gap: Decimal) -> bool:
    """Return whether two digits of one figure, written the other way round, make the sum right."""
    changed = [(whole.value, whole.value - gap), *((part.value, part.value + gap) for part in parts)]
    return any(_swaps(str(one), str(other)) for one, other in changed)


def _swaps(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    at = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def _sum(parts: Sequence[Count], total: Decimal, whole: Count) -> str:
    sign = ">" if total > whole.value else "<"
    return f"{' + '.join(str(part.value) for part in parts)} = {total} {sign} {whole.value}"
