"""The command line as words: commands, options, help, complaints, crashes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint import __version__
from gialint.cli import main
from gialint.cli.running import COMMANDS, command
from gialint.reporting.layout import cells

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make an empty folder the current one."""
    monkeypatch.chdir(tmp_path)


def gialint(*words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run gialint as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment |= {"PYTHONPATH": str(ROOT), **environ}
    return subprocess.run([sys.executable, "-m", "gialint", *words], env=environment, capture_output=True)


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([flag]) == 0
    assert capsys.readouterr().out == f"gialint {__version__}\n"


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    command = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m gialint check draft.txt'
    run = subprocess.run(
        ["sh", "-c", command, sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8"},
        capture_output=True,
    )
    assert run.returncode == 2
    assert run.stderr.decode() == "gialint: 当前文件夹已经不存在；请换到别的文件夹再运行\n"


def test_no_code_comes_from_among_the_reports(tmp_path: Path) -> None:
    for name in ("pluggy", "json", "gialint_rules"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    (tmp_path / "draft.txt").write_text("青石镇2024年政府信息公开工作年度报告\n", encoding="utf-8")
    run = gialint("check", "draft.txt", "--output-format", "json")
    assert (run.returncode, run.stderr) == (1, b"")
    assert b'"path": "draft.txt"' in run.stdout


def test_version_imports_nothing() -> None:
    program = "import sys; from gialint.cli import main; main(['--version']);"
    program += "print(*sorted(set(sys.modules) & {'argparse', 'dataclasses', 'json', 'pathlib', 'pluggy'}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-S", "-c", program], env=environment, capture_output=True)
    assert run.stdout.decode().splitlines() == [f"gialint {__version__}", ""]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "检查政府信息公开工作年度报告。\n\n  gialint check 年度报告.docx\n\n命令：\n  check    "),
        (["--help"], "检查政府信息公开工作年度报告。"),
        (["--lang", "en"], "Checks annual reports on the disclosure of government information."),
        (["-h", "--lang=en"], "Checks annual reports on the disclosure of government information."),
        (["check", "--help"], "用法：gialint check PATH…\n\n检查报告"),
        (["help", "check"], "用法：gialint check PATH…\n\n检查报告"),
        (["help"], "检查政府信息公开工作年度报告。\n"),
        (["check", "-h", "--lang", "en"], "usage: gialint check PATH…\n\ncheck reports"),
        (["--lang", "en", "text", "--help"], "usage: gialint text FILE\n"),
    ],
)
def test_help(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    told = capsys.readouterr()
    assert told.out.startswith(said)
    assert told.err == ""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("80", 80), ("200", 100)])
