"""Sums as they are found: lines that add to a total, where they tie, and which of several readings is meant."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossfoot.tie.discovery.belief.evidence import BAN, Fit, millibans
from crossfoot.tie.discovery.belief.odds import ROLLED
from crossfoot.tie.discovery.belief.slips import MISPRINTED
from crossfoot.tie.discovery.tables.panels import Panel, Parts

LEAST = BAN
"""The least belief of a relation that ties wherever it applies; how many so weak are kept is for the whole document."""

LEAST_BROKEN = 2 * BAN
"""The least belief of a relation that fails somewhere: at most one finding in a hundred rests on an accident."""

LEAST_DOUBTED = 0
"""The least belief, where it ties, of a sum that fails in one crossing and is kept for what another tells of it."""

_OVERWHELMING = 5 * BAN
_SURER = 2 * BAN  # by which one reading of a total is surer than another that fails
_FEW = 2
_SAID = 10  # times what rounding excuses, by which two residuals that are the same are so for a reason


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts, and the crossings where they tie and where they are misprinted.

    `belief` in millibans is what these are worth, with the words of the total and the place of the parts; `fits` has
    every crossing that prints the total. `elsewhere` counts crossings of another kind in which it ties.
    """

    panel: Panel
    total: int
    parts: Parts
    tied: tuple[int, ...]
    failing: tuple[int, ...]
    belief: int
    fits: Mapping[int, Fit] = field(default_factory=dict, compare=False)
    elsewhere: int = 0

    @property
    def shape(self) -> frozenset[tuple[int, int]]:
        """The relation whichever of its lines is called the total."""
        terms = sorted([(self.total, -1), *self.parts])
        turn = terms[0][1]
        return frozenset((line, sign * turn) for line, sign in terms)


@dataclass(frozen=True, slots=True)
class Searched:
    """The sums of a table, surest first, and those that fail in one crossing, which alone is too much to believe.

    The belief of a sum in doubt is what its other crossings are worth.
    """

    sums: list[Sum]
    doubted: list[Sum]


def is_sound(found: Sum) -> bool:
    """Whether a sum ties everywhere, and is no accident."""
    return found.belief >= LEAST_BROKEN and all(each.ties for each in found.fits.values())


def likelihood(found: Sum) -> int:
    """How readings of one total compare: by belief less a price for misprints, with more for those that have none."""
    return _priced(found) + (_SURER if is_sound(found) else 0)


def _priced(found: Sum) -> int:
    return found.belief + MISPRINTED * sum(not each.ties for each in found.fits.values())


def likeliest(found: Iterable[Sum | None]) -> Sum | None:
    """The likeliest of some readings of one total, the one with fewer parts of two alike."""
    return max(filter(None, found), key=lambda s: (likelihood(s), -len(s.parts), s.parts), default=None)


def without_rivals(found: Iterable[Sum]) -> list[Sum]:
    """The sums, surest first, without those of the lines of a surer one with other signs: at most one is meant.

    A misprint more makes one less sure. Nor is one meant that fails where a surer one ties with one line more or less,
    which prints something there.
    """
    surest: dict[frozenset[int], Sum] = {}
    for each in sorted(found, key=lambda s: (-_priced(s), s.total, s.parts)):
        lines = frozenset((each.total, *(line for line, _ in each.parts)))
        if lines not in surest and not _is_outdone(each, surest.values()):
            surest[lines] = each
    sure = [each for each in surest.values() if is_sound(each)]
    sound, blocks = [_terms(each) for each in sure], {each.total: each.belief for each in sure if _is_block(each)}
    return [
        each
        for each in surest.values()
        if is_sound(each)
        or not (_is_mistaken(each, sound) or (_is_block(each) and each.belief < blocks.get(each.total, 0) - _SURER))
    ]


def _is_outdone(found: Sum, surer: Collection[Sum]) -> bool:
    """Whether a sum fails where a surer one ties that has one line more or less, which prints something there."""
    failing, entries = [c for c, each in found.fits.items() if not each.ties], found.panel.table.entries
    if not failing:
        return False
    terms = _terms(found)
    turned = {(line, -sign) for line, sign in terms}
    for other in surer:
        ties = [c for c in failing if c in other.fits and other.fits[c].ties]
        differing = [each for each in (_terms(other) ^ terms, _terms(other) ^ turned) if len(each) == 1]
        if any((line, c) in entries and entries[line, c].value for each in differing for line, _ in each for c in ties):
            return True
    return False


def _is_block(found: Sum) -> bool:
    """Whether a total adds up several lines as they are printed: it does so of one block."""
    return len(found.parts) > _FEW and all(sign > 0 for _, sign in found.parts)


def _terms(found: Sum) -> set[tuple[int, int]]:
    return {(found.total, -1), *found.parts}


def _is_mistaken(found: Sum, sound: Sequence[set[tuple[int, int]]]) -> bool:
    """Whether a sum that fails is one that ties everywhere, with a line in it that equals another's here and there.

    A line of the same name is no other where it prints the same elsewhere, to enough digits: it should everywhere.
    """
    lines, terms = found.panel.table.lines, _terms(found)
    ways = (terms, {(line, -sign) for line, sign in terms})
    others = [each ^ way for each in sound for way in ways if len(each) == len(terms)]
    differing = [{line for line, _ in two} for two in others if len(two) == len(ways)]
    return any(len({lines[line].label for line in two}) == len(ways) or not _are_one(found, two) for two in differing)


def _are_one(found: Sum, two: Collection[int]) -> bool:
    """Whether lines print the same where a sum ties, which unrelated ones would in one of a thousand tables at most."""
    entries = found.panel.table.entries
    shown = [[entries[line, c].value for line in two if (line, c) in entries] for c in found.tied]
    alike = [abs(each[0]) for each in shown if len(each) == len(two) and len({*each}) == 1 and each[0]]
    return sum(millibans(size, found.panel.place) for size in alike) >= 3 * BAN


def failing_most(told: Collection[Fit], belief: int) -> int:
    """In how many columns a sum may fail, of those that print its total: in one in three, or in one.

    Or in the two that have exchanged a figure, or of which slips explain what they miss by against overwhelming odds.
    """
    explained = sum(each.slip > 0 for each in told if not each.ties) if belief >= _OVERWHELMING else 0
    return max(1, len(told) // 3, sum(each.exchanged for each in told), min(explained, _FEW))


def is_told(promised: int, told: Collection[Fit]) -> bool:
    """Whether failures tell of a sum that ties nowhere but where its total has a single part.

    One figure changed places with another column's, or slips explain a sum that all but follows from its words.
    """
    failing = [each for each in told if not each.ties]
    by_definition = promised >= ROLLED
    explained = all(each.exchanged or (by_definition and each.slip > 0) for each in failing)
    return bool(failing) and explained and (by_definition or len(failing) == len(told))


def worths_of_slips(told: Collection[Fit], slack: int) -> list[int]:
    """What the columns that fail are worth: those that miss by the same have or lack one line, and tell of one slip.

    Two that miss by little miss by the same, within the `slack` of rounding, by chance.
    """
    found: list[Fit] = []
    for each in (each for each in told if not each.ties):
        alike = any(abs(known.residual - each.residual) <= slack < abs(each.residual) // _SAID for known in found)
        if each.slip <= 0 or not alike:
            found.append(each)
    return [each.slip for each in found]
