"""The ``docx`` output: what each agency must mend (退回意见), a page an agency, to send back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from gialint.drafting.docx import docx_of
from gialint.drafting.draft import Draft, Part
from gialint.files.seal import sealed_package
from gialint.model import Checked, Diagnostic, Result, Text
from gialint.reporting import Style
from gialint.reporting.gathering import triage
from gialint.reporting.phrases import bracketed
from gialint.reporting.places import elsewhere, position
from gialint.reporting.summary import closing, left_out_words

BLANK = "____"
TITLE = Text("关于修改年度报告的意见", "What to change in your annual report")
NOTHING = Text("没有需要退回的报告。", "No report need be sent back.")
NOTES = Text("检查说明（不发给单位）", "Notes on the check, not to be sent")
POINT, STOP = Text("．", ". "), Text("。", ".")
HEADINGS = (
    Text("必须改正", "To be fixed"),
    Text("请核实", "Please confirm"),
    Text("没有读出，未能核对", "Not read, so not checked"),
)


def returned(result: Result, style: Style) -> bytes:
    """Return a Word document with a page for each agency in whose reports there is something to do."""
    agencies: dict[str, list[Checked]] = {}
    for checked in result.reports:
        if not triage(checked).quiet:
            agencies.setdefault(checked.agency or checked.path, []).append(checked)
    language = style.language
    pages = [_page(agency, reports, language) for agency, reports in agencies.items()]
    none = Draft(TITLE.in_language(language), (NOTHING.in_language(language),), (), (), {})
    notes = tuple(_notes(result, language))
    beside = [Draft(NOTES.in_language(language), notes, (), (), {})] if notes else []
    return sealed_package(docx_of([*(pages or [none]), *beside]))


def _notes(result: Result, language: str) -> Iterator[str]:
    """Yield what the office must know and no agency: rules switched off, and files that were not checked."""
    yield from closing(result).configurations(language)
    yield from (words.in_language(language) for words in left_out_words(result.left_out))
    for found in result.engine:
        yield f"{position('', found)} {found.message}{bracketed(found.code, language)}".strip()


def _page(agency: str, reports: Sequence[Checked], language: str) -> Draft:
    parts = [part for each in reports for part in _parts(each, language, several=len(reports) > 1)]
    greeting = Text(f"{agency}：", f"{agency}:")
    opening = Text(
        f"你单位报送的{'、'.join(_named(each) for each in reports)}经检查，请按下列意见修改后重新报送。",
        f"Please change {', '.join(map(_file, reports))} as follows and send it again.",
    )
    signature = (BLANK, Text(f"{BLANK}年__月__日", BLANK).in_language(language))
    return Draft(
        TITLE.in_language(language),
        (greeting.in_language(language), opening.in_language(language)),
        tuple(parts),
        signature,
        {},
    )


def _named(checked: Checked) -> str:
    year = f"{checked.year} 年度报告" if checked.year else "年度报告"
    return f"{year}（{_file(checked)}）"


def _file(checked: Checked) -> str:
    return os.path.basename(checked.path)


def _parts(checked: Checked, language: str, *, several: bool) -> Iterator[Part]:
    found = triage(checked)
    point, stop = (words.in_language(language) for words in (POINT, STOP))
    matters: tuple[Iterable[str], ...] = (
        (_finding(each, language) for each in (*found.broken, *found.fix)),
        (_finding(each, language) for each in found.confirm),
        (f"{each.reason.rstrip('。.')}{bracketed(each.code, language)}{stop}" for each in found.gaps),
    )
    for heading, lines in zip(HEADINGS, matters, strict=True):
        numbered = tuple(f"{number}{point}{line}" for number, line in enumerate(lines, start=1))
        if numbered:
            of = bracketed(_file(checked), language) if several else ""
            yield Part(heading.in_language(language) + of, numbered, ())


def _finding(found: Diagnostic, language: str) -> str:
    """Return a finding as a paragraph: what, where, and what to do."""
    places = [found.location.address, *elsewhere(found)] if found.location else []
    zh = en = ""
    if places:
        zh, en = f"位置：{'；'.join(places)}。", f" At: {'; '.join(places)}."
    if found.hint:
        zh, en = f"{zh}怎么改：{found.hint}", f"{en} What to do: {found.hint}"
    message = found.message.rstrip("。.") + bracketed(found.code, language)
    return message + Text(f"。{zh}", f".{en}").in_language(language)
