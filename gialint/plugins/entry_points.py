"""Entry points: which installed packages say that they are plugins.

importlib.metadata answers the same question, but importing it (email, csv, zipfile, json) costs
more than a whole report does to check; reading the few files that it would read costs a tenth.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from gialint.records import NamedTuple


class EntryPoint(NamedTuple):
    """A name in a group, the ``module`` or ``module:object`` behind it, and who registered it."""

    name: str
    value: str
    distribution: str


def entry_points(group: str, folders: Iterable[str]) -> list[EntryPoint]:
    """Return a group's entry points in the order of their names, from folders as in ``sys.path``.

    Where two versions of a package are on the path, the first one counts, as for imports. The
    current folder is left out: what is linted must not bring code of its own.
    """
    current = os.path.realpath(os.curdir)
    seen: set[str] = set()
    found: list[EntryPoint] = []
    for folder in dict.fromkeys(os.path.realpath(folder) for folder in folders):
        if folder == current:
            continue
        for distribution, text in _registered(folder):
            name = distribution.partition(" ")[0].lower().replace("_", "-").replace(".", "-")
            if name not in seen:
                found += _parsed(text, group, distribution)
            seen.add(name)
    return sorted(found, key=lambda entry: (entry.name, entry.distribution))


def imported(value: str) -> object:
    """Import ``module`` or ``module:object``; whatever its code raises is passed on."""
    module, _, attributes = value.partition(":")
    found: object = import_module(module)
    for name in filter(None, attributes.split(".")):
        found = getattr(found, name)
    return found


def home(entry: EntryPoint) -> Path:
    """Return the folder of the package that a plugin was imported from, or the file of its module."""
    top = sys.modules.get(entry.value.partition(":")[0].partition(".")[0])
    file = Path(getattr(top, "__file__", None) or os.devnull)
    return file.parent if file.name == "__init__.py" else file


def _registered(folder: str) -> Iterator[tuple[str, str]]:
    """Yield each distribution (``gialint 0.1.0``) in a folder with its ``entry_points.txt``."""
    if os.path.isfile(folder):
        yield from _zipped(folder)
        return
    try:
        with os.scandir(folder) as inside:
            names = sorted(entry.name for entry in inside if entry.name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return  # sys.path may name folders that are not there.
    for name in names:
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            continue
        yield " ".join(name.rpartition(".")[0].split("-")[:2]), text


def _zipped(archive: str) -> Iterator[tuple[str, str]]:
    # Whoever runs from a zip pays for the import; to write a second zip reader would be worse.
    from importlib.metadata import distributions

    for distribution in distributions(path=[archive]):
        text = distribution.read_text("entry_points.txt")
        if text:
            yield f"{distribution.metadata['Name']} {distribution.version}", text


def _parsed(text: str, group: str, distribution: str) -> Iterator[EntryPoint]:
    inside = False
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            value = value.partition("[")[0].replace(" ", "")  # extras are history
            yield EntryPoint(name.strip(), value, distribution)
