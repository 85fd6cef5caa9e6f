"""PDF files as files: what cannot be read says so, limits are named, and nothing ends a run."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfdraw import assembled, handmade, lines, opened, pdf, plain, ruled, text
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.pdf import read

WORDS = lines("云坪县青石镇人民政府", "政府信息公开工作年度报告")
MORE = lines("一、总体情况", "全年工作平稳有序。")
GOOD = pdf([WORDS, ruled(plain([["规章", "0"], ["规范性文件", "12"]], top=700))], MORE)


def picture(canvas: Canvas) -> None:
    canvas._code.append("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q")


def outlines(canvas: Canvas) -> None:
    for number in range(300):
        canvas.line(100, 100, 100 + number, 300)


def page(content: bytes, dictionary: str = "") -> bytes:
    return assembled(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(content)} {dictionary} >> stream\n".encode() + content + b"\nendstream",
    )


def deflated(size: int, times: int = 1) -> bytes:
    content = b"0 0 m 9 9 l S " * (size // 14)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


FLATE = " /Filter /FlateDecode"
UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "空的"),
    "no PDF": (b"PK\x03\x04 a zip", "不是 PDF"),
    "cut short": (GOOD[: len(GOOD) // 2], "不完整"),
    "cut short after an update": (GOOD + GOOD[9 : len(GOOD) // 2], "不完整"),
    "cut short though linearized": (
        b"%PDF-1.7\n1 0 obj\n<< /Linearized 1 /L 99999 >>\nendobj\n" + GOOD[9:],
        "不完整",
    ),
    "broken": (b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"\n%%EOF", "已损坏"),
    "without pages": (
        assembled("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
        "没有页面",
    ),
    "a page that is none": (
        assembled("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "[7]"),
        "页",
    ),
    "locked": (pdf(WORDS, encrypt=StandardEncryption("secret", "owner")), "密码"),
    "a scan": (pdf(picture, [picture, text(280, 30, "— 2 —")], picture), "扫描件"),
    "outlines": (pdf(outlines, [outlines, text(280, 30, "2")]), "曲线"),
    "no words": (pdf(ruled(plain([["", ""]], top=700))), "没有文字"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_says_so(case: str) -> None:
    content, says = UNREADABLE[case]
    with pytest.raises(Unreadable, match=says) as told:
        read(content, "a.pdf", Limits())
    assert told.value.code == "GIA902"
    assert told.value.advice is not None


LETTERS = "[/ASCII85Decode /FlateDecode]"
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": zlib.compress,
    "/#46lateDecode": zlib.compress,
    "/LZWDecode": bytes,
    "/AHx": lambda content: content.hex().encode() + b">",
    LETTERS: lambda content: base64.a85encode(zlib.compress(content)) + b"~>",
}


def on_pages(count: int, content: bytes, extra: str = "") -> bytes:
    """Return a PDF whose pages all show one drawing."""
    kids = " ".join(f"{4 + number} 0 R" for number in range(count))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    return assembled(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        f"<< /Length {len(content)} {FLATE} {extra} >> stream\n".encode() + content + b"\nendstream",
        *[page] * count,
    )


def nested(depth: int, calls: int, *, shared: bool = False, packing: str = "", extra: str = "") -> bytes:
    """Return a PDF of forms that draw each other, the last of them a line; resources may stand apart."""
    objects: list[str | bytes] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>",
    ]
    for level in range(depth + 1):
        content = b"/F Do " * calls if level < depth else b"0 0 m 9 0 l S"
        resources = f"<< /XObject << /F {6 + 2 * level} 0 R >> >>"
        inside = f"{5 + 2 * level} 0 R" if shared else resources
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {extra} /Resources {inside}" if level else ""
        if packing:
            content, form = PACKED[packing](content), f"{form} /Filter {packing}"
        objects += [
            f"<< /Length {len(content)} {form} >> stream\n".encode() + content + b"\nendstream",
            resources,
        ]
    return assembled(*objects)


LIMITED: dict[str, tuple[bytes, Limits, str]] = {
    "bytes": (GOOD, Limits(bytes=100), "字节"),
    "pages": (GOOD, Limits(pages=1), "2 页"),
    "paragraphs": (GOOD, Limits(paragraphs=3), "3 段"),
    "characters": (GOOD, Limits(characters=30), "30 个字"),
    "cells": (GOOD, Limits(cells=3), "单元格"),
    "a page that blows up": (page(deflated(5_000_000), FLATE), Limits(), "4.0 MB"),
    "a picture that blows up": (
        page(deflated(3_000_000), FLATE + " /Subtype /Image"),
        Limits(inflated_bytes=2_000_000),
        "2.0 MB",
    ),
    "many streams that blow up": (
        assembled(*[f"<< {FLATE} >> stream\r\n".encode() + deflated(900_000) + b"\nendstream"] * 3),
        Limits(inflated_bytes=2_000_000),
        "2.0 MB",
    ),
    "forms in forms": (nested(9, 10), Limits(), "层层套用"),
    "forms in forms by way of resources": (nested(9, 10, shared=True), Limits(), "层层套用"),
    "forms in forms, packed": (nested(9, 10, shared=True, packing="/FlateDecode"), Limits(), "层层套用"),
    "forms in forms, spelled in letters": (
        nested(9, 10, packing="[/ASCII85Decode /FlateDecode]"),
        Limits(),
        "层层套用",
    ),
    "forms in forms, spelled in digits": (nested(9, 10, packing="/AHx"), Limits(), "层层套用"),
    "forms in forms, with names escaped": (nested(9, 10, packing="/#46lateDecode"), Limits(), "层层套用"),
    "forms that call themselves pictures": (
        nested(9, 10, extra="/ProcSet [/ImageB] /Length1 9"),
        Limits(),
        "层层套用",
    ),
    "forms packed as nobody does": (nested(9, 10, packing="/LZWDecode"), Limits(), "少见的压缩方式"),
    "a drawing on many pages": (on_pages(100, deflated(2_000_000)), Limits(), "绘图内容太多"),
    "a drawing of too many strokes": (page(deflated(3_000_000), FLATE), Limits(), "图形和线条超过 500000 个"),
    "a drawing that says it is a font": (
        on_pages(1, deflated(5_000_000), "/Length1 9 /Subtype /Image"),
        Limits(),
        "4.0 MB",
    ),
    "streams without end": (GOOD + b"stream\n" * 20_001, Limits(), "数据流超过 20000 个"),
    "packed twice": (page(deflated(900_000, 2), "/Filter [/FlateDecode /FlateDecode]"), Limits(), "两次"),
}


@pytest.mark.parametrize("case", LIMITED)
def test_limits_are_named(case: str) -> None:
    content, limits, says = LIMITED[case]
    with pytest.raises(LimitExceeded, match=says) as told:
        read(content, "a.pdf", limits)
    assert told.value.advice is not None


def test_strokes_are_counted_over_all_pages() -> None:
    def grid(canvas: Canvas) -> None:
        lines("本年新收政府信息公开申请数量为三件")(canvas)
        for number in range(3_000):
            canvas.rect(60 + number % 30 * 15, 60 + number // 30 * 5, 15, 5)

    with pytest.raises(LimitExceeded, match="图形和线条超过 500000 个"):
        read(pdf(*[grid] * 30), "报告.pdf", Limits())


READABLE: dict[str, bytes] = {
    "an owner's password only": pdf(WORDS, encrypt=StandardEncryption("", "owner")),
    "a picture and words": pdf([picture, WORDS]),
    "words after the end": GOOD + b"\n<!-- saved by a web server -->\n",
    "a damaged stream": page(b"BT ET", FLATE)[:-6]
    + handmade("云坪县青石镇人民政府政府信息公开工作年度报告")[9:],
}


@pytest.mark.parametrize(("depth", "calls"), [(1, 300), (30, 1), (3, 5)])
def test_forms_in_forms_are_followed(depth: int, calls: int) -> None:
    with pytest.raises(Unreadable, match=r"没有文字|曲线"):
        read(nested(depth, calls), "a.pdf", Limits())


@pytest.mark.parametrize("case", READABLE)
def test_what_can_be_read_is(case: str) -> None:
    assert "青石镇人民政府" in read(READABLE[case], "a.pdf", Limits()).text


def test_the_document_says_where_it_is_from() -> None:
    document = opened(WORDS)
    assert (document.path, document.reader, document.source) == ("a.pdf", "pdf", None)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from((GOOD, handmade("云坪县青石镇")))))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    with suppress(Unreadable):
        assert read(bytes(content), "a.pdf", Limits()).blocks
