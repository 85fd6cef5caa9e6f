"""Names for people: what a fact, a member of a set, or a claim is called in a working."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gialint.checking.messages import HEDGED
from gialint.lazy_regex import lazy_regex
from gialint.model import Claim, Facts, Text

QUOTED = 20
"""How many characters of a claim's words are shown."""

CASES = "件"
"""The measure word where prose counts cases without one (均已答复)."""

_PLACES = Decimal("0.000001")
_DIGITS = lazy_regex(r"[0-9]+(?:\.[0-9]*[1-9])?")


def plain(value: Any) -> str:
    """Return a figure without exponent and needless zeros, to six places at most; text as it is."""
    if not isinstance(value, Decimal):
        return str(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(_PLACES)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def shortened(text: str) -> str:
    """Return a claim's words, the middle left out where they are long."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else f"{text[:11]}…{text[-8:]}"


def quoted(claim: Claim) -> Text:
    """Return a claim's own words in quotes."""
    return Text(f"正文“{shortened(claim.text)}”", f"the text “{shortened(claim.text)}”")


def said(claim: Claim) -> Text:
    """Return what prose says in its own words, and its figure where they do not show it."""
    words, value = shortened(claim.text), plain(claim.value)
    if claim.scope == "part":
        return Text(f"正文称其中一部分“{words}”", f"the text says of a part alone “{words}”")
    if value in _DIGITS.findall(unicodedata.normalize("NFKC", words).replace(",", "")):
        return Text(f"正文称“{words}”", f"the text says “{words}”")
    if claim.denial or (claim.derived and not claim.value):
        return Text(f"正文称“{words}”", f"the text says “{words}”")
    if claim.derived:
        return Text(f"正文称 {value} {claim.unit or CASES}“{words}”", f"the text says “{words}” of {value}")
    zh, en = HEDGED[claim.op]
    return Text(
        f"正文称“{words}”（即{zh.format(value=value)}）",
        f"the text says “{words}” ({en.format(value=value)})",
    )


def label(facts: Facts, path: str) -> Text:
    """Return the form's words for a path, by its shorter name if it has one, or the path itself."""
    base = path.rpartition(".")[0]
    short = facts.known.get(base) if facts.aliases.get(base) == path else None
    return short or _known(facts, path) or Text(path)


def member_label(facts: Facts, name: str, member: str) -> Text:
    """Return the words for a member of a set (自然人 of ``requests.columns``)."""
    family = name.rpartition(".")[0]
    return _known(facts, f"{name}.{member}") or _known(facts, f"{family}.{member}") or Text(member)


def path_label(
    facts: Facts, parts: Sequence[tuple[str, str | None]], sets: Mapping[str, str], told: Collection[str]
) -> Text:
    """Return the words for a path, less what names in ``told`` have said already (自然人：).

    Each of its ``parts`` comes with the name that it is bound to, if any; ``sets`` tells of which set each
    name is a member.
    """
    filled = [part for part, _ in parts]
    cut = max((at for at, (_, name) in enumerate(parts, start=1) if name in told), default=0)
    if 0 < cut < len(parts):  # 总计 in ``requests[row].total``
        last, name = parts[-1]
        if name is not None:
            return member_label(facts, sets.get(name, ""), last)
        return _in_some_set(facts, filled[0], ".".join(filled[cut:])) or label(facts, ".".join(filled))
    end = len(parts)
    while end > 1 and parts[end - 1][1] in told:
        end -= 1
    lengths = range(end, len(parts) + 1)
    found = (_known(facts, ".".join(filled[:length])) for length in lengths)
    return next(filter(None, found), None) or label(facts, ".".join(filled[:end]))


def split(facts: Facts, path: str, members: Mapping[str, str]) -> tuple[str, Text | None]:
    """Return a fact's path up to the member it ends in, and the words for that member.

    ``members`` maps what ``each`` bound to the sets it is of. Nothing bound, nothing is split off.
    """
    for member, name in members.items():
        base = path.removesuffix(f".{member}")
        if base != path and _known(facts, base):
            return base, member_label(facts, name, member)
    base, _, last = path.rpartition(".")
    words = _in_some_set(facts, path, last) if members and base in facts.known else None
    return (base, words) if words else (path, None)


def _known(facts: Facts, path: str) -> Text | None:
    return facts.known.get(path) or facts.known.get(facts.aliases.get(path, path))


def _in_some_set(facts: Facts, path: str, member: str) -> Text | None:
    """The words for a member of whichever set of the path's family has it."""
    family = path.partition(".")[0] + "."
    names = (f"{name}.{member}" for name in facts.sets if name.startswith(family))
    return next((facts.known[name] for name in names if name in facts.known), None)
