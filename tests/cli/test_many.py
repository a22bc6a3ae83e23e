"""Many documents: checked in several processes, shown as they are tied, with the same result as one by one."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_check import BALANCE
from tests.cli.test_cli import printed, said
from tests.tie.documents.income import BILLIONS, MILLIONS

from crossfoot import cli, desk
from crossfoot.desk import checking
from crossfoot.desk.processes import InThisProcess, Processes, Reader
from crossfoot.desk.stages import Progress

FRUIT = ",2022,2023\nApples,31,42\nPears,57,61\nTotal,88,103\n"
TEXTS = {
    "a.csv": BALANCE,
    "b.csv": FRUIT,
    "c.csv": MILLIONS,
    "d.csv": ',2023,2024\nServices,"4,310","5,120"\nGoods,"2,204","2,519"\nTotal,"6,514","7,693"\n',
    "e.csv": BILLIONS,
    "f.xlsx": "this is no workbook",
    "g.csv": ",Ships,Planes,Total\nEurope,212,347,559\nAsia,581,114,659\nAfrica,43,18,61\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven documents: two of them state the same, two are wrong, one cannot be read."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_many_documents_give_the_same_books_as_one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = desk.check([folder])
    monkeypatch.setattr(checking, "MANY", 100)
    here = desk.check([folder])
    assert [book.title for book in apart.books] == ["a.csv", "b.csv", "c.csv + e.csv", "d.csv", "g.csv"]
    assert desk.written(apart, "jsonl") == desk.written(here, "jsonl")
    assert apart.problems == here.problems
    (problem,) = apart.problems
    assert problem.file == str(folder / "f.xlsx")


def test_each_book_is_shown_as_it_is_tied_and_all_are_counted(folder: Path) -> None:
    (folder / "f.xlsx").unlink()
    lines = printed("check", folder, code=cli.BREAKS).splitlines()
    assert lines[0] == "TIES     a.csv  21 figures: 21 tie, 0 break, 0 untested"
    assert lines[1] == "TIES     b.csv  6 figures: 6 tie, 0 break, 0 untested"
    titles = [line.split()[:2] for line in lines if line.startswith(("TIES", "BREAKS", "WARNS"))]
    assert titles[3:] == [["BREAKS", "d.csv"], ["BREAKS", "g.csv"]]
    assert lines[-2].startswith("5 books, 65 figures: 59 tie, 6 break, 0 untested")
    assert lines[-2].endswith("; 2 errors, 0 warnings")
    assert lines[-1].startswith("Checked in ")


def test_json_lines_go_to_a_file_that_appears_once_all_is_written(folder: Path) -> None:
    target = folder / "out" / "books.jsonl"
    output = said("check", folder, "--format", "jsonl", "-o", target, code=cli.UNREADABLE)
    assert f"{folder / 'f.xlsx'}: " in output
    names = [json.loads(line)["document"]["name"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert names == ["a.csv", "b.csv", "c.csv", "e.csv", "d.csv", "g.csv"]
    assert list(target.parent.iterdir()) == [target]


def test_a_mapping_is_written_of_all_documents_whichever_process_bound_them(folder: Path) -> None:
    target = folder / "map" / "mapping.yaml"
    desk.check([folder], mapping=target)
    text = target.read_text(encoding="utf-8")
    assert [name for name in TEXTS if name in text] == [name for name in TEXTS if name.endswith(".csv")]


@dataclass(frozen=True)
class Squaring:
    """A job for tests: the square of a number, unless it is odd."""

    number: int

    def done(self, reader: Reader, say: Progress) -> tuple[int, int]:
        """The square and the process that worked it out; three fails, and five brings its process down."""
        assert hasattr(reader, "read")
        say(f"squaring {self.number}")
        if self.number == 3:
            raise ZeroDivisionError("three by design")
        if self.number == 5:
            os._exit(1)
        return self.number**2, os.getpid()

    def lost(self, reason: str) -> tuple[int, str]:
        """The number and what was said."""
        return self.number, reason


def test_a_job_that_fails_or_brings_its_process_down_harms_no_other() -> None:
    told: list[str] = []
    with Processes(2) as hands:
        results: Sequence[Any] = list(hands.each([Squaring(number) for number in range(9)], told.append))
    assert [first for first, _ in results] == [0, 1, 4, 3, 16, 5, 36, 49, 64]
    assert results[3][1] == "it failed: ZeroDivisionError: three by design"
    assert results[5][1] == ""
    pids = {process for first, process in results if first not in {3, 5}}
    assert os.getpid() not in pids
    assert 2 <= len(pids) <= 3  # the one that was brought down is replaced
    assert sorted(told) == [f"squaring {number}" for number in range(9)]


def test_few_jobs_are_done_here() -> None:
    with InThisProcess() as hands:
        assert list(hands.each([Squaring(4)], lambda _: None)) == [(16, os.getpid())]


def test_a_check_that_is_given_up_leaves_no_process() -> None:
    with Processes(2) as hands:
        first: Any = next(iter(hands.each((Squaring(number) for number in (2, 4, 6, 8, 10, 12)), lambda _: None)))
    pid = int(first[1])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
