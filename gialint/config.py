"""Configuration: the nearest ``gialint.yaml``, or ``[tool.gialint]`` of a ``pyproject.toml``.

Going up from where gialint is run, the first folder with either wins, and is the only one that
counts. Without a file the defaults hold, and finding that out imports nothing.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gialint.finding import Problem, Severity

YAML = "gialint.yaml"
TOML = "pyproject.toml"
SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("zh", "en")


class Config(NamedTuple):
    """What a run was asked for; codes may be prefixes (``GIA3``), and an empty ``select`` means all.

    ``severities`` is by whole code; ``fail_on`` is ``error``, ``warning`` or ``info``.
    ``plugins`` are module names, or paths from ``root``, which is the folder of the file ``origin``
    (``""`` without one). Paths are relative if the folder was from which the search began.
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

    @property
    def local(self) -> tuple[Path, ...]:
        """The files and folders of rules and plugins, which are not reports."""
        return (*self.rules, *(self.root / plugin for plugin in self.plugins if is_path(plugin)))


def load(start: Path, environ: Mapping[str, str] = os.environ) -> tuple[Config, list[Problem]]:
    """Return the configuration that holds in a folder, and what is wrong with it (GIA906).

    A setting that is wrong keeps its default. The language defaults to that of the locale.
    """
    language = language_of(environ)
    for path in _candidates(start):
        from gialint.settings import read

        found = read(path)
        if found is not None:
            settings, problems = found
            given = {"language": language, "root": path.parent, "origin": str(path), **settings}
            return Config(**given), problems
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


def unmatched(config: Config, known: Collection[str]) -> list[Problem]:
    """Return a problem (GIA906) for each code asked for that no rule has or, if selecting, begins with."""
    selecting = {"select": config.select, "ignore": config.ignore}
    lost = [
        (setting, prefix)
        for setting, prefixes in selecting.items()
        for prefix in prefixes
        if not any(code.startswith(prefix) for code in known)
    ]
    lost += [("severities", code) for code in config.severities if code not in known]
    return [_unmatched(config.origin, setting, code, known) for setting, code in lost]


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


def _unmatched(origin: str, setting: str, code: str, known: Collection[str]) -> Problem:
    from gialint.checking.nearness import did_you_mean, meant
    from gialint.finding import Problem
    from gialint.report import Words

    message = Words(f"{setting} 里的 {code} 不是任何规则的代码", f"{code} in {setting} is no rule's code")
    return Problem("GIA906", message, origin, hint=meant(did_you_mean(code, known)))
