"""Examples inside rules and frames: each is documentation and a test at once.

That of a rule is a small report as data, that of a frame a sentence and what is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from gialint.checking.engine import outcomes_of
from gialint.checking.kinds.near import common
from gialint.checking.kinds.wanted import items_of
from gialint.checking.messages import joined
from gialint.checking.options import option_misfits, with_options
from gialint.checking.rulefiles.judge import FACT
from gialint.checking.series import BESIDE, Dated, members_report, series_report, texts_report
from gialint.foreign import cause, reraise_interrupt
from gialint.model import Document, Facts, Finding, Report, Rule, Text, Unassessed, digest_of, mask
from gialint.records import dataclass
from gialint.sources.suggest import did_you_mean, meant
from gialint.understanding.claims.attribution import Speaker
from gialint.understanding.claims.patterns import Frame
from gialint.understanding.claims.read import read_passage
from gialint.understanding.claims.thread import Draft
from gialint.understanding.claims.vocabulary import Vocabulary

KINDS = ("clean", "violates", "unassessed")

_ONE_KIND = Text(
    f"例子应有且只有一个 {'、'.join(KINDS)}", f"an example has exactly one of {', '.join(KINDS)}"
)

FRAME_KINDS = ("states", "doubtful", "not", "unread")
"""What an example shows: claims, claims in doubt, words that claim nothing, and words left unread."""

SPEAKER = Speaker("青禾镇人民政府", 2024, whole=False)
"""Whose report an example is of, and of what year."""

SHOWN = 8
"""How many characters of two texts are shown from where they differ."""

FOLDED = str.maketrans("，；：（）！？", ",;:()!?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example of a rule turned out; ``detail`` says what was found instead, ``said`` what as due."""

    code: str
    index: int
    kind: str
    detail: Text | None = None
    said: Text | None = None

    @property
    def passed(self) -> bool:
        """Whether it turned out as it says."""
        return self.detail is None


def run_examples(
    rules: Iterable[Rule],
    understand: Callable[[Document], Report],
    document_of: Callable[[Mapping[str, Any]], Document],
) -> list[Outcome]:
    """Put each rule to its own examples. ``document_of`` turns a report as data into a document.

    Those of gialint itself have none.
    """
    return [
        _outcome(rule, index, example, lambda data: understand(document_of(data)))
        for rule in rules
        if rule.scope != "engine"
        for index, example in enumerate(rule.examples)
    ]


def _outcome(
    rule: Rule, index: int, example: Mapping[str, Any], report_of: Callable[[Mapping[str, Any]], Report]
) -> Outcome:
    kinds = [kind for kind in KINDS if kind in example]
    if len(kinds) != 1:
        return Outcome(rule.code, index, "", _ONE_KIND)
    kind = kinds[0]
    try:
        report = example_report(rule, example[kind], report_of)
        slip = next(_unknown_facts(example[kind], report.facts), None) or _slip(rule, example)
        found = [] if slip else outcomes_of(under_options(rule, example), report)
    except BaseException as error:
        reraise_interrupt(error)
        told = cause(error)
        return Outcome(rule.code, index, kind, Text(f"运行出错：{told}", f"the rule failed: {told}"))
    said = _reasons(found) if kind == "unassessed" else _messages(found)
    detail = slip or _failing(kind, found) or _unlike(says_of(example), said)
    return Outcome(rule.code, index, kind, detail, said[0] if said else None)


def example_report(
    rule: Rule, written: Mapping[str, Any], report_of: Callable[[Mapping[str, Any]], Report]
) -> Report:
    """Return the report that a rule runs on in an example.

    What is last year's begins there with ``last.``, what is a member's with ``members.`` and its name;
    a name alone is a member without a report.
    """
    before = BESIDE.get(rule.scope)
    if before is None:
        return report_of(written)
    now = {path: value for path, value in written.items() if not path.startswith(before)}
    others: dict[str, dict[str, Any]] = {}
    for path in written:
        if path.startswith(before):
            name, _, fact = (
                path.removeprefix(before).partition(".")
                if rule.scope in ("members", "texts")
                else ("", "", path.removeprefix(before))
            )
            others.setdefault(name, {}).update({fact: written[path]} if fact else {})
    own = report_of(now)
    dated = {name: _dated(report_of(given)) for name, given in others.items() if given}
    if rule.scope == "members":
        missing = [name for name, given in others.items() if not given]
        return members_report(_dated(own), dated, missing, own.lists)
    if rule.scope == "texts":
        return texts_report(_dated(own), [each.digest for each in dated.values()])
    return series_report(_dated(own), [*dated.values()] or [_dated(report_of({}))], own.lists)


def _dated(report: Report) -> Dated:
    return Dated(digest_of(report, ""), report.facts)


def under_options(rule: Rule, example: Mapping[str, Any]) -> Rule:
    """Return a rule under the options that one of its examples sets."""
    return with_options(rule, example.get("options") or {})


def _slip(rule: Rule, example: Mapping[str, Any]) -> Text | None:
    given = example.get("options") or {}
    if not isinstance(given, Mapping):
        return Text("options 应写成“选项: 值”", "options are written as “option: value”")
    return next((misfit.message for misfit in option_misfits(rule, given)), None)


