"""What is wrong with a lexicon beside others, as cases have it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gialint.files.cache import NOWHERE, Stores
from gialint.plugins.lexicons import lexicon_data
from gialint.understanding.edition import Edition


def lexicon_problems(
    path: Path, text: str, beside: Sequence[Path], stores: Stores = NOWHERE, forms: Sequence[Edition] = ()
) -> list[str]:
    """Return what is wrong with the last of some lexicons: ``line:column message | hint``."""
    path.write_text(text, "utf-8")
    found, problems = lexicon_data([*beside, path], stores, forms)
    assert len(found) == len(beside) + (not problems)
    assert all(problem.quote for problem in problems)
    hints = (f" | {each.hint.zh}" if each.hint else "" for each in problems)
    said = (f"{each.where} {each.message.zh}{hint}" for each, hint in zip(problems, hints, strict=True))
    return [each.removeprefix(f"{path}:") for each in said]
