"""``gialint members``: write a first list of the agencies that must report, from reports that are there."""

from __future__ import annotations

from pathlib import Path

from gialint.cli.arguments import Command, Namespace, misuse
from gialint.cli.options import CONFIGURING, WALKING
from gialint.cli.output import print_out, print_problems, refuse_existing, write_file
from gialint.cli.problems import hinder, in_few_lines, read_reports
from gialint.config import Flag
from gialint.model import Text

COMMAND = Command(
    "members",
    "由现有的报告列出机关，作为应当报送的名单的初稿（供 check --members 使用）",
    "list the agencies of reports, as a draft list of who must report (for check --members)",
    "PATH…",
    least=1,
    options=(
        Flag(
            ("-o", "--output"),
            "写入文件：.yaml、.csv 或 .xlsx（默认打印 YAML）",
            "write to a file, .yaml, .csv or .xlsx (default: print YAML)",
            "FILE",
        ),
        Flag(("--force",), "文件已经存在也覆盖", "overwrite an existing file"),
        *WALKING,
        *CONFIGURING,
    ),
    example="gialint members 2023 -o members.xlsx",
)
GOVERNMENT = "_government"
"""How the kind of an agency ends that reports for all of its members."""
WIDEST = ("provincial", "city", "county")


def run(given: Namespace) -> int:
    """Write the list, or print it; status 2 if a report cannot be read."""
    from gialint.members.roll import plain
    from gialint.members.tables import FORMATS, list_of

    suffix = Path(given.output).suffix.lower() if given.output else ".yaml"
    if suffix not in FORMATS:
        raise misuse(
            f"名单应是 {'、'.join(FORMATS)} 文件", f"a list of members is a file in {', '.join(FORMATS)}"
        )
    if given.output:
        refuse_existing(given.output, given.force)
    config, reports, problems = read_reports(given)
    kinds: dict[str, tuple[str, str]] = {}
    for _, report in reports:
        if report.agency:
            kinds.setdefault(plain(report.agency), (report.agency, report.agency_kind))
    wholes = [name for width in WIDEST for name, kind in kinds.values() if kind == f"{width}{GOVERNMENT}"]
    government = wholes[0] if wholes else ""
    names = [name for name, _ in kinds.values() if name != government]
    content = list_of(government, names, suffix)
    if given.output:
        write_file(given.output, content, new=not given.force)
        said = Text(
            f"已写入 {given.output}：{len(names)} 个机关。核对后用 check --members {given.output}\n",
            f"Wrote {given.output}: {len(names)} agencies. When it is correct: check --members"
            f" {given.output}\n",
        )
        print_out(said.in_language(config.language))
    else:
        assert isinstance(content, str)
        print_out(content)
    print_problems(in_few_lines(problems), config.language)
    return 2 if hinder(problems) or not kinds else 0
