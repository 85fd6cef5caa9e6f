"""A YAML rule file: checked key by key, and turned into plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from gialint.checking.kinds import KINDS, Spec
from gialint.model import Problem, Severity, Words
from gialint.sources.located import Keys, Loaded
from gialint.sources.suggest import did_you_mean, meant

REQUIRED = ("code", "title", "severity", "basis", "examples")
SEVERITIES = tuple(severity.word for severity in Severity)
SAID = {"错误": "error", "警告": "warning", "提示": "info"}
"""Severities as the outputs call them in Chinese."""
STATUSES = ("stable", "preview", "off")
SCOPES = ("report", "series", "members")
"""Whether a rule looks at one report, or also at last year's or at those of members."""
EXAMPLES = ("clean", "violates", "unassessed")
BESIDE = ("says", "also", "options")
"""What an example may have beside its report: words to be said, other rules that find errors, options."""

CODE = re.compile(r"[A-Z]{2,10}[0-9]{3,5}")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_STEM = re.compile(rf"({CODE.pattern})-({NAME.pattern})")

Slips = Iterator[Problem]


def rule_slips(file: Loaded, known: Collection[str] = ()) -> list[Problem]:
    """Return everything that is wrong with a rule file; ``known`` are the names of an edition."""
    if not isinstance(file.data, dict):
        message = Words("规则文件应是一组“键: 值”", "a rule file is a mapping of keys to values")
        return [file.problem(message)]
    slips = [*_key_slips(file), *_kind_slips(file)]
    for key, check in KEYS.items():
        if key in file.data:
            slips += check(file, (key,), file.data[key])
    if not slips:
        slips += KINDS[_kinds(file)[0]].slips(file, known)
    return slips


def rule_spec(file: Loaded) -> Spec:
    """Return a rule file without slips as plain data: lists are lists, words have ``zh`` and ``en``."""
    written: Mapping[str, Any] = file.data
    spec = {key: _FORMS[key](value) if key in _FORMS else value for key, value in written.items()}
    spec["kind"] = kind = _kinds(file)[0]
    spec[kind] = KINDS[kind].prepared(spec[kind])
    spec["name"] = written.get("name") or _name_of(file)
    spec["origin"] = file.path
    return spec


def _kinds(file: Loaded) -> list[str]:
    return [kind for kind in KINDS if kind in file.data]


def _key_slips(file: Loaded) -> Slips:
    allowed = [*KEYS, *KINDS]
    for key in file.data:
        if key not in allowed:
            message = Words(f"规则没有“{key}”这个键", f"a rule has no key “{key}”")
            yield file.problem(message, (key,), key=True, hint=meant(did_you_mean(key, allowed)))
    for key in REQUIRED:
        if key not in file.data:
            yield file.problem(Words(f"缺少“{key}”", f"“{key}” is missing"))
    if "name" not in file.data and not _name_of(file):
        yield file.problem(Words("缺少“name”", "“name” is missing"))


def _kind_slips(file: Loaded) -> Slips:
    found, wanted = _kinds(file), "、".join(KINDS)
    if not found:
        yield file.problem(Words(f"缺少判断：{wanted}", f"what is to be checked? ({', '.join(KINDS)})"))
    for kind in found[1:]:
        message = Words(f"{wanted} 只能写一个", f"only one of {', '.join(KINDS)}, please")
        yield file.problem(message, (kind,), key=True)


def _name_of(file: Loaded) -> str:
    """The name that a file called ``GIA301-balance.yaml`` gives its rule."""
    stem = file.path.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    match = _STEM.fullmatch(stem)
    return match[2] if match and match[1] == file.data.get("code") else ""


def _text(file: Loaded, keys: Keys, value: Any) -> Slips:
    if not isinstance(value, str) or not value.strip():
        zh, en = f"“{keys[0]}”应是文字，必要时加引号", f"“{keys[0]}” must be text; quote it if need be"
        yield file.problem(Words(zh, en), keys)


def _matching(pattern: re.Pattern[str], zh: str, en: str) -> Callable[[Loaded, Keys, Any], Slips]:
    def check(file: Loaded, keys: Keys, value: Any) -> Slips:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield file.problem(Words(zh, en), keys)

    return check


def _one_of(choices: Collection[str]) -> Callable[[Loaded, Keys, Any], Slips]:
    def check(file: Loaded, keys: Keys, value: Any) -> Slips:
        if value not in choices:
            zh, en = f"“{keys[0]}”只能是 {'、'.join(choices)}", f"“{keys[0]}” is one of {', '.join(choices)}"
            near = SAID.get(str(value)) or did_you_mean(str(value), choices)
            yield file.problem(Words(zh, en), keys, hint=meant(near if near in choices else None))

    return check


def _texts(file: Loaded, keys: Keys, value: Any) -> Slips:
    items = _list(value)
    if not items:
        yield file.problem(Words(f"“{keys[0]}”是空的", f"“{keys[0]}” is empty"), keys)
    for index, item in enumerate(items):
        if not isinstance(item, str | int) or isinstance(item, bool) or item == "":
            yield from _text(file, (*keys, index), None)


