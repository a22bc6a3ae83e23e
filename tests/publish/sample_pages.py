"""The pages of the hand-made book, as their author writes them."""

from pathlib import Path

INDEX = """---
title: Harbour plc
---
Revenue was {revenue FY2016 in GBP million}.
"""

RESULTS = """---
title: Consolidated results
section: Results
slides: [1]
order: 1
---
Revenue was {revenue FY2016 in GBP million} and the margin *{gross_margin.share FY2016}*.
Literal <b>markup</b> & signs stay text.

```table
caption: Results
unit: GBP million
decimals: 1
columns:
  - {label: FY2016, period: FY2016}
  - {label: Target, period: FY2016, scenario: target, vintage: 2016-11-08}
  - {label: To target, period: FY2016, aspect: change, against: target}
rows:
  - revenue
  - {measure: cost, level: 1}
  - {label: Margins}
  - {measure: gross_margin, total: true}
note: Rounded as printed.
```

```chart
kind: waterfall
caption: From revenue to margin
unit: GBP million
period: FY2016
steps: [revenue, -cost, gross_margin]
```

```chart
kind: target
caption: Against target
unit: GBP million
periods: [FY2016]
measures: [revenue]
```
"""

SERVICES = """---
title: Services
section: Businesses
slides: [2]
order: 2
---
# Services
Services brought {services FY2016 in GBP million}, up {services.change FY2016 in GBP million} or
{services.growth FY2016 signed}. The year before they brought {services FY2015 in GBP million}; the backlog is
{backlog 4Q16-end in GBP million}. Treasury stock stood at {treasury_stock 4Q16-end in GBP million}, and
{employees 4Q16-end} people worked in {offices 4Q16-end} offices.

```chart
kind: stacked
caption: Services and cost
unit: GBP million
decimals: 1
periods: [FY2015, FY2016]
series: [services, cost]
total: revenue
label: services.growth
```

```chart
kind: line
caption: Cost by quarter
unit: GBP million
decimals: 1
periods: [1Q16, 2Q16]
series: [cost]
```

```chart
kind: grouped
caption: Cost by quarter, side by side
unit: GBP million
decimals: 1
periods: [1Q16, 2Q16]
series: [cost, {measure: revenue, label: Revenue}]
```

```table
caption: Treasury stock
unit: GBP million
decimals: 1
columns: [4Q16-end]
rows: [treasury_stock]
```
"""


def write_pages(folder: Path, **pages: str) -> Path:
    """A project folder with the given pages; the sample ones where none is given."""
    home = folder / "pages"
    home.mkdir(parents=True, exist_ok=True)
    for name, text in (pages or {"index": INDEX, "results": RESULTS, "services": SERVICES}).items():
        (home / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
