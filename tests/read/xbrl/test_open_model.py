"""xBRL-JSON, xBRL-CSV and the SEC's facts of a company: the same facts in other syntaxes."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.read.xbrl.reports import filing_of, read, stated, written

from crossfoot.vocabulary.periods import Duration, Instant
from crossfoot.vocabulary.units import PURE, money, per_share

NAMESPACES = {
    "co": "http://example.com/co",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
YEAR = "2023-04-01T00:00:00/2024-04-01T00:00:00"


def report(**facts: Any) -> str:
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": NAMESPACES, "taxonomy": ["co.xsd"]}
    return json.dumps({"documentInfo": info, "facts": facts}, indent=1)


def test_facts_in_json_have_the_dimensions_of_the_open_model(tmp_path: Path) -> None:
    dimensions = {"concept": "co:Sales", "entity": "co:1", "period": YEAR, "unit": "iso4217:JPY"}
    written(
        tmp_path,
        r_json=report(
            f1={"value": "127789000000", "decimals": -6, "dimensions": dimensions},
            f2={"value": "12.30", "dimensions": {**dimensions, "unit": "iso4217:JPY/xbrli:shares"}},
            f3={"value": None, "dimensions": {**dimensions, "co:LineAxis": "co:MobileMember"}},
            f4={"value": "0.05", "decimals": 2, "dimensions": {"concept": "co:Rate", "period": "2024-04-01T00:00:00"}},
            f5={"value": "IIX", "dimensions": {"concept": "co:Name", "entity": "co:1", "period": YEAR}},
        ),
    )
    filing = filing_of(tmp_path)
    sales, eps, nil, rate = filing.tags
    assert (sales.period, sales.unit, sales.decimals) == (
        Duration(date(2023, 4, 1), date(2024, 3, 31)),
        money("JPY"),
        -6,
    )
    assert (eps.unit, eps.decimals) == (per_share("JPY"), None)
    assert (nil.is_nil, nil.members) == (True, (("co:LineAxis", "co:MobileMember"),))
    assert (rate.unit, rate.period) == (PURE, Instant(date(2024, 3, 31)))
    assert [(told.concept, told.text) for told in filing.told] == [("co:Name", "IIX")]
    assert filing.figures[1].printed.value == Decimal("12.30")


def test_a_fact_in_json_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad = {"value": "many", "decimals": 0, "dimensions": {"concept": "co:Sales", "period": YEAR, "unit": "iso4217:JPY"}}
    written(tmp_path, r_json=report(f9=bad, f10={**bad, "dimensions": {"concept": "no:Sales"}}))
    _, problems = read(tmp_path)
    assert [problem.message for problem in problems] == [
        "the fact f9 is left out: 'many' is no number",
        "the fact f10 is left out: nobody declares the prefix of 'no:Sales'",
    ]


def test_tables_in_csv_take_dimensions_from_columns_and_parameters(tmp_path: Path) -> None:
    columns = {
        "line": {},
        "sales": {"dimensions": {"concept": "co:Sales", "unit": "iso4217:JPY"}, "decimals": "$accuracy"},
        "people": {"dimensions": {"concept": "co:People", "unit": "co:person"}, "decimals": 0},
        "remark": {"comment": True, "dimensions": {"concept": "co:Remark"}},
    }
    metadata = {
        "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES},
        "parameters": {"year": YEAR, "accuracy": "-3"},
        "dimensions": {"entity": "co:1", "period": "$year"},
        "tableTemplates": {"t": {"columns": columns, "dimensions": {"co:LineAxis": "$line"}, "rowIdColumn": "line"}},
        "tables": {"lines": {"template": "t", "url": "lines.csv"}},
    }
    lines = "line,sales,people,remark\nco:Mobile,5000,12,x\nco:Cloud,#nil,,y\n"
    written(tmp_path, m_json=json.dumps(metadata), lines_csv=lines)
    filing = filing_of(tmp_path)
    ((sales, figure),) = stated(filing, "co:Sales")
    assert (sales.members, sales.decimals, sales.anchor) == (
        (("co:LineAxis", "co:Mobile"),),
        -3,
        "lines.co:Mobile.sales",
    )
    assert (figure.printed.value, figure.place.file, figure.place.line) == (Decimal(5000), "lines.csv", 2)
    assert [(tag.concept, tag.is_nil) for tag in filing.tags] == [
        ("co:Sales", False),
        ("co:People", False),
        ("co:Sales", True),
    ]


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    metadata = {
        "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES},
        "tableTemplates": {"t": {"columns": {}}},
        "tables": {"t": {"url": "gone.csv"}},
    }
    written(tmp_path, m_json=json.dumps(metadata))
    _, (problem,) = read(tmp_path)
    assert "the table 't' is not there" in problem.message


def test_company_facts_keep_the_last_filing_s_word(tmp_path: Path) -> None:
    rows = [
        {"start": "2022-01-01", "end": "2022-12-31", "val": 5000000, "filed": "2023-02-01"},
        {"start": "2022-01-01", "end": "2022-12-31", "val": 5100000, "filed": "2024-02-01"},
        {"end": "2022-12-31", "val": 12.5, "filed": "2023-02-01"},
    ]
    facts = {"us-gaap": {"Revenues": {"units": {"USD": rows}}, "Eps": {"units": {"USD/shares": rows[2:]}}}}
    written(tmp_path, c_json=json.dumps({"cik": 1, "entityName": "Co", "facts": facts}))
    filing = filing_of(tmp_path)
    assert [
        (tag.concept, figure.printed.value, tag.decimals)
        for tag, figure in zip(filing.tags, filing.figures, strict=True)
    ] == [
        ("us-gaap:Revenues", Decimal(5100000), -5),
        ("us-gaap:Revenues", Decimal("12.5"), 1),
        ("us-gaap:Eps", Decimal("12.5"), 1),
    ]
    assert filing.tags[2].unit == per_share("USD")


def test_json_of_anything_else_is_no_report(tmp_path: Path) -> None:
    written(tmp_path, r_json=report(), other_json='{"facts": 1}')
    (book,), problems = read(tmp_path)
    assert book.filing is not None
    assert problems == []


@pytest.mark.parametrize("wrong", [None, 1, "x", [], [1], {"a": 1}])
@pytest.mark.parametrize("where", [("documentInfo",), ("documentInfo", "namespaces"), ("facts",), ("facts", "f1")])
def test_parts_of_the_wrong_kind_are_told_and_end_nothing(tmp_path: Path, where: tuple[str, ...], wrong: Any) -> None:
    good = {"value": "7", "decimals": 0, "dimensions": {"concept": "co:Sales", "period": YEAR, "unit": "iso4217:JPY"}}
    content = json.loads(report(f1=good, f2=good))
    holder = content
    for name in where[:-1]:
        holder = holder[name]
    holder[where[-1]] = wrong
    # the file still says what it is, as a reader looks for that before it reads
    written(tmp_path, r_json=json.dumps({"for": "https://xbrl.org/2021/xbrl-json", **content}))
    (book,), problems = read(tmp_path)
    assert book.filing is not None
    read_anyway = len(book.filing.tags)
    assert read_anyway == (1 if where == ("facts", "f1") else 0)
    assert problems or wrong in ([], {"a": 1})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023", Duration(date(2023, 1, 1), date(2023, 12, 31))),
        ("2023-02", Duration(date(2023, 2, 1), date(2023, 2, 28))),
        ("2023Q4", Duration(date(2023, 10, 1), date(2023, 12, 31))),
        ("2023H1", Duration(date(2023, 1, 1), date(2023, 6, 30))),
        ("2024W1", Duration(date(2024, 1, 1), date(2024, 1, 7))),
        ("2023-04-01..2024-03-31", Duration(date(2023, 4, 1), date(2024, 3, 31))),
        ("2023-12-31@end", Instant(date(2023, 12, 31))),
        ("2023Q1@start", Instant(date(2022, 12, 31))),
    ],
)
def test_tables_in_csv_may_shorten_periods_and_carry_decimals(
    tmp_path: Path, text: str, meant: Duration | Instant
) -> None:
    dimensions = {"concept": "co:Sales", "unit": "iso4217:JPY", "period": "$when"}
    metadata = {
        "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES},
        "tableTemplates": {"t": {"columns": {"when": {}, "sales": {"dimensions": dimensions}}}},
        "tables": {"t": {"url": "t.csv"}},
    }
    written(tmp_path, m_json=json.dumps(metadata), t_csv=f"when,sales\n{text},5000d-3\n")
    ((sales, figure),) = stated(filing_of(tmp_path), "co:Sales")
    assert (sales.period, sales.decimals, figure.printed.value) == (meant, -3, Decimal(5000))
