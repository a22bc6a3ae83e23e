"""Charts that a reader of pages flattened into text: labels of lost order beside the periods of their axis."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from crossfoot.vocabulary.notation import NotANumber, Printed, readings
from crossfoot.vocabulary.units import PERCENT

AXIS_LEAST = 4
"""Periods that make an axis: fewer stand in many a sentence."""

_IN_ONE_FIELD = 3  # periods, as no table has them
_NAME_MOST = 8  # words

_PERIOD = r"(?:[1-4]Q|Q[1-4][ ']?|[12]H|H[12][ ']?|FY)(?:20)?[0-9]{2}(?![0-9])"
_PERIOD_ALONE = re.compile(_PERIOD)
_TOKEN = re.compile(
    rf"(?P<stated>{_PERIOD} ?:)|(?P<period>{_PERIOD})|(?P<marked>[\[\]]*\[[^\[\]]*\])"
    r"|(?P<number>[(△▲+-]?[0-9][0-9,.]*%?\)?)|(?P<word>\S+)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One number of the chart: its text, the characters it takes, and its readings, the likeliest first."""

    text: str
    span: tuple[int, int]
    readings: tuple[Printed, ...]

    @property
    def is_percent(self) -> bool:
        """Whether its text carries a percent sign."""
        return self.readings[0].unit == PERCENT.code


@dataclass(frozen=True, slots=True)
class Total:
    """A label whose period stands before it, and the growth behind it, if one is printed."""

    period: str
    amount: Label
    growth: Label | None = None


@dataclass(frozen=True, slots=True)
class FoundChart:
    """What is left of a chart: its axis, the runs of numbers between other words, and the totals that kept a period.

    `name` are the words that stand before everything else, if any do.
    """

    axis: tuple[str, ...]
    runs: tuple[tuple[Label, ...], ...]
    totals: tuple[Total, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    span: tuple[int, int]


def flattened(fields: Iterable[str]) -> str:
    """The fields of a block of text as one line, where it is no table: one of them holds several periods or numbers.

    Empty where it may be a table.
    """
    texts = [field.strip() for field in fields]
    periods = max((len(_PERIOD_ALONE.findall(text)) for text in texts), default=0)
    return " ".join(filter(None, texts)) if periods >= _IN_ONE_FIELD else ""


def scattered_chart(line: str) -> FoundChart | None:
    """The chart that a line is the remains of, None where it is none: an axis of periods, and labels for each."""
    tokens = [_Token(found.lastgroup or "", found[0], found.span()) for found in _TOKEN.finditer(line)]
    axis = tuple(dict.fromkeys(token.text for token in tokens if token.kind == "period"))
    if len(axis) < AXIS_LEAST:
        return None
    totals: list[Total] = []
    runs: list[list[Label]] = []
    for kind, group in groupby(_placed(tokens), key=lambda token: token.kind in ("number", "marked")):
        labels = [label for token in group if kind and (label := _label(token)) is not None]
        if labels and (period := _stated_before(tokens, labels[0])):
            totals.append(Total(period, labels[0], labels[1] if labels[1:2] and labels[1].is_percent else None))
            labels = labels[2 if totals[-1].growth else 1 :]
        runs += [list(run) for _, run in groupby(labels, key=lambda label: label.is_percent)]
    whole = tuple(tuple(_alike(run)) for run in runs if len(run) % len(axis) == 0)
    return FoundChart(axis, whole, tuple(totals), _name(tokens)) if whole else None


def _name(tokens: Sequence[_Token]) -> str:
    words = [token.text for token in takewhile(lambda token: token.kind == "word", tokens)]
    return " ".join(words) if len(words) <= _NAME_MOST else ""


def _alike(run: list[Label]) -> list[Label]:
    """The labels with the reading first that has its last place where most of the run have theirs."""
    places = Counter(reading.place for label in run for reading in label.readings)
    usual = max(places, key=lambda place: (places[place], place))
    return [
        replace(label, readings=tuple(sorted(label.readings, key=lambda reading: reading.place != usual)))
        for label in run
    ]


def _placed(tokens: list[_Token]) -> list[_Token]:
    """The tokens in order; the periods of the axis end no run of numbers."""
    return [token for token in tokens if token.kind != "period"]


def _label(token: _Token) -> Label | None:
    try:
        return Label(token.text, token.span, readings(token.text))
    except NotANumber:
        return None


def _stated_before(tokens: list[_Token], label: Label) -> str:
    """The period that stands right before a label, with its colon."""
    before = [token for token in tokens if token.span[1] <= label.span[0]]
    return _PERIOD_ALONE.match(before[-1].text)[0] if before and before[-1].kind == "stated" else ""  # type: ignore[index]
