"""The mapping: what tables were taken to state, corrected by a person, and used again for the next quarter's."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crossfoot import desk
from crossfoot.model.book import Book
from crossfoot.model.choices import OWN, ColumnChoice, TableChoices
from crossfoot.model.figures import Figure
from crossfoot.model.problems import InputError
from crossfoot.read.mapping_file import read_mapping
from crossfoot.store.mapping_yaml import mapping_yaml
from crossfoot.vocabulary.spans import Duration, Instant

INCOME = """\
"Income for the year ended December 31, 2023, in $ millions",,
,FY2022,FY2023
Takings,"19,552","20,139"
Cost of revenues,"10,873","11,281"
Gross profit,"8,679","8,858"
"""
YEAR = Duration(date(2023, 1, 1), date(2023, 12, 31))


def checked(folder: Path, text: str, corrections: str = "", name: str = "income.csv") -> Book:
    """The book of a table bound as the corrections say."""
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "mapping.yaml").write_text(corrections or "tables: []\n", encoding="utf-8")
    (book,) = desk.check([folder / name], mapping=folder / "mapping.yaml").books
    return book


def at(book: Book, row: int, column: int) -> Figure:
    """The figure in a cell of the only table."""
    return book.figure(f"t1r{row}c{column}")


def test_what_was_chosen_is_written_for_a_person_to_read(tmp_path: Path) -> None:
    (tmp_path / "income.csv").write_text(INCOME, encoding="utf-8")
    desk.check([tmp_path / "income.csv"], mapping=tmp_path / "new.yaml")
    told = read_mapping(tmp_path / "new.yaml")
    (table,) = told.tables
    assert (table.title, table.number, table.unit) == (
        "Income for the year ended December 31, 2023, in $ millions", 1, "",
    )  # fmt: skip
    assert "\n    # unit: USD million\n" in (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert table.rows == {"Takings": OWN, "Cost of revenues": "cost_of_revenue", "Gross profit": "gross_profit"}
    periods = {heading: (column.period, column.scenario, column.aspect) for heading, column in table.columns.items()}
    assert periods == {"FY2022": ("FY2022", "actual", "level"), "FY2023": ("FY2023", "actual", "level")}


def test_a_mapping_that_nobody_touched_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "income.csv").write_text(INCOME, encoding="utf-8")
    mapping = tmp_path / "new.yaml"
    first = desk.check([tmp_path / "income.csv"], mapping=mapping)
    written = mapping.read_text(encoding="utf-8")
    assert desk.check([tmp_path / "income.csv"], mapping=mapping) == first
    assert mapping.read_text(encoding="utf-8") == written


def test_choices_come_back_from_yaml_as_they_were() -> None:
    tables = (
        TableChoices('Sales: "by region" #1', 2, "JPY hundred million", {"売上高": "revenue", "a: b": "none"}),
        TableChoices("", columns={"Q1 / Q2": ColumnChoice("2023Q1", "target", "change_qoq")}, document="deck.pdf"),
    )
    text = mapping_yaml(tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_text", lambda *_args, **_named: text)
        told = read_mapping(Path("mapping.yaml"))
    assert [(t.title, t.number, t.unit, t.rows, t.document) for t in told.tables] == [
        (t.title, t.number, t.unit, t.rows, t.document) for t in tables
    ]
    (column,) = told.tables[1].columns.values()
    assert (column.period, column.scenario, column.aspect) == ("2023Q1", "target", "change_qoq")
    assert mapping_yaml(()).endswith("tables: []\n")


def test_a_row_is_given_its_measure(tmp_path: Path) -> None:
    book = checked(tmp_path, INCOME, "rows:\n  Takings: revenue\n")
    fact = at(book, 2, 2).fact
    assert fact is not None
    assert (fact.measure, fact.period) == ("revenue", YEAR)
    assert book.measures["revenue"].concept == "us-gaap:Revenues"


def test_a_column_is_given_its_period_and_balances_stand_at_its_close(tmp_path: Path) -> None:
    text = "Unit: JPY million,,\n,Then,Now\nRevenue,480,520\nTotal assets,900,950\n"
    corrections = """\
tables:
  - title: "Unit: JPY million"
    columns:
      Now: {period: FY2023}
      Then: {period: FY2023, scenario: forecast}
