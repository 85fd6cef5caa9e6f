"""GIA732: the mobile number or the address of a person who applied or sued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Facts, Finding, Report, Text, rule
from gialint.checking.kinds.stretches import Stretch, extent, part_of, readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage, Place, starred

PERSON = r"(?:申请人|当事人|原告|起诉人|投诉人|举报人|信访人|来信人|上诉人|第三人)"
NAME = r"[一-鿿某×]{2,4}"

BEFORE_A_NUMBER = 60
"""Characters before a mobile number in which its owner is looked for."""

OWNER = lazy_regex(rf"{PERSON}[为是:]?(?:(?P<name>{NAME})(?=[,(、:]))?(?P<between>[^。;]{{0,40}})$")
"""A person before a mobile number, which stands starred in a report."""

ADDRESS = lazy_regex(
    rf"{PERSON}[为是:]?(?P<name>{NAME})(?P<between>[,(、:][^。;]{{0,15}}?)"
    r"(?:家庭住址|住址|住所地?|户籍地?|家住|现住|住)[:为在于是]?"
    r"(?P<private>[^,。;()]{3,40}?[0-9一二三四五六七八九十](?:号院?|栋|幢|单元|室|组|户|弄)[^,。;()]{0,15})"
)
OFFERED = lazy_regex(r"[可请如]|拨打|致电|咨询|值班|热线|受理|监督电话|办公")
"""Words by which an office offers a number of its own to applicants."""


MOBILE = Text("手机号", "mobile number")
HOME = Text("住址", "address")
A_HOME = lazy_regex("住|户籍")
"""It takes little to compile, and finds something wherever an address is."""


@rule(
    "GIA732",
    "personal-contact",
    severity="warning",
    title=Text("报告中不得出现申请人的手机号、住址", "No applicant's number or address may be published"),
    basis=["《政府信息公开条例》第十五条", "《中华人民共和国个人信息保护法》第三十四条"],
    hint=Text(
        "请删除；需要举例的，写“申请人张某”即可，不写联系方式。",
        "Delete it; in an example write 申请人张某, without contact details.",
    ),
    tags=["wording", "privacy"],
    since="0.1.0",
    examples=[
        {"clean": {"六": "申请人如有疑问，可拨打值班电话13812345678；联系人：张三，手机13912345678。"}},
        {"clean": {"一": "申请人王某申请公开青石镇东街5号院的征收补偿标准，申请人李某居住证号未公开。"}},
        {
            "violates": {"一": "申请人张三（联系电话：13812345678）申请公开补偿标准。"},
            "says": "出现了申请人等个人的手机号 138******78",
        },
        {
            "violates": {"一": "申请人：李四，家住青石镇东街5号院3栋2单元401室，申请公开补偿标准。"},
            "says": "出现了申请人等个人的住址 青石镇＊＊*＊＊*＊*＊＊**1室",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each, without showing it; what an office offers to applicants is its own."""
    if any(each.manner == "mobile" for each in report.document.marked):
        for passage in report.passages:
            yield from _mobiles(report, passage)
    if A_HOME.search(readings(report)):
        for passage in report.passages:
            for match in ADDRESS.finditer(passage.reading):
                private = match["private"]
                if not OFFERED.search(match["between"]):
                    place = report.place(passage, match.start("private"), match.end("private"))
                    yield _finding(HOME, place, starred(private), (private, match["name"]))


def _mobiles(report: Report, passage: Passage) -> Iterator[Finding]:
    """Yield the mobile numbers of persons in a passage; they stand starred in it."""
    stretch = Stretch(passage.reading, 0, len(passage.reading), passage, False)
    for each in report.document.marked_in(*extent(stretch)):
        start, end = part_of(stretch, each.start, each.end)
        if each.manner != "mobile" or start == end:
            continue
        owner = OWNER.search(passage.reading, max(start - BEFORE_A_NUMBER, 0), start)
        if owner and not OFFERED.search(owner["between"]):
            shown = passage.reading[start:end]
            yield _finding(MOBILE, report.place(passage, start, end), shown, (owner["name"],))


def _finding(said: Text, place: Place, shown: str, secrets: Sequence[str | None]) -> Finding:
    return Finding(
        Text(f"出现了申请人等个人的{said.zh} {shown}", f"a person's {said.en} is shown: {shown}"),
        place,
        values={"kind": said.en, "shown": shown},
        secrets=tuple(filter(None, secrets)),
    )