def _words(file: Loaded, keys: Keys, value: Any) -> Slips:
    if not isinstance(value, dict):
        yield from _text(file, keys, value)
        return
    if "zh" not in value:
        yield file.problem(Words(f"“{keys[0]}”缺少中文 zh", f"“{keys[0]}” lacks zh"), keys)
    for language, text in value.items():
        if language not in ("zh", "en"):
            message = Words("文字只有 zh 和 en 两种", "words come in zh and en")
            yield file.problem(message, (*keys, language), key=True)
        else:
            yield from _text(file, (*keys, language), text)


def _each(file: Loaded, keys: Keys, value: Any) -> Slips:
    if not isinstance(value, dict) or not value:
        zh = "“each”应写成 {名字: 集合}，如 {column: requests.columns}"
        yield file.problem(Words(zh, "“each” is {name: set}, as {column: requests.columns}"), keys)
        return
    for name, written in value.items():
        if not written or not all(isinstance(path, str) for path in _list(written)):
            message = Words("这里应是集合的名称，或 claims.…", "a set, or claims.…, is wanted here")
            yield file.problem(message, (*keys, name))


def _options(file: Loaded, keys: Keys, value: Any) -> Slips:
    if not isinstance(value, dict) or not value:
        zh = "“options”应写成 {名字: {default: 数, about: 说明}}"
        yield file.problem(Words(zh, "“options” is {name: {default: figure, about: text}}"), keys)
        return
    for name, given in value.items():
        if not isinstance(given, dict) or set(given) != {"default", "about"}:
            message = Words("选项要有 default 和 about 两个键", "an option has default and about")
            yield file.problem(message, (*keys, name))
            continue
        default = given["default"]
        if not isinstance(default, int | float) or isinstance(default, bool) or default < 0:
            message = Words("default 应是不小于 0 的数", "default is a number, 0 or more")
            yield file.problem(message, (*keys, name, "default"))
        yield from _words(file, (*keys, name, "about"), given["about"])


def _scope(file: Loaded, keys: Keys, value: Any) -> Slips:
    yield from _one_of(SCOPES)(file, keys, value)
    if value in ("series", "members") and "assert" not in file.data:
        message = Words("多份报告的规则只能用 assert", "a rule over several reports is one that asserts")
        yield file.problem(message, keys)


def _examples(file: Loaded, keys: Keys, value: Any) -> Slips:
    if not isinstance(value, list):
        yield file.problem(Words("“examples”应是一个列表", "“examples” is a list"), keys)
        return
    for index, example in enumerate(value):
        yield from _example(file, (*keys, index), example)
    given = {kind for example in value if isinstance(example, dict) for kind in example}
    for kind, zh in (("clean", "合格（clean）"), ("violates", "违反（violates）")):
        if kind not in given:
            message = Words(f"至少要有一个{zh}的例子", f"at least one example that {kind} is needed")
            yield file.problem(message, keys, key=True)


def _example(file: Loaded, keys: Keys, example: Any) -> Slips:
    if not isinstance(example, dict):
        zh, en = "例子写作 clean: {…}、violates: {…} 或 unassessed: {…}", "write clean: {…}, violates: {…} …"
        yield file.problem(Words(zh, en), keys)
        return
    kinds = [kind for kind in EXAMPLES if kind in example]
    if len(kinds) != 1 or not isinstance(example[kinds[0]], dict):
        zh, en = f"例子要有一个 {'、'.join(EXAMPLES)}，内容为一份报告", "an example is one report, as data"
        yield file.problem(Words(zh, en), keys)
    for key in example:
        if key not in (*EXAMPLES, *BESIDE):
            hint = meant(did_you_mean(key, (*EXAMPLES, *BESIDE)))
            message = Words(f"例子没有“{key}”这个键", f"an example has no key “{key}”")
            yield file.problem(message, (*keys, key), key=True, hint=hint)
    if "says" in example:
        yield from _text(file, (*keys, "says"), example["says"])
    if "also" in example:
        yield from _texts(file, (*keys, "also"), example["also"])
    if not isinstance(example.get("options", {}), dict):
        message = Words("例子的“options”应写成 {选项: 值}", "“options” of an example is {option: value}")
        yield file.problem(message, (*keys, "options"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _listed(value: Any) -> list[str]:
    return [str(item) for item in _list(value)]


def _described(value: Any) -> dict[str, Any]:
    return {name: {**given, "about": _bilingual(given["about"])} for name, given in value.items()}


def _bilingual(value: Any) -> dict[str, str]:
    return {"zh": value} if isinstance(value, str) else value


KEYS: Mapping[str, Callable[[Loaded, Keys, Any], Slips]] = {
    "code": _matching(CODE, "代码应如 GIA301：大写字母加数字", "a code is letters and digits, as GIA301"),
    "name": _matching(NAME, "名称应如 carried-over：小写字母、数字和短横", "a name is as carried-over"),
    "title": _words,
    "severity": _one_of(SEVERITIES),
    "basis": _texts,
    "since": _text,
    "tags": _texts,
    "status": _one_of(STATUSES),
    "scope": _scope,
    "editions": _texts,
    "forms": _texts,
    "covers": _texts,
    "caps": _one_of(SEVERITIES),
    "each": _each,
    "per": _texts,
    "options": _options,
    "when": _text,
    "doubt": _text,
    "message": _words,
    "hint": _words,
    "examples": _examples,
}
_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "title": _bilingual,
    "message": _bilingual,
    "hint": _bilingual,
    "basis": _listed,
    "tags": _listed,
    "editions": _listed,
    "forms": _listed,
    "covers": _listed,
    "per": _listed,
    "options": _described,
}
