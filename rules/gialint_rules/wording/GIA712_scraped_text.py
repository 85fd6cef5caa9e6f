"""GIA712: the text went through a scraper: pinyin glosses, traditional characters, folded marks."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Text, rule

SIGNS = {
    "gloss": Text("汉字后夹有拼音", "pinyin glosses after characters"),
    "traditional": Text("全文为繁体字", "traditional characters throughout"),
    "folded": Text("全角标点都成了半角", "full-width marks turned half-width"),
}
GLOSSED = "青石鎮(zhèn)人民政府依法辦(bàn)理政府信息公開(kāi)申請(qǐng),不斷完善制度。"


@rule(
    "GIA712",
    "scraped-text",
    severity="info",
    title=Text(
        "报告应使用原稿，不用网页转换的文本",
        "The report should be the original, not text scraped from a page",
    ),
    basis=["custom"],
    hint=Text(
        "检查时已按原意读取，不影响其他结果；发布或归档请使用原稿。",
        "This was undone for checking and affects no other result; publish and file the original.",
    ),
    tags=["wording", "damage"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "青石镇人民政府依法办理政府信息公开申请，不断完善制度。"}},
        {"violates": {"一": GLOSSED}, "says": "文本疑为从网页抓取：汉字后夹有拼音、全文为繁体字"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell once for the file what was read through."""
    signs = [SIGNS[damage.kind] for damage in report.damages if damage.kind in SIGNS]
    in_english = ", ".join(sign.in_language("en") for sign in signs)
    if not signs:
        return
    place = report.front()
    yield Finding(
        Text(
            f"文本疑为从网页抓取：{'、'.join(sign.zh for sign in signs)}",
            f"the text seems to be scraped from a page: {in_english}",
        ),
        place,
        values={"signs": str(len(signs))},
    )
