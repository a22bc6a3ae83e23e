"""Tables that write `1.234,5` for `1,234.5`, told by those of their numbers that can be read one way alone."""

import re
from collections.abc import Sequence

# With a comma before the decimals: "1.234,5", "12,5 %". With a point: "1,234", "12.5". A lone "1.234" may be either.
_GROUPED_COMMA = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.\u00a0\u2009\u202f'][0-9]{3})+,[0-9]+(?![0-9.,])")
_COMMA = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{1,2}(?![0-9.,])")
_POINT = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]{1,2})(?![0-9.,])")
_NUMBER_ALONE = re.compile(r"[^A-Za-z]{0,4}[0-9][0-9.,\u00a0\u2009\u202f' ]*[^A-Za-z0-9]{0,3}(?:EUR|€)?")
_COMMAS_LEAST = 3  # short numbers with a comma: two may be references to notes, "5,11"


def says_decimal_comma(texts: Sequence[str]) -> bool | None:
    """Whether the numbers of a table have a comma before their decimals; None where they leave it open."""
    numbers = [text.strip() for text in texts if _NUMBER_ALONE.fullmatch(text.strip())]
    if any(_POINT.search(text) for text in numbers):
        return False
    grouped = any(_GROUPED_COMMA.search(text) for text in numbers)
    return True if grouped or sum(bool(_COMMA.search(text)) for text in numbers) >= _COMMAS_LEAST else None
