"""What kind of body an agency is: the same words stand in the names of places."""

from __future__ import annotations

import pytest

from gialint.understanding.understand import Knowledge

NAMES = {
    "township": (
        "青石镇人民政府 云坪县青石镇人民政府 安乡县大鲸港镇人民政府 和平苏木人民政府 "
        "江北省临川市云坪县松林彝族乡人民政府 云坪县青石镇人民政府办公室 镇原县上肖乡"
    ),
    "street": ("望江街道办事处 临川市东陵区望江街道办事处 镇江市京口区大市口街道办事处 东乡区金峰街道办"),
    "county_government": (
        "云坪县人民政府 安乡县人民政府 金乡县人民政府 镇原县人民政府 新乡县人民政府 "
        "市中区人民政府 通州区人民政府 临川市东陵区人民政府 "
        "积石山保安族东乡族撒拉族自治县人民政府 沙河旗人民政府 云坪县人民政府(汇总) "
        "云坪县人民政府(本级) 北京市朝阳区人民政府 云坪县 临川市东陵区 柳溪自治县 沙河旗"
    ),
    "city_government": (
        "临川市人民政府 新乡市人民政府 宁乡市人民政府 镇江市人民政府 景德镇市人民政府 "
        "连州市人民政府 甘南藏族自治州人民政府 奇台盟行政公署 阿里地区行政公署 "
        "大兴安岭地区行署 临川市 甘南藏族自治州"
    ),
    "provincial_government": (
        "江北省人民政府 贵州省人民政府 广西壮族自治区人民政府 上海市人民政府 江北省人民政府(全省汇总) "
        "江北省 上海市 广西壮族自治区"
    ),
    "county_department": (
        "柳溪县教育局 安乡县教育局 镇原县公安局 新乡县民政局 临川市东陵区财政局 "
        "市中区市场监督管理局 东陵区城市管理委员会 江北省云坪县林业局 "
        "云坪县人民政府办公室 重庆市渝北区财政局 沙河旗农牧局 临川市公安局城东分局 "
        "临川市生态环境局青山分局 云坪县交警大队 云坪县政务服务中心"
    ),
    "city_department": (
        "临川市教育局 新乡市财政局 镇江市水利局 景德镇市教育局 连州市公安局 "
        "临川市市场监督管理局 临川市住房和城乡建设局 江北省临川市教育局 "
        "甘南藏族自治州教育局 奇台盟农牧局 阿里地区教育局 大兴安岭地区行政公署财政局 "
        "临川市人民政府办公厅 贵州省遵义市民政局"
    ),
    "provincial_department": (
        "江北省教育厅 贵州省水利厅 江北省市场监督管理局 江北省城市管理局 "
        "内蒙古自治区林业和草原局 新疆维吾尔自治区教育厅 江北省人民政府办公厅 "
        "重庆市财政局 江北省住房和城乡建设厅 江北省发展和改革委员会"
    ),
    "state_department": ("国家统计局 中国气象局 中华人民共和国水利部"),
    "zone": (
        "青陵综合实验区 云坪经济技术开发区 临川高新区 江北新区 青陵开发区管理委员会 "
        "云坪经济技术开发区管委会 青陵高新区管委会 青石湖风景名胜区管理委员会"
    ),
    "institution": (
        "云坪县第一中学 云坪县实验小学 临川大学 临川职业技术学院 临川市人民医院 云坪县妇幼保健院 "
        "临川水务集团有限公司 云坪供电公司 云坪县公共交通集团"
    ),
    "other": ("临川海关 青石湖景区"),
}


CASES = [(name, kind) for kind, names in NAMES.items() for name in names.split()]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_the_kind_of_an_agency(known: Knowledge, name: str, kind: str) -> None:
    assert known.lexicon.kind_of(name) == kind
