"""Finding one fact of a book by what a person types: an id, or words such as `mobile revenue growth FY2016`."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from crossfoot.model.book import Book
from crossfoot.model.facts import Fact, FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.problems import InputError, Problem
from crossfoot.vocabulary.periods import NotAPeriod, Period
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

MOST_SUGGESTED = 5
LONGEST_PERIOD = 5  # words: `Apr. 2016 - Mar. 2017`


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for: a fact, or a figure with the fact it states (none where nothing was bound to it)."""

    fact: Fact | None
    figure: Figure | None = None


def find(book: Book, words: str) -> Found:
    """The figure or fact that `words` name: a figure's id, a fact's id, or a measure with its aspect and period.

    Case, underscores and full labels make no difference; without a scenario actuals go first, then the latest vintage.
    Raises InputError with the nearest names.
    """
    asked = " ".join(words.split())
    for figure in book.figures:
        if figure.id.casefold() == asked.casefold():
            return Found(book.fact(figure.fact) if figure.fact else None, figure)
    for fact in book.facts:
        if fact.key.id.casefold() == asked.casefold():
            return Found(fact)
    return Found(_by_words(book, asked))


@dataclass(frozen=True, slots=True)
class _Question:
    """Words taken apart: the measure's with its aspect, and the period and scenario where they were named."""

    name: str
    period: Period | None
    scenario: ScenarioKind | None
    vintage: str


def _by_words(book: Book, asked: str) -> Fact:
    question = _question(book, asked)
    named = [fact for fact in book.facts if question.name in _names(book, fact.key)]
    if not named:
        raise _unknown(asked, "the book knows no such measure", _near(book, question.name))
    timed = [fact for fact in named if question.period is None or _covers(book, fact.key, question.period)]
    if not timed:
        raise _unknown(asked, "the book has no such period of it", (_typed(book, fact.key) for fact in named))
    meant = [fact for fact in timed if _is_meant(fact.key.scenario, question)]
    if not meant:
        raise _unknown(asked, "the book has no such scenario of it", (_typed(book, fact.key) for fact in timed))
    if question.period is None and len({fact.key.period for fact in meant}) > 1:
        raise _unknown(asked, "a period is missing", (_typed(book, fact.key) for fact in meant))
    return max(meant, key=lambda fact: (fact.key.scenario == ACTUAL, str(fact.key.scenario.vintage or "")))


def _question(book: Book, asked: str) -> _Question:
    scenario, vintage, rest = None, "", []
    for word in asked.replace("(", " ").replace(")", " ").split():
        if word.startswith("@"):
            vintage = word[1:]
        elif word.casefold() in set(ScenarioKind):
            scenario = ScenarioKind(word.casefold())
        else:
            rest.append(word)
    for length in range(min(LONGEST_PERIOD, len(rest) - 1), 0, -1):
        for start in range(len(rest) - length, -1, -1):
            period = _period(book, " ".join(rest[start : start + length]))
            if period is not None:
                name = _plain(" ".join((*rest[:start], *rest[start + length :])))
                return _Question(name, period, scenario, vintage)
    return _Question(_plain(" ".join(rest)), None, scenario, vintage)


def _period(book: Book, text: str) -> Period | None:
    try:
        return book.entity.calendar.parse(text)
    except NotAPeriod:
        return None


def _covers(book: Book, key: FactKey, period: Period) -> bool:
    """Whether a fact is of the period as asked; a stock also is of the span that it closes."""
    measure = book.measures.get(key.measure)
    return key.period in (period, book.entity.period_of(measure, period) if measure else period)


def _is_meant(scenario: Scenario, question: _Question) -> bool:
    vintage = scenario.vintage.isoformat() if scenario.vintage else ""
    return (question.scenario in (None, scenario.kind)) and question.vintage in ("", vintage)


def _names(book: Book, key: FactKey) -> set[str]:
    """All that the measure and its aspect may be called, in plain words."""
    measure = book.measures.get(key.measure)
    names = (key.measure, measure.label, *measure.aliases) if measure else (key.measure,)
    return {_plain(name + key.aspect.suffix) for name in names}


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s._]+", name.casefold())).strip()


def _typed(book: Book, key: FactKey) -> str:
    """The words that would find a fact: `mobile_revenue.growth FY2016`."""
    scenario = "" if key.scenario == ACTUAL else f" {key.scenario.kind}"
    vintage = f" @{key.scenario.vintage.isoformat()}" if key.scenario.vintage else ""
    return f"{key.name} {book.entity.calendar.code(key.period)}{scenario}{vintage}"


def _near(book: Book, name: str) -> Iterable[str]:
    """The names nearest to one that is unknown; a measure's name stands for its label and its aliases."""
    known: dict[str, str] = {}
    for fact in book.facts:
        known.update(dict.fromkeys(_names(book, fact.key), fact.key.name))
    close = difflib.get_close_matches(name, sorted(known), MOST_SUGGESTED, 0.5)
    inside = [called for called in sorted(known) if name and name in called]
    return [known[called] for called in (*close, *inside)]


def _unknown(asked: str, what: str, near: Iterable[str]) -> InputError:
    suggested = list(dict.fromkeys(near))
    named = ", ".join(suggested[:MOST_SUGGESTED]) + (", ..." if len(suggested) > MOST_SUGGESTED else "")
    remedy = f"Did you mean: {named}?" if suggested else "facts.csv beside the book lists every fact"
    return InputError(Problem(repr(asked), 0, what, remedy))
