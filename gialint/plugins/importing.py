"""Importing installed plugins, and saying where one broke."""

from __future__ import annotations

from importlib import import_module

from gialint.foreign.entering import TELL, Died, cause
from gialint.foreign.spots import shown, spot_of
from gialint.model import Problem, Words


def imported(value: str) -> object:
    """Import ``module`` or ``module:object``; whatever its code raises is passed on."""
    module, _, attributes = value.partition(":")
    found: object = import_module(module)
    for name in filter(None, attributes.split(".")):
        found = getattr(found, name)
    return found


def broken(plugin: str, error: BaseException, doing: Words) -> Problem:
    """Describe an exception out of a plugin's code (GIA903), with the line it came from."""
    where, quote = _spot(error)
    if isinstance(error, Died):
        return Problem("GIA903", error.words, error.entry.where, hint=TELL)
    what = cause(error)
    return Problem(
        "GIA903",
        Words(
            f"插件 {plugin} {doing.zh}时出错：{what}",
            f"plugin {plugin} broke while {doing.en}: {what}",
        ),
        where,
        quote,
    )


def _spot(error: BaseException) -> tuple[str, str]:
    """Return ``file:line`` of the plugin's own code, and the line quoted where Python knows it."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        from gialint.sources.located import quote

        line, column = (error.text or "").rstrip("\n"), error.offset or 1
        return f"{shown(error.filename)}:{error.lineno}:{column}", quote(line, column) if line else ""
    return spot_of(error), ""
