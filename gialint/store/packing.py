"""Outcomes as bytes, and back: JSON, compressed, and whatever was never put there is rejected.

What is bytes itself, as most of a digest is, was compressed when it was made, and stands behind the JSON as
it is; there its number stands for it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from gialint.files.cache import LARGEST
from gialint.model import DIGEST_SCHEMA, Checked, Digest, Holding, Severity

EDIT = {"start": int, "end": int, "text": str}
CHECK, LENGTH = 4, 4
"""Bytes of the checksum that packed data begin with, and of the length of the JSON that follows."""

Held = Sequence[bytes]
Rebuild = Callable[[Any, Held], Any]
"""Returns a value from what JSON makes of it and the bytes that are held; raises TypeError, ValueError and
LookupError for what was never put there."""


def packing(checked: Checked) -> bytes | None:
    """Return an outcome as bytes without its configuration; None for what JSON has no word for."""
    checked = checked._replace(holding=Holding())
    held: list[bytes] = []

    def number(value: object) -> int:
        if type(value) is not bytes:
            raise TypeError(type(value))
        held.append(value)
        return len(held) - 1

    try:
        text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"), default=number)
        if _checked(json.loads(text), held) != checked:
            return None
        plain = zlib.compress(f"[{[*map(len, held)]},{text}]".encode(), 1)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    data = b"".join((len(plain).to_bytes(LENGTH), plain, *held))
    return zlib.crc32(data).to_bytes(CHECK) + data


def unpacked(data: bytes | None) -> Checked | None:
    """Return the outcome that bytes hold, or None if there is none or it is not what was packed."""
    try:
        return _checked(*_opened(data)) if data is not None else None
    except (zlib.error, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _opened(data: bytes) -> tuple[Any, Held]:
    """Return what JSON says, and the bytes that are held; raises ValueError, TypeError and zlib.error."""
    if zlib.crc32(data[CHECK:]) != int.from_bytes(data[:CHECK]) or len(data) > LARGEST:
        raise ValueError(len(data))
    at = CHECK + LENGTH
    end = at + int.from_bytes(data[CHECK:at])
    lengths, values = json.loads(_inflated(data[at:end]))
    held: list[bytes] = []
    for length in lengths:
        if type(length) is not int or not 0 <= length <= len(data) - end:
            raise ValueError(length)
        held.append(data[end : end + length])
        end += length
    if end != len(data):
        raise ValueError(end)
    return values, held


def _inflated(data: bytes) -> bytes:
    """Return what was compressed, to its end and within the limit; raises ValueError and zlib.error."""
    stream = zlib.decompressobj()
    inflated = stream.decompress(data, LARGEST)
    if not stream.eof:
        raise ValueError(len(inflated))
    return inflated


@cache
def _rebuilding(kind: Any) -> Rebuild:
    """Return what rebuilds values of a kind: a class, or a type as annotations spell it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        # Looked at where there is such a value: most never are, and are more than can be kept.
        return lambda value, held: None if value is None else _rebuilding(inner[0])(value, held)
    if kind in (str, int, bool):
        return lambda value, held: value if type(value) is kind else _reject(kind)
    if kind is bytes:
        return lambda value, held: held[value] if type(value) is int and value >= 0 else _reject(kind)
    if kind is Severity:
        return lambda value, held: Severity(value) if type(value) is int else _reject(kind)
    if origin is tuple and inner[-1] is Ellipsis:
        each = _rebuilding(inner[0])
        return lambda value, held: (
            tuple([each(one, held) for one in value]) if type(value) is list else _reject(kind)
        )
    if origin is Mapping:
        word = _rebuilding(inner[1])
        return lambda value, held: (
            {name: word(one, held) for name, one in value.items()} if type(value) is dict else _reject(kind)
        )
    if origin is tuple:
        return _in_turn(tuple, list(inner))
    if hasattr(kind, "_fields"):
        return _in_turn(kind._make, list(get_type_hints(kind).values()))
    return lambda value, held: value if kind is Any else _reject(kind)


def _in_turn(make: Callable[[Any], Any], kinds: Sequence[Any]) -> Rebuild:
    every = [*map(_rebuilding, kinds)]

    def rebuild(value: Any, held: Held) -> Any:
        if type(value) is not list or len(value) != len(every):
            _reject(make)
        return make([each(one, held) for each, one in zip(every, value, strict=True)])

    return rebuild


def _reject(kind: Any) -> NoReturn:
    raise TypeError(kind)


def _checked(values: Any, held: Held) -> Checked:
    checked: Checked = _rebuilding(Checked)(values, held)
    if checked.digest and checked.digest.schema != DIGEST_SCHEMA:
        _reject(Digest)
    said = _rebuilding(tuple[str, str])
    for fix in (found.fix for found in checked.findings if found.fix is not None):
        said([fix["applicability"], fix["description"]], held)
        if any({name: type(value) for name, value in edit.items()} != EDIT for edit in fix["edits"]):
            _reject(fix)
    return checked._replace(holding=Holding())
