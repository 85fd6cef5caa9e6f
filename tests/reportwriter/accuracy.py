"""Print how well gialint finds what is wrong in whole reports: ``python -m tests.reportwriter.accuracy``.

With ``--write`` what it misses and what it finds amiss is written down in ``tests/corpus/whole-known.yaml``,
which the tests hold.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gialint.config import Config
from gialint.model import Diagnostic
from gialint.reading.office import office
from gialint.run.linter import Linter, linter
from tests.reportwriter.described import CORPUS
from tests.reportwriter.draft import DraftReport
from tests.reportwriter.files import written
from tests.reportwriter.whole import NOWHERE, Fault, Whole, batch, wholes
from tests.reportwriter.word import docx
from tests.reportwriter.wrapped import wrapped

KNOWN = CORPUS / "whole-known.yaml"
BATCHES = tuple(range(1, 46))
PRINTED = "pdf"
"""The format that LibreOffice makes, of the Word files."""
AT_A_TIME = 100
"""Of more than some two hundred files LibreOffice leaves out the last, and says nothing."""

SUFFIXES = {"wrapped": "txt"}
WRITERS: Mapping[str, Callable[[DraftReport], bytes]] = {
    **{form: lambda draft, form=form: written(draft, form) for form in ("md", "yaml", "docx", "html")},  # type: ignore[misc]
    "wrapped": lambda draft: wrapped(draft).encode(),
}
GRAVITY = ("info", "warning", "error")
PLACES = {"首": ("",), "尾": ("", "六")}
"""Sections in which gialint may put what stands before the first section, and the signature."""

ROW = "{form:<8} {reports:>7} {true:>5} {found:>6} {missed:>7} {error:>7} {warning:>9} {info:>6}"
HEADS = {"form": "format", "error": "errors", "warning": "warnings", "info": "notes"}

Known = dict[str, dict[str, dict[str, int]]]
"""What is amiss, by report: each line with how often it is so in each format."""


class Verdict(NamedTuple):
    """What gialint made of a report: true findings it missed, and what it told that is not true."""

    true: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def judged(faults: Iterable[Fault], findings: Iterable[Diagnostic]) -> Verdict:
    """Match findings with faults; one that is graver than the fault is false.

    A finding tells as many faults as it has reckonings, and at least one.
    """
    findings, missed, faults = tuple(findings), [], tuple(faults)
    left = [finding for finding in findings for _ in finding.working or ("",)]
    right = []
    for fault in faults:
        found = next((finding for finding in left if _tells(finding, fault)), None)
        if found is None:
            missed.append(f"missed {'|'.join(fault.codes)} {fault.place}: {fault.why}")
        elif GRAVITY.index(found.severity.word) <= GRAVITY.index(fault.severity):
            left.remove(found)
            right.append(found)
    over = (each for each in findings if not any(each is one for one in right))
    false = (f"false {each.severity.word} {each.code} {_section(each)}: {each.message}" for each in over)
    return Verdict(len(faults), tuple(missed), tuple(false))


def verdicts(lint: Linter, form: str, reports: Iterable[Whole]) -> Iterator[tuple[str, Verdict]]:
    """Yield the verdict on each report in a format that is written here."""
    suffix = SUFFIXES.get(form, form)
    for whole in reports:
        checked = lint.check_file(f"{whole.name}.{suffix}", WRITERS[form](whole.draft))
        yield whole.name, judged(whole.faults, checked.findings)


def printed_verdicts(lint: Linter, folder: Path, reports: Iterable[Whole]) -> Iterator[tuple[str, Verdict]]:
    """Yield the verdict on each report as LibreOffice prints it."""
    reports = tuple(reports)
    for whole in reports:
        (folder / f"{whole.name}.docx").write_bytes(docx(whole.draft))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office() or "", profile, "--headless", "--convert-to", "pdf:writer_pdf_Export"]
    files = [str(folder / f"{whole.name}.docx") for whole in reports]
    for start in range(0, len(files), AT_A_TIME):
        some = files[start : start + AT_A_TIME]
        subprocess.run(
            [*command, "--outdir", str(folder), *some], check=True, capture_output=True, timeout=180
        )
    for whole in reports:
        checked = lint.check_file(str(folder / f"{whole.name}.pdf"))
        yield whole.name, judged(whole.faults, checked.findings)


def known() -> Known:
    """Return what is known to be amiss."""
    from tests.reportwriter.described import loaded

    return dict(loaded(KNOWN) or {})


def amiss(verdicts: Mapping[str, Mapping[str, Verdict]], full: bool = False) -> Known:
    """Gather verdicts, by format and report, as they are written down: without words, unless in full."""
    lines: Known = {}
    for form, each in verdicts.items():
        for name, verdict in each.items():
            for line in (*verdict.missed, *verdict.false):
                line = line if full else line.partition(": ")[0]
                counts = lines.setdefault(name, {}).setdefault(line, {})
                counts[form] = counts.get(form, 0) + 1
    return {name: dict(sorted(lines[name].items())) for name in sorted(lines)}


def _tells(finding: Diagnostic, fault: Fault) -> bool:
    if finding.code not in fault.codes:
        return False
    places = [finding.location, *(location for _, location in finding.related)]
    sections = {location.section for location in places if location}
    return fault.place == NOWHERE or bool(sections & set(PLACES.get(fault.place, (fault.place,))))


def _section(finding: Diagnostic) -> str:
    return (finding.location.section if finding.location else "") or NOWHERE


def _run() -> dict[str, dict[str, Verdict]]:
    lint = linter(Config())
    result = {form: dict(verdicts(lint, form, wholes())) for form in WRITERS}
    if office() is not None:
        with TemporaryDirectory() as folder:
            result[PRINTED] = dict(printed_verdicts(lint, Path(folder), wholes()))
    return result


def _print(result: Mapping[str, Mapping[str, Verdict]]) -> None:
    for number in BATCHES:
        print(f"batch {number}")
        print(ROW.format(**{name: HEADS.get(name, name) for name in _COLUMNS}))
        for form, each in result.items():
            told = [each[whole.name] for whole in batch(number)]
            true, missed = sum(one.true for one in told), sum(len(one.missed) for one in told)
            false = [line.split()[1] for one in told for line in one.false]
            counts = {gravity: false.count(gravity) for gravity in GRAVITY}
            print(
                ROW.format(
                    form=form, reports=len(told), true=true, found=true - missed, missed=missed, **counts
                )
            )
    for name, lines in amiss(result, full=True).items():
        print(name)
        for line, forms in lines.items():
            print(f"  {line} ({', '.join(forms)})")


def _listed(lines: Known) -> str:
    text = ""
    for name, told in lines.items():
        text += f"{name}:\n"
        for line, counts in told.items():
            text += f"  {line}: {{{', '.join(f'{form}: {count}' for form, count in counts.items())}}}\n"
    return text


_COLUMNS = ("form", "reports", "true", "found", "missed", *GRAVITY)

if __name__ == "__main__":
    outcome = _run()
    _print(outcome)
    if "--write" in sys.argv:
        KNOWN.write_text(_listed(amiss(outcome)), encoding="utf-8")
