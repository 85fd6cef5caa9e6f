"""Walk the XML of one part of a package, safely: what is declared, how deep, how broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from gialint.model import Words
from gialint.reading import LimitExceeded, Limits, Unreadable

Start = Callable[[list[str]], object]
"""What to do where an element begins; its attributes come as name, value, name, value …"""
End = Callable[[], object]

RESAVE = Words(
    "请用 Word 或 WPS 打开，“另存为”一份新的 .docx 后再检查。",
    "Open it in Word or WPS, save it as a new .docx and check that.",
)
ENCODINGS = frozenset((None, "utf-8", "utf8", "utf-16", "us-ascii"))
LARGEST = 2**31 - 1
OFF = frozenset(("0", "false", "off", "none"))
"""What switches a toggle off."""


def walk(
    content: bytes,
    part: str,
    limits: Limits,
    starts: Mapping[str, Start],
    ends: Mapping[str, End] | None = None,
    text: Callable[[str], object] | None = None,
    begun: Callable[[expat.XMLParserType], object] | None = None,
) -> None:
    """Call an action for each element, chosen by its local name whatever its namespace.

    ``begun`` is given the parser before it starts, for who wants to know at which byte it is.
    Raises LimitExceeded for a document type or entity declaration and for elements nested
    deeper than ``limits.xml_depth``; Unreadable where the part is not well-formed XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    handle_declarations(parser, part)
    parser.StartElementHandler, parser.EndElementHandler = handlers(part, limits, starts, ends or {})
    parser.CharacterDataHandler = text
    if begun is not None:
        begun(parser)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        where = Words(f"第 {error.lineno} 行第 {error.offset + 1} 列", str(error))
        raise broken(part, where) from error


def attribute(attributes: list[str], name: str = "val") -> str:
    """Return an attribute's value by its local name; empty where it is not given."""
    if len(attributes) == 2 and attributes[0] == "w:" + name:
        return attributes[1]
    for at in range(0, len(attributes), 2):
        if attributes[at].rpartition(":")[2] == name:
            return attributes[at + 1]
    return ""


def switched_on(attributes: list[str]) -> bool:
    """Tell whether a toggle (``w:vanish``) is on; it is where no value is given."""
    return attribute(attributes) not in OFF


def integer(text: str, otherwise: int) -> int:
    """Return a decimal attribute as an integer of 32 bits, or ``otherwise`` where it is none."""
    try:
        value = int(text)
    except ValueError:
        return otherwise
    return value if -LARGEST <= value <= LARGEST else otherwise


def broken(part: str, detail: Words) -> Unreadable:
    """Return the error for a part that is not well-formed XML."""
    return Unreadable(
        Words(
            f"文件已损坏：内部的 {part} 不是完整的 XML（{detail.zh}）",
            f"damaged file: {part} inside it is not well-formed XML ({detail.en})",
        ),
        RESAVE,
    )


def handlers(
    part: str, limits: Limits, starts: Mapping[str, Start], ends: Mapping[str, End]
) -> tuple[Callable[[str, list[str]], None], Callable[[str], None]]:
    """Return the two functions the parser calls; each prefixed name is looked up only once."""
    begin: dict[str, Start | None] = {}
    finish: dict[str, End | None] = {}
    deepest = limits.xml_depth
    depth = 0

    def start(name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        try:
            action = begin[name]
        except KeyError:
            action = begin[name] = starts.get(name.rpartition(":")[2])
        if action is not None:
            action(attributes)
        if depth > deepest:
            raise too_deep(part, limits)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        try:
            action = finish[name]
        except KeyError:
            action = finish[name] = ends.get(name.rpartition(":")[2])
        if action is not None:
            action()

    return start, end


def handle_declarations(parser: expat.XMLParserType, part: str) -> None:
    """Have the parser refuse what no Word document declares: types, entities, odd encodings."""

    def refuse(*_: object) -> NoReturn:
        raise LimitExceeded(
            Words(
                f"内部的 {part} 含有 DOCTYPE 或实体声明，可能是恶意文件，未读取",
                f"{part} inside the file declares a DOCTYPE or entities and may be malicious; not read",
            ),
            RESAVE,
        )

    def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise broken(part, Words(f"编码 {encoding}", f"encoding {encoding!r}"))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.XmlDeclHandler = check_encoding


def too_deep(part: str, limits: Limits) -> LimitExceeded:
    """Return the error for elements nested deeper than ``limits.xml_depth``."""
    return LimitExceeded(
        Words(
            f"内部的 {part} 嵌套超过 {limits.xml_depth} 层，未读取",
            f"elements in {part} are nested more than {limits.xml_depth} deep; not read",
        ),
        RESAVE,
    )
