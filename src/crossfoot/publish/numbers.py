"""How a page asks for a number: `{revenue.growth FY2016 target@2016-11-08 in JPY billion signed}` and its parts."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.model.pages import Number
from crossfoot.publish.names import Names, Unknown
from crossfoot.publish.wording import unit_of
from crossfoot.vocabulary.measures import Aspect, AspectKind, Measure
from crossfoot.vocabulary.scenarios import ScenarioKind
from crossfoot.vocabulary.units import PERCENT, POINTS, Unit, UnitKind, unit_from_code

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

MOST_DECIMALS = 4

_SCALE_WORDS = {scale: word for word, scale in SCALES.items()} | {1: "", 10**8: "hundred million"}
_SCALES_KNOWN = ", ".join(SCALES)
_SIGNED = (AspectKind.CHANGE, AspectKind.GROWTH, AspectKind.SHARE_CHANGE)


def scale_word(scale: int) -> str:
    """`million` for 1,000,000; empty for ones."""
    return _SCALE_WORDS.get(scale, f"x {scale:,}")


@dataclass(frozen=True, slots=True)
class PrintingUnit:
    """A unit with the scale to print it in, as written `JPY billion` or `thousand subscriptions`."""

    unit: Unit
    scale: int

    def __str__(self) -> str:
        word = scale_word(self.scale)
        if self.unit.kind is UnitKind.MONEY:
            return f"{self.unit.before}{word}".strip()
        return f"{word} {self.unit.code}".strip()


def printing_unit(text: str) -> PrintingUnit:
    """The unit and scale written `JPY billion`, `thousand subscriptions`, `employees`. Raises Unknown."""
    words = text.split()
    scales = [word for word in words if word in SCALES]
    rest = [word for word in words if word not in SCALES]
    if len(scales) > 1 or not rest:
        raise Unknown(f"'{text}' is no printing unit", "Write it as 'JPY million' or 'thousand subscriptions'")
    return PrintingUnit(unit_from_code(" ".join(rest)), SCALES[scales[0]] if scales else 1)


class Scales:
    """The scales and decimals that a book's documents print in, for numbers whose page does not say them."""

    def __init__(self, book: Book) -> None:
        self._by_fact: dict[FactKey, int] = {}
        self._seen: dict[Unit, Counter[int]] = {}
        self._decimals: dict[tuple[Unit, int], Counter[int]] = {}
        for figure in book.figures:
            scale = _whole(figure.printed.scale)
            self._seen.setdefault(figure.unit, Counter())[scale] += 1
            decimals = decimals_of(figure.printed.place, scale)
            self._decimals.setdefault((figure.unit, scale), Counter())[decimals] += 1
            if figure.fact is not None:
                self._by_fact[figure.fact] = min(scale, self._by_fact.get(figure.fact, scale))

    def of(self, key: FactKey, unit: Unit) -> int:
        """The finest scale the fact is printed in, else the one its unit is mostly printed in, else ones."""
        return self._by_fact.get(key) or self.usual(unit)

    def usual(self, unit: Unit) -> int:
        """The scale that most figures of a unit print in; ones where there are none."""
        seen = self._seen.get(unit)
        return seen.most_common(1)[0][0] if seen else 1

    def decimals(self, unit: Unit, scale: int) -> int:
        """The decimals that most figures of a unit and scale print; without any, what such units usually take."""
        seen = self._decimals.get((unit, scale))
        if seen:
            return seen.most_common(1)[0][0]
        usual = {UnitKind.PERCENT: 1, UnitKind.POINTS: 1, UnitKind.PER_SHARE: 2}
        return usual.get(unit.kind, 1 if scale >= SCALES["billion"] else 0)


def decimals_of(place: Decimal, scale: int) -> int:
    """The decimals that a last printed place leaves at a scale: 100,000,000 at a billion is one."""
    decimals = 0
    while place * 10**decimals < scale and decimals < MOST_DECIMALS:
        decimals += 1
    return decimals


