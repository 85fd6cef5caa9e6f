"""The codes by which gialint speaks of itself, as rules that can be listed and explained."""

from __future__ import annotations

from gialint.model import Rule, Severity, Text

FAMILIES = {"GIA9": Text("文件", "file")}
"""What the family of these codes is called."""

_SAYINGS = (
    (
        "GIA901",
        "rule-crashed",
        Severity.ERROR,
        Text("规则运行出错，本条规则未能检查", "A rule crashed and could not be checked"),
        Text(
            "请反馈给该规则的作者；其他规则的结果不受影响。",
            "Report it to the rule's author; all other rules were checked.",
        ),
    ),
    ("GIA902", "unreadable", Severity.ERROR, Text("文件无法读取", "The file cannot be read"), None),
    (
        "GIA903",
        "plugin-broken",
        Severity.ERROR,
        Text("插件或规则文件有误，未能加载", "A plugin or rule file is broken and was not loaded"),
        None,
    ),
    (
        "GIA904",
        "unused-suppression",
        Severity.WARNING,
        Text("豁免没有起作用", "A suppression has no effect"),
        Text(
            "问题已经改正、数字已变，或写法有误：请核实后改写，或删去这一条。",
            "The finding is fixed, its figures changed, or the waiver has an error: rewrite or delete it.",
        ),
    ),
    (
        "GIA905",
        "not-an-annual-report",
        Severity.WARNING,
        Text("看不出这是一份要检查的报告", "This does not look like a report of the kind that is checked"),
        Text(
            "请确认文件是否选对；没有识别出标题、各部分标题和表格，因此没有检查任何内容。",
            "Check that this is the right file: no title, section or table was recognised.",
        ),
    ),
    ("GIA906", "configuration", Severity.ERROR, Text("配置有误", "The configuration is wrong"), None),
    (
        "GIA907",
        "limit",
        Severity.ERROR,
        Text("文件超出限制，未检查", "The file exceeds a limit and was not checked"),
        None,
    ),
    (
        "GIA908",
        "not-checked",
        Severity.WARNING,
        Text("文件夹里的这个文件未检查", "This file in a folder was not checked"),
        Text(
            "里面如有报告，请另存为可以读取的格式；不需要的可以排除"
            "（在命令行上，用 --exclude 或设置 exclude）。",
            "If it contains a report, save it in a supported format; otherwise leave it out (on the"
            " command line, with --exclude or the setting exclude).",
        ),
    ),
    (
        "GIA805",
        "duplicate-report",
        Severity.WARNING,
        Text("同一机关同一年度的报告有几个文件", "Several files are reports of the same agency and year"),
        Text(
            "每个文件都按一份报告计；一份报告请只检查一个文件"
            "（在命令行上，用 --exclude 或设置 exclude 排除其余的）。",
            "Each file counts as a report: check only one of them (on the command line, exclude the others"
            " with --exclude or the setting exclude).",
        ),
    ),
    (
        "GIA806",
        "missing-report",
        Severity.WARNING,
        Text("名单里的机关应当都有报告", "Every member should have its report"),
        Text(
            "催报，或核对名单（also 写曾用名，from、until 写起止年度）。",
            "Request it, or fix the list: other names go into also, years into from and until.",
        ),
    ),
)


def engine_rules() -> tuple[Rule, ...]:
    """Return the rules by which gialint speaks of files: nothing is checked by them."""
    tags, since = ("engine",), "0.1.0"
    return tuple(
        Rule(code, name, title, severity, (), lambda report, facts: (), hint, tags, since, scope="engine")
        for code, name, severity, title, hint in _SAYINGS
    )
