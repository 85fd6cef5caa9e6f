"""What a result reports: its findings, those of many files as one, what is to be done; how reports stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from gialint.model import NO_REPORT, NOT_CHECKED, Checked, Diagnostic, Gap, Result, Severity, Text, is_engine
from gialint.records import NamedTuple, replace
from gialint.reporting import Style
from gialint.reporting.layout import visible, visible_lines
from gialint.reporting.masking import REMEMBERED, changed, rewritten_diagnostic, rewritten_report
from gialint.reporting.phrases import family, listed
from gialint.reporting.places import position
from gialint.reporting.summary import Closing, is_unread

FIX = Text("必须改正", "must be fixed")
CONFIRM = Text("请核实", "please confirm")
UNCHECKED = Text("未能核对", "could not be checked")
WAIVED = Text("已豁免", "waived")
NOTHING = Text("未发现问题", "nothing found")

MOST_NAMED = 3
"""How many files a message names that is about several."""

_EACH = Text("--verbose 逐个列出。", " --verbose lists each.")
STANDINGS = {
    "unread": Text("未能读取", "not read"),
    "foreign": Text("看不出是报告", "not a report"),
    "unfit": Text("不宜发布", "not fit to publish"),
    "confirm": CONFIRM,
    "open": Text("未能全部核对", "partly unchecked"),
    "clean": NOTHING,
}
"""What is said of a report, the worst first."""

MARKED = {STANDINGS["unread"]: "#B42318", STANDINGS["unfit"]: "#B42318", STANDINGS["confirm"]: "#92610A"}
"""The colours in which tables show some of it."""

GRAVITY = {standing: place for place, standing in enumerate(STANDINGS)}
"""By what reports are sorted: the place of how they stand."""


class Triage(NamedTuple):
    """A report's findings by what they ask for; ``broken`` are what kept gialint from its job."""

    fix: tuple[Diagnostic, ...]
    confirm: tuple[Diagnostic, ...]
    broken: tuple[Diagnostic, ...]
    gaps: tuple[Gap, ...]
    waived: tuple[Diagnostic, ...]

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.fix or self.confirm or self.broken or self.gaps)


