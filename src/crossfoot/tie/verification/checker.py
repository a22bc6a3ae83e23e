"""The checker: proves a book's claims again from its JSON alone, in exact rational numbers (docs/book-json.md).

It is small, uses the standard library only and shares no code with what it checks, not even the loader: a defect of the
engine cannot hide behind the same defect here.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.tie.verification.arithmetic import (
    SIDES,
    End,
    Form,
    Record,
    admitted,
    decimal,
    end_of,
    exact,
    facts_of,
    form_of,
    last_place,
    prints,
    prints_as,
    rounded_outward,
    tighter,
    value_of,
    within,
)
from crossfoot.tie.verification.assignment import recount
from crossfoot.tie.verification.assignment_book import assignments_of
from crossfoot.tie.verification.proofs import Inequality, Proofs

DOES_NOT_TIE = "does-not-tie"
UNREADABLE = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, counted by kind in the order it was checked, and every problem found."""

    counts: Mapping[str, int]
    problems: tuple[str, ...]


def check_book(text: str) -> list[str]:
    """The problems of a book, told one a line; an empty list accepts it."""
    return list(verify_book(text).problems)


def verify_book(text: str) -> Verification:
    """Checks digest, intervals, identities, certificates, facts, findings, witness and counts of a book's JSON."""
    try:
        checker = _Checker(json.loads(text))
    except UNREADABLE as error:
        return Verification({}, (f"book: cannot be read ({error!r})",))
    checker.check()
    return Verification(checker.counts, tuple(checker.problems))


