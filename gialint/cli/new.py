"""``gialint new``: write a draft in the official form, to be filled in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gialint.cli.arguments import Command, Namespace, UsageError, misuse, nearest, year_in
from gialint.cli.configured import configured
from gialint.cli.options import CONFIGURING, YEAR
from gialint.cli.output import ELSEWHERE, named, print_out, print_problems, refuse_existing, write_file
from gialint.config import Flag
from gialint.model import Text
from gialint.reporting.layout import visible
from gialint.reporting.phrases import as_word

if TYPE_CHECKING:
    from gialint.understanding.edition import Edition

WRITERS = {
    ".docx": "gialint.drafting.docx:docx",
    ".md": "gialint.drafting.draft:markdown",
    ".txt": "gialint.drafting.draft:text",
    ".yaml": "gialint.drafting.draft:yaml",
}
"""By the end of the file's name, what writes a draft."""

COMMAND = Command(
    "new",
    "按规定格式生成一份待填写的报告：标题、六个部分、各张表格、落款",
    "write a draft in the official form, to be filled in: title, sections, tables, signature",
    most=0,
    options=(
        YEAR,
        Flag(("--agency",), "机关全称", "the agency's full name", "NAME"),
        Flag(
            ("--form",),
            "报告种类或格式名称（只有一种时不必给出）",
            "kind of report, or its form's name (not needed for one kind)",
            "FORM",
        ),
        Flag(
            ("-o", "--output"),
            "写入的文件，扩展名决定格式：.docx、.md、.txt、.yaml（默认以标题为名的 .docx）",
            "file to write, its suffix gives the format: .docx, .md, .txt, .yaml"
            " (default: a .docx named by the title)",
            "FILE",
        ),
        Flag(("--force",), "文件已经存在也写", "overwrite an existing file"),
        *CONFIGURING,
    ),
    example="gialint new --year 2025 --agency 青石镇人民政府 -o draft.docx",
)
AFTER = Text(
    "已写入 {path}。填好“____”“【填写：…】”和表格后运行：gialint check {word}\n",
    "Wrote {path}. Fill in ____, 【填写：…】 and the tables, then run: gialint check {word}\n",
)


LIKE = Text(f"例如：{COMMAND.example}", f"For example: {COMMAND.example}")


def run(given: Namespace) -> int:
    """Write the draft; raises UsageError for what is missing, unknown or in the way."""
    from gialint.drafting.draft import begun
    from gialint.files.cache import cache_folder
    from gialint.hookspecs import loaded
    from gialint.plugins.knowledge import templates
    from gialint.plugins.loading import load

    year, agency = _year(given.year), _agency(given.agency)
    config, problems = configured(given)
    plugins = load(config, rules=False, cache=cache_folder())
    forms, slips = templates(plugins.editions, plugins.stores)
    print_problems((*problems, *plugins.problems, *slips), config.language)
    form, template = _form(forms, year, given.form)
    draft = begun(template, form, agency, year)
    if not any(pattern.search(draft.title) for pattern in form.title_patterns):
        raise misuse(
            f"不像年度报告的标题：{draft.title}",
            f"not the title of an annual report: {draft.title}",
            "请核对机关名称和年度。",
            "Check the agency's name and the year.",
        )
    usual = f"{draft.title}.docx"
    path: str = given.output or usual
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        path = os.path.join(path, usual)
    writer = _writer(path)
    refuse_existing(path, given.force)
    write_file(path, loaded(writer)(draft), new=not given.force, advice=ELSEWHERE)
    print_out(AFTER.in_language(config.language).format(path=named(path), word=named(as_word(path))))
    return 2 if slips or plugins.problems else 0


def _year(word: str | None) -> int:
    if word is None:
        raise UsageError(Text("请用 --year 给出报告年度", "give the report year with --year"), LIKE)
    return year_in(word)


def _agency(name: str | None) -> str:
    if name is None or not name.strip():
        message = Text("请用 --agency 给出机关全称", "give the agency's full name with --agency")
        raise UsageError(message, LIKE)
    sign = next((sign for sign in name if sign in "/\\{}<>|#*" or not sign.isprintable()), "")
    if sign:
        what = visible(sign)
        raise misuse(
            f"机关名称里不能有“{what}”：{visible(name)}", f"an agency's name has no “{what}”: {visible(name)}"
        )
    if re.search(r"\d{4} ?年|年度报告", name):
        raise misuse(
            f"这不是机关名称：{name.strip()}",
            f"this is not an agency's name: {name.strip()}",
            "只写机关全称，年度和标题会自动加上。",
            "Give the name alone; year and title are added to it.",
        )
    return name.strip()


def _form(
    forms: Sequence[tuple[Edition, Mapping[str, Any]]], year: int, name: str | None
) -> tuple[Edition, Mapping[str, Any]]:
    """Return the newest form of that kind or name that holds in that year, with its template."""
    named = [each for each in forms if name is None or name in (each[0].form, each[0].name)]
    if not named and name is not None:
        message = Text(f"没有“{name}”这种格式的样板", f"there is no template of a form “{name}”")
        raise nearest(message, name, [known for form, _ in forms for known in (form.form, form.name)])
    fitting = [each for each in named if each[0].first_year <= year <= each[0].last_year]
    kinds = list(dict.fromkeys(form.form or form.name for form, _ in fitting))
    if len(kinds) > 1:
        raise misuse(
            "有几种报告，请用 --form 选一种",
            "there are several kinds of report, choose with --form",
            f"可用：{'、'.join(kinds)}",
            f"Known: {', '.join(kinds)}",
        )
    if not fitting:
        spans = [(form.first_year, form.last_year) for form, _ in named]
        zh = "、".join(f"{first}–{last}" if last < 9999 else f"{first} 年以来" for first, last in spans)
        en = ", ".join(f"{first}–{last}" if last < 9999 else f"{first} and later" for first, last in spans)
        raise misuse(
            f"没有 {year} 年适用的报告样板",
            f"there is no template for the year {year}",
            f"有样板的年度：{zh or '无'}",
            f"There are templates for: {en or 'none'}",
        )
    return max(fitting, key=lambda each: each[0].first_year)


def _writer(path: str) -> str:
    suffix = os.path.splitext(path)[1].lower()
    if suffix in WRITERS:
        return WRITERS[suffix]
    known = " ".join(WRITERS)
    what = Text(f"不能生成 {suffix} 文件", f"cannot write {suffix} files")
    if not suffix:
        what = Text("文件名没有扩展名，不知道写成什么格式", "the name has no suffix to give the format")
    raise UsageError(what, Text(f"可以生成：{known}", f"These can be written: {known}"))
