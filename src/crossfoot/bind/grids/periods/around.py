"""What the lines around a table say of the period of all of it, and whether anything at all does."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.bind.grids.periods.headings import SAID_NOTHING, mentions, told
from crossfoot.bind.grids.periods.words import PeriodWords
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.spans import Duration

NEAR = 3
"""Lines above a table that speak of it."""

_LONGEST_TITLE = 120  # characters
_LEADS_ON = re.compile(r"\b(?:following|as follows|below)\b|次の(?:とおり|通り)|以下", re.IGNORECASE)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_YEAR_BEGINS = re.compile(r"\b(?:beginning|start) of (?:the )?(?:fiscal |financial )?year\b|期首", re.IGNORECASE)
_YEAR_ENDS = re.compile(r"\bend of (?:the )?(?:fiscal |financial )?year\b|期末", re.IGNORECASE)
_APPOINTED = re.compile(
    r"(?:予定|提出|開催|開始|公表|発表)日|\b(?:filing date|date of (?:filing|report)|payable on)\b", re.IGNORECASE
)
_PLANNED = re.compile(r"予定|計画|予想|見通し|満期|償還|返済|[当今]後|過去|略歴")


def told_around(grid: Grid) -> PeriodWords:
    """What the caption and the nearest lines say of the period of the whole table, where they speak of one alone."""
    corner = next((cell.text for cell in grid.cells if cell.row == 0 and cell.column == 0 and not cell.figure), "")
    context = (line for line in grid.context[:NEAR] if line == grid.caption or not _is_prose(line))
    for line in (corner, *_from_to(grid.context), grid.caption, *context):
        said = told(line).words
        if said != SAID_NOTHING and (len(_told_apart(line)) == 1 or isinstance(said.span, Duration)):
            return said
    return SAID_NOTHING


def _told_apart(line: str) -> list[PeriodWords]:
    """The periods that a line names, a year before its own day counting once: `FY2024 (As of December 31, 2024)`."""
    named = mentions(line)
    days = {words.day.year for words in named if words.day is not None}
    return [words for words in named if words != PeriodWords(year=words.year) or words.year not in days]


def is_of_own_year(grid: Grid) -> bool:
    """Whether a Japanese report's table says nothing of time at all, so that it is of the year reported on."""
    texts = list(_texts(grid))
    dated = any(told(text).is_period or _PLANNED.search(text) for text in texts)
    return any(map(_JAPANESE.search, texts)) and not dated


def goes_through_a_year(grid: Grid) -> bool:
    """Whether rows lead from a year's beginning to its end, and nothing says which: the one reported on."""
    texts = list(_texts(grid))
    edges = [any(map(edge.search, texts)) for edge in (_YEAR_BEGINS, _YEAR_ENDS)]
    named = (words for text in texts for words in (told(text).words,))
    return all(edges) and not any(words.year or words.day or words.span or words.month for words in named)


def _texts(grid: Grid) -> Iterator[str]:
    yield grid.caption
    yield from (line for line in grid.context[:NEAR] if not _is_prose(line))
    yield from (cell.text for cell in grid.cells if not cell.figure)


def _is_prose(line: str) -> bool:
    """Whether what a line says of time is of something else: a paragraph that leads elsewhere, a day of filing."""
    ends = line.endswith("。") or (len(line) > _LONGEST_TITLE and line.endswith("."))
    return (ends and not _LEADS_ON.search(line)) or _APPOINTED.search(line) is not None


def _from_to(context: Sequence[str]) -> list[str]:
    """Spans that are set in two lines, `自 2024年1月1日` over `至 2024年12月31日`; the context is nearest first."""
    pairs = pairwise(context[: NEAR + 1])
    return [f"{above} {below}" for below, above in pairs if above.startswith("自") and below.startswith("至")]
