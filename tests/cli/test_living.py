"""Waive a finding, change its figure, see it return; write a baseline, mend one, see it shrink."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest

from gialint.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
LINES = """青石镇人民政府2024年政府信息公开工作年度报告
一、总体情况
本年度新收政府信息公开申请1件，办结1件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
本年度未收到政府信息公开申请。""".splitlines()
DENIAL = LINES[-1]
SAY = "gialint: 忽略 GIA501 代收1件，已与县办核实"
CHECK = ("check", "--lang", "zh", "--select", "GIA501,GIA733")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with one faulty report the current one."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    write("报告.txt", LINES)
    return tmp_path


def write(name: str, lines: list[str]) -> None:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def change(name: str, old: str, new: str) -> None:
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class Told:
    """Runs gialint and keeps what it says."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str) -> tuple[int, list[str]]:
        """Run a command; return its status and the lines it printed."""
        status = main(words)
        return status, self.capsys.readouterr().out.splitlines()

    def check(self, *words: str) -> tuple[int, list[str]]:
        """Check in a line a finding, without the lines' places."""
        status, lines = self(*CHECK, "--output-format", "concise", *words)
        return status, [re.sub(r"^(\S+?):[\d:]+ (\w+ GIA\d+) .*", r"\1: \2", line) for line in lines]

    def json(self, *words: str) -> Any:
        """Check and return the JSON."""
        self.capsys.readouterr()
        main([*CHECK, "--output-format", "json", *words])
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


def waive(told: Told, *keys: str) -> None:
    """Paste what the output offers into a file of waivers, with a reason."""
    _, lines = told(*CHECK, "报告.txt", "--output-format", "waivers")
    entries = [line for line in lines if not line.startswith("#")]
    filled = [line + " 代收1件，已与县办核实" if line == "  reason:" else line for line in entries]
    write("gialint-waivers.yaml", [*filled, *(f"  {key}" for key in keys)])


FOUND = "报告.txt: 错误 GIA501"
UNFIT = "共 1 份报告：1 个错误。不宜发布。"
WAIVED = "共 1 份报告：未发现问题，另有 1 个已豁免。"


def test_a_waiver_dies_when_its_figure_changes(told: Told) -> None:
    assert told.check("报告.txt") == (1, [FOUND, UNFIT])
    waive(told)
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml") == (0, [WAIVED])
    change("报告.txt", "申请1件，办结1件", "申请2件，办结2件")
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml") == (
        1,
        ["gialint-waivers.yaml: 警告 GIA904", FOUND, "共 1 份报告：1 个错误，1 个警告。不宜发布。"],
    )
    [notice] = told.json("报告.txt", "--waivers", "gialint-waivers.yaml")["engine"]
    assert notice["message"] == "数字已经变了：claimed 由 1 变为 2"
    assert notice["hint"] == '重新核实；仍可保留的，改写原因和 values: {claimed: "2", denied: "0"}'


def test_lines_may_move_and_a_waiver_lives(told: Told) -> None:
    waive(told)
    change("报告.txt", "二、主动公开政府信息情况", "二、主动公开政府信息情况\n全年公开信息30条。\n信息保密。")
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml") == (0, [WAIVED])


