"""Small filings typed by hand: tags with their figures, and sums over them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import Members
from crossfoot.model.figures import Figure, Place
from crossfoot.model.filings import Filing, Part, Summation, Tag, Told
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import Duration, FiscalCalendar, Period
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.units import Unit, money

YEAR = Duration(date(2023, 4, 1), date(2024, 3, 31))
BEFORE = Duration(date(2022, 4, 1), date(2023, 3, 31))
YEN = money("JPY")
PLACE = Place("filing")


class Typed:
    """A filing as it is typed: every `fact` adds a tag and its figure."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.figures: list[Figure] = []
        self.sums: list[Summation] = []
        self.told: list[Told] = []

    def fact(
        self,
        concept: str,
        value: str,
        *,
        decimals: int | None = 0,
        of: tuple[Period, Members] = (YEAR, ()),
        unit: Unit = YEN,
    ) -> "Typed":
        """A fact of a period and members; `nil` is said to have no value."""
        if value == "nil":
            self.tags.append(Tag(concept, of[0], unit, PLACE, members=of[1]))
            return self
        name = f"x{len(self.tags) + 1}"
        place = Decimal(1) if decimals is None else Decimal(1).scaleb(-decimals)
        rounding = Rounding.EXACT if decimals is None else None
        self.figures.append(
            Figure(name, Printed(value, Decimal(value), place, rounding=rounding), unit, PLACE, group="f")
        )
        self.tags.append(Tag(concept, of[0], unit, PLACE, name, of[1], decimals))
        return self

    def sum(self, total: str, *parts: str, role: str = "http://example.com/role/PL") -> "Typed":
        """A sum of parts, those with `-` in front taken off."""
        weighed = tuple(Part(part.lstrip("-"), Fraction(-1 if part.startswith("-") else 1)) for part in parts)
        self.sums.append(Summation(role, total, weighed, "cal.xml", 7))
        return self

    @property
    def filing(self) -> Filing:
        """The filing typed so far."""
        return Filing(tuple(self.tags), {}, tuple(self.sums), tuple(self.told), tuple(self.figures))

    @property
    def book(self) -> Book:
        """A book of the filing alone, of a company whose year ends in March."""
        return Book(Entity("Co", "JPY", FiscalCalendar(3)), filing=self.filing)
