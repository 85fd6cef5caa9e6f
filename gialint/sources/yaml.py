"""Load YAML as plain data that remember where everything stood, so that errors can point at it.

Data are dict, list, str, int, float, bool and None, and keys are always text. Dates stay text, and so do
numbers with leading zeros. Anchors and merging (``<<``) are understood within limits; tags and second
documents are rejected.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text, os_error, parser_error
from gialint.records import dataclass, field
from gialint.sources.located import BadYaml, Keys, Loaded, Spot

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000
"""How many values a file may come to once its aliases are spelled out."""

COLON = "mapping values are not allowed"
NO_COLON = "could not find expected ':'"
"""What the parser says where a key was written wrong, often a line before."""

_WORDS = {"": None, "~": None, "null": None, "Null": None, "true": True, "True": True}
_WORDS |= {"false": False, "False": False}
_INTEGER = lazy_regex(r"[-+]?(?:0|[1-9]\d{0,17})")
_FLOAT = lazy_regex(r"[-+]?(?:0|[1-9]\d*)\.\d+")
_FORBIDDEN = lazy_regex("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAB = lazy_regex(r" *(\t)")
_KEY = r"[ ]*[\w.、（）()]+"
_FULL_WIDTH = lazy_regex(f"{_KEY}(：)")
_UNSPACED = lazy_regex(rf"{_KEY}(:)(?=[^\s:/])")
_SLIPS = (
    (_TAB, Text("缩进用了制表符（Tab），请改用空格", "indented with a tab: use spaces")),
    (
        _FULL_WIDTH,
        Text("冒号是全角的“：”，键后面要写半角冒号加空格", "a full-width colon: write “: ” after a key"),
    ),
    (_UNSPACED, Text("冒号后面缺一个空格", "a space is missing after the colon")),
)


def load_yaml(path: Path, *, code: str = "GIA903", shown: str = "") -> Loaded:
    """Read a YAML file; raises BadYaml with a problem of that code. ``shown`` is its name in messages."""
    name = shown or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadYaml(Problem(code, _unopened(error), name)) from error
    except UnicodeDecodeError as error:
        message = Text("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8: save it as UTF-8")
        raise BadYaml(Problem(code, message, name)) from error
    return parse_yaml(text, name, code=code)


def parse_yaml(text: str, path: str, *, code: str = "GIA903") -> Loaded:
    """Turn YAML text into data with positions; raises BadYaml."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARACTERS:
        message = Text(f"文件超过 {MAX_CHARACTERS} 个字符", f"the file exceeds {MAX_CHARACTERS} characters")
        raise BadYaml(Problem(code, message, path))
    bare = Loaded(path, text, code=code)
    stray = _FORBIDDEN.search(text)
    if stray:
        shown = f"U+{ord(stray[0]):04X}"
        message = Text(f"有控制字符 {shown}，请删去", f"control character {shown}: remove it")
        raise BadYaml(bare.problem_at(stray.start(), message))
    spots: dict[Keys, Spot] = {}
    return Loaded(path, text, _Builder(bare, spots).document(), spots, code)


