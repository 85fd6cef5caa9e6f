"""YUN102: section one mentions the place where people can look things up in person."""

from __future__ import annotations

from collections.abc import Iterator

from gialint import Facts, Finding, Report, Severity, Text, rule

WORDS = ("查阅点", "政务公开专区", "查阅场所")


@rule(
    "YUN102",
    "access-point",
    title=Text("第一部分应当介绍政府信息查阅场所", "Section one should mention the public access point"),
    severity=Severity.INFO,
    basis=("custom",),
)
def access_point(report: Report, facts: Facts) -> Iterator[Finding]:
    """Look for the access point anywhere in section one."""
    overview = report.section("一")
    if not overview.found or any(word in passage.reading for passage in overview.passages for word in WORDS):
        return
    assert overview.heading is not None
    yield Finding(
        Text("第一部分没有提到政府信息查阅场所", "section one does not mention a public access point"),
        report.place(overview.heading),
    )
