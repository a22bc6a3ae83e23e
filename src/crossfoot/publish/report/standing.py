"""How a figure stands in the report: its verdict, and apart from it the figures that arithmetic placed or read."""

from enum import StrEnum

from crossfoot.model.facts import SourceKind, Verdict
from crossfoot.model.figures import Figure
from crossfoot.publish.catalogue import Catalogue


class Standing(StrEnum):
    """What a figure's tickmark says; shapes and colours are one to one with these."""

    TIES = "ties"
    BREAKS = "breaks"
    UNTESTED = "untested"
    RECOVERED = "recovered"


MEANINGS = {
    Standing.TIES: "a check that could have failed did not",
    Standing.BREAKS: "no true values satisfy it together with the rest",
    Standing.UNTESTED: "nothing in the documents could show it wrong",
    Standing.RECOVERED: "its place or its reading was lost, and the other figures decide it",
}


class Standings:
    """The standing of every figure of one book."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._placed = {figure for found in catalogue.book.assignments for figure, _ in found.slots}

    def of(self, figure: Figure) -> Standing:
        """A break outweighs all; a figure that arithmetic placed or read is recovered; else its verdict."""
        verdict = self._catalogue.verdict(figure).verdict
        if verdict is Verdict.BREAKS:
            return Standing.BREAKS
        if figure.id in self._placed or figure.settled or self._is_recovered(figure):
            return Standing.RECOVERED
        return Standing.TIES if verdict is Verdict.TIES else Standing.UNTESTED

    def _is_recovered(self, figure: Figure) -> bool:
        fact = self._catalogue.facts.get(figure.fact) if figure.fact else None
        return fact is not None and fact.source is SourceKind.RECOVERED
