"""Word documents that ask for too much, are broken, or make no sense: read or refused, never worse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordml import opened, p, packed, run, shape, tbl, tc, tr, xml

from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.docx import read
from gialint.testing import check_document

SAMPLE = p("甲", f"<w:ins>{run('乙')}</w:ins>") + tbl(tr(tc("丙", '<w:gridSpan w:val="2"/>'), "丁"))
WIDE = tbl(tr(tc("甲", '<w:gridSpan w:val="40"/>'), "乙"))
LIMITED = {
    "paragraphs": (p("甲") * 4, Limits(paragraphs=3), "3 段"),
    "cells": (tbl(tr("甲", "乙", "丙")), Limits(cells=3), "3 个"),
    "cells by their spans": (WIDE, Limits(cells=40), "40 个"),
    "depth": ("<w:sdt>" * 300 + "</w:sdt>" * 300, Limits(), "200 层"),
    "declarations": ("<!DOCTYPE a>", Limits(), "word/document.xml"),
}


@pytest.mark.parametrize(("body", "limits", "words"), LIMITED.values(), ids=LIMITED)
def test_limits(body: str, limits: Limits, words: str) -> None:
    document = body if body.startswith("<!") else xml(body)
    with pytest.raises(LimitExceeded if words != "word/document.xml" else Unreadable) as caught:
        read(packed(document), "a.docx", limits)
    assert words in caught.value.reason.zh


def test_spans_are_clipped() -> None:
    assert shape(opened(WIDE, Limits(span=9))) == [["甲@0,0 1x9; 乙@0,9"]]
    along = '<w:hMerge w:val="{}"/>'
    row = tr(
        tc("甲", along.format("restart")), tc("", along.format("continue")), tc("", along.format("continue"))
    )
    assert shape(opened(tbl(row), Limits(span=2))) == [["甲@0,0 1x2"]]
    down = '<w:vMerge w:val="{}"/>'
    rows = [tr(tc("甲", down.format("restart"))), *[tr(tc("", down.format("continue")))] * 3]
    assert shape(opened(tbl(*rows), Limits(span=2))) == [["甲@0,0 2x1", "", "", ""]]


@pytest.mark.parametrize(
    ("data", "words"),
    [(packed("<w:document>"), "word/document.xml"), (packed(""), "word/document.xml")],
)
def test_broken_files(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read(data, "a.docx", Limits())
    assert caught.value.advice is not None


def read_or_refused(data: bytes) -> None:
    try:
        check_document(read(data, "a.docx", Limits(paragraphs=100, cells=100)))
    except Unreadable as refused:
        told = refused
    else:
        return
    assert told.reason.zh
    assert told.reason.en


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    read_or_refused(data)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_mutated_files(changes: list[tuple[int, int]]) -> None:
    data = bytearray(packed(xml(SAMPLE), styles="<w:styles/>"))
    for place, value in changes:
        data[place % len(data)] = value
    read_or_refused(bytes(data))


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_mutated_documents(changes: list[tuple[int, int]]) -> None:
    document = bytearray(xml(SAMPLE).encode())
    for place, value in changes:
        document[place % len(document)] = value
    read_or_refused(packed(bytes(document)))


NAMES = [
    "p", "r", "t", "tbl", "tr", "tc", "trPr", "tcPr", "pPr", "rPr", "del", "ins", "moveFrom", "sdt", "rt",
    "tab",
    "vanish", "hidden", "gridSpan", "vMerge", "hMerge", "gridBefore", "pStyle", "numId", "ilvl", "outlineLvl",
    "AlternateContent", "Choice", "Fallback", "txbxContent", "rPrChange", "tcPrChange", "fldChar",
]  # fmt: skip
VALUES = [
    "",
    ' w:val="1"',
    ' w:val="continue"',
    ' w:val="-7"',
    ' w:fldCharType="begin"',
    ' w:fldCharType="end"',
]


def element(parts: tuple[str, str, list[str]]) -> str:
    name, attributes, content = parts
    return f"<w:{name}{attributes}>{''.join(content)}</w:{name}>"


TREES = st.recursive(
    st.just("文"),
    lambda inner: st.tuples(
        st.sampled_from(NAMES), st.sampled_from(VALUES), st.lists(inner, max_size=4)
    ).map(element),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(TREES, max_size=6))
def test_elements_in_places_where_none_belongs(trees: list[str]) -> None:
    lists = '<w:numbering><w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"/></w:numbering>'
    read_or_refused(packed(xml("".join(trees)), styles="<w:styles/>", numbering=lists))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text("公开0，a &<", max_size=4), max_size=4), max_size=5))
def test_however_a_text_is_split_over_runs(paragraphs: list[list[str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = "".join(p(*(run(escaped(text)) for text in texts)) for texts in paragraphs)
    whole = ["".join(texts) for texts in paragraphs]
    assert shape(opened(body)) == [text for text in whole if text.strip()]
