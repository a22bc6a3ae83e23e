"""What a sentence compares with: the words after which a figure is that of the period before."""

import re

from crossfoot.bind.sentences.subjects import JAPANESE_COMPARED

# What a figure is compared with states the period before.
COMPARED = re.compile(
    r"\b(?:(?:versus|vs\.?|against|compare[sd] (?:to|with)|in comparison with)(?: [a-z]+){0,4}|from(?: (?:an?|the|"
    r"about|around|approximately|just|prior|previous|last|net|loss|losses|profit|income|earnings|of|year(?:'s|-ago|-earlier)?|restated|"
    r"quarter|period|levels?|figure|record|reported))*)\W*$",
    re.IGNORECASE,
)
"""Ends the words before such a figure: "compared with", "from"."""

# "(2022: $10,210m)", "(prior year: 12%)", "（前期は11,803百万円）": what the figure before was a year earlier.
_BEFORE_IN_BRACKETS = re.compile(
    r"[(（\[]\s*(?:(?:fy|fiscal|h[12]|q[1-4]|[1-4]q|[12]h|9m)?\s*'?(?P<year>(?:20|19)?[0-9]{2})[^:()]{0,20}:|"
    r"(?:(?:prior|previous|last|preceding)[ -](?:fiscal )?(?:year|period|quarter)|year[ -]ago|py)[^()0-9]{0,20}|"
    r"(?:前(?:年|期|連結|事業|第|中間)|昨)(?![^0-9]{0,8}比)[^0-9()（）。]{0,24})\s*$",
    re.IGNORECASE,
)
# What a sentence compares with tells the period of something else.
_ON = r"(?:[^,;]|,(?=[0-9]))"
_OTHER_PERIOD = re.compile(
    rf"[(（\[][^()（）]*?[0-9]\s*:[^()（）]*[)）\]]|\bfrom\b{_ON}*?[0-9]{_ON}*?(?=\bto\b|,(?![0-9])|;|$)|"
    rf"\b(?:compare[sd] (?:to|with)|comparison with|versus|vs\.?|against|over|than)\b{_ON}*|"
    rf"{JAPANESE_COMPARED.pattern}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]|,[0-9]{3})")


def of_its_own(text: str) -> str:
    """A sentence without what it compares with: the words that tell its own period are left."""
    return _OTHER_PERIOD.sub(" ", text)


def is_before(text: str, lead: str) -> bool:
    """Whether brackets say that what they hold is of the year before: by its name, or by a year before any other."""
    found = _BEFORE_IN_BRACKETS.search(lead)
    if found is None or found["year"] is None:
        return found is not None
    year = int(found["year"][-2:])
    others = [int(each[0][-2:]) for each in _YEAR.finditer(text) if int(each[0][-2:]) != year]
    return not others or year < max(others)
