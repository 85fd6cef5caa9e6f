"""A plugin that ends its process is told by name; all else is still told and written, and nothing is left."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from gialint.config.trust import VARIABLE, wanted
from tests.processes import GIALINT, ROOT, begun, hit, is_over, wait_until

PLUGIN = """\
import ctypes, os, re, signal, sys, time
from gialint import Document, Finding, Reader, Reporter, Rule, Severity, Text, hookimpl
from gialint.model import Paragraph
pass  # IMPORT
def check(report, facts):
    pass  # RULE
    yield Finding(Text("自己的规则"))
@hookimpl
def gialint_rules():
    pass  # HOOK
    return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, ("依据",), check)]
def read(data, path, limits):
    pass  # READ
    text = data.decode()
    return Document(path, "ours", text, (Paragraph(text, 0),))
@hookimpl
def gialint_readers():
    return [Reader("ours", (".ours",), f"{__name__}:read")]
def report(result, style):
    pass  # REPORT
    return f"{len(result.reports)}"
@hookimpl
def gialint_reporters():
    return [Reporter("ours", f"{__name__}:report")]
"""
OTHER = "from gialint import hookimpl\n@hookimpl\ndef gialint_rules(): return []\n"
DOING = {
    "IMPORT": ("导入", "ours.py"),
    "HOOK": ("回答 gialint_rules ", "ours.py:8"),
    "RULE": ("运行规则 QS001（ours）", "ours.py:5"),
    "READ": ("用读取器 ours 读取文件", "ours.py:12"),
    "REPORT": ("输出 ours 格式", "ours.py:19"),
}
ENDS = [
    ("os._exit(0)", "exit 0"),
    ("os._exit(3)", "exit 3"),
    ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    ("ctypes.string_at(0)", "SIGSEGV"),
    ("os.closerange(3, 99); os._exit(1)", "exit 1"),
]
SAID = "gialint: 已中断 (interrupted)"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with three reports and a file that only the plugin reads."""
    for name in ("faulty.txt", "faulty.docx"):
        shutil.copy(ROOT / "examples" / name, tmp_path)
    (tmp_path / "a.ours").write_text("青石镇人民政府2024年政府信息公开工作年度报告", "utf-8")
    return tmp_path


def broken(folder: Path, faults: dict[str, str]) -> dict[str, str]:
    """Write a plugin that has faults, and another, and return the environment in which both are trusted."""
    source = PLUGIN
    for spot, fault in faults.items():
        source = source.replace(f"pass  # {spot}", fault)
    (folder / "ours.py").write_text(source, "utf-8")
    (folder / "other.py").write_text(OTHER, "utf-8")
    (folder / "gialint.yaml").write_text("plugins: [./ours.py, ./other.py]\n", "utf-8")
    return {VARIABLE: wanted(folder / "gialint.yaml").digest, "LC_ALL": "zh_CN.UTF-8"}


def run(
    folder: Path, faults: dict[str, str], *words: str, stdin: bytes | None = None
) -> tuple[int, str, str]:
    """Run a command in a folder with a broken plugin, and return its status and what it printed."""
    with begun(GIALINT, words, folder=folder, environ=broken(folder, faults)) as process:
        out, err = process.communicate(stdin, timeout=120)
    return process.returncode, out.decode(), err.decode()


