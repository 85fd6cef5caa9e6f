"""``--fix`` and ``--diff``: files with their safe fixes made, written where they belong or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping

from gialint.checking.fixes import Proposal
from gialint.cli.arguments import Namespace, UsageError, misuse
from gialint.cli.copies import LOST, copy_of, in_copy, in_place, loses_signature
from gialint.cli.output import named, print_out, print_problems, warn
from gialint.cli.problems import in_few_lines, obstacles, outside_reports
from gialint.cli.targets import Target
from gialint.model import Result, Text, mask
from gialint.reading import Limits, Unreadable
from gialint.reading.opening import contents_of
from gialint.reporting.layout import visible, visible_lines
from gialint.reporting.phrases import counted
from gialint.run.linter import Linter
from gialint.writing.fixing import Fixed, fixed

NOTHING = Text("没有可以自动改正的地方。", "There is nothing that can be fixed safely.")
SHOWN = 6
"""How many kinds of change are named."""

UNENDED = "\n\\ No newline at end of file\n"


def check_options(given: Namespace) -> None:
    """Raise UsageError for options that do not go together, and for writing to standard input."""
    if given.fix and given.diff:
        raise misuse(
            "--fix 和 --diff 只能用一个",
            "--fix and --diff do not go together",
            "--diff 只看不改，--fix 才写文件。",
            "--diff shows, --fix writes.",
        )
    if given.fix and "-" in given.operands:
        raise misuse(
            "标准输入不能用 --fix 改正",
            "standard input cannot be fixed with --fix",
            "可以用 --diff 看会改什么。",
            "--diff shows what would change.",
        )
    if given.force and not given.fix:
        raise misuse(
            "--force 要与 --fix 连用",
            "--force goes with --fix",
            "它写出本来不写的副本。",
            "It writes copies that would not be written otherwise.",
        )
    if given.unsafe_fixes and not (given.fix or given.diff):
        raise misuse(
            "--unsafe-fixes 要与 --fix 或 --diff 连用",
            "--unsafe-fixes goes with --fix or --diff",
            "先用 --diff 看会改什么。",
            "--diff shows what would change.",
        )


def fix_or_diff(
    given: Namespace, lint: Linter, paths: list[str], asked: list[Target], stdin: Mapping[str, bytes]
) -> tuple[list[str], list[Target], bool]:
    """Apply the safe fixes of files, or all, or show them as a diff instead of findings; and report them.

    Returns what is to be checked now and to be written, and whether a file could not be written.
    """
    language = lint.config.language
    now: dict[str, None] = {}
    pieces: list[str] = []
    failed = idle = done = False
    for path in paths:
        outcome = _fixed(lint, path, stdin.get(path), given.unsafe_fixes)
        target, lost = path, False
        if outcome is not None and outcome.edits:
            try:
                if given.diff:
                    pieces.append(unified(path, outcome))
                else:
                    target, lost = _written(given, path, outcome)
            except UsageError as error:
                failed = True
                now[path] = None
                hint = f"\n  {error.hint.in_language(language)}" if error.hint else ""
                warn(f"{named(path)}: {error.message.in_language(language)}{hint}\n")
                continue
            done = True
            warn(f"{named(path)}: {_told(given, outcome, target, language)}\n")
            if lost:
                warn(f"{named(target)}: {LOST.in_language(language)}\n")
        elif outcome is not None:
            idle = idle or not outcome.left
        now[target] = None
        _report_left(path, outcome, language)
    if idle and not done and not failed:
        warn(f"{NOTHING.in_language(language)}\n")
    if pieces:
        text = "".join(pieces)
        # A pipe gets the text as it is; a terminal would obey its control characters.
        print_out(visible_lines(text) if sys.stdout.isatty() else text)
    return list(now), asked if given.fix else [target for target in asked if target.path], failed


def _written(given: Namespace, path: str, outcome: Fixed) -> tuple[str, bool]:
    """Write a file where it belongs, a .docx into a copy; return where, and whether a signature is lost."""
    within = given.operands or [os.curdir]
    if not outcome.rewritable:
        in_place(path, outcome.was, outcome.data, within)
        return path, False
    target = copy_of(path)
    lost = loses_signature(outcome.was, outcome.data, given.force)
    in_copy(path, target, outcome.data, within, given.force)
    return target, lost


def _told(given: Namespace, outcome: Fixed, target: str, language: str) -> str:
    what, count = _described(outcome.made, language), outcome.edits
    places = counted(count, "place")
    said = Text(f"已改正 {count} 处：{what}", f"fixed {places}: {what}")
    if given.diff:
        said = Text(f"可改正 {count} 处：{what}", f"would fix {places}: {what}")
    elif outcome.rewritable:
        copy = named(target)
        said = Text(
            f"已改正 {count} 处，写入 {copy}，原文件未改动：{what}",
            f"fixed {places}, written to {copy}; the original stays: {what}",
        )
    return said.in_language(language)


def print_around_diff(result: Result, language: str) -> None:
    """Print on standard error what goes with a diff: files that could not be checked, and the verdict."""
    from gialint.reporting.summary import tally, verdict

    print_problems(in_few_lines((*outside_reports(result), *obstacles(result))), language)
    warn(f"{verdict(tally(result), language)}\n")


def unified(path: str, outcome: Fixed) -> str:
    """Return the difference between a file's text before and after, as ``patch`` reads it."""
    from difflib import unified_diff

    name = path.replace(os.sep, "/")
    target = copy_of(name) if outcome.rewritable else name
    # The source of a page holds more than its text, which is starred already.
    masked = (
        mask(text).replace("\r\n", "\n").replace("\r", "\n") for text in (outcome.before, outcome.after)
    )
    before, after = (text.splitlines(keepends=True) for text in masked)
    lines = unified_diff(before, after, name, target, n=1)
    return "".join(line if line.endswith("\n") else line + UNENDED for line in lines)


def _fixed(lint: Linter, path: str, data: bytes | None, unsafe: bool) -> Fixed | None:
    """Return a file with its fixes; None for one that cannot be read, which the check reports."""
    try:
        return fixed(lint, path, contents_of(path, Limits()) if data is None else data, unsafe=unsafe)
    except Unreadable:
        return None


def _report_left(path: str, outcome: Fixed | None, language: str) -> None:
    """Report fixes that were not applied, a line for each reason."""
    by_reason: dict[str, list[Proposal]] = {}
    for proposal, reason in outcome.left if outcome else ():
        by_reason.setdefault(reason.in_language(language), []).append(proposal)
    for why, proposals in by_reason.items():
        count = sum(len(proposal.edits) for proposal in proposals)
        what = _described(proposals, language)
        told = Text(
            f"{count} 处没有自动改正（{why}）：{what}", f"{counted(count, 'place')} not fixed ({why}): {what}"
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
