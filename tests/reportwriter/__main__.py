"""Write the example reports into a folder: ``python -m tests.reportwriter examples``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.reportwriter.county import write_county
from tests.reportwriter.enforcement import write_enforcement
from tests.reportwriter.files import write_examples
from tests.reportwriter.great_slips import write_example

WRITERS = {
    ".": write_examples,
    "enforcement": write_enforcement,
    "repo": write_county,
    "county": write_example,
}

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "examples")
for path in (path for name, write in WRITERS.items() for path in write(folder / name)):
    print(path)
