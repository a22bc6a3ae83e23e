"""Small books for binding: a model in the words of model.yaml, and the facts that are stated."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from crossfoot.bind.declared.identities import bind
from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, LabelBlock, Place, Slot
from crossfoot.read.projects.model_checks import check_model
from crossfoot.read.projects.model_file import read_model
from crossfoot.read.projects.problem_list import ProblemList
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind
from crossfoot.vocabulary.notation import Printed
from crossfoot.vocabulary.periods import FiscalCalendar, Undated
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind
from crossfoot.vocabulary.units import PURE

ENTITY = Entity("Example plc", "GBP", FiscalCalendar(3, "start"))

MODEL = """\
measures:
  revenue: {kind: flow, unit: GBP, nonnegative: true, parts: [services, hardware]}
  services: {kind: flow, unit: GBP}
  hardware: {kind: flow, unit: GBP}
  cost: {kind: flow, unit: GBP}
  gross_margin: {kind: flow, unit: GBP, base: revenue, formula: revenue - cost}
  net_income: {kind: flow, unit: GBP}
  orders: {kind: flow, unit: GBP}
  backlog: {kind: stock, unit: GBP, rollforward: orders - services}
  equity: {kind: stock, unit: GBP, base: assets}
  assets: {kind: stock, unit: GBP}
  roe: {kind: ratio, unit: percent, formula: net_income / average(equity)}
  leverage: {kind: ratio, unit: pure, formula: assets / equity}
  turnover: {kind: ratio, unit: pure, formula: revenue / assets}
  clients: {kind: flow, unit: clients}
  dividend: {kind: flow, unit: GBP/share}
"""

SUFFIXES = {Aspect(kind, against).suffix: Aspect(kind, against) for against in reversed(Against) for kind in AspectKind}


def fact(words: str) -> FactKey:
    """The fact written `revenue.growth FY2016`, with `@2016-11-08` at the end for a target of that vintage.

    A period that begins with `column` is a column without a date.
    """
    name, _, when = words.partition(" ")
    when, _, vintage = when.partition(" @")
    period = Undated(when) if when.startswith("column") else ENTITY.calendar.parse(when)
    measure, dot, suffix = name.partition(".")
    scenario = Scenario(ScenarioKind.TARGET, date.fromisoformat(vintage)) if vintage else ACTUAL
    return FactKey(measure, period, scenario, SUFFIXES[dot + suffix])


def book(stated: Iterable[str], slots: Iterable[str] = (), model: str = MODEL) -> Book:
    """The book in which a figure states each of the facts and labels of lost order have the slots."""
    problems = ProblemList()
    read = read_model(model, ENTITY, problems)
    assert read is not None
    read = check_model(read, problems)
    assert not problems.problems
    one = Printed("1", Decimal(1), Decimal(1))
    figures = tuple(Figure(f"f{n}", one, PURE, Place("deck"), fact(words)) for n, words in enumerate(stated))
    open_slots = tuple(Slot(fact(words), 0, n) for n, words in enumerate(slots))
    blocks = (LabelBlock("block", (), open_slots, Place("deck")),) if open_slots else ()
    return Book(ENTITY, measures=read.measures, relations=read.relations, figures=figures, blocks=blocks)


def texts(stated: Iterable[str], slots: Iterable[str] = (), model: str = MODEL) -> list[str]:
    """The identities that binding gives, in words and sorted, without those of unprinted changes, growth and shares.

    These follow from levels alone and would stand in every test.
    """
    bound = bind(book(stated, slots, model))
    printed = {fact(words) for words in (*stated, *slots)}
    return sorted(
        identity.text
        for identity in bound.identities
        if identity.subject is None or identity.subject.aspect.kind is AspectKind.LEVEL or identity.subject in printed
    )
