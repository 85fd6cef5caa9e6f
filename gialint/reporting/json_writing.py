"""Write JSON that is the same for the same input and safe to print."""

from __future__ import annotations

import json
import re
from typing import Any

from gialint.model import Location

# What JSON may hold raw but a terminal or an encoder may not: DEL and C1 controls (one of which
# begins escape sequences), line separators, marks of direction, lone surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def written(value: Any) -> str:
    """Return a value as indented JSON with a line end; key order is the caller's."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def location_fields(location: Location | None) -> dict[str, Any] | None:
    """Return a location in the contract's order of keys."""
    if location is None:
        return None
    elsewhere = {"path": location.path} if location.path else {}
    return {
        "address": location.address,
        "section": location.section,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "page": location.page,
        "native": location.native,
        "text": location.text,
        **elsewhere,
    }