@dataclass(slots=True)
class _Builder:
    """Builds data from parsing events, one at a time, so that depth and aliases stay in hand."""

    file: Loaded
    spots: dict[Keys, Spot]
    events: Iterator[Any] = field(default_factory=lambda: iter(()))
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    """Anchored values, each with how many values it holds."""
    values: int = 0

    def document(self) -> Any:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError

        self.events = iter(YAML(typ="safe").parse(self.file.text))
        try:
            return self._document()
        except MarkedYAMLError as error:
            raise BadYaml(_syntax_problem(self.file, error)) from error

    def _document(self) -> Any:
        value, documents = None, 0
        for event in self.events:
            if type(event).__name__ != "DocumentStartEvent":
                continue
            documents += 1
            if documents > 1:
                raise self._refuse(event, "一个文件只能有一份 YAML 文档", "one YAML document a file, please")
            value = self._value(next(self.events), (), None)
        return value

    def _value(self, event: Any, keys: Keys, key: int | None) -> Any:
        index = event.start_mark.index
        style = getattr(event, "style", None) or ""
        if not style and getattr(event, "value", None) == "":
            # Parsers differ on where nothing stands: here it is right behind its colon or dash.
            index = len(self.file.text[:index].rstrip())
        self.spots[keys] = Spot(index if key is None else key, index, style)
        if type(event).__name__ == "AliasEvent":
            return self._alias(event)
        before = self.values
        self.values += 1
        if len(keys) > MAX_DEPTH:
            raise self._refuse(event, f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels")
        if event.tag is not None:
            raise self._refuse(
                event, f"不支持 YAML 标签 {event.tag}", f"YAML tag {event.tag} is not supported"
            )
        value: Any
        match type(event).__name__:
            case "MappingStartEvent":
                value = self._mapping(keys)
            case "SequenceStartEvent":
                value = self._sequence(keys)
            case _:
                value = _scalar(event.value) if event.implicit[0] and not style else event.value
        if event.anchor:
            self.anchors[event.anchor] = value, self.values - before
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise self._refuse(
                event, f"没有锚点 &{event.anchor}", f"there is no anchor &{event.anchor} above"
            )
        value, size = self.anchors[event.anchor]
        self.values += size
        if self.values > MAX_VALUES:
            raise self._refuse(event, "别名展开后过大", "too large once its aliases are spelled out")
        return value

    def _mapping(self, keys: Keys) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                raise self._refuse(event, "键必须是文字", "a key must be plain text")
            key: str = event.value
            if key in mapping:
                raise self._refuse(event, f"键“{key}”重复", f"duplicate key “{key}”")
            value = self._value(next(self.events), (*keys, key), event.start_mark.index)
            if key == "<<" and event.implicit[0]:
                merged = self._merged(event, value) | merged
            else:
                mapping[key] = value
        return merged | mapping

    def _merged(self, event: Any, value: Any) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, dict):
                raise self._refuse(event, "<< 后面要一个映射的别名", "<< wants an alias of a mapping")
            merged = part | merged
        return merged

    def _sequence(self, keys: Keys) -> list[Any]:
        items: list[Any] = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*keys, len(items)), None))
        return items

    def _refuse(self, event: Any, zh: str, en: str) -> BadYaml:
        return BadYaml(self.file.problem_at(event.start_mark.index, Text(zh, en)))


def _unopened(error: OSError) -> Text:
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件", "no such file")
    if isinstance(error, IsADirectoryError):
        return Text("这是文件夹，不是文件", "this is a folder, not a file")
    why = os_error(error)
    return Text(f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}")


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _syntax_problem(file: Loaded, error: Any) -> Problem:
    said = parser_error(str(error.problem))
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    at = min(mark.index, len(file.text.rstrip()))
    if COLON in said.en or NO_COLON in said.en:
        # The parser notices only on a later line that a key was none.
        for spot in (at, began.index if began else at, line_before(file.text, at)):
            slip = slip_at(file.text, spot)
            if slip is not None:
                return file.problem_at(*slip)
        at = began.index if began and NO_COLON in said.en else at
    return file.problem_at(at, Text(f"YAML 语法错误：{said.zh}", f"YAML syntax error: {said.en}"))


def slip_at(text: str, at: int) -> tuple[int, Text] | None:
    """Return the place and kind of a common mistake in the line, if there is one."""
    start = text.rfind("\n", 0, at) + 1
    for pattern, words in _SLIPS:
        match = pattern.match(text, start)
        if match:
            return match.start(1), words
    return None


def line_before(text: str, at: int) -> int:
    """Return an offset in the last line with words before the line of ``at``, or ``at`` itself."""
    start = text.rfind("\n", 0, at) + 1
    words = len(text[:start].rstrip())
    return words - 1 if words else at
