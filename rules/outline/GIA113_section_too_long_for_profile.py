"""GIA113: section one is longer than a province asks for; off unless it is selected by its code."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Words, rule

SECTION = "一"
MOST = 1000
"""Characters; some notices ask for no more in principle."""

SENTENCE = "全年在政府门户网站发布各类信息三十条，内容准确。"


@rule(
    "GIA113",
    "section-too-long-for-profile",
    severity="info",
    title=Words(f"总体情况不宜超过 {MOST} 字", f"The overview should not be longer than {MOST} characters"),
    basis=["custom"],
    hint=Words(
        "有的地方要求总体情况原则上不超过 1000 字：请删去与政府信息公开无关的内容。",
        "Some places ask for 1,000 characters at most: leave out what is not about disclosure.",
    ),
    tags=["outline", "profile"],
    since="0.1.0",
    status="off",
    examples=[
        {"clean": {"一": SENTENCE}},
        {"violates": {"一": SENTENCE * 50}, "says": str(len(SENTENCE) * 50)},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Count the characters under the heading, marks included, spaces not."""
    section = report.section(SECTION)
    told = [passage.reading for passage in section.passages if passage.kind in ("prose", "heading")]
    length = sum(len(reading.replace(" ", "")) for reading in told)
    if section.heading is None or length <= MOST:
        return
    yield Finding(
        Words(
            f"总体情况有 {length} 字，超过 {MOST} 字", f"the overview has {length} characters, over {MOST}"
        ),
        report.place(section.heading),
        values={"length": str(length), "most": str(MOST)},
    )
