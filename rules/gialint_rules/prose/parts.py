"""Lists of parts in prose: where they begin, what they are of, and how far they go (12件，其中8件、4件)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.numerals import Numeral, find_numerals

AMONG = "其中"
ABOUT = "涉及"
LAST = lazy_regex("[,、]其[他它](?:方面|类|事项)?[0-9]{1,6}[件条份宗]")
"""The last of all parts (涉及征地的9件，涉及规划的6件，其他2件)."""

PARTS = lazy_regex(
    r"[。,(:;]{0,2}其中[:,]?"
    r"|(?:(?:本年|当年)?(?:新收|收到|受理|办结)的?)?(?:政府信息公开|依申请公开)?(?:申请|信息|事项|案件)中[:,]?"
    r"|的?(?:申请)?(?:内容|事项|类型|对象|主体)[来上]?看[:,]"
    r"|,?(?:具体)?(?:包括|分别(?:为|是)|具体(?:为|是))[:,]?(?=[^。;,0-9]{1,20}[0-9])|中[:,]?|,?按[^,。;0-9]{2,8}(?:划分|归类|分(?:为|类)?)[:,]?"
    r"|,(?:标注|认定|确定|标明|分别)?(?:公开属性)?为?(?=主动公开(?:类|的)?[0-9]{1,6}[件份条篇][、,]依申请公开(?:类|的)?[0-9])"
    r"|,(?=(?P<by>通过|在)[^,。;0-9]{2,20}(?:公开|发布)(?:信息)?[0-9]{1,7}条,(?P=by)[^,。;0-9]{2,20}(?:公开|发布)(?:信息)?[0-9])"
    r"|,含(?=[^。;,、0-9]{1,12}[0-9]{1,6}[件条份篇次宗]、)"
    r"|(?:的?(?:政府信息公开|依申请公开)?申请)?,?(?:均|已|都|全部)(?:均|已|按时|按期|依法|全部){0,3}"
    r"(?:办结|答复|办理完毕|答复完毕):"
    r"|,?共?[一二三四五六七八九两0-9][类项种个],?(?:即|分别(?:为|是)|包括)[:,]?|(?<=[件条份篇次宗]):|\((?=[^()0-9]{2,16}[0-9]{1,6}[件条份篇次宗][、,])"
)
"""What begins the parts of the count before it (其中; 48件新收申请中，; 申请内容看，; 9件均已办结：)."""

BETWEEN = lazy_regex(
    r"(?:[,()]|(?:均|都|全部)(?:[为由是系])[^,。;0-9]{2,12}|(?:没有|无(?!法))[^,。;0-9]{2,12}|[同环]比|"
    r"[较比](?:上年|去年|20[0-9]{2}年)(?:同期)?的?|上升|下降|增长|增加|减少|[多少](?=[0-9])|分别|了|[0-9.]{1,9}(?:%|个百分点|[倍条件次])?)*+"
)
"""What may stand between a whole and its parts: how it compares, and that all are of one kind."""

CHANGE = lazy_regex(
    r"(?:(?:增加|增长|上升|增多|减少|下降|降低|[净多少增减])了?|[较比](?:上年|去年|20[0-9]{2}年)(?:同期|全年)?的?)$"
)
"""What a number of a comparison has before it: it is no whole (较上年增加1件; 较上年的150件增长)."""

MANNER = "按"
"""What stands before the manner in which a whole is divided."""

UNITS = ("件次", "人次", *"件条宗起例份次个项封篇期笔户场名家台辆")
OPEN = lazy_regex("等(?!其他|[一-鿿]{2,8}[0-9])|主要|采用|录用|刊用|包括但|不限于|涉及")
"""Words among parts that leave open whether they are all there are, or what they are parts of."""

OVERLAP = lazy_regex(r"以上|含(?![^()0-9]{1,12}\))|重复|交叉|同时|一并|兼|分别(?:计入|统计|计算)|联名")
"""Words that tell, among parts or behind them, that one may be counted twice."""

EXPLAINED = lazy_regex("[^。]*。[^。]{0,40}(?:重复|交叉|重叠|同时(?:归入|计入|属于)|分别(?:计入|统计|计算))")
"""Behind a list, the next sentence tells that one may be counted twice."""

ENDS = lazy_regex(
    r"答复|办结|办理|结转|收到|受理|新增|同比|上年|去年|[比较与]20|全年|累计|(?<!公)共|另|其余|此外|延期|补正|整改|改正|听证|移送|督办|[。;!?(]"
)
"""After a comma, words that introduce something other than another part."""

LED = lazy_regex("(?:通过|在)[^,。;:0-9]{2,24}$")
"""What stands before a count that is itself of one way."""

NOTE = lazy_regex(r"\([^()0-9]{1,4}\)")
"""A note within a name (县(区))."""

EACH = "各"
"""What stands before a number that is of each of several: of how many, names do not tell (A局和B局各1件)."""

NEAR = 200
"""How far before a part of a sentence the rest of it is looked at."""

LABEL = 14
"""How long the name of a part behind a comma may be."""

ALIKE = 2
"""By so many characters the names of parts begin alike."""

AGAIN = "中"
"""Behind a count, tells that the next one is a part of it (36件中)."""


class Count(NamedTuple):
    """A number with its unit, at offsets of the passage's reading."""

    value: Decimal
    unit: str
    start: int
    end: int


