"""Whether outcomes are kept from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gialint.cli.arguments import Option
from gialint.model import Words, is_engine

if TYPE_CHECKING:
    from gialint.run.linter import Linter

FEW = 20
"""Up to so many files it takes longer to find out whether anything has changed than it saves."""

NO_CACHE = Option(
    ("--no-cache",),
    Words(
        f"全部重新检查（默认：超过 {FEW} 份报告时，没有变动的不再检查，沿用上次的结果）",
        f"check everything anew (default: of more than {FEW} reports those that have not changed are not"
        " checked again)",
    ),
)


def cached(lint: Linter, files: int, began: float) -> Linter:
    """Return a linter that keeps the outcomes of so many files, where that serves and nothing forbids it.

    ``began`` is when the run began, in seconds as ``time.time`` counts them.
    """
    if files <= FEW or lint.full_text or any(map(is_engine, lint.problems)):
        return lint
    from gialint.files.cache import cache_folder
    from gialint.run.result_cache import ResultCache
    from gialint.run.run_digest import run_digest

    folder = cache_folder()
    if folder is None:
        return lint

    def caching(each: Linter) -> Linter:
        digest = run_digest(each.config, each.plugins, began)
        return each._replace(cache=ResultCache(folder / "results", digest)) if digest else each

    return lint.with_each(caching)
