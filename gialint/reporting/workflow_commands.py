"""What GitHub's runner takes for a command in the log of a job, and how it is escaped.

A line that begins with ``::`` after white space is one, and so is ``##[`` anywhere in a line
(``TryParseV2`` and ``TryParse`` of ``ActionCommand.cs`` in actions/runner).
"""

from __future__ import annotations

import re


def data(text: str) -> str:
    """Return a text as it is written behind a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value(text: str) -> str:
    """Return a text as it is written as the value of a command's property."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def inert(text: str) -> str:
    """Return a text in which the runner finds no command, whatever a report says."""
    # The runner compares as .NET does, to which characters without width are nothing. No command
    # begins with a colon, as the lines of ours do that tell a section (:::).
    without_width = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    begun = re.sub(rf"(^|[\r\n])([\s{without_width}]*)::(?!:)", r"\1\2%3A%3A", text)
    return begun.replace("##[", "##%5B")