def told(result: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what gialint tells of broken plugins: the file or the spot, and the message."""
    outside = [
        (each["location"]["address"], each["message"])
        for each in result["engine"]
        if each["code"] != "GIA805"  # both are one report
    ]
    return outside + [
        (report["path"], found["message"])
        for report in result["reports"]
        for found in report["findings"]
        if found["code"] == "GIA903"
    ]


@pytest.mark.parametrize(
    ("jobs", "spot", "fault", "how"),
    [
        *(("1", spot, *ENDS[0]) for spot in DOING),
        *(("1", "RULE", *end) for end in ENDS[1:]),
        *(("2", spot, *ENDS[3]) for spot in ("RULE", "READ")),
    ],
)
def test_an_end_without_a_result(jobs: str, spot: str, fault: str, how: str, folder: Path) -> None:
    asked = [] if spot == "IMPORT" else ["-o", "ours:out.ours"]
    words = ["check", ".", "--jobs", jobs, "-o", "json:out.json", *asked]
    status, _, err = run(folder, {spot: fault}, *words)
    result = json.loads((folder / "out.json").read_text("utf-8"))
    assert (status, result["summary"]["exit"]) == (2, 2)
    assert "Traceback" not in err
    doing, where = DOING[spot]
    message = f"插件 ./ours.py {doing}时，进程意外终止（{how}）"
    if spot in ("RULE", "READ"):
        paths = ["a.ours", "faulty.docx", "faulty.txt"] if spot == "RULE" else ["a.ours"]
        assert told(result) == [(path, f"{message}（{where}）") for path in paths]
    else:
        assert told(result) == [(where, message)]
    found = {report["path"]: {each["code"] for each in report["findings"]} for report in result["reports"]}
    assert {"GIA301", "GIA711"} <= found["faulty.docx"] & found["faulty.txt"]
    assert ("QS001" in found["faulty.txt"]) is (spot in ("READ", "REPORT"))
    assert (folder / "out.ours").exists() is (spot not in ("IMPORT", "REPORT"))
    assert sorted(path.name for path in folder.glob(".*")) == []


def test_two_ends_cost_no_more_than_themselves(folder: Path) -> None:
    faults = {
        "RULE": "'docx' in report.document.path and os._exit(5)",
        "READ": "os._exit(6)",
        "REPORT": "os._exit(7)",
    }
    words = ["check", ".", "-o", "json:out.json", "-o", "ours:out.ours"]
    assert run(folder, faults, *words)[0] == 2
    result = json.loads((folder / "out.json").read_text("utf-8"))
    assert [message.partition("意外终止")[2][:8] for _, message in told(result)] == [
        "（exit 7）",
        "（exit 6）",
        "（exit 5）",
    ]
    [plain] = [report for report in result["reports"] if report["path"] == "faulty.txt"]
    assert "QS001" in {found["code"] for found in plain["findings"]}


@pytest.mark.parametrize(
    ("words", "spot", "there"),
    [
        (["facts", "."], "READ", "青石镇"),
        (["text", "a.ours"], "READ", ""),
        (["rules"], "HOOK", "GIA301"),
        (["plugins"], "IMPORT", "other.py"),
        (["explain", "GIA301"], "IMPORT", "GIA301"),
        (["baseline", "."], "RULE", "已写入"),
        (["annotate", "faulty.docx", "-o", "out.docx"], "RULE", "out.docx"),
        (["test"], "IMPORT", ""),
        (["check", "faulty.txt", "--timings"], "RULE", "GIA301"),
        (["check", "faulty.txt", "--diff"], "RULE", "结果不完整"),
        (["check", "faulty.txt", "--fix"], "RULE", "GIA301"),
        (["diff", "faulty.txt", "a.ours"], "READ", ""),
    ],
)
def test_any_command(words: list[str], spot: str, there: str, folder: Path) -> None:
    status, out, err = run(folder, {spot: "os._exit(0)"}, *words)
    assert status == 2
    assert "GIA903" in out + err
    assert f"插件 ./ours.py {DOING[spot][0]}时，进程意外终止（exit 0）" in out + err.replace("\n  ", "")
    assert there in out + err


def test_standard_input_is_read_all_the_same(folder: Path) -> None:
    report = (folder / "faulty.txt").read_bytes()
    words = ["check", "-", "--stdin-filename", "b.txt", "--output-format", "json"]
    status, out, _ = run(folder, {}, *words, stdin=report)
    assert (status, json.loads(out)["reports"][0]["path"]) == (1, "b.txt")


@pytest.mark.parametrize(
    "fault",
    [
        "print('自己的话')",
        "os.write(1, '自己的话\\n'.encode())",
        "os.system('echo 自己的话')",
        "sys.__stdout__ and print('自己的话')",
    ],
)
def test_what_plugins_print_is_no_output(fault: str, folder: Path) -> None:
    status, out, err = run(
        folder, dict.fromkeys(DOING, fault), "check", ".", "--output-format", "json", "-o", "ours:b"
    )
    assert status == 1
    assert len(json.loads(out)["reports"]) == 3
    assert err.count("自己的话") == 1 + 1 + 3 + 1 + 1


PLAIN = """
import sys, gialint.cli
seen = []
sys.addaudithook(lambda event, given: seen.append(event == "import" and given[0] or event))
status = gialint.cli.main()
names = ("os.fork", "multiprocessing", "mmap", "ctypes", "gialint.run.pool")
sys.exit(repr([name for name in names if name in seen]) if "gialint.run.linter" in seen else 1)
"""


def test_without_other_plugins_nothing_is_forked(folder: Path) -> None:
    with begun(PLAIN, ["check", "faulty.txt", "-o", "json:out.json"], folder=folder) as process:
        told = process.communicate(timeout=60)[1].decode()
    assert told.splitlines()[-1] == "[]"


ENDLESS = {
    "sleeping": "(print('here', flush=True), time.sleep(600))",
    "searching": "(print('here', flush=True), re.match('(a*)*b', 'a' * 99))",
}


STOPPED = {
    signal.SIGINT: (130, [SAID]),
    signal.SIGTERM: (-15, list[str]()),
    signal.SIGKILL: (-9, list[str]()),
}


@pytest.mark.parametrize(
    ("number", "fault", "spot"),
    [
        *((number, "sleeping", "RULE") for number in STOPPED),
        *((signal.SIGINT, "searching", spot) for spot in ("IMPORT", "RULE", "REPORT")),
        (signal.SIGKILL, "searching", "IMPORT"),
        (signal.SIGTERM, "searching", "REPORT"),
    ],
)
def test_nothing_outlives_a_run_that_is_broken_off(
    number: signal.Signals, fault: str, spot: str, folder: Path
) -> None:
    status, said = STOPPED[number]
    words = ["check", "faulty.txt", "faulty.docx", "--jobs", "2"]
    asked = ["-o", "ours:out"] if spot == "REPORT" else []
    environ = broken(folder, {spot: ENDLESS[fault]})
    with begun(GIALINT, [*words, *asked], folder=folder, environ=environ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"here\n"
        hit(process, number)
        told = process.communicate(timeout=60)[1].decode()
        wait_until(lambda: is_over(process.pid))
    assert (process.returncode, [each for each in told.splitlines() if each != "here"]) == (status, said)
