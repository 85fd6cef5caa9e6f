"""Importing plugins, and saying where one broke.

A plugin is a module on the path, an object in one (``module:object``), or a file or folder
named in the configuration.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from gialint.finding import Problem
from gialint.foreign.entering import Died, cause
from gialint.foreign.spots import shown, spot_of
from gialint.report import Words


def imported(value: str) -> object:
    """Import ``module`` or ``module:object``; whatever its code raises is passed on."""
    module, _, attributes = value.partition(":")
    found: object = import_module(module)
    for name in filter(None, attributes.split(".")):
        found = getattr(found, name)
    return found


def executed(path: Path) -> ModuleType:
    """Run a file, or a folder with an ``__init__.py``, as a module of its own; raises what it raises."""
    from importlib.util import module_from_spec, spec_from_file_location

    place = path.resolve()
    within = [str(place)] if place.is_dir() else None
    file = place / "__init__.py" if within else place
    if not file.is_file():
        raise FileNotFoundError(2, "No such file", str(path))
    # The whole path makes the name, so that two files of one name do not stand in for each other.
    name = "gialint_local_" + "".join(sign if sign.isalnum() else "_" for sign in str(place.with_suffix("")))
    spec = spec_from_file_location(name, file, submodule_search_locations=within)
    if spec is None or spec.loader is None:
        raise ImportError(f"not a Python file: {path}")
    module = module_from_spec(spec)
    # Dataclasses and pickling look a module up by its name while and after it runs.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def broken(plugin: str, error: BaseException, doing: Words) -> Problem:
    """Describe an exception out of a plugin's code (GIA903), with the line it came from."""
    where, quote = _spot(error)
    if isinstance(error, Died):
        return Problem("GIA903", error.words, error.entry.where)
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
        from gialint.checking.yamlplace import quote

        line, column = (error.text or "").rstrip("\n"), error.offset or 1
        return f"{shown(error.filename)}:{error.lineno}:{column}", quote(line, column) if line else ""
    return spot_of(error), ""
