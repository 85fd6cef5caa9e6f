"""Every setting there is: how it is read, what it should be and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gialint.config import forms
from gialint.config.values import LANGUAGES, SEVERITIES
from gialint.model import Words

CODE = "GIA301"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a setting is read (raises ``SettingError``), what it should be, and the words it knows."""

    read: Callable[[Any], Any]
    form: Words
    about: Words
    known: tuple[str, ...] = ()
    sample: str = CODE
    """A text that it takes, where it takes texts."""
    pattern: str = r"\S"
    """What its texts match."""


_CODES = Words("规则代码的列表，例如 [GIA3, GIA501]", "a list of codes, such as [GIA3, GIA501]")
_GRAVITY = Words("error、warning 或 info", "error, warning or info")
SETTINGS: Mapping[str, Setting] = {
    "extends": Setting(
        forms.read_texts,
        Words("方案名称或 ./文件.yaml 的列表", "a list of profiles or ./files.yaml"),
        Words(
            "以哪些方案或设置文件为基础，后面的优先",
            "the profiles and files this one builds on; later ones win",
        ),
    ),
    "select": Setting(
        forms.read_codes,
        _CODES,
        Words(
            "只用这些规则；ALL 是全部，包括默认不启用的",
            "only these rules; ALL are all, those off by default among them",
        ),
    ),
    "extend_select": Setting(
        forms.read_codes,
        _CODES,
        Words("另外启用这些规则", "switch these rules on as well"),
    ),
    "ignore": Setting(forms.read_codes, _CODES, Words("不用这些规则", "switch these rules off")),
    "severities": Setting(
        forms.read_severities,
        Words("“代码: 级别”，级别为 error、warning 或 info", "“code: severity”, each error, warning or info"),
        Words("改变规则的级别", "other severities for rules"),
        SEVERITIES,
    ),
    "options": Setting(
        forms.read_options,
        Words("“代码: {选项: 值}”，例如 {GIA113: {max_chars: 800}}",
              "“code: {option: value}”, such as {GIA113: {max_chars: 800}}"),
        Words("规则的选项", "options of rules"),
    ),
    "per_path": Setting(
        forms.read_mapping,
        Words("“路径模式: {设置}”", "“pattern: {settings}”"),
        Words(
            "只对一部分文件的设置，路径从本文件所在的文件夹算起",
            "settings for some files only, by patterns from this file's folder",
        ),
    ),
    "fail_on": Setting(
        forms.one_of(SEVERITIES),
        _GRAVITY,
        Words("达到此级别即以 1 退出", "exit with 1 at this severity"),
        SEVERITIES,
    ),
    "strict": Setting(
        forms.read_truth,
        Words("true 或 false", "true or false"),
        Words(
            "有检查未能进行、有说法未能理解、有文件未检查时也以 1 退出",
            "exit with 1 also if something was not assessed, not understood or not checked",
        ),
    ),
    "language": Setting(
        forms.one_of(LANGUAGES),
        Words("zh 或 en", "zh or en"),
        Words("输出语言", "language of the output"),
        LANGUAGES,
    ),
    "rules": Setting(
        forms.read_texts,
        Words("规则文件或文件夹的列表", "a list of rule files or folders"),
        Words("本地规则", "rules of your own"),
    ),
    "plugins": Setting(
        forms.read_texts,
        Words("模块名或 ./文件.py 的列表", "a list of modules or ./files.py"),
        Words("本地插件", "plugins of your own"),
    ),
    "lexicons": Setting(
        forms.read_texts,
        Words("词表文件或文件夹的列表", "a list of lexicon files or folders"),
        Words("本地词表：提法、文号、机关", "phrases, documents and agencies of your own"),
    ),
    "exclude": Setting(
        forms.read_texts,
        Words('路径模式的列表，例如 [往年, "*旧*"]', 'a list of patterns, such as [old, "*.bak.docx"]'),
        Words(
            "检查文件夹时不看这些文件和文件夹，路径从本文件所在的文件夹算起；排除了多少会计数",
            "files and folders that a walk leaves out, and counts, by patterns from this file's folder",
        ),
    ),
    "archive": Setting(
        forms.read_text,
        Words("一个文件夹", "a folder"),
        Words(
            "往年报告所在的文件夹：只用来比较，本身不检查",
            "folder of the reports of earlier years: compared with, not checked themselves",
        ),
    ),
    "members": Setting(
        forms.read_text,
        Words("一个文件", "a file"),
        Words(
            "应当报送的机关名单（.yaml、.xlsx、.csv）：谁没有报，与汇总是否相符",
            "the agencies that must report (.yaml, .xlsx, .csv): who has not, and whether sums agree",
        ),
    ),
    "waivers": Setting(
        forms.read_text,
        Words("一个文件", "a file"),
        Words("豁免文件：已核实、可以保留的问题", "the file of waivers: findings that may stay"),
    ),
    "baseline": Setting(
        forms.read_text,
        Words("一个文件", "a file"),
        Words("基线文件：不再报告其中已有的问题", "the baseline: known findings, not reported again"),
    ),
    "docs_url": Setting(
        forms.read_page,
        Words(
            "含有 {code} 的网址，例如 https://example.cn/rules/{language}/{code}.html",
            "an address with {code}, such as https://example.org/rules/{language}/{code}.html",
        ),
        Words(
            "规则说明的网址，写进 sarif 的 helpUri；{code} 是规则代码，{language} 是 zh 或 en",
            "where the pages of rules are, for helpUri in sarif; {code} is the rule's, {language} zh or en",
        ),
        sample="https://example.org/{code}",
        pattern=forms.PAGE.pattern,
    ),
}  # fmt: skip
"""Every setting by its name; a hyphen does for the underscore."""

PATHS = ("rules", "plugins", "lexicons", "archive", "members")
"""Settings that name files and folders, from the folder of the file that says so."""

FILES = ("waivers", "baseline")
"""Settings that name a file that need not be there yet."""

PER_PATH = ("select", "extend_select", "ignore", "severities", "options")
"""Settings that may hold for some files only."""
