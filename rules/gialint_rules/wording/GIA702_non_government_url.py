"""GIA702: a web address that the report gives is not a government site, or two governments' are named."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Related, Report, Text, rule
from gialint.checking.kinds.stretches import readings
from gialint.lazy_regex import lazy_regex
from gialint.model import Place

URL = lazy_regex(r"(?:https?://|www\.)([A-Za-z0-9.\-]+)(?::\d+)?(?:/[A-Za-z0-9./?=&%_#\-]*)?")
OFFERED = lazy_regex(r"查阅|查询|下载|浏览|网站|网址|登录|登陆|公布|公开|电子版")
PUBLISHED = lazy_regex(r"[^。;]*(?:本报告|年度报告|报告[^。;]{0,6}电子版|电子版)[^。;]*")
"""A sentence that says where to find the report."""

GOVERNMENT = (".gov.cn", ".政务", ".政务.cn")
ALLOW = Option(
    "allow",
    (),
    Text("允许的域名，包括其下级域名", "domains that may be named, with their subdomains"),
)


@rule(
    "GIA702",
    "non-government-url",
    severity="warning",
    title=Text("报告中的网址应为政府网站", "Web addresses in the report should be government sites"),
    basis=["《政府信息公开条例》第二十三条、第二十四条", "custom"],
    hint=Text(
        "请打开网址核对；政府网站域名以 .gov.cn 结尾。转载的网页可能改写过网址。",
        "Open the address and check it; government sites end in .gov.cn. A copy may have rewritten it.",
    ),
    tags=["wording", "url"],
    since="0.1.0",
    options=[ALLOW],
    examples=[
        {"clean": {"六": "本报告电子版可在青石镇人民政府网站（http://www.qingshi.gov.cn/）查阅下载。"}},
        {
            "violates": {"六": "本报告电子版可在青石镇人民政府网站（http://mirror.example.com/）查阅下载。"},
            "says": "网址 mirror.example.com 不是政府网站域名",
        },
        {
            "violates": {
                "preface": "本报告可在县政府网站（http://www.yunping.gov.cn）查阅。",
                "六": "本报告电子版可登录政府网站（http://www.shidu.gov.cn）下载。",
            },
            "says": "一处说报告在 yunping.gov.cn，另一处说在 shidu.gov.cn",
        },
        {
            "clean": {
                "preface": "本报告可在政府网站（http://www.yunping.gov.cn、http://www.linjiang.gov.cn）查阅。",
                "六": "本报告电子版可在信息公开平台（http://xxgk.yunping.gov.cn）下载。",
            },
        },
        {
            "clean": {
                "preface": "本报告可在县政府网站（http://www.yunping.gov.cn）查阅。",
                "一": "政策原文可在国家法规库（https://flk.npc.gov.cn）查询。",
            },
        },
        {
            "clean": {"六": "本报告可在云坪发布网站（http://www.yunping.example.cn/）查阅下载。"},
            "options": {"allow": ["yunping.example.cn"]},
        },
        {
            "violates": {"六": "本报告可在云坪发布网站（http://www.notyunping.example.cn/）查阅下载。"},
            "options": {"allow": ["yunping.example.cn"]},
        },
    ],
)
def check(report: Report, facts: Facts, options: Options) -> Iterator[Finding]:
    """Tell each host once, where the sentence says that something can be found there."""
    if not URL.search(readings(report)):
        return
    yield from _sites(report)
    told: set[str] = set()
    allowed = tuple(domain.lower().strip(".") for domain in options["allow"])
    for passage in report.passages:
        for match in URL.finditer(passage.reading):
            host = match[1].lower().rstrip(".")
            if (
                host in told
                or _government(host)
                or _below(host, allowed)
                or not OFFERED.search(passage.reading)
            ):
                continue
            told.add(host)
            yield Finding(
                Text(f"网址 {host} 不是政府网站域名", f"{host} is not a government domain"),
                report.place(passage, match.start(), match.end()),
                values={"host": host},
            )


def _sites(report: Report) -> Iterator[Finding]:
    """Tell two governments' sites, each named by itself as the place where the report is to be found."""
    found: dict[str, Place] = {}
    for passage in report.passages:
        if "gov.cn" not in passage.reading:
            continue
        for sentence in PUBLISHED.finditer(passage.reading):
            if not OFFERED.search(sentence[0]):
                continue
            named = {
                site: match
                for match in URL.finditer(passage.reading, *sentence.span())
                if (site := _site(match[1].lower().rstrip(".")))
            }
            if len(named) == 1:  # several in one sentence are mirrors of it
                [(site, match)] = named.items()
                found.setdefault(site, report.place(passage, *match.span()))
    if len(found) > 1:
        (one, first), (other, second) = list(found.items())[:2]
        yield Finding(
            Text(
                f"一处说报告在 {one}.gov.cn，另一处说在 {other}.gov.cn",
                f"one passage says that the report is on {one}.gov.cn, another on {other}.gov.cn",
            ),
            second,
            (Related(Text("另一处", "and here"), first),),
            {"site1": one, "site2": other},
        )


def _site(host: str) -> str:
    """Return the part of a host that names its government: yunping of xxgk.yunping.gov.cn."""
    return host.removesuffix(".gov.cn").rpartition(".")[2] if host.endswith(".gov.cn") else ""


def _below(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _government(host: str) -> bool:
    return host == "gov.cn" or host.endswith(GOVERNMENT)
