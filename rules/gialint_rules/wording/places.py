"""Places in the names of bodies, by shape: 云坪县司法局 is of 云坪县, 临江市青石区教育局 of 青石区 in 临江市.

Lists of the regions of China (cpca, china-region on PyPI) bring pandas, which takes longer to import than a
report to check, and are years old. The names themselves are enough to distinguish two places.
"""

from __future__ import annotations

from collections.abc import Sequence

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple

PLACE = lazy_regex(
    r"(?P<stem>[一-鿿]{2,9}?)(?P<level>自治区|自治州|自治县|自治旗|地区|省|市(?![场政民容辖])|州|盟|县(?!域)|旗|"
    r"(?<![发新园社校景片小])区(?![域划块]))"
)
"""One part of a name, up to the word for its level."""

HEIGHTS = {"省": 1, "自治区": 1, "市": 2, "自治州": 2, "州": 2, "盟": 2, "地区": 2}
"""Levels above that of a county; a 市 may be of either."""

COUNTY = 3


class Region(NamedTuple):
    """A place as a name has it: 云坪 and 县."""

    stem: str
    level: str

    @property
    def height(self) -> int:
        """The level as a number, the highest least."""
        return HEIGHTS.get(self.level, COUNTY)


def regions(name: str) -> Sequence[Region]:
    """Return the places with which the name of a body begins, the widest first."""
    found: list[Region] = []
    at = 0
    while part := PLACE.match(name, at):
        found.append(Region(part["stem"], part["level"]))
        at = part.end()
    return found


def without_regions(name: str) -> str:
    """Return the name of a body without the places it begins with: 司法局 of 云坪县司法局."""
    return name[sum(len(each.stem) + len(each.level) for each in regions(name)) :]


def elsewhere(name: str, agency: str) -> bool:
    """Return whether a name is certainly of another place of the agency's level, or below it.

    A place above the agency is not distinguished from an unrelated one, and a 市 may be
    above another.
    """
    own, others = regions(agency), regions(name)
    if not own or not others:
        return False
    here, there = own[-1], others[-1]
    if there.stem in agency or here.stem in name:
        return False
    return there.height > here.height or (there.height == here.height == COUNTY)
