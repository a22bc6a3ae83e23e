"""`crossfoot facts` as a person types it."""

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tests.cli.test_check import BALANCE
from tests.cli.test_cli import said

from crossfoot import cli
from crossfoot.cli.facts import print_facts
from crossfoot.store.facts_table import COLUMNS


@pytest.fixture
def balance(tmp_path: Path) -> Path:
    """A balance sheet of 21 facts."""
    path = tmp_path / "balance.csv"
    path.write_text(BALANCE, encoding="utf-8")
    return path


def test_facts_are_written_in_the_form_that_the_name_asks_for(balance: Path, tmp_path: Path) -> None:
    for name in ("facts.csv", "facts.parquet", "facts.xlsx", "facts.json"):
        assert said("facts", balance, "--out", tmp_path / name) == f"{tmp_path / name}: 21 facts of 1 document\n"
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cash = {"measure": "cash", "period": "2024-03-31", "unit": "JPY", "value": "1422000000", "status": "ties"}
    assert cash.items() <= rows[2].items()
    assert rows[2]["place"] == "balance.csv line 3: 1,422"
    with duckdb.connect() as connection:
        cash_rows = connection.read_parquet(str(tmp_path / "facts.parquet")).filter("measure = 'cash'").order("period")
        assert cash_rows.project("value::VARCHAR").fetchall()[-1] == ("1422000000.000000",)
    assert openpyxl.load_workbook(tmp_path / "facts.xlsx")["Facts"].max_row == 22
    assert len(json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))["facts"]) == 21
    assert (tmp_path / "facts.xsd").is_file()


def test_without_a_file_a_pipe_gets_csv(balance: Path, tmp_path: Path) -> None:
    said("facts", balance, "--out", tmp_path / "facts.csv")
    assert said("facts", balance) == (tmp_path / "facts.csv").read_text(encoding="utf-8")


def test_a_terminal_shows_a_table_of_what_a_person_reads(capsys: pytest.CaptureFixture[str]) -> None:
    cash = dict.fromkeys(COLUMNS) | {"label": "Cash", "period": "2024-03-31", "value": "-1422000.50", "unit": "JPY"}
    print_facts([cash, cash | {"label": "Debt", "value": None}])
    heads, *lines = capsys.readouterr().out.splitlines()
    assert heads.split() == ["label", "period", "value", "unit"]  # nothing is cut down to members, nor has a place
    assert [line.split() for line in lines] == [
        ["Cash", "2024-03-31", "-1,422,000.50", "JPY"],
        ["Debt", "2024-03-31", "JPY"],
        ["2", "facts"],
    ]


def test_a_form_that_is_not_known_is_said_before_anything_is_read(tmp_path: Path) -> None:
    result = said("facts", tmp_path / "missing.csv", "--out", tmp_path / "facts.ods", code=1)
    assert result == ""  # main() prints the problem
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_read_is_said_and_the_rest_is_written(balance: Path, tmp_path: Path) -> None:
    output = said("facts", balance, tmp_path / "none.csv", "--out", tmp_path / "facts.csv", code=cli.UNREADABLE)
    assert "21 facts of 1 document" in output
    assert "none.csv: the file is missing" in output
    said("facts", tmp_path / "none.csv", "--out", tmp_path / "more.csv", code=cli.UNREADABLE)
    assert not (tmp_path / "more.csv").exists()
