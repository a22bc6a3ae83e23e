"""Measures of a table's rows: statement lines where a label names one, else a measure of the table's own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossfoot.bind.grids.dating.columns import BoundColumn
from crossfoot.bind.grids.layout.rows import LabelledRow
from crossfoot.bind.grids.measures.statement_lines import StatementLine, cash_flow_lines, lines, statement_line
from crossfoot.bind.grids.periods.edges import LONGEST_EDGE, edge_of, without_edge
from crossfoot.bind.grids.periods.headings import is_period
from crossfoot.bind.grids.units.written import names_only_unit
from crossfoot.model.layout import Grid
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.spans import Instant
from crossfoot.vocabulary.units import Unit, UnitKind

_LONGEST_LABEL = 120
# Sections of a statement: a line under one of these is still the statement's line, under any other it is a part of it.
_STATEMENT = re.compile(
    r"\b(?:assets?|liabilities|equity|deficit|deficiency|revenues?|costs?|expenses?|income|earnings|profit|sales|operations?|operating|"
    r"cash flows?|investing|financing|capital|statements?|numerator|denominator|"
    r"per[ -]share|shares|dividends|deductions?)\b|資産|負債|"
    r"純資産|資本|収益|費|損益|損失|活動|株主|株式|1株|利益",
    re.IGNORECASE,
)
_MOVEMENTS = re.compile(
    r"\b(?:changes? in|adjustments?|increase|decrease|reconcil|acquisitions?|effect|impact|segments?|non-gaap|"
    r"pro forma|parent)\b|増減|調整",
    re.IGNORECASE,
)
_RECONCILED = re.compile(r"\badjustments? (?:to|for)\b|\breconcil", re.IGNORECASE)
# What stands at a day whatever the columns are: "Headcount" under a quarter is that at its close.
_STANDING = re.compile(
    r"\b(?:total assets|segment assets|identifiable assets|headcount|(?:number of )?employees(?! benefits?)|"
    r"assets under management|aum|net debt|backlog|shares outstanding|shares issued|number of (?:stores|branches|"
    r"restaurants|outlets|hotels|aircraft|vessels)|at (?:period|year|quarter|month)[- ]end|period[- ]end|"
    r"book value(?: per share)?|(?:common equity )?tier (?:1|2|one|two)|cet ?1|own funds|regulatory capital|"
    r"risk[- ]weighted (?:assets|exposures?)|rwas?|solvency ratio|loan[- ]to[- ]value|ltv|net asset value|"
    r"(?:remaining )?performance obligations|order book|annual(?:i[sz]ed)? recurring revenue|embedded value|"
    r"(?:customers|subscribers|members|accounts) at|proved reserves)\b"
    r"(?!.*\b(?:average|changes?|increase|decrease|costs?|expenses?|growth|new|churn\w*|return)\b)"
    r"|発行済株式|従業員数|総資産|純資産|自己資本(?!.*利益率)|自己株式数|受注残|期末|残高(?:$|[(（])|"
    r"1株当たり(?!.*利益)[^利]*(?:資本|持分|純資産額?)(?:$|[(（])|(?:セグメント|固定|流動)?(?:資産|負債)$|資本金$",
    re.IGNORECASE,
)
# Columns of what is held at a day.
_HELD = re.compile(
    r"[(（][^()（）]*(?:株式数|銘柄数|計上額|帳簿価額|簿価|(?:carrying|book) (?:value|amount)s?)[^()（）]*[)）]"
    r"(?: in \S+)?$"
)
# Cash by itself, also where a statement of its flows shows what it is made of.
_CASH_HELD = re.compile(
    r"(?:total )?cash(?:,? (?:and )?cash equivalents)?(?:,? and (?:[a-z-]+ )?restricted cash)?\W*"
    r"(?:\([^()]*\)|(?:included|recorded|presented|reported) in .*)?"
    r"|restricted cash\b.*\b(?:included|recorded|presented|reported|current|non-?current)\b.*",
    re.IGNORECASE,
)
_NOT_STANDING = re.compile(r"\baverage\b|期中平均|利益率|配当|回転|増減|増加|減少|取得|売却|平均|の部", re.IGNORECASE)
_RESTATED = re.compile(r"\b(?:restated|adjusted|revised|after)\b|反映した|修正再表示|調整後|遡及", re.IGNORECASE)
_OF_A_PART = re.compile(r"\b(?:continuing|discontinued|adjusted|non-gaap|undistributed)\b", re.IGNORECASE)
_LINES_LEAST = 3
# Lines that no cash flow statement has: a table with these beside cash flows is one of highlights.
_PROFITS = {"profit", "pretax_income", "profit_to_owners"}
_BALANCES = {"total_assets", "total_equity", "total_liabilities", "shareholders_equity", "liabilities_and_equity"}
_HIGHLIGHTS = {"revenue", "gross_profit", "operating_income", "ordinary_income", "total_assets", "total_equity"}
_CASH_FLOWS = {"operating_cash_flow", "investing_cash_flow", "financing_cash_flow"}


@dataclass(frozen=True, slots=True)
class RowMeasure:
    """The measure that a row states: `line` where it is a statement's; `edge` where it stands at a period's edge.

    `timeless` says that no rule of time may be laid on it: a stock's name in a statement of flows.
    """

    name: str
    label: str
    line: StatementLine | None = None
    edge: str = ""  # "opening" | "closing"
    timeless: bool = False


class RowNames:
    """The names of a table's rows, unique in it; statement lines keep the names that all tables share."""

    def __init__(self, grid: Grid, rows: Sequence[LabelledRow]) -> None:
        self.grid = grid
        paths = [self._path(row) for row in rows]
        self.labels = Counter(path[0] for path in paths)
        self.shorts = Counter(path[:2] for path in paths)
        self._named: dict[tuple[object, ...], int] = {}

    def measure(self, row: LabelledRow, unit: Unit) -> RowMeasure:
        """The measure of a row whose levels are in `unit`."""
        edge = edge_of(row.label)
        line = self._line(row, unit) if not edge else None
        if line is not None:
            return RowMeasure(line.name, row.label, line)
        path = self._path(row)
        if edge:
            return balance(self.grid, row.label, path[1] if len(path) > 1 and self.labels[path[0]] > 1 else "")
        return RowMeasure(safe_name(self._name(row, path)), row.label or f"row {row.row + 1}")

    def _path(self, row: LabelledRow) -> tuple[str, ...]:
        """The label and its sections; those that are periods date the row and do not name it."""
        return tuple(label[:_LONGEST_LABEL] for label in row.path[:1] + tuple(_undated(row.sections)))

    def _line(self, row: LabelledRow, unit: Unit) -> StatementLine | None:
        line = statement_line(row.label) or _of_shares(row, unit)
        if line is None or line.unit is not unit.kind:
            return None
        sections = self._path(row)[1:]
        if line.name in cash_flow_lines():  # what profit is adjusted for are lines of the statement itself
            sections = tuple(section for section in sections if not _RECONCILED.search(section))
        if line.name not in _CASH_FLOWS and any(map(_is_apart, sections)):
            return None
        if self._takes(line.name, row):
            return line
        return self._with_minority(line, row)

    def _with_minority(self, line: StatementLine, row: LabelledRow) -> StatementLine | None:
        """A second total of shareholders' equity, below the noncontrolling interests, is that of all owners."""
        if line.name != "shareholders_equity" or not any("noncontrolling_interests" in key for key in self._named):
            return None
        return lines()["total_equity"] if self._takes("total_equity", row) else None

    def _name(self, row: LabelledRow, path: tuple[str, ...]) -> str:
        """The label, with as many of its sections as tell it from its like, and else its row."""
        if not row.label:
            above = f" under {path[1]}" if len(path) > 1 else ""
            return f"{self.grid.id}: row {row.row + 1}{above}"
        short = path[:1] if self.labels[path[0]] == 1 else path[:2]
        if self.shorts[short] > 1 and len(short) > 1:
            short = path
        name = f"{self.grid.id}: {' / '.join(reversed(short))}"
        return name if self._takes(name, row) else f"{name} (row {row.row + 1})"

    def _takes(self, name: str, row: LabelledRow) -> bool:
        """Whether the name is the row's: under one set of headings, in one period, no other row may have it."""
        periods = tuple(section for section in row.sections if is_period(section))
        return self._named.setdefault((row.band, periods, name), row.row) == row.row


