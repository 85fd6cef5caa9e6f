"""``--fix`` and ``--diff``: files with their safe fixes made, written where they belong or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from gialint.checking.fixes import Proposal
from gialint.cli.arguments import Namespace, UsageError
from gialint.cli.copies import LOST, copy_of, in_copy, in_place, loses_signature
from gialint.cli.output import named, print_out, print_problems, warn
from gialint.cli.problems import in_few_lines, obstacles, outside_reports
from gialint.cli.targets import Target
from gialint.model import Result, Text, mask
from gialint.reading import Limits, Unreadable
from gialint.reading.opening import contents_of
from gialint.records import NamedTuple
from gialint.reporting.layout import visible, visible_lines
from gialint.reporting.phrases import counted
from gialint.run.linter import Linter
from gialint.writing.fixing import Fixed, fixed

NOTHING = Text("没有可以自动改正的地方。", "There is nothing that can be fixed safely.")
SHOWN = 6
"""How many kinds of change are named."""

UNENDED = "\n\\ No newline at end of file\n"


class FixRun(NamedTuple):
    """What to check and print after ``--fix`` or ``--diff``; whether a file could not be written."""

    paths: list[str]
    asked: list[Target]
    failed: bool


def check_options(given: Namespace) -> None:
    """Raise UsageError for options that do not go together, and for writing to standard input."""
    if given.fix and given.diff:
        raise UsageError(
            Text("--fix 和 --diff 只能用一个", "--fix and --diff do not go together"),
            Text("--diff 只看不改，--fix 才写文件。", "--diff shows, --fix writes."),
        )
    if given.fix and "-" in given.operands:
        raise UsageError(
            Text("标准输入不能用 --fix 改正", "standard input cannot be fixed with --fix"),
            Text("可以用 --diff 看会改什么。", "--diff shows what would change."),
        )
    if given.force and not given.fix:
        raise UsageError(
            Text("--force 要与 --fix 连用", "--force goes with --fix"),
            Text("它写出本来不写的副本。", "It writes copies that would not be written otherwise."),
        )
    if given.unsafe_fixes and not (given.fix or given.diff):
        raise UsageError(
            Text("--unsafe-fixes 要与 --fix 或 --diff 连用", "--unsafe-fixes goes with --fix or --diff"),
            Text("先用 --diff 看会改什么。", "--diff shows what would change."),
        )


def fix_or_diff(
    given: Namespace, lint: Linter, paths: list[str], asked: list[Target], stdin: Mapping[str, bytes]
) -> FixRun:
    """Do ``--fix`` or ``--diff``; a diff is printed on standard output instead of findings."""
    if given.fix:
        now, failed = apply_fixes(given, lint, paths)
        return FixRun(now, asked, failed)
    text = differences(lint, paths, stdin, given.unsafe_fixes)
    if text:
        # A pipe gets the text as it is; a terminal would obey its control characters.
        print_out(visible_lines(text) if sys.stdout.isatty() else text)
    return FixRun(paths, [target for target in asked if target.path], False)


def print_around_diff(result: Result, language: str) -> None:
    """Print on standard error what goes with a diff: files that could not be checked, and the verdict."""
    from gialint.reporting.summary import tally, verdict

    print_problems(in_few_lines((*outside_reports(result), *obstacles(result))), language)
    warn(f"{verdict(tally(result), language)}\n")


def apply_fixes(given: Namespace, lint: Linter, paths: Iterable[str]) -> tuple[list[str], bool]:
    """Apply the safe fixes of files, or all, and report them; those of a .docx go into a copy.

    Returns the files that are to be checked now, and whether one could not be written.
    """
    within = given.operands or [os.curdir]
    language = lint.config.language
    now: dict[str, None] = {}
    failed = idle = made = False
    for path in paths:
        outcome = _fixed(lint, path, None, given.unsafe_fixes)
        if outcome is None or not outcome.edits:
            now[path] = None
            idle = idle or (outcome is not None and not outcome.left)
            _report_left(path, outcome, language)
            continue
        target = copy_of(path) if outcome.rewritable else path
        lost = False
        try:
            if outcome.rewritable:
                lost = loses_signature(outcome.was, outcome.data, given.force)
                in_copy(path, target, outcome.data, within, given.force)
            else:
                in_place(path, outcome.was, outcome.data, within)
        except UsageError as error:
            failed = True
            now[path] = None
            hint = f"\n  {error.hint.in_language(language)}" if error.hint else ""
            warn(f"{named(path)}: {error.message.in_language(language)}{hint}\n")
            continue
        now[target] = None
        made = True
        warn(f"{named(path)}: {_made(outcome, target if outcome.rewritable else '', language)}\n")
        if lost:
            warn(f"{named(target)}: {LOST.in_language(language)}\n")
        _report_left(path, outcome, language)
    if idle and not made and not failed:
        warn(f"{NOTHING.in_language(language)}\n")
    return list(now), failed


def differences(lint: Linter, paths: Iterable[str], given: Mapping[str, bytes], unsafe: bool) -> str:
    """Return what ``apply_fixes`` would change as a unified diff, and report it; nothing is written."""
    language = lint.config.language
    pieces: list[str] = []
    idle = False
    for path in paths:
        outcome = _fixed(lint, path, given.get(path), unsafe)
        idle = idle or (outcome is not None and not outcome.left)
        if outcome is not None and outcome.edits:
            pieces.append(unified(path, outcome))
            count, what = outcome.edits, _described(outcome.made, language)
            told = Text(f"可改正 {count} 处：{what}", f"would fix {counted(count, 'place')}: {what}")
            warn(f"{named(path)}: {told.in_language(language)}\n")
        _report_left(path, outcome, language)
    if idle and not pieces:
        warn(f"{NOTHING.in_language(language)}\n")
    return "".join(pieces)


def unified(path: str, outcome: Fixed) -> str:
    """Return the difference between a file's text before and after, as ``patch`` reads it."""
    from difflib import unified_diff

    name = path.replace(os.sep, "/")
    target = copy_of(name) if outcome.rewritable else name
    # The source of a page holds more than its text, which is starred already.
    before, after = (_lines(mask(text)) for text in (outcome.before, outcome.after))
    lines = unified_diff(before, after, name, target, n=1)
    return "".join(line if line.endswith("\n") else line + UNENDED for line in lines)


