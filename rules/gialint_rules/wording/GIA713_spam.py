"""GIA713: words of gambling or adult sites in the text, by their names and by the shapes of such lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gialint import Facts, Finding, Options, Related, Report, Text, Unassessed, rule
from gialint.checking.kinds import ALLOW
from gialint.checking.kinds.stretches import place_in, scope_of
from gialint.checking.kinds.wanted import Seek, hits, lacking, seek_of

LIST = "spam-words"
WHERE = scope_of({"in": ["title", "prose", "headings", "signature"]})
FIGHTING = (
    "打击|整治|查处|取缔|防范|禁止|严禁|扫黄|反诈|诈骗|涉赌|涉黄|赌博|犯罪|违法|宣传|专项行动|清理|治安|案件|案例|封堵|拦截|举报|"
    "行政处罚"
)
"""Words of sentences about fighting such things."""

SITE = "(?:官网|官方网站|网址|登录|登陆|入口|注册|下载|直播|投注|客户端|手机版|在线|平台|娱乐|app|APP)"
SHAPES = [
    # a brand, what it deals in, and again as a site: X体育_X官网@
    rf"[一-鿿A-Za-z0-9]{{2,6}}(?:体育|娱乐|棋牌|电竞|彩票|国际)[_|·@][一-鿿A-Za-z0-9·]{{0,12}}{SITE}?",
    r"(?:官网|官方网站|平台|体育|娱乐)@",
    rf"(?:棋牌|电竞|彩票)(?!室|馆|协会)(?:\(中国\))?{SITE}",
    r"体育(?:官网|app|APP|投注|备用网址|\(中国\)(?:官方|有限|官网)|手机版下载|注册登录)",
    r"娱乐(?:在线|官网|城官|app|APP|投注|备用网址|平台注册|平台登录|平台官网|\(中国\)|注册登录)",
    r"(?:在线|网上|真钱|滚球|足球|电竞|现金)投注(?!站)|投注(?:网|平台|官网|网站|技巧|入口|app|APP)|下注平台",
    r"澳门(?:新?葡京|金沙|银河|永利|威尼斯|皇冠|太阳城|新濠|美高梅|赌场|赌博|娱乐|六合|六开|彩|开奖|正版|精准)",
    r"澳门(?:资料|百家|博彩|新?天天)",
    r"(?:新澳|香港|澳门)(?:门)?(?:精准|正版|免费|内部)(?:资料|大全)|一肖一码|管家婆一|开奖结果(?:查询|记录|直播)",
    # the sign of the yuan where no amount follows
    r"[一-鿿A-Za-z]¥[一-鿿A-Za-z]|¥(?![ 0-9])[一-鿿]{2,12}",
    # a farm of links: names of pages in a row, with nothing else between
    r"(?:[一-鿿A-Za-z0-9]{2,6}?(?:视频|电影|小说|直播|漫画|游戏|娱乐|棋牌|在线观看|免费观看)[ |_/·-]*){4,}",
    r"(?:(?:https?://|www\.)(?![A-Za-z0-9.-]*(?:gov|org|edu)\.cn)[A-Za-z0-9.-]{4,40}[/\w.?=-]*[ |,;、]*){4,}",
]
SHOWN = 40
"""How many places the finding names."""


@rule(
    "GIA713",
    "spam",
    severity="error",
    title=Text(
        "正文不应混入赌博、色情网站的词语", "The text must not contain words of gambling or adult sites"
    ),
    basis=["《中华人民共和国网络安全法》第十二条", "custom"],
    hint=Text(
        "请在本机关网站上核对原文；确被篡改的，应立即处置。核对之前，其他问题最高按警告列出。",
        "Compare the agency's own site, and act at once if it was tampered with. Until then other findings "
        "are warnings at most.",
    ),
    tags=["wording", "damage"],
    since="0.1.0",
    caps="warning",
    options=[ALLOW],
    examples=[
        {
            "clean": {
                "一": "开展打击网络赌博专项行动，取缔老虎机12台，查处百家乐赌博案件3起，宣传防范裸聊诈骗。"
            }
        },
        {
            "clean": {
                "一": "公开体育平台、娱乐场所和棋牌室审批结果，公益金¥200万元，体彩投注站名单；赴澳门招商。"
            }
        },
        {"clean": {"六": "本报告见 http://www.yunping.gov.cn/ 和 www.linjiang.gov.cn。"}},
        {
            "violates": {"一": "365bet体育在线青石镇人民政府做好公开工作。"},
            "says": "正文有不相干的词语“365bet”，网页可能被篡改，也可能不是本机关的网页",
        },
        {
            "violates": {"preface": "海棠直播 首页 无障碍", "一": "做好公开工作。"},
            "says": "正文有不相干的词语“海棠直播”，网页可能被篡改，也可能不是本机关的网页",
        },
        {
            "violates": {"一": "星空体育_星空官网@青石镇人民政府做好公开工作。"},
            "says": "正文有不相干的词语“星空体育_星空官网”，网页可能被篡改，也可能不是本机关的网页",
        },
        {
            "violates": {"一": "大唐娱乐在线¥澳门新天天彩。"},
            "says": "正文有“娱乐在线”等 2 处不相干的词语，网页可能被篡改，也可能不是本机关的网页",
        },
        {
            "violates": {"六": "极速电影 天天小说 爱看漫画 甜蜜直播 免费视频 没有其他事项"},
            "says": (
                "正文有不相干的词语“极速电影 天天小说 爱看漫画 甜蜜直播 免费视频”，"
                "网页可能被篡改，也可能不是本机关的网页"
            ),
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding | Unassessed]:
    """Tell all places in one finding."""
    yield from lacking(report, [LIST])
    found = sorted(
        (
            place_in(report, hit.stretch, hit.start, hit.end)
            for seek in _sought(tuple(options["allow"]))
            for hit in hits(report, WHERE, seek)
        ),
        key=lambda place: place.start,
    )
    if not found:
        return
    first, count = found[0], len(found)
    zh, en = f"不相干的词语“{first.text}”", f"words that do not belong there: “{first.text}”"
    if count > 1:
        zh = f"“{first.text}”等 {count} 处不相干的词语"
        en = f"{count} runs of words that do not belong there, such as “{first.text}”"
    yield Finding(
        Text(
            f"正文有{zh}，网页可能被篡改，也可能不是本机关的网页",
            f"the text contains {en}; the page may have been tampered with, or is not the agency's",
        ),
        first,
        tuple(Related(Text("同样", "likewise"), place) for place in found[1:SHOWN]),
        {"count": str(count)},
    )


@cache
def _sought(allowed: tuple[str, ...]) -> tuple[Seek, Seek]:
    """Return the search by name and by shape, except inside allowed words."""
    return (
        seek_of({"words": LIST, "unless": FIGHTING}, allowed),
        seek_of({"pattern": SHAPES, "unless": FIGHTING}, allowed),
    )
