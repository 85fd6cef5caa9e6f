"""GIA702: a web address that the report gives is not a government site."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Option, Options, Report, Words, rule
from gialint.checking.stretches import readings
from gialint.lazily import lazily

URL = lazily(r"(?:https?://|www\.)([A-Za-z0-9.\-]+)(?::\d+)?(?:/[A-Za-z0-9./?=&%_#\-]*)?")
OFFERED = lazily(r"查阅|查询|下载|浏览|网站|网址|登录|登陆|公布|公开|电子版")
GOVERNMENT = (".gov.cn", ".政务", ".政务.cn")
ALLOW = Option(
    "allow",
    (),
    Words("允许的域名，包括其下级域名", "domains that may be named, and those below them"),
)


@rule(
    "GIA702",
    "non-government-url",
    severity="warning",
    title=Words("报告中的网址应当是政府网站", "Web addresses in the report should be government sites"),
    basis=["《政府信息公开条例》第二十三条、第二十四条", "custom"],
    hint=Words(
        "请打开网址核对；政府网站域名以 .gov.cn 结尾。网页被转载时，网址可能已被改写。",
        "Open the address and check it; government sites end in .gov.cn. A copy may have rewritten it.",
    ),
    tags=["wording", "url"],
    since="0.1.0",
    options=[ALLOW],
    examples=[
        {"clean": {"六": "本报告电子版可在青石镇人民政府网站（http://www.qingshi.gov.cn/）查阅下载。"}},
        {
            "violates": {"六": "本报告电子版可在青石镇人民政府网站（http://mirror.example.com/）查阅下载。"},
            "says": "mirror.example.com",
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
                Words(f"网址 {host} 不是政府网站域名", f"{host} is not the domain of a government site"),
                report.place(passage, match.start(), match.end()),
                values={"host": host},
            )


def _below(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _government(host: str) -> bool:
    return host == "gov.cn" or host.endswith(GOVERNMENT)
