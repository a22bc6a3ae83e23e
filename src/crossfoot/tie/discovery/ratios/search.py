"""Ratios in a table: growth of one column over another, lines and shares in percent of others, amounts per share."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, permutations

from crossfoot.model.facts import FactKey
from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.ratios.fitting import HUNDRED, At, Quotient, QuotientFit, is_turned, quotient_fit, worth
from crossfoot.tie.discovery.sums.found import LEAST, LEAST_BROKEN
from crossfoot.tie.discovery.tables.table import Entry, Table
from crossfoot.vocabulary.measures import LEVEL, Aspect, AspectKind
from crossfoot.vocabulary.rounding import Rounding
from crossfoot.vocabulary.spans import Duration, Instant, Period, Undated
from crossfoot.vocabulary.units import PERCENT, POINTS, UnitKind

_NEAREST = 8  # lines or columns on each side that a percentage is compared with
_BESIDE = 4  # lines on each side whose shares a line may be: a column for each of three years, and a change
_FURTHEST = 24  # lines on each side that an amount per share is compared with
_EXPECTED = millibans(4, 1)  # of columns of growth without a word such as organic, those that their table explains
_UNEXPECTED = millibans(1, 4)
_FEW = 16  # crossings each of which may be what shares are of
_BROKEN = 5 * BAN  # from which an amount per share that is off like no slip is a finding: not all earnings are of them
_OUTGOINGS = 3  # printed below zero that grow as their sizes do, beside which one that does not may be a misprint
_ALIKE = BAN // 20  # beliefs that differ by less say nothing of which amounts are meant
_GROWTH, _ANY = Aspect(AspectKind.GROWTH), Undated("")
_YEAR, _WEEK = timedelta(days=365), timedelta(days=7)
_PER = re.compile(r"^(?:average )?(?P<amount>\w[\w ]{2,}?) per (?:average )?(?P<unit>[a-z]{3,})\b", re.IGNORECASE)
_FOR_EACH = re.compile(r"\b(?:per|pro|par|por)\b|/|[当あ]たり", re.IGNORECASE)
THOUSANDS = tuple(Fraction(1000) ** power for power in (0, 1, -1, 2))  # of the printing units of amounts and shares


@dataclass(frozen=True, slots=True)
class Ratios:
    """One relation between ratios and amounts, wherever it holds or should, with its belief in millibans.

    `rounding` is that of the ratios, to nearest or cut off. `sums` are the facts, each with how often it counts, of
    amounts that are made up of several: the average of two closes, shares less the company's own.
    """

    table: Table
    quotients: tuple[Quotient, ...]
    tied: int
    belief: int
    rounding: Rounding
    sums: Mapping[At, tuple[tuple[FactKey, Fraction], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What a line of ratios may be; `expected` says that the words or places of its amounts suggest it."""

    quotients: tuple[Quotient, ...]
    expected: bool


def ratios(table: Table) -> list[Ratios]:
    """The ratios of a table that its amounts explain: at most one relation for each line or crossing of ratios.

    And one for all growth that is told as such: each column of a table whose rows are two years prints one to test.
    """
    lines = ((side, _tried(side, line)) for side in (table, table.turned()) for line in range(len(side.lines)))
    found = []
    for side, candidates in (*lines, (table, _told_as_growth(table))):
        best = max(_weighed(side, candidates), key=_likelihood, default=None)
        if best is not None and best.belief >= (LEAST if best.tied == len(best.quotients) else LEAST_BROKEN):
            found.append(best)
    return found


def _likelihood(found: Ratios) -> tuple[int, int]:
    """How readings of one line compare: by belief, and those alike in it by how near their amounts stand."""
    lines = found.quotients[0].ratio[0], found.quotients[0].over[0], found.quotients[0].under[0]
    return found.belief // _ALIKE, -(max(lines) - min(lines))


def rounding_of(found: Sequence[Ratios]) -> Rounding:
    """How the ratios of a document are rounded: all alike, to nearest unless the relations of cut off ones outweigh."""
    cut_off = sum(each.belief if each.rounding is Rounding.TRUNCATED else -each.belief for each in found)
    return Rounding.TRUNCATED if cut_off > 0 else Rounding.NEAREST


def _weighed(side: Table, tried: Iterable[_Candidate]) -> Iterator[Ratios]:
    """Everything that a line of ratios may be, rounded to nearest or cut off; and what it is promised."""
    candidates = [each for each in tried if each.quotients]  # a line of nil is a quotient of nothing
    expected = sum(each.expected for each in candidates)
    for each in candidates:
        of_percent = each.quotients[0].factor == HUNDRED
        share = _UNEXPECTED if not each.expected else _EXPECTED if of_percent else NAMED
        promised = share - millibans(expected if each.expected else len(candidates) - expected)
        for rounding in (Rounding.NEAREST, Rounding.TRUNCATED) if of_percent else (Rounding.NEAREST,):
            found = under(side, each.quotients, promised, rounding)
            if found is not None:
                yield found


