"""Schemas and linkbases that ship with a report: labels, sums with their weights, and arcs that are taken back."""

import io
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from tests.read.xbrl.reports import filing_of, instance, read, written

from crossfoot.model.filings import Balance, Part, Summation
from crossfoot.model.problems import InputError
from crossfoot.read.xbrl.books import read_report_books
from crossfoot.vocabulary.measures import MeasureKind

REF = '<link:schemaRef xlink:type="simple" xlink:href="co.xsd"/>'
FACT = '<co:Assets contextRef="close" unitRef="JPY" decimals="0">3</co:Assets>'
SCHEMA = """<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:co="http://example.com/co" targetNamespace="http://example.com/co"><annotation><appinfo>
  <link:linkbaseRef xlink:href="co_cal.xml"/><link:linkbaseRef xlink:href="lab.xml"/></appinfo></annotation>
  <element name="Assets" id="co_Assets" xbrli:periodType="instant" xbrli:balance="debit"/>
  <element name="Cash" id="co_Cash" xbrli:periodType="instant" xbrli:balance="debit"/>
  <element name="Land" id="co_Land" xbrli:periodType="instant" xbrli:balance="debit"/></schema>"""
LINKBASE = '<linkbase xmlns="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">'
LABELS = f"""{LINKBASE}<labelLink><loc xlink:href="co.xsd#co_Assets" xlink:label="a"/>
  <label xlink:label="l" xml:lang="en-US" xlink:role="http://www.xbrl.org/2003/role/label">Assets</label>
  <label xlink:label="l" xml:lang="ja" xlink:role="http://www.xbrl.org/2003/role/label">資産</label>
  <label xlink:label="l" xml:lang="en" xlink:role="http://www.xbrl.org/2003/role/totalLabel">Total assets</label>
  <labelArc xlink:from="a" xlink:to="l"/></labelLink></linkbase>"""


def arc(part: str, weight: str = "1", more: str = "") -> str:
    return f"""<calculationArc xlink:arcrole="http://www.xbrl.org/2003/arcrole/summation-item"
        xlink:from="Assets" xlink:to="{part}" order="1" weight="{weight}" {more}/>"""


def calculations(*arcs: str) -> str:
    locs = "".join(f'<loc xlink:href="co.xsd#co_{name}" xlink:label="{name}"/>' for name in ("Assets", "Cash", "Land"))
    link = f'<calculationLink xlink:role="http://example.com/role/BalanceSheet">{locs}{"".join(arcs)}</calculationLink>'
    return f"{LINKBASE}{link}</linkbase>"


def filing(folder: Path, *arcs: str, **more: str) -> Path:
    return written(
        folder,
        r_xbrl=instance(FACT, REF),
        co_xsd=SCHEMA,
        co_cal_xml=calculations(*(arcs or (arc("Cash"), arc("Land")))),
        lab_xml=LABELS,
        **more,
    )


def test_a_report_leads_to_its_labels_and_sums(tmp_path: Path) -> None:
    found = filing_of(filing(tmp_path, arc("Cash"), arc("Land", "-1.5")))
    assets = found.concepts["co:Assets"]
    assert assets.labels == {("en", "label"): "Assets", ("ja", "label"): "資産", ("en", "totalLabel"): "Total assets"}
    assert (assets.kind, assets.balance) == (MeasureKind.STOCK, Balance.DEBIT)
    assert found.summations == (
        Summation(
            "http://example.com/role/BalanceSheet",
            "co:Assets",
            (Part("co:Cash", Fraction(1)), Part("co:Land", Fraction(-3, 2))),
            "co_cal.xml",
            2,
        ),
    )


def test_an_arc_of_calculations_1_1_says_so(tmp_path: Path) -> None:
    newer = arc("Cash").replace("http://www.xbrl.org/2003/arcrole", "https://xbrl.org/2023/arcrole")
    (summation,) = filing_of(filing(tmp_path, newer)).summations
    assert summation.interval_rules


@pytest.mark.parametrize(
    ("taken_back", "parts"),
    [
        (arc("Land", more='use="prohibited" priority="1"'), ["co:Cash"]),
        (arc("Land", more='use="prohibited"'), ["co:Cash"]),
        (arc("Land", "-1", 'use="prohibited" priority="1"'), ["co:Cash", "co:Land"]),
        (arc("Land", more='xmlns:t="t" t:why="x" use="prohibited" priority="1"'), ["co:Cash", "co:Land"]),
    ],
)
def test_an_arc_is_taken_back_by_one_that_says_the_same(tmp_path: Path, taken_back: str, parts: list[str]) -> None:
    found = filing_of(filing(tmp_path, arc("Cash"), arc("Land"), taken_back))
    assert [part.concept for part in found.summations[0].parts] == parts


def test_without_the_schema_names_follow_from_ids(tmp_path: Path) -> None:
    folder = filing(tmp_path)
    (folder / "co.xsd").unlink()
    (folder / "r.xbrl").rename(folder / "co-2024.xbrl")
    (summation,) = filing_of(folder).summations
    assert (summation.total, [part.concept for part in summation.parts]) == ("co:Assets", ["co:Cash", "co:Land"])


def test_a_taxonomy_that_does_not_ship_may_be_given_as_a_package(tmp_path: Path) -> None:
    report = instance(FACT, REF.replace("co.xsd", "https://example.com/taxonomy/2024/co.xsd"))
    written(tmp_path / "report", r_xbrl=report)
    package = filing(tmp_path / "package" / "taxonomy" / "2024")
    (package / "r.xbrl").unlink()
    (alone,), _ = read_report_books(tmp_path / "report" / "r.xbrl", "r")
    (whole,), _ = read_report_books(tmp_path / "report" / "r.xbrl", "r", [tmp_path / "package"])
    assert alone.filing is not None
    assert whole.filing is not None
    assert (len(alone.filing.summations), len(whole.filing.summations)) == (0, 1)


def test_a_zip_reads_as_its_folder_does(tmp_path: Path) -> None:
    folder = filing(tmp_path / "filing")
    packed = tmp_path / "filing.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for path in folder.iterdir():
            out.write(path, f"XBRL/PublicDoc/{path.name}")
    (whole,), (zipped,) = filing_of(folder).summations, filing_of(packed).summations
    assert (zipped.total, zipped.parts) == (whole.total, whole.parts)
    assert zipped.file == "XBRL/PublicDoc/co_cal.xml"


def test_a_bomb_of_a_zip_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(8):
            out.writestr(f"r{number}.xbrl", b" " * 20_000_000)
    (tmp_path / "bomb.zip").write_bytes(inner.getvalue())
    with pytest.raises(InputError, match="unpacked it would be"):
        read(tmp_path / "bomb.zip")


def test_a_broken_linkbase_leaves_the_report_unharmed(tmp_path: Path) -> None:
    folder = filing(tmp_path)
    (folder / "co_cal.xml").write_text(calculations(arc("Cash"))[:-20], encoding="utf-8")
    (book,), (problem,) = read(folder)
    assert book.filing is not None
    assert len(book.filing.tags) == 1
    assert problem.file.endswith("co_cal.xml")
    assert "no well-formed XML" in problem.message


def test_a_weight_that_is_no_number_is_told(tmp_path: Path) -> None:
    _, (problem,) = read(filing(tmp_path, arc("Cash", "one")))
    assert "calculation arc cannot be read" in problem.message
