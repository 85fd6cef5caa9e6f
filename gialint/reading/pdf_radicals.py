"""Radicals that stand for characters: ⼈ (U+2F08) looks like 人, and fonts often name it for it in a PDF."""

from __future__ import annotations

import re
import unicodedata

RADICAL = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""Radicals of the supplement block that are characters by themselves; Unicode does not map them."""


def unified(found: re.Match[str]) -> str:
    """Return the character that a radical or a compatibility ideograph stands for; itself if none."""
    character = found[0]
    return SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
