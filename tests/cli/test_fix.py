"""``gialint check --fix`` and ``--diff``: what is written, what is said, what is refused."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from slipped import blanked, slipped

import gialint.writing.fixing
from gialint.cli import main
from gialint.run.linter import Linter
from gialint.writing.fixing import Fixed
from tests.reportwriter.files import content, example, signed, with_macros, written

DOCS = Path(__file__).parents[2] / "docs"
MADE = (
    "把“[]”改为“〔〕”（GIA704）；把“存在的问题及改进措施”改为“存在的主要问题及改进情况”（GIA103）；"
    "把 1 处数字改为规范写法，数值不变（GIA724）；"
    "把 2 处改为全角（GIA721）；把“行政复仪”改为“行政复议”（GIA707）"
)
NOTHING = "没有可以自动改正的地方。\n"
CLEAN = "共 1 份报告：未发现问题。\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        status = main(["check", "--lang", "zh", *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def put(name: str, data: bytes | None = None) -> bytes:
    data = written(slipped(), name.rpartition(".")[2]) if data is None else data
    Path(name).write_bytes(data)
    return data


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_a_text_is_mended_in_place(run: Run, form: str) -> None:
    put(f"draft.{form}")
    assert run("--fix", f"draft.{form}") == (0, CLEAN, f"draft.{form}: 已改正 7 处：{MADE}\n")
    assert Path(f"draft.{form}").read_bytes() == example("clean", form)
    assert run("--fix", f"draft.{form}") == (0, CLEAN, NOTHING)
    assert os.listdir() == [f"draft.{form}"]


def test_encoding_mode_and_link_stay(run: Run) -> None:
    put("real.txt", written(slipped(), "txt").decode().replace("\n", "\r\n").encode("gb18030"))
    os.chmod("real.txt", 0o640)
    os.symlink("real.txt", "draft.txt")
    assert run("--fix", "draft.txt")[0] == 0
    assert Path("draft.txt").is_symlink()
    assert Path("real.txt").stat().st_mode & 0o777 == 0o640
    expected = example("clean", "txt").decode().replace("\n", "\r\n").encode("gb18030")
    assert Path("real.txt").read_bytes() == expected


def test_a_word_file_is_mended_in_a_copy(run: Run) -> None:
    data = put("draft.docx")
    said = f"draft.docx: 已改正 7 处，写入 draft.fixed.docx，原文件未改动：{MADE}\n"
    assert run("--fix", "draft.docx") == (0, CLEAN, said)
    assert Path("draft.docx").read_bytes() == data
    assert content(Path("draft.fixed.docx").read_bytes(), "docx") == content(example("clean", "docx"), "docx")
    # the findings told are those of the copy
    status, told, _ = run("--fix", "draft.docx", "--output-format", "json")
    assert (status, '"path": "draft.fixed.docx"' in told) == (0, True)
    # what is in it already is not told to be in the way, and the copy itself needs no mending
    assert run("--fix", ".") == (0, CLEAN, said)


def test_a_copy_that_somebody_has_changed_is_not_overwritten(run: Run) -> None:
    put("draft.docx")
    other = put("draft.fixed.docx", example("faulty", "docx"))
    status, told, complaint = run("--fix", "draft.docx", "--output-format", "concise")
    assert status == 2
    assert "draft.docx:2:82: 警告 GIA704" in told
    assert complaint == (
        "draft.docx: draft.fixed.docx 已经存在，没有覆盖\n"
        "  如果它是上次改正的结果、已不需要，请删除或改名后再运行，或加 --force 覆盖它。\n"
    )
    assert Path("draft.fixed.docx").read_bytes() == other
    assert run("--fix", "--force", "draft.docx")[0] == 0
    assert Path("draft.fixed.docx").read_bytes() != other


def test_a_signature_is_not_lost_unasked(run: Run) -> None:
    data = put("draft.docx", signed(written(slipped(), "docx")))
    status, _, complaint = run("--fix", "draft.docx")
    assert (status, complaint) == (
        2,
        "draft.docx: 文件有数字签名，改动过的副本里签名会失效，没有写\n"
        "  原文件和它的签名不受影响；确要写副本，加 --force。\n",
    )
    assert os.listdir() == ["draft.docx"]
    status, _, complaint = run("--fix", "--force", "draft.docx")
    assert (status, complaint.endswith("draft.fixed.docx: 副本里的数字签名已失效。\n")) == (0, True)
    assert Path("draft.docx").read_bytes() == data
    put("clean.docx", signed(example("clean", "docx")))
    assert run("--fix", "clean.docx") == (0, CLEAN, NOTHING)


def test_others_are_mended_where_one_cannot_be(run: Run) -> None:
    put("a.docx")
    put("a.fixed.docx", b"mine")
    put("b.txt")
    put("c.txt", b"\xff\xfe\xfa")
    status, _, complaint = run("--fix", "a.docx", "b.txt", "c.txt")
    assert status == 2
    assert "b.txt: 已改正 7 处" in complaint
    assert Path("b.txt").read_bytes() == example("clean", "txt")
    assert Path("c.txt").read_bytes() == b"\xff\xfe\xfa"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="whoever may write anywhere is refused nothing"
)
def test_a_folder_that_cannot_be_written_to(run: Run) -> None:
    Path("closed").mkdir()
    data = put("closed/draft.txt")
    os.chmod("closed", 0o500)
    status, _, complaint = run("--fix", "closed/draft.txt")
    os.chmod("closed", 0o700)
    assert (status, "无法写入" in complaint) == (2, True)
    assert Path("closed/draft.txt").read_bytes() == data


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_disk_without_room(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = put(f"draft.{form}")
    code = (
        "import resource, sys\nfrom gialint.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        f"sys.exit(main(['check', '--lang', 'zh', '--fix', 'draft.{form}']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    target = "draft.fixed.docx" if form == "docx" else "draft.txt"
    assert (done.returncode, done.stderr) == (
        2,
        f"draft.{form}: 无法写入 {target}：文件太大，系统不允许\n",
    )
    assert (Path(f"draft.{form}").read_bytes(), os.listdir()) == (data, [f"draft.{form}"])


def test_what_is_left_is_told(run: Run) -> None:
    put("draft.yaml")
    status, _, complaint = run("--fix", "draft.yaml")
    assert status == 0
    assert complaint == f"draft.yaml: 7 处没有自动改正（这种格式的文件不能自动改正）：{MADE}\n"


@pytest.mark.parametrize(("form", "target"), [("txt", "draft.txt"), ("docx", "draft.fixed.docx")])
def test_a_difference_is_shown_and_nothing_is_written(run: Run, form: str, target: str) -> None:
    data = put(f"draft.{form}")
    status, told, complaint = run("--diff", f"draft.{form}")
    verdict = "共 1 份报告：2 个警告，3 条提示；正文有 1 处说法未能理解，未核对。请逐条核实警告后再发布。\n"
    assert (status, complaint) == (0, f"draft.{form}: 可改正 7 处：{MADE}\n{verdict}")
    assert told.startswith(f"--- draft.{form}\n+++ {target}\n@@ -1,3 +1,3 @@\n")
    changed = [line for line in told.splitlines() if line.startswith(("-", "+"))]
    assert len(changed) == 2 + 2 * 5
    assert "-五、存在的问题及改进措施" in changed
    assert "+五、存在的主要问题及改进情况" in changed
    assert (Path(f"draft.{form}").read_bytes(), os.listdir()) == (data, [f"draft.{form}"])


ASKED = "把 1 个空白格填为 0（按所在行和列的合计只能是 0）（GIA304）"


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_what_is_to_be_checked_first_is_made_if_asked(run: Run, form: str) -> None:
    name = f"draft.{form}"
    data = put(name, written(blanked(), form))
    left = f"{name}: 1 处没有自动改正（须先核实；确认后加 --unsafe-fixes）：{ASKED}\n"
    for way in ("--fix", "--diff"):
        assert run(way, name)[2].startswith(left)
    assert (Path(name).read_bytes(), os.listdir()) == (data, [name])
    status, told, complaint = run("--diff", "--unsafe-fixes", name)
    assert (status, complaint.splitlines()[0]) == (0, f"{name}: 可改正 1 处：{ASKED}")
    assert len([line for line in told.splitlines() if line.startswith("+")]) == 2
    assert (Path(name).read_bytes(), os.listdir()) == (data, [name])
    status, told, complaint = run("--fix", "--unsafe-fixes", name)
    assert (status, told, "已改正 1 处" in complaint) == (0, CLEAN, True)


def test_a_difference_exits_as_a_check_does(run: Run) -> None:
    put("draft.txt", example("faulty", "txt"))
    status, told, complaint = run("--diff", "draft.txt")
    assert (status, told) == (1, "")
    assert complaint.startswith(f"{NOTHING}共 1 份报告：4 个错误")
    assert run("--diff", "--exit-zero", "draft.txt")[0] == 0


@pytest.mark.parametrize(
    ("name", "words", "complaint"),
    [
        ("none.txt", (), "none.txt: GIA902 没有这个文件\n  请核对路径和文件名。\n"),
        ("empty.docx", (), "empty.docx: GIA902 文件是空的（0 字节）\n"),
        ("draft.txt", ("--waivers", "none.yaml"), "none.yaml: GIA906 没有这个文件\n"),
    ],
)
def test_a_difference_tells_what_could_not_be_done(
    run: Run, name: str, words: tuple[str, ...], complaint: str
) -> None:
    put("draft.txt")
    put("empty.docx", b"")
    status, _, said = run("--diff", name, *words)
    assert status == 2
    assert complaint in said
    assert "未能检查" in said


def test_a_file_that_was_made_read_only_stays(run: Run) -> None:
    data = put("draft.txt")
    os.chmod("draft.txt", 0o444)
    status, told, complaint = run("--fix", "draft.txt")
    assert status == 2
    assert complaint == "draft.txt: 文件设为只读，没有改动\n  要改正它，请先取消只读。\n"
    assert Path("draft.txt").read_bytes() == data
    assert told.endswith("请逐条核实警告后再发布。\n")
    assert run("--diff", "missing.txt")[0] == 2


@pytest.mark.parametrize(
    ("words", "followed"),
    [
        (("folder",), False),
        (("folder/*.txt",), False),
        (("folder/**",), False),
        (("*/draft.txt",), True),
        (("folder", "real.txt"), True),
        (("folder", "."), True),
        (("folder/draft.txt",), True),
        (("folder", "folder/draft.txt"), True),
    ],
)
def test_no_link_is_followed_out_of_what_was_named(run: Run, words: tuple[str, ...], followed: bool) -> None:
    data = put("real.txt")
    Path("folder").mkdir()
    os.symlink("../real.txt", "folder/draft.txt")
    status, _, complaint = run("--fix", *words)
    assert (status, Path("real.txt").read_bytes() != data) == (0 if followed else 2, followed)
    assert followed or complaint == (
        "folder/draft.txt: 这是链接，通向所给文件夹以外的文件，没有改动\n"
        "  要改正那个文件，请直接写出它的路径。\n"
    )
    assert Path("folder/draft.txt").is_symlink()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("folder/*/draft.docx",), False),
        (("folder/linked/draft.docx",), True),
        (("folder/linked",), True),
        (("*/draft.docx",), True),
        (("folder/alone.docx",), True),
    ],
)
def test_no_copy_is_written_where_only_a_link_leads(run: Run, words: tuple[str, ...], written: bool) -> None:
    Path("real").mkdir()
    Path("folder").mkdir()
    data = put("real/draft.docx")
    os.symlink("../real", "folder/linked")
    os.symlink("../real/draft.docx", "folder/alone.docx")
    before = {path.name for path in Path("real").iterdir()}
    status, _, complaint = run("--fix", *words)
    copies = sorted(map(str, Path().rglob("*.fixed.docx")))
    assert (status, len(copies) > 0) == ((0, True) if written else (2, False))
    assert written or "这是链接，通向所给文件夹以外的文件，没有改动" in complaint
    assert Path("real/draft.docx").read_bytes() == data
    assert words != ("folder/alone.docx",) or ({*os.listdir("real")}, copies) == (
        before,
        ["folder/alone.fixed.docx"],
    )


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_what_somebody_saves_meanwhile_stays(run: Run, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(f"draft.{form}")
    fixed = gialint.writing.fixing.fixed

    def saved_meanwhile(lint: Linter, path: str, data: bytes, *, unsafe: bool) -> Fixed:
        outcome = fixed(lint, path, data, unsafe=unsafe)
        put(f"draft{'.fixed' if form == 'docx' else ''}.{form}", b"saved meanwhile")
        return outcome

    monkeypatch.setattr("gialint.cli.fixing.fixed", saved_meanwhile)
    status, _, complaint = run("--fix", f"draft.{form}")
    assert status == 2
    if form == "txt":
        assert "draft.txt: 检查期间这个文件被别人改动了，没有覆盖\n  请再运行一次。\n" in complaint
        assert Path("draft.txt").read_bytes() == b"saved meanwhile"
    else:
        assert "draft.docx: draft.fixed.docx 已经存在，没有覆盖\n" in complaint
        assert Path("draft.fixed.docx").read_bytes() == b"saved meanwhile"


def test_a_difference_stars_a_number_that_no_reader_shows(run: Run) -> None:
    page = written(slipped(), "html").decode()
    heading = "五、存在的问题及改进措施</h2>"
    assert f">{heading}" in page
    number = "11010519491231002X"
    put("draft.html", page.replace(f">{heading}", f' title="{number}">{heading}').encode())
    _, told, _ = run("--diff", "draft.html")
    assert number not in told
    assert '"110*************2X"' in told


def test_other_outputs_still_go_to_files(run: Run) -> None:
    put("draft.txt")
    status, told, _ = run("--diff", "draft.txt", "-o", "json:result.json")
    assert (status, told[:3]) == (0, "---")
    assert '"GIA704"' in Path("result.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ("--fix", "--diff", "a.txt"),
            "gialint: --fix 和 --diff 只能用一个\n--diff 只看不改，--fix 才写文件。\n",
        ),
        (
            ("--force", "--diff", "a.txt"),
            "gialint: --force 要与 --fix 连用\n它写出本来不写的副本。\n",
        ),
        (
            ("--unsafe-fixes", "a.txt"),
            "gialint: --unsafe-fixes 要与 --fix 或 --diff 连用\n先用 --diff 看会改什么。\n",
        ),
        (
            ("--fix", "-", "--stdin-filename", "a.txt"),
            "gialint: 标准输入不能用 --fix 改正\n可以用 --diff 看会改什么。\n",
        ),
    ],
)
def test_what_cannot_be_done(run: Run, words: tuple[str, ...], complaint: str) -> None:
    assert run(*words) == (2, "", complaint)


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", ".zh-CN")])
def test_the_page_shows_what_is_said(
    language: str,
    suffix: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (DOCS / f"fixing{suffix}.md").read_text("utf-8")
    draft, said = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    [difference] = re.findall(r"^```diff\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    put("draft.txt", draft.encode())
    rules = ["--select", "GIA103,GIA707,GIA721,GIA724", "--lang", language]
    assert main(["check", "draft.txt", "--diff", *rules]) == 0
    assert capsys.readouterr().out == difference
    assert main(["check", "draft.txt", "--fix", *rules]) == 0
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("name", ["draft.docm", "draft.docx"])
def test_no_file_with_macros_is_written(run: Run, name: str) -> None:
    put(name, with_macros(written(slipped(), "docx")))
    status, _, complaint = run("--fix", name)
    assert (status, os.listdir()) == (0, [name])
    assert complaint.startswith(f"{name}: 7 处没有自动改正（文件带宏，不写改动过的副本）：")
    assert run("--diff", name)[1] == ""


def test_a_copy_without_macros_is_no_docm(run: Run) -> None:
    put("draft.docm", written(slipped(), "docx"))
    assert run("--fix", "draft.docm")[0] == 0
    assert sorted(os.listdir()) == ["draft.docm", "draft.fixed.docx"]
