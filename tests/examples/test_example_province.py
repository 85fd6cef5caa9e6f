"""The pack of a province: what it asks is found in one draft, and the other is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.config import Config, nearest, settled
from gialint.config.explain import held
from gialint.model import Checked
from gialint.run.linter import Linter, linter

FOLDER = Path(__file__).parents[2] / "examples" / "province"
SOUND, FAULTY = "青石县林业局.md", "青石县双溪湖管护站.md"
README = {language: FOLDER / name for language, name in (("zh", "README.zh-CN.md"), ("en", "README.md"))}


@pytest.fixture(scope="module")
def lint() -> Linter:
    config, problems = settled(nearest(FOLDER), {})
    assert problems == []
    return linter(config)


def found(checked: Checked) -> dict[str, str]:
    return {each.code: each.message for each in checked.findings}


def test_settings_rules_and_words_are_sound(lint: Linter) -> None:
    assert lint.problems == ()
    assert {"JCS101", "JCS102", "GIA113"} <= {rule.code for rule in lint.rules}


def test_the_faulty_draft_violates_each_demand_once(lint: Linter) -> None:
    checked = lint.check_file(str(FOLDER / "drafts" / FAULTY))
    assert len(checked.findings) == len(found(checked))
    assert found(checked) == {
        "GIA113": "总体情况有 636 字，超过 600 字",
        "GIA605": "报告落款日期为 2025-01-23，期限为 2025-01-20，逾期 3 天",
        "GIA704": "《青石县人民政府办公室…开工作年度报告的通知》的文号应为青政办函〔2024〕31号，"
        "不是青政办函〔2024〕13号",
        "GIA705": "“江川省政务公开标淮化示范县”应为“江川省政务公开标准化示范县”",
        "JCS101": "第六部分不符合要求：第六部分应当写明信息公开监督电话",
        "JCS102": "结转下年度继续办理的申请应当有限：结转下年度继续办理·总计 3，大于 2，相差 1",
    }


def test_the_sound_draft_has_no_finding(lint: Linter) -> None:
    checked = lint.check_file(str(FOLDER / "drafts" / SOUND))
    assert (checked.findings, checked.unassessed, checked.agency_kind) == ((), (), "county_department")


@pytest.mark.parametrize(
    ("said", "path", "value"),
    [("滚存2件", "requests.carried_out", 2), ("全年台账数申请9件", "requests.total_in", 9)],
)
def test_words_and_frames_of_the_province_are_read(
    lint: Linter, said: str, path: str, value: int, tmp_path: Path
) -> None:
    report = tmp_path / "年报.txt"
    title, section = "青石县林业局2024年政府信息公开工作年度报告", "一、总体情况"
    report.write_text(f"{title}\n{section}\n收到政府信息公开申请8件，{said}。\n", encoding="utf-8")
    told = {claim.path: claim.value for claim in lint.read(str(report)).claims}
    assert told.get(path) == value
    national = {claim.path for claim in linter(Config()).read(str(report)).claims}
    assert path not in national


def test_without_the_pack_nothing_local_is_asked() -> None:
    codes = set(found(linter(Config()).check_file(str(FOLDER / "drafts" / FAULTY))))
    assert codes == {"GIA702", "GIA703"}


def test_each_value_comes_from_where_it_is_said(lint: Linter) -> None:
    found = held(lint.config, "", lint.plugins.rules, {})
    told = {each.setting: each.source.where.rpartition("/")[2] for each in found}
    assert told["options.GIA605.deadline.township"] == "gialint.yaml:7"
    assert told["options.GIA605.deadline.county_government"] == "province.yaml:19"
    assert told["options.GIA113.max_chars"] == "province.yaml:12"


def blocks(text: str) -> Iterator[str]:
    yield from re.findall(r"^    (gialint .*)$", text, re.MULTILINE)


@pytest.mark.parametrize("language", README)
def test_the_readme_can_be_followed(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = README[language].read_text("utf-8")
    monkeypatch.chdir(FOLDER)
    statuses = {command: main(command.split()[1:]) for command in blocks(text)}
    assert statuses == {
        "gialint check drafts": 1,
        f"gialint config drafts/{SOUND}": 0,
        "gialint test rules": 0,
    }
    told = capsys.readouterr().out
    rows = re.findall(r"^\| ((?:GIA|JCS)\d+) \|", text, re.MULTILINE)
    assert rows == sorted(rows)
    assert set(rows) == set(re.findall(r"\b(?:GIA|JCS)\d{3}\b", told.partition("\n配置 ")[0]))
