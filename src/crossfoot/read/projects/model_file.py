"""model.yaml: measures, and the relations that their parts, formulas and roll-forwards declare."""

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from crossfoot.model.book import Entity
from crossfoot.model.identities import IdentityKind, Origin
from crossfoot.model.relations import Reference, Relation, When
from crossfoot.read.projects.formulas import FUNCTIONS, Formula, NotAFormula, parse_formula
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.read.projects.yaml_nodes import YamlFile, line_of
from crossfoot.vocabulary.measures import Measure, MeasureKind
from crossfoot.vocabulary.periods import NotAPeriod, Period
from crossfoot.vocabulary.units import PERCENT, unit_from_code

MODEL = "model.yaml"
"""The file that declares measures."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FIELDS = (
    "label", "kind", "unit", "nonnegative", "base", "concept", "aliases", "note", "parts", "formula", "rollforward",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """What model.yaml declares; `declared` holds every name, those of measures with problems of their own included."""

    measures: dict[str, Measure] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    declared: frozenset[str] = frozenset()


def read_model(text: str, entity: Entity, problems: ProblemList) -> Model | None:
    """The measures and relations of a model file's text, or None where it is too broken to know any measure."""
    yaml_file = YamlFile(MODEL, problems)
    root = yaml_file.compose(text)
    if root is None:
        return None
    fields = yaml_file.fields(root, "the model", ("measures",))
    if not yaml_file.require(root, fields, "the model", ("measures",)):
        return None
    return _ModelReader(yaml_file, entity).read(fields["measures"])


