"""``--timings``: how long reading, understanding and checking took, the slowest rules and files.

Only what is asked to be timed is: a run without the option goes through none of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from gialint.model import Facts, Report, Text
from gialint.records import replace
from gialint.reporting import Style
from gialint.reporting.layout import table, visible

if TYPE_CHECKING:
    from gialint.checking.diagnostics import MessageOptions
    from gialint.model import Finding, Rule, Unassessed
    from gialint.run.linter import Linter

Work = TypeVar("Work")

SHOWN = 10
"""How many of the slowest rules and files are listed."""

PHASES = {
    "start": Text("准备（插件、规则）", "start (plugins, rules)"),
    "read": Text("读取", "reading"),
    "understand": Text("理解", "understanding"),
    "check": Text("核对", "checking"),
    "report": Text("输出", "reporting"),
}
_HEADINGS = (Text("耗时（毫秒）", "milliseconds"), Text("占比", "share"))
_PHASE, _RULE, _FILE = Text("阶段", "phase"), Text("规则", "rule"), Text("文件", "file")


class Timings:
    """Seconds by phase, by rule and by file, as they are being taken."""

    def __init__(self) -> None:
        self.phases: defaultdict[str, float] = defaultdict(float)
        self.rules: defaultdict[str, float] = defaultdict(float)
        self.files: defaultdict[str, float] = defaultdict(float)

    def watch(self, phase: str, work: Callable[[], Work]) -> Work:
        """Do some work and add what it took to a phase."""
        began = perf_counter()
        try:
            return work()
        finally:
            self.phases[phase] += perf_counter() - began

    def each(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield paths, and add to each the time until the next one is requested."""
        for path in paths:
            began = perf_counter()
            yield path
            self.files[path] += perf_counter() - began

    def of(self, lint: Linter) -> Linter:
        """Return a linter that is timed, whichever it puts a file to."""
        return lint.with_each(self._of)

    def _of(self, lint: Linter) -> Linter:
        made: dict[int, tuple[Rule, ...]] = {}  # many files share one tuple of rules

        def timed(rule: Rule) -> Rule:
            def check(report: Report, facts: Facts) -> list[Finding | Unassessed]:
                began = perf_counter()
                try:
                    return list(rule.check(report, facts))
                finally:
                    self.rules[rule.code] += perf_counter() - began

            return replace(rule, check=check)

        def rules_for(path: str) -> tuple[tuple[Rule, ...], MessageOptions]:
            rules, terms = lint.rules_for(path)
            if id(rules) not in made:
                made[id(rules)] = tuple(map(timed, rules))
            return made[id(rules)], terms

        return lint._replace(watch=self.watch, rules_for=rules_for)


def timings_table(timings: Timings, style: Style) -> str:
    """Return the phases in their order, then the slowest rules and files."""
    phases = {name.in_language(style.language): timings.phases[phase] for phase, name in PHASES.items()}
    parts = ((_PHASE, phases), (_RULE, _slowest(timings.rules)), (_FILE, _slowest(timings.files)))
    whole = sum(timings.phases.values()) or 1
    return "\n".join(
        table(
            [heading.in_language(style.language) for heading in (*_HEADINGS, what)],
            [
                (f"{seconds * 1000:.1f}", f"{seconds / whole:.0%}", visible(name))
                for name, seconds in part.items()
            ],
            style,
        )
        for what, part in parts
        if part
    )


def _slowest(seconds: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(seconds.items(), key=lambda each: -each[1])[:SHOWN])