def _tried(side: Table, line: int) -> Iterator[_Candidate]:
    words = side.lines[line].words
    crossings = [c for c, entry in side.along(line) if entry.unit in (PERCENT, POINTS) and entry.value]
    if len(crossings) > 1:
        yield from _of_neighbours(side, line, crossings)
        yield from _of_lines(side, line, crossings)
        yield from _of_base(side, line, crossings)
    elif side.upright and (words.per_share or _PER.search(side.lines[line].label)):
        yield from _per_share(side, line) if words.per_share else _per_unit(side, line)
    elif not side.upright and _FOR_EACH.search(side.lines[line].label):
        yield from _for_each(side, line)


def _told_as_growth(table: Table) -> Iterator[_Candidate]:
    """What headings tell to be growth on the year before, each over its own measure, where both years are printed."""
    if not any(_is_growth(entry) for entry in table.entries.values()):
        return
    stated = {entry.fact: at for at, entry in table.entries.items()}
    years: dict[FactKey, list[tuple[Period, At]]] = {}
    for fact, at in stated.items():
        years.setdefault(replace(fact, period=_ANY), []).append((fact.period, at))
    growth = []
    for fact, at in stated.items():
        level = replace(fact, aspect=LEVEL)
        if _is_growth(table.entries[at]) and level in stated:
            before = [
                other for period, other in years[replace(level, period=_ANY)] if _is_year_before(period, fact.period)
            ]
            growth += [Quotient(at, stated[level], before[0], HUNDRED, -100)] if len(before) == 1 else []
    if len({each.ratio[0] for each in growth}) == 1 < len(growth):  # else each column of them is a line of its own
        yield _Candidate(tuple(growth), True)


def _is_growth(entry: Entry) -> bool:
    return entry.unit == PERCENT and entry.fact.aspect == _GROWTH


