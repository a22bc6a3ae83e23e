"""Facts as a table, one row a fact: `facts.csv` for people and spreadsheets, `facts.parquet` for queries."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from crossfoot.model.book import Book
from crossfoot.model.facts import Fact, FactKey
from crossfoot.model.figures import Figure, Place, cell_name
from crossfoot.store.numerals import decimal_text, outward_at

COLUMNS = (
    "measure", "label", "period", "scenario", "vintage", "unit", "value", "low", "high", "source", "status", "place",
    "members",
)  # fmt: skip
DECIMALS = 6  # of value, low and high in the table
EXACT = f"DECIMAL(38, {DECIMALS})"  # wide enough for 10^32 whole units
PARQUET_TYPES = {"vintage": "DATE", "value": EXACT, "low": EXACT, "high": EXACT}

Row = tuple[str | None, ...]


def fact_rows(book: Book) -> list[Row]:
    """The rows of the table in the order of `COLUMNS`, sorted by measure, period, scenario and vintage."""
    figures = {figure.id: figure for figure in book.figures}
    facts = sorted(book.facts, key=lambda fact: _order(fact.key))
    return [_row(fact, book, figures) for fact in facts]


def facts_csv(rows: Sequence[Row]) -> str:
    """The rows as CSV under a line of their names."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return file.getvalue()


def write_facts(book: Book, out: Path) -> None:
    """Writes `facts.csv` and `facts.parquet` into the folder `out`, which exists.

    Amounts are in whole units; `value` is empty where only bounds are known; `low` and `high` are rounded outward to at
    most six decimals. Parquet holds them as exact decimals, and `vintage` as a date.
    """
    rows = fact_rows(book)
    (out / "facts.csv").write_text(facts_csv(rows), encoding="utf-8", newline="\n")
    write_parquet(rows, out / "facts.parquet")


def _order(key: FactKey) -> tuple[str, str, str, str]:
    _, period, *rest = key.id.split("|")
    return key.measure, key.name, period, "|".join(rest)


def _row(fact: Fact, book: Book, figures: dict[str, Figure]) -> Row:
    key, interval = fact.key, fact.interval
    measure = book.measures.get(key.measure)
    return (
        key.name,
        measure.label if measure else key.measure,
        book.entity.calendar.code(key.period),
        str(key.scenario.kind),
        key.scenario.vintage.isoformat() if key.scenario.vintage else None,
        fact.unit.code,
        None if fact.value is None else _value_text(fact.value),
        None if interval.low is None else decimal_text(outward_at(interval.low, DECIMALS, upper=False)),
        None if interval.high is None else decimal_text(outward_at(interval.high, DECIMALS, upper=True)),
        str(fact.source),
        str(fact.verdict),
        "; ".join(_place(figures[figure]) for figure in fact.figures if figure in figures) or None,
        "; ".join(f"{axis}={member}" for axis, member in key.members) or None,
    )


def _value_text(value: Decimal) -> str:
    """Whole units without trailing zeros behind the point: 4.80% and 4.8% are one value."""
    text = decimal_text(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _place(figure: Figure) -> str:
    return f"{figure.place.document}{_within(figure.place)}: {figure.text}"


def _within(place: Place) -> str:
    """The page, the cell of a sheet or the line, whichever a person would look for."""
    if place.page is not None:
        return f" p.{place.page}"
    if place.sheet is not None and place.row is not None and place.column is not None:
        return f" {place.sheet}!{cell_name(place.row, place.column)}"
    return f" line {place.line}" if place.line is not None else ""


def write_parquet(rows: Sequence[Row], parquet: Path) -> None:
    """Writes the rows as Parquet: `value`, `low` and `high` as exact decimals, `vintage` as a date."""
    import duckdb  # noqa: PLC0415 - an extra, and slow to import: only a build needs it

    # One list a column: DuckDB takes them in a single statement, where rows cost one each.
    columns = ", ".join(f"unnest(?::VARCHAR[])::{PARQUET_TYPES.get(name, 'VARCHAR')} AS {name}" for name in COLUMNS)
    values = [[row[at] for row in rows] for at in range(len(COLUMNS))]
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # keeps the bytes the same from run to run
        table = connection.sql(f"SELECT {columns}", params=values)
        table.write_parquet(str(parquet), compression="zstd")
