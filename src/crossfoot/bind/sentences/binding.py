"""Passages bound: the figures of each clause get facts of the clause's own, and the table facts it may speak of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from crossfoot.bind.grids.periods.headings import SAID_NOTHING, resolved, told, under
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.bind.sentences.clauses import Clause, Part, clauses, is_apart
from crossfoot.bind.sentences.comparisons import of_its_own
from crossfoot.bind.sentences.sentences import sentences
from crossfoot.bind.sentences.subjects import BAN, all_words, likeness, line_of, named, words_of
from crossfoot.model.book import Book
from crossfoot.model.claims import BEFORE, Candidate, Claim
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.layout import Grid, Passage
from crossfoot.vocabulary.measures import LEVEL, Against, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated
from crossfoot.vocabulary.units import PERCENT, POINTS, Unit, UnitKind, money

MOST_CANDIDATES = 40
_SAME_END = 10  # days by which calendars of weeks and of months name one period's end differently
_FEW = 5  # a period with less than so many times fewer figures than another is not what a document reports on
_LONGEST_SUBJECT = 120
_LONGEST_HEADING = 60
_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level that tables state: its fact, its unit, its line's words and those around it."""

    key: FactKey
    unit: Unit
    label: frozenset[str]
    around: frozenset[str]


class _Lexicon:
    """The levels of a document's tables by the words that name them."""

    def __init__(self, book: Book) -> None:
        self._calendar = book.entity.calendar
        self.levels = list(_levels(book))
        self.by_word: dict[str, list[_Level]] = defaultdict(list)
        for level in self.levels:
            for word in level.label | {level.key.measure}:
                self.by_word[word].append(level)
        self._of_line: dict[tuple[str, Scenario], list[FactKey]] = defaultdict(list)
        for level in self.levels:
            self._of_line[level.key.measure, level.key.scenario].append(level.key)
        self.units = {level.key: level.unit for level in self.levels}
        self.latest = _latest(self.levels)

    def prior(self, key: FactKey, against: Against) -> FactKey | None:
        """The level that a change or growth of this one is against, if a table states it."""
        if isinstance(key.period, Undated):
            return None
        calendar = self._calendar
        before = (
            calendar.prior_span(key.period) if against is Against.PRIOR_QUARTER else calendar.prior_year(key.period)
        )
        exact = replace(key, period=before)
        if exact in self.units:
            return exact
        alike = self._of_line[key.measure, key.scenario]
        return min((k for k in alike if _near(k.period, before)), key=lambda k: k.id, default=None)

    def base(self, key: FactKey) -> FactKey | None:
        """The revenue of the same period, which shares are told of, if a table states it."""
        revenue = replace(key, measure="revenue")
        return revenue if key.measure != "revenue" and revenue in self.units else None


def _latest(levels: list[_Level]) -> date | None:
    """The last day that the tables report on, for the most part: a few columns may look ahead."""
    ends = Counter(level.key.period.end for level in levels if isinstance(level.key.period, Duration))
    most = max(ends.values(), default=0)
    return max((end for end, count in ends.items() if count * _FEW >= most), default=None)


def bind_sentences(book: Book) -> Book:
    """The book with a fact for every figure of a clause whose subject a table may state, and its claims.

    Figures that no subject stands before, plans, ranges and amounts said in passing stay without a fact.
    """
    lexicon = _Lexicon(book)
    figures = {figure.id: figure for figure in book.figures}
    claims: list[Claim] = []
    bound: dict[str, Figure] = {}
    measures = dict(book.measures)
    heading = ""
    for passage in book.passages:
        heading = _heading(passage, heading)
        for number, (clause, words) in enumerate(_said(passage, figures, heading), 1):
            time = _time(words, book, lexicon.latest)
            candidates = _candidates(clause, time, lexicon)
            if not candidates and not _proves_itself(clause):
                continue
            unit = lexicon.units[candidates[0].level] if candidates else clause.parts[0].figure.unit
            measure = _measure(f"{passage.id}.{number}", clause, unit)
            told = time.exact or Undated("said")
            own = [_own(part, measure, BEFORE if part.before else told) for part in _worked_out(clause.parts)]
            moved = tuple(part.moved if part.aspect != LEVEL else 0 for part in clause.parts)
            measures[measure.name] = measure
            bound.update((figure.id, figure) for figure in own)
            claims.append(Claim(passage.id, clause.subject, tuple(f.id for f in own), candidates, moved))
    if not claims:
        return book
    return book.grown(
        claims=tuple(claims), measures=measures, figures=tuple(bound.get(figure.id, figure) for figure in book.figures)
    )


