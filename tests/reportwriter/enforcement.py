"""The second kind of report: the yearly enforcement statistics of an invented bureau, clean and faulty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.reportwriter.draft import DraftReport, DraftSection, Grid, Slot
from tests.reportwriter.files import written

FORMATS = ("txt", "html", "docx")
HEADINGS = ("执法种类", "上年未办结", "本年受理或立案", "本年办结", "年末未办结")
MATTERS = (("行政许可", (3, 46, 47, 2)), ("行政处罚", (2, 20, 18, 4)), ("行政强制", (0, 1, 1, 0)))


def clean() -> DraftReport:
    """Return a report in which prose and table agree."""
    return DraftReport(
        "云坪县应急管理局2024年行政执法统计年报",
        ("根据国办发〔2018〕118号的要求，现公布本机关2024年行政执法总体情况。",),
        (
            DraftSection(
                "一、执法主体和执法人员情况",
                ("云坪县应急管理局是法定行政执法主体。年末持有行政执法证件的12人。",),
            ),
            DraftSection(
                "二、行政执法案件办理情况",
                (
                    "全年受理行政许可申请46件，办结47件。",
                    "全年立案行政处罚案件20件，办结18件。全年开展检查95次，罚款3万元。",
                    "全年实施行政强制1件。",
                ),
                _grid(MATTERS),
            ),
            DraftSection("三、行政执法监督情况", ("接受上级案卷评查2次，没有案卷被评为不合格。",)),
            DraftSection("四、其他需要说明的事项", ("没有其他需要说明的事项。",)),
        ),
        ("云坪县应急管理局", "2025年1月20日"),
    )


def faulty() -> DraftReport:
    """Return the same report with four faults, one for each rule of the pack."""
    report = clean()
    first, second, third, last = report.sections
    told = (
        "全年受理行政许可申请46件，办结46件。",
        "全年立案行政处罚案件22件，办结18件。全年开展检查95次，罚款3万元。",
        second.lines[2],
    )
    permits, *others = MATTERS
    matters = ((permits[0], (3, 46, 46, 2)), *others)
    return replace(
        report,
        sections=(
            replace(first, lines=("云坪县应急管理局是法定行政执法主体。",)),
            replace(second, lines=told, grid=_grid(matters)),
            third,
            replace(last, lines=("没有其他需要说明的事项。咨询电话：____。",)),
        ),
    )


def write_enforcement(folder: Path) -> Iterator[Path]:
    """Write both reports in every format, and yield where."""
    for name, draft in (("clean", clean()), ("faulty", faulty())):
        for form in FORMATS:
            path = folder / f"{name}.{form}"
            path.write_bytes(written(draft, form))
            yield path


def _grid(matters: Sequence[tuple[str, tuple[int, ...]]]) -> Grid:
    rows = [tuple(Slot(heading) for heading in HEADINGS)]
    rows += [
        (Slot(kind), *(Slot(str(number), figure=True) for number in numbers)) for kind, numbers in matters
    ]
    return Grid(len(HEADINGS), tuple(rows))
