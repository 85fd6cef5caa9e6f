"""What is wrong with the expressions of a rule file, reported at the very character."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gialint.checking.kinds.assertion import PLACEHOLDERS, figures
from gialint.checking.language.binding import Source, name_kinds, source_of_name
from gialint.checking.language.expression import Unknown, compile_expression, is_known, unknown_names
from gialint.checking.language.parse import FUNCTIONS, ExpressionError, Names
from gialint.checking.rulefiles.texts import message_texts, placeholder_problems
from gialint.checking.series import BESIDE, with_others
from gialint.model import Problem, Text
from gialint.sources.located import At
from gialint.sources.suggest import did_you_mean, meant

EXPRESSIONS = ("when", "assert", "doubt")


def assertion_problems(rule: At, known: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with ``each``, ``when``, ``assert``, ``doubt``, ``per`` and ``message``.

    ``known`` are the names of an edition; with none, names are not checked.
    """
    beside = BESIDE.get(str(rule.value.get("scope")))
    if known and beside:
        known = with_others(known, beside)
    read: list[Source] = []
    failed = False
    for name, written in rule.value.get("each", {}).items():
        at = rule["each"][name]
        try:
            source = source_of_name(name, written, name_kinds(read))
        except ExpressionError as error:
            failed = True
            yield _rejected(at, error)
            continue
        read.append(source)
        for path in [path.dotted for path in source.paths if known and not is_known(path, known)]:
            yield _unknown(at, Unknown(path, 0, did_you_mean(path, known)))
    names = name_kinds(read)
    if not failed:
        meanings = {**figures(rule.value.get("options", {}), {}), **names}
        for key in EXPRESSIONS:
            if rule.value.get(key) is not None:
                yield from _expression(rule[key], meanings, known)
    yield from _options(rule, names)
    for at in rule["per"].each() if "per" in rule.value else ():
        if at.value not in names:
            hint = meant(did_you_mean(str(at.value), names))
            yield at.problem(f"each 里没有绑定 {at.value}", f"each does not bind {at.value}", hint=hint)
    for at in message_texts(rule):
        yield from placeholder_problems(at, [*PLACEHOLDERS, *names], known, figures=True)


def _expression(at: At, names: Names, known: Collection[str]) -> Iterator[Problem]:
    if not isinstance(at.value, str):
        yield at.problem(f"{at.keys[0]} 要写成表达式", f"{at.keys[0]} must be an expression")
        return
    try:
        expression = compile_expression(at.value, names)
    except ExpressionError as error:
        yield _rejected(at, error)
        return
    if known:
        yield from (_unknown(at, unknown) for unknown in unknown_names(expression, known))


def _options(rule: At, names: Collection[str]) -> Iterator[Problem]:
    """Yield options that no expression can name, or none does."""
    written = re.findall(r"\w+", " ".join(str(rule.value.get(key, "")) for key in EXPRESSIONS))
    for name in rule.value.get("options", {}):
        at = rule["options"][name]
        if not name.isidentifier() or name.startswith("_") or name in FUNCTIONS or name in names:
            yield at.problem(f"名字 {name} 不能用", f"the name {name} cannot be used", key=True)
        elif name not in written:
            yield at.problem(f"没有表达式用到选项 {name}", f"no expression reads the option {name}", key=True)


def _rejected(at: At, error: ExpressionError) -> Problem:
    return at.file.problem(error.message, at.keys, offset=error.column, hint=meant(error.near))


def _unknown(at: At, unknown: Unknown) -> Problem:
    hint = meant(unknown.near)
    for scope, before in BESIDE.items():
        if unknown.name.startswith(before) and at.file.data.get("scope") != scope:
            hint = Text(f"用到 {before}… 要写 scope: {scope}。", f"{before}… needs scope: {scope}.")
    zh, en = f"没有“{unknown.name}”这个事实或集合", f"no fact or set is called “{unknown.name}”"
    return at.problem(zh, en, offset=unknown.column, hint=hint)
