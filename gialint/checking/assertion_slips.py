"""What can be wrong with the expressions of a rule file, told at the very character."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gialint.checking.kinds.assertion import PLACEHOLDER, PLACEHOLDERS, figures
from gialint.checking.language.binding import Source, name_kinds, source_of_name
from gialint.checking.language.expression import Unknown, compile_expression, is_known, unknown_names
from gialint.checking.language.parse import FUNCTIONS, ExpressionError, Names
from gialint.checking.series import BESIDE, with_others
from gialint.model import Problem, Words
from gialint.sources.suggest import did_you_mean, meant

if TYPE_CHECKING:
    from gialint.sources.located import Keys, Loaded


def assertion_slips(file: Loaded, known: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with ``each``, ``when``, ``assert``, ``doubt``, ``per`` and ``message``.

    ``known`` are the names of an edition; with none, names are not checked.
    """
    beside = BESIDE.get(str(file.data.get("scope")))
    if known and beside:
        known = with_others(known, beside)
    read: list[Source] = []
    failed = False
    for name, written in file.data.get("each", {}).items():
        keys = ("each", name)
        try:
            source = source_of_name(name, written, name_kinds(read))
        except ExpressionError as error:
            failed = True
            yield _error(file, keys, error)
            continue
        read.append(source)
        for path in [path.dotted for path in source.paths if known and not is_known(path, known)]:
            yield _unknown(file, keys, Unknown(path, 0, did_you_mean(path, known)))
    names = name_kinds(read)
    if not failed:
        told = {**figures(file.data.get("options", {}), {}), **names}
        for key in ("when", "assert", "doubt"):
            yield from _expression_slips(file, key, told, known)
    yield from _option_slips(file, names)
    yield from _per_slips(file, names)
    yield from _message_slips(file, names, known)


def _option_slips(file: Loaded, names: Collection[str]) -> Iterator[Problem]:
    """Yield options that no expression can name, or none does."""
    written = " ".join(str(file.data.get(key, "")) for key in ("when", "assert", "doubt"))
    for name in file.data.get("options", {}):
        if not name.isidentifier() or name.startswith("_") or name in FUNCTIONS or name in names:
            message = Words(f"名字 {name} 不能用", f"the name {name} cannot be used")
            yield file.problem(message, ("options", name), key=True)
        elif name not in re.findall(r"\w+", written):
            message = Words(f"没有表达式用到选项 {name}", f"no expression reads the option {name}")
            yield file.problem(message, ("options", name), key=True)


def _expression_slips(file: Loaded, key: str, names: Names, known: Collection[str]) -> Iterator[Problem]:
    written = file.data.get(key)
    if written is None:
        return
    if not isinstance(written, str):
        yield file.problem(Words(f"{key} 要写成表达式", f"{key} must be an expression"), (key,))
        return
    try:
        expression = compile_expression(written, names)
    except ExpressionError as error:
        yield _error(file, (key,), error)
        return
    if known:
        yield from (_unknown(file, (key,), unknown) for unknown in unknown_names(expression, known))


def _error(file: Loaded, keys: Keys, error: ExpressionError) -> Problem:
    return file.problem(error.message, keys, offset=error.column, hint=meant(error.near))


def _unknown(file: Loaded, keys: Keys, unknown: Unknown) -> Problem:
    message = Words(f"没有“{unknown.name}”这个事实或集合", f"no fact or set is called “{unknown.name}”")
    hint = meant(unknown.near)
    for scope, before in BESIDE.items():
        if unknown.name.startswith(before) and file.data.get("scope") != scope:
            hint = Words(f"用到 {before}… 要写 scope: {scope}。", f"{before}… wants scope: {scope}.")
    return file.problem(message, keys, offset=unknown.column, hint=hint)


def _per_slips(file: Loaded, names: Collection[str]) -> Iterator[Problem]:
    per: Any = file.data.get("per", [])
    for index, name in enumerate([per] if isinstance(per, str) else per):
        if name not in names:
            keys: Keys = ("per",) if isinstance(per, str) else ("per", index)
            message = Words(f"each 里没有绑定 {name}", f"each does not bind {name}")
            yield file.problem(message, keys, hint=meant(did_you_mean(str(name), names)))


def _message_slips(file: Loaded, names: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    message: Any = file.data.get("message", {})
    texts = {("message",): message} if isinstance(message, str) else _texts(message)
    allowed = [*PLACEHOLDERS, *names]
    for keys, text in texts.items():
        for match in PLACEHOLDER.finditer(text):
            figure = "." in match[1] and (not known or match[1] in known)
            if match[1] not in allowed and not figure:
                zh, en = f"没有占位 {match[0]}", f"there is no placeholder {match[0]}"
                hint = meant(did_you_mean(match[1], [*allowed, *known]))
                yield file.problem(Words(zh, en), keys, offset=match.start(), hint=hint)


def _texts(message: Mapping[str, str]) -> dict[Keys, str]:
    return {("message", language): text for language, text in message.items()}
