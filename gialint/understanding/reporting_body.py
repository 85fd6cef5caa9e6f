"""Whose tables a government's report has, where its prose tells of its office and of all its area.

市本级收到申请97件。全市共收到1873件: the tables are of one of the two, and the other's figures are another's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from gialint.model import Body, Claim, Facts

NOTHING = Decimal(0)
Figures = set[tuple[str, Decimal]]


def as_tabled(
    claims: Sequence[Claim], facts: Facts, year: int | None, made: tuple[str, ...]
) -> tuple[Claim, ...]:
    """Return the claims, of which those of the body that the tables are not of are another body's.

    The tables are of the body of which more figures stand in them, counting what is told of both with two
    numbers; where as many do of either, or none, or its office has more than its area, nothing is changed.
    What begins as one of ``made`` does may be either's (县政府制发规范性文件4件，全县7件).
    """
    claims = _without_shares(claims, facts, year)
    told = [claim for claim in claims if claim.body and claim.year == year and _is_figure(claim)]
    office, area = (_figures(told, body) for body in ("office", "area"))
    both = {path for path, _ in office} & {path for path, _ in area}
    if any(_least(path, office) > _most(path, area) for path in both):
        return tuple(claims)
    apart = office ^ area
    of_office, of_area = (
        sum(path in both and facts[path].figure == value for path, value in figures & apart)
        for figures in (office, area)
    )
    if of_office == of_area:
        return tuple(claims)
    own: Body = "office" if of_office > of_area else "area"
    stand = {path: value for path, value in (office | area) if facts[path].figure == value}
    return tuple(
        _settled(claim, claim.body if claim.path.startswith(made) else own, stand)
        if claim.body and claim.scope in ("total", "other_body")
        else claim
        for claim in claims
    )


def _without_shares(claims: Sequence[Claim], facts: Facts, year: int | None) -> Sequence[Claim]:
    """Return the claims, of which those of several bodies that make up a figure together are shares of it.

    市局机关收到29件，各县（区）分局收到64件: the table has 93.
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.year == year and claim.op == "=" and claim.scope in ("total", "other_body"):
            told.setdefault((claim.place.address, claim.path), []).append(claim)
    shares = {
        id(claim)
        for (_, path), several in told.items()
        if len(several) > 1 and sum(claim.value for claim in several) == facts[path].figure
        if all(claim.value for claim in several)
        if len({claim.value for claim in several}) == len(several)  # not one figure told twice
        for claim in several
    }
    return [claim._replace(scope="part") if id(claim) in shares else claim for claim in claims]


def _is_figure(claim: Claim) -> bool:
    """Whether a claim is of all that its body has, or of its share in what the area has (其中市本级97件)."""
    return claim.op == "=" and claim.scope in ("total", "other_body", "part")


def _least(path: str, figures: Figures) -> Decimal:
    return min(value for each, value in figures if each == path)


def _most(path: str, figures: Figures) -> Decimal:
    return max(value for each, value in figures if each == path)


def _figures(claims: Collection[Claim], body: Body) -> Figures:
    return {(claim.path, claim.value) for claim in claims if claim.body == body}


def _settled(claim: Claim, own: Body, stand: Mapping[str, Decimal]) -> Claim:
    """Return a claim as one of the body of the tables or another, by what of its figures stands there.

    What is in doubt and less is of some of it (全市收到87件，市本级收到21件，市直部门收到43件).
    """
    some = claim.doubts and claim.value < stand.get(claim.path, NOTHING)
    return claim._replace(scope="total" if claim.body == own and not some else "other_body")
