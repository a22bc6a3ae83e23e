"""Numbers typed where formulas stand beside them: what the cell would be, were it computed as its neighbours are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from crossfoot.bind.formulas.cells import Stated
from crossfoot.bind.formulas.forms import Address, Form, Sum
from crossfoot.bind.formulas.identities import Declaration, Declared, Unsaid
from crossfoot.model.identities import Identity, Origin
from crossfoot.vocabulary.measures import LEVEL

RULE = "computed as the cells beside it are"
"""The origin of identities of cells that hold a number where the cells beside them hold a formula."""

BELIEF = 3
"""A warning at most: a model may mean to break off, as history typed in before a plan does."""

_IN_A_ROW, _IN_A_COLUMN = 2, 3  # cells of one form that it takes beside the one that holds a number

Relative = frozenset[tuple[tuple[str, int, int], Fraction]]


def typed_over(
    document: str, forms: Mapping[Address, Form], stated: Mapping[Address, Stated], declared: Declared
) -> Iterator[Identity]:
    """The identities of cells that hold a number where those of their row or column, the next ones too, are one sum."""
    every = {address: key for address, form in forms.items() if (key := _relative(address, form))}
    down = {address: key for address, key in every.items() if all(right == 0 for (_, _, right), _ in key)}
    across = {address: key for address, key in every.items() if all(below == 0 for (_, below, _), _ in key)}
    alike = _alike(down)
    seen: set[Address] = set()
    for cells, is_row in _lines(stated):
        relative, fewest = (down, _IN_A_ROW) if is_row else (across, _IN_A_COLUMN)
        for place, address in enumerate(cells):
            beside = [cells[at] for at in (place - 1, place + 1) if 0 <= at < len(cells)]
            if address in forms or address in seen or not _adds(stated[address]):
                continue
            key = _form_of(cells, beside, relative, fewest)
            if key is None and is_row:
                key = _form_beside(address, beside, relative, alike)
            form = _at(address, key, stated) if key else None
            if form is not None:
                seen.add(address)
                yield from _identity(Declaration(document, address, stated[address]), form, declared)


def _adds(stated: Stated) -> bool:
    """Whether a cell states an amount or a count: growth and shares are copied across too, and add up to nothing."""
    return not stated.unit.is_quotient and stated.fact.aspect == LEVEL


def _lines(stated: Mapping[Address, Stated]) -> Iterator[tuple[list[Address], bool]]:
    """The rows and the columns of stated cells, each in order, and whether it is a row."""
    rows: defaultdict[tuple[str, int], list[Address]] = defaultdict(list)
    columns: defaultdict[tuple[str, int], list[Address]] = defaultdict(list)
    for address in sorted(stated):
        rows[address[0], address[1]].append(address)
        columns[address[0], address[2]].append(address)
    yield from ((cells, True) for cells in rows.values())
    yield from ((cells, False) for cells in columns.values())


def _alike(relative: Mapping[Address, Relative]) -> Counter[tuple[str, int, int]]:
    """In how many rows two columns of a sheet have one form."""
    by_row: defaultdict[tuple[str, int, Relative], list[int]] = defaultdict(list)
    for (sheet, row, column), key in relative.items():
        by_row[sheet, row, key].append(column)
    return Counter((sheet, a, b) for (sheet, _, _), at in by_row.items() for a in at for b in at if a != b)


def _form_beside(
    address: Address,
    beside: list[Address],
    relative: Mapping[Address, Relative],
    alike: Mapping[tuple[str, int, int], int],
) -> Relative | None:
    """The form of the next column, if the two columns have the same forms in many other rows."""
    for other in beside:
        if other in relative and alike.get((address[0], address[2], other[2]), 0) >= _IN_A_COLUMN:
            return relative[other]
    return None


def _relative(address: Address, form: Form) -> Relative | None:
    """A sum of several cells of the same sheet, by where they stand from its own cell."""
    if not isinstance(form, Sum) or len(form.terms) < 2 or form.constant or form.is_rounded:
        return None
    if any(cell[0] != address[0] for cell in form.terms):
        return None
    steps = {(cell[0], cell[1] - address[1], cell[2] - address[2]): each for cell, each in form.terms.items()}
    return frozenset(steps.items())


def _form_of(
    cells: list[Address], beside: list[Address], relative: Mapping[Address, Relative], fewest: int
) -> Relative | None:
    """The form that most cells of the line have, those beside the place all of them."""
    forms = Counter(relative[cell] for cell in cells if cell in relative)
    if not forms:
        return None
    key, count = forms.most_common(1)[0]
    nearest = [relative.get(cell) == key for cell in beside]
    return key if count >= fewest and 2 * count >= len(cells) - 1 and nearest and all(nearest) else None


def _at(address: Address, key: Relative, stated: Mapping[Address, Stated]) -> Sum | None:
    """The form moved to a cell; None where a cell of it states nothing."""
    terms = {(sheet, address[1] + down, address[2] + right): each for (sheet, down, right), each in sorted(key)}
    return Sum(terms) if all(cell in stated for cell in terms) else None


def _identity(declaration: Declaration, form: Sum, declared: Declared) -> Iterator[Identity]:
    try:
        found = declared.identity(declaration, form)
    except Unsaid:
        return
    yield replace(found, id=f"typed={declaration.cell}", origin=Origin(rule=RULE), belief=BELIEF)
