"""Source to nodes: a strict subset of Python's own syntax, parsed by ``ast`` and never run."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from gialint.checking.naming import Names, name_of
from gialint.checking.nodes import (
    Arithmetic,
    Bound,
    Call,
    Comparison,
    Exists,
    ExpressionError,
    Logic,
    NameKind,
    Negative,
    Node,
    Not,
    Number,
    Over,
    Path,
    Text,
    Wording,
    kind_of,
)
from gialint.checking.source import Source, source_of
from gialint.model import Words
from gialint.sources.suggest import did_you_mean

MAX_DEPTH = 100

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "abs": (1, 1),
    "exists": (1, 1),
    "len": (1, 1),
    "max": (2, 20),
    "min": (2, 20),
    "or_any": (1, 1),
    "or_zero": (1, 1),
    "round": (1, 2),
    "sum": (1, 1),
}
"""What may be called, with the least and greatest count of arguments."""

_ARITHMETIC: Mapping[type, Literal["+", "-", "*", "/"]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_CONTAINING: Mapping[type, str] = {ast.In: "in", ast.NotIn: "not in"}
_COMPARISONS: Mapping[type, str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    **_CONTAINING,
}
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_PLACES = [Number(Decimal(places)) for places in range(7)]
_REFUSED = {
    ast.Lambda: "lambda",
    ast.JoinedStr: "f-string",
    ast.IfExp: "if … else",
    ast.List: "[…]",
    ast.Tuple: "(…, …)",
    ast.Dict: "{…}",
    ast.Set: "{…}",
    ast.ListComp: "[… for …]",
    ast.SetComp: "{… for …}",
    ast.DictComp: "{… for …}",
    ast.NamedExpr: ":=",
    ast.Starred: "*…",
    ast.Await: "await",
}


class Parsed(NamedTuple):
    """A tree, and the column of every fact path and set named in it."""

    root: Node
    mentions: tuple[tuple[Path, int], ...]


def parse(source: str, names: Names | None = None) -> Parsed:
    """Turn source into nodes; ``names`` are those bound or set outside. Raises ExpressionError."""
    text = source_of(source)
    grammar = _Grammar(text, dict(names or {}), [])
    return Parsed(grammar.node(text.tree(), 0), tuple(grammar.mentions))


def parse_path(source: str, names: Names) -> Path:
    """Turn source into a fact path or the name of a set; raises ExpressionError."""
    node = parse(source, names).root
    if not isinstance(node, Path):
        raise ExpressionError(Words("这里应是一个名称，如 requests.columns", "a name is wanted here"), 0)
    return node


class _Grammar(NamedTuple):
    source: Source
    names: dict[str, NameKind | Number]
    mentions: list[tuple[Path, int]]

    def node(self, tree: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            zh, en = f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"
            raise self.source.refuse(tree, zh, en)
        if isinstance(tree, ast.Attribute | ast.Subscript | ast.Name):
            name = name_of(self.source, self.names, tree, FUNCTIONS)
            if isinstance(name, Path):
                self.mentions.append((name, self.source.column(tree)))
            return name
        build = _BUILDERS.get(type(tree))
        if build is None:
            shown = _REFUSED.get(type(tree), "这种写法")
            en = _REFUSED.get(type(tree), "this form")
            raise self.source.refuse(tree, f"表达式里不能用 {shown}", f"{en} is not allowed in an expression")
        node: Node = build(self, tree, depth + 1)
        return node

    def constant(self, tree: ast.Constant, _depth: int) -> Node:
        if isinstance(tree.value, str):
            return Text(tree.value)
        written = ast.get_source_segment(self.source.text, tree) or ""
        if isinstance(tree.value, bool) or not _DECIMAL.fullmatch(written):
            zh, en = f"不能用 {written}，数写作 12 或 0.5", f"{written} is not allowed; write 12 or 0.5"
            raise self.source.refuse(tree, zh, en)
        return Number(Decimal(written))

    def arithmetic(self, tree: ast.BinOp, depth: int) -> Node:
        operator = _ARITHMETIC.get(type(tree.op))
        if operator is None:
            raise self.source.refuse(tree, "只能用 + - * / 运算", "only + - * / are allowed")
        left, right = self.number(tree.left, depth), self.number(tree.right, depth)
        return Arithmetic(operator, left, right)

    def unary(self, tree: ast.UnaryOp, depth: int) -> Node:
        if isinstance(tree.op, ast.Not):
            return Not(self.truth(tree.operand, depth))
        if isinstance(tree.op, ast.USub):
            return Negative(self.number(tree.operand, depth))
        raise self.source.refuse(tree, "只能用负号 - 和 not", "only - and not may stand in front")

    def logic(self, tree: ast.BoolOp, depth: int) -> Node:
        terms = tuple(self.truth(value, depth) for value in tree.values)
        return Logic("and" if isinstance(tree.op, ast.And) else "or", terms)

    def comparison(self, tree: ast.Compare, depth: int) -> Node:
        if len(tree.ops) > 1:
            zh, en = "一次只能比较两个数，请用 and 连接", "one comparison at a time: join them with and"
            raise self.source.refuse(tree.comparators[1], zh, en)
        operator = _COMPARISONS.get(type(tree.ops[0]))
        if operator is None:
            raise self.source.refuse(
                tree, "只能用 == != < <= > >= 和 in 比较", "only == != < <= > >= and in compare"
            )
        left, right = self.node(tree.left, depth), self.node(tree.comparators[0], depth)
        kinds = {kind_of(left), kind_of(right)}
        if "truth" in kinds:
            raise self.source.refuse(tree, "真假不能比较，请用 and、or、not", "truth values are not compared")
        if "text" in kinds or operator in _CONTAINING.values():
            return self._worded(tree, operator, left, right)
        return Comparison(operator, left, right)

    def _worded(self, tree: ast.Compare, operator: str, left: Node, right: Node) -> Node:
        sides = [Wording(side) if isinstance(side, Path) else side for side in (left, right)]
        containing = operator in _CONTAINING.values()
        fit = operator in ("==", "!=") or (containing and not isinstance(sides[1], Bound))
        if not fit or {kind_of(side) for side in sides} != {"text"}:
            zh, en = "文字只能与文字用 ==、!= 或 in 比较", "text compares only with text, by ==, != or in"
            raise self.source.refuse(tree, zh, en)
        return Comparison(operator, sides[0], sides[1])

    def number(self, tree: ast.expr, depth: int) -> Node:
        node = self.node(tree, depth)
        if kind_of(node) in ("text", "truth"):
            raise self.source.refuse(tree, "这里要一个数", "a number is wanted here")
        return node

    def truth(self, tree: ast.expr, depth: int) -> Node:
        node = self.node(tree, depth)
        if kind_of(node) != "truth":
            zh, en = "这里要一个判断，如 … == …", "a comparison is wanted here, as … == …"
            raise self.source.refuse(tree, zh, en)
        return node

    def call(self, tree: ast.Call, depth: int) -> Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if name not in FUNCTIONS:
            known = "、".join(FUNCTIONS)
            zh, en = f"没有这个函数，可用：{known}", f"no such function; there are {', '.join(FUNCTIONS)}"
            raise self.source.refuse(tree.func, zh, en, did_you_mean(name, FUNCTIONS) if name else None)
        if len(tree.args) == 1 and isinstance(tree.args[0], ast.GeneratorExp):
            return self._over(tree, name, tree.args[0], depth)
        least, most = FUNCTIONS[name]
        if tree.keywords or not least <= len(tree.args) <= most:
            zh, en = f"{name} 的参数个数不对", f"wrong number of arguments for {name}"
            raise self.source.refuse(tree, zh, en)
        if name == "sum":
            zh, en = "写作 sum(… for 名字 in 集合)", "write sum(… for name in set)"
            raise self.source.refuse(tree, zh, en)
        if name == "exists":
            return self._exists(tree, depth)
        return Call(name, self._arguments(name, tree, depth))

    def _exists(self, tree: ast.Call, depth: int) -> Node:
        path = self.node(tree.args[0], depth)
        if not isinstance(path, Path):
            raise self.source.refuse(tree.args[0], "exists 要一个事实路径", "exists wants a fact path")
        return Exists(path)

    def _arguments(self, name: str, tree: ast.Call, depth: int) -> tuple[Node, ...]:
        if name == "len":
            node = self.node(tree.args[0], depth)
            if isinstance(node, Path) or kind_of(node) == "text":
                return (node,)
            raise self.source.refuse(tree.args[0], "len 要一个集合或文字", "len wants a set or text")
        arguments = tuple(self.number(argument, depth) for argument in tree.args)
        if name == "round" and arguments[1:] and arguments[1] not in _PLACES:
            zh, en = "小数位数是 0 到 6 的数字", "the count of decimals is a number from 0 to 6"
            raise self.source.refuse(tree.args[1], zh, en)
        return arguments

    def _over(self, tree: ast.Call, name: str, made: ast.GeneratorExp, depth: int) -> Node:
        loop = made.generators[0]
        if name not in ("sum", "min", "max"):
            raise self.source.refuse(made, f"{name} 不能遍历集合", f"{name} does not run over a set")
        if len(made.generators) > 1 or loop.ifs or loop.is_async or not isinstance(loop.target, ast.Name):
            zh, en = "只能写 … for 名字 in 集合，不带条件", "only … for name in set, without conditions"
            raise self.source.refuse(made, zh, en)
        variable = loop.target.id
        if variable in self.names or variable in FUNCTIONS or variable.startswith("_"):
            zh, en = f"名字 {variable} 已被占用", f"the name {variable} is taken"
            raise self.source.refuse(loop.target, zh, en)
        members = self.node(loop.iter, depth)
        if not isinstance(members, Path):
            zh, en = "in 后面要一个集合的名称", "the name of a set is wanted after in"
            raise self.source.refuse(loop.iter, zh, en)
        self.names[variable] = "member"
        body = self.number(made.elt, depth)
        del self.names[variable]
        function: Any = name
        return Over(function, body, variable, members)


_BUILDERS: Mapping[type, Callable[[_Grammar, Any, int], Node]] = {
    ast.Constant: _Grammar.constant,
    ast.BinOp: _Grammar.arithmetic,
    ast.UnaryOp: _Grammar.unary,
    ast.BoolOp: _Grammar.logic,
    ast.Compare: _Grammar.comparison,
    ast.Call: _Grammar.call,
}
