"""The walk over a part's XML: what is called, and what is refused."""

from __future__ import annotations

import pytest

from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading.package import attribute, integer, switched_on, walk

LAUGHS = '<!DOCTYPE a [<!ENTITY x "haha"><!ENTITY y "&x;&x;">]><a>&y;</a>'


def test_actions_are_chosen_by_local_name() -> None:
    seen: list[str] = []
    content = '<w:a xmlns:w="u"><b x="1">text</b><v:b y:x="2"/></w:a>'
    starts = {"b": lambda attributes: seen.append(attribute(attributes, "x"))}
    walk(content.encode(), "part", Limits(), starts, {"b": lambda: seen.append("/b")}, seen.append)
    assert seen == ["1", "text", "/b", "2", "/b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encodings(encoding: str) -> None:
    seen: list[str] = []
    content = f'<?xml version="1.0" encoding="{encoding.upper()}"?><a>公开</a>'.encode(encoding)
    walk(content, "part", Limits(), {}, {}, seen.append)
    assert seen == ["公开"]


REFUSED = {
    "entities": (LAUGHS, LimitExceeded, "DOCTYPE"),
    "a document type": ('<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>', LimitExceeded, "DOCTYPE"),
    "deep": ("<a>" * 201, LimitExceeded, "200"),
    "not well formed": ("<a><b></a>", Unreadable, "第 1 行第 9 列"),
    "cut off": ("<a><b>", Unreadable, "word/x.xml"),
    "nothing": ("", Unreadable, "word/x.xml"),
    "an undeclared entity": ("<a>&nbsp;</a>", Unreadable, "第 1 行第 4 列"),
    "an encoding that no part has": ('<?xml version="1.0" encoding="big5"?><a/>', Unreadable, "big5"),
}


@pytest.mark.parametrize(("content", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(content: str, error: type[Unreadable], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        walk(content.encode(), "word/x.xml", Limits(), {})
    assert type(caught.value) is error
    assert "word/x.xml" in caught.value.reason.en
    assert caught.value.advice is not None


def test_depth_at_its_limit() -> None:
    walk(b"<a>" * 5 + b"</a>" * 5, "part", Limits(xml_depth=5), {})
    with pytest.raises(LimitExceeded):
        walk(b"<a>" * 6 + b"</a>" * 6, "part", Limits(xml_depth=5), {})


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ([], ""),
        (["w:val", "1"], "1"),
        (["val", "1"], "1"),
        (["x:val", "1"], "1"),
        (["w:eval", "0"], ""),
        (["w:a", "0", "w:val", "1"], "1"),
    ],
)
def test_attribute(attributes: list[str], expected: str) -> None:
    assert attribute(attributes) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, True), ("1", True), ("true", True), ("0", False), ("false", False)]
)
def test_switched_on(value: str | None, expected: bool) -> None:
    assert switched_on([] if value is None else ["w:val", value]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", 12), ("-1", -1), ("", 7), ("1.5", 7), ("9" * 5000, 7), ("2147483648", 7)],
)
def test_integer(text: str, expected: int) -> None:
    assert integer(text, 7) == expected
