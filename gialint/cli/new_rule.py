"""``gialint new-rule``: write a rule file to begin with, which loads and passes its own examples."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from gialint.cli.arguments import Command, UsageError
from gialint.cli.configured import configured
from gialint.cli.output import print_out, write_file
from gialint.config import Flag
from gialint.model import Words
from gialint.reporting.phrases import as_word

KINDS = ("assert", "match", "require", "near")
COMMAND = Command(
    "new-rule",
    Words(
        "生成一个规则文件的样板：代码和名称，如 QSH101 carried-out",
        "write a starter rule file, by code and name, such as QSH101 carried-out",
    ),
    "CODE NAME",
    least=2,
    most=2,
    options=(
        Flag(
            ("--kind",),
            Words(
                "规则的种类：assert 核对数字（默认），match 不应有的文字，require 应有的文字，near 写错的词",
                "assert: figures (default); match: text that should not be there; require: text"
                " that must be; near: near misses",
            ),
            "|".join(KINDS),
            known=KINDS,
        ),
        Flag(
            ("-o", "--output"),
            Words("写入的文件夹（默认当前文件夹）", "folder to write to (default: this one)"),
            "DIR",
        ),
    ),
    example="gialint new-rule QSH101 carried-out -o our_rules",
)

SCHEMA = "rule.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""By this editors complete a rule file, if the schema that ``gialint schema rule`` writes is beside it."""

HEAD = """\
code: {code}
name: {name}
title: {{zh: {title_zh}, en: {title_en}}}
# {severity}
severity: warning
# {basis}
basis: [custom]
since: 0.1.0
tags: [local]
"""
SEVERITY = Words(
    "error 只用于确定无疑的；推算的、口径不清的用 warning；仅供参考的用 info",
    "error for what is certain, warning for what is inferred, info for a mere note",
)
BASIS = Words(
    "依据：条款、文号，或 arithmetic、custom", "what requires it: an article, a notice, arithmetic or custom"
)
HINT = """\
hint: {zh: 请核对后改正。, en: Check it and correct it.}
"""
TITLES = {
    "assert": Words(
        "结转的申请不应多于应当办理的申请", "No more can be carried out than there was to handle"
    ),
    "match": Words("不应使用“做为”", "做为 should not be used"),
    "require": Words("第六部分应当写明信息处理费", "Section six must mention the processing fee"),
    "near": Words("本地机关名称应当书写准确", "Names of local bodies must be spelled right"),
}
BODIES = {
    "assert": """\
each: {column: requests.columns}
assert: requests.carried_out[column] <= requests.new[column] + requests.carried_in[column]
""",
    "match": """\
match:
  in: [prose]
  pattern: 做为
  replace: 作为
""",
    "require": """\
require:
  sections: [六]
  pattern: 信息处理费
""",
    "near": """\
near:
  list: [云坪县人民政府办公室, 云坪县融媒体中心]
  distance: 1
""",
}
EXAMPLES = {
    "assert": """\
examples:
  - clean: {requests.new.total: 3, requests.carried_in.total: 1, requests.carried_out.total: 4}
  - violates: {requests.new.total: 3, requests.carried_in.total: 0, requests.carried_out.total: 4}
  - unassessed: {requests.new.total: 3, requests.carried_in.total: , requests.carried_out.total: 4}
""",
    "match": """\
examples:
  - clean: {一: 作为镇政府，及时公开信息。}
  - violates: {一: 做为镇政府，及时公开信息。}
    says: 应为“作为”
""",
    "require": """\
examples:
  - clean: {六: 本年度未收取信息处理费。}
  - violates: {六: 没有其他需要报告的事项。}
  - unassessed: {一: 全年公开信息30条。}
""",
    "near": """\
examples:
  - clean: {一: 与云坪县融媒体中心合作。}
  - violates: {一: 与云坪县融媒休中心合作。}
    says: 应为“云坪县融媒体中心”
""",
}


def run(given: Namespace) -> int:
    """Write the file; raises UsageError for a code or name that no rule can have, or a file that is there."""
    config, _ = configured(given)
    code, name = given.operands
    _verify(code, name)
    folder = Path(given.output or ".")
    path = folder / f"{code}-{name}.yaml"
    lead = MODELINE if (folder / SCHEMA).exists() else ""
    write_file(str(path), lead + scaffold(code, name, given.kind or "assert", config.language), new=True)
    done = Words(
        f"已写入 {path}\n试一试：gialint test {as_word(str(path))}\n",
        f"wrote {path}\ntry it: gialint test {as_word(str(path))}\n",
    )
    print_out(done.say(config.language))
    return 0


def scaffold(code: str, name: str, kind: str, language: str) -> str:
    """Return the text of a rule file of a kind, with its comments in a language."""
    title = TITLES[kind]
    head = HEAD.format(
        code=code,
        name=name,
        title_zh=title.zh,
        title_en=title.en,
        severity=SEVERITY.say(language),
        basis=BASIS.say(language),
    )
    return head + BODIES[kind] + HINT + EXAMPLES[kind]


def _verify(code: str, name: str) -> None:
    from gialint.checking.rulefiles.fields import CODE, NAME

    if not CODE.fullmatch(code) or code.startswith("GIA"):
        message = Words(f"代码“{code}”应如 QSH101：大写字母加数字", f"a code looks like QSH101, not “{code}”")
        raise UsageError(message, Words("GIA 开头的代码留给 gialint。", "Codes with GIA are gialint's own."))
    if not NAME.fullmatch(name):
        raise UsageError(
            Words(
                f"名称“{name}”应如 carried-out：小写字母、数字和短横",
                f"a name looks like carried-out, not “{name}”",
            )
        )
