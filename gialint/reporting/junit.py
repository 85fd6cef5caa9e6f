"""The ``junit`` output: a suite for each report, a case for each rule with a finding or not assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gialint.model import NOT_CHECKED, Checked, Diagnostic, Result, Severity, is_engine
from gialint.reporting import Style
from gialint.reporting.gathering import NOTHING
from gialint.reporting.layout import xml_line, xml_text
from gialint.reporting.phrases import SEVERITIES, colon, notes_of
from gialint.reporting.position import address, position

_TIME = "0"
"""No time is given, so that the same report gives the same file; readers of JUnit want the attribute."""


def junit(result: Result, style: Style) -> str:
    """Return the result as JUnit XML (as Jenkins' junit-10.xsd describes it).

    Errors and warnings are failures, notes are passing cases that say something, what was not
    assessed is skipped, and what kept gialint from its job is an error.
    """
    root = Element("testsuites", name="gialint", time=_TIME)
    if result.engine or any(result.left_out):
        _engine_suite(root, result, style.language)
    for checked in result.reports:
        _suite(root, checked, style.language)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, checked: Checked, language: str) -> None:
    suite = SubElement(root, "testsuite", name=xml_line(checked.path))
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
        _case(suite, NOTHING.say(language), checked.path)
    _count(suite)


def _engine_suite(root: Element, result: Result, language: str) -> None:
    suite = SubElement(root, "testsuite", name="gialint")
    _properties(suite, result.left_out._asdict())
    for problem in result.engine:
        case = _case(suite, f"{problem.code} {problem.name}", "gialint")
        _outcome(case, "", [problem], [], language)
    _count(suite)


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
    message = SEVERITIES[found.severity].say(language) + colon(language) + found.message
    lines = [where, message, *found.quote.splitlines()]
    for note in notes_of(found, language):
        lines.append((note.label + colon(language) if note.label else "") + note.text)
    return "\n".join(filter(None, lines))


def _count(suite: Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("time", _TIME)
