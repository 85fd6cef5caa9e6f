"""Tables whose rows are called otherwise than in the form: cut short, broken over rows, or joined."""

from __future__ import annotations

from dataclasses import replace

from tests.reportwriter.draft import Grid, Slot

SHORT = {
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "4.保护第三方合法权益": "4.第三方权益",
    "3.补正后申请内容仍不明确": "3.补正后不明确",
    "1.信访举报投诉类申请": "1.信访投诉类",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求确认或重新出具信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
}
"""Labels as offices shorten them, whole words or not."""

OTHERS = ("逾期", "3.其他")
"""How the rows of （六） begin, or what they speak of."""


def shortened(grid: Grid) -> Grid:
    """Cut the labels of some rows short."""
    return _with(
        grid,
        [tuple(replace(slot, text=SHORT.get(slot.text, slot.text)) for slot in row) for row in grid.rows],
    )


def broken_groups(grid: Grid, width: int = 3) -> Grid:
    """Break the labels that span rows: every row beside them has a piece of one, of ``width`` characters."""
    rows: list[list[tuple[int, Slot]]] = [[] for _ in grid.rows]
    for number, placed in enumerate(grid.placed()):
        for column, slot in placed:
            if slot.rowspan == 1 or slot.colspan > 1 or slot.figure or not number or _heads(grid, number):
                rows[number].append((column, slot))
                continue
            for down in range(slot.rowspan):
                piece = slot.text[down * width : (down + 1) * width]
                rows[number + down].append((column, Slot(piece)))
    return _with(grid, [tuple(slot for _, slot in sorted(row, key=lambda each: each[0])) for row in rows])


def joined(grid: Grid) -> Grid:
    """Join the rows of （六）其他处理, which stand under each other, in one with the figures of the first."""
    at = [number for number, row in enumerate(grid.rows) if any(_is_other(slot) for slot in row)]
    if len(at) != 3:
        return grid
    first, second, third = at
    rows = [tuple(replace(slot, rowspan=slot.rowspan - 2) if slot.rowspan > 9 else slot for slot in row)
            for row in grid.rows]  # fmt: skip
    kept = [slot for slot in rows[first] if slot.figure]
    rows[first] = (Slot("（六）其他处理", 2), *kept)
    return _with(grid, [row for number, row in enumerate(rows) if number not in (second, third)])


def _is_other(slot: Slot) -> bool:
    return slot.text.startswith(OTHERS[1]) or ("申请人" in slot.text and OTHERS[0] in slot.text)


def _heads(grid: Grid, number: int) -> bool:
    """Tell a row of headings from those of figures."""
    return not any(slot.figure for slot in grid.rows[number])


def _with(grid: Grid, rows: list[tuple[Slot, ...]]) -> Grid:
    return replace(grid, rows=tuple(rows))
