"""Names for people: what a fact, a member of a set, or a claim is called in a working."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from gialint.checking.nodes import Bound, Path
from gialint.checking.wordings import HEDGED
from gialint.model import Claim, Facts, Words

QUOTED = 20
"""How many characters of a claim's words are shown."""

CASES = "件"
"""The measure word where prose counts cases without one (均已答复)."""

_PLACES = Decimal("0.000001")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]*[1-9])?")


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


def quoted(claim: Claim) -> Words:
    """Return a claim's own words in quotes."""
    return Words(f"正文“{shortened(claim.text)}”", f"the text “{shortened(claim.text)}”")


def said(claim: Claim) -> Words:
    """Return what prose says in its own words, and its figure where they do not show it."""
    words, value = shortened(claim.text), plain(claim.value)
    if value in _DIGITS.findall(unicodedata.normalize("NFKC", words).replace(",", "")):
        return Words(f"正文称“{words}”", f"the text says “{words}”")
    if claim.denial or (claim.derived and not claim.value):
        return Words(f"正文称“{words}”", f"the text says “{words}”")
    if claim.derived:
        return Words(f"正文称 {value} {claim.unit or CASES}“{words}”", f"the text says “{words}” of {value}")
    zh, en = HEDGED[claim.op]
    return Words(
        f"正文称“{words}”（即{zh.format(value=value)}）",
        f"the text says “{words}” ({en.format(value=value)})",
    )


def label(facts: Facts, path: str) -> Words:
    """Return the form's words for a path, by its shorter name if it has one, or the path itself."""
    base = path.rpartition(".")[0]
    short = facts.known.get(base) if facts.aliases.get(base) == path else None
    return short or _known(facts, path) or Words(path)


def member_label(facts: Facts, name: str, member: str) -> Words:
    """Return the words for a member of a set (自然人 of ``requests.columns``)."""
    family = name.rpartition(".")[0]
    return _known(facts, f"{name}.{member}") or _known(facts, f"{family}.{member}") or Words(member)


def path_label(
    facts: Facts, path: Path, names: Mapping[str, Any], sets: Mapping[str, str], told: Collection[str]
) -> Words:
    """Return the words for a path, less what names in ``told`` have said already (自然人：).

    ``sets`` tells of which set each bound name is a member.
    """
    shown, cut = _after_told(path, told)
    if cut and shown:
        return _suffix_label(facts, path, shown, names, sets)
    parts = list(path.parts)
    filled = [names[part.name] if isinstance(part, Bound) else part for part in parts]
    end = len(parts)
    while end > 1 and isinstance(last := parts[end - 1], Bound) and last.name in told:
        end -= 1
    for length in range(end, len(parts) + 1):
        found = _known(facts, ".".join(filled[:length]))
        if found:
            return found
    return label(facts, ".".join(filled[:end] if end > 1 else filled))


def split(facts: Facts, path: str, members: Mapping[str, str]) -> tuple[str, Words | None]:
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


def _known(facts: Facts, path: str) -> Words | None:
    return facts.known.get(path) or facts.known.get(facts.aliases.get(path, path))


def _after_told(path: Path, told: Collection[str]) -> tuple[list[str | Bound], bool]:
    """The parts behind the last name already told, and whether there is such a name."""
    for index in range(len(path.parts) - 1, -1, -1):
        part = path.parts[index]
        if isinstance(part, Bound) and part.name in told:
            return list(path.parts[index + 1 :]), True
    return [], False


def _suffix_label(
    facts: Facts,
    path: Path,
    shown: list[str | Bound],
    names: Mapping[str, Any],
    sets: Mapping[str, str],
) -> Words:
    """The words for what follows a name already told: 总计 in ``requests[row].total``."""
    last = shown[-1]
    if isinstance(last, Bound):
        return member_label(facts, sets.get(last.name, ""), names[last.name])
    suffix = ".".join(part if isinstance(part, str) else names[part.name] for part in shown)
    found = _in_some_set(facts, str(path.parts[0]), suffix)
    if found:
        return found
    filled = [names[part.name] if isinstance(part, Bound) else part for part in path.parts]
    return label(facts, ".".join(filled))


def _in_some_set(facts: Facts, path: str, member: str) -> Words | None:
    """The words for a member of whichever set of the path's family has it."""
    family = path.partition(".")[0] + "."
    names = (f"{name}.{member}" for name in facts.sets if name.startswith(family))
    return next((facts.known[name] for name in names if name in facts.known), None)
