"""From the id of a fact back to its key: `revenue.growth|2016-04-01/2017-03-31|target@2017-05-15`."""

from datetime import date

from crossfoot.model.facts import FactKey, Members
from crossfoot.vocabulary.measures import LEVEL, Against, Aspect, AspectKind
from crossfoot.vocabulary.periods import Duration, Instant, Period, Undated
from crossfoot.vocabulary.scenarios import ACTUAL, Scenario, ScenarioKind

# One aspect a suffix: a level or a share is the same whatever it might be compared with.
ASPECTS = {
    aspect.suffix: aspect
    for kind in AspectKind
    for against in reversed(Against)
    for aspect in (Aspect(kind, against),)
    if aspect.suffix
}


def fact_key(fact_id: str) -> FactKey:
    """The key whose `id` is `fact_id`. Raises ValueError."""
    parts = fact_id.split("|")
    if len(parts) not in (3, 4):
        raise ValueError(f"{fact_id!r} is no id of a fact: measure|period|scenario expected")
    measure, aspect = _measure(parts[0])
    return FactKey(measure, _period(parts[1]), _scenario(parts[2]), aspect, _members("".join(parts[3:])))


def _members(text: str) -> Members:
    pairs = (pair.partition("=") for pair in text.split(";") if pair)
    return tuple((axis, member) for axis, _, member in pairs)


def _measure(name: str) -> tuple[str, Aspect]:
    measure, dot, last = name.rpartition(".")
    aspect = ASPECTS.get(dot + last) if dot else None
    return (measure, aspect) if aspect else (name, LEVEL)


def _period(text: str) -> Period:
    if text.startswith("column:"):
        return Undated(text.removeprefix("column:"))
    start, slash, end = text.partition("/")
    if not slash:
        return Instant(date.fromisoformat(start))
    return Duration(date.fromisoformat(start), date.fromisoformat(end))


def _scenario(text: str) -> Scenario:
    kind, _, vintage = text.partition("@")
    if kind == ACTUAL.kind and not vintage:
        return ACTUAL
    return Scenario(ScenarioKind(kind), date.fromisoformat(vintage) if vintage else None)
