"""The words that the published book uses for aspects, sources, verdicts and kinds of identity."""

import re

from crossfoot.model.facts import FactKey, SourceKind, Verdict
from crossfoot.model.identities import IdentityKind
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind, Measure
from crossfoot.vocabulary.periods import FiscalCalendar
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import Scenario, ScenarioKind
from crossfoot.vocabulary.units import PERCENT, POINTS, Unit

SOURCES = {
    SourceKind.STATED: "stated",
    SourceKind.COMPUTED: "computed",
    SourceKind.RECOVERED: "recovered",
    SourceKind.DEDUCED: "deduced",
    SourceKind.ASSUMED: "assumed",
    SourceKind.UNKNOWN: "unknown",
}

SOURCE_MEANINGS = {
    SourceKind.STATED: "printed in a source",
    SourceKind.COMPUTED: "follows from stated figures by one identity",
    SourceKind.RECOVERED: "not printed, or its label lost its place: the rest of the book leaves this one value",
    SourceKind.DEDUCED: "not printed: only bounds follow from the rest",
    SourceKind.ASSUMED: "a person chose it",
    SourceKind.UNKNOWN: "nothing in the book bounds it",
}

VERDICT_MEANINGS = {
    Verdict.TIES: "a check that could have failed did not",
    Verdict.BREAKS: "no true values satisfy it together with the rest",
    Verdict.UNTESTED: "nothing in the document could show it wrong",
}

KIND_MEANINGS = {
    IdentityKind.FOOT: "parts add to their total",
    IdentityKind.CROSSFOOT: "periods add to the longer period",
    IdentityKind.ROLLFORWARD: "opening plus movements gives closing",
    IdentityKind.RECALCULATE: "a formula, recalculated",
    IdentityKind.VARIANCE: "a change or growth against its comparison",
    IdentityKind.AGREE: "one fact stated more than once",
}

ROUNDINGS = {
    Rounding.NEAREST: "rounded to the nearest",
    Rounding.TRUNCATED: "truncated",
    Rounding.EXACT: "exact",
    Rounding.EITHER: "rounded or truncated: the document does not tell",
}

_COMPARISONS = {
    Against.PRIOR_YEAR: "on the year before",
    Against.PRIOR_QUARTER: "on the quarter before",
    Against.TARGET: "against target",
}

_SCENARIOS = {
    ScenarioKind.ACTUAL: "",
    ScenarioKind.TARGET: "target",
    ScenarioKind.BUDGET: "budget",
    ScenarioKind.FORECAST: "forecast",
}


def aspect_words(aspect: Aspect, base: str = "") -> str:
    """What a figure says of its measure: `growth on the year before`, `% of Revenues`; empty for the level itself."""
    if aspect.kind is AspectKind.LEVEL:
        return ""
    if aspect.kind is AspectKind.SHARE:
        return f"% of {base}" if base else "share"
    share = f"% of {base}, " if base else "share, "
    noun = {AspectKind.CHANGE: "change", AspectKind.GROWTH: "growth", AspectKind.SHARE_CHANGE: f"{share}change"}
    return f"{noun[aspect.kind]} {_COMPARISONS[aspect.against]}"


def scenario_words(scenario: Scenario) -> str:
    """`target of 2016-11-08`; empty for actuals as first reported."""
    word = _SCENARIOS[scenario.kind]
    if scenario.vintage is None:
        return word
    return f"{word or 'as restated'} of {scenario.vintage.isoformat()}"


def measure_words(key: FactKey, measures: dict[str, Measure]) -> str:
    """The measure's label with its aspect: `Gross margin, growth on the year before`."""
    measure = measures.get(key.measure)
    label = measure.label if measure else key.measure
    base = measures[measure.base].label if measure and measure.base in measures else ""
    aspect = aspect_words(key.aspect, base)
    return f"{label}, {aspect}" if aspect else label


def fact_words(key: FactKey, measures: dict[str, Measure], calendar: FiscalCalendar) -> str:
    """A fact in one line: measure, aspect, period and scenario."""
    parts = [measure_words(key, measures), calendar.display(key.period), scenario_words(key.scenario)]
    return " · ".join(part for part in parts if part)


def relation_words(text: str, measures: dict[str, Measure]) -> str:
    """A relation written with the model's names, in the labels that pages use."""
    words = _NAME.sub(lambda found: _labelled(found, measures), text)
    return words.replace(" - ", " − ").replace(" x ", " × ")


def reason_words(text: str, measures: dict[str, Measure]) -> str:
    """A sentence in which the model's names stand as such, in the labels that pages use.

    "Cost" may be a measure's name or just a word: it counts as a name where a period follows it.
    """
    words = _NAME_IN_A_SENTENCE.sub(lambda found: _labelled(found, measures), text)
    return words.replace(" - ", " − ").replace(" x ", " × ")


def _labelled(found: re.Match[str], measures: dict[str, Measure]) -> str:
    measure = measures.get(found[1])
    if measure is None:
        return found[0]
    aspect = _SHORT_ASPECTS.get(found[2] or "", found[2] or "")
    return f"{measure.label} {aspect}".strip()


_NAME = re.compile(r"\b([^\W\d]\w*)(\.\w+)?")
_PERIOD = r"FY\d|[1-4][QH]\d|\d{4}-\d|[A-Z][a-z]{2}\. \d"
_NAME_IN_A_SENTENCE = re.compile(rf"\b([^\W\d]\w*_\w*|[^\W\d]\w*(?=\.[a-z]|\s(?:{_PERIOD})))(\.[a-z]\w*)?")
_SHORT_ASPECTS = {
    ".change": "change",
    ".growth": "growth",
    ".share": "share",
    ".share_change": "change of share",
    ".change_qoq": "change on the quarter",
    ".growth_qoq": "growth on the quarter",
    ".share_change_qoq": "change of share on the quarter",
    ".change_target": "against target",
    ".growth_target": "against target in percent",
    ".share_change_target": "share against target",
}


def unit_of(measure: Measure, aspect: Aspect) -> Unit:
    """The unit a figure of that aspect is in: growth and shares in percent, changes of shares in points."""
    if aspect.kind in (AspectKind.GROWTH, AspectKind.SHARE):
        return PERCENT
    if aspect.kind is AspectKind.SHARE_CHANGE:
        return POINTS
    return measure.unit
