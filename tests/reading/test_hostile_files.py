"""Files that are broken, odd or meant to harm: each is told in one message, and the others are checked."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from wordml import p, packed, tbl, tc, tr, xml

import gialint
from gialint.checking.engine import MOST
from gialint.model import Checked
from gialint.plugins.builtin import READERS
from gialint.reading import Limits, Steps, Unreadable
from gialint.reading.files import legible
from gialint.reading.opening import contents_of, open_document
from gialint.understanding.understand import Knowledge, understand

EXAMPLES = Path(__file__).parents[2] / "examples"
CLEAN_WORD = (EXAMPLES / "clean.docx").read_bytes()
CLEAN_TEXT = (EXAMPLES / "clean.txt").read_bytes()
RANDOM = random.Random(1).randbytes(4_000)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE2 + "EncryptedPackage".encode("utf-16-le")
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))

File = bytes | Callable[[Path], object]


def zipped(**parts: bytes | str) -> bytes:
    """Zip parts, packed: ``word__document`` stands for word/document.xml."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def nested(depth: int) -> bytes:
    """Return zips in zips, of 1 MB each at the bottom."""
    inner = zipped(word__document=b" " * 1_000_000)
    for _ in range(depth):
        inner = zipped(**{f"copy{number}": inner for number in range(16)})
    return inner


def declared(doctype: str, body: str) -> bytes:
    return packed(f"<!DOCTYPE w:document [{doctype}]>" + xml(p(body)))


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


def of_nobody(path: Path) -> None:
    path.write_bytes(CLEAN_TEXT)
    path.chmod(0)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


