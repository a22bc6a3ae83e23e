"""Facts as a table: one row a fact, whole units, exact decimals."""

import csv
from pathlib import Path

import duckdb
from tests.store.mobile_book import mobile_book

from crossfoot.store.facts_table import COLUMNS, write_facts


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_those_of_the_contract(tmp_path: Path) -> None:
    write_facts(mobile_book(), tmp_path)
    first = (tmp_path / "facts.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first == "measure,label,period,scenario,vintage,unit,value,low,high,source,status,place,members"


def test_a_fact_is_a_row_in_whole_units(tmp_path: Path) -> None:
    write_facts(mobile_book(), tmp_path)
    assert [row["measure"] + " " + row["period"] for row in rows(tmp_path)] == [
        "mobile_revenue FY2015",
        "mobile_revenue FY2016",
        "mobile_revenue.change FY2016",
        "mobile_revenue.growth FY2016",
    ]
    assert rows(tmp_path)[2] == {
        "measure": "mobile_revenue.change", "label": "Mobile revenue", "period": "FY2016", "scenario": "actual",
        "vintage": "", "unit": "JPY", "value": "11112000000", "low": "11111500000", "high": "11112500000",
        "source": "stated", "status": "ties", "place": "deck p.7: 11,112", "members": "",
    }  # fmt: skip


def test_a_fact_known_by_bounds_has_no_value_and_its_bounds_are_rounded_outward(tmp_path: Path) -> None:
    write_facts(mobile_book(), tmp_path)
    last_year = rows(tmp_path)[0]
    assert (last_year["value"], last_year["source"], last_year["place"]) == ("", "deduced", "")
    # 100 / 71.35 x 11,111.5 and 100 / 71.25 x 11,112.5 million
    assert (last_year["low"], last_year["high"]) == ("15573230553.608969", "15596491228.070176")


def test_parquet_holds_the_same_rows_as_exact_decimals(tmp_path: Path) -> None:
    write_facts(mobile_book(), tmp_path)
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(tmp_path / "facts.parquet"))
        assert tuple(table.columns) == COLUMNS
        assert dict(zip(table.columns, map(str, table.types), strict=True)) == {
            **dict.fromkeys(COLUMNS, "VARCHAR"),
            **dict.fromkeys(("value", "low", "high"), "DECIMAL(38,6)"),
            "vintage": "DATE",
        }
        stored = table.project("period, low::VARCHAR, high::VARCHAR, value, place").fetchall()
    assert stored[0] == ("FY2015", "15573230553.608969", "15596491228.070176", None, None)
    assert stored[3][1:3] == ("71.250000", "71.350000")


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        write_facts(mobile_book(), tmp_path / name)
    for file in ("facts.csv", "facts.parquet"):
        assert (tmp_path / "once" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()


def test_a_book_without_facts_gives_a_table_without_rows(tmp_path: Path) -> None:
    write_facts(mobile_book().grown(facts=()), tmp_path)
    assert rows(tmp_path) == []
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(tmp_path / "facts.parquet"))
        assert (tuple(table.columns), table.fetchall()) == (COLUMNS, [])
