"""Rules on wording: what they must leave alone, above all, and what their fixes do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gialint.config import Config
from gialint.model import Checked, Result, Severity
from gialint.reporting.masking import masked
from gialint.run.linter import Linter, linter
from tests.rules.ordinary_prose import ORDINARY

EXAMPLES = Path(__file__).parents[2] / "examples"
LINTER: Linter = linter(Config(select=("GIA7",)))
CONTACT = "联系电话：0880-6120035。"


def checked(
    prose: str, agency: str = "云坪县青石镇人民政府", year: int = 2024, section: str = "一"
) -> Checked:
    """Check a text file of one section, and a telephone number in section six."""
    headings = {"一": "一、总体情况", "五": "五、存在的主要问题及改进情况"}
    text = (
        f"{agency}{year}年政府信息公开工作年度报告\n{headings[section]}\n{prose}\n六、其他需要报告的事项\n"
        f"本年度未收取信息处理费。{CONTACT}\n"
    )
    return LINTER.check_file("report.txt", text.encode())


def told(report: Checked, code: str = "") -> list[tuple[str, str]]:
    """Return the findings of a rule: severity and message."""
    return [(found.severity.word, found.message) for found in report.findings if found.code.startswith(code)]


def fixed(prose: str, code: str) -> str:
    """Return prose with every safe fix of a rule applied."""
    report = checked(prose)
    head = "云坪县青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n"
    text = head + prose
    edits = [
        edit for found in report.findings if found.code == code and found.fix for edit in found.fix["edits"]
    ]
    for edit in sorted(edits, key=lambda edit: -edit["start"]):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    return text.removeprefix(head)


@pytest.mark.parametrize(("agency", "prose"), ORDINARY, ids=[agency for agency, _ in ORDINARY])
def test_ordinary_prose_is_left_alone(agency: str, prose: str) -> None:
    assert told(checked(prose, agency)) == []


def test_there_is_enough_ordinary_prose() -> None:
    assert len(ORDINARY) >= 30
    assert len({agency for agency, _ in ORDINARY}) == len(ORDINARY)


LEFT_ALONE: list[tuple[str, str]] = [
    ("GIA701", "会议室面积为3×5米，屏幕分辨率3840×2160。"),
    ("GIA701", "网址http://xxgk.yunping.gov.cn/xxgk_2024/xx.html，邮箱xx@yunping.gov.cn。"),
    ("GIA701", "申请人王××、李XX申请公开征收补偿方案，张某某表示满意。"),
    ("GIA701", "身份证号450XXXXXXXXXXX1234、电话138XXXX5678均已隐去。"),
    ("GIA701", "（具体名单见附件）（请参见第三部分）（此件公开发布）（一号文件）（三号楼）"),
    ("GIA701", "在【政策解读】【通知公告】两个栏目发布。"),
    ("GIA701", "——————————————\n________________________"),
    ("GIA703", "接听热线电话1353件次，拨打12345热线，监督电话：12388，传真（0880）6120035转801。"),
    ("GIA703", "电话0880 6120035，手机13812345678，客服400-123-4567，电话：0880-6120035、6120036。"),
    ("GIA703", "联系电话：057********58。"),
    ("GIA704", "依据《南陵省转发政府信息公开工作年度报告格式的通知》（南政办函〔2021〕60号）。"),
    ("GIA704", "云坪县人民法院（2024）云0821行初15号行政判决书，云环审〔2024〕12号。"),
    ("GIA704", "2019年印发的国办公开办函〔2019〕60号确定了当时的格式。"),
    ("GIA704", "按照《关于做好年度报告编制的通知》（云政办〔2024〕30号）办理。"),
    ("GIA704", "《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）。"),
    ("GIA704", "国办公开办函〔202130号。"),
    ("GIA705", "国家税务总局云坪县税务局、国家税务局原址、国家发展改革委员会、国务院办公室。"),
    ("GIA705", "县人民代表大会常务委员会、全县人民代表大会、最高人民检察院、高级人民法院。"),
    ("GIA705", "《中华人民共和国会计法》《中华人民共和国审计法》《中华人民共和国国旗法》。"),
    ("GIA705", "自然资源干部、应急管理内部、交通运输支部、农业农村工作部、文化和旅游部门。"),
    ("GIA705", "党的十九届四中全会、五中全会和党的二十届二中、三中全会。"),
    ("GIA705", "习近平总书记的重要讲话精神，中华民族的伟大复兴，中国共产党的领导。"),
    ("GIA705", "人力资源社会保障部、人力资源和社会保障部、住房城乡建设部、住房和城乡建设部。"),
    ("GIA706", "推动我乡村振兴，本乡本土人才，自我局限，基本局面，样本镇3个，“我乡我土”专栏。"),
    ("GIA706", "我县、我市、我省、本县、我镇、本镇。"),
    ("GIA707", "设备运转结果良好，土地流转结束，划转结算，财政拨款结转结余，以营利为目的的活动。"),
    ("GIA707", "争做为民服务标兵，自己经办，自己公开，年末收到2件，刊登计划，补给于民。"),
    ("GIA713", "打击网络赌博，取缔老虎机，查处百家乐赌博案件，防范裸聊诈骗，整治棋牌室。"),
    ("GIA714", "R&D投入占比<5%且>3%，网址http://www.yunping.gov.cn/a?b=1&c=2。"),
    ("GIA721", "公开1,353条，时间8:30，（APP）推送，见http://www.yunping.gov.cn:8080/a，比例为3:1。"),
    ("GIA723", "他说：“公开（含转载）《条例》。”……1）更新；2）培训；一）目录。"),
    ("GIA724", "公开1,353条，占12.5%，第1，2项，2023，2024两年。"),
    ("GIA731", "信用代码11010519491231002X，索引号11010519491231002X/2025-1，流水6222020200112233446。"),
    ("GIA732", "申请人可拨打值班电话13812345678；联系人：张三，电话13912345678；申请人王某申请5号院图纸。"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "prose"), LEFT_ALONE)
def test_what_must_be_left_alone(code: str, prose: str) -> None:
    assert told(checked(prose), code) == []


FOUND: list[tuple[str, str, str, str]] = [
    ("GIA701", "收到申请XX件。", "error", "“XX”"),
    ("GIA701", "由××县××镇编制。", "error", "“××”"),
    ("GIA701", "截至20XX年12月31日。", "error", "20XX"),
    ("GIA701", "截至202X年底。", "error", "202X"),
    ("GIA701", "×年×月，收到×件。", "error", "“×”"),
    ("GIA701", "某某镇人民政府。", "error", "某某"),
    ("GIA701", "收到申请____件。", "error", "____"),
    ("GIA701", "联系电话：0880-XXXXXXX。", "error", "XXXXXXX"),
    ("GIA701", "于【】发布。", "error", "【】"),
    ("GIA701", "（此处填写培训次数）", "error", "此处填写"),
    ("GIA701", "见错误！未找到引用源。", "error", "未找到引用源"),
    ("GIA701", "总体情况（仿宋三号）", "error", "仿宋"),
    ("GIA703", "电话：6120035。", "info", "没有区号"),
    ("GIA703", "电话：0880-612003。", "info", "位数不对"),
    ("GIA703", "邮箱：qingshi@QQ.com。", "info", "qq.com"),
    ("GIA704", "根据国办公开办函〔2019〕60号编制。", "warning", "取代"),
    ("GIA704", "根据《政府信息公开条例》（国务院令第492号）编制。", "warning", "已经修订"),
    ("GIA704", "《政府信息公开信息处理费管理办法》（国办函〔2020〕106号）", "warning", "〔2020〕109号"),
    ("GIA704", "按照国公开办函〔2021〕30号的要求。", "warning", "国办公开办函"),
    ("GIA704", "按照国办公开办函（2021）30号的要求。", "warning", "六角括号"),
    ("GIA704", "按照云政办发[2024]15号的要求。", "info", "六角括号"),
    ("GIA705", "根据《中华人民共和国政府信息公开条理》。", "error", "政府信息公开条例"),
    ("GIA705", "在全国人民代表大会常务委会上。", "error", "全国人民代表大会常务委员会"),
    ("GIA705", "中共中央政冶局会议。", "error", "中共中央政治局"),
    ("GIA706", "我乡公开信息30条，本乡召开会议。", "warning", "我乡"),
    ("GIA706", "我街道公开信息30条。", "warning", "我街道"),
    ("GIA707", "末收到申请，己办结。", "info", "未收到"),
    ("GIA713", "bet365体育在线投注。", "error", "bet365"),
    ("GIA714", "公开&nbsp;30&nbsp;条。", "info", "2 处"),
    ("GIA721", "公开（含转载）30条，政策,动态。", "info", "1 处"),
    ("GIA723", "公开30条。。", "info", "标点重复"),
    ("GIA723", "按照《条例的要求。", "info", "不成对"),
    ("GIA724", "公开３０条。", "info", "３０"),
    ("GIA731", "申请人身份证号11010519491231002X。", "error", "110*************2X"),
    ("GIA731", "退款至银行卡6222020200112233446。", "error", "银行卡号"),
    ("GIA732", "原告张三，手机13812345678。", "warning", "138******78"),
    ("GIA732", "申请人李四，住云坪县东街5号院2单元401室，", "warning", "住址"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "prose", "severity", "part"), FOUND)
def test_what_must_be_found(code: str, prose: str, severity: str, part: str) -> None:
    found = told(checked(prose), code)
    assert found
    assert found[0][0] == severity
    assert part in found[0][1]


@pytest.mark.parametrize(
    ("code", "prose", "expected"),
    [
        ("GIA704", "按照国公开办函〔2021〕30号的要求。", "按照国办公开办函〔2021〕30号的要求。"),
        (
            "GIA704",
            "按照国办公开办函[2021]30号、云政办发（2024）5号。",
            "按照国办公开办函〔2021〕30号、云政办发〔2024〕5号。",
        ),
        ("GIA707", "做为镇政府，按照按照要求，转结0件。", "作为镇政府，按照要求，结转0件。"),
        ("GIA721", "公开（含转载）30条，政策,动态(含图解)。", "公开（含转载）30条，政策，动态（含图解）。"),
        ("GIA724", "２０２４年公开1，353条。", "2024年公开1,353条。"),
    ],
)
def test_fixes_write_what_was_meant(code: str, prose: str, expected: str) -> None:
    assert fixed(prose + "\n", code).partition("\n")[0] == expected
    assert told(checked(expected), code) == []


@pytest.mark.parametrize("prose", ["按照国办公开办函〔2019〕60号。", "电话：6120035。", "收到XX件。"])
def test_no_fix_changes_a_figure(prose: str) -> None:
    assert [found.fix for found in checked(prose).findings if found.fix] == []


@pytest.mark.parametrize(("year", "expected"), [(2019, 0), (2020, 0), (2021, 1), (2024, 1)])
def test_the_notice_of_2019_was_the_basis_for_two_years(year: int, expected: int) -> None:
    prose = "根据国办公开办函〔2019〕60号编制。根据国办公开办函〔2019〕60号汇总。"
    assert len(told(checked(prose, year=year), "GIA704")) == expected


def test_spam_lowers_all_other_findings() -> None:
    report = checked("海棠直播，收到申请XX件，根据《中华人民共合国政府信息公开条例》。")
    severities = {found.code: found.severity for found in report.findings}
    assert severities["GIA713"] is Severity.ERROR
    assert severities["GIA701"] is severities["GIA705"] is Severity.WARNING


def test_personal_numbers_are_shown_nowhere() -> None:
    prose = "申请人张三丰（身份证号11010519491231002X，手机13812345678），申请公开补偿标准"
    report = checked(prose)
    assert {"GIA722", "GIA731", "GIA732"} <= {found.code for found in report.findings}
    assert "张三丰" in str(report)
    shown = str(masked(Result("", (report,))))
    for secret in ("19491231002", "13812345678"):
        assert secret not in str(report)
    assert "张三丰" not in shown


def test_marks_are_not_judged_in_a_text_that_a_machine_has_folded() -> None:
    prose = "青石鎮(zhèn)依法辦(bàn)理政府信息公開(kāi)申請(qǐng),做好工作.. 公開３０條,,（含轉(zhuǎn)載)。"
    codes = {found.code for found in checked(prose).findings}
    assert "GIA712" in codes
    assert codes.isdisjoint({"GIA721", "GIA723", "GIA724"})


@pytest.mark.parametrize(
    ("agency", "signed", "expected"),
    [
        ("云坪县青石镇人民政府", "云坪县青石镇人民政府", 0),
        ("云坪县青石镇人民政府", "青石镇人民政府", 0),
        ("云坪县青石镇人民政府", "青石镇党政办公室", 0),
        ("云坪县青石镇人民政府", "白水镇人民政府", 1),
        ("云坪县卫生健康委员会", "云坪县卫健委", 0),
        ("云坪县人力资源和社会保障局", "云坪县人社局", 0),
        ("云坪县市场监督管理局", "云坪县市场监管局", 0),
        ("国家税务总局云坪县税务局", "云坪县税务局", 0),
        ("云坪县自然资源局", "云坪县住房和城乡建设局", 1),
        ("云坪县人民政府", "云坪县政务服务和数据管理局", 0),
        ("云坪县民政局", "附件三份", 0),
    ],
)
def test_who_signs(agency: str, signed: str, expected: int) -> None:
    text = (
        f"{agency}2024年政府信息公开工作年度报告\n一、总体情况\n做好工作。\n六、其他需要报告的事项\n{CONTACT}\n"
        f"{signed}\n2025年1月10日\n"
    )
    found = LINTER.check_file("report.txt", text.encode()).findings
    assert len([each for each in found if each.code == "GIA706"]) == expected


def test_two_files_with_one_number_each_keep_their_fingerprints_apart() -> None:
    one, other = (checked(f"证件号{number}。") for number in ("11010519491231002X", "110101199003077598"))
    marks = [
        found.fingerprint for report in (one, other) for found in report.findings if found.code == "GIA731"
    ]
    assert len(set(marks)) == 2
