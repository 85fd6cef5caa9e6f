"""What gialint itself brings: a plugin like any other, through the same hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gialint.hookspecs import Reader, Reporter, hookimpl

if TYPE_CHECKING:
    from gialint.model import Rule

READERS = (
    Reader("docx", (".docx", ".docm"), "gialint.reading.docx:read"),
    Reader("html", (".html", ".htm"), "gialint.reading.html:read"),
    Reader("text", (".txt",), "gialint.reading.text:read"),
    Reader("markdown", (".md", ".markdown"), "gialint.reading.markdown:read"),
    Reader("yaml", (".yaml", ".yml"), "gialint.reading.yaml_report:read"),
    Reader("pdf", (".pdf",), "gialint.reading.pdf:read"),
    Reader("xlsx", (".xlsx",), "gialint.reading.xlsx:read"),
    Reader("office", (".doc", ".wps", ".rtf", ".odt"), "gialint.reading.office:read"),
)
REPORTERS = (
    Reporter("full", "gialint.reporting.terminal:full", stream="gialint.reporting.terminal:Full"),
    Reporter(
        "concise", "gialint.reporting.terminal:concise", stream="gialint.reporting.terminal:concise_stream"
    ),
    Reporter("json", "gialint.reporting.json:json_result"),
    Reporter("jsonl", "gialint.reporting.json:json_lines", stream="gialint.reporting.json:JsonLines"),
    Reporter("sarif", "gialint.reporting.sarif:sarif", suffixes=(".sarif.json",)),
    Reporter(
        "junit", "gialint.reporting.junit:junit", suffixes=(".xml",), stream="gialint.reporting.junit:Junit"
    ),
    Reporter("github", "gialint.reporting.ci:github", stream="gialint.reporting.ci:github_stream"),
    Reporter("gitlab", "gialint.reporting.ci:gitlab"),
    Reporter("markdown", "gialint.reporting.markdown:markdown", suffixes=(".md",)),
    Reporter(
        "html", "gialint.reporting.html:html", "gialint.reporting.html:pages", (".htm",), full_text=True
    ),
    Reporter("xlsx", "gialint.reporting.xlsx:xlsx"),
    Reporter("docx", "gialint.drafting.returned:returned"),
    Reporter("sqlite", "gialint.store.writing:Store", suffixes=(".db", ".sqlite3"), store=True),
    Reporter(
        "parquet",
        "gialint.store.parquet:tables",
        "gialint.store.parquet:tables",
        digests=True,
        requires="pyarrow",
    ),
    Reporter("waivers", "gialint.reporting.waivers:waivers"),
)


@hookimpl
def gialint_readers() -> tuple[Reader, ...]:
    """Return the readers of the formats in which drafts are passed around."""
    return READERS


@hookimpl
def gialint_reporters() -> tuple[Reporter, ...]:
    """Return the formats for people, for editors and for programs."""
    return REPORTERS


@hookimpl
def gialint_rules() -> tuple[Rule, ...]:
    """Return the codes by which gialint speaks of itself, to be listed and explained."""
    from gialint.checking.engine_rules import engine_rules

    return engine_rules()