def test_help_fits_the_terminal(
    columns: str,
    widest: int,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("", *COMMANDS):
        main([*filter(None, [name]), "--help", "--lang", language])
        example = command(name).example if name else ""
        lines = [line for line in capsys.readouterr().out.splitlines() if line.strip() != example]
        assert [line for line in lines if cells(line) > widest] == [], name


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("words", [["chek", "x"], ["check", "--outptu", "json"], ["explain", "GIA999"]])
def test_a_complaint_fits_the_terminal(
    words: list[str], language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main([*words, "--lang", language]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told
    assert [line for line in told if cells(line) > 60] == []


@pytest.mark.parametrize("words", [[], ["check", "--help"]])
def test_help_for_no_terminal_is_80_wide(words: list[str]) -> None:
    told = gialint(*words, "--lang", "en", COLUMNS="").stdout.decode()
    assert 70 < max(map(cells, told.splitlines())) <= 80


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_help(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", language])
    overview = capsys.readouterr().out
    for name in COMMANDS:
        assert f"\n  {name} " in overview
        assert main([name, "--help", "--lang", language]) == 0
        assert f"gialint {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["chek", "x.docx"],
            f"gialint: 没有“chek”这个命令（可用：{'、'.join(COMMANDS)}）\n您是不是想写“check”？\n",
        ),
        (["--vresion"], "gialint: 没有 --vresion 这个选项\n您是不是想写“--version”？\n"),
        (["check", "--lang"], "gialint: 选项 --lang 后面缺少一个值\n"),
        (["check", "--selct=GIA3"], "gialint: 没有 --selct 这个选项\n您是不是想写“--select”？\n"),
        (["check", "x.docx", "--stric"], "gialint: 没有 --stric 这个选项\n您是不是想写“--strict”？\n"),
        (["check", "--select"], "gialint: 选项 --select 后面缺少一个值\n"),
        (["check", "-o"], "gialint: 选项 -o/--output-file/--output 后面缺少一个值\n"),
        (["check", "--strict=1"], "gialint: 选项 --strict 不带值\n"),
        (
            ["check", "--fail-on", "warn"],
            "gialint: --fail-on 只能是 error、warning、info，不能是“warn”\n您是不是想写“warning”？\n",
        ),
        (["check", "--lang", "de"], "gialint: --lang 只能是 zh、en，不能是“de”\n"),
        (["text"], "gialint: 缺少 FILE\n用法：gialint text FILE\n"),
        (["text", "a", "b"], "gialint: 一次只能打印一个文件，多给了 b\n用法：gialint text FILE\n"),
        (["text", "a", "en"], "gialint: 一次只能打印一个文件，多给了 en\n用法：gialint text FILE\n"),
        (["facts"], "gialint: 缺少 PATH…\n用法：gialint facts PATH…\n"),
        (["plugins", "x"], "gialint: 参数太多，多给了 x\n用法：gialint plugins\n"),
        (["diff", "a"], "gialint: 缺少 B\n用法：gialint diff A B\n"),
        (["报 告.docx"], "gialint: “报 告.docx”不是命令\n要检查它：gialint check '报 告.docx'\n"),
        (["check", "--json"], "gialint: 没有 --json 这个选项\n您是不是想写“--output-format json”？\n"),
        (["facts", "x", "--json"], "gialint: 没有 --json 这个选项\n您是不是想写“--output-format json”？\n"),
        (["rules", "--strict"], "gialint: 没有 --strict 这个选项\n您是不是想写“--profile strict”？\n"),
        (
            ["rules", "--verbose"],
            "gialint: 没有 --verbose 这个选项\n"
            "--verbose 是 check、diff、test 的选项，例如：gialint check --verbose\n",
        ),
        (
            ["--agency"],
            "gialint: 没有 --agency 这个选项\n--agency 是 new 的选项，例如：gialint new --agency\n",
        ),
        (["check", "-x"], "gialint: 没有 -x 这个选项\n选项见 gialint check --help\n"),
        (
            ["text", "https://www.qingshi.gov.cn/a.html"],
            "https://www.qingshi.gov.cn/a.html: GIA902 gialint 不从网上读取\n"
            "  请先在浏览器里另存为 .html 文件。\n",
        ),
        (
            ["version"],
            f"gialint: 没有“version”这个命令（可用：{'、'.join(COMMANDS)}）\n您是不是想写“--version”？\n",
        ),
        (["text", "-"], "-: GIA902 这里不能从标准输入读取\n  请给出文件；只有 gialint check 能读 -。\n"),
        (["text", "--lang", "en"], "gialint: FILE is missing\nusage: gialint text FILE\n"),
    ],
)
def test_complaints(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == complaint


def test_the_locale_decides_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["text"]) == 2
    assert capsys.readouterr().err == "gialint: FILE is missing\nusage: gialint text FILE\n"


def test_a_crash_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("gialint.cli.rules.configured", crash)
    assert main(["rules"]) == 2
    assert capsys.readouterr().err == (
        "gialint 自身出错，请报告给维护者：RuntimeError: two lines（设 GIALINT_DEBUG=1 可看到详情）\n"
    )
    monkeypatch.setenv("GIALINT_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["rules"])


@pytest.fixture
def heeding() -> Iterator[None]:
    """Heed interrupts, even if whoever runs the tests ignores them, as nohup does."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
def test_ctrl_c_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gialint.cli.rules.configured", interrupt)
    assert main(["rules"]) == 130
    assert capsys.readouterr() == ("", "gialint: 已中断 (interrupted)\n")


@pytest.mark.parametrize("words", [["--version"], [], ["rules", "--help"]])
def test_a_closed_pipe_is_quiet(words: list[str]) -> None:
    program = f"'{sys.executable}' -m gialint {' '.join(words)}"
    script = f"(sleep 0.2; {program}; echo $? >&2) | true"
    run = subprocess.run(
        ["bash", "-c", script], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True
    )
    assert run.stderr.decode() == "0\n"


@pytest.mark.parametrize(
    "environ", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}]
)
def test_output_is_utf8_whatever_the_locale(environ: dict[str, str]) -> None:
    run = gialint("--help", "--lang", "zh", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", **environ)
    assert run.returncode == 0
    assert "检查政府信息公开工作年度报告" in run.stdout.decode("utf-8")
    run = gialint("chek", "--lang", "zh", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", **environ)
    assert "没有“chek”这个命令" in run.stderr.decode("utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("words", [[], ["--version"], ["rules"]])
def test_a_full_disk_is_said(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "gialint", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "zh_CN.UTF-8"},
        )
    assert run.returncode == 2
    assert run.stderr.decode() == "gialint: 无法输出：磁盘已满\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_what_cannot_be_told_is_status_2_and_costs_no_output(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes((ROOT / "examples" / "clean.html").read_bytes())
    with open("/dev/full", "wb") as full:
        for words in (["chek"], ["check", "a.html", "-o", "json:a.json", "-o", "markdown:b.md"]):
            run = subprocess.run(
                [sys.executable, "-m", "gialint", *words],
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=full,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert run.returncode == 2
    assert {"a.json", "b.md"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("before", "words", "status", "said"),
    [
        ("pass", "--version", 0, f"gialint {__version__}\n"),
        ("pass", "nothing", 2, ""),
        ("atexit.register(print, 'done')", "--version", 0, f"gialint {__version__}\ndone\n"),
        ("atexit.register(int, 'no number')", "--version", 0, f"gialint {__version__}\n"),
        ("Timer(0.2, print, ['later']).start()", "--version", 0, f"gialint {__version__}\nlater\n"),
        ("sys.stdout.write('first ')", "--version", 0, f"first gialint {__version__}\n"),
        ("sys.stdout = None", "--version", 0, ""),
        ("sys.setprofile(lambda *_: None)", "--version", 0, f"gialint {__version__}\n"),
    ],
)
def test_the_program_ends_when_all_is_done(before: str, words: str, status: int, said: str) -> None:
    program = (
        f"import atexit, sys; from threading import Timer; import gialint.cli; sys.argv[1:] = [{words!r}]; "
    )
    run = subprocess.run(
        [sys.executable, "-c", f"{program}{before}; gialint.cli.program()"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout) == (status, said)