def _proves_itself(clause: Clause) -> bool:
    """Whether a clause prints a level of money with its change and its growth: any two give the third."""
    kinds = [part.aspect.kind for part in clause.parts]
    return set(kinds) >= {AspectKind.LEVEL, AspectKind.CHANGE, AspectKind.GROWTH} and kinds[0] is AspectKind.LEVEL


def _measure(name: str, clause: Clause, unit: Unit) -> Measure:
    """A measure of the clause's own: nothing else is of it."""
    subject = clause.subject[:_LONGEST_SUBJECT].replace("|", "/")
    kind = MeasureKind.FLOW if unit.kind is UnitKind.MONEY else MeasureKind.RATIO
    return Measure(f"{name}: {subject}", subject, kind, unit)


def _worked_out(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, a change that is the difference of the levels beside it known to within one unit only.

    So it may have been worked out on printed figures (docs/convention.md, 2.10).
    """
    levels = {part.before: part.figure.printed.value for part in parts if part.aspect == LEVEL}
    if len(levels) < 2:
        return parts
    difference = abs(levels[False] - levels[True])
    return tuple(
        replace(part, figure=replace(part.figure, printed=replace(part.figure.printed, rounding=Rounding.APPROXIMATE)))
        if part.aspect.kind is AspectKind.CHANGE and abs(part.figure.printed.value) == difference
        else part
        for part in parts
    )


def _own(part: Part, measure: Measure, period: Period) -> Figure:
    unit = measure.unit_of(part.aspect)
    return replace(part.figure, fact=FactKey(measure.name, period, ACTUAL, part.aspect), unit=unit)


@dataclass(frozen=True, slots=True)
class _Time:
    """The period that a clause speaks of, as far as its words tell, among those that tables state."""

    exact: Period | None
    months: int | None
    latest: date | None

    def admits(self, period: Period) -> bool:
        """Whether a table's period may be meant; where no year is told, the latest is."""
        if self.exact is not None:
            return _near(period, self.exact) or (isinstance(self.exact, Duration) and _closes(period, self.exact.end))
        if self.latest is None:
            return True
        if isinstance(period, Duration):
            length = self.months is None or abs(period.months - self.months) <= 1
            return length and abs((period.end - self.latest).days) <= _SAME_END
        return not isinstance(period, Instant) or _closes(period, self.latest)


def _time(words: PeriodWords, book: Book, latest: date | None) -> _Time:
    calendar = book.entity.calendar
    exact = resolved(words, calendar)
    if exact is None and words.part is not None and latest is not None:
        # "The fourth quarter" without its year is that of the latest year that tables state.
        exact = resolved(replace(words, year=_named_year(calendar.year_of(latest), book)), calendar)
    months = words.part[1] if words.part else words.months
    return _Time(exact, months, latest)


def _named_year(year: Duration, book: Book) -> int:
    return year.start.year if book.entity.calendar.named_by == "start" else year.end.year


def _near(one: Period, other: Period) -> bool:
    """Whether two periods are one but for a few days, as years of 52 weeks and of twelve months are."""
    if isinstance(one, Duration) and isinstance(other, Duration):
        ends = abs((one.end - other.end).days), abs((one.start - other.start).days)
        return max(ends) <= _SAME_END
    return one == other


def _closes(period: Period, end: date) -> bool:
    return isinstance(period, Instant) and abs((period.day - end).days) <= _SAME_END


def _heading(passage: Passage, before: str) -> str:
    """What the lines that follow speak of: a short line without figures names it, a long one ends it."""
    if passage.figures:
        return before
    short = len(passage.text) <= _LONGEST_HEADING and not passage.text.rstrip().endswith((".", ",", ";"))
    return named(passage.text) if short else ""


def _said(passage: Passage, figures: Mapping[str, Figure], heading: str) -> Iterator[tuple[Clause, PeriodWords]]:
    """The clauses of a passage with what is said of their period; a sentence that says nothing goes on in the last."""
    mine = [figures[figure] for figure in passage.figures if figures[figure].fact is None]
    before = SAID_NOTHING
    for sentence in sentences(passage.text):
        end = sentence.start + len(sentence.text)
        inside = [
            (figure, (span[0] - sentence.start, span[1] - sentence.start))
            for figure in mine
            if (span := figure.place.span) is not None and sentence.start <= span[0] < end
        ]
        whole = told(of_its_own(_without_scales(sentence.text, [span for _, span in inside]))).words
        before = whole if whole != SAID_NOTHING else before
        period = before
        for clause in clauses(sentence.text, inside, heading) if inside else ():
            own = told(of_its_own(clause.lead)).words
            period = under(own, period) if own != SAID_NOTHING else period
            yield clause, period


def _without_scales(text: str, figures: list[tuple[int, int]]) -> str:
    """A sentence with blanks for the letters of its figures: $196.9m tells of no nine months."""
    for start, end in figures:
        text = text[:start] + _LETTER.sub(" ", text[start:end]) + text[end:]
    return text


def _levels(book: Book) -> Iterator[_Level]:
    figures = {figure.id: figure for figure in book.figures}
    for grid in book.grids:
        around = _around(grid)
        for cell in grid.cells:
            figure = figures.get(cell.figure)
            if figure is None or figure.fact is None or figure.fact.aspect != LEVEL:
                continue
            if figure.fact.scenario.kind is not ScenarioKind.ACTUAL:
                continue
            measure = book.measures[figure.fact.measure]
            yield _Level(figure.fact, figure.unit, words_of(measure.label), around)


def _around(grid: Grid) -> frozenset[str]:
    """The words of a table's title and of its rows that print no number: what its lines are parts of."""
    numbered = {cell.row for cell in grid.cells if cell.figure}
    return all_words((grid.caption, *(cell.text for cell in grid.cells if cell.row not in numbered)))


def _candidates(clause: Clause, time: _Time, lexicon: _Lexicon) -> tuple[Candidate, ...]:
    subject, line = clause.words, line_of(clause.subject) if not is_apart(clause) else ""
    near = {id(level): level for word in (*subject, line) for level in lexicon.by_word.get(word, ())}
    best: dict[FactKey, int] = {}
    for level in near.values():
        if not time.admits(level.key.period) or not _may_state(clause, level.unit):
            continue
        likely = BAN if line and level.key.measure == line else likeness(subject, level.label, level.around)
        if likely is not None:
            best[level.key] = max(likely, best.get(level.key, likely))
    ranked = sorted(best, key=lambda key: (-best[key], key.id))
    # Candidates of one unit: an amount a share is printed as an amount, and is not one.
    ranked = [key for key in ranked if lexicon.units[key] == lexicon.units[ranked[0]]][:MOST_CANDIDATES]
    against = next(
        (p.aspect.against for p in clause.parts if p.aspect.kind is not AspectKind.LEVEL), Against.PRIOR_YEAR
    )
    return tuple(Candidate(key, lexicon.prior(key, against), best[key], lexicon.base(key)) for key in ranked)


def _may_state(clause: Clause, unit: Unit) -> bool:
    """Whether the clause's amounts can be levels or changes of something in that unit."""
    for part in clause.parts:
        mine = part.figure.unit
        if part.aspect.kind in (AspectKind.GROWTH, AspectKind.SHARE):
            continue
        if part.aspect.kind is AspectKind.CHANGE and mine == POINTS and unit == PERCENT:
            continue
        if mine not in (unit, _amount_of(unit)) and not _is_bare(part.figure, unit):
            return False
    return True


def _is_bare(figure: Figure, unit: Unit) -> bool:
    """Whether a figure names no unit that is known (`Ps. 57,357 million`), and levels are amounts or counts."""
    unsaid = figure.unit.kind is UnitKind.PURE and figure.printed.unit is None
    return unsaid and unit.kind in (UnitKind.MONEY, UnitKind.COUNT)


def _amount_of(unit: Unit) -> Unit:
    """The unit that a text prints a unit's figures in: amounts a share as amounts."""
    return money(unit.code.removesuffix("/share")) if unit.kind is UnitKind.PER_SHARE else unit
