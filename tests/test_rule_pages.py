"""docs/rules is what the rules say today, and every page reads as it is meant to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tools.write_rule_pages import FOLDER, pages

MADE = dict(pages())
CODES = [rule.code for rule in linter(Config()).plugins.rules]
BLOCK = re.compile(r"^```yaml\n.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.mark.parametrize("name", sorted(MADE), ids=str)
def test_a_page_is_up_to_date(name: Path) -> None:
    kept = FOLDER / name
    assert kept.exists(), "run `make pages`"
    assert kept.read_text("utf-8") == MADE[name], "run `make pages`"


def test_no_page_is_of_a_rule_that_is_gone() -> None:
    assert {path.relative_to(FOLDER) for path in FOLDER.rglob("*.md")} == set(MADE), "run `make pages`"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_a_page_and_stands_in_the_index_once(language: str) -> None:
    assert {f"{language}/{code}.md" for code in CODES} <= {path.as_posix() for path in MADE}
    index = MADE[Path(language, "README.md")]
    assert re.findall(r"\| \[(\w+)\]\(\1\.md\) \|", index) == CODES


@pytest.mark.parametrize("name", sorted(MADE), ids=str)
def test_links_of_a_page_lead_somewhere(name: Path) -> None:
    folder, prose = (FOLDER / name).parent, BLOCK.sub("", MADE[name])
    assert [link for link in LINK.findall(prose) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", sorted(MADE), ids=str)
def test_a_page_is_one_heading_and_even_blocks(name: Path) -> None:
    lines = MADE[name].split("\n")
    fences = [line for line in lines if line.startswith("```")]
    assert fences == ["```yaml", "```"] * (len(fences) // 2)
    assert sum(line.startswith("# ") for line in lines) == 1
    assert max(map(len, lines)) < 1_000
