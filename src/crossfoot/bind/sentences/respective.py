"""Lists told together: "sales and profit were 5 and 2, respectively", "5 and 4 in 2023 and 2022, respectively"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot.bind.sentences.subjects import words_of
from crossfoot.model.figures import Figure

Span = tuple[int, int]

_RESPECTIVELY = re.compile(r"\brespectively\b|それぞれ", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|,?\s*\band\b|、|及び|および|並びに)\s*$", re.IGNORECASE)
_JOINER = re.compile(r",?\s+and\s+|\s*,\s*|、|及び|および|並びに", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]|,[0-9]{3})")


@dataclass(frozen=True, slots=True)
class Share:
    """What one figure of a list is of: its subject, and the words that stand before it as if it stood alone."""

    subject: str
    lead: str


def distributed(text: str, figures: Sequence[tuple[Figure, Span]]) -> Mapping[str, Share]:
    """The subject of each figure of a list that a sentence says to be told respectively, by the figure's id.

    With as many years behind them, all are of one name; else as many names as figures are given each its own.
    """
    said = _RESPECTIVELY.search(text)
    if said is None:
        return {}
    found: dict[str, Share] = {}
    for group in _groups(text, figures):
        lead = text[: group[0][1][0]]
        tail = text[group[-1][1][1] : said.start() if said.start() > group[-1][1][1] else len(text)]
        names, years = _names(lead, len(group)), _YEAR.findall(tail)
        dated = len(years) == len(group) and bool(words_of(lead))
        if names and not dated:
            found |= {
                figure.id: Share(name, f"{name} {_verb(lead)}") for (figure, _), name in zip(group, names, strict=True)
            }
        elif dated:
            found |= {
                figure.id: Share(lead, f"In {year}, {lead}") for (figure, _), year in zip(group, years, strict=True)
            }
    return found


def _groups(text: str, figures: Sequence[tuple[Figure, Span]]) -> list[list[tuple[Figure, Span]]]:
    """Runs of two figures or more with nothing but "and" and commas between them, in one unit."""
    runs: list[list[tuple[Figure, Span]]] = []
    for figure, span in figures:
        last = runs[-1][-1] if runs else None
        if last is not None and last[0].unit == figure.unit and _JOINED.match(text[last[1][1] : span[0]]):
            runs[-1].append((figure, span))
        else:
            runs.append([(figure, span)])
    return [run for run in runs if len(run) > 1]


def _names(lead: str, count: int) -> list[str]:
    """The names of a list before its figures, if there are as many; words of time before them are no name."""
    names = [name for name in _JOINER.split(lead) if words_of(name)]
    if len(names) < count:
        return []
    chosen = names[-count:]
    return chosen if all(len(words_of(name)) < _LONGEST for name in chosen) else []


_LONGEST = 8  # words of one name


def _verb(lead: str) -> str:
    """The last words before the figures, which say whether they are levels or movements."""
    return " ".join(lead.split()[-3:])
