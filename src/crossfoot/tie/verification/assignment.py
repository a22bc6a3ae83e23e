"""The recount: confirms or refutes, by a search of its own, that labels of lost order belong where a book proves them.

It shares no code with the solver. Its input is plain, as JSON gives it, with every number an exact decimal or fraction
in text (or a whole number):

    {"facts":  {FACT: {"low": "92995", "high": "92997"}},             what is known of facts without any label
     "rows":   [{"terms": [[1, FACT], [-1, FACT]], "low": "0", "high": "0"},
                {"ratio": FACT, "terms": [...], "denominator": [...], "factor": "100", "offset": "-100"}],
     "blocks": [{"id": "chart", "slots": [FACT],
                 "labels": [{"id": FIGURE, "readings": [{"low": "14701.5", "high": "14702.5"}]}]}],
     "proven": [[FIGURE, FACT]]}

An end that is absent or null is no bound. A fact that is not listed is unknown. With fewer labels than slots, some
slots stay empty. Labels of a block with the same readings are interchangeable. `assignment_checker_book` makes this
from a book.

A claim is confirmed when every assignment that survives puts that label there: what does not survive is ruled out by
rows, one at a time over intervals rounded outward, or all together by elimination. It is refuted by an assignment that
puts another label there and for which exact values were found that satisfy all rows. Otherwise, and where the search
grows too long, it stays undecided.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from crossfoot.tie.verification.assignment_rows import Bounds, Contradiction, Rows

STATES = 20_000
"""How many partial assignments are looked at for one group of blocks."""

Choice = tuple[int, int]
"""A kind of label and which of its readings; kind -1 is an empty slot."""

EMPTY: Choice = (-1, 0)


@dataclass(frozen=True, slots=True)
class Recount:
    """The claims as pairs of figure and fact, by what the recount says of them."""

    confirmed: tuple[tuple[str, str], ...] = ()
    refuted: tuple[tuple[str, str], ...] = ()
    undecided: tuple[tuple[str, str], ...] = ()


def recount(problem: Mapping[str, Any], states: int = STATES) -> Recount:
    """What an exhaustive search says of the proven labels, block groups apart. Raises KeyError, ValueError."""
    rows = Rows(problem)
    blocks = [_Block(record, rows) for record in problem["blocks"]]
    verdicts: dict[str, list[tuple[str, str]]] = {"confirmed": [], "refuted": [], "undecided": []}
    waiting = [(figure, fact) for figure, fact in problem["proven"]]
    for reach in (rows.facts_of, rows.linked({fact for block in blocks for fact in block.slots})):
        for group in _groups(blocks, reach):
            names = {name for block in group for name in block.kind_of}
            claims = [claim for claim in waiting if claim[0] in names]
            for claim, verdict in _Count(rows, blocks, group, states).verdicts(claims):
                if verdict != "undecided":
                    verdicts[verdict].append(claim)
                    waiting.remove(claim)
    known = {name for block in blocks for name in block.kind_of}
    for claim in waiting:
        verdicts["undecided" if claim[0] in known else "refuted"].append(claim)
    return Recount(**{verdict: tuple(claims) for verdict, claims in verdicts.items()})


class _Block:
    """A block: its slots, and its labels in kinds of equal readings with how often each was printed."""

    def __init__(self, record: Mapping[str, Any], rows: Rows) -> None:
        self.slots: list[str] = list(record["slots"])
        self.kinds: list[tuple[Bounds, ...]] = []
        self.times: list[int] = []
        self.kind_of: dict[str, int] = {}
        for label in record["labels"]:
            readings = tuple(rows.bounds(reading) for reading in label["readings"])
            if readings not in self.kinds:
                self.kinds.append(readings)
                self.times.append(0)
            kind = self.kinds.index(readings)
            self.times[kind] += 1
            self.kind_of[label["id"]] = kind
        self.spare = len(self.slots) - sum(self.times)

    def choices(self) -> list[Choice]:
        """Everything a slot may hold."""
        filled = [(kind, way) for kind, readings in enumerate(self.kinds) for way in range(len(readings))]
        return filled + ([EMPTY] if self.spare else [])

    def hull(self) -> Bounds:
        """What any slot holds at least: nothing is known of one that may be empty."""
        if self.spare:
            return None, None
        ends = [reading for readings in self.kinds for reading in readings]
        lows, highs = [low for low, _ in ends], [high for _, high in ends]
        low = None if None in lows else min(end for end in lows if end is not None)
        return low, None if None in highs else max(end for end in highs if end is not None)


def _groups(blocks: list[_Block], reach: Sequence[Collection[str]]) -> list[list[_Block]]:
    """Blocks that a set of facts links, or that fill one slot; the others' slots are only bounded by their labels."""
    groups: list[list[_Block]] = []
    for block in blocks:
        touching = [group for group in groups if any(_touch(block, other, reach) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), block])
    return groups


def _touch(one: _Block, other: _Block, reach: Sequence[Collection[str]]) -> bool:
    mine, theirs = set(one.slots), set(other.slots)
    return bool(mine & theirs) or any(mine.intersection(facts) and theirs.intersection(facts) for facts in reach)


