"""What stands in an English output with the punctuation of Chinese: only what was given to gialint may."""

from __future__ import annotations

import re

MARKS = "、，。；：？！（）"
_WORD = re.compile(r"[^\s\u2060…<>|\"“”\[\]]+")
_AROUND = ".,;:()"


def foreign(text: str, given: str) -> list[str]:
    """Return the words of an output with marks of Chinese that do not stand so in what was given."""
    words = (found[0].strip(_AROUND) for found in _WORD.finditer(text))
    return [word for word in words if set(word) & set(MARKS) and word not in given]
