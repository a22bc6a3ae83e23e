"""`crossfoot verify` with the documents that a book is of."""

import json
from pathlib import Path

import pytest
from tests.cli.test_check import BALANCE
from tests.cli.test_cli import said

from crossfoot import cli, desk
from crossfoot.store.book_json import digest


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """A balance sheet and the book of its check, in one folder."""
    (tmp_path / "balance.csv").write_text(BALANCE, encoding="utf-8")
    found = desk.check([tmp_path / "balance.csv"])
    (tmp_path / "book.json").write_text(desk.written(found, "json"), encoding="utf-8")
    return tmp_path


def altered(folder: Path, part: str, key: str, value: object) -> Path:
    """The book with one value of its first record of a part changed, sealed again."""
    content = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    content[part][0][key] = value
    content["digest"] = digest(content)
    (folder / "altered.json").write_text(json.dumps(content), encoding="utf-8")
    return folder / "altered.json"


def test_a_book_of_its_documents_is_accepted(checked: Path) -> None:
    output = said("verify", checked, checked / "balance.csv")
    assert output.endswith(
        "Its documents were read and tied again: every figure, place, relation and finding is the same.\n"
    )


def test_without_documents_it_is_said_what_is_not_proved(checked: Path) -> None:
    assert "Not proved without the documents: that they have these hashes" in said("verify", checked)


def test_a_document_that_was_changed_since_is_named(checked: Path) -> None:
    (checked / "balance.csv").write_text(BALANCE + "\n", encoding="utf-8")
    output = said("verify", checked, checked / "balance.csv", code=cli.BREAKS)
    assert "document balance.csv: nothing that was given has the content that its hash is of" in output


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("figures", "note", "audited"),
        ("identities", "belief", 99.0),
        ("measures", "note", "x"),
    ],
)
def test_what_only_the_documents_tell_is_compared_with_them(checked: Path, part: str, key: str, value: object) -> None:
    book = altered(checked, part, key, value)
    output = said("verify", book, checked / "balance.csv", code=cli.BREAKS)
    assert f": {key} not what the documents give" in output


def test_a_place_that_was_moved_is_told_by_the_documents_alone(checked: Path) -> None:
    content = json.loads((checked / "book.json").read_text(encoding="utf-8"))
    place = content["figures"][0]["place"] | {"row": 17}
    book = altered(checked, "figures", "place", place)
    assert said("verify", book).startswith("Accepted: ")
    output = said("verify", book, checked / "balance.csv", code=cli.BREAKS)
    name = content["figures"][0]["id"]
    assert output.splitlines()[-1] == f"  figures {name}: place not what the documents give"


def test_the_book_of_a_project_is_not_of_documents_alone(built: Path, checked: Path) -> None:
    said("verify", built, checked / "balance.csv", code=1)  # main() prints the problem
