"""Outcomes as bytes, and back: JSON, compressed, and whatever was never put there is rejected."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from gialint.files.cache import LARGEST
from gialint.model import DIGEST_SCHEMA, Checked, Digest, Holding, Severity

EDIT = {"start": int, "end": int, "text": str}


def packing(checked: Checked) -> bytes | None:
    """Return an outcome as bytes without its configuration; None for what JSON has no word for."""
    checked = checked._replace(holding=Holding())
    try:
        text = json.dumps(checked, ensure_ascii=False, separators=(",", ":"))
        data = zlib.compress(text.encode(), 1)
    except (TypeError, ValueError, AttributeError):
        return None
    return data if unpacked(data) == checked else None


def unpacked(data: bytes | None) -> Checked | None:
    """Return the outcome that bytes hold, or None if there is none or it is not what was packed."""
    try:
        return _checked(json.loads(_inflated(data))) if data is not None else None
    except (zlib.error, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _inflated(data: bytes) -> bytes:
    """Return what was compressed, to its end and within the limit; raises ValueError and zlib.error."""
    stream = zlib.decompressobj()
    inflated = stream.decompress(data, LARGEST)
    if not stream.eof:
        raise ValueError(len(inflated))
    return inflated


@cache
def _hints(record: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(record)


def _rebuilt(kind: Any, value: Any) -> Any:
    """Return a value of a kind (a class, or a type as annotations spell it) from what JSON makes of it.

    Raises TypeError and ValueError for what was never put there.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if value is None else _rebuilt(inner[0], value)
    if kind is Severity and type(value) is int:
        return Severity(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    if origin is tuple and type(value) is list:
        kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(map(_rebuilt, kinds, value)) if len(kinds) == len(value) else _reject(kind)
    if origin is Mapping and type(value) is dict:
        return {name: _rebuilt(inner[1], each) for name, each in value.items()}
    if hasattr(kind, "_fields") and type(value) is list and len(value) == len(kind._fields):
        return kind(*map(_rebuilt, _hints(kind).values(), value))
    return value if kind is Any else _reject(kind)


def _reject(kind: Any) -> NoReturn:
    raise TypeError(kind)


def _checked(values: Any) -> Checked:
    checked: Checked = _rebuilt(Checked, values)
    if checked.digest and checked.digest.schema != DIGEST_SCHEMA:
        _reject(Digest)
    for fix in (found.fix for found in checked.findings if found.fix is not None):
        _rebuilt(tuple[str, str], [fix["applicability"], fix["description"]])
        if any({name: type(value) for name, value in edit.items()} != EDIT for edit in fix["edits"]):
            _reject(fix)
    return checked._replace(holding=Holding())
