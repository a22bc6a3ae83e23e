"""Made documents: headings, text and tables, each printed number with the truth about it, and the sums among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from benchmarks.made.companies import Company
from benchmarks.made.lines import NAMES, statement_terms
from benchmarks.made.printing import Style

from crossfoot.vocabulary.spans import Duration, Period


@dataclass(eq=False, slots=True)
class Truth:
    """What one printed number states: its text, value in whole units, unit, line, period, scenario and aspect.

    `exact` is the true value in the printed scale, which a spreadsheet holds behind what it shows.
    """

    text: str
    value: Decimal
    unit: str
    line: str
    label: str
    period: Period | None
    aspect: str = "level"
    scenario: str = "actual"
    exact: Fraction | None = None


@dataclass(eq=False, slots=True)
class Cell:
    """A cell as printed: its text, the truth of its number, its spans, how deep it is set in, and its weight."""

    text: str = ""
    truth: Truth | None = None
    columns: int = 1
    rows: int = 1
    indent: int = 0
    bold: bool = False

    @property
    def shown(self) -> str:
        """What is printed in it: a number as its truth has it by now, which a slip may have altered."""
        return self.truth.text if self.truth is not None else self.text


@dataclass(eq=False, slots=True)
class Relation:
    """A planted relation: a sum, a change, growth or share, and the numbers it is between, its result first."""

    kind: str
    truths: tuple[Truth, ...]


@dataclass(slots=True)
class Table:
    """A table: its title, the line of its unit, its rows of cells (heads first) and its planted relations."""

    title: str
    unit_line: str
    rows: list[list[Cell]]
    heads: int
    relations: list[Relation] = field(default_factory=list)

    def truths(self) -> Iterator[Truth]:
        """The truths of its cells, row by row."""
        for row in self.rows:
            yield from (cell.truth for cell in row if cell.truth is not None)


@dataclass(slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    text: str
    level: int = 2


@dataclass(slots=True)
class Paragraph:
    """A sentence or line of text; its numbers are written as `{0}`, `{1}` and stand in `truths`."""

    text: str
    truths: list[Truth] = field(default_factory=list)
    bullet: bool = False
    relations: list[Relation] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The text with its numbers."""
        return self.text.format(*(truth.text for truth in self.truths))


@dataclass(slots=True)
class Beside:
    """Two tables side by side."""

    tables: tuple[Table, Table]


@dataclass(slots=True)
class Chart:
    """A bar chart: categories, and named series of numbers."""

    title: str
    categories: list[str]
    series: list[tuple[str, list[Truth]]]
    relations: list[Relation] = field(default_factory=list)


class Break:
    """A new page (slide, sheet)."""


Block = Heading | Paragraph | Table | Beside | Chart | Break


@dataclass(slots=True)
class Made:
    """A document of a template: its blocks and the look it is printed with."""

    template: str
    language: str
    blocks: list[Block]
    look: str = "plain"
    cut_off: bool = False

    def tables(self) -> Iterator[Table]:
        """All tables in their order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Beside):
                yield from block.tables

    def truths(self) -> list[Truth]:
        """All printed numbers in their order."""
        found: list[Truth] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found += block.truths
            elif isinstance(block, Table):
                found += block.truths()
            elif isinstance(block, Beside):
                found += [truth for table in block.tables for truth in table.truths()]
            elif isinstance(block, Chart):
                found += [truth for _, truths in block.series for truth in truths]
        return found

    def relations(self) -> list[Relation]:
        """All planted relations."""
        found = [relation for table in self.tables() for relation in table.relations]
        for block in self.blocks:
            if isinstance(block, Paragraph | Chart):
                found += block.relations
        return found


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statement: a period and scenario, or (as `kind` says) the change or growth of one over another."""

    head: str
    period: Period | None = None
    kind: str = "level"  # level | change | growth | share | note | blank
    of: int = 0
    against: int = 0
    scenario: str = "actual"
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: a key of the company's lines, or a subhead without one; `sign` -1 prints it turned."""

    key: str
    label: str
    indent: int = 0
    sign: int = 1
    bold: bool = False


def label(key: str, company: Company, style: Style) -> str:
    """What the issuer calls a line."""
    if key.startswith(("segment", "result", "gross_segment", "between")) and key[-1].isdigit():
        return company.segments[int(key[-1])][company.language == "ja"]
    variants = NAMES[key][company.language == "ja"]
    return variants[style.names % len(variants)]


