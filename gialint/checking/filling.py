"""Messages with names in braces, filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gialint.report import Words

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Filling = Mapping[str, str]
"""What stands for each name, in both languages."""


def fill(message: Words, title: Words, filling: Filling) -> Words:
    """Return a message with every name filled in; ``{title}`` is the rule's, in the same language."""
    zh, en = (_filled(message.say(language), title.say(language), filling) for language in ("zh", "en"))
    return Words(zh, en)


def _filled(text: str, title: str, filling: Filling) -> str:
    return PLACEHOLDER.sub(lambda match: filling.get(match[1], title if match[1] == "title" else ""), text)
