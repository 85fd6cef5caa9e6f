"""Judge a rule file key by key, and turn a sound one into plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from gialint.checking.kinds import KINDS, NEEDLES, Spec, options_of
from gialint.checking.kinds.assertion import PLACEHOLDERS, TREES, figures, trees
from gialint.checking.kinds.wanted import items_of
from gialint.checking.language.binding import Source, name_kinds, source_of_name
from gialint.checking.language.expression import Unknown, compile_expression, is_known, unknown_names
from gialint.checking.language.parse import FUNCTIONS, ExpressionError, Names
from gialint.checking.options import misfits_of
from gialint.checking.patterns.tree import needles
from gialint.checking.rulefiles.fields import CODE, FIELDS, NAME, OUTCOMES, REQUIRED
from gialint.checking.rulefiles.texts import message_texts, names_of, placeholder_problems, text_problems
from gialint.checking.series import BESIDE, LAST, with_others
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem, Text
from gialint.sources.located import At, Loaded, root
from gialint.sources.misfits import field_problems, unknown_keys
from gialint.sources.suggest import did_you_mean, known_words, meant

EXPRESSIONS = ("when", "assert", "doubt")

FACT = lazy_regex(r"[a-z_]+(\.[a-z_]+)+")
"""What a key of an example looks like that is a fact."""

_STEM = lazy_regex(rf"({CODE.pattern})-({NAME.pattern})")


def rule_problems(file: Loaded, known: Collection[str] = ()) -> list[Problem]:
    """Return everything that is wrong with a rule file; ``known`` are the names of an edition."""
    rule = root(file)
    if not isinstance(file.data, dict):
        return [rule.problem("规则文件应是一组“键: 值”", "a rule file is a mapping of keys to values")]
    found = [*_keys(rule), *_kind(rule), *field_problems(rule, FIELDS)]
    if found:
        return found
    kind = _kinds(rule)[0]
    of_kind = assertion_problems(rule, known) if kind == "assert" else text_problems(rule, kind, known)
    found = [*of_kind, *_of_what(rule, known), *_example_facts(rule, known)]
    return found or [*_example_options(rule)]


def rule_spec(file: Loaded) -> Spec:
    """Return a sound rule file as plain data: lists are lists, words have ``zh`` and ``en``."""
    rule = root(file)
    spec = {key: _FORMS[key](value) if key in _FORMS else value for key, value in rule.value.items()}
    spec["kind"] = kind = _kinds(rule)[0]
    if kind == "match" and "pattern" in spec[kind]:
        patterns = items_of(spec[kind]["pattern"])
        spec[kind] = {**spec[kind], NEEDLES: [needles(pattern) for pattern in patterns]}
    if kind == "assert":
        spec[TREES] = trees(spec)
    spec["name"] = rule.value.get("name") or _name_of(rule)
    spec["origin"] = file.path
    return spec


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
    yield from _option_problems(rule, names)
    for at in rule["per"].each() if "per" in rule.value else ():
        if at.value not in names:
            hint = meant(did_you_mean(str(at.value), names))
            yield at.problem(f"each 里没有绑定 {at.value}", f"each does not bind {at.value}", hint=hint)
    for at in message_texts(rule):
        yield from placeholder_problems(at, [*PLACEHOLDERS, *names], known, figures=True)


def _of_what(rule: At, known: Collection[str]) -> Iterator[Problem]:
    """Yield the forms and editions that a rule is for and nobody brings."""
    for key, zh, en in (
        ("forms", "没有“{}”这种报告", "form"),
        ("editions", "报告格式没有“{}”这一版", "edition"),
    ):
        there = sorted(names_of(key, known))
        for at in rule[key].each() if there and key in rule.value else ():
            if str(at.value) not in there:
                hint = known_words(str(at.value), there)
                yield at.problem(zh.format(at.value), f"there is no {en} “{at.value}”", hint=hint)


def _example_facts(rule: At, known: Collection[str]) -> Iterator[Problem]:
    """Yield misspelt facts in examples: as they would be absent, an example would hold for no reason."""
    families = {name.partition(".")[0] for name in known}
    before = BESIDE.get(str(rule.value.get("scope")), "")
    for example in rule["examples"].each():
        for kind in (kind for kind in OUTCOMES if kind in example.value):
            for path in example[kind].value:
                fact = path.removeprefix(before) if before else path
                if before not in ("", LAST) and fact != path:
                    fact = fact.partition(".")[2]  # behind the member's name
                if FACT.fullmatch(fact) and fact not in known and fact.partition(".")[0] in families:
                    hint = meant(did_you_mean(fact, known))
                    zh, en = f"没有“{fact}”这个事实", f"no fact is called “{fact}”"
                    yield example[kind][path].problem(zh, en, key=True, hint=hint)


def _example_options(rule: At) -> Iterator[Problem]:
    """Yield options in examples that the rule does not have, or not with such values."""
    options = options_of(rule_spec(rule.file))
    for example in rule["examples"].each():
        at = example["options"]
        for misfit in misfits_of(rule.value["code"], options, at.value or {}):
            yield misfit._replace(keys=(*at.keys, *misfit.keys)).problem(at.file)


def _kinds(rule: At) -> list[str]:
    return [kind for kind in KINDS if kind in rule.value]


def _keys(rule: At) -> Iterator[Problem]:
    yield from unknown_keys(rule, [*FIELDS, *KINDS], "规则", "a rule has")
    missing = [key for key in REQUIRED if key not in rule.value]
    if "name" not in rule.value and not _name_of(rule):
        missing.append("name")
    for key in missing:
        yield rule.problem(f"缺少“{key}”", f"“{key}” is missing")


def _kind(rule: At) -> Iterator[Problem]:
    found, wanted = _kinds(rule), "、".join(KINDS)
    if not found:
        yield rule.problem(f"缺少判断：{wanted}", f"what is to be checked? ({', '.join(KINDS)})")
    for kind in found[1:]:
        yield rule[kind].problem(f"{wanted} 只能写一个", f"only one of {', '.join(KINDS)}, please", key=True)


def _name_of(rule: At) -> str:
    """Return the name that a file called ``GIA301-balance.yaml`` gives its rule."""
    stem = rule.file.path.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    match = _STEM.fullmatch(stem)
    return match[2] if match and match[1] == rule.value.get("code") else ""


def _texts(value: Any) -> list[str]:
    return [str(item) for item in items_of(value)]


def _bilingual(value: Any) -> dict[str, str]:
    return {"zh": value} if isinstance(value, str) else value


def _options(value: Any) -> dict[str, Any]:
    return {name: {**given, "about": _bilingual(given["about"])} for name, given in value.items()}


_FORMS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("title", "message", "hint"), _bilingual),
    **dict.fromkeys(("basis", "tags", "editions", "forms", "covers", "per"), _texts),
    "options": _options,
}
"""What keys become of which more than one form may be written."""


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


def _option_problems(rule: At, names: Collection[str]) -> Iterator[Problem]:
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
