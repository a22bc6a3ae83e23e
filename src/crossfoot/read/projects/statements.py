"""Statements: what a line of a source says in words, turned into the key of the fact that its figure states."""

import re
from dataclasses import dataclass
from datetime import date

from crossfoot.model.book import Entity
from crossfoot.model.facts import FactKey
from crossfoot.read.projects.model_file import Model
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure, MeasureKind
from crossfoot.vocabulary.periods import Instant, NotAPeriod, Period
from crossfoot.vocabulary.scenarios import Scenario, ScenarioKind
from crossfoot.vocabulary.units import Unit


@dataclass(frozen=True, slots=True)
class Where:
    """The file and line that a statement stands at, and the list its problems go to."""

    file: str
    line: int
    problems: ProblemList

    def complain(self, message: str, remedy: str) -> None:
        """Note a problem here."""
        self.problems.add(self.file, self.line, message, remedy)


@dataclass(frozen=True, slots=True)
class Statement:
    """The words that say which fact a figure states, as written; empty where nothing is said."""

    measure: str
    period: str
    aspect: str = ""
    against: str = ""
    scenario: str = ""
    vintage: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What statements are read by: the entity with its calendar and currency, and the model."""

    entity: Entity
    model: Model

    def key(self, statement: Statement, where: Where) -> FactKey | None:
        """The fact that a statement speaks of, or None with every problem noted."""
        aspect = self._aspect(statement, where)
        scenario = self.scenario(statement.scenario, statement.vintage, where)
        known = self._is_known(statement.measure, where)
        period = self.period(statement.period, self.model.measures.get(statement.measure), where)
        if aspect is None or scenario is None or period is None or not known:
            return None
        measure = self.model.measures[statement.measure]
        if aspect.kind in (AspectKind.SHARE, AspectKind.SHARE_CHANGE) and measure.base is None:
            message = f"a share of {measure.name!r} is stated, but the model names no base for it"
            where.complain(message, "Add `base:` with the measure it is a share of to model.yaml.")
            return None
        if measure.kind is MeasureKind.FLOW and isinstance(period, Instant):
            message = f"{statement.period!r} is an instant, and {measure.name!r} is a flow"
            where.complain(message, "Name the span it covers, as in FY2016 or 4Q16, or declare it `kind: stock`.")
            return None
        return FactKey(measure.name, period, scenario, aspect)

    def unit_of(self, key: FactKey) -> Unit:
        """The unit in which a fact is stated."""
        return self.model.measures[key.measure].unit_of(key.aspect)

    def _is_known(self, name: str, where: Where) -> bool:
        if name not in self.model.declared:
            remedy = known_names(name, self.model.declared, "measures")
            where.complain(f"{name!r} is not a measure of the model", remedy)
        return name in self.model.measures

    def _aspect(self, statement: Statement, where: Where) -> Aspect | None:
        kind, against = statement.aspect or AspectKind.LEVEL, statement.against or Against.PRIOR_YEAR
        if kind not in list(AspectKind):
            where.complain(f"{kind!r} is not an aspect", known_names(kind, AspectKind, "aspects"))
            return None
        if against not in list(Against):
            where.complain(f"{against!r} is not a comparison", known_names(against, Against, "comparisons"))
            return None
        if statement.against and kind in (AspectKind.LEVEL, AspectKind.SHARE):
            where.complain(f"a {kind} compares with nothing, but is stated against {against!r}", "Leave it empty.")
            return None
        return Aspect(AspectKind(kind), Against(against))

    def scenario(self, name: str, vintage: str, where: Where) -> Scenario | None:
        """The scenario (actual where nothing is written) with its vintage, or None with the problem noted."""
        kind = name or ScenarioKind.ACTUAL
        if kind not in list(ScenarioKind):
            where.complain(f"{kind!r} is not a scenario", known_names(kind, ScenarioKind, "scenarios"))
            return None
        if not vintage:
            if kind == ScenarioKind.ACTUAL:
                return Scenario(ScenarioKind.ACTUAL)
            where.complain(f"a {kind} has no vintage", "Say when it was announced, as in 2016-11-08.")
            return None
        announced = _iso_date(vintage)
        if announced is None:
            where.complain(f"the vintage {vintage!r} is no date", "Write it as 2016-11-08.")
            return None
        return Scenario(ScenarioKind(kind), announced)

    def period(self, text: str, measure: Measure | None, where: Where) -> Period | None:
        """The period named by a text, as a statement on the measure means it, or None with the problem noted."""
        calendar = self.entity.calendar
        try:
            period = calendar.parse(text)
            period = self.entity.period_of(measure, period) if measure else period
            calendar.code(period)
        except (NotAPeriod, ValueError) as error:
            where.complain(str(error).rstrip("."), "Name a period of the entity's fiscal calendar.")
            return None
        return period


def _iso_date(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
