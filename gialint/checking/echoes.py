"""Echoes: findings that only repeat another's cause, at one of its places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from gialint.document import Place
from gialint.finding import Finding, Raised


class _Spans(NamedTuple):
    """Stretches of a text in order; ``reach[i]`` is how far the first ``i + 1`` of them go."""

    starts: Sequence[int]
    reach: Sequence[int]

    def meet(self, place: Place) -> bool:
        """Tell whether one of them shares a character with a place."""
        before = bisect_left(self.starts, place.end)
        return before > 0 and self.reach[before - 1] > place.start


class _Covering(NamedTuple):
    """Where findings stand that cover a code: all their places, and the first of each."""

    anywhere: _Spans
    causes: _Spans


def without_echoes(raised: Sequence[Raised]) -> list[Raised]:
    """Drop findings that only repeat another's cause at one of its places."""
    covering: dict[str, list[Finding]] = {}
    for each in raised:
        for code in each.rule.covers:
            if code != each.rule.code:
                covering.setdefault(code, []).append(each.finding)
    spans = {code: _covering(findings) for code, findings in covering.items()}
    return [each for each in raised if each.rule.code not in spans or not _is_echo(each, spans)]


def places(finding: Finding) -> Iterator[Place]:
    """Yield every place of a finding, its own first."""
    if finding.place is not None:
        yield finding.place
    yield from (related.place for related in finding.related)


def _is_echo(each: Raised, spans: dict[str, _Covering]) -> bool:
    finding, covering = each.finding, spans[each.rule.code]
    if len(finding.working) > 1:  # Only one of several reckonings may be spoilt.
        return False
    if finding.place is not None and covering.anywhere.meet(finding.place):
        return True
    # What is wrong takes part in the reckoning that the finding tells.
    return bool(finding.working) and any(map(covering.causes.meet, places(finding)))


def _covering(findings: Sequence[Finding]) -> _Covering:
    anywhere = [place for finding in findings for place in places(finding)]
    return _Covering(_spans(anywhere), _spans(finding.place for finding in findings if finding.place))


def _spans(held: Iterable[Place]) -> _Spans:
    ordered = sorted((place.start, place.end) for place in held)
    return _Spans([start for start, _ in ordered], list(accumulate((end for _, end in ordered), max)))
