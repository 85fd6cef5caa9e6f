"""``gialint check`` from its words to its exit status, with rules of a plugin that do as they are told."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from gialint.cli import main

REPORT = """青石镇人民政府2024年政府信息公开工作年度报告
一、总体情况
本年度新收政府信息公开申请1件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无。
"""
PLUGIN = """
from gialint import Finding, Related, Reporter, Severity, Unassessed, Text, hookimpl, rule

def ours(code, severity, outcome):
    @rule(code, "ours", severity=severity, basis=["custom"], title=Text("我们的", "ours"))
    def check(report, facts):
        if isinstance(outcome, Exception):
            raise outcome
        yield outcome
    return check

@hookimpl
def gialint_rules():
    return [
        ours("QS101", "error", Finding(Text("不对 11010519491231002X", "wrong"))),
        ours("QS201", "warning", Finding(Text("可疑", "doubtful"))),
        ours("QS301", "error", Unassessed(Text("没有数据", "no data"))),
        ours("QS401", "error", ValueError("坏了")),
        ours("QS501", "info", Finding(Text("留意", "note"))),
    ]

@hookimpl
def gialint_reporters():
    names = ("codes", "binary", "broken")
    return [Reporter(name, "qs_reporters:" + name) for name in names]
"""
REPORTERS = """
def codes(result, style):
    return " ".join(found.code for report in result.reports for found in report.findings) + "\\n"

def binary(result, style):
    return b"PK\\x03\\x04"

