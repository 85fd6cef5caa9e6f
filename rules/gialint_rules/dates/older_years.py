"""Sentences about this year's work that name an older year, as where last year's file was used again.

What counts are clauses about the agency's own work. The year is the time of such a clause: it is at its
beginning, or after the subject, and what follows is work, not a noun that the year belongs to
(2023年部门决算) or a relative clause (2023年收到的申请). What the sentence compares, carries over, cites,
counts since then or was praised for is history, not a mistake. What each report tells anew, such as
applications and fees, is none whatever else the sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint.lazy_regex import lazy_regex

OWN = "(?:我|本|全)(?:[省市州盟县区旗镇乡街局委办厅站所校院]|机关|单位|部门|中心|街道|系统)"

_SENTENCE = lazy_regex(r"[^。;!?]+")
_PAPERS = lazy_regex(r"《[^《》]*》|〈[^〈〉]*〉|〔[^〔〕]*〕|\([^()]*\)(?<!\([一二三四五六七八九十]\))")
"""Citations and text in brackets are not statements of the sentence itself."""

_TIME = (
    r"(?P<year>20[0-9]{2})年度?"
    r"(?P<whole>全年|内|1月1日起?[至到—\-~](?:20[0-9]{2}年)?12月31日|1月?[至到—\-~]12月)?"
)
_HEADED = r"(?:\([一二三四五六七八九十]+\)|[0-9]+[.、])[^,。:;0-9]{2,20}:?"
_LEAD = rf"(?:{_HEADED}|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+是:?|[0-9]+[.、]|[^,]{{2,40}},)?"
_COUNTED = r"[^,。]{0,24}?[0-9一二三四五六七八九十两][0-9万余多]*[条件份次期场篇个项人批户册]"
_WORK = (
    # how something was done, or that it was not: nothing but work follows
    r"共|累计|总共|合计|全年|认真|积极|严格|持续|坚持|扎实|不断|依法|先后|继续|围绕|按照|根据|通过|依托|利用|"
    r"在[^,。]{2,16}(?:下|上),|(?:对|将|把)[^,。]{2,24}(?:进行|纳入|作为)|"
    r"(?:均|尚)?未|没有|无(?=[^,。]{0,14}(?:申请|复议|诉讼|案件|收费|收取|情况|事项|投诉))|"
    # what may be part of a name is work where it is counted
    r"(?:主动公开|公开|发布|办理|办结|答复|受理|收到|新收|接收|接到|处理|制发|制定|印发|修订|编制|编发|编印|报送|推送|更新|"
    r"组织|召开|举办|开展|开设|接待|回应|培训|完成|撰写|刊发|上报|新增|清理|废止|审核|解读|采纳|梳理)"
    rf"(?={_COUNTED})"
)
_CLAUSE = lazy_regex(
    rf"{_LEAD}(?:(?P<own>{OWN}){_TIME}(?!度?以?来|起|[至到—\-~、的末底初上下])(?=,|{_WORK})|"
    rf"{_TIME.replace('<year>', '<first>').replace('<whole>', '<all>')}(?:,|(?={OWN})|(?={_WORK})))"
)
_UNTIL = lazy_regex(r"(?:^|,)截[至止]到?(?P<until>20[0-9]{2})年(?:度?[末底]|12月(?:31日|[末底])),")
_PARTED = lazy_regex(
    rf"^(?:{OWN})?[^,。0-9]{{0,8}}?(?:制发|制定|印发|下发|收到|受理|办结|答复|审结|解决|完成|修订|建成|建立|成立|开通|提起|提出|存在|发布|公布|公开|办理|组织|出台|"
    r"编制|形成|确定|开展|启动|实施|签订|废止|遗留|举办|召开|列入|申报|结转)过?的|"
    r"^[^,。]{0,14}?(?:以来|之?[前后]|时|期间|起),"
)
_HISTORY = lazy_regex(
    r"上一?年(?!度?政府信息公开)|去年|往年|历年|今年|本年|近[两二三几]年|同比|环比|[与同和跟](?:[上去往前同]|20)[^,。]{0,6}[相对]比|持平|较(?:[上去往前同]|20)"
    r"|比(?:[上去往前同]|20)|增长|下降|上升|(?:增加|减少)了?[0-9]|结转(?![到至]?[下次明])|决算|预算|审计|以来"
    r"|(?:考核|评估|测评|评议|评比|评选|检查)[^,。]{0,8}(?:中|为|获|优秀|第[一二三四五六七八九十]|排名|得分|等次)"
    r"|评为|列为|确定为|授予|名列|入选|称号|荣获|获评|获得|表彰|排名|通报[表批]|被通报|指出|反馈|整改(?!到位|完成|完毕|落实)|年度报告|年报"
    r"|成立|建成|启动|机构改革|区划调整|更名|挂牌|组建|合并|规划|表[三中3]|第[二三]项|第[二三]行|第三部分"
    r"|目前|现已|至今|对[我本][省市州县区旗镇乡街局委单机]"
    r"|(?:国务院|国家|中央|全国人大|省|自治区|市政府|县政府)[^,。]{0,16}(?:出台|印发|公布|下发|修订|施行)"
)


FOLLOWING = lazy_regex(r"(?:(?:该|这|上述|以上|前述)[^。;]{0,12})?20[0-9]{2}(?=年)")
"""A sentence behind that goes on with what became of it."""
NEXT = 32
"""Characters behind a sentence that tell whether the next one goes on."""


def work_of(reading: str, year: int, farthest: int) -> Iterator[int]:
    """Yield the places of an older year whose work a text reports as if it were the report's year."""
    for sentence in _SENTENCE.finditer(reading):
        if f"{year}年" in sentence[0] or not any(
            f"{year - back}年" in sentence[0] for back in range(1, farthest + 1)
        ):
            continue
        bare = _PAPERS.sub(lambda paper: " " * len(paper[0]), sentence[0])
        match = _CLAUSE.match(bare) or _UNTIL.search(bare)
        if match is None:
            continue
        group = next(name for name in ("year", "first", "until") if match.groupdict().get(name))
        if not _is_left_in(
            match[group], bare, reading[sentence.end() + 1 : sentence.end() + NEXT], year, farthest
        ):
            continue
        if _HISTORY.search(bare) or (bare[match.end() - 1] != "," and _PARTED.search(bare[match.end() :])):
            continue
        yield sentence.start() + match.start(group)


