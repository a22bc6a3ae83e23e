"""Balances at the edges of a period, by their labels: `Cash, beginning of year`, `Closing ARR`, `期末残高`."""

import re

LONGEST_EDGE = 90
"""Characters of a label that may name an edge."""

_EDGE_OF = r"of (?:the )?(?:fiscal )?(?:year|period|quarter|month)s?\W*(?:\([^()]*\))?$"
_OPENING = re.compile(
    rf"\b(?:at |as of )?(?:the )?(?:beginning|start) {_EDGE_OF}|\b(?:opening|beginning) balances?|[当前]?期首(?:残高)?"
    r"|^(?:opening|beginning) (?!of\b|hours)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"\b(?:at |as of )?(?:the )?end {_EDGE_OF}|\b(?:closing|ending) balances?|[当前]?期末残高|期末$"
    r"|^(?:closing|ending) (?!of\b|costs?|date)",
    re.IGNORECASE,
)


def edge_of(label: str) -> str:
    """Whether a label speaks of the `opening` or the `closing` of a period; empty where of neither."""
    if len(label) > LONGEST_EDGE:
        return ""
    if _OPENING.search(label):
        return "opening"
    return "closing" if _CLOSING.search(label) else ""


def without_edge(label: str) -> str:
    """What a label says the balance is of: `Cash` for `Cash, end of year`; empty where that is all."""
    plain = _CLOSING.sub(" ", _OPENING.sub(" ", label))
    plain = re.sub(r"\b(?:of (?:the )?)?(?:year|period|quarter)\b", " ", plain, flags=re.IGNORECASE)
    return " ".join(plain.replace(",", " ").split()).strip(" -").removeprefix("of ")
