"""How messages count and list: each thing once, three of them, and then how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from gialint import Text

SHOWN = 3
"""How many things a message names before it counts them."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return an English count with its noun in the right number."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def listed(items: Sequence[Text], of: str = "处") -> Text:
    """Return a list as a message shows it; what is the same is named once."""
    once = list(dict.fromkeys(items))
    zh, en = (
        "、".join(each.zh for each in once[:SHOWN]),
        ", ".join(each.in_language("en") for each in once[:SHOWN]),
    )
    if len(once) <= SHOWN:
        return Text(zh, en)
    return Text(f"{zh}等 {len(once)} {of}", f"{en} and {len(once) - SHOWN} more")
