"""What prose counts beside its claims: how many of what, on which channel, and whether of the whole year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Report
from gialint.lazy_regex import lazy_regex
from gialint.model import Place
from gialint.records import NamedTuple
from gialint.understanding.marked import statements

COUNT = lazy_regex(
    r"(?P<count>(?<![0-9.,])[1-9][0-9]{0,8}(?![0-9.,万亿%余多]))"
    r"(?P<unit>人次|[件条宗起例份次个项封篇期笔户场名人家册张部批处辆])(?!次|[里内]|中(?!$))(?=的?(?P<tail>[一-鿿]{0,10}))"
)
CLAUSE = lazy_regex(r"[^。;,:]+")
PARTS = "其中"
SCOPED = lazy_regex(
    r"(?:^|[,:])(?:聚焦|针对|面向|围绕|联合|会同|依托|通过|结合|以|对|在|就|从|为(?![让了使便进提加推更])|涉及)[^,:]{2,20}[,:]$"
    r"|(?:方面|领域|层面|渠道|系统|机关|[部村镇乡类])[,:]$|的[,:]$"
)
"""What before a clause tells what it counts, which is a part of all (聚焦义务教育招生，全年…)."""
SOME = lazy_regex(
    r"上年|去年|同期|同比|环比|[较比与]|增[加长至到]|减少|(?<!全年)累计|以来|截至|截止|历年|上半年|下半年|季度|[0-9]月|"
    r"首批|[首每]次|目标|计划|预计|力争|拟|将"
)
"""Words of another time or of a comparison: what a clause counts with them is not all."""

NEXT = lazy_regex(r"下一?步|今后|[下明]一?年|改进(?:措施|方向|思路)")
"""Words of what is yet to be done, as all is that a passage tells behind them."""

YEARLY = lazy_regex(r"全年|[本今]年|一年来|年内|20[0-9]{2}年(?![底末])")
"""Words of what came in a year, which is another count than what there is."""

OF_YEAR = lazy_regex("[了对将把]全年的?$")
"""Words right before a count of all there was in the year, whatever was done with it."""

PAST = lazy_regex("一年来|今年以来")
"""Words of what has been done, whatever stands before."""

YEAR = lazy_regex("(20[0-9]{2})年")
FILLING = lazy_regex(
    r"(?:按照?|依照|遵循|坚持)[^,]{2,20}?(?:要求|原则|规定)|20[0-9]{2}年度?|全年|[本今]年度?|一年来|年[内末底]|[我本](?:[省市县区旗州盟镇乡局委办厅院校]|街道|单位|机关|公司)|"
    r"[一二三四五六七八九]是|虽然?|尽管|由于|因为?|全[省市县区旗州盟镇乡局委办校院]|[“”]|(?:街道|[镇乡县区市旗局委])(?=共)|[共总合]计?|累计|[只仅]有?|向社会|依法|达到?|[为约近了的各类等已并还、]|数量|总数|总量|先后|同时"
)
"""Words before a count that do not tell what is counted."""

WHOLE = lazy_regex(r"全年|[本今]年|一年来|年内|[共总合]计|共|全[省市县区旗州盟镇乡局委校院]")
KNOWN = lazy_regex(r"(?:已|全年|20[0-9]{2}年|上述|现有|全[省市县区旗州盟镇乡局委校院])[^,]{0,10}的$")
"""Words before a count of what is known from elsewhere in the report (已开放的1024个数据集中)."""

ALL = lazy_regex(r"均|都|全部")
LED = lazy_regex("^(?:通过|利用|依托|在|对)")
"""Words before the same way or thing (通过网站公开, 在网站公开, 对发布的…开展回头看)."""

ELSEWHEN = lazy_regex(
    "截[至止]到?(?!(?:20[0-9]{2}年)?(?:年?[底末]|12月(?:31日|底)))|(?:上一?年|去年)(?!度?的?(?:报告|年报))|同期|(?:[上下]半年|季度|[0-9]月),[^;]*$"
)
"""Words of another period in a sentence before a count."""

INCLUDING = lazy_regex(r"\([^()]{0,4}[含包]")
"""Behind a count, tells what it holds, which another does not."""

CHANNELS = {
    "site": lazy_regex("网站|门户|网上"),
    "account": lazy_regex("公众号|微信"),
    "other": lazy_regex("微博|抖音|视频号|客户端|APP|公开栏|公示栏|报纸|电视|屏|杂志|公报|平台"),
}
"""Where something is published; what is published elsewhere is counted apart."""

ON_CHANNEL = lazy_regex(
    "(?P<channel>网站|公众号|微博|抖音|视频号|客户端)(?:上|平台)?,?(?:全年|共|累计|一年来){0,2}"
    "(?:发布|推送|公开|更新|发文)?[了的]?(?:各类|政府|政务)?(?:信息|文章|图文|推文|内容|消息)?$"
)
"""A count of all that one channel published, which may be told as a part (其中网站775条、公众号312条)."""

WHOSE = lazy_regex("(?P<owner>[一-鿿]{0,10})(?:“(?P<name>[^“”]{2,12})”)?(?:微信|官方|政务|门户|政府){0,2}$")
"""What stands before a channel: whose it is, and its name."""

NEAR = 32
"""How far before a channel its name is looked for."""

OWNER = lazy_regex("^.*(?:通过|利用|依托|借助|[在于])|其中|全年|[我本的]|人民|政府|门户|官方")
"""What before a channel does not tell whose it is (我局通过局网站)."""


class Count(NamedTuple):
    """A number as written, its unit, the words before and behind that name what it counts, and its place.

    ``whole`` tells that it says it counts all; ``section`` is its section with the heading or passage.
    """

    number: str
    unit: str
    lead: str
    tail: str
    whole: bool
    yearly: bool
    """Whether it says that it counts what came in a year, and not what there is."""
    known: bool
    """Whether it only takes up all there was in the year, whose name is behind it (转播了全年9场发布会)."""
    scoped: bool
    """Whether words before it say of what it counts all (围绕用地保障，全年…): it may be a part."""
    section: str
    place: Place
    channels: frozenset[str]
    channel: tuple[str, str, str] | None = None
    """The one channel of which it is all, with whose it is and its name."""
    part: bool = False
    """Whether it is told as a part, of which nothing but a channel is compared."""

    @property
    def of_all(self) -> bool:
        """Whether it counts all of the year, with no word of a part."""
        return self.whole and not self.scoped


def counts(report: Report) -> Iterator[Count]:
    """Yield what prose counts of the report's own year, in order; what claims state is not among it."""
    claimed = [(claim.place.start, claim.place.end) for claim in report.claims]
    for number, passage in enumerate(statements(report)):
        if passage.kind != "prose":
            continue
        reading = passage.reading
        yet_to_do = NEXT.search(reading)
        for clause in CLAUSE.finditer(reading):
            sentence = reading.rfind("。", 0, clause.start()) + 1
            before = reading[sentence : clause.end()]
            scoped = bool(SCOPED.search(reading[sentence : clause.start()]))
            years = {int(year) for year in YEAR.findall(before)}
            if SOME.search(clause[0]) or ELSEWHEN.search(before) or years - {report.year}:
                continue
            at = clause.start()
            for found in COUNT.finditer(reading, *clause.span()):
                place = report.place(passage, found.start("count"), found.end("unit"))
                lead, at = reading[at : found.start()], found.end()
                past = KNOWN.search(lead) or PAST.search(reading, sentence, found.start())
                if yet_to_do is not None and yet_to_do.end() <= clause.end() and not past:
                    continue
                on = ON_CHANNEL.search(lead)
                if any(start <= place.start < end for start, end in claimed) or (PARTS in before and not on):
                    continue
                if INCLUDING.match(reading, found.end()):
                    continue
                where = f"{passage.section} {passage.topic or number}"
                whole = bool(past or WHOLE.search(lead) or years or ALL.search(found["tail"]))
                whole = whole or reading.startswith(",其中", found.end())
                named = LED.sub("", FILLING.sub("", lead))
                told = reading[sentence : found.start()]
                channels = frozenset(name for name, each in CHANNELS.items() if each.search(told))
                yield Count(
                    number=found["count"],
                    unit=found["unit"],
                    lead=named,
                    tail=found["tail"],
                    whole=whole,
                    yearly=bool(YEARLY.search(lead)),
                    known=bool(OF_YEAR.search(lead)),
                    scoped=scoped,
                    section=where,
                    place=place,
                    channels=channels,
                    channel=_channel(on) if on else None,
                    part=PARTS in before,
                )


def _channel(on: re.Match[str]) -> tuple[str, str, str]:
    """Return a channel, whose it is and its name; the last two may be empty."""
    whose = WHOSE.search(on.string, max(0, on.start() - NEAR), on.start())
    owner, name = (whose["owner"], whose["name"] or "") if whose else ("", "")
    return on["channel"], OWNER.sub("", owner), name
