"""``gialint annotate`` on folders and several files: which get a copy, where, what is told of the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest

from gialint.cli import annotate, main
from gialint.files.seal import is_sealed
from tests.reportwriter.files import example, signed, with_macros

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    put("报告/县.docx", example("faulty", "docx"))
    put("报告/镇/年报.docx", example("clean", "docx"))

    def run(*words: str, language: str = "zh") -> tuple[int, str, str]:
        status = main(["annotate", "--lang", language, *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def put(name: str, data: bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)


def files() -> set[str]:
    return {str(path) for path in Path().rglob("*") if path.is_file()}


def test_a_folder(run: Run) -> None:
    assert run("报告") == (
        1,
        "已写入 报告/县.checked.docx：9 条批注。\n"
        "已写入 报告/镇/年报.checked.docx：0 条批注。\n"
        "共 2 份报告：4 个错误，3 个警告，2 条提示；2 项检查因缺少数据未能进行。不宜发布。\n",
        "",
    )
    assert len(list(python_docx.Document("报告/县.checked.docx").comments)) == 9
    assert is_sealed("报告/镇/年报.checked.docx")


@pytest.mark.parametrize("out", ["批注/", "批注", "报告/批注"])
def test_copies_in_a_folder_stand_as_their_originals(run: Run, out: str) -> None:
    before = files()
    for _ in range(2):  # the second time all is as it is to be
        status, told, complaint = run("报告", "-o", out)
        assert (status, complaint) == (1, "")
        assert told.count("已写入") == 2
        target = Path(out)
        assert files() - before == {str(target / "县.checked.docx"), str(target / "镇/年报.checked.docx")}


def test_copies_are_not_annotated(run: Run) -> None:
    run("报告")
    python_docx.Document("报告/县.checked.docx").save("报告/县.checked.docx")  # somebody worked on it
    before = files()
    status, _, complaint = run("报告", language="en")
    assert status == 2
    assert files() == before
    assert "报告/县.docx: the copy already exists and was not overwritten\n" in complaint
    assert "报告/县.checked.docx: GIA908 already a copy with comments; not annotated again\n" in complaint
    assert run("报告", "--force")[0] == 1
    assert files() == before


def test_the_rest_is_done(run: Run) -> None:
    put("报告/网页.html", example("faulty", "html"))
    put("报告/文本.txt", example("clean", "txt"))
    put("报告/坏.docx", b"PK\x03\x04 cut short")
    put("报告/宏.docm", with_macros(example("clean", "docx")))
    put("报告/签名.docx", signed(example("faulty", "docx")))
    put("别处/外.docx", example("clean", "docx"))
    os.symlink("../别处/外.docx", "报告/链接.docx")
    os.symlink("../别处", "报告/别处")
    status, told, complaint = run("报告")
    assert status == 2
    assert told.count("已写入") == 2
    for said in (
        "报告/坏.docx: GIA902 ",
        "报告/别处: GIA908 这是通向别的文件夹的链接，未检查\n",
        "批注只能写入 .docx 文件，这些没有写副本：报告/文本.txt、报告/网页.html\n  请另存为 .docx 再批注",
        "报告/宏.docm: 文件带宏，不写改动过的副本\n",
        "报告/签名.docx: 文件有数字签名，改动过的副本里签名会失效，没有写\n",
        "报告/链接.docx: 这是链接，未批注\n  要批注它所指的文件，请直接写出那个文件。\n",
    ):
        assert said in complaint
    assert not Path("别处/外.checked.docx").exists()
    assert not list(Path("报告").glob("宏.*.*"))
    assert run("报告", "--force")[2].count("副本里的数字签名已失效。") == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["报告/县.docx", "报告/镇/年报.docx"], ["报告/县.checked.docx", "报告/镇/年报.checked.docx"]),
        (["报告/*.docx"], ["报告/县.checked.docx"]),
        (["报告", "--exclude", "镇"], ["报告/县.checked.docx"]),
        (["报告/县.docx", "报告/镇", "-o", "副本/"], ["副本/县.checked.docx", "副本/年报.checked.docx"]),
    ],
)
def test_what_may_be_named(run: Run, words: list[str], expected: list[str]) -> None:
    before = files()
    assert run(*words)[0] == 1
    assert files() - before == set(expected)


def test_two_copies_of_one_name(run: Run) -> None:
    put("别处/县.docx", example("clean", "docx"))
    status, told, complaint = run("报告/县.docx", "别处/县.docx", "-o", "副本/", "--force")
    assert (status, told.count("已写入")) == (2, 1)
    assert "别处/县.docx: 另一份报告的副本已用了这个名字\n" in complaint


def test_a_file_that_changes_meanwhile(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    other = example("clean", "docx")
    monkeypatch.setattr(annotate, "contents_of", lambda path, limits: other)
    status, told, complaint = run("报告")
    assert (status, told.count("已写入")) == (2, 1)
    assert "报告/县.docx: 检查期间文件被改动了，未批注\n  请再运行一次。\n" in complaint


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["报告", "-o", "out.docx"], "几份报告的副本要放进文件夹：out.docx\n可以写成 -o 批注/\n"),
        (["报告", "-o", "报告/县.docx"], "几份报告的副本要放进文件夹：报告/县.docx\n可以写成 -o 批注/\n"),
        (["报告", "--jobs", "0"], "--jobs 应当是 1 以上的整数，不能是“0”\n"),
    ],
)
def test_what_is_refused(run: Run, words: list[str], complaint: str) -> None:
    before = files()
    assert run(*words) == (2, "", f"gialint: {complaint}")
    assert files() == before


def test_an_empty_folder(run: Run) -> None:
    Path("空").mkdir()
    status, _, complaint = run("空")
    assert status == 2
    assert complaint.startswith("空: GIA902 文件夹里没有可以检查的报告")


@pytest.mark.parametrize("what", ["报告/镇", "报告/镇/年报.docx"])
def test_what_only_last_year_s_report_tells_is_a_comment(run: Run, what: str) -> None:
    """It names the other file, and the list of members who is late."""
    last = "title: 云坪县青石镇人民政府2023年政府信息公开工作年度报告\nrequests.carried_out.total: 5\n"
    put("去年/a.yaml", last.encode())
    put("m.csv", "机关名称,公布日期,本级政府\n青石镇人民政府,2025-03-01,云坪县人民政府\n".encode())
    status, _, told = run(what, "--last", "去年", "--members", "m.csv")
    assert (status, told) == (0, "")
    written = python_docx.Document("报告/镇/年报.checked.docx").comments
    texts = ["\n".join(paragraph.text for paragraph in comment.paragraphs) for comment in written]
    assert any("GIA801" in text and "还涉及：去年/a.yaml" in text for text in texts), texts
    assert any("GIA605" in text and "名单所列公布日期为 2025-03-01" in text for text in texts), texts
    assert len(texts) == 2
