"""The ``junit`` output: a suite for each report, a case for each rule with a finding or not assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gialint.model import NOT_CHECKED, Checked, Diagnostic, Result, Severity, is_engine
from gialint.reporting import Style, whole
from gialint.reporting.gathering import NOTHING
from gialint.reporting.layout import xml_line, xml_text
from gialint.reporting.phrases import SEVERITIES, colon, notes_of
from gialint.reporting.places import address, position

_TIME = "0"
"""No time is given, so that the same report gives the same file; readers of JUnit want the attribute."""


class Junit:
    """Writes JUnit XML (as Jenkins' junit-10.xsd describes it), a suite at a time.

    Errors and warnings are failures, notes are passing cases that say something, what was not
    assessed is skipped, and what kept gialint from its job is an error. The first line counts all, so
    reports are gone through twice.
    """

    def __init__(self, style: Style) -> None:
        self.language = style.language

    def begin(self, result: Result) -> str:
        """Return the counts, and the suite of what is in no report."""
        own = [_engine_suite(result, self.language)] if result.engine or any(result.left_out) else []
        totals = dict.fromkeys(("tests", "failures", "errors"), 0)
        self.whole = 0
        for suite in chain(own, (_suite(checked, self.language) for checked in result.reports)):
            self.whole += 1
            for name in totals:
                totals[name] += int(suite.get(name, 0))
        root = Element("testsuites", name="gialint", time=_TIME)
        for name, total in totals.items():
            root.set(name, str(total))
        opened = tostring(root, encoding="unicode")
        if self.whole:
            opened = opened.removesuffix(" />") + ">"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}\n' + "".join(map(_written, own))

    def report(self, checked: Checked) -> str:
        """Return the suite of a report."""
        return _written(_suite(checked, self.language))

    def end(self) -> str:
        """Return the last line."""
        return "</testsuites>\n" if self.whole else ""


junit = whole(Junit)


def _written(suite: Element) -> str:
    indent(suite, level=1)
    return f"  {tostring(suite, encoding='unicode')}\n"


def _suite(checked: Checked, language: str) -> Element:
    suite = Element("testsuite", name=xml_line(checked.path))
    known = {"agency": checked.agency, "year": checked.year, "edition": checked.edition}
    off = {"ignored": len(checked.holding.ignored), "lowered": len(checked.holding.lowered)}
    _properties(suite, {**known, "config": checked.holding.config, **off})
    spoken: dict[str, list[Diagnostic]] = {}
    for found in checked.findings:
        if not found.suppressed:
            spoken.setdefault(found.code, []).append(found)
    gaps: dict[str, list[str]] = {}
    names = {code: found[0].name for code, found in spoken.items()}
    for gap in checked.unassessed:
        gaps.setdefault(gap.code, []).append(gap.reason)
        names.setdefault(gap.code, gap.name)
    for code in sorted(names):
        case = _case(suite, f"{code} {names[code]}", checked.path)
        _outcome(case, checked.path, spoken.get(code, []), gaps.get(code, []), language)
    if not names:
        _case(suite, NOTHING.in_language(language), checked.path)
    return _counted(suite)


def _engine_suite(result: Result, language: str) -> Element:
    suite = Element("testsuite", name="gialint")
    _properties(suite, result.left_out._asdict())
    for problem in result.engine:
        case = _case(suite, f"{problem.code} {problem.name}", "gialint")
        _outcome(case, "", [problem], [], language)
    return _counted(suite)


def _properties(suite: Element, known: Mapping[str, str | int | None]) -> None:
    rendered = {name: str(value) for name, value in known.items() if value}
    if rendered:
        properties = SubElement(suite, "properties")
        for name, value in rendered.items():
            SubElement(properties, "property", name=name, value=xml_line(value))


def _case(suite: Element, name: str, path: str) -> Element:
    return SubElement(suite, "testcase", name=xml_line(name), classname=xml_line(path), time=_TIME)


def _outcome(
    case: Element, path: str, found: Sequence[Diagnostic], reasons: Iterable[str], language: str
) -> None:
    text = "\n\n".join([_rendered(path, each, language) for each in found])
    gravest = max((each.severity for each in found), default=None)
    if found and is_engine(found[0]):
        _tell(case, "error", found, text)
    elif found and found[0].code == NOT_CHECKED:
        SubElement(case, "skipped", message=xml_line(text))
        return
    elif gravest in (Severity.ERROR, Severity.WARNING):
        _tell(case, "failure", found, "\n".join([text, *reasons]))
    elif reasons := list(reasons):
        SubElement(case, "skipped", message=xml_line("; ".join(dict.fromkeys(reasons))))
    if gravest is Severity.INFO:
        SubElement(case, "system-out").text = xml_text(text)


def _tell(case: Element, tag: str, found: Sequence[Diagnostic], text: str) -> None:
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    gravest = max(each.severity for each in found)
    element = SubElement(case, tag, message=xml_line(found[0].message + more), type=gravest.word)
    element.text = xml_text(text)


def _rendered(path: str, found: Diagnostic, language: str) -> str:
    """Return a finding as lines: where, what, and the notes under it."""
    where = " ".join(filter(None, (position(path, found), address(path, found))))
    message = SEVERITIES[found.severity].in_language(language) + colon(language) + found.message
    lines = [where, message, *found.quote.splitlines()]
    for note in notes_of(found, language):
        lines.append((note.label + colon(language) if note.label else "") + note.text)
    return "\n".join(filter(None, lines))


def _counted(suite: Element) -> Element:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("time", _TIME)
    return suite
