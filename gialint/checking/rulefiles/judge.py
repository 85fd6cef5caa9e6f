"""Judge a rule file key by key, and turn a sound one into plain data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from gialint.checking.kinds import KINDS, NEEDLES, Spec
from gialint.checking.kinds.assertion import TREES, trees
from gialint.checking.kinds.wanted import patterns_of
from gialint.checking.patterns.tree import needles
from gialint.checking.rulefiles.assertions import assertion_problems
from gialint.checking.rulefiles.fields import CODE, FIELDS, NAME, REQUIRED, items_of
from gialint.checking.rulefiles.texts import text_problems
from gialint.lazy_regex import lazy_regex
from gialint.model import Problem
from gialint.sources.fields import field_problems, unknown_keys
from gialint.sources.located import At, Loaded, root

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
    return list(assertion_problems(rule, known) if kind == "assert" else text_problems(rule, kind, known))


def rule_spec(file: Loaded) -> Spec:
    """Return a sound rule file as plain data: lists are lists, words have ``zh`` and ``en``."""
    rule = root(file)
    spec = {key: _FORMS[key](value) if key in _FORMS else value for key, value in rule.value.items()}
    spec["kind"] = kind = _kinds(rule)[0]
    if kind == "match" and "pattern" in spec[kind]:
        patterns = patterns_of(spec[kind]["pattern"])
        spec[kind] = {**spec[kind], NEEDLES: [needles(pattern) for pattern in patterns]}
    if kind == "assert":
        spec[TREES] = trees(spec)
    spec["name"] = rule.value.get("name") or _name_of(rule)
    spec["origin"] = file.path
    return spec


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
