"""Plugins: what gialint, installed packages and the configuration bring, gathered through the hooks.

A plugin that breaks is told (GIA903) and everything else goes on. Nothing is kept between two
calls but what Python keeps itself: the modules it imported.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.config.kinds import AS_PLUGIN, PYTHON_RULES, is_path
from gialint.config.settings import Config
from gialint.files.cache import NOWHERE, Stores
from gialint.foreign import Entry, enter
from gialint.hookspecs import Reader, Reporter
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Rule, Text
from gialint.plugins.entry_points import entry_points, home
from gialint.plugins.registering import GROUP, OWN, Gathering, answer, answers, gathered, telling
from gialint.plugins.slips import KINDS
from gialint.records import NamedTuple, replace

PYTHON_RULE = lazy_regex(r"[A-Z]+\d+[-_].*\.py")
"""How a Python file must be called to be run for the rules in it, inside a folder."""

WITH_RULES = lazy_regex(r"^@(?:gialint\.)?rule\(", re.MULTILINE)
"""What is in a Python file that makes rules."""


class Plugin(NamedTuple):
    """A plugin that was registered: its name, and the package or file it came from.

    ``brought`` names by hook what it gave: rules by code, readers and reporters by name, files by path.
    """

    name: str
    origin: str
    brought: Mapping[str, tuple[str, ...]]


class Plugins(NamedTuple):
    """All that plugins bring: rules by code, readers in the order in which they are tried.

    ``problems`` are broken plugins and rule files (GIA903).
    """

    rules: tuple[Rule, ...] = ()
    readers: tuple[Reader, ...] = ()
    editions: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    profiles: Mapping[str, Path] = {}
    reporters: Mapping[str, Reporter] = {}
    problems: tuple[Problem, ...] = ()
    registered: tuple[Plugin, ...] = ()
    rule_paths: tuple[Path, ...] = ()
    """The files and folders that rules were loaded from; those in Python come from their plugin itself."""
    stores: Stores = Stores()

    @property
    def code(self) -> bool:
        """Whether code of others is run over files."""
        return any(item.plugin for items in (self.rules, self.readers) for item in items)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes that readers answer to, each once."""
        return tuple(dict.fromkeys(suffix for reader in self.readers for suffix in reader.suffixes))


def load(
    config: Config,
    *,
    rules: bool = True,
    cache: Path | None = None,
    names: Callable[[Sequence[Path], Sequence[Path], Stores], Collection[str]] | None = None,
    kinds: Callable[[Sequence[Path], Stores], tuple[str, ...]] | None = None,
) -> Plugins:
    """Import every plugin and ask its hooks; without ``rules``, no rule is loaded.

    Registered in this order: gialint's own, installed packages by name, then those the configuration
    names. Where two readers know one suffix or two reporters one name, the later plugin wins.
    ``cache`` keeps YAML rules as JSON; ``names`` tells what editions and lexicons name, for rules to
    be held to; ``kinds`` tells of what kinds of report editions are.
    """
    gathering = gathered(config)
    stores = Stores(cache, tuple(gathering.packages))
    for hook in KINDS:
        asked = rules or hook != "gialint_rules"
        gathering.given[hook] = list(answers(hook, gathering)) if asked else []
    _add_lexicons(config, gathering)
    answered = [path for _, path in gathering.given["gialint_rules"] if isinstance(path, Path)]
    rule_paths = (*answered, *config.rules) if rules else ()
    if rules:
        forms, words = (
            tuple(path for _, path in gathering.given[hook])
            for hook in ("gialint_editions", "gialint_lexicons")
        )
        _load_rules(config, gathering, stores, names(forms, words, stores) if names else ())
        if kinds:
            _keep_to_own_kinds(gathering.given, lambda paths: kinds(paths, stores))
        gathering.problems.extend(_nothing(gathering.given))
    given = gathering.given
    return Plugins(
        tuple(rule for _, rule in given["gialint_rules"]),
        tuple(reader for _, reader in reversed(given["gialint_readers"])),
        tuple(path for _, path in given["gialint_editions"]),
        tuple(path for _, path in given["gialint_lexicons"]),
        {path.stem: path for _, path in given["gialint_profiles"]},
        {reporter.name: reporter for _, reporter in given["gialint_reporters"]},
        tuple(gathering.problems),
        tuple(Plugin(name, origin, _brought(name, given)) for name, origin in gathering.registered),
        rule_paths,
        stores,
    )


