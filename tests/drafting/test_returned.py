"""What is sent back: a page for each agency with something to do, and none for the others."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from gialint.cli import main
from tests.english import foreign

EXAMPLES = Path(__file__).parents[2] / "examples"
REPO = EXAMPLES / "repo" / "2024"
TITLE = "关于修改年度报告的意见"


def told(path: Path) -> list[str]:
    """Return the paragraphs of a document."""
    xml = ZipFile(BytesIO(path.read_bytes())).read("word/document.xml").decode()
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each)) for each in xml.split("</w:p>")]


def test_each_agency_with_findings_has_a_page(tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    assert main(["check", "--lang", "zh", "--isolated", str(REPO), "-o", f"docx:{path}", "--quiet"]) == 1
    lines = told(path)
    greeted = [line for line in lines if line.endswith("：")]
    assert "云坪县林业局：" in greeted
    assert "云坪县石桥镇人民政府：" not in greeted
    assert lines.count(TITLE) == len(greeted)
    assert "你单位报送的2024 年度报告（林业局.docx）经检查，请按下列意见修改后重新报送。" in lines
    assert any(line.startswith("2．正文称“上年结转1件”") and "怎么改：" in line for line in lines)


def test_a_sound_report_is_not_sent_back(tmp_path: Path) -> None:
    path = tmp_path / "back.docx"
    assert main(["check", "--lang", "zh", str(EXAMPLES / "clean.docx"), "-o", f"docx:{path}"]) == 0
    assert told(path)[:2] == [TITLE, "没有需要退回的报告。"]


def test_in_english_nothing_is_punctuated_in_chinese(tmp_path: Path) -> None:
    path, text = tmp_path / "back.docx", (EXAMPLES / "draft.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("（七）总计 | 0", "（七）总计 | "), encoding="utf-8")
    words = ["check", "--lang", "en", "--isolated", *map(str, sorted(tmp_path.glob("?.txt")))]
    assert main([*words, "-o", f"docx:{path}", "--quiet"]) == 1
    lines = [unescape(line) for line in told(path)]
    assert "To be fixed (a.txt)" in lines
    ends = "(GIA501). At: 六/段1. What to do: "
    assert any(line.startswith("1. the text says") and ends in line for line in lines)
    assert any(line.endswith("blank (GIA302).") for line in lines)
    assert any(line.endswith("(GIA805)") for line in lines)
    assert foreign("\n".join(lines), f"{text}三/表1/（七）总计/自然人") == []


def test_the_format_must_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "年报.docx"
    assert main(["check", "--lang", "en", str(EXAMPLES / "clean.docx"), "-o", str(path)]) == 2
    assert "docx:FILE" in capsys.readouterr().err
    assert not path.exists()


def test_a_file_that_somebody_wrote_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "back.docx"
    words = ["check", "--lang", "en", str(EXAMPLES / "clean.txt"), "-o", f"docx:{path}"]
    assert [main(words), main(words)] == [0, 0]  # its own, again
    path.write_bytes((EXAMPLES / "faulty.docx").read_bytes())
    assert main(words) == 2
    assert "was not overwritten" in capsys.readouterr().err
    assert path.read_bytes() == (EXAMPLES / "faulty.docx").read_bytes()
