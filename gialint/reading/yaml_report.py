"""Read a report written as data (YAML), which is also the form of the examples in rules.

``title``, ``preface`` and ``signature`` are text; ``sections`` maps headings to text, and a
numeral (一 or 一、总体情况) at the top level is short for a section. Figures are named by their
path, nested or dotted, under ``facts`` or at the top level; nothing after the colon is blank.
``asides`` are what a Word file may hold beside its text: ``deleted``, ``comment`` and the like.

Places: lines after ``|`` and ``>``, plain and quoted text map line by line to the file; quoted
text with escapes ('' or \n) maps to where it begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import get_args

from gialint.lazy_regex import lazy_regex
from gialint.model import Aside, AsideKind, Document, Text
from gialint.reading import Limits, Unreadable
from gialint.reading.comments import too_many_lines
from gialint.reading.compose import Composer
from gialint.reading.decode import decode
from gialint.reading.text import empty
from gialint.reading.text.lines import lines_of
from gialint.reading.yaml_tree import Branch, Leaf, Tree, fault, parse, planted
from gialint.records import dataclass, field
from gialint.sources.yaml import slip_at

TEXTS = ("title", "preface", "signature")
KEYS = ("title", "preface", "sections", "facts", "signature", "asides")
CHINESE = {
    "标题": "title",
    "前言": "preface",
    "章节": "sections",
    "正文": "sections",
    "数据": "facts",
    "表格": "facts",
    "落款": "signature",
    "署名": "signature",
}
"""What somebody may write who guesses at the keys."""

OWN = ({"code", "severity"}, {"lexicon"}, {"edition"}, {"start", "deductions"})
"""Keys that stand together only in rules, words, forms and tables of deductions of gialint's own."""
_TO_BE_FILLED = lazy_regex(r"\{(?:agency|year)\}")
"""What a template of a draft leaves open."""

NEAR = 0.8
"""How alike a mapping's key must be to one of ``KEYS`` to be its misspelling, not a fact."""

SECTION = lazy_regex("[一二三四五六七八九十]{1,3}(?:[、.．].*)?")
PATH = lazy_regex(r"\w+(?:\.\w+)*")

_TOP = lazy_regex(r"""(?m)^["']?([^\s#"'\-{\[&*!|>%@`][^:：\n]*+)[:：]([ \t]+[^\s#]|[^\s:/])?""")
"""A key at the beginning of a line, its closing quote with it, and what follows it there."""
_ITEM = lazy_regex(r"(?m)^[ ]*-[ ]+\S")

Origins = tuple[tuple[int, int], ...]


def meant(name: str, cutoff: float = 0.6) -> str | None:
    """Return the key that was probably meant by another."""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), KEYS, n=1, cutoff=cutoff)
    return CHINESE.get(name) or (near[0] if near else None)


def is_foreign(text: str) -> bool:
    """Return whether a file that is no valid report was never meant for one: the settings of some program.

    So are rules, words, forms, drafts and tables of deductions. In others no line begins with a key of a
    report or a near miss of one, and something stands there that is no figure by its path either: a list,
    or a value beside a key without a dot.
    """
    tops = [(match[1].rstrip(" ").rstrip("\"'"), match[2]) for match in _TOP.finditer(text)]
    if any(keys <= {name for name, _ in tops} for keys in OWN) or _TO_BE_FILLED.search(text):
        return True
    if any("." in name or SECTION.fullmatch(name) or meant(name, NEAR) for name, _ in tops):
        return False
    return any(value for _, value in tops) or _ITEM.search(text) is not None


@dataclass(slots=True)
class _Form:
    """A report's parts as they were written; ``text`` is the file, empty for an example."""

    text: str
    texts: dict[str, Leaf] = field(default_factory=dict)
    sections: list[tuple[Leaf, Leaf]] = field(default_factory=list)
    facts: dict[str, Leaf] = field(default_factory=dict)
    asides: list[tuple[AsideKind, Leaf]] = field(default_factory=list)


def read(data: bytes, path: str, limits: Limits) -> Document:
    """Read a YAML report; raises Unreadable with the line quoted, or LimitExceeded."""
    text = decode(data)
    try:
        document = _document(_form(parse(text, limits), text), path, limits)
    except Unreadable as error:
        error.foreign = is_foreign(text)
        raise
    if not document.text:
        raise empty()
    return document


def from_mapping(example: Mapping[str, object]) -> Document:
    """Return the document of a mapping of the same form that is loaded already, without places.

    Raises Unreadable for an unknown key. Numbers are spelled as Python spells them.
    """
    return _document(_form(planted(example), ""), "<example>", Limits())


def _form(root: Branch, text: str) -> _Form:
    form = _Form(text)
    for key, value in root.items:
        _sort(key, value, form)
    return form


