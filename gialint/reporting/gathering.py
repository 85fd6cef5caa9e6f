"""Files of a walk of which the same is to be told, told in one line with their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gialint.model import NO_REPORT, Checked, Diagnostic, Result, Words, is_engine
from gialint.reporting import Style
from gialint.reporting.phrases import listed
from gialint.reporting.position import position
from gialint.reporting.width import visible

_MOST_NAMED = 3
_EACH = Words("--verbose 逐个列出。", " --verbose lists each.")

Named = tuple[str, Diagnostic]


def gathered(result: Result, style: Style) -> Result:
    """Return a result in which several files that are no reports, or were not checked, are one diagnostic.

    They stand outside any report then; with ``verbose`` the result stays as it is.
    """
    if style.verbose:
        return result
    strays = [(visible(each.path), each.findings[0]) for each in result.reports if _is_stray(each)]
    unchecked = [(position("", each), each) for each in result.unchecked]
    groups = [group for group in _alike([*unchecked, *strays]) if len(group) > 1]
    told = {id(found) for group in groups for _, found in group}
    return replace(
        result,
        reports=tuple(each for each in result.reports if not told & {id(found) for found in each.findings}),
        engine=(
            *(each for each in result.engine if id(each) not in told),
            *(_one(group, style.language) for group in groups),
        ),
    )


def _is_stray(checked: Checked) -> bool:
    """Tell whether a file was met and is no report, and nothing else is told of it."""
    first = checked.findings[0] if checked.findings else None
    return (
        first is not None
        and first.code == NO_REPORT
        and not (is_engine(first) or checked.findings[1:] or checked.unassessed)
    )


def _alike(found: Iterable[Named]) -> Iterable[list[Named]]:
    groups: dict[tuple[str, str], list[Named]] = {}
    for path, each in found:
        groups.setdefault((each.code, each.message), []).append((path, each))
    return groups.values()


def _one(group: Sequence[Named], language: str) -> Diagnostic:
    first = group[0][1]
    message = together(Words(first.message, first.message), [path for path, _ in group]).say(language)
    more = _EACH.say(language) if len(group) > _MOST_NAMED else ""
    return first._replace(message=message, hint=(first.hint + more).strip(), location=None)


def together(message: Words, paths: Sequence[str]) -> Words:
    """Return what is to be told of several files, with the names of the first and their number."""
    rest = len(paths) - _MOST_NAMED
    zh, en = (listed(paths[:_MOST_NAMED], language) for language in ("zh", "en"))
    return Words(
        f"{message.zh}：{zh}" + (f" 等 {len(paths)} 个文件" if rest > 0 else ""),
        f"{message.en}: {en}" + (f" and {rest} more" if rest > 0 else ""),
    )
