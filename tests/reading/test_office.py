"""Older office formats are converted by LibreOffice; here a stand-in shows what may go wrong with it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from wordml import p, packed, tbl, tr, xml

from gialint.model import Paragraph, Table
from gialint.reading import LimitExceeded, Limits, Unreadable
from gialint.reading import office as office_module
from gialint.reading.office import office, read
from gialint.testing import check_document
from tests.processes import install as write_program

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64
OLD_WORD = OLE2 + "WordDocument".encode("utf-16-le")
RTF = b"{\\rtf1 x}"
ODT = b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"
BODY = p("青石镇2024年政府信息公开工作年度报告") + tbl(tr("规章", "0"))

STAND_IN = """
import pathlib, sys, time
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
given = pathlib.Path(arguments[-1])
pathlib.Path({log!r}).write_text(repr((arguments, given.read_bytes()[:8])))
{action}
"""
CONVERT = "folder.mkdir(); (folder / 'given.docx').write_bytes({!r})"

posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a script with #!")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole of PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_module, "ELSEWHERE", ())
    return tmp_path


def install(folder: Path, action: str) -> Path:
    """Put a stand-in for soffice there, and return the file in which it tells how it was called."""
    program, log = folder / "soffice", folder / "log"
    write_program(program, STAND_IN.format(log=str(log), action=action))
    return log


def refused(data: bytes, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, "报告.doc", limits or Limits())
    assert raised.value.reason.en
    assert raised.value.advice is not None
    return raised.value


def test_without_libreoffice_the_advice_is_to_save_as_docx(installed: Path) -> None:
    error = refused(OLD_WORD)
    assert "LibreOffice" in error.reason.zh
    assert error.advice is not None
    assert error.advice.zh.startswith("请用 Word 或 WPS 另存为 .docx")


@pytest.mark.parametrize(
    "data",
    ["青石镇2024年报告".encode(), OLE2, b"\x00\xff" * 99, b"%PDF-1.7", packed(xml(BODY))],
    ids=["text", "other OLE2", "random", "pdf", "docx"],
)
def test_what_is_none_of_these_formats_is_not_converted(installed: Path, data: bytes) -> None:
    assert "内容不是 Word、WPS、RTF 或 OpenDocument 文档" in refused(data).reason.zh


@posix_only
@pytest.mark.parametrize(
    ("data", "suffix", "taken_for"),
    [(OLD_WORD, ".doc", "MS Word 97"), (RTF, ".rtf", "Rich Text Format"), (ODT, ".odt", "writer8")],
)
def test_what_is_converted_is_read_as_word(installed: Path, data: bytes, suffix: str, taken_for: str) -> None:
    log = install(installed, CONVERT.format(packed(xml(BODY))))
    document = read(data, "旧报告.wps", Limits())
    check_document(document)
    paragraph, table = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert (document.reader, document.path) == ("office", "旧报告.wps")
    assert paragraph.native == "converted.docx!word/document.xml#p[1]"
    assert table.native == "converted.docx!word/document.xml#tbl[1]"
    assert table.rows[0][1].native == "converted.docx!word/document.xml#tbl[1]/tr[1]/tc[2]"
    arguments, begins = eval(log.read_text())
    assert begins == data[:8]
    assert f"--infilter={taken_for}" in arguments
    assert arguments[-1].endswith("given" + suffix)
    assert not Path(arguments[-1]).parent.exists(), "the temporary folder is gone"
    assert arguments[0].startswith("-env:UserInstallation=file://")


@posix_only
def test_the_profile_forbids_macros_and_the_network(installed: Path) -> None:
    keep = "import re, urllib.request as u; at = u.url2pathname(arguments[0].split('file://')[1])\n"
    keep += "said = pathlib.Path(at, 'user', 'registrymodifications.xcu').read_text()\n"
    keep += f"pathlib.Path({str(installed / 'profile')!r}).write_text(said)\n"
    install(installed, keep + CONVERT.format(packed(xml(BODY))))
    read(OLD_WORD, "a.doc", Limits())
    profile = (installed / "profile").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "ooInetHTTPSProxyName"):
        assert f'oor:name="{name}"' in profile


@posix_only
@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("print('Error: source file could not be loaded')", "（Error: source file could not be loaded）"),
        ("sys.exit(1)", "可能已损坏或设有密码（?）"),
        ("folder.mkdir(); (folder / 'given.docx').mkdir()", "可能已损坏或设有密码"),
        (CONVERT.format(b"no zip"), "内容不是 Word 文档"),
    ],
)
def test_a_failed_conversion_says_so(installed: Path, action: str, reason: str) -> None:
    install(installed, action)
    assert reason in refused(OLD_WORD).reason.zh


@posix_only
def test_a_conversion_that_hangs_is_ended_with_all_it_started(installed: Path) -> None:
    child = "import subprocess; subprocess.Popen([sys.executable, '-c', {!r}]); time.sleep(60)"
    late = installed / "late"
    install(installed, child.format(f"import time; time.sleep(1.5); open({str(late)!r}, 'w')"))
    started = time.monotonic()
    error = refused(OLD_WORD, Limits(office_seconds=0.6))
    assert (error.code, "超过 0.6 秒" in error.reason.zh) == ("GIA907", True)
    assert time.monotonic() - started < 5
    time.sleep(1.6)
    assert not late.exists()


@posix_only
def test_a_file_made_too_large_is_left_alone(installed: Path) -> None:
    install(installed, CONVERT.format(packed(xml(BODY))))
    with pytest.raises(LimitExceeded, match="文件大小"):
        read(RTF, "a.rtf", Limits(bytes=100))


@posix_only
def test_a_program_in_the_current_folder_is_not_run(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = install(installed, "")
    monkeypatch.chdir(installed)
    monkeypatch.setenv("PATH", ".")
    assert office() is None
    refused(OLD_WORD)
    assert not log.exists()


@posix_only
def test_libreoffice_is_found_where_its_installer_puts_it(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(installed, "")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office_module, "ELSEWHERE", (str(installed / "none"), str(installed / "soffice")))
    assert office() == str(installed / "soffice")
