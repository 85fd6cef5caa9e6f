"""Registering plugins and asking their hooks, each by itself: one that breaks is told (GIA903)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pluggy

from gialint import __version__, hookspecs
from gialint.config import Config, is_path
from gialint.finding import Problem
from gialint.plugins.entry_points import entry_points
from gialint.plugins.importing import broken, executed, imported, spot
from gialint.plugins.slips import answer_slip, hook_slips, item_slip, problem
from gialint.report import Words

GROUP = "gialint"


class Gathering(NamedTuple):
    """What one call has so far; ``given`` pairs a plugin's name with what it returned."""

    manager: pluggy.PluginManager
    registered: list[tuple[str, str]]
    given: dict[str, list[tuple[str, Any]]]
    problems: list[Problem]


def profile_files(plugins: tuple[str, ...] = (), root: Path = Path()) -> Mapping[str, Path]:
    """Return the files of all profiles by name: of installed packages, and of plugins named from a folder.

    What is broken in a plugin is told when everything is loaded.
    """
    gathering = gathered(Config(plugins=plugins, root=root))
    return {path.stem: path for _, path in answers("gialint_profiles", gathering)}


def gathered(config: Config) -> Gathering:
    """Register every plugin, and ask for nothing yet."""
    gathering = Gathering(pluggy.PluginManager(GROUP), [], {}, [])
    gathering.manager.add_hookspecs(hookspecs)
    for name, origin, bring in _candidates(config):
        _register(name, origin, bring, gathering)
    return gathering


def answers(hook: str, gathering: Gathering) -> Iterator[tuple[str, Any]]:
    """Ask a hook of each plugin by itself, so that one that raises silences no other."""
    for implementation in getattr(gathering.manager.hook, hook).get_hookimpls():
        name, where = implementation.plugin_name, spot(implementation.function)
        try:
            answer = implementation.function()
            slip = answer_slip(hook, answer)
            if slip is not None:
                gathering.problems.append(problem(name, slip, where))
                continue
            for item in answer:
                slip = item_slip(hook, item)
                if slip is None:
                    yield name, item
                else:
                    gathering.problems.append(problem(name, slip, where))
        except (Exception, SystemExit) as error:
            gathering.problems.append(broken(name, error, Words(f"回答 {hook} ", f"answering {hook}")))


def _candidates(config: Config) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield each plugin's name and origin, and how to import it."""
    yield "builtin", f"gialint {__version__}", partial(imported, "gialint.plugins.builtin")
    for entry in entry_points(GROUP, sys.path):
        yield entry.name, entry.distribution, partial(imported, entry.value)
    for plugin in config.plugins:
        if is_path(plugin):
            yield plugin, str(config.root / plugin), partial(executed, config.root / plugin)
        else:
            yield plugin, config.origin, partial(imported, plugin)


def _register(name: str, origin: str, bring: Callable[[], object], gathering: Gathering) -> None:
    manager, problems = gathering.manager, gathering.problems
    try:
        plugin = bring()
        if manager.is_registered(plugin):
            return  # Named in the configuration though it is installed: once is enough.
        if manager.has_plugin(name):
            name = f"{name} ({origin})"
        problems += hook_slips(manager, name, plugin)
        manager.register(plugin, name)
    except pluggy.PluginValidationError:
        return  # A hook that takes arguments, of which hook_slips has told.
    except (Exception, SystemExit) as error:
        problems.append(broken(name, error, Words("导入", "being imported")))
        return
    gathering.registered.append((name, origin))
