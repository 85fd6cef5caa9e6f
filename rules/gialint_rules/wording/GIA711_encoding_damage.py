"""GIA711: characters were destroyed or shifted when the text was converted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gialint import Facts, Finding, Related, Report, Severity, Text, rule
from gialint.model import Damage
from gialint_rules.telling import counted, listed


@rule(
    "GIA711",
    "encoding-damage",
    severity="error",
    title=Text("正文不应有乱码", "The text must not have damaged characters"),
    basis=["《政府信息公开条例》第六条（及时、准确）", "custom"],
    hint=Text(
        "请对照原稿改正；推算的文字仅供参考。",
        "Correct the text from the original; the reading given is inferred and only a suggestion.",
    ),
    tags=["wording", "damage"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "工作取得一定成效。现将有关情况报告如下。"}},
        {
            "violates": {"一": "工作取得一定成果?,F將有关情况报告如下。"},
            "says": "正文有 1 处乱码，可以推算原文：“?,F”应为“。現”",
        },
        {
            "violates": {"一": "工作取得一定成\ufffd\ufffd，有关情况报告如下。"},
            "says": "正文有 1 处乱码，原文无法恢复：“��”",
        },
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell what can be read again as a warning, what is lost as an error, each once for the report."""
    hurt = [damage for damage in report.damages if damage.kind in ("byte_slip", "lost")]
    recovered = [damage for damage in hurt if damage.recovered is not None]
    lost = [damage for damage in hurt if damage.recovered is None]
    if recovered:
        readings = listed(
            [
                Text(
                    f"“{each.place.text}”应为“{each.recovered}”",
                    f"“{each.place.text}” read as “{each.recovered}”",
                )
                for each in recovered
            ]
        )
        words = Text(
            f"正文有 {len(recovered)} 处乱码，可以推算原文：{readings.zh}",
            f"{counted(len(recovered), 'damaged spot')} whose reading can be inferred:"
            f" {readings.in_language('en')}",
        )
        yield _finding(recovered, words, Severity.WARNING)
    if lost:
        texts = listed([Text(f"“{damage.place.text}”") for damage in lost])
        words = Text(
            f"正文有 {len(lost)} 处乱码，原文无法恢复：{texts.zh}",
            f"{counted(len(lost), 'damaged spot')} whose text is lost: {texts.in_language('en')}",
        )
        yield _finding(lost, words, Severity.ERROR)


def _finding(spots: Sequence[Damage], words: Text, severity: Severity) -> Finding:
    return Finding(
        words,
        spots[0].place,
        tuple(Related(_reading(damage), damage.place) for damage in spots[1:]),
        {"spots": str(len(spots))},
        severity=severity,
    )


def _reading(damage: Damage) -> Text:
    if damage.recovered is None:
        return Text("无法恢复", "lost")
    return Text(f"应为“{damage.recovered}”", f"read as “{damage.recovered}”")
