"""Change the code in small ways and see whether a test notices: ``python tools/mutants.py --number 200``.

A seed chooses the places: a comparison, an ``and`` or ``or``, a ``not``, a number, a tuple. Each change is
made in a copy of the tree, in which the tests of that room are run until one fails, then the tests of whole
reports. What no test notices is printed with its line: a hole in the tests, or a change that cannot matter.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEED, NUMBER, LONGEST = 20261130, 200, 600
WHOLE = ("tests/corpus/test_corpus.py", "tests/rules")
"""Tests of whole reports, for what the tests of a room do not notice."""

_PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot),
    (ast.And, ast.Or),
)  # fmt: skip
SWAPPED: dict[type[ast.AST], type[Any]] = {
    **dict(_PAIRS), **{second: first for first, second in _PAIRS},
}  # fmt: skip


class Site(NamedTuple):
    """A place that can be changed: its module, and the number of its node in the order of a walk."""

    path: Path
    node: int
    line: int
    what: str


def sites() -> Iterator[Site]:
    """Yield every place that can be changed."""
    for path in sorted((ROOT / "gialint").rglob("*.py")):
        for number, node in enumerate(ast.walk(ast.parse(path.read_text("utf-8")))):
            what = _kind(node)
            if what:
                yield Site(path.relative_to(ROOT), number, getattr(node, "lineno", 0), what)


def _kind(node: ast.AST) -> str:
    if isinstance(node, ast.Compare):
        return "comparison"
    if isinstance(node, ast.BoolOp):
        return "and, or"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return "not"
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return "number"
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        return "tuple"
    return ""


def mutated(source: str, site: Site) -> str:
    """Return a module with one place changed."""
    tree = ast.parse(source)
    node = next(each for number, each in enumerate(ast.walk(tree)) if number == site.node)
    if isinstance(node, ast.Compare):
        node.ops[0] = SWAPPED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = SWAPPED[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = int(str(node.value)) + 1
    elif isinstance(node, ast.Tuple):
        node.elts = node.elts[:-1]
    return ast.unparse(ast.fix_missing_locations(tree))


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def noticed(site: Site, copy: Path) -> bool:
    """Return whether a test of the copy fails with one place changed."""
    target = copy / site.path
    source = (ROOT / site.path).read_text("utf-8")
    target.write_text(mutated(source, site), encoding="utf-8")
    try:
        return any(_fails(copy, tests) for tests in (_tests(site), WHOLE) if tests)
    finally:
        target.write_text(source, encoding="utf-8")


def _tests(site: Site) -> tuple[str, ...]:
    """Return the tests of a module's room: those of the module where there are such, then the folder."""
    room = Path("tests", *site.path.parts[1:-1])
    while not (ROOT / room).is_dir():
        room = room.parent
    own = room / f"test_{site.path.stem}.py"
    return (*([str(own)] if (ROOT / own).exists() else []), str(room)) if room != Path("tests") else ()


def _fails(copy: Path, tests: tuple[str, ...]) -> bool:
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    paths = os.pathsep.join((str(copy), str(copy / "rules")))
    try:
        run = subprocess.run(
            words, cwd=copy, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, timeout=LONGEST,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main() -> None:
    """Try as many places as were asked for, and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    chosen = random.Random(given.seed).sample(list(sites()), given.number)
    killed = 0
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for file in _tracked():
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, copy / file)
        for tests in dict.fromkeys((WHOLE, *map(_tests, chosen))):
            if tests and _fails(copy, tests):
                sys.exit(f"these fail without any change: {' '.join(tests)}")
        for number, site in enumerate(chosen, start=1):
            found = noticed(site, copy)
            killed += found
            if not found:
                print(f"{site.path}:{site.line}: {site.what}", flush=True)
            print(f"{number} of {len(chosen)}, {killed} noticed", file=sys.stderr, flush=True)
    print(f"{given.number} changes, {killed} noticed")


if __name__ == "__main__":
    main()
