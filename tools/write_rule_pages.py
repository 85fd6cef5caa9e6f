"""Write the pages of the rules and their index: ``python tools/write_rule_pages.py``, or ``make pages``.

The index is part of the documentation and leads to the files of the rules. The pages, one a rule in each
language, go to ``build/rules`` and are shipped with a release; ``gialint explain`` prints the same text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.cli.explain import example_outcomes  # noqa: E402
from gialint.config import Config  # noqa: E402
from gialint.model import Rule, Text  # noqa: E402
from gialint.reporting import Style  # noqa: E402
from gialint.reporting.rules import index_page, rule_page  # noqa: E402
from gialint.run.linter import linter  # noqa: E402

DOCS, FOLDER = ROOT / "docs", ROOT / "build" / "rules"
INDEX = {"en": "rules.md", "zh": "rules.zh-CN.md"}
PACK = "gialint_rules"
TITLE = Text("规则目录", "The rules")
BACK = Text("全部规则", "all rules")
OTHER = {"zh": ("en", "English"), "en": ("zh", "中文")}
MADE = Text(
    "本目录各页由规则文件生成（`make pages`），示例下面是 gialint 实际给出的结果。",
    "These pages are generated from the rule files (`make pages`); below each example is the"
    " output of gialint.",
)


INDEXED = Text(
    "每条规则的代码链接到它的文件，要求、依据和示例都在里面；`gialint explain 代码` 打印成页，"
    "`make pages` 写出各页。",
    "The code of a rule leads to its file, with the requirement, the basis and the examples;"
    " `gialint explain CODE` prints it as a page, and `make pages` writes all pages.",
)


def indexes() -> Iterator[tuple[str, str]]:
    """Yield the index in each language, by the name of its file in ``docs``."""
    for language, (other, name) in OTHER.items():
        lint = linter(Config(language=language))
        rules = lint.plugins.rules
        lead = f"[{name}]({INDEX[other]})\n\n{INDEXED.in_language(language)}"
        page = index_page(rules, Style(language), TITLE.in_language(language), lead, lint.families)
        for rule in rules:
            page = page.replace(f"[{rule.code}]({rule.code}.md)", linked(rule))
        yield INDEX[language], page


def linked(rule: Rule) -> str:
    """Return a rule's code as a link to its file, for a page in ``docs``; gialint's own codes have none."""
    path = _source(rule)
    return f"[{rule.code}](../{path})" if path else f"`{rule.code}`"


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every page with its path under ``build/rules``."""
    yield (
        Path("README.md"),
        f"# {TITLE.zh} · {TITLE.en}\n\n- [中文](zh/README.md)\n- [English](en/README.md)\n",
    )
    for language, (other, name) in OTHER.items():
        lint = linter(Config(language=language))
        rules = lint.plugins.rules
        folder = Path(language)
        lead = f"[{name}](../{other}/README.md)\n\n{MADE.in_language(language)}"
        yield (
            folder / "README.md",
            index_page(rules, Style(language), TITLE.in_language(language), lead, lint.families),
        )
        for rule in rules:
            links = (f"[{BACK.in_language(language)}](README.md)", f"[{name}](../{other}/{rule.code}.md)")
            told = example_outcomes(rule, lint)
            source = _source(rule)
            page = rule_page(
                rule, Style(language), told, links, source and f"../../../{source}", lint.families
            )
            yield folder / f"{rule.code}.md", page


def _source(rule: Rule) -> str:
    """Return the path of the file of a rule of the national pack."""
    path = rule.origin if rule.origin.endswith(".yaml") else f"{rule.origin.replace('.', '/')}.py"
    pack, _, file = path.partition("/")
    return f"rules/{PACK}/{file}" if pack == PACK else ""


def main() -> None:
    """Write the indexes and the pages; pages of removed rules are removed too."""
    for file, index in indexes():
        (DOCS / file).write_text(index, encoding="utf-8", newline="\n")
        print(f"docs/{file}")
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
