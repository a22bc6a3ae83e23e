"""Declared sums as identities: at every place where they bind, once each, with what speaks for partial ones.

A sum whose parts are all reported is what the filer declares, and may break. Where parts are missing, they may be zero
or merely not reported; docs/decisions/0006-partial-sums.md says what is made of that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from crossfoot.bind.xbrl.calculations import Bound, Checker, Consistency, bindings, power_of_ten
from crossfoot.bind.xbrl.doubted import DOUBTED, Residuals, doubted
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.model.facts import FactKey, Members
from crossfoot.model.filings import Filing
from crossfoot.model.findings import Finding, Severity
from crossfoot.model.identities import Identity, IdentityKind, Origin, Term
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.rounding import Rounding

INCOMPLETE = "incomplete-sum"
"""The code of findings on sums with unreported parts that do not add up, for which nothing else speaks."""

_FEWEST_TIES = 3  # places where a partial sum must tie before one where it does not can be a finding
_COST_OF_FAILURE = 2  # powers of ten that a place where it does not tie takes off, as for discovered relations
_LEAST_BELIEF = 2
_MOST_BELIEF = 99  # figures of any number of digits say no more
_MOST_NAMED = 4


@dataclass(slots=True)
class Sums:
    """The identities of declared sums, and the findings on those that say too little to be one."""

    identities: list[Identity] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def declared_sums(filing: Filing, keys: Mapping[int, FactKey], naming: Naming) -> Sums:
    """Every sum where it binds, by the keys of its facts; the same sum in another role is not repeated."""
    return _Binder(filing, keys, naming).all()


class _Binder:
    def __init__(self, filing: Filing, keys: Mapping[int, FactKey], naming: Naming) -> None:
        self._filing = filing
        self._keys = keys
        self._naming = naming
        self._checkers = (Checker(filing), Checker(filing, Rounding.TRUNCATED))
        self._seen: set[frozenset[tuple[FactKey, Fraction]]] = set()
        self._ids: set[str] = set()

    def all(self) -> Sums:
        sums = Sums()
        keyed = [bound for bound in bindings(self._filing) if self._is_keyed(bound)]
        new = [bound for bound in self._meant(keyed) if self._is_new(bound)]
        doubts = doubted((bound for bound in new if bound.is_complete), self._ties)
        sums.findings += [self._doubt(places) for places in doubts]
        passed = {id(bound) for places in doubts for bound in places}
        partial: defaultdict[tuple[object, ...], list[Bound]] = defaultdict(list)
        for bound in new:
            if not bound.is_complete:
                partial[bound.summation.total, bound.missing, tuple(p for p, _ in bound.parts)].append(bound)
            elif id(bound) not in passed:
                sums.identities.append(self._identity(bound))
        for alike in partial.values():
            self._believe(alike, sums)
        return sums

    def _is_keyed(self, bound: Bound) -> bool:
        return all(numbers[0] in self._keys for numbers in (bound.total, *(tags for _, tags in bound.parts)))

    def _meant(self, bounds: Sequence[Bound]) -> list[Bound]:
        """The sums without those of another statement: what a role of the parent company says of the group's figures.

        Two sums of one total compete where they share a part. One that fails is of another statement where its rival's
        role ties more often on such figures, or as often and the rival ties.
        """
        ties = {id(bound): self._ties(bound) for bound in bounds}
        score = Counter[tuple[str, Members]]()
        rivals: defaultdict[tuple[int, ...], list[Bound]] = defaultdict(list)
        for bound in bounds:
            score[self._statement(bound)] += 1 if ties[id(bound)] else -1
            rivals[bound.total].append(bound)

        def yields(bound: Bound) -> bool:
            own = score[self._statement(bound)]
            concepts = {part.concept for part, _ in bound.parts}
            for rival in rivals[bound.total]:
                better = score[self._statement(rival)] - own
                competes = not concepts.isdisjoint(part.concept for part, _ in rival.parts)
                if rival is not bound and competes and (better > 0 or (better == 0 and ties[id(rival)])):
                    return True
            return False

        return [bound for bound in bounds if ties[id(bound)] or not yields(bound)]

    def _statement(self, bound: Bound) -> tuple[str, Members]:
        return bound.summation.role, self._members(bound)

    def _members(self, bound: Bound) -> Members:
        return self._filing.tags[bound.total[0]].members

    def _is_new(self, bound: Bound) -> bool:
        terms = self._terms(bound)
        shape = frozenset((term.fact, term.coefficient) for term in terms)
        if len({term.fact for term in terms}) < 2 or shape in self._seen:
            return False
        self._seen.add(shape)
        return True

    def _believe(self, alike: list[Bound], sums: Sums) -> None:
        """Partial sums with the same parts, all over the report: those that tie are evidence that the rest is zero."""
        ties = [bound for bound in alike if self._ties(bound)]
        evidence = sum(self._evidence(bound) for bound in ties)
        fails = [bound for bound in alike if bound not in ties]
        belief = min(evidence - _COST_OF_FAILURE * len(fails), _MOST_BELIEF)
        for bound in ties:
            own = belief if belief >= _LEAST_BELIEF else self._evidence(bound)
            if own > 0:
                sums.identities.append(replace(self._identity(bound), belief=own))
        for bound in fails:
            if len(ties) >= _FEWEST_TIES and belief >= _LEAST_BELIEF:
                sums.identities.append(replace(self._identity(bound), belief=belief))
            else:
                sums.findings.append(self._finding(bound))

    def _ties(self, bound: Bound) -> bool:
        return any(checker.verdict(bound) is not Consistency.INCONSISTENT for checker in self._checkers)

    def _evidence(self, bound: Bound) -> int:
        """How unlikely it is, in powers of ten, that the parts reported add up by accident.

        The total might be any number of its size: as many as it counts last places, over those that rounding excuses.
        """
        numbers = [bound.total, *(tags for _, tags in bound.parts)]
        tags = [self._filing.tags[each[0]] for each in numbers]
        sizes = [abs(self._checkers[0].values[tag.figure]) for tag in tags]
        places = [power_of_ten(-tag.decimals) if tag.decimals is not None else Fraction(1) for tag in tags]
        excused = max(sum(places, Fraction(0)), Fraction(1, 10**9))
        return max(len(str(int(sizes[0] / excused))) - 1, 0)

    def _terms(self, bound: Bound) -> tuple[Term, ...]:
        total = Term(Fraction(1), self._keys[bound.total[0]])
        return (total, *(Term(-part.weight, self._keys[tags[0]]) for part, tags in bound.parts if part.weight))

    def _identity(self, bound: Bound) -> Identity:
        subject = self._keys[bound.total[0]]
        role = bound.summation.role.rstrip("/").rpartition("/")[2]
        return Identity(
            self._id(subject, role),
            IdentityKind.FOOT,
            Origin(bound.summation.file, bound.summation.line),
            self._terms(bound),
            text=_text(bound),
            subject=subject,
        )

    def _id(self, subject: FactKey, role: str) -> str:
        """`us-gaap:Assets=BalanceSheet|2023-09-30|actual`, told apart by a number where a role has another."""
        cut = "|" + ";".join(f"{axis}={member}" for axis, member in subject.members) if subject.members else ""
        stem = self._naming.id(subject.name, role, subject.period, subject.scenario) + cut
        found, number = stem, 2
        while found in self._ids:
            found, number = f"{stem}#{number}", number + 1
        self._ids.add(found)
        return found

    def _doubt(self, places: Sequence[Bound]) -> Finding:
        first = places[0]
        left_out, sign = Residuals(self._filing, self._checkers[0].values).left_out(places)
        hint = f"; it would with {'-' if sign < 0 else '+'} {local_name(left_out)}" if left_out else ""
        message = f"The declared sum {_text(first)} holds at none of the {len(places)} places where it binds{hint}."
        figures = tuple(dict.fromkeys(figure for bound in places for figure in self._figures(bound)))
        at = first.summation
        return Finding(DOUBTED, Severity.WARNING, message, figures=figures, file=at.file, line=at.line)

    def _figures(self, bound: Bound) -> tuple[str, ...]:
        numbers = (bound.total, *(tags for _, tags in bound.parts))
        return tuple(self._filing.tags[each[0]].figure for each in numbers)

    def _finding(self, bound: Bound) -> Finding:
        figures = self._figures(bound)
        where = self._naming.fact(self._keys[bound.total[0]])
        message = (
            f"{where} is not the sum of the parts reported with it ({_text(bound)}); "
            f"not reported: {_listed(map(local_name, bound.missing))}."
        )
        at = bound.summation
        return Finding(INCOMPLETE, Severity.NOTE, message, figures=figures, file=at.file, line=at.line)


def _text(bound: Bound) -> str:
    """`Assets = AssetsCurrent + AssetsNoncurrent`, with no more than a few parts named."""
    words = local_name(bound.summation.total) + " ="
    for number, (part, _) in enumerate(bound.parts[:_MOST_NAMED]):
        sign = "-" if part.weight < 0 else "+" if number else ""
        size = abs(part.weight)
        words += f" {sign} " if sign else " "
        words += f"{size} x {local_name(part.concept)}" if size != 1 else local_name(part.concept)
    more = len(bound.parts) - _MOST_NAMED
    return words + (f" and {more} more" if more > 0 else "")


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _MOST_NAMED
    return ", ".join(every[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
