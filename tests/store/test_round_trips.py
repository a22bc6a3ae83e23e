"""Facts exported and read back: xBRL-JSON by this reader and by Arelle, tables by their own tools."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from crossfoot import desk
from crossfoot.model.book import Book
from crossfoot.store.facts_table import COLUMNS

REPORT = {
    "documentInfo": {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": {
            "ex": "https://example.com/2024",
            "e": "https://example.com/entities",
            "iso4217": "http://www.xbrl.org/2003/iso4217",
            "xbrli": "http://www.xbrl.org/2003/instance",
            "xbrl": "https://xbrl.org/2021",
        },
        "taxonomy": [],
    },
    "facts": {
        f"f{number}": {"value": value, **decimals, "dimensions": {"concept": f"ex:{concept}", "entity": "e:1", **rest}}
        for number, (concept, value, decimals, rest) in enumerate(
            (
                ("Revenue", "1204000000", {"decimals": -6}, {"period": "2023-01-01T00:00:00/2024-01-01T00:00:00"}),
                (
                    "Revenue",
                    "700000000",
                    {"decimals": -6},
                    {"period": "2023-01-01T00:00:00/2024-01-01T00:00:00", "ex:Segment": "ex:Mobile"},
                ),
                ("Assets", "2500000000", {"decimals": -5}, {"period": "2024-01-01T00:00:00"}),
                ("Stores", "41", {}, {"period": "2024-01-01T00:00:00"}),
            )
        )
    },
}
for _fact in REPORT["facts"].values():  # type: ignore[attr-defined]
    _fact["dimensions"]["unit"] = "iso4217:USD" if "Stores" not in _fact["dimensions"]["concept"] else "xbrli:shares"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The tied book of a report with a cut of a fact, an instant, and an exact count."""
    (tmp_path / "report.json").write_text(json.dumps(REPORT), encoding="utf-8")
    return desk.checked(tmp_path / "report.json")


def told(book: Book) -> set[tuple[Any, ...]]:
    """What a reader knows of each fact, names of axes and members without their prefixes."""
    return {
        (
            fact.key.period,
            tuple(
                (axis.replace(":", "_").rpartition("_")[2], member.rpartition(":")[2])
                for axis, member in fact.key.members
            ),
            fact.unit.code,
            fact.value,
            fact.interval,
        )
        for fact in book.facts
    }


def test_xbrl_json_is_read_back_with_periods_members_units_and_precision(book: Book, tmp_path: Path) -> None:
    assert len(told(book)) == 4
    assert desk.export_facts([book], tmp_path / "facts.json") == 4
    assert told(desk.checked(tmp_path / "facts.json")) == told(book)


def test_arelle_loads_the_export_without_an_error(book: Book, tmp_path: Path) -> None:
    controllers = pytest.importorskip("arelle.Cntlr", reason="needs Arelle")
    from arelle import PluginManager  # noqa: PLC0415 - there is none to import without it

    desk.export_facts([book], tmp_path / "facts.json")
    controller = controllers.Cntlr(logFileName="logToBuffer")
    controller.webCache.workOffline = True
    PluginManager.addPluginModule("loadFromOIM")
    PluginManager.reset()
    model = controller.modelManager.load(str(tmp_path / "facts.json"))
    try:
        assert model.errors == []
        assert sorted(Decimal(fact.value) for fact in model.factsInInstance) == [
            41,
            700_000_000,
            1_204_000_000,
            2_500_000_000,
        ]
    finally:
        controller.modelManager.close()
        controller.close()


def test_tables_tell_the_cuts_of_a_fact_apart(book: Book, tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        assert desk.export_facts([book], tmp_path / f"facts.{ending}") == 4
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cuts = {row["value"]: row["members"] for row in rows if row["measure"] == "ex:Revenue"}
    assert cuts == {"1204000000": "", "700000000": "ex:Segment=ex:Mobile"}
    parquet = duckdb.read_parquet(str(tmp_path / "facts.parquet")).filter("members IS NOT NULL")
    assert parquet.project("value, members").fetchall() == [(Decimal("700000000.000000"), "ex:Segment=ex:Mobile")]
    header, *lines = openpyxl.load_workbook(tmp_path / "facts.xlsx")["Facts"].iter_rows(values_only=True)
    assert header == COLUMNS
    assert {line[-1] for line in lines if line[6] == 700_000_000} == {"ex:Segment=ex:Mobile"}
