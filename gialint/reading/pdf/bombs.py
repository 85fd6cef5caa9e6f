"""What the streams of a PDF would come to: pdfium takes what it is given, to gigabytes and for hours.

Streams are inflated only as far as they may go, and forms in forms (ISO 32000-1, 8.10) are counted as
often as they are drawn, perhaps without end.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from gialint.model import Text
from gialint.reading import LimitExceeded, Limits, not_read
from gialint.records import dataclass, replace

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

NO_PAGES: Mapping[int, int] = {}

MOST_DRAWING = 4_000_000
"""Bytes to which one stream of drawing instructions may inflate; a page of a report has 20 000."""
MOST_SPELLED = 1_000_000
"""Bytes of a drawing that is spelled in letters or digits (7.4.2, 7.4.3)."""
MOST_HELD = 20_000_000
"""Bytes to which all streams that hold other objects may inflate."""
MOST_STREAMS = 20_000
DICTIONARY, LONGEST_DICTIONARY = 2_000, 20_000
"""Bytes before a stream in which its dictionary is looked for: nearly all are short."""
MOST_FAR = 500
"""How often a long one is looked for."""
NO_OBJECT = (-1, b"/Filter /FlateDecode")
"""A stream without a dictionary near is most likely none; if it is, it is packed as all are."""
CHUNK = 65_536
STEP = 1_000_000
PICTURE = re.compile(rb"/Subtype\s*/Image\b")
OTHER = re.compile(rb"/Type\s*/(?:ObjStm|XRef|Metadata)\b")
FONT = re.compile(rb"/Length1\b|/(?:Type1C|CIDFontType0C|OpenType)\b")
FILTERS = re.compile(rb"/Filter\s*+(?:\[([^\[\]]*+)\]|(/[^\s()<>\[\]{}/%]++)|\d++\s++\d++\s++R)")
NAME = re.compile(rb"/[^\s()<>\[\]{}/%]+")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
CONTENTS = re.compile(rb"/Contents\s*+(?:\[([^\[\]/]*+)\]|(\d{1,9}+\s++\d++\s++R))")
REFERENCE = re.compile(rb"(?<!\d)(\d{1,9})\s+\d+\s+R\b")
FLATE = frozenset((b"/FlateDecode", b"/Fl"))
BLANKS = b" \t\n\r\f\v\0"
SPELLINGS: Mapping[bytes, Callable[[bytes], bytes]] = {
    name: undo
    for names, undo in (
        ((b"/ASCII85Decode", b"/A85"), lambda text: base64.a85decode(text, ignorechars=BLANKS)),
        ((b"/ASCIIHexDecode", b"/AHx"), lambda text: bytes.fromhex(text.decode("ascii"))),
    )
    for name in names
}
RESAVE = Text(
    "请用 Word 或 WPS 重新导出 PDF，或提供 Word（.docx）文件。",
    "Export the PDF again from Word or WPS, or provide the Word file (.docx).",
)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its object's number, its dictionary with names unescaped, and where in the file it begins.

    If it draws, its size and what it calls for; ``content`` is kept only of streams that hold other
    objects (7.5.7).
    """

    number: int
    dictionary: bytes
    size: int = 0
    calls: tuple[bytes, ...] = ()
    content: bytes = b""
    begin: int = 0

    @property
    def is_form(self) -> bool:
        """Return whether others may draw it by a name."""
        return b"/Form" in self.dictionary


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


def check_streams(data: bytes, limits: Limits) -> None:
    """Raise LimitExceeded for streams that inflate beyond reason, and for forms that multiply in forms."""
    found = _streams(data)
    shown = _shown(objects_of(_holders(found, data), data))
    total = drawings = 0
    streams: list[Stream] = []
    for stream in found:
        other = any(kind.search(stream.dictionary) for kind in (PICTURE, FONT, OTHER))
        drawing = stream.number in shown or stream.is_form or not other
        most = MOST_DRAWING if drawing else limits.inflated_bytes
        stream = _inflated_stream(stream, data, most, keep=drawing)
        total += stream.size
        if stream.size > most:
            raise _too_large("一个数据流解压后的大小", "inflated size of a stream", most)
        if total > limits.inflated_bytes:
            raise _too_large("解压后的大小", "inflated size", limits.inflated_bytes)
        drawings += stream.size * drawing
        if drawings > MOST * UNIT:
            raise _too_much_drawn()
        streams.append(stream if drawing else replace(stream, size=0))
    if drawn(streams, data, shown) > MOST:
        raise _too_much_drawn()


def _headed(data: bytes, start: int, most: int) -> tuple[int, bytes] | None:
    """Return the number of the object whose stream begins at ``start`` and its dictionary, if near."""
    first = max(start - most, 0)
    first = max(data.rfind(b"endobj", first, start), data.rfind(b"endstream", first, start), first - 1) + 1
    found = OBJECT.search(data, first, start)
    return (int(found[1]), data[found.end() : start]) if found else None


