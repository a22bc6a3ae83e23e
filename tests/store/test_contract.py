"""docs/book-json.md says every key that a book has, and no other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.mobile_book import broken_book
from tests.store.test_book_json import decorated_book

from crossfoot.store.book_json import VERSION, dump
from crossfoot.tie.wording.explain import explain

CONTRACT = (Path(__file__).parents[2] / "docs" / "book-json.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", CONTRACT, re.DOTALL | re.MULTILINE))
BOOKS = [json.loads(dump(book)) for book in (decorated_book(), explain(broken_book()))]
BESIDE = {"low_exact", "high_exact"}  # told once, for every interval


def documented(section: str) -> set[str]:
    """The keys in the first column of a section's first table."""
    table = SECTIONS[section].partition("| premise |")[0]
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def records(part: str) -> Iterator[dict[str, Any]]:
    for book in BOOKS:
        yield from book[part]


def test_the_version_is_that_of_the_contract() -> None:
    assert f"**Version {VERSION}.**" in CONTRACT


def test_every_part_of_a_book_is_documented() -> None:
    assert documented("The book") == set(BOOKS[0])
    listed = {part for part, holds in BOOKS[0].items() if isinstance(holds, list)}
    assert listed <= set(SECTIONS)


@pytest.mark.parametrize("part", [name for name in SECTIONS if name in BOOKS[0]])
def test_every_key_of_a_record_is_documented(part: str) -> None:
    keys = {key for record in records(part) for key in record} - BESIDE
    assert keys == documented(part)
    assert keys
