"""Problems for a place in which no report was found."""

from __future__ import annotations

import os
from collections import Counter

from gialint.model import Problem, Words
from gialint.reading.files import parted


def nothing(where: str, endings: tuple[str, ...], left_out: Counter[str]) -> Problem:
    """Return the problem that a folder, an archive or a pattern yields no report, and what was excluded."""
    known = " ".join(endings)
    if os.path.isdir(where):
        place = Words("文件夹里", "in this folder")
    elif parted(where):
        place = Words("压缩包里", "in this archive")
    else:
        place = Words("符合这个模式的文件里", "of this pattern")
    hint = Words("核对路径，或直接写出文件名。", "Check the path, or name the files themselves.")
    if left_out:
        hint = Words(
            f"另有 {left_out.total()} 个文件被 exclude 或 .gitignore 排除：核对它们，或加 --no-gitignore。",
            f"exclude and .gitignore leave out {left_out.total()}: look at them, or give --no-gitignore.",
        )
    return Problem(
        "GIA902",
        Words(f"{place.zh}没有可以检查的报告（{known}）", f"no report to check {place.en} ({known})"),
        where,
        hint=hint,
    )


def unmatched(pattern: str) -> Problem:
    """Return the problem that no file matches a pattern."""
    return Problem(
        "GIA902",
        Words("没有文件与这个模式相符", "no file matches this pattern"),
        pattern,
        hint=Words(
            "核对文件夹和文件名；** 表示任意多层子文件夹。",
            "Check the folder and the names; ** stands for folders at any depth.",
        ),
    )


def closed(error: OSError) -> Problem:
    """Return that a folder could not be opened."""
    from gialint.model.errors import os_error

    why = os_error(error)
    return Problem(
        "GIA902",
        Words(f"无法打开文件夹：{why.zh}", f"cannot open the folder: {why.en}"),
        str(error.filename),
        hint=Words("核对权限后重试。", "Check its permissions and try again."),
    )
