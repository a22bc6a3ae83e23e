"""Sums in a table: for each line, the lines near it that add to it in every column, and how sure that is.

Lines are taken in the order of reading, subtotals found on the way stand for their parts; a second pass from the far
end finds totals that stand above or before their parts.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from crossfoot.tie.discovery.belief.evidence import Fit, evidence, millibans
from crossfoot.tie.discovery.belief.odds import (
    CHANGED,
    LEFT_OVER,
    NAMED,
    OF_INCOME,
    OF_SECTIONS,
    OF_TOTALS,
    OTHERWISE_SIGNED,
    ROLLED,
    SPANNED,
    UNFOLDED,
    WHOLE,
    beginnings,
    lessened,
    odds,
    odds_of_statement,
)
from crossfoot.tie.discovery.belief.slips import MISPRINTED
from crossfoot.tie.discovery.sums.defined import as_defined, is_defined
from crossfoot.tie.discovery.sums.fitting import bare_fits, explained, is_too_little, to_outvote
from crossfoot.tie.discovery.sums.found import (
    LEAST,
    LEAST_BROKEN,
    LEAST_DOUBTED,
    Searched,
    Sum,
    failing_most,
    is_sound,
    is_told,
    likeliest,
    without_rivals,
    worths_of_slips,
)
from crossfoot.tie.discovery.sums.rereading import reread
from crossfoot.tie.discovery.sums.settling import settled, together, widened
from crossfoot.tie.discovery.sums.shapes import MOST_EXCHANGED, REACH, shapes
from crossfoot.tie.discovery.sums.signings import price_of_turning, signings, turnings
from crossfoot.tie.discovery.sums.spans import Span, comparisons, overlap, partitions, spans_of
from crossfoot.tie.discovery.tables.accounts import (
    RECONCILED,
    is_as_everybody,
    is_outgoing,
    is_statement_sum,
    statement_sums,
)
from crossfoot.tie.discovery.tables.panels import Panel, Parts, are_levels, panels
from crossfoot.tie.discovery.tables.table import Line, Table
from crossfoot.vocabulary.units import PERCENT, POINTS

_RATES = (PERCENT, POINTS)
_FEWEST_TURNED = 3  # lines, of which some are added otherwise than they are printed or named
_FEWEST_MOVED = 2  # movements that lead from a balance to the next
_MOST_REPEATED = 6  # lines, mostly nil, that a total stands for though too little tells so


def sums(table: Table, differences: Collection[int] = ()) -> Searched:
    """What adds in a table; `differences` are crossings known to hold changes rather than levels."""
    found: dict[frozenset[tuple[int, int]], Sum] = {}
    doubted: dict[frozenset[tuple[int, int]], Sum] = {}
    every = list(panels(table, differences))
    for panel in every:
        for reading in (_Pass(panel, backwards=False), _Pass(panel, backwards=True)):
            for each in reading.run():
                known = found.get(each.shape)
                found[each.shape] = each if known is None else together(each, known)
            for each in reading.doubted:
                doubted[each.shape] = max(each, doubted.get(each.shape, each), key=lambda s: s.belief)
    wide = [settled(widened(each, every)) for each in found.values()]
    left = [each for shape, each in doubted.items() if shape not in found]
    return Searched(without_rivals(wide), left)


@dataclass(slots=True)
class _Pass:
    """One reading of a panel, forwards or from the far end.

    `lines` are the panel's, `consumed` the parts of the `totals` already found, `spans` the periods of columns, and
    `compared` those that changes are of; `style` is above zero where outgoings mostly are, and below where they mostly
    are below; `accounts` are the lines that statements have, `alike` those of each name; `doubted` are sums that one
    crossing speaks too much against.
    """

    panel: Panel
    backwards: bool
    consumed: set[int] = field(default_factory=set)
    totals: dict[int, Parts] = field(default_factory=dict)
    lines: list[Line] = field(init=False)
    spans: dict[int, Span] = field(init=False)
    compared: dict[int, list[Parts]] = field(init=False)
    style: int = field(init=False)
    accounts: dict[int, str] = field(init=False)
    alike: dict[str, list[int]] = field(init=False)
    has_averages: bool = field(init=False)
    doubted: list[Sum] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = [self.panel.table.lines[line] for line in self.panel.lines]
        self.accounts = {n: line.account for n, line in enumerate(self.lines) if line.account}
        self.has_averages = any(line.words.average for line in self.lines)
        self.alike = {}
        for n, line in enumerate(self.lines):
            self.alike.setdefault(line.label, []).append(n)
        outgoing = [n for n, account in self.accounts.items() if is_outgoing(account)]
        self.style = int(np.sign(self.panel.values[outgoing]).sum())
        spans = spans_of(self.panel.table)
        self.spans = {n: spans[line] for n, line in enumerate(self.panel.lines) if line in spans}
        self.compared = comparisons(self.panel)

    def run(self) -> list[Sum]:
        found = []
        order = range(len(self.panel.lines))
        at = {line: row for row, line in enumerate(self.panel.lines)}
        for row in reversed(order) if self.backwards else order:
            if not self.panel.values[row].any():
                continue  # what adds to nil is a relation of its parts
            best = self._best(row)
            fails = best is None or not all(each.ties for each in best.fits.values())
            if fails and self._repeated(row):
                best = None
            found += [each for each in self._named(row) if best is None or len(each.tied) == len(each.fits)]
            if best is not None:
                found.append(best)
            if best is not None and self._stands_for(row, best):
                self.totals[row] = tuple((at[line], sign) for line, sign in best.parts)
                self.consumed.update(n for n, _ in self.totals[row])
        return found

    def _stands_for(self, row: int, found: Sum) -> bool:
        """Whether a line counts for its parts from here on: what is left of a total once others are off is a part."""
        return self._is_named(row) or sum(sign > 0 for _, sign in found.parts) > 1

    def _is_named(self, row: int) -> bool:
        words = self.lines[row].words
        return words.total or words.result or words.unnamed or words.change

    def _left_over(self, row: int, parts: Parts) -> int:
        """What it costs that a line not called a result would be what is left of another."""
        if len([sign for _, sign in parts if sign > 0]) > 1 or self._is_named(row) or not self.panel.table.upright:
            return 0
        return 0 if all(self.lines[n].words.less for n, sign in parts if sign < 0) else LEFT_OVER

    def _is_mixed(self, row: int, parts: Parts) -> bool:
        """Whether an average would be added to closing balances, or come of what is none."""
        if not self.has_averages:
            return False
        total, *others = (self.lines[n].words for n in (row, *(n for n, _ in parts)))
        averages = sum(words.average for words in others)
        balances = any(words.balance and not words.average for words in (total, *others))
        return (total.average and not averages) or ((total.average or averages > 0) and balances)

    def _counts_twice(self, parts: Parts) -> bool:
        """Whether a total is added or taken off together with all of its own parts."""
        added = {n for n, _ in parts}
        inner = (self.totals[n] for n in added if n in self.totals)
        return any(added.issuperset(n for n, _ in each) for each in inner)

    def _repeated(self, row: int) -> bool:
        """Whether a total prints as the block before it adds up to, which it stands for from here on.

        Of a single part, or of several that are mostly nil: too little to believe, and nothing speaks against it.
        """
        words = self.lines[row].words
        before = [n for n in self._before(row) if n not in self.consumed] if words.total or words.result else []
        values, added = self.panel.values[row], np.zeros_like(self.panel.values[row])
        for count, part in enumerate(before[: _MOST_REPEATED if words.total else 1], 1):
            added = added + self.panel.values[part]
            if values.any() and (np.abs(values - added) <= self.panel.place * (count - 1)).all():
                self.totals[row] = tuple((n, 1) for n in before[:count])
                self.consumed.update(before[:count])
                return True
        return False

    def _before(self, row: int) -> range:
        """The rows read before this one, nearest first."""
        return range(row + 1, len(self.panel.lines)) if self.backwards else range(row - 1, -1, -1)

    def _of_its_name(self, row: int) -> list[int]:
        """The rows read before this one that have its label, nearest last, within reach of one another."""
        alike = self.alike[self.lines[row].label]
        at = bisect_left(alike, row)
        return alike[at + 1 : at + 1 + REACH][::-1] if self.backwards else alike[max(0, at - REACH) : at]

    def _best(self, row: int) -> Sum | None:
        promised = odds(self.lines[row], self.panel.unit, upright=self.panel.table.upright, backwards=self.backwards)
        stated, likely = self._of_statement(row), promised
        promised = max(promised, stated or promised)
        nearest = self._before(row)
        roots = list(islice((n for n in nearest if n not in self.consumed), REACH))[::-1]
        windows = [(roots, promised)]
        if not self.consumed.isdisjoint(nearest[:REACH]):
            windows.append((list(nearest[:REACH])[::-1], promised + UNFOLDED))
        windows.append((self._of_its_name(row), promised + OF_SECTIONS))
        totals = [n for n in roots if n in self.totals or self.lines[n].words.total]
        if len(totals) < len(roots):
            windows.append((totals, promised + OF_TOTALS))
        tried: dict[Parts, int] = {}
        for window, share in windows:
            if len(window) > 1:
                for parts, chance in self._tried(row, window, share):
                    tried[parts] = max(chance, tried.get(parts, chance))
        whole = tuple((n, 1) for n in range(row))
        if len(whole) > 1 and self._is_whole(row, whole):
            tried.setdefault(whole, WHOLE)
        if rolled := self._rolled(row):
            tried.setdefault(rolled, ROLLED)
        weighed = [self._weighed(row, parts, self._known(row, parts, chance)) for parts, chance in tried.items()]
        best = likeliest(weighed)
        if best is None or not is_sound(best):
            best = likeliest((best, *self._turned(row, roots, promised if stated == OF_INCOME else likely)))
        return best

    def _of_statement(self, row: int) -> int | None:
        upright = not self.backwards and self.panel.table.upright
        return odds_of_statement(self.accounts, row) if upright else None

    def _turned(self, row: int, window: list[int], promised: int) -> Iterator[Sum | None]:
        """A result under a block of which a few lines are added otherwise than they are printed or named."""
        panel, shown = self.panel, [c for c, figure in enumerate(self.panel.figures[row]) if figure is not None]
        is_named = self._is_named(row) or self.lines[row].account
        if self.backwards or not panel.table.upright or not is_named or len(window) < _FEWEST_TURNED:
            return
        if any(line.begins for line in panel.table.lines[panel.lines[window[-1]] + 1 : panel.lines[row]]):
            return  # what was said before the section of its own began is no result's
        whole = list(self._of_columns(row, window, shown, promised))
        yield from whole
        if not any(whole) and 1 < len(shown) <= MOST_EXCHANGED:  # one of them may be misprinted
            for left_out in shown:
                others = [column for column in shown if column != left_out]
                yield from self._of_columns(row, window, others, promised - millibans(len(shown)))

    def _of_columns(self, row: int, window: list[int], shown: list[int], promised: int) -> Iterator[Sum | None]:
        """Blocks that are a total in some columns once a few of their lines are turned round."""
        panel = self.panel
        begins = beginnings([self._is_beginning(window, at) for at in range(len(window))])
        for signs, chance in signings([self.lines[n] for n in window]):
            signed = panel.values[window][:, shown] * np.array(signs)[:, None]
            for start, turned in turnings(panel.values[row, shown], signed, panel.place):
                added = [-sign if at in turned else sign for at, sign in enumerate(signs)]
                parts = tuple(zip(window, added, strict=True))[start:]
                share = promised + chance + begins[start] + price_of_turning(len(parts), len(turned))
                yield self._weighed(row, parts, self._known(row, parts, share))

    def _named(self, row: int) -> list[Sum]:
        """The sums that everybody's statements have for this line, wherever their lines stand, and of its periods."""
        if self.backwards:
            return []
        sure, changes = NAMED, self.compared.get(row)
        if self.panel.table.upright:
            tried = list(statement_sums(self.accounts, row)) if row in self.accounts else []
        else:
            tried, sure = (changes, CHANGED) if changes else (list(partitions(self.spans, row)), SPANNED)
        signed = [self._signed(row, parts) for parts in tried]
        sure -= millibans(max(1, signed.count(0)))
        weighed = [self._weighed(row, parts, sure + cost) for parts, cost in zip(tried, signed, strict=True)]
        return [max(filter(None, weighed), key=lambda s: s.belief)] if any(weighed) else []

    def _tried(self, row: int, window: list[int], promised: int) -> Iterator[tuple[Parts, int]]:
        """Every shape over a window that ties where it must, with what is promised for it."""
        less = lessened(self._of_statement(row))
        shown = [column for column, figure in enumerate(self.panel.figures[row]) if figure is not None]
        totals, values = self.panel.values[row, shown], self.panel.values[window].T[shown]
        ways = signings([self.lines[n] for n in window])
        known = shapes(len(window), len(ways))
        begins: dict[int, int] = {}
        for way, number in known.tying(totals, values, np.array([signs for signs, _ in ways]), self.panel.place):
            begins = begins or beginnings([self._is_beginning(window, at) for at in range(len(window))])
            signs, chance = ways[way]
            start = known.start(number)
            parts = tuple((window[n], sign * signs[n]) for n, sign in known.parts(number))
            share = int(known.chances[number]) + chance + (begins[start] if start >= 0 else 0)
            share += less if sum(sign > 0 for _, sign in parts) == 1 < len(parts) - 1 else 0
            share += promised + self._left_over(row, parts)
            if start >= 0 or row in self.accounts or not is_too_little(self.panel, row, parts, share):
                yield parts, share

    def _known(self, row: int, parts: Parts, chance: int) -> int:
        """What is promised at least by lines that everybody adds: those of statements, and what is rolled to the next.

        Those of statements promise little where they are added and taken off as nobody does.
        """
        rows = [row, *[n for n, _ in parts]]
        if all(n in self.accounts for n in rows) and is_statement_sum([self.accounts[n] for n in rows]):
            return max(chance, NAMED) + self._signed(row, parts)
        if self._is_whole(row, parts):
            return max(chance, WHOLE)
        if parts in self.compared.get(row, ()):
            return max(chance, CHANGED - millibans(len(self.compared[row])))
        whole = len(parts) == abs(row - parts[0][0]) and all(sign > 0 for _, sign in parts)
        if not whole or self.backwards:
            return chance
        lines = [self.lines[n] for n in rows]
        first, others = lines[1], lines[2:]
        rolled = lines[0].words.balance and first.words.balance and not any(line.words.balance for line in others)
        rolled |= (first.account, lines[0].account) == RECONCILED
        return max(chance, ROLLED) if rolled else chance

    def _is_whole(self, row: int, parts: Parts) -> bool:
        """Whether a total stands under all lines of its table, none of which is a total, a result or taken off."""
        if self.backwards or not self.panel.table.upright or len(parts) != row or self.panel.unit in _RATES:
            return False
        line, added = self.lines[row], [self.lines[n].words for n, sign in parts if sign > 0]
        named = line.words.unnamed or (line.words.total and not line.account)
        return named and len(added) == row and not any(w.total or w.result or w.less for w in added)

    def _rolled(self, row: int) -> Parts:
        """The block from the balance before to a line that is one, nothing where no movements lie between them."""
        opening = next((n for n in self._before(row) if self.lines[n].words.balance), row)
        closes = self.lines[row].words.balance and not self.backwards and opening < row - _FEWEST_MOVED
        return tuple((n, 1) for n in range(opening, row)) if closes else ()

    def _signed(self, row: int, parts: Parts) -> int:
        """What it costs that lines of a statement are not added and taken off as everybody does, and the table too."""
        terms = [(self.lines[n].account, sign) for n, sign in sorted(((row, -1), *parts))]
        if not is_statement_sum([account for account, _ in terms]) or is_as_everybody(terms, self.style):
            return 0
        return OTHERWISE_SIGNED

    def _is_of_levels(self, row: int, parts: Parts) -> bool:
        """Whether rates are no changes: what leads from the statutory to the effective rate may be called so."""
        lines = (row, *(n for n, _ in parts))
        ends = self.lines[parts[0][0]].account, self.lines[row].account
        return ends == RECONCILED or are_levels(self.panel, lines)

    def _is_beginning(self, window: list[int], at: int) -> bool:
        if at == 0:
            return True
        line, before = self.lines[window[at]], self.lines[window[at - 1]]
        headed = before.begins if self.backwards else line.begins
        return bool(headed or window[at - 1] in self.totals or window[at] in self.totals or before.words.total)

    def _weighed(self, row: int, parts: Parts, promised: int) -> Sum | None:
        panel = self.panel
        if self._is_mixed(row, parts) or self._counts_twice(parts) or (self.spans and overlap(self.spans, row, parts)):
            return None
        bare = bare_fits(panel, row, parts)
        if not bare.may_be_worth(LEAST_BROKEN - promised, panel.place):
            self._doubt(row, parts, promised, bare.fits)
            return None
        told = explained(panel, row, parts, bare)
        if is_defined(promised, self._of_statement(row)):
            promised, told = as_defined(panel, promised, told)
        ties = [each for each in told.values() if each.ties]
        slips = worths_of_slips(told.values(), panel.place * (len(parts) + 1) // 2)
        if slips and not ties and not any(each.exchanged for each in told.values()):
            slips = [min(slips)]  # columns that fail alike are one accident
        if slips and len(ties) < to_outvote(panel, panel.lines[row]) and min(slips) < 0:
            self._doubt(row, parts, promised, told)
            return None
        if slips and panel.unit in _RATES and not self._is_of_levels(row, parts):
            return None
        belief = promised + evidence(ties) + sum(slips)
        if belief < (LEAST_BROKEN if slips or panel.unit in _RATES else LEAST):
            self._doubt(row, parts, promised, told)
            return None
        if promised < NAMED and not any(each.gap for each in ties) and not is_told(promised, told.values()):
            return None
        if slips and (otherwise := reread(panel, row, parts)) is not None:
            meant, tried = otherwise
            again = self._weighed(row, meant, promised - millibans(tried)) if len(meant) > 1 else None
            is_turned = {n for n, _ in parts} == {n for n, _ in meant} and len({*parts} - {*meant}) == 1
            if is_turned or (again.belief if again else LEAST) >= belief + MISPRINTED * len(slips):
                return again if len(meant) > 1 and not meant[0][0] < row < meant[-1][0] else None
        if ties and promised < NAMED and len(told) - len(ties) > failing_most(told.values(), belief):
            return None
        return self._sum(row, parts, belief, told)

    def _sum(self, row: int, parts: Parts, belief: int, told: Mapping[int, Fit]) -> Sum:
        panel = self.panel
        return Sum(
            panel,
            panel.lines[row],
            tuple(sorted((panel.lines[n], sign) for n, sign in parts)),
            tuple(panel.crossings[c] for c, each in told.items() if each.ties),
            (),
            belief,
            {panel.crossings[c]: each for c, each in told.items()},
        )

    def _doubt(self, row: int, parts: Parts, promised: int, told: Mapping[int, Fit]) -> None:
        """Keep a sum that ties but in one crossing, for that another one may fail there by the same figure."""
        ties = [each for each in told.values() if each.ties]
        if len(ties) != len(told) - 1 or self.panel.unit in _RATES:
            return
        belief = promised + evidence(ties)
        if belief >= LEAST_DOUBTED and (promised >= NAMED or any(each.gap for each in ties)):
            self.doubted.append(self._sum(row, parts, belief, told))
