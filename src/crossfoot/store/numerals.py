"""How exact numbers are written at rest: decimals for values and interval ends, rationals for proofs."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

END_DIGITS = 12  # significant digits of an interval end that is no short finite decimal
LONGEST_DECIMAL = 30  # a finite decimal with more significant digits than this is rounded as well


def decimal_text(value: Decimal) -> str:
    """The decimal without an exponent, its digits as they are: `157800000000`, `16.40`."""
    return format(value, "f")


def rational_text(value: Fraction) -> str:
    """The rational as `n/d`, or `n` where it is whole."""
    return str(value)


def coefficient_of(value: Fraction) -> int | str:
    """A coefficient in JSON: an integer where it is whole, else `n/d`."""
    return value.numerator if value.denominator == 1 else str(value)


def finite_decimal(value: Fraction) -> Decimal | None:
    """The decimal that equals `value`, or None where there is none of at most `LONGEST_DECIMAL` significant digits."""
    rest, tens = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        tens = max(tens, power)
    digits = value.numerator * 10**tens // value.denominator
    if rest != 1 or len(str(abs(digits)).rstrip("0")) > LONGEST_DECIMAL:
        return None
    return Decimal(digits).scaleb(-tens, Context(prec=len(str(abs(digits))) + 1))


def outward(value: Fraction, *, upper: bool) -> Decimal:
    """`value` rounded to `END_DIGITS` significant digits, up for an upper end and down for a lower one.

    Rounding outward keeps every admitted value inside the interval as written.
    """
    context = Context(prec=END_DIGITS, rounding=ROUND_CEILING if upper else ROUND_FLOOR)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def outward_at(value: Fraction, decimals: int, *, upper: bool) -> Decimal:
    """`value` rounded outward to at most `decimals` decimals, without trailing zeros behind the point."""
    tens = 10**decimals
    digits = -((-value.numerator * tens) // value.denominator) if upper else value.numerator * tens // value.denominator
    text = str(abs(digits)).rjust(decimals + 1, "0")
    whole, behind = text[: len(text) - decimals], text[len(text) - decimals :].rstrip("0")
    sign = "-" if digits < 0 else ""
    return Decimal(f"{sign}{whole}.{behind}" if behind else f"{sign}{whole}")


def end_texts(value: Fraction | None, *, upper: bool) -> tuple[str | None, str | None]:
    """An interval end as written: the decimal, and the exact rational beside it where the decimal had to be rounded."""
    if value is None:
        return None, None
    exact = finite_decimal(value)
    if exact is not None:
        return decimal_text(exact), None
    return decimal_text(outward(value, upper=upper)), rational_text(value)