class _Count:
    """The search over the blocks of one group."""

    def __init__(self, rows: Rows, blocks: list[_Block], group: list[_Block], states: int) -> None:
        self.group = group
        self.left = states
        self.places = [(number, fact) for number, block in enumerate(group) for fact in block.slots]
        self.rows = rows.around([fact for _, fact in self.places], {f for b in blocks for f in b.slots})
        self.start: dict[str, Bounds] = dict(rows.known)
        for block in blocks:
            if block not in group:
                for fact in block.slots:
                    self.start[fact] = rows.meet(self.start.get(fact, (None, None)), block.hull())

    def verdicts(self, claims: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
        """Each claim with its verdict."""
        if not claims:
            return
        leaves: list[tuple[list[Choice], dict[str, Bounds]]] = []
        choices = [self.group[number].choices() for number, _ in self.places]
        complete = self._walk(self.start, choices, leaves, None)
        for figure, fact in claims:
            number, kind = next((n, b.kind_of[figure]) for n, b in enumerate(self.group) if figure in b.kind_of)
            if (number, fact) not in self.places:
                yield (figure, fact), "refuted"
                continue
            place = self.places.index((number, fact))
            against = [bounds for chosen, bounds in leaves if chosen[place][0] != kind]
            if any(self.rows.witness(bounds) for bounds in against):
                yield (figure, fact), "refuted"
            elif complete and len(against) < len(leaves) and all(map(self.rows.impossible, against)):
                yield (figure, fact), "confirmed"
            else:
                yield (figure, fact), "undecided"

    def _walk(
        self, bounds: dict[str, Bounds], choices: list[list[Choice]], leaves: list[Any], last: int | None
    ) -> bool:
        """Collect the assignments that survive once a place is filled; False where the search ended before its end."""
        try:
            bounds, choices = self._narrowed(bounds, choices, last)
        except Contradiction:
            return True
        wide = [place for place, own in enumerate(choices) if len(own) > 1]
        if not wide:
            leaves.append(([own[0] for own in choices], bounds))
            return True
        place = min(wide, key=lambda one: len(choices[one]))
        for choice in choices[place]:
            self.left -= 1
            if self.left < 0:
                return False
            below = [*choices[:place], [choice], *choices[place + 1 :]]
            if not self._walk(bounds, below, leaves, place):
                return False
        return True

    def _narrowed(
        self, bounds: dict[str, Bounds], choices: list[list[Choice]], last: int | None
    ) -> tuple[dict[str, Bounds], list[list[Choice]]]:
        """Rows and counts of labels in turn, until neither rules anything out. Raises Contradiction."""
        bounds, choices = dict(bounds), list(choices)
        places = range(len(choices)) if last is None else [last]
        self.rows.narrow(bounds, None if last is None else [])
        while places:
            drawn = self._drawn(bounds, choices, places)
            self.rows.narrow(bounds, drawn)
            counted = self._counted(choices)
            places = [p for p, own in enumerate(choices) if p in counted or (drawn and len(own) > 1)]
        return bounds, choices

    def _drawn(self, bounds: dict[str, Bounds], choices: list[list[Choice]], places: Iterable[int]) -> list[str]:
        """Drop the choices outside their fact's ends and draw those in to what is left; the facts that changed."""
        changed: list[str] = []
        for place in places:
            number, fact = self.places[place]
            ends = bounds.get(fact, (None, None))
            spans = [self.rows.meet(ends, self._span(number, one)) for one in choices[place]]
            fitting = [not self.rows.is_empty(span) for span in spans]
            if not all(fitting):
                choices[place] = list(compress(choices[place], fitting))
            bounds[fact] = self.rows.hull(compress(spans, fitting))
            if bounds[fact] != ends or not all(fitting):
                changed.append(fact)
        return changed

    def _counted(self, choices: list[list[Choice]]) -> set[int]:
        """No label in more slots than it was printed times, nor in fewer; the places it cut. Raises Contradiction."""
        cut: set[int] = set()
        for number, block in enumerate(self.group):
            kinds = {p: {kind for kind, _ in choices[p]} for p, (owner, _) in enumerate(self.places) if owner == number}
            for kind, times in [*enumerate(block.times), *([(-1, block.spare)] if block.spare else [])]:
                able = [place for place, own in kinds.items() if kind in own]
                wide = [place for place in able if len(kinds[place]) > 1]
                if len(able) - len(wide) > times or len(able) < times:
                    raise Contradiction
                if wide and times in (len(able) - len(wide), len(able)):
                    keep = times == len(able)
                    for place in wide:
                        choices[place] = [choice for choice in choices[place] if (choice[0] == kind) is keep]
                        kinds[place] = {one for one, _ in choices[place]}
                    cut.update(wide)
        return cut

    def _span(self, number: int, choice: Choice) -> Bounds:
        return (None, None) if choice == EMPTY else self.group[number].kinds[choice[0]][choice[1]]
