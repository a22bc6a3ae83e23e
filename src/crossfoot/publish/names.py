"""What the words of a page mean in a book: measures with their aspects, periods, scenarios, and the fact they name."""

from collections.abc import Iterable
from datetime import date, timedelta
from difflib import get_close_matches

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.periods import Duration, NotAPeriod, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

_DAY = timedelta(days=1)


class Unknown(ValueError):
    """A word that the book does not know; `remedy` says what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class Names:
    """The names of one book, looked up as pages write them."""

    def __init__(self, book: Book) -> None:
        self._measures = book.measures
        self.calendar = book.entity.calendar
        self._keys = frozenset(_keys(book))
        self._periods = frozenset(key.period for key in self._keys)

    def measure(self, name: str) -> tuple[Measure, Aspect]:
        """The measure and aspect written `revenue` or `revenue.change_qoq`. Raises Unknown."""
        word, _, suffix = name.partition(".")
        if word not in self._measures:
            raise Unknown(f"no measure is named '{word}'", _spelling(word, self._measures, "model.yaml"))
        return self._measures[word], aspect_of(suffix)

    def period(self, text: str) -> Period:
        """The period of that name on the entity's calendar. Raises Unknown where the book says nothing of it."""
        try:
            period = self.calendar.parse(text)
        except NotAPeriod as error:
            raise Unknown(str(error), "Name a period that the book speaks of") from error
        if self._periods and not self._speaks_of(period):
            codes = sorted({self.calendar.code(known) for known in self._periods})
            near = get_close_matches(self.calendar.code(period), codes, n=3, cutoff=0)
            raise Unknown(f"the book says nothing of {text}", f"Periods it knows: {', '.join(sorted(near))}")
        return period

    def _speaks_of(self, period: Period) -> bool:
        closing = self.calendar.closing(period) if isinstance(period, Duration) else period
        return period in self._periods or closing in self._periods or self._follows(period)

    def _follows(self, period: Period) -> bool:
        """Whether known spans of its fiscal year add up to it or leave it over: a half less its second quarter."""
        if not isinstance(period, Duration) or not self.calendar.quarters(period):
            return False
        year = self.calendar.year_of(period.start)
        spans = [(known.start, known.end + _DAY) for known in self._periods if isinstance(known, Duration)]
        inside = [(start, after) for start, after in spans if year.start <= start and after <= year.end + _DAY]
        reached = {period.start}
        for _ in inside:
            reached |= {end for span in inside if reached & set(span) for end in span}
        return period.end + _DAY in reached and period.end <= year.end

    def scenario(self, kind: str, vintage: str) -> Scenario:
        """The scenario named so; without a vintage, the latest that the book has of its kind. Raises Unknown."""
        if kind not in tuple(ScenarioKind):
            kinds = ", ".join(ScenarioKind)
            raise Unknown(f"'{kind}' is no scenario", f"Use one of {kinds}")
        known = sorted(
            {key.scenario.vintage for key in self._keys if key.scenario.kind == kind and key.scenario.vintage}
        )
        if not vintage:
            return ACTUAL if kind == ScenarioKind.ACTUAL else Scenario(ScenarioKind(kind), known[-1] if known else None)
        day = _day(vintage)
        if known and day not in known:
            days = ", ".join(day.isoformat() for day in known)
            raise Unknown(f"no {kind} was announced on {vintage}", f"Vintages the book knows: {days}")
        return Scenario(ScenarioKind(kind), day)

    def fact(self, measure: Measure, aspect: Aspect, period: Period, scenario: Scenario) -> FactKey:
        """The fact meant: stocks stand at the period's close, ratios at whichever of the two the book knows."""
        key = FactKey(measure.name, period, scenario, aspect)
        if not isinstance(period, Duration) or measure.kind is MeasureKind.FLOW:
            return key
        closing = FactKey(measure.name, self.calendar.closing(period), scenario, aspect)
        if measure.kind is MeasureKind.STOCK or (closing in self._keys and key not in self._keys):
            return closing
        return key

    def latest(self, key: FactKey) -> FactKey:
        """The same fact of the latest vintage that the book has of its scenario's kind (for target charts)."""
        same = [
            known
            for known in self._keys
            if (known.measure, known.period, known.aspect) == (key.measure, key.period, key.aspect)
            and known.scenario.kind is key.scenario.kind
        ]
        return max(same, key=lambda known: known.scenario.vintage or date.min, default=key)

    def knows(self, key: FactKey) -> bool:
        """Whether any figure, slot or identity of the book speaks of the fact."""
        return key in self._keys


def aspect_of(suffix: str, against: str = "") -> Aspect:
    """The aspect written `growth`, `change_qoq` or `share_change_target`; empty is the level. Raises Unknown."""
    if not suffix:
        return LEVEL
    kind, _, tail = suffix.rpartition("_")
    if tail in tuple(Against):
        suffix, against = kind, tail
    if suffix not in tuple(AspectKind):
        raise Unknown(f"'{suffix}' is no aspect", _spelling(suffix, AspectKind, "the list: " + ", ".join(AspectKind)))
    if against and against not in tuple(Against):
        raise Unknown(f"'{against}' is no comparison", "Use one of " + ", ".join(Against))
    return Aspect(AspectKind(suffix), Against(against or Against.PRIOR_YEAR))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unknown(f"'{text}' is no date", "Write vintages as 2016-11-08") from error


def _spelling(word: str, known: Iterable[str], where: str) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Take one from {where}"


def _keys(book: Book) -> Iterable[FactKey]:
    yield from (fact.key for fact in book.facts)
    yield from (figure.fact for figure in book.figures if figure.fact is not None)
    yield from (slot.fact for block in book.blocks for slot in block.slots)
    for identity in book.identities:
        yield from identity.facts
