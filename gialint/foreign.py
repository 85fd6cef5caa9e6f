"""The code of plugins: entered under watch, its errors located, its values held to their types.

The watching process is notified before such code is entered, and what that prints goes to standard error.
Nothing that it raises passes except a real interrupt, and only where it is caught is it known what was to be
done; so each place that calls it catches BaseException and calls ``reraise_interrupt``. Nothing here knows
what plugins are for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from contextvars import ContextVar
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from gialint.lazy_regex import lazy_regex
from gialint.model import Text, mask
from gialint.records import NamedTuple

SHOWN = 60
"""Characters that are shown of a value."""
_PLAIN = (str, int, bool, float)
_MODULE = lazy_regex(r"\b(\w+\.)+")

Made = TypeVar("Made")


class Entry(NamedTuple):
    """What is about to be run of a plugin, and over which report; ``where`` is ``file:line`` if known."""

    plugin: str
    doing: Text
    path: str = ""
    where: str = ""


TELL = Text(
    "其余内容都已检查。请把这一行反馈给插件作者。",
    "Everything else was checked. Send the plugin's author this line.",
)


class Died(Exception):
    """The process ended when a plugin was last entered so; it is not entered again."""

    def __init__(self, entry: Entry, how: str) -> None:
        super().__init__(entry, how)
        self.entry = entry
        self.words = Text(
            f"插件 {entry.plugin} {entry.doing.zh}时，进程意外终止（{how}）",
            f"the process ended while plugin {entry.plugin} was {entry.doing.en} ({how})",
        )

    def __str__(self) -> str:
        return self.words.zh


class Unwinding(BaseException):
    """Raised to leave whatever is being done, because the run goes on elsewhere or is over."""


GATE: ContextVar[Callable[[Entry], None] | None] = ContextVar("gate", default=None)
"""Called before each entry; may reject it by raising."""


def enter(entry: Entry, code: Callable[[], Made]) -> Made:
    """Return what the code of a plugin returns; raises whatever it raises, and what the gate raises."""
    gate = GATE.get()
    if gate is not None:
        gate(entry)
    with redirect_stdout(sys.stderr):
        return code()


def reraise_interrupt(error: BaseException) -> None:
    """Raise an error again if somebody meant to end the run; whatever else code raises is its fault.

    Where Ctrl-C is ignored, as in a process that another one watches, it is no person who raises it.
    """
    if isinstance(error, Unwinding):
        raise error
    if isinstance(error, KeyboardInterrupt):
        from signal import SIG_IGN, SIGINT, getsignal

        if getsignal(SIGINT) is not SIG_IGN:
            raise error


def cause(error: BaseException) -> str:
    """Return an error on one line, masked: its kind, and what it says if that can be asked for."""
    try:
        said = " ".join(str(error).split())
    except BaseException as other:
        reraise_interrupt(other)
        said = ""
    return mask(f"{type(error).__name__}: {said}".removesuffix(": "))


def spot(function: object) -> str:
    """Return ``file:line`` of a function, ``""`` for anything else."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = getattr(function, "__code__", None)
    return f"{shown(code.co_filename)}:{code.co_firstlineno}" if code else ""


def spot_of(error: BaseException) -> str:
    """Return ``file:line`` where an error was raised in a plugin's own code, ``""`` if it was not there."""
    trace = error.__traceback__
    where = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not _is_ours_or_pythons(file):
            where = f"{shown(file)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def at(words: Text, where: str) -> Text:
    """Return words with the place they are about."""
    return Text(f"{words.zh}（{where}）", f"{words.en} ({where})") if where else words


def shown(file: str) -> str:
    """Return a path that is the same on every machine: from the folder it was imported from, or from here."""
    for folder in sorted(map(os.path.abspath, sys.path), key=len, reverse=True):
        if file.startswith(folder + os.sep):
            return os.path.relpath(file, folder)
    try:
        return os.path.relpath(file)
    except ValueError:  # On Windows, another drive.
        return os.path.basename(file)


def _is_ours_or_pythons(file: str) -> bool:
    # Frames that a plugin's error merely passed through do not help its author.
    standard = os.path.dirname(os.__file__) + os.sep
    pythons = file.startswith("<") or (file.startswith(standard) and "site-packages" not in file)
    ours = os.path.dirname(__file__) + os.sep
    return pythons or file.startswith(ours)


class Misfit(NamedTuple):
    """A value that is of another kind than it should be, and the way to it."""

    path: str
    kind: Any
    value: object


def misfit(value: object, kind: Any, name: str, whole: frozenset[type] = frozenset()) -> Text | None:
    """Return what is wrong with a value that should be of a kind, or none; ``name`` is what it is called.

    A kind is a class or a type as annotations spell it. The fields of named tuples and dataclasses are
    looked at as well, but for those of the classes ``whole``.
    """
    found = next(_misfits(value, kind, name, whole), None)
    if found is None:
        return None
    shown = "None" if found.value is None else f"{type(found.value).__name__} {found.value!r:.{SHOWN}}"
    wanted = _spelled(found.kind)
    return Text(
        f"{found.path} 应当是 {wanted}，却是 {shown}", f"{found.path} should be {wanted}, but is {shown}"
    )


def _misfits(value: Any, kind: Any, name: str, whole: frozenset[type]) -> Iterator[Misfit]:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return
    if origin in (Union, UnionType):
        each = [next(_misfits(value, one, name, whole), None) for one in inner]
        if all(each):
            # Of several kinds, the nearest to the value is the most helpful.
            yield next((found for found in each if found and found.path != name), Misfit(name, kind, value))
    elif origin is Literal:
        if value not in inner:
            yield Misfit(name, kind, value)
    elif not isinstance(value, origin or kind):
        yield Misfit(name, kind, value)
    elif origin is tuple:
        hints = inner[:1] * len(value) if inner[1:] == (Ellipsis,) else inner
        for place, (one, hint) in enumerate(zip(value, hints, strict=False)):
            yield from _misfits(one, hint, f"{name}[{place}]", whole)
    elif isinstance(value, Mapping):
        for key, one in value.items() if inner else ():
            yield from _misfits(key, inner[0], f"{name}.keys()", whole)
            yield from _misfits(one, inner[1], f"{name}[{key!r}]", whole)
    elif kind not in whole and kind.__module__.startswith("gialint."):
        for field, hint in _fields(kind).items():
            one = getattr(value, field)
            if hint not in _PLAIN or type(one) is not hint:
                yield from _misfits(one, hint, f"{name}.{field}", whole)


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    """Return the types of a class's fields."""
    return get_type_hints(kind)


def _spelled(kind: Any) -> str:
    """Return a type as its author would write it."""
    return _MODULE.sub("", str(kind)) if get_origin(kind) else kind.__name__
