"""Write docs/rules from the rules: ``python tools/write_rule_pages.py``, or ``make pages``.

A page a rule and an index in each language, made as ``gialint explain CODE --output-format markdown``
makes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.cli.explain import example_outcomes  # noqa: E402
from gialint.config import Config  # noqa: E402
from gialint.model import Rule, Words  # noqa: E402
from gialint.reporting import Style  # noqa: E402
from gialint.reporting.rules import index_page, rule_page  # noqa: E402
from gialint.run.linter import linter  # noqa: E402

FOLDER = ROOT / "docs" / "rules"
PACK = "gialint_rules"
TITLE = Words("规则目录", "The rules")
BACK = Words("全部规则", "all rules")
OTHER = {"zh": ("en", "English"), "en": ("zh", "中文")}
MADE = Words(
    "本目录各页由规则文件生成（`make pages`），示例下面是 gialint 实际给出的结果。",
    "These pages are generated from the rule files (`make pages`); below each example is the"
    " output of gialint.",
)


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every page with its path under ``docs/rules``."""
    yield (
        Path("README.md"),
        f"# {TITLE.zh} · {TITLE.en}\n\n- [中文](zh/README.md)\n- [English](en/README.md)\n",
    )
    for language, (other, name) in OTHER.items():
        lint = linter(Config(language=language))
        rules = lint.plugins.rules
        folder = Path(language)
        lead = f"[{name}](../{other}/README.md)\n\n{MADE.say(language)}"
        yield (
            folder / "README.md",
            index_page(rules, Style(language), TITLE.say(language), lead, lint.families),
        )
        for rule in rules:
            links = (f"[{BACK.say(language)}](README.md)", f"[{name}](../{other}/{rule.code}.md)")
            told = example_outcomes(rule, lint)
            page = rule_page(rule, Style(language), told, links, _source(rule), lint.families)
            yield folder / f"{rule.code}.md", page


def _source(rule: Rule) -> str:
    """Return where the file of a rule of the national pack is, seen from its page."""
    path = rule.origin if rule.origin.endswith(".yaml") else f"{rule.origin.replace('.', '/')}.py"
    pack, _, file = path.partition("/")
    return f"../../../rules/{PACK}/{file}" if pack == PACK else ""


def main() -> None:
    """Regenerate the pages; those of removed rules are removed too."""
    made = dict(pages())
    for path in FOLDER.rglob("*.md"):
        if path.relative_to(FOLDER) not in made:
            path.unlink()
    for name, text in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} pages in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
