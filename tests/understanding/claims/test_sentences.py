"""What prose asserts, family by family: each row a passage and the claims of the report itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from gialint.model import Claim, Report

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
    ("依申请公开工作：全年收到4件，办结3件。", "new=4 closed=3"),
    ("2022年、2023年、2024年分别收到申请3件、5件、4件。", "new=4"),
    ("新收政府信息公开申请41件。从内容看，征地补偿32件、不动产登记9件。办结39件。", "new=41 closed=39"),
]

OF_WHAT = [
    ("全年办结政府信息公开申请20件，其中本年新收17件、上年结转3件。", "closed=20 carried_in=3"),
    (
        "收到政府信息公开申请20件，上年结转3件。不予公开3件，无法提供4件，二者合计7件。",
        "new=20 carried_in=3 denied=3 unavailable=4",
    ),
    ("作出行政处罚决定14件，其中2件被申请行政复议，均维持。", "decisions.penalties=14"),
    ("收到政府信息公开申请23件，除3件结转外全部答复。", "new=23 carried_out=3 closed=20*"),
    ("收到政府信息公开申请23件，除居民申请的3件外全部公开。", "new=23"),
    ("未发生因答复不当被复议纠正或诉讼败诉的案件。", "review.corrected=0 litigation.corrected=0"),
    ("未发生因政府信息公开被复议撤销的情形。", "review.corrected=0"),
    (
        "政府信息公开行政诉讼中，复议后起诉9件（其中4件的复议决定系上年作出），维持5件。",
        "litigation.after_review.upheld=5",
    ),
    ("去年未发生行政复议，今年也未发生；收到政府信息公开申请20件。", "new=20"),
    ("今年政府信息公开行政复议纠正案件由上年的3件降为1件。", "review.corrected=1"),
    (
        "上年结转申请4件，其中予以公开2件；新收政府信息公开申请30件，其中予以公开6件、部分公开5件。",
        "carried_in=4 new=30 partial=5",
    ),
    (
        "收到政府信息公开申请2件，一件涉及土地流转（予以公开），一件涉及林权（本机关不掌握），均已答复。",
        "new=2 granted=1 unavailable.not_held=1 closed=2*",
    ),
    ("4.3件申请全部在法定期限内答复，没有结转下年度的申请。", "closed=3 carried_out=0"),
    (
        "新收政府信息公开申请439件，办结417件，另有22件结转下年度，其中自然人17件、商业企业5件。",
        "new=439 closed=417 carried_out=22",
    ),
    (
        "办结政府信息公开申请6件，予以公开2件，因信息不存在无法提供3件，因需要另行制作无法提供1件。",
        "closed=6 granted=2 unavailable.not_held=3 unavailable.needs_making=1",
    ),
    (
        "办结政府信息公开申请9件，公开7件（含部分公开），不予公开2件。",
        "closed=9 disclosed=7 denied=2",
    ),
    ("收到政府信息公开申请9件，全年办结10件（含上年结转件）。", "new=9 closed=10"),
    ("收到政府信息公开申请22件。此类申请14件，占63.6%。", "new=22"),
    (
        "行政诉讼4件，其中未经复议直接起诉1件、复议后起诉3件，判决结果均为维持。",
        "litigation.total=4 litigation.direct.total=1 litigation.after_review.total=3"
        " litigation.direct.upheld=1* litigation.after_review.upheld=3*",
    ),
    (
        "收到政府信息公开申请20件，不予处理16件（投诉举报类12件、重复申请4件），其他处理4件。",
        "new=20 not_processed=16 not_processed.petition=12 not_processed.repeat=4 other=4",
    ),
]
"""Of what a number is, where another stands before it."""

DENIALS = [
    ("2024年，未收到群众向青石镇申请公开政府信息。", "new=0"),
    ("全年没有收到依申请公开方面的申请件。", "new=0"),
    ("本年度，无一人向我镇申请公开政府信息。", "new=0"),
    ("本年度虽未收到政府信息公开申请，但业务培训仍有待加强。", "new=0"),
    ("本年度未收到、也未处理政府信息公开申请。", "new=0 closed=0"),
    ("我镇实现依申请公开“零申请”。", "new=0"),
    ("全年受理政府信息公开申请零件。", "new=0"),
    ("没有因政府信息公开被申请行政复议、提起行政诉讼的情况发生。", "review.total=0 litigation.total=0"),
    ("行政复议、行政诉讼均未发生。", "review.total=0 litigation.total=0"),
    ("无复议诉讼。", "review.total=0 litigation.total=0"),
    ("信息处理费：本年度未收取。", "fees.processing_amount_yuan=0"),
    ("信息处理费收取情况：无。", "fees.processing_amount_yuan=0"),
    ("没有收到一件政府信息公开申请。", "new=0"),
    ("收到申请3件，未发生结转，无不予公开的情况。", "new=3 carried_out=0 denied=0"),
    (
        "未制发规章、规范性文件，无废止的规范性文件。",
        "docs.regulations.issued=0 docs.normative.issued=0 docs.normative.repealed=0",
    ),
    ("无被撤销的行政复议案件。", "review.corrected=0"),
    ("未出现由政府信息公开引发的举报、投诉、复议或者诉讼。", "review.total=0 litigation.total=0"),
    ("全年没有收到与政府信息公开有关的行政诉讼通知。", "litigation.total=0"),
]

FRAMES = [
    ("依申请公开保持“零申请”“零复议”“零诉讼”。", "new=0 review.total=0 litigation.total=0"),
    ("行政复议、行政诉讼方面，均为0件。", "review.total=0 litigation.total=0"),
    ("未接到、未办理依申请公开件。", "new=0 closed=0"),
    ("我站自成立以来尚未收到政府信息公开申请。", "new=0"),
    ("收到政府信息公开申请并按期答复12件。", "new=12 closed=12"),
    ("行政复议3件，其中涉及政府信息公开的行政复议1件。", "review.total=1"),
    ("办理行政处罚案件87件，作出行政处罚决定80件。", "decisions.penalties=80"),
    ("收到申请10件，除1件申请人撤回外，其余9件均按时答复。", "new=10 other.other=1 closed=10*"),
    ("收到申请12件，公开5件、不予公开1件，其余6件均已答复。", "new=12 granted=5 denied=1 closed=12*"),
    ("收到申请12件，公开5件、不予公开1件，其余4件均已答复。", "new=12 granted=5 denied=1"),
    (
        "新收申请12件，上年结转3件。公开5件、不予公开1件，其余6件均已答复。",
        "new=12 carried_in=3 granted=5 denied=1",
    ),
    ("全县共受理政府信息公开申请208件，我镇为2件。", "new=2"),
    ("收到自然人申请16件，法人申请1件，共17件。", "new.natural_person=16 new.legal_person=1 new=17"),
    ("办理政府信息公开申请41件，包括上年结转3件和本年新收38件。", "total_in=41 carried_in=3 new=38"),
    ("未收取费用，未被复议、诉讼。", "fees.processing_amount_yuan=0 review.total=0 litigation.total=0"),
]

DERIVED = [
    ("收到政府信息公开申请3件，均已答复。", "new=3 closed=3*"),
    ("收到政府信息公开申请3件，上年结转1件，全部办结。", "new=3 carried_in=1 closed=4*"),
    ("申请公开政府信息1件，目前，该件正在办理中。", "new=1 carried_out=1*"),
    ("被申请行政复议7件，全部维持。", "review.total=7 review.upheld=7*"),
    ("收到的政府信息公开申请均已按期办结。", "carried_out=0*"),
    ("除依法延期的外，收到的政府信息公开申请均已按期办结。", ""),
]

DISTRIBUTED = [
    ("全年收到、办结申请分别为31件、29件。", "new=31 closed=29"),
    ("行政复议、行政诉讼分别为3件和1件。", "review.total=3 litigation.total=1"),
    ("收到申请5件，网上、信函申请分别为3件、2件。", "new=5"),
    ("政府信息公开申请、行政复议、行政诉讼均为0件。", "new=0 review.total=0 litigation.total=0"),
    ("行政复议、行政诉讼共3件。", "disputes.total=3"),
]

LISTED = [
    ("办结申请10件：公开6件，不公开1件，其他3件。", "closed=10 granted=6 denied=1 other=3"),
    ("收到申请5件，涉及征地3件、其他2件。", "new=5"),
    ("新收申请中自然人3件、其他1件，共4件。", "new.natural_person=3 new.other_organization=1 new=4"),
    ("其他处理3件，其中逾期未缴费1件、其他2件。", "other=3 other.overdue_fee=1 other.other=2"),
    ("出台规章0部、规范性文件2件。", "docs.regulations.issued=0 docs.normative.issued=2"),
]

WHOLES = [
    ("收到申请19件，上年结转9件，共受理28件。", "new=19 carried_in=9 total_in=28"),
    ("受理申请3件（2023年结转1件），均已办结。", "total_in=3 carried_in=1 closed=3*"),
    ("本年新收及上年结转申请共计5件。", "total_in=5"),
    ("收到申请8件，其中网上收到3件，均已答复。", "new=8"),
    ("收到申请3件，其中2件由县政府办转办，均已答复。", "new=3"),
    ("收到行政诉讼案件12件，其中涉及政府信息公开的2件。", "litigation.total=2"),
    ("上年结转12件申请已全部办结12件，共办结30件。", "carried_in=12 closed=30"),
]

RESTS = [
    ("收到申请15件，除3件正在办理外，其余均已答复。", "new=15 carried_out=3 closed=12*"),
    ("收到申请15件，除3件外其余均已答复。", "new=15 closed=12*"),
    ("收到申请12件，不予处理2件，其余均答复。", "new=12 not_processed=2 closed=12*"),
    (
        "收到申请13件，商业企业2件，其余为自然人。",
        "new=13 new.commercial_enterprise=2 new.natural_person=11*",
    ),
    ("收到申请12件，涉及征地9件，其余均已答复。", "new=12"),
    ("新收申请9件，乡镇自然资源所承办4件，予以公开3件，部分公开1件。", "new=9"),
    ("新收申请9件。涉及征地的6件，予以公开4件、无法提供2件。", "new=9"),
    ("收到申请2件，予以公开3件，其余均不予公开。", "new=2 granted=3"),
    (
        "行政复议2件、行政诉讼1件，均维持。",
        "review.total=2 litigation.total=1 review.upheld=2* litigation.upheld=1*",
    ),
    (
        "行政诉讼3件：直接起诉2件，均维持。",
        "litigation.total=3 litigation.direct.total=2 litigation.direct.upheld=2*",
    ),
    ("行政诉讼2件，均为复议后起诉。", "litigation.total=2 litigation.after_review.total=2*"),
]

LATE = [
    ("收到申请17件，另有2件因未到期限，结转至次年办理。", "new=17 carried_out=2"),
    ("收到申请5件，2件申请答复不够规范。", "new=5"),
    ("收到申请5件，2件没有予以公开。", "new=5"),
    ("收到申请5件，编印材料20份，予以公开。", "new=5"),
]

TIMES = [
    ("去年收到申请7件，今年收到9件。", "new=9"),
    ("2021年至2024年，累计收到申请57件。", ""),
    ("自2019年新条例施行以来，收到申请112件，其中2024年收到18件。", "new=18"),
    ("2024年以来，收到申请3件。", "new=3"),
    ("2022年，收到申请3件；答复3件。", ""),
    ("收到申请3件（2023年4件）；答复3件。", "new=3 closed=3"),
    ("根据2019年修订的条例，收到申请3件。", "new=3"),
    ("落实《2023年政务公开工作要点》，收到申请3件。", "new=3"),
    ("截至2025年1月10日，收到申请3件，均已答复。", "new=3 closed=3*"),
    ("收到申请3件，2023年结转1件，结转2025年2件。", "new=3 carried_in=1 carried_out=2"),
    ("下一步，计划制定规范性文件2件，废止1件。", ""),
]

NOT_CLAIMS = [
    "依申请公开典型案例5个，依申请公开窗口1个。",
    "公示行政许可423件，行政处罚55件。",
    "受理信访案件20件，办结20件。",
    "全年因房屋征收引发行政诉讼6件。",
    "工伤认定行政复议4件、行政诉讼6件。",
    "申请人应当提供身份证明1份、申请表1份。",
    "没有严格按照时限受理申请。",
    "没有专人办理依申请公开申请。",
    "不存在拒绝受理政府信息公开申请的情况。",
    "无应答复而未答复的申请。",
    "公文186件，其中主动公开52件。",
    "收到不动产登记申请3件，均已办结。",
    "收到政府信息公开申请详见第三部分，本年度有5项工作得到肯定。",
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
    "参加行政诉讼庭审5件。",
    "代理诉讼案件8件。",
    "全年转发规范性文件6件。",
    "对欠缴垃圾处理费的单位发出收费通知26份。",
    "县政府办公室全年共受理政府信息公开申请67件。",
    "审批窗口受理申请2340件，办结2338件。",
    "对3件政府信息公开申请召开会商会。",
    "2021年制定的3件规范性文件已全部完成评估。",
    "建立依申请公开“一件一档”。",
    "有3件答复被要求补充说明依申请公开内容。",
    "日均受理政府信息公开申请1.5件。",
    "办理行政复议案件13件。",
    "未收到关于依申请公开的投诉。",
    "抽查我镇依申请公开答复件5件。",
    "15件复议中有3件被纠正，暴露出程序意识淡薄。",
]


def _said(claim: Claim) -> str:
    path = claim.path.removeprefix("requests.")
    value = claim.value.normalize()
    return f"{path}={value:f}{'*' if claim.derived else ''}"


def _own(report: Report) -> str:
    return " ".join(
        _said(claim) for claim in report.claims if claim.scope == "total" and claim.year == report.year
    )


@pytest.mark.parametrize(
    ("prose", "claims"),
    [*COUNTS, *OF_WHAT, *DENIALS, *FRAMES, *DERIVED, *DISTRIBUTED, *LISTED, *WHOLES, *RESTS, *LATE, *TIMES],
)
def test_prose_claims(told: Told, prose: str, claims: str) -> None:
    assert _own(told(prose)) == claims


@pytest.mark.parametrize("prose", NOT_CLAIMS)
def test_other_things_are_not_claimed(told: Told, prose: str) -> None:
    assert _own(told(prose)) == ""


AGAIN = [
    (
        "行政复议7件，维持5件、纠正2件；行政诉讼4件，均维持。被纠正的2件，多涉及征地。",
        {"review.corrected": "2", "litigation.upheld": "4"},
    ),
    (
        "行政复议7件，维持5件、纠正2件；行政诉讼4件。被纠正的2件，多涉及征地。",
        {"review.corrected": "2"},
    ),
    (
        "行政复议7件，维持5件、纠正2件；行政诉讼4件，维持2件。被纠正的2件，多涉及征地。",
        {"review.corrected": "2", "litigation.upheld": "2", "litigation.corrected": "2"},
    ),
    (
        "行政复议7件，维持5件、其他2件、纠正0件；行政诉讼4件。纠正0件，得到维持4件。",
        {
            "review.other": "2",
            "review.corrected": "0",
            "litigation.corrected": "0",
            "litigation.upheld": "4",
        },
    ),
]


@pytest.mark.parametrize(("prose", "rows"), AGAIN)
def test_a_row_that_its_whole_has_no_room_for_is_said_again_of_another(
    told: Told, prose: str, rows: dict[str, str]
) -> None:
    claims = [
        claim for claim in told(prose.replace("行政", "政府信息公开行政")).claims if claim.scope == "total"
    ]
    wanted = rows.items() | {("review.total", "7"), ("litigation.total", "4"), ("review.upheld", "5")}
    assert {(claim.path, str(claim.value)) for claim in claims} == wanted


def test_what_is_new_of_a_whole_beside_a_part_not_read_leaves_the_whole_in_doubt(told: Told) -> None:
    claims = told("依申请公开办件总量为43件，其中上年结转梓鹏4件、当年新收39件。").claims
    assert [(claim.path, str(claim.value), claim.certain) for claim in claims] == [
        ("requests.total_in", "43", False)
    ]


def test_a_summary_of_a_whole_county_speaks_for_itself(told: Told) -> None:
    prose = "全县各部门、各乡镇共收到政府信息公开申请91件，答复89件。"
    assert _own(told(prose, agency="云坪县人民政府")) == "new=91 closed=89"


def test_what_a_county_and_its_office_made_is_all_that_is_made_in_doubt(told: Told) -> None:
    prose = "全县收到政府信息公开申请9件。县政府及县政府办公室收到申请2件，制发规范性文件7件。"
    report = told(prose, agency="云坪县人民政府")
    scopes = [(claim.path, str(claim.value), claim.scope, claim.certain) for claim in report.claims]
    assert scopes == [
        ("requests.new", "9", "total", True),
        ("requests.new", "2", "other_body", False),
        ("docs.normative.issued", "7", "total", False),
    ]


def test_others_cases_as_a_part_leave_a_whole_in_doubt(told: Told) -> None:
    report = told("全年处理申请12件，其中协助县政府答复5件、以本镇名义答复7件。")
    assert [(str(claim.value), claim.certain) for claim in report.claims if claim.scope == "total"] == [
        ("12", False)
    ]


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


@pytest.mark.parametrize(
    ("prose", "alternatives"),
    [
        ("依法办理政府信息公开申请57件。", {"requests.new", "requests.closed"}),
        ("依法办理政府信息公开申请57件，其中上年结转3件。", set()),
    ],
)
def test_a_verb_that_may_mean_three_things_keeps_them_until_its_parts_are_told(
    told: Told, prose: str, alternatives: set[str]
) -> None:
    claim, *_ = told(prose).claims
    assert claim.path == "requests.total_in"
    assert set(claim.alternatives) == alternatives


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


def test_some_that_did_not_happen_are_not_all(told: Told) -> None:
    report = told("未发生因答复不当引起的行政复议、行政诉讼。")
    assert report.claims == ()


@pytest.mark.parametrize(
    ("prose", "scope"),
    [
        ("全县收到政府信息公开申请5件。", "other_body"),
        ("协助我县办理依申请公开3件。", "other_body"),
        ("协助市局对我镇收到的政府信息公开申请3件作出答复。", "other_body"),
        ("凡收到申请1件以上的单位，应当报送。", "target"),
        ("力争制定规范性文件2件。", "target"),
        ("近三年来收到申请5件。", "comparison"),
    ],
)
def test_figures_that_are_not_the_reports_own_keep_their_sense(told: Told, prose: str, scope: str) -> None:
    (claim,) = told(prose).claims
    assert claim.scope == scope


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        ("全年共收到政府信息公开申请12件，", "共收到政府信息公开申请12件"),
        ("接收9宗依申请公开，", "接收9宗依申请公开"),
        ("收到申请5件，其中2件予以公开。", "2件予以公开"),
        ("全年未收到依申请公开申请。", "未收到依申请公开申请"),
        ("收取信息处理费1，460元。", "收取信息处理费1，460元"),
    ],
)
def test_the_place_of_a_claim_is_from_its_verb_to_its_unit(told: Told, prose: str, text: str) -> None:
    assert told(prose).claims[-1].place.text == text


@pytest.mark.parametrize(
    ("prose", "alternatives"),
    [
        ("办理政府信息公开申请5件。", {"requests.new", "requests.closed"}),
        ("受理答复依申请公开5件。", {"requests.closed"}),
        ("收到处理依申请公开5件。", {"requests.total_in", "requests.closed"}),
        ("收到政府信息公开申请5件。", set()),
    ],
)
def test_verbs_that_touch_leave_open_what_is_meant(told: Told, prose: str, alternatives: set[str]) -> None:
    (claim,) = told(prose).claims
    assert set(claim.alternatives) == alternatives
    assert claim.doubtful == bool(alternatives)


@pytest.mark.parametrize(
    ("prose", "yuan"),
    [("收取信息处理费0.12万元。", "1200"), ("收取信息处理费160元。", "160"), ("信息处理费12件。", None)],
)
def test_money_is_told_in_one_unit(told: Told, prose: str, yuan: str | None) -> None:
    values = [claim.value for claim in told(prose, "六").claims]
    assert values == ([] if yuan is None else [Decimal(yuan)])


def test_without_a_year_last_years_figures_are_known_by_the_word(understood: Callable[[str], Report]) -> None:
    report = understood(
        "青石镇人民政府政府信息公开工作年度报告\n一、总体情况\n去年收到申请7件，今年收到9件。\n"
    )
    said = [(int(claim.value), str(claim.scope)) for claim in report.claims]
    assert said == [(7, "comparison"), (9, "total")]


def test_a_sub_heading_that_states_a_figure_is_read(told: Told) -> None:
    assert _own(told("（一）办结申请3件。", "三")) == "closed=3"
    assert _own(told("（三）不予公开", "三")) == ""


def test_a_topic_within_a_paragraph_is_its_own(told: Told) -> None:
    prose = "（一）主动公开。公开信息3条。（二）依申请公开。全年受理4件。（三）管理。办结9件。"
    assert _own(told(prose)) == "new=4"


@pytest.mark.parametrize(
    "unit", ["未收到", "收到申请3件，", "申请3件和", "分别", "其余均", "（", "：", "共计", "未、"]
)
def test_hostile_prose_takes_no_longer_than_its_length(told: Told, unit: str) -> None:
    report = told("收到申请5件。" + unit * (20_000 // len(unit)), "三")
    assert report.claims[0].value == 5
