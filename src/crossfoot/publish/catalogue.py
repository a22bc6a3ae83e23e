"""The book with its records at hand: by id, by fact, and every fact that its pages, figures or identities speak of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from crossfoot.model.book import Book
from crossfoot.model.certificates import Explanation
from crossfoot.model.facts import Fact, FactKey, FigureVerdict, SourceKind, Verdict
from crossfoot.model.figures import Figure, LabelBlock
from crossfoot.model.findings import Assignment
from crossfoot.model.identities import Identity, Tick
from crossfoot.model.pages import Chart, Number, Page, Prose, Table
from crossfoot.publish.numbers import Scales
from crossfoot.publish.wording import fact_words, unit_of
from crossfoot.vocabulary.units import PURE


class Catalogue:
    """One book, looked up while its site is written."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.measures = dict(book.measures)
        self.calendar = book.entity.calendar
        self.scales = Scales(book)
        self.figures: dict[str, Figure] = {figure.id: figure for figure in book.figures}
        self.identities: dict[str, Identity] = {identity.id: identity for identity in book.identities}
        self.ticks: dict[str, Tick] = {tick.identity: tick for tick in book.ticks}
        self.explanations: dict[str, Explanation] = {words.certificate: words for words in book.explanations}
        self.blocks: dict[str, LabelBlock] = {block.id: block for block in book.blocks}
        self.assignments: dict[str, Assignment] = {found.block: found for found in book.assignments}
        self.block_of: dict[str, str] = {figure: block.id for block in book.blocks for figure in block.figures}
        self.identities_of: dict[FactKey, list[Identity]] = defaultdict(list)
        for identity in book.identities:
            for key in identity.facts:
                self.identities_of[key].append(identity)
        self.facts: dict[FactKey, Fact] = {fact.key: fact for fact in book.facts}
        for key in _spoken_of(book):
            if key not in self.facts:
                self.facts[key] = self._unknown(key)
        self.minus = house_minus(book.figures)
        self._words: dict[FactKey, str] = {}

    def _unknown(self, key: FactKey) -> Fact:
        measure = self.measures.get(key.measure)
        unit = unit_of(measure, key.aspect) if measure else PURE
        reason = "no figure states it and no identity bounds it"
        return Fact(key, unit, SourceKind.UNKNOWN, Verdict.UNTESTED, reason=reason)

    def words(self, key: FactKey) -> str:
        """A fact in one line: measure, aspect, period and scenario."""
        if key not in self._words:
            self._words[key] = fact_words(key, self.measures, self.calendar)
        return self._words[key]

    def verdict(self, figure: Figure) -> FigureVerdict:
        """The verdict of a figure; untested where the book gives none."""
        found = self.book.verdicts.get(figure.id)
        return found or FigureVerdict(figure.id, Verdict.UNTESTED, "no identity of the book speaks of it")

    def stating(self, fact: Fact) -> list[Figure]:
        """The figures that state a fact, the most finely printed first."""
        figures = [self.figures[name] for name in fact.figures if name in self.figures]
        return sorted(figures, key=lambda figure: figure.printed.place)


def house_minus(figures: Iterable[Figure]) -> str:
    """How the documents mostly print a minus in tables: `()`, `△` or `▲`; a minus sign where they show no habit."""
    habits = Counter(figure.printed.notation for figure in figures if figure.printed.notation in ("()", "△", "▲"))
    return habits.most_common(1)[0][0] if habits else "−"


def numbers_of(page: Page) -> Iterator[Number]:
    """Every number that a page shows, in its order."""
    for exhibit in page.exhibits:
        if isinstance(exhibit, Prose):
            yield from exhibit.numbers
        elif isinstance(exhibit, Table):
            yield from (cell for row in exhibit.rows for cell in row.cells if cell is not None)
        elif isinstance(exhibit, Chart):
            yield from (number for series in exhibit.series for number in series.numbers if number is not None)


def _spoken_of(book: Book) -> Iterator[FactKey]:
    for page in book.pages:
        yield from (number.fact for number in numbers_of(page))
    yield from (figure.fact for figure in book.figures if figure.fact is not None)
    for identity in book.identities:
        yield from identity.facts
    yield from (slot.fact for block in book.blocks for slot in block.slots)
