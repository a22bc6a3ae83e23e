"""What a model must be before its relations are applied: of known measures, of one unit a sum, and free of cycles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossfoot.model.identities import IdentityKind
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.read.projects.model_file import MODEL, Model
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.units import PERCENT, PURE, Unit, UnitKind

_WORDS = {
    IdentityKind.FOOT: "sum of parts",
    IdentityKind.RECALCULATE: "formula",
    IdentityKind.ROLLFORWARD: "roll-forward",
}


def check_model(model: Model, problems: ProblemList) -> Model:
    """The model with only the relations that may be applied; each other is noted with its line."""
    checks = _Checks(model, problems)
    sound = tuple(relation for relation in model.relations if checks.passes(relation))
    checks.cycles(sound)
    return Model(model.measures, sound, model.declared)


@dataclass(frozen=True, slots=True)
class _Checks:
    model: Model
    problems: ProblemList

    def passes(self, relation: Relation) -> bool:
        before = len(self.problems.problems)
        references = [one for one in relation.terms + relation.denominator if self._is_known(relation, one)]
        if len(references) == len(relation.terms + relation.denominator):
            self._times(relation, references)
            self._units(relation)
        return len(self.problems.problems) == before and all(one.measure in self.model.measures for one in references)

    def _complain(self, relation: Relation, message: str, remedy: str) -> None:
        what = f"the {_WORDS[relation.kind]} of {relation.measure!r} ({relation.text})"
        self.problems.add(MODEL, relation.origin.line, f"{what} {message}", remedy)

    def _is_known(self, relation: Relation, reference: Reference) -> bool:
        if reference.measure in self.model.declared:
            return reference.measure in self.model.measures
        remedy = known_names(reference.measure, self.model.declared, "measures")
        self._complain(relation, f"speaks of {reference.measure!r}, which is no measure", remedy)
        return False

    def _times(self, relation: Relation, references: Iterable[Reference]) -> None:
        for reference in references:
            measure = self.model.measures[reference.measure]
            if reference.when in (When.OPENING, When.CLOSING) and measure.kind is not MeasureKind.STOCK:
                message = f"asks for the {reference.when} balance of {measure.name!r}, which is a {measure.kind}"
                self._complain(relation, message, "Only stocks stand at an opening or a close.")
            if reference.when is When.SAME and measure.name == relation.measure and relation.kind is IdentityKind.FOOT:
                self._complain(relation, "names the total among its parts", "Take it out of the list.")

    def _units(self, relation: Relation) -> None:
        own = self.model.measures[relation.measure]
        above = self._one_unit(relation, relation.terms)
        if not relation.denominator:
            if above is not None and above[0].unit != own.unit:
                message = f"gives {above[0].unit}, but {own.name!r} is in {own.unit}"
                self._complain(relation, message, "Correct the unit, or the formula.")
            return
        below = self._one_unit(relation, relation.denominator)
        if above is not None and below is not None and not _divides(above[0].unit, below[0].unit, own.unit):
            message = f"divides {above[0].unit} by {below[0].unit}, which does not give {own.unit}"
            self._complain(relation, message, "Correct the unit, or the formula.")

    def _one_unit(self, relation: Relation, side: tuple[Reference, ...]) -> list[Measure] | None:
        measures = [self.model.measures[reference.measure] for reference in side]
        other = next((measure for measure in measures if measure.unit != measures[0].unit), None)
        if other is None:
            return measures
        first = measures[0]
        message = f"adds different units: {first.name!r} is in {first.unit}, {other.name!r} in {other.unit}"
        self._complain(relation, message, "Add only what counts the same thing; percent and points differ too.")
        return None

    def cycles(self, relations: Iterable[Relation]) -> None:
        """Note each cycle once, at the first relation on it, naming every measure that it passes."""
        edges: dict[str, dict[str, Relation]] = {}
        for relation in relations:
            if relation.kind is IdentityKind.ROLLFORWARD:
                continue
            for reference in relation.terms + relation.denominator:
                if reference.when in (When.SAME, When.CLOSING):
                    edges.setdefault(relation.measure, {}).setdefault(reference.measure, relation)
        for cycle in _cycles(edges):
            path = " -> ".join([*cycle, cycle[0]])
            line = edges[cycle[0]][cycle[1 % len(cycle)]].origin.line
            remedy = "Take one of these formulas out: the others say as much."
            self.problems.add(MODEL, line, f"formulas come back to where they start: {path}", remedy)


def _divides(above: Unit, below: Unit, result: Unit) -> bool:
    """Whether a value in `above` over one in `below` may be in `result`."""
    if above == below:
        return result in (PERCENT, PURE)
    if result in (PERCENT, PURE):
        return False
    if result.kind is UnitKind.PER_SHARE:
        return above.kind is UnitKind.MONEY and below.kind is UnitKind.COUNT and result.code.startswith(above.code)
    return result not in (above, below)


def _cycles(edges: dict[str, dict[str, Relation]]) -> Iterator[tuple[str, ...]]:
    """The cycles that a depth-first walk closes, each once and from the measure declared first on it."""
    done: set[str] = set()
    seen: set[frozenset[str]] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        _enter(start, edges, path, stack, done)
        while stack:
            name, following = stack[-1]
            step = next(following, None)
            if step is None:
                stack.pop()
                path.pop()
                done.add(name)
            elif step in path:
                cycle = tuple(path[path.index(step) :])
                if frozenset(cycle) not in seen:
                    seen.add(frozenset(cycle))
                    yield cycle
            else:
                _enter(step, edges, path, stack, done)


def _enter(
    name: str,
    edges: dict[str, dict[str, Relation]],
    path: list[str],
    stack: list[tuple[str, Iterator[str]]],
    done: set[str],
) -> None:
    if name not in done:
        path.append(name)
        stack.append((name, iter(edges.get(name, ()))))
