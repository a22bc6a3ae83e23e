"""Rows of a table: the label of each, and the sections it stands under, by indentation or by the order of headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.bind.grids.layout.shape import Shape
from crossfoot.bind.grids.periods.headings import names_year, told
from crossfoot.bind.grids.units.written import is_unit
from crossfoot.model.layout import GridCell
from crossfoot.vocabulary.number_words import FOOTNOTES
from crossfoot.vocabulary.units import Unit

_TOTAL = re.compile(r"^(?:grand |sub)?total\b|(?:合計|総計|小計|計)$", re.IGNORECASE)
_NOTE_IN_BRACKETS = re.compile(
    r"(?:\s*\((?:[0-9]{1,2}|[a-z]|\*+|(?:see )?[Nn]otes? [0-9]{1,2}(?:(?:,| and|, and) [0-9]{1,2})*)\))+\s*$"
)
_NOTE_OF = re.compile(r"\(?(?:see )?notes? [0-9]{1,2}\)?|[(（]?注[0-9０-９]{0,2}[)）]?|※[0-9０-９]{0,2}", re.IGNORECASE)
_CODES = r"(?:(?:stock|securities|company|ticker|zip|postal|area) )?codes?(?: no\.?| number)?$"
_REGISTERED = re.compile(
    rf"コード番号|証券コード|法人番号|電話|{_CODES}|(?:commission )?file n(?:umber|o\.?)|telephone|phone|tel\b|fax\b",
    re.IGNORECASE,
)
_NAMED_LEAST, _SHORTEST_NAME = 3, 4  # rows; characters
_LASTS = re.compile(
    r"[0-9]{1,2}(?: ?years|年)?\s?(?:[-‐–—~～〜]|to|and|から)\s?[0-9]{1,2}\s?(?:years|yrs\.?|年)?|indefinite|various",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"[\s.…·:：]+$")
_Depth = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row with numbers: the band of headings it is under, its label, and the sections above it, the nearest first.

    `unit` is what a cell of its own beside the label names: `(百万円)`. `is_amount` and `is_shares` say that other rows
    tell it to be an amount, or to count shares; `counts` what its total counts, so that it does.
    """

    band: int
    row: int
    label: str
    sections: tuple[str, ...]
    numbers: tuple[GridCell, ...]
    unit: str = ""
    is_amount: bool = False
    is_shares: bool = False
    counts: Unit | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The label and its sections, the nearest first."""
        return (self.label, *self.sections)


@dataclass(slots=True)
class _Section:
    depth: _Depth
    name: str
    has_deeper: bool = False


def labelled_rows(shape: Shape, number: int) -> Iterator[LabelledRow]:
    """The rows of one of the table's bands that print numbers, from the top."""
    open_sections: list[_Section] = []
    named = _first_column_names(shape, number)
    lasting = _says_how_long(shape, number)
    for row in shape.bands[number].rows:
        labels = [cell for cell in shape.labels(row) if cell.text and not _NOTE_OF.fullmatch(cell.text)]
        names = [plain_label(cell.text) for cell in labels]
        if len(names) > 1 and told(names[-1]).is_period:  # it dates the number behind it: "Equity | FY2024 | 221,936"
            names.pop()
        if lasting and len(names) > 1 and _LASTS.fullmatch(names[-1]):
            names.pop()
        unit = names.pop() if len(names) > 1 and is_unit(labels[len(names) - 1].text) else ""
        depth = (labels[0].column, labels[0].indent) if labels else (shape.first, 0)
        numbers = shape.numbers(row)
        if not numbers:
            if names:
                name = " ".join(names)
                open_sections = [section for section in open_sections if _stays(section, depth, name)]
                open_sections.append(_Section(depth, name))
            continue
        label, beside = ("", []) if not names else (names[-1], names[:-1]) if not named else (names[0], names[1:])
        open_sections = _still_open(open_sections, depth)
        sections = [*beside, *(section.name for section in reversed(open_sections))]
        yield LabelledRow(number, row, label, tuple(sections), tuple(numbers), unit)
        if _TOTAL.search(label):
            open_sections = [section for section in open_sections if section.depth < depth]


def stacked_rows(rows: Sequence[LabelledRow], height: int) -> Iterator[tuple[LabelledRow, int]]:
    """Each row with its place below the last one that has a label, from 0; it goes by that label.

    `height` is the number of lines that take turns under each label.
    """
    first, at = None, 0
    for row in _with_names_amid(rows, height):
        at = at + 1 if first is not None and not row.label else 0
        first = first if at and first is not None else row
        yield (replace(row, label=first.label, sections=first.sections) if at else row), at


def _with_names_amid(rows: Sequence[LabelledRow], height: int) -> list[LabelledRow]:
    """The rows, where lines that take turns have their name in the middle between them, with it beside the first."""
    named, at = list(rows), 0
    while at + height <= len(rows):
        lines = rows[at : at + height]
        above, name = lines[0].sections[:1], lines[-1].sections[:1]
        if name and name != above and not any(line.label for line in lines):
            named[at] = replace(lines[0], label=name[0], sections=lines[-1].sections[1:])
            at += height
        else:
            at += 1
    return named


def _first_column_names(shape: Shape, number: int) -> bool:
    """Whether the first of several columns of labels names each row, and the others only describe it: an address."""
    rows = [row for row in shape.bands[number].rows if shape.numbers(row)]
    labels = [[cell for cell in shape.labels(row) if cell.text and not is_unit(cell.text)] for row in rows]
    several = [cells for cells in labels if len(cells) > 1]
    firsts = {cells[0].text for cells in several if cells[0].row_span == 1 and len(cells[0].text) >= _SHORTEST_NAME}
    return len(firsts) >= _NAMED_LEAST and len(firsts) == len(several) and 4 * len(several) >= 3 * len(rows)


def _says_how_long(shape: Shape, number: int) -> bool:
    """Whether a second column of labels says how long each thing named in the first lasts: `Buildings | 10 - 40`."""
    rows = [shape.labels(row) for row in shape.bands[number].rows if shape.numbers(row)]
    firsts = [cells[0].text for cells in rows if len(cells) > 1 and _LASTS.fullmatch(plain_label(cells[-1].text))]
    return bool(firsts) and len(firsts) == len(set(firsts)) and all(len(first) >= _SHORTEST_NAME for first in firsts)


def plain_label(text: str) -> str:
    """A label without the marks of notes, leaders and colons behind it."""
    plain = _LEADERS.sub("", FOOTNOTES.sub("", _NOTE_IN_BRACKETS.sub("", text)))
    return " ".join(plain.split())


def names_no_amount(label: str) -> bool:
    """Whether a label names what a company is known or reached by: a code, a file number, a telephone number."""
    return _REGISTERED.match(label) is not None


def _stays(section: _Section, depth: _Depth, name: str) -> bool:
    """Whether a section stays open where another begins: a year holds all those that follow it at its own depth."""
    return section.depth < depth or (section.depth == depth and names_year(section.name) and not names_year(name))


def _still_open(sections: list[_Section], depth: _Depth) -> list[_Section]:
    """Sections that a row stands under: those set in less, and one at its own depth that has no deeper rows yet."""
    kept = []
    for section in sections:
        if section.depth < depth:
            section.has_deeper = True
            kept.append(section)
        elif section.depth == depth and (not section.has_deeper or names_year(section.name)):
            kept.append(section)
    return kept
