"""Scenarios: whether a value happened or was planned, and when that was said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ScenarioKind(StrEnum):
    """The standing of a value: reported, or one of the ways to plan it."""

    ACTUAL = "actual"
    TARGET = "target"
    BUDGET = "budget"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, order=True)
class Scenario:
    """A kind with the date it was announced: a revised target is a target with a later `vintage`.

    Actuals carry no vintage until they are restated.
    """

    kind: ScenarioKind
    vintage: date | None = None

    def __str__(self) -> str:
        return str(self.kind) if self.vintage is None else f"{self.kind} of {self.vintage.isoformat()}"


ACTUAL = Scenario(ScenarioKind.ACTUAL)
