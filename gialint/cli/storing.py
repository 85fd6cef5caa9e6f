"""Keeping outcomes from one run to the next: in a cache, or in a store (``-o sqlite:FILE``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gialint.cli.arguments import UsageError
from gialint.cli.options import FEW
from gialint.cli.targets import Target
from gialint.hookspecs import loaded
from gialint.model import is_engine

if TYPE_CHECKING:
    from gialint.run.linter import Linter


@contextmanager
def stored(lint: Linter, asked: Sequence[Target], began: float) -> Iterator[Linter]:
    """Yield a linter that writes into the store that is asked for, or as it is; raises UsageError.

    ``began`` is when the run began, in seconds as ``time.time`` counts them.
    """
    target = next((each for each in asked if each.reporter.store), None)
    if target is None:
        yield lint
        return
    from gialint.store.opening import StoreFailed

    try:
        store = loaded(target.reporter.load)(target.path, lint.config.language)
        try:
            yield knowing(lint, began)._replace(store=store, digests=True)
        finally:
            store.close()
    except StoreFailed as error:
        raise UsageError(error.message, error.hint) from error


def cached(lint: Linter, files: int, began: float) -> Linter:
    """Return a linter that keeps the outcomes of so many files, where that serves and nothing forbids it.

    ``began`` is when the run began, in seconds as ``time.time`` counts them.
    """
    if files <= FEW or lint.full_text:
        return lint
    from gialint.files.cache import cache_folder
    from gialint.run.result_cache import ResultCache

    folder = cache_folder()
    if folder is None:
        return lint

    def caching(each: Linter) -> Linter:
        if not each.run_digest:
            return each
        return each._replace(cache=ResultCache(folder / "results", each.run_digest.encode()))

    return knowing(lint, began).with_each(caching)


def knowing(lint: Linter, began: float) -> Linter:
    """Return a linter that knows on what its outcomes depend, where that can be known."""
    if any(map(is_engine, lint.problems)):
        return lint
    from gialint.run.result_cache import run_digest

    listed = lint.roll.days if lint.roll else ""

    def known(each: Linter) -> Linter:
        digest = run_digest(each.config, each.plugins, began)
        return each._replace(run_digest=f"{digest.hex()} {listed}".rstrip() if digest else "")

    return lint.with_each(known)
