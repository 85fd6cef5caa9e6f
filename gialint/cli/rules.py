"""``gialint rules``: list the rules that are loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gialint.cli.arguments import Command, Namespace, UsageError
from gialint.cli.configured import configured
from gialint.cli.options import CONFIGURING, TABLE_OR_JSON
from gialint.cli.output import print_out, print_problems, style_of
from gialint.config import SEVERITIES, Flag, codes
from gialint.lazy_regex import lazy_regex
from gialint.model import Rule, Text
from gialint.reporting.phrases import family, family_name
from gialint.sources.suggest import did_you_mean, meant

_DIGIT = lazy_regex(r"([A-Za-z]*)(\d)(?:[xX]{2})?")
COMMAND = Command(
    "rules",
    "列出规则：全部，或者只列含有这些词、符合这些条件的",
    "list the rules: all of them, or those that have these words and fit the options",
    "WORDS…",
    options=(
        Flag(("--select",), "只列这些代码或前缀", "only these codes or prefixes", "CODES", many=True),
        Flag(
            ("--family",),
            "只列一类规则：3、3xx、GIA3 或 申请办理",
            "only a family of rules: 3, 3xx, GIA3 or requests",
            "FAMILY",
            many=True,
        ),
        Flag(("--tag",), "只列有这个标签的规则", "only rules with a tag", "TAG", many=True),
        Flag(
            ("--severity",),
            "只列这一级别的规则：error、warning 或 info",
            "only rules of a severity: error, warning or info",
            "SEVERITY",
            many=True,
        ),
        TABLE_OR_JSON,
        *CONFIGURING,
    ),
    example="gialint rules --family dates --severity error",
)


def run(given: Namespace) -> int:
    """Print the rules by code; status 2 if a plugin or rule file is broken."""
    from gialint.reporting.rules import rules_json, rules_list
    from gialint.run.linter import linter

    config, problems = configured(given)
    lint = linter(config)
    loaded = lint.plugins.rules
    problems += lint.problems
    asked = codes(given.select or ()) or ("",)
    rules = [rule for rule in rules_asked(loaded, given, lint.families) if rule.code.startswith(asked)]
    if given.output_format == "json":
        print_out(rules_json(rules, config.language), exact=True)
    else:
        print_out(rules_list(rules, style_of(config.language, given.color)))
    print_problems(problems, config.language)
    return 2 if problems else 0


def rules_asked(rules: Sequence[Rule], given: Namespace, names: Mapping[str, Text]) -> list[Rule]:
    """Return the rules that match all options; raises UsageError for values that no rule can match.

    An option given twice, or with commas, takes either; words must all be found, in any language.
    ``names`` are what families are called.
    """
    found = list(rules)
    if given.family:
        chosen = {one for word in _parts(given.family) for one in _families(word, rules, names)}
        found = [rule for rule in found if family(rule.code) in chosen]
    if given.tag:
        known = sorted({tag for rule in rules for tag in rule.tags})
        tags = {_known(word, known, Text("标签", "tag")) for word in _parts(given.tag)}
        found = [rule for rule in found if tags & set(rule.tags)]
    if given.severity:
        severities = {_known(word, SEVERITIES, Text("级别", "severity")) for word in _parts(given.severity)}
        found = [rule for rule in found if rule.severity.word in severities]
    return [rule for rule in found if all(word.lower() in _said(rule) for word in given.operands)]


def _families(word: str, rules: Iterable[Rule], names: Mapping[str, Text]) -> set[str]:
    """Return the families that a word names: GIA3 by itself, 3 of every pack, or by what people call them."""
    codes = {family(rule.code): Text("", "") for rule in rules}
    for code in codes:
        codes[code] = Text(*(family_name(code, names, language).lower() for language in ("zh", "en")))
    match = _DIGIT.fullmatch(word)
    if match:
        found = {code for code in codes if code.endswith(match[2]) and code.startswith(match[1].upper())}
    else:
        found = {code for code, called in codes.items() if word.lower() in (called.zh, called.en)}
    if not found:
        known = [name for code, called in codes.items() for name in (code, called.zh, called.en)]
        listed = Text(
            "、".join(f"{code} {called.zh}" for code, called in codes.items()),
            ", ".join(f"{code} {called.en}" for code, called in codes.items()),
        )
        message = Text(f"没有“{word}”这一类规则", f"there is no family “{word}” of rules")
        raise _lost(message, word, known, listed)
    return found


def _known(word: str, known: Sequence[str], what: Text) -> str:
    if word.lower() not in known:
        message = Text(f"没有“{word}”这个{what.zh}", f"there is no {what.en} “{word}”")
        raise _lost(message, word, known, Text("、".join(known), ", ".join(known)))
    return word.lower()


def _lost(message: Text, word: str, known: Iterable[str], listed: Text) -> UsageError:
    """Return an error that suggests the nearest of the known words, or lists them all."""
    every = Text(f"可以用：{listed.zh}", f"known: {listed.en}")
    return UsageError(message, meant(did_you_mean(word, known)) or every)


def _parts(words: Iterable[str]) -> list[str]:
    return [part.strip() for word in words for part in word.replace("，", ",").split(",") if part.strip()]


def _said(rule: Rule) -> str:
    """Return all that is said of a rule, to look for words in."""
    hint = (rule.hint.zh, rule.hint.en) if rule.hint else ()
    return "\n".join(
        (rule.code, rule.name, rule.title.zh, rule.title.en, *hint, *rule.basis, *rule.tags)
    ).lower()
