"""Whatever becomes of a document's bytes, reading it ends in a book or a problem, never in a traceback."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.office.test_hostile import open_spreadsheet, release, slides, workbook
from tests.read.office.test_spreadsheets import binary_workbook

from crossfoot.read.documents import read_documents

HTML = b"<table><tr><td>Cash</td><td colspan=2>5</td></tr></table>"
CSV = 'Item;2023\nCash;5\n"Loans, net";(3)\n'.encode("utf-16")


def _made(make: Callable[[Path], Path]) -> tuple[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder))
        return path.name, path.read_bytes()


PACKAGES = [_made(make) for make in (workbook, slides, release, open_spreadsheet)]
FILES = [*PACKAGES, ("model.xls", binary_workbook()), ("page.html", HTML), ("table.csv", CSV)]

spots = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8)), min_size=1, max_size=6)


def _mutated(raw: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The bytes with pieces overwritten, or cut off where a change is empty."""
    for where, piece in changes:
        at = int(where * len(raw))
        raw = raw[:at] + piece + raw[at + len(piece) :] if piece else raw[: max(at, 1)]
    return raw


def _read(name: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        done = read_documents([path])
    assert len(done.books) == 1 or done.problems
    assert all(problem.message and problem.remedy for problem in done.problems)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FILES), spots)
def test_bytes_altered_anywhere(document: tuple[str, bytes], changes: list[tuple[float, bytes]]) -> None:
    name, raw = document
    _read(name, _mutated(raw, changes))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PACKAGES), st.floats(0, 1), spots)
def test_parts_of_packages_altered_behind_a_sound_directory(
    document: tuple[str, bytes], which: float, changes: list[tuple[float, bytes]]
) -> None:
    name, raw = document
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        with ZipFile(path) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        altered = sorted(parts)[min(int(which * len(parts)), len(parts) - 1)]
        with ZipFile(path, "w") as package:
            for part, content in parts.items():
                package.writestr(part, _mutated(content, changes) if part == altered and content else content)
        try:
            raw = path.read_bytes()
        except BadZipFile:
            return
    _read(name, raw)
