"""Grids to facts: what rows, columns and captions say of every figure's measure, period, scenario and unit.

`binding` is the whole way, `facts` that of one table, and `evidence` asks its figures whether they bear it out.

- `periods`: texts that name periods and scenarios: words, short names, Japanese eras, edges of a period, days of deals.
- `units`: texts that name units and scales, and labels that count shares.
- `layout`: which cells are headings and which are labels, over which columns and rows each of them reaches.
- `dating`: the period of every column and row, on the fiscal calendar that the document's own words give.
- `measures`: the measure of every row, statement lines by the names that filings give them.
- `numbers`: each number read anew with its unit, scale and sign: nils, asides, percentages, dashes lost.
- `linking`: lines that several tables state.
- `mapping`, `corrections`, `cells`: what was taken for what, written out and corrected by a person.
"""
