"""Texts that stand over groups of columns, given to every column of their group as a reader gives them."""

from itertools import groupby


def grouped(line: list[str]) -> list[str]:
    """Texts over groups of columns: in the middle of groups of one size, else at the first of each group."""
    at = [index for index, text in enumerate(line) if text]
    if not at or len(at) == len(line):
        return line
    size, odd = divmod(len(line), len(at))
    if at[0] and not odd and all(group * size <= index < (group + 1) * size for group, index in enumerate(at)):
        return [line[at[index // size]] for index in range(len(line))]
    filled, before = [], ""
    for text in line:
        before = text or before
        filled.append(before)
    return filled


def centred(line: list[str]) -> list[str]:
    """Texts that reach over some columns given to all of their group, where each stands in its middle.

    A page tells how wide a text is and not how wide the group that it was centred over: two of four columns.
    """
    runs, at = [], 0
    for text, columns in groupby(line):
        wide = len(list(columns))
        runs += [(text, at, at + wide)] if text else []
        at += wide
    if len(runs) < 2 or len(line) % len(runs):
        return line
    size = len(line) // len(runs)
    for group, (_, first, last) in enumerate(runs):
        inside = group * size <= first and last <= (group + 1) * size
        spare = 1 if size - (last - first) > 1 else 0  # half a column, where more than one is left beside it
        if not inside or abs(first + last - (2 * group + 1) * size) > spare:
            return line
    return [text for text, _, _ in runs for _ in range(size)]
