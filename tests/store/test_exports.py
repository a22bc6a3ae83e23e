"""Facts for spreadsheets and for XBRL: the same facts as in the table, in the terms of each."""

import io
import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
from tests.store.mobile_book import mobile_book

from crossfoot.store.facts_table import COLUMNS, fact_rows
from crossfoot.store.facts_workbook import facts_workbook
from crossfoot.store.xbrl_json import xbrl_report
from crossfoot.store.xbrl_names import Names, xml_name

XS = "{http://www.w3.org/2001/XMLSchema}"
XBRLI = "{http://www.xbrl.org/2003/instance}"


def test_a_workbook_has_a_row_a_fact_with_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(facts_workbook(fact_rows(mobile_book()))))
    sheet = book["Facts"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == COLUMNS
    assert len(rows) == 4
    change = dict(zip(COLUMNS, rows[2], strict=True))
    assert (change["measure"], change["period"], change["unit"]) == ("mobile_revenue.change", "FY2016", "JPY")
    assert (change["value"], change["low"], change["high"]) == (11112000000, 11111500000, 11112500000)
    assert sheet.freeze_panes == "A2"


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_stays_in_full_as_text() -> None:
    row = (
        "m",
        "=SUM(A1)",
        "FY2016",
        "target",
        "2017-05-15",
        "JPY",
        "1234567890123456.789",
        "1",
        "2",
        "s",
        "t",
        None,
        None,
    )
    sheet = openpyxl.load_workbook(io.BytesIO(facts_workbook([row])))["Facts"]
    cells = dict(zip(COLUMNS, next(sheet.iter_rows(min_row=2, values_only=True)), strict=True))
    assert cells["value"] == "1234567890123456.789"
    assert cells["label"] == "'=SUM(A1)"
    assert str(cells["vintage"]).startswith(date(2017, 5, 15).isoformat())


def test_the_same_facts_give_the_same_workbook() -> None:
    rows = fact_rows(mobile_book())
    assert facts_workbook(rows) == facts_workbook(rows)


def test_xbrl_facts_bear_concept_entity_period_unit_and_decimals() -> None:
    report = json.loads(xbrl_report([mobile_book()], "facts.xsd").report)
    assert report["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-json"
    assert report["documentInfo"]["taxonomy"] == ["facts.xsd"]
    facts = {fact["dimensions"]["concept"]: fact for fact in report["facts"].values()}
    assert set(facts) == {"cf:mobile_revenue", "cf:mobile_revenue.change", "cf:mobile_revenue.growth"}
    change = facts["cf:mobile_revenue.change"]
    assert (change["value"], change["decimals"]) == ("11112000000", -6)
    assert change["dimensions"]["period"] == "2016-04-01T00:00:00/2017-04-01T00:00:00"
    assert change["dimensions"]["unit"] == "iso4217:JPY"
    growth = facts["cf:mobile_revenue.growth"]
    assert (Decimal(growth["value"]), growth["decimals"]) == (Decimal("0.713"), 3)
    assert "unit" not in growth["dimensions"]


def test_the_schema_defines_every_concept_of_the_report_with_its_label() -> None:
    made = xbrl_report([mobile_book()], "facts.xsd")
    schema = ET.fromstring(made.taxonomy)  # noqa: S314 - written here
    elements = {element.get("name"): element for element in schema.iter(f"{XS}element")}
    used = {fact["dimensions"]["concept"].removeprefix("cf:") for fact in json.loads(made.report)["facts"].values()}
    assert used == set(elements) - {"member"}
    revenue = elements["mobile_revenue"]
    assert revenue.get("type") == "xbrli:monetaryItemType"
    assert revenue.get(f"{XBRLI}periodType") == "duration"
    assert "".join(revenue.itertext()).strip() == "Mobile revenue"


def test_names_are_such_as_xml_admits_and_never_the_same_for_two_things() -> None:
    assert xml_name("t1: Other, net") == "t1_Other_net"
    assert xml_name("売上高") == "売上高"
    assert xml_name("2024 plan") == "_2024_plan"
    names = Names()
    assert [names.name(n, text) for n, text in enumerate(("a b", "a_b", "A B"))] == ["a_b", "a_b_2", "A_B_3"]
    assert names.name(0, "a b") == "a_b"
