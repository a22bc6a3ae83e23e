"""A stored value and its number format: the text that is shown for it, and the number that this text prints.

What is printed is what is tied: 1234.5678 under the format `#,##0` is the figure "1,235".
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from crossfoot.read.tables.formats import Shown, shown, shows_date
from crossfoot.vocabulary.cell_numbers import read_cell
from crossfoot.vocabulary.notation import NotANumber, Printed
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import PERCENT

Day = datetime | date | time | timedelta

GENERAL = "General"
"""The format that shows a value as it is, in up to eleven digits."""

_LONGEST = 400  # characters of a stored number, exponents of E308 written out included
_FIRST_DAY = date(1899, 12, 30)  # day 0 of the serial numbers that spreadsheets keep for dates
_LAST_SERIAL = 2_958_465  # 31 December 9999
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")


def stored_number(text: str) -> Decimal | None:
    """The exact number that a file stores as text (`1234.5678`, `1.2E-2`), None where it stores none."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return None
    return value


def shown_number(value: Decimal, number_format: str, units: Decimal = Decimal(1)) -> tuple[str, Printed | None]:
    """The text that shows a value, and the number it prints; a value is divided by `units` before it is shown.

    A value under a format of dates gives the day in words, and prints no number.
    """
    if shows_date(number_format):
        return shown_serial(value, number_format), None
    try:
        display = shown(value / units, number_format)
    except InvalidOperation:  # more digits than a cell can show
        return str(value), None
    printed = printed_number(display, units)
    return display.text, None if printed is None else rounded_from(value, printed)


def rounded_from(value: Decimal, printed: Printed) -> Printed:
    """The printed number, to nearest where it stands for a finer value: that is how formats round, whoever typed it.

    Where the value is no finer than its print, it may have been rounded in any way before it was typed in.
    """
    exact = 100 * value if printed.unit == PERCENT.code else value
    finest = Decimal((0, (1,), int(exact.as_tuple().exponent)))
    off = abs(exact - printed.value)
    if printed.rounding is None and 0 < off <= (printed.place - finest) / 2:
        return replace(printed, rounding=Rounding.NEAREST)
    return printed


def printed_number(display: Shown, units: Decimal = Decimal(1)) -> Printed | None:
    """The number that a shown text prints, in the scale of its format, None where it prints none."""
    try:
        return read_cell(display.text, display.scale * units)
    except NotANumber:
        return None


def shown_serial(value: Decimal, number_format: str) -> str:
    """A spreadsheet's serial number of a day as words; the number itself where no day has it."""
    if not 0 <= value <= _LAST_SERIAL:
        return str(value)
    return shown_day(_FIRST_DAY + timedelta(days=int(value)), number_format)


def shown_day(value: Day, number_format: str) -> str:
    """A date as words that name a day, or a month where the format shows no day; a time of day as it is."""
    if not isinstance(value, date):
        return str(value)
    if "d" not in number_format.lower():
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in number_format.lower() else str(value.year)
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"
