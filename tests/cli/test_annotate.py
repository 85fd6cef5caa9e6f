"""``gialint annotate``: the copies it writes, of one report or several, what it says, what it refuses."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest

import gialint
from gialint.cli import annotate, main
from gialint.config import Config
from gialint.files.seal import is_sealed, sealed_package
from gialint.model import Diagnostic
from gialint.reading.office import office
from gialint.run.linter import linter
from tests.reportwriter.described import corpus
from tests.reportwriter.files import example, signed, with_macros
from tests.reportwriter.word import docx

Run = Callable[..., tuple[int, str, str]]
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*words: str, language: str = "zh") -> tuple[int, str, str]:
        status = main(["annotate", "--lang", language, *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def many(run: Run) -> Run:
    """Put two reports into a folder."""
    put("报告/县.docx", example("faulty", "docx"))
    put("报告/镇/年报.docx", example("clean", "docx"))
    return run


def put(name: str, data: bytes) -> bytes:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return data


def found(path: str) -> list[Diagnostic]:
    [checked] = gialint.check([path]).reports
    return list(checked.findings)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_faulty_example(run: Run) -> None:
    data = put("draft.docx", example("faulty", "docx"))
    status, told, complaint = run("draft.docx")
    assert (status, complaint) == (1, "")
    assert told == (
        "已写入 draft.checked.docx：9 条批注。\n"
        "共 1 份报告：4 个错误，3 个警告，2 条提示；2 项检查因缺少数据未能进行。不宜发布。\n"
    )
    assert Path("draft.docx").read_bytes() == data
    assert found("draft.checked.docx") == found("draft.docx")
    before, after = parts(data), parts(Path("draft.checked.docx").read_bytes())
    assert {name for name in after if before.get(name) != after[name]} == CHANGED
    assert [name for name in after if name in before] == list(before)


def test_each_finding_is_told_once_in_full(run: Run) -> None:
    put("draft.docx", example("faulty", "docx"))
    run("draft.docx", "-o", "out.docx")
    texts = [comment.text for comment in python_docx.Document("out.docx").comments]
    for finding in found("draft.docx"):
        assert sum(finding.message in text and finding.hint in text for text in texts) == 1
    assert len(texts) == len(found("draft.docx"))
    [text] = [text for text in texts if text.startswith("错误 GIA501")]
    assert "\n还涉及：" in text


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", ".zh-CN")])
def test_the_page_shows_what_is_said(run: Run, language: str, suffix: str) -> None:
    page = (Path(__file__).parents[2] / f"docs/annotating{suffix}.md").read_text("utf-8")
    put("draft.docx", example("faulty", "docx"))
    _, told, _ = run("draft.docx", language=language)
    assert f"```text\n{told}```\n" in page


def test_the_corpus(run: Run) -> None:
    """A second annotation changes nothing, and neither changes what is found."""
    Path("drafts").mkdir()
    for number, described in enumerate(corpus()):
        put(f"drafts/{described.name}.docx", docx(described.draft, numbered=bool(number % 2)))
    originals = annotated("drafts", run)
    copies = annotated("drafts-copies", run)
    assert len(originals) == len(corpus())
    assert copies == originals
    lint = linter(Config())
    for name in originals:
        again, once = (lint.check_file(f"{folder}/{name}") for folder in ("drafts-copies", "drafts"))
        assert again.findings == once.findings


def annotated(folder: str, run: Run) -> dict[str, bytes]:
    """Annotate each file of a folder, and return the copies, which stand beside it under their names."""
    Path(f"{folder}-copies").mkdir()
    for name in sorted(os.listdir(folder)):
        run(f"{folder}/{name}", "-o", f"{folder}-copies/{name}")
    return {path.name: path.read_bytes() for path in Path(f"{folder}-copies").iterdir()}


def test_comments_of_people_are_still_told_of(run: Run) -> None:
    document = python_docx.Document(BytesIO(example("clean", "docx")))
    document.add_comment(document.paragraphs[1].runs, "请李科长核实", "王主任", "王")
    document.save("draft.docx")
    status, told, _ = run("draft.docx")
    assert (status, told.startswith("已写入 draft.checked.docx：1 条批注。")) == (0, True)
    comments = python_docx.Document("draft.checked.docx").comments
    assert [comment.author for comment in comments] == ["王主任", "gialint"]
    assert [finding.code for finding in found("draft.checked.docx")] == ["GIA733"]


def test_in_english(run: Run) -> None:
    put("draft.docx", example("faulty", "docx"))
    status, told, _ = run("draft.docx", "-o", "out.docx", "--select", "GIA702", language="en")
    assert (status, told.splitlines()[0]) == (0, "Wrote out.docx: 1 comment.")
    [comment] = python_docx.Document("out.docx").comments
    assert comment.text.startswith("warning GIA702: ")
    assert "\nWhat to do: " in comment.text
    assert "\nBasis: " in comment.text


RULE = """\
code: QS101
name: ours
title: 证件
severity: info
basis: custom
match: {pattern: 编制, once: true}
message: 见 11010519491231002X
examples: [{clean: {}}, {violates: {一: 编制}}]
"""


@pytest.mark.parametrize("named", ["draft.docx", "."])
def test_a_number_that_a_rule_says_is_starred(run: Run, named: str) -> None:
    Path("gialint.yaml").write_text("rules: [./QS101-ours.yaml]\n", encoding="utf-8")
    Path("QS101-ours.yaml").write_text(RULE, encoding="utf-8")
    put("draft.docx", example("clean", "docx"))
    run(named)
    [comment] = python_docx.Document("draft.checked.docx").comments
    assert "见 110*************2X" in comment.text


def test_a_clean_report(run: Run) -> None:
    data = put("draft.docx", example("clean", "docx"))
    assert run("draft.docx") == (
        0, "已写入 draft.checked.docx：0 条批注。\n共 1 份报告：未发现问题。\n", "",
    )  # fmt: skip
    assert Path("draft.checked.docx").read_bytes() == sealed_package(data)


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("draft.docx", LOCKED, "密码"),
        ("draft.docx", OLD, "另存为"),
        ("draft.doc", OLD, "请在 Word 或 WPS 里“另存为”.docx 后再检查"),
        ("draft.wps", OLD, "请在 Word 或 WPS 里“另存为”.docx 后再检查"),
        ("draft.txt", "年度报告".encode(), "批注只能写入 .docx 文件，不能写入 .txt 文件：draft.txt"),
        ("draft.docx", b"PK\x03\x04 cut short", "损坏"),
        ("draft.docx", b"", "空"),
        (
            "draft.docm",
            with_macros(example("faulty", "docx")),
            "文件带宏，不写改动过的副本\n  请在 Word 里另存为",
        ),
        ("draft.docx", with_macros(example("clean", "docx")), "文件带宏，不写改动过的副本"),
    ],
)
def test_what_cannot_be_annotated(run: Run, name: str, data: bytes, complaint: str) -> None:
    put(name, data)
    status, told, said = run(name)
    assert (status, told) == (2, "")
    assert complaint in said
    assert os.listdir() == [name]


def test_a_missing_file(run: Run) -> None:
    status, told, said = run("draft.docx")
    assert (status, told, os.listdir()) == (2, "", [])
    assert "draft.docx" in said


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "draft.checked.docx 已经存在，没有覆盖\n加 --force 覆盖它，或用 -o 换一个文件名。\n"),
        (("-o", "draft.docx", "--force"), "副本不能就是原文件\n请用 -o 给出另一个文件名。\n"),
        (("-o", "./draft.docx"), "副本不能就是原文件\n请用 -o 给出另一个文件名。\n"),
        (("-o", "folder"), "folder/draft.checked.docx 已经存在，没有覆盖\n加 --force 覆盖它，"),
        (
            ("-o", "out.txt"),
            "副本的文件名应以 .docx 结尾：out.txt\n批注写在 Word 文件里；要别的格式用 gialint check -o。\n",
        ),
        (
            ("-o", "dangling.docx"),
            "dangling.docx 已经存在，没有覆盖\n加 --force 覆盖它，或用 -o 换一个文件名。\n",
        ),
    ],
)
def test_where_it_cannot_be_written(run: Run, words: tuple[str, ...], complaint: str) -> None:
    data = put("draft.docx", example("faulty", "docx"))
    other = put("draft.checked.docx", b"mine")
    put("folder/draft.checked.docx", b"mine")
    os.symlink("nothing.docx", "dangling.docx")
    status, told, said = run("draft.docx", *words)
    assert (status, told) == (2, "")
    assert said.startswith(f"gialint: {complaint}")
    assert Path("draft.docx").read_bytes() == data
    assert Path("draft.checked.docx").read_bytes() == other


@pytest.mark.parametrize("folder", ["新文件夹/", "新文件夹/2025/", "folder"])
def test_one_copy_goes_into_a_folder_as_those_of_several_do(run: Run, folder: str) -> None:
    Path("folder").mkdir()
    put("年报/draft.docx", example("faulty", "docx"))
    assert run("年报/draft.docx", "-o", folder)[0] == 1
    copy = Path(folder, "draft.checked.docx")
    assert is_sealed(str(copy))


@pytest.mark.parametrize("named", ["draft.docx", "."])
def test_a_copy_that_is_there_already_as_it_would_be_is_no_obstacle(run: Run, named: str) -> None:
    put("draft.docx", example("faulty", "docx"))
    first = run(named)
    written = Path("draft.checked.docx").read_bytes()
    again = run(named)
    assert (first[0], again[0]) == (1, 1)
    assert first[1].splitlines()[0] == again[1].splitlines()[0]
    assert Path("draft.checked.docx").read_bytes() == written


def test_a_name_in_another_encoding_is_told_as_it_is_meant(run: Run) -> None:
    name = os.fsdecode("年报.docx".encode("gb18030"))
    put(name, example("faulty", "docx"))
    assert run(name)[1].startswith("已写入 年报.checked.docx：")
    assert os.path.exists(os.fsdecode("年报.checked.docx".encode("gb18030")))


def test_the_copy_of_a_read_only_file_can_be_worked_on(run: Run) -> None:
    put("draft.docx", example("faulty", "docx"))
    os.chmod("draft.docx", 0o440)
    assert run("draft.docx")[0] == 1
    assert os.stat("draft.checked.docx").st_mode & 0o777 == 0o640


def test_a_signature_is_not_lost_unasked(run: Run) -> None:
    put("draft.docx", signed(example("faulty", "docx")))
    status, told, complaint = run("draft.docx")
    assert (status, told, complaint) == (
        2,
        "",
        "gialint: 文件有数字签名，改动过的副本里签名会失效，没有写\n"
        "原文件和它的签名不受影响；确要写副本，加 --force。\n",
    )
    assert os.listdir() == ["draft.docx"]
    assert run("draft.docx", "--force")[::2] == (1, "draft.checked.docx: 副本里的数字签名已失效。\n")
    # where there is nothing to write into it, nothing is lost
    put("clean.docx", signed(example("clean", "docx")))
    assert run("clean.docx")[::2] == (0, "")


def test_a_copy_is_overwritten_if_asked(run: Run) -> None:
    put("draft.docx", example("faulty", "docx"))
    put("draft.checked.docx", b"mine")
    assert run("draft.docx", "--force")[0] == 1
    assert len(list(python_docx.Document("draft.checked.docx").comments)) == 9


@pytest.mark.skipif(office() is None, reason="needs LibreOffice")
def test_libreoffice_keeps_the_comments_on_their_words(run: Run, tmp_path: Path) -> None:
    put("draft.docx", example("faulty", "docx"))
    run("draft.docx", "-o", "out.docx")
    program = office()
    assert program is not None
    command = [
        program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", "docx", "--outdir", "saved", "out.docx",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = Path("saved/out.docx").read_bytes()
    assert commented(saved) == commented(Path("out.docx").read_bytes())
    assert len(list(python_docx.Document(BytesIO(saved)).comments)) == 9
    assert [each.code for each in found("saved/out.docx")] == [each.code for each in found("draft.docx")]


def commented(data: bytes) -> list[tuple[str, str]]:
    """Return the words each comment stands on, and its first paragraph, in order of their place.

    Those on empty cells are left out: LibreOffice writes them without a range.
    """
    document = python_docx.Document(BytesIO(data))
    said = {comment.comment_id: comment.paragraphs[0].text for comment in document.comments}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    words: dict[str, str] = {}
    open_ones: list[str] = []
    for element in document.element.body.iter():
        number = element.get(f"{w}id", "")
        if element.tag == f"{w}commentRangeStart":
            open_ones.append(number)
            words[number] = ""
        elif element.tag == f"{w}commentRangeEnd":
            open_ones.remove(number)
        elif element.tag == f"{w}t":
            words |= {each: words[each] + (element.text or "") for each in open_ones}
    return [(text, said[int(number)]) for number, text in words.items() if text]


def files() -> set[str]:
    return {str(path) for path in Path().rglob("*") if path.is_file()}


def test_a_folder(many: Run) -> None:
    assert many("报告") == (
        1,
        "已写入 报告/县.checked.docx：9 条批注。\n"
        "已写入 报告/镇/年报.checked.docx：0 条批注。\n"
        "共 2 份报告：4 个错误，3 个警告，2 条提示；2 项检查因缺少数据未能进行。不宜发布。\n",
        "",
    )
    assert len(list(python_docx.Document("报告/县.checked.docx").comments)) == 9
    assert is_sealed("报告/镇/年报.checked.docx")


@pytest.mark.parametrize("out", ["批注/", "批注", "报告/批注"])
def test_copies_in_a_folder_stand_as_their_originals(many: Run, out: str) -> None:
    before = files()
    for _ in range(2):  # the second time all is as it is to be
        status, told, complaint = many("报告", "-o", out)
        assert (status, complaint) == (1, "")
        assert told.count("已写入") == 2
        target = Path(out)
        assert files() - before == {str(target / "县.checked.docx"), str(target / "镇/年报.checked.docx")}


def test_copies_are_not_annotated(many: Run) -> None:
    many("报告")
    python_docx.Document("报告/县.checked.docx").save("报告/县.checked.docx")  # somebody worked on it
    before = files()
    status, _, complaint = many("报告", language="en")
    assert status == 2
    assert files() == before
    assert "报告/县.docx: the copy already exists and was not overwritten\n" in complaint
    assert "报告/县.checked.docx: GIA908 already a copy with comments; not annotated again\n" in complaint
    assert many("报告", "--force")[0] == 1
    assert files() == before


def test_the_rest_is_done(many: Run) -> None:
    put("报告/网页.html", example("faulty", "html"))
    put("报告/文本.txt", example("clean", "txt"))
    put("报告/坏.docx", b"PK\x03\x04 cut short")
    put("报告/宏.docm", with_macros(example("clean", "docx")))
    put("报告/签名.docx", signed(example("faulty", "docx")))
    put("别处/外.docx", example("clean", "docx"))
    os.symlink("../别处/外.docx", "报告/链接.docx")
    os.symlink("../别处", "报告/别处")
    status, told, complaint = many("报告")
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
    assert many("报告", "--force")[2].count("副本里的数字签名已失效。") == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["报告/县.docx", "报告/镇/年报.docx"], ["报告/县.checked.docx", "报告/镇/年报.checked.docx"]),
        (["报告/*.docx"], ["报告/县.checked.docx"]),
        (["报告", "--exclude", "镇"], ["报告/县.checked.docx"]),
        (["报告/县.docx", "报告/镇", "-o", "副本/"], ["副本/县.checked.docx", "副本/年报.checked.docx"]),
    ],
)
def test_what_may_be_named(many: Run, words: list[str], expected: list[str]) -> None:
    before = files()
    assert many(*words)[0] == 1
    assert files() - before == set(expected)


def test_two_copies_of_one_name(many: Run) -> None:
    put("别处/县.docx", example("clean", "docx"))
    status, told, complaint = many("报告/县.docx", "别处/县.docx", "-o", "副本/", "--force")
    assert (status, told.count("已写入")) == (2, 1)
    assert "别处/县.docx: 另一份报告的副本已用了这个名字\n" in complaint


def test_a_file_that_changes_meanwhile(many: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    other = example("clean", "docx")
    monkeypatch.setattr(annotate, "contents_of", lambda path, limits: other)
    status, told, complaint = many("报告")
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
def test_what_is_refused(many: Run, words: list[str], complaint: str) -> None:
    before = files()
    assert many(*words) == (2, "", f"gialint: {complaint}")
    assert files() == before


def test_an_empty_folder(many: Run) -> None:
    Path("空").mkdir()
    status, _, complaint = many("空")
    assert status == 2
    assert complaint.startswith("空: GIA902 文件夹里没有可以检查的报告")


@pytest.mark.parametrize("what", ["报告/镇", "报告/镇/年报.docx"])
def test_what_only_last_year_s_report_tells_is_a_comment(many: Run, what: str) -> None:
    """It names the other file, and the list of members who is late."""
    last = "title: 云坪县青石镇人民政府2023年政府信息公开工作年度报告\nrequests.carried_out.total: 5\n"
    put("去年/a.yaml", last.encode())
    put("m.csv", "机关名称,公布日期,本级政府\n青石镇人民政府,2025-03-01,云坪县人民政府\n".encode())
    status, _, told = many(what, "--last", "去年", "--members", "m.csv")
    assert (status, told) == (0, "")
    written = python_docx.Document("报告/镇/年报.checked.docx").comments
    texts = ["\n".join(paragraph.text for paragraph in comment.paragraphs) for comment in written]
    assert any("GIA801" in text and "还涉及：去年/a.yaml" in text for text in texts), texts
    assert any("GIA605" in text and "名单所列公布日期为 2025-03-01" in text for text in texts), texts
    assert len(texts) == 2
