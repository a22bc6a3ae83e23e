"""The glossary names records that exist, and paragraphs of the convention that do too."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import crossfoot.model
import crossfoot.vocabulary

DOCS = Path(__file__).parents[2] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")


def records() -> set[str]:
    """The names of all public classes and type aliases of the vocabulary and the model."""
    found = {"Period"}  # an alias: Duration | Instant
    for room in (crossfoot.vocabulary, crossfoot.model):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            members = vars(importlib.import_module(module.name)).items()
            found |= {name for name, member in members if inspect.isclass(member) and member.__module__ == module.name}
    return found


def test_every_record_named_exists() -> None:
    named = set(re.findall(r"`([A-Z][A-Za-z]+)`", GLOSSARY))
    assert len(named) > 30
    assert named <= records()


def test_every_paragraph_cited_exists() -> None:
    convention = (DOCS / "convention.md").read_text(encoding="utf-8")
    paragraphs = set(re.findall(r"^\*\*(\d+\.\d+) ", convention, re.MULTILINE))
    sections = set(re.findall(r"^## (\d+)\.", convention, re.MULTILINE))
    assert set(re.findall(r"\((\d+\.\d+)\)", GLOSSARY)) <= paragraphs
    assert set(re.findall(r"section (\d+)", GLOSSARY)) <= sections
