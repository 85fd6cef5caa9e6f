"""Measure how the cost grows with the size of a file: ``python benchmarks/growth.py [NAME…]``.

Each shape is checked at a size and at four times that; the instructions of both, less those of the bare
report, may be at most as 1 : 5. They are counted by valgrind and so the same on a busy machine, to half a
percent; without valgrind that column stays empty. At the limit a file is checked as it is, and its CPU
time printed, which should be five seconds at most.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from counting import ASKED
from instructions import COUNTED, VALGRIND, environment
from shapes import SHAPES, Shape

COUNTING = str(Path(__file__).with_name("counting.py"))
LIMITED = re.compile(r"GIA907\W+(?:limit: )?([^,;\n]*)")
RATIO, SECONDS = 5.0, 5.0
TIMES = 4
LEAST = 20_000_000
"""Instructions below which a shape costs nothing, whatever their ratio."""


class Growth(NamedTuple):
    """What a shape costs: instructions at a size and at four times that, seconds and reason at the limit."""

    shape: Shape
    once: int | None
    fourfold: int | None
    seconds: float
    limited: str

    @property
    def ratio(self) -> float | None:
        """How many times the work is done for four times the size."""
        if self.once is None or self.fourfold is None:
            return None
        return self.fourfold / max(self.once, 1) if self.fourfold > LEAST else 1.0

    @property
    def met(self) -> bool:
        return (self.ratio is None or self.ratio <= RATIO) and self.seconds <= SECONDS


def main(names: Sequence[str]) -> int:
    """Print the table; returns 1 where a shape grows too fast or takes too long."""
    chosen = [shape for shape in SHAPES if not names or any(name in shape.name for name in names)]
    row = "| {:<28} | {:<6} | {:>8} | {:>8} | {:>5} | {:>10} | {:>3} | {:<30} |".format
    print(row("shape", "format", "millions", "at × 4", "ratio", "at limit", "s", "limit met"))
    print("|---|---|--:|--:|--:|--:|--:|---|")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for told in growths(chosen, Path(folder)):
            shape = told.shape
            figures = ["" if n is None else f"{n / 1e6:.0f}" for n in (told.once, told.fourfold)]
            ratio = "" if told.ratio is None else f"{told.ratio:.1f}"
            said = ("" if told.met else "NOT MET ") + told.limited
            seconds = f"{told.seconds:.1f}"
            print(row(shape.name, shape.suffix, *figures, ratio, shape.most, seconds, said), flush=True)
            failed += not told.met
    print(f"\n{len(chosen)} shapes, {failed} not met")
    return 1 if failed else 0


def growths(shapes: Sequence[Shape], folder: Path) -> Iterator[Growth]:
    """Yield what each shape costs."""
    bare = {shape.suffix: written(shape, 0, folder) for shape in shapes}
    sized = [written(shape, shape.size * times, folder) for shape in shapes for times in (1, TIMES)]
    counted = instructions([*bare.values(), *sized])
    started = {suffix: next(counted) for suffix in bare}
    for shape in shapes:
        once, fourfold = (_less(next(counted), started[shape.suffix]) for _ in (1, TIMES))
        yield Growth(shape, once, fourfold, *at_limit(written(shape, shape.most, folder)))


def instructions(paths: Sequence[Path]) -> Iterator[int | None]:
    """Yield how many instructions have been done once each file is checked; none without valgrind."""
    if not shutil.which(VALGRIND[0]):
        yield from (None for _ in paths)
        return
    command = [*VALGRIND, sys.executable, COUNTING, *map(str, paths)]
    with subprocess.Popen(command, env=_environment(), stderr=subprocess.PIPE, encoding="utf-8") as run:
        assert run.stderr is not None
        for line in run.stderr:
            if counted := COUNTED.search(line):
                yield int(counted[1].replace(",", ""))
            elif not line.startswith("=="):
                sys.exit(f"valgrind told: {line}{run.stderr.read()}")


def at_limit(path: Path) -> tuple[float, str]:
    """Return the time of the processor that a check takes, and the limit that it meets if any."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "gialint", *ASKED, "--lang", "en", path.name]
    done = subprocess.run(command, cwd=path.parent, env=_environment(), capture_output=True, encoding="utf-8")
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stderr or "GIA901" in done.stdout:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-1000:]}\n{done.stderr[-2000:]}")
    limit = LIMITED.search(done.stdout)
    return seconds, limit[1] if limit else ""


def written(shape: Shape, size: int, folder: Path) -> Path:
    """Write a file of a shape."""
    path = folder / f"{shape.name} {size}{shape.suffix}".replace(" ", "-").replace(",", "")
    path.write_bytes(shape.made(size))
    return path


def _less(counted: int | None, started: int | None) -> int | None:
    return None if counted is None or started is None else counted - started


def _environment() -> dict[str, str]:
    return {**environment(), "PYTHONHASHSEED": "0"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
