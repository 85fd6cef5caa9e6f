"""A fault at every call: ``python -m tests.fault_loop`` says how many there were, and what was amiss.

Three errors are raised at the n-th call of a reader or reporter, and one of them in turn at that of a rule or
write, for n = 1, 2, 3 … until none is left. Nothing of gialint is replaced: Python calls what is given to
``sys.settrace`` and ``sys.setprofile`` before each call, and what that raises is raised there. Each fault has
a process of its own, forked from one that has everything imported.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from errno import ENOSPC
from itertools import count
from mmap import mmap
from pathlib import Path
from traceback import print_exc
from types import CodeType, FrameType
from typing import Any, NamedTuple, NoReturn

from gialint.cli.running import run
from gialint.config import Config
from gialint.config.trust import VARIABLE, wanted
from gialint.hookspecs import loaded
from gialint.run.linter import linter

PLUGIN = """\
from gialint import Document, Finding, Reader, Reporter, Rule, Severity, Text, hookimpl
from gialint.model import Paragraph
def check(report, facts):
    yield Finding(Text("自己的规则"))
@hookimpl
def gialint_rules():
    return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, ("依据",), check)]
def read(data, path, limits):
    text = data.decode().replace("\\n", " ")
    return Document(path, "ours", text, (Paragraph(text, 0),))
@hookimpl
def gialint_readers():
    return [Reader("ours", (".ours",), f"{__name__}:read")]
def report(result, style):
    return "".join(f"{each.path}\\n" for each in result.reports)
@hookimpl
def gialint_reporters():
    return [Reporter("ours", f"{__name__}:report")]
"""
PLUGINS = {
    "<module>": "import",
    "gialint_rules": "hook",
    "gialint_readers": "hook",
    "gialint_reporters": "hook",
    "check": "rule",
    "read": "reader",
    "report": "reporter",
}
"""What is called of the plugin, and as what."""
REPORT = "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n本机关收到申请3件，见http://www.qingshi.com/。\n"
OUTPUTS = ("out.json", "out.sarif", "out.markdown")
SELECTED = "GIA1,GIA6"
"""Rules enough: what becomes of one that breaks depends on none."""
OLD = "what was there before\n"
WRITERS = ("atomic_write.py", os.path.join("cli", "output.py"))
CACHE = os.path.join("files", "cache.py")
WRITES = frozenset({"open", "write", "flush", "fsync", "replace"})
ENGINE = ("GIA901", "GIA902", "GIA903", "GIA907")
FAULTS = ("BaseException", "OSError", "MemoryError")
OFTEN = ("rule", "write", "cache")
"""What is called often enough to meet each of the errors though a call meets one of them only."""


class Scenario(NamedTuple):
    """What is run, and which functions of gialint's own are made to fail, by their code."""

    name: str
    files: tuple[str, ...]
    words: tuple[str, ...]
    own: Mapping[CodeType, str]
    plugin: bool = False


class Done(NamedTuple):
    """How a run ended: its status, what was hit, what it told on standard error, what it left."""

    status: int
    hit: str
    told: str
    left: Mapping[str, str]

    def result(self) -> dict[str, Any]:
        """Return the result as it is written in JSON."""
        found: dict[str, Any] = json.loads(self.left["out.json"])
        return found

    def found(self) -> set[tuple[str, str]]:
        """Return each file with the codes found in it, but those by which gialint tells of itself."""
        return {(path, code) for path, code in self._codes() if not code.startswith("GIA90")}

    def engine(self) -> list[str]:
        """Return the codes by which gialint tells that it could not do its job."""
        return [code for _, code in self._codes() if code in ENGINE]

    def _codes(self) -> list[tuple[str, str]]:
        result = self.result()
        inside = [
            (report["path"], each["code"]) for report in result["reports"] for each in report["findings"]
        ]
        return [*(("", each["code"]) for each in result["engine"]), *inside]


