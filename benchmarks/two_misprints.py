"""Two figures misprinted at once: how often an oracle names both, told the relations and the kinds of slips.

It knows how well every sum added up before, and that two figures were misread, transposed, cut short or turned. Each
pair whose slips put all sums back as they were is as likely as its slips make it, all ways together; where several
pairs are likeliest, no method can name the one from the sums.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise

from benchmarks.misprinting import Misprint, Printed, residuals_in_units, value_of

Ways = dict[Fraction, Fraction]
"""By how much a figure is off, in units, and how likely a slip left it so."""


def both_named_by_oracle(printed: Printed, misprint: Misprint) -> Fraction:
    """How often the oracle names both figures: one in as many pairs as are likeliest; none where it errs."""
    before, now = residuals_in_units(printed, {}), residuals_in_units(printed, misprint.texts)
    moved = {each: now[each] - before[each] for each in now if now[each] != before[each]}
    touched = _touched(printed, moved)
    ways = {figure: dict(_ways(printed, misprint, figure)) for figure in touched}
    found = {pair: _together(printed, pair, ways, moved) for pair in combinations(touched, 2)}
    most = max(found.values(), default=Fraction(0))
    likeliest = [set(pair) for pair, weight in found.items() if weight == most and most]
    return Fraction(1, len(likeliest)) if set(misprint.texts) in likeliest else Fraction(0)


def _touched(printed: Printed, moved: Mapping[str, Fraction]) -> list[str]:
    facts = {fact for each in printed.sums if each.id in moved for fact in each.facts}
    return sorted({figure for figure in printed.altered_ones if printed.figures[figure].fact in facts})


def _together(
    printed: Printed, pair: tuple[str, str], ways: Mapping[str, Ways], moved: Mapping[str, Fraction]
) -> Fraction:
    """How likely the slips of two figures moved all sums as they are moved, and no other."""
    times: list[tuple[Fraction, Fraction, Fraction]] = []
    for each in printed.sums:
        own = tuple(
            sum((t.coefficient for t in each.terms if t.fact == printed.figures[figure].fact), Fraction(0))
            for figure in pair
        )
        if any(own):
            times.append((own[0], own[1], moved.get(each.id, Fraction(0))))
        elif each.id in moved:
            return Fraction(0)
    total = Fraction(0)
    for one, weight in ways[pair[0]].items():
        left = {(other, rest - own * one) for own, other, rest in times}
        others = {rest / other for other, rest in left if other}
        if len(others) == 1 and not any(rest for other, rest in left if not other):
            total += weight * ways[pair[1]].get(others.pop(), Fraction(0))
    return total


def _ways(printed: Printed, misprint: Misprint, figure: str) -> Iterator[tuple[Fraction, Fraction]]:
    """By how much a slip of each kind may have moved a figure to what it prints, in units, with how likely it did."""
    own = printed.figures[figure].printed
    now = value_of(misprint.texts.get(figure, printed.figures[figure].text))
    turned = value_of(own.text) != 0 and (own.value < 0) != (value_of(own.text) < 0)
    steps = int(now * own.scale / own.place) * (-1 if turned else 1)
    found: Ways = defaultdict(Fraction)
    sign = -1 if steps < 0 else 1
    for meant, weight in _meant(abs(steps)):
        found[Fraction(steps - sign * meant) * Fraction(own.place)] += weight
    found[Fraction(2 * steps) * Fraction(own.place)] += Fraction(1)
    yield from ((off, weight) for off, weight in found.items() if off)


def _meant(size: int) -> Iterator[tuple[int, Fraction]]:
    """The sizes of which a digit misread, two transposed or one dropped makes this one, with how likely it does."""
    digits = str(size)
    places = len(digits)
    for at in range(places):
        for meant in "0123456789":
            if meant != digits[at]:
                yield int(digits[:at] + meant + digits[at + 1 :]), Fraction(1, 9 * places)
    for at in range(places - 1):
        if digits[at] != digits[at + 1]:
            before = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            unlike = sum(a != b for a, b in pairwise(before))
            yield int(before), Fraction(1, unlike)
    longer = {digits[:at] + dropped + digits[at:] for at in range(places + 1) for dropped in "0123456789"}
    for before in sorted(longer):
        if before[0] != "0":
            lost = sum(before[:at] + before[at + 1 :] == digits for at in range(places + 1))
            yield int(before), Fraction(lost, places + 1)
