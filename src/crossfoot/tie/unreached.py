"""Unreached: what to say of the parts of a document that the time for tying out was over for."""

from collections.abc import Collection

from crossfoot.model.findings import Finding, Severity

NOT_REACHED = "not-reached"


def not_reached(figures: Collection[str]) -> Finding:
    """The finding of figures that nothing is said of, because their linked parts were not decided in time."""
    count = f"{len(figures):,} figure{'' if len(figures) == 1 else 's'}"
    said = f"The time for tying out was over before {count} could be decided; nothing is said of them."
    return Finding(NOT_REACHED, Severity.WARNING, said, figures=tuple(sorted(figures)))
