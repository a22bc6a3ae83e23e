"""The examples that docs/convention.md prints in sections 1 and 2 are what the code does."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot.vocabulary.intervals import Interval
from crossfoot.vocabulary.notation import read_number
from crossfoot.vocabulary.rounding import Rounding, admitted

CONVENTION = Path(__file__).parents[2] / "docs" / "convention.md"


def rows(section: int) -> Iterator[list[str]]:
    """The cells of each row of the table in a section, without its header."""
    text = CONVENTION.read_text(encoding="utf-8")
    body = text.split(f"\n## {section}. ")[1].split("\n## ")[0]
    table = [line for line in body.splitlines() if line.startswith("|")]
    for line in table[2:]:
        yield [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def amount(cell: str) -> Decimal:
    return Decimal(cell.replace(",", ""))


def interval(cell: str) -> Interval:
    """The interval written `[157,800, 157,900)`, ends apart by a comma and a blank."""
    match = re.fullmatch(r"([\[(])([^ ]*), ?([^ ]*)([\])])", cell.replace("( ,", "(,"))
    assert match is not None, cell
    low, high = (Fraction(amount(end)) if end else None for end in (match[2], match[3]))
    return Interval(low, high, match[1] == "(", match[4] == ")")


@pytest.mark.parametrize("row", list(rows(1)), ids=lambda row: row[0])
def test_notations(row: list[str]) -> None:
    """Convention 1."""
    text, scale, value, place, unit = row
    printed = read_number(text, amount(scale))
    assert (str(printed.value), str(printed.place)) == (value.replace(",", ""), place.replace(",", ""))
    assert (printed.unit or "") == unit


@pytest.mark.parametrize("row", list(rows(2)), ids=" ".join)
def test_intervals(row: list[str]) -> None:
    """Convention 2."""
    regime, value, place, holds = row
    assert admitted(Fraction(amount(value)), Fraction(amount(place)), Rounding(regime)) == interval(holds)


def test_every_regime_is_explained() -> None:
    """Convention 2."""
    assert {row[0] for row in rows(2)} == set(Rounding)


def test_sections_are_numbered_and_paragraphs_in_order() -> None:
    text = CONVENTION.read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 13)]
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        number = section.split(".")[0]
        found = re.findall(r"^\*\*(\d+)\.(\d+) ", section, re.MULTILINE)
        assert found == [(number, str(count)) for count in range(1, len(found) + 1)]
