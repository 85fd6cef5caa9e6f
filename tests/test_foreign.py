"""What fits its type and what does not: any value of one of gialint's own classes fits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import pytest

from gialint.config import Config
from gialint.foreign import cause, misfit
from gialint.hookspecs import Reader, Reporter
from gialint.model import Document, Finding, Paragraph, Place, Related, Rule, Text, Unassessed
from gialint.plugins.builtin import READERS, REPORTERS
from gialint.plugins.loading import load

DOCUMENT = Document("a", "text", "青石镇", (Paragraph("青石镇", 0),))
PLACE = Place(DOCUMENT, 0, 3, "一")


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (1, int, None),
        (True, int, None),
        (1, Any, None),
        (None, int | None, None),
        ("a", int | None, "x 应当是 int | None，却是 str 'a'"),
        (("a", 1), tuple[str, int], None),
        (("a", "b"), tuple[str, int], "x[1] 应当是 int，却是 str 'b'"),
        ((), tuple[str, ...], None),
        (("a", 1), tuple[str, ...], "x[1] 应当是 str，却是 int 1"),
        (["a"], tuple[str, ...], "x 应当是 tuple[str, ...]，却是 list ['a']"),
        ({"a": 1}, Mapping[str, int], None),
        ({1: 1}, Mapping[str, int], "x.keys() 应当是 str，却是 int 1"),
        ({"a": "b"}, Mapping[str, int], "x['a'] 应当是 int，却是 str 'b'"),
        ("safe", Literal["safe", "unsafe"], None),
        ("sound", Literal["safe", "unsafe"], "x 应当是 Literal['safe', 'unsafe']，却是 str 'sound'"),
        (Text("一"), Text, None),
        (Text("一", Decimal(1)), Text, "x.en 应当是 str，却是 Decimal Decimal('1')"),  # type: ignore[arg-type]
        (Finding(Text("一"), PLACE, (Related(Text("二"), PLACE),)), Finding | Unassessed, None),
        ("a" * 99, int, f"x 应当是 int，却是 str '{'a' * 59}"),
        (DOCUMENT, Document, None),
    ],
)
def test_values(value: object, kind: Any, said: str | None) -> None:
    slip = misfit(value, kind, "x")
    assert (slip and slip.zh) == said


@pytest.mark.parametrize(
    ("items", "kind"), [(READERS, Reader), (REPORTERS, Reporter), (load(Config()).rules, Rule)]
)
def test_what_gialint_brings_is_what_it_asks_of_others(items: tuple[object, ...], kind: type) -> None:
    assert [misfit(item, kind, "x") for item in items] == [None] * len(items)


def test_a_document_in_a_place_is_taken_whole() -> None:
    place = Place(Document("a", "text", "b", ()), 0, 1, "")
    odd = place._replace(document=Document("a", "text", "b", (3,)))  # type: ignore[arg-type]
    assert misfit(odd, Place, "x", frozenset({Document})) is None
    slip = misfit(odd, Place, "x")
    assert slip is not None
    assert slip.en == "x.document.blocks[0] should be Paragraph | Table, but is int 3"


class Silent(Exception):
    """An error that cannot be asked what it says."""

    def __str__(self) -> str:
        raise self


@pytest.mark.parametrize(
    ("error", "said"),
    [(ValueError("a\n b"), "ValueError: a b"), (KeyError(), "KeyError"), (Silent(), "Silent")],
)
def test_an_error_is_one_line(error: Exception, said: str) -> None:
    assert cause(error) == said
