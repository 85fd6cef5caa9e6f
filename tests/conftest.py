"""What tests of several stations share: the national pack's knowledge, and reports from text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import HealthCheck, settings

import gialint_rules
from gialint.config import Config
from gialint.config.trust import VARIABLE, wanted
from gialint.model import Report
from gialint.plugins.knowledge import editions
from gialint.plugins.lexicons import lexicon_data
from gialint.reading import Limits
from gialint.reading.text import read
from gialint.run.linter import Linter, linter
from gialint.understanding.agency import lexicon
from gialint.understanding.claims.vocabulary import vocabulary
from gialint.understanding.understand import Knowledge, understand
from tests.reportwriter.form import HEADINGS

# How long anything takes is the machine's business: no test fails for it.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Leave out of account what whoever runs the tests trusts, and compile the packs once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv(VARIABLE, raising=False)
        yield Path(os.environ["XDG_CACHE_HOME"])


@pytest.fixture(autouse=True)
def no_outcomes_of_other_tests(own_folders: Path) -> None:
    """Forget which files were checked: what is compiled is kept, no result is."""
    rmtree(own_folders / "gialint" / "results", ignore_errors=True)


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Trust the configuration of a folder as it is."""

    def trust(folder: Path) -> None:
        monkeypatch.setenv(VARIABLE, wanted(folder / "gialint.yaml").digest)

    return trust


@pytest.fixture(scope="session")
def gialint() -> Linter:
    """The linter as it comes."""
    return linter(Config())


@pytest.fixture(scope="session")
def known() -> Knowledge:
    """What the national pack knows, compiled once."""
    pack = Path(gialint_rules.__file__).parent
    forms, slips = editions(sorted((pack / "editions").glob("*.yaml")))
    words, broken = lexicon_data(gialint_rules.gialint_lexicons())
    assert not slips
    assert not broken
    phrases = [data for data in words if "claims" not in data]
    claims = [data for data in words if "claims" in data]
    return Knowledge(forms, lexicon(phrases), vocabulary(claims))


@pytest.fixture(scope="session")
def understood(known: Knowledge) -> Callable[[str], Report]:
    """Understand a report written as plain text."""

    def understood(text: str) -> Report:
        return understand(read(text.encode(), "report.txt", Limits()), known)

    return understood


@pytest.fixture(scope="session")
def told(understood: Callable[[str], Report]) -> Callable[..., Report]:
    """Understand a report of one section with the prose given."""

    def told(prose: str, section: str = "一", agency: str = "青石镇人民政府", year: int = 2024) -> Report:
        title = f"{agency}{year}年政府信息公开工作年度报告"
        return understood(f"{title}\n{HEADINGS[section]}\n{prose}\n")

    return told
