"""Documents are read each on its own: one that cannot be read is a problem, and harms no other."""

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from crossfoot.read import documents
from crossfoot.read.documents import read_documents

CSV = "Item,2023\nCash,5\n"


def test_a_book_names_its_document_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "cash.csv"
    path.write_text(CSV)
    (book,) = read_documents([path]).books
    (document,) = book.documents
    assert (document.name, document.path) == ("cash.csv", str(path))
    assert document.sha256 == sha256(CSV.encode()).hexdigest()
    assert book.entity.currency == "XXX"


def test_an_unreadable_document_leaves_the_others_unharmed(tmp_path: Path) -> None:
    good, empty, other = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.wk1"
    good.write_text(CSV)
    empty.write_text("\n")
    other.write_text(CSV)
    done = read_documents([tmp_path / "missing.csv", empty, good, other])
    assert [book.title for book in done.books] == ["a.csv"]
    assert [(Path(problem.file).name, problem.message) for problem in done.problems] == [
        ("missing.csv", "the file is missing"),
        ("b.csv", "the file is empty"),
        ("c.wk1", "no reader knows the ending '.wk1'"),
    ]
    assert all(problem.remedy.endswith(".") for problem in done.problems)


def test_a_zip_without_reports_is_said_to_hold_none_and_where_one_may_be_given_it_is_named(tmp_path: Path) -> None:
    other = tmp_path / "c.wk1"
    other.write_text(CSV)
    with zipfile.ZipFile(tmp_path / "2010q2.zip", "w") as package:
        package.writestr("num.txt", "adsh\ttag\tvalue\n0001\tCash\t5\n")
    held, unknown = read_documents([tmp_path / "2010q2.zip", other]).problems
    assert held.message == "the zip holds no XBRL report"
    assert held.remedy == "Unpack it, and give the documents in it."
    assert unknown.remedy.endswith("XBRL reports also as .json, .xbrl, .xml or .zip.")


def test_documents_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / year / "q1" / "deck.csv" for year in ("2023", "2024")]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_text(CSV)
    assert [book.title for book in read_documents(paths).books] == ["2023/q1/deck.csv", "2024/q1/deck.csv"]


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.csv"
    path.write_text(CSV)
    monkeypatch.setattr(documents, "LARGEST_DOCUMENT", 10)
    (problem,) = read_documents([path]).problems
    assert "it is larger than" in problem.message


def test_a_missing_package_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>1</p>")
    monkeypatch.setattr(documents, "find_spec", lambda _: None)
    (problem,) = read_documents([path]).problems
    assert problem.remedy == "Install it: pip install 'crossfoot[documents]'."


@pytest.mark.parametrize(
    ("name", "read"),
    [("a.csv", True), ("A.XLSM", True), ("a.pptx", True), ("a.ods", True), ("logo.png", False), ("a.doc", False)],
)
def test_which_files_of_a_folder_are_documents(tmp_path: Path, name: str, read: bool) -> None:
    (tmp_path / name).write_text(CSV)
    assert documents.is_document(tmp_path / name) is read
