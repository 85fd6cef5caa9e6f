"""The rules: the table and the list of ``rules``, and their pages in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from gialint.checking.options import form_of
from gialint.model import Diagnostic, Gap, Option, Rule, Text, mask
from gialint.reporting import Style
from gialint.reporting.explain import DEFAULT, OUTCOMES, SINCE, TAGS, UNDER, kind_of, option_text, said
from gialint.reporting.json import fields, written
from gialint.reporting.layout import table
from gialint.reporting.markdown import escaped
from gialint.reporting.phrases import (
    FIXABLE,
    SEVERITIES,
    basis_text,
    bracketed,
    colon,
    counted,
    family,
    family_name,
    listed,
)

_CODE, _NAME, _SEVERITY = Text("代码", "code"), Text("名称", "name"), Text("级别", "severity")
_TITLE = Text("要求", "rule")
_MARKS = {"preview": Text("（试行）", " (preview)"), "off": Text("（默认不启用）", " (off by default)")}
_NONE = Text("没有符合条件的规则。\n", "No rule matches.\n")
_NARROW = 100
"""Columns of a terminal below which long titles would be broken into many lines."""

_FAMILY, _STATUS = Text("类别", "family"), Text("状态", "status")
_STATUSES = {
    "preview": Text("试行", "preview"),
    "off": Text("默认不启用，按代码选用", "off unless selected by its code"),
}
_EDITIONS = Text("适用的格式", "editions of the form")
_COVERS = Text("同一处不再报告", "not reported as well at the same place")
_FIXING = {True: "`gialint check --fix`", "unsafe": "`gialint check --fix --unsafe-fixes`"}
_BASIS, _HINT = Text("依据", "Basis"), Text("怎么改", "What to do")
_CONDITION, _SOURCE = Text("核对什么", "What is checked"), Text("规则文件", "Rule file")
_EXAMPLES, _EXAMPLE = Text("示例", "Examples"), Text("示例", "Example")
_OPTIONS = Text("选项", "Options")
_OPTION = (Text("选项", "option"), Text("含义", "meaning"), Text("值", "value"), DEFAULT)
_QUIET = Text("不报告。", "Nothing is reported.")
_WIDE = 10_000
_LONG, _SHOWN = 600, 80
"""Characters of a text that is shown whole, and of a longer one those that are."""


def rules_list(rules: Sequence[Rule], style: Style) -> str:
    """Return the rules as a table, in the order given, and how many; names only where there is room."""
    language = style.language
    if not rules:
        return _NONE.in_language(language)
    narrow = style.width and style.width < _NARROW
    rows = []
    for rule in rules:
        title = rule.title.in_language(language) + (
            _MARKS[rule.status].in_language(language) if rule.status in _MARKS else ""
        )
        title += bracketed(FIXABLE[rule.fixable].in_language(language), language) if rule.fixable else ""
        name = () if narrow else (rule.name,)
        rows.append((rule.code, *name, SEVERITIES[rule.severity].in_language(language), title))
    headings = (_CODE, _SEVERITY, _TITLE) if narrow else (_CODE, _NAME, _SEVERITY, _TITLE)
    count = Text(f"共 {len(rules)} 条规则。", f"{counted(len(rules), 'rule')}.")
    return f"{table(headings, rows, style)}\n{count.in_language(language)}\n"


def rules_json(rules: Sequence[Rule], language: str) -> str:
    """Return the rules as a JSON list; titles in one language, examples as a count."""
    return written([_rule(rule, language) for rule in rules])


def rule_page(
    rule: Rule,
    style: Style,
    outcomes: Mapping[int, Sequence[Diagnostic | Gap]] | None = None,
    links: Sequence[str] = (),
    source: str = "",
    families: Mapping[str, Text] = {},
) -> str:
    """Return the page of a rule; ``outcomes`` are what its examples yielded, by their index.

    ``links`` stand under the title; ``source`` is where the rule's file is, from the page; ``families``
    are what families of rules are called.
    """
    language = style.language
    blocks = [f"# {rule.code}{colon(language)}{escaped(rule.title.in_language(language))}"]
    if links:
        blocks.append(" · ".join(links))
    blocks.append("\n".join(_particulars(rule, families, language)))
    grounds = "\n".join(f"- {escaped(basis_text([ground], language))}" for ground in rule.basis)
    hint = escaped(rule.hint.in_language(language)) if rule.hint else ""
    condition = _fenced(rule.condition) if rule.condition else ""
    for heading, text in ((_BASIS, grounds), (_HINT, hint), (_CONDITION, condition)):
        blocks += [f"## {heading.in_language(language)}", text] if text else []
    if source:
        blocks.append(f"{_SOURCE.in_language(language)}{colon(language)}[`{rule.origin}`]({source})")
    if rule.options:
        rows = [_option_row(option, language) for option in rule.options]
        blocks += [f"## {_OPTIONS.in_language(language)}", _grid(_OPTION, rows, language)]
    if rule.examples:
        blocks.append(f"## {_EXAMPLES.in_language(language)}")
    for index, example in enumerate(rule.examples):
        lines = said(rule, index, (outcomes or {}).get(index, ()), language)
        blocks += _example(index, example, lines, language)
    return "\n\n".join(blocks) + "\n"


def index_page(
    rules: Iterable[Rule], style: Style, title: str, link: str, families: Mapping[str, Text]
) -> str:
    """Return the page that leads to the pages of rules, by family; ``link`` stands under its title."""
    language = style.language
    by_family: dict[str, list[Rule]] = {}
    for rule in rules:
        by_family.setdefault(family(rule.code), []).append(rule)
    blocks = [f"# {title}", link]
    for name, members in by_family.items():
        rows = [_index_row(rule, language) for rule in members]
        blocks += [
            f"## {_family(name, families, language)}",
            _grid((_CODE, _SEVERITY, _TITLE), rows, language),
        ]
    return "\n\n".join(blocks) + "\n"


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        **fields(rule, "code", "name"),
        "title": rule.title.in_language(language),
        "severity": rule.severity.word,
        "basis": list(rule.basis),
        "tags": list(rule.tags),
        **fields(rule, "since", "status"),
        "fixable": bool(rule.fixable),
        "scope": rule.scope,
        "examples": len(rule.examples),
        "options": [
            {
                **fields(option, "name", "default"),
                "about": option.about.in_language(language),
                "form": form_of(option).in_language(language),
            }
            for option in rule.options
        ],
    }


def _grid(headings: Sequence[Text], rows: Iterable[Sequence[str]], language: str) -> str:
    """Return a table in Markdown."""
    lines = [[heading.in_language(language) for heading in headings], *rows]
    rendered = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([rendered[0], "|" + "---|" * len(headings), *rendered[1:]])


def _family(name: str, families: Mapping[str, Text], language: str) -> str:
    """Return a family by its codes and, if it has one, its name."""
    return " ".join(dict.fromkeys((f"{name}xx", family_name(name, families, language))))


def _index_row(rule: Rule, language: str) -> tuple[str, ...]:
    notes = [_STATUSES[rule.status].in_language(language)] if rule.status in _STATUSES else []
    notes += [FIXABLE[rule.fixable].in_language(language)] if rule.fixable else []
    title = rule.title.in_language(language) + (bracketed(listed(notes, language), language) if notes else "")
    return f"[{rule.code}]({rule.code}.md)", SEVERITIES[rule.severity].in_language(language), escaped(title)


def _option_row(option: Option, language: str) -> tuple[str, ...]:
    default = option_text(option.default, language)
    texts = (option.about.in_language(language), form_of(option).in_language(language), default)
    return f"`{option.name}`", *map(escaped, texts)


def _particulars(rule: Rule, families: Mapping[str, Text], language: str) -> Iterator[str]:
    """Yield the particulars that a rule has, an item each."""
    rendered = (
        (_NAME, f"`{rule.name}`"),
        (_SEVERITY, SEVERITIES[rule.severity].in_language(language)),
        (_FAMILY, _family(family(rule.code), families, language)),
        (_STATUS, _STATUSES[rule.status].in_language(language) if rule.status in _STATUSES else ""),
        *([(FIXABLE[rule.fixable], _FIXING[rule.fixable])] if rule.fixable else []),
        (_EDITIONS, listed(rule.editions, language)),
        (_COVERS, listed(rule.covers, language)),
        (TAGS, listed(rule.tags, language)),
        (SINCE, rule.since),
    )
    for label, text in rendered:
        if text:
            yield f"- **{label.in_language(language)}**{colon(language)}{text}"


def _example(index: int, example: Mapping[str, Any], lines: Sequence[str], language: str) -> Iterator[str]:
    kind = kind_of(example)
    outcome = bracketed(OUTCOMES[kind].in_language(language), language)
    yield f"### {_EXAMPLE.in_language(language)} {index + 1}{outcome}"
    given = example.get(kind)
    yield _fenced(given) if given else "```yaml\n{}\n```"
    if example.get("options"):
        yield f"{UNDER.in_language(language)}{colon(language)}`{option_text(example['options'], language)}`"
    if lines:
        yield "\n>\n".join(f"> {escaped(line)}" for line in lines)
    elif kind == "clean":
        yield f"> {_QUIET.in_language(language)}"


def _fenced(data: object) -> str:
    """Return data as a block of YAML, masked."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.width = _WIDE
    writer.allow_unicode = True
    stream = StringIO()
    writer.dump(_plain(data), stream)
    text = mask(stream.getvalue()).removesuffix("...\n").rstrip()
    fence = "`" * max(3, 1 + max((len(run) for run in text.split("\n") if set(run) == {"`"}), default=0))
    return f"{fence}yaml\n{text}\n{fence}"


def _plain(data: Any) -> Any:
    """Return data with lists for tuples; of long text the beginning and how many characters it has."""
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, str) and len(data) > _LONG:
        return f"{data[:_SHOWN]}…… ({len(data)})"
    if isinstance(data, str) and "\n" in data:
        from ruamel.yaml.scalarstring import LiteralScalarString

        return LiteralScalarString(data)
    return data