def _sort(key: Leaf, value: Tree, form: _Form) -> None:
    """Put one top-level key where it belongs."""
    name = key.text
    if name in TEXTS:
        form.texts[name] = _leaf(key, value, form)
    elif name == "sections":
        for heading, words in _branch(key, value, form).items:
            form.sections.append((heading, _leaf(heading, words, form)))
    elif name == "facts":
        for fact, figure in _branch(key, value, form).items:
            _collect(fact, fact.text, figure, form)
    elif name == "asides":
        for kind, words in _branch(key, value, form).items:
            form.asides.append((_aside_kind(kind, form), _leaf(kind, words, form)))
    elif SECTION.fullmatch(name):
        form.sections.append((key, _leaf(key, value, form)))
    elif "." in name or (isinstance(value, Branch) and not meant(name, NEAR)):
        _collect(key, name, value, form)
    else:
        raise _unknown(key, form.text)


def _collect(key: Leaf, path: str, value: Tree, form: _Form) -> None:
    """Flatten nested mappings into fact paths."""
    if isinstance(value, Branch):
        for part, below in value.items:
            _collect(part, f"{path}.{part.text}", below, form)
    elif PATH.fullmatch(path) is None or (key.text.isdigit() and value.blank):
        raise _no_path(key, path, form.text)
    elif path in form.facts:
        raise fault(form.text, key.at, f"“{path}”写了两次，请删去一处", f"“{path}” is written twice")
    else:
        form.facts[path] = value


def _document(form: _Form, path: str, limits: Limits) -> Document:
    """Compose the reading text: title, preface, sections, figures, signature."""
    composer = Composer(path, "yaml")
    # Offsets before the first origin (the path of a figure on line one) must not turn negative.
    composer.reading.append(0)
    composer.origin.append(0)
    _write(form.texts.get("title"), composer, limits, heading=1)
    _write(form.texts.get("preface"), composer, limits)
    for heading, words in form.sections:
        _write(heading, composer, limits, heading=2)
        _write(words, composer, limits)
    for fact, figure in form.facts.items():
        composer.entry(fact, figure.text, origins=_origins(figure, 0, len(figure.text)))
    _write(form.texts.get("signature"), composer, limits)
    composer.asides = [Aside(kind, leaf.text, "", composer.length) for kind, leaf in form.asides]
    return composer.document(form.text or None)


def _aside_kind(key: Leaf, form: _Form) -> AsideKind:
    for kind in get_args(AsideKind):
        if key.text == kind:
            return kind  # type: ignore[no-any-return]
    raise _unknown(key, form.text)


def _write(leaf: Leaf | None, composer: Composer, limits: Limits, heading: int = 0) -> None:
    """Add every line of a text that is not blank as a paragraph."""
    for line in lines_of(leaf.text, limits) if leaf else ():
        end = line.start + len(line.text)
        composer.paragraph(
            line.text, heading=heading, origins=_origins(leaf, line.start, end) if leaf else ()
        )
        if len(composer.blocks) > limits.paragraphs:
            raise too_many_lines(limits)


def _origins(leaf: Leaf, start: int, end: int) -> Origins:
    """Return the origins of a stretch of a scalar, counted from where the stretch begins."""
    if leaf.at < 0:
        return ()
    return tuple(_mapped(leaf, start, end)) or ((0, leaf.at),)


def _mapped(leaf: Leaf, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = bisect_left(leaf.runs, (start + 1, 0))
    if first:
        offset, origin = leaf.runs[first - 1]
        yield 0, origin + start - offset
    for offset, origin in leaf.runs[first : bisect_left(leaf.runs, (end, 0))]:
        yield offset - start, origin


def _leaf(key: Leaf, value: Tree, form: _Form) -> Leaf:
    if isinstance(value, Leaf):
        return value
    raise fault(
        form.text,
        value.at,
        f"“{key.text}”下面应是文字，多行请写在 | 之后",
        f"“{key.text}” must be text; write lines after |",
    )


def _branch(key: Leaf, value: Tree, form: _Form) -> Branch:
    if isinstance(value, Branch):
        return value
    if value.blank:
        return Branch()
    expected = Text(
        f"“{key.text}”下面应是缩进的“键: 值”", f"“{key.text}” must hold indented “key: value” lines"
    )
    at, words = slip_at(form.text, value.at) or (value.at, expected)
    raise fault(form.text, at, *words)


def _unknown(key: Leaf, text: str) -> Unreadable:
    near = meant(key.text)
    known = "、".join(KEYS)
    zh = f"您是不是想写“{near}”？" if near else f"可用的键：{known}，一至六，以及带点的指标名。"
    en = f"Did you mean “{near}”?" if near else f"Keys: {', '.join(KEYS)}, numerals, and dotted fact paths."
    return fault(text, key.at, f"不认识的键“{key.text}”", f"unknown key “{key.text}”", Text(zh, en))


def _no_path(key: Leaf, path: str, text: str) -> Unreadable:
    if key.text.isdigit():
        return fault(
            text,
            key.at,
            "花括号里的逗号把数字断开了",
            "the comma inside braces has cut a number in two",
            Text('请给数字加引号（"1,353"）或去掉逗号。', 'Quote the number ("1,353") or drop its comma.'),
        )
    return fault(
        text,
        key.at,
        f"“{path}”不是指标名",
        f"“{path}” is not a fact path",
        Text(
            "指标名由字母、数字、下划线和点组成，如 requests.new.total。",
            "A fact path is made of letters, digits, underscores and dots: requests.new.total.",
        ),
    )
