"""What prose asserts, family by family: each row a passage and the claims of the report itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from gialint.report import Claim, Report

Told = Callable[..., Report]

COUNTS = [
    ("全年共收到政府信息公开申请12件，办结11件，结转下年度继续办理1件。", "new=12 closed=11 carried_out=1"),
    ("本机关新收依申请公开事项７件，上年结转2件。", "new=7 carried_in=2"),
    ("受理信息公开申请一千二百零八件，办结1,190件。", "new=1208 closed=1190"),
    ("共收到并办结政府信息公开申请24件。", "new=24 closed=24"),
    ("收到、答复政府信息公开申请各4件。", "new=4 closed=4"),
    ("依申请公开件总数为9，其中办结数8，结转下一年办理数为1。", "new=9 closed=8 carried_out=1"),
    ("收到申请22件，20件按期答复，2件结转到2025年度办理。", "new=22 closed=20 carried_out=2"),
    ("接收9宗依申请公开，较2023年减少10%。", "new=9"),
    ("本年新收政府信息公开申请比上年同期的1200件增加156件，共1356件。", "new=1356"),
    ("全年受理申请27件，其中本年新收26件，上年结转1件。", "total_in=27 new=26 carried_in=1"),
    ("累计处理政府信息公开申请1305件（含上年度结转68件）。", "total_in=1305 carried_in=68"),
    ("收到申请176件，办结177件（含2023年结转3件）。", "new=176 closed=177 carried_in=3"),
    ("收到申请31件，予以公开17件、部分公开3件、不予公开2件。", "new=31 granted=17 partial=3 denied=2"),
    ("对其中4件予以公开，2件部分公开。", ""),
    ("收到政府信息公开申请7件，对其中4件予以公开，2件部分公开。", "new=7 granted=4 partial=2"),
    ("2022年、2023年、2024年分别收到申请3件、5件、4件。", "new=4"),
]

DENIALS = [
    ("2024年，未收到群众向青石镇申请公开政府信息。", "new=0"),
    ("全年没有收到依申请公开方面的申请件。", "new=0"),
    ("本年度，无一人向我镇申请公开政府信息。", "new=0"),
    ("本年度虽未收到政府信息公开申请，但业务培训仍有待加强。", "new=0"),
    ("本年度未收到、也未处理政府信息公开申请。", "new=0 closed=0"),
    ("我镇实现依申请公开“零申请”。", "new=0"),
    ("全年受理政府信息公开申请零件。", "new=0"),
    ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况发生。", "review.total=0 litigation.total=0"),
    ("未出现由政府信息公开引发的举报、投诉、复议或者诉讼。", "review.total=0 litigation.total=0"),
    ("全年没有收到与政府信息公开有关的行政诉讼通知。", "litigation.total=0"),
]

DERIVED = [
    ("收到政府信息公开申请3件，均已答复。", "new=3 closed=3*"),
    ("收到政府信息公开申请3件，上年结转1件，全部办结。", "new=3 carried_in=1 closed=4*"),
    ("申请公开政府信息1件，目前，该件正在办理中。", "new=1 carried_out=1*"),
    ("被申请行政复议7件，全部维持。", "review.total=7 review.upheld=7*"),
]

NOT_CLAIMS = [
    "未收取任何押金，未收到投诉，未发生责任追究事件。",
    "未收到行政许可申请。",
    "我局未收到上级关于依申请公开工作的负面通报。",
    "全年受理不动产登记申请1,208件，办结1,208件。",
    "民政窗口受理低保申请36件、临时救助申请18件，全部办结。",
    "财政直达资金上年结转120万元，结转下年35万元。",
    "重点项目12个，上年结转3个，本年新开工9个。",
    "如收到申请1件以上，须于3个工作日内上报。",
    "对收到的每1件申请都做到登记、审核、答复、归档。",
    "推行“5个工作日初审、12个工作日办结”机制。",
    "因其他行政行为被提起行政诉讼3起。",
    "全县各部门、各乡镇共收到政府信息公开申请91件，答复89件。",
    "协助上级部门答复政府信息公开申请2件。",
    "月均收到申请2至3件。",
    "共收到政府信息公开申请X件。",
    "政府信息公开申请答复率100%，满意率98%。",
    "通过门户网站公开行政规范性文件4条，并按规定及时解读。",
    "并非没有收到申请。",
    "2024年，开发区未",
]


def _said(claim: Claim) -> str:
    path = claim.path.removeprefix("requests.")
    value = claim.value.normalize()
    return f"{path}={value:f}{'*' if claim.derived else ''}"


def _own(report: Report) -> str:
    return " ".join(
        _said(claim) for claim in report.claims if claim.scope == "total" and claim.year == report.year
    )


@pytest.mark.parametrize(("prose", "claims"), [*COUNTS, *DENIALS, *DERIVED])
def test_prose_claims(told: Told, prose: str, claims: str) -> None:
    assert _own(told(prose)) == claims


@pytest.mark.parametrize("prose", NOT_CLAIMS)
def test_other_things_are_not_claimed(told: Told, prose: str) -> None:
    assert _own(told(prose)) == ""


def test_a_summary_of_a_whole_county_speaks_for_itself(told: Told) -> None:
    prose = "全县各部门、各乡镇共收到政府信息公开申请91件，答复89件。"
    assert _own(told(prose, agency="云坪县人民政府")) == "new=91 closed=89"


def test_a_justice_office_counts_reviews_for_others(told: Told) -> None:
    prose = "全年办理行政复议案件24件。"
    assert _own(told(prose, agency="云坪县司法局")) == ""
    assert _own(told("因政府信息公开被申请行政复议2件。", agency="云坪县司法局")) == "review.total=2"


@pytest.mark.parametrize(
    ("prose", "op", "value"),
    [
        ("全年收到申请近20件。", "<=", 20),
        ("收到依申请公开十余件，均已答复。", ">=", 10),
        ("收到政府信息公开申请约120件。", "~", 120),
        ("收到政府信息公开申请1300余件。", ">=", 1300),
    ],
)
def test_hedges_are_kept(told: Told, prose: str, op: str, value: int) -> None:
    (claim,) = told(prose).claims
    assert (claim.path, claim.op, claim.value) == ("requests.new", op, Decimal(value))
    assert claim.doubtful


def test_a_verb_that_may_mean_three_things_keeps_them(told: Told) -> None:
    (claim,) = told("依法办理政府信息公开申请57件。").claims
    assert claim.path == "requests.total_in"
    assert set(claim.alternatives) == {"requests.new", "requests.closed"}


def test_the_year_of_a_sentence_is_kept(told: Told) -> None:
    (claim,) = told("2022年，收到政府信息公开申请5件。").claims
    assert claim.year == 2022


def test_comparisons_and_targets_have_their_scope(told: Told) -> None:
    claims = told("收到政府信息公开申请5件，比上年的8件减少3件。").claims
    assert [(int(claim.value), str(claim.scope)) for claim in claims] == [(5, "total")]


def test_a_claim_points_at_its_own_words(told: Told) -> None:
    report = told("（二）依申请公开情况。我镇共收到群众提出的政府信息公开申请1件，目前该件正在办理中。")
    first, second = report.claims
    assert first.place.text == "共收到群众提出的政府信息公开申请1件"
    assert (first.section, first.place.address) == ("一", "一/段1")
    assert "正在办理" in second.place.text


def test_a_sentence_broken_over_lines_is_one(told: Told) -> None:
    report = told("截至年底，收到政府信息公开申\n请 4 件，\n办结 4 件。")
    assert _own(report) == "new=4 closed=4"
    assert report.claims[0].place.text == "收到政府信息公开申\n请 4 件"


def test_items_of_a_list_are_not_one_sentence(told: Told) -> None:
    assert _own(told("1.收到政府信息公开申请4件\n2.公开信息5条")) == "new=4"


def test_the_sub_heading_is_the_topic(told: Told) -> None:
    assert _own(told("（二）依申请公开情况\n全年办结3件，结转1件。")) == "closed=3 carried_out=1"
    assert _own(told("（一）主动公开情况\n全年办结3件，结转1件。")) == ""
