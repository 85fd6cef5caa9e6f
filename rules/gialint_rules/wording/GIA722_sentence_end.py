"""GIA722: a paragraph of prose ends without a final mark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from gialint import Facts, Finding, Report, Text, rule
from gialint.lazy_regex import lazy_regex
from gialint.model import Passage
from gialint.understanding.continued import goes_on

SHORTEST = 30
"""A shorter line may be a heading or an item of a list."""
WRAPPED = 0.85
"""What share of the longest line a line has at least that a converter broke for its width."""
SENTENCE = lazy_regex(r"[。;,]")
LONG = (
    "一是主动公开的内容更新不够及时，个别栏目长期没有充实。二是工作人员的业务能力还有不足，需要继续加强培训"
)


@rule(
    "GIA722",
    "sentence-end",
    severity="info",
    title=Text("段落末尾应有句末标点", "A paragraph should end with punctuation"),
    basis=["GB/T 15834-2011《标点符号用法》"],
    hint=Text("请补上句号，并确认段落没有被截断。", "Add it, and check that nothing was cut off."),
    tags=["wording", "punctuation"],
    since="0.1.0",
    examples=[
        {"clean": {"五": LONG + "。"}},
        {"clean": {"五": "（一）存在问题"}, "also": ["GIA110"]},
        {"clean": {"五": f"{LONG}\n工作，补齐短板。"}},
        {"violates": {"五": LONG}, "says": "段落以“继续加强培训”结尾，缺少句末标点"},
        {"violates": {"五": f"{LONG}\n{LONG}，{LONG}。"}, "says": "段落以“继续加强培训”结尾，缺少句末标点"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell each paragraph that holds sentences and does not end one."""
    longest = max((len(passage.reading) for passage in report.passages), default=0)
    for passage, following in zip_longest(report.passages, report.passages[1:]):
        reading = passage.reading
        if passage.kind not in ("prose", "preface") or len(reading) < SHORTEST:
            continue
        if following is not None and _is_wrapped(passage, following, longest):
            continue
        if _unended(reading) and SENTENCE.search(reading):
            yield Finding(
                Text(
                    f"段落以“{reading[-6:]}”结尾，缺少句末标点",
                    f"the paragraph ends with “{reading[-6:]}” without final punctuation",
                ),
                report.place(passage, len(reading) - 1),
                values={"end": reading[-6:]},
            )


def _is_wrapped(passage: Passage, following: Passage, longest: int) -> bool:
    """Whether a line ends where the page was full, and the next goes on with its sentence."""
    full = len(passage.reading) >= max(longest * WRAPPED, len(following.reading) - 3)
    return full and goes_on(passage, following)


def _unended(reading: str) -> bool:
    """Whether the last character is no mark."""
    last = reading[-1]
    return "一" <= last <= "鿿" or (last.isascii() and last.isalnum())
