"""Say in a few lines which rules a file could not be checked against, and why."""

from __future__ import annotations

from collections.abc import Sequence

from gialint.model import Gap
from gialint.reporting.phrases import counted, listed
from gialint.reporting.wrapping import wrap

_MOST_REASONS = 3
_MOST_CODES = 6


def gap_lines(gaps: Sequence[Gap], width: int, language: str) -> list[str]:
    """Return the count, then the codes with their reasons, the commonest reason first."""
    reasons: dict[str, list[str]] = {}
    for gap in gaps:
        reasons.setdefault(gap.reason, []).append(gap.code)
    ranked = sorted(reasons.items(), key=lambda item: -len(item[1]))
    told = [_told(codes, reason, language) for reason, codes in ranked[:_MOST_REASONS]]
    rest = sum(len(codes) for _, codes in ranked[_MOST_REASONS:])
    if language == "en":
        told += [f"{rest} more for other reasons"] * bool(rest)
        text = f"{counted(len(gaps), 'rule')} not assessed: " + "; ".join(told)
    else:
        told += [f"其他原因 {rest} 条"] * bool(rest)
        text = f"未能核对 {len(gaps)} 条规则：" + "；".join(told)
    first, *others = wrap(text, width - 2)
    return [first, *("  " + line for line in others)]


def _told(codes: Sequence[str], reason: str, language: str) -> str:
    distinct = list(dict.fromkeys(codes))
    shown = listed(distinct[:_MOST_CODES], language)
    if language == "en":
        return f"{shown}{', …' if len(distinct) > _MOST_CODES else ''} ({reason})"
    return f"{shown}{'等' if len(distinct) > _MOST_CODES else ''}（{reason}）"