def named_rules(paths: Sequence[str | Path], known: Collection[str]) -> tuple[list[Rule], list[Problem]]:
    """Load the rules at paths; what is broken is a problem. ``known`` are the names rules may use."""
    problems: list[Problem] = []
    brought = [home(entry).resolve() for entry in entry_points(GROUP, sys.path) if entry.distribution == OWN]
    own = {str(path) for path in map(Path, paths) if any(map(path.resolve().is_relative_to, brought))}
    asked = [(str(path), item) for path in map(Path, paths) for item in _items(path, problems)]
    rules = _read_rules(asked, own, known, problems)
    return [rule for _, rule in rules], problems


def _add_lexicons(config: Config, gathering: Gathering) -> None:
    """Add the lexicons that the configuration names, files and folders of them, after those of packs."""
    held = {path.resolve() for _, path in gathering.given["gialint_lexicons"]}
    for path in config.lexicons:
        gathering.registered.append((str(path), config.origin))
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        # A file that a pack has brought already is named where its examples are run.
        added = [file for file in files if file.resolve() not in held]
        held.update(file.resolve() for file in added)
        gathering.given["gialint_lexicons"] += [(str(path), file) for file in added]


def _load_rules(config: Config, gathering: Gathering, stores: Stores, known: Collection[str]) -> None:
    """Turn the paths among the rules into rules, add those of the configuration, and order all by code."""
    own = {name for name, origin in gathering.registered if origin == OWN}
    asked = gathering.given["gialint_rules"]
    for path in config.rules:
        gathering.registered.append((str(path), config.origin))
        asked.append((str(path), path))
    loaded = _read_rules(asked, own, known, gathering.problems, stores)
    gathering.problems.extend(_not_run(config, gathering))
    first = {rule.code: (name, rule) for name, rule in reversed(loaded)}
    gathering.given["gialint_rules"] = [first[code] for code in sorted(first)]


def _not_run(config: Config, gathering: Gathering) -> Iterator[Problem]:
    """Yield a problem for each Python file with rules in a folder of rules, which no plugin gives.

    Where plugins wait for trust, it may be one of theirs.
    """
    own = [(config.root / plugin).resolve() for plugin in config.plugins if is_path(plugin)]
    own += gathering.packages
    for folder in config.rules if not config.withheld else ():
        for file in _with_rules(folder):
            if not any(map(file.resolve().is_relative_to, own)):
                message = Text(f"{PYTHON_RULES.zh}，没有运行", f"{PYTHON_RULES.en}; not run")
                yield Problem("GIA903", message, str(file), hint=AS_PLUGIN)


def _with_rules(folder: Path) -> list[Path]:
    """Return the Python files in a folder that make rules, by what is written in them."""
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else []
    return [file for file in files if _makes_rules(file)]


def _makes_rules(file: Path) -> bool:
    try:
        # A pipe would be waited for.
        return file.is_file() and WITH_RULES.search(file.read_text("utf-8", "replace")) is not None
    except OSError:
        return False


def _read_rules(
    asked: Iterable[tuple[str, Rule | Path]],
    own: Collection[str],
    known: Collection[str],
    problems: list[Problem],
    stores: Stores = NOWHERE,
) -> list[tuple[str, Rule]]:
    """Return rules, and those at paths, each with the name of who gave it; what is broken is a problem.

    Only who is ``own`` may give rules whose codes begin as those of gialint itself do.
    """
    from gialint.checking.rulefiles.load import borrowed, duplicates, load_rules

    loaded: list[tuple[str, Rule]] = []
    taken: list[Problem] = []
    for name, item in asked:
        rules, broken = ([item], []) if isinstance(item, Rule) else load_rules(item, stores, known)
        problems += broken
        for rule in rules:
            problem = None if name in own else borrowed(rule, name)
            if problem:
                taken.append(problem)
            else:
                loaded.append((name, rule))
    problems += [*taken, *duplicates(rule for _, rule in loaded)]
    return loaded


