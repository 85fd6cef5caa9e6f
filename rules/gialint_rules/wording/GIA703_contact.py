"""GIA703: how the agency can be reached: a telephone number, written in full, and no free mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Report, Text, Unassessed, rule
from gialint.checking.kinds.stretches import haystack, scope_of
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage

SECTION = "六"
LABEL = lazy_regex(
    r"(?:电话|传真|热线)(?:号码)?(?:\([^()0-9]{0,12}\))?[:为是]{0,2}"
    r"(?P<number>[0-9(+*][0-9()+*Xx×_○□ —–-]{4,24})(?![0-9]*[件次个人条余多万])"
)
"""A number that is called a telephone's; a stretch may be starred out, or not filled in yet (GIA701)."""

OPEN = lazy_regex("[*Xx×_○□]")

ANY = lazy_regex(
    r"(?<![0-9])(?:0[0-9]{2,3}[)—–-]?[0-9*]{7,8}|1[3-9][0-9*]{9}|400-?[0-9]{3}-?[0-9]{4}|[0-9]{7,8}|"
    r"123[0-9]{2}|9[56][0-9]{3,4}|110|119|120|122)(?![0-9])"
)
MAIL = lazy_regex(
    r"(?i)[A-Za-z0-9._-]{1,40}@(?P<host>(?:vip\.)?(?:163|126|139|189|188|qq|sina|sohu|yeah|foxmail|gmail|hotmail|"
    r"outlook|aliyun|21cn|tom|wo)\.(?:com|cn|net|com\.cn))(?![A-Za-z])"
)
PROSE = scope_of({"in": ["prose", "signature"]})
TELEPHONE = "0880-6120035"
ALLOW = Option(
    "allow",
    (),
    Text("允许的邮箱地址或邮箱域名", "mail addresses or mail domains that may be given"),
)


@rule(
    "GIA703",
    "contact",
    severity="info",
    title=Text(
        "报告应写明可以接通的联系电话", "The report should give a telephone number that can be called"
    ),
    basis=["《政府信息公开条例》第十二条", "custom"],
    hint=Text(
        "请写明联系电话（区号-号码）；邮箱用政务邮箱。",
        "Give the number with its area code; use the office's own mail.",
    ),
    tags=["wording", "contact"],
    since="0.1.0",
    options=[ALLOW],
    examples=[
        {"clean": {"六": f"未收取信息处理费。联系电话：{TELEPHONE}，邮箱：xxgk@yunping.gov.cn。"}},
        {"clean": {"六": "如有疑问，请拨打12345热线或400-123-4567，传真（0880）6120035转801。"}},
        {"clean": {"六": "联系电话：0880-6120035-801，值班电话：13812345678，监督电话：12388。"}},
        {"violates": {"六": "未收取信息处理费，没有其他需要报告的事项。"}, "says": "没有联系电话"},
        {"violates": {"六": "联系电话：6120035。"}, "says": "电话“6120035”没有区号"},
        {"violates": {"六": "如有疑问请来电（联系电话：6120035）。"}, "says": "电话“6120035”没有区号"},
        {"violates": {"六": "联系电话：0880-612003。"}, "says": "电话“0880-612003”位数不对（共 10 位）"},
        {
            "violates": {"六": f"联系电话：{TELEPHONE}，邮箱：qingshi2024@163.com。"},
            "says": "邮箱用的是 163.com，不是政务邮箱",
        },
        {
            "clean": {"六": f"联系电话：{TELEPHONE}，邮箱：qingshi2024@163.com。"},
            "options": {"allow": ["qingshi2024@163.com"]},
        },
        {"unassessed": {"一": "全年公开信息30条。"}, "says": "没有第六部分"},
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Report a missing number, and each number or address that is not an office's."""
    allowed = {each.lower() for each in options["allow"]}
    text = haystack(report, PROSE)
    if "电话" not in text and not ANY.search(text):
        heading = next((section.heading for section in report.sections if section.number == SECTION), None)
        if heading is None:
            yield Unassessed(Text("没有第六部分", "there is no section six"))
        else:
            yield Finding(Text("没有联系电话", "no telephone number is given"), report.place(heading))
    if not LABEL.search(text) and "@" not in text:
        return
    for passage in report.passages:
        if passage.kind not in ("preface", "prose", "signature"):
            continue
        yield from _telephones(report, passage)
        for match in MAIL.finditer(passage.reading) if "@" in passage.reading else ():
            host = match["host"].lower()
            if allowed & {host, match[0].lower()}:
                continue
            words = Text(f"邮箱用的是 {host}，不是政务邮箱", f"the mail is at {host}, not the office's own")
            yield Finding(words, report.place(passage, *match.span()), values={"host": host})


def _telephones(report: Report, passage: Passage) -> Iterator[Finding]:
    for match in LABEL.finditer(passage.reading):
        written = match["number"].rstrip("-—–(+ ")
        if written.endswith(")") and "(" not in written:
            written = written.rstrip(")")  # it closes what was opened before the number
        slip = _slip(written)
        if slip:
            words = Text(f"电话“{written}”{slip.zh}", f"the number {written} {slip.en}")
            start = match.start("number")
            yield Finding(
                words, report.place(passage, start, start + len(written)), values={"number": written}
            )


def _slip(written: str) -> Text | None:
    """Return what is wrong with a number; an extension may follow it, and a starred one is hidden."""
    if OPEN.search(written):
        return None
    groups = re.findall(r"[0-9]+", written.removeprefix("+86"))
    digits = "".join(groups)
    if digits.startswith(("1", "4", "8", "9")) and len(digits) in (3, 5, 6, 10, 11):
        return None  # 110, 12345, 400 and 800, mobiles
    if digits[0] != "0":
        return Text("没有区号", "has no area code") if len(groups[0]) in (7, 8) else _length(digits)
    area = groups[0] if len(groups) > 1 else ""
    local = groups[1] if area else digits[3:] if digits[1] in "12" else digits[4:]
    called = len(local) in (7, 8) or (len(local) == 5 and local[0] in "19")
    return None if called and len(area) in (0, 3, 4) else _length(digits)


def _length(digits: str) -> Text:
    return Text(f"位数不对（共 {len(digits)} 位）", f"has the wrong length ({len(digits)} digits)")
