"""What the source files of a project give: figures with ids that stay, and blocks of labels of lost order."""

from collections import Counter
from dataclasses import dataclass, field

from crossfoot.model.figures import Figure, LabelBlock


@dataclass(slots=True)
class Gathered:
    """Figures and blocks in the order they were read, and how many figures each page has given so far."""

    figures: list[Figure] = field(default_factory=list)
    blocks: list[LabelBlock] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def next_id(self, prefix: str) -> str:
        """A short id for the next figure under `prefix` (a document's page): `deck-p3-017`."""
        self.counts[prefix] += 1
        return f"{prefix}-{self.counts[prefix]:03}"


def page_prefix(document: str, page: int | None) -> str:
    """How ids name a page: `deck-p3`, or the document alone."""
    return document if page is None else f"{document}-p{page}"
