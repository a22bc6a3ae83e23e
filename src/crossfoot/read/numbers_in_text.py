"""Numbers in running text: where a sentence prints amounts, percents and changes, and what each of them says.

A bare small number in a sentence is more often a date, a note or a count of anything than a figure of the results; only
numbers that carry a currency, a scale word, a percent or point sign, or thousands in groups are taken.
"""

import re

from crossfoot.vocabulary.notation import NotANumber, Printed, read_number

Span = tuple[int, int]

_LONGEST = 200  # characters: nothing that a sentence calls a number is longer
_CURRENCY = r"(?:JPY|USD|EUR|GBP|CHF|CNY|US\$|HK\$|NT\$|A\$|C\$|[$€£¥￥])"
_NUMBER = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_STEPS = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})*|[0-9０-９]+)[兆億] ?(?=[0-9０-９])"  # 51億34百万円
_SCALE = r"(?:thousand|million|billion|trillion|bn|mn|百万|十億|億|兆|千|万)"
_RATIO = r"(?:%|％|percentage points?|percent|points?|basis points|bps?|ppts?|pp|ポイント)"
_LEAD = r"(?:(?:approximately|approx\.|about|nearly|over|約)\s*)?(?:(?:up|down)\s+)?(?:約)?[+△▲−-]?\s?"
# Brackets in a sentence set an aside: "(2.4%)" is no minus there.
_CANDIDATE = re.compile(
    rf"(?:(?<![A-Za-z0-9０-９.,/])|(?<=[a-z])(?=[$€£¥])){_LEAD}{_CURRENCY}?\s?(?:{_STEPS}){{0,2}}{_NUMBER}\s?(?:{_SCALE}(?![a-z])|[KMBT](?![A-Za-z]))?\s?"
    rf"(?:{_RATIO}(?![a-z])|円|ドル|yen|dollars)?(?:増加?|減少?(?!価))?(?![0-9,.]*[0-9])",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"{_CURRENCY}|[0-9０-９][,，][0-9０-９]{{3}}|{_SCALE}(?![a-z])|{_RATIO}(?![a-z])|円|ドル", re.IGNORECASE
)


def numbers_in_text(text: str) -> list[tuple[Span, Printed]]:
    """Every number of the results that a line prints, in order: the characters it takes, and its reading."""
    found = []
    for candidate in _CANDIDATE.finditer(text):
        words = candidate[0].strip()
        if len(words) > _LONGEST or not _TELLING.search(words):
            continue
        try:
            printed = read_number(words)
        except NotANumber:
            continue
        start = candidate.start() + candidate[0].index(words)
        found.append(((start, start + len(words)), printed))
    return found