def _of_shares(row: LabelledRow, unit: Unit) -> StatementLine | None:
    """The line that "Basic" or "Diluted" is under a heading of earnings per share, or of shares."""
    kind = row.label.strip().rstrip(":").lower()
    if kind not in ("basic", "diluted") or not row.sections or _OF_A_PART.search(row.sections[0]):
        return None
    of = {UnitKind.PER_SHARE: "earnings per share", UnitKind.COUNT: "shares"}.get(unit.kind)
    return statement_line(f"{kind} {of}") if of else None


def balance(grid: Grid, label: str, section: str = "") -> RowMeasure:
    """The measure of a balance that a label puts at an edge of its period: `Cash, end of year`."""
    of = without_edge(label) or "balance"
    name = f"{grid.id}: {section} / {of}" if section else f"{grid.id}: {of}"
    return RowMeasure(safe_name(name), label, edge=edge_of(label))


def measure_of(
    row: RowMeasure, name: str, unit: Unit, columns: Sequence[BoundColumn], statement: MeasureKind | None
) -> Measure:
    """The measure's record; `statement` says what the table's known lines all are, flows or stocks.

    An amount whose behaviour nothing tells is a ratio: no rule of time is laid on it.
    """
    line = row.line
    if line is not None and unit.kind is line.unit:
        whole = name == line.name
        concept, base = (line.concept, line.base) if whole else (None, None)
        return Measure(name, row.label, line.kind, unit, base=base, concept=concept)
    return Measure(name, row.label, _kind(row, name, unit, columns, statement), unit)