def _is_left_in(told: str, sentence: str, behind: str, year: int, farthest: int) -> bool:
    """Tell whether a year is an older one, with no other beside it and none of the report's own behind it."""
    others = set(re.findall(r"20[0-9]{2}(?=年)", sentence)) - {told}
    following = FOLLOWING.match(behind)
    goes_on = following is not None and following[0].startswith(str(year), -4)
    return year - farthest <= int(told) < year and not (others or goes_on)


_BODY = (
    rf"(?:{OWN}|学校|学院|医院|公司|集团|街道|管委会|分局|[支大]队|苏木|关区|海关|中心|办事处|"
    r"[一-鿿]{2,20}?(?:[局委办厅镇乡院校]|政府|街道|[支大]队|公司|集团|中心|海关|办公室|办事处))"
)
_YEAR = r"(?P<year>20[0-9]{2})年度?(?:全年|内)?"
_NONE = "(?:没有|[均也尚]?未|无|不)"
_MATTER = lazy_regex(
    rf"(?:[^。;]{{2,60}}[,:])?{_BODY}?{_YEAR},?(?:{_BODY}|全[省市县区旗州系])?"
    r"(?![^,。]{0,12}(?:收到|受理|办结|答复|结转|提出|遗留|转入)过?的)(?:"
    rf"{_NONE}[^。;]{{0,30}}?(?:信息处理费|收费)|(?:共|实际)?(?:发出|收取)[^。;]{{0,12}}(?:收费通知|信息处理费)"
    rf"|(?:共|累计|{_NONE})?(?:新收|收到|受理|接收)[^。;,的]{{0,24}}?申请"
    rf"|{_NONE}(?:因|发生|被|产生)[^。;,]{{0,24}}?(?:复议|诉讼)|(?:因|发生)[^。;,]{{0,12}}信息公开[^。;,]{{0,12}}(?:复议|诉讼))"
)
"""What each report tells of its own year: applications, reviews and fees."""

_OPENING = lazy_regex(
    rf"{_YEAR},?(?:{_BODY}[^,。;]{{0,14}})?(?:牢固树立|坚持|认真|(?:紧紧)?围绕|以[^。,;]{{2,40}}?为|深入|落实|全面|依法|"
    r"是[^,。;]{2,40}(?:之年|一年|周年))"
)
"""How a section about the year begins."""

_CONTRAST = lazy_regex("今年|本年(?!度?政府信息公开)|现已|目前|至今|以来|后来|截[至止]|此前|之前|曾")
_PAST = lazy_regex("获|评为|称号|表彰|指出|成立|更名|挂牌|划转|组建|通报|排名")


def matters_of(reading: str, year: int, farthest: int) -> Iterator[int]:
    """Yield the places of an older year of which is told what a report tells anew each year."""
    for sentence in _SENTENCE.finditer(reading):
        if f"{year}年" in sentence[0]:
            continue
        bare = _PAPERS.sub(lambda paper: " " * len(paper[0]), sentence[0])
        opening = None if sentence.start() else _OPENING.match(bare)
        match = _MATTER.match(bare) or opening
        if match is None or (_PAST if match is opening else _CONTRAST).search(bare):
            continue
        if _is_left_in(
            match["year"], bare, reading[sentence.end() + 1 : sentence.end() + NEXT], year, farthest
        ):
            yield sentence.start() + match.start("year")
