"""Commands and their options as data, and the words of a command line read by them, as argparse reads them.

argparse itself speaks English only, counts Chinese characters as one cell wide, takes no option after
the first path, and with gettext takes a thirtieth of a check to import and to fill.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from gialint.cli.options import ALWAYS
from gialint.config import Flag
from gialint.lazy_regex import lazy_regex
from gialint.model import Text
from gialint.records import NamedTuple


class Namespace(SimpleNamespace):
    """What was given: a value for each option by its name, and all other words as ``operands``."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class Command(NamedTuple):
    """A command: what it does, the words after its options (``PATH…``) and how many it needs and takes.

    ``known`` are the only words it takes; ``limit`` says why it takes no more.
    """

    name: str
    zh: str
    en: str
    operands: str = ""
    least: int = 0
    most: int | None = None
    options: tuple[Flag, ...] = ()
    example: str = ""
    known: tuple[str, ...] = ()
    limit: Text = Text("参数太多", "too many arguments")

    @property
    def summary(self) -> Text:
        """What it does."""
        return Text(self.zh, self.en)


class UsageError(Exception):
    """A command line that cannot be followed: why, and what was probably meant."""

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(message.zh)
        self.message = message
        self.hint = hint


_NEGATIVE = lazy_regex(r"^-\d+$|^-\d*\.\d+$")
MOST_NAMED = 3
"""How many commands are named that have an option."""


