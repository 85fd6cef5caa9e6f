"""The manual pages are those of the commands as they are now, and man shows them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from gialint.cli.running import COMMANDS, command
from tools.manual import PAGES, page


@pytest.mark.parametrize("language", PAGES)
def test_the_manual_is_not_stale(language: str) -> None:
    assert PAGES[language].read_text("utf-8") == page(language), "run: make manual"


@pytest.mark.parametrize("language", PAGES)
def test_the_manual_has_every_command_and_option(language: str) -> None:
    text = page(language).replace("\\-", "-")
    for each in map(command, COMMANDS):
        assert f".SS gialint {each.name}" in text
        for option in each.options:
            assert ", ".join(option.flags) in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
@pytest.mark.parametrize("language", PAGES)
def test_it_is_rendered_without_a_complaint(language: str) -> None:
    command = ["groff", "-k", "-man", "-Tutf8", "-ww", "-rLL=80n", str(PAGES[language])]
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30, env=environ)
    # A hyphen may end a line, and marks of emphasis may be escape sequences.
    shown = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", told.stdout)
    assert told.stderr == ""
    assert "gialint check 年度报告.docx" not in shown
    assert "--output-format FORMAT" in shown
    assert "GIALINT_DEBUG" in shown
