"""GIA113: section one is longer than a province asks for; off unless it is selected by its code."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Report, Text, rule

SECTION = "一"
MOST = Option(
    "max_chars",
    1000,
    Text("最多字数，标点计入、空格不计", "the most characters, punctuation included, spaces not"),
)
"""Some notices ask for no more in principle."""

SENTENCE = "全年在政府门户网站发布各类信息三十条，内容准确。"


@rule(
    "GIA113",
    "section-too-long-for-profile",
    severity="info",
    title=Text("总体情况不宜超过规定的字数", "The overview should not exceed the length limit"),
    basis=["custom"],
    hint=Text(
        "当地规定了总体情况字数的，请删去与政府信息公开无关的内容。",
        "Some places limit its length: delete what is not about disclosure.",
    ),
    tags=["outline", "profile"],
    since="0.1.0",
    status="off",
    options=[MOST],
    examples=[
        {"clean": {"一": SENTENCE}},
        {"violates": {"一": SENTENCE * 50}, "says": "总体情况有 1200 字，超过 1000 字"},
        {"clean": {"一": SENTENCE * 50}, "options": {"max_chars": 8000}},
        {
            "violates": {"一": SENTENCE * 4},
            "says": "总体情况有 96 字，超过 80 字",
            "options": {"max_chars": 80},
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding]:
    """Count the characters under the heading, marks included, spaces not."""
    most = options["max_chars"]
    section = report.section(SECTION)
    told = [passage.reading for passage in section.passages if passage.kind in ("prose", "heading")]
    length = sum(len(reading.replace(" ", "")) for reading in told)
    if section.heading is None or length <= most:
        return
    yield Finding(
        Text(f"总体情况有 {length} 字，超过 {most} 字", f"the overview has {length} characters, over {most}"),
        report.place(section.heading),
        values={"length": str(length), "most": str(most)},
    )