def statement_kind(rows: Sequence[RowMeasure]) -> MeasureKind | None:
    """What a statement's lines are throughout: flows of an income or cash flow statement, stocks of a balance sheet."""
    kinds = Counter(row.line.kind for row in rows if row.line is not None)
    for kind, other in ((MeasureKind.FLOW, MeasureKind.STOCK), (MeasureKind.STOCK, MeasureKind.FLOW)):
        if kinds[kind] >= _LINES_LEAST and not kinds[other]:
            return kind
    return None


def in_cash_flows(rows: Sequence[RowMeasure], grid: Grid) -> list[RowMeasure]:
    """The rows as a cash flow statement means them: changes of stocks and adjustments to profit are its own."""
    lines = {row.line for row in rows if row.line is not None}
    named = {line.name for line in lines}
    if not named & _CASH_FLOWS or named & _HIGHLIGHTS or any(line.unit is not UnitKind.MONEY for line in lines):
        return list(rows)
    return [_adjustment(row, grid) for row in rows]


def in_income(rows: Sequence[RowMeasure]) -> list[RowMeasure]:
    """The rows as an income statement means them: noncontrolling interests there are their part of the profit."""
    named = {row.line.name for row in rows if row.line is not None}
    if not named & _PROFITS or named & _BALANCES or "profit_to_noncontrolling" in named:
        return list(rows)
    share = lines()["profit_to_noncontrolling"]
    return [
        replace(row, name=share.name, line=share)
        if row.line is not None and row.line.name == "noncontrolling_interests"
        else row
        for row in rows
    ]


def restated_openings(rows: Sequence[RowMeasure]) -> list[RowMeasure]:
    """The rows with what stands between an opening balance and the same restated at the edge that both stand at."""
    kept = list(rows)
    opened = [at for at, row in enumerate(rows) if row.edge == "opening"]
    for first, again in pairwise(opened):
        between = range(first + 1, again)
        if _RESTATED.search(rows[again].label) and not any(rows[at].edge or rows[at].line for at in between):
            for at in between:
                kept[at] = replace(rows[at], edge="opening")
    return kept


def _adjustment(row: RowMeasure, grid: Grid) -> RowMeasure:
    if row.line is None or row.line.name in cash_flow_lines() | {"profit", "cash"}:
        return row
    stock = row.line.kind is MeasureKind.STOCK
    return replace(row, name=safe_name(f"{grid.id}: {row.label[:_LONGEST_LABEL]}"), line=None, timeless=stock)


def of_member(row: RowMeasure, member: str, grid: Grid) -> str:
    """The name of the measure in a column of a segment or another member: one of the table's own."""
    if not member:
        return row.name
    name = f"{grid.id}: {row.label[:_LONGEST_LABEL]}" if row.line is not None else row.name
    return safe_name(f"{name} ({member})")


def _kind(
    row: RowMeasure, name: str, unit: Unit, columns: Sequence[BoundColumn], statement: MeasureKind | None
) -> MeasureKind:
    if row.timeless:
        return MeasureKind.RATIO
    stands = len(row.label) <= LONGEST_EDGE and _STANDING.search(row.label) and not _NOT_STANDING.search(row.label)
    if stands or (_HELD.search(name) and not _NOT_STANDING.search(name)) or _CASH_HELD.fullmatch(row.label):
        return MeasureKind.STOCK
    if unit.kind not in (UnitKind.MONEY, UnitKind.COUNT):
        return MeasureKind.RATIO
    levels = [column.period for column in columns if column.heading.is_level]
    if row.edge or (levels and all(isinstance(period, Instant) for period in levels)):
        return MeasureKind.STOCK
    return statement if statement is not None and unit.kind is UnitKind.MONEY else MeasureKind.RATIO


def _undated(sections: Sequence[str]) -> Iterator[str]:
    """The sections that name what stands under them; periods and units say something else of it."""
    return (section for section in sections if not is_period(section) and not names_only_unit(section))


def _is_apart(section: str) -> bool:
    return bool(_MOVEMENTS.search(section)) or not _STATEMENT.search(section)


def safe_name(name: str) -> str:
    """A name that a fact's id can carry."""
    return name.replace("|", "/")
