"""Whatever a plugin raises or gives is told by its name and line; all else is still told and written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
PLUGIN = """\
import sys
from gialint import Document, Finding, Option, Reader, Reporter, Rule, Severity, Unassessed, Text, hookimpl
from gialint.model import Cell, Paragraph, Place, Table
from gialint.reading import Unreadable
class Silent(BaseException):
    def __str__(self):
        raise self
pass  # BEGIN
def check(report, facts):
    pass  # RULE
    yield Finding(Text("自己的规则"))
@hookimpl
def gialint_rules():
    pass  # RULES
    return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, ("依据",), check)]
def read(data, path, limits):
    text = data.decode()
    pass  # READ
    return Document(path, "ours", text, (Paragraph(text, 0),))
@hookimpl
def gialint_readers():
    return [Reader("ours", (".ours",), f"{__name__}:read")]
def report(result, style):
    pass  # REPORT
    return f"{len(result.reports)}"
def pages(result, style):
    pass  # PAGES
    return {"a.txt": "a"}
@hookimpl
def gialint_reporters():
    pass  # REPORTERS
    return [Reporter("ours", f"{__name__}:report", f"{__name__}:pages")]
"""
BEGIN, CHECK, RULES, READ, REPORT, PAGES, REPORTERS = 8, 9, 12, 16, 23, 26, 29
"""Lines of the plugin: one outside its functions, and those where they begin."""
PATHS = ("a.ours", "faulty.docx")

RAISED = [
    ("sys.exit(3)", "SystemExit: 3"),
    ("raise GeneratorExit", "GeneratorExit"),
    ("raise BaseException('坏')", "BaseException: 坏"),
    ("raise MemoryError", "MemoryError"),
    ("raise OSError(28, 'No space left on device')", "OSError: [Errno 28] No space left on device"),
    ("raise Silent", "Silent"),
    ("raise ValueError('two\\nlines')", "ValueError: two lines"),
    ("next(iter(()))", "StopIteration"),
]
FINDING, OUTCOME = "yield Finding(Text('x'), ", "yield 应当是 Finding | Unassessed，却是 "
YIELDED = [
    ("yield 42", f"{OUTCOME}int 42"),
    ("yield None", f"{OUTCOME}None"),
    ("yield Finding('x')", "Finding.message 应当是 Text，却是 str 'x'"),
    (f"{FINDING}3)", "Finding.place 应当是 Place | None，却是 int 3"),
    (f"{FINDING}values={{'a': 1}})", "Finding.values['a'] 应当是 str，却是 int 1"),
    (f"{FINDING}Place(report.document, '0', 1, ''))", "Finding.place.start 应当是 int，却是 str '0'"),
    (f"{FINDING}related=(1,))", "Finding.related[0] 应当是 Related，却是 int 1"),
    (f"{FINDING}severity='error')", "Finding.severity 应当是 Severity | None，却是 str 'error'"),
    ("yield Unassessed('x')", "Unassessed.reason 应当是 Text，却是 str 'x'"),
]
NO_TEXT = "Document(path, 'ours', text, "
READ_AMISS = [
    ("return None", "Document 应当是 Document，却是 None"),
    (f"return {NO_TEXT}('x',))", "Document.blocks[0] 应当是 Paragraph | Table，却是 str 'x'"),
    ("return Document(path, 'ours', 'x', (Paragraph('y', 0),))", "称在 0，那里却是 'x'"),
    (f"return {NO_TEXT}(Table(((Cell('', 0, 0, 0, 10**9),),)),))", "占 1000000000 行 1 列"),
    ("return Document('elsewhere', 'ours', text, ())", "Document.path 应当是 'a.ours'"),
    ("raise Unreadable(Text('x'), 'y')", "Unreadable[1] 应当是 Text | None，却是 str 'y'"),
    ("raise Unreadable('x')", "AttributeError: 'str' object has no attribute 'zh'"),
]
REPORTED = [
    ("report", "return None", "ours() 应当是 str | bytes，却是 None", REPORT),
    ("report", "return 42", "ours() 应当是 str | bytes，却是 int 42", REPORT),
    ("pages", "return None", "ours() 应当是 Mapping[str, str | bytes]，却是 None", PAGES),
    ("pages", "return {'a': None}", "ours()['a'] 应当是 str | bytes，却是 None", PAGES),
    ("pages", "return {'../a': 'a'}", "'../a' 不是文件名", PAGES),
]
AMISS = [
    ('return [Rule("QS001", "ours", "我们的", Severity.INFO, ("依据",), check)]', CHECK,
     "给出的 Rule('QS001').title 应当是 Text，却是 str '我们的'"),
    ('return [Rule("QS001", "ours", Text("我们的"), "info", ("依据",), check)]', CHECK,
     "给出的 Rule('QS001').severity 应当是 Severity，却是 str 'info'"),
    ('return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, "依据", check)]', CHECK,
     "给出的 Rule('QS001').basis 应当是 tuple[str, ...]，却是 str '依据'"),
    ('return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, (), None)]', RULES,
     "给出的 Rule('QS001').check 应当是 Callable[[Report, Facts], "),
    ('return [Rule("QS001", "ours", Text("我们的"), Severity.INFO, (), check,'
     ' options=(Option("most", {}, Text("至多")),))]', CHECK,
     "给出的 QS001.options['most'] 应当是"),
    ('return [Reporter("ours", report, full_text="yes")]', REPORTERS,
     "给出的 Reporter('ours').full_text 应当是 bool，却是 str 'yes'"),
]  # fmt: skip
"""Hooks that give what they should not, the line that is told, and how it is told."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a faulty report the current one, with a file that only the plugin reads."""
    shutil.copy(EXAMPLES / "faulty.docx", tmp_path)
    (tmp_path / "a.ours").write_text("青石镇人民政府2024年政府信息公开工作年度报告", "utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(folder: Path, spot: str, fault: str, *outputs: str) -> dict[str, Any]:
    """Check the folder with a plugin that has a fault, and return what is written of it as JSON.

    The status is 2, and the report is told all the same.
    """
    (folder / "ours.py").write_text(PLUGIN.replace(f"pass  # {spot}\n", f"{fault}\n"), "utf-8")
    status = main(["check", "--allow-plugins", "--lang", "zh", *outputs, "-o", "json:out.json"])
    result: dict[str, Any] = json.loads((folder / "out.json").read_text("utf-8"))
    assert (status, result["summary"]["exit"]) == (2, 2)
    assert [report["path"] for report in result["reports"][-1:]] == ["faulty.docx"]
    assert {"GIA301", "GIA711"} <= {found["code"] for found in result["reports"][-1]["findings"]}
    return result


def engine(result: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return what gialint tells of its own job: the code, the file or the spot, and the message."""
    outside = [(each["code"], each["location"]["address"], each["message"]) for each in result["engine"]]
    return outside + [
        (found["code"], report["path"], found["message"])
        for report in result["reports"]
        for found in report["findings"]
        if found["code"] in ("GIA901", "GIA902", "GIA903")
    ]


@pytest.mark.parametrize(("fault", "said"), [*RAISED[:-1], *YIELDED])
def test_a_rule(fault: str, said: str, folder: Path) -> None:
    line = CHECK if "yield" in fault else CHECK + 1
    message = f"插件 ./ours.py 的规则 QS001（ours）运行出错：{said}（ours.py:{line}）"
    result = checked(folder, "RULE", fault, "-o", "ours:out.ours")
    assert engine(result) == [("GIA901", path, message) for path in PATHS]
    assert (folder / "out.ours").read_text() == "2"


@pytest.mark.parametrize(
    ("spot", "doing", "line", "fault", "said"),
    [
        *(("BEGIN", "导入", BEGIN, *each) for each in RAISED),
        *(("RULES", "回答 gialint_rules ", RULES + 2, *each) for each in RAISED[:2]),
    ],
)
def test_an_import_and_a_hook(spot: str, doing: str, line: int, fault: str, said: str, folder: Path) -> None:
    message = f"插件 ./ours.py {doing}时出错：{said}"
    assert engine(checked(folder, spot, fault)) == [("GIA903", f"ours.py:{line}", message)]


@pytest.mark.parametrize(("fault", "line", "said"), AMISS)
def test_a_rule_or_a_reporter_that_is_none(fault: str, line: int, said: str, folder: Path) -> None:
    spot = "REPORTERS" if line == REPORTERS else "RULES"
    [(code, where, message)] = engine(checked(folder, spot, fault))
    assert (code, where) == ("GIA903", f"ours.py:{line}")
    assert message.startswith(f"插件 ./ours.py {said}")


@pytest.mark.parametrize(("fault", "said"), [*RAISED, *READ_AMISS])
def test_a_reader(fault: str, said: str, folder: Path) -> None:
    [(code, path, message)] = engine(checked(folder, "READ", fault))
    assert (code, path) == ("GIA903", "a.ours")
    assert message.startswith("插件 ./ours.py 的读取器 ours 出错：")
    assert said in message
    assert message.endswith((f"（ours.py:{READ}）", f"（ours.py:{READ + 2}）"))


@pytest.mark.parametrize(
    ("function", "fault", "said", "line", "printed"),
    [
        *(("report", *each, REPORT, bool(number % 2)) for number, each in enumerate(RAISED)),
        *(("pages", *each, PAGES, False) for each in RAISED[:2]),
        *((*each, False) for each in REPORTED),
        (*REPORTED[0], True),
    ],
)
def test_a_reporter(
    function: str,
    fault: str,
    said: str,
    line: int,
    printed: bool,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    goal = "ours:out/" if function == "pages" else "ours:out.ours"
    outputs = ["--output-format", "ours"] if printed and function == "report" else ["-o", goal]
    [(code, where, message)] = engine(checked(folder, function.upper(), fault, *outputs))
    assert code == "GIA903"
    assert said in message
    assert where == f"ours.py:{line if 'return' in fault else line + 1}"
    assert message in capsys.readouterr().err
    assert not (folder / "out.ours").exists()
    assert not (folder / "out").exists()


def test_a_format_whose_plugin_broke_costs_no_other_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(folder, "BEGIN", "raise ValueError", "--output-format", "ours", "-o", "ours:out.ours")
    assert capsys.readouterr().err.count("gialint: 没有“ours”这种输出格式：提供它的插件没有加载\n") == 2
    assert not (folder / "out.ours").exists()


@pytest.mark.parametrize("words", [["--output-format", "ours"], ["-o", "ours:out"]])
def test_a_format_whose_plugin_is_not_trusted_is_no_misspelling(
    words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ours.py").write_text(PLUGIN, "utf-8")
    assert main(["check", "--lang", "zh", *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("gialint.yaml:1:1: GIA906 未经信任，没有加载插件：./ours.py\n")
    assert said.endswith("gialint: 没有“ours”这种输出格式：提供它的插件没有加载\n")
    assert "gialint trust gialint.yaml" in said
    assert "是不是想写" not in said


def test_what_a_plugin_prints_is_no_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = PLUGIN.replace("pass  #", "print('给作者看')  #")
    (folder / "ours.py").write_text(source, "utf-8")
    outputs = ["--output-format", "json", "-o", "ours:out.ours", "-o", "ours:out/"]
    assert main(["check", "--allow-plugins", *outputs]) == 1
    told = capsys.readouterr()
    assert len(json.loads(told.out)["reports"]) == 2
    assert told.err.count("给作者看") == 1 + 2 + 1 + 1 + 2 + 1
