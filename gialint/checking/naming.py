"""Names in an expression: fact paths, names bound by ``each``, and what is known of a claim."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from gialint.checking.nodes import Attribute, Bound, Kind, NameKind, Node, Number, Path
from gialint.checking.source import Source
from gialint.sources.suggest import did_you_mean

CLAIM_ATTRIBUTES: Mapping[str, Kind] = {
    "denial": "truth",
    "derived": "truth",
    "path": "text",
    "scope": "text",
    "section": "text",
    "text": "text",
    "unit": "text",
    "value": "number",
    "year": "number",
}

FACT = "fact"
"""``claim.fact`` is the report's own figure of what a claim speaks of."""

Names = Mapping[str, NameKind | Number]
"""What names stand for: what ``each`` binds, and the figures that options set."""


def name_of(source: Source, names: Names, tree: ast.expr, functions: Collection[str]) -> Node:
    """Turn a name, dotted or with subscripts, into a node; raises ExpressionError."""
    parts: list[str | Bound] = []
    inner = tree
    while not isinstance(inner, ast.Name):
        if isinstance(inner, ast.Attribute):
            parts.append(_plain(source, inner, inner.attr))
        elif isinstance(inner, ast.Subscript):
            parts.append(_subscript(source, names, inner))
        else:
            raise source.refuse(inner, "点号前只能是名称", "only a name may stand before a dot")
        inner = inner.value
    root = _plain(source, inner, inner.id)
    known = names.get(root)
    if known is not None:
        return _bound(source, known, inner, parts[::-1])
    if parts:
        return Path((root, *reversed(parts)))
    if not root.isascii():
        zh = f"“{root}”不是数据的名称；名称如 requests.new.total，可用 gialint facts 报告 查到"
        en = f"“{root}” is no fact; names are as requests.new.total, and gialint facts REPORT lists them"
        raise source.refuse(inner, zh, en)
    zh = f"名字 {root} 没有在 each 里绑定，也不是选项；事实路径至少有两段"
    en = f"the name {root} is neither bound by each nor an option, and a fact path has two parts or more"
    raise source.refuse(inner, zh, en, did_you_mean(root, [*names, *functions]))


def _plain(source: Source, tree: ast.expr, name: str) -> str:
    if name.startswith("_"):
        raise source.refuse(tree, "名称不能以下划线开头", "no name may begin with an underscore")
    return name


def _subscript(source: Source, names: Names, tree: ast.Subscript) -> Bound:
    index = tree.slice
    if isinstance(index, ast.Name) and names.get(index.id) == "member":
        return Bound(index.id, "member")
    near = did_you_mean(index.id, names) if isinstance(index, ast.Name) else None
    zh, en = "方括号里要一个由 each 或 for 绑定的名字", "a name bound by each or for is wanted in brackets"
    raise source.refuse(index, zh, en, near)


def _bound(source: Source, known: NameKind | Number, tree: ast.Name, parts: list[str | Bound]) -> Node:
    name = tree.id
    if not parts:
        return known if isinstance(known, Number) else Bound(name, known)
    attribute = parts[0]
    if known != "claim" or len(parts) > 1 or isinstance(attribute, Bound):
        raise source.refuse(tree, f"名字 {name} 后面不能再有别的", f"nothing may follow the name {name}")
    if attribute == FACT:
        return Path((Bound(fact_name(name), "member"),))
    if attribute in CLAIM_ATTRIBUTES:
        return Attribute(name, attribute, CLAIM_ATTRIBUTES[attribute])
    names = (FACT, *CLAIM_ATTRIBUTES)
    zh, en = f"陈述只有 {'、'.join(names)}", f"a claim has {', '.join(names)}"
    raise source.refuse(tree, zh, en, did_you_mean(attribute, names))


def fact_name(claim: str) -> str:
    """Return the name under which the path of a bound claim is bound as well."""
    return f"{claim}.{FACT}"