def _keep_to_own_kinds(
    given: dict[str, list[tuple[str, Any]]], kinds: Callable[[Sequence[Path]], tuple[str, ...]]
) -> None:
    """Put a pack's rules to the kinds of report it brings, unless they say to which, where there are more."""
    brought = given["gialint_editions"]
    if len(kinds(tuple(path for _, path in brought))) < 2:
        return
    own = {name: kinds(tuple(path for other, path in brought if other == name)) for name, _ in brought}
    given["gialint_rules"] = [
        (name, rule if rule.forms or rule.scope != "report" else replace(rule, forms=own.get(name, ())))
        for name, rule in given["gialint_rules"]
    ]


def _nothing(given: Mapping[str, list[tuple[str, Any]]]) -> Iterator[Problem]:
    """Yield a problem where no plugin brings what a check needs: finding nothing then means nothing."""
    hint = Text(
        "国家规则包随 gialint 安装；请重新安装，并用 gialint plugins 查看。",
        "The national pack is part of gialint: reinstall gialint, and check gialint plugins.",
    )
    if not any(rule.scope == "report" for _, rule in given["gialint_rules"]):
        yield Problem("GIA903", Text("没有加载到任何检查规则", "no rule was loaded"), hint=hint)
    if not given["gialint_editions"]:
        yield Problem(
            "GIA903", Text("没有加载到任何年报格式", "no edition of the form was loaded"), hint=hint
        )


def _brought(plugin: str, given: Mapping[str, list[tuple[str, Any]]]) -> dict[str, tuple[str, ...]]:
    by_hook = {
        hook.removeprefix("gialint_"): tuple(
            item.code if isinstance(item, Rule) else item.name for name, item in items if name == plugin
        )
        for hook, items in given.items()
    }
    return {hook: names for hook, names in by_hook.items() if names}


def _items(path: Path, problems: list[Problem]) -> list[Rule | Path]:
    """Return rules, and files and folders of them: what the hook says where there is one."""
    module = _module(path, problems) if path.suffix == ".py" or (path / "__init__.py").is_file() else None
    hook = getattr(module, "gialint_rules", None)
    if hook is not None:
        return answer("gialint_rules", hook, str(path), False, problems)
    if path.suffix == ".py":
        return _rules(module, path, problems)
    # Other modules beside rules may not be runnable by themselves.
    files = sorted(file for file in path.rglob("*.py") if PYTHON_RULE.fullmatch(file.name))
    problems += [_passed_over(file) for file in _with_rules(path) if file not in files]
    return [path, *(rule for file in files for rule in _rules(_module(file, problems), file, problems))]


def _passed_over(file: Path) -> Problem:
    message = Text("没有运行这个 Python 文件里的规则", "the rules in this Python file were not run")
    hint = Text(
        "写出这个文件，或者以代码作文件名的开头，如 QSH102_end.py。",
        "Name the file itself, or begin its name with the code, as QSH102_end.py.",
    )
    return Problem("GIA903", message, str(file), hint=hint)


def _module(path: Path, problems: list[Problem]) -> object:
    from gialint.plugins.sources import read_source, run_source

    entry = Entry(str(path), Text("导入", "being imported"))
    named = os.path.join(os.curdir, path)  # as a path, and no module's name
    found: list[object] = []
    with telling(entry, problems):
        found.append(enter(entry, lambda: run_source(read_source(named, Path()))))
    return found[0] if found else None


def _rules(module: object, path: Path, problems: list[Problem]) -> list[Rule | Path]:
    """Return the rules in a module."""
    found = [value for value in vars(module).values() if isinstance(value, Rule)] if module else []
    return answer("gialint_rules", lambda: found, str(path), False, problems)
