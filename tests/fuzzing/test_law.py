"""What fuzzing found is held to the law from then on, and so are some cases of every format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.fuzzing.cases import FOUND, case, seeds
from tests.fuzzing.law import hold
from tests.fuzzing.mutating import KINDS


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_was_found(path: Path) -> None:
    hold(path.name, path.read_bytes())


def test_cases_are_the_same_everywhere_and_each_another() -> None:
    once, again = ([case(5, number).content for number in range(35)] for _ in range(2))
    assert once == again
    assert len(set(once)) == len(once)


def test_most_cases_are_read() -> None:
    cases = [case(7, number) for number in range(42)]
    read = Counter(one.suffix for one in cases if hold(one.name, one.content, one.number))
    assert read.total() > len(cases) / 2, read
    assert read.keys() == KINDS.keys(), read


@pytest.mark.parametrize("suffix", KINDS)
def test_what_is_changed_is_lawful_itself(suffix: str) -> None:
    for content in seeds()[suffix][:2]:
        assert hold(f"报告{suffix}", content)