def _whole(scale: Decimal) -> int:
    return int(scale) if scale >= 1 else 1


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is to be printed where its place asks for more than the default; None leaves the default."""

    unit: PrintingUnit | None = None
    decimals: int | None = None
    signed: bool | None = None


class Numbers:
    """Makes the numbers of one book's pages."""

    def __init__(self, book: Book) -> None:
        self.names = Names(book)
        self._scales = Scales(book)
        self._units = frozenset({measure.unit for measure in book.measures.values()} | {PERCENT, POINTS})

    def unit(self, text: str) -> PrintingUnit:
        """The printing unit written so, of a kind that the book has measures in. Raises Unknown."""
        unit = printing_unit(text)
        if unit.unit not in self._units:
            codes = ", ".join(sorted(known.code for known in self._units))
            raise Unknown(
                f"the book has nothing in '{text}'", f"Its units: {codes}; before or after them {_SCALES_KNOWN}"
            )
        return unit

    def cell(self, measure: Measure, key: FactKey, style: Style) -> Number:
        """The number for a cell or a chart label: its unit stands in the caption, changes carry their sign."""
        unit = unit_of(measure, key.aspect)
        scale = self._scales.of(key, unit)
        fits = style.unit is not None and style.unit.unit == unit
        if style.unit is not None and fits:
            scale = style.unit.scale
        signed = style.signed if style.signed is not None else key.aspect.kind in _SIGNED
        # The decimals of a table are those of its unit; figures of another unit in it keep their own.
        decimals = style.decimals if fits or style.unit is None else None
        return Number(key, scale, decimals, signed, suffix=_CELL_SUFFIXES.get(unit.kind, ""))

    def sentence(self, text: str) -> Number:
        """The number asked for between braces in prose, printed with its unit. Raises Unknown."""
        request = _request(text)
        printed = self.unit(request.unit) if request.unit else None
        measure, aspect = self.names.measure(request.name)
        unit = unit_of(measure, aspect)
        if printed is not None and printed.unit != unit:
            raise Unknown(f"{request.name} is in {unit}, not in {printed.unit}", f"Ask for it in {unit}")
        period = self.names.period(request.period)
        key = self.names.fact(measure, aspect, period, self.names.scenario(request.scenario, request.vintage))
        scale = printed.scale if printed else self._scales.of(key, unit)
        return worded(Number(key, scale, signed=request.signed), PrintingUnit(unit, scale))

    def key(self, measure: Measure, aspect: Aspect, period: str, scenario: tuple[str, str]) -> FactKey:
        """The fact of a measure at a period and scenario (kind and vintage) as written. Raises Unknown."""
        return self.names.fact(measure, aspect, self.names.period(period), self.names.scenario(*scenario))


_CELL_SUFFIXES = {UnitKind.PERCENT: "%", UnitKind.POINTS: " pt"}


def worded(number: Number, unit: PrintingUnit, *, noun: bool = False) -> Number:
    """The number with its unit in words: `JPY 157.8 billion`, `4.8%`, `1,856 thousand`; `noun` adds what is counted."""
    kind, word = unit.unit.kind, scale_word(unit.scale)
    scale = f" {word}" if word else ""
    if kind is UnitKind.MONEY:
        return replace(number, prefix=unit.unit.before, suffix=scale)
    if kind is UnitKind.PER_SHARE:
        return replace(number, prefix=unit.unit.before, suffix=scale + (" a share" if noun else ""))
    if kind is UnitKind.COUNT:
        return replace(number, suffix=scale + (f" {unit.unit.code}" if noun else ""))
    return replace(number, suffix={UnitKind.PERCENT: "%", UnitKind.POINTS: " points"}.get(kind, ""))


@dataclass(frozen=True, slots=True)
class _Request:
    name: str
    period: str
    scenario: str
    vintage: str
    unit: str
    signed: bool


_VINTAGE = re.compile(r"@\s*(\S+)")
_UNIT = re.compile(rf"\bin\s+(.+?)(?=\s+(?:signed|{'|'.join(ScenarioKind)})\b|\s*$)")


def _request(text: str) -> _Request:
    name, _, rest = text.strip().partition(" ")
    vintage = _VINTAGE.search(rest)
    rest = _VINTAGE.sub(" ", rest)
    unit = _UNIT.search(rest)
    rest = _UNIT.sub(" ", rest)
    words = rest.split()
    scenarios = [word for word in words if word in tuple(ScenarioKind)]
    period = " ".join(word for word in words if word not in tuple(ScenarioKind) and word != "signed")
    if not name or not period or len(scenarios) > 1:
        raise Unknown(
            f"'{{{text}}}' does not name a number",
            "Write {measure PERIOD}, for instance {revenue FY2016 in JPY billion}",
        )
    return _Request(
        name=name,
        period=period,
        scenario=scenarios[0] if scenarios else ScenarioKind.ACTUAL,
        vintage=vintage[1] if vintage else "",
        unit=unit[1] if unit else "",
        signed="signed" in words,
    )
