"""What became of what was pointed out: each report beside its last round, then the sums."""

from __future__ import annotations

from collections.abc import Iterator

from gialint.checking.suppression.baseline import Entry
from gialint.checking.suppression.rounds import Round, Rounds
from gialint.model import Text
from gialint.reporting import Style
from gialint.reporting.gathering import heading
from gialint.reporting.layout import BOLD, hang, paint, visible, wrap
from gialint.reporting.phrases import bracketed, few
from gialint.reporting.places import listed_finding

NAMED = 10
"""How many reports a line names."""

STILL, FRESH = Text("仍在", "still there"), Text("新增", "new")
MENDED, OPEN = Text("已改正", "mended"), Text("未能核对", "not assessed")


def rounds_text(found: Rounds, style: Style) -> str:
    """Return the reports of which there is something to say, with their findings, and the sums."""
    language, room = style.language, style.room
    lines: list[str] = []
    for each in found.reports:
        if each.still or each.fresh or each.mended or each.open:
            title = _title(each, language, added=found.whole and each.before is None)
            lines += [paint(line, BOLD, style.colour) for line in wrap(title, room)]
            for label, entries in (
                (STILL, map(listed_finding, each.still)),
                (FRESH, map(listed_finding, each.fresh)),
                (OPEN, map(_entry, each.open)),
                (MENDED, map(_entry, each.mended)),
            ):
                for text in entries:
                    lines += hang(f"  {label.in_language(language)}  ", text, room)
            lines.append("")
    for words in _sums(found, language):
        lines += wrap(words.in_language(language), room)
    return "\n".join(lines) + "\n"


def _title(each: Round, language: str, *, added: bool) -> str:
    title = heading(each.checked, language)
    if added:
        return title + bracketed(Text("上次没有", "not in the last round").in_language(language), language)
    year = each.before.year if each.before else None
    if year and year != each.checked.year:
        return title + bracketed(Text(f"与 {year} 年相比", f"beside {year}").in_language(language), language)
    return title


def _entry(entry: Entry) -> str:
    figures = "，".join(value for _, value in entry.values)
    return visible(" ".join(filter(None, (entry.code, entry.address, figures and f"({figures})"))))


def _sums(found: Rounds, language: str) -> Iterator[Text]:
    new = [each.checked.agency or each.checked.path for each in found.added]
    if new:
        yield Text(
            f"上次没有的报告 {len(new)} 份：{few(new, NAMED, 'zh')}。",
            f"Reports that were not in the last round: {len(new)} ({few(new, NAMED, 'en')}).",
        )
    if found.absent:
        names = list(dict.fromkeys(known.agency or known.path for known in found.absent))
        yield Text(
            f"上次有、这次没有的报告 {len(names)} 份：{few(names, NAMED, 'zh')}。",
            f"Reports of the last round that are not there: {len(names)} ({few(names, NAMED, 'en')}).",
        )
    each_in = found.reports
    mended, still = sum(len(each.mended) for each in each_in), sum(len(each.still) for each in each_in)
    unsure, fresh = sum(len(each.open) for each in each_in), sum(len(each.fresh) for each in each_in)
    of = sum(each.pointed_out for each in each_in)
    opened = (f"，未能核对 {unsure} 处", f", not assessed {unsure}") if unsure else ("", "")
    yield Text(
        f"共 {len(found.reports)} 份报告：上次指出 {of} 处，已改正 {mended} 处，仍在 {still} 处{opened[0]}；"
        f"新增 {fresh} 处。",
        f"Reports: {len(found.reports)}. Pointed out last time {of}: mended {mended}, still there {still}"
        f"{opened[1]}; new {fresh}.",
    )
