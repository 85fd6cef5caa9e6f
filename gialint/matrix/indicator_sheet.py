"""The indicators as a table: a line an agency, all of them together first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gialint.matrix.rates import Rate, Rates
from gialint.matrix.sheets import AGENCY, Sheet
from gialint.model import Text
from gialint.reporting.phrases import listed
from gialint.reporting.xlsx import Column, Row

INDICATORS = Text("指标", "indicators")
ALL = Text("合计", "all that count")
NOT_RECKONED = Text("未能计算", "not reckoned")
_FIGURE = 10
COLUMNS = (
    Column(Text("指标", "indicator"), 16),
    AGENCY,
    Column(Text("比率（%）", "rate (%)"), _FIGURE),
    Column(Text("上年（%）", "year before (%)"), _FIGURE),
    Column(Text("增减（百分点）", "change (points)"), _FIGURE),
    Column(Text("判断", "judgement"), 12),
    Column(Text("分子", "how many"), 9),
    Column(Text("分母（n）", "of how many (n)"), 9),
    Column(Text("算式，或没有读到的单元格", "working, or the cells that were not read"), 60, True),
)


def indicator_sheet(found: Sequence[Rates], language: str) -> Sheet:
    """Return all indicators of all agencies, one indicator after the other."""
    rows = [row for each in found for row in indicator_rows(each, language)]
    return Sheet(INDICATORS.in_language(language), COLUMNS, tuple(rows))


def indicator_rows(of: Rates, language: str) -> Iterator[Row]:
    """Yield the lines of an indicator: that of all that count, then each agency's."""
    yield _row(of, of.total, ALL.in_language(language), total_words(of).in_language(language), language)
    for rate in of.units:
        yield _row(of, rate, rate.agency, _working(rate).in_language(language), language)


def _row(of: Rates, rate: Rate, name: str, words: str, language: str) -> Row:
    share = rate.share
    percent = share.percent if share else None
    judged = of.judged(rate)
    value: Decimal | str | None = percent
    if share is None:
        value = NOT_RECKONED.in_language(language)
    return (
        of.indicator.title.in_language(language),
        name,
        value,
        rate.last.percent if rate.last else None,
        rate.change,
        judged.in_language(language) if judged else None,
        share.of if share else None,
        share.among if share else None,
        words,
    )


def total_words(of: Rates) -> Text:
    """Return how the rate of all is reckoned, and of which agencies it lacks the figures."""
    zh, en = of.formula
    if of.indicator.about.zh:
        zh, en = (
            f"{zh}。{of.indicator.about.zh.rstrip('。')}",
            f"{en}. {of.indicator.about.in_language('en')}",
        )
    if of.left_out:
        count = len(of.left_out)
        zh += f"。不含 {count} 个未能计算的机关：{listed(of.left_out, 'zh')}"
        en = f"{en.rstrip('.')}. Without agencies that lack figures ({count}): {listed(of.left_out, 'en')}"
    if of.total.last is None and any(each.last for each in of.units if each.counted):
        zh += "。有机关没有去年的数据，合计不与去年比较"
        en = f"{en.rstrip('.')}. Not compared: some agencies have no figures of the year before"
    return Text(zh, en)


def _working(rate: Rate) -> Text:
    if rate.share is None:
        zh, en = (
            separator.join(each.in_language(language) for each in rate.missing)
            for separator, language in (("；", "zh"), ("; ", "en"))
        )
        return Text(f"没有读到：{zh}", f"not read: {en}")
    if not rate.share.among:
        return Text(f"{rate.words.zh}：分母为 0", f"{rate.words.en}: out of 0")
    return rate.words
