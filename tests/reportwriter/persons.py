"""Reports full of personal numbers, each of its own, in a place and a disguise of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.reportwriter.draft import DraftReport, DraftSection
from tests.reportwriter.files import written
from tests.reportwriter.form import applications, disclosure, review
from tests.reportwriter.town import clean
from tests.reportwriter.workbook import xlsx

WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789X"}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REQUESTS = ("requests.new.natural_person", "requests.granted.total", "requests.carried_in.total")
TABLES = {
    "二": (disclosure, ("docs.normative.issued", "decisions.permits", "fees.charges_wanyuan")),
    "三": (applications, REQUESTS),
    "四": (review, ("review.upheld", "review.total", "litigation.direct.total")),
}
HIDDEN, STRUCK = "<w:vanish/>", "<w:strike/>"


def identity(nth: int) -> str:
    """Return an identity number with the check digit of GB 11643."""
    born = date(1931, 1, 1) + timedelta(days=nth * 397 % 25_000)
    body = f"{450222 + nth % 7 * 20_101:06}{born:%Y%m%d}{(nth * 71 + 118) % 1000:03}"
    rest = 0
    for digit in body:
        rest = (rest + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - rest) % 11]


def card(nth: int) -> str:
    """Return a card's number with the check digit of ISO/IEC 7812."""
    body = f"622848{nth * 7_919_731 % 10**9:09}{nth:03}"
    total = sum(sum(divmod(2 * int(digit), 10)) for digit in body[::-2])
    total += sum(int(digit) for digit in body[-2::-2])
    return body + str(-total % 10)


def mobile(nth: int) -> str:
    """Return a mobile number."""
    return f"1{3 + nth % 7}{nth * 97_654_321 % 10**9:09}"


def grouped(number: str, between: str) -> str:
    """Return a number in the groups it is usually written in."""
    sizes = {11: (3, 4, 4), 18: (6, 8, 4), 19: (4, 4, 4, 4, 3)}[len(number)]
    ends = [sum(sizes[: nth + 1]) for nth in range(len(sizes))]
    return between.join(number[end - size : end] for end, size in zip(ends, sizes, strict=True))


DISGUISES: tuple[Callable[[str], str], ...] = (
    str,
    lambda number: grouped(number, " "),
    lambda number: grouped(number, "\xa0"),
    lambda number: grouped(number, "\u200b"),
    lambda number: grouped(number, "\xad"),
    lambda number: grouped(number, "-"),
    lambda number: number.translate(WIDE),
    lambda number: "\u2060".join(number),
    lambda number: grouped(number, "\u3000").translate(WIDE),
    lambda number: number[:7] + "\n" + number[7:],
)
"""How numbers are written; the last only where a format has line ends within a text."""


