"""Messages with names in braces, filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gialint.model import Words

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Filling = Mapping[str, str | Words]
"""What stands for each name, the same in both languages or not."""


def fill(message: Words, title: Words, filling: Filling) -> Words:
    """Return a message with every name filled in; ``{title}`` is the rule's, in the same language."""
    zh, en = (
        _filled(message.say(language), {"title": title, **filling}, language) for language in ("zh", "en")
    )
    return Words(zh, en)


def _filled(text: str, filling: Filling, language: str) -> str:
    said = {name: each.say(language) if isinstance(each, Words) else each for name, each in filling.items()}
    return PLACEHOLDER.sub(lambda match: said.get(match[1], ""), text)