def _of_lines(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Growth of one line over another, or one line in percent of another: pairs of amounts near the percentages."""
    near = [n for n in _about(side, line) if n != line and any(entry.unit != PERCENT for _, entry in side.along(n))]
    growing = side.lines[line].words.change or not side.upright
    pairs = compared(side, near) if growing else set()
    for over in near:
        for under in near:
            if over == under:
                continue
            words = side.lines[under].words
            whole = words.total or words.result or under < over
            shares = of_sizes(side, [Quotient((line, c), (over, c), (under, c)) for c in crossings])
            yield _Candidate(shares, whole and not growing)
            growth = tuple(Quotient((line, c), (over, c), (under, c), HUNDRED, -100) for c in crossings)
            yield _Candidate(growth, growing and (over, under) in pairs)


def compared(side: Table, near: Sequence[int]) -> set[At]:
    """The pairs of lines of which the first is likely to be compared with the second: to be said to grow over it.

    They are neighbours, and where dates are known the later one over the earlier, as it is over that of a year before.
    """
    days = {line: _day(side, line) for line in near}
    pairs = {pair for a, b in pairwise(near) for pair in ((a, b), (b, a))}
    later = {(one, other) for one, other in pairs if (days[one] or date.min) >= (days[other] or date.min)}
    ended = {line: day for line, day in days.items() if day is not None}
    yearly = {(a, b) for a in ended for b in ended if abs(ended[a] - ended[b] - _YEAR) <= _WEEK}
    return later | yearly


def _day(side: Table, line: int) -> date | None:
    """The day on which everything that a line states ends, None where that is not one known day."""
    days = {_end(entry.fact.period) for _, entry in side.along(line)}
    return days.pop() if len(days) == 1 else None


def _end(period: Period) -> date | None:
    if isinstance(period, Undated):
        return None
    return period.day if isinstance(period, Instant) else period.end


def _of_neighbours(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Growth printed near the amounts that grow: each over the crossing before it or behind, or that of a year ago."""
    growing = side.lines[line].words.change and side.upright
    for amounts in (n for n in (_about(side, line) if growing else ()) if n != line):
        if all(entry.unit != PERCENT for _, entry in side.along(amounts)):
            steps = [[(c, c + step) for c in crossings] for step in (1, -1)] if abs(amounts - line) <= 2 else []
            for tried in (*steps, _a_year_apart(side, amounts, crossings)):
                pairs = [(c, other) for c, other in tried if {(amounts, c), (amounts, other)} <= side.entries.keys()]
                growth = (Quotient((line, c), (amounts, c), (amounts, other), HUNDRED, -100) for c, other in pairs)
                if len(pairs) > 1:
                    yield _Candidate(tuple(growth), True)


def _about(side: Table, line: int) -> range:
    """The lines that a line of percentages is compared with, itself among them."""
    return range(max(0, line - _NEAREST), min(len(side.lines), line + _NEAREST + 1))


def _a_year_apart(side: Table, line: int, crossings: Sequence[int]) -> list[tuple[int, int]]:
    """For each crossing of a line the only one that states the same span a year before."""
    periods = {c: entry.fact.period for c, entry in side.along(line)}
    pairs = [(c, [o for o in periods if _is_year_before(periods[o], periods[c])]) for c in crossings if c in periods]
    return [(c, before[0]) for c, before in pairs if len(before) == 1]


def _is_year_before(one: Period, other: Period) -> bool:
    """Whether a span or a day is another's of a year before, to a week."""
    if isinstance(one, Duration) and isinstance(other, Duration):
        days = other.start - one.start, other.end - one.end
    elif isinstance(one, Instant) and isinstance(other, Instant):
        days = other.day - one.day, other.day - one.day
    else:
        return False
    return all(abs(each - _YEAR) <= _WEEK for each in days)


def _of_base(side: Table, line: int, crossings: Sequence[int]) -> Iterator[_Candidate]:
    """Shares: a line of percentages beside a line of amounts, each amount in percent of one of them."""
    beside = range(max(0, line - _BESIDE), min(len(side.lines), line + _BESIDE + 1))
    for amounts in (n for n in beside if any(entry.unit != PERCENT for _, entry in side.along(n))):
        for base in _bases(side, line) if amounts != line else ():
            words = side.crossings[base].words
            shares = [Quotient((line, c), (amounts, c), (amounts, base)) for c in crossings if c != base]
            yield _Candidate(of_sizes(side, shares), words.total or words.result or words.unnamed)


def of_sizes(side: Table, shares: Sequence[Quotient]) -> tuple[Quotient, ...]:
    """Shares, those above zero of amounts below zero read as of their sizes: costs in brackets and what they come to.

    One alone is a slip of its sign, unless its words call it a cost.
    """
    value = {at: entry.value for each in shares for at in (each.ratio, each.over) if (entry := side.entries.get(at))}
    unlike = [each for each in shares if value.get(each.over, 0) < 0 < value.get(each.ratio, 0)]
    if not unlike or (len(unlike) == 1 and not _is_of_outgoings(side, unlike[0])):
        return tuple(shares)
    above = {each.over for each in unlike if (base := side.entries.get(each.under)) and base.value > 0}
    return tuple(replace(each, of_size=True) if each.over in above else each for each in shares)


def _bases(side: Table, line: int) -> list[int]:
    """What shares may be of: any crossing of a small table, else what is called a total or printed as 100 percent."""
    every = range(len(side.crossings))
    if len(every) <= _FEW:
        return list(every)
    whole = {crossing for crossing, entry in side.along(line) if entry.value * entry.grain == 100}
    return [n for n in every if n in whole or side.crossings[n].words.total or side.crossings[n].words.result]


def _per_share(side: Table, line: int) -> Iterator[_Candidate]:
    """Amounts per share: a result over a number of shares, in whatever thousands each is printed."""
    crossings = [crossing for crossing, entry in side.along(line) if entry.value]
    near = range(max(0, line - _FURTHEST), min(len(side.lines), line + _FURTHEST + 1))
    for under in (n for n in near if side.lines[n].words.shares and not side.lines[n].words.per_share):
        if _is_of_other_shares(side.lines[line].label, side.lines[under].label):
            continue
        for over in (n for n in near if side.lines[n].words.result and not side.lines[n].words.never):
            for factor in THOUSANDS if over != under else ():
                yield _Candidate(tuple(Quotient((line, c), (over, c), (under, c), factor) for c in crossings), True)


def _per_unit(side: Table, line: int) -> Iterator[_Candidate]:
    """Amounts for each of what a line counts: `Revenue per employee` is the line of revenue over that of employees."""
    named = _PER.search(side.lines[line].label)
    crossings = [crossing for crossing, entry in side.along(line) if entry.value]
    plain = [(n, each.label.casefold()) for n, each in enumerate(side.lines) if not _PER.search(each.label)]
    amounts, counts = (named[name].casefold().removesuffix("s") for name in ("amount", "unit")) if named else ("", "")
    for under in (n for n, label in plain if counts and re.search(rf"\b{re.escape(counts)}s?\b", label)):
        for over in (
            n for n, label in plain if re.match(rf"(?:total |net )?{re.escape(amounts)}", label) and n != under
        ):
            for factor in THOUSANDS:
                yield _Candidate(tuple(Quotient((line, c), (over, c), (under, c), factor) for c in crossings), True)


def _for_each(side: Table, line: int) -> Iterator[_Candidate]:
    """A column of amounts for each of what another counts: of any two columns near, whatever their names."""
    crossings = [crossing for crossing, entry in side.along(line) if entry.value]
    near = [n for n in _about(side, line) if n != line and any(entry.unit != PERCENT for _, entry in side.along(n))]
    for over, under in permutations(near, 2):
        for factor in THOUSANDS:
            yield _Candidate(tuple(Quotient((line, c), (over, c), (under, c), factor) for c in crossings), False)


def _is_of_other_shares(ratio: str, shares: str) -> bool:
    """Whether one label says basic and the other diluted."""
    ratio, shares = ratio.lower(), shares.lower()
    pairs = (("basic", "dilut"), ("dilut", "basic"), ("基本", "希薄化"), ("希薄化", "基本"))
    return any(a in ratio and b not in ratio and b in shares and a not in shares for a, b in pairs)


def under(side: Table, quotients: Sequence[Quotient], promised: int, rounding: Rounding) -> Ratios | None:
    """The ratios as these quotients, under one way of rounding; None where too many are something else.

    Where more than one in three (or than one) fail, they are something else, and so are those of which only one ties,
    unless the relation is promised by name and a slip explains what fails. One that misses by less than a last place
    counts among those that fail, but says nothing else: among shares of a whole one is often set so that they add to
    100. One that is the quotient but for its sign is printed so on purpose where it is a cost's, or not alone: growth
    of costs may be called worse.
    """
    told: list[tuple[Quotient, QuotientFit]] = []
    failing: list[Quotient] = []
    near = 0
    fits = _telling(side, quotients, rounding)
    for each in quotients:
        fit = fits.get(each)
        if fit is not None and fit.is_near:
            near += 1
        elif fit is not None:
            told.append((each, fit))
            failing += () if fit.ties else (each,)
        if len(failing) + near > max(1, len(quotients) // 4):
            return None
    slips = [fit for _, fit in told if not fit.ties and fit.is_retyped]
    least = 1 if promised > 0 and len(slips) == len(failing) else 2
    if len(told) < len(failing) + least or 4 * len(failing) > max(4, len(told)):
        return None
    turned = [each for each in failing if is_turned(side, each, rounding)]
    printed_so = [each for each in turned if len(turned) > 1 or _is_of_outgoings(side, each)]
    evidence = worth([fit for each, fit in told if each not in printed_so])
    if evidence <= 0:
        return None
    surely = quotients[0].factor == HUNDRED or len(slips) == len(failing) or promised + evidence >= _BROKEN
    surely = surely and not _is_of_shares(side, quotients[0])
    left_out = printed_so if surely else failing
    kept = tuple(sorted((each for each, _ in told if each not in left_out), key=lambda q: q.ratio))
    return Ratios(side, kept, len(told) - len(failing), promised + evidence, rounding)


def _telling(side: Table, quotients: Sequence[Quotient], rounding: Rounding) -> dict[Quotient, QuotientFit]:
    """How ratios fit their quotients, those left out that say nothing.

    Growth of outgoings below zero that is not that of their sizes says something only beside several that is, and where
    a slip other than of its sign explains it: else nothing tells what is meant by it.
    """
    found = {each: fit for each in quotients if (fit := quotient_fit(side, each, rounding)) is not None}
    ties = sum(fit.outgoing and fit.ties for fit in found.values())
    return {
        each: fit
        for each, fit in found.items()
        if not fit.outgoing or fit.ties or (ties >= _OUTGOINGS and _is_mistyped(fit))
    }


def _is_mistyped(fit: QuotientFit) -> bool:
    """Whether a slip other than of its sign explains a ratio: growth of outgoings may be called better or worse."""
    return fit.is_retyped and not fit.is_near and -fit.printed not in fit.meant


def _is_of_shares(side: Table, quotient: Quotient) -> bool:
    """Whether both amounts are per share: of average or closing shares, before or after a split, nothing tells."""
    return all(
        side.lines[at[0]].words.per_share
        or side.crossings[at[1]].words.per_share
        or ((entry := side.entries.get(at)) is not None and entry.unit.kind is UnitKind.PER_SHARE)
        for at in (quotient.over, quotient.under)
    )


def _is_of_outgoings(side: Table, quotient: Quotient) -> bool:
    lines = side.lines[quotient.over[0]], side.crossings[quotient.over[1]]
    return any(line.words.outgoing or line.words.less for line in lines)
