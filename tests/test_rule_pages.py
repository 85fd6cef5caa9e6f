"""The index of the rules is what they say today, and every page that is made of them reads as it should."""

from __future__ import annotations

import re

from gialint.config import Config
from gialint.run.linter import linter
from tools.write_rule_pages import DOCS, FOLDER, indexes, pages

BLOCK = re.compile(r"^```yaml\n.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


def test_the_index_is_up_to_date_and_lists_every_rule_once() -> None:
    codes = [rule.code for rule in linter(Config()).plugins.rules]
    for name, text in indexes():
        assert (DOCS / name).read_text("utf-8") == text, "run `make pages`"
        assert re.findall(r"\| (?:\[|`)(\w+)(?:\]\([^)]+\)|`) \|", text) == codes


def test_a_page_for_each_rule_and_language_has_one_heading_even_blocks_and_links_that_lead_somewhere() -> (
    None
):
    made = dict(pages())
    codes = [rule.code for rule in linter(Config()).plugins.rules]
    assert {f"{language}/{code}.md" for language in ("en", "zh") for code in codes} <= {
        path.as_posix() for path in made
    }
    known = {(FOLDER / each).resolve() for each in made}
    for name, page in made.items():
        lines = page.split("\n")
        fences = [line for line in lines if line.startswith("```")]
        assert fences == ["```yaml", "```"] * (len(fences) // 2), name
        assert sum(line.startswith("# ") for line in lines) == 1, name
        assert max(map(len, lines)) < 1_000, name
        targets = [((FOLDER / name).parent / link).resolve() for link in LINK.findall(BLOCK.sub("", page))]
        assert [str(target) for target in targets if target not in known and not target.exists()] == [], name
