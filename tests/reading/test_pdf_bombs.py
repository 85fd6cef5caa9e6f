"""Forms in forms of a PDF: counted before pdfium draws them, and what is not plain counts as endless."""

from __future__ import annotations

import pytest

from gialint.reading.pdf.bombs import MOST, UNIT, Stream, Value, drawn, parsed

PAGE = Stream(1, b"<< /Length 9 >>", calls=(b"/F",))
PICTURE = Stream(7, b"<< /Subtype /Image >>")


def form(number: int, resources: str, calls: int = 0) -> Stream:
    dictionary = f"<< /Subtype /Form /BBox [0 0 9 -9.5] /Group << /S (a\\)) /I true >> {resources} >>"
    return Stream(number, dictionary.encode(), calls=(b"/F",) * calls)


def naming(number: int) -> str:
    return f"/Resources << /Font << /F 99 0 R >> /XObject << /F {number} 0 R >> >>"


APART = b"\n5 0 obj << /XObject 6 0 R >> endobj\n6 0 obj << /F 3 0 R >> endobj\n"
HELD = Stream(8, b"<< /Type /ObjStm /N 2 /First 9 >>", content=b"5 0 6 20 << /XObject 6 0 R >><< /F 3 0 R >>")
SPLIT = Stream(8, b"<< /Type /ObjStm /N 1 /First 4 >>", content=b"5 0 << /XObject << /F 3 0 R >> >>")


@pytest.mark.parametrize(
    ("streams", "data", "count"),
    [
        ([PAGE], b"", 1),
        ([], b"", 1),
        ([Stream(1, b"<< >>", calls=(b"/F",) * 300), form(2, "")], b"", 300),
        ([PAGE, form(2, naming(3), 5), form(3, "")], b"", 6),
        ([PAGE, form(2, naming(3), 5), form(3, naming(4), 5), form(4, "")], b"", 31),
        ([PAGE, form(2, naming(7), 5), PICTURE], b"", 1),
        ([PAGE, form(2, "/Resources 5 0 R", 5), form(3, "")], APART, 6),
        ([PAGE, form(2, "/Resources 5 0 R", 5), form(3, ""), SPLIT], b"", 6),
        ([PAGE, form(2, "/Resources 5 0 R", 5), form(3, ""), HELD], b"", 6),
    ],
)
def test_forms_are_counted(streams: list[Stream], data: bytes, count: int) -> None:
    assert drawn(streams, data) == count


def test_drawings_are_counted_by_their_size_for_each_page_that_shows_them() -> None:
    drawing = Stream(1, b"<< /Length 9 >>", size=50 * UNIT, calls=(b"/F",) * 3)
    shown = Stream(2, b"<< /Subtype /Form >>", size=4 * UNIT)
    assert drawn([drawing, shown], b"") == 50 + 3 * 5
    assert drawn([drawing, shown], b"", {1: 10}) == 10 * (50 + 3 * 5)


CHAIN = [form(number, naming(number + 1), 10) for number in range(2, 12)]


@pytest.mark.parametrize(
    ("streams", "data"),
    [
        ([PAGE, *CHAIN], b""),
        ([PAGE, form(2, naming(2), 2)], b""),
        ([PAGE, form(2, "", 2)], b""),
        ([PAGE, form(2, "/Re << /XObject << /F 7 0 R >> >>", 2), PICTURE], b""),
        ([PAGE, form(2, "/Resources << /XObject << /G 7 0 R >> >>", 2), PICTURE], b""),
        ([PAGE, form(2, "/Resources << /XObject << /F 7 0 R >> >> 9 0 obj", 2), PICTURE], b""),
        ([PAGE, form(2, "/Resources << /XObject <J /F 7 0 R >> >>", 2), PICTURE], b""),
        ([PAGE, form(2, "/Resources [] >>", 2), PICTURE], b""),
        ([PAGE, form(2, "/Resources 5 0 R", 2), form(3, "")], b""),
        ([PAGE, form(2, "/Resources 5 0 R", 2), form(3, "")], APART + b"5 0 obj << >> endobj"),
    ],
)
def test_what_is_not_plain_may_be_endless(streams: list[Stream], data: bytes) -> None:
    assert drawn(streams, data) > MOST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b" << /A 1 0 R /B [2 (x) <0f>] /C << >> >> ", {b"/A": 1, b"/B": [b"2", b"(x)", b"<0f>"], b"/C": {}}),
        (b"7", b"7"),
        (b"", None),
        (b"<< /A", None),
        (b"/A >>", None),
        (b"R", None),
        (b"<< /A R >>", None),
        (b"x 0 R", None),
        (b"9999999999 0 R", None),
        (b"<< >> << >>", None),
        (b"<< /A { } >>", None),
        (b"<< " + b"[" * 5000, None),
        (b"(" * 5000, None),
        (b" " * 5000 + b"%", None),
    ],
)
def test_dictionaries_are_read_as_written(text: bytes, value: Value | None) -> None:
    assert parsed(text) == value
