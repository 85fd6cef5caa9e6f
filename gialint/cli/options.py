"""Options that several commands have; those of settings come from the table of settings."""

from __future__ import annotations

from gialint.config import Flag, flag_of

LANG = flag_of("language")
COLOR = Flag(
    ("--color",),
    "颜色（默认 auto：在终端里才用；环境变量 NO_COLOR、FORCE_COLOR 也有效）",
    "colours (default auto: in a terminal only; NO_COLOR and FORCE_COLOR are respected)",
    "auto|always|never",
    known=("auto", "always", "never"),
)
HELP = Flag(("-h", "--help"), "显示本说明", "show this help")
ALWAYS = (LANG, COLOR, HELP)
TABLE_OR_JSON = Flag(
    ("--output-format",), "table 或 json", "table or json", "FORMAT", known=("table", "json")
)
CODES = (flag_of("select"), flag_of("ignore"), flag_of("extend_select"))
"""Which rules are put, for the commands that check."""
BASELINE, WAIVERS = flag_of("baseline"), flag_of("waivers")
TODAY = Flag(
    ("--today",),
    "豁免按这一天判断是否到期（默认 SOURCE_DATE_EPOCH，再默认今天）",
    "the date that waivers are compared with (default: SOURCE_DATE_EPOCH, otherwise today)",
    "DATE",
)
YEAR = Flag(("--year",), "报告年度，如 2025", "the report year, such as 2025", "YEAR")
WALKING = (
    flag_of("exclude"),
    Flag(
        ("--no-gitignore",),
        "git 工作区里 .gitignore 排除的文件也检查",
        "in a git work tree, also check what its .gitignore excludes",
    ),
)
"""Which files of a folder are taken."""
CONFIGURING = (
    Flag(
        ("--config",),
        "设置文件（默认用最近的 gialint.yaml），或一项设置 KEY=VALUE，可多次给出",
        "settings file (default: the nearest), or a setting KEY=VALUE; repeatable",
        "FILE",
        many=True,
    ),
    Flag(
        ("--profile",),
        "再用一个方案：minimal、recommended、strict，或插件的方案",
        "a profile on top of the settings: minimal, recommended, strict, or a plugin's",
        "PROFILE",
    ),
    Flag(
        ("--isolated",),
        "不用任何 gialint.yaml 和 [tool.gialint]（检查别人的文件夹时用）",
        "ignore every gialint.yaml and [tool.gialint], as for a folder from strangers",
    ),
)
"""Which settings hold."""
MANY = 60
"""Up to so many reports starting processes would take longer than they save."""
JOBS = Flag(
    ("--jobs",),
    f"同时使用的进程数（默认：超过 {MANY} 份报告时用全部核心，否则 1）",
    f"processes to use (default: every core for more than {MANY} reports, else 1)",
    "N",
)
FEW = 20
"""Up to so many files it takes longer to find out whether anything has changed than it saves."""
NO_CACHE = Flag(
    ("--no-cache",),
    f"全部重新检查（默认：超过 {FEW} 份报告时，没有变动的不再检查，沿用上次的结果）",
    f"check everything again (default: with more than {FEW} reports, unchanged ones are not checked again)",
)
