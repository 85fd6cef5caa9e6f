"""GIA722: a paragraph of prose ends without a final mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gialint import Facts, Finding, Report, Words, rule

SHORTEST = 30
"""A shorter line may be a heading or an item of a list."""
SENTENCE = re.compile(r"[。;,]")
LONG = (
    "一是主动公开的内容更新不够及时，个别栏目长期没有充实。二是工作人员的业务能力还有不足，需要继续加强培训"
)


@rule(
    "GIA722",
    "sentence-end",
    severity="info",
    title=Words("段落末尾应当有句末标点", "A paragraph should end with a final mark"),
    basis=["GB/T 15834-2011《标点符号用法》"],
    hint=Words("请补上句号，并确认段落没有被截断。", "Add the mark, and see that nothing was cut off."),
    tags=["wording", "punctuation"],
    since="0.1.0",
    examples=[
        {"clean": {"五": LONG + "。"}},
        {"clean": {"五": "（一）存在问题"}},
        {"violates": {"五": LONG}, "says": "继续加强培训"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each paragraph that holds sentences and does not end one."""
    for passage in report.passages:
        reading = passage.reading
        if passage.kind not in ("prose", "preface") or len(reading) < SHORTEST:
            continue
        if _unended(reading) and SENTENCE.search(reading):
            yield Finding(
                Words(
                    f"段落以“{reading[-6:]}”结尾，缺少句末标点",
                    f"the paragraph ends with “{reading[-6:]}” and has no final mark",
                ),
                report.place(passage, len(reading) - 1),
                values={"end": reading[-6:]},
            )


def _unended(reading: str) -> bool:
    """Whether the last character is no mark."""
    last = reading[-1]
    return "一" <= last <= "鿿" or (last.isascii() and last.isalnum())