"""
    book = checked(tmp_path, text, corrections)
    revenue, assets, forecast = (at(book, *place).fact for place in ((2, 2), (3, 2), (2, 1)))
    assert revenue is not None
    assert assets is not None
    assert forecast is not None
    assert (revenue.period, assets.period) == (YEAR, Instant(date(2023, 12, 31)))
    assert (str(forecast.scenario), forecast.period) == ("forecast", YEAR)


def test_a_table_is_given_its_currency_and_scale(tmp_path: Path) -> None:
    corrections = 'tables:\n  - title: "Income for the year ended, in $ millions"\n    unit: JPY thousand\n'
    book = checked(tmp_path, INCOME, corrections)
    revenue = at(book, 2, 2)
    assert revenue.unit.code == "JPY"
    assert (revenue.printed.value, revenue.printed.place) == (Decimal(20_139_000), Decimal(1_000))
    assert book.facts[0].unit.code == "JPY"


def test_what_states_nothing_is_left_alone(tmp_path: Path) -> None:
    corrections = (
        "tables:\n  - title: Income for the year ended in $ millions\n    columns:\n      FY2022: {period: none}\n"
        "    rows:\n      Gross profit: none\n"
    )
    book = checked(tmp_path, INCOME, corrections)
    stated = {figure.id for figure in book.figures if figure.fact is not None}
    assert stated == {"t1r2c2", "t1r3c2"}
    assert at(book, 4, 2).note == "the mapping says that it states nothing"


def test_the_next_quarters_document_reuses_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "income.csv").write_text(INCOME, encoding="utf-8")
    mapping = tmp_path / "kept.yaml"
    desk.check([tmp_path / "income.csv"], mapping=mapping)
    text = mapping.read_text(encoding="utf-8").replace('"Takings": "own"', '"Takings": "revenue"')
    later = INCOME.replace("FY2022", "FY2024").replace("December 31, 2023", "March 31, 2024")
    book = checked(tmp_path, later, text, name="next.csv")
    fact = at(book, 2, 1).fact
    assert fact is not None
    assert fact.measure == "revenue"
    assert isinstance(fact.period, Duration)
    assert fact.period.end.year >= 2024


def test_what_is_wrong_in_a_mapping_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "income.csv").write_text(INCOME, encoding="utf-8")
    corrections = """\
tables:
  - title: Income for the year ended, in $ millions
    unit: dollars
    columns:
      FY2022: {period: sometime}
      FY2023: {scenario: hoped}
"""
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(corrections, encoding="utf-8")
    found = desk.check([tmp_path / "income.csv"], mapping=mapping)
    assert [(problem.line, problem.message.partition(" ")[0]) for problem in found.problems] == [
        (2, "'dollars'"),
        (5, "'sometime'"),
        (6, "'hoped'"),
    ]
    mapping.write_text("tables:\n  - tile: Income\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mapping\.yaml:2: a table has no field 'tile'"):
        desk.check([tmp_path / "income.csv"], mapping=mapping)


def test_a_period_that_no_heading_names_is_told_anew_in_the_next_document(tmp_path: Path) -> None:
    text = "貸借対照表,\n{date} 現在（単位：円）,\n科目,金額\n"
    text += '現金及び預金,"232,790,624"\n売掛金,"146,397,645"\n資産合計,"379,188,269"\n'
    (tmp_path / "last.csv").write_text(text.format(date="令和4年12月31日"), encoding="utf-8")
    (tmp_path / "this.csv").write_text(text.format(date="令和5年12月31日"), encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    (last,) = desk.check([tmp_path / "last.csv"], mapping=mapping).books
    assert '# period: "2022-12-31"' in mapping.read_text(encoding="utf-8")
    corrected = mapping.read_text(encoding="utf-8").replace('"売掛金": "receivables"', '"売掛金": "trade_claims"')
    mapping.write_text(corrected, encoding="utf-8")
    (this,) = desk.check([tmp_path / "this.csv"], mapping=mapping).books
    for book, year in ((last, 2022), (this, 2023)):
        days = {figure.fact.period for figure in book.figures if figure.fact is not None}
        assert days == {Instant(date(year, 12, 31))}
    assert {figure.fact.measure for figure in this.figures if figure.fact} >= {"trade_claims", "cash"}


def test_the_unit_of_the_next_document_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "last.csv").write_text(INCOME, encoding="utf-8")
    later = INCOME.replace("$ millions", "$ billions").replace("2023", "2024").replace("2022", "2023")
    (tmp_path / "this.csv").write_text(later, encoding="utf-8")
    desk.check([tmp_path / "last.csv"], mapping=tmp_path / "new.yaml")
    untouched = desk.check([tmp_path / "this.csv"], mapping=tmp_path / "new.yaml")
    assert untouched.books == desk.check([tmp_path / "this.csv"]).books
