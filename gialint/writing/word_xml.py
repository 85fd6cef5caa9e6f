"""The bytes of XML: where elements begin and end, characters in their source, and changes by position."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

TAG = re.compile(rb"<[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
"""A tag, in the values of which a > may stand."""

NAME = re.compile(rb"[^\s/>]+")
SIGN = re.compile(r"&[^;]+;|\r\n?|.", re.DOTALL)
"""One character as XML spells it."""

SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold in any spelling."""

DECLARED = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*[\"'])[^\"']+")


class Change(NamedTuple):
    """Bytes to stand instead of those from ``start`` to ``end``."""

    start: int
    end: int
    content: bytes


def changed(content: bytes, changes: Iterable[Change]) -> bytes:
    """Return bytes with changes made; of insertions at one place the first given comes first."""
    pieces: list[bytes] = []
    at = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        pieces += (content[at : change.start], change.content)
        at = change.end
    return b"".join(pieces) + content[at:]


def tag_end(content: bytes, start: int) -> int:
    """Return where the tag ends that begins at ``start``."""
    found = TAG.match(content, start)
    return found.end() if found else start


def tag_name(content: bytes, start: int) -> bytes:
    """Return the name, prefix and all, of the tag that begins at ``start``."""
    found = NAME.match(content, start + 1)
    return found[0] if found else b""


def closes_itself(content: bytes, end: int) -> bool:
    """Tell whether the tag that ends here is that of an empty element."""
    return content[end - 2 : end] == b"/>"


def ending(content: bytes, head: int, at: int) -> tuple[int, int]:
    """Return where the closing tag of an element begins and ends.

    ``head`` is where its first tag ends, and ``at`` where the parser is as it tells of the end.
    """
    return (head, head) if closes_itself(content, head) else (at, tag_end(content, at))


def characters(raw: bytes) -> list[int]:
    """Return the offset in the source of each character, and that of the end."""
    offsets = [0]
    for found in SIGN.finditer(raw.decode("utf-8")):
        offsets.append(offsets[-1] + len(found[0].encode("utf-8")))
    return offsets


def spelled(text: str) -> bytes:
    """Return a text as it is written in XML; what XML cannot hold becomes U+FFFD."""
    plain = UNSPEAKABLE.sub("\ufffd", text)
    return "".join(SPELLED.get(sign, sign) for sign in plain).encode("utf-8")


def in_utf8(content: bytes) -> bytes:
    """Return a part in UTF-8; one in UTF-16 or ASCII, which few programs write, is turned into it."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and b"ascii" not in content[:100].lower():
        return content
    text = content.decode("utf-16" if wide else "utf-8")
    return DECLARED.sub(r"\g<1>UTF-8", text, count=1).encode("utf-8")
