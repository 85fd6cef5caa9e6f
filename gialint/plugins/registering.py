"""Registering plugins and calling their hooks, each by itself: one that breaks is reported (GIA903)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gialint import __version__
from gialint.config.kinds import is_path
from gialint.config.settings import Config
from gialint.foreign import TELL, Died, Entry, cause, enter, reraise_interrupt, shown, spot, spot_of
from gialint.model import Problem, Rule, Text
from gialint.plugins.entry_points import EntryPoint, entry_points, home, imported
from gialint.plugins.slips import LOADS, answer_slip, foreign_slip, hook_slips, item_slip, problem
from gialint.records import NamedTuple, replace

if TYPE_CHECKING:
    import pluggy

    from gialint.plugins.sources import Source

GROUP = "gialint"
OWN = f"gialint {__version__}"
"""The package of gialint's own plugin and of the national pack: whatever is not of it is another's."""


class Gathering(NamedTuple):
    """What one call has so far; ``given`` pairs a plugin's name with what it returned.

    ``packages`` are the folders of those that are installed. ``manager`` is there only where others have
    plugins: they may have slips, and ask to be called first or last.
    """

    manager: pluggy.PluginManager | None
    plugins: dict[str, object]
    registered: list[tuple[str, str]]
    given: dict[str, list[tuple[str, Any]]]
    problems: list[Problem]
    packages: list[Path]


def profile_files(config: Config | None = None) -> Mapping[str, Path]:
    """Return the files of all profiles by name: of installed packages, and of the plugins of a configuration.

    What is broken in a plugin is told when everything is loaded.
    """
    gathering = gathered(config or Config())
    return {path.stem: path for _, path in answers("gialint_profiles", gathering)}


def gathered(config: Config) -> Gathering:
    """Register every plugin, and ask for nothing yet."""
    installed = entry_points(GROUP, sys.path)
    candidates = [*_candidates(config, installed)]
    are_own = all(origin == OWN for _, origin, _ in candidates)
    gathering = Gathering(None if are_own else _manager(), {}, [], {}, [], [])
    for name, origin, bring in candidates:
        entry = Entry(name, Text("导入", "being imported"), where=shown(origin) if is_path(name) else "")
        with telling(entry, gathering.problems):
            register = partial(_register, name, origin, bring, gathering)
            register() if origin == OWN else enter(entry, register)
    gathering.packages.extend(map(home, installed))
    return gathering


def answers(hook: str, gathering: Gathering) -> Iterator[tuple[str, Any]]:
    """Ask a hook of each plugin by itself, so that one that raises silences no other.

    What plugins of others give bears their name.
    """
    having = ((name, each) for name, each in gathering.plugins.items() if hasattr(each, hook))
    asked = [(name, getattr(each, hook)) for name, each in having]
    if gathering.manager:
        found = getattr(gathering.manager.hook, hook).get_hookimpls()
        asked = [(each.plugin_name, each.function) for each in found]
    for name, function in asked:
        own = (name, OWN) in gathering.registered
        for item in answer(hook, function, name, own, gathering.problems):
            yield name, item


def _manager() -> pluggy.PluginManager:
    import pluggy

    from gialint import hookspecs

    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    return manager


def answer(
    hook: str, function: Callable[[], Any], name: str, own: bool, problems: list[Problem]
) -> list[Any]:
    """Ask one hook of a plugin, and return what it gives as far as that is what it should be."""
    given: list[Any] = []

    def ask() -> None:
        answer = function()
        slip = answer_slip(hook, answer)
        if slip is not None:
            problems.append(problem(name, slip, spot(function)))
            return
        for item in answer:
            slip = item_slip(hook, item) or (None if own else foreign_slip(item))
            if slip is not None:
                problems.append(problem(name, slip, spot(getattr(item, "check", None)) or spot(function)))
            else:
                given.append(item if own else _marked(item, name, function.__module__))

    entry = Entry(name, Text(f"回答 {hook} ", f"answering {hook}"), where=spot(function))
    with telling(entry, problems):
        ask() if own else enter(entry, ask)
    return given


def _marked(item: Any, name: str, module: str) -> Any:
    """Return a rule, reader or reporter with the name of the plugin whose code it is; a file has none.

    A function that is given by its name alone is one of the module whose hook gives it.
    """
    if isinstance(item, Path):
        return item
    if isinstance(item, Rule):
        return replace(item, plugin=name)
    loads = {field: getattr(item, field, "") for field in LOADS}
    bare = {field: load for field, load in loads.items() if isinstance(load, str) and load.isidentifier()}
    return item._replace(plugin=name, **{field: f"{module}:{load}" for field, load in bare.items()})


@contextmanager
def telling(entry: Entry, problems: list[Problem]) -> Iterator[None]:
    """Add to ``problems`` whatever is raised while a plugin is entered (GIA903)."""
    try:
        yield
    except BaseException as error:
        reraise_interrupt(error)
        problems.append(broken(entry.plugin, error, entry.doing))


def _candidates(
    config: Config, installed: Iterable[EntryPoint]
) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield each plugin's name and origin, and how to import it."""
    yield "builtin", OWN, partial(imported, "gialint.plugins.builtin")
    for entry in installed:
        yield entry.name, entry.distribution, partial(imported, entry.value)
    read = {source.plugin: source for source in config.sources}
    for plugin in config.plugins:
        origin = str(config.root / plugin) if is_path(plugin) else config.origin
        yield plugin, origin, partial(_run, plugin, config.root, read.get(plugin))


def _run(plugin: str, root: Path, source: Source | None) -> object:
    """Run a plugin that a configuration names, from its bytes if they were read before."""
    from gialint.plugins.sources import read_source, run_source

    return run_source(source or read_source(plugin, root))


def _register(name: str, origin: str, bring: Callable[[], object], gathering: Gathering) -> None:
    """Import a plugin and have it among the others, with its hooks managed where that is needed."""
    plugin = bring()
    if plugin in gathering.plugins.values():
        return  # Named in the configuration though it is installed: once is enough.
    if name in gathering.plugins:
        name = f"{name} ({origin})"
    if gathering.manager:
        import pluggy

        gathering.problems.extend(hook_slips(gathering.manager, name, plugin))
        try:
            gathering.manager.register(plugin, name)
        except pluggy.PluginValidationError:  # a hook that takes arguments, which is one of the slips
            return
    gathering.plugins[name] = plugin
    gathering.registered.append((name, origin))


def broken(plugin: str, error: BaseException, doing: Text) -> Problem:
    """Describe an exception out of a plugin's code (GIA903), with the line it came from."""
    where, quote = _spot(error)
    if isinstance(error, Died):
        return Problem("GIA903", error.words, error.entry.where, hint=TELL)
    what = cause(error)
    return Problem(
        "GIA903",
        Text(f"插件 {plugin} {doing.zh}时出错：{what}", f"plugin {plugin} failed while {doing.en}: {what}"),
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
