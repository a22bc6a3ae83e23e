"""Face statements of SEC filers as tables: labels, periods and figures from the Financial Statement Data Sets."""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.shared_tables import FOLDER, RawTable

SETS = FOLDER.parent / "sec_fsds"
STATEMENTS = {"BS": "balance sheet", "IS": "statement of income", "CF": "statement of cash flows"}
_MONTHS = {1: "Three", 2: "Six", 3: "Nine", 4: "Twelve"}
_UNITS = {6: "in millions", 3: "in thousands", 0: "in dollars"}
_PRINTS = ((6, 0), (6, 1), (3, 0))  # powers of ten of the printed unit, with decimals
_FEW = 10  # one amount in so many may be stated in another unit
_COLUMNS = 4
_ROWS = 4

Column = tuple[date, int]
"""A period as the data sets give it: its last day, and its length in quarters (0: that day itself)."""
Values = Mapping[str, Mapping[Column, Decimal]]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    tag: str
    label: str
    negated: bool


def statement_tables(folder: Path = SETS) -> Iterator[RawTable]:
    """Each face statement of each filing in the archives of a folder that has two periods or more, in their order."""
    for archive in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(archive) as sets:
            values, units = _values(sets)
            for (filing, report, statement), lines in _lines(sets).items():
                rows = _rows(statement, lines, values[filing], units[filing])
                if len(rows) > _ROWS and len(rows[0]) > 2:
                    yield RawTable("fsds", f"{filing} {report} {statement}", rows)


def _lines(sets: zipfile.ZipFile) -> dict[tuple[str, str, str], list[_Line]]:
    found: dict[tuple[str, str, str], list[_Line]] = defaultdict(list)
    for row in _read(sets, "pre.txt"):
        if row["stmt"] in STATEMENTS and row["inpth"] == "0" and row["plabel"]:
            line = _Line(
                int(row["line"]), f"{row['tag']} {row['version']}", row["plabel"].strip(), row["negating"] == "1"
            )
            found[row["adsh"], row["report"], row["stmt"]].append(line)
    return {each: sorted(lines, key=lambda line: line.number) for each, lines in found.items()}


def _values(sets: zipfile.ZipFile) -> tuple[dict[str, dict[str, dict[Column, Decimal]]], dict[str, dict[str, str]]]:
    """By filing and tag: the values of the whole company by period, and the unit."""
    values: dict[str, dict[str, dict[Column, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _read(sets, "num.txt"):
        if row["value"] and not row["segments"] and not row["coreg"]:
            tag, ends = f"{row['tag']} {row['version']}", date.fromisoformat(row["ddate"])
            values[row["adsh"]][tag][ends, int(row["qtrs"])] = Decimal(row["value"])
            units[row["adsh"]][tag] = row["uom"]
    return values, units


def _read(sets: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with sets.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)


def _rows(statement: str, lines: list[_Line], values: Values, units: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    columns = _columns(statement, lines, values)
    power, decimals = _scale(
        [values[line.tag] for line in lines if line.tag in values and units[line.tag] == "USD"], columns
    )
    words = f"{STATEMENTS[statement].capitalize()} ({_UNITS[power]})"
    rows = [(words, *map(_head, columns))]
    balances: Counter[str] = Counter()
    for line in lines:
        if line.tag not in values:
            continue
        amounts = _amounts(line, columns, values[line.tag], balances)
        if any(amount is not None for amount in amounts):
            unit = (power, decimals) if units[line.tag] == "USD" else (0, 0)
            rows.append((line.label, *(_printed(amount, line.negated, *unit) for amount in amounts)))
    return tuple(rows)


def _columns(statement: str, lines: list[_Line], values: Values) -> list[Column]:
    """The periods that most lines state, the shortest and latest first."""
    stated = Counter(at for line in lines for at in values.get(line.tag, ()) if (at[1] == 0) == (statement == "BS"))
    if not stated:
        return []
    kept = [at for at, count in stated.most_common(_COLUMNS) if 2 * count >= max(stated.values())]
    return sorted(kept, key=lambda at: (at[1], -at[0].toordinal()))


def _head(column: Column) -> str:
    ends, quarters = column
    day = f"{ends:%B} {ends.day}, {ends.year}"
    return f"{_MONTHS.get(quarters, f'{3 * quarters}')} Months Ended {day}" if quarters else day


def _scale(amounts: Iterable[Mapping[Column, Decimal]], columns: Sequence[Column]) -> tuple[int, int]:
    """The printed unit and its decimals: the largest of which nearly all amounts but those a share are multiples."""
    stated = [each[at] for each in amounts for at in columns if at in each and abs(each[at]) >= 1000]
    for power, decimals in _PRINTS:
        if sum(bool(value % 10 ** (power - decimals)) for value in stated) * _FEW < len(stated):
            return power, decimals
    return 0, 0


def _amounts(
    line: _Line, columns: Sequence[Column], stated: Mapping[Column, Decimal], balances: Counter[str]
) -> list[Decimal | None]:
    """A line's values; a balance among flows is the opening one where it first stands, and then the closing one."""
    if not any(at in stated for at in columns) and any(at[1] for at in columns):
        balances[line.tag] += 1
        opens = balances[line.tag] == 1 and "end" not in line.label.lower()
        days = [_opening(ends, quarters, stated) if opens else ends for ends, quarters in columns]
        return [stated.get((day, 0)) for day in days]
    return [stated.get(at) for at in columns]


def _opening(ends: date, quarters: int, stated: Mapping[Column, Decimal]) -> date:
    """The day of a stated balance that is nearest to a period's first."""
    first = ends - timedelta(days=round(quarters * 365.25 / 4))
    return min((day for day, length in stated if length == 0), key=lambda day: abs(day - first), default=first)


def _printed(amount: Decimal | None, negated: bool, power: int, decimals: int) -> str:
    if amount is None:
        return ""
    if not amount:
        return "—"
    in_units = abs(amount) >= 1000 or not amount % 10 ** (power - decimals)
    shown = (amount.scaleb(-power) if in_units else amount).normalize()
    places = decimals if in_units else 2
    text = f"{abs(shown):,.{places}f}" if shown == round(shown, places) else f"{abs(shown):,f}"
    return f"({text})" if (shown < 0) != negated else text
