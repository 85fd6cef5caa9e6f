"""Finding the configuration that holds in a folder, and loading it.

A run without a configuration file imports nothing that reads one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from gialint.config.settings import Config
from gialint.model import Problem

YAML = "gialint.yaml"
TOML = "pyproject.toml"
PACKAGES = frozenset({"site-packages", "dist-packages", "node_modules"})
"""Folders of installed packages."""


def settled(
    path: Path | None,
    environ: Mapping[str, str] = os.environ,
    *,
    profile: str = "",
    allow_plugins: bool = False,
) -> tuple[Config, list[Problem]]:
    """Return what a file of settings comes to, or the defaults without one, and what is wrong (GIA906).

    A setting that is wrong keeps its default, and the language defaults to that of the locale. A
    ``profile`` comes after the file; raises KeyError if no pack offers it. Plugins are loaded if the user
    trusts the file, or they are allowed; else they are among the problems.
    """
    language = language_of(environ)
    if not (path or profile):
        return Config(language=language), []
    from gialint.config.trust import configuration

    return configuration(path, profile, language, environ, allowed=allow_plugins)


def nearest(start: Path) -> Path | None:
    """Return the configuration of a folder: its own, or that of the nearest folder above it.

    One that stands in an installed package is for whoever makes the package.
    """
    for folder in _upwards(start):
        for name in (YAML, TOML):
            path = folder / name
            if not os.path.isfile(path) or not (name == YAML or _speaks_of_gialint(path)):
                continue
            if PACKAGES.isdisjoint(Path(os.path.realpath(path)).parts):
                return path
    return None


def language_of(environ: Mapping[str, str]) -> str:
    """Return ``en`` for an English locale, else ``zh``; POSIX asks these three in this order."""
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.lower().startswith("en") else "zh"


def _speaks_of_gialint(path: Path) -> bool:
    """Return whether a ``pyproject.toml`` has a table for gialint, or may have one but cannot be read."""
    try:
        toml = path.read_bytes()
    except OSError:
        return True
    if b"gialint" not in toml:
        return False  # Saves parsing the many that do not.
    import tomllib

    try:
        return "gialint" in tomllib.loads(toml.decode()).get("tool", {})
    except ValueError:
        return b"tool" in toml


def _upwards(start: Path) -> Iterator[Path]:
    # A relative start gives relative paths, so that messages are the same on every machine.
    if start.is_absolute():
        yield from (start, *start.parents)
        return
    folder = os.path.normpath(start)
    while True:
        yield Path(folder)
        if os.path.dirname(os.path.abspath(folder)) == os.path.abspath(folder):
            return
        folder = os.path.normpath(os.path.join(folder, os.pardir))
