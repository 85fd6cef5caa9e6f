"""Numbers that Word shows but does not write: the definitions of numbered lists."""

from __future__ import annotations

from functools import partial

from gialint.reading import Limits
from gialint.reading.docx_xml import Start, attribute, integer, walk

LEVELS = 9
MARKS = ("start", "numFmt", "lvlText", "suff", "lvlRestart", "isLgl", "startOverride")

Levels = dict[int, dict[str, str]]
"""Levels from 0, each as the values of its ``MARKS``."""


class Scheme:
    """A ``w:abstractNum``: its levels, or the list style that holds them and that style's list."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.style = ""
        self.list_id = ""


class Instance:
    """A ``w:num``: the scheme it counts in, and what it changes in the scheme's levels."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        self.scheme = ""


class Numbering:
    """The schemes and their instances, by id."""

    def __init__(self) -> None:
        self.schemes: dict[str, Scheme] = {}
        self.instances: dict[str, Instance] = {}

    def scheme(self, list_id: str) -> str:
        """Return the id of the scheme a list counts in, through a list style if need be; empty for none."""
        instance = self.instances.get(list_id)
        scheme = self.schemes.get(instance.scheme) if instance is not None else None
        if instance is None or scheme is None:
            return ""
        target = self.instances.get(scheme.list_id)
        return target.scheme if target is not None else instance.scheme

    def levels(self, list_id: str) -> list[dict[str, str]] | None:
        """Return a list's levels as they count; none where there is no such list."""
        instance = self.instances.get(list_id)
        scheme = self.schemes.get(self.scheme(list_id))
        if instance is None or scheme is None:
            return None
        return [{**scheme.levels.get(at, {}), **instance.levels.get(at, {})} for at in range(LEVELS)]


def read_numbering(content: bytes, part: str, limits: Limits) -> Numbering:
    """Return the numbering of a document; raises what ``docx_xml.walk`` raises."""
    reader = _Reader()
    starts: dict[str, Start] = {
        "abstractNum": reader.scheme,
        "numStyleLink": reader.link,
        "num": reader.instance,
        "abstractNumId": reader.counts_in,
        "lvl": reader.level,
        "lvlOverride": reader.level,
        **{mark: partial(reader.note, mark) for mark in MARKS},
    }
    walk(content, part, limits, starts)
    return reader.numbering


class _Reader:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self.open_scheme = Scheme({})
        self.open_instance = Instance({})
        self.levels: Levels = {}
        self.open_level: dict[str, str] = {}

    def scheme(self, attributes: list[str]) -> None:
        self.levels = {}
        self.open_scheme = Scheme(self.levels)
        self.numbering.schemes[attribute(attributes, "abstractNumId")] = self.open_scheme

    def link(self, attributes: list[str]) -> None:
        self.open_scheme.style = attribute(attributes)

    def instance(self, attributes: list[str]) -> None:
        self.levels = {}
        self.open_instance = Instance(self.levels)
        self.numbering.instances[attribute(attributes, "numId")] = self.open_instance

    def counts_in(self, attributes: list[str]) -> None:
        self.open_instance.scheme = attribute(attributes)

    def level(self, attributes: list[str]) -> None:
        self.open_level = self.levels.setdefault(integer(attribute(attributes, "ilvl"), 0), {})

    def note(self, mark: str, attributes: list[str]) -> None:
        self.open_level.setdefault(mark, attribute(attributes))
