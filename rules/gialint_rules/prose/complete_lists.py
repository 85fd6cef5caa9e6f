"""Whether a list of parts is meant to be complete, and whether one slip of a digit explains its sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from gialint.lazy_regex import lazy_regex
from gialint.understanding.numerals import find_numerals
from gialint_rules.prose.parts import Count, Listed

WAY = lazy_regex(r"网络|网上|网站|在线|线上|平台|信函|邮寄|来信|邮件|邮箱|当面|现场|窗口|传真|电话")
CHANNEL = lazy_regex(
    r"网站|频道|专栏|门户|公众号|微信|微博|抖音|客户端|公开栏|公示栏|公告栏|宣传栏|电子屏|显示屏|公报|报纸|报刊|广播|电视|平台|渠道|媒体|窗口"
)
LEVEL = lazy_regex(
    r"[省市县区州][本直]?级|本级|[省市县区]直|[省市县区州旗](?:政府)?(?:各)?部门|乡镇|镇街|街道|区县|县区|[县市]\([市区]|县\(区\)|(?:其他|各)(?:单位|部门|镇|乡|区|县)"
)
"""A level or the rest of an area, of which all there are share what is counted (市级部门, 各县(区))."""

FORM = lazy_regex(r"文字|文稿|图解|图文|图表|图片|长图|漫画|动画|动漫|视频|音频|H5|专家|访谈|问答")
"""A form in which policies are explained (图解14件、文字11件、视频5件)."""

BRACKETED = lazy_regex(r"\([^()]*(?:[0-9,;]|$)")
"""What a bracket in a list tells besides a name (村(社区))."""

OTHERS = lazy_regex("等(?!其他)")
"""What in a name tells of others that have none (微信等新媒体)."""

LEFT = lazy_regex(
    "[。;](?:除[^,。;]{2,10},)?(?:其余|余下|另有(?!上年|20)|此外|还有)|,(?:其余|余下)(?=[^,。;0-9]{2,})"
)
"""Behind a list, what tells of the rest in a sentence of its own, or without a number."""

MAY = ("可", "能", "已")
"""What parts may be all at once begins with (可网上办理的1123项，可全程网办的986项)."""

ATTRIBUTES = ("主动公开", "依申请公开", "不予?公开")
"""Of the three one is marked on each document."""

WAYS_LISTED = 3
FEW = 5
"""A list of three ways that leaves out less than a fifth is meant to be complete."""

SLIGHT = 20
"""A list of three channels that leaves out less than a twentieth is meant to be complete."""

REST = lazy_regex("^.(?:[^和与及]{1,16}等)?其他")
"""How the last of all parts is named behind what joins it (、其他45条; 、退休等其他0.44万笔)."""

SLACK = 10
"""A list short of its whole by less than a tenth is meant to be complete, if one wrong digit explains it."""
LEAST = 100
"""Of a smaller whole a list may leave out more than one (34件，其中维持30件、纠正2件)."""


def is_closed(reading: str, found: Listed, total: Decimal) -> bool:
    """Return whether a list is certainly meant to be complete: it ends in 其他, or one digit is wrong."""
    whole, parts, labels = found.whole, found.parts, found.labels(reading)
    if (
        len(parts) < 2
        or LEFT.match(reading, parts[-1].end)
        or reading[parts[-1].end : parts[-1].end + 1] not in ("", *"。;,)!?")
    ):
        return False
    listed = reading[found.begin : parts[-1].end]
    if BRACKETED.search(listed) or OTHERS.search(listed) or len(find_numerals(listed)) > len(parts):
        return False
    ways = len(parts) >= WAYS_LISTED and all(map(WAY.search, labels))  # each came by one of them
    if ways and (whole.value - total) * FEW < whole.value:
        return True
    if len(parts) == len(ATTRIBUTES) and all(map(re.search, ATTRIBUTES, labels)):
        return True
    if REST.search(labels[-1]):
        return True
    if _is_named_by(reading, whole, labels):
        return True
    gap = whole.value - total
    if len(parts) >= WAYS_LISTED and gap * SLIGHT < whole.value and all(map(CHANNEL.search, labels)):
        return True
    forms = len(parts) >= WAYS_LISTED and all(map(FORM.search, labels))
    if gap * SLACK < whole.value and (forms or all(map(LEVEL.search, labels))):
        return True
    swapped = is_swapped(whole, parts, gap)
    if swapped and (len(parts) >= WAYS_LISTED or all(map(CHANNEL.search, labels))):
        return True
    if whole.value < LEAST and gap > 1:
        return False
    return gap * SLACK < whole.value and (is_one_digit(gap) or swapped)


def _is_named_by(reading: str, whole: Count, labels: Sequence[str]) -> bool:
    """Return whether a whole is named by its parts (建议提案47件，其中建议29件、提案18件)."""
    begins = max(map(reading.rfind, ",。;:", [0] * 4, [whole.start] * 4)) + 1
    endings = {label[-2:] for label in labels}
    return len(endings) == len(labels) and all(ending in reading[begins : whole.start] for ending in endings)


def are_alike(reading: str, found: Listed) -> bool:
    """Return whether parts are told apart in one manner: behind a comma there may be another one.

    So they are in a list with 、, in one that tells the manner (按内容划分), as ways by which something
    came, with names that end alike, or as many topics that together are hardly more than the whole.
    """
    if (
        found.divided
        or len(found.parts) < 2
        or reading[found.parts[0].end] != ","
        or reading[found.begin - 1] == "("
    ):
        return True
    labels = found.labels(reading)
    ways = [WAY.search(label) or CHANNEL.search(label) or LEVEL.search(label) for label in labels]
    if all(ways):
        return True
    above = sum(part.value for part in found.parts) - found.whole.value
    if len(labels) > WAYS_LISTED and not any(ways) and above * SLIGHT < found.whole.value:
        return True  # 信息176条，其中补贴64条，项目47条，救助38条，动态31条
    many = all(label.lstrip("、,").startswith(MAY) for label in labels)
    return len({label[-1:] for label in labels}) == 1 and not many


def is_one_digit(gap: Decimal) -> bool:
    """Return whether one wrong digit explains by how much a sum is off."""
    return len(str(gap).strip("0")) == 1


def is_swapped(whole: Count, parts: Sequence[Count], gap: Decimal) -> bool:
    """Return whether two digits of one figure, written the other way round, make the sum right."""
    changed = [(whole.value, whole.value - gap), *((part.value, part.value + gap) for part in parts)]
    return any(_swaps(str(one), str(other)) for one, other in changed)


def _swaps(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    at = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
