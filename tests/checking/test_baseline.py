"""A baseline knows findings by what they are, tells what is gone, and never grows unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.checking.suppression.baseline import (
    BadBaseline,
    Baseline,
    Compared,
    Entry,
    Known,
    compared,
    grown,
    read_baseline,
    unused,
    written,
)
from gialint.model import Checked, Diagnostic, Gap, Location, Severity

CODES = ("GIA301", "GIA501", "GIA707")


def found(code: str, fingerprint: str, address: str = "三/表1", values: str = "") -> Diagnostic:
    place = Location(address, "三", 3, 1, 3, 2, None, "", "1")
    figures = {"left": values or fingerprint} if values != "-" else {}
    return Diagnostic(
        code, "x", Severity.ERROR, "不符", location=place, values=figures, fingerprint=fingerprint
    )


def pair(key: str) -> tuple[str, str]:
    code, _, fingerprint = key.partition(" ")
    return code, fingerprint


def report(path: str, *keys: str, agency: str | None = None) -> Checked:
    """Make a report whose findings are written short: ``GIA301 f1``."""
    findings = tuple(found(*pair(key)) for key in keys)
    return Checked(path, "docx", agency, "township", 2024 if agency else None, findings=findings)


def known(path: str, *keys: str, agency: str | None = None) -> Known:
    entries = tuple(Entry(*pair(key)) for key in keys)
    return Known(path, agency, 2024 if agency else None, entries)


def run(
    reports: Iterable[Checked], *before: Known, gone: Collection[str] = (), put: Collection[str] = CODES
) -> Compared:
    return compared(list(reports), Baseline("b.json", "", before, frozenset(gone)), lambda path: put, "zh")


def keys(known: Iterable[Known]) -> dict[str, list[str]]:
    return {each.path: [f"{entry.code} {entry.fingerprint}" for entry in each.entries] for each in known}


def silent(compared: Compared) -> list[str]:
    return [
        f"{found.code} {found.fingerprint}"
        for each in compared.reports
        for found in each.findings
        if found.suppressed == "基线（b.json）中已有"
    ]


def test_a_baseline_is_written_from_nothing() -> None:
    assert keys(grown(run([report("b", "GIA501 2", "GIA301 1"), report("a", "GIA301 1"), report("c")]))) == {
        "a": ["GIA301 1"],
        "b": ["GIA301 1", "GIA501 2"],
    }


@pytest.mark.parametrize(
    ("reports", "before", "quiet", "fresh", "stale", "left"),
    [
        ([report("a", "GIA301 1")], [known("a", "GIA301 1")], ["GIA301 1"], [], {}, {"a": ["GIA301 1"]}),
        ([report("a", "GIA301 2")], [known("a", "GIA301 1")], [], ["GIA301 2"], {"a": 1}, {}),
        ([report("a", "GIA501 1")], [known("a", "GIA301 1")], [], ["GIA501 1"], {"a": 1}, {}),
        ([report("a")], [known("a", "GIA301 1", "GIA501 2")], [], [], {"a": 2}, {}),
        (
            [report("a", "GIA301 1", "GIA301 1")],
            [known("a", "GIA301 1")],
            ["GIA301 1"],
            ["GIA301 1"],
            {},
            {"a": ["GIA301 1"]},
        ),
        (
            [report("a", "GIA301 1")],
            [known("a", "GIA301 1", "GIA301 1", "GIA301 1")],
            ["GIA301 1"],
            [],
            {"a": 2},
            {"a": ["GIA301 1"]},
        ),
        ([report("b", "GIA301 1")], [known("a", "GIA301 1")], [], ["GIA301 1"], {}, {"a": ["GIA301 1"]}),
        ([report("./a", "GIA301 1")], [known("a", "GIA301 1")], ["GIA301 1"], [], {}, {"a": ["GIA301 1"]}),
    ],
)
def test_what_is_known_is_matched_by_path_and_fingerprint(
    reports: list[Checked],
    before: list[Known],
    quiet: list[str],
    fresh: list[str],
    stale: dict[str, int],
    left: dict[str, list[str]],
) -> None:
    outcome = run(reports, *before)
    assert silent(outcome) == quiet
    assert [f"{each.code} {each.fingerprint}" for _, each in outcome.fresh] == fresh
    assert dict(outcome.stale) == stale
    assert keys(outcome.left) == left


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("六/段1", "3"), ("六/段2", "3"), True),
        (("一/（二）/段1", "3"), ("一/（二）/段12", "3"), True),
        (("六/段1", "3"), ("六/段2", "4"), False),
        (("六/段1", "3"), ("五/段1", "3"), False),
        (("六/段1", "-"), ("六/段2", "-"), False),
        (("三/表1/总计", "3"), ("三/表2/总计", "3"), False),
    ],
)
def test_a_paragraph_may_get_another_number(
    before: tuple[str, str], now: tuple[str, str], expected: bool
) -> None:
    """What has figures is known by them, in its part of the report; the entry is brought up to date."""
    earlier = Checked("a", "docx", findings=(found("GIA501", "1", *before),))
    later = Checked("a", "docx", findings=(found("GIA501", "2", *now),))
    outcome = run([later], *grown(run([earlier])))
    assert silent(outcome) == (["GIA501 2"] if expected else [])
    assert keys(outcome.left) == ({"a": ["GIA501 2"]} if expected else {})
    assert dict(outcome.stale) == ({} if expected else {"a": 1})


def test_a_moved_finding_is_known_once() -> None:
    earlier = Checked("a", "docx", findings=(found("GIA501", "1", "六/段1", "3"),))
    both = (found("GIA501", "1", "六/段1", "3"), found("GIA501", "2", "六/段2", "3"))
    outcome = run([Checked("a", "docx", findings=both)], *grown(run([earlier])))
    assert silent(outcome) == ["GIA501 1"]


@pytest.mark.parametrize(
    ("paths", "gone", "quiet", "left"),
    [
        (["new"], ["old"], True, ["new"]),
        # Handed in again, in another folder; but not a copy of what is checked, too.
        (["new"], [], True, ["new"]),
        (["new", "old"], [], True, ["old"]),
        (["new", "copy"], ["old"], False, []),
        (["new"], ["old", "older"], False, []),
    ],
)
def test_a_report_that_was_renamed_is_known_by_agency_and_year(
    paths: list[str], gone: list[str], quiet: bool, left: list[str]
) -> None:
    before = [known(path, "GIA301 1", agency="青石镇") for path in gone or ["old"]]
    outcome = run([report(path, "GIA301 1", agency="青石镇") for path in paths], *before, gone=gone)
    assert bool(silent(outcome)) is quiet
    assert list(keys(outcome.left)) == left


def test_another_report_is_not_the_renamed_one() -> None:
    before = known("old", "GIA301 1", agency="青石镇")
    for other in (report("new", "GIA301 1", agency="白石镇"), report("new", "GIA301 1")):
        assert silent(run([other], before, gone=["old"])) == []


@pytest.mark.parametrize(
    ("checked", "put"),
    [
        (report("a"), ("GIA501",)),
        (report("a")._replace(unassessed=(Gap("GIA301", "x", "没有数据", ()),)), CODES),
        (report("a")._replace(reader=None), CODES),
    ],
)
def test_what_was_not_decided_stays(checked: Checked, put: Collection[str]) -> None:
    outcome = run([checked], known("a", "GIA301 1"), put=put)
    assert (dict(outcome.stale), keys(outcome.left)) == ({}, {"a": ["GIA301 1"]})


def test_what_was_not_checked_stays_and_what_is_gone_goes() -> None:
    outcome = run([report("a")], known("b", "GIA301 1"), known("c", "GIA301 1"), gone=["c"])
    assert (dict(outcome.stale), keys(outcome.left)) == ({}, {"b": ["GIA301 1"]})


def test_what_something_else_suppresses_needs_no_baseline() -> None:
    checked = report("a", "GIA301 1")
    waived = checked._replace(findings=(checked.findings[0]._replace(suppressed="豁免"),))
    assert grown(run([waived])) == ()
    assert dict(run([waived], known("a", "GIA301 1")).stale) == {"a": 1}


@pytest.mark.parametrize("code", ["GIA902", "GIA904", "GIA905"])
def test_what_gialint_says_of_itself_is_not_for_a_baseline(code: str) -> None:
    outcome = run([report("a", f"{code} 1")], known("a", f"{code} 1"))
    assert (silent(outcome), outcome.fresh) == ([], ())


def test_what_is_gone_is_told_once() -> None:
    baseline = Baseline("b.json")
    assert list(unused(baseline, {})) == []
    [problem] = unused(baseline, {f"{name}.docx": 2 for name in "gfedcba"})
    assert (problem.code, problem.where) == ("GIA904", "b.json")
    assert problem.message.zh == (
        "基线里有 14 条已不再出现：a.docx 2 条、b.docx 2 条、c.docx 2 条、d.docx 2 条、e.docx 2 条等 7 份报告"
    )
    assert problem.message.en.endswith("a.docx 2, b.docx 2, c.docx 2, d.docx 2, e.docx 2 and 2 more reports")
    assert problem.hint is not None
    assert "gialint baseline --prune" in problem.hint.zh


KEYS = st.builds("{} {}".format, st.sampled_from((*CODES, "GIA905")), st.sampled_from(("1", "2")))
REPORTS = st.dictionaries(st.sampled_from(("a", "b", "c/d")), st.lists(KEYS, max_size=5)).map(
    lambda made: [report(path, *keys) for path, keys in made.items()]
)


@given(REPORTS, st.data())
def test_what_was_written_down_is_not_told_again(reports: list[Checked], data: st.DataObject) -> None:
    """Round trip: after writing, nothing is fresh and nothing is stale, in whatever order it is read."""
    before = data.draw(st.permutations(grown(run(reports))))
    shuffled = [replace(each, entries=tuple(data.draw(st.permutations(each.entries)))) for each in before]
    outcome = run(data.draw(st.permutations(reports)), *shuffled)
    assert (outcome.fresh, dict(outcome.stale)) == ((), {})
    assert outcome.left == grown(run(reports))


@given(REPORTS, REPORTS)
def test_a_baseline_hides_no_more_than_it_knows_and_only_shrinks(
    reports: list[Checked], earlier: list[Checked]
) -> None:
    before = grown(run(earlier))
    outcome = run(reports, *before)
    for old, new in zip(reports, outcome.reports, strict=True):
        assert [each._replace(suppressed=None, in_baseline=False) for each in new.findings] == list(
            old.findings
        )
    told = Counter(key for path, each in keys(before).items() for key in [(path, key) for key in each])
    left = Counter(key for path, each in keys(outcome.left).items() for key in [(path, key) for key in each])
    assert left <= told
    hidden = Counter(
        (checked.path, f"{each.code} {each.fingerprint}")
        for checked in outcome.reports
        for each in checked.findings
        if each.suppressed
    )
    assert hidden <= left


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    st.lists(
        st.builds(
            Known,
            NAMES,
            st.none() | NAMES,
            st.none() | st.integers(2000, 2100),
            st.lists(
                st.builds(
                    Entry,
                    st.sampled_from(CODES),
                    NAMES,
                    NAMES,
                    st.dictionaries(NAMES, NAMES, max_size=2).map(lambda made: tuple(sorted(made.items()))),
                ),
                min_size=1,
                max_size=3,
            ).map(lambda made: tuple(sorted(made))),
        ),
        max_size=3,
    )
)
def test_the_file_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, made: list[Known]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_text(written(made), encoding="utf-8")
    assert list(read_baseline(path).reports) == made


def test_a_finding_is_a_line() -> None:
    assert written([known("甲.docx", "GIA301 1", "GIA501 2", agency="青石镇"), known("b", "GIA301 1")]) == (
        '{"schema": "gialint/baseline/1", "reports": [\n'
        '{"path": "甲.docx", "agency": "青石镇", "year": 2024, "findings": [\n'
        '{"code": "GIA301", "fingerprint": "1", "address": "", "values": {}},\n'
        '{"code": "GIA501", "fingerprint": "2", "address": "", "values": {}}\n'
        "]},\n"
        '{"path": "b", "agency": null, "year": null, "findings": [\n'
        '{"code": "GIA301", "fingerprint": "1", "address": "", "values": {}}\n'
        "]}\n"
        "]}\n"
    )
    assert written([]) == '{"schema": "gialint/baseline/1", "reports": [\n]}\n'


def test_files_that_are_gone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    (tmp_path / "b.json").write_text(written([known("a.docx", "GIA301 1"), known("b", "GIA301 1")]), "utf-8")
    baseline = read_baseline(tmp_path / "b.json")
    assert (baseline.root, set(baseline.gone)) == (str(tmp_path), {"b"})


ENTRY = '{"schema": "gialint/baseline/1", "reports": [{"path": "a", "findings": [%s]}]}'
DAMAGED = "这不是 gialint baseline 写的文件，或已被改坏"


@pytest.mark.parametrize(
    ("text", "message", "quote"),
    [
        (b'{"a":}', "不是正确的 JSON：这里缺少值", '{"a":}\n     ^'),
        (b"", "不是正确的 JSON：这里缺少值", "\n^"),
        (b"\xff", "文件不是 UTF-8 编码", ""),
        (b"[]", DAMAGED, ""),
        (b"{}", DAMAGED, ""),
        (b'{"reports": []}', "基线文件的格式应为 gialint/baseline/1", ""),
        (b'{"schema": "gialint/baseline/9", "reports": []}', "基线文件的格式应为 gialint/baseline/1", ""),
        (b'{"reports": [1]}', DAMAGED, ""),
        (b"[" * 100_000, DAMAGED, ""),
        ((ENTRY % "3").encode(), DAMAGED, ""),
        ((ENTRY % '{"code": "GIA301"}').encode(), DAMAGED, ""),
        ((ENTRY % '{"code": 1, "fingerprint": "1"}').encode(), DAMAGED, ""),
        ((ENTRY % '{"code": "GIA301", "fingerprint": "1", "values": [1]}').encode(), DAMAGED, ""),
        ((ENTRY % '{"code": "GIA301", "fingerprint": "1", "values": {"a": 1}}').encode(), DAMAGED, ""),
        ((ENTRY % "").replace('"a"', "3").encode(), DAMAGED, ""),
        ((ENTRY % "").replace('"a"', '"a", "year": "x"').encode(), DAMAGED, ""),
    ],
)
def test_files_that_are_no_baseline(tmp_path: Path, text: bytes, message: str, quote: str) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(text)
    with pytest.raises(BadBaseline) as caught:
        read_baseline(path)
    problem = caught.value.problem
    assert (problem.code, problem.message.zh, problem.quote) == ("GIA906", message, quote)
    assert problem.where.startswith(str(path))


def test_no_such_baseline(tmp_path: Path) -> None:
    with pytest.raises(BadBaseline, match="没有这个基线文件"):
        read_baseline(tmp_path / "none.json")
    with pytest.raises(BadBaseline, match="无法打开文件"):
        read_baseline(tmp_path)
