"""Rules named by a path: a YAML file, a Python file, a folder of both, or a plugin's module."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from gialint.finding import Problem, Rule
from gialint.report import Words

PYTHON_RULE = re.compile(r"[A-Z]+\d+[-_].*\.py")
"""How a Python file must be called to be run for the rules in it, inside a folder."""

Made = TypeVar("Made")


def named_rules(paths: Iterable[str | Path], known: Collection[str]) -> tuple[list[Rule], list[Problem]]:
    """Load the rules at paths; what is broken is a problem. ``known`` are the names rules may use."""
    from gialint.checking.rulebook import duplicates, load_rules

    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in map(Path, paths):
        for item in _items(path, problems):
            if isinstance(item, Rule):
                rules.append(item)
                continue
            read, broken = load_rules(item, None, known)
            rules += read
            problems += broken
    return rules, [*problems, *duplicates(rules)]


def _items(path: Path, problems: list[Problem]) -> list[Rule | Path]:
    """Return rules, and files and folders of them: what the hook says where there is one."""
    module = _module(path, problems) if path.suffix == ".py" or (path / "__init__.py").is_file() else None
    hook = getattr(module, "gialint_rules", None)
    if hook is not None:
        return _run(lambda: list(hook()), path, problems) or []
    if path.suffix == ".py":
        return _rules(module)
    # Other modules beside rules may not bear to be run by themselves.
    files = sorted(file for file in path.rglob("*.py") if PYTHON_RULE.fullmatch(file.name))
    return [path, *(rule for file in files for rule in _rules(_module(file, problems)))]


def _module(path: Path, problems: list[Problem]) -> ModuleType | None:
    from gialint.plugins.importing import executed

    return _run(lambda: executed(path), path, problems)


def _run(code: Callable[[], Made], path: Path, problems: list[Problem]) -> Made | None:
    """Run a plugin's code; what it raises is a problem."""
    from gialint.plugins.importing import broken

    try:
        return code()
    except (Exception, SystemExit) as error:
        problems.append(broken(str(path), error, Words("导入", "being imported")))
        return None


def _rules(module: ModuleType | None) -> list[Rule | Path]:
    return [value for value in vars(module).values() if isinstance(value, Rule)] if module else []