def _unknown_facts(written: Mapping[str, Any], facts: Facts) -> Iterator[Text]:
    """A misspelt fact would be absent, and a clean example clean for no reason."""
    known = {*facts.known, *facts.aliases, *facts.sums}
    families = {path.partition(".")[0] for path in known}
    for path in written:
        if not FACT.fullmatch(path) or path in known or path.partition(".")[0] not in families:
            continue
        hint = meant(did_you_mean(path, known))
        zh, en = f"没有“{path}”这个事实", f"no fact is called “{path}”"
        yield Text(f"{zh}，{hint.zh}", f"{en}; {hint.en}") if hint else Text(zh, en)


def _failing(kind: str, found: list[Finding | Unassessed]) -> Text | None:
    """Return what is wrong with how much was found of an example, or none."""
    told, reasons = _messages(found), _reasons(found)
    if kind == "violates":
        if told:
            return None
        untold = Text("应当报告，但没有", "should be reported, and is not")
        because = Text("；无法核对的：", "; not assessed: ")
        return joined([untold, *([because] if reasons else []), joined(reasons, Text("；", "; "))], Text(""))
    if told:
        return Text(
            f"不应报告，但报告了：{told[0].zh}",
            f"nothing should be reported, but: {told[0].in_language('en')}",
        )
    if kind == "unassessed" and not reasons:
        return Text("应为“无法核对”，但没有", "should be not assessed, and is not")
    return None


def says_of(example: Mapping[str, Any]) -> list[str]:
    """Return what an example says, a text a finding, with personal numbers as outputs show them."""
    return [mask(str(text)) for text in items_of(example.get("says"))]


def _unlike(due: list[str], said: list[Text]) -> Text | None:
    """Return how what an example says differs from all that is said, in either language, if it does."""
    if not due:
        return None
    spoken = [[mask(each.in_language(language)) for each in said] for language in ("zh", "en")]
    if due in spoken:
        return None
    alike = [sum(common(*pair) for pair in zip(due, texts, strict=False)) for texts in spoken]
    told = spoken[alike.index(max(alike))]
    pairs = zip_longest(due, told, fillvalue="")
    return _differing(*next((wanted, got) for wanted, got in pairs if wanted != got))


def _differing(wanted: str, got: str) -> Text:
    """Return how two texts differ, one of which may be missing, and where that begins."""
    if not got:
        return Text(f"没有说“{wanted}”", f"“{wanted}” was not said")
    if not wanted:
        return Text(f"“says”里没有，但还说了：{got}", f"this is said, and is not in “says”: {got}")
    if wanted in got:
        return Text(f"“says”应写全文：{got}", f"“says” must be the whole message: {got}")
    at = common(wanted, got)
    due, instead = (text[at : at + SHOWN] for text in (wanted, got))
    zh, en = (
        f"从第 {at + 1} 个字起不同：应为“{due}”，说的是“{instead}”",
        f"they differ from character {at + 1} on: “{due}”, but got “{instead}”",
    )
    if not instead:
        zh, en = f"后面少了“{due}”", f"it lacks “{due}” at its end"
    return Text(f"没有说“{wanted}”，说的是：{got}；{zh}", f"expected “{wanted}”, but got: {got}; {en}")


def _messages(found: Iterable[Finding | Unassessed]) -> list[Text]:
    return [one.message for one in found if isinstance(one, Finding)]


def _reasons(found: Iterable[Finding | Unassessed]) -> list[Text]:
    return [one.reason for one in found if isinstance(one, Unassessed)]


def frame_outcomes(vocabulary: Vocabulary, of: Iterable[Frame] | None = None) -> list[Outcome]:
    """Return how every example of every frame turns out, or of some of them."""
    return [
        Outcome(frame.name, index, kind, _detail(kind, example[kind], vocabulary))
        for frame in (frames(vocabulary) if of is None else of)
        for index, example in enumerate(frame.examples)
        for kind in FRAME_KINDS
        if kind in example
    ]


def frames(vocabulary: Vocabulary) -> Sequence[Frame]:
    """Return the frames of a vocabulary, each once."""
    return list({frame.name: frame for _, frame, *_ in vocabulary.frames.all}.values())


def _detail(kind: str, example: Any, vocabulary: Vocabulary) -> Text | None:
    given: Mapping[str, Any] = example if isinstance(example, Mapping) else {"text": str(example)}
    text, topic = given["text"].translate(FOLDED), given.get("topic", "")
    found = read_passage(text, "一", topic, vocabulary, SPEAKER)
    read = [each for each in found if not each.unread]
    if kind == "unread":
        return None if found and not read else _instead("应当未读", "should be left unread", found)
    claims = {path: Decimal(str(value)) for path, value in given.get("claims", {}).items()}
    said = {each.path: each.value for each in read if each.scope == "total"}
    if said != claims:
        return _instead(f"应读出 {_listed(claims.items())}", f"should state {_listed(claims.items())}", read)
    if any(bool(each.doubts) != (kind == "doubtful") for each in read):
        return _instead("把握不对", "the doubt is not as it should be", read)
    return None


def _instead(zh: str, en: str, found: Iterable[Draft]) -> Text:
    told = _listed((each.path, each.value) for each in found)
    return Text(f"{zh}，读出的是 {told}", f"{en}, but says {told}")


def _listed(said: Iterable[tuple[str, Decimal]]) -> str:
    return "、".join(f"{path} = {value}" for path, value in said) or "（无）"
