"""The index of the rules is what they say today, and every page that is made of them reads as it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gialint.config import Config
from gialint.run.linter import linter
from tools.write_rule_pages import DOCS, FOLDER, indexes, pages

MADE, INDEXES = dict(pages()), dict(indexes())
CODES = [rule.code for rule in linter(Config()).plugins.rules]
BLOCK = re.compile(r"^```yaml\n.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.mark.parametrize("name", INDEXES)
def test_the_index_is_up_to_date_and_lists_every_rule_once(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == INDEXES[name], "run `make pages`"
    assert re.findall(r"\| (?:\[|`)(\w+)(?:\]\([^)]+\)|`) \|", INDEXES[name]) == CODES


def test_every_rule_has_a_page_in_each_language() -> None:
    assert {f"{language}/{code}.md" for language in ("en", "zh") for code in CODES} <= {
        path.as_posix() for path in MADE
    }


@pytest.mark.parametrize("name", sorted(MADE), ids=str)
def test_a_page_is_one_heading_even_blocks_and_links_that_lead_somewhere(name: Path) -> None:
    page = MADE[name]
    lines = page.split("\n")
    fences = [line for line in lines if line.startswith("```")]
    assert fences == ["```yaml", "```"] * (len(fences) // 2)
    assert sum(line.startswith("# ") for line in lines) == 1
    assert max(map(len, lines)) < 1_000
    known = {(FOLDER / each).resolve() for each in MADE}
    targets = [((FOLDER / name).parent / link).resolve() for link in LINK.findall(BLOCK.sub("", page))]
    assert [str(target) for target in targets if target not in known and not target.exists()] == []
