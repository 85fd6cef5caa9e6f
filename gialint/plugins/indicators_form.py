"""What a file of indicators may hold: rates that are reckoned for many reports, with their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.checking.language.expression import Formula, compile_formula, unknown_names
from gialint.checking.language.parse import ExpressionError
from gialint.model import Problem, Text
from gialint.records import NamedTuple
from gialint.sources.misfits import TEXT, Misfit, Schema, closed, many
from gialint.sources.suggest import meant
from gialint.understanding.edition import words

SAID: Schema = {"anyOf": [TEXT, closed({"zh": TEXT, "en": TEXT}, "zh")]}
BAND = closed({"above": {"type": "number"}, "below": {"type": "number"}, "says": SAID}, "says")
INDICATOR = closed(
    {
        "indicator": TEXT,
        "title": SAID,
        "about": SAID,
        "of": TEXT,
        "among": TEXT,
        "least": {"type": "integer"},
        "bands": many(BAND),
    },
    *("indicator", "title", "of", "among"),
)
INDICATORS = closed({"form": TEXT, "least": {"type": "integer"}, "indicators": many(INDICATOR)}, "indicators")
"""What a file of indicators may hold, as a JSON Schema; percentages are numbers, as 12.5."""

FORMULAS = ("of", "among")
"""The keys of an indicator that hold formulas."""


class Indicator(NamedTuple):
    """A rate: what is counted and out of how many, and from how many on it is ``judged``.

    ``bands`` are tried in order: above and below how many percent, and what is said of such a rate.
    """

    name: str
    title: Text
    of: Formula
    among: Formula
    about: Text = Text("")
    least: int = 0
    bands: tuple[tuple[float | None, float | None, Text], ...] = ()


def formula_misfits(data: Mapping[str, Any], known: Collection[str] = ()) -> Iterator[Misfit]:
    """Yield what is wrong with the formulas of a file of the right form, and with its bands.

    Where names are ``known``, others are wrong as well.
    """
    for place, entry in enumerate(data["indicators"]):
        for key in FORMULAS:
            yield from _wrong(("indicators", place, key), entry[key], known)
        for band, spec in enumerate(entry.get("bands", ())):
            if "above" not in spec and "below" not in spec:
                message = Text("写明 above（高于）或 below（低于）", "a band is above or below a rate")
                yield Misfit(("indicators", place, "bands", band), message)


def _wrong(keys: tuple[str | int, ...], source: str, known: Collection[str]) -> Iterator[Misfit]:
    try:
        formula = compile_formula(source)
    except ExpressionError as error:
        yield Misfit(keys, error.message, offset=error.column, hint=meant(error.near))
        return
    for unknown in unknown_names(formula, known) if known else ():
        message = Text(f"没有“{unknown.name}”这个数据", f"there is no fact “{unknown.name}”")
        yield Misfit(keys, message, offset=unknown.column, hint=meant(unknown.near))


def slips(files: Sequence[Mapping[str, Any]], paths: Iterable[Path], known: Collection[str]) -> list[Problem]:
    """Return a problem for each name in formulas that no form knows; ``paths`` are the files of packs."""
    if not any(True for data in files for _ in formula_misfits(data, known)):
        return []
    from gialint.sources.yaml import load_yaml

    loaded = (load_yaml(path) for path in paths)
    return [
        misfit.problem(file)
        for file in loaded
        if isinstance(file.data, dict) and "indicators" in file.data
        for misfit in formula_misfits(file.data, known)
    ]


def indicators(files: Sequence[Mapping[str, Any]], known: Collection[str]) -> tuple[Indicator, ...]:
    """Return the indicators of files that were found right, as far as a form knows all they name.

    Of two with one name the later counts, so that an office may have other lines than the nation's.
    """
    found = {entry["indicator"]: (entry, data) for data in files for entry in data["indicators"]}
    made = (_indicator(entry, data) for entry, data in found.values())
    return tuple(
        each for each in made if not (unknown_names(each.of, known) or unknown_names(each.among, known))
    )


def _indicator(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Indicator:
    return Indicator(
        entry["indicator"],
        words(entry["title"]),
        compile_formula(entry["of"]),
        compile_formula(entry["among"]),
        words(entry.get("about", "")),
        entry.get("least", data.get("least", 0)),
        tuple((band.get("above"), band.get("below"), words(band["says"])) for band in entry.get("bands", ())),
    )
