"""The baseline: findings that were there when gialint was brought in, which only ever become fewer.

A finding is known by its fingerprint, that is by its rule, places and figures, never by a line number; where
paragraphs were put in or taken out, by its rule, its figures and the part of the report it stands in. A
report is known by its path, and one that was renamed, or handed in again in another folder, by its agency and
year. The file is JSON, a line for
each finding, so that a change of it can be reviewed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gialint.checking.suppression.codes import UNUSED, EnabledRules, can_be_suppressed, decided, silenced
from gialint.files.path_pattern import relative
from gialint.lazy_regex import lazy_regex
from gialint.model import Checked, Diagnostic, Problem, Text, mask, os_error, parser_error
from gialint.records import NamedTuple, dataclass, replace
from gialint.sources.located import BadYaml, Loaded

CODE = "GIA906"
SCHEMA = "gialint/baseline/1"
NAMED = 5
"""How many reports a message names."""

Key = Callable[["Entry"], Hashable]

_ORDINAL = lazy_regex(r"(?<=段)\d+")


class Entry(NamedTuple):
    """A finding as a baseline keeps it; ``values`` are pairs of name and figure, by name."""

    code: str
    fingerprint: str
    address: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline knows of a report; a finding that stands there twice is there twice."""

    path: str
    agency: str | None = None
    year: int | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline: its file, the folder from which paths are seen, and what it knows of each report.

    ``gone`` are the paths at which no file is any more.
    """

    file: str
    root: str = ""
    reports: tuple[Known, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """A run held against a baseline.

    ``reports`` have the findings suppressed that it knows; ``fresh`` are those that it does not
    know, each with its report; ``stale`` counts by path what it knows and was not found; ``left``
    is what remains of it.
    """

    root: str
    reports: tuple[Checked, ...]
    fresh: tuple[tuple[Checked, Diagnostic], ...]
    stale: Mapping[str, int]
    left: tuple[Known, ...]


class BadBaseline(BadYaml):
    """A baseline that cannot be used; ``problem`` says where and why."""


def compared(
    reports: Sequence[Checked], baseline: Baseline, enabled: EnabledRules, language: str
) -> Compared:
    """Compare the reports of a run with a baseline; ``enabled`` tells which rules ran on which."""
    known = {each.path: each for each in baseline.reports}
    renamed = _renamed(reports, baseline)
    words = how(baseline).in_language(language)
    done: list[Checked] = []
    fresh: list[tuple[Checked, Diagnostic]] = []
    stale: dict[str, int] = {}
    left = {path: each for path, each in known.items() if path not in baseline.gone}
    for checked in reports:
        path = relative(checked.path, baseline.root)
        mine = known.get(renamed.get(path, path), Known(path))
        left.pop(mine.path, None)
        held = matched(checked, mine.entries, words)
        kept = [entry for entry in held.unmet if not decided(checked, entry.code, enabled)]
        done.append(held.checked)
        fresh += [(checked, found) for found in held.new]
        if len(kept) < len(held.unmet):
            stale[path] = len(held.unmet) - len(kept)
        agency, year = checked.agency or mine.agency, checked.year or mine.year
        left[path] = Known(path, agency, year, (*map(entry_of, held.still), *kept))
    return Compared(baseline.root, tuple(done), tuple(fresh), stale, _ordered(left.values()))


def grown(run: Compared) -> tuple[Known, ...]:
    """Return what remains of a baseline together with the findings that it did not know."""
    known = {each.path: each for each in run.left}
    added: dict[str, list[Entry]] = {}
    for checked, found in run.fresh:
        path = relative(checked.path, run.root)
        known.setdefault(path, Known(path, checked.agency, checked.year))
        added.setdefault(path, []).append(entry_of(found))
    return _ordered(
        replace(each, entries=(*each.entries, *added.get(path, ()))) for path, each in known.items()
    )


def unused(baseline: Baseline, stale: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem (GIA904) if a baseline knows what is no longer there."""
    named = sorted(stale.items())[:NAMED]
    count, more = sum(stale.values()), len(stale) - len(named)
    if not named:
        return
    zh = "、".join(f"{path} {number} 条" for path, number in named)
    en = ", ".join(f"{path} {number}" for path, number in named)
    if more:
        zh, en = f"{zh}等 {len(stale)} 份报告", f"{en} and {more} more reports"
    yield Problem(
        UNUSED,
        Text(
            f"基线里有 {count} 条已不再出现：{zh}",
            f"listed in the baseline but no longer found ({count}): {en}",
        ),
        baseline.file,
        hint=Text(
            "运行 gialint baseline --prune 删去它们，免得日后掩盖同样的问题。",
            "gialint baseline --prune removes them, so that they do not hide the same findings later.",
        ),
    )


