"""Rates: the indicators of a pack, reckoned for each agency and for all that count, beside the year before.

A rate over a cell that was not read is not reckoned, and the cell is named; one over few cases is
shown and not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gialint.checking.language.expression import Reckoned
from gialint.checking.series import Form
from gialint.model import Fact, Facts, Text
from gialint.plugins.indicators_form import Indicator
from gialint.records import NamedTuple
from gialint.reporting.phrases import bracketed, state_in_words

PLACES = Decimal("0.1")
"""To what percentages are rounded, half up."""


class Share(NamedTuple):
    """How many of how many."""

    of: Decimal
    among: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The share in percent, None out of nothing."""
        if not self.among:
            return None
        return (self.of / self.among * 100).quantize(PLACES, ROUND_HALF_UP)


class Standing(NamedTuple):
    """The figures of a report, and of the agency's report of the year before, if there is one."""

    agency: str
    path: str
    counted: bool
    """Whether it goes into the rate of all."""
    facts: Facts
    last: Facts | None = None


class Rate(NamedTuple):
    """An indicator of an agency; without a share ``missing`` says which cells have no figure.

    ``words`` are the two figures in words, ``last`` is the share of the year before.
    """

    agency: str
    path: str
    counted: bool
    share: Share | None
    words: Text = Text("")
    missing: tuple[Text, ...] = ()
    last: Share | None = None

    @property
    def change(self) -> Decimal | None:
        """By how many percentage points it is more than in the year before."""
        now, then = (each.percent if each else None for each in (self.share, self.last))
        return None if now is None or then is None else now - then


class Rates(NamedTuple):
    """An indicator over all reports of a year.

    ``total`` is that of all agencies that count and whose cells were read, the others are ``left_out``; its
    ``last`` is there only where each of them has one. ``formula`` is what it is by definition.
    """

    indicator: Indicator
    formula: Text
    units: tuple[Rate, ...]
    total: Rate
    left_out: tuple[str, ...]

    def judged(self, rate: Rate) -> Text | None:
        """Return what is said of a rate: nothing of most, and of one over few cases that it is not judged."""
        percent = rate.share.percent if rate.share else None
        if rate.share is None or percent is None:
            return None
        if rate.share.among < self.indicator.least:
            return Text(f"n < {self.indicator.least}")
        for above, below, said in self.indicator.bands:
            if (above is None or percent > Decimal(str(above))) and (
                below is None or percent < Decimal(str(below))
            ):
                return said
        return None

    @property
    def conspicuous(self) -> Mapping[Text, tuple[Rate, ...]]:
        """The rates of agencies that count and fall into a band, by what is said of them."""
        few = Text(f"n < {self.indicator.least}")
        found: dict[Text, list[Rate]] = {}
        for rate in self.units:
            said = self.judged(rate) if rate.counted else None
            if said and said != few:
                found.setdefault(said, []).append(rate)
        return {said: tuple(rates) for said, rates in found.items()}


def rates(
    indicators: Iterable[Indicator], standings: Sequence[Standing], form: Form, unclear: Iterable[str] = ()
) -> Iterator[Rates]:
    """Yield each indicator over the reports of a year; ``unclear`` are agencies that count without a report.

    The words of formulas are those of the form.
    """
    known = Facts({}, sets=form.sets, sums=form.sums, aliases=form.aliases, known=form.known)
    for indicator in indicators:
        units = tuple(_rate(indicator, each) for each in standings)
        counted = [each for each in units if each.counted]
        read = [each for each in counted if each.share is not None]
        left_out = (*unclear, *(each.agency for each in counted if each.share is None))
        formula = _divided(*(each.in_words(known) for each in (indicator.of, indicator.among)))
        yield Rates(indicator, formula, units, _total(read), left_out)


def _divided(of: Text, among: Text) -> Text:
    zh, en = (
        " ÷ ".join(_side(part.in_language(each), each) for part in (of, among)) for each in ("zh", "en")
    )
    return Text(zh, en)


def _side(text: str, language: str) -> str:
    """Return a side of a division, in brackets if it is not a single figure."""
    return bracketed(text, language).strip() if any(f" {sign} " in text for sign in "+-−×÷") else text


def _rate(indicator: Indicator, standing: Standing) -> Rate:
    formulas = (indicator.of, indicator.among)
    of, among = (formula.reckon(standing.facts) for formula in formulas)
    share = _share(of, among)
    last = _share(*(each.reckon(standing.last) for each in formulas)) if standing.last is not None else None
    rate = Rate(standing.agency, standing.path, standing.counted, share, last=last)
    if share is not None:
        return rate._replace(words=_divided(of.words, among.words))
    missing = {fact.path: fact for each in (of, among) for fact in each.missing}
    return rate._replace(missing=tuple(map(_lacking, missing.values())))


def _lacking(fact: Fact) -> Text:
    """Return a cell without a figure, and what stands in its place."""
    zh, en = (
        f"{fact.label.in_language(each)}{state_in_words(fact).in_language(each)}" for each in ("zh", "en")
    )
    return Text(zh, en)


def _share(of: Reckoned, among: Reckoned) -> Share | None:
    return None if of.value is None or among.value is None else Share(of.value, among.value)


def _total(read: Sequence[Rate]) -> Rate:
    shares = [each.share for each in read if each.share]
    lasts = [each.last for each in read if each.last]
    last = _sum(lasts) if lasts and len(lasts) == len(read) else None
    return Rate("", "", True, _sum(shares) if shares else None, last=last)


def _sum(shares: Sequence[Share]) -> Share:
    return Share(
        sum((each.of for each in shares), Decimal(0)), sum((each.among for each in shares), Decimal(0))
    )
