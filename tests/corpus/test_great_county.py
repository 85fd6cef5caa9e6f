"""Four years of a county of forty units: nothing is found by comparing but the slips put in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gialint.cli import main
from gialint.model.likeness import FEWEST, runs_of, share
from tests.reportwriter.great_county import FORMS, YEARS, County, county, members_file, units, write_reports
from tests.reportwriter.great_slips import MANY, Slip, planted

SERIES = "GIA8"
RULES = ("GIA801", "GIA802", "GIA803", "GIA804", "GIA805", "GIA806", "GIA807", "GIA808")


class Told(NamedTuple):
    """What a check of a county said: every finding, and those that comparing made."""

    result: Any
    slips: set[Slip]

    @property
    def severities(self) -> Counter[tuple[str, str]]:
        """How grave the findings are, by code."""
        found = (each for report in self.result["reports"] for each in report["findings"])
        return Counter(
            (each["code"], each["severity"])
            for each in (*found, *self.result["engine"])
            if each["code"].startswith(SERIES)
        )


def checked(whole: County, folder: Path) -> Told:
    """Write a county's reports, check all years together, and return what was said."""
    list(write_reports(folder, whole.handed_in()))
    (folder / "members.xlsx").write_bytes(members_file())
    return told_in(folder, folder / "result.json", *map(str, YEARS))


def told_in(folder: Path, result: Path, *words: str) -> Told:
    """Check what a folder holds against its list of members, and return what was said."""
    common = ["--members", "members.xlsx", "--isolated", "--no-cache", "--lang", "zh", "-q"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        main(["check", *words, *common, "-o", f"json:{result}"])
    read = json.loads(result.read_text("utf-8"))
    return Told(read, {*_compared(read)})


def _compared(result: Any) -> Iterator[Slip]:
    for report in result["reports"]:
        for found in report["findings"]:
            others = dict.fromkeys(each["location"].get("path", "") for each in found["related"])
            others.pop("", None)
            if found["code"] == "GIA804":
                others = {found["location"]["section"]: None, **others}
            if found["code"].startswith(SERIES):
                yield Slip(found["code"], report["path"], tuple(others))
    for found in result["engine"]:
        path = found["location"]["address"].partition(":")[0]
        said = found["message"].rpartition("：")[2].split("、")
        if found["code"] == "GIA805":
            yield Slip("GIA805", path, tuple(each for each in said if each != path))
        elif found["code"].startswith(SERIES):
            whose, _, when = said[0].partition("没有 ")
            yield Slip(found["code"], path, (whose, when[:4]) if when else ())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The county without a slip."""
    return checked(county(), tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, list[Slip]]:
    """The county with its slips, and what must be found."""
    whole, slips = planted(MANY)
    return checked(whole, tmp_path_factory.mktemp("planted")), slips


def test_the_county_is_of_forty_units_in_every_format() -> None:
    reports = county().reports
    for year in YEARS:
        here = [each for (_, when), each in reports.items() if when == year]
        merged = sum(bool(unit.until) and year <= unit.until for unit in units())
        assert len(here) == 40 + 1 + merged
        assert {each.form for each in here} == {*FORMS}
    assert [unit.name for unit in units() if not unit.counted] == ["税务局"]
    assert reports == county().reports


@pytest.mark.parametrize("section", ["one", "five"])
def test_every_text_is_long_enough_to_be_compared_and_is_its_own(section: str) -> None:
    texts = [
        frozenset(runs_of("".join(getattr(each, section)), each.agency))
        for (_, year), each in county().reports.items()
        if year in YEARS[-2:]
    ]
    assert min(map(len, texts)) >= FEWEST
    assert max(share(one, other) for one, other in combinations(texts, 2)) < 30


def test_a_sound_county_has_no_finding(sound: Told) -> None:
    assert sound.slips == set()
    assert [each for report in sound.result["reports"] for each in report["findings"]] == []
    assert sound.result["summary"]["reports"] == len(county().reports)
    assert sound.result["engine"] == []


@pytest.mark.parametrize("code", RULES)
def test_every_slip_is_found_with_both_files(code: str, told: tuple[Told, list[Slip]]) -> None:
    found, slips = told
    expected = {each for each in slips if each.code == code}
    here = {each for each in found.slips if each.code == code}
    assert len(expected) >= 10
    if code == "GIA804":  # a table each, beside the units that contribute most
        assert all(other.startswith(each.path[:5]) for each in here for other in each.others[1:])
        assert all(each.others[1:] for each in here)
        here = {each._replace(others=each.others[:1]) for each in here}
    assert here == expected
    if code not in ("GIA804", "GIA806"):
        assert len({Path(each.path).suffix for each in here}) >= 3
    assert len({Path(each.path).suffix for each in here}) >= 2


def test_nothing_else_is_found(told: tuple[Told, list[Slip]]) -> None:
    found, _ = told
    assert {each.code for each in found.slips} == {*RULES}
    assert not [
        each["code"]
        for report in found.result["reports"]
        for each in report["findings"]
        if not each["code"].startswith(SERIES)
    ]
    once = ("GIA801", "GIA802", "GIA804", "GIA805", "GIA806", "GIA807", "GIA808")
    counts = Counter(code for code, _ in found.severities.elements())
    assert {code: counts[code] for code in once} == dict.fromkeys(once, 10)