def unsuppressed(result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """Yield each finding not suppressed with its file's path; what stands in no file comes first."""
    yield from (("", problem) for problem in result.engine)
    for checked in result.reports:
        yield from ((checked.path, found) for found in left(checked))


class Showing:
    """A result as it is printed, as ``shown`` has it, one report after another."""

    def __init__(self, result: Result, style: Style) -> None:
        self.change = lru_cache(REMEMBERED)(visible_lines)
        self.gathered = frozenset[tuple[str, str]]()
        engine = result.engine
        if not style.verbose:
            engine, self.gathered = _gathered(result, style.language)
        self.engine = tuple(rewritten_diagnostic(each, self.change) for each in engine)

    def report(self, checked: Checked) -> Checked | None:
        """Return a report as it is printed; None if it is told of together with others."""
        if _is_stray(checked) and _what(checked.findings[0]) in self.gathered:
            return None
        return rewritten_report(checked, self.change)


def left(checked: Checked) -> Iterator[Diagnostic]:
    """Yield the findings of a report that are not suppressed."""
    return (found for found in checked.findings if not found.suppressed)


def shown(result: Result, style: Style) -> Result:
    """Return the result as it is printed: hidden characters are visible, and files alike are one diagnostic.

    Those are files that are no reports, or were not checked, for the same reason; the diagnostic stands
    outside any report. With ``verbose`` each has its own.
    """
    showing = Showing(result, style)
    return replace(result, reports=changed(result.reports, showing.report), engine=showing.engine)


def together(message: Text, paths: Sequence[str], whole: int | None = None) -> Text:
    """Return a message about several files, with the names of the first and their number.

    Where they are more than the ``paths`` given, ``whole`` is their number.
    """
    whole = len(paths) if whole is None else whole
    rest = whole - MOST_NAMED
    zh, en = (listed(paths[:MOST_NAMED], language) for language in ("zh", "en"))
    return Text(
        f"{message.zh}：{zh}" + (f" 等 {whole} 个文件" if rest > 0 else ""),
        f"{message.en}: {en}" + (f" and {rest} more" if rest > 0 else ""),
    )


def triage(checked: Checked) -> Triage:
    """Sort a report's findings: errors must be fixed, warnings and notes are to be confirmed."""
    of_report = [found for found in checked.findings if not is_engine(found)]
    open_ = [found for found in of_report if not found.suppressed]
    return Triage(
        tuple(found for found in open_ if found.severity is Severity.ERROR),
        tuple(found for found in open_ if found.severity is not Severity.ERROR),
        tuple(found for found in checked.findings if is_engine(found)),
        checked.unassessed,
        tuple(found for found in of_report if found.suppressed),
    )


def by_reason(gaps: Iterable[Gap]) -> list[tuple[str, tuple[str, ...]]]:
    """Return each reason with the codes that it kept from being assessed, in the order given."""
    reasons: dict[str, dict[str, None]] = {}
    for gap in gaps:
        reasons.setdefault(gap.reason, {})[gap.code] = None
    return [(reason, tuple(codes)) for reason, codes in reasons.items()]


def heading(checked: Checked, language: str) -> str:
    """Return the path of a report, with its agency and year as far as they are known."""
    year = (str(checked.year) if language == "en" else f"{checked.year} 年") if checked.year else ""
    return " · ".join(filter(None, (visible(checked.path), checked.agency, year)))


def _gathered(result: Result, language: str) -> tuple[tuple[Diagnostic, ...], frozenset[tuple[str, str]]]:
    """Return what stands outside any report with what is told of several, and what that is."""
    firsts: dict[tuple[str, str], Diagnostic] = {}
    paths: dict[tuple[str, str], list[str]] = {}
    count: Counter[tuple[str, str]] = Counter()
    strays = ((visible(each.path), each.findings[0]) for each in result.reports if _is_stray(each))
    for path, found in chain(((position("", each), each) for each in result.unchecked), strays):
        what = _what(found)
        firsts.setdefault(what, found)
        count[what] += 1
        if count[what] <= MOST_NAMED:
            paths.setdefault(what, []).append(path)
    several = frozenset(what for what, number in count.items() if number > 1)
    engine = [each for each in result.engine if each.code != NOT_CHECKED or _what(each) not in several]
    for what, found in firsts.items():
        if what in several:
            message = together(Text(found.message, found.message), paths[what], count[what])
            more = _EACH.in_language(language) if count[what] > MOST_NAMED else ""
            hint = (found.hint + more).strip()
            engine.append(found._replace(message=message.in_language(language), hint=hint, location=None))
    return tuple(engine), several


def _what(found: Diagnostic) -> tuple[str, str]:
    return found.code, found.message


def _is_stray(checked: Checked) -> bool:
    """Return whether a file was met and is no report, and has no other finding."""
    if len(checked.findings) != 1 or checked.unassessed:
        return False
    return checked.findings[0].code == NO_REPORT and not is_engine(checked.findings[0])


def standing_of(checked: Checked, found: Triage) -> str:
    """Return how a report stands, the worst that is true of it."""
    if is_unread(checked):
        return "unread"
    if any(each.code == NO_REPORT for each in checked.findings):
        return "foreign"
    gaps = bool(found.broken or found.gaps)
    return standing(errors=bool(found.fix), others=bool(found.confirm), gaps=gaps)


def standing(*, errors: bool, others: bool, gaps: bool) -> str:
    """Return how a report that was read stands: whether it has errors, other findings, or gaps."""
    return "unfit" if errors else "confirm" if others else "open" if gaps else "clean"


def worst_first(standing: str, checked: Checked) -> tuple[int, str, int]:
    """Return by what reports are sorted: how they stand, then by name and year."""
    return GRAVITY[standing], checked.agency or checked.path, checked.year or 0


def families(result: Result) -> dict[str, str]:
    """Return the families of all rules that ran or found something, in order, with what they are called.

    gialint's own problems are in none: GIA904 and GIA905 have a column only where they occurred.
    """
    called = {family(card.code): card.family for card in result.rules}
    codes = [card.code for card in result.rules if not card.code.startswith("GIA9")]
    for checked in result.reports:
        codes += (found.code for found in spoken(checked))
        codes += (gap.code for gap in checked.unassessed)
    return {name: called.get(name) or f"{name}xx" for name in sorted(set(map(family, codes)))}


def spoken(checked: Checked) -> Iterator[Diagnostic]:
    """Yield the findings of a report that count: neither suppressed, nor about gialint itself."""
    return (found for found in checked.findings if not found.suppressed and not is_engine(found))


class LineByLine:
    """Writes a line for each finding as it goes; ``line`` makes it of the file's path and the finding."""

    def __init__(self, style: Style, line: Callable[[str, Diagnostic], str]) -> None:
        self.style, self.line = style, line

    def begin(self, result: Result) -> str:
        """Return the problems that are in no file."""
        self.closing = Closing(result)
        self.showing = Showing(result, self.style)
        return self._lines("", self.showing.engine)

    def report(self, checked: Checked) -> str:
        """Return the findings of a file that are not suppressed."""
        self.closing.add(checked)
        shown = self.showing.report(checked)
        return self._lines(shown.path, left(shown)) if shown else ""

    def end(self) -> str:
        """Return the configurations that held, and the verdict."""
        lines = [] if self.style.quiet else self.closing.lines(self.style.language)
        return "".join(f"{line}\n" for line in lines)

    def _lines(self, path: str, findings: Iterable[Diagnostic]) -> str:
        return "".join(f"{self.line(path, found)}\n" for found in findings)