def _fixed(lint: Linter, path: str, data: bytes | None, unsafe: bool) -> Fixed | None:
    """Return a file with its fixes; None for one that cannot be read, which the check reports."""
    try:
        return fixed(lint, path, contents_of(path, Limits()) if data is None else data, unsafe=unsafe)
    except Unreadable:
        return None


def _made(outcome: Fixed, target: str, language: str) -> str:
    what, count = _described(outcome.made, language), outcome.edits
    zh = f"，写入 {named(target)}，原文件未改动" if target else ""
    en = f", written to {named(target)}; the original stays" if target else ""
    return Text(f"已改正 {count} 处{zh}：{what}", f"fixed {counted(count, 'place')}{en}: {what}").in_language(
        language
    )


def _report_left(path: str, outcome: Fixed | None, language: str) -> None:
    """Report fixes that were not applied, a line for each reason."""
    by_reason: dict[str, list[Proposal]] = {}
    for proposal, reason in outcome.left if outcome else ():
        by_reason.setdefault(reason.in_language(language), []).append(proposal)
    for why, proposals in by_reason.items():
        count = sum(len(proposal.edits) for proposal in proposals)
        what = _described(proposals, language)
        told = Text(
            f"{count} 处没有自动改正（{why}）：{what}",
            f"{counted(count, 'place')} not fixed ({why}): {what}",
        )
        warn(f"{named(path)}: {told.in_language(language)}\n")


def _described(proposals: Iterable[Proposal], language: str) -> str:
    """Return what fixes do, each once, the first few of them."""
    done = dict.fromkeys(
        Text(f"{each.description}（{each.code}）", f"{each.description} ({each.code})").in_language(language)
        for each in proposals
    )
    shown = list(done)[:SHOWN]
    more = (
        Text(f"等 {len(done)} 项", f" and {len(done) - SHOWN} more").in_language(language)
        if len(done) > SHOWN
        else ""
    )
    return visible(mask(Text("；", "; ").in_language(language).join(shown))) + more


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
