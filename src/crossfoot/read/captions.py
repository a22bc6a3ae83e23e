"""Where in its caption a figure stands."""

from collections import defaultdict
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Captions:
    """The captions of one source; figures that share a caption claim their text in it one after the other."""

    taken: defaultdict[tuple[int | None, str], set[Span]] = field(default_factory=lambda: defaultdict(set))

    def claim(self, page: int | None, caption: str, text: str) -> Span | None:
        """The first place of `text` in the caption that is part of no longer number and not claimed yet.

        Where every place is claimed already, the caption is another one with the same words: the claims start over.
        """
        places = _places(caption, text)
        taken = self.taken[page, caption]
        free = [span for span in places if not any(span[0] < end and start < span[1] for start, end in taken)]
        if places and not free:
            taken.difference_update(places)
            free = places
        if free:
            taken.add(free[0])
        return free[0] if free else None


def _places(caption: str, text: str) -> list[Span]:
    places = []
    start = caption.find(text) if text else -1
    while start >= 0:
        end = start + len(text)
        if not (_is_digits(caption, start, -1) or _is_digits(caption, end - 1, 1)):
            places.append((start, end))
        start = caption.find(text, start + 1)
    return places


def _is_digits(caption: str, edge: int, step: int) -> bool:
    """Whether the number at an edge of a match goes on beyond it, at once or behind a separator."""
    if not caption[edge].isdigit():
        return False
    beyond = caption[edge + step : edge + step + 1] if edge + step >= 0 else ""
    if beyond.isdigit():
        return True
    further = caption[edge + 2 * step : edge + 2 * step + 1] if edge + 2 * step >= 0 else ""
    return beyond in (".", ",") and further.isdigit()
