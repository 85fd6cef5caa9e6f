"""Change the code in small ways and see whether a test notices: ``python tools/mutants.py --number 200``.

A seed chooses the places: a comparison, an ``and`` or ``or``, a ``not``, a number, a tuple. All is done in a
copy of the tree for each core, in which the tests are collected once and run once, to learn which come to a
place and how long they take. For each change a process is forked in which the function has the change, and
runs the tests that come there until one fails: first those that mirror the module, then those of its room,
then the others, the quick ones before the slow. What is no part of a function, and what no test comes to in
this process, is tried by one that begins anew and runs all tests. What no test notices is a hole in the
tests, or a change that cannot matter. Needs Python 3.12, whose ``sys.monitoring`` tells what a test reaches.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import gc
import importlib
import inspect
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEED, NUMBER = 20261130, 200
LARGEST, BUSIEST, BUSIEST_ANEW, LONGEST = 6 * 10**9, 60, 1800, 3600
"""Bytes, seconds of work of one test and of a process begun anew, and seconds, after which a change counts as
noticed: it made a loop endless."""

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


def ranks(site: Site) -> Callable[[str], int]:
    """Return how near a file of tests is to a place: it mirrors the module, is of the room, of ``WHOLE``."""
    room, *below = site.path.with_suffix("").parts[1:]
    words = {"_".join(below), *below} - {"", "__init__"} or {room}

    def rank(file: str) -> int:
        stem = Path(file).stem.removeprefix("test_")
        if not file.startswith(f"tests/{room}/") and stem != room:
            return 3 if file.startswith(WHOLE) else 4
        if stem in words:
            return 0
        return 1 if any(stem.startswith(word) or stem.endswith(word) for word in words) else 2

    return rank


class Reached(NamedTuple):
    """What one test comes to: node id, seconds, the places it runs, and those whose function it enters."""

    test: str
    seconds: float
    places: list[int]
    functions: list[int]


class Trial:
    """A plugin of pytest that runs no tests itself but tries each change in a process of its own.

    ``part`` of ``parts`` is what this process does, of the tests, to learn what they reach, and of the
    changes. What it learned it leaves in ``shared``, where it finds what the others learned.
    """

    def __init__(self, copy: Path, chosen: Sequence[Site], shared: Path, part: int, parts: int) -> None:
        self.copy, self.chosen = copy, chosen
        self.shared, self.part, self.parts = shared, part, parts

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the changes of this part and print what no test notices."""
        _import_all(self.copy)  # what is imported later would not have the change
        files = [*dict.fromkeys(_file(item) for item in session.items)]
        mine = {*files[self.part :: self.parts]}
        self._learn(session, [item for item in session.items if _file(item) in mine])
        reached, items = self._learned(), {item.nodeid: item for item in session.items}
        for number, site in [*enumerate(self.chosen)][self.part :: self.parts]:
            begun = time.monotonic()
            source = (self.copy / site.path).read_text("utf-8")
            changed = mutated(source, site)
            rank = ranks(site)
            tests = _tests(number, reached, rank)
            near = sorted(files, key=lambda file: (rank(file), file))
            codes = (compile(each, self.copy / site.path, "exec") for each in (source, changed))
            found = (
                self._forked(session, [items[test] for test in tests], site, changed)
                if tests and _changed(*codes)
                else self._anew(site, near, source, changed)
            )
            line = source.splitlines()[site.line - 1].strip()
            how = "noticed" if found else "NOT NOTICED"
            seconds = round(time.monotonic() - begun)
            told = f"{site.path}:{site.line}: {site.what}: {how} ({len(tests)} tests, {seconds} s): {line}"
            print(told, flush=True)
        return True

    def _learn(self, session: pytest.Session, items: Sequence[pytest.Item]) -> None:
        """Run tests in a process of their own and leave what they reach."""
        if not (process := os.fork()):
            try:
                with open(os.devnull, "wb") as nowhere:
                    os.dup2(nowhere.fileno(), 1)
                    os.dup2(nowhere.fileno(), 2)
                learned = list(
                    _watched(session, items, [self.copy / site.path for site in self.chosen], self.chosen)
                )
                (self.shared / f"{self.part}.part").write_text(json.dumps(learned), "utf-8")
                os._exit(0)
            finally:
                os._exit(1)
        assert not os.waitpid(process, 0)[1], "the tests could not be run"
        os.replace(self.shared / f"{self.part}.part", self.shared / f"{self.part}.json")

    def _learned(self) -> list[Reached]:
        """Wait for the other parts, and return what all tests reach."""
        files = [self.shared / f"{part}.json" for part in range(self.parts)]
        while not all(file.exists() for file in files):
            time.sleep(1)
        return [Reached(*each) for file in files for each in json.loads(file.read_text("utf-8"))]

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
            bounded = functools.partial(_bounded, BUSIEST_ANEW)
            done = subprocess.run(
                command, cwd=self.copy, capture_output=True, preexec_fn=bounded, check=False
            )
            return done.returncode != 0
        finally:
            (self.copy / site.path).write_text(source, encoding="utf-8")