def broken(result, style):
    raise KeyError("没有")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trust: Callable[[Path], None]) -> Path:
    """Make a folder with a report and a plugin the current one."""
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "ours.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "qs_reporters.py").write_text(REPORTERS, encoding="utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", encoding="utf-8")
    trust(tmp_path)
    (tmp_path / "空").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("--select QS501", 0),
        ("--select QS201", 0),
        ("--select QS101", 1),
        ("--select QS101 --exit-zero", 0),
        ("--select QS1,QS2 --select QS5", 1),
        ("--select QS --ignore QS1,QS4", 0),
        ("--select QS201 --fail-on warning", 1),
        ("--select QS501 --fail-on warning", 0),
        ("--select QS501 --fail-on info", 1),
        ("--select QS301", 0),
        ("--select QS301 --strict", 1),
        ("--select QS101,QS401", 2),
        ("--select QS101,QS401 --exit-zero", 2),
        ("--select QS501 报告.txt 没有.txt", 2),
        ("--select QS501 报告.txt 空", 2),
        ("--select QS501 报告.txt *.pdf", 2),
        ("--select QS501 --ignore QS999", 2),
        ("--select QS501 -- 报告.txt", 0),
        ("报告.txt --select QS501", 0),
    ],
)
def test_status(words: str, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output-format", "codes", *words.split()]) == status
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("", "QS101"),
        ("报告.txt ./报告.txt", "QS101"),
        (".", "QS101"),
        ("报告.txt --select QS101,QS401", "GIA901 QS101"),
        ("没有.txt 报告.txt", "GIA902 QS101"),
        ("空 报告.txt", "QS101"),
    ],
)
def test_whatever_goes_wrong_the_rest_is_told(
    words: str, codes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--select", "QS101", "--output-format", "codes", *words.split()])
    assert capsys.readouterr().out == f"{codes}\n"


@pytest.mark.parametrize(
    ("words", "status", "codes"),
    [
        (".", 0, "GIA905 QS201"),
        ("站", 2, "GIA905"),
        ("站/**", 2, "GIA905"),
        ("站/*.yml", 2, "GIA905"),
        ("站/*.yml 报告.txt", 0, "GIA905 QS201"),
        ("站/docker-compose.yml", 2, "GIA902"),
        ("站 站/docker-compose.yml", 2, "GIA902"),
        ("站/docker-compose.yml --skip-unrecognized", 0, "GIA905"),
    ],
)
def test_the_settings_of_a_program_are_passed_over_unless_named(
    words: str, status: int, codes: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "站").mkdir()
    settings = "version: 3\nservices:\n  db: {image: x}\n"
    (folder / "站" / "docker-compose.yml").write_text(settings, encoding="utf-8")
    assert main(["check", "--select", "QS201", "--output-format", "codes", *words.split()]) == status
    assert sorted(capsys.readouterr().out.split()) == codes.split()


def engine(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Check and return what is said outside any report."""
    assert main(["check", "--output-format", "json", *words]) == 2
    result = json.loads(capsys.readouterr().out)
    assert result["summary"]["exit"] == 2
    return [
        f"{problem['code']} {problem['location']['address']}: {problem['message']}"
        for problem in result["engine"]
    ]


@pytest.mark.parametrize(
    ("config", "words", "said"),
    [
        ("", ["空"], "GIA902 空: 文件夹里没有可以检查的报告（"),
        ("", ["*.pdf"], "GIA902 *.pdf: 没有文件与这个模式相符"),
        ("selct: QS1", ["报告.txt"], "GIA906 gialint.yaml:2:1: 没有“selct”这项设置"),
        ("select: GIA3O1", ["报告.txt"], "GIA906 gialint.yaml:2:9: select 里的 GIA3O1 不是任何规则的代码"),
        ("rules: ./空, ./无", ["报告.txt"], "GIA906 gialint.yaml:2:8: 没有这个文件或文件夹：./空, ./无"),
        ("rules: ./坏.yaml", ["报告.txt"], "GIA903 坏.yaml:1:7: 代码应如 GIA301：大写字母加数字"),
    ],
)
def test_problems_outside_reports(
    config: str,
    words: list[str],
    said: str,
    folder: Path,
    trust: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "gialint.yaml").write_text(f"plugins: [./ours.py]\n{config}\n", encoding="utf-8")
    trust(folder)
    (folder / "坏.yaml").write_text("code: 坏\n", encoding="utf-8")
    assert any(problem.startswith(said) for problem in engine(capsys, *words))


def test_a_broken_plugin(
    folder: Path, trust: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ours.py").write_text("import nothing_like_it\n", encoding="utf-8")
    trust(folder)
    assert engine(capsys, "报告.txt") == [
        "GIA903 ours.py:1: 插件 ./ours.py 导入时出错：ModuleNotFoundError: No module named 'nothing_like_it'"
    ]


@pytest.mark.parametrize(
    ("words", "stdout", "files"),
    [
        ("-o out.txt", "", {"out.txt": b"full"}),
        ("--output=out.txt", "", {"out.txt": b"full"}),
        ("-o out.json", "", {"out.json": b'{\n  "schema": "gialint/result/1"'}),
        ("-o out.json --output-format codes", "", {"out.json": b"QS501\n"}),
        ("-o json:a -o codes:b", "full", {"a": b'{\n  "schema"', "b": b"QS501\n"}),
        ("-o json:a -o c --output-format codes", "", {"a": b'{\n  "schema"', "c": b"QS501\n"}),
        ("-o ./json:a --output-format codes", "", {"json:a": b"QS501\n"}),
        ("-o binary:x.zip --output-format codes", "QS501\n", {"x.zip": b"PK\x03\x04"}),
    ],
)
def test_output_files(
    words: str, stdout: str, files: dict[str, bytes], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(folder.iterdir())
    assert main(["check", "报告.txt", "--select", "QS501", *words.split()]) == 0
    told = capsys.readouterr()
    for name, begin in files.items():
        content = (folder / name).read_bytes()
        assert content.startswith(begin) if begin != b"full" else "留意".encode() in content
        assert f"已写入 {words and name}" in told.err.replace("./", "")
    assert told.out.startswith(stdout) if stdout != "full" else "留意" in told.out
    assert {path.name for path in set(folder.iterdir()) - before} - {".cache"} == set(files)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("--output-format jsn", "没有“jsn”这种输出格式（可用：binary、broken、codes、concise、docx、full、"),
        ("-o jsno:x", "没有“jsno”这种输出格式"),
        ("-o 报告.txt/x.json", "无法写入 报告.txt/x.json：路径中有一段是文件，不是文件夹\n"),
        ("-o 报告.txt", "报告.txt 是要检查的报告，结果不能写在它上面\n请用 -o 给出另一个文件名。\n"),
        ("-o json:./报告.txt", "./报告.txt 是要检查的报告"),
        ("-o 报告.docx", "full 格式的结果不能写成 .docx 文件：报告.docx\n可以写成 .html 或 .xlsx；"),
        ("-o json:x -o sarif:./x", "有两种结果要写入同一个文件：./x\n请给它们不同的文件名。\n"),
        ("-o html:", "-o 后面缺少文件名\n要打印而不写文件：--output-format html\n"),
        ("-o -", "-o 后面缺少文件名\n要打印而不写文件：--output-format full\n"),
        ("-", "检查标准输入要用 --stdin-filename 说明文件名"),
    ],
)
def test_complaints(words: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    assert main(["check", "报告.txt", *words.split()]) == 2
    assert capsys.readouterr().err.startswith(f"gialint: {complaint}")
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


def test_an_output_that_cannot_be_written_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    words = ["check", "报告.txt", "--select", "QS101", "-o", "json:folder", "-o", "codes:b"]
    assert main(words) == 2
    assert "gialint: 无法写入 folder：这是文件夹\n" in capsys.readouterr().err
    assert Path("b").read_text(encoding="utf-8") == "QS101\n"


def test_a_reporter_that_breaks_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", "报告.txt", "--select", "QS101", "--output-format", "broken", "-o", "codes:b"]
    assert main([*words, "-o", "concise:c"]) == 2
    assert "不对 110*************2X" in Path("c").read_text(encoding="utf-8")
    assert "GIA903 插件 ./ours.py 输出 broken 格式时出错：KeyError: '没有'" in capsys.readouterr().err
    assert Path("b").read_text(encoding="utf-8") == "QS101\n"


def test_a_summary_that_cannot_be_written_stops_no_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "none/summary.md")
    assert main(["check", "报告.txt", "--output-format", "github", "-o", "codes:b"]) == 2
    assert "gialint: 无法写入 none/summary.md：没有这个文件或文件夹\n" in capsys.readouterr().err
    assert Path("b").exists()


def test_stdin_that_is_closed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-", "--stdin-filename", "a.txt"]) == 2
    assert capsys.readouterr().err == "gialint: 标准输入没有打开，读不到内容\n"


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(REPORT.encode())))
    words = [
        "check",
        "-",
        "--stdin-filename",
        "别处/草稿.txt",
        "--select",
        "QS101",
        "--output-format",
        "json",
    ]
    assert main(words) == 1
    [report] = json.loads(capsys.readouterr().out)["reports"]
    assert (report["path"], report["reader"], report["year"]) == ("别处/草稿.txt", "text", 2024)


def test_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "报告.txt", "--select", "QS201", "--output-format", "concise", "--lang", "en"]) == 0
    assert "warning QS201 doubtful" in capsys.readouterr().out


def test_identical_input_gives_identical_json(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        main(["check", ".", "空", "--output-format", "json"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert str(Path.cwd()) not in told[0]


@pytest.mark.parametrize(
    ("said", "unread", "strict"), [("收到", 0, 0), ("收到联名的", 1, 1), ("未收到联名的", 1, 1)]
)
def test_what_was_not_understood_is_counted_and_strict_fails_for_it(
    said: str, unread: int, strict: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "青石镇人民政府2024年政府信息公开工作年度报告"
    count = "" if "未" in said else "1件"
    text = f"{title}\n一、总体情况\n全年{said}政府信息公开申请{count}。\n"
    (tmp_path / "年报.txt").write_text(text, encoding="utf-8")
    where = ["check", str(tmp_path / "年报.txt"), "--select", "GIA713", "--isolated"]
    assert main([*where, "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["unread"] == unread
    assert main([*where, "--strict", "--lang", "zh"]) == strict
    assert ("未能理解" in capsys.readouterr().out) == bool(unread)
