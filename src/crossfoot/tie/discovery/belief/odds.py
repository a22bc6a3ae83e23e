"""What words and places promise before any figure is looked at: the odds that a line is a sum, and of which lines.

Odds are in millibans, rounded from what was counted on the developing half of public tables (`benchmarks/discovery.py`
splits them by hash): of 113 rows that say "total", 90 are the sum of the nearest block above, of 40 rows without a name
37, of 127 results such as profits 44, of 668 other rows 39; blocks further up or elsewhere are few. Signs and shapes
are those of sums beyond doubt (`benchmarks/promises.py`): of 189 that are none of everybody's statements 177 add all
lines as printed, 7 take some off that say so and 5 some that do not; 181 are blocks, 7 a first line less the rest, one
two lines apart. Of the 264 of statements, promised by name, 60 are added as printed, and 162 a first line less the
rest. What so few tables show once or never has a twentieth or a fifth among all its kind rather than nothing: 20 sums
of statements are of totals alone.
"""

from collections.abc import Mapping, Sequence

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.tables.table import Line
from crossfoot.vocabulary.units import PERCENT, Unit

WHOLE = millibans(33)  # a total, or a line without a name, under all lines of its table: so were 65 of 66
AS_PRINTED = millibans(7, 8)  # most parts are added as they are printed,
TAKEN_OFF = millibans(1, 16)  # some taken off as their words say, in one of two readings of them
LESSENED = millibans(1, 5)  # results are often a first line less the rest,
LEFT_OVER = -3 * BAN // 2  # other lines are seldom what is left of one
SKIPPING = millibans(1, 20)  # blocks but one line, all of them together
PAIRS = millibans(1, 20)  # any two lines, all of them together
UNFOLDED = -BAN  # parts of a subtotal counted again beside it
OF_TOTALS = millibans(1, 5)  # totals alone, what else stands between them left aside
OF_SECTIONS = millibans(1, 5)  # the lines of its own name in other sections
NAMED = BAN  # lines of everybody's statements that are known to add,
OTHERWISE_SIGNED = millibans(1, 132)  # but as everybody does, outgoings as the table's others: so did all of 131
# Of whole statements, counted on SEC filers' too: 824 totals of balance sheets add the block next to them,
OF_BALANCE_SHEET = millibans(824, 61)
OF_CASH_FLOWS = millibans(666, 24)  # the cash of an activity, where all three stand in one table,
OF_INCOME = millibans(199, 28)  # and results down to taxes, of which some tables print a few lines only:
LESSENED_IN_INCOME = millibans(121, 199)  # they are mostly a first line less the rest
SPANNED = 2 * BAN  # flows of the periods that make up another
CHANGED = millibans(5)  # a column told as a change is that of two periods: so were 15 of 17 throughout, 1 in part
ROLLED = millibans(29, 4)  # a block from one balance to the next: so were 29 of 33, by `benchmarks/promises.py`

_PERCENT = -BAN  # percentages seldom add
_FEWEST = 2  # lines of a block
_ACTIVITIES = frozenset({"operating cash", "investing cash", "financing cash"})
_TOTALS = frozenset({"current assets", "assets", "current liabilities", "fixed liabilities", "liabilities", "funding"})
# What a table must have to be a whole statement, and which of its lines are the sums of the blocks next to them.
_STATEMENTS = (
    (frozenset({"assets", "funding"}), _TOTALS, OF_BALANCE_SHEET),
    (_ACTIVITIES, _ACTIVITIES, OF_CASH_FLOWS),
    (frozenset({"pretax", "tax"}), frozenset({"operating", "pretax"}), OF_INCOME),
)

# Of 172 blocks under a total that their figures put beyond doubt, by `benchmarks/promises.py`,
_NEAREST = 0  # 158 are the nearest one,
_FURTHER = millibans(8, 172)  # 8 begin a heading or a total further up,
_ELSEWHERE = millibans(6, 172)  # and 6 where nothing tells so.


def odds(line: Line, unit: Unit, *, upright: bool, backwards: bool) -> int:
    """The odds that a line is the sum of the nearest block before it, or after it for a pass from the far end."""
    words = line.words
    if words.total:
        found = -BAN // 2 if backwards and upright else BAN // 2
    elif words.unnamed and upright:
        found = -BAN if backwards else BAN
    elif words.result or words.change:
        found = -3 * BAN // 2 if backwards else -BAN // 3
    else:
        found = -2 * BAN if backwards else -5 * BAN // 4
    if unit == PERCENT:
        found += _PERCENT
    return found - (2 * BAN if words.rate else 0) + (BAN // 2 if line.marked else 0)


def odds_of_statement(accounts: Mapping[int, str], row: int) -> int | None:
    """The odds that a total of a whole statement is the sum of the block next to it; None where it is none.

    A statement is whole where a table has what all of its totals lead to. Summaries print totals one below the other.
    """
    named = set(accounts.values())
    for needed, totals, promised in _STATEMENTS:
        if needed <= named and accounts.get(row) in totals:
            before = max((n for n, account in accounts.items() if n < row and account in totals), default=-1)
            return promised if row - before > _FEWEST else None
    return None


def lessened(promised: int | None) -> int:
    """How much oftener than others a total of a statement is a first line less the rest."""
    return LESSENED_IN_INCOME - LESSENED if promised == OF_INCOME else 0


def beginnings(natural: Sequence[bool]) -> dict[int, int]:
    """The share of each start of a block, nearest last: natural beginnings go before others, near ones before far."""
    shares: dict[int, int] = {}
    share = _NEAREST
    for at in range(len(natural) - 2, -1, -1):
        if natural[at]:
            shares[at] = share
            share = _FURTHER if share == _NEAREST else share + millibans(1, 2)
        else:
            shares[at] = _ELSEWHERE - millibans(len(natural))
    return shares
