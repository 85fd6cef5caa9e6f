"""How often the one wrong cell of table three is named, and whether a correct one ever is.

``python benchmarks/cells.py [CASES]``: every cell of invented tables with every kind of slip, then so many
tables with several slips (12,000). The same seeds give the same cases.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.rules.full_tables import KINDS, SLIPS, YEARS, Table, invented, named, several_slips

CASES = 12_000
EACH = 60
"""Cases that one invented table is taken for."""


def main(cases: int) -> int:
    """Print what was found; the status is 1 if a cell was missed or an innocent one was named."""
    missed = sum(_single(edition, kind) for edition in YEARS for kind in KINDS)
    innocent = _several(cases)
    return int(bool(missed or innocent))


def _single(edition: str, kind: str) -> int:
    """Put every slip into every cell of a table, and return how many were not named or reported twice."""
    table = invented(edition, kind)
    tried = missed = 0
    for path, figure in table.figures.items():
        for slip in SLIPS.values():
            changed = slip(figure)
            if changed is None or changed == figure:
                continue
            report = table.with_figures({path: changed})
            tried += 1
            missed += len(report.findings) != 1 or named(edition, report) != [path]
    cells = len(table.figures)
    print(f"{edition} {kind:<7} one wrong cell: {tried - missed:>5} of {tried:>5} named, in {cells} cells")
    return missed


def _several(cases: int) -> int:
    """Put several slips into tables, and return how many correct cells were named."""
    counts: Counter[str] = Counter()
    innocent = 0
    combinations = [(edition, kind) for edition in YEARS for kind in KINDS]
    for first in range(0, cases, EACH):
        edition, kind = combinations[first // EACH % len(combinations)]
        table, random = invented(edition, kind, first), Random(first)
        for _ in range(min(EACH, cases - first)):
            outcome = _outcome(table, random)
            counts[outcome] += 1
            innocent += outcome == "an innocent cell named"
    print(
        f"several wrong cells, {cases} tables: "
        + ", ".join(f"{what} {n}" for what, n in counts.most_common())
    )
    return innocent


def _outcome(table: Table, random: Random) -> str:
    wrong = several_slips(table.edition, table.figures, random)
    found = set(named(table.edition, table.with_figures(wrong)))
    if not found <= wrong.keys():
        print("innocent:", table.edition, wrong, sorted(found - wrong.keys()))
        return "an innocent cell named"
    if not found:
        return "none named"
    return "all of them named" if found == wrong.keys() else "some of them named"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
