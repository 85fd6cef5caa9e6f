"""Configuration: the nearest ``gialint.yaml``, or ``[tool.gialint]`` of a ``pyproject.toml``.

Going up from where gialint is run, the first folder with either wins, and is the only one that
counts. Without a file the defaults hold, and finding that out imports nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gialint.config.configfile import Layer
    from gialint.config.path_settings import PathSettings
    from gialint.model import Problem, Severity
    from gialint.plugins.sources import Source

YAML = "gialint.yaml"
TOML = "pyproject.toml"
SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")
OF_RUN = (
    *("fail_on", "strict", "language", "waivers", "baseline", "archive", "members", "exclude"),
    "docs_url",
)
"""Settings that hold for a run as a whole, and not for each file by its own configuration."""
PACKAGES = frozenset({"site-packages", "dist-packages", "node_modules"})
"""Folders of installed packages."""


class Excluded(NamedTuple):
    """A pattern of files that no walk takes, and the folder from which it is seen."""

    pattern: str
    root: Path = Path()

    def __str__(self) -> str:
        return self.pattern


class Config(NamedTuple):
    """What a run was asked for; codes may be prefixes (``GIA3``), and an empty ``select`` means all.

    ``severities`` and ``options`` are by whole code; ``fail_on`` is ``error``, ``warning`` or ``info``.
    ``plugins`` are module names, or paths from ``root``, which is the folder of the file ``origin``
    (``""`` without one). Paths are relative if the folder was from which the search began.

    ``layers`` are the files that the settings came from, the last one ``origin``; what those before it
    say of ``select``, ``extend_select`` and ``ignore`` is in them alone.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    fail_on: str = "error"
    language: str = "zh"
    strict: bool = False
    rules: tuple[Path, ...] = ()
    plugins: tuple[str, ...] = ()
    root: Path = Path()
    origin: str = ""
    extend_select: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = {}
    per_path: tuple[PathSettings, ...] = ()
    lexicons: tuple[Path, ...] = ()
    archive: Path | None = None
    members: Path | None = None
    layers: tuple[Layer, ...] = ()
    sources: tuple[Source, ...] = ()
    """The code of ``plugins`` as it was when trust was asked; what is not here is read when it runs."""
    bounded: bool = False
    """Whether nobody was asked to trust it: lines of files that it names are shown with care."""
    withheld: tuple[Problem, ...] = ()
    """What was not loaded because nobody trusts the configuration."""
    waivers: Path | None = None
    baseline: Path | None = None
    docs_url: str | None = None
    """Where the pages of rules are read, with ``{code}`` for the code and ``{language}`` for the language."""
    exclude: tuple[Excluded, ...] = ()
    today: str = ""
    """The day by which waivers end (``2026-03-31``); without one none does."""

    @property
    def speaks_of_rules(self) -> bool:
        """Whether anything is said of which rules are put, or how."""
        said = (self.select, self.ignore, self.extend_select, self.severities, self.options, self.per_path)
        return bool(self.layers) or any(said)

    @property
    def local(self) -> tuple[Path, ...]:
        """The files and folders that belong to gialint (rules, settings, waivers …) and are no reports."""
        plugins = (self.root / plugin for plugin in self.plugins if is_path(plugin))
        files = (layer.path for layer in self.layers if not (layer.profile or layer.by_hand))
        single = filter(None, (self.members, self.waivers, self.baseline))
        return (*self.rules, *plugins, *self.lexicons, *single, *files)


def load(
    start: Path,
    environ: Mapping[str, str] = os.environ,
    *,
    file: Path | None = None,
    profile: str = "",
    allow_plugins: bool = False,
) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds in a folder, or a ``file`` instead, as ``settled`` does."""
    return settled(file or nearest(start), environ, profile=profile, allow_plugins=allow_plugins)


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
            if os.path.isfile(path) and (name == YAML or _speaks_of_gialint(path)) and not _packed(path):
                return path
    return None


def language_of(environ: Mapping[str, str]) -> str:
    """Return ``en`` for an English locale, else ``zh``; POSIX asks these three in this order."""
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.lower().startswith("en") else "zh"


def codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in texts like ``GIA3,GIA501``, in capitals, each once."""
    parts = (part.strip().upper() for text in texts for part in text.replace("，", ",").split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


def is_path(plugin: str) -> bool:
    """Tell a path (``./our_rules.py``) from the name of a module (``our_rules``)."""
    return plugin.endswith(".py") or plugin.startswith(".") or "/" in plugin or "\\" in plugin


def _speaks_of_gialint(path: Path) -> bool:
    """Tell whether a ``pyproject.toml`` has a table for gialint, or may have one but cannot be read."""
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


def _packed(path: Path) -> bool:
    return not PACKAGES.isdisjoint(Path(os.path.realpath(path)).parts)


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
