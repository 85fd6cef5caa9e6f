"""The tree: no circles of modules, none too long to be one idea, none so short that it is part of another."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST, SHORTEST = 450, 40


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom, be it for types alone.

    But the door of all names for types what it only imports when it is asked for.
    """
    whole = grimp.build_graph("gialint", cache_dir=None)
    run = grimp.build_graph("gialint", exclude_type_checking_imports=True, cache_dir=None)
    for behind in whole.find_modules_directly_imported_by("gialint"):
        if behind not in run.find_modules_directly_imported_by("gialint"):
            whole.remove_import(importer="gialint", imported=behind)
    return whole


def lines(module: str) -> int:
    """Return how long a module is; 0 for a package, whose door may be short."""
    path = ROOT / f"{module.replace('.', '/')}.py"
    return len(path.read_text("utf-8").splitlines()) if path.exists() else 0


def test_no_modules_import_each_other_in_a_circle(graph: grimp.ImportGraph) -> None:
    sorter = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_module_is_too_long(graph: grimp.ImportGraph) -> None:
    assert {module: lines(module) for module in graph.modules if lines(module) > LONGEST} == {}


def test_no_short_module_serves_only_one_other(graph: grimp.ImportGraph) -> None:
    short = [module for module in graph.modules if 0 < lines(module) < SHORTEST]
    alone = {module: graph.find_modules_that_directly_import(module) for module in short}
    assert {module: users for module, users in alone.items() if len(users) == 1} == {}
