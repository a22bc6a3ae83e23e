"""Words that name a scenario, a target, budget or forecast, and the day it was announced."""

import re
from datetime import date

from crossfoot.bind.grids.periods.headings import SAID_NOTHING, told
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

_SCENARIOS = (
    (re.compile(r"\b(?:target|targets|guidance|outlook|indications?)\b|目標"), ScenarioKind.TARGET),
    (re.compile(r"\b(?:budget|budgeted|plan|planned)\b(?! assets)|計画|予算"), ScenarioKind.BUDGET),
    (
        re.compile(
            r"\b(?:forecasts?|projected|projection|estimates?"
            r"|expected(?! (?:credit|loss|return|volatil|li[fv]e|term|dividend)))\b|予想|見通し|見込|[(（]予[)）]"
        ),
        ScenarioKind.FORECAST,
    ),
)  # fmt: skip
_REVISED = re.compile(r"\(?\b(?:revised|updated|as of|announced)(?: in| on)? ?|修正後?|今回|前回")


def scenario_told(rest: str, whole: str) -> Scenario:
    """The scenario that words name, with the day or month it was announced where the whole text says so."""
    for pattern, kind in _SCENARIOS:
        if pattern.search(rest):
            vintage = re.search(rf"(?:{_REVISED.pattern})(?P<when>[^()（）]*)", whole.lower())
            said = told(vintage["when"]).words if vintage else SAID_NOTHING
            if said.day is not None:
                return Scenario(kind, said.day)
            return Scenario(kind, date(said.year, said.month, 1) if said.year and said.month else None)
    return ACTUAL


def without_scenario(text: str) -> str:
    """A text without the words that name a scenario."""
    for pattern, _ in _SCENARIOS:
        text = pattern.sub(" ", text)
    return text
