"""Findings: what a stage has to say about the book, each with a code, a severity, suspects and places."""

from dataclasses import dataclass
from enum import StrEnum

from crossfoot.vocabulary.intervals import Interval


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Correction:
    """What one figure would have to be for the rest to tie.

    `interval` holds the true values that the rest admits, in the unit; `suggested` the figure as it would be printed
    when exactly one text fits or one slip explains it; `slip` the likely slip ("transposed digits"), empty if none.
    """

    figure: str
    interval: Interval
    suggested: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A coded observation.

    `corrections` holds every minimal correction set found, fewest figures first; `complete` says that no further one
    exists within the stated size; `certificate` is the id of the contradiction's proof; `identities` those in conflict.
    `equals` is how many of the corrections, from the first on, are as likely as any: 1 where one stands out, 0 where
    they are not ranked.
    """

    code: str
    severity: Severity
    message: str
    figures: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    corrections: tuple[tuple[Correction, ...], ...] = ()
    complete: bool = True
    certificate: str = ""
    file: str = ""
    line: int = 0
    equals: int = 0

    @property
    def named(self) -> tuple[str, ...]:
        """Every figure that the finding names, once: those of its corrections first, likeliest before others."""
        suspects = (change.figure for changes in self.corrections for change in changes)
        return tuple(dict.fromkeys((*suspects, *self.figures)))


@dataclass(frozen=True, slots=True)
class Assignment:
    """The recovery of one label block.

    `slots` pairs figure ids with the facts they were given; `proven` lists the figure ids that no admissible
    assignment places otherwise, the rest follow a preference; `alternatives` counts other admissible assignments found
    (`exhausted`: there are no more), `examples` gives a few of them; `preference` says in words what decided, and
    `cost` what the chosen one costs under it beside the next best (None if there is none).
    """

    block: str
    slots: tuple[tuple[str, str], ...]
    proven: tuple[str, ...]
    alternatives: int
    exhausted: bool
    preference: str = ""
    cost: int | None = None
    next_cost: int | None = None
    examples: tuple[tuple[tuple[str, str], ...], ...] = ()
