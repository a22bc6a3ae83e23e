"""sources/*.csv: figures as printed, one a line."""

import csv
import io
from collections.abc import Iterator

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure, Place
from crossfoot.read.captions import Captions
from crossfoot.read.gathered import Gathered, page_prefix
from crossfoot.read.projects.printing import Wording, read_figure, read_stray
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.read.projects.statements import Context, Statement, Where

COLUMNS = (
    "page", "text", "measure", "aspect", "against", "period", "scenario", "vintage", "unit", "caption", "negative",
    "note",
)  # fmt: skip
"""The columns that a source may have, in any order."""

_REQUIRED = ("text", "measure", "period")
_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_Row = dict[str, str]


class CsvSource:
    """One CSV file of a document."""

    def __init__(self, name: str, document: str, context: Context, problems: ProblemList) -> None:
        self.name = name
        self.document = document
        self.context = context
        self.problems = problems
        self.captions = Captions()

    def read(self, text: str, gathered: Gathered) -> None:
        """Gather the figures of the file's text."""
        for line, row in self._rows(text):
            figure = self._figure(row, Where(self.name, line, self.problems), gathered)
            if figure is not None:
                gathered.figures.append(figure)

    def _rows(self, text: str) -> Iterator[tuple[int, _Row]]:
        """The rows by column name with the line each starts at; blank lines are passed over."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header: list[str] | None = None
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if header is None:
                        header = [cell.strip() for cell in cells]
                        if not self._check_header(header, line):
                            return
                    elif self._check_width(header, cells, line):
                        yield line, dict(zip(header, (cell.strip() for cell in cells), strict=True))
                line = reader.line_num + 1
        except csv.Error as error:
            self.problems.add(self.name, line, f"broken CSV: {error}", "Check the quotes of this line.")
            return
        if header is None:
            self.problems.add(self.name, 1, "the file is empty", f"Start it with a header: {','.join(_REQUIRED)}.")

    def _check_header(self, header: list[str], line: int) -> bool:
        before = len(self.problems.problems)
        split = next((mark for mark in _OTHER_MARKS if len(header) == 1 and mark in header[0]), "")
        if split:
            message = f"the columns are parted by {_OTHER_MARKS[split]}"
            self.problems.add(self.name, line, message, "Part them by commas: in Excel, save as CSV UTF-8.")
            return False
        for column in dict.fromkeys(header):
            if column not in COLUMNS:
                self.problems.add(
                    self.name, line, f"unknown column {column!r}", known_names(column, COLUMNS, "columns")
                )
            elif header.count(column) > 1:
                self.problems.add(self.name, line, f"the column {column!r} stands twice", "Keep one of them.")
        for column in _REQUIRED:
            if column not in header:
                self.problems.add(self.name, line, f"the column {column!r} is missing", "Add it to the header.")
        return len(self.problems.problems) == before

    def _check_width(self, header: list[str], cells: list[str], line: int) -> bool:
        if len(cells) == len(header):
            return True
        message = f"the line has {len(cells)} cells, the header {len(header)}"
        self.problems.add(self.name, line, message, "Put texts with commas in double quotes; keep empty cells' commas.")
        return False

    def _figure(self, row: _Row, where: Where, gathered: Gathered) -> Figure | None:
        page = read_page(row.get("page", ""), where)
        negative = is_yes(row.get("negative", ""), where)
        wording = Wording(row["text"], row.get("unit", ""), negative)
        key = None
        if row["measure"] or row["period"]:
            key = self._key(row, where)
            unit = self.context.unit_of(key) if key else None
            printed = read_figure(wording, unit, self.context, where) if unit else None
        else:
            printed, unit = read_stray(wording, self.context, where) or (None, None)
        if printed is None or unit is None:
            return None
        caption = row.get("caption", "")
        span = self.captions.claim(page, caption, row["text"])
        return Figure(
            id=gathered.next_id(page_prefix(self.document, page)),
            printed=printed,
            unit=unit,
            place=Place(self.document, page, caption, span, self.name, where.line),
            fact=key,
            group=self.document,
            note=row.get("note", ""),
        )

    def _key(self, row: _Row, where: Where) -> FactKey | None:
        for column in ("measure", "period"):
            if not row[column]:
                remedy = "Fill it, or leave measure and period both empty for a figure that no measure fits."
                where.complain(f"the {column} is empty", remedy)
                return None
        names = ("measure", "period", "aspect", "against", "scenario", "vintage")
        return self.context.key(Statement(**{name: row.get(name, "") for name in names}), where)


def read_page(text: str, where: Where) -> int | None:
    """A page's number as written; None where it is not given or, with a problem noted, where it is no number."""
    if not text:
        return None
    if text.isdecimal() and text.isascii():
        return int(text)
    where.complain(f"the page {text!r} is no number", "Write the number of the page or slide.")
    return None


def is_yes(word: str, where: Where) -> bool:
    """Whether a yes is written; anything but yes, no or nothing is a problem."""
    if word not in ("", "yes", "no"):
        where.complain(f"`negative` is {word!r}", "Write yes, or leave it empty.")
    return word == "yes"