def _import_all(copy: Path) -> None:
    """Import every module that can be imported here."""
    for path in sorted((copy / "gialint").rglob("*.py")):
        with contextlib.suppress(ImportError):
            importlib.import_module(".".join(path.relative_to(copy).with_suffix("").parts))


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _tests(number: int, reached: Sequence[Reached], rank: Callable[[str], int]) -> list[str]:
    """Return the tests that run a place or, if none does, enter its function; nearest and quickest first."""
    found = [each for each in reached if number in each.places]
    found = found or [each for each in reached if number in each.functions]
    found.sort(key=lambda each: (rank(each.test.partition("::")[0]), each.seconds))
    return [each.test for each in found]


def _watched(
    session: pytest.Session, items: Sequence[pytest.Item], paths: Sequence[Path], chosen: Sequence[Site]
) -> Iterator[Reached]:
    """Run tests, and yield what each of them reaches."""
    by_line: dict[tuple[str, int], list[int]] = {}
    by_file: dict[str, list[int]] = {}
    for number, (path, site) in enumerate(zip(paths, chosen, strict=True)):
        by_line.setdefault((str(path), site.line), []).append(number)
        by_file.setdefault(str(path), []).append(number)
    places: set[int] = set()
    functions: set[int] = set()
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined]

    def entered(code: CodeType, offset: int) -> object:
        if code.co_filename in by_file:
            lines = {line for _, _, line in code.co_lines() if line}
            functions.update(
                n for n in by_file[code.co_filename] if min(lines) <= chosen[n].line <= max(lines)
            )
        return monitoring.DISABLE

    def at(code: CodeType, line: int) -> object:
        places.update(by_line.get((code.co_filename, line), ()))
        return monitoring.DISABLE

    monitoring.use_tool_id(monitoring.PROFILER_ID, "mutants")
    monitoring.register_callback(monitoring.PROFILER_ID, monitoring.events.PY_START, entered)
    monitoring.register_callback(monitoring.PROFILER_ID, monitoring.events.LINE, at)
    monitoring.set_events(monitoring.PROFILER_ID, monitoring.events.PY_START | monitoring.events.LINE)
    for item, following in zip(items, [*items[1:], None], strict=True):
        places.clear()
        functions.clear()
        monitoring.restart_events()
        begun, failed = time.monotonic(), session.testsfailed
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed == failed:  # what fails without any change tells nothing of one
            yield Reached(item.nodeid, time.monotonic() - begun, sorted(places), sorted(functions))


def _first_failing(
    session: pytest.Session, items: Sequence[pytest.Item], path: Path, source: str, changed: str
) -> int | None:
    """Return the number of the first test that fails in a process with a change; -1 if that is killed."""
    codes = compile(source, path, "exec"), compile(changed, path, "exec")
    heard, said = os.pipe()
    process = os.fork()
    if not process:
        try:
            _bounded(BUSIEST)
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
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = round(used.ru_utime + used.ru_stime) + BUSIEST
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return b"%d" % number
    return b""


def _put(path: Path, source: CodeType, changed: CodeType) -> None:
    """Give every function of a module its changed code, and forget what functions have kept."""
    codes = _changed(source, changed)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename == str(path):
            code = codes.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
            if code is not None and each.__code__.co_freevars == code.co_freevars:
                each.__code__ = code
        elif type(each) is functools._lru_cache_wrapper:
            each.cache_clear()


def _changed(source: CodeType, changed: CodeType) -> dict[tuple[str, int], CodeType]:
    """Return the codes of functions that differ; none for what is done as a module or class is made."""
    old, new = (dict(_functions(code)) for code in (source, changed))
    return {key: code for key, code in new.items() if key in old and code != old[key]}


def _functions(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_flags & inspect.CO_OPTIMIZED:  # a class has none of its own
                yield (each.co_qualname, each.co_firstlineno), each
            yield from _functions(each)


def _bounded(busiest: int) -> None:
    os.setsid()
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CPU, (busiest, resource.RLIM_INFINITY))


def copied(folder: Path) -> None:
    """Copy what git knows of the tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def main() -> int:
    """Try as many places as were asked for, a part on each core, and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--parts", type=int, default=os.cpu_count(), help="processes at a time")
    given = parser.parse_args()
    if not hasattr(sys, "monitoring"):
        parser.error("needs Python 3.12 or newer")
    chosen = random.Random(given.seed).sample(list(sites()), given.number)
    with tempfile.TemporaryDirectory() as name:
        shared = Path(name).resolve()
        processes = [os.fork() or _part(chosen, shared, part, given.parts) for part in range(given.parts)]
        return max(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes)


def _part(chosen: Sequence[Site], shared: Path, part: int, parts: int) -> int:
    """Try one part of the places in a copy of the tree, and end the process."""
    copy = shared / f"tree-{part}"
    copied(copy)
    (copy / TEMPORARY).parent.mkdir()
    paths = [str(copy), str(copy / "rules")]
    sys.path[:1] = paths
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    os.chdir(copy)
    words = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={copy / TEMPORARY}")
    os._exit(pytest.main([*words, "tests"], plugins=[Trial(copy, chosen, shared, part, parts)]))


if __name__ == "__main__":
    sys.exit(main())
