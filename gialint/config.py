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
    from gialint.finding import Problem, Severity
    from gialint.settings.configfile import Layer
    from gialint.settings.path_settings import PathSettings

YAML = "gialint.yaml"
TOML = "pyproject.toml"
SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")


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
    waivers: Path | None = None
    baseline: Path | None = None
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
        files = (layer.path for layer in self.layers if not layer.profile)
        single = filter(None, (self.members, self.waivers, self.baseline))
        return (*self.rules, *plugins, *self.lexicons, *single, *files)


def load(
    start: Path, environ: Mapping[str, str] = os.environ, *, file: Path | None = None, profile: str = ""
) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds in a folder, and what is wrong with it (GIA906).

    ``file`` is taken instead of the nearest one. A setting that is wrong keeps its default, and the
    language defaults to that of the locale. A ``profile`` comes after the file; raises KeyError if no
    pack offers it.
    """
    language = language_of(environ)
    for path in [file] if file else _candidates(start):
        from gialint.settings.extending import configuration

        config, problems = configuration(path, profile, language)
        if config.layers:
            return config, problems
    if profile:
        from gialint.settings.extending import configuration

        return configuration(None, profile, language)
    return Config(language=language), []


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


def _candidates(start: Path) -> Iterator[Path]:
    for folder in _upwards(start):
        if (folder / YAML).is_file():
            yield folder / YAML
        elif (folder / TOML).is_file() and _speaks_of_gialint((folder / TOML).read_bytes()):
            yield folder / TOML


def _speaks_of_gialint(toml: bytes) -> bool:
    # Saves parsing the many pyproject.toml that do not.
    return b"tool.gialint" in toml or (b"[tool]" in toml and b"gialint" in toml)


def _upwards(start: Path) -> Iterator[Path]:
    # A relative start gives relative paths, so that messages are the same on every machine.
    if start.is_absolute():
        yield from (start, *start.parents)
        return
    for depth in range(len(start.absolute().parents) + 1):
        yield start.joinpath(*[os.pardir] * depth)
