"""How far two words are apart: characters to put in, to leave out, to exchange or to swap."""

from __future__ import annotations


def distance(one: str, other: str, limit: int) -> int:
    """Return the edits that turn one word into another, or ``limit`` + 1 where it takes more.

    A swap of two neighbours is one edit (optimal string alignment).
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    start, end = shared(one, other)
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return len(one) + len(other)
    if len({*one} - {*other}) > limit:  # no edit does away with more than one character
        return limit + 1
    return min(_aligned(one, other), limit + 1)


def shared(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two words share at their beginnings, and then at their ends."""
    start = common(one, other)
    return start, common(one[start:][::-1], other[start:][::-1])


def common(one: str, other: str) -> int:
    """Return how many characters two words share at their beginnings."""
    length = 0
    for character, counterpart in zip(one, other, strict=False):
        if character != counterpart:
            break
        length += 1
    return length


def _aligned(one: str, other: str) -> int:
    above: list[int] = []
    row = list(range(len(other) + 1))
    for line, character in enumerate(one, start=1):
        two_above, above = above, row
        row = [line]
        for column, counterpart in enumerate(other, start=1):
            cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (character != counterpart))
            if line > 1 and column > 1 and character == other[column - 2] and one[line - 2] == counterpart:
                cost = min(cost, two_above[column - 2] + 1)
            row.append(cost)
    return row[-1]
