"""What a configuration may use that nobody has looked at: files below its own folder, and no code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gialint.report import Words
from gialint.reporting.phrases import as_word

if TYPE_CHECKING:
    from gialint.checking.yamlplace import Keys, Loaded
    from gialint.finding import Problem


class Bounds(NamedTuple):
    """How far a configuration reaches; ``origin`` is its file. What other files say is not quoted."""

    origin: Path

    def reach(self, path: Path) -> bool:
        """Tell whether a path leads to its folder or below, links followed."""
        folder = os.path.realpath(self.origin.parent)
        return os.path.join(os.path.realpath(path), "").startswith(os.path.join(folder, ""))

    def problem(self, file: Loaded, keys: Keys, item: str) -> Problem:
        """Return the problem (GIA906) that a path leads elsewhere."""
        message = Words(
            f"未经信任的配置只能使用它自己文件夹里的文件，没有使用：{item}",
            f"a configuration that is not trusted names only files below its own folder; not used: {item}",
        )
        return file.problem(message, keys, hint=ways_out(self.origin))


def ways_out(origin: Path) -> Words:
    """Return what to do about a configuration that is not trusted."""
    word = as_word(str(origin))
    return Words(
        f"先看一遍它要运行和使用的文件，再 gialint trust {word}（持续集成：GIALINT_TRUST 或 check"
        " --allow-plugins）；不用任何配置：--isolated。",
        f"Look at what it runs and uses, then gialint trust {word} (in CI: GIALINT_TRUST, or check"
        " --allow-plugins); to do without any configuration: --isolated.",
    )
