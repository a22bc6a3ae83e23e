"""A report as it is gathered: figures and tags numbered alike for every syntax that XBRL is written in."""

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal

from crossfoot.model.facts import Members
from crossfoot.model.figures import Figure, Place
from crossfoot.model.filings import Tag, Told
from crossfoot.model.problems import Problem
from crossfoot.read.xbrl.contexts import Unreadable
from crossfoot.read.xbrl.markup import Prefixes
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import Unit, UnitKind

LONGEST_TOLD = 300
"""Characters of the longest fact in words that is kept: names, dates and marks, not notes."""

_LARGEST_POWER = 100  # digits before or behind the point
_LONGEST_NUMBER = 300
WIDE = Context(prec=1000)
"""Arithmetic that keeps every digit of a reported number."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Aspects:
    """What a fact is of, whichever syntax says it: concept (`prefix:local`), period, members, entity, context id."""

    concept: str
    period: Period | None
    members: Members = ()
    entity: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The attributes `decimals` and `precision` as written; None where they are not."""

    decimals: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number's text as it is printed, its value in whole units, and what the printed digits are multiplied with."""

    text: str
    value: Decimal
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a fact stands: file, line (None if unknown), the id of its element, and the tuples around it.

    `number` counts the numeric tags of a page, from 0.
    """

    file: str
    line: int | None = None
    anchor: str = ""
    within: tuple[str, ...] = ()
    number: int | None = None


@dataclass(slots=True)
class Report:
    """Figures, tags and texts in the order in which they come, and what could not be read of them.

    `on_page` gives the file and the number there of every tag that has a figure, by the figure's id.
    """

    document: str
    prefixes: Prefixes = field(default_factory=Prefixes)
    figures: list[Figure] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    on_page: dict[str, tuple[str, int]] = field(default_factory=dict)

    def number(self, of: Aspects, unit: Unit, shown: Shown, accuracy: Accuracy, at: Stood) -> None:
        """Take in a number. Raises Unreadable where its accuracy makes no sense."""
        text, value = _with_digits(shown.text, shown.value)
        decimals, is_precise = _accuracy(value, accuracy)
        figure_id = f"x{len(self.tags) + 1}"
        place = self._place(of, at)
        printed = Printed(
            text,
            value,
            _place_of(value, decimals),
            shown.scale,
            unit=unit.code if unit.kind is UnitKind.MONEY else None,
            rounding=Rounding.EXACT if decimals is None else None,
        )
        self.figures.append(Figure(figure_id, printed, unit, place, group=self.document))
        if at.number is not None:
            self.on_page[figure_id] = at.file, at.number
        self.tags.append(_tag(of, unit, place, at, (figure_id, decimals, is_precise)))

    def nil(self, of: Aspects, unit: Unit, at: Stood) -> None:
        """Take in a fact that is said to have no value."""
        self.tags.append(_tag(of, unit, self._place(of, at), at, ("", None, True)))

    def words(self, of: Aspects, text: str) -> None:
        """Take in a fact in words, unless it is long."""
        plain = " ".join(text.split())
        if plain and len(plain) <= LONGEST_TOLD:
            self.told.append(Told(of.concept, plain, of.period, of.members))

    def refuse(self, at: Stood, message: str, remedy: str) -> None:
        """Note a fact that is left out; after many of them only their number grows."""
        self.left_out += 1
        if self.left_out <= _MOST_PROBLEMS:
            self.problems.append(Problem(at.file, at.line or 0, message, remedy))

    def complaints(self) -> list[Problem]:
        """What could not be read, the last line saying how many more there are."""
        more = self.left_out - _MOST_PROBLEMS
        if more <= 0:
            return self.problems
        last = Problem(self.problems[-1].file, 0, f"{more} more facts are left out", "See those named before.")
        return [*self.problems, last]

    def _place(self, of: Aspects, at: Stood) -> Place:
        return Place(self.document, caption=of.concept, file=at.file, line=at.line)


def _with_digits(text: str, value: Decimal) -> tuple[str, Decimal]:
    """The text as printed, a number in words followed by its digits, for a figure's text is to show its value."""
    if value and not any(character.isdecimal() for character in text):
        return f"{text} ({value})", value
    return text, value


def _tag(of: Aspects, unit: Unit, place: Place, at: Stood, stated: tuple[str, int | None, bool]) -> Tag:
    figure, decimals, is_precise = stated
    return Tag(
        of.concept,
        of.period,
        unit,
        place,
        figure,
        of.members,
        decimals,
        is_precise,
        of.entity,
        of.context,
        at.anchor,
        at.within,
    )


def read_value(text: str) -> Decimal:
    """A number as XML Schema writes it. Raises Unreadable."""
    plain = text.strip()
    if len(plain) > _LONGEST_NUMBER or _NUMBER.fullmatch(plain) is None:
        raise Unreadable(f"{plain[:40]!r} is no number")
    value = Decimal(plain)
    if value and abs(value.adjusted()) > _LARGEST_POWER:
        raise Unreadable(f"{plain[:40]!r} is out of all proportion")
    return plainly(value)


def plainly(value: Decimal) -> Decimal:
    """The same value written without an exponent."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 and value.adjusted() < 27 else value


def _accuracy(value: Decimal, accuracy: Accuracy) -> tuple[int | None, bool]:
    """To which power of ten below the point the value is accurate (None: exact), and whether it is at all.

    A precision counts digits from the first that is not zero; a zero of any precision is exact. Raises Unreadable.
    """
    if accuracy.decimals is not None and accuracy.precision is not None:
        raise Unreadable("it says both decimals and precision")
    if accuracy.decimals is not None:
        return (None, True) if accuracy.decimals.strip() == "INF" else (_power(accuracy.decimals), True)
    if accuracy.precision is None:
        raise Unreadable("it says neither decimals nor precision")
    if accuracy.precision.strip() == "INF":
        return None, True
    digits = _power(accuracy.precision)
    if digits == 0:
        return 0, False
    return (digits - value.adjusted() - 1, True) if value else (None, True)


def _power(text: str) -> int:
    try:
        power = int(text.strip())
    except ValueError as error:
        raise Unreadable(f"an accuracy of {text[:20]!r} is no number of digits") from error
    if abs(power) > _LARGEST_POWER:
        raise Unreadable(f"an accuracy of {power} digits is out of all proportion")
    return power


def _place_of(value: Decimal, decimals: int | None) -> Decimal:
    """What the last digit counts: by the accuracy that is stated, unless digits are written beyond it."""
    exponent = value.normalize(WIDE).as_tuple().exponent
    last = exponent if isinstance(exponent, int) else 0
    if decimals is not None and (not value or last >= -decimals):
        return plainly(Decimal(1).scaleb(-decimals))
    return Decimal(1).scaleb(min(last, 0))
