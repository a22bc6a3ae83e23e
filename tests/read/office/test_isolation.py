"""Documents are read in a process of their own: one that takes too long, too much or its reader down harms no other."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.read.office.documents import written

from crossfoot.model.problems import InputError
from crossfoot.read.documents import DocumentsRead
from crossfoot.read.isolation import IsolatedReader, Limits, OutOfTime, serve_one

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="alarms and memory limits are Linux's")

CSV = "Item,2023\nCash,5\n"


def refused(reader: IsolatedReader, path: Path) -> str:
    with pytest.raises(InputError) as raised:
        reader.read(path, path.name)
    (problem,) = raised.value.problems
    assert problem.file == str(path)
    return problem.message


def test_books_come_back_whole_and_problems_as_they_are(tmp_path: Path) -> None:
    good, empty = written(tmp_path, "a.csv", CSV), written(tmp_path, "b.csv", "\n")
    with IsolatedReader() as reader:
        done = reader.read(good, "a.csv")
        assert isinstance(done, DocumentsRead)
        assert [figure.text for figure in done.books[0].figures] == ["2023", "5"]
        assert refused(reader, empty) == "the file is empty"
        assert refused(reader, tmp_path / "none.csv") == "the file is missing"


def test_what_takes_too_long_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    slow = written(tmp_path, "slow.csv", "\n".join("Cash,1,2,3" for _ in range(200_000)))
    with IsolatedReader(Limits(seconds=1)) as reader:
        started = time.monotonic()
        assert refused(reader, slow) == "the time that a document may take ran out before anything of it was read"
        assert time.monotonic() - started < 20
        assert reader.read(written(tmp_path, "a.csv", CSV), "a.csv").problems == ()


def test_what_needs_too_much_memory_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    large = written(tmp_path, "large.csv", "\n".join("Cash,1,2,3" for _ in range(450_000)))
    with IsolatedReader(Limits(seconds=60, memory=250_000_000)) as reader:
        assert refused(reader, large) == "the memory that a document may take ran out before anything of it was read"
        assert reader.read(written(tmp_path, "a.csv", CSV), "a.csv").problems == ()


def test_a_reader_that_is_brought_down_is_replaced(tmp_path: Path) -> None:
    good = written(tmp_path, "a.csv", CSV)
    with IsolatedReader() as reader:
        assert reader.read(good, "a.csv").problems == ()
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGSEGV)
        reader._process.wait()
        assert reader.read(good, "a.csv").problems == ()


def test_a_document_that_brings_its_reader_down_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossfoot.read.isolation._SERVE", "import os, sys; sys.stdin.buffer.read(100); os.abort()")
    with IsolatedReader() as reader:
        assert refused(reader, written(tmp_path, "a.csv", CSV)).startswith("it brought its reader down")


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with IsolatedReader() as reader:
        reader.read(written(tmp_path, "a.csv", CSV), "a.csv")
        assert reader._process is not None
        process = reader._process
    assert process.returncode == -signal.SIGKILL


def test_an_alarm_cannot_be_swallowed(tmp_path: Path) -> None:
    def read(_path: Path, _name: str) -> object:
        try:
            time.sleep(30)
        except Exception:  # noqa: BLE001 - what some library may do
            return "swallowed"
        return "slept"

    kind, found = serve_one(read, (tmp_path, "a"), 1)
    assert (kind, found[0].message) == ("problems", "it needs more time or memory than a document may take")
    assert not issubclass(OutOfTime, Exception)


def test_an_error_of_ours_is_said_in_words(tmp_path: Path) -> None:
    def read(_path: Path, _name: str) -> object:
        raise ZeroDivisionError("by\ndesign")

    assert serve_one(read, (tmp_path, "a"), 1) == ("error", "ZeroDivisionError: by design")


def test_what_there_is_to_do_meanwhile_is_done_once_with_the_document_under_way(tmp_path: Path) -> None:
    good, under_way = written(tmp_path, "a.csv", CSV), []
    with IsolatedReader(meanwhile=lambda: under_way.append(reader._process is not None)) as reader:
        assert reader.read(good, "a.csv").problems == ()
        assert reader.read(good, "a.csv").problems == ()
    assert under_way == [True]


def test_where_that_fails_the_reply_is_not_taken_for_the_next_document_s(tmp_path: Path) -> None:
    def fail() -> None:
        raise ValueError("no room")

    one, other = written(tmp_path, "a.csv", CSV), written(tmp_path, "b.csv", "Item,2024\nCash,7\n")
    with IsolatedReader(meanwhile=fail) as reader:
        with pytest.raises(ValueError, match="no room"):
            reader.read(one, "a.csv")
        assert [figure.text for figure in reader.read(other, "b.csv").books[0].figures] == ["2024", "7"]
