"""What other systems ask for: what the OpenAPI file says is what the server does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from gialint.config import Config
from gialint.web import Bounds
from tests.reportwriter.files import FORMATS, example
from tests.reportwriter.zipped import zipped
from tests.web.conftest import Answer, Served

CHECK = f"/check?name={quote('年报')}"


@pytest.fixture(scope="module")
def openapi(server: Served) -> Any:
    return server.ask("/openapi.json").json


def held(openapi: Any, answer: Answer) -> Any:
    """Return what was answered after holding it against what the file says of that status."""
    said = openapi["paths"]["/check"]["post"]["responses"][str(answer.status)]
    schema = {**said["content"]["application/json"]["schema"], "components": openapi["components"]}
    Draft202012Validator(schema).validate(answer.json)
    assert answer.headers["content-type"] == "application/json"
    return answer.json


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report(server: Served, openapi: Any, form: str, lang: str) -> None:
    answer = server.ask(f"{CHECK}.{form}&lang={lang}", example("faulty", form))
    result = held(openapi, answer)
    assert answer.status == 200
    [report] = result["reports"]
    assert report["path"] == f"年报.{form}"
    assert result["summary"]["exit"] == 1


def test_it_says_what_the_command_line_says(
    server: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gialint.cli import main

    data = example("faulty", "docx")
    monkeypatch.chdir(tmp_path)
    Path("年报.docx").write_bytes(data)
    main(["check", "年报.docx", "--lang", "zh", "--output-format", "json"])
    assert server.ask(f"{CHECK}.docx", data).text == capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        (".docx", b"no zip", ["GIA902"]),
        (".docx", b"", ["GIA902"]),
        (".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["GIA902"]),
        (".wps", example("clean", "txt"), ["GIA902"]),
        (".txt", "今天的会议记录".encode(), ["GIA905"]),
        ("", example("clean", "txt"), ["GIA902"]),
    ],
)
def test_what_cannot_be_checked_is_a_result_too(
    server: Served, openapi: Any, name: str, data: bytes, codes: list[str]
) -> None:
    result = held(openapi, server.ask(f"{CHECK}{name}", data))
    assert [each["code"] for report in result["reports"] for each in report["findings"]] == codes
    assert result["summary"]["exit"] == 2


def test_an_archive(server: Served, openapi: Any) -> None:
    data = zipped({"甲/年报.txt": example("clean", "txt"), "内.zip": b"PK"}, "gbk")
    result = held(openapi, server.ask(f"{CHECK}.zip", data))
    assert [each["path"] for each in result["reports"]] == ["年报.zip/甲/年报.txt"]
    assert [each["path"] for each in result["unchecked"]] == ["年报.zip/内.zip"]


def test_every_answer_that_is_described_is_given(
    starting: Callable[..., Served], openapi: Any, gated: tuple[Config, Path]
) -> None:
    config, gate = gated
    bounds = Bounds(file=100_000, silence=0.3, at_once=1, waiting=0)
    served = starting(config, bounds)
    report = example("clean", "txt")
    given = [
        served.ask("/check", report),
        served.ask(CHECK, report, origin="https://evil.example"),
        served.ask(f"{CHECK}.txt", b"x" * 100_001),
        served.ask(f"{CHECK}.txt", report[:100], content_length="200"),
        served.ask(f"{CHECK}.txt", report),
    ]
    waits = served.send(("甲.txt", report + "等待放行".encode()), **{"accept": "application/json"})
    given.append(served.ask(f"{CHECK}.txt", report))
    gate.touch()
    served.wait(waits.json["result"], "done")
    for answer in given:
        held(openapi, answer)
    assert [answer.status for answer in given] == [400, 403, 413, 408, 200, 503]
    assert given[-1].headers["retry-after"].isdecimal()
    described = set(openapi["paths"]["/check"]["post"]["responses"])
    assert described - {str(answer.status) for answer in given} == {"500"}  # a fault of gialint itself


def test_the_file_is_what_is_served(server: Served) -> None:
    path = Path(__file__).parents[2] / "gialint" / "web" / "static" / "openapi.json"
    assert json.loads(path.read_text("utf-8")) == server.ask("/openapi.json").json
