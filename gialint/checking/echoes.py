"""Echoes: findings that only repeat another's cause, at one of its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gialint.checking.spans import Spans, spans
from gialint.model import Claim, Finding, Place, RuleFinding
from gialint.records import NamedTuple


class _Covering(NamedTuple):
    """Where findings stand that cover a code: all their places, and the first of each."""

    anywhere: Spans
    causes: Spans


def without_echoes(raised: Sequence[RuleFinding]) -> list[RuleFinding]:
    """Drop findings that only repeat another's cause at one of its places."""
    covering: dict[str, list[Finding]] = {}
    for each in raised:
        for code in each.rule.covers:
            if code != each.rule.code:
                covering.setdefault(code, []).append(each.finding)
    covered = {code: _covering(findings) for code, findings in covering.items()}
    return [each for each in raised if each.rule.code not in covered or not _is_echo(each, covered)]


def without_inferences(raised: Sequence[RuleFinding], claims: Sequence[Claim]) -> list[RuleFinding]:
    """Drop findings about a number that words take over (均已答复) from one that is found wrong itself."""
    inferred = {claim.place: claim for claim in claims if claim.derived and claim.value}
    if not inferred:
        return list(raised)
    wrong = {each.finding.place for each in raised}
    stated = [claim for claim in claims if not claim.derived and claim.place in wrong]
    return [
        each
        for each in raised
        if each.finding.place is None
        or (claim := inferred.get(each.finding.place)) is None
        or not any(_took_over(claim, other) for other in stated)
    ]


def _took_over(claim: Claim, other: Claim) -> bool:
    return (
        other.value == claim.value
        and other.place.address == claim.place.address
        and other.place.start < claim.place.start
    )


def places(finding: Finding) -> Iterator[Place]:
    """Yield every place of a finding, its own first."""
    if finding.place is not None:
        yield finding.place
    yield from (related.place for related in finding.related)


def _is_echo(each: RuleFinding, covered: Mapping[str, _Covering]) -> bool:
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
