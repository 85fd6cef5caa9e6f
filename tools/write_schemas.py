"""Write docs/schema, the JSON Schemas of rules, settings and other files of users: ``make schemas``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gialint.cli.schema import schema  # noqa: E402

FOLDER = ROOT / "docs" / "schema"
FILES = {
    "rule": "rule.schema.json",
    "config": "gialint.schema.json",
    "lexicon": "lexicon.schema.json",
    "waivers": "waivers.schema.json",
    "indicators": "indicators.schema.json",
    "deductions": "deductions.schema.json",
}


def main() -> None:
    """Write the files, as ``gialint schema`` prints them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, name in FILES.items():
        (FOLDER / name).write_text(schema(kind), encoding="utf-8", newline="\n")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
