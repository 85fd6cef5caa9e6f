"""``gialint serve``: it starts and stops, and says clearly what keeps it from starting."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from gialint.cli import main
from tests.processes import GIALINT, begun, is_over, line, wait_until


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what is said about a server that does not start."""
    assert main(["serve", "--lang", "zh", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


def test_a_port_that_is_taken(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(["--port", str(taken)], capsys)
    assert f"端口 {taken} 已被占用" in told
    assert f"--port {taken + 1}" in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--port", "many"], "--port 是 0 到 65535 的整数"),
        (["--port", "70000"], "--port 是 0 到 65535 的整数"),
        (
            ["--host", "not.a.host.invalid", "--port", "0"],
            "不能在 not.a.host.invalid 端口 0 监听：没有这个主机\n",
        ),
        (["--host", "192.0.2.1", "--port", "0"], "不能在 192.0.2.1 端口 0 监听：本机没有这个地址\n"),
        (["年报.docx"], "打开网页后再拖进去"),
        (["--members", "none.xlsx"], "--members：没有这个文件"),
        (["--last", "none"], "--last：没有这个文件夹"),
        (["--deductions", "none.yaml"], "--deductions：没有这个文件"),
        (["--profile", "none"], "没有“none”这个方案"),
        (["--jobs", "0"], "--jobs 应当是 1 以上的整数"),
    ],
)
def test_what_cannot_be_served(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str], monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert expected in said(words, capsys)


@pytest.mark.parametrize(
    ("missing", "packages"),
    [
        (["uvicorn"], "uvicorn"),
        (["starlette", "python_multipart"], "python-multipart starlette"),
    ],
)
def test_without_the_extra(
    missing: list[str], packages: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    assert f"请安装：pip install {packages}\n" in said([], capsys)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_starts_and_stops(number: int, status: int, tmp_path: Path) -> None:
    words = ["serve", "--port", "0", "--lang", "zh", "--jobs", "1"]
    with begun(GIALINT, words, folder=tmp_path) as process:
        found = re.fullmatch(r"网页已打开：http://127\.0\.0\.1:(\d+)/", line(process))
        assert found is not None
        connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
        connection.request("POST", "/check?name=a.txt", "今天的会议".encode())
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(number)
        assert process.wait(60) == status
        rest = process.communicate()[0].decode()
        assert "已停止：共检查 1 份，出错 0 次。" in rest
        wait_until(lambda: is_over(process.pid))


def test_who_opens_it_to_others_is_told_what_it_lacks(tmp_path: Path) -> None:
    words = ["serve", "--port", "0", "--host", "0.0.0.0", "--lang", "zh", "--jobs", "1"]
    with begun(GIALINT, words, folder=tmp_path) as process:
        assert line(process).startswith("网页已打开：http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert "没有登录" in told


def test_plugins_that_are_not_trusted_are_named_and_not_run(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text("raise SystemExit('ran')", "utf-8")
    (tmp_path / "gialint.yaml").write_text("plugins: [./ours.py]\n", "utf-8")
    words = ["serve", "--port", "0", "--lang", "zh", "--jobs", "1"]
    with begun(GIALINT, words, folder=tmp_path) as process:
        assert line(process).startswith("网页已打开")
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert "gialint trust" in told
    assert "ran" not in told


def test_no_code_comes_from_the_current_folder(tmp_path: Path) -> None:
    for name in ("multiprocessing", "pickle", "starlette", "gialint"):
        (tmp_path / f"{name}.py").write_text("import os; os._exit(9)", "utf-8")
    program = Path(sys.executable).with_name("gialint")
    words = [str(program), "serve", "--port", "0", "--lang", "zh", "--jobs", "1"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert line(process).startswith("网页已打开")
        process.terminate()
