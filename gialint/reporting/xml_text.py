"""Make any text one that an XML document may hold."""

from __future__ import annotations

import re

from gialint.reporting.width import visible, visible_lines

# What XML 1.0 allows (section 2.2); visible() has seen to controls and surrogates before.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return the text with line breaks kept and all that hides or is no character made visible."""
    return _NO_CHARACTER.sub("\ufffd", visible_lines(text))


def xml_line(text: str) -> str:
    """Return the text for an attribute: on one line."""
    return _NO_CHARACTER.sub("\ufffd", visible(text.replace("\r\n", "\n").replace("\n", " ")))
