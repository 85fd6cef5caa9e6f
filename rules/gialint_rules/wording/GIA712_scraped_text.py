"""GIA712: the text went through a scraper: pinyin glosses, traditional characters, folded marks."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Words, rule

SIGNS = {
    "gloss": Words("汉字后夹有拼音", "pinyin glosses behind characters"),
    "traditional": Words("全文为繁体字", "traditional characters throughout"),
    "folded": Words("全角标点都成了半角", "full-width marks turned half-width"),
}
GLOSSED = "青石鎮(zhèn)人民政府依法辦(bàn)理政府信息公開(kāi)申請(qǐng),不斷完善制度。"


@rule(
    "GIA712",
    "scraped-text",
    severity="info",
    title=Words("文本经过网页转换", "The text went through a web page's conversion"),
    basis=["custom"],
    hint=Words(
        "核对时已按原意读取，不影响其他结果；发布或归档请使用原稿。",
        "It was read through for checking; publish and file the original instead.",
    ),
    tags=["wording", "damage"],
    since="0.1.0",
    examples=[
        {"clean": {"一": "青石镇人民政府依法办理政府信息公开申请，不断完善制度。"}},
        {"violates": {"一": GLOSSED}, "says": "拼音"},
    ],
)
def check(report: Report, facts: Facts) -> Iterator[Finding]:
    """Tell once for the file what was read through."""
    signs = [SIGNS[damage.kind] for damage in report.damages if damage.kind in SIGNS]
    if not signs:
        return
    place = report.front()
    yield Finding(
        Words(
            f"文本像是从网页抓取的：{'、'.join(sign.zh for sign in signs)}",
            f"the text seems scraped from a page: {', '.join(sign.say('en') for sign in signs)}",
        ),
        place,
        values={"signs": str(len(signs))},
    )
