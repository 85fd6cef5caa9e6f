"""No command shows a personal number, wherever in a file and however disguised it stands."""

from __future__ import annotations

import json
import os
import re
import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from zipfile import ZipFile, is_zipfile

import pytest

from gialint.cli import main
from gialint.cli.options import FEW
from gialint.files.cache import kept
from gialint.model import PERSONAL
from gialint.plugins.builtin import READERS
from gialint.reading import Limits
from gialint.reading.opening import open_document
from tests.reportwriter.files import example
from tests.reportwriter.persons import FILES, REQUESTS, WIDE, Numbers, grouped, identity, mobile

TEXTS = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "html", "waivers")
SETTINGS = (), ("--ignore", "GIA73"), ("--select", "GIA733"), ("--lang", "en")
KEPT = 15
"""Digits that a spreadsheet keeps."""

LONG_AGO = 1_700_000_000
TELLING = 12
"""As many digits of a number, one after another, are never shown (of a mobile number 10)."""


PLUGIN = """\
from gialint import Finding, Reader, Text, hookimpl, rule


@rule("QS901", "leaky", severity="info", title=Text("漏"), basis=["自定"])
def check(report, facts):
    text = report.document.text
    at = text.index("编制本报告")
    yield Finding(Text(text[at + 5 : at + 22]), values={"text": text[at : at + 15]})
    raise ValueError(text[at : at + 20])


def read(data, path, limits):
    raise ValueError(data.decode())


@hookimpl
def gialint_rules():
    return [check]


@hookimpl
def gialint_readers():
    return [Reader("leak", (".leak",), "leaky:read")]
"""


class Peopled(NamedTuple):
    """A file and the numbers in it."""

    form: str
    path: Path
    numbers: list[str]


@pytest.fixture(scope="module", params=FILES)
def peopled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Peopled:
    numbers = Numbers()
    path = tmp_path_factory.mktemp("peopled") / f"report.{request.param}"
    path.write_bytes(FILES[request.param](numbers))
    return Peopled(request.param, path, numbers.given)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def told(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., bytes]:
    """Run a command and return all that it says, to whomever."""

    def told(*words: str | Path) -> bytes:
        main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return out + err

    return told


def digits(data: bytes, *, markup: bool = False) -> str:
    """Return all digits that can be seen in a file, whatever stands between them; those of markup too."""
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return " ".join(digits(part, markup=markup) for part in parts)
    text = data.decode() if markup else re.sub(r"\\u[0-9a-fA-F]{4}|<[^<>]*>", "", data.decode())
    return re.sub(r"\D", "", normalize("NFKC", unescape(text)))


def pieces(number: str) -> list[str]:
    """Return what nobody needs to guess much to know the number from."""
    length = min(TELLING, len(number) - 1)
    return [number[at : at + length] for at in range(len(number) - length + 1)]


def shown(numbers: list[str], data: bytes) -> list[str]:
    """Return the numbers of which more can be seen than their ends."""
    seen = digits(data) + " " + digits(data, markup=True)
    return [number for number in numbers if any(piece in seen for piece in pieces(number))]


def test_the_files_are_full_of_numbers(peopled: Peopled) -> None:
    data = peopled.path.read_bytes()
    seen = digits(data) + " " + digits(data, markup=True)
    assert [number for number in peopled.numbers if number[:KEPT] not in seen] == []
    assert len(peopled.numbers) >= 20


def test_no_output_of_check_shows_one(peopled: Peopled, told: Callable[..., bytes]) -> None:
    """Whatever rules run: in every format, on standard output and in files, in pages and a workbook."""
    files = [word for form in TEXTS for word in ("-o", f"{form}:out.{form}")]
    for settings, printed in zip(SETTINGS, TEXTS, strict=False):
        output = told("check", peopled.path, "--output-format", printed, *files, *settings)
        assert shown(peopled.numbers, output) == [], (printed, settings)
        for form in TEXTS:
            assert shown(peopled.numbers, Path(f"out.{form}").read_bytes()) == [], (form, settings)
    told("check", peopled.path, "-o", "result.xlsx", "-o", "html:pages/", "--statistics")
    written = [Path("result.xlsx"), *Path("pages").iterdir()]
    assert len(written) > 1
    assert {path.name: shown(peopled.numbers, path.read_bytes()) for path in written} == {
        path.name: [] for path in written
    }


