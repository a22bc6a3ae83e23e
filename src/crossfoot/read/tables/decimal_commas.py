"""Tables that write `1.234,5` for `1,234.5`, or part thousands by blanks, told by their numbers taken together."""

import re
from collections.abc import Iterable, Sequence

from crossfoot.vocabulary.cell_numbers import is_year

# With a comma before the decimals: "1.234,5", "12,5 %". With a point: "1,234", "12.5". A lone "1.234" may be either.
_GROUPED_COMMA = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.\u00a0\u2009\u202f'][0-9]{3})+,[0-9]+(?![0-9.,])")
_COMMA = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{1,2}(?![0-9.,])")
_POINT = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]{1,2})(?![0-9.,])")
_NUMBER_ALONE = re.compile(r"[^A-Za-z]{0,4}[0-9][0-9.,\u00a0\u2009\u202f' ]*[^A-Za-z0-9]{0,3}(?:EUR|€)?")
_BY_POINTS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,%])")
_HUNDREDS = re.compile(r"[^0-9.,]{0,3}[1-9][0-9]{2}[^0-9.,%]{0,3}")
_THREE_DECIMALS = re.compile(r"(?<![0-9])(?:0?\.[0-9]|[0-9]{4}|[0-9]+\.[0-9]{3}\s*%)")  # what no thousands are
_BY_BLANKS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])")
_SHORT_FIRST = re.compile(r"(?<![0-9.,])[1-9][0-9]? [0-9]{3}")
_UNLIKE_BLANKS = re.compile(
    r"[0-9][,.'][0-9]{3}(?![0-9])|[0-9]{4}|[0-9] (?![0-9]{3}(?![0-9]))[0-9]|(?<![0-9])0[0-9]* [0-9]"
)
_PARTED_LEAST = 3
_COMMAS_LEAST = 3  # short numbers with a comma: two may be references to notes, "5,11"


def says_decimal_comma(texts: Sequence[str]) -> bool | None:
    """Whether the numbers of a table have a comma before their decimals; None where they leave it open."""
    numbers = [text.strip() for text in texts if _NUMBER_ALONE.fullmatch(text.strip())]
    if any(_POINT.search(text) for text in numbers):
        return False
    grouped = any(_GROUPED_COMMA.search(text) for text in numbers)
    return True if grouped or sum(bool(_COMMA.search(text)) for text in numbers) >= _COMMAS_LEAST else None


def groups_by_points(columns: Iterable[Sequence[str]]) -> bool:
    """Whether numbers such as `1.234`, which may be read both ways, are thousands by what stands with them.

    In one column, three at least have a point and three digits behind it, and others three digits and no point. That
    is how thousands stand above hundreds, where three decimals would be printed all the way down.
    """
    return any(_mixes_thousands(column) for column in columns)


def groups_by_blanks(texts: Sequence[str]) -> bool:
    """Whether a table parts thousands by a blank such as stands between words: `1 234`, `12 345 678`.

    Three of its numbers at least do, one of them behind one or two digits, and none parts them otherwise, has four
    digits in a row, or has other digits behind a blank: numbers that only stand side by side would.
    """
    numbers = [text.strip() for text in texts if _NUMBER_ALONE.fullmatch(text.strip()) and not is_year(text)]
    if any(_UNLIKE_BLANKS.search(text) for text in numbers):
        return False
    parted = [text for text in numbers if " " in text and _BY_BLANKS.search(text)]
    return len(parted) >= _PARTED_LEAST and any(_SHORT_FIRST.search(text) for text in parted)


def _mixes_thousands(column: Sequence[str]) -> bool:
    numbers = [text.strip() for text in column if _NUMBER_ALONE.fullmatch(text.strip()) and not is_year(text)]
    parted = [text for text in numbers if _BY_POINTS.search(text)]
    whole = [text for text in numbers if _HUNDREDS.fullmatch(text)]
    return len(parted) >= _PARTED_LEAST and bool(whole) and not any(_THREE_DECIMALS.search(text) for text in numbers)