class _Checker:
    """One book under check: its records by id, what was counted, and the problems so far."""

    def __init__(self, book: Record) -> None:
        self._book = book
        self._figures = self._by_id("figures")
        self._facts = self._by_id("facts")
        self._identities = self._by_id("identities")
        self._certificates = self._by_id("certificates")
        self._ticked = {tick["identity"]: tick["verdict"] for tick in book["ticks"]}
        self._regimes = {regime["group"]: regime for regime in book["regimes"]}
        self._told = {f["certificate"] for f in book["findings"] if f["code"] == DOES_NOT_TIE}
        self._proofs = Proofs(book, self._figures, self._identities)
        self._proved: dict[str, Inequality] = {}
        self.counts: dict[str, int] = {}
        self.problems: list[str] = []

    def check(self) -> None:
        """Everything, in an order in which later checks lean on earlier ones."""
        self._guard("digest", self._digest)
        self._each("figures", "figure", self._figure)
        self._each("identities", "identity", self._identity)
        self._each("certificates", "certificate", self._certificate)
        self._each("facts", "fact", self._fact)
        self._each("findings", "finding", self._finding)
        self._guard("witness", self._witness)
        self._guard("assignments", self._assignments)
        self._guard("summary", self._summary)

    def _by_id(self, part: str) -> dict[str, Record]:
        records = {record["id"]: record for record in self._book[part]}
        if len(records) != len(self._book[part]):
            raise ValueError(f"two of the {part} have one id")
        return records

    def _say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    def _guard(self, where: str, check: Callable[[], None]) -> None:
        try:
            check()
        except UNREADABLE as error:
            self._say(where, str(error) if type(error) is ValueError else f"cannot be read ({error!r})")

    def _each(self, part: str, word: str, check: Callable[[str, Record], None]) -> None:
        for record in self._book[part]:
            where = f"{word} {record['id'] if 'id' in record else record['code']}"
            self._guard(where, lambda: check(where, record))  # noqa: B023 - called at once
        self.counts[part] = len(self._book[part])

    def _digest(self) -> None:
        rest = {name: part for name, part in self._book.items() if name != "digest"}
        canonical = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        if hashlib.sha256(canonical.encode()).hexdigest() != self._book["digest"]:
            self._say("digest", "the content is not the one that was sealed")

    def _figure(self, where: str, figure: Record) -> None:
        self._outward(where, figure)
        if not prints(figure):
            self._say(where, f"the text {figure['text']!r} does not print {figure['value']}")
        for identity in figure["identities"]:
            if identity not in self._identities:
                self._say(where, f"tested by an unknown identity {identity}")
        accused = any(figure["id"] in finding["figures"] for finding in self._book["findings"])
        if figure["status"] == "breaks" and not accused:
            self._say(where, "breaks, but no finding names it")
        for side, end in zip(SIDES, admitted(figure, self._regimes), strict=True):
            if end_of(figure, side) != end:
                self._say(where, f"{figure['text']!r} gives {side} {end[0]}, the book says {figure[side]}")

    def _outward(self, where: str, record: Record) -> None:
        for side in SIDES:
            if not rounded_outward(record, side):
                self._say(where, f"{side} {record[side]} is not {record[f'{side}_exact']} rounded outward")

    def _identity(self, where: str, identity: Record) -> None:
        if exact(identity["low"]) != exact(identity["high"]):
            self._say(where, "an identity leaves no room between its two sides")
        if self._ticked.get(identity["id"], identity["status"]) != identity["status"]:
            self._say(where, f"its status {identity['status']} is not its tick's verdict")
        for (times, named), (coefficient, fact) in zip(identity["terms"], identity["facts"], strict=True):
            figure = self._figures.get(named)
            if times != coefficient or (named != fact if figure is None else figure["fact"] != fact):
                self._say(where, f"its term {times} x {named} is not its fact {coefficient} x {fact}")

    def _certificate(self, where: str, certificate: Record) -> None:
        self._proved[certificate["id"]] = self._proofs.proved(certificate)
        if certificate["fact"] is None and certificate["id"] not in self._told:
            self._say(where, "it proves a contradiction, and no finding tells of it")

    def _fact(self, where: str, fact: Record) -> None:
        self._outward(where, fact)
        for side in SIDES:
            self._fact_end(where, fact, side)
        stating = [self._figures[figure] for figure in fact["figures"]]
        printed = {exact(figure["value"]) for figure in stating if figure["status"] != "breaks"}
        if printed or fact["source"] == "stated":
            if fact["value"] is None or decimal(fact["value"]) not in printed:
                self._say(where, f"no figure that stands and states it prints {fact['value']}")
        elif fact["value"] is not None and not self._follows(fact):
            self._say(where, f"its value {fact['value']} does not follow")

    def _follows(self, fact: Record) -> bool:
        """Whether a value that is not printed is what its identity gives, or what its bounds all print as."""
        value = decimal(fact["value"])
        if fact["source"] != "computed":
            return fact["source"] == "recovered" and prints_as(fact, value)
        identity = self._identities[fact["identity"]]
        others = {key: exact(self._facts[key]["value"]) for key in facts_of(identity) if key != fact["id"]}
        if "ratio" not in identity:
            gap = value_of(form_of(identity["facts"]), {**others, fact["id"]: value}) - exact(identity["low"])
            return gap == 0
        top, below = (value_of(form_of(identity[part]), others) for part in ("facts", "denominator"))
        gap = value - exact(identity["factor"]) * top / below - exact(identity["offset"])
        return identity["ratio"] == fact["id"] and abs(gap) <= last_place(fact["value"]) / 2

    def _fact_end(self, where: str, fact: Record, side: str) -> None:
        """An end is proved, or its own figures give it, and is never wider than they say."""
        end, name = end_of(fact, side), fact[f"{side}_proof"]
        if end == (None, False) and fact["id"] not in self._book["witness"]:
            return  # nothing could be decided of it, and nothing is claimed
        own = self._proofs.printed_end(fact["id"], side, without="breaks")
        if tighter(end, own, side) != end:
            self._say(where, f"its {side} end {fact[side]} is wider than its own figure")
        elif name:
            self._proof(where, (fact["id"], side, end), name)
        elif end != own:
            self._say(where, f"its {side} end {fact[side]} has no proof and is no figure's")

    def _proof(self, where: str, claim: tuple[str, str, End], name: str) -> None:
        fact, side, end = claim
        if name not in self._proved:
            self._say(where, f"the proof of its {side} end, {name}, does not hold")
            return
        certificate, (form, bound, strict) = self._certificates[name], self._proved[name]
        if (certificate["fact"], certificate["side"]) != (fact, side):
            self._say(where, f"{name} proves another bound than its {side} end")
        elif (bound / form[fact], strict) != end:
            self._say(where, f"{name} proves {bound / form[fact]}, its {side} end says {end[0]}")

    def _finding(self, where: str, finding: Record) -> None:
        if finding["code"] != DOES_NOT_TIE:
            return
        name = finding["certificate"]
        if name not in self._proved or self._certificates[name]["fact"] is not None:
            self._say(where, "nothing proves the contradiction")
            return
        if not finding["corrections"]:
            self._say(where, "no figure of the contradiction is said to be the one that may be wrong")
        conflict = set(self._certificates[name]["figures"])
        for correction in finding["corrections"]:
            if not conflict & {one["figure"] for one in correction}:
                self._say(where, "a correction leaves every figure of the contradiction as it is")
            elif len(correction) == 1:
                self._correction(where, correction[0], self._certificates[name])

    def _correction(self, where: str, one: Record, certificate: Record) -> None:
        """The contradiction without the figure that is to change bounds its fact: no more than that is left to it."""
        self._outward(where, one)
        uses = [
            (step is certificate["steps"][-1], premise)
            for step in certificate["steps"]
            for premise in step["premises"]
            if premise["kind"] == "figure" and premise["figure"] == one["figure"]
        ]
        if len(uses) != 1 or not uses[0][0]:
            return  # its end was multiplied with another: what is left without it is not told by a sum
        premise = uses[0][1]
        printed = end_of(self._figures[one["figure"]], premise["side"])[0]
        if printed is None:
            raise ValueError(f"{one['figure']} has no {premise['side']} end")
        short = self._proved[certificate["id"]][1] / exact(premise["times"])
        side, left = ("low", printed - short) if premise["side"] == "high" else ("high", printed + short)
        end = end_of(one, side)[0]
        if end is None or (end < left if side == "low" else end > left):
            self._say(where, f"{one['figure']} should be {side} {one[side]}, where the contradiction leaves {left}")
        self.counts["corrections"] = self.counts.get("corrections", 0) + 1

    def _witness(self) -> None:
        witness = {fact: exact(value) for fact, value in self._book["witness"].items()}
        for name, identity in self._identities.items():
            if not self._holds(identity, witness):
                self._say("witness", f"identity {name} does not hold")
        for name, figure in self._figures.items():
            self._printed_by(witness, name, figure)
        for fact, value in witness.items():
            if value < 0 and self._proofs.is_nonnegative(fact):
                self._say("witness", f"{fact} is negative")
        self.counts["facts with a witness"] = len(witness)

    def _printed_by(self, witness: Mapping[str, Fraction], name: str, figure: Record) -> None:
        """Every figure that stands prints its witness; one that nothing could decide is untested, and has none."""
        value = witness.get(figure["fact"])
        if value is None and figure["status"] == "ties":
            self._say("witness", f"figure {name} is said to tie, and has no value")
        elif value is not None and figure["status"] != "breaks" and not within(value, figure):
            self._say("witness", f"figure {name} would not print {figure['text']!r}")

    def _holds(self, identity: Record, witness: Mapping[str, Fraction]) -> bool:
        """Whether the witness satisfies an identity; a ratio r = factor x N / y + offset is taken times y.

        Unless it is said to be tested, it says nothing where y may be negative, also because what prints y breaks; nor
        where y is 0 and nobody prints the ratio; nor does an identity with a fact that nothing could decide.
        """
        try:
            total = value_of(form_of(identity["facts"]), witness)
            if "ratio" not in identity:
                return exact(identity["low"]) <= total <= exact(identity["high"])
            y, ratio = value_of(form_of(identity["denominator"]), witness), witness[identity["ratio"]]
        except KeyError:
            return not any(figure["status"] == "ties" for figure in self._stating(identity))
        if identity["status"] != "ties" and not self._shown_positive(form_of(identity["denominator"])):
            return True
        if y == 0 and not any(figure["fact"] == identity["ratio"] for figure in self._figures.values()):
            return True
        return total * exact(identity["factor"]) + exact(identity["offset"]) * y == ratio * y

    def _shown_positive(self, form: Form) -> bool:
        """Whether signs, and printed figures that stand, keep a form from falling below 0."""
        broken = any(f["status"] == "breaks" for f in self._figures.values() if f["fact"] in form)
        return not broken and self._proofs.stays_positive(form)

    def _stating(self, identity: Record) -> Iterator[Record]:
        return (figure for figure in self._figures.values() if figure["fact"] in facts_of(identity))

    def _assignments(self) -> None:
        """Labels that are said to have one slot only are counted again; what a search cannot settle is told apart."""
        if not self._book["assignments"]:
            return
        found = recount(assignments_of(self._book))
        for figure, fact in found.refuted:
            self._say("assignments", f"label {figure} is not proven to state {fact}: another label fits there")
        self.counts["labels recounted"] = len(found.confirmed)
        if found.undecided:
            self.counts["labels that the recount leaves open"] = len(found.undecided)

    def _summary(self) -> None:
        statuses = Counter(figure["status"] for figure in self._figures.values())
        sources = Counter(fact["source"] for fact in self._facts.values())
        counted = {
            "figures": len(self._figures),
            "facts": len(self._facts),
            **{status: statuses[status] for status in ("ties", "breaks", "untested")},
            **{source: sources[source] for source in ("recovered", "computed", "deduced")},
        }
        for name, count in counted.items():
            if self._book["summary"][name] != count:
                self._say("summary", f"says {self._book['summary'][name]} {name}, there are {count}")