@pytest.mark.parametrize(
    "words",
    [
        ("facts", "{path}"),
        ("facts", "{path}", "--output-format", "json"),
        ("text", "{path}"),
        ("diff", "{path}", "clean.docx"),
        ("diff", "clean.docx", "{path}", "--output-format", "json"),
        ("check", "{path}", "--diff"),
        ("check", "{path}", "--timings", "--statistics"),
    ],
    ids=" ".join,
)
def test_no_other_command_shows_one(
    peopled: Peopled, told: Callable[..., bytes], words: tuple[str, ...]
) -> None:
    Path("clean.docx").write_bytes(example("clean", "docx"))
    output = told(*(word.format(path=peopled.path) for word in words))
    assert output
    assert shown(peopled.numbers, output) == []


def test_what_is_shown_is_starred(peopled: Peopled, told: Callable[..., bytes]) -> None:
    """A reading text of a text file is that file, starred; every number in a text is found."""
    text = told("text", peopled.path).decode()
    data = peopled.path.read_bytes()
    if peopled.form in ("md", "txt"):
        whole = data.decode()
        assert len(text) == len(whole)
        assert {new for old, new in zip(whole, text, strict=True) if old != new} == {"*", "＊"}
    marked = open_document(str(peopled.path), READERS, Limits()).marked
    assert sum(each.manner in PERSONAL for each in marked) >= 18


def test_a_figure_that_is_one_is_unreadable(peopled: Peopled, told: Callable[..., bytes]) -> None:
    [report] = json.loads(told("facts", peopled.path, "--output-format", "json"))["reports"]
    states = {fact["fact"]: (fact["state"], fact["value"]) for fact in report["facts"]}
    for path in (*REQUESTS, "docs.normative.issued", "review.total"):
        assert states[path] == ("unreadable", None), path


def test_a_baseline_shows_none(peopled: Peopled, told: Callable[..., bytes]) -> None:
    told("baseline", peopled.path, "-o", "known.json")
    known = Path("known.json").read_bytes()
    assert known.count(b'"code"') > 1
    assert shown(peopled.numbers, known) == []
    old = known.replace(b'"address": "', f'"address": "{identity(950)}'.encode(), 1)
    Path("known.json").write_bytes(old)
    output = told("check", peopled.path, "--baseline", "known.json")
    output += told("baseline", peopled.path, "-o", "known.json", "--force")
    assert shown([*peopled.numbers, identity(950)], output + Path("known.json").read_bytes()) == []


def inflated(data: bytes) -> bytes:
    """Return all that was compressed in an entry, wherever it begins."""
    streams = []
    for at in (match.start() for match in re.finditer(b"x", data)):
        with suppress(zlib.error):
            streams.append(zlib.decompressobj().decompress(data[at:]))
    return b"\n".join(streams).decode(errors="replace").encode()  # columns of figures are no text


