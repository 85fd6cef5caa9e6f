"""Write the example reports into a folder: ``python -m tests.reportwriter examples``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.reportwriter.enforcement import write_enforcement
from tests.reportwriter.files import write_examples

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "examples")
for path in (*write_examples(folder), *write_enforcement(folder / "enforcement")):
    print(path)