def misuse(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> UsageError:
    """Return a usage error by its words in both languages."""
    return UsageError(Text(zh, en), Text(hint_zh, hint_en) if hint_zh else None)


def not_installed(zh: str, en: str, packages: Iterable[str]) -> UsageError:
    """Return a usage error that tells which packages to install.

    They are named themselves, since gialint with an extra is not what an index has under its name.
    """
    command = f"pip install {' '.join(packages)}"
    return misuse(zh, en, f"请安装：{command}", f"Install what is missing: {command}")


def parsed(
    command: Command, words: Sequence[str], elsewhere: Callable[[str], Sequence[str]] = lambda flag: ()
) -> Namespace:
    """Return options by name (``output_format``) and all other words as ``operands``; raises UsageError.

    ``elsewhere`` returns which commands have an option that this one does not know.
    """
    options = (*command.options, *ALWAYS)
    end = words.index("--") if "--" in words else len(words)  # after it everything is a path
    given = Namespace(**{option.field: None if option.metavar else False for option in options})
    rest = _taken(deque(words[:end]), {flag: option for option in options for flag in option.flags}, given)
    for word in rest:
        if word.startswith("-") and word != "-":
            raise _unknown(word.partition("=")[0], command, options, elsewhere)
    given.operands = [*rest, *words[end + 1 :]]
    given.withheld = []
    if not given.help:
        _verify(command, options, given)
    return given


def year_in(word: str) -> int:
    """Return the year that an option gives; raises UsageError."""
    if len(word) != 4 or not word.isascii() or not word.isdigit():
        raise misuse(f"“{word}”不是年度，应如 2025", f"“{word}” is not a year; it should look like 2025")
    return int(word)


def nearest(message: Text, word: str, known: Iterable[str]) -> UsageError:
    """Return a usage error that suggests the nearest of the known words."""
    from gialint.sources.suggest import did_you_mean, meant

    return UsageError(message, meant(did_you_mean(word, known)))


def nearest_file(message: Text, path: str, named: Iterable[str] = ()) -> UsageError:
    """Return a usage error that suggests the nearest name beside a path at which nothing is.

    What is ``named`` elsewhere on the command line is not what was meant here.
    """
    folder = os.path.dirname(path)
    beside = os.listdir(folder or os.curdir) if os.path.isdir(folder or os.curdir) else ()
    taken = set(map(os.path.realpath, named))
    paths = (os.path.join(folder, name) for name in beside)
    return nearest(message, path, [each for each in paths if os.path.realpath(each) not in taken])


def help_of(command: Command, language: str, room: int) -> str:
    """Return a command's help, in lines of ``room`` cells at most but for its example."""
    from gialint.reporting.layout import cells, wrap

    usage = _usage(command).in_language(language)
    if cells(usage) > room:
        usage = usage.replace("|", " | ")  # so that it can be broken
    lines = [*wrap(usage, room), "", *wrap(command.summary.in_language(language), room), ""]
    options = (*command.options, *ALWAYS)
    names = [" ".join(filter(None, (", ".join(each.flags), each.metavar))) for each in options]
    lines += rows(
        [(name, each.help.in_language(language)) for name, each in zip(names, options, strict=True)], room
    )
    if command.example:
        lines += ["", Text("例如：", "for example:").in_language(language), f"  {command.example}"]
    return "\n".join(lines) + "\n"


def rows(pairs: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    """Yield indented lines of two columns, ``room`` cells wide at most."""
    from gialint.reporting.layout import cells, hang

    width = max((cells(left) for left, _ in pairs), default=0)
    for left, right in pairs:
        yield from hang(f"  {left}{' ' * (width - cells(left))}  ", right, room)


def _taken(words: deque[str], known: Mapping[str, Flag], given: Namespace) -> list[str]:
    """Set what the options among some words say, and return all other words; raises UsageError."""
    rest: list[str] = []
    while words:
        word = words.popleft()
        flag, value, glued = _option(word, known)
        option = known.get(flag)
        if option is None:
            rest.append(word)
        elif option.metavar:
            if value is None and not (words and _is_value_itself(words[0], known)):
                flags = "/".join(option.flags)
                raise misuse(f"选项 {flags} 后面缺少一个值", f"option {flags} needs a value")
            value = words.popleft() if value is None else value
            many = [*(getattr(given, option.field) or ()), value]
            setattr(given, option.field, many if option.many else value)
        else:
            if value is not None and not (glued and f"-{value[0]}" in known):
                flags = "/".join(option.flags)
                raise misuse(f"选项 {flags} 不带值", f"option {flags} takes no value")
            setattr(given, option.field, True)
            words.extendleft([f"-{value}"] if value else [])  # -qv are two
    return rest


def _option(word: str, known: Mapping[str, Flag]) -> tuple[str, str | None, bool]:
    """Return the option that a word gives, the value in it, and whether that is glued to it (``-oFILE``)."""
    if word in known:
        return word, None, False
    flag, sign, value = word.partition("=")
    if sign and flag in known:
        return flag, value, False
    if not word.startswith("--") and word[:2] in known:
        return word[:2], word[2:], True
    return "", None, False


def _is_value_itself(word: str, known: Mapping[str, Flag]) -> bool:
    """Return whether a word may be the value of the option before it."""
    if not word.startswith("-") or word == "-":
        return True
    return not _option(word, known)[0] and (" " in word or bool(_NEGATIVE.match(word)))


def _verify(command: Command, options: Iterable[Flag], given: Namespace) -> None:
    for option in options:
        flag = option.flags[-1]
        word = getattr(given, option.field)
        if option.known and word is not None and word not in option.known:
            raise _unlike(flag, word, option.known)
    count = len(given.operands)
    if count < command.least:
        missing = " ".join(command.operands.split()[count:])
        raise UsageError(Text(f"缺少 {missing}", f"{missing} is missing"), _usage(command))
    if command.most is not None and count > command.most:
        extra = given.operands[command.most]
        raise UsageError(
            Text(f"{command.limit.zh}，多给了 {extra}", f"{command.limit.en}: {extra} is one too many"),
            _right(command),
        )
    for word in given.operands if command.known else ():
        if word not in command.known:
            raise _unlike(command.name, word, command.known)


def _usage(command: Command) -> Text:
    usage = " ".join(filter(None, ("gialint", command.name, command.operands)))
    return Text(f"用法：{usage}", f"usage: {usage}")


def _right(command: Command) -> Text:
    """Return how the command is called: by its example, where everything is said by options."""
    if command.operands or not command.example:
        return _usage(command)
    return Text(f"用法：{command.example}", f"usage: {command.example}")


def _unlike(name: str, word: str, known: Sequence[str]) -> UsageError:
    message = Text(
        f"{name} 只能是 {'、'.join(known)}，不能是“{word}”",
        f"{name} is one of {', '.join(known)}, not “{word}”",
    )
    return nearest(message, word, known)


def _unknown(
    flag: str, command: Command, options: Sequence[Flag], elsewhere: Callable[[str], Sequence[str]]
) -> UsageError:
    from gialint.sources.suggest import did_you_mean, meant

    message = Text(f"没有 {flag} 这个选项", f"there is no option {flag}")
    value = flag.lstrip("-")
    near = next((f"{each.flags[-1]} {value}" for each in options if _is_value(value, each)), None)
    others = [name for name in elsewhere(flag) if name != command.name] if near is None else []
    if others:
        return UsageError(message, of_others(flag, others))
    near = near or did_you_mean(flag, [known for option in options for known in option.flags])
    see = f"gialint {command.name} --help"
    return UsageError(message, meant(near) or Text(f"选项见 {see}", f"Its options: {see}"))


def of_others(flag: str, names: Sequence[str]) -> Text:
    """Return where an option belongs; not all of many commands are named."""
    few = names[:MOST_NAMED]
    more = "" if len(names) == len(few) else f" 等 {len(names)} 个命令"
    more_en = "" if len(names) == len(few) else f" and {len(names) - len(few)} more"
    return Text(
        f"{flag} 是 {'、'.join(few)}{more} 的选项，例如：gialint {few[0]} {flag}",
        f"{flag} is an option of {', '.join(few)}{more_en}: gialint {few[0]} {flag}",
    )


def _is_value(word: str, option: Flag) -> bool:
    """Return whether a word is a value of an option (``json``): its help has it in both languages."""
    each = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.ASCII)
    return bool(
        option.metavar and len(word) > 1 and each.search(option.help.zh) and each.search(option.help.en)
    )