class Statement:
    """Lines by columns, printed from a company's true values; `rows` and `relations` make a table of them."""

    def __init__(self, company: Company, style: Style, lines: Sequence[Line], columns: Sequence[Column]) -> None:
        self.company, self.style, self.lines, self.columns = company, style, list(lines), list(columns)
        self.truths: dict[tuple[int, int], Truth] = {}
        for c, column in enumerate(self.columns):
            if column.kind == "level":
                for r, line in enumerate(self.lines):
                    if line.key:
                        self.truths[r, c] = amount(line, column, company, style)
        for c, column in enumerate(self.columns):
            if column.kind in ("change", "growth", "share"):
                self._compare(c, column)

    def _compare(self, c: int, column: Column) -> None:
        base = next((r for r, line in enumerate(self.lines) if line.key == "revenue"), None)
        for r, line in enumerate(self.lines):
            own = self.truths.get((r, column.of))
            other = self.truths.get((base if column.kind == "share" and base is not None else r, column.against))
            if own is None or other is None or (column.kind == "share" and line.key == "eps"):
                continue
            made = compared(column.kind, own, other, self.style)
            if made is not None:
                self.truths[r, c] = made

    def table(self, title: str, unit_line: str | None = None, heads: list[list[Cell]] | None = None) -> Table:
        """The table with one row of heads, or the given ones."""
        top = heads or [[Cell(), *(Cell(column.head, bold=True) for column in self.columns)]]
        rows = [*top]
        for r, line in enumerate(self.lines):
            bold = line.bold or not line.key
            cells = [Cell(line.label, indent=line.indent, bold=bold)]
            cells += [self._cell(r, c, bold=bold) for c in range(len(self.columns))]
            rows.append(cells)
        return Table(
            title, self.style.unit_line() if unit_line is None else unit_line, rows, len(top), self.relations()
        )

    def _cell(self, r: int, c: int, *, bold: bool) -> Cell:
        truth, column = self.truths.get((r, c)), self.columns[c]
        if truth is not None:
            return Cell(truth.text, truth, bold=bold)
        if column.kind == "note" and self.lines[r].key and not bold and (r * 7) % 3 == 0:
            return Cell(str(3 + r))
        blank = column.kind in ("change", "growth", "share") and self.lines[r].key
        return Cell("n.m." if blank and self.style.language == "en" else "―" if blank else "")

    def relations(self) -> list[Relation]:
        """The sums down each column of levels, and what columns say across."""
        found: list[Relation] = []
        at = {line.key: r for r, line in enumerate(self.lines) if line.key}
        terms = statement_terms(len(self.company.segments))
        for c, column in enumerate(self.columns):
            if column.kind == "level":
                for key, row in at.items():
                    parts = printed_parts(key, terms, at)
                    if parts and len(parts) > 1:
                        found.append(Relation("sum", tuple(self.truths[r, c] for r in (row, *(at[p] for p in parts)))))
            elif column.kind in ("change", "growth"):
                for r in range(len(self.lines)):
                    if (r, c) in self.truths:
                        three = (self.truths[r, c], self.truths[r, column.of], self.truths[r, column.against])
                        found.append(Relation(column.kind, three))
        return found + self._across()

    def _across(self) -> list[Relation]:
        """Periods that add up to longer ones."""
        found: list[Relation] = []
        for c, column in enumerate(self.columns):
            if column.kind != "level" or not isinstance(column.period, Duration) or column.scenario != "actual":
                continue
            inside = [d for d in range(len(self.columns)) if d != c and self._is_quarter_of(d, column.period)]
            if len(inside) * 3 != column.period.months or len(inside) < 2:
                continue
            for r, line in enumerate(self.lines):
                if (r, c) in self.truths and line.key in self.company.flows:
                    found.append(Relation("periods", tuple(self.truths[r, d] for d in (c, *inside))))
        return found

    def _is_quarter_of(self, c: int, span: Duration) -> bool:
        column = self.columns[c]
        if column.kind != "level" or column.scenario != "actual" or not isinstance(column.period, Duration):
            return False
        return column.period.months == 3 and span.start <= column.period.start and column.period.end <= span.end


def printed_parts(key: str, terms: object, at: dict[str, int]) -> list[str] | None:
    """The printed lines that a line is made of, its parts' own parts where they are not; None where some lack."""
    assert isinstance(terms, dict)
    if key not in terms:
        return None
    found: list[str] = []
    for _, part in terms[key]:
        if part in at:
            found.append(part)
        else:
            inner = printed_parts(part, terms, at)
            if inner is None:
                return None
            found += inner
    return found


def amount(line: Line, column: Column, company: Company, style: Style) -> Truth:
    """The truth of a line's level in a column."""
    assert column.period is not None
    value = company.value(line.key, column.period) * line.sign * column.factor
    scenario = column.scenario
    if line.key == "eps":
        decimals = 2
        printed = style.rounded(value, decimals)
        return Truth(
            style.number(printed, 2),
            printed,
            f"{style.currency}/share",
            line.key,
            line.label,
            column.period,
            scenario=scenario,
        )
    if line.key in ("employees", "customers"):
        printed = style.rounded(value, 0)
        return Truth(style.number(printed, 0), printed, "", line.key, line.label, column.period, scenario=scenario)
    printed = style.rounded(value / style.scale, style.decimals)
    text = style.number(printed, style.decimals)
    made = Truth(text, printed * style.scale, style.currency, line.key, line.label, column.period, scenario=scenario)
    made.exact = value / style.scale
    return made


def compared(kind: str, own: Truth, other: Truth, style: Style) -> Truth | None:
    """The printed change, growth or share of one number against another; None where nobody prints one.

    Ratios are of true values; changes are too with one issuer in three, and of printed values with the others.
    """
    new, old = (t.exact if t.exact is not None else Fraction(t.value) / _scale(t, style) for t in (own, other))
    if kind == "change":
        decimals = 2 if own.unit.endswith("/share") else style.decimals if own.unit == style.currency else 0
        value = own.value - other.value
        if style.names % 3 == 0:
            value = style.rounded(new - old, decimals) * _scale(own, style)
        text = style.number(value / _scale(own, style), decimals)
        return Truth(text, value, own.unit, own.line, own.label, own.period, "change", own.scenario)
    if old <= 0 or (new <= 0 and kind == "growth"):
        return None
    ratio = new / old * 100 - (100 if kind == "growth" else 0)
    if abs(ratio) > 999:
        return None
    value = style.rounded(ratio, 1, ratio=True)
    return Truth(style.number(value, 1) + "%", value, "percent", own.line, own.label, own.period, kind, own.scenario)


def _scale(truth: Truth, style: Style) -> int:
    return style.scale if truth.unit == style.currency else 1
