"""Importing plugins, and saying where one broke.

A plugin is a module on the path, an object in one (``module:object``), or a file or folder
named in the configuration.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from gialint.finding import Problem
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
    cause = f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")
    where, quote = _spot(error)
    return Problem(
        "GIA903",
        Words(
            f"插件 {plugin} {doing.zh}时出错：{cause}",
            f"plugin {plugin} broke while {doing.en}: {cause}",
        ),
        where,
        quote,
    )


def spot(function: object) -> str:
    """Return ``file:line`` of a function, ``""`` for anything else."""
    code = getattr(function, "__code__", None)
    return f"{_shown(code.co_filename)}:{code.co_firstlineno}" if code else ""


def _spot(error: BaseException) -> tuple[str, str]:
    """Return ``file:line`` of the plugin's own code, and the line quoted where Python knows it."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        from gialint.checking.yamlplace import quote

        line, column = (error.text or "").rstrip("\n"), error.offset or 1
        return f"{_shown(error.filename)}:{error.lineno}:{column}", quote(line, column) if line else ""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not _is_ours_or_pythons(file):
            where = f"{_shown(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where, ""


def _is_ours_or_pythons(file: str) -> bool:
    # Frames in which a plugin's error merely surfaced tell its author nothing.
    standard = os.path.dirname(os.__file__) + os.sep
    pythons = file.startswith("<") or (file.startswith(standard) and "site-packages" not in file)
    ours = os.path.dirname(os.path.dirname(__file__)) + os.sep
    return pythons or file.startswith(ours)


def _shown(file: str) -> str:
    """Return a path that is the same on every machine: from the folder it was imported from, or from here."""
    for folder in sorted(map(os.path.abspath, sys.path), key=len, reverse=True):
        if file.startswith(folder + os.sep):
            return os.path.relpath(file, folder)
    try:
        return os.path.relpath(file)
    except ValueError:  # On Windows, another drive.
        return os.path.basename(file)
