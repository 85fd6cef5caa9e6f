"""Nothing tells to install gialint by its bare name: on PyPI that is another project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gialint.cli import lsp, serve
from gialint.cli.new_plugin import files
from gialint.plugins.builtin import REPORTERS

ROOT = Path(__file__).parents[2]
READ = {".cfg", ".html", ".js", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml", ".1"}
SHOWN = ("README*", "docs/**/*", "examples/**/*", "gitlab/*", "editors/**/*", "gialint/**/*", "action.yml")
BARE = re.compile(
    r"""\b(?:pipx? install|uv add|uvx|tool install)\s+(?:-\S+\s+)*["']?gialint(?![\w./@-])"""
    r"""|["']gialint\s*(?:\[|[<>=~!])"""
)
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("- run: python -m pip install gialint", True),
        ("pip install --quiet gialint==0.1.0", True),
        ("请安装：pip install 'gialint[web]'", True),
        ('dependencies = ["gialint>=0.1"]', True),
        ("uvx gialint check 年报.docx", True),
        ("uvx --from . gialint check 年报.docx", False),
        ("python -m pip uninstall gialint", False),
        ("pip install '.[web]'", False),
        ('pip install "git+https://HOST/OWNER/gialint@v0.1.0"', False),
        ("pip install -e gialint-yunping", False),
    ],
)
def test_what_is_a_bare_name(line: str, bare: bool) -> None:
    assert bool(BARE.search(line)) == bare


def test_nothing_tells_to_install_the_other_project() -> None:
    read = 0
    for path in _files(SHOWN):
        read += 1
        assert BARE.findall(path.read_text("utf-8")) == [], path
    assert read > 300


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_plugin_does_not_have_it_fetched(language: str) -> None:
    project = tomllib.loads(files("yunping", language)["pyproject.toml"])["project"]
    assert project["dependencies"] == []


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        ("web", serve.NEEDED.values()),
        ("lsp", lsp.NEEDED),
        ("watch", ["watchfiles"]),
        ("cluster", {"fsspec", *(each.requires for each in REPORTERS if each.requires)}),
    ],
)
def test_what_a_message_names_is_what_the_extra_installs(extra: str, named: Iterable[str]) -> None:
    assert sorted(named) == sorted(Requirement(line).name for line in EXTRAS[extra])


@pytest.mark.parametrize(
    "page", ["README", "docs/upgrading", "docs/quickstart-ci", "docs/continuous-integration"]
)
def test_both_languages_say_whose_the_name_is(page: str) -> None:
    for suffix in (".md", ".zh-CN.md"):
        assert "PyPI" in (ROOT / f"{page}{suffix}").read_text("utf-8")


def _files(patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the files of text that users see or are written for them."""
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            if path.is_file() and path.suffix in READ and not {"__pycache__", "out"} & {*path.parts}:
                yield path
