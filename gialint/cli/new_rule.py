"""``gialint new-rule``: write a rule file to begin with, which loads and passes its own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from gialint.cli.arguments import Command, Namespace, UsageError, misuse
from gialint.cli.configured import configured
from gialint.cli.output import print_out, write_file
from gialint.config import Config, Flag
from gialint.model import Text
from gialint.reporting.phrases import as_word
from gialint.run.linter import linter

KINDS = ("assert", "match", "require", "near")
COMMAND = Command(
    "new-rule",
    "生成一个规则文件的样板：代码和名称，如 QSH101 carried-out",
    "write a starter rule file, by code and name, such as QSH101 carried-out",
    "CODE NAME",
    least=2,
    most=2,
    options=(
        Flag(
            ("--kind",),
            "规则的种类：assert 核对数字（默认），match 不应有的文字，require 应有的文字，near 写错的词",
            "assert: figures (default); match: text that should not be there; require: text"
            " that must be; near: near misses",
            "|".join(KINDS),
            known=KINDS,
        ),
        Flag(
            ("-o", "--output"),
            "写入的文件夹（默认当前文件夹）",
            "folder to write to (default: this one)",
            "DIR",
        ),
    ),
    example="gialint new-rule QSH101 carried-out -o our_rules",
)

SCHEMA = "rule.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""By this editors complete a rule file, if the schema that ``gialint schema rule`` writes is beside it."""

TEMPLATES = Path(__file__).parent / "templates"
"""Rules and plugins to begin with: ``⟦中文‖English⟧`` is in both languages, ``$name`` is filled in."""


def run(given: Namespace) -> int:
    """Write the file; raises UsageError for a code or name that no rule can have, or a file that is there."""
    config, _ = configured(given)
    code, name = given.operands
    _verify(code, name)
    folder = Path(given.output or ".")
    path = folder / f"{code}-{name}.yaml"
    taken = next(_having(code, folder, config), None) if not path.exists() else None
    if taken:
        raise misuse(
            f"规则代码 {code} 已经用了：{taken}",
            f"a rule has the code {code} already: {taken}",
            "换一个代码。",
            "Take another code.",
        )
    lead = MODELINE if (folder / SCHEMA).exists() else ""
    write_file(str(path), lead + scaffold(code, name, given.kind or "assert", config.language), new=True)
    done = Text(
        f"已写入 {path}\n试一试：gialint test {as_word(str(path))}\n",
        f"wrote {path}\ntry it: gialint test {as_word(str(path))}\n",
    )
    print_out(done.in_language(config.language))
    return 0


def _having(code: str, folder: Path, config: Config) -> Iterator[str]:
    """Yield the rules with a code: in the files of a folder, and among those that are loaded."""
    line = re.compile(rf"^code:[ \t]*['\"]?{code}\b", re.MULTILINE)
    for file in sorted(folder.glob("*.y*ml")):
        if line.search(file.read_text("utf-8", "replace")):
            yield str(file)
    yield from (rule.origin or rule.name for rule in linter(config).plugins.rules if rule.code == code)


def scaffold(code: str, name: str, kind: str, language: str) -> str:
    """Return the text of a rule file of a kind, with its comments in a language."""
    return filled(f"rule-{kind}.yaml", language, code=code, name=name)


def filled(template: str, language: str, **words: str) -> str:
    """Return the text of a template in a language, with words filled in."""
    text = (TEMPLATES / template).read_text("utf-8")
    said = re.sub("⟦(.*?)‖(.*?)⟧", r"\1" if language == "zh" else r"\2", text)
    return Template(said).substitute(words)


def _verify(code: str, name: str) -> None:
    from gialint.checking.rulefiles.fields import CODE, NAME

    if not CODE.fullmatch(code) or code.startswith("GIA"):
        message = Text(f"代码“{code}”应如 QSH101：大写字母加数字", f"a code looks like QSH101, not “{code}”")
        raise UsageError(message, Text("GIA 开头的代码留给 gialint。", "Codes with GIA are gialint's own."))
    if not NAME.fullmatch(name):
        raise misuse(
            f"名称“{name}”应如 carried-out：小写字母、数字和短横",
            f"a name looks like carried-out, not “{name}”",
        )
