"""What a document says of its rounding, weighed against what its relations admit (docs/convention.md, 2.9)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crossfoot.model.book import Regime, RoundingStatement
from crossfoot.model.findings import Finding, Severity
from crossfoot.vocabulary.rounding import Rounding

ROUNDING_DIFFERS = "rounding-differs"
_EXCUSED = 1  # relations that may fail for what is said before it is doubted: a slip fails one


@dataclass(frozen=True, slots=True)
class Sayings:
    """What a document says of how one group was rounded: quoted, and for amounts and ratios, None where unsaid.

    Statements that contradict each other, as of a group's accounts and a parent's, leave their kind to arithmetic.
    """

    quoted: str = ""
    amounts: Rounding | None = None
    ratios: Rounding | None = None

    @classmethod
    def of(cls, group: str, statements: Sequence[RoundingStatement]) -> "Sayings":
        """What the statements on the group say together."""
        mine = [statement for statement in statements if statement.group == group]
        amounts = {statement.amounts for statement in mine} - {None}
        ratios = {statement.ratios for statement in mine} - {None}
        return cls(
            "; ".join(dict.fromkeys(map(_quotation, mine))),
            amounts.pop() if len(amounts) == 1 else None,
            ratios.pop() if len(ratios) == 1 else None,
        )

    def weighed(
        self, candidates: Sequence[Regime], failures: Sequence[Collection[str]]
    ) -> tuple[Sequence[int], list[str]]:
        """The numbers of the candidates to choose from, and the relations that belie what is said, if they do.

        `failures` names the relations that fail under each candidate. What a document says of itself is doubted where
        more relations fail for it than one slip explains.
        """
        everyone = range(len(candidates))
        agreeing = [n for n in everyone if self._allows(candidates[n])]
        least = min(everyone, key=lambda n: len(failures[n]))
        closest = min(agreeing, key=lambda n: len(failures[n]))
        if len(failures[closest]) <= len(failures[least]) + _EXCUSED:
            return agreeing, []
        return everyone, sorted(set(failures[closest]) - set(failures[least]))

    def _allows(self, regime: Regime) -> bool:
        return self.amounts in (None, regime.amounts) and self.ratios in (None, regime.ratios)


def _quotation(statement: RoundingStatement) -> str:
    page = f" (p. {statement.place.page})" if statement.place.page is not None else ""
    return f"\u201c{statement.text}\u201d{page}"


def rounding_differs(regime: Regime, belied: Sequence[str]) -> Finding:
    """The note that the relations of a group belie what its document says of its rounding."""
    count = len(belied)
    message = (
        f"The document says {regime.said}, but {count} relations hold only with amounts {regime.amounts} and ratios "
        f"{regime.ratios}: its figures are taken so."
    )
    return Finding(ROUNDING_DIFFERS, Severity.NOTE, message, identities=tuple(belied))
