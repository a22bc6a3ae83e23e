"""Names of facts that tell them apart: a label that several lines or columns share gets what it is cut down to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.report.places import Places
from crossfoot.publish.wording import measure_words, scenario_words

_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")


class LabelledCatalogue(Catalogue):
    """A book looked up while its report is written; no two facts of one period go by the same words."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.places = Places(book)
        self._document_marks = tuple(f" [{document.name}]" for document in book.documents)
        self._displayed = cache(self.calendar.display)
        self._qualifiers = dict(self._qualified())

    def label(self, key: FactKey) -> str:
        """What is measured: the label of its line, its aspect, its members, and what tells it from its namesakes."""
        own = [member for _, member in key.members]
        own += filter(None, [self._qualifiers.get(key, "")])
        words = measure_words(key, self.measures)
        return f"{words} ({', '.join(own)})" if own else words

    def when(self, key: FactKey) -> str:
        """The period and scenario of a fact."""
        return " ".join(filter(None, (self._displayed(key.period), scenario_words(key.scenario))))

    def words(self, key: FactKey) -> str:
        """A fact in one line."""
        return " · ".join(filter(None, (self.label(key), self.when(key))))

    def beside_its_place(self, key: FactKey) -> str:
        """A fact in one line where its document, table and cell are told beside it."""
        own = [member for _, member in key.members]
        own += filter(None, [self._ever_more(key)[0] if key in self._qualifiers else ""])
        words = measure_words(key, self.measures).replace(self.document_mark(key), "")
        return " · ".join(filter(None, (f"{words} ({', '.join(own)})" if own else words, self.when(key))))

    def document_mark(self, key: FactKey) -> str:
        """What the label of a fact says of its document where a book holds several: ` [deck.pdf]`; else empty."""
        label = self.measures[key.measure].label if key.measure in self.measures else ""
        return next((mark for mark in self._document_marks if label.endswith(mark)), "")

    def _qualified(self) -> Iterator[tuple[FactKey, str]]:
        """What tells apart the facts of one label, period and scenario: their columns, their tables, or their cells."""
        alike: dict[tuple[str, str], list[FactKey]] = defaultdict(list)
        for key in self.facts:
            alike[self._label_alone(key), self.when(key)].append(key)
        for keys in alike.values():
            if len(keys) > 1:
                told = {key: self._ever_more(key) for key in keys}
                counts = [Counter(level) for level in zip(*told.values(), strict=True)]
                for key, levels in told.items():
                    alone = (words for words, count in zip(levels, counts, strict=True) if count[words] == 1)
                    yield key, next(alone, levels[-1])

    def _ever_more(self, key: FactKey) -> tuple[str, str, str]:
        """The heading of its column, that with its table, and that with its cell."""
        found = _IN_BRACKETS.search(key.measure)
        measure = self.measures.get(key.measure)
        column = found[1] if found and measure and not measure.label.endswith(found[0]) else ""
        stating = next((self.figures[name] for name in self.facts[key].figures if name in self.figures), None)
        table, cell = (self.places.table(stating), self.places.within(stating)) if stating else ("", "")
        return column, ", ".join(filter(None, (column, table))), ", ".join(filter(None, (column, cell)))

    def _label_alone(self, key: FactKey) -> str:
        """The label with its members, which other facts of the book may share."""
        return " ".join((measure_words(key, self.measures), *(member for _, member in key.members)))