REFUSED: dict[str, tuple[File, str, str]] = {
    "random.docm": (RANDOM, "GIA902", "内容不是 Word 文档"),
    "random.docx": (RANDOM, "GIA902", "内容不是 Word 文档"),
    "random.html": (RANDOM, "GIA902", "内容不像文本"),
    "random.txt": (RANDOM, "GIA902", "内容不像文本"),
    "random.md": (RANDOM, "GIA902", "内容不像文本"),
    "random.yaml": (RANDOM, "GIA902", "内容不像文本"),
    "random.doc": (RANDOM, "GIA902", "内容不是 Word、WPS、RTF"),
    "random.wps": (RANDOM, "GIA902", "内容不是 Word、WPS、RTF"),
    "random.rtf": (RANDOM, "GIA902", "内容不是 Word、WPS、RTF"),
    "random.odt": (RANDOM, "GIA902", "内容不是 Word、WPS、RTF"),
    "random.pdf": (RANDOM, "GIA902", ""),
    "random.xlsx": (RANDOM, "GIA902", ""),
    "empty.docx": (b"", "GIA902", "文件是空的"),
    "empty.txt": (b"", "GIA902", "文件是空的"),
    "blank.txt": (b" \r\n\n\t", "GIA902", "没有文字"),
    "half.docx": (CLEAN_WORD[: len(CLEAN_WORD) // 2], "GIA902", "已损坏或不完整"),
    "head.docx": (CLEAN_WORD[:100], "GIA902", "已损坏或不完整"),
    "without its end.docx": (CLEAN_WORD[:-30], "GIA902", "已损坏或不完整"),
    "one byte wrong.docx": (CLEAN_WORD.replace(b"word/document.xml", b"word/document.xm1"), "GIA902", "Word"),
    "no document.docx": (zipped(word__styles="<a/>"), "GIA902", "没有 Word 正文"),
    "half the xml.docx": (packed("<w:document>"), "GIA902", "不是完整的 XML"),
    "zip.docx": (nested(2), "GIA902", "没有 Word 正文"),
    "picture.docx": (b"\x89PNG\r\n\x1a\n", "GIA902", "内容却是图片"),
    "locked.docx": (LOCKED, "GIA902", "打开密码"),
    "bomb.docx": (zipped(word__document=xml(p(" " * 15_000_000))), "GIA907", "解压后膨胀"),
    "larger bomb.docx": (zipped(word__document=b" " * 60_000_000), "GIA907", "解压后的大小 60.0 MB"),
    "bomb of many.docx": (
        zipped(word__document=xml(""), **{f"part{number}": b" " * 15_000_000 for number in range(14)}),
        "GIA907",
        "解压后的大小 210.0 MB",
    ),
    "bomb in styles.docx": (
        zipped(
            word__document=xml(p('<w:pPr><w:pStyle w:val="a"/></w:pPr>', "甲")),
            word__styles=b" " * 15_000_000,
        ),
        "GIA907",
        "word/styles.xml 解压后膨胀",
    ),
    "entries.docx": (zipped(**{f"part{number}": b"" for number in range(5_001)}), "GIA907", "5000 个"),
    "laughs.docx": (declared(f'<!ENTITY a0 "ha">{LAUGHS}', "&a9;"), "GIA907", "DOCTYPE 或实体声明"),
    "outside.docx": (declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "GIA907", "DOCTYPE"),
    "deep.docx": (packed(xml("<w:sdt>" * 100_000)), "GIA907", "嵌套超过 200 层"),
    "paragraphs.docx": (packed(xml("<w:p/>" * 1_000_000)), "GIA907", "超过 20000 段"),
    "cells.docx": (
        packed(xml(tbl(*[tr(tc("甲", '<w:gridSpan w:val="999999"/>'))] * 51))),
        "GIA907",
        "超过 50000 个",
    ),
    "text.docx": (packed(xml(p("公" * 150_001))), "GIA907", "文字超过 150000 个字"),
    "cells.html": (b"<table>" + b"<tr><td colspan=999999 rowspan=65534>1<td>2" * 500, "GIA907", "单元格"),
    "deep.html": (b"<div><svg><b>" * 60_000, "GIA902", "没有看得见的正文"),
    "paragraphs.html": (b"<p>1" * 20_001, "GIA907", "段落超过 20000 个"),
    "tags.html": (b"<p><b>" * 200_000, "GIA907", "标签和文字超过 200000 段"),
    "references.html": (b"<p>" + b"&amp;" * 150_000, "GIA907", "文字超过 600000 个字符"),
    "source.html": (b"<p>1<!--" + b" " * 10_000_000, "GIA907", "网页源码超过 10000000 个字符"),
    "script.html": (b"<html><script>show()</script>", "GIA902", "没有看得见的正文"),
    "line.txt": (b"1" * 150_001, "GIA907", "文字超过 150000 个字"),
    "lines.txt": (b"1\n" * 60_000, "GIA907", "行数太多"),
    "200 MB.txt": (sparse, "GIA907", "文件大小 200.0 MB"),
    "nul.txt": (CLEAN_TEXT + b"\0", "GIA902", "NUL"),
    "controls.txt": (b"\x01\x02\x03" * 9, "GIA902", "控制字符"),
    "surrogates.txt": (b"\xed\xa0\x80\xed\xb0\x80 1", "GIA902", "编码无法识别"),
    "half of utf-16.txt": ("青石镇".encode("utf-16")[:-1], "GIA902", "编码无法识别"),
    "surrogates.yaml": (rb'title: "2024\ud800"', "GIA902", "不成字的编码 U+D800"),
    "laughs.yaml": (b"a: &a [1]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "GIA902", "锚点 & 和引用 *"),
    "deep.yaml": (b"title: " + b"{a: " * 10_000, "GIA902", "嵌套超过 12 层"),
    "brackets.yaml": (b"[" * 100_000, "GIA902", "不用列表"),
    "long.yaml": (b"title: " + b"1" * 300_000, "GIA907", "超过 300000 个字符"),
    "folder.txt": (Path.mkdir, "GIA902", "这是文件夹"),
    "loop.docx": (loop, "GIA902", "绕成圈的链接"),
    "leads nowhere.docx": (lambda path: path.symlink_to("nothing"), "GIA902", "没有这个文件"),
    "pipe.txt": (os.mkfifo, "GIA902", "管道或设备"),
    "of nobody.txt": (of_nobody, "GIA902", "没有读取这个文件的权限"),
    "missing.txt": (lambda path: None, "GIA902", "没有这个文件"),
}  # fmt: skip

ENGINE = ("GIA902", "GIA907")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Checked]:
    """Every file as one run tells it, between two that are as they should be."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _, _) in REFUSED.items():
        if callable(content):
            content(folder / name)
        else:
            (folder / name).write_bytes(content)
    sound = str(EXAMPLES / "clean.txt")
    started = time.monotonic()
    result = gialint.check([sound, *(str(folder / name) for name in REFUSED), sound])
    assert time.monotonic() - started < 60
    assert result.exit == 2
    assert not result.reports[0].findings
    assert not result.reports[-1].findings
    return dict(zip(REFUSED, result.reports[1:-1], strict=True))


@pytest.mark.parametrize(("name", "code", "words"), [(name, *told[1:]) for name, told in REFUSED.items()])
def test_each_is_told_in_one_message(checked: dict[str, Checked], name: str, code: str, words: str) -> None:
    if name == "of nobody.txt" and os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    [finding] = checked[name].findings
    assert finding.code == code
    assert words in finding.message
    assert not finding.message.startswith("读取器"), "a reader failed instead of refusing"
    assert finding.hint or finding.quote


ODD = {
    "mixed line ends": CLEAN_TEXT.replace(b"\n", b"\r\n", 20).replace(b"\r\n", b"\r", 10),
    "no last line end": CLEAN_TEXT.rstrip(),
    "a byte order mark": b"\xef\xbb\xbf" + CLEAN_TEXT,
    "utf-16": CLEAN_TEXT.decode().encode("utf-16"),
    "gb18030": CLEAN_TEXT.decode().encode("gb18030"),
    "a few controls": CLEAN_TEXT.replace(b"\n", b"\n\x0c", 3) + b"\x1a",
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_what_is_only_odd_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(content)
    result = gialint.check([str(path)])
    assert (result.exit, result.reports[0].year) == (0, 2024)


DAMAGED = {
    "lost bytes": ("报告.txt", "公?開成果?,F(xiàn)將" * 8_000),
    "lost bytes, line by line": ("报告.txt", "公?開成果?,F(xiàn)將\n" * 8_000),
    "question marks": ("报告.txt", "字?" * 40_000),
    "labels": ("报告.html", "公?開" + "".join(f"<tr><td>成果?,F將公?開信息{n}<td>1" for n in range(6_000))),
    "the wrong table": ("报告.txt", "鏀?" * 60_000),
}


@pytest.mark.parametrize(("name", "content"), DAMAGED.values(), ids=DAMAGED)
def test_damage_without_end_is_given_up_at_the_same_step(known: Knowledge, name: str, content: str) -> None:
    if name.endswith("html"):
        content = f"<meta charset=utf-8><p>{content.replace('<tr>', '<table><tr>', 1)}</table>"
    document = open_document(name, READERS, Limits(), content.encode())
    left = []
    for _ in range(2):
        steps = Steps(300_000)
        with pytest.raises(Unreadable, match="损坏的文字太多") as raised:
            understand(document, known, steps.spend)
        assert raised.value.code == "GIA907"
        left.append(steps.left)
    assert left[0] == left[1] < 0


def _marked(marks: str) -> bytes:
    return CLEAN_TEXT.replace("一、总体情况\n".encode(), f"一、总体情况\n{marks}\n".encode(), 1)


def test_findings_without_end_share_the_line_they_stand_on(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(_marked("）" * MOST))
    [told] = gialint.check([str(path)]).reports
    lines = {id(finding.location.context) for finding in told.findings if finding.location}
    assert len([finding for finding in told.findings if finding.code == "GIA723"]) == MOST
    assert len(lines) < 10


def test_of_more_findings_than_any_report_has_the_first_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(_marked("）" * (MOST + 1) + "\n按照按照要求办理。"))
    result = gialint.check([str(path)])
    limit = result.reports[0].findings[0]
    counted = Counter(finding.code for finding in result.reports[0].findings)
    assert counted == {"GIA907": 1, "GIA723": MOST, "GIA707": 1}
    assert (
        f"GIA723（punctuation-pairs）：在一个文件里报出的问题超过 {MOST} 处，只列出前 {MOST} 处"
        in limit.message
    )
    assert "--ignore GIA723" in limit.hint
    assert result.exit == 2


def test_a_name_in_gbk_is_legible(tmp_path: Path) -> None:
    name = os.fsdecode("青石镇.txt".encode("gbk"))
    (tmp_path / name).write_bytes(CLEAN_TEXT)
    result = gialint.check([str(tmp_path / name), str(tmp_path / name.replace("t", "x"))])
    assert [report.path for report in result.reports] == [
        str(tmp_path / "青石镇.txt"),
        str(tmp_path / "青石镇.xxx"),
    ]
    assert legible("a/\ud800.txt") == "a/?.txt"


def test_a_folder_of_them_ends_with_status_2(tmp_path: Path) -> None:
    for name in ("random.docx", "loop.docx", "pipe.txt", "laughs.docx"):
        content = REFUSED[name][0]
        if callable(content):
            content(tmp_path / name)
        else:
            (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "gialint", "check", str(tmp_path), "--output-format", "concise"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert len([line for line in done.stdout.splitlines() if "GIA90" in line]) == 4
    assert not done.stderr


def test_a_path_that_is_none_says_so() -> None:
    with pytest.raises(Unreadable, match="路径无效"):
        contents_of("a\0.txt", Limits())
