"""Change the code in small ways and see whether a test notices: ``python tools/mutants.py --number 200``.

A seed chooses the places: a comparison, an ``and`` or ``or``, a ``not``, a number, a tuple. All is done in a
copy of the tree, in which the tests are collected once. For each change a process is forked in which the
function has the change, and runs tests until one fails: those that mirror the module, those of its room, and
those of whole reports. What is no part of a function, and what no test noticed so, is tried by a process
that begins anew. What no test notices is printed with its line: a hole in the tests, or a change that cannot
matter.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEED, NUMBER = 20261130, 200
LARGEST, BUSIEST, LONGEST = 6 * 10**9, 300, 3600
"""Bytes, seconds of work and seconds after which a change counts as noticed: it made a loop endless."""

TEMPORARY = "build/tests"
WHOLE = ("tests/corpus/test_corpus.py", "tests/corpus/test_whole.py", "tests/rules/", "tests/understanding/")
"""Tests of whole reports, for what the tests of a room do not notice."""

_PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot),
    (ast.And, ast.Or),
)  # fmt: skip
SWAPPED: dict[type[ast.AST], type[Any]] = {
    **dict(_PAIRS), **{second: first for first, second in _PAIRS},
}  # fmt: skip


class Site(NamedTuple):
    """A place that can be changed: its module, which node of it, as a walk counts them, and its line."""

    path: Path
    node: int
    line: int
    what: str


def sites() -> Iterator[Site]:
    """Yield every place that can be changed."""
    for path in sorted((ROOT / "gialint").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        of_types = set(_of_types(tree))
        for number, node in enumerate(ast.walk(tree)):
            what = _kind(node)
            if what and node not in of_types:
                yield Site(path.relative_to(ROOT), number, getattr(node, "lineno", 0), what)


def _of_types(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of annotations, and what stands in the brackets of ``dict[str, int]``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
            yield node.slice
        for name in ("annotation", "returns"):
            if isinstance(written := getattr(node, name, None), ast.AST):
                yield from ast.walk(written)


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
    """Return a module with one place changed; all other lines stand where they stood."""
    tree = ast.parse(source)
    node: Any = next(each for number, each in enumerate(ast.walk(tree)) if number == site.node)
    in_text = any(node in ast.walk(each) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr))
    if isinstance(node, ast.Compare):
        node.ops[0] = SWAPPED[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = SWAPPED[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = int(str(node.value)) + 1
    elif isinstance(node, ast.Tuple):
        node.elts = node.elts[:-1]
    ast.fix_missing_locations(tree)
    if in_text:  # Python 3.11 does not know where in a text with braces a node stands
        return ast.unparse(tree)
    lines = source.encode().splitlines(keepends=True)
    before: bytes = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after: bytes = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    ends = "\n" * (node.end_lineno - node.lineno)
    return (before + f"({ast.unparse(node)}{ends})".encode() + after).decode()


def in_order(site: Site, files: Sequence[str]) -> list[str]:
    """Return the files of tests for a place: those that mirror its module, its room's, and ``WHOLE``."""
    room, *below = site.path.with_suffix("").parts[1:]
    words = {"_".join(below), *below} - {"", "__init__"} or {room}

    def rank(file: str) -> int:
        stem = Path(file).stem.removeprefix("test_")
        if not file.startswith(f"tests/{room}/") and stem != room:
            return 3 if file.startswith(WHOLE) else 4
        if stem in words:
            return 0
        return 1 if any(stem.startswith(word) or stem.endswith(word) for word in words) else 2

    return sorted((file for file in files if rank(file) < 4), key=lambda file: (rank(file), file))