@pytest.mark.parametrize(
    ("words", "environ", "status"),
    [
        (["--today", "2027-01-01"], "", 0),
        (["--today", "2027-01-02"], "", 1),
        ([], "1798761599", 0),
        ([], "1798848000", 1),
        (["--today", "2027-01-01"], "1798848000", 0),
    ],
)
def test_a_waiver_ends_after_its_last_day(
    told: Told, words: list[str], environ: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if environ:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", environ)
    waive(told, "until: 2027-01-01")
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml", *words)[0] == status


def test_the_present_day_counts_where_none_is_given(told: Told) -> None:
    for until, status in (("1999-12-31", 1), ("2999-12-31", 0)):
        waive(told, f"until: {until}")
        assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml")[0] == status


def test_settings_name_the_files_beside_them(
    told: Told, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waive(told)
    write("gialint.yaml", ["waivers: gialint-waivers.yaml", "baseline: b.json"])
    write("b.json", ['{"schema": "gialint/baseline/1", "reports": []}'])
    status, said = told.check("报告.txt")
    assert (status, said[-1]) == (0, WAIVED)
    (folder / "下级").mkdir()
    monkeypatch.chdir(folder / "下级")
    status, said = told.check("../报告.txt")
    assert (status, said[-1]) == (0, WAIVED)


def test_files_of_gialint_are_no_reports(told: Told) -> None:
    waive(told)
    assert told(*CHECK[:-2], "baseline")[0] == 2
    assert told("baseline")[0] == 0
    assert len(told.json(".")["reports"]) == 1


def test_unused_waivers_fail_only_if_asked(told: Told) -> None:
    waive(told)
    change("报告.txt", DENIAL, "无。")
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml")[0] == 0
    assert told.check("报告.txt", "--waivers", "gialint-waivers.yaml", "--fail-on", "warning")[0] == 1
    assert told("check", "报告.txt", "--select", "GIA733", "--waivers", "gialint-waivers.yaml")[0] == 0


def word(about: int = len(LINES) - 1, said: str = SAY) -> None:
    """Write the report as a Word file with a comment on one of its paragraphs."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.add_comment(document.paragraphs[about].runs, said, author="李科长")
    document.save("报告.docx")


def pages() -> None:
    """Write the report in each format, with the comment where its people would put it."""
    word()
    write("报告.txt", [*LINES[:-1], f"{DENIAL}<!-- {SAY} -->"])
    write("报告.md", [*(f"{line}\n" for line in LINES[:-1]), f"<!-- {SAY} -->", DENIAL])
    paragraphs = [f"<p>{line}</p>" for line in LINES[:-1]]
    write("报告.html", [*paragraphs, f"<p>{DENIAL}<!-- {SAY} --></p>"])


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx"])
def test_a_comment_in_the_report(told: Told, suffix: str) -> None:
    pages()
    result = told.json(f"报告.{suffix}")
    counts = result["summary"]
    assert [counts[name] for name in ("error", "warning", "info", "suppressed", "exit")] == [0, 0, 0, 1, 0]
    by = "批注（李科长）" if suffix == "docx" else "文中注释"
    assert result["reports"][0]["findings"][0]["suppressed"] == f"{by}：代收1件，已与县办核实"


def test_a_comment_of_word_counts_where_it_stands(told: Told) -> None:
    word(about=0)
    assert told.check("报告.docx") == (
        1,
        [
            "报告.docx: 错误 GIA501",
            "报告.docx: 警告 GIA904",
            "共 1 份报告：1 个错误，1 个警告。不宜发布。",
        ],
    )
    word(about=2)
    assert told.check("报告.docx") == (0, [WAIVED])


def test_other_comments_in_word_are_still_told(told: Told) -> None:
    word(said="请李科长核实")
    assert told.check("报告.docx")[1][1] == "报告.docx: 警告 GIA733"


def test_a_comment_on_a_cell(told: Told) -> None:
    document = docx.Document(str(EXAMPLES / "faulty.docx"))
    words = ("check", "报告.docx", "--select", "GIA301", "--output-format", "concise", "--lang", "zh")
    document.save("报告.docx")
    assert told(*words)[0] == 1
    rows = [row for table in document.tables for row in table.rows]
    [row] = [row for row in rows if row.cells[0].text.startswith("一、本年新收")]
    paragraph = row.cells[-1].paragraphs[0]
    document.add_comment(paragraph.runs, "gialint: 忽略 GIA301 待统计科更正", author="王")
    document.save("报告.docx")
    assert told(*words) == (0, [WAIVED])


def test_a_baseline_shrinks(told: Told) -> None:
    write("另一份.txt", [line.replace("青石镇", "白石镇") for line in LINES])
    assert told("baseline", "-o", "b.json")[0] == 0
    before = Path("b.json").read_text(encoding="utf-8")
    assert told.check(".", "--baseline", "b.json") == (0, ["共 2 份报告：未发现问题，另有 2 个已豁免。"])
    change("报告.txt", DENIAL, "无。")
    status, lines = told.check(".", "--baseline", "b.json")
    assert (status, lines) == (
        0,
        [
            "b.json: 警告 GIA904 基线里有 1 条已不再出现：报告.txt 1 条",
            "共 2 份报告：1 个警告，另有 1 个已豁免。请逐条核实警告后再发布。",
        ],
    )
    status, [said] = told("baseline", "--prune", "-o", "b.json")
    assert status == 0
    assert re.fullmatch(r"已写入 b.json：共 \d+ 条，新增 0 条，删去 \d+ 条。", said)
    after = Path("b.json").read_text(encoding="utf-8")
    was, now = (Counter(text.replace("},", "}").splitlines()) for text in (before, after))
    assert now < was
    assert told.check(".", "--baseline", "b.json") == (0, ["共 2 份报告：未发现问题，另有 1 个已豁免。"])


def test_a_baseline_does_not_grow_unasked(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert told("baseline")[0] == 0
    before = Path("gialint-baseline.json").read_bytes()
    change("报告.txt", "申请1件，办结1件", "申请2件，办结2件")
    assert main(["baseline"]) == 1
    said = capsys.readouterr()
    assert "报告.txt:9:4: GIA501 正文称“未收到政府信息公开申请”，但另有段落称收到 2 件" in said.err
    assert said.out.startswith("有 1 个问题不在 gialint-baseline.json 里，没有写入。基线只减不增")
    assert Path("gialint-baseline.json").read_bytes() == before
    assert told("baseline", "--prune")[0] == 0
    assert b"GIA501" not in Path("gialint-baseline.json").read_bytes()
    assert told("baseline", "--force")[1] == ["已写入 gialint-baseline.json：共 9 条，新增 1 条，删去 0 条。"]
    assert told("baseline")[1] == ["已写入 gialint-baseline.json：共 9 条，新增 0 条，删去 0 条。"]


def test_a_renamed_report_is_still_known(told: Told) -> None:
    assert told("baseline")[0] == 0
    Path("报告.txt").rename("定稿.txt")
    assert told.check(".", "--baseline", "gialint-baseline.json") == (0, [WAIVED])
    assert told("baseline", "--prune")[0] == 0
    assert '{"path": "定稿.txt", "agency": "青石镇人民政府", "year": 2024' in Path(
        "gialint-baseline.json"
    ).read_text(encoding="utf-8")


def test_what_is_waived_is_not_for_the_baseline(told: Told) -> None:
    waive(told)
    assert told("baseline", "--waivers", "gialint-waivers.yaml")[0] == 0
    assert b"GIA501" not in Path("gialint-baseline.json").read_bytes()


def test_a_baseline_holds_no_personal_number(told: Told) -> None:
    write("报告.txt", [*LINES, "申请人身份证号 11010519491231002X。"])
    assert told("baseline")[0] == 0
    text = Path("gialint-baseline.json").read_text(encoding="utf-8")
    assert "GIA731" in text
    assert "19491231" not in text
    assert told.check("--select", "GIA731", "--baseline", "gialint-baseline.json")[0] == 0


BAD_WAIVER = "- code: GIA501\n  place: 六/段1\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("check --waivers none.yaml", "none.yaml: 错误 GIA906 没有这个文件"),
        ("check --waivers w.yaml", "w.yaml:1:3: 错误 GIA906 豁免没有写原因（reason），不起作用"),
        ("check --baseline none.json", "none.json: 错误 GIA906 没有这个基线文件"),
        ("check --baseline w.yaml", "w.yaml:1:1: 错误 GIA906 不是正确的 JSON：这里缺少值"),
        ("check --today 明天", "gialint: --today 应如 2026-03-31，不是“明天”"),
        ("baseline -o w.yaml", "gialint: w.yaml 像是一份报告，基线不能写在它上面"),
        ("baseline -o 报告.TXT --force", "gialint: 报告.TXT 像是一份报告，基线不能写在它上面"),
        ("baseline -o bad.json", "bad.json:1:1: GIA906 不是正确的 JSON：这里缺少值"),
        ("baseline --prune", "gialint: 没有 gialint-baseline.json，无从精简"),
        ("baseline none.txt", "none.txt: GIA902 没有这个文件"),
        ("baseline -o w.yaml/b.json", "gialint: 无法写入 w.yaml/b.json：路径中有一段是文件"),
        ("baseline --waivers w.yaml", "w.yaml:1:3: GIA906 豁免没有写原因（reason），不起作用"),
    ],
)
def test_bad_input(words: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clear message each, status 2, and nothing half-written."""
    Path("w.yaml").write_text(BAD_WAIVER, encoding="utf-8")
    Path("bad.json").write_text("一", encoding="utf-8")
    command, *rest = words.split()
    form = ["--output-format", "concise", "报告.txt"] if command == "check" else []
    assert main([command, "--lang", "zh", *form, *rest]) == 2
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert Path("w.yaml").read_text(encoding="utf-8") == BAD_WAIVER
    assert list(folder.glob("*.part")) == []
    if command == "check" and "--today" not in words:
        assert f"{FOUND} " in re.sub(r":\d+:\d+:", ":", told.out)


def test_a_reason_with_a_personal_number_is_masked(told: Told) -> None:
    waive(told)
    change("gialint-waivers.yaml", "代收1件", "代收 11010519491231002X")
    [report] = told.json("报告.txt", "--waivers", "gialint-waivers.yaml")["reports"]
    assert report["findings"][0]["suppressed"].endswith("代收 110*************2X，已与县办核实")


def test_the_same_day_gives_the_same_bytes(told: Told) -> None:
    waive(told, "until: 2027-01-01", "author: 张三")
    words = ("报告.txt", "--waivers", "gialint-waivers.yaml", "--today", "2026-05-01")
    assert told.json(*words) == told.json(*words)
    assert told.json(*words)["reports"][0]["findings"][0]["suppressed"] == (
        "豁免（gialint-waivers.yaml:1，张三，至 2027-01-01）：代收1件，已与县办核实"
    )


def test_several_processes_say_the_same(told: Told) -> None:
    waive(told)
    for name in ("甲", "乙"):
        write(f"{name}.txt", [line.replace("青石镇", f"{name}镇") for line in LINES])
    write("丙.txt", [*LINES[:-1], f"{DENIAL}<!-- {SAY} -->", f"无。<!-- {SAY} -->"])
    assert told("baseline", "甲.txt", "--jobs", "2", "-o", "b.json")[0] == 0
    words = (".", "--waivers", "gialint-waivers.yaml", "--baseline", "b.json")
    alone, shared = told.json(*words), told.json(*words, "--jobs", "2")
    assert alone == shared
    assert (alone["summary"]["error"], alone["summary"]["warning"], alone["summary"]["suppressed"]) == (
        1,
        1,
        3,
    )
