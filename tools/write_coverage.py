"""Write docs/coverage from the rules' ``basis``: ``python tools/write_coverage.py``, or ``make pages``.

``tools/obligations.yaml`` lists what is required of a report, and why there is no rule where there is none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.config import Config  # noqa: E402
from gialint.model import Rule, Text  # noqa: E402
from gialint.run.linter import linter  # noqa: E402
from gialint.sources.yaml import load_yaml  # noqa: E402
from tools.write_rule_pages import linked  # noqa: E402

DEMANDS = ROOT / "tools" / "obligations.yaml"
FILES = {"en": "coverage.md", "zh": "coverage.zh-CN.md"}
OTHER = {"en": "（[中文](coverage.zh-CN.md)）", "zh": "（[English](coverage.md)）"}
TITLE = Text("要求与规则对照", "What is required, and which rule checks it")
LEAD = Text(
    "本页由规则的依据生成（`make pages`）。条例第五十条、报告格式和信息处理费管理办法对年度报告的每项要求，"
    "都列出检查它的规则；没有规则的，写明原因。",
    "This page is generated from the rules' bases (`make pages`). For each requirement of article 50, of the "
    "form and of the measures on the processing fee it lists the rules that check it, or why there is none.",
)
HEADS = Text("| 出处 | 要求 | 规则 |", "| where | requirement | rules |")
WHY = {
    "unseen": Text("报告里看不出：", "cannot be seen in a report: "),
    "unchecked": Text("没有规则检查：", "not checked: "),
}


def sources() -> Sequence[Mapping[str, Any]]:
    """Return the sources with their demands."""
    loaded: Sequence[Mapping[str, Any]] = load_yaml(DEMANDS).data
    return loaded


def rules_for(demand: Mapping[str, Any], rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules whose basis begins as a demand says, with one of its tags if it names any."""
    begins, tags = tuple(demand.get("basis", ())), set(demand.get("tags", ()))
    based = (
        [rule for rule in rules if any(basis.startswith(begins) for basis in rule.basis)] if begins else []
    )
    return [rule for rule in based if not tags or tags & set(rule.tags)]


def pages() -> Iterator[tuple[str, str]]:
    """Yield the page in each language, by the name of its file."""
    rules = linter(Config()).plugins.rules
    for language, name in FILES.items():
        lines = [f"# {TITLE.in_language(language)}", "", OTHER[language], "", LEAD.in_language(language), ""]
        for source in sources():
            heading = source["source"] if language == "zh" else f"{source['en']} ({source['source']})"
            lines += [f"## {heading}", "", HEADS.in_language(language), "|---|---|---|"]
            lines += [_row(demand, rules, language) for demand in source["demands"]]
            lines.append("")
        yield name, "\n".join(lines)


def _row(demand: Mapping[str, Any], rules: Sequence[Rule], language: str) -> str:
    asked = Text(demand["zh"], demand["en"]).in_language(language)
    found = [linked(rule) for rule in rules_for(demand, rules)]
    for state, words in WHY.items():
        if state in demand:
            found.append(words.in_language(language) + Text(**demand[state]).in_language(language))
    return f"| {demand['where']} | {asked} | {'、'.join(found) if language == 'zh' else ', '.join(found)} |"


if __name__ == "__main__":
    for name, page in pages():
        (ROOT / "docs" / name).write_text(page, encoding="utf-8")
        print(f"docs/{name}")
