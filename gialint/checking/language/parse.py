"""Text to nodes: a strict subset of Python's own syntax, parsed by ``ast`` and never run.

Every error knows its column, so that a rule file can show a caret under it.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gialint.checking.language import operations as do
from gialint.checking.language import truth
from gialint.checking.language.nodes import (
    FACT,
    Attribute,
    Exists,
    Kind,
    Member,
    NameKind,
    Node,
    Not,
    Number,
    Path,
    Stated,
    StringNode,
    Wording,
    fact_name,
)
from gialint.lazy_regex import lazy_regex
from gialint.model import Text, parser_error
from gialint.records import NamedTuple
from gialint.sources.suggest import did_you_mean

MAX_CHARACTERS = 2_000
MAX_DEPTH = 100
MAX_PLACES = 6

Names = Mapping[str, NameKind | Number]
"""What names stand for: what ``each`` binds, and the figures that options set."""

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

CLAIM_ATTRIBUTES: Mapping[str, Kind] = {
    "certain": "truth",
    "denial": "truth",
    "derived": "truth",
    "path": "text",
    "scope": "text",
    "section": "text",
    "sentence": "text",
    "text": "text",
    "unit": "text",
    "value": "number",
    "year": "number",
}

_ARITHMETIC: Mapping[type, Any] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: Mapping[type, str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_CONTAINING = ("in", "not in")
_BLANK = lazy_regex(r"\s")
_DECIMAL = lazy_regex(r"[0-9]+(\.[0-9]+)?")
_REJECTED = {
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
_SLIPS = (
    ("&&", "“并且”写作 and", "write “and”"),
    ("||", "“或者”写作 or", "write “or”"),
    ("=<", "“小于或等于”写作 <=", "at most is written <="),
    ("=>", "“大于或等于”写作 >=", "at least is written >="),
    ("!", "“不”写作 not，“不等于”写作 !=", "write “not”, or “!=” for unequal"),
    ("=", "“等于”写作 ==", "equality is written =="),
)


class ExpressionError(Exception):
    """Text that is not an expression: why, and the 0-based character ``column`` where."""

    def __init__(self, message: Text, column: int = 0, near: str | None = None) -> None:
        super().__init__(message.zh)
        self.message = message
        self.column = column
        self.near = near


class Parsed(NamedTuple):
    """A tree, the column of every fact path and set named in it, and whether it ``assumes`` of blanks."""

    root: Node
    mentions: tuple[tuple[Path, int], ...]
    assumes: bool


def parse(source: str, names: Names | None = None) -> Parsed:
    """Turn text into nodes; ``names`` are those bound or set outside. Raises ExpressionError."""
    flat = _BLANK.sub(" ", source)
    text = flat.strip(" ")
    parser = _Parser(text, len(flat) - len(flat.lstrip(" ")), dict(names or {}))
    root = parser.node(parser.tree(), 0)
    return Parsed(root, tuple(parser.mentions), parser.assumes)


def parse_path(source: str, names: Names) -> Path:
    """Turn text into a fact path or the name of a set; raises ExpressionError."""
    node = parse(source, names).root
    if not isinstance(node, Path):
        raise ExpressionError(Text("这里应是一个名称，如 requests.columns", "a name is expected here"))
    return node


class _Parser:
    """Builds nodes of a text on one line; ``indent`` counts the blanks that stood before it."""

    def __init__(self, text: str, indent: int, names: dict[str, NameKind | Number]) -> None:
        self.text = text
        self.indent = indent
        self.names = names
        self.mentions: list[tuple[Path, int]] = []
        self.assumes = False

    def tree(self) -> ast.expr:
        """Parse the text; raises ExpressionError."""
        if not self.text:
            raise ExpressionError(Text("表达式是空的", "the expression is empty"))
        if len(self.text) > MAX_CHARACTERS:
            zh, en = f"表达式超过 {MAX_CHARACTERS} 个字符", f"longer than {MAX_CHARACTERS} characters"
            raise ExpressionError(Text(zh, en))
        for stray in "#\\":
            if stray in self.text:
                message = Text(f"表达式里不能有 {stray}", f"no {stray} in an expression")
                raise ExpressionError(message, self.indent + self.text.index(stray))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text, mode="eval").body
        except SyntaxError as error:
            raise self._syntax(error) from error
        except (ValueError, MemoryError, RecursionError) as error:
            raise ExpressionError(Text("表达式无法解析", "the expression cannot be parsed")) from error

    def node(self, tree: ast.expr, depth: int) -> Node:
        """Return the node of a syntax tree; raises ExpressionError."""
        if depth > MAX_DEPTH:
            raise self._rejected(tree, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels")
        match tree:
            case ast.Attribute() | ast.Subscript() | ast.Name():
                return self._name(tree)
            case ast.Constant():
                return self._constant(tree)
            case ast.BinOp():
                operator = _ARITHMETIC.get(type(tree.op))
                if operator is None:
                    raise self._rejected(tree, "只能用 + - * / 运算", "only + - * / are allowed")
                left, right = self._number(tree.left, depth + 1), self._number(tree.right, depth + 1)
                return do.Arithmetic(operator, left, right)
            case ast.UnaryOp(op=ast.Not()):
                return Not(self._truth(tree.operand, depth + 1))
            case ast.UnaryOp(op=ast.USub()):
                return do.Negative(self._number(tree.operand, depth + 1))
            case ast.UnaryOp():
                raise self._rejected(tree, "只能用负号 - 和 not", "only - and not may come first")
            case ast.BoolOp():
                terms = tuple(self._truth(value, depth + 1) for value in tree.values)
                return truth.Logic("and" if isinstance(tree.op, ast.And) else "or", terms)
            case ast.Compare():
                return self._comparison(tree, depth + 1)
            case ast.Call():
                return self._call(tree, depth + 1)
        zh, en = (_REJECTED.get(type(tree), other) for other in ("这种写法", "this form"))
        raise self._rejected(tree, f"表达式里不能用 {zh}", f"{en} is not allowed in an expression")

    def _constant(self, tree: ast.Constant) -> Node:
        if isinstance(tree.value, str):
            return StringNode(tree.value)
        written = ast.get_source_segment(self.text, tree) or ""
        if isinstance(tree.value, bool) or not _DECIMAL.fullmatch(written):
            zh, en = f"不能用 {written}，数写作 12 或 0.5", f"{written} is not allowed; write 12 or 0.5"
            raise self._rejected(tree, zh, en)
        return Number(Decimal(written))

    def _comparison(self, tree: ast.Compare, depth: int) -> Node:
        if len(tree.ops) > 1:
            zh, en = "一次只能比较两个数，请用 and 连接", "one comparison at a time: join them with and"
            raise self._rejected(tree.comparators[1], zh, en)
        operator = _COMPARISONS.get(type(tree.ops[0]))
        if operator is None:
            raise self._rejected(
                tree, "只能用 == != < <= > >= 和 in 比较", "only == != < <= > >= and in compare"
            )
        sides = [self.node(tree.left, depth), self.node(tree.comparators[0], depth)]
        kinds = {side.kind for side in sides}
        if "truth" in kinds:
            raise self._rejected(tree, "真假不能比较，请用 and、or、not", "truth values are not compared")
        if "text" in kinds or operator in _CONTAINING:
            sides = [Wording(side) if isinstance(side, Path) else side for side in sides]
            fit = operator in ("==", "!=") or (operator in _CONTAINING and not isinstance(sides[1], Member))
            if not fit or any(side.kind != "text" for side in sides):
                zh, en = "文字只能与文字用 ==、!= 或 in 比较", "text compares only with text, by ==, != or in"
                raise self._rejected(tree, zh, en)
        return truth.Comparison(operator, *sides)

    def _number(self, tree: ast.expr, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.kind in ("text", "truth"):
            raise self._rejected(tree, "这里要一个数", "a number is expected here")
        return node

    def _truth(self, tree: ast.expr, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.kind != "truth":
            raise self._rejected(
                tree, "这里要一个判断，如 … == …", "a comparison is expected here, as … == …"
            )
        return node

    def _path(self, tree: ast.expr, depth: int, zh: str, en: str) -> Path:
        node = self.node(tree, depth)
        if not isinstance(node, Path):
            raise self._rejected(tree, zh, en)
        return node

    def _call(self, tree: ast.Call, depth: int) -> Node:
        name: Any = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if name not in FUNCTIONS:
            zh = f"没有这个函数，可用：{'、'.join(FUNCTIONS)}"
            en = f"no such function; there are {', '.join(FUNCTIONS)}"
            raise self._rejected(tree.func, zh, en, did_you_mean(name, FUNCTIONS) if name else None)
        if len(tree.args) == 1 and isinstance(tree.args[0], ast.GeneratorExp):
            return self._over(name, tree.args[0], depth)
        least, most = FUNCTIONS[name]
        if tree.keywords or not least <= len(tree.args) <= most:
            raise self._rejected(tree, f"{name} 的参数个数不对", f"wrong number of arguments for {name}")
        first = tree.args[0]
        if name == "sum":
            raise self._rejected(tree, "写作 sum(… for 名字 in 集合)", "write sum(… for name in set)")
        if name == "exists":
            return Exists(self._path(first, depth, "exists 要一个事实路径", "exists needs a fact path"))
        if name == "len":
            node = self.node(first, depth)
            if isinstance(node, Path) or node.kind == "text":
                return do.Length(node)
            raise self._rejected(first, "len 要一个集合或文字", "len needs a set or text")
        arguments = tuple(self._number(argument, depth) for argument in tree.args)
        if name == "round":
            places = arguments[1] if len(arguments) > 1 else Number(Decimal(0))
            if isinstance(places, Number) and places.value in range(MAX_PLACES + 1):
                return do.Called(name, arguments[:1], int(places.value))
            zh = f"小数位数是 0 到 {MAX_PLACES} 的数字"
            raise self._rejected(
                tree.args[1], zh, f"the count of decimals is a number from 0 to {MAX_PLACES}"
            )
        if name in ("abs", "min", "max"):
            return do.Called(name, arguments)
        self.assumes = True
        return do.OrAny(arguments[0]) if name == "or_any" else do.OrZero(arguments[0])

    def _over(self, name: Any, made: ast.GeneratorExp, depth: int) -> Node:
        loop = made.generators[0]
        if name not in ("sum", "min", "max"):
            raise self._rejected(made, f"{name} 不能遍历集合", f"{name} does not run over a set")
        if len(made.generators) > 1 or loop.ifs or loop.is_async or not isinstance(loop.target, ast.Name):
            zh, en = "只能写 … for 名字 in 集合，不带条件", "only … for name in set, without conditions"
            raise self._rejected(made, zh, en)
        variable = loop.target.id
        if variable in self.names or variable in FUNCTIONS or variable.startswith("_"):
            raise self._rejected(loop.target, f"名字 {variable} 已被占用", f"the name {variable} is taken")
        zh, en = "in 后面要一个集合的名称", "the name of a set is expected after in"
        members = self._path(loop.iter, depth, zh, en)
        self.names[variable] = "member"
        body = self._number(made.elt, depth)
        del self.names[variable]
        return do.Over(name, body, variable, members)

    def _name(self, tree: ast.expr) -> Node:
        """Return the node of a name, dotted or with subscripts."""
        parts: list[str | Member] = []
        inner = tree
        while not isinstance(inner, ast.Name):
            if isinstance(inner, ast.Attribute):
                parts.append(self._plain(inner, inner.attr))
            elif isinstance(inner, ast.Subscript):
                parts.append(self._subscript(inner))
            else:
                raise self._rejected(inner, "点号前只能是名称", "only a name may come before a dot")
            inner = inner.value
        root, rest = self._plain(inner, inner.id), parts[::-1]
        known = self.names.get(root)
        if known is not None:
            return self._bound(inner, known, rest, self._column(tree))
        if rest:
            return self._mentioned(Path((root, *rest)), self._column(tree))
        if not root.isascii():
            zh = f"“{root}”不是数据的名称；名称如 requests.new.total，可用 gialint facts 报告 查到"
            en = (
                f"“{root}” is not a fact; names look like requests.new.total; gialint facts REPORT lists them"
            )
            raise self._rejected(inner, zh, en)
        zh = f"名字 {root} 没有在 each 里绑定，也不是选项；事实路径至少有两段"
        en = f"the name {root} is neither bound by each nor an option, and a fact path has two parts or more"
        raise self._rejected(inner, zh, en, did_you_mean(root, [*self.names, *FUNCTIONS]))

    def _plain(self, tree: ast.expr, name: str) -> str:
        if name.startswith("_"):
            raise self._rejected(tree, "名称不能以下划线开头", "no name may begin with an underscore")
        return name

    def _subscript(self, tree: ast.Subscript) -> Member:
        index = tree.slice
        if isinstance(index, ast.Name) and self.names.get(index.id) == "member":
            return Member(index.id)
        near = did_you_mean(index.id, self.names) if isinstance(index, ast.Name) else None
        zh = "方括号里要一个由 each 或 for 绑定的名字"
        raise self._rejected(index, zh, "a name bound by each or for is expected in brackets", near)

    def _bound(
        self, tree: ast.Name, known: NameKind | Number, parts: list[str | Member], column: int
    ) -> Node:
        name = tree.id
        if not parts:
            return known if isinstance(known, Number) else Stated(name) if known == "claim" else Member(name)
        attribute = parts[0]
        if known != "claim" or len(parts) > 1 or isinstance(attribute, Member):
            raise self._rejected(tree, f"名字 {name} 后面不能再有别的", f"nothing may follow the name {name}")
        if attribute == FACT:
            return self._mentioned(Path((Member(fact_name(name)),)), column)
        if attribute in CLAIM_ATTRIBUTES:
            return Attribute(name, attribute, CLAIM_ATTRIBUTES[attribute])
        known_names = (FACT, *CLAIM_ATTRIBUTES)
        zh, en = f"陈述只有 {'、'.join(known_names)}", f"a claim has {', '.join(known_names)}"
        raise self._rejected(tree, zh, en, did_you_mean(attribute, known_names))

    def _mentioned(self, path: Path, column: int) -> Path:
        self.mentions.append((path, column))
        return path

    def _column(self, tree: ast.expr) -> int:
        """Return the character column of a part; ``ast`` counts in UTF-8 bytes."""
        return self.indent + len(self.text.encode()[: tree.col_offset].decode())

    def _rejected(self, tree: ast.expr, zh: str, en: str, near: str | None = None) -> ExpressionError:
        return ExpressionError(Text(zh, en), self._column(tree), near)

    def _syntax(self, error: SyntaxError) -> ExpressionError:
        column = min(error.offset - 1 if error.offset else len(self.text), len(self.text))
        for slip, zh, en in _SLIPS:
            start = self.text.find(slip, max(column - len(slip) + 1, 0), column + len(slip))
            if start >= 0:
                return ExpressionError(Text(zh, en), self.indent + start)
        why = parser_error(error.msg)
        message = Text(f"表达式语法错误：{why.zh}", f"syntax error: {why.en}")
        return ExpressionError(message, self.indent + column)
