"""What the law says of each kind of agency: who may make 规章, and by which day a report is due."""

from __future__ import annotations

from collections.abc import Mapping

from gialint import Facts, Related, Text
from gialint.records import NamedTuple

JANUARY, MARCH = "01-31", "03-31"


class Standing(NamedTuple):
    """``regulations`` is whether such a body may make 规章 (立法法), none where it counts its government's.

    ``due`` is the day of the year of 条例 art. 49, which does not name townships and streets: they follow
    by ``practice``. For zones and public institutions no day is set.
    """

    regulations: bool | None
    due: str = ""
    practice: bool = False


STANDINGS: Mapping[str, Standing] = {
    "township": Standing(False, JANUARY, practice=True),
    "street": Standing(False, JANUARY, practice=True),
    "zone": Standing(False),
    "institution": Standing(False),
    "county_department": Standing(False, JANUARY),
    "city_department": Standing(None, JANUARY),
    "provincial_department": Standing(None, JANUARY),
    "state_department": Standing(True, JANUARY),
    "county_government": Standing(False, MARCH),
    "city_government": Standing(True, MARCH),
    "provincial_government": Standing(True, MARCH),
}
"""By ``Report.agency_kind``; a body of no known kind is in none of them."""

DEADLINES: Mapping[str, str] = {kind: standing.due for kind, standing in STANDINGS.items() if standing.due}

OFFICES = ("人民政府办公室", "人民政府办公厅")
"""Such an office reports for its government and has its deadline."""


def due_day(agency: str, kind: str, deadlines: Mapping[str, str]) -> str | None:
    """Return the day of the year by which an agency's report is due, or none for a body of no known kind."""
    if agency.endswith(OFFICES):
        return deadlines.get(kind.replace("_department", "_government"), MARCH)
    return deadlines.get(kind)


def told_by(facts: Facts) -> tuple[Text, tuple[Related, ...]]:
    """Return in brackets the source of the agency or kind if the title does not give it, and the place."""
    doubtful = (facts[path] for path in ("meta.agency", "meta.agency_kind"))
    fact = next((each for each in doubtful if each.certainty == "derived" and each.place), None)
    if fact is None or fact.place is None:
        return Text("", ""), ()
    signed = facts["meta.signed_by"].place == fact.place
    how, how_en = ("落款", "its signature") if signed else ("正文", "its text")
    said = Text(f"（机关名称据{how}“{fact.text}”推定）", f" (agency inferred from {how_en}: {fact.text})")
    return said, (Related(Text("据此推定机关", "names the agency"), fact.place),)
