"""Sentences made of frames: in whatever verb, noun, unit, numeral and order, they state their figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gialint.model import Report

Told = Callable[..., Report]
Clause = tuple[str, dict[str, int]]

UNITS = ["件", "宗", "起", "例", "份", "条", "个", "项", "次", "件次", "封"]
VERBS = [
    "收到",
    "共收到",
    "新收",
    "新收到",
    "受理",
    "共受理",
    "新受理",
    "接收",
    "接到",
    "本年新收",
    "累计收到",
]
NOUNS = [
    "政府信息公开申请", "信息公开申请", "政务信息公开申请", "依申请公开",
    "依申请公开事项", "依申请公开件", "依申请公开申请", "依申请公开政府信息申请",
    "依申请信息", "申请公开政府信息", "公民提出的政府信息公开申请", "依申请公开办件",
]  # fmt: skip
OPENINGS = [
    "",
    "2024年，",
    "全年",
    "本年度",
    "2024年度，我镇",
    "截至2024年底，",
    "今年以来，本机关",
    "年内，",
]
CLOSED = [
    "办结",
    "已办结",
    "答复",
    "已答复",
    "共办结",
    "按期答复",
    "依法办结",
    "办理完毕",
    "回复",
    "当年办结",
]
CARRIED_IN = ["上年结转", "上年度结转", "上年转结", "2023年结转", "去年结转", "结转上年度", "上一年度结转"]
CARRIED_OUT = [
    "结转下年度继续办理",
    "结转",
    "结转下年",
    "结转2025年办理",
    "转结下年度",
    "结转至2025年",
    "正在办理",
    "尚在办理",
]
OUTCOMES = {
    "requests.granted": ["予以公开", "同意公开"],
    "requests.partial": ["部分公开", "部分予以公开"],
    "requests.denied": ["不予公开"],
    "requests.unavailable": ["无法提供"],
    "requests.not_processed": ["不予处理"],
    "requests.other": ["其他处理"],
}
REVIEWED = {
    "upheld": ["维持", "结果维持"],
    "corrected": ["纠正", "结果纠正", "撤销"],
    "other": ["其他结果"],
    "pending": ["尚未审结", "正在审理"],
}
NOISE = [
    "主动公开政府信息{n}条", "通过微信公众号推送信息{n}条", "办理12345热线工单{n}件", "处理网民留言{n}条",
    "办理人大建议{n}件", "开展业务培训{n}次", "发布政策解读材料{n}篇", "接待群众来访{n}人次",
]  # fmt: skip
DIGITS = "零一二三四五六七八九"

amounts = st.integers(1, 4000)


def _chinese(value: int) -> str:
    """Write a number below ten thousand in Chinese."""
    text, empty = "", False
    for unit, scale in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // scale % 10
        if digit:
            text += ("零" if empty and text else "") + DIGITS[digit] + unit
        empty = not digit
    return (text.removeprefix("一") if 10 <= value < 20 else text) or "零"


@st.composite
def numerals(draw: st.DrawFn, value: int) -> str:
    """Write a number in one of the ways that reports use."""
    plain = str(value)
    ways = [plain, plain, f"{value:,}", f"{value:,}".replace(",", "，"), f" {plain} ", _chinese(value)]
    ways.append(plain.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
    return draw(st.sampled_from(ways))


@st.composite
def counted(draw: st.DrawFn, words: list[str], fact: str, unit: str, *, first: bool = False) -> Clause:
    """A verb with its number, in either order."""
    value = draw(amounts)
    number = draw(numerals(value)) + unit
    word = draw(st.sampled_from(words))
    return (number.lstrip() + word if first else word + number), {fact: value}


@st.composite
def received(draw: st.DrawFn, unit: str) -> Clause:
    """How many requests came in, by verb and noun in the orders that occur."""
    value = draw(amounts)
    number = draw(numerals(value)) + unit
    verb, noun = draw(st.sampled_from(VERBS)), draw(st.sampled_from(NOUNS))
    text = draw(
        st.sampled_from(
            [
                f"{verb}{noun}{number}",
                f"{verb}{noun}共{number}",
                f"{verb}{noun}共计{number}",
                f"{verb}{number}{noun}",
            ]
        )
    )
    return text, {"requests.new": value}


@st.composite
def requests(draw: st.DrawFn) -> Clause:
    """A sentence on requests: received, carried in, closed with its outcomes, carried out."""
    unit = draw(st.sampled_from(UNITS))
    clauses = [draw(received(unit))]
    if draw(st.booleans()):
        clauses.append(draw(counted(CARRIED_IN, "requests.carried_in", unit)))
    if draw(st.booleans()):
        clauses.append(draw(counted(CLOSED, "requests.closed", unit)))
    outcomes = draw(st.lists(st.sampled_from(sorted(OUTCOMES)), unique=True, max_size=4))
    if outcomes:
        first = draw(st.booleans())
        listed = [draw(counted(OUTCOMES[fact], fact, unit, first=first)) for fact in outcomes]
        clauses.append(
            _joined(listed, draw(st.sampled_from("，、")), draw(st.sampled_from(["其中", "其中：", ""])))
        )
    if draw(st.booleans()):
        clauses.append(draw(counted(CARRIED_OUT, "requests.carried_out", unit)))
    text, figures = _joined(
        clauses, draw(st.sampled_from(["，", "，", "；"])), draw(st.sampled_from(OPENINGS))
    )
    assume(not _answered_beside_rows(figures))
    return text, figures


def _answered_beside_rows(figures: dict[str, int]) -> bool:
    """收到2件，答复1件，不予公开1件: by its figures what was answered is a part beside the row."""
    closed, rows = figures.get("requests.closed", 0), sum(figures.get(row, 0) for row in OUTCOMES)
    rest = closed + figures.get("requests.carried_out", 0)
    wholes = {figures["requests.new"], figures["requests.new"] + figures.get("requests.carried_in", 0)}
    return bool(closed and rows) and rest not in wholes and rest + rows in wholes


@st.composite
def courts(draw: st.DrawFn) -> Clause:
    """A sentence on reviews or suits with their results."""
    path, nouns = draw(
        st.sampled_from(
            [
                ("review", ["被申请行政复议", "发生行政复议", "收到行政复议案件", "引发行政复议"]),
                ("litigation", ["被提起行政诉讼", "发生行政诉讼", "行政诉讼案件"]),
                ("litigation.direct", ["未经复议直接起诉"]),
                ("litigation.after_review", ["复议后起诉"]),
            ]
        )
    )
    unit = draw(st.sampled_from(["件", "起", "宗", "例"]))
    clauses = [draw(counted(nouns, f"{path}.total", unit))]
    results = draw(st.lists(st.sampled_from(sorted(REVIEWED)), unique=True, max_size=3))
    if results:
        first = draw(st.booleans())
        listed = [
            draw(counted(REVIEWED[result], f"{path}.{result}", unit, first=first)) for result in results
        ]
        clauses.append(_joined(listed, draw(st.sampled_from("，、")), draw(st.sampled_from(["其中", ""]))))
    return _joined(clauses, "，", draw(st.sampled_from(["", "因政府信息公开", "全年因政府信息公开工作"])))


@st.composite
def documents(draw: st.DrawFn) -> Clause:
    """A sentence on documents made, repealed and in force, or on decisions made."""
    unit = draw(st.sampled_from(["件", "份", "个", "部"]))
    name, path = draw(
        st.sampled_from(
            [
                ("行政规范性文件", "docs.normative"),
                ("规范性文件", "docs.normative"),
                ("规章", "docs.regulations"),
            ]
        )
    )
    made = draw(st.sampled_from(["制发", "制定", "出台", "新制发", "印发"]))
    clauses = [draw(counted([made + name], f"{path}.issued", unit))]
    if draw(st.booleans()):
        clauses.append(draw(counted(["废止", "废止" + name, "宣布失效"], f"{path}.repealed", unit)))
    if draw(st.booleans()):
        clauses.append(draw(counted(["现行有效", "现行有效" + name], f"{path}.valid", unit)))
    return _joined(clauses, draw(st.sampled_from("，；")), draw(st.sampled_from(OPENINGS)))


@st.composite
def decisions(draw: st.DrawFn) -> Clause:
    """A sentence on permits, penalties and coercion."""
    kinds = {"permits": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
    verb, end = draw(st.sampled_from(["作出", "实施", "办理"])), draw(st.sampled_from(["", "决定"]))
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True, min_size=1, max_size=3))
    unit = draw(st.sampled_from(["件", "宗", "起", "项", "个"]))
    clauses = [draw(counted([kinds[kind] + end], f"decisions.{kind}", unit)) for kind in chosen]
    return _joined(clauses, draw(st.sampled_from("，、")), "全年" + verb)


@st.composite
def noise(draw: st.DrawFn) -> Clause:
    """A sentence that counts other things."""
    clauses: list[Clause] = [
        (text.format(n=draw(amounts)), {})
        for text in draw(st.lists(st.sampled_from(NOISE), min_size=1, max_size=3))
    ]
    return _joined(clauses, draw(st.sampled_from("，；、")), draw(st.sampled_from(OPENINGS)))


def _joined(clauses: list[Clause], mark: str, opening: str = "") -> Clause:
    figures: dict[str, int] = {}
    for _, stated in clauses:
        figures |= stated
    return opening + mark.join(text for text, _ in clauses), figures


def _stated(report: Report) -> dict[str, int]:
    return {
        claim.path: int(claim.value)
        for claim in report.claims
        if report.own(claim) and not claim.derived and claim.value == int(claim.value)
    }


@settings(max_examples=150, deadline=None)
@given(st.one_of(requests(), courts(), documents(), decisions()))
def test_a_sentence_states_its_figures(told: Told, clause: Clause) -> None:
    text, figures = clause
    assert _stated(told(text + "。")) == figures


@settings(max_examples=50, deadline=None)
@given(noise(), st.one_of(requests(), courts(), documents(), decisions()), noise())
def test_other_counts_around_it_change_nothing(
    told: Told, before: Clause, clause: Clause, after: Clause
) -> None:
    text = "。".join(text for text, _ in (before, clause, after))
    assert _stated(told(text + "。")) == clause[1]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["未", "没有", "未曾", "尚未", "暂未", "从未"]),
    st.sampled_from(["收到", "接到", "受理", "收到过"]),
    st.sampled_from(["", "任何", "公民、法人或者其他组织提交的", "群众", "公众提出的"]),
    st.sampled_from([noun for noun in NOUNS if not noun.startswith(("公民", "申请"))]),
    st.sampled_from(OPENINGS),
)
def test_what_did_not_come_in_is_none(
    told: Told, negation: str, verb: str, whose: str, noun: str, opening: str
) -> None:
    (claim,) = told(f"{opening}{negation}{verb}{whose}{noun}。").claims
    assert (claim.path, claim.value, claim.denial) == ("requests.new", Decimal(0), True)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["未", "没有"]),
    st.sampled_from(["发生", "出现", "产生", "引发"]),
    st.sampled_from(["", "因政府信息公开引起的", "涉及政府信息公开的", "与信息公开有关的"]),
    st.lists(st.sampled_from(["行政复议", "行政诉讼"]), unique=True, min_size=1),
    st.sampled_from(["、", "和", "或", "以及", "或者"]),
    st.sampled_from(["", "案件", "的情况", "情形"]),
)
def test_reviews_and_suits_that_did_not_happen(
    told: Told, negation: str, verb: str, cause: str, nouns: list[str], mark: str, end: str
) -> None:
    facts = {"行政复议": "review.total", "行政诉讼": "litigation.total"}
    report = told(f"全年{negation}{verb}{cause}{mark.join(nouns)}{end}。")
    assert _stated(report) == {facts[noun]: 0 for noun in nouns}