def scenarios() -> Iterator[Scenario]:
    """Yield a run with gialint's own code only, and one with a plugin, which is watched."""
    plugins = linter(Config()).plugins
    own: dict[CodeType, str] = {}
    own |= {_code(rule.check): "rule" for rule in plugins.rules if rule.scope == "report"}
    own |= {_code(loaded(reader.load)): "reader" for reader in plugins.readers}
    called = ("concise", *(name[4:] for name in OUTPUTS))
    own |= {_code(loaded(plugins.reporters[name].load)): "reporter" for name in called}
    words = ["check", ".", "--lang", "zh", "--no-cache", "--output-format", "concise"]
    words += [word for name in OUTPUTS for word in ("-o", f"{name[4:]}:{name}")]
    yield Scenario("plain", ("a.txt", "b.md"), (*words, "--select", SELECTED), own)
    yield Scenario(
        "plugin",
        ("a.txt", "b.ours"),
        (*words, "--select", f"{SELECTED},QS", "-o", "ours:out.ours"),
        {},
        plugin=True,
    )


def _code(function: Any) -> CodeType:
    called = vars(function)["__init__"] if isinstance(function, type) else function
    code: CodeType = getattr(called, "__code__", None) or type(called).__call__.__code__
    return code


def ran(scenario: Scenario, fault: str, number: int) -> Done:
    """Run a scenario in a folder of its own, with a fault at the call of a number; 0 is for none."""
    with tempfile.TemporaryDirectory(prefix="fault-loop-") as name:
        folder = Path(name)
        for file in scenario.files:
            (folder / file).write_text("会议纪要" if file.endswith(".md") else REPORT, "utf-8")
        for output in OUTPUTS:
            (folder / output).write_text(OLD, "utf-8")
        given = {*scenario.files, "ours.py", "gialint.yaml", "out", "err"}
        if scenario.plugin:
            (folder / "ours.py").write_text(PLUGIN, "utf-8")
            (folder / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
        noted = mmap(-1, 4096)  # shared by all processes of the run
        process = os.fork()
        if process == 0:
            _run(scenario, folder, Faulty(scenario, fault, number, noted))
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        left = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name not in given}
        return Done(status, noted[8:].rstrip(b"\0").decode(), (folder / "err").read_text("utf-8"), left)


def _run(scenario: Scenario, folder: Path, faulty: Faulty) -> NoReturn:
    status = 99
    try:
        os.chdir(folder)
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), number)
        if scenario.plugin:
            os.environ[VARIABLE] = wanted(Path("gialint.yaml")).digest
        faulty.begin()
        status = run(scenario.words, program=scenario.plugin)
    except BaseException:
        print_exc()
    finally:
        sys.settrace(None)
        sys.setprofile(None)
        sys.stderr.flush()
        os._exit(status)


class Faulty:
    """Counts the calls in all processes of a run, and raises an error at one."""

    def __init__(self, scenario: Scenario, fault: str, number: int, noted: mmap) -> None:
        self.scenario, self.fault, self.number, self.noted = scenario, fault, number, noted

    def begin(self) -> None:
        """Have Python call before each call of a function in Python, and from the first write on of any."""
        sys.settrace(self.trace)

    def trace(self, frame: FrameType, event: str, argument: Any) -> None:
        """Look at the call of a function in Python."""
        code = frame.f_code
        if code in self.scenario.own:
            self.hit(self.scenario.own[code], code.co_name)
        elif code.co_filename.endswith(WRITERS):
            sys.setprofile(self.profile)
        elif self.scenario.plugin and code.co_name in PLUGINS and code.co_filename.endswith("/ours.py"):
            self.hit(PLUGINS[code.co_name], code.co_name)

    def profile(self, frame: FrameType, event: str, argument: Any) -> None:
        """Look at the call of a function in C."""
        if event == "c_call" and argument.__name__ in WRITES and frame.f_code.co_filename.endswith(WRITERS):
            self.hit("cache" if _is_of_cache(frame) else "write", argument.__name__)

    def hit(self, kind: str, name: str) -> None:
        """Count a call, and raise the error if it is the one."""
        if self.noted[8]:
            return
        seen = int.from_bytes(self.noted[:8]) + 1
        self.noted[:8] = seen.to_bytes(8)
        if seen == self.number:
            hit = f"{kind} {name}".encode()
            self.noted[8 : 8 + len(hit)] = hit
            raise _error(self.fault)


