"""Which tags speak of plans: forecasts and budgets told from results by members, names and dates of a report."""

import re
from dataclasses import dataclass
from datetime import date

from crossfoot.model.facts import Members
from crossfoot.model.filings import Filing
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

_KINDS = (
    (re.compile(r"forecast|projected|projection|outlook|guidance"), ScenarioKind.FORECAST),
    (re.compile(r"target"), ScenarioKind.TARGET),
    (re.compile(r"budget|plan(?:ned)?member"), ScenarioKind.BUDGET),
)
_SCENARIO_AXIS = re.compile(r"scenario|result.*forecast|forecast|actual|budget", re.IGNORECASE)
_RESULT = re.compile(r"(?:result|results|actual|scenariounspecified|reported)(?:member|domain)?", re.IGNORECASE)
_CONSOLIDATED = re.compile(r"consolidated(?:member)?", re.IGNORECASE)
_CONSOLIDATED_AXIS = re.compile(r"consolidated", re.IGNORECASE)
_REVISION_AXIS = re.compile(r"previous.*current|revision", re.IGNORECASE)
_PREVIOUS = re.compile(r"previous|before", re.IGNORECASE)
_BOUND = re.compile(r"(?P<bound>upper|lower|maximum|minimum)", re.IGNORECASE)
_FORECAST_NAME = re.compile(r"Forecast(?:ed)?(?P<previous>Previous)?(?P<rest>[A-Z]\w*)")
_FORECAST_CHANGE = re.compile(r"(?:Amount)?Change(?:In|Of)?Forecast(?:ed)?[A-Z]")
_ANNOUNCED = re.compile(r"filingdate|reportingdate|announcementdate|submissiondate|publicationdate|disclosuredate")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a tag speaks of: a concept, its scenario, and the members that are left once both are told."""

    concept: str
    scenario: Scenario
    members: Members


def local_name(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def announced(filing: Filing) -> date | None:
    """The day on which a report says that it was announced, None where it does not or says several."""
    days = set()
    for told in filing.told:
        if _ANNOUNCED.match(local_name(told.concept).lower()):
            try:
                days.add(date.fromisoformat(told.text[:10]))
            except ValueError:
                continue
    return days.pop() if len(days) == 1 else None


class Speaking:
    """Tells of each tag what it speaks of, as the whole report names things."""

    def __init__(self, filing: Filing) -> None:
        self._announced = announced(filing)
        self._by_local: dict[str, str] = {}
        for tag in filing.tags:
            self._by_local.setdefault(local_name(tag.concept), tag.concept)

    def of(self, concept: str, members: Members) -> Spoken:
        """The concept, scenario and members of a tag.

        A consolidated whole is what a report is of unless it says otherwise, and a result is what happened: such
        members say nothing further. A forecast bears the day of its announcement as vintage, the one that it replaces
        none; where the report tells no day, the latter is told apart by a member.
        """
        kind, kept, is_previous = ScenarioKind.ACTUAL, list[tuple[str, str]](), False
        for axis, member in members:
            said = self._scenario_member(axis, member)
            if said is not None:
                kind = said
                if bound := _BOUND.match(local_name(member)):
                    kept.append((axis, bound["bound"].lower()))
            elif _REVISION_AXIS.search(local_name(axis)):
                is_previous = bool(_PREVIOUS.match(local_name(member)))
            elif not (_CONSOLIDATED_AXIS.search(axis) and _CONSOLIDATED.fullmatch(local_name(member))):
                kept.append((axis, member))
        named = _FORECAST_NAME.fullmatch(local_name(concept))
        if named is not None and named["rest"] in self._by_local:
            concept, kind, is_previous = self.concept(concept), ScenarioKind.FORECAST, bool(named["previous"])
        elif _FORECAST_CHANGE.match(local_name(concept)):
            kind = ScenarioKind.FORECAST
        if is_previous and self._announced is None:
            kept.append(("revision", "previous"))
        vintage = None if is_previous else self._announced
        scenario = ACTUAL if kind is ScenarioKind.ACTUAL else Scenario(kind, vintage)
        return Spoken(concept, scenario, tuple(sorted(kept)))

    def concept(self, name: str) -> str:
        """The concept that a name speaks of: that which it is named as a forecast of, else itself."""
        named = _FORECAST_NAME.fullmatch(local_name(name))
        return self._by_local.get(named["rest"], name) if named is not None else name

    def _scenario_member(self, axis: str, member: str) -> ScenarioKind | None:
        """The scenario that a member tells, None where it tells something else."""
        if not _SCENARIO_AXIS.search(local_name(axis)):
            return None
        local = local_name(member).lower()
        if _RESULT.fullmatch(local):
            return ScenarioKind.ACTUAL
        found = next((kind for words, kind in _KINDS if words.search(local)), None)
        return ScenarioKind.FORECAST if found is None and _BOUND.match(local) else found
