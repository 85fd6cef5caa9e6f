"""The example plugin, used from a configuration: its rules, its reader, and what it says of bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.config import Config
from gialint.run.linter import Linter, linter

FOLDER = Path(__file__).parents[2] / "examples" / "plugin"
PLUGIN = "./gialint_yunping"


@pytest.fixture(scope="module")
def lint() -> Linter:
    return linter(Config(plugins=(PLUGIN,), root=FOLDER))


def test_brings_what_it_says(lint: Linter) -> None:
    assert lint.problems == ()
    (plugin,) = (plugin for plugin in lint.plugins.registered if "yunping" in plugin.name)
    assert plugin.brought == {"rules": ("YUN101", "YUN102"), "readers": ("ledger",)}


def test_reads_a_ledger_and_puts_every_rule_to_it(lint: Linter) -> None:
    checked = lint.check_file(str(FOLDER / "ledger.csv"))
    assert (checked.reader, checked.agency, checked.year) == ("ledger", "云坪县青石镇人民政府", 2024)
    ours = [each for each in checked.findings if each.code.startswith("YUN")]
    assert {each.code: each.location.native for each in ours if each.location} == {
        "YUN101": "line 5",
        "YUN102": "line 2",
    }


def test_a_clean_report_stays_clean(lint: Linter) -> None:
    assert lint.check_file(str(FOLDER.parent / "clean.docx")).findings == ()


def test_a_line_without_a_comma_is_named(lint: Linter) -> None:
    (finding,) = lint.check_file("ledger.csv", "title,报告\n坏的一行\n".encode()).findings
    assert finding.code == "GIA902"
    assert "第 2 行没有逗号" in finding.message
