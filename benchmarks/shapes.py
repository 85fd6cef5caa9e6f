"""Files in which one thing is repeated, nested or widened: a sound report, and that much of it besides."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading")]
EXAMPLES = ROOT / "examples"

TEXT = (EXAMPLES / "clean.txt").read_text("utf-8")
MARKDOWN = (EXAMPLES / "clean.md").read_text("utf-8")
PAGE = (EXAMPLES / "clean.html").read_text("utf-8")
DATA = (EXAMPLES / "clean.yaml").read_text("utf-8")
WORD = (EXAMPLES / "clean.docx").read_bytes()
WITHOUT_TABLES = re.sub(r"(?m)^.*\|.*\n", "", TEXT)
SECTION = "一、总体情况\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Shape(NamedTuple):
    """A kind of file: ``made(size)`` has that many characters of it; ``most`` is what limits allow."""

    name: str
    suffix: str
    made: Callable[[int], bytes]
    size: int
    most: int


def repeated(unit: str, size: int) -> str:
    """Return a unit as often as it fits, ``{n}`` in it counted up."""
    if "{n}" not in unit:
        return unit * (size // len(unit))
    pieces: list[str] = []
    length = 0
    for number in count(1):
        pieces.append(unit.replace("{n}", str(number)))
        length += len(pieces[-1])
        if length > size:
            return "".join(pieces[:-1])
    return ""


def nested(opening: str, closing: str, size: int, inside: str = "字") -> str:
    """Return something in itself, as deep as fits."""
    deep = size // (len(opening) + len(closing))
    return opening * deep + inside + closing * deep


def behind(text: str, place: str, put: str) -> bytes:
    """Return a text with something put behind a place in it."""
    at = text.index(place) + len(place)
    return f"{text[:at]}{put}\n{text[at:]}".encode()


def in_text(name: str, unit: str, size: int = 6_000, most: int = 140_000) -> Shape:
    """Return a shape of text: a unit repeated in the first section."""
    return Shape(name, ".txt", lambda n: behind(TEXT, SECTION, repeated(unit, n)), size, most)


def put_in_text(name: str, put: Callable[[int], str], text: str = TEXT, size: int = 6_000) -> Shape:
    return Shape(name, ".txt", lambda n: behind(text, SECTION, put(n)), size, 140_000)


def in_markdown(name: str, put: Callable[[int], str]) -> Shape:
    return Shape(name, ".md", lambda n: behind(MARKDOWN, "总体情况\n\n", put(n)), 6_000, 140_000)


def in_page(name: str, put: Callable[[int], str], size: int = 40_000, most: int = 9_900_000) -> Shape:
    return Shape(name, ".html", lambda n: behind(PAGE, "总体情况</h2>", put(n)), size, most)


def in_word(
    name: str, put: Callable[[int], str], size: int = 100_000, most: int = 19_000_000, styles: str = ""
) -> Shape:
    """Return a shape of a Word file: its main part, and with ``styles`` the part of styles, hold a unit."""

    def made(size: int) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(BytesIO(WORD)) as given, zipfile.ZipFile(file, "w") as archive:
            for part in given.namelist():
                content = given.read(part)
                if part == "word/document.xml":
                    at = content.index(b"</w:p>", content.index("总体情况".encode())) + len(b"</w:p>")
                    content = content[:at] + put(size).encode() + content[at:]
                elif part == "word/styles.xml" and styles:
                    content = content.replace(
                        b"</w:styles>", repeated(styles, size).encode() + b"</w:styles>"
                    )
                archive.writestr(part, content)
        return file.getvalue()

    return Shape(name, ".docx", made, size, most)


def workbook(rows: Iterable[tuple[int, int, str | int]]) -> bytes:
    """Return a workbook of the sound report, with cells below it."""
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("报告")
        lines = TEXT.splitlines()
        for number, line in enumerate(lines):
            for column, cell in enumerate(line.split(" | ")):
                sheet.write(number, column, cell)
        for row, column, value in rows:
            sheet.write(len(lines) + row, column, value)
    return file.getvalue()


def pdf_of(lines: Iterable[str], ruled: bool = False) -> bytes:
    """Return a PDF of lines, forty characters each, perhaps each in a box of its own."""
    from pdfdraw import PITCH, TOP, pdf, text

    def page(held: list[str]) -> Callable[..., None]:
        def draw(canvas) -> None:  # type: ignore[no-untyped-def]
            for number, line in enumerate(held):
                text(60, TOP - number * PITCH, line)(canvas)
                if ruled:
                    for column in range(8):
                        canvas.rect(60 + column * 55, TOP - 5 - number * PITCH, 55, PITCH)

        return draw

    cut = [line[at : at + 40] for line in lines for at in range(0, max(len(line), 1), 40)]
    return pdf(*(page(cut[at : at + 36]) for at in range(0, len(cut), 36)))


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str) -> str:
    return f"<w:tc>{paragraph(words)}</w:tc>"


def rows_of_word(size: int) -> str:
    row = f"<w:tr>{cell('1') * 2}</w:tr>"
    return f"<w:tbl>{repeated(row, size)}</w:tbl>"


def tables_in_tables(size: int) -> str:
    """Return tables nested as deep as limits allow, again and again."""
    table = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 1_900, paragraph("1"))
    return repeated(table, size)


def rows_of_a_workbook(rows: int) -> bytes:
    return workbook((row, column, row) for row in range(rows) for column in (0, 1))


def full_sheet(cells: int) -> bytes:
    return workbook((place // 40, place % 40, "甲") for place in range(cells))


def prose_of_a_pdf(size: int) -> bytes:
    return pdf_of([*TEXT.splitlines(), repeated(ORDINARY, size)])


def tables_of_a_pdf(size: int) -> bytes:
    return pdf_of([*TEXT.splitlines(), *["1"] * (size // 40)], ruled=True)


def figures_by_name(size: int) -> bytes:
    return behind(DATA, "facts:\n", repeated("  a{n}: 1\n", size).rstrip("\n"))


ORDINARY = "全年在县政府门户网站发布信息{n}条，其中政策文件18条、补贴名单65条；在12个村张贴公示240份。"
LABELS = "自然人商业企业科研机构社会公益组织法律服务机构其他总计"
TABLE = "".join(re.findall(r"(?m)^.*\|.*\n", TEXT))

SHAPES = (
    in_text("paragraphs", ORDINARY + "\n"),
    in_text("a paragraph without end", ORDINARY),
    in_text("a sentence without end", "工作推进有序"),
    in_text("claims in one sentence", "收到申请{n}件，"),
    in_text("claims, a sentence each", "2024年收到申请{n}件。", 3_000, 72_000),
    in_text("claims and their parts", "收到申请10件，其中自然人5件，法人5件。", 3_000, 50_000),
    in_text("denials", "未收到政府信息公开申请。", 3_000, 58_000),
    in_text("shares", "收到申请10件，其中网络提交5件，占50%；", 3_000, 54_000),
    in_text("counts and their totals", "网站发布信息5条，共7条。"),
    in_text("offices with matters of their own", "县水务局未收取信息处理费，"),
    in_text("addresses in one sentence", "http://www.a{n}.com/查阅 "),
    in_text("addresses, a sentence each", "可在http://www.a{n}.com/查阅。"),
    in_text("dates that do not exist", "2024年2月30日，"),
    in_text("digits", "7"),
    in_text("identity numbers", "11010519491231002X "),
    in_text("document numbers", "国办发〔2024〕{n}号、"),
    in_text("names of another body", "“我局”我局受理4件，"),
    in_text("near misses of phrases", "根据中华人民共合国政府信息公开条例办理。"),
    in_text("slips of the pen", "按照按照要求，"),
    in_text("quotation marks", "“"),
    put_in_text("brackets in brackets", lambda n: nested("（", "）", n), size=12_000),
    put_in_text("tags in tags", lambda n: nested("<", "b>", n, "<b>")),
    put_in_text("spaces", lambda n: f"字{' ' * n}字"),
    in_text("headings", "一、总体情况\n（一）主动公开情况\n1.情况\n"),
    in_text("titles", "云坪县青石镇人民政府2024年政府信息公开工作年度报告\n"),
    in_text("lines of a site", "索引号：A{n} 发布机构：甲 发布日期：2024-01-01\n"),
    in_text("comments to gialint", "<!-- gialint: 忽略 GIA502 原因 -->\n"),
    in_text("bytes that were lost", "公?開成果?,F(xiàn)將", 2_000, 37_000),
    in_text("the wrong table", "鏀垮簻淇℃伅鍏紑"),
    in_text("pinyin", "公(gōng)开(kāi)"),
    put_in_text("labels without borders", lambda n: repeated(LABELS, n), WITHOUT_TABLES),
    in_text("tables of lines", TABLE),
    in_text("columns", "甲  乙  丙\n"),
    put_in_text("a wide row", lambda n: repeated("甲 | ", n)),
    put_in_text("a wide rule", lambda n: f"|{repeated('--:|', n)}x"),
    in_markdown("lists in lists", lambda n: "".join(f"{'  ' * (k % 40)}- 字\n" for k in range(n // 44))),
    in_markdown("rows of Markdown", lambda n: "|a|b|\n|-|-|\n" + repeated("|按照按照|{n}|\n", n)),
    in_markdown("emphasis without end", lambda n: repeated("*a **b ", n)),
    in_page("rows of a page", lambda n: f"<table>{repeated('<tr><td>甲{n}<td>2', n)}</table>", most=260_000),
    in_page("a wide row of a page", lambda n: f"<table><tr>{repeated('<td>1', n)}</table>", most=180_000),
    in_page("one cell", lambda n: f"<table><tr><td>{repeated(LABELS, n)}</table>", 30_000, 140_000),
    in_page("tables in tables", lambda n: nested("<table><tr><td>", "</table>", n), most=1_100_000),
    in_page("elements in elements", lambda n: nested("<b><i>", "</i></b>", n), most=680_000),
    in_page("styles", lambda n: repeated("<p style='opacity:0'>9</p>", n), most=1_680_000),
    in_page("tags without end", lambda n: "<" * n, 30_000, 140_000),
    in_page("paragraphs of a page", lambda n: repeated("<p>全年工作。</p>", n), most=220_000),
    in_word("paragraphs of Word", lambda n: repeated(paragraph("全年工作{n}。"), n), most=810_000),
    in_word("runs", lambda n: f"<w:p>{repeated('<w:r><w:t>字</w:t></w:r>', n)}</w:p>", most=3_000_000),
    in_word("rows of Word", rows_of_word, most=1_310_000),
    in_word("tables in tables of Word", tables_in_tables, most=1_000_000),
    in_word("hidden words", lambda n: repeated(paragraph("藏", "<w:vanish/>"), n), most=1_150_000),
    in_word(
        "styles of Word",
        lambda n: repeated('<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>', n),
        most=1_300_000,
        styles='<w:style w:styleId="s{n}"><w:name w:val="n{n}"/><w:basedOn w:val="s1"/></w:style>',
    ),
    Shape("rows of a workbook", ".xlsx", rows_of_a_workbook, 400, 3_000),
    Shape("a sheet of all cells", ".xlsx", full_sheet, 2_000, 36_000),
    Shape("prose of a PDF", ".pdf", prose_of_a_pdf, 8_000, 140_000),
    Shape("tables of a PDF", ".pdf", tables_of_a_pdf, 8_000, 330_000),
    Shape("figures by name", ".yaml", figures_by_name, 6_000, 140_000),
)
"""What is measured: forty shapes and more."""
