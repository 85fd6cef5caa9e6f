"""Words are read by the table of options as argparse reads them, which is asked for comparison."""

from __future__ import annotations

from argparse import ArgumentError, ArgumentParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gialint.cli.arguments import Command, UsageError, parsed
from gialint.cli.options import ALWAYS
from gialint.config import Flag
from gialint.model import Text

ABOUT = Text("甲")
OPTIONS = (
    Flag(("-q", "--quiet"), *ABOUT),
    Flag(("-v", "--verbose"), *ABOUT),
    Flag(("-o", "--output-file", "--output"), *ABOUT, "FILE", many=True),
    Flag(("--jobs",), *ABOUT, "N"),
)
COMMAND = Command("check", *ABOUT, "PATH…", options=OPTIONS)
WORDS = (
    *("-q", "-v", "-qv", "-vq", "-qx", "--quiet", "--quiet=x", "--verbose=", "-qoa", "-vo"),
    *("-o", "-oa.txt", "-o=b", "--output", "--output=c", "--output-file", "--output=", "--out"),
    *(
        "--jobs",
        "--jobs=2",
        "--jo",
        "-j",
        "--",
        "-",
        "",
        "a",
        "b c",
        "-b c",
        "-3",
        "-.5",
        "-3x",
        "--x",
        "--x=y",
    ),
)


def by_argparse(words: list[str]) -> Any:
    """Return what argparse makes of the options among words, or that it takes none of it."""
    at = words.index("--") if "--" in words else len(words)
    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in (*OPTIONS, *ALWAYS):
        action = "store_true" if not option.metavar else "append" if option.many else "store"
        parser.add_argument(*option.flags, action=action, dest=option.field)
    try:
        found, rest = parser.parse_known_args(words[:at])
    except ArgumentError:
        return None
    if any(word.startswith("-") and word != "-" for word in rest):
        return None
    return {**vars(found), "operands": [*rest, *words[at + 1 :]], "withheld": []}


@given(st.lists(st.sampled_from(WORDS), max_size=6))
@example(["-ohtml:a=b.html"])
def test_words_are_read_as_argparse_reads_them(words: list[str]) -> None:
    try:
        found = vars(parsed(COMMAND, words))
    except UsageError:
        found = None
    assert found == by_argparse(words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o"], "选项 -o/--output-file/--output 后面缺少一个值"),
        (["--jobs", "-q"], "选项 --jobs 后面缺少一个值"),
        (["--quiet=x"], "选项 -q/--quiet 不带值"),
        (["-qx"], "选项 -q/--quiet 不带值"),
        (["-x"], "没有 -x 这个选项"),
        (["--job=3"], "没有 --job 这个选项"),
    ],
)
def test_what_is_wrong_with_words(words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parsed(COMMAND, words)
    assert raised.value.message.zh == message
