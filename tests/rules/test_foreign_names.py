"""Another body's name in the place of the agency's own, and what only looks like it: labelled beforehand."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import linter
from gialint.understanding.understand import understand

LINTER = linter(Config(select=("GIA706",)))
FOREIGN = [
    ("临江市望海街道办事处", "五", "沙湾街道的信息公开工作与居民的期待相比还有差距。"),
    ("青石镇人民政府", "一", "2024年，白水镇高度重视信息公开工作。"),
    ("云坪县松谷乡人民政府", "五", "下一步，柳河乡人民政府将进一步加强培训。"),
    ("云坪县司法局", "signature", "石渡县司法局"),
    ("临江市青石区教育局", "signature", "临江市白水区教育局"),
    ("云坪县人民医院", "signature", "石渡县人民医院"),
    ("临江市人民政府", "六", "本报告在云坪县人民政府网站公布。"),
    ("云坪县财政局", "六", "本年度报告电子版可在白水县人民政府网站下载。"),
    ("临江市白水区文化和旅游局", "preface", "本报告的电子版可从临江市东山区政府网站查询。"),
    (
        "云坪县青石镇人民政府",
        "preface",
        "本报告在“石渡县人民政府”门户网站公布，石渡县政府门户网站可查阅本报告。",
    ),
    ("雁泽市供电有限公司", "五", "停电公告不细。\n雁泽市自来水有限公司将认真总结经验。"),
    ("云坪县第一中学", "一", "2024年，云坪县第二中学高度重视信息公开工作。"),
    ("云坪县水利局", "一", "云坪县农业农村局认真贯彻条例，公开信息30条。"),
    ("云坪县水利局", "五", "今后，白水县水利局将进一步加强培训。"),
]
OWN = [
    ("临江市望海街道办事处", "五", "望海街道的信息公开工作与居民的期待相比还有差距。"),
    ("云坪县松谷瑶族乡人民政府", "五", "松谷乡信息公开工作还有不足。"),
    ("云坪县政务服务局", "一", "沙河镇高度重视信息公开工作。"),
    ("云坪县司法局", "signature", "云坪县司法局办公室"),
    ("云坪县司法局", "signature", "临江市云坪县司法局"),
    ("临江市生态环境局云坪分局", "signature", "临江市生态环境局"),
    ("临江市生态环境局云坪分局", "signature", "云坪县生态环境分局"),
    ("临江市教育局", "signature", "市教育局"),
    ("云坪县市场监督管理局", "signature", "云坪县市监局"),
    ("云坪县青石镇人民政府", "signature", "青石镇人民政府"),
    ("云坪县财政局", "六", "本报告可登录临江市人民政府门户网站查阅。"),
    ("云坪县财政局", "六", "本报告可登录云坪县人民政府门户网站（http://www.yunping.gov.cn）查阅。"),
    ("云坪县水利局", "一", "云坪县水利局认真贯彻条例，公开信息30条。"),
    ("云坪县水利局", "一", "县水利局高度重视，云坪县人民政府办公室将继续开展督查。"),
    ("云坪县水利局", "一", "县水利局赴石渡县水利局学习。对口支援的东山县水利局将继续派员。"),
    ("云坪县水利局", "一", "根据云坪县政务服务局要求，编制本报告。"),
    ("临江市公安局城东分局", "一", "临江市公安局高度重视信息公开工作。"),
    ("临江市水务集团有限公司", "一", "临江市水务集团高度重视信息公开工作。"),
    ("云坪县住房和城乡建设局", "一", "云坪县住建局高度重视信息公开工作。"),
    ("云坪县卫生健康局", "一", "云坪县卫健局高度重视信息公开工作。"),
    ("云坪县工业和信息化局", "一", "云坪县科技和工业信息化局高度重视信息公开工作。"),
    ("云坪县教育局", "一", "云坪县教育体育局高度重视信息公开工作。"),
    ("临江市云坪区市场监督管理局", "一", "云坪区市场监督管理局高度重视信息公开工作。"),
]


def told(agency: str, where: str, text: str) -> int:
    """Return how many foreign names are told in a report with a text at a place."""
    title = f"{agency}2024年政府信息公开工作年度报告"
    text = f"{text}\n2025年1月10日" if where == "signature" else text
    report = understand(from_mapping({"title": title, "六": "无。", where: text}), LINTER.knowledge)
    return len(check_report(report, LINTER.rules, LINTER.engine, LINTER.terms).findings)


@pytest.mark.parametrize(("agency", "where", "text"), FOREIGN)
def test_another_body_in_the_place_of_the_agency_is_reported_once(agency: str, where: str, text: str) -> None:
    assert told(agency, where, text) == 1


@pytest.mark.parametrize(("agency", "where", "text"), OWN)
def test_superiors_visits_and_shorter_names_are_not(agency: str, where: str, text: str) -> None:
    assert told(agency, where, text) == 0
