"""A small project folder, typed as a user would, and the book that it builds to."""

from pathlib import Path

import pytest

from crossfoot import build

SETTINGS = """\
[book]
title = "Example Telecom: results for FY2016"

[entity]
name = "Example Telecom"
currency = "JPY"
fiscal_year_end = "March"
fiscal_year_named_by = "start"

[[document]]
name = "deck"
title = "Results presentation"
date = 2017-05-15
sources = ["sources/*.csv"]
pages = { 2 = "Summary", 7 = "Services" }
rounding = "nearest"
"""
MODEL = """\
measures:
  mobile_revenue:
    label: Mobile revenue
    kind: flow
    unit: JPY
    nonnegative: true
    aliases: [モバイル売上高]
  subscriptions:
    label: Subscriptions
    kind: stock
    unit: subscriptions
"""
FIGURES = """\
page,text,measure,aspect,period,unit,caption
2,26.7,mobile_revenue,,FY2016,JPY billion,JPY26.7 billion (up 71.3% YoY)
7,"11,112",mobile_revenue,change,FY2016,JPY million,"up JPY11,112 million, up 71.3% YoY"
7,71.3%,mobile_revenue,growth,FY2016,percent,"up JPY11,112 million, up 71.3% YoY"
7,"1,856 thousand",subscriptions,,4Q16-end,,
7,(117),,,,,
"""
PAGE = """\
---
title: Mobile
section: Results
slides: [2, 7]
order: 1
---
Mobile revenue was {mobile_revenue FY2016 in JPY billion} ({mobile_revenue.growth FY2016}).
"""


def write_project(folder: Path) -> Path:
    """The project of a telecom that prints this year's mobile revenue, its change and its growth."""
    for name, text in (
        ("crossfoot.toml", SETTINGS),
        ("model.yaml", MODEL),
        ("sources/deck.csv", FIGURES),
        ("pages/index.md", PAGE),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder of the test's own."""
    return write_project(tmp_path / "telecom")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project folder that tests only read."""
    folder = write_project(tmp_path_factory.mktemp("built") / "telecom")
    build(folder)
    return folder
