"""Numbers along an axis of values: they tell how high a bar is, and belong to none."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from crossfoot.read.charts.labels import Label

_FLUSH = 1.2  # points by which the sides of numbers on one axis differ
_EVEN = 0.06  # of the distance between two of them, by which distances differ
_UPRIGHT, _LEVEL = 3, 4  # numbers that make an axis: data labels in a row are more often in even steps


def ticks_of(labels: Iterable[Label]) -> set[int]:
    """The ids of numbers that stand in even steps, flush with one another, and count on in even steps."""
    values = [label for label in labels if label.is_value]
    found = upright_ticks(values)
    for run in _flush(values, lambda label: label.on_page[3]):
        found |= _counting(sorted(run, key=_across), _across, _LEVEL)
    return found


def upright_ticks(labels: Iterable[Label]) -> set[int]:
    """The ids of those of them that stand above one another."""
    values = [label for label in labels if label.is_value]
    upright = (lambda label: label.on_page[2], lambda label: label.on_page[0])
    found: set[int] = set()
    for side in upright:
        for run in _flush(values, side):
            found |= _counting(sorted(run, key=_up), _up, _UPRIGHT)
    return found


def _across(label: Label) -> float:
    return (label.on_page[0] + label.on_page[2]) / 2


def _up(label: Label) -> float:
    return -label.on_page[3]


def _flush(labels: Sequence[Label], side: Callable[[Label], float]) -> list[list[Label]]:
    runs: list[list[Label]] = []
    for label in sorted(labels, key=side):
        if runs and side(label) - side(runs[-1][0]) <= _FLUSH:
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs


def _counting(run: Sequence[Label], place: Callable[[Label], float], fewest: int) -> set[int]:
    """The ids of a run's labels that are `fewest` or more neighbours in even steps of place and of value."""
    found: set[int] = set()
    held: list[Label] = []
    for before, label in pairwise(run):
        if len(held) < 2 or held[-1] is not before or not _goes_on(held, label, place):
            if len(held) >= fewest:
                found.update(map(id, held))
            held = [before, label]
        else:
            held.append(label)
    return found | (set(map(id, held)) if len(held) >= fewest else set())


def _goes_on(held: Sequence[Label], label: Label, place: Callable[[Label], float]) -> bool:
    first, second, last = held[0], held[1], held[-1]
    step, value = place(second) - place(first), second.signed - first.signed
    even = abs(place(label) - place(last) - step) <= max(_EVEN * step, 0.6)
    return even and step > 0 and value > 0 and abs(label.signed - last.signed - value) <= 1e-6 * abs(value)