def how(baseline: Baseline) -> Text:
    """Return how a finding of a baseline is suppressed."""
    return Text(f"基线（{baseline.file}）中已有", f"known to the baseline ({baseline.file})")


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raises BadBaseline (GIA906)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadBaseline(_unopened(path, error)) from error
    except UnicodeDecodeError as error:
        raise BadBaseline(_rejected(path, Text("文件不是 UTF-8 编码", "the file is not UTF-8"))) from error
    try:
        written = json.loads(text)
        reports = tuple(_known(_typed(each, dict)) for each in _typed(written["reports"], list))
    except json.JSONDecodeError as error:
        why = parser_error(error.msg)
        message = Text(f"不是正确的 JSON：{why.zh}", f"this is not JSON: {why.en}")
        raise BadBaseline(Loaded(str(path), text, code=CODE).problem_at(error.pos, message)) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        message = Text(
            "这不是 gialint baseline 写的文件，或已被改坏",
            "this is not a file that gialint baseline wrote, or it is damaged",
        )
        raise BadBaseline(_rejected(path, message)) from error
    if written.get("schema") != SCHEMA:
        other = Text(f"基线文件的格式应为 {SCHEMA}", f"the schema of a baseline is {SCHEMA}")
        raise BadBaseline(_rejected(path, other))
    root = os.path.dirname(path)
    gone = frozenset(each.path for each in reports if not os.path.lexists(os.path.join(root, each.path)))
    return Baseline(str(path), root, reports, gone)


def written(known: Iterable[Known]) -> str:
    """Return a baseline's file: reports and findings in order, a line each."""
    reports = []
    for report in known:
        head = _json({"path": report.path, "agency": report.agency, "year": report.year})
        entries = (_json(_fields(entry)) for entry in report.entries)
        reports.append(_block(f'{head[:-1]}, "findings": [', entries))
    return _block(f'{{"schema": "{SCHEMA}", "reports": [', reports) + "\n"


class Matched(NamedTuple):
    """A report with the findings suppressed that are known, and the findings that are not.

    ``still`` are the findings of entries, as they are now; ``unmet`` the entries without one.
    """

    checked: Checked
    new: list[Diagnostic]
    still: list[Diagnostic]
    unmet: list[Entry]


def matched(checked: Checked, entries: Iterable[Entry], words: str, *more: Key) -> Matched:
    """Hold a report against what is known of it; each entry answers for one finding.

    ``words`` tell how a finding is suppressed; what is so already needs no entry. By ``more`` findings are
    known that are not the same in every respect.
    """
    findings = list(checked.findings)
    rest = [at for at, each in enumerate(findings) if not each.suppressed and can_be_suppressed(each.code)]
    known: list[int] = []
    unmet = sorted(entries)
    for key in (_same, _displaced, *more):
        waiting = _by(key, unmet)
        places, rest = rest, []
        for place in places:
            alike = waiting.get(key(entry_of(findings[place])))
            if alike:
                unmet.remove(alike.pop())
                known.append(place)
                findings[place] = silenced(findings[place], words, in_baseline=True)
            else:
                rest.append(place)
    return Matched(
        checked._replace(findings=tuple(findings)),
        [checked.findings[place] for place in rest],
        [checked.findings[place] for place in sorted(known)],
        unmet,
    )


def entry_of(found: Diagnostic) -> Entry:
    """Return a finding as a baseline keeps it."""
    address = found.location.address if found.location else ""
    return Entry(found.code, found.fingerprint, address, tuple(sorted(found.values.items())))


