"""What the sound part of a text says about its damaged part: which characters follow which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from operator import add

from gialint.lazy_regex import lazy_regex
from gialint.records import NamedTuple
from gialint.understanding.folding import Traced
from gialint.understanding.glosses import glosses, syllable
from gialint.understanding.traditional import simplified

WORDS = (
    "政府信息公开工作年度报告 现将有关情况报告如下 主动公开情况 依申请公开情况 政府信息管理 "
    "平台建设 监督保障 总体情况 收到和处理申请情况 行政复议诉讼情况 存在的主要问题及改进情况 "
    "其他需要报告的事项 一是 二是 三是 四是 五是 三审三校制度 先审后发 提高报送质量 "
    "信息报送 信息发布 信息审核 日报 晚报 新闻 网站 公众号 门户网站 公示栏 便民服务 "
    "认真贯彻落实 高度重视 进一步加强 推进 完善 健全 机制 制度 规范 服务 群众 企业 社会 "
    "部门 单位 全镇 全县 全市 全区 领导小组 分管领导 主要领导 责任 意识 能力 培训 学习 "
    "宣传 解读 回应 关切 保密审查 政策文件 规范性文件 重点领域 处理决定 办理结果 答复 "
    "结转 本年 上年 统计 期限 数据 数量 电子版 下载 查阅 联系电话 地址 邮编 人民政府 "
    "办公室 镇党政办 街道 村 社区 居民 工作人员 法律法规 条例 要求 及时 准确 全面 有效 "
    "不断 提升 水平 质量 效率 渠道 方式 内容 范围 目录 指南 公开 透明 知情权 参与权 "
    "监督权 措施 不足 差距 加大 力度 深化 拓宽 优化 营商环境 审批 许可 处罚 强制 "
    "财政预算 决算 民生 教育 医疗 乡村振兴 根据 按照 为了 通过 以及 同时 今后 目前 "
    "下一步 截至 未发生 没有 收取费用"
)
"""Ordinary words of official prose, as far as they help to decide which reading is meant."""

_GLOSSED = "報bào 請qǐng 執zhí 處chù 辦bàn 開kāi 國guó 鎮zhèn 縣xiàn 關guān 務wù 會huì 現xiàn 發fā 項xiàng"
_GLOSS = lazy_regex(r"([㐀-鿿])\(([a-zà-ǜ]{1,6})\)")
_DOUBTFUL = lazy_regex(r"\?[^?()A-Za-z\s]*")
_HAN = lazy_regex("[㐀-鿿]{2,}")
_COMMON = frozenset(
    bytes(code for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for code in (row, cell)).decode(
        "gb2312", "ignore"
    )
)
"""The first level of GB 2312, the 3,755 characters in daily use."""

OPENING = 0.5
"""The score of a character that may begin a sentence, where one has ended."""
_MARKS = frozenset("。，、；：？！“”‘’（）《》〈〉〔〕—…　")
_SENTENCE_MARKS = frozenset("。！？；　")
_NUMBERING = frozenset(
    pattern.format(figure)
    for figures, patterns in (
        ("一二三四五六七八九十", "（{} {}） {}、"),
        ("0123456789", "{}年 年{} {}月 月{} {}日"),
    )
    for figure in figures
    for pattern in patterns.split()
)
"""Neighbours in numbers of headings and in dates."""


class Evidence(NamedTuple):
    """Pairs of simplified characters known to follow each other, and characters as written by gloss."""

    known: frozenset[str]
    glossed: Mapping[str, frozenset[str]]

    def weights(self, before: Iterable[str], character: str) -> list[float]:
        """Return how well a simplified character stands after each of others: 1 if known, below 0 if rare."""
        alone = _ordinariness(character)
        begun = alone + OPENING * is_han(character)
        return [
            1.0 if each + character in self.known else begun if each in _SENTENCE_MARKS else alone
            for each in before
        ]

    def hits(self, text: str) -> int:
        """Return how many neighbours in a simplified text are known to follow each other."""
        return sum(left + right in self.known for left, right in pairwise(text))


def gathered(text: str) -> Evidence:
    """Gather the evidence of a whole text, without its doubtful stretches."""
    glossed: dict[str, set[str]] = {}
    for character, letters in (*_GLOSS.findall(text), *((entry[0], entry[1:]) for entry in _GLOSSED.split())):
        if syllable(letters):
            glossed.setdefault(letters, set()).add(character)
    plain = simplified(_DOUBTFUL.sub(" ", Traced(text).changed(glosses(text)).text))
    told = {letters: frozenset(characters) for letters, characters in glossed.items()}
    return Evidence(_pairs(plain) | _pairs(WORDS) | _NUMBERING, told)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(pair for run in _HAN.findall(text) for pair in map(add, run, run[1:]))


def is_strange(character: str) -> bool:
    """Return whether a simplified character is neither in daily use nor a mark of Chinese prose."""
    return _ordinariness(character) < 0


def is_mark(character: str) -> bool:
    """Return whether a character is one of the marks of Chinese prose."""
    return character in _MARKS


def is_han(character: str) -> bool:
    """Return whether a character is a Chinese one."""
    return "㐀" <= character <= "鿿"


@cache
def _ordinariness(character: str) -> float:
    """Return 0 for what any report may have, less for what few have; called a hundred times for each."""
    if character in _COMMON or character in _MARKS:
        return 0.0
    if not is_han(character):
        return -2.0
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return -2.0
    return -1.0
