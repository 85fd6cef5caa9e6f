"""Files with a few changes: their own pieces dropped, doubled, exchanged, nested, repeated, or put otherwise.

A file is cut into the pieces of its format: lines, cells and sentences of a text, tags and words of a page
or of a part of a package, objects and operators of a PDF. What a random generator of the same seed makes of
it is the same on every machine.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from random import Random

Change = Callable[[Random, list[str], Sequence[str]], list[str]]
"""Changes pieces, given the words of their format."""

MOST_CHANGES = 6
LONGEST = 400_000
"""Characters of pieces that a change may come to."""

CUT: Mapping[str, str] = {
    "text": r"\n|\||[。；，：、（）《》]|\d+|[^\n|。；，：、（）《》\d]+",
    "markup": r"<[^>]*>|[^<]+|<",
    "pdf": r"\d+ \d+ obj|endobj|<<|>>|\bstream\n|\bendstream|/\w+|\([^()]*\)|\s+|[^\s/<>()]+|.",
}
"""How each kind of content is cut into pieces."""

TEXT = r"""
| || \n \n\n \t 、 。 ， ； ： （ ） ( ) ? 0 1 -1 29件 99999999999999999999999999999 1.5 １２ 一千三百
万万 / — 无 一、 （一） 一是 \n一、总体情况\n \n三、收到和处理政府信息公开申请情况\n 2024年
2024年2月30日 政府信息公开 申请 3件 收到 办结 未 均 其中 占50% 同比 上年结转 行政复议 规章 总计 自然人
（七）总计 第二十条第（一）项 未经复议直接起诉 ·|· 公開(kāi) ?,F 锟斤拷 鏀垮簻 索引号：·A-1
发布日期：2025-01-20 http://a.cn 11010519491231002X 13800138000 <!--·gialint:·ignore·GIA502·x·-->
<table> <td> </table> <del>9</del> <b> &nbsp; ** ~~9~~ ``` # > - 1. --- |--:| === \u200b \u00ad \u3000
\x85 title: facts: sections: preface: ' " { [ & * ! ·· :· |\n
"""
MARKUP = r"""
<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tr/> <w:tc> </w:tc> <w:tc/>
<w:tcPr> </w:tcPr> <w:gridSpan·w:val="3"/> <w:vMerge/> <w:vMerge·w:val="restart"/> <w:pPr> </w:pPr>
<w:rPr> </w:rPr> <w:vanish/> <w:strike/> <w:vertAlign·w:val="superscript"/> <w:pStyle·w:val="1"/>
<w:numPr> <w:numId·w:val="1"/> <w:ins·w:author="a"> </w:ins> <w:del·w:author="a"> </w:del> <w:delText>
<w:txbxContent> </w:txbxContent> <w:fldChar·w:fldCharType="begin"/> <w:fldChar·w:fldCharType="end"/>
<w:commentReference·w:id="0"/> <w:br/> <w:tab/> <w:sym·w:char="F0FE"/> <w:sdt> </w:sdt>
<w:footnoteReference·w:id="1"/> <a:blip/> <w:altChunk/> <w:gridBefore·w:val="2"/> <w:trPr> </w:trPr> 9
12 公 总计 <table> </table> <tr> </tr> <td> </td> <th> <p> </p> <div> </div> <br> <span> </span>
<del>9</del> <sup>2</sup> <ruby>5<rt>9</rt></ruby> <td·colspan=3·rowspan=0> <td·colspan=99999> <select>
<textarea> <svg> <script> <style> <!-- --> <p·hidden> <p·style="display:none"> <bdo·dir=rtl>
<input·value=1> <img·src=a> &nbsp; &#24180; <template> <frameset> <b> <i> <row> <row·r="2"> </row>
<c·r="B2"·t="s"> <c·r="ZZZ99"·t="inlineStr"> <v>0</v> </c> <mergeCell·ref="A1:C3"/> <si> <is> </is>
<f>1/0</f> <numFmt·numFmtId="170"·formatCode="0.00"/>
"""
PDF = r"""
<< >> /Type /Page /Pages /Contents /Kids [ ] 0·R 1·0·R 99·0·R /Length /Filter /FlateDecode /XObject
/Form Do BT ET Tj TJ Tf Td Tm re m l S f q Q cm 0 -1 99999999 (a) <4e00> /F1 /Count endobj stream\n
endstream %%EOF xref trailer startxref
"""


def words(listed: str) -> list[str]:
    """Return what is likely to matter to a format; a middle dot stands for a space."""
    escapes = {"n": "\n", "t": "\t"}
    made = [word.replace("·", " ") for word in listed.split()]
    made = [re.sub(r"\\([nt])", lambda sign: escapes[sign[1]], word) for word in made]
    return [re.sub(r"\\[ux]([0-9a-f]{2,4})", lambda code: chr(int(code[1], 16)), word) for word in made]


WORDS: Mapping[str, Sequence[str]] = {"text": words(TEXT), "markup": words(MARKUP), "pdf": words(PDF)}
KINDS: Mapping[str, str] = {
    **dict.fromkeys((".txt", ".md", ".yaml"), "text"),
    **dict.fromkeys((".html", ".docx", ".xlsx"), "markup"),
    ".pdf": "pdf",
}
PACKAGES = frozenset((".docx", ".xlsx"))


def drop(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    first, last = stretch(chance, pieces)
    return pieces[:first] + pieces[last:]


def double(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    first, last = stretch(chance, pieces)
    return pieces[:last] + pieces[first:]


def move(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    first, last = stretch(chance, pieces)
    rest = pieces[:first] + pieces[last:]
    at = chance.randint(0, len(rest))
    return rest[:at] + pieces[first:last] + rest[at:]


def exchange(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    one, other = (chance.randrange(len(pieces)) for _ in range(2))
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return pieces


def repeat(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    first, last = stretch(chance, pieces)
    times = chance.choice((2, 3, 10, 100, 1000))
    size = max(sum(map(len, pieces[first:last])), 1)
    return pieces[:first] + pieces[first:last] * min(times, LONGEST // size + 1) + pieces[last:]


def put(chance: Random, pieces: list[str], listed: Sequence[str]) -> list[str]:
    at = chance.randint(0, len(pieces))
    return [*pieces[:at], *chance.choices(listed, k=chance.randint(1, 3)), *pieces[at:]]


def replace(chance: Random, pieces: list[str], listed: Sequence[str]) -> list[str]:
    pieces[chance.randrange(len(pieces))] = chance.choice(listed)
    return pieces


def enclose(chance: Random, pieces: list[str], listed: Sequence[str]) -> list[str]:
    """Put a piece around a stretch, many times over."""
    first, last = stretch(chance, pieces)
    outer = [chance.choice([*listed, pieces[first]])] * chance.choice((1, 2, 30, 300))
    return [*pieces[:first], *outer, *pieces[first:last], *outer, *pieces[last:]]


def alter(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    """Change a number or a letter within a piece: an id, a span, a figure, the name of a tag."""
    at = chance.randrange(len(pieces))
    numbers = list(re.finditer(r"\d+", pieces[at]))
    if numbers and chance.random() < 0.7:
        first, last = chance.choice(numbers).span()
        instead = chance.choice(("", "0", "1", "-1", "7", "65536", "999999999999", "9" * 40))
    else:
        first = chance.randint(0, len(pieces[at]))
        last = first + chance.choice((0, 1, 1, 3))
        instead = chance.choice(("", "\0", "\ufffd", "？", "＜", "a", "\u202e", "\ue000", "𠮷", "\ud800"))
    pieces[at] = pieces[at][:first] + instead + pieces[at][last:]
    return pieces


def cut_short(chance: Random, pieces: list[str], _words: Sequence[str]) -> list[str]:
    return pieces[: chance.randint(0, len(pieces))]


CHANGES: Sequence[Change] = (
    drop, drop, double, move, exchange, repeat, put, put, replace, enclose, alter, alter, alter, cut_short
)  # fmt: skip


def stretch(chance: Random, pieces: Sequence[str]) -> tuple[int, int]:
    """Return where a stretch of pieces begins and ends: mostly short ones."""
    first = chance.randrange(len(pieces))
    return first, min(first + chance.choice((1, 1, 1, 2, 5, 20, 200)), len(pieces))


def mutated(chance: Random, suffix: str, content: bytes) -> bytes:
    """Return a file with a few changes."""
    if suffix in PACKAGES and chance.random() < 0.95:
        return _package(chance, content)
    made = _changed(chance, KINDS[suffix], content) if suffix not in PACKAGES else content
    return _bytes(chance, made) if suffix in PACKAGES or chance.random() < 0.05 else made


def _package(chance: Random, content: bytes) -> bytes:
    """Change the parts of a package, most of all its largest ones, and now and then which parts it has."""
    with zipfile.ZipFile(BytesIO(content)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    texts = sorted(
        (name for name in parts if name.endswith((".xml", ".rels"))), key=lambda name: -len(parts[name])
    )
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        name = texts[min(int(chance.expovariate(0.7)), len(texts) - 1)]
        if name in parts:
            parts[name] = _changed(chance, "markup", parts[name], closed=chance.random() < 0.9)
    if chance.random() < 0.05:
        one, other = chance.sample(sorted(parts), 2)
        parts[one], parts[other] = parts[other], parts[one]
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, part in parts.items():
            made.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


def _changed(chance: Random, kind: str, content: bytes, *, closed: bool = False) -> bytes:
    text = content.decode("latin-1" if kind == "pdf" else "utf-8", "surrogateescape")
    pieces = re.findall(CUT[kind], text, re.DOTALL)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        if pieces:
            pieces = chance.choice(CHANGES)(chance, pieces, WORDS[kind])
    text = "".join(_closed(pieces) if closed else pieces)[: LONGEST + len(content)]
    return text.encode("latin-1", "replace") if kind == "pdf" else text.encode("utf-8", "surrogatepass")


def _closed(pieces: Sequence[str]) -> Iterator[str]:
    """Yield pieces of XML with every element closed in its turn, so that a parser reads on."""
    opened: list[str] = []
    for piece in pieces:
        name = re.match(r"</?([\w:.-]+)", piece)
        if name is None or piece.endswith("/>"):
            yield piece if name or piece.startswith("<") else piece.replace("<", "&lt;")
        elif not piece.startswith("</"):
            opened.append(name[1])
            yield piece
        elif name[1] in opened:
            while opened and (last := opened.pop()) != name[1]:
                yield f"</{last}>"
            yield piece
    yield from (f"</{name}>" for name in reversed(opened))


def _bytes(chance: Random, content: bytes) -> bytes:
    """Change bytes here and there, as bad disks and lines do."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(made) or 1)
        made[at : at + chance.choice((0, 1, 1, 4))] = chance.randbytes(chance.choice((0, 1, 1, 4)))
    return bytes(made)
