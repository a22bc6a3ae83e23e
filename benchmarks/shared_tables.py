"""Tables of public question sets as books of one grid each."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tie.discover_books import book_of as book_of_rows

from crossfoot.model.book import Book

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "tables_json"
# FinQA prints "-119 ( 119 )" and "5% ( 5 % )", and its dashes lost the mark of their code: they read 2014 and 2013.
_TWICE = re.compile(r"^(?P<number>.*?[0-9]%?)\s*\(\s*\$?\s*[0-9.,]+\s*%?\s*\)\s*$")
_LOST_DASH = re.compile(r"^\$? ?201[34]$")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as its set gives it: the set's name, its id there, and its rows of texts."""

    origin: str
    id: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_for_reports(self) -> bool:
        """Whether it belongs to the half that is only reported on: by hash, so the split never moves."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def tables(folder: Path = FOLDER, *, as_published: bool = False) -> Iterator[RawTable]:
    """Every different table of the three sets, in their order; FinQA's lost dashes restored unless `as_published`."""
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for table in (*_tatqa(folder), *_finqa(folder, as_published=as_published), *_jfinqa(folder)):
        if table.rows not in seen:
            seen.add(table.rows)
            yield table


def _tatqa(folder: Path) -> Iterator[RawTable]:
    for entry in json.loads((folder / "tatqa_dataset_dev.json").read_text(encoding="utf-8")):
        yield RawTable("tatqa", entry["table"]["uid"], _texts(entry["table"]["table"]))


def _finqa(folder: Path, *, as_published: bool) -> Iterator[RawTable]:
    for entry in json.loads((folder / "finqa_train_100.json").read_text(encoding="utf-8")):
        rows = [[_TWICE.sub(r"\g<number>", text) for text in row] for row in entry["table"]]
        if not as_published:
            rows = [rows[0], *([row[0], *(_LOST_DASH.sub("—", text) for text in row[1:])] for row in rows[1:])]
        yield RawTable("finqa", entry["id"], _texts(rows))


def _jfinqa(folder: Path) -> Iterator[RawTable]:
    for entry in json.loads((folder / "jfinqa_v1_dev.json").read_text(encoding="utf-8")):
        rows = [entry["table"]["headers"], *entry["table"]["rows"]]
        yield RawTable("jfinqa", entry["id"], _texts(rows))


def _texts(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.strip() for text in row) for row in rows)


def book_of(table: RawTable) -> Book:
    """The book of one table."""
    return book_of_rows(table.rows)
