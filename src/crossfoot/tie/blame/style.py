"""Style: how a figure would be printed where another stands: its last place, its thousands, the mark of its minus."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from crossfoot.model.figures import Figure

_PARTING = "\u00a0\u2009\u202f'’"  # thousands in many languages, beside points and commas
_NUMBER = re.compile(rf"[0-9](?:[0-9]|[.,{_PARTING}](?=[0-9])| (?=[0-9]{{3}}(?![0-9])))*|\.[0-9]+")
_IN_LAKHS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")  # 12,34,567
_LAKH_PARTS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{2})*[0-9]{3}(?![0-9]))")  # of a number without parts and decimals
_OPENED, _CLOSED = re.compile(r"[(（](?=[^(（]*$)"), re.compile(r"[)）]")  # before the number and after it
_BRACKETS = "()"
_MARKS = "△▲−–‐-"
_LEAST_GROUPED = 1000


@dataclass(frozen=True, slots=True)
class Style:
    """The way in which the figures around one are printed.

    `place` is what their last digit counts, in whole units; `grouping` is what parts thousands, empty where nothing
    does, `lakhs` says that the digits before them go in pairs, as in India, `point` what stands before decimals;
    `minus` names the mark of a minus, and `inside` says that a currency sign stands before it: `$(5)`.
    """

    place: Decimal
    grouping: str
    lakhs: bool
    point: str
    minus: str
    inside: bool

    @classmethod
    def of(cls, figure: Figure, around: Sequence[Figure]) -> Self:
        """The style of a figure as those around it tell, as far as they agree."""
        grouping, point = _marks((figure, *around))
        marked = [other for other in (figure, *around) if other.printed.notation]
        minus = Counter(other.printed.notation for other in marked).most_common(1)
        return cls(
            _place(figure, around),
            grouping,
            any(_in_lakhs(other) for other in (figure, *around)),
            point,
            minus[0][0] if minus else _BRACKETS,
            not any(re.match(r"\([^0-9]", other.text) for other in marked),
        )

    def shown(self, figure: Figure, value: Decimal) -> str:
        """The text of a value in a figure's place; empty where the sign of what it prints stands in words."""
        number, found = self._number(figure, value), _NUMBER.search(figure.text)
        if found is None:  # a dash
            return self._marked(number) if value < 0 else number
        marked = _is_marked(figure)
        in_words = figure.printed.value < 0 and not marked
        if in_words and value >= 0:
            return ""
        text = figure.text[: found.start()] + number + figure.text[found.end() :]
        if marked == (value < 0) or in_words:
            return text
        return self._marked(text) if value < 0 else _unmarked(text)

    def _number(self, figure: Figure, value: Decimal) -> str:
        own = min(self.place, figure.printed.place) if value % self.place else self.place
        exponent = (own / figure.printed.scale).normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        whole, point, fraction = f"{abs(value) / figure.printed.scale:,.{decimals}f}".partition(".")
        if self.lakhs:
            whole = _LAKH_PARTS.sub(",", whole.replace(",", ""))
        return whole.replace(",", self.grouping) + (self.point if point else "") + fraction

    def _marked(self, text: str) -> str:
        found = _NUMBER.search(text)
        assert found is not None
        start = found.start() if self.inside else 0
        if self.minus == _BRACKETS:
            return f"{text[:start]}({text[start : found.end()]}){text[found.end() :]}"
        mark = self.minus if self.minus in _MARKS else "-"
        return f"{text[:start]}{mark}{text[start:]}"


def _place(figure: Figure, around: Sequence[Figure]) -> Decimal:
    """The last place that the figures around one share; its own where they do not or are too few to tell."""
    places = {other.printed.place for other in around if other.printed.value}
    several = sum(bool(other.printed.value) for other in around) > 1
    return places.pop() if several and len(places) == 1 else figure.printed.place


def _marks(figures: Sequence[Figure]) -> tuple[str, str]:
    """What parts the thousands of figures and what stands before their decimals: a comma and a point if none tells."""
    grouped, points, large = Counter[str](), Counter[str](), 0
    for figure in figures:
        found = _NUMBER.search(figure.text)
        whole, point = _parted(found[0], figure) if found else ("", "")
        parting = [mark for mark in whole if not mark.isdigit()]
        grouped.update(parting[:1])
        points.update(point)
        large += len(whole) > len(parting) + 3
    point = points.most_common(1)[0][0] if points else ("," if grouped["."] else ".")
    if not grouped and not large:
        return "." if point == "," else ",", point
    return (grouped.most_common(1)[0][0] if grouped else ""), point


def _in_lakhs(figure: Figure) -> bool:
    """Whether a figure is printed with its digits in pairs before the thousands."""
    found = _NUMBER.search(figure.text)
    return bool(found and _IN_LAKHS.fullmatch(_parted(found[0], figure)[0]))


def _parted(number: str, figure: Figure) -> tuple[str, str]:
    """The digits of a number before its decimals, with what parts them, and the mark before the decimals."""
    exponent = (figure.printed.place / figure.printed.scale).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    mark = number[-decimals - 1 : -decimals] if decimals else ""
    return (number[: -decimals - 1], mark) if mark and mark in ".," else (number, "")


def _is_marked(figure: Figure) -> bool:
    """Whether a minus is printed as a mark, and not told by words or by the column."""
    return _unmarked(figure.text) != figure.text


def _unmarked(text: str) -> str:
    found = _NUMBER.search(text)
    if found is None:
        return text
    before, after = text[: found.start()], text[found.end() :]
    if _OPENED.search(before) and _CLOSED.search(after):
        return _OPENED.sub("", before) + found[0] + _CLOSED.sub("", after, count=1)
    return re.sub(f"[{_MARKS}]", "", before) + found[0] + after