def _is_of_cache(frame: FrameType | None) -> bool:
    """Return whether what is written is kept for later runs only."""
    while frame is not None and not frame.f_code.co_filename.endswith(CACHE):
        frame = frame.f_back
    return frame is not None


class Unexpected(BaseException):
    """What nobody expects."""


def _error(name: str) -> BaseException:
    if name == "OSError":
        return OSError(ENOSPC, os.strerror(ENOSPC))
    return MemoryError() if name == "MemoryError" else Unexpected("给定的错")


def amiss(done: Done, usual: Done) -> Iterator[str]:
    """Yield what is not as it should be after a fault, by the same run without one."""
    kind = done.hit.partition(" ")[0]
    if kind == "cache":  # what cannot be kept is made again, and nobody needs to know
        if done._replace(hit="") != usual:
            yield f"not as usual: {done.told}"
        return
    if done.status != 2:
        yield f"status {done.status}"
    if "Traceback" in done.told:
        yield done.told.strip().splitlines()[-1]
    if more := set(done.left) - set(usual.left):
        yield f"left over: {more}"
    unwritten = [name for name in usual.left if done.left.get(name, OLD) == OLD]
    for name in set(usual.left) - set(unwritten):
        if not _is_whole(name, done.left[name]):
            yield f"half-written: {name}"
    if len(unwritten) > (kind in ("reporter", "write", "hook", "import")):
        yield f"not written: {unwritten}"
    if unwritten and "gialint: " not in done.told and "GIA903" not in done.told:
        yield f"not a word of {unwritten}"
    if "out.json" not in unwritten:
        yield from _untold(done, usual, kind)


def _is_whole(name: str, text: str) -> bool:
    if name.endswith((".json", ".sarif")):
        try:
            return bool(json.loads(text))
        except ValueError:
            return False
    return text.endswith("\n")


def _untold(done: Done, usual: Done, kind: str) -> Iterator[str]:
    lost = usual.found() - done.found()
    if kind == "reader" and len({path for path, _ in lost}) == 1:
        lost = set()
    if kind == "rule" and len(lost) == 1:
        lost = set()
    if kind in ("import", "hook"):
        lost = {(path, code) for path, code in lost if path != "b.ours" and code != "QS001"}
    if lost:
        yield f"no longer told: {lost}"
    engine = {"rule": ["GIA901"], "import": ["GIA903"], "hook": ["GIA903"], "write": []}
    if kind in engine and done.engine() != engine[kind]:
        yield f"told of itself: {done.engine()}"
    if kind == "reader" and len(done.engine()) != 1:
        yield f"told of itself: {done.engine()}"


def main(names: Sequence[str]) -> int:
    """Run the loop in some scenarios, or in all, and print what was amiss and how many faults there were."""
    wrong = 0
    for scenario in scenarios():
        if names and scenario.name not in names:
            continue
        usual = ran(scenario, FAULTS[0], 0)
        assert (usual.status, usual.engine()) == (1, []), usual.left["out.json"]
        hits: dict[str, int] = {}
        for number in count(1):
            turn = FAULTS[number % len(FAULTS)]
            runs = {turn: ran(scenario, turn, number)}
            if not runs[turn].hit:
                break
            if runs[turn].hit.partition(" ")[0] not in OFTEN:
                runs |= {fault: ran(scenario, fault, number) for fault in FAULTS if fault != turn}
            for fault, done in runs.items():
                kind = done.hit.partition(" ")[0]
                hits[kind] = hits.get(kind, 0) + 1
                for what in amiss(done, usual):
                    wrong += 1
                    print(f"{scenario.name}: {fault} at call {number} ({done.hit}): {what}", flush=True)
        by_kind = ", ".join(f"{hits[kind]} {kind}" for kind in sorted(hits))
        print(f"{scenario.name}: {sum(hits.values())} faults at {number - 1} calls ({by_kind})", flush=True)
    print(f"{wrong} amiss")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
