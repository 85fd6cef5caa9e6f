"""The settings: one table from which the loader, flags, help, the JSON Schema and the pages are made.

A new setting is a line of ``SETTINGS`` and a field of ``Config``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from gialint.config import kinds
from gialint.config.kinds import SEVERITIES, Kind, is_path
from gialint.model import Text
from gialint.records import NamedTuple

if TYPE_CHECKING:
    from gialint.config.layer import Layer
    from gialint.model import Problem, Severity
    from gialint.plugins.sources import Source

LANGUAGES = ("zh", "en")


class Flag(NamedTuple):
    """An option of a command; without ``metavar`` it is a switch, ``many`` may be given several times.

    ``known`` are the only words it takes.
    """

    flags: tuple[str, ...]
    zh: str
    en: str
    metavar: str = ""
    many: bool = False
    known: tuple[str, ...] = ()

    @property
    def help(self) -> Text:
        """What it does."""
        return Text(self.zh, self.en)

    @property
    def field(self) -> str:
        """The name under which it is given: that of its last flag."""
        return self.flags[-1].lstrip("-").replace("-", "_")


class Setting(NamedTuple):
    """What a setting takes, what it is for, and how it is given.

    ``merge`` is how it goes with what earlier files say: the ``later`` one holds, they are ``added`` up,
    merged by ``keys``, or ``each`` file is heeded by itself. ``paths`` are from the folder of the file that
    names them: they must be ``there``, or ``may`` be. ``scope`` is what it may hold for: the files of one
    configuration, those of a ``pattern`` as well, or the ``run`` as a whole.
    """

    kind: Kind
    form: Text
    about: Text
    merge: Literal["later", "added", "keys", "each"] = "later"
    paths: Literal["", "there", "may"] = ""
    scope: Literal["files", "pattern", "run"] = "files"
    flag: Flag | None = None


_CODES = Text("规则代码的列表，例如 [GIA3, GIA501]", "a list of codes, such as [GIA3, GIA501]")
SETTINGS: Mapping[str, Setting] = {
    "extends": Setting(
        kinds.TEXTS,
        Text("方案名称或 ./文件.yaml 的列表", "a list of profiles or ./files.yaml"),
        Text(
            "以哪些方案或设置文件为基础，后面的优先",
            "the profiles and files this one extends; later ones win",
        ),
    ),
    "select": Setting(
        kinds.CODES,
        _CODES,
        Text(
            "只用这些规则；ALL 是全部，包括默认不启用的",
            "only these rules; ALL means all, including those off by default",
        ),
        merge="each",
        scope="pattern",
        flag=Flag(
            ("--select",),
            "只用这些规则，代码或前缀，逗号分隔",
            "only these rules, by code or prefix",
            "CODES",
            many=True,
        ),
    ),
    "extend_select": Setting(
        kinds.CODES,
        _CODES,
        Text("另外启用这些规则", "switch these rules on as well"),
        merge="each",
        scope="pattern",
        flag=Flag(("--extend-select",), "另外启用这些规则", "these rules as well", "CODES", many=True),
    ),
    "ignore": Setting(
        kinds.CODES,
        _CODES,
        Text("不用这些规则", "switch these rules off"),
        merge="each",
        scope="pattern",
        flag=Flag(("--ignore",), "不用这些规则", "all but these rules", "CODES", many=True),
    ),
    "severities": Setting(
        kinds.LEVELS,
        Text("“代码: 级别”，级别为 error、warning 或 info", "“code: severity”, each error, warning or info"),
        Text("改变规则的级别", "other severities for rules"),
        merge="keys",
        scope="pattern",
    ),
    "options": Setting(
        kinds.OPTIONS,
        Text(
            "“代码: {选项: 值}”，例如 {GIA113: {max_chars: 800}}",
            "“code: {option: value}”, such as {GIA113: {max_chars: 800}}",
        ),
        Text("规则的选项", "options of rules"),
        merge="keys",
        scope="pattern",
    ),
    "per_path": Setting(
        kinds.PER_PATH,
        Text("“路径模式: {设置}”", "“pattern: {settings}”"),
        Text(
            "只对一部分文件的设置，路径从本文件所在的文件夹算起",
            "settings for some files only, by patterns relative to this file's folder",
        ),
        merge="added",
    ),
    "fail_on": Setting(
        kinds.one_of(SEVERITIES),
        Text("error、warning 或 info", "error, warning or info"),
        Text("达到此级别即以 1 退出", "exit with 1 at this severity"),
        scope="run",
        flag=Flag(
            ("--fail-on",),
            "达到此级别即以 1 退出（默认 error）",
            "exit with 1 at this severity (default error)",
            "|".join(SEVERITIES),
            known=SEVERITIES,
        ),
    ),
    "strict": Setting(
        kinds.TRUTH,
        Text("true 或 false", "true or false"),
        Text(
            "有检查未能进行、有说法未能理解、有文件未检查时也以 1 退出",
            "exit with 1 also if something was not assessed, not understood or not checked",
        ),
        scope="run",
        flag=Flag(
            ("--strict",),
            "有检查因缺少数据未能进行、有说法未能理解、有文件未检查时也以 1 退出",
            "exit with 1 also if something was not assessed, not understood or not checked",
        ),
    ),
    "language": Setting(
        kinds.one_of(LANGUAGES),
        Text("zh 或 en", "zh or en"),
        Text("输出语言", "language of the output"),
        scope="run",
        flag=Flag(
            ("--lang",),
            "输出语言（默认按系统语言）",
            "language of the output (default: the locale's)",
            "|".join(LANGUAGES),
            known=LANGUAGES,
        ),
    ),
    "rules": Setting(
        kinds.TEXTS,
        Text("规则文件或文件夹的列表", "a list of rule files or folders"),
        Text("本地规则", "rules of your own"),
        merge="added",
        paths="there",
    ),
    "plugins": Setting(
        kinds.TEXTS,
        Text("模块名或 ./文件.py 的列表", "a list of modules or ./files.py"),
        Text("本地插件", "plugins of your own"),
        merge="added",
        paths="there",
    ),
    "lexicons": Setting(
        kinds.TEXTS,
        Text("词表文件或文件夹的列表", "a list of lexicon files or folders"),
        Text("本地词表：提法、文号、机关", "phrases, documents and agencies of your own"),
        merge="added",
        paths="there",
    ),
    "exclude": Setting(
        kinds.TEXTS,
        Text('路径模式的列表，例如 [往年, "*旧*"]', 'a list of patterns, such as [old, "*.bak.docx"]'),
        Text(
            "检查文件夹时不看这些文件和文件夹，路径从本文件所在的文件夹算起；排除了多少会计数",
            "files and folders to skip and count, by patterns relative to this file's folder",
        ),
        merge="added",
        scope="run",
        flag=Flag(
            ("--exclude",),
            "检查文件夹时不看这些文件和文件夹（模式，可多次给出）；排除了多少会计数",
            "files and folders to skip and count (patterns; repeatable)",
            "PATTERN",
            many=True,
        ),
    ),
    "archive": Setting(
        kinds.TEXT,
        Text("一个文件夹", "a folder"),
        Text(
            "往年报告所在的文件夹：只用来比较，本身不检查",
            "folder of the reports of earlier years: compared with, not checked themselves",
        ),
        paths="there",
        scope="run",
        flag=Flag(
            ("--last",),
            "往年报告所在的文件夹：只用来与今年的比较，本身不检查（可多次给出；也可用设置 archive）",
            "folder of reports of earlier years: compared with, not checked themselves (repeatable;"
            " or the setting archive)",
            "FOLDER",
            many=True,
        ),
    ),
    "members": Setting(
        kinds.TEXT,
        Text("一个文件", "a file"),
        Text(
            "应当报送的机关名单（.yaml、.xlsx、.csv）：谁没有报，与汇总是否相符",
            "the agencies that must report (.yaml, .xlsx, .csv): who has not, and whether sums agree",
        ),
        paths="there",
        scope="run",
        flag=Flag(
            ("--members",),
            "应当报送的机关名单（.yaml、.xlsx、.csv）：说明谁没有报，并与汇总报告比较（也可用设置 members）",
            "the agencies that must report (.yaml, .xlsx, .csv): who has not is listed, and sums"
            " are compared (or the setting members)",
            "FILE",
        ),
    ),
    "deductions": Setting(
        kinds.TEXT,
        Text("一个文件", "a file"),
        Text(
            "本单位的扣分表（.yaml）：gialint matrix 按它列出扣分和得分",
            "the office's own table of deductions (.yaml), by which gialint matrix shows points",
        ),
        paths="there",
        scope="run",
        flag=Flag(
            ("--deductions",),
            "本单位的扣分表（.yaml）：名次按它的得分排，并写明每一分怎么扣的（也可用设置 deductions）",
            "the office's own table of deductions (.yaml): the order goes by its points, and says what"
            " took off which (or the setting deductions)",
            "FILE",
        ),
    ),
    "waivers": Setting(
        kinds.TEXT,
        Text("一个文件", "a file"),
        Text("豁免文件：已核实、可以保留的问题", "the file of waivers: findings that may stay"),
        paths="may",
        scope="run",
        flag=Flag(
            ("--waivers",),
            "豁免文件：已核实、可以保留的问题",
            "file of waivers: findings that may stay, with reasons",
            "FILE",
        ),
    ),
    "baseline": Setting(
        kinds.TEXT,
        Text("一个文件", "a file"),
        Text("基线文件：不再报告其中已有的问题", "the baseline: known findings, not reported again"),
        paths="may",
        scope="run",
        flag=Flag(
            ("--baseline",),
            "基线文件：不再报告其中已有的问题（由 gialint baseline 写出）",
            "baseline: known findings, not reported again (gialint baseline writes it)",
            "FILE",
        ),
    ),
    "docs_url": Setting(
        kinds.PAGE,
        Text(
            "含有 {code} 的网址，例如 https://example.cn/rules/{language}/{code}.html",
            "an address with {code}, such as https://example.org/rules/{language}/{code}.html",
        ),
        Text(
            "规则说明的网址，写进 sarif 的 helpUri；{code} 是规则代码，{language} 是 zh 或 en",
            "where the rule pages are, for helpUri in sarif; {code} is the rule's, {language} zh or en",
        ),
        scope="run",
    ),
}
"""Every setting by its name; a hyphen does for the underscore."""

PER_PATH = tuple(name for name, setting in SETTINGS.items() if setting.scope == "pattern")
"""Settings that may hold for some files only."""

OF_RUN = tuple(name for name, setting in SETTINGS.items() if setting.scope == "run")
"""Settings that hold for a run as a whole, and not for each file by its own configuration."""


def flag_of(setting: str) -> Flag:
    """Return the flag by which a setting is given on a command line."""
    flag = SETTINGS[setting].flag
    assert flag is not None
    return flag


class Excluded(NamedTuple):
    """A pattern of files that no walk takes, and the folder from which it is seen."""

    pattern: str
    root: Path = Path()

    def __str__(self) -> str:
        return self.pattern


class PathSettings(NamedTuple):
    """Settings for the files that a pattern fits, from the folder ``root``; they come after all others."""

    pattern: str
    root: Path
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    options: Mapping[str, Mapping[str, Any]] = {}

    def fits(self, path: str) -> bool:
        """Return whether the pattern fits a path."""
        from gialint.files import path_pattern

        return path_pattern.fits(self.pattern, str(self.root), path)


class Config(NamedTuple):
    """The options of a run; codes may be prefixes (``GIA3``), and an empty ``select`` means all.

    ``severities`` and ``options`` are by whole code; ``fail_on`` is ``error``, ``warning`` or ``info``.
    ``plugins`` are module names, or paths from ``root``, which is the folder of the file ``origin``
    (``""`` without one). Paths are relative if the folder was from which the search began.

    ``layers`` are the files that the settings came from, the last one ``origin``; what those before it
    say of ``select``, ``extend_select`` and ``ignore`` is in them alone.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    fail_on: str = "error"
    language: str = "zh"
    strict: bool = False
    rules: tuple[Path, ...] = ()
    plugins: tuple[str, ...] = ()
    root: Path = Path()
    origin: str = ""
    extend_select: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = {}
    per_path: tuple[PathSettings, ...] = ()
    lexicons: tuple[Path, ...] = ()
    archive: Path | None = None
    members: Path | None = None
    deductions: Path | None = None
    layers: tuple[Layer, ...] = ()
    sources: tuple[Source, ...] = ()
    """The code of ``plugins`` as it was when trust was checked; other code is read when it runs."""
    bounded: bool = False
    """Whether it is not trusted: lines of other files that it names are not quoted."""
    named: tuple[str, ...] = ()
    """Files that the command line names itself, whose lines are quoted in any case."""
    withheld: tuple[Problem, ...] = ()
    """What was not loaded because the configuration is not trusted."""
    waivers: Path | None = None
    baseline: Path | None = None
    docs_url: str | None = None
    """Where the pages of rules are read, with ``{code}`` for the code and ``{language}`` for the language."""
    exclude: tuple[Excluded, ...] = ()
    today: str = ""
    """The day by which waivers end (``2026-03-31``); without one none does."""

    @property
    def speaks_of_rules(self) -> bool:
        """Whether anything is said of which rules are put, or how."""
        said = (self.select, self.ignore, self.extend_select, self.severities, self.options, self.per_path)
        return bool(self.layers) or any(said)

    def veiled(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems of files that it names, without their lines where it is not trusted."""
        if not self.bounded:
            return [*problems]
        from gialint.config.layer import veiled

        return [*veiled(problems, (self.origin, *self.named))]

    @property
    def local(self) -> tuple[Path, ...]:
        """The files and folders that belong to gialint (rules, settings, waivers …) and are no reports."""
        plugins = (self.root / plugin for plugin in self.plugins if is_path(plugin))
        files = (layer.path for layer in self.layers if not (layer.profile or layer.by_hand))
        single = filter(None, (self.members, self.deductions, self.waivers, self.baseline))
        return (*self.rules, *plugins, *self.lexicons, *single, *files)


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``gialint.yaml``; a setting may be spelled with hyphens, and be empty."""
    forms: dict[str, Any] = {
        name: {
            "description": f"{setting.about.zh}。{setting.about.en}.",
            "anyOf": [*setting.kind.forms, {"type": "null"}],
        }
        for name, setting in SETTINGS.items()
    }
    by_path = _table_of({name: forms[name] for name in PER_PATH})
    forms["per_path"]["anyOf"] = [{"type": "object", "additionalProperties": by_path}, {"type": "null"}]
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, "title": "gialint.yaml", **_table_of(forms)}


def _table_of(forms: dict[str, Any]) -> dict[str, Any]:
    spelled = {each: form for name, form in forms.items() for each in (name, name.replace("_", "-"))}
    return {"type": ["object", "null"], "properties": spelled, "additionalProperties": False}
