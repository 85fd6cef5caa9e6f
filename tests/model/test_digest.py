"""What a digest keeps of a report comes back as it was read, and no personal number is in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gialint.config import Config
from gialint.model import DIGEST_SCHEMA, SELF, Claim, Digest, kept_claims, kept_facts
from gialint.model.digest import opened_table, packed_table
from gialint.run.linter import linter
from gialint.run.result_cache import packed
from gialint.store.packing import unpacked

EXAMPLES = Path(__file__).parents[2] / "examples"
LINT = linter(Config())._replace(digests=True)


def digest_of(path: str) -> Digest:
    """Return the digest of a file."""
    digest = LINT.check_file(path).digest
    assert digest is not None
    return digest


@pytest.fixture(
    params=["faulty.docx", "faulty.html", "faulty.txt", "draft.txt", "county/2024/财政局.txt", "faulty.yaml"]
)
def path(request: pytest.FixtureRequest) -> str:
    """A report with claims and findings."""
    return str(EXAMPLES / request.param)


def spelled(claims: Iterable[Claim]) -> list[object]:
    """Return what claims say and where, without the lines around them, which a digest does not keep."""
    return [
        claim._replace(
            place=claim.place.location()._replace(context=""),  # type: ignore[arg-type]
            doubts=tuple(doubt.location()._replace(context="") for doubt in claim.doubts),  # type: ignore[misc]
        )
        for claim in claims
    ]


def test_claims_come_back_as_they_were_read(path: str) -> None:
    kept = kept_claims(digest_of(path))
    assert kept
    assert spelled(kept) == spelled(LINT.read(path).claims)


def test_figures_come_back_with_their_places(path: str) -> None:
    stated = [fact for fact in LINT.read(path).facts.stated() if not fact.path.startswith(SELF)]
    kept = kept_facts(digest_of(path), {})
    assert list(kept) == [fact.path for fact in stated]
    for fact in stated:
        found = kept[fact.path]
        assert (found.value, found.state, found.text, found.certainty, found.why) == (
            fact.value,
            fact.state,
            fact.text,
            fact.certainty,
            fact.why,
        )
        assert (found.place and found.place.location()) == (fact.place and fact.place.location())


def test_places_elsewhere_name_their_file(path: str) -> None:
    digest = digest_of(path)
    assert {claim.place.location().path for claim in kept_claims(digest, elsewhere=True)} == {path}
    assert {claim.place.location().path for claim in kept_claims(digest)} == {""}


def test_findings_are_those_of_the_report_by_itself(path: str) -> None:
    checked = LINT.check_file(path)
    assert checked.digest is not None
    assert [(each.code, each.severity, each.fingerprint) for each in checked.digest.findings] == [
        (found.code, found.severity, found.fingerprint) for found in checked.findings
    ]


def test_personal_numbers_are_starred(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    text = (
        "青石镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n全年收到申请3件，联系人13812345678。\n"
    )
    file.write_text(text, encoding="utf-8")
    digest = digest_of(str(file))
    assert [claim.value for claim in kept_claims(digest)] == [3]
    assert "13812345678" not in repr((digest, kept_claims(digest), kept_facts(digest, {})))


def test_a_digest_of_another_schema_is_not_believed(path: str) -> None:
    """Whoever kept it, the report is read again."""
    checked = LINT.check_file(path)
    assert checked.digest is not None
    data = packed(checked)
    known = unpacked(data)
    assert known is not None
    assert known.digest == checked.digest
    older = checked._replace(digest=checked.digest._replace(schema="gialint/digest/3"))
    assert older.digest is not None
    assert older.digest.schema != DIGEST_SCHEMA
    assert packed(older) is None


TEXT = st.text(st.characters(codec=None, categories=None), max_size=5) | st.sampled_from(["", "\n", "\ud800"])
NUMBER = st.integers(-(2**63), 2**63 - 1)


@given(
    st.lists(st.lists(TEXT, max_size=4), max_size=4),
    st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[NUMBER] * width), max_size=5)),
)
def test_a_table_comes_back(texts: list[list[str]], rows: list[tuple[int, ...]]) -> None:
    width = len(rows[0]) if rows else 2
    data = packed_table(texts, [number for row in rows for number in row], width)
    columns, numbers = opened_table(data, width)
    assert [list(column) for column in columns] == texts
    assert [*numbers] == rows


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        packed_table([], [2**63], 1)


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b""), zlib.compress(b"")[:-1]])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, zlib.error)):
        opened_table(data, 1)
