"""The output of ``test``: how the examples in rules turned out, each in a row or a rule in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gialint.checking.examples import Outcome
from gialint.model import Words, mask
from gialint.reporting import Style
from gialint.reporting.explain import EXAMPLE, OUTCOMES
from gialint.reporting.phrases import colon, counted, listed
from gialint.reporting.table import table
from gialint.reporting.width import visible

_RULE = Words("规则", "rule")
_EXPECTED = Words("预期", "expected")
_OUTCOME = Words("结果", "outcome")
_PASSED = Words("通过", "passed")


def example_table(outcomes: Sequence[Outcome], bare: Sequence[str], whole: bool, style: Style) -> str:
    """Return every example in a row with what was said of it; of a ``whole`` pack, a row a rule.

    ``bare`` are the codes of rules without examples. Examples that failed are told one by one in either.
    """
    say = style.language
    without = Words(f"没有示例的规则：{'、'.join(bare)}\n", f"Rules without examples: {', '.join(bare)}\n")
    left = without.say(say) if bare else ""
    if not outcomes:
        return left or Words("没有示例可以运行。\n", "There is no example to run.\n").say(say)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    tables = [_by_rule(outcomes, style)] if whole else []
    if failed or not whole:
        tables.append(_each(failed if whole else outcomes, style))
    return "\n".join([*tables, left + _verdict(outcomes, len(failed)).say(say)]) + "\n"


def _verdict(outcomes: Sequence[Outcome], failed: int) -> Words:
    rules = len({outcome.code for outcome in outcomes})
    zh = f"共 {rules} 条规则、{len(outcomes)} 个示例，{f'{failed} 个未通过' if failed else '全部通过'}。"
    en = f"{counted(rules, 'rule')}, {counted(len(outcomes), 'example')}: "
    return Words(zh, en + (f"{failed} failed." if failed else "all passed."))


def _each(outcomes: Iterable[Outcome], style: Style) -> str:
    say = style.language
    headings = [heading.say(say) for heading in (_RULE, EXAMPLE, _EXPECTED, _OUTCOME)]
    return table(headings, [_row(outcome, say) for outcome in outcomes], style)


def _row(outcome: Outcome, language: str) -> tuple[str, ...]:
    expected = OUTCOMES[outcome.kind].say(language) if outcome.kind in OUTCOMES else "?"
    result = outcome.detail.say(language) if outcome.detail else _PASSED.say(language)
    if outcome.said and not outcome.detail:
        result += colon(language) + mask(outcome.said.say(language))
    return tuple(map(visible, (outcome.code, str(outcome.index + 1), expected, result)))


def _by_rule(outcomes: Iterable[Outcome], style: Style) -> str:
    """Return a row a rule: how many examples of each kind it has, and which of them failed."""
    say = style.language
    by_code: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_code.setdefault(outcome.code, []).append(outcome)
    rows = [(visible(code), *_counts(own), _failures(own, say)) for code, own in by_code.items()]
    headings = [_RULE.say(say), *(words.say(say) for words in OUTCOMES.values()), _OUTCOME.say(say)]
    return table(headings, rows, style)


def _counts(outcomes: Iterable[Outcome]) -> list[str]:
    count = Counter(outcome.kind for outcome in outcomes)
    return [str(count[kind]) for kind in OUTCOMES]


def _failures(outcomes: Iterable[Outcome], language: str) -> str:
    failed = [str(outcome.index + 1) for outcome in outcomes if not outcome.passed]
    if not failed:
        return _PASSED.say(language)
    told = listed(failed, language)
    return Words(f"示例 {told} 未通过", f"failed: {told}").say(language)