class Trial:
    """A plugin of pytest that runs no tests itself but tries each change in a process of its own."""

    def __init__(self, copy: Path, chosen: Sequence[Site]) -> None:
        self.copy, self.chosen = copy, chosen

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all changes and print what no test notices."""
        by_file: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            by_file.setdefault(item.nodeid.partition("::")[0], []).append(item)
        killed, begun = 0, time.monotonic()
        for number, site in enumerate(self.chosen, start=1):
            source = (self.copy / site.path).read_text("utf-8")
            changed = mutated(source, site)
            files = in_order(site, [*by_file])
            items = [item for file in files for item in by_file[file]]
            found = self._forked(session, items, site, changed) or self._anew(site, files, source, changed)
            killed += found
            line = source.splitlines()[site.line - 1].strip()
            if not found:
                print(f"{site.path}:{site.line}: {site.what}: {line}", flush=True)
            seconds = round(time.monotonic() - begun)
            done = f"{number} of {len(self.chosen)}, {killed} noticed, {seconds} s"
            print(done, file=sys.stderr, flush=True)
        print(f"{len(self.chosen)} changes, {killed} noticed")
        return True

    def _forked(
        self, session: pytest.Session, items: Sequence[pytest.Item], site: Site, changed: str
    ) -> bool:
        """Return whether a test fails in a process with the change that passes in one without it."""
        path = self.copy / site.path
        source = path.read_text("utf-8")
        while (at := _first_failing(session, items, path, source, changed)) is not None:
            if at < 0 or _first_failing(session, items[at : at + 1], path, source, source) is None:
                return True
            print(f"fails without any change: {items[at].nodeid}", file=sys.stderr, flush=True)
            items = items[at + 1 :]
        return False

    def _anew(self, site: Site, files: list[str], source: str, changed: str) -> bool:
        (self.copy / site.path).write_text(changed, encoding="utf-8")
        try:
            words = ("-x", "-q", "-p", "no:cacheprovider", f"--basetemp={self.copy / TEMPORARY}")
            command = [sys.executable, "-m", "pytest", *words, *files]
            done = subprocess.run(
                command, cwd=self.copy, capture_output=True, preexec_fn=_bounded, check=False
            )
            return done.returncode != 0
        finally:
            (self.copy / site.path).write_text(source, encoding="utf-8")


def _first_failing(
    session: pytest.Session, items: Sequence[pytest.Item], path: Path, source: str, changed: str
) -> int | None:
    """Return the number of the first test that fails in a process with a change; -1 if that is killed."""
    codes = compile(source, path, "exec"), compile(changed, path, "exec")
    heard, said = os.pipe()
    process = os.fork()
    if not process:
        try:
            _bounded()
            _put(path, *codes)
            os.write(said, b"ready\n")
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            os.write(said, _run(session, items))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(said)
    ends = time.monotonic() + LONGEST
    while not (ended := os.waitpid(process, os.WNOHANG))[0]:
        time.sleep(0.02)
        if time.monotonic() > ends:
            os.killpg(process, signal.SIGKILL)
    with open(heard, encoding="ascii") as lines:
        told = lines.read().splitlines()
    assert told[:1] == ["ready"], f"the change could not be made in {path}"
    if ended[1]:
        return -1
    return int(told[1]) if told[1:] else None


def _run(session: pytest.Session, items: Sequence[pytest.Item]) -> bytes:
    """Run tests up to the first that fails, and return its number, or nothing."""
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return b"%d" % number
    return b""


def _put(path: Path, source: CodeType, changed: CodeType) -> None:
    """Give every function of a module its changed code, and forget what functions have kept."""
    old, new = (dict(_functions(code)) for code in (source, changed))
    codes = {key: code for key, code in new.items() if key in old and code != old[key]}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename == str(path):
            code = codes.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
            if code is not None and each.__code__.co_freevars == code.co_freevars:
                each.__code__ = code
        elif type(each) is functools._lru_cache_wrapper:
            each.cache_clear()


def _functions(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield (each.co_qualname, each.co_firstlineno), each
            yield from _functions(each)


def _bounded() -> None:
    os.setsid()
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CPU, (BUSIEST, BUSIEST))


def copied(folder: Path) -> None:
    """Copy what git knows of the tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def main() -> None:
    """Try as many places as were asked for, and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    chosen = random.Random(given.seed).sample(list(sites()), given.number)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name).resolve()
        copied(copy)
        (copy / TEMPORARY).parent.mkdir()
        paths = [str(copy), str(copy / "rules")]
        sys.path[:1] = paths
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        os.chdir(copy)
        words = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={copy / TEMPORARY}")
        sys.exit(pytest.main([*words, "tests"], plugins=[Trial(copy, chosen)]))


if __name__ == "__main__":
    main()
