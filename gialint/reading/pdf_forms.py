"""Forms in forms (ISO 32000-1, 8.10): how many are drawn where each draws others, perhaps without end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

MOST = 100_000
"""Forms, and ``UNIT`` bytes of drawing each, to which all pages may come together, with those in forms."""
UNIT = 100
DEEPEST = 40
"""Forms in forms that pdfium follows."""
CALL = re.compile(rb"(/[^\s()<>\[\]{}/%]+)\s+Do(?![^\s()<>\[\]{}/%])")
"""How a drawing calls for a form or a picture by its name."""
OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d+\s+obj\b")
NUMBER = re.compile(rb"\d{1,9}")
LONGEST = 20_000
"""Bytes within which an object must end."""
FIRST = re.compile(rb"/First\s+(\d{1,7})")
TOKEN = re.compile(
    rb"\s*+(/[^\s()<>\[\]{}/%]*+|[-+.\d]++|R(?!\w)|true|false|null|<<|>>|\[|\]"
    rb"|\((?:[^()\\]|\\.)*+\)|<[\da-fA-F\s]*+>)\s*+",
    re.S,
)
"""What dictionaries are made of, comments and nested brackets aside."""

Value: TypeAlias = "bytes | int | list[Value] | dict[bytes, Value]"
"""A value as written: a number stands for the object to which it refers."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its object's number, its dictionary as written; if it draws, its size and what it calls for.

    ``content`` is kept only of streams that hold other objects (7.5.7).
    """

    number: int
    dictionary: bytes
    size: int = 0
    calls: tuple[bytes, ...] = ()
    content: bytes = b""

    @property
    def is_form(self) -> bool:
        """Tell whether others may draw it by a name."""
        return b"/Form" in self.dictionary


NO_PAGES: Mapping[int, int] = {}


def drawn(streams: Sequence[Stream], data: bytes, pages: Mapping[int, int] = NO_PAGES) -> int:
    """Return to how many forms and units of drawing all pages may come, counting little beyond ``MOST``.

    ``pages`` has how many pages show a stream; any other may be shown by one.
    A form that does not say plainly what a name stands for may draw any form, itself included:
    pdfium then takes the name from the page.
    """
    forms = [stream for stream in streams if stream.is_form]
    targets = _targets(forms, streams, data) if any(form.calls for form in forms) else [[]] * len(forms)
    weights = {form.number: 1 + form.size // UNIT for form in forms}
    heaviest = max(weights.values(), default=1)
    for _ in range(DEEPEST):
        heavier = dict.fromkeys(weights, 1)
        for form, called in zip(forms, targets, strict=True):
            weight = 1 + form.size // UNIT + sum(heaviest if one is None else weights[one] for one in called)
            heavier[form.number] = max(heavier[form.number], weight)
        heaviest = max(heavier.values(), default=1)
        if heavier == weights or heaviest > MOST:
            break
        weights = heavier
    shown = (
        pages.get(stream.number, 1) * (stream.size // UNIT + len(stream.calls) * heaviest)
        for stream in streams
        if not stream.is_form
    )
    return max(sum(shown), 1)


def _targets(forms: Sequence[Stream], streams: Sequence[Stream], data: bytes) -> list[list[int | None]]:
    """Return which forms each form calls for, by number; none where it may be any."""
    numbers = {form.number for form in forms}
    pictures = {stream.number for stream in streams if b"/Image" in stream.dictionary} - numbers
    objects = objects_of(streams, data)
    found: list[list[int | None]] = []
    for form in forms:
        named = _named(form, objects) if form.calls else {}
        called = [named.get(name) for name in form.calls]
        found.append([one if one in numbers else None for one in called if one not in pictures])
    return found


def _named(form: Stream, objects: Mapping[int, Sequence[bytes]]) -> dict[bytes, int]:
    """Return the objects for which names stand in a form, as far as that is written plainly."""
    value: Value | None = parsed(form.dictionary)
    for key in (b"/Resources", b"/XObject"):
        value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, int):
            texts = objects.get(value, ())
            value = parsed(texts[0]) if len(texts) == 1 else None
    if not isinstance(value, dict):
        return {}
    return {name: one for name, one in value.items() if isinstance(one, int)}


def parsed(text: bytes) -> Value | None:
    """Return a dictionary or another value as written, or none where it is not well-formed."""
    open_values: list[list[Value]] = [[]]
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None or not _put(found[1], open_values):
            return None
        at = found.end()
    return open_values[0][0] if len(open_values) == 1 == len(open_values[0]) else None


def _put(token: bytes, open_values: list[list[Value]]) -> bool:
    """Add a token to the values that are open; return whether it may stand there."""
    if token in (b"<<", b"["):
        open_values.append([])
        return True
    values = open_values[-1]
    if token == b"R":
        if len(values) < 2 or not isinstance(number := values[-2], bytes) or not NUMBER.fullmatch(number):
            return False
        values[-2:] = [int(number)]
    elif token in (b">>", b"]"):
        if len(open_values) < 2:
            return False
        open_values.pop()
        names = [name for name in values[::2] if isinstance(name, bytes)]
        open_values[-1].append(values if token == b"]" else dict(zip(names, values[1::2], strict=False)))
    else:
        values.append(token)
    return True


def objects_of(streams: Iterable[Stream], data: bytes) -> dict[int, list[bytes]]:
    """Return the objects of a file that are no streams, as written, by their numbers."""
    objects: dict[int, list[bytes]] = {}
    for found in OBJECT.finditer(data):
        text = data[found.end() : data.find(b"endobj", found.end(), found.end() + LONGEST)]
        if b"stream" not in text:
            objects.setdefault(int(found[1]), []).append(text)
    for stream in streams:
        for number, text in _held(stream):
            objects.setdefault(number, []).append(text)
    return objects


def _held(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """Yield the objects in a stream of objects, whose numbers and places stand at its beginning (7.5.7)."""
    first = FIRST.search(stream.dictionary)
    if not stream.content or first is None:
        return
    begin = int(first[1])
    pairs = [int(word) for word in stream.content[:begin].split() if NUMBER.fullmatch(word)]
    places = [begin + place for place in pairs[1::2]]
    for number, start, end in zip(pairs[::2], places, [*places[1:], len(stream.content)], strict=False):
        yield number, stream.content[start:end]