def test_the_cache_keeps_none(
    peopled: Peopled, told: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Path("cache").absolute()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for nth in range(FEW + 1):
        shutil.copy(peopled.path, f"{nth}.{peopled.form}")
        os.utime(f"{nth}.{peopled.form}", (LONG_AGO, LONG_AGO))
    told("check", ".", "--ignore", "GIA73")
    entries = [entry for entry in cache.rglob("results/*") if entry.is_file()]
    assert len(entries) == FEW + 1
    outcomes = [inflated(kept(entry) or b"") for entry in entries]
    assert all(b"GIA" in each for each in outcomes)
    assert [shown(peopled.numbers, each) for each in outcomes] == [[]] * len(entries)


def test_annotate_adds_none_and_leaves_the_text_alone(told: Callable[..., bytes]) -> None:
    numbers = Numbers()
    Path("a.docx").write_bytes(FILES["docx"](numbers))
    output = told("annotate", "a.docx")
    assert shown(numbers.given, output) == []
    before, after = (
        {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xml")}
        for archive in map(ZipFile, ("a.docx", "a.checked.docx"))
    )
    ours = re.findall(r'<w:comment [^>]*w:author="gialint".*?</w:comment>', after["word/comments9.xml"], re.S)
    assert len(ours) > 20
    assert shown(numbers.given, "".join(ours).encode()) == []
    marks = r"<w:commentRange(?:Start|End)[^>]*>|<w:r[^>]*><w:commentReference[^>]*/></w:r>"
    words = [
        re.sub(r"<[^<>]*>", "", re.sub(marks, "", each["word/document.xml"])) for each in (before, after)
    ]
    assert words[0] == words[1]


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
def test_a_fix_leaves_them_in_the_file(form: str, told: Callable[..., bytes]) -> None:
    number, other = identity(1), mobile(2).translate(WIDE)
    data = example("clean", form)
    if form == "docx":
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        old = parts["word/document.xml"].decode()
        parts["word/document.xml"] = with_slips(old, number, other).encode()
        with ZipFile(f"a.{form}", "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    else:
        Path(f"a.{form}").write_bytes(with_slips(data.decode(), number, other).encode())
    output = told("check", f"a.{form}", "--diff")
    assert b"GIA704" in output
    assert shown([number, mobile(2)], output) == []
    output = told("check", f"a.{form}", "--fix")
    assert shown([number, mobile(2)], output) == []
    fixed = Path("a.fixed.docx" if form == "docx" else f"a.{form}")
    if form == "docx":
        with ZipFile(fixed) as archive:
            text = archive.read("word/document.xml").decode()
    else:
        text = fixed.read_text("utf-8")
    assert f"〔2021〕30号，经办{number}，电话{other}）" in text


def with_slips(text: str, number: str, other: str) -> str:
    """Return a text with a slip that can be mended right beside two numbers."""
    assert "国办公开办函〔2021〕30号）" in text
    return text.replace("国办公开办函〔2021〕30号）", f"国办公开办函[2021]30号，经办{number}，电话{other}）")


def test_what_goes_wrong_shows_none(told: Callable[..., bytes]) -> None:
    """A damaged file, a waiver's reason, a rule and a reader of a plugin that break."""
    number = identity(7)
    faults = {
        "quoted.yaml": f"title: 甲\n  bad: {'填' * 30}{number}: 3\n",
        "key.yaml": f"titel{number}: 甲\n",
        "twice.yaml": f"requests.n{number}: 1\nrequests.n{number}: 2\n",
    }
    for name, content in faults.items():
        Path(name).write_text(content, "utf-8")
        for command in ("check", "facts", "text"):
            output = told(command, name)
            assert b"*" in output, name
            assert shown([number], output) == [], (name, command)
    waived = f"- code: GIA731\n  path: '*'\n  reason: 经办人{grouped(number, '-')}\n"
    Path("gialint-waivers.yaml").write_text(waived, "utf-8")
    data = example("clean", "txt").decode().replace("编制本报告", f"编制本报告{identity(8)}")
    Path("a.txt").write_text(data, "utf-8")
    for form in TEXTS:
        output = told("check", "a.txt", "--waivers", "gialint-waivers.yaml", "--output-format", form)
        assert shown([number, identity(8)], output) == [], form


def test_a_plugin_that_breaks_shows_none(told: Callable[..., bytes], trust: Callable[[Path], None]) -> None:
    number = identity(9)
    Path("leaky.py").write_text(PLUGIN, "utf-8")
    Path("gialint.yaml").write_text("plugins: [./leaky.py]\n", "utf-8")
    trust(Path.cwd())
    data = example("clean", "txt").decode().replace("编制本报告", f"编制本报告{number}")
    Path("a.txt").write_text(data, "utf-8")
    Path("a.leak").write_text(data, "utf-8")
    for form in TEXTS:
        for path in ("a.txt", "a.leak"):
            output = told("check", path, "--output-format", form)
            assert b"leaky.py" in output or form == "waivers"
            assert shown([number], output) == [], (form, path)
