"""Units of measure: what one of a value is, kept apart from the scale it was printed in.

A value at rest is in whole units (yen, people, percent); "JPY million" is the yen with a printing scale of 1,000,000.
"""

from dataclasses import dataclass
from enum import StrEnum

NO_CURRENCY = "XXX"
"""ISO 4217's code where no currency is involved, or none is known."""


class UnitKind(StrEnum):
    """What kind of quantity a unit counts; values of different kinds never add."""

    MONEY = "money"
    PER_SHARE = "per share"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    PURE = "pure"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its kind and its code as written in facts (`JPY`, `JPY/share`, `percent`, `points`, `employees`)."""

    kind: UnitKind
    code: str

    def __str__(self) -> str:
        return self.code

    @property
    def before(self) -> str:
        """What people read before an amount or an amount per share: `JPY `; nothing where nobody told the currency."""
        currency = self.code.removesuffix("/share")
        return "" if currency == NO_CURRENCY else f"{currency} "

    @property
    def is_quotient(self) -> bool:
        """Whether its figures are quotients, which a document rounds alike: percent, points, multiples, per share."""
        return self.kind in (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.PURE, UnitKind.PER_SHARE)


PERCENT = Unit(UnitKind.PERCENT, "percent")
POINTS = Unit(UnitKind.POINTS, "points")
PURE = Unit(UnitKind.PURE, "pure")


def money(currency: str) -> Unit:
    """The unit of amounts in an ISO 4217 currency, e.g. `money("JPY")`."""
    return Unit(UnitKind.MONEY, currency)


def per_share(currency: str) -> Unit:
    """The unit of amounts per share in an ISO 4217 currency, e.g. `JPY/share`."""
    return Unit(UnitKind.PER_SHARE, f"{currency}/share")


def count(of: str) -> Unit:
    """The unit of a count of things, e.g. `count("employees")`."""
    return Unit(UnitKind.COUNT, of)


def unit_from_code(code: str) -> Unit:
    """The unit written as `code`: three capitals are a currency, `XXX/share` is per share, other words are counts."""
    fixed = {"percent": PERCENT, "%": PERCENT, "points": POINTS, "pure": PURE}
    if code in fixed:
        return fixed[code]
    if code.endswith("/share"):
        return per_share(code.removesuffix("/share"))
    if len(code) == 3 and code.isascii() and code.isupper():
        return money(code)
    return count(code)
