"""Ratios that everybody prints by name (margins, tax rates, earnings a share), of amounts in their table or another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from crossfoot.model.book import Book
from crossfoot.model.facts import Members
from crossfoot.model.figures import Figure
from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.ratios.fitting import HUNDRED, Quotient
from crossfoot.tie.discovery.ratios.search import THOUSANDS, Ratios, of_sizes, under
from crossfoot.tie.discovery.sums.found import LEAST_BROKEN as LEAST
from crossfoot.tie.discovery.tables.accounts import account, account_of_measure
from crossfoot.tie.discovery.tables.table import Entry, Line, Table, entry_of
from crossfoot.vocabulary.measures import AspectKind
from crossfoot.vocabulary.periods import Period
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.scenarios import Scenario
from crossfoot.vocabulary.units import PERCENT, PURE

_OF_REVENUE = (
    r"(?: margin| profit margin| rate| %| \(%\)|,? as an? (?:%|percent(?:age)?) of (?:total |net )?(?:sales|revenues?))"
)
_NAMED = {
    ("gross", "revenue"): rf"gross(?: profit| margin)?{_OF_REVENUE}|gross margin|売上高?総利益率|粗利益?率",
    ("operating", "revenue"): rf"operating(?: income| profit| earnings)?{_OF_REVENUE}|(?:売上高)?営業利益率",
    ("ebit", "revenue"): rf"ebit{_OF_REVENUE}",
    ("ebitda", "revenue"): rf"ebitda{_OF_REVENUE}",
    ("adjusted ebit", "revenue"): rf"adjusted ebit{_OF_REVENUE}",
    ("adjusted ebitda", "revenue"): rf"adjusted ebitda{_OF_REVENUE}",
    ("ordinary", "revenue"): r"(?:売上高)?経常利益率",
    ("net", "revenue"): rf"net(?: income| profit| earnings)?{_OF_REVENUE}|(?:売上高)?当期純利益率",
    (
        "expenses",
        "revenue",
    ): rf"(?:operating expenses?|sg&a|selling, general and administrative(?: expenses?)?){_OF_REVENUE}"
    r"|(?:売上高)?販売?管理?費(?:比)?率",
    ("tax", "pretax"): r"effective (?:income )?tax rate|(?:実効税率|法人税等の負担率)",
    ("equity", "assets"): r"equity ratio|equity[- ]to[- ](?:total )?assets?(?: ratio)?|自己資本比率|純資産比率",
}
_PATTERNS = {names: re.compile(pattern, re.IGNORECASE) for names, pattern in _NAMED.items()}
_PERCENT_OF = re.compile(
    r"(?P<over>.*?),? ?(?:as an? |in )?(?:%|percent(?:age)?) of (?:the )?(?P<under>\w[^%]*)", re.IGNORECASE
)
_OF_TWO = re.compile(r"(?:ratio of )?(?P<over>\w.*?)(?: ?/ ?| to )(?P<under>[^\W\d].*)", re.IGNORECASE)
_MARGIN = re.compile(r"(?P<over>\w.*) margin", re.IGNORECASE)
_OF_RISK = re.compile(
    r"(?P<over>(?:common equity tier (?:1|one|i)|cet ?1|tier (?:1|one|i)|total(?: regulatory)?)(?: capital)?) ratio",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_UNIT_BEHIND = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\W*$")
_PER_SHARE = {
    "eps_basic": (("parent", "net"), "shares_basic"),
    "eps_diluted": (("parent", "net"), "shares_diluted"),
}
EARNINGS = tuple(_PER_SHARE)
"""The measures of earnings per share, basic and diluted."""

SHARES = tuple(shares for _, shares in _PER_SHARE.values())
"""The measures that count shares, basic and diluted."""

_MARKS = re.compile(r"^(?:gaap|ifrs) |[ 　]*[(（][0-9a-z]{1,2}[)）]$|[ :：*]+$", re.IGNORECASE)

Statements = Mapping[tuple[str, Period, Scenario, Members], Figure]
"""The finest print of every line of a statement, by its account or measure, period, scenario and members."""


def statements(book: Book) -> Statements:
    """The levels of statement lines that a book states, wherever they are printed."""
    stated: dict[tuple[str, Period, Scenario, Members], Figure] = {}
    for figure in book.figures:
        fact = figure.fact
        if fact is None or fact.aspect.kind is not AspectKind.LEVEL:
            continue
        name = account_of_measure(fact.measure) or (fact.measure if fact.measure in (*SHARES, *EARNINGS) else "")
        at = name, fact.period, fact.scenario, fact.members
        if name and (at not in stated or figure.printed.place < stated[at].printed.place):
            stated[at] = figure
    return stated


def margins(table: Table, stated: Statements) -> Iterator[Ratios]:
    """The named ratios of a table, each over the amounts of its own table or else over those stated elsewhere."""
    for line in range(len(table.lines)) if table.upright else ():
        found = [ratios for tried in _tried(table, line) if (ratios := _best(table, line, tried, stated)) is not None]
        if found:
            yield max(found, key=lambda each: each.belief)


@cache
def ratio_named(label: str) -> tuple[str, str] | None:
    """The accounts that a ratio is of, by its name: `Operating margin` is operating income in percent of revenue."""
    plain = _MARKS.sub("", label.strip())
    named = (names for names, pattern in _PATTERNS.items() for each in (plain, _bare(plain)) if pattern.fullmatch(each))
    return next(named, None)


def _bare(label: str) -> str:
    """A label without the unit in brackets behind it."""
    return _UNIT_BEHIND.sub("", label)


def _tried(table: Table, line: int) -> Iterator[tuple[str, str, tuple[Fraction, ...]]]:
    """What a line may be of: the accounts over and under, and the factors that their scales may leave."""
    entries = [entry for _, entry in table.along(line)]
    named = ratio_named(table.lines[line].label)
    levels = [entry for entry in entries if entry.fact.aspect.kind is AspectKind.LEVEL]  # a change is in points
    if all(entry.unit == PERCENT for entry in levels):
        for names in [named] if named is not None else _said(table, line):
            yield *names, (HUNDRED,)
    elif all(entry.unit == PURE for entry in levels):
        for names in _of_two(table.lines[line].label):
            yield *names, (Fraction(1),)
    for measure, (overs, shares) in _PER_SHARE.items():
        if any(entry.fact.measure == measure for entry in entries):
            for over in overs:
                yield over, shares, THOUSANDS


def _said(table: Table, line: int) -> Iterator[tuple[str, str]]:
    """What a label says that it is of: `SG&A as a % of revenue`; `% of revenue` is of the line above it."""
    label = _MARKS.sub("", table.lines[line].label.strip())
    if said := _PERCENT_OF.fullmatch(label):
        over = said["over"] or (table.lines[line - 1].label if line else "")
        yield from _named(over, said["under"])
    elif said := _MARGIN.fullmatch(_bare(label)):
        for result in ("", " income", " profit"):
            yield from _named(said["over"] + result, "revenue")
    elif said := _OF_RISK.fullmatch(_bare(label)):
        for capital in ("", " capital"):
            yield from _named(said["over"] + capital, "risk-weighted assets")
    else:
        yield from _of_two(label)


def _of_two(label: str) -> Iterator[tuple[str, str]]:
    """The amounts that a label names beside each other: `Net debt / EBITDA`, `Net charge-offs to average loans`."""
    if said := _OF_TWO.fullmatch(_bare(label)):
        yield from _named(said["over"], said["under"])


def _named(over: str, under: str) -> Iterator[tuple[str, str]]:
    """Two amounts as lines are known: by their accounts, else by their words."""
    names = account(over) or _plain(over), account(under) or _plain(under)
    if all(names) and names[0] != names[1]:
        yield names


def _plain(label: str) -> str:
    return " ".join(_WORD.findall(label.casefold()))


def _is_called(line: Line, name: str) -> bool:
    """Whether a line is an account, or has a name."""
    return name in (line.account, _plain(_bare(line.label)), _plain(line.label))


def _best(table: Table, line: int, tried: tuple[str, str, tuple[Fraction, ...]], stated: Statements) -> Ratios | None:
    """The ratio read as of these amounts where they are printed, if that is believed."""
    over, base, factors = tried
    entries: dict[tuple[int, int], Entry] = {}
    for crossing, entry in table.along(line):
        amounts = [_amount(table, (line, crossing), name, stated) for name in (over, base)]
        if entry.value and entry.fact.aspect.kind is AspectKind.LEVEL and None not in amounts:
            entries[0, crossing] = entry
            entries |= {(n, crossing): amount for n, amount in enumerate(amounts, 1) if amount is not None}
    lines = (table.lines[line], *(Line(table.lines[line].at, name, table.lines[line].words) for name in (over, base)))
    drawn = replace(table, lines=lines, entries=entries)
    crossings = [crossing for row, crossing in entries if row == 0]
    promised = NAMED - millibans(len(factors))
    found = [
        under(
            drawn,
            _of_one_sign(drawn, [Quotient((0, c), (1, c), (2, c), factor) for c in crossings]),
            promised,
            rounding,
        )
        for factor in factors
        for rounding in ((Rounding.NEAREST, Rounding.TRUNCATED) if factor == HUNDRED else (Rounding.NEAREST,))
    ]
    believed = [each for each in found if each is not None and each.belief >= LEAST]
    return max(believed, key=lambda each: each.belief, default=None)


def _of_one_sign(drawn: Table, quotients: Sequence[Quotient]) -> Sequence[Quotient]:
    """Ratios, of sizes where amounts below zero print them above it; beside such an amount above zero is a slip."""
    found = of_sizes(drawn, quotients)
    if not any(each.of_size for each in found):
        return found
    return [each for each in found if each.of_size or drawn.entries[each.over].value < 0]


def _amount(table: Table, at: tuple[int, int], name: str, stated: Statements) -> Entry | None:
    """An account's amount beside a ratio: in its column the nearest line of that account, else what is stated of it."""
    line, crossing = at
    near = [n for n in range(len(table.lines)) if _is_called(table.lines[n], name) and (n, crossing) in table.entries]
    if near:
        return table.entries[min(near, key=lambda n: abs(n - line)), crossing]
    fact = table.entries[at].fact
    figure = stated.get((name, fact.period, fact.scenario, fact.members))
    return entry_of(figure) if figure is not None else None
