"""Identities that nobody declared, found in the layout and arithmetic of tables, each with its belief.

`discover` asks every search below in turn, and `identities` writes what they found as identities of the book.

- `tables`: a table as arithmetic sees it: its lines, the columns that print alike, what its words say of each line.
- `belief`: what the odds are before a figure is looked at, what figures that tie are worth, what a failure tells.
- `sums`: lines that add to a total: roll-forwards, nested totals, quarters of a year, signs turned or left out.
- `balances`: balances carried over, averaged, and stated on both sides.
- `ratios`: growth, shares, margins, amounts per share, highlights and changes in points.
- `claims`: sentences that restate what tables print.
- `repeated`: facts that several tables print; `independence`: relations that say nothing new left out.
"""
