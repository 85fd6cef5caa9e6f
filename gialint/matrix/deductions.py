"""A table of deductions: what an office itself takes off for findings; gialint brings none of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

from gialint.checking.messages import plain
from gialint.matrix.sheets import AGENCY, Sheet
from gialint.matrix.totals import Matrix
from gialint.model import MISSING, Problem, Severity, Text
from gialint.records import NamedTuple
from gialint.reporting.phrases import bracketed, colon, listed
from gialint.reporting.xlsx import Column, Row
from gialint.sources.located import BadYaml, Loaded
from gialint.sources.misfits import TEXT, Misfit, Schema, closed, many, misfits
from gialint.sources.suggest import did_you_mean, meant
from gialint.sources.yaml import load_yaml

CODE = "GIA906"
NUMBER: Schema = {"type": "number"}
LINE = closed(
    {
        "codes": {"anyOf": [TEXT, many(TEXT)]},
        "severity": {"enum": [each.word for each in sorted(Severity, reverse=True)]},
        "points": NUMBER,
        "most": NUMBER,
        "about": TEXT,
    },
    *("codes", "points"),
)
DEDUCTIONS = closed(
    {"title": TEXT, "start": NUMBER, "least": NUMBER, "deductions": many(LINE)}, "start", "deductions"
)
"""What a table of deductions may hold, as a JSON Schema."""
ORDER = Text("名次", "order")
NOT_THERE = Text("未报送", "no report")
_RANK = Column(Text("名次", "rank"), 6)
_COUNTS = (
    Column(Text("错误", "errors"), 7),
    Column(Text("未核对", "not assessed"), 8),
    Column(Text("警告", "warnings"), 7),
)
_POINTS = (
    Column(Text("扣分", "deducted"), 8),
    Column(Text("得分", "points"), 8),
    Column(Text("扣分过程", "what was deducted for what"), 70, True),
)


class Line(NamedTuple):
    """What is taken off for each finding of some rules, at ``most`` so much; codes may be prefixes."""

    codes: tuple[str, ...]
    points: Decimal
    severity: Severity | None = None
    most: Decimal | None = None
    about: str = ""

    def fits(self, code: str, severity: Severity) -> bool:
        """Return whether a finding of a rule is one of its."""
        return code.startswith(self.codes) and self.severity in (None, severity)


class Deductions(NamedTuple):
    """A table: points at the start and at least, and its lines; of a finding the first that fits counts."""

    title: str
    start: Decimal
    least: Decimal
    lines: tuple[Line, ...]


class Taken(NamedTuple):
    """What a line took off: for how many findings of which rules, and whether that is the most it takes."""

    line: Line
    findings: Mapping[str, int]
    points: Decimal
    capped: bool

    def working(self, language: str) -> str:
        """Return how that was reckoned (表三（GIA301×2）：2 × 2 = 4)."""
        number = sum(self.findings.values())
        codes = listed((f"{code}×{n}" if n > 1 else code for code, n in self.findings.items()), language)
        named = self.line.about + bracketed(codes, language) if self.line.about else codes
        full = f"{number} × {plain(self.line.points)} = {plain(number * self.line.points)}"
        most = Text(f"，最多扣 {plain(self.points)}", f", at most {plain(self.points)}")
        return named + colon(language) + full + (most.in_language(language) if self.capped else "")


class Score(NamedTuple):
    """What is left for an agency, and what was taken off for what."""

    points: Decimal
    taken: tuple[Taken, ...]

    @property
    def deducted(self) -> Decimal:
        """All that was taken off; the points may be more than what is left of the start without it."""
        return sum((each.points for each in self.taken), Decimal(0))


def score(table: Deductions, hits: Mapping[tuple[str, Severity], int]) -> Score:
    """Return the score of an agency with so many findings by rule and severity."""
    by_line: dict[Line, dict[str, int]] = {}
    for (code, severity), count in sorted(hits.items()):
        line = next((line for line in table.lines if line.fits(code, severity)), None)
        if line is not None:
            held = by_line.setdefault(line, {})
            held[code] = held.get(code, 0) + count
    taken = []
    for line in table.lines:
        if line in by_line:
            full = sum(by_line[line].values()) * line.points
            points = full if line.most is None else min(full, line.most)
            taken.append(Taken(line, by_line[line], points, points < full))
    whole = Score(Decimal(0), tuple(taken))
    return whole._replace(points=max(table.start - whole.deducted, table.least))


def read_deductions(path: Path, known: Collection[str]) -> tuple[Deductions | None, list[Problem]]:
    """Return the table in a file, or None with its mistakes; ``known`` are the codes of rules."""
    try:
        file = load_yaml(path, code=CODE)
    except BadYaml as error:
        return None, [error.problem]
    wrong = [each.problem(file) for each in (*misfits(file.data, DEDUCTIONS),)]
    if not wrong:
        wrong = [each.problem(file) for each in _slips(file, known)]
    return (None, wrong) if wrong else (_table(file.data), [])


def _table(data: Mapping[str, Any]) -> Deductions:
    return Deductions(
        data.get("title", ""),
        _decimal(data["start"]),
        _decimal(data.get("least", 0)),
        tuple(
            Line(
                _codes(line),
                _decimal(line["points"]),
                Severity[line["severity"].upper()] if "severity" in line else None,
                _decimal(line["most"]) if "most" in line else None,
                line.get("about", ""),
            )
            for line in data["deductions"]
        ),
    )


def _slips(file: Loaded, known: Collection[str]) -> Iterator[Misfit]:
    """Yield what a table of the right form says that cannot be meant."""
    families = {code[:length] for code in known for length in range(3, len(code))}
    table = _table(file.data)
    if table.start < table.least:
        message = Text("起始分低于最低分", "the start is less than the least")
        yield Misfit(("start",), message)
    for place, (line, data) in enumerate(zip(table.lines, file.data["deductions"], strict=True)):
        for at, code in enumerate(line.codes):
            if not any(each.startswith(code) for each in known):
                keys = ("deductions", place, "codes", *((at,) if isinstance(data["codes"], list) else ()))
                message = Text(f"没有规则“{code}”", f"there is no rule “{code}”")
                near = did_you_mean(code, {*known, *families})
                yield Misfit(keys, message, hint=meant(near))
        for key in ("points", "most"):
            if key in data and data[key] < 0:
                message = Text("扣分写正数", "what is taken off is written as a positive number")
                yield Misfit(("deductions", place, key), message)
        above = next((each for each in table.lines[:place] if _covers(each, line)), None)
        if above is not None:
            message = Text(
                "这一行不起作用：上面的一行已经包括它（每个问题只按第一个符合的行扣分）",
                "this line has no effect: one above it has all of it (the first line that fits counts)",
            )
            yield Misfit(("deductions", place), message)


def _covers(above: Line, below: Line) -> bool:
    return above.severity in (None, below.severity) and all(
        code.startswith(above.codes) for code in below.codes
    )


def _codes(line: Mapping[str, Any]) -> tuple[str, ...]:
    given = line["codes"]
    return tuple(code.strip().upper() for code in ([given] if isinstance(given, str) else given))


def _decimal(value: int | float) -> Decimal:
    return Decimal(str(value))


def order(matrix: Matrix, language: str, table: Deductions | None = None) -> Sheet:
    """Return the agencies in order.

    By errors, then by what could not be checked, then by warnings: no score is made. With an office's
    table, by its points first, each with what was taken off for what; members without a report come last.
    """
    keyed = []
    for unit in matrix.units:
        found = score(table, unit.hits) if table else None
        key = (unit.errors, unit.unassessed + unit.broken, unit.warnings)
        keyed.append(((-found.points if found else 0, *key), unit.name, found))
    keys = [key for key, _, _ in keyed]
    rows: list[Row] = [
        (
            1 + sum(other < key for other in keys),
            name,
            *key[1:],
            *(_points(found, table, language) if table and found else ()),
        )
        for key, name, found in sorted(keyed, key=itemgetter(0))
    ]
    columns: tuple[Column, ...] = (_RANK, AGENCY, *_COUNTS)
    if table:
        columns += _POINTS
        nothing = _points(
            score(table, {(MISSING, Severity.WARNING): 1}), table, language, NOT_THERE.in_language(language)
        )
        rows += [(None, name, None, None, None, *nothing) for name in matrix.missing]
    return Sheet(ORDER.in_language(language), columns, tuple(rows))


def _points(
    of: Score, table: Deductions, language: str, why: str = ""
) -> tuple[Decimal, Decimal, str | None]:
    """Return what was deducted, what is left, and the working, a line each."""
    lines = [each.working(language) for each in of.taken]
    if of.taken:
        lines.append(f"{plain(table.start)} − {plain(of.deducted)} = {plain(of.points)}")
        if table.start - of.deducted < table.least:
            lines[-1] = lines[-1].rpartition(" = ")[0] + Text(
                f"，最低 {plain(of.points)}", f", at least {plain(of.points)}"
            ).in_language(language)
    return of.deducted, of.points, "\n".join(filter(None, (why, *lines))) or None
