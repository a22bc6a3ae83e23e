"""Workings: what the cells of a spreadsheet hold, beside what they show, and the formulas between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell holds: its number in full as it was last saved, its text where it holds one, and its live formula.

    The formula begins with `=`; it is empty where the value was typed in. A formula with neither number nor text was
    never computed; one that came to an empty text holds that.
    """

    value: Decimal | None
    formula: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a spreadsheet: the cells that hold anything, by row and column from 0 at A1.

    Cells that show nothing (in hidden rows, columns and sheets) are among them, and so are those with no figure.
    `names`, in small letters, are those by which formulas may call cells, and what they stand for (`Income!$B$5`).
    """

    document: str
    name: str
    cells: Mapping[tuple[int, int], Held]
    names: Mapping[str, str] = field(default_factory=dict)
