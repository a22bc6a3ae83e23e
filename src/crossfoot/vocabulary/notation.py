"""Numbers as printed: from `△392`, `(16.4%)`, `JPY157.8 billion` or `２，３８９百万円` to an exact value and its last place.

STUB of the contract: the body is being written.
"""

from dataclasses import dataclass
from decimal import Decimal

from crossfoot.vocabulary.rounding import Rounding


class NotANumber(ValueError):
    """The text prints no number; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed.

    `value` is signed and in whole units (the printed digits times the scale); `place` is what the last printed digit
    counts, in whole units ("157.8 billion": 100,000,000; "approx. 800": 100, the last digit that is not zero);
    `unit` is the unit code when the text names one (`JPY`, `percent`, `points`), else None; `rounding` is a regime
    said in words ("approx.", "over"), else None; `nil` marks a dash that stands for zero; `scale` is what the printed
    digits were multiplied with; `notation` names how a minus was printed (`△`, `▲`, `()`, `-`, `down`), else empty.
    """

    text: str
    value: Decimal
    place: Decimal
    scale: Decimal = Decimal(1)
    unit: str | None = None
    rounding: Rounding | None = None
    nil: bool = False
    notation: str = ""


def read_number(text: str, scale: Decimal = Decimal(1)) -> Printed:
    """The number printed as `text`; `scale` is that of its table, and a scale word in the text overrides it.

    Raises NotANumber.
    """
    raise NotImplementedError


def readings(text: str, scale: Decimal = Decimal(1)) -> tuple[Printed, ...]:
    """Every reading of a text that a scan may have spoilt, the literal one first (`14.702`: also 14,702)."""
    raise NotImplementedError
