"""What a check made of a made document, against the truth about every printed number and planted relation."""

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import product
from typing import Self

from benchmarks.made.documents import Made, Relation, Truth

from crossfoot.model.book import Book
from crossfoot.model.facts import FactKey, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Finding, Severity
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated, day_before, shifted

_NO_DIGIT = re.compile(r"[^0-9.]")


@dataclass(slots=True)
class Score:
    """Counts of one document: printed numbers found and rightly placed, relations found, alarms raised."""

    figures: int = 0
    found: int = 0
    row: int = 0
    period: int = 0
    value: int = 0
    unit: int = 0
    planted: int = 0
    related: int = 0
    told: int = 0
    told_tied: int = 0
    protected: int = 0
    tied: int = 0
    alarms: int = 0
    slips: int = 0
    detected: int = 0
    first: int = 0
    told_slips: int = 0
    told_seen: int = 0
    tag_slips: int = 0
    tag_seen: int = 0

    def __iadd__(self, other: Self) -> Self:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self


def digits(text: str) -> str:
    """The digits of a printed number as they tell two numbers apart."""
    plain = unicodedata.normalize("NFKC", text)
    return _NO_DIGIT.sub("", plain.replace(",", "")).rstrip(".") or "nil"


def plain(text: str) -> str:
    """A label's letters without case, blanks and marks."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


class Matched:
    """Which figure of a book each printed number of the document became."""

    def __init__(self, made: Made, book: Book) -> None:
        self.book = book
        self.rows = _row_labels(book)
        self.figure: dict[int, Figure] = {}
        waiting: dict[str, list[Figure]] = defaultdict(list)
        for figure in book.figures:
            waiting[self._digits(figure)].append(figure)
        groups = [(table.title, list(table.truths())) for table in made.tables()]
        inside = {id(truth) for _, truths in groups for truth in truths}
        groups.append(("", [truth for truth in made.truths() if id(truth) not in inside]))
        for _, truths in groups:
            self._table(truths, waiting)

    def _digits(self, figure: Figure) -> str:
        printed = figure.printed
        return digits(f"{abs(printed.value / printed.scale).normalize():f}") if printed.value else "nil"

    def _table(self, truths: list[Truth], waiting: dict[str, list[Figure]]) -> None:
        """Numbers of one table are looked for in the grids that hold most of them, best likeness of label first."""
        grids: Counter[str] = Counter()
        keys = {id(t): _key(t) for t in truths}
        for truth in truths:
            grids.update({f.group for f in waiting[keys[id(truth)]] if self._alike(truth, f) > 0.8})
        for truth in truths:
            ready = waiting[keys[id(truth)]]
            if ready:
                best = max(ready, key=lambda f: (self._alike(truth, f) + self._when(truth, f), grids[f.group]))
                ready.remove(best)
                self.figure[id(truth)] = best

    def _alike(self, truth: Truth, figure: Figure) -> float:
        label = self.rows.get(figure.id, "")
        if not label:
            return 0.0
        wanted = plain(truth.label)
        return (
            1.0 if wanted == label else 0.9 if wanted in label else SequenceMatcher(None, wanted, label).ratio() * 0.8
        )

    def _when(self, truth: Truth, figure: Figure) -> float:
        return 0.05 * (figure.fact is not None and figure.fact.period == truth.period) + 0.02 * (
            figure.printed.value == truth.value
        )

    def label_right(self, truth: Truth) -> bool:
        """Whether the figure stands in the row of its line, as the grid has it or as its measure is called."""
        figure = self.figure[id(truth)]
        label = self.rows.get(figure.id, "")
        if plain(truth.label) == label or (plain(truth.label) in label):
            return True
        measure = self.book.measures.get(figure.fact.measure) if figure.fact else None
        return measure is not None and plain(truth.label) in plain(measure.label)


def _key(truth: Truth) -> str:
    found = digits(truth.text)
    if found == "nil" or not found.strip("0."):
        return "nil"  # a workbook's format shows the number that a page prints as a dash
    whole, _, decimals = found.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _row_labels(book: Book) -> dict[str, str]:
    """The text that each figure of a grid has in its row before any number, letters only."""
    found: dict[str, str] = {}
    for grid in book.grids:
        texts: dict[int, str] = {}
        for cell in grid.cells:
            if not cell.figure:
                for row in range(cell.row, cell.row + cell.row_span):
                    texts.setdefault(row, plain(cell.text)) if cell.text.strip() else None
        for cell in grid.cells:
            if cell.figure:
                found[cell.figure] = texts.get(cell.row, "")
    return found


def reported(book: Book) -> list[Finding]:
    """Findings that a reader is warned of."""
    return [finding for finding in book.findings if finding.severity is not Severity.NOTE and finding.corrections]


def scored(made: Made, book: Book, wrong: list[str] | None = None) -> Score:
    """The counts of an unaltered document; `wrong` takes a line for each number that was misread or lost."""
    matched, score = Matched(made, book), Score()
    said = wrong if wrong is not None else []
    for truth in made.truths():
        score.figures += 1
        figure = matched.figure.get(id(truth))
        if figure is None:
            said.append(f"lost {truth.label} {when(truth.period)} {truth.text}")
            continue
        score.found += 1
        _score_figure(truth, figure, matched, score, said)
    _score_relations(made, matched, score, said)
    alarms = reported(book)
    score.alarms = len(alarms)
    said += [f"ALARM {finding.severity} {finding.message}" for finding in alarms]
    return score


def _score_figure(truth: Truth, figure: Figure, matched: Matched, score: Score, said: list[str]) -> None:
    in_table = figure.place.row is not None or figure.id in matched.rows
    row = matched.label_right(truth) if in_table else True
    period = _period_right(figure.fact, truth) if figure.fact is not None else not in_table
    value = abs(figure.printed.value) == abs(truth.value) and (not in_table or figure.printed.value == truth.value)
    unit = not truth.unit or figure.unit.code == truth.unit
    score.row += row
    score.period += period
    score.value += value
    score.unit += unit
    for right, what in ((row, "row"), (period, "period"), (value, "value"), (unit, "unit")):
        if not right:
            have = {
                "row": matched.rows.get(figure.id, ""),
                "period": when(figure.fact.period if figure.fact else None),
                "value": figure.printed.value,
                "unit": figure.unit.code,
            }[what]
            want = {"row": truth.label, "period": when(truth.period), "value": truth.value, "unit": truth.unit}[what]
            said.append(f"{what} {truth.label} {truth.text}: {have} for {want}")


def when(period: Period | None) -> str:
    """A period in short, for a person."""
    if isinstance(period, Duration):
        return f"{period.start}/{period.end}"
    return "-" if period is None else str(period.day if isinstance(period, Instant) else period.column)


def _period_right(fact: FactKey, truth: Truth) -> bool:
    if isinstance(fact.period, Undated):
        # A column of changes is of no period of its own, and many a sentence leaves its own unsaid.
        return truth.aspect != "level" or fact.period.column in ("said", "before")
    if isinstance(fact.period, Instant) and isinstance(truth.period, Duration):
        # People and balances under a span stand at its end, openings on the day before it.
        return fact.period.day in (truth.period.end, day_before(truth.period.start))
    return truth.period is None or fact.period == truth.period


def _score_relations(made: Made, matched: Matched, score: Score, said: list[str]) -> None:
    span = Implied(matched.book)
    printed = {(t.line, t.period) for table in made.tables() for t in table.truths() if t.aspect == "level"}
    for relation in made.relations():
        if relation.kind == "told":
            if (relation.truths[0].line, relation.truths[0].period) not in printed:
                continue  # no table says it again
            told = relation.truths[0]
            if told.aspect != "level" and (told.line, _year_before(told.period)) not in printed:
                continue
            score.told += 1
            figure = matched.figure.get(id(relation.truths[0]))
            tied = figure is not None and matched.book.verdicts[figure.id].verdict is Verdict.TIES
            score.told_tied += tied
            if not tied:
                said.append(f"untold {relation.truths[0].label} {relation.truths[0].text}")
            continue
        score.planted += 1
        found = _is_found(relation, matched, span)
        score.related += found
        if not found:
            said.append(
                f"unrelated {relation.kind} {relation.truths[0].label} {when(relation.truths[0].period)} "
                f"{relation.truths[0].text}"
            )
    protected = {id(t): t for relation in made.relations() if relation.kind != "told" for t in relation.truths}
    for truth in protected.values():
        score.protected += 1
        figure = matched.figure.get(id(truth))
        score.tied += figure is not None and matched.book.verdicts[figure.id].verdict is Verdict.TIES


def _year_before(period: Period | None) -> Period | None:
    return shifted(period, -12) if isinstance(period, Duration) else None


class Implied:
    """What the found identities say: each ratio by its facts, and whatever adding and subtracting sums leads to."""

    def __init__(self, book: Book) -> None:
        self.ratios = {frozenset(identity.facts) for identity in book.identities if identity.ratio is not None}
        self.rows: dict[FactKey, dict[FactKey, Fraction]] = {}
        for identity in book.identities:
            if identity.ratio is None:
                self._take({term.fact: term.coefficient for term in identity.terms})

    def _take(self, terms: dict[FactKey, Fraction]) -> None:
        left = self._reduced(terms)
        if left:
            pivot = next(iter(left))
            self.rows[pivot] = {fact: each / left[pivot] for fact, each in left.items()}

    def _reduced(self, terms: dict[FactKey, Fraction]) -> dict[FactKey, Fraction]:
        left = {fact: each for fact, each in terms.items() if each}
        seen: set[FactKey] = set()
        while pivots := [fact for fact in left if fact in self.rows and fact not in seen]:
            pivot, by = pivots[0], left[pivots[0]]
            seen.add(pivot)
            for fact, each in self.rows[pivot].items():
                left[fact] = left.get(fact, Fraction(0)) - by * each
            left = {fact: each for fact, each in left.items() if each}
            seen &= left.keys()
        return left

    def says(self, terms: dict[FactKey, Fraction]) -> bool:
        """Whether the sum of the terms is nothing, by the sums found."""
        return not self._reduced(terms)


def _is_found(relation: Relation, matched: Matched, span: Implied) -> bool:
    facts = []
    for truth in relation.truths:
        figure = matched.figure.get(id(truth))
        if figure is None or figure.fact is None:
            return False
        facts.append(figure.fact)
    if relation.kind in ("growth", "share"):
        return frozenset(facts) in span.ratios
    terms: dict[FactKey, Fraction] = {}
    for sign, fact in zip(signs(relation), facts, strict=True):
        terms[fact] = terms.get(fact, Fraction(0)) + sign
    return span.says(terms)


def signs(relation: Relation) -> tuple[int, ...]:
    """The signs with which the numbers of a sum or change add up to nothing, as nearly as they do."""
    values = [truth.exact if truth.exact is not None else Fraction(truth.value) for truth in relation.truths]
    if relation.kind == "change":
        return (1, -1, 1)
    if relation.kind == "periods":
        return (1, *(-1 for _ in values[1:]))
    every = product((-1, 1), repeat=len(values) - 1)
    return (1, *min(every, key=lambda s: abs(values[0] + sum(a * v for a, v in zip(s, values[1:], strict=True)))))


def slip_scored(made: Made, book: Book, altered: Truth) -> tuple[bool, bool]:
    """Whether a finding speaks of the altered number, and whether it is the first to be blamed."""
    figure = Matched(made, book).figure.get(id(altered))
    if figure is None:
        return False, False
    about = [
        f
        for f in reported(book)
        if figure.id in f.figures or any(c.figure == figure.id for s in f.corrections for c in s)
    ]
    return bool(about), any(figure.id in {c.figure for c in f.corrections[0]} for f in about)
