"""Numerals of prose: which are found, with what value, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gialint.understanding.number_words import rounding
from gialint.understanding.numerals import find_numerals, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,356", "1356"),
        ("1，208", "1208"),
        ("1 046", "1046"),
        ("1\u00a0046", "1046"),
        ("１３５６", "1356"),
        ("1,356.5", "1356.5"),
        ("12,345,678", "12345678"),
        (" 007 ", "7"),
        ("1.2万", "12000"),
        ("3亿", "300000000"),
        ("1.50", "1.50"),
        ("173.205081万", "1732050.81"),
        ("3亿2000万", "320000000"),
        ("5千", "5000"),
        ("一千三百五十六", "1356"),
        ("壹拾伍", "15"),
        ("贰佰零叁", "203"),
        ("廿一", "21"),
        ("卅", "30"),
        ("卌五", "45"),
        ("两", "2"),
        ("两万五", "25000"),
        ("两百五", "250"),
        ("三千五", "3500"),
        ("一百零五", "105"),
        ("一万零五", "10005"),
        ("一万零五十", "10050"),
        ("一万百", "10100"),
        ("零", "0"),
        ("〇", "0"),
        ("十", "10"),
        ("百", "100"),
        ("百万", "1000000"),
        ("二〇二四", "2024"),
        ("一○二", "102"),
        ("一万亿", "1000000000000"),
        ("9" * 24, "9" * 24),
        ("99999999亿亿", "99999999" + "0" * 16),
        ("零" * 39 + "五", "5"),
    ],
)
def test_the_value_of_a_whole_number(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "十余",
        "三四",
        "七八",
        "〇〇",
        "十四五",
        "万一",
        "五六十",
        "百千",
        "一二万",
        "万零",
        "12,34",
        "1,2345",
        "1.2.3",
        "abc",
        "3件",
        "若干",
        "-5",
        "1e5",
        "١",
        "²",
        "亿一",
        "三万四五",
        "一万三十四五",
        "一万三四五",
        "一亿零千",
        "9" * 25,
        "9" * 20 + "亿",
        "100000000亿亿",
        "零" * 40 + "五",
        "一万" * 30,
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ("共收到申请1,356件,办结1 046件", ["1356", "1046"]),
        ("受理一千三百五十六件,壹拾伍件,廿一件,卅件", ["1356", "15", "21", "30"]),
        ("新收4,结转0,办结4,下年0。", ["4", "0", "4", "0"]),
        ("今年:126、去年:118、", ["126", "118"]),
        ("办结数8,结转数为1", ["8", "1"]),
        ("复议一件、诉讼两件,无一人投诉", ["1", "2", "1"]),
        ("行政复议一起,我们一起努力", ["1", "1"]),
        ("12起(34件)", ["12", "34"]),
        ("三次、四条、五份、六宗、七项、八例、九封、十个", ["3", "4", "5", "6", "7", "8", "9", "10"]),
        ("受理申请零件", ["0"]),
        ("实现“零申请”“零投诉”,零复议、零诉讼,零收费,零起诉", ["0", "0", "0", "0", "0", "0"]),
        ("实现“零”申请", ["0"]),
        ("收费0.12万元,投入1.2亿元,三百余万元", ["1200", "120000000", "3000000"]),
        ("阅读量1.2万余次", ["12000"]),
        ("300余万个", ["3000000"]),
        ("第一季度收到12件", ["12"]),
        ("12345件工单", ["12345"]),
        ("收到20240件", ["20240"]),
        ("二〇二四年收到一〇二件", ["102"]),
        ("百余件、千余次", ["100", "1000"]),
        ("三、收到和处理|3|0|1", ["3", "0", "1"]),
        ("总计为3.", ["3"]),
        ("注:2件已办", ["2"]),
        ("其中1、2号楼3件", ["1", "3"]),
        ("详见www.example.gov.cn/2024/05,共5件", ["5"]),
        ("3,100,25", ["3", "100", "25"]),
        ("4.3件申请", ["3"]),
        ("主动公开。12.35件已办结;公开1.5万条", ["35", "15000"]),
    ],
)
def test_numerals_are_found_in_order(reading: str, found: list[str]) -> None:
    assert [numeral.value for numeral in find_numerals(reading)] == [Decimal(value) for value in found]


@pytest.mark.parametrize(
    "reading",
    [
        "2024年1月2日",
        "12月31日止",
        "2021年、2022年",
        "2021-2023年",
        "2021——2023年",
        "20231月1日至202312月31日",
        "202311日至1231日",
        "期间为2024126",
        "20241231",
        "二〇二四年一月二日",
        "三年来",
        "3年多",
        "国办公开办函〔2021〕30号",
        "国办函(2020)109号",
        "〔202130号",
        "第二十条、第三方、第1条、第一",
        "电话0772-7618095",
        "电话:7618095,传真:7618096",
        "邮编545200",
        "手机13800138000",
        "网址http://www.example.gov.cn/2024/05/t20240501_12.html",
        "邮箱qs2024@example.cn",
        "12345热线",
        "拨打12345政务服务便民热线",
        "完成率98%,上升2.5个百分点,百分之五,三分之一",
        "比例3:1,约占1/3",
        "8:30至12:00",
        "2至3件",
        "2-3件",
        "一至三件",
        "三到五件",
        "三四件、七八件",
        "数十件、几十件",
        "X件、××件、20××年、20XX年、N件",
        "057********58",
        "A4纸、5G网络、V2.0、G20",
        "1.完善制度",
        "2、健全机制",
        "3)公开",
        "工作。1.完善;2.健全",
        "(1)公开(二)依申请",
        "一是加强,二是完善",
        "一、总体情况",
        "一些、一定、一律、统一、进一步、唯一、一致、一般、万一、十分、百姓、千方百计、千万不要",
        "一把尺子、一线、一体、三公经费、四位一体、三审三校、两微一端、五公开、百年",
        "一次性、一条龙、一件事、一例外、一部分、三部门、两个人、一人大、一起来",
        "零距离、零部件、零星",
        "十四五规划、二十大、二十届三中全会",
        "3个工作日、15日内、24小时、三个月、两周、半天、30天、5分钟、20个自然日",
        "“1+3+N”体系",
        "落实“三个一”办件机制、“两件套”服务和“五公开”要求",
        "3·15、12·4宪法日",
        "星期一次日",
        "",
    ],
)
def test_what_only_looks_like_a_numeral(reading: str) -> None:
    assert find_numerals(reading) == []


@pytest.mark.parametrize(
    ("reading", "text", "value", "op"),
    [
        ("共1300余件", "1300余", 1300, ">="),
        ("共十余件", "十余", 10, ">="),
        ("共30多件", "30多", 30, ">="),
        ("共十几件", "十几", 10, ">="),
        ("共100+件", "100+", 100, ">="),
        ("超过50件", "超过50", 50, ">="),
        ("逾百件", "逾百", 100, ">="),
        ("上百件", "上百", 100, ">="),
        ("至少3件", "至少3", 3, ">="),
        ("不少于3件", "不少于3", 3, ">="),
        ("20以上", "20以上", 20, ">="),
        ("20件以上", "20", 20, ">="),
        ("近20件", "近20", 20, "<="),
        ("不足10件", "不足10", 10, "<="),
        ("不超过10件", "不超过10", 10, "<="),
        ("最多10件", "最多10", 10, "<="),
        ("10件以内", "10", 10, "<="),
        ("10以下", "10以下", 10, "<="),
        ("约120件", "约120", 120, "~"),
        ("大约一百件", "大约一百", 100, "~"),
        ("100件左右", "100", 100, "~"),
        ("100上下", "100上下", 100, "~"),
        ("近20余件", "近20余", 20, "~"),
        ("最近20件", "20", 20, "="),
        ("节约20件", "20", 20, "="),
        ("以上20件", "20", 20, "="),
        ("20件以上级为准", "20", 20, "="),
    ],
)
def test_hedges(reading: str, text: str, value: int, op: str) -> None:
    [numeral] = find_numerals(reading)
    assert (numeral.text, numeral.value, str(numeral.op)) == (text, Decimal(value), op)
    assert reading[numeral.start : numeral.end] == text


def test_plain_is_what_is_written_in_digits() -> None:
    assert [numeral.plain for numeral in find_numerals("收到12件,办结十一件")] == [True, False]


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**8), st.sampled_from(("low", "up")))
def test_numbers_written_in_chinese_are_read_back(value: int, style: str) -> None:
    written = cn2an.an2cn(value, style)
    assert read_number(written) == value
    if len(written) > 1 and written[0] not in "万亿":
        assert [numeral.value for numeral in find_numerals(f"收到{written}件")] == [value]


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**8))
def test_numbers_written_in_digits_are_read_back(value: int) -> None:
    for written in (str(value), f"{value:,}", f"{value:,}".replace(",", " ")):
        assert read_number(written) == value
        assert [numeral.value for numeral in find_numerals(f"收到{written}件")] == [value]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.sampled_from("0123456789,. 一二三十百千万亿零〇余多几近约第件个人年月日-至+(”）、X%"), max_size=24
    )
)
def test_no_text_breaks_it(reading: str) -> None:
    read_number(reading)
    last = 0
    for numeral in find_numerals(reading):
        assert last <= numeral.start < numeral.end <= len(reading)
        last = numeral.end


@pytest.mark.parametrize(
    ("words", "value", "within"),
    [
        ("行政许可91.3万件", 913_000, 500),
        ("行政许可91万件", 910_000, 5000),
        ("发送短信1.25亿条", 125_000_000, 500_000),
        ("其中3件，行政许可91.30万件", 913_000, 50),
        ("发放手册3万册", 30_000, 0),
        ("行政许可913000件", 913_000, 0),
        ("收取30万元", 30, 0),
        ("收取8.41亿元", 84_100, 50),
    ],
)
def test_a_number_before_a_myriad_is_rounded(words: str, value: int, within: int) -> None:
    assert rounding(words, Decimal(value)) == within
