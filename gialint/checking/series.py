"""A report beside that of the year before (``last.…``), or beside the sum of others (``members.…``).

What rules over several reports run on is made of digests alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from gialint.model import (
    Alike,
    Digest,
    Document,
    Fact,
    Facts,
    Listed,
    Report,
    Text,
    kept_claims,
    kept_facts,
    kept_place,
    share,
)
from gialint.records import NamedTuple, replace
from gialint.understanding.edition import Edition

LAST, MEMBERS = "last.", "members."
"""How the paths of last year's facts begin, and those of sums over members."""

OTHERS = "other."
"""How the paths begin in the examples of rules that see other reports' texts (``other.NAME.sections``)."""

BESIDE = {"series": LAST, "members": MEMBERS, "texts": OTHERS}
"""What rules of a scope see besides a report, by how its paths begin."""

LEAST_SHARE = 50
"""Percent that two sections have in common at least if rules are to hear of them."""

MISSING = "members.missing"
"""The list of members whose figures are not known, since there is no report, or more than one."""

Form = Edition | Facts
"""What is known of the figures of a form: their words, sets, sums, totals and shorter names."""


class Dated(NamedTuple):
    """A digest and the form of its report."""

    digest: Digest
    form: Form


def series_report(own: Dated, last: Sequence[Dated], lists: Mapping[str, Listed] | None = None) -> Report:
    """Return what series rules run on: no text, but the figures of two years.

    After a merger there are several reports of last year, and each figure is their sum.
    """
    year = last[0].digest.year
    words = Text(f"{year} 年", f" of {year}") if year else Text("去年", " of last year")
    named = {each.digest.agency: each for each in last}
    return _report(own, LAST, words, named, lists or {})


def members_report(
    own: Dated, members: Mapping[str, Dated], missing: Iterable[str], lists: Mapping[str, Listed]
) -> Report:
    """Return what member rules run on: the figures of a report, and the sums of its members' figures."""
    words = Text("各机关", " of all members")
    return _report(own, MEMBERS, words, members, {**lists, MISSING: tuple(missing)}, parts=True)


def facts_of(reports: Sequence[Dated]) -> Facts:
    """Return the figures of a report by themselves; of several, as after a merger, each is their sum."""
    form = reports[0].form
    kept = {each.digest.path: kept_facts(each.digest, form.known) for each in reports}
    if len(kept) == 1:
        [facts] = kept.values()
    else:
        paths = dict.fromkeys(path for held in kept.values() for path in held)
        facts = {path: _sum(path, path, form.known, kept, parts=True) for path in paths}
    return Facts(
        facts, sets=form.sets, sums=form.sums, aliases=form.aliases, known=form.known, totals=form.totals
    )


def texts_report(own: Dated, others: Iterable[Digest], without: Iterable[int] = ()) -> Report:
    """Return what rules are put to: the sections of a report that are much like those of others.

    ``without`` are runs of characters that so many reports have that they tell nothing.
    """
    without = frozenset(without)
    found = [
        Alike(
            mine.section,
            alike,
            kept_place(own.digest, mine),
            kept_place(other, theirs, elsewhere=True),
            other.agency,
            other.year,
        )
        for other in others
        for mine in own.digest.prose
        for theirs in other.prose
        if mine.section == theirs.section
        and (alike := share(mine.runs(), theirs.runs(), without)) >= LEAST_SHARE
    ]
    return replace(_report(own, OTHERS, Text(""), {}, {}), alike=tuple(found))


def with_others(names: Iterable[str], before: str) -> frozenset[str]:
    """Return names of facts with those of other reports, before which something stands."""
    names = frozenset(names)
    return names | {before + name for name in names}


def _report(
    own: Dated,
    before: str,
    words: Text,
    others: Mapping[str, Dated],
    lists: Mapping[str, Listed],
    *,
    parts: bool = False,
) -> Report:
    digest = own.digest
    forms = [each.form for each in others.values()]
    known = {
        before + path: Text(words.zh + told.zh, told.in_language("en") + words.en)
        for form in forms
        for path, told in form.known.items()
    }
    facts = kept_facts(digest, own.form.known)
    kept = {name: kept_facts(each.digest, {}, elsewhere=True) for name, each in others.items()}
    for path in dict.fromkeys(path for held in kept.values() for path in held):
        facts[before + path] = _sum(before + path, path, known, kept, parts=parts or len(kept) > 1)
    return Report(
        document=Document(digest.path, digest.reader, "", ()),
        edition=digest.edition,
        title="",
        agency=digest.agency or None,
        agency_kind=digest.agency_kind,
        year=digest.year or None,
        sections=(),
        passages=(),
        facts=Facts(
            facts,
            sets=own.form.sets,
            sums={**own.form.sums, **_prefixed(before, [form.sums for form in forms])},
            aliases={
                **own.form.aliases,
                **{before + path: before + name for form in forms for path, name in form.aliases.items()},
            },
            known={**own.form.known, **known},
            totals={**own.form.totals, **_prefixed(before, [form.totals for form in forms])},
        ),
        claims=kept_claims(digest),
        lists=lists,
        form=digest.form,
    )


def _sum(
    name: str, path: str, known: Mapping[str, Text], kept: Mapping[str, Mapping[str, Fact]], *, parts: bool
) -> Fact:
    label = known.get(name) or Text(name)
    found = [
        held.get(path, Fact(path, label))._replace(path=name, label=Text(of) if parts else label)
        for of, held in kept.items()
    ]
    if not parts:
        return found[0]
    values = [fact.value for fact in found if fact.value is not None]
    whole = len(values) == len(found)
    state = "number" if whole else next(fact.state for fact in found if fact.value is None)
    value = sum(values, Decimal(0)) if whole else None
    return Fact(name, label, value, state, str(value or ""), found[0].place, parts=tuple(found))


def _prefixed(before: str, sums: Sequence[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    return {
        before + path: tuple(before + part for part in parts) for each in sums for path, parts in each.items()
    }
