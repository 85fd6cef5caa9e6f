"""Many reports: a store beside the bare pool, a second run, Dask, and memory as the reports grow.

    python benchmarks/province.py 2000          # so many reports for the store, the second run and Dask
    python benchmarks/province.py 2000 100000   # and memory, of that many hard links against 1000

The reports are hard links of a hundred, in folders of a thousand.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from folders import spent  # noqa: E402

# Garbage is looked for as seldom as the command looks for it.
POOL = """
import gc
import sys
from pathlib import Path
from gialint.cli import THRESHOLDS
gc.set_threshold(*THRESHOLDS)
from gialint.config import Config
from gialint.run.linter import linter
from gialint.run.pool import processes
for _ in linter(Config()).each(sorted(map(str, Path(sys.argv[1]).rglob("*.docx"))), {}, processes()): pass
"""
DASK = """
import sys
from pathlib import Path
from dask.distributed import Client
from gialint.bulk import check_table, chunks
if __name__ == "__main__":
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        client.gather(client.map(check_table, chunks(sorted(Path(sys.argv[1]).rglob("*.docx")), 50)))
"""


def main(count: int, most: int) -> None:
    """Print what each run took, and its ratio to what it is compared with."""
    gialint = [str(Path(sys.executable).with_name("gialint")), "check", "--output-format", "concise", "-q"]
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, "XDG_CACHE_HOME": folder}
        reports, store = links(Path(folder, "reports"), count), f"sqlite:{folder}/a.db"
        pool = spent([sys.executable, "-c", POOL, reports], place)
        first = spent([*gialint, reports, "-o", store], place)
        again = spent([*gialint, reports, "-o", store], place)
        line(f"{count} reports to sqlite", first.cpu, "the bare pool", pool.cpu, 1.1)
        line("a second run", again.cpu, "the first", first.cpu, 0.05)
        script = Path(folder, "engine.py")
        script.write_text(DASK, encoding="utf-8")
        line("Dask", spent([sys.executable, str(script), reports], place).cpu, "the pool", pool.cpu, 1.6)
        few = spent([*gialint, "--no-cache", links(Path(folder, "few"), 1000)], place)
        for number, budget in ((10_000, 1.05), (100_000, 1.2)):
            if number <= most:
                many = spent([*gialint, "--no-cache", links(Path(folder, str(number)), number)], place)
                line(f"memory of {number}, MB", many.peak, "of 1000", few.peak, budget)


def line(what: str, one: float, against: str, other: float, budget: float) -> None:
    """Print a comparison."""
    print(f"{what:<28}{one:>12.1f}  {against:<16}{other:>12.1f}{one / other:>8.2f}{budget:>8g}")


def links(folder: Path, count: int) -> str:
    """Make hard links of a hundred reports, so many, and return their folder."""
    from tests.reportwriter.files import written
    from tests.reportwriter.town import varied

    source = folder.with_name("source")
    source.mkdir(exist_ok=True)
    kept = [source / f"{number}.docx" for number in range(100)]
    for number, path in enumerate(kept):
        if not path.exists():
            path.write_bytes(written(varied(number), "docx"))
    for number in range(count):
        below = folder / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:06}.docx").hardlink_to(kept[number % len(kept)])
    return str(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
