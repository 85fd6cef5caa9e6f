"""A check from its form to its files, as a browser without a script goes: what is kept, and for whom."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from gialint.config import Config
from gialint.web import Bounds
from tests.processes import wait_until
from tests.reportwriter.files import example
from tests.reportwriter.zipped import zipped
from tests.web.conftest import BOUNDARY, JSON, PATIENCE, Served, form

FAULTY, CLEAN = example("faulty", "docx"), example("clean", "txt")
LATER = example("clean", "txt").replace("2024年".encode(), "2025年".encode())
OTHER = example("clean", "txt").replace("青石镇".encode(), "白石镇".encode())
SCRIPT = "<script>alert(1)</script>.txt"


def test_a_form_leads_to_a_result_without_a_script(server: Served) -> None:
    answer = server.send(("年报.docx", FAULTY))
    assert answer.status == 303
    address = answer.headers["location"]
    assert re.fullmatch(r"/results/[\w-]{32}/", address)
    waiting = server.ask(address).text
    assert '<meta http-equiv="refresh"' in waiting or "不宜发布" in waiting
    server.wait(address, "done")
    page = server.ask(address).text
    assert "不宜发布" in page
    assert "报告原文" in page
    assert 'href="1.docx"' in page
    rules = server.ask(f"{address}0.css")
    assert rules.headers["content-type"].startswith("text/css")
    assert ":target" in rules.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_of_a_result(server: Served, lang: str) -> None:
    address = server.finished(("年报.docx", FAULTY), lang=lang)
    names = {}
    for name in ("1.docx", "returned.docx", "result.xlsx", "result.html", "result.json", "copies.zip"):
        answer = server.ask(f"{address}{name}")
        assert answer.status == 200, answer.text
        names[name] = answer
        assert answer.headers["content-disposition"].startswith("attachment;")
    assert unquote(names["1.docx"].headers["content-disposition"]).endswith("年报.checked.docx")
    assert list(Document(BytesIO(names["1.docx"].body)).comments)
    assert Document(BytesIO(names["returned.docx"].body)).paragraphs
    assert CalamineWorkbook.from_filelike(BytesIO(names["result.xlsx"].body)).sheet_names
    assert names["result.json"].json["summary"]["error"] == 4
    assert names["result.html"].text.startswith("<!DOCTYPE html>")
    assert ZipFile(BytesIO(names["copies.zip"].body)).namelist() == ["年报.checked.docx"]


def test_a_county_is_an_overview_with_a_page_for_each(server: Served) -> None:
    address = server.finished(("甲/年报.txt", CLEAN), ("乙/年报.txt", OTHER), ("乙/年报.docx", FAULTY))
    page = server.ask(address).text
    assert "共 3 份报告" in page
    assert "各单位情况" in page
    for place in (1, 2, 3):
        one = server.ask(f"{address}{place}")
        assert "← 全部报告" in one.text
    assert server.ask(f"{address}4").status == 404
    assert server.ask(f"{address}1.docx").status == 422
    matrix = server.ask(f"{address}matrix").text
    assert "汇总" in matrix
    assert "<style" not in matrix
    book = CalamineWorkbook.from_filelike(BytesIO(server.ask(f"{address}matrix.xlsx").body))
    assert len(book.sheet_names) > 3
    assert Document(BytesIO(server.ask(f"{address}circular.docx").body)).paragraphs
    archive = ZipFile(BytesIO(server.ask(f"{address}copies.zip").body))
    assert archive.namelist() == ["乙/年报.checked.docx"]


def test_two_years_are_compared(server: Served) -> None:
    address = server.finished(("今年.txt", LATER), ("去年.txt", CLEAN))
    result = server.ask(f"{address}result.json").json
    codes = {each["code"] for report in result["reports"] for each in report["unassessed"]}
    assert "GIA801" not in codes
    alone = server.ask(f"{server.finished(('今年.txt', LATER))}result.json").json
    assert [report["year"] for report in alone["reports"]] == [2025]
    assert server.ask(f"{address}matrix").status == 422


@pytest.mark.parametrize(
    ("files", "codes", "outside"),
    [
        ([("年报.docx", b"broken")], ["GIA902"], []),
        ([("会议.txt", "今天的会议".encode())], ["GIA905"], []),
        ([("a.zip", zipped({"内.zip": zipped({"年报.txt": CLEAN})}, "gbk"))], [], ["GIA908"]),
        ([("a.zip", b"PK\x03\x04broken")], [], ["GIA902"]),
        ([("县/gialint.yaml", b"ignore: [GIA]"), ("县/年报.docx", FAULTY)], ["GIA711"], ["GIA908"]),
        ([("gialint.yaml", b"plugins: [./x.py]")], ["GIA902"], []),
    ],
)
def test_what_cannot_be_checked_says_why(
    server: Served, files: list[tuple[str, bytes]], codes: list[str], outside: list[str]
) -> None:
    address = server.finished(*files)
    assert server.ask(address).status == 200
    result = server.ask(f"{address}result.json").json
    found = [each["code"] for report in result["reports"] for each in report["findings"]]
    assert found[: len(codes)] == codes
    assert [each["code"] for each in result["engine"]] + ["GIA908"] * len(result["unchecked"]) == outside


def test_names_are_shown_and_never_run(server: Served) -> None:
    address = server.finished((f"甲/{SCRIPT}", CLEAN), ('乙/" onerror="x.txt', OTHER))
    for page in (
        server.ask(address).text,
        server.ask(f"{address}1").text,
        server.ask(f"{address}matrix").text,
    ):
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
    assert "onerror=&#34;" in server.ask(address).text


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/results/0123456789/", "GET", 404),
        ("/results/0123456789/state", "GET", 404),
        ("/results/../../etc/passwd", "GET", 404),
        ("/static/..%2fapp.py", "GET", 404),
        ("/static/none.js", "GET", 404),
        ("/nothing", "GET", 404),
        ("/about", "DELETE", 405),
        ("/", "POST", 405),
        ("/results", "POST", 400),
        ("/results", "DELETE", 405),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_there_is_said_in_words(
    server: Served, path: str, method: str, status: int, lang: str
) -> None:
    answer = server.ask(f"{path}?lang={lang}", b"" if method == "POST" else None, method)
    assert answer.status == status
    assert ("没有办成" if lang == "zh" else "That was not done") in answer.text
    told = server.ask(f"{path}?lang={lang}", b"" if method == "POST" else None, method, **JSON)
    assert told.json.keys() == {"error", "message", "hint"}


def test_a_result_can_be_removed_and_is_gone(server: Served) -> None:
    address = server.finished(("年报.txt", CLEAN))
    assert server.ask(f"{address}remove", b"").headers["location"] == "/"
    assert server.ask(address).status == 404
    assert "已经清除" in server.ask(address).text


@pytest.mark.parametrize(
    ("bounds", "files", "error"),
    [
        (Bounds(files=3), [(f"{number}.txt", b"x") for number in range(4)], "files"),
        (Bounds(sent=50_000), [("a.txt", b"x" * 30_000), ("b.txt", b"x" * 30_000)], "sent"),
        (Bounds(memory=50_000), [("a.txt", b"x" * 60_000)], "memory"),
        (Bounds(), [], "empty"),
    ],
)
def test_too_much_is_turned_away(
    starting: Callable[..., Served], bounds: Bounds, files: list[tuple[str, bytes]], error: str
) -> None:
    served = starting(None, bounds)
    assert served.send(*files, **JSON).json["error"] == error
    assert served.ask(served.finished(("年报.txt", CLEAN))).status == 200


def test_a_file_too_large_does_not_keep_the_others_from_being_checked(
    starting: Callable[..., Served],
) -> None:
    served = starting(None, Bounds(file=100_000))
    address = served.finished(("大.docx", b"x" * 200_000), ("年报.txt", CLEAN))
    result = served.ask(f"{address}result.json").json
    assert [(each["path"], [found["code"] for found in each["findings"]]) for each in result["reports"]] == [
        ("大.docx", ["GIA907"]),
        ("年报.txt", []),
    ]
    assert "0.1 MB" in result["reports"][0]["findings"][0]["message"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (b"files=x", "application/x-www-form-urlencoded"),
        (b"nothing of the kind", "multipart/form-data; boundary=limit-of-a-part"),
        (form(("年报.txt", CLEAN))[:-30], "multipart/form-data; boundary=limit-of-a-part"),
        (b"--limit-of-a-part\r\n" + b"x" * 10_000, "multipart/form-data; boundary=limit-of-a-part"),
    ],
)
def test_a_form_that_is_none(server: Served, body: bytes, kind: str) -> None:
    answer = server.ask("/results", body, content_type=kind, **JSON)
    assert (answer.status, answer.json["error"]) == (400, "form")


@pytest.mark.parametrize("path", ["/check?name=a.txt", "/results"])
def test_who_goes_away_keeps_nobody_waiting(
    starting: Callable[..., Served], gated: tuple[Config, Path], path: str
) -> None:
    served = starting(gated[0], Bounds(at_once=1, waiting=0, seconds=1, absence=0.2))
    held = CLEAN + "等待放行".encode()
    body, kind = (form(("a.txt", held)), f"multipart/form-data; boundary={BOUNDARY}")
    if path != "/results":
        body, kind = held, "application/octet-stream"
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as connection:
        connection.sendall(head.encode() + b"\r\n\r\n" + body)
    wait_until(lambda: served.ask("/check?name=b.txt", CLEAN).status == 200)


def test_who_goes_away_while_sending_leaves_nothing(starting: Callable[..., Served]) -> None:
    served = starting(None, Bounds(memory=1_000_000))
    head = b"POST /check?name=a.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as connection:
            connection.sendall(head + b"x" * 800_000)
    wait_until(lambda: served.ask("/check?name=b.txt", CLEAN + b" " * 500_000).status == 200)


def test_a_process_that_ends_is_one_file_of_the_result(
    starting: Callable[..., Served], gated: tuple[Config, Path]
) -> None:
    served = starting(gated[0], jobs=2)
    deadly = CLEAN + "终止进程".encode()
    address = served.finished(("甲.txt", deadly), ("乙.txt", OTHER), ("丙.txt", FAULTY))
    result = served.ask(f"{address}result.json").json
    [lost] = [each for each in result["reports"] if each["path"] == "甲.txt"]
    assert [each["code"] for each in lost["findings"]] == ["GIA907"]
    assert "exit 7" in lost["findings"][0]["message"]
    assert len(result["reports"]) == 3
    assert served.ask(f"/check?name={'a'}.txt", OTHER).json["summary"]["exit"] == 0


def test_a_check_that_takes_too_long_is_stopped(
    starting: Callable[..., Served], gated: tuple[Config, Path]
) -> None:
    served = starting(gated[0], Bounds(seconds=5))
    result = served.ask("/check?name=a.txt", CLEAN + "等待放行".encode()).json
    [found] = result["reports"][0]["findings"]
    assert (found["code"], "5 秒" in found["message"]) == ("GIA907", True)
    # A process that is new may need that long on a machine that is busy.
    wait_until(lambda: served.ask("/check?name=a.txt", CLEAN).json["summary"]["exit"] == 0)


def test_the_place_in_the_line_is_told(starting: Callable[..., Served], gated: tuple[Config, Path]) -> None:
    config, gate = gated
    served = starting(config, Bounds(at_once=1, waiting=2))
    held = ("甲.txt", CLEAN + "等待放行".encode())
    first, second, third = (served.send(held, **JSON).json["result"] for _ in range(3))
    assert [served.wait(each, "running", "waiting")["place"] for each in (first, second, third)] == [0, 1, 2]
    assert "前面还有 2 个" in served.ask(third).text
    full = served.send(held, **JSON)
    assert (full.status, full.json["error"]) == (503, "queue")
    assert served.ask(f"{second}remove", b"").status == 303
    assert served.wait(third, "waiting")["place"] == 1
    assert server_files(served, first) == 409
    gate.touch()
    for address in (first, third):
        served.wait(address, "done")


def server_files(served: Served, address: str) -> int:
    """Return what is answered to who asks for a file too early."""
    return served.ask(f"{address}result.xlsx").status


def test_what_was_done_is_counted_and_nothing_else_told(
    starting: Callable[..., Served], capfd: pytest.CaptureFixture[str]
) -> None:
    served = starting()
    served.finished(("年报.txt", CLEAN), ("年报.docx", FAULTY))
    served.ask("/check?name=secret.txt", CLEAN)
    served.ask("/nothing")
    served.stop()
    assert [(each.reports, each.failures) for each in served.counts] == [(3, 0)]
    assert capfd.readouterr() == ("", "")


def test_old_formats_are_read_only_where_that_was_asked_for(starting: Callable[..., Served]) -> None:
    assert ".doc" not in re.findall(r"\.\w+", starting().ask("/").text)
    assert ".doc" in re.findall(r"\.\w+", starting(office=True).ask("/").text)