class Listed(NamedTuple):
    """A whole, the parts that are listed of it, the sum of all counted before, and what is counted behind.

    ``among`` tells that they are listed behind 其中, ``divided`` that the whole is divided in one manner
    (按内容划分); ``begin`` is where they begin.
    """

    whole: Count
    parts: Sequence[Count]
    taken: Decimal
    behind: Sequence[Count]
    among: bool
    begin: int
    divided: bool = False

    def labels(self, reading: str) -> list[str]:
        """Return what the reading tells before each part."""
        ends = [self.begin, *(part.end for part in self.parts)]
        return [reading[end : part.start] for end, part in zip(ends, self.parts, strict=False)]


def lists(reading: str, start: int, end: int) -> Iterator[Listed]:
    """Yield each whole of a sentence with the parts that are listed of it."""
    marks = [*PARTS.finditer(reading, start, end)]
    if marks and marks[0][0].startswith("。"):  # 31件；上年结转1件。其中
        start = max(reading.rfind("。", 0, marks[0].start()) + 1, start - NEAR)
    counts = list(counts_in(reading, start, end)) if marks else []
    for mark, behind in zip_longest(marks, marks[1:]):
        last = behind.start() if behind else end
        found = None if OVERLAP.search(reading, mark.end(), last) else _parts(reading, start, mark, counts)
        if found is not None and EXPLAINED.match(reading, found.parts[-1].end):
            continue
        if found is not None and not _is_open(reading, found):
            yield found


def _is_open(reading: str, found: Listed) -> bool:
    """Return whether a list leaves open whether its parts are all; about what they are may end in 其他2件."""
    end = found.parts[-1].end + len("等")
    ended = LAST.search(reading, found.begin, end)
    return any(not (ended and word[0] == ABOUT) for word in OPEN.finditer(reading, found.begin, end))


def _parts(reading: str, start: int, mark: re.Match[str], counts: Sequence[Count]) -> Listed | None:
    """Return a whole with its stated parts.

    What begins the list may take up all counts before it (收到9件，上年结转1件，其中网上5件;
    行政复议6件和行政诉讼3件，其中行政复议维持5件).
    """
    before = [count for count in counts if BETWEEN.fullmatch(reading, count.end, mark.start())]
    before = [count for count in before if not CHANGE.search(reading, start, count.start)]
    after = [count for count in counts if count.start >= mark.end()]
    if not before or not after:
        return None
    whole = before[0]
    if mark["by"] and LED.search(reading, start, whole.start):
        return None  # 通过网站公开132条，通过公众号公开95条，通过公告栏公开41条
    listed = _listed(reading, whole, after, mark.end())
    if any(reading.endswith(EACH, mark.end(), part.start) for part in listed):
        return None
    taken = sum((count.value for count in _taken(counts, whole)), Decimal(0))
    told = {count.value for count in counts if count.end < whole.start}
    if not listed or sum(part.value for part in listed) in told:
        return None  # 网站241条，公众号389条。其中，网站的信息分：…
    closed = reading.find(")", listed[-1].end) if mark[0] == "(" else -1
    within = closed if closed > 0 else len(reading)  # behind a bracket nothing is of the list
    behind = [count for count in counts if listed[-1].end < count.start < within and count.unit == whole.unit]
    divided = mark[0].lstrip(",").startswith(MANNER)
    return Listed(whole, listed, taken, behind, AMONG in mark[0], mark.end(), divided)


def _taken(counts: Sequence[Count], whole: Count) -> Iterator[Count]:
    """Yield a whole and the counts of its unit before it that it may stand beside (收到9件，上年结转1件)."""
    begin = whole.end
    for count in reversed(counts):
        if count.unit == whole.unit and count.end <= whole.end:
            if begin - count.end > LABEL:
                return
            begin = count.start
            yield count


def _listed(reading: str, whole: Count, after: Sequence[Count], begin: int) -> list[Count]:
    """Take the counts of the whole's unit that are listed in one manner, up to what is no part.

    Behind a comma something else may follow, and does where the parts make the whole already. What begins
    as the first part does goes on with it (通过网站公开8条，通过大厅公告栏公开3条).
    """
    listed: list[Count] = []
    joint, first = "", reading[begin : begin + ALIKE]
    for count in after:
        if count.unit != whole.unit or reading.startswith(AGAIN, count.end):
            break
        if listed:
            joint = joint or reading[listed[-1].end]
            label = NOTE.sub("", reading[listed[-1].end + 1 : count.start])
            if joint not in "、," or reading[listed[-1].end] != joint:
                break
            made = sum(part.value for part in listed) == whole.value
            longest = 2 * LABEL if label.startswith(first) else LABEL
            if joint == "," and (made or ENDS.search(label) or len(label) > longest):
                break
        listed.append(count)
    return listed


def counts_in(reading: str, start: int, end: int) -> Iterator[Count]:
    """Yield the exact numbers with a unit in a stretch of a reading."""
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