@dataclass
class Numbers:
    """Hands out numbers, each once, and remembers them."""

    given: list[str] = field(default_factory=list)

    def next(self, *, lines: bool = False) -> str:
        """Return the next number in the next disguise, over a line end too if there may be ``lines``."""
        nth = len(self.given)
        number = (identity, mobile, card)[nth % 3](nth)
        self.given.append(number)
        disguises = DISGUISES if lines else DISGUISES[:-1]
        return disguises[(nth // 3 + nth) % len(disguises)](number)

    def told(self, *, lines: bool = False) -> str:
        """Return the next number behind words that announce it."""
        return f"联系电话或卡号：{self.next(lines=lines)}"


def peopled(numbers: Numbers) -> DraftReport:
    """Return a report with numbers in its title, headings, prose, tables and signature."""
    draft = clean()
    figures = dict(draft.figures)
    grids = {}
    for section, (grid, paths) in TABLES.items():
        figures |= {path: numbers.next() for path in paths}
        grids[section] = grid(figures)
    sections: list[DraftSection] = []
    for each in draft.sections:
        lines = (*each.lines, f"收到申请3件，申请人张三丰（{numbers.told(lines=True)}）申请公开补偿标准")
        sections.append(replace(each, lines=lines, grid=grids.get(each.heading[0])))
    return replace(
        draft,
        title=f"{draft.title}（{numbers.told()}）",
        preface=(*draft.preface, f"编制人{numbers.told(lines=True)}。"),
        sections=(*sections, DraftSection(f"七、附件（{numbers.told()}）", ("见附件",))),
        signature=(*draft.signature, f"联系人{numbers.told()}"),
        figures=figures,
    )


def docx(numbers: Numbers) -> bytes:
    """Return a Word file with numbers in every part of it."""
    content = _parts(written(peopled(numbers), "docx"))
    body = content["word/document.xml"].decode()
    at = body.index("<w:p>", body.index("本年制发行政规范性文件"))
    beside = "".join(f"<w:p>{each}</w:p>" for each in _beside_the_text(numbers))
    sides = '<w:headerReference w:type="default" r:id="n2"/><w:footerReference w:type="default" r:id="n3"/>'
    body = re.sub(r"(<w:sectPr[^>]*>)", rf"\1{sides}", body[:at] + beside + body[at:], count=1)
    content["word/document.xml"] = body.encode()
    noted = f"<w:p>{_run('请核实' + numbers.told(lines=True))}</w:p>"
    comment = f'<w:comment w:id="71" w:author="{numbers.next()}">{noted}</w:comment>'
    footnote = f'<w:footnote w:id="5"><w:p>{_run(numbers.told())}</w:p></w:footnote>'
    inside = {
        "comments": f"<w:comments>{comment}</w:comments>",
        "footnotes": f"<w:footnotes>{footnote}</w:footnotes>",
        "header": f"<w:hdr><w:p>{_run(numbers.told())}</w:p></w:hdr>",
        "footer": f"<w:ftr><w:p>{_run(numbers.told())}</w:p></w:ftr>",
    }
    target = f'Target="tel:{numbers.next()}"'
    relations = f'<Relationship Id="n9" TargetMode="External" Type="{OFFICE}/hyperlink" {target}/>'
    types = ""
    for nth, (kind, markup) in enumerate(inside.items()):
        content[f"word/{kind}9.xml"] = markup.replace(">", f' xmlns:w="{W}">', 1).encode()
        relations += f'<Relationship Id="n{nth}" Type="{OFFICE}/{kind}" Target="{kind}9.xml"/>'
        types += f'<Override PartName="/word/{kind}9.xml" ContentType="{TYPE}.{kind}+xml"/>'
    _before_the_end(content, "word/_rels/document.xml.rels", relations)
    _before_the_end(content, "[Content_Types].xml", types)
    content["docProps/core.xml"] = re.sub(rb"<dc:title>[^<]*</dc:title>", b"", content["docProps/core.xml"])
    _before_the_end(content, "docProps/core.xml", f"<dc:title>{numbers.told()}</dc:title>")
    return _packed(content)


def page(numbers: Numbers) -> bytes:
    """Return a page with numbers in its text, its markup and what it does not show."""
    html = written(peopled(numbers), "html").decode()
    spelled = "".join(f"&#{ord(sign)};" for sign in numbers.next())
    marked = numbers.next()
    broken = mobile(901)
    numbers.given.append(broken)
    more = (
        f"<!-- {numbers.told()} --><p hidden>{numbers.told()}</p><p>实体（{spelled}），"
        f'<b>{marked[:4]}</b>{marked[4:]}，<a href="tel:{numbers.next()}">打电话</a></p>'
        f'<p><img alt="{numbers.told()}" src="{numbers.next()}.png"></p>'
        f"<!-- gialint: 忽略 GIA502 {numbers.told()} --><p>又<del>{numbers.told()}</del></p>"
        f"<p>电话：{broken[:7]}<br>{broken[7:]}</p><script>var x = '{numbers.next()}';</script>"
    )
    numbers.given.append(mobile(901)[:3] + mobile(901)[3:])
    head = f'<meta name="author" content="{numbers.told()}">'
    return html.replace("</head>", f"{head}</head>").replace("</body>", f"{more}</body>").encode()


def markdown(numbers: Numbers) -> bytes:
    """Return a Markdown file with numbers in its text, its code, its comments and its head."""
    marked = numbers.next()
    more = (
        f"\n<!-- {numbers.told(lines=True)} -->\n\n<!-- gialint: 忽略 GIA502 {numbers.told()} -->\n\n"
        f"```\n{numbers.told()}\n```\n\n> **{marked[:6]}**{marked[6:]} [打电话](tel:{numbers.next()})\n\n"
        f"- 附 ~~{numbers.told()}~~ <del>{numbers.told()}</del>\n\n"
        f"<table><tr><td>甲</td><td>{numbers.next()}</td></tr></table>\n"
    )
    head = f"---\nauthor: {numbers.told()}\n---\n"
    return (head + written(peopled(numbers), "md").decode() + more).encode()


def text(numbers: Numbers) -> bytes:
    """Return a text file with numbers in it."""
    draft = written(peopled(numbers), "txt").decode()
    remark = f"<!-- gialint: 忽略 GIA502 {numbers.told()} -->"
    return f"{draft}\n{remark}\n附：{numbers.told(lines=True)}\n".encode()


def yaml(numbers: Numbers) -> bytes:
    """Return a report as data with numbers in its keys, values, asides and comments."""
    key = identity(900)
    numbers.given.append(key)
    more = (
        f"asides:\n  deleted: {numbers.told()}\n  comment: 批注{numbers.told()}\n"
        f'# {numbers.told()}\nrequests.n{key}: "{numbers.next()}"\n'
    )
    return written(peopled(numbers), "yaml") + more.encode()


def workbook(numbers: Numbers) -> bytes:
    """Return a workbook with numbers in its cells, as words and as figures, and in its sheet's name."""
    content = _parts(xlsx(peopled(numbers)))
    name = f'name="{numbers.next()}"'.encode()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(b'name="Sheet1"', name)
    return _packed(content)


FILES: Mapping[str, Callable[[Numbers], bytes]] = {
    "docx": docx,
    "html": page,
    "md": markdown,
    "txt": text,
    "yaml": yaml,
    "xlsx": workbook,
}


def _run(text: str, look: str = "", tag: str = "t") -> str:
    pieces = (f'<w:{tag} xml:space="preserve">{escape(each)}</w:{tag}>' for each in text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(pieces)}</w:r>"


def _deleted(text: str) -> str:
    return f'<w:del w:id="91" w:author="甲">{_run(text, tag="delText")}</w:del>'


def _beside_the_text(numbers: Numbers) -> Iterator[str]:
    """Yield paragraphs with what a Word file hides, deletes, inserts, links and notes."""
    yield _run("隐去") + _run(numbers.told(lines=True), HIDDEN)
    yield _run(numbers.told(), HIDDEN)
    yield _run("删去") + _deleted(numbers.told())
    yield f'<w:moveFrom w:id="92" w:author="甲">{_run(numbers.told())}</w:moveFrom>'
    halves = numbers.next()
    yield _run("分两次删去") + _deleted(halves[:7]) + _deleted(halves[7:])
    author = numbers.next()
    yield f'<w:ins w:id="93" w:author="{author}">{_run(numbers.told(lines=True))}</w:ins>'
    yield (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>HYPERLINK "tel:{numbers.next()}"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(numbers.told())}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    yield _run("批注") + '<w:r><w:commentReference w:id="71"/></w:r>'
    yield _run("脚注") + '<w:r><w:footnoteReference w:id="5"/></w:r>'
    yield _run(numbers.told(), STRUCK)
    yield "".join(_run(sign) for sign in numbers.told())


def _before_the_end(content: dict[str, bytes], name: str, more: str) -> None:
    whole, mark, end = content[name].rpartition(b"</")
    content[name] = whole + more.encode() + mark + end


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(content: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return packed.getvalue()