def _too_much_drawn() -> LimitExceeded:
    return not_read(
        f"PDF 的绘图内容太多，或图形层层套用，展开后超过 {MOST} 个",
        f"drawings, and forms in forms, come to more than {MOST}",
        RESAVE,
    )


def _holders(streams: Sequence[Stream], data: bytes) -> list[Stream]:
    """Return the streams that hold other objects (7.5.7)."""
    holders: list[Stream] = []
    total = 0
    for stream in streams:
        if b"/ObjStm" in stream.dictionary:
            holders.append(_inflated_stream(stream, data, MOST_HELD))
            total += holders[-1].size
            if total > MOST_HELD:
                raise _too_large("目录数据解压后的大小", "inflated size of objects", MOST_HELD)
    return holders


def _streams(data: bytes) -> list[Stream]:
    """Return every stream of a file."""
    streams: list[Stream] = []
    after = far = 0
    while (start := data.find(b"stream", after)) >= 0:
        after = start + len(b"stream")
        if data.endswith(b"end", 0, start):
            continue
        headed = _headed(data, start, DICTIONARY)
        if headed is None and far < MOST_FAR:
            far += 1
            headed = _headed(data, start, LONGEST_DICTIONARY)
        number, dictionary = headed or NO_OBJECT
        dictionary = ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), dictionary)
        begin = after + (2 if data[after : after + 1] == b"\r" else 1)
        streams.append(Stream(number, dictionary, begin=begin))
        if len(streams) > MOST_STREAMS:
            raise not_read(f"PDF 的数据流超过 {MOST_STREAMS} 个", f"more than {MOST_STREAMS} streams", RESAVE)
    return streams


def _shown(texts: Mapping[int, Sequence[bytes]]) -> Counter[int]:
    """Return how many pages draw a stream, whatever it says of itself."""
    shown: Counter[int] = Counter()
    for listed, single in (
        each for held in texts.values() for text in held for each in CONTENTS.findall(text)
    ):
        for number in map(int, REFERENCE.findall(listed or single)):
            shown[number] += 1
            for array in texts.get(number, ()):
                shown.update(map(int, REFERENCE.findall(array)))
    return shown


def _inflated_stream(stream: Stream, data: bytes, most: int, *, keep: bool = True) -> Stream:
    """Return a stream with its size and, if it draws, its calls; of one too large only the beginning."""
    filters = _filters(stream.dictionary)
    packed = not FLATE.isdisjoint(filters)
    size, content = 0, b""
    if packed and (not keep or FLATE.issuperset(filters)):
        size, content = _inflated(data, stream.begin, most, keep=keep)
    elif keep:
        last = stream.begin + most + 1
        end = data.find(b"endstream", stream.begin, last)
        content = data[stream.begin : end if end >= 0 else last]
        for name in filters:
            if name in FLATE:
                size, content = _inflated(content, 0, most, keep=True)
            else:
                content = _unspelled(content, name)
        size = max(size, len(content))
    kept = content if b"/ObjStm" in stream.dictionary else b""
    return replace(stream, size=size, calls=tuple(CALL.findall(content)), content=kept)


def _filters(dictionary: bytes) -> Sequence[bytes]:
    """Return the filters of a stream; raises LimitExceeded where it was packed twice."""
    found = FILTERS.search(dictionary)
    filters = NAME.findall(found[0])[1:] if found else []
    if sum(name in FLATE for name in filters) > 1:
        raise not_read("PDF 的数据流压缩了两次", "a stream packed twice", RESAVE)
    return filters if filters or found is None else [found[0]]


def _unspelled(content: bytes, name: bytes) -> bytes:
    """Undo a spelling; raises LimitExceeded for too much of it, and for what no office program writes."""
    undo = SPELLINGS.get(name)
    if undo is None:
        raise not_read("PDF 的绘图数据用了少见的压缩方式", "a drawing is packed in a rare way", RESAVE)
    if len(content) > MOST_SPELLED:
        raise _too_large("一个数据流的大小", "size of a stream", MOST_SPELLED)
    try:
        return undo(content.partition(b"~>" if b"~" in content else b">")[0])
    except ValueError:
        return b""


def _inflated(data: bytes, start: int, most: int, *, keep: bool) -> tuple[int, bytes]:
    """Return to how many bytes a stream inflates, counting little further than ``most``, and the bytes."""
    inflate = zlib.decompressobj()
    size = 0
    pieces: list[bytes] = []
    piece = data[start : start + CHUNK]
    try:
        while piece and size <= most and not inflate.eof:
            content = inflate.decompress(piece, STEP)
            size += len(content)
            if keep:
                pieces.append(content)
            piece = inflate.unconsumed_tail
            if not piece:
                start += CHUNK
                piece = data[start : start + CHUNK]
    except zlib.error:
        pass  # what a damaged stream yields before its fault is all that pdfium takes from it
    return size, b"".join(pieces)


def _too_large(what: str, what_en: str, most: int) -> LimitExceeded:
    return not_read(
        f"{what}超过上限 {most / 1e6:.1f} MB", f"{what_en} is above the limit of {most / 1e6:.1f} MB", RESAVE
    )
