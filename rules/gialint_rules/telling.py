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


def unread(first: Text, count: int) -> Text:
    """Return that some figures are not known, the first of them by name."""
    zh, en = f"“{first.zh}”", f"{first.in_language('en')} is"
    if count > 1:
        zh, en = f"{zh}等 {count} 个数据", f"{first.in_language('en')} and {count - 1} more are"
    return Text(f"{zh}空白或没有读到", f"{en} blank or not read")
