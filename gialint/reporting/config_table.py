"""The output of ``config``: what holds for a file, and where each value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from gialint.model import Text
from gialint.records import NamedTuple
from gialint.reporting import Style
from gialint.reporting.json import fields, written
from gialint.reporting.layout import hang, table, visible
from gialint.reporting.phrases import bracketed, colon, listed

SCHEMA = "gialint/config/1"


class Source(NamedTuple):
    """Where a value was set: ``file:line``, the profile the file is, the pattern of paths it is under."""

    kind: Literal["file", "profile", "command", "locale", "default"]
    where: str = ""
    profile: str = ""
    pattern: str = ""


class Held(NamedTuple):
    """A setting that holds (``options.GIA605.deadline.township``), its value and where it was set."""

    setting: str
    value: Any
    source: Source


class Switched(NamedTuple):
    """A rule that is on or off otherwise than by default, and by whom."""

    code: str
    on: bool
    source: Source


_SETTINGS = (Text("设置", "setting"), Text("值", "value"), Text("来自", "from"))
_ON, _OFF = Text("启用", "on"), Text("停用", "off")
_HOLDING = Text("对 {path} 适用的设置：", "Settings for {path}:")
_CHANGED = Text("与默认不同的规则：", "Rules that differ from the default:")
_NO_CHANGE = Text("各条规则的启用与默认相同。", "Every rule has its default state.")
_SOURCES = {
    "command": Text("命令行", "command line"),
    "locale": Text("系统语言", "locale"),
    "default": Text("默认", "default"),
}
_PROFILE = Text("方案 {name}:{line}", "profile {name}:{line}")


def config_table(held: Sequence[Held], switched: Sequence[Switched], path: str, style: Style) -> str:
    """Return what holds as a table, then the rules that are switched, by their sources."""
    language = style.language
    rows = [(each.setting, _text(each.value), _from(each.source, language)) for each in held]
    lines = [_HOLDING.in_language(language).format(path=visible(path)), ""] if path else []
    lines += [*table(_SETTINGS, rows, style).splitlines(), ""]
    lines.append((_CHANGED if switched else _NO_CHANGE).in_language(language))
    groups: dict[tuple[bool, Source], list[str]] = {}
    for each in switched:
        groups.setdefault((each.on, each.source), []).append(each.code)
    for (on, source), codes in groups.items():
        state = (_ON if on else _OFF).in_language(language) + bracketed(_from(source, language), language)
        lines += hang(f"  {state}{colon(language)}", visible(listed(codes, language)), style.room)
    return "".join(f"{line}\n" for line in lines)


def config_json(held: Sequence[Held], switched: Sequence[Switched], path: str, origin: str) -> str:
    """Return what holds as JSON."""
    settings = [{**fields(each, "setting", "value"), **_fields(each.source)} for each in held]
    rules = [{**fields(each, "code", "on"), **_fields(each.source)} for each in switched]
    rendered = {"schema": SCHEMA, "path": path or None, "file": origin or None}
    return written({**rendered, "settings": settings, "rules": rules})


def _from(source: Source, language: str) -> str:
    if source.kind in _SOURCES:
        return _SOURCES[source.kind].in_language(language)
    where = source.where
    if source.profile:
        where = _PROFILE.in_language(language).format(name=source.profile, line=where.rpartition(":")[2])
    return visible(where + (bracketed(source.pattern, language) if source.pattern else ""))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(source: Source) -> dict[str, str | None]:
    names = ("where", "profile", "pattern")
    return {"from": source.kind, **{name: getattr(source, name) or None for name in names}}
