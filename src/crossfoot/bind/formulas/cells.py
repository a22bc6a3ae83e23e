"""The cells of a spreadsheet that print figures: which fact each states, and what one of its cell's units is of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crossfoot.bind.formulas.forms import Address
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.workings import Sheet
from crossfoot.vocabulary.units import Unit

_TENS = range(-15, 16)


@dataclass(frozen=True, slots=True)
class Stated:
    """A cell's figure, its fact and unit, and the `factor` by which what the cell holds gives the fact's whole units.

    A cell of 0.419 shown as 41.9% has the factor 100, one of 12.5 in a table of millions 1,000,000.
    """

    figure: str
    fact: FactKey
    unit: Unit
    factor: Fraction


def stated_cells(figures: Iterable[Figure], sheets: Mapping[str, Sheet], document: str) -> dict[Address, Stated]:
    """Every cell of the document's sheets that states a fact, by its address.

    A figure that is not what its cell holds, however scaled (a text that a format adds to, say), is left out.
    """
    open_ended: list[tuple[Address, Figure, FactKey]] = []
    found: dict[Address, Stated] = {}
    habits: dict[tuple[str, Unit], Counter[Fraction]] = {}
    for figure in figures:
        place = figure.place
        if figure.fact is None or place.document != document or place.sheet is None or place.sheet not in sheets:
            continue
        if place.row is None or place.column is None:
            continue
        address = place.sheet, place.row, place.column
        held = sheets[place.sheet].cells.get(address[1:])
        if held is None or held.value is None:
            continue
        if held.value == 0 or figure.printed.value == 0:
            open_ended.append((address, figure, figure.fact))
            continue
        factor = _factor(held.value, figure)
        if factor is not None:
            found[address] = Stated(figure.id, figure.fact, figure.unit, factor)
            habits.setdefault((place.sheet, figure.unit), Counter())[factor] += 1
    for address, figure, fact in open_ended:
        habit = habits.get((address[0], figure.unit))
        factor = habit.most_common(1)[0][0] if habit else Fraction(figure.printed.scale)
        found[address] = Stated(figure.id, fact, figure.unit, factor)
    return found


def _factor(held: Decimal, figure: Figure) -> Fraction | None:
    """The power of ten, of either sign, by which what the cell holds rounds to what is printed, the plainest first."""
    value, printed = Fraction(held), Fraction(figure.printed.value)
    slack = Fraction(figure.printed.place) * Fraction(50_001, 100_000)
    guess = figure.printed.value.adjusted() - held.adjusted()
    for tens in sorted((guess - 1, guess, guess + 1), key=abs):
        if tens in _TENS:
            factor = Fraction(10) ** tens * (1 if (value > 0) == (printed > 0) else -1)
            if abs(value * factor - printed) <= slack:
                return factor
    return None
