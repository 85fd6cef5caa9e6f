"""What a baseline knows of a report, and which of its findings are there again.

A finding is known by its fingerprint, that is by its rule, places and figures, never by a line
number. Where paragraphs were put in or taken out, it is known by its rule, its figures and the part
of the report it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gialint.checking.suppression import can_be_suppressed, silenced
from gialint.model import Checked, Diagnostic

_ORDINAL = re.compile(r"(?<=段)\d+")


class Entry(NamedTuple):
    """A finding as a baseline keeps it; ``values`` are pairs of name and figure, by name."""

    code: str
    fingerprint: str
    address: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline knows of a report; a finding that stands there twice is there twice."""

    path: str
    agency: str | None = None
    year: int | None = None
    entries: tuple[Entry, ...] = ()


class Matched(NamedTuple):
    """A report with the findings suppressed that are known, and the findings that are not.

    ``met`` are the entries that are there, as they are now; ``unmet`` those that are not.
    """

    checked: Checked
    new: list[Diagnostic]
    met: list[Entry]
    unmet: list[Entry]


def matched(checked: Checked, entries: Iterable[Entry], words: str) -> Matched:
    """Hold a report against what is known of it; each entry answers for one finding.

    ``words`` tell how a finding is suppressed; what is so already needs no entry.
    """
    findings = list(checked.findings)
    rest = [
        place
        for place, found in enumerate(findings)
        if not found.suppressed and can_be_suppressed(found.code)
    ]
    met: list[Entry] = []
    unmet = sorted(entries)
    for key in (_same, _displaced):
        waiting = _by(key, unmet)
        places, rest = rest, []
        for place in places:
            now = entry_of(findings[place])
            alike = waiting.get(key(now))
            if alike:
                unmet.remove(alike.pop())
                met.append(now)
                findings[place] = silenced(findings[place], words)
            else:
                rest.append(place)
    return Matched(
        checked._replace(findings=tuple(findings)), [findings[place] for place in rest], met, unmet
    )


def entry_of(found: Diagnostic) -> Entry:
    """Return a finding as a baseline keeps it."""
    address = found.location.address if found.location else ""
    return Entry(found.code, found.fingerprint, address, tuple(sorted(found.values.items())))


def _by(key: Callable[[Entry], Hashable], entries: Iterable[Entry]) -> dict[Hashable, list[Entry]]:
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        if key(entry) is not None:
            found.setdefault(key(entry), []).append(entry)
    return found


def _same(entry: Entry) -> Hashable:
    return entry.code, entry.fingerprint


def _displaced(entry: Entry) -> Hashable:
    """What stays of a finding when its paragraph gets another number; nothing if it has no figures."""
    return (entry.code, entry.values, _ORDINAL.sub("", entry.address)) if entry.values else None
