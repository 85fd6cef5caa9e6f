"""Rules named by a path: a YAML file, a Python file, a folder of both, or a plugin's module."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from gialint.foreign import Entry, enter
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Rule, Text
from gialint.plugins.entry_points import entry_points, home
from gialint.plugins.registering import GROUP, OWN, answer, telling
from gialint.plugins.sources import read_source, run_source

PYTHON_RULE = lazy_regex(r"[A-Z]+\d+[-_].*\.py")
"""How a Python file must be called to be run for the rules in it, inside a folder."""


def named_rules(paths: Iterable[str | Path], known: Collection[str]) -> tuple[list[Rule], list[Problem]]:
    """Load the rules at paths; what is broken is a problem. ``known`` are the names rules may use."""
    from gialint.checking.rulefiles.load import borrowed, duplicates, load_rules

    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in map(Path, paths):
        found: list[Rule] = []
        for item in _items(path, problems):
            if isinstance(item, Rule):
                found.append(item)
                continue
            read, broken = load_rules(item, known=known)
            found += read
            problems += broken
        own = _is_own(path)
        for rule in found:
            problem = None if own else borrowed(rule, str(path))
            if problem is None:
                rules.append(rule)
            else:
                problems.append(problem)
    return rules, [*problems, *duplicates(rules)]


def _is_own(path: Path) -> bool:
    """Return whether a path is within what gialint itself brings."""
    own = [home(entry) for entry in entry_points(GROUP, sys.path) if entry.distribution == OWN]
    return any(folder.resolve() in (place, *place.parents) for folder in own for place in [path.resolve()])


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
    return [path, *(rule for file in files for rule in _rules(_module(file, problems), file, problems))]


def _module(path: Path, problems: list[Problem]) -> object:
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
