"""The rules: the table and the list of ``rules``, their families, and their pages in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from gialint.checking.options import form_of
from gialint.model import Diagnostic, Gap, Option, Rule, Words, mask
from gialint.reporting import Style
from gialint.reporting.explain import DEFAULT, OUTCOMES, SINCE, TAGS, UNDER, kind_of, option_text, said
from gialint.reporting.json import fields, written
from gialint.reporting.layout import table, visible
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

if TYPE_CHECKING:
    pass

_HEADINGS = (Words("代码", "code"), Words("名称", "name"), Words("级别", "severity"), Words("要求", "rule"))
_PREVIEW = Words("（试行）", " (preview)")
_OFF = Words("（默认不启用）", " (off by default)")
_NONE = Words("没有符合条件的规则。\n", "No rule matches.\n")
_NARROW = 100
"""Columns of a terminal below which long titles would be broken into many lines."""


def rules_list(rules: Sequence[Rule], style: Style) -> str:
    """Return the rules as a table, in the order given, and how many; names only where there is room."""
    if not rules:
        return _NONE.say(style.language)
    columns = (0, 2, 3) if style.width and style.width < _NARROW else (0, 1, 2, 3)
    headings = [_HEADINGS[column].say(style.language) for column in columns]
    rows = [_row(rule, style.language) for rule in rules]
    grid = table(headings, [[row[column] for column in columns] for row in rows], style)
    count = Words(f"共 {len(rules)} 条规则。", f"{counted(len(rules), 'rule')}.")
    return f"{grid}\n{count.say(style.language)}\n"


def rules_json(rules: Sequence[Rule], language: str) -> str:
    """Return the rules as a JSON list; titles in one language, examples as a count."""
    return written([_rule(rule, language) for rule in rules])


def _row(rule: Rule, language: str) -> tuple[str, str, str, str]:
    title = rule.title.say(language)
    if rule.status != "stable":
        title += (_PREVIEW if rule.status == "preview" else _OFF).say(language)
    if rule.fixable:
        title += bracketed(FIXABLE[rule.fixable].say(language), language)
    return visible(rule.code), visible(rule.name), SEVERITIES[rule.severity].say(language), visible(title)


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        **fields(rule, "code", "name"),
        "title": rule.title.say(language),
        "severity": rule.severity.word,
        "basis": list(rule.basis),
        "tags": list(rule.tags),
        **fields(rule, "since", "status"),
        "fixable": bool(rule.fixable),
        "scope": rule.scope,
        "examples": len(rule.examples),
        "options": [_option(option, language) for option in rule.options],
    }


def _option(option: Option, language: str) -> dict[str, Any]:
    about, form = option.about.say(language), form_of(option).say(language)
    return {**fields(option, "name", "default"), "about": about, "form": form}


_NAME = Words("名称", "name")
_SEVERITY = Words("级别", "severity")
_FAMILY = Words("类别", "family")
_STATUS = Words("状态", "status")
_STATUSES = {
    "preview": Words("试行", "preview"),
    "off": Words("默认不启用，按代码选用", "off unless selected by its code"),
}
_EDITIONS = Words("适用的格式", "editions of the form")
_COVERS = Words("同一处不再报告", "not reported as well at the same place")
_FIXING: dict[bool | str, Words] = {
    True: Words("`gialint check --fix`"),
    "unsafe": Words("`gialint check --fix --unsafe-fixes`"),
}
_BASIS = Words("依据", "Basis")
_HINT = Words("怎么改", "What to do")
_CONDITION = Words("核对什么", "What is checked")
_SOURCE = Words("规则文件", "Rule file")
_EXAMPLES = Words("示例", "Examples")
_EXAMPLE = Words("示例", "Example")
_OPTIONS = Words("选项", "Options")
_QUIET = Words("不报告。", "Nothing is reported.")
_WIDE = 10_000
_LONG = 600
_SHOWN = 80


def rule_page(
    rule: Rule,
    style: Style,
    outcomes: Mapping[int, Sequence[Diagnostic | Gap]] | None = None,
    links: Sequence[str] = (),
    source: str = "",
    families: Mapping[str, Words] = {},
) -> str:
    """Return the page of a rule; ``outcomes`` are what its examples yielded, by their index.

    ``links`` stand under the title; ``source`` is where the rule's file is, from the page; ``families``
    are what families of rules are called.
    """
    say = style.language
    blocks = [f"# {rule.code}{colon(say)}{escaped(rule.title.say(say))}"]
    if links:
        blocks.append(" · ".join(links))
    blocks.append("\n".join(_particulars(rule, families, say)))
    if rule.basis:
        grounds = [f"- {escaped(basis_text([ground], say))}" for ground in rule.basis]
        blocks += [f"## {_BASIS.say(say)}", "\n".join(grounds)]
    if rule.hint:
        blocks += [f"## {_HINT.say(say)}", escaped(rule.hint.say(say))]
    if rule.condition:
        blocks += [f"## {_CONDITION.say(say)}", _fenced(rule.condition)]
    if source:
        blocks.append(f"{_SOURCE.say(say)}{colon(say)}[`{rule.origin}`]({source})")
    if rule.options:
        blocks += [f"## {_OPTIONS.say(say)}", "\n".join(_options(rule.options, say))]
    if rule.examples:
        blocks.append(f"## {_EXAMPLES.say(say)}")
    for index, example in enumerate(rule.examples):
        lines = said(rule, index, (outcomes or {}).get(index, ()), say)
        blocks += _example(index, example, lines, say)
    return "\n\n".join(blocks) + "\n"


def index_page(
    rules: Iterable[Rule], style: Style, title: str, link: str, families: Mapping[str, Words]
) -> str:
    """Return the page that leads to the pages of rules, by family; ``link`` stands under its title."""
    say = style.language
    by_family: dict[str, list[Rule]] = {}
    for rule in rules:
        by_family.setdefault(family(rule.code), []).append(rule)
    blocks = [f"# {title}", link]
    for name, members in by_family.items():
        rows = [f"| {word.say(say)} " for word in (Words("代码", "code"), _SEVERITY, Words("要求", "rule"))]
        lines = ["".join(rows) + "|", "|---|---|---|", *(_index_row(rule, say) for rule in members)]
        blocks += [f"## {_family(name, families, say)}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def _family(name: str, families: Mapping[str, Words], language: str) -> str:
    """Return a family by its codes and, if it has one, its name."""
    return " ".join(dict.fromkeys((f"{name}xx", family_name(name, families, language))))


def _index_row(rule: Rule, language: str) -> str:
    notes = [_STATUSES[rule.status].say(language)] if rule.status in _STATUSES else []
    notes += [FIXABLE[rule.fixable].say(language)] if rule.fixable else []
    title = escaped(
        rule.title.say(language) + (bracketed(listed(notes, language), language) if notes else "")
    )
    return f"| [{rule.code}]({rule.code}.md) | {SEVERITIES[rule.severity].say(language)} | {title} |"


def _particulars(rule: Rule, families: Mapping[str, Words], language: str) -> Iterator[str]:
    """Yield the particulars that a rule has, an item each."""
    told = (
        (_NAME, f"`{rule.name}`"),
        (_SEVERITY, SEVERITIES[rule.severity].say(language)),
        (_FAMILY, _family(family(rule.code), families, language)),
        (_STATUS, _STATUSES[rule.status].say(language) if rule.status in _STATUSES else ""),
        *([(FIXABLE[rule.fixable], _FIXING[rule.fixable].say(language))] if rule.fixable else []),
        (_EDITIONS, listed(rule.editions, language)),
        (_COVERS, listed(rule.covers, language)),
        (TAGS, listed(rule.tags, language)),
        (SINCE, rule.since),
    )
    for label, text in told:
        if text:
            yield f"- **{label.say(language)}**{colon(language)}{text}"


def _options(options: Iterable[Option], language: str) -> Iterator[str]:
    """Yield the lines of a table of options."""
    headings = (Words("选项", "option"), Words("含义", "meaning"), Words("值", "value"), DEFAULT)
    yield "".join(f"| {heading.say(language)} " for heading in headings) + "|"
    yield "|---|---|---|---|"
    for option in options:
        told = (
            option.about.say(language),
            form_of(option).say(language),
            option_text(option.default, language),
        )
        yield f"| `{option.name}` | {' | '.join(map(escaped, told))} |"


def _example(index: int, example: Mapping[str, Any], lines: Sequence[str], language: str) -> Iterator[str]:
    kind = kind_of(example)
    yield f"### {_EXAMPLE.say(language)} {index + 1}{bracketed(OUTCOMES[kind].say(language), language)}"
    given = example.get(kind)
    yield _fenced(given) if given else "```yaml\n{}\n```"
    if example.get("options"):
        yield f"{UNDER.say(language)}{colon(language)}`{option_text(example['options'], language)}`"
    if lines:
        yield "\n>\n".join(f"> {escaped(line)}" for line in lines)
    elif kind == "clean":
        yield f"> {_QUIET.say(language)}"


def _fenced(data: object) -> str:
    """Return data as a block of YAML, masked."""
    from ruamel.yaml import YAML

    writer = YAML(pure=True)
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