@dataclass(frozen=True, slots=True)
class _Way:
    """One declared expression: its text as written or its parts, and the periods that it is restricted to."""

    node: Node
    expression: str
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _ModelReader:
    yaml: YamlFile
    entity: Entity

    def read(self, node: Node) -> Model:
        entries = self.yaml.mapping(node, "measures")
        measures, relations = {}, []
        for name, (key, value) in entries.items():
            fields = self.yaml.fields(value, f"measure {name!r}", _FIELDS)
            measure = self._measure(name, key, fields)
            if measure is not None:
                measures[name] = measure
                relations += list(self._relations(measure, fields))
        self._check_bases(measures, entries)
        return Model(measures, tuple(relations), frozenset(entries))

    def _measure(self, name: str, key: Node, fields: dict[str, Node]) -> Measure | None:
        what = f"measure {name!r}"
        if not _NAME.fullmatch(name) or keyword.iskeyword(name) or name in FUNCTIONS:
            remedy = (
                "Name it with letters, digits and underscores, as in gross_margin; formulas must be able to say it."
            )
            self.yaml.complain(key, f"{name!r} cannot name a measure", remedy)
            return None
        if not self.yaml.require(key, fields, what, ("kind", "unit")):
            return None
        kind = self._kind(fields["kind"], what)
        unit = self.yaml.text(fields["unit"], f"the unit of {what}")
        if not unit:
            self.yaml.complain(fields["unit"], f"{what} has an empty unit", "Write a code, as in GBP or percent.")
        if kind is None or not unit:
            return None

        def text(field_name: str) -> str:
            return self.yaml.text(fields[field_name], f"{field_name} of {what}") if field_name in fields else ""

        return Measure(
            name=name,
            label=text("label") or name.replace("_", " ").capitalize(),
            kind=kind,
            unit=unit_from_code(unit),
            nonnegative="nonnegative" in fields and self.yaml.flag(fields["nonnegative"], f"nonnegative of {what}"),
            base=text("base") or None,
            concept=text("concept") or None,
            aliases=tuple(self.yaml.texts(fields["aliases"], f"aliases of {what}")) if "aliases" in fields else (),
            note=text("note"),
            line=line_of(key),
        )

    def _kind(self, node: Node, what: str) -> MeasureKind | None:
        word = self.yaml.text(node, f"the kind of {what}")
        if word in list(MeasureKind):
            return MeasureKind(word)
        self.yaml.complain(node, f"{what} is of no kind {word!r}", known_names(word, MeasureKind, "kinds"))
        return None

    def _check_bases(self, measures: dict[str, Measure], entries: dict[str, tuple[Node, Node]]) -> None:
        for measure in measures.values():
            base = measure.base
            if base is None:
                continue
            if base not in entries:
                message = f"the base of {measure.name!r} is {base!r}, which is no measure"
                self.yaml.problems.add(MODEL, measure.line, message, known_names(base, entries, "measures"))
            elif base in measures and _stands(measures[base]) != _stands(measure):
                message = f"{measure.name!r} is a {measure.kind} and its base {base!r} a {measures[base].kind}"
                remedy = "Give it a base of its own kind, or declare the quotient as a ratio with a formula."
                self.yaml.problems.add(MODEL, measure.line, message, remedy)
            elif base in measures and measures[base].unit != measure.unit:
                message = (
                    f"the share of {measure.name!r} in {base!r} would divide {measure.unit} by {measures[base].unit}"
                )
                self.yaml.problems.add(MODEL, measure.line, message, "Name a base of the same unit.")

    def _relations(self, measure: Measure, fields: dict[str, Node]) -> Iterator[Relation]:
        for way in self._parts(measure, fields.get("parts")):
            yield from self._relation(measure, IdentityKind.FOOT, way)
        for way in self._ways(measure, fields.get("formula"), "formula"):
            yield from self._relation(measure, IdentityKind.RECALCULATE, way)
        for way in self._ways(measure, fields.get("rollforward"), "roll-forward"):
            if measure.kind is MeasureKind.STOCK:
                yield from self._relation(measure, IdentityKind.ROLLFORWARD, way)
            else:
                message = f"{measure.name!r} is a {measure.kind}, and only a stock rolls forward"
                self.yaml.complain(way.node, message, "Declare it `kind: stock`, or give it a formula.")

    def _relation(self, measure: Measure, kind: IdentityKind, way: _Way) -> Iterator[Relation]:
        try:
            formula = parse_formula(way.expression)
        except NotAFormula as error:
            message = f"the formula {way.expression!r} of {measure.name!r} cannot be read: {error}"
            self.yaml.complain(way.node, message.rstrip("."), "Rewrite it.")
            return
        terms = formula.terms
        if kind is IdentityKind.ROLLFORWARD:
            if formula.denominator:
                message = f"the roll-forward of {measure.name!r} divides"
                self.yaml.complain(way.node, message, "Write it as a sum of movements.")
                return
            terms = (Reference(Fraction(1), measure.name, When.OPENING), *terms)
        yield Relation(
            measure=measure.name,
            kind=kind,
            terms=terms,
            origin=Origin(MODEL, line_of(way.node)),
            text=way.expression,
            denominator=formula.denominator,
            constant=formula.constant,
            factor=_factor(measure, formula),
            periods=way.periods,
        )

    def _parts(self, measure: Measure, node: Node | None) -> Iterator[_Way]:
        """The ways in which parts add to the measure: one list, named lists, or lists for some periods."""
        if isinstance(node, MappingNode) and "of" not in {key.value for key, _ in node.value}:
            for _, way in self.yaml.mapping(node, f"parts of {measure.name!r}").values():
                yield from self._way_of_parts(measure, way)
        elif node is not None:
            yield from self._way_of_parts(measure, node)

    def _way_of_parts(self, measure: Measure, node: Node) -> Iterator[_Way]:
        if isinstance(node, MappingNode):
            yield from self._restricted_parts(measure, node)
        elif isinstance(node, SequenceNode) and any(isinstance(entry, MappingNode) for entry in node.value):
            for entry in node.value:
                yield from self._restricted_parts(measure, entry)
        else:
            yield from self._sum_of_parts(measure, node, ())

    def _restricted_parts(self, measure: Measure, node: Node) -> Iterator[_Way]:
        what = f"parts of {measure.name!r}"
        fields = self.yaml.fields(node, what, ("of", "periods"))
        if self.yaml.require(node, fields, what, ("of",)):
            yield from self._sum_of_parts(measure, fields["of"], self._periods(measure, fields.get("periods")))

    def _sum_of_parts(self, measure: Measure, node: Node, periods: tuple[str, ...]) -> Iterator[_Way]:
        names = self.yaml.texts(node, f"parts of {measure.name!r}")
        wrong = [name for name in names if not _NAME.fullmatch(name)]
        for name in wrong:
            self.yaml.complain(node, f"{name!r} is no name of a part of {measure.name!r}", "List names of measures.")
        if names and not wrong:
            yield _Way(node, " + ".join(names), periods)

    def _ways(self, measure: Measure, node: Node | None, what: str) -> Iterator[_Way]:
        """The expressions of a formula or roll-forward: one text, a restricted one, or a list of both."""
        for entry in node.value if isinstance(node, SequenceNode) else [node] if node is not None else []:
            if isinstance(entry, MappingNode):
                fields = self.yaml.fields(entry, f"the {what} of {measure.name!r}", ("is", "periods"))
                if self.yaml.require(entry, fields, f"the {what} of {measure.name!r}", ("is",)):
                    expression = self.yaml.text(fields["is"], what)
                    yield _Way(fields["is"], expression, self._periods(measure, fields.get("periods")))
            else:
                expression = self.yaml.text(entry, f"the {what} of {measure.name!r}")
                if isinstance(entry, ScalarNode):
                    yield _Way(entry, expression, ())

    def _periods(self, measure: Measure, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        codes = []
        for entry in self.yaml.sequence(node, f"periods of {measure.name!r}"):
            try:
                period = self.entity.calendar.parse(self.yaml.text(entry, "a period"))
                codes += [self.entity.calendar.code(one) for one in self._meant(measure, period)]
            except (NotAPeriod, ValueError) as error:
                self.yaml.complain(entry, str(error).rstrip("."), "Name a period of the entity's fiscal calendar.")
        return tuple(dict.fromkeys(codes))

    def _meant(self, measure: Measure, period: Period) -> tuple[Period, ...]:
        """The span as written, and for a stock its close too: a formula of stocks is of instants."""
        return (period, self.entity.period_of(measure, period))


def _factor(measure: Measure, formula: Formula) -> Fraction:
    percent = measure.unit == PERCENT and bool(formula.denominator)
    return formula.factor * (100 if percent else 1)


def _stands(measure: Measure) -> bool:
    """Whether values of the measure stand at an instant."""
    return measure.kind is MeasureKind.STOCK
