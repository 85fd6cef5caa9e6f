"""Echoes: findings that only repeat another's cause, at one of its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gialint.checking.spans import Spans, spans
from gialint.document import Place
from gialint.finding import Finding, Raised


class _Covering(NamedTuple):
    """Where findings stand that cover a code: all their places, and the first of each."""

    anywhere: Spans
    causes: Spans


def without_echoes(raised: Sequence[Raised]) -> list[Raised]:
    """Drop findings that only repeat another's cause at one of its places."""
    covering: dict[str, list[Finding]] = {}
    for each in raised:
        for code in each.rule.covers:
            if code != each.rule.code:
                covering.setdefault(code, []).append(each.finding)
    covered = {code: _covering(findings) for code, findings in covering.items()}
    return [each for each in raised if each.rule.code not in covered or not _is_echo(each, covered)]


def places(finding: Finding) -> Iterator[Place]:
    """Yield every place of a finding, its own first."""
    if finding.place is not None:
        yield finding.place
    yield from (related.place for related in finding.related)


def _is_echo(each: Raised, covered: Mapping[str, _Covering]) -> bool:
    finding, covering = each.finding, covered[each.rule.code]
    if len(finding.working) > 1:  # Only one of several reckonings may be spoilt.
        return False
    if finding.place is not None and covering.anywhere.meet(finding.place.start, finding.place.end):
        return True
    # What is wrong takes part in the reckoning that the finding tells.
    return bool(finding.working) and any(
        covering.causes.meet(place.start, place.end) for place in places(finding)
    )


def _covering(findings: Sequence[Finding]) -> _Covering:
    causes = [finding.place for finding in findings if finding.place is not None]
    anywhere = [place for finding in findings for place in places(finding)]
    return _Covering(*(spans((place.start, place.end) for place in held) for held in (anywhere, causes)))
