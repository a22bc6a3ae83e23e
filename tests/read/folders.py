"""A small project folder that reads well, and changes to it: each test says only what it is about."""

from pathlib import Path

import pytest

from crossfoot.model.problems import InputError
from crossfoot.read.projects.project import read_project

TOML = """\
[book]
title = "Example plc: results for 2024"

[entity]
name = "Example plc"
currency = "GBP"
fiscal_year_end = "March"
fiscal_year_named_by = "start"

[[document]]
name = "deck"
title = "Results presentation"
date = 2025-05-15
sources = ["sources/*.csv", "sources/*.yaml"]
pages = { 3 = "Consolidated results" }
"""

MODEL = """\
measures:
  revenue:
    label: Total revenues
    kind: flow
    unit: GBP
    nonnegative: true
    concept: us-gaap:Revenues
    aliases: [Sales, 売上高]
    parts: {by_service: [services, hardware], by_term: [recurring, one_time]}
  services: {kind: flow, unit: GBP}
  hardware: {kind: flow, unit: GBP}
  recurring: {kind: flow, unit: GBP}
  one_time: {kind: flow, unit: GBP}
  cost: {kind: flow, unit: GBP}
  gross_margin:
    label: Gross margin
    kind: flow
    unit: GBP
    base: revenue
    formula: revenue - cost
  net_income: {kind: flow, unit: GBP}
  dividends: {kind: flow, unit: GBP}
  retained_earnings:
    kind: stock
    unit: GBP
    rollforward: net_income - dividends
  equity: {kind: stock, unit: GBP}
  roe:
    label: Return on equity
    kind: ratio
    unit: percent
    formula: net_income / average(equity)
  shares: {kind: stock, unit: shares}
  dividend_per_share: {kind: flow, unit: GBP/share}
  subscriptions: {kind: stock, unit: subscriptions}
"""

CSV = """\
page,text,measure,aspect,against,period,scenario,vintage,unit,caption,negative,note
3,157.8,revenue,,,FY2024,,,GBP billion,,,
3,132.5,cost,,,FY2024,,,GBP billion,,,
"""

CHARTS = """\
charts:
  - id: cost
    page: 8
    runs:
      - labels: ["14.702", "15,799", "18,030"]
        unit: GBP million
        slots: {measures: [cost], periods: [1Q24, 2Q24, 3Q24, 4Q24]}
        name: totals
        note: one quarter bears no label
"""

PLAN = """\
targets:
  - vintage: 2024-11-08
    document: deck
    page: 4
    period: FY2024
    unit: GBP billion
    figures:
      revenue: "158.0"
      gross_margin: {text: "over 25", note: said aloud}
      gross_margin.share: "16.0%"
"""

FILES = {
    "crossfoot.toml": TOML,
    "model.yaml": MODEL,
    "sources/results.csv": CSV,
    "sources/charts.yaml": CHARTS,
    "plan.yaml": PLAN,
}


def write(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """The folder with the files above, some replaced or, where None, left out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def rows(*lines: str) -> dict[str, str | None]:
    """The results with these lines below the header, in place of the ones above."""
    return {"sources/results.csv": CSV.splitlines()[0] + "\n" + "\n".join(lines) + "\n"}


def problems(folder: Path) -> list[str]:
    """What reading the folder complains of, each as a person reads it."""
    with pytest.raises(InputError) as caught:
        read_project(folder)
    return [str(problem) for problem in caught.value.problems]
