"""Places in SARIF: the file and region, the address as a logical location, the words themselves."""

from __future__ import annotations

from typing import Any

from gialint.model import Location
from gialint.reporting.spot import Spot, spot, uri

Json = dict[str, Any]


def artifact(path: str) -> Json:
    """Return a file as an artifact location."""
    return {"location": {"uri": uri(path)}}


def place(path: str, location: Location | None) -> Json:
    """Return a location object: the whole file where nothing else is known."""
    physical: Json = {"artifactLocation": {"uri": uri((location.path if location else "") or path)}}
    if location is None:
        return {"physicalLocation": physical}
    stretch = spot(location)
    if stretch is not None:
        physical["region"] = region(stretch, location.text)
    told: Json = {"physicalLocation": physical}
    if location.address:
        name = location.address.rpartition("/")[2]
        told["logicalLocations"] = [{"name": name, "fullyQualifiedName": location.address}]
    native = {"native": location.native, "page": location.page}
    properties = {name: value for name, value in native.items() if value}
    return {**told, "properties": properties} if properties else told


LONGEST = 3000
"""Characters of a line that is quoted with each place on it."""


def context(location: Location) -> Json | None:
    """Return the line around a place as a context region, if it is no longer than a paragraph is."""
    stretch = spot(location)
    if stretch is None or stretch.end_line != stretch.line or not 0 < len(location.context) <= LONGEST:
        return None
    return {"startLine": stretch.line, "snippet": {"text": location.context}}


def region(stretch: Spot, words: str = "") -> Json:
    """Return a region; columns count UTF-16 code units, and are left out where only the line is known."""
    told: Json = {"startLine": stretch.line}
    if stretch.column:
        told["startColumn"] = stretch.wide_column
        told["endLine"] = stretch.end_line
        told["endColumn"] = stretch.wide_end
    if words:
        told["snippet"] = {"text": words}
    return told
