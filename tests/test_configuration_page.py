"""The pages on configuration: tables are up to date, examples hold, and outputs are as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gialint.cli import main
from gialint.config import SETTINGS, nearest, settled
from gialint.config.rules import config_slips
from gialint.plugins.knowledge import check_lexicon
from gialint.plugins.registering import profile_files
from gialint.run.linter import linter
from gialint.sources.yaml import parse_yaml
from tools.write_configuration import PAGES, filled

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROVINCE = Path(__file__).parents[1] / "examples" / "province"


def text(language: str) -> str:
    return PAGES[language].read_text("utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    return BLOCK.findall(text(language))


def outputs(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield each command shown, what it prints, and the configuration above it if there is one."""
    before = ("", "")
    for block in blocks(language):
        if block[0] == "console":
            first, _, printed = block[1].partition("\n")
            yield first.removeprefix("$ "), printed, before[1] if before[0] == "yaml" else ""
        before = block


def settings(language: str) -> list[str]:
    """Return the configurations shown that are right: those with no output below them."""
    wrong = {given for _, _, given in outputs(language)}
    return [given for kind, given in blocks(language) if kind == "yaml" and given not in wrong]


@pytest.mark.parametrize("language", PAGES)
def test_the_tables_are_up_to_date(language: str) -> None:
    assert text(language) == filled(text(language), language), "run `make pages`"


@pytest.mark.parametrize("language", PAGES)
def test_every_setting_and_profile_is_told_of(language: str) -> None:
    names = {*SETTINGS, *profile_files()}
    assert {name for name in names if f"\n| `{name}` |" in text(language)} == names


@pytest.mark.parametrize("language", PAGES)
def test_the_examples_are_right(language: str, tmp_path: Path) -> None:
    for name in ("rules", "lexicon"):
        (tmp_path / name).mkdir()
    for name in ("ours.py", "province.yaml"):
        (tmp_path / name).touch()
    rules = linter(settled(nearest(tmp_path), {})[0]).plugins.rules
    for given in settings(language):
        (tmp_path / "gialint.yaml").write_text(given, encoding="utf-8")
        config, problems = settled(nearest(tmp_path), {}, allow_plugins=True)
        assert [*problems, *config_slips(config, rules)] == [], given
    [words] = (given for kind, given in blocks(language) if kind == "text")
    check_lexicon(parse_yaml(words, "words.yaml").data)


@pytest.mark.parametrize("language", PAGES)
def test_outputs_are_as_printed(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, printed, given in outputs(language):
        monkeypatch.chdir(tmp_path if given else PROVINCE)
        if given:
            (tmp_path / "gialint.yaml").write_text(given, encoding="utf-8")
        main([*command.split()[1:], "--lang", language])
        told = capsys.readouterr()
        assert (told.err if given else told.out) == printed


def test_both_pages_show_the_same_examples() -> None:
    bare = [[re.sub(r"^#.*\n", "", given) for given in settings(language)] for language in PAGES]
    assert bare[0] == bare[1]
