"""Documents hold no personal number: it is starred in every text, at its length, and marked."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from gialint.model import Aside, Cell, Document, Entry, Marked, Paragraph, Place, Source, Table
from gialint.reading import Limits
from gialint.reading.redaction import protected
from gialint.testing import check_document

IDENTITY = "110101199003077598"
STARRED = "110*************98"
MOBILE = "13812345678"


def read(suffix: str, text: str) -> Document:
    """Read a text as a reader does, and protect it."""
    reader = {"md": "markdown", "html": "html", "txt": "text", "yaml": "yaml_report"}[suffix]
    document: Document = import_module(f"gialint.reading.{reader}").read(
        text.encode(), f"a.{suffix}", Limits()
    )
    shown = protected(document)
    check_document(shown)
    assert len(shown.text) == len(document.text)
    assert [type(block) for block in shown.blocks] == [type(block) for block in document.blocks]
    return shown


def test_blocks_entries_and_places_show_it_starred() -> None:
    text = f"证件{IDENTITY}\n卡 | {MOBILE} | 3\nx.y | {IDENTITY}\n"
    row = text.index("卡")
    cells = (Cell("卡", row, 0, 0), Cell(MOBILE, row + 4, 0, 1), Cell("3", row + 18, 0, 2))
    entry = Entry("x.y", IDENTITY, text.rindex(IDENTITY))
    document = Document("a", "text", text, (Paragraph(text[:20], 0), Table((cells,))), (entry,))
    shown = protected(document)
    check_document(shown)
    assert shown.text == f"证件{STARRED}\n卡 | 138******78 | 3\nx.y | {STARRED}\n"
    assert shown.marked == (
        Marked(2, 20, "identity"),
        Marked(row + 4, row + 15, "mobile"),
        Marked(entry.start, entry.start + 18, "identity"),
    )
    assert Place(shown, 2, 8, "").location().context == f"证件{STARRED}"


def test_a_document_without_one_stays_as_it_is() -> None:
    document = Document("a", "text", "全年公开30条，电话0772-1234567\n", (Paragraph("全年公开30条", 0),))
    assert protected(document) is document


def test_what_is_protected_stays_as_it_is() -> None:
    shown = read("txt", f"经办人{IDENTITY}，电话{MOBILE}")
    assert protected(shown) is shown


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("txt", f"甲{IDENTITY}\r\n乙", f"甲{STARRED}\r\n乙"),
        ("txt", "甲11010119900\n3077598乙\n", "甲110********\n*****98乙\n"),
        ("md", "甲**110101**199003077598\n", "甲**110***************98\n"),
        ("html", "<p>甲110101<b>199003077598</b>乙</p>", f"甲{STARRED}乙\n"),
        ("html", "<p>甲&#49;&#49;0101199003077598乙</p>", f"甲{STARRED}乙\n"),
        ("html", "<p>甲11010119900<br>3077598乙</p>", "甲110********\n*****98乙\n"),
        ("yaml", f"title: 甲{IDENTITY}\n", f"甲{STARRED}\n"),
        # four figures beside one another are no card, whose digits they are
        ("txt", "甲 | 4111 | 1111 | 1111 | 1111\n乙 | 1 | 2 | 3 | 4\n", None),
        ("html", "<table><tr><td>4111<td>1111<td>1111<td>1111</table>", None),
    ],
)
def test_reading_texts(suffix: str, text: str, expected: str | None) -> None:
    shown = read(suffix, text)
    assert "*" not in shown.text if expected is None else shown.text == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<p>甲110101<b>1990</b>03077598</p>", "<p>甲110***<b>****</b>******98</p>"),
        ("<p>&#49;10101199003077598 2&#48;</p>", "<p>&#**;10*************98 2&#48;</p>"),
        (f"<p>甲</p><p>电话{MOBILE}</p>", "<p>甲</p><p>电话138******78</p>"),
    ],
)
def test_the_source_is_starred_where_its_text_is(text: str, source: str) -> None:
    shown = read("html", text).source
    assert shown is not None
    assert (shown.text, len(shown.text)) == (source, len(text))


@pytest.mark.parametrize(
    ("text", "asides", "expected"),
    [
        ("甲\n", [("deleted", IDENTITY, 1)], [STARRED]),
        ("甲\n", [("comment", f"核实{IDENTITY}", 1)], [f"核实{STARRED}"]),
        # over several deletions at one place, and on into the text
        ("甲\n", [("deleted", "1101011", 1), ("deleted", "99003077598", 1)], ["110****", "*********98"]),
        ("甲110101199003\n", [("deleted", "077598", 13)], ["****98"]),
        ("甲077598\n", [("hidden", "110101199003", 1)], ["110*********"]),
        # an insertion is part of the text
        (f"甲{IDENTITY}\n", [("inserted", "99003077598", 8)], ["*********98"]),
        ("甲3077598\n", [("deleted", "20", 1)], ["20"]),
    ],
)
def test_what_stands_beside_the_text(
    text: str, asides: list[tuple[str, str, int]], expected: list[str]
) -> None:
    made = tuple(Aside(kind, said, IDENTITY, start) for kind, said, start in asides)  # type: ignore[arg-type]
    document = Document("a", "docx", text, (Paragraph(text[:-1], 0),), asides=made)
    shown = protected(document).asides
    assert [aside.text for aside in shown] == expected
    assert {aside.author for aside in shown} == {STARRED}


def test_a_number_takes_the_place_of_other_marks() -> None:
    text = f"甲{IDENTITY}乙12\n"
    marked = (Marked(1, 5, "struck"), Marked(20, 21, "raised"))
    document = Document("a", "html", text, (Paragraph(text[:-1], 0),), marked=marked)
    assert protected(document).marked == (Marked(1, 19, "identity"), Marked(20, 21, "raised"))


def test_native_places_that_name_a_sheet() -> None:
    cell = Cell("3", 0, 0, 0, native=f"{IDENTITY}!B4")
    table = Table(((cell,),), native=f"{IDENTITY}!B4")
    shown = protected(Document("a", "xlsx", "3\n", (table,))).blocks[0]
    assert isinstance(shown, Table)
    assert (shown.native, shown.rows[0][0].native) == (f"{STARRED}!B4", f"{STARRED}!B4")


def test_the_path_stays_as_it_was_given() -> None:
    document = read("txt", f"甲{IDENTITY}")
    assert protected(replace(document, path=f"{MOBILE}.txt")).path == f"{MOBILE}.txt"


def test_a_source_without_a_number_stays() -> None:
    source = Source(f"<!-- {IDENTITY} -->甲", (0,), (27,))
    document = Document("a", "html", "甲\n", (Paragraph("甲", 0),), source=source)
    assert protected(document) is document
