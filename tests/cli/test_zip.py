"""A zip, named or met in a folder: it is read as a folder is, and nothing else is done to it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.files.seal import sealed_package
from gialint.run.discover import Ground, Terms, find
from tests.reportwriter.files import example
from tests.reportwriter.zipped import flagged, zipped

Run = Callable[..., tuple[int, str, str]]
CLEAN, FAULTY = example("clean", "docx"), example("faulty", "docx")
REPORTS = {"青石镇/年报.docx": FAULTY, "云坪县.txt": example("clean", "txt")}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*words: str, command: str = "check") -> tuple[int, str, str]:
        status = main([command, "--lang", "zh", *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def put(data: bytes, name: str = "a.zip") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)


def checked(run: Run, *words: str) -> tuple[int, list[str], list[tuple[str, str]]]:
    """Return the status, the paths of reports, and the codes and places of what stands outside them."""
    status, told, _ = run(*words, "--output-format", "json")
    result = json.loads(told)
    outside = [
        (each["code"], each["location"]["address"]) for each in result["engine"] if each["code"] != "GIA909"
    ]
    return status, [each["path"] for each in result["reports"]], outside


@pytest.mark.parametrize("names", ["marked", "gbk", "utf-8"])
@pytest.mark.parametrize("given", ["a.zip", "a.zip/", "."])
def test_a_zip_is_a_folder(run: Run, names: str, given: str) -> None:
    put(zipped(REPORTS, names))
    assert checked(run, given) == (1, ["a.zip/云坪县.txt", "a.zip/青石镇/年报.docx"], [])
    assert os.listdir() == ["a.zip"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a.zip/青石镇"], ["a.zip/青石镇/年报.docx"]),
        (["a.zip/青石镇/年报.docx"], ["a.zip/青石镇/年报.docx"]),
        (["a.zip", "a.zip/青石镇/年报.docx"], ["a.zip/云坪县.txt", "a.zip/青石镇/年报.docx"]),
        (["*.zip"], ["a.zip/云坪县.txt", "a.zip/青石镇/年报.docx"]),
        (["a.zip", "--exclude", "青石镇"], ["a.zip/云坪县.txt"]),
        (["a.zip", "--exclude", "*.txt"], ["a.zip/青石镇/年报.docx"]),
        (["a.zip", "--skip-unrecognized"], ["a.zip/云坪县.txt", "a.zip/青石镇/年报.docx"]),
        (["a.zip", "--jobs", "2"], ["a.zip/云坪县.txt", "a.zip/青石镇/年报.docx"]),
    ],
)
def test_what_may_be_named(run: Run, given: list[str], expected: list[str]) -> None:
    put(zipped(REPORTS))
    assert checked(run, *given)[1:] == (expected, [])


def test_the_same_is_found_as_in_a_folder(run: Run) -> None:
    put(zipped(REPORTS))
    for name, data in REPORTS.items():
        put(data, f"b/{name}")
    _, packed, _ = run("a.zip", "--output-format", "concise")
    _, unpacked, _ = run("b", "--output-format", "concise")
    assert packed == unpacked.replace("b/", "a.zip/")
    assert (
        run("a.zip/青石镇/年报.docx", command="facts")[1].replace("a.zip/", "b/")
        == (run("b/青石镇/年报.docx", command="facts")[1])
    )


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"b.zip": zipped(REPORTS)}, ("b.zip", "压缩包里的压缩包，没有打开")),
        ({"gialint.yaml": b"select: [GIA702]"}, ("gialint.yaml", "压缩包里的设置文件不起作用")),
        ({"图.png": b"x"}, ("图.png", "不能直接检查 .png 文件")),
        ({"__MACOSX/._年报.docx": b"x", ".隐/年报.docx": CLEAN, "~$年报.docx": b"x"}, None),
        ({"说明.txt": "请查收".encode()}, None),
    ],
    ids=["zip in a zip", "settings", "picture", "hidden", "no report"],
)
def test_what_is_told_and_not_opened(
    run: Run, members: dict[str, bytes], told: tuple[str, str] | None
) -> None:
    put(zipped(REPORTS | members))
    status, out, _ = run("a.zip", "--output-format", "concise", "--verbose")
    assert status == 1
    assert "青石镇/年报.docx:71:7: 错误 GIA501" in out
    lines = [line for line in out.splitlines() if "GIA908" in line]
    assert lines == ([f"a.zip/{told[0]}: 警告 GIA908 {told[1]}"] if told else [])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (zipped({}), "a.zip: 错误 GIA902 压缩包里没有可以检查的报告"),
        (b"", "a.zip: 错误 GIA902 文件是空的（0 字节）"),
        (zipped(REPORTS)[:-30], "a.zip: 错误 GIA902 文件已损坏或不完整，无法打开"),
        (CLEAN, "a.zip: 错误 GIA902 扩展名是 .zip，内容却是 Word 文档（.docx）"),
        (zipped({f"{n}.txt": b"" for n in range(10_000)}), "a.zip: 错误 GIA907 压缩包里有 10000 个文件，"),
    ],
    ids=["nothing in it", "no bytes", "broken", "Word", "10 000 files"],
)
def test_archives_that_cannot_be_read_keep_nothing_else(run: Run, data: bytes, told: str) -> None:
    put(data)
    put(CLEAN, "年报.docx")
    status, out, _ = run("a.zip", "年报.docx", "--output-format", "concise")
    assert status == 2
    assert told in out
    assert "共 1 份报告" in out


def test_members_that_cannot_be_read_keep_nothing_else(run: Run) -> None:
    put(flagged(zipped({"密.docx": FAULTY, "年报.docx": CLEAN, "弹.txt": b" " * 2_000_000}), 1))
    status, out, _ = run("a.zip", "--output-format", "concise")
    assert status == 2
    assert "a.zip/密.docx: 错误 GIA902 压缩包里的这个文件加了密码\n" in out
    assert "a.zip/弹.txt: 错误 GIA907 解压后膨胀 " in out
    assert "共 3 份报告，其中 2 份无法读取" in out


def test_an_empty_one_in_a_folder_is_told(run: Run) -> None:
    put(zipped({}), "b/空.zip")
    put(CLEAN, "b/年报.docx")
    status, out, _ = run("b", "--output-format", "concise")
    assert status == 0
    assert "b/空.zip: 警告 GIA908 压缩包里没有可以检查的报告\n" in out
    assert "共 1 份报告：未发现问题；另有 1 个文件未检查" in out


def test_files_of_one_name_are_told(run: Run) -> None:
    put(zipped([("年报.docx", FAULTY), ("/年报.docx", CLEAN)]))
    status, out, _ = run("a.zip", "--output-format", "concise")
    assert status == 0
    assert "a.zip/年报.docx: 警告 GIA908 压缩包里有几个文件叫这个名字，只检查最后一个\n" in out


def test_its_configuration_is_that_of_the_folder_where_it_stands(run: Run) -> None:
    put(
        zipped(REPORTS | {"gialint.yaml": b"ignore: [GIA]", "青石镇/gialint.yaml": b"ignore: [GIA]"}),
        "b/a.zip",
    )
    put(b"select: [GIA702]", "b/gialint.yaml")
    _, out, _ = run("b/a.zip", "--output-format", "concise")
    assert out.count("GIA702") == 1
    assert "GIA501" not in out


@pytest.mark.parametrize("words", [["--fix"], ["--fix", "--unsafe-fixes"]])
def test_it_is_not_mended(run: Run, words: list[str]) -> None:
    text = example("clean", "txt").decode().replace("存在的主要问题及改进情况", "存在的问题及改进措施")
    put(zipped({"年报.txt": text.encode()}))
    before = Path("a.zip").read_bytes()
    status, _, complaint = run("a.zip", *words)
    assert status == 2
    assert complaint.startswith("a.zip/年报.txt: 压缩包里的文件只读取，不改动也不批注\n  请先解压，")
    assert (os.listdir(), Path("a.zip").read_bytes()) == (["a.zip"], before)
    assert "+五、存在的主要问题及改进情况" in run("a.zip", "--diff")[1]


@pytest.mark.parametrize("given", ["a.zip", ".", "a.zip/青石镇/年报.docx", "a.zip/青石镇"])
@pytest.mark.parametrize("out", [[], ["-o", "copies/"]])
def test_it_is_not_annotated(run: Run, given: str, out: list[str]) -> None:
    put(zipped({"青石镇/年报.docx": FAULTY}))
    status, told, complaint = run(given, *out, command="annotate")
    assert (status, os.listdir()) == (2, ["a.zip"])
    assert "已写入" not in told
    assert complaint == (
        "a.zip/青石镇/年报.docx: 压缩包里的文件只读取，不改动也不批注\n  请先解压，再处理里面的文件。\n"
    )


@pytest.mark.parametrize("output", ["json:a.zip", "a.zip", "html:a.zip"])
def test_no_result_is_written_over_it(run: Run, output: str) -> None:
    put(zipped(REPORTS))
    before = Path("a.zip").read_bytes()
    status, _, complaint = run("a.zip", "-o", output)
    assert status == 2
    assert "不能写成 .zip 文件：a.zip" in complaint
    assert Path("a.zip").read_bytes() == before


def test_outputs_name_its_members(run: Run) -> None:
    put(zipped(REPORTS))
    run("a.zip", "-o", "sarif:out.sarif", "-o", "html:out/", "-o", "gitlab:out.json", "--statistics")
    sarif = json.loads(Path("out.sarif").read_text("utf-8"))
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "a.zip/%E9%9D%92%E7%9F%B3%E9%95%87/%E5%B9%B4%E6%8A%A5.docx"
    assert sorted(os.listdir("out"))[:2] == ["001-云坪县.html", "002-年报.html"]
    assert json.loads(Path("out.json").read_text("utf-8"))[0]["location"]["path"] == "a.zip/青石镇/年报.docx"


def test_waivers_and_exclusions_know_its_paths(run: Run) -> None:
    put(zipped(REPORTS))
    run("a.zip", "-o", "baseline.json", command="baseline")
    status, out, _ = run("a.zip", "--baseline", "baseline.json")
    assert status == 0
    assert "另有 9 个已豁免" in out


def test_outcomes_are_kept_from_one_run_to_the_next(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put(zipped({f"{number}/年报.txt": REPORTS["云坪县.txt"] for number in range(25)}))
    first = run("a.zip", "--output-format", "concise")
    assert len(list((tmp_path / "cache").rglob("results/*"))) >= 25
    assert run("a.zip", "--output-format", "concise") == first


@pytest.mark.parametrize("command", ["text", "facts"])
def test_commands_for_one_file_want_one_of_its_members(run: Run, command: str) -> None:
    put(zipped({"b/年报.docx": CLEAN, "说明.txt": b"x"}))
    assert run("a.zip/b/年报.docx", command=command)[0] == 0
    status, _, complaint = run("a.zip/b/年报.doc", command=command)
    assert status == 2
    assert complaint == "a.zip/b/年报.doc: GIA902 压缩包里没有这个文件\n  是不是 a.zip/b/年报.docx？\n"
    if command == "text":
        assert "请写出其中的一份报告，例如 年报.zip/青石镇/年报.docx" in run("a.zip", command=command)[2]


def test_copies_of_ours_beside_their_originals_are_known(run: Run) -> None:
    ours, worked_on = sealed_package(FAULTY), sealed_package(FAULTY)[:-1] + b"x"
    put(zipped({"年报.docx": FAULTY, "年报.checked.docx": ours, "年报.fixed.docx": worked_on}))
    put(zipped({"年报.checked.docx": ours}), "b.zip")
    assert checked(run, "a.zip")[1] == ["a.zip/年报.docx", "a.zip/年报.fixed.docx"]
    assert checked(run, "b.zip")[1] == ["b.zip/年报.checked.docx"]
    assert (
        "a.zip/年报.checked.docx: 提示 GIA908 gialint 写出的副本"
        in (run("a.zip", "--output-format", "concise")[1])
    )


def test_a_reader_of_a_plugin_takes_archives_whole(run: Run) -> None:
    put(zipped(REPORTS))
    for named in ("a.zip", "."):
        terms = Terms(lambda folder: Ground((".docx", ".zip")))
        assert find([named], terms).files == ["a.zip"]
