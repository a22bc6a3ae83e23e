"""Figures as printed under a printing unit: the number, its scale, and whether the unit can be that of the fact."""

from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.read.projects.problem_list import known_names
from crossfoot.read.projects.statements import Context, Where
from crossfoot.read.projects.units_as_written import NotAUnit, PrintingUnit, printing_unit
from crossfoot.vocabulary.notation import NotANumber, Printed, read_number, readings
from crossfoot.vocabulary.units import PERCENT, POINTS, PURE, Unit, UnitKind, unit_from_code

_ONES = PrintingUnit(Decimal(1), None)
_RATIO_KINDS = (UnitKind.PERCENT, UnitKind.POINTS)


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure as a source gives it: its text, the printing unit around it, and whether words make it negative."""

    text: str
    unit: str = ""
    negative: bool = False


def read_figure(wording: Wording, expected: Unit, context: Context, where: Where) -> Printed | None:
    """The number printed, in the `expected` unit, or None with every problem noted."""
    written = unit_as_written(wording.unit, context, where)
    scale = _scale_for(expected, written, where) if written else None
    if written is None or scale is None:
        return None
    try:
        printed = read_number(wording.text, scale)
    except NotANumber as error:
        where.complain(_sentence(error), "Copy the figure as printed, without the words around it.")
        return None
    if not _unit_fits(printed, expected, written, where):
        return None
    return _negated(printed) if wording.negative else printed


def read_label(wording: Wording, expected: Unit, context: Context, where: Where) -> tuple[Printed, ...]:
    """Every reading of a chart's label, the literal one first; empty with the problem noted where there is none."""
    written = unit_as_written(wording.unit, context, where)
    scale = _scale_for(expected, written, where) if written else None
    if written is None or scale is None:
        return ()
    try:
        found = readings(wording.text, scale)
    except NotANumber as error:
        where.complain(_sentence(error), "Copy the label as it came, and leave out what is no figure.")
        return ()
    return found if _unit_fits(found[0], expected, written, where) else ()


def read_stray(wording: Wording, context: Context, where: Where) -> tuple[Printed, Unit] | None:
    """A number that no measure fits, with the unit that its text or its unit column names (pure where none does)."""
    written = unit_as_written(wording.unit, context, where)
    if written is None:
        return None
    try:
        named = read_number(wording.text, written.scale).unit
    except NotANumber as error:
        where.complain(_sentence(error), "Copy the figure as printed, without the words around it.")
        return None
    unit = written.unit or (unit_from_code(named) if named else PURE)
    printed = read_figure(wording, unit, context, where)
    return None if printed is None else (printed, unit)


def default_unit(text: str, written: PrintingUnit, expected: Unit) -> str:
    """The printing unit of a whole list, for a figure in the `expected` unit: nothing where it is of another unit."""
    if written.unit == expected:
        return text
    return "" if written.unit or expected.kind in _RATIO_KINDS else text


def unit_as_written(text: str, context: Context, where: Where) -> PrintingUnit | None:
    """The printing unit written as `text` (ones where nothing is written), or None with the problem noted."""
    if not text:
        return _ONES
    try:
        written = printing_unit(text)
    except NotAUnit as error:
        where.complain(_sentence(error), "Write it as in JPY million, thousand subscriptions or percent.")
        return None
    units = [measure.unit.code for measure in context.model.measures.values()]
    known = dict.fromkeys([*units, context.entity.currency, PERCENT.code, POINTS.code, PURE.code])
    if written.unit is not None and written.unit.code not in known:
        message = f"the unit {text!r} is not known: no measure is in {written.unit}"
        where.complain(message, known_names(written.unit.code, known, "units"))
        return None
    return written


def _scale_for(expected: Unit, written: PrintingUnit, where: Where) -> Decimal | None:
    if written.unit in (None, expected):
        return written.scale
    message = f"the unit says {written.unit}, but the figure is in {expected}"
    where.complain(message, "Correct the unit, the aspect or the measure.")
    return None


def _unit_fits(printed: Printed, expected: Unit, written: PrintingUnit, where: Where) -> bool:
    """Whether the unit that the text itself names can be that of the figure.

    An amount per share is printed in its currency, and points are often printed with a percent sign: that passes where
    the unit column says points.
    """
    if printed.unit is None or printed.unit == expected.code:
        return True
    found = unit_from_code(printed.unit)
    if expected.kind is UnitKind.PER_SHARE and expected.code == f"{found.code}/share":
        return True
    ratios = found.kind in _RATIO_KINDS and expected.kind in _RATIO_KINDS
    if ratios and written.unit == expected:
        return True
    message = f"{printed.text!r} is printed in {found}, but the figure is in {expected}"
    mixed = f", or write {expected} as its unit if the document prints it so" if ratios else ""
    where.complain(message, f"Correct the aspect or the measure{mixed}.")
    return False


def _negated(printed: Printed) -> Printed:
    """The figure made negative by the words around it; one that is negative already stays as it is."""
    if printed.value <= 0:
        return printed
    return replace(printed, value=-printed.value, notation=printed.notation or "words")


def _sentence(error: Exception) -> str:
    return str(error).rstrip(".")
