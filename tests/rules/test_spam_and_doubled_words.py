"""Lines of gambling sites by their shape, and words that stand twice: labelled before the rules met them."""

from __future__ import annotations

import pytest

from gialint.checking.engine import check_report
from gialint.config import Config
from gialint.reading.yaml_report import from_mapping
from gialint.run.linter import Linter, linter
from gialint.understanding.understand import understand

LINTER = linter(Config(select=("GIA713", "GIA707")))
TITLE = "青石镇人民政府2024年政府信息公开工作年度报告"
SPAM = [
    "麻豆体育_麻豆体育官网@首页",
    "金豪棋牌app下载",
    "九州娱乐在线 青石镇",
    "¥澳门六开彩¥ 做好公开工作",
    "在线投注平台",
    "幸福国际_幸福国际娱乐@",
    "2024澳门正版资料大全 总体情况",
    "http://www.aaa.com http://www.bbb.net www.ccc.top www.ddd.vip",
    "免费视频|高清电影|玄幻小说|成人漫画|",
    "足球投注网站",
]
DOUBLED = [
    "我镇召开会议会议2次。",
    "按时报送报送材料。",
    "报告的的内容。",
    "公开公开了30条。",
    "本年度年度报告。",
    "不断提升服务水平服务水平。",
    "我局为为群众答疑。",
]
SOUND = [
    "公开全民健身、体育彩票公益金使用情况。",
    "举办短视频大赛、网络直播、公益电影放映、有声小说征集。",
    "建设“青石体育”公众号，政务服务平台。",
    "彩票销售点、棋牌馆审批。",
    "处罚非法投注案件2起，取缔娱乐场所1家。",
    "全年财政收入¥ 200万元，支出（¥300万元）。",
    "赴澳门、香港开展招商推介。",
    "网站：www.yunping.gov.cn、www.linjiang.gov.cn、www.gov.cn、www.moe.gov.cn",
    "公众号、视频号、抖音号、快手号同步直播。",
    "政务公开公开栏20个。",
    "县政府政府网站群。",
    "为了了解群众需求。",
    "将将来的规划公开。",
    "在在线平台公开。",
    "人人参与，常常更新，件件有回音。",
    "一家一家走访，一件一件办。",
    "以及及时更新。",
    "研究研究再定。",
    "作为为民办实事项目。",
    "为加强对对口部门的指导。",
    "平方平方公里。",
]


def told(text: str, lint: Linter = LINTER) -> list[str]:
    """Return the codes that a passage of section one gives."""
    report = understand(from_mapping({"title": TITLE, "一": text}), lint.knowledge)
    rules, terms = lint.rules_for("")
    return [each.code for each in check_report(report, rules, lint.engine, terms).findings]


@pytest.mark.parametrize("text", SPAM)
def test_lines_of_such_sites_are_reported_by_their_shape(text: str) -> None:
    assert told(text) == ["GIA713"]


@pytest.mark.parametrize("text", DOUBLED)
def test_words_that_stand_twice_are_reported(text: str) -> None:
    assert told(text) == ["GIA707"]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_so_is_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("code", "text", "allowed"),
    [
        ("GIA713", "金豪棋牌app下载", "金豪棋牌app下载"),
        ("GIA713", "365bet体育在线", "365bet体育在线"),
        ("GIA707", "我镇召开会议会议2次。", "会议会议"),
        ("GIA707", "我局为为群众答疑。", "为为群众"),
        ("GIA707", "做为镇政府，公开信息30条。", "做为镇"),
    ],
)
def test_what_is_allowed_is_passed_over(code: str, text: str, allowed: str) -> None:
    assert told(text, linter(Config(select=(code,)))) == [code]
    for word, left in ((allowed, []), ("别的词语", [code])):
        options = {code: {"allow": [word]}}
        assert told(text, linter(Config(select=(code,), options=options))) == left