def _by(key: Callable[[Entry], Hashable], entries: Iterable[Entry]) -> dict[Hashable, list[Entry]]:
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        if key(entry) is not None:
            found.setdefault(key(entry), []).append(entry)
    return found


def _same(entry: Entry) -> Hashable:
    return entry.code, entry.fingerprint


def _displaced(entry: Entry) -> Hashable:
    """What stays of a finding when its paragraph gets another number; nothing if it has no figures."""
    return (entry.code, entry.values, _ORDINAL.sub("", entry.address)) if entry.values else None


def at_its_place(entry: Entry) -> Hashable:
    """What stays of a finding where its figures are others; nothing if it is about no place."""
    return (entry.code, _ORDINAL.sub("", entry.address)) if entry.address else None


def _renamed(reports: Sequence[Checked], baseline: Baseline) -> dict[str, str]:
    """Return by its path where a report was before, if only one of its agency and year may be that.

    It is one that is gone, or else one that this run is not about.
    """
    old = {each.path for each in baseline.reports}
    paths = [(checked, relative(checked.path, baseline.root)) for checked in reports]
    here = {path for _, path in paths}
    apart = [(each.agency, each.year, each.path) for each in baseline.reports if each.path not in here]
    before = _by_subject(apart) | _by_subject(each for each in apart if each[2] in baseline.gone)
    after = _by_subject((checked.agency, checked.year, path) for checked, path in paths if path not in old)
    return {
        now[0]: before[subject][0]
        for subject, now in after.items()
        if len(now) == 1 and len(before.get(subject, ())) == 1
    }


def _by_subject(reports: Iterable[tuple[str | None, int | None, str]]) -> dict[tuple[str, int], list[str]]:
    """Return paths by agency and year; who does not say both cannot be recognised."""
    paths: dict[tuple[str, int], list[str]] = {}
    for agency, year, path in reports:
        if agency and year:
            paths.setdefault((agency, year), []).append(path)
    return paths


def _ordered(known: Iterable[Known]) -> tuple[Known, ...]:
    """Return what is known in the order of the file, without reports of which nothing is."""
    sorted_ = (replace(each, entries=tuple(sorted(each.entries))) for each in known if each.entries)
    return tuple(sorted(sorted_, key=lambda each: each.path))


def _block(opening: str, items: Iterable[str]) -> str:
    held = ",\n".join(items)
    return "\n".join([opening, *([held] if held else []), "]}"])


def _fields(entry: Entry) -> dict[str, Any]:
    values = {name: mask(value) for name, value in entry.values}
    return {**entry._asdict(), "address": mask(entry.address), "values": values}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _known(written: Any) -> Known:
    agency, year = _typed(written.get("agency"), str | None), _typed(written.get("year"), int | None)
    entries = sorted(_entry(_typed(each, dict)) for each in _typed(written["findings"], list))
    return Known(_typed(written["path"], str), agency, year, tuple(entries))


def _entry(written: Any) -> Entry:
    values = _typed(written.get("values") or {}, dict)
    texts = (written["code"], written["fingerprint"], written.get("address") or "")
    code, fingerprint, address = (_typed(text, str) for text in texts)
    pairs = sorted((_typed(name, str), _typed(value, str)) for name, value in values.items())
    return Entry(code, fingerprint, address, tuple(pairs))


def _typed(value: Any, kind: Any) -> Any:
    """Return a value of a kind; raises TypeError for any other."""
    if not isinstance(value, kind):
        raise TypeError
    return value


def _rejected(path: Path, message: Text) -> Problem:
    hint = Text(
        "从版本库取回，或用 gialint baseline --force 重写。",
        "Get it back from your repository, or rewrite it with gialint baseline --force.",
    )
    return Problem(CODE, message, str(path), hint=hint)


def _unopened(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        message = Text("没有这个基线文件", "there is no such baseline")
        hint = Text("先用 gialint baseline 写一份。", "Write one with gialint baseline first.")
        return Problem(CODE, message, str(path), hint=hint)
    why = os_error(error)
    return Problem(CODE, Text(f"无法打开文件：{why.zh}", f"cannot open the file: {why.en}"), str(path))
