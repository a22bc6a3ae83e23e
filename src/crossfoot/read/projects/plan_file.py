"""plan.yaml: targets as announced, each with its vintage."""

from dataclasses import dataclass, replace

from yaml.nodes import MappingNode, Node

from crossfoot.model.figures import Figure, Place
from crossfoot.read.captions import Captions
from crossfoot.read.gathered import Gathered
from crossfoot.read.projects.printing import Wording, default_unit, read_figure, unit_as_written
from crossfoot.read.projects.problem_list import ProblemList, known_names
from crossfoot.read.projects.source_csv import is_yes, read_page
from crossfoot.read.projects.statements import Context, Statement, Where
from crossfoot.read.projects.units_as_written import PrintingUnit
from crossfoot.read.projects.yaml_nodes import YamlFile, line_of
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind
from crossfoot.vocabulary.scenarios import ScenarioKind

PLAN = "plan.yaml"
"""The file that holds targets; a project may do without."""

_TARGET = ("vintage", "document", "page", "scenario", "period", "unit", "figures")
_FIGURE = ("text", "unit", "negative", "caption", "note")
_SUFFIXES = {
    Aspect(kind, against).suffix: Aspect(kind, against) for against in reversed(Against) for kind in AspectKind
}


@dataclass(frozen=True, slots=True)
class _Target:
    """What the figures of one target share, as written; `written` is the printing unit that `unit` says."""

    period: str
    scenario: str
    vintage: str
    unit: str
    written: PrintingUnit
    place: Place


class PlanSource:
    """The plan of a project; `documents` are the names that a target may say it is printed in."""

    def __init__(self, documents: tuple[str, ...], context: Context, problems: ProblemList) -> None:
        self.documents = documents
        self.context = context
        self.problems = problems
        self.yaml = YamlFile(PLAN, problems)
        self.captions = Captions()

    def read(self, text: str, gathered: Gathered) -> None:
        """Gather the targets of the file's text as figures."""
        root = self.yaml.compose(text)
        if root is None:
            return
        fields = self.yaml.fields(root, "the plan", ("targets",))
        if self.yaml.require(root, fields, "the plan", ("targets",)):
            for target in self.yaml.sequence(fields["targets"], "targets"):
                self._target(target, gathered)

    def _target(self, node: Node, gathered: Gathered) -> None:
        fields = self.yaml.fields(node, "a target", _TARGET)
        if not self.yaml.require(node, fields, "a target", ("vintage", "period", "figures")):
            return
        target = self._announced(node, fields)
        if target is None:
            return
        for name, (key, value) in self.yaml.mapping(fields["figures"], "the figures of a target").items():
            statement = self._statement(name, target, self._where(key))
            figure = self._figure(statement, value, target, gathered) if statement else None
            if figure is not None:
                gathered.figures.append(figure)

    def _announced(self, node: Node, fields: dict[str, Node]) -> _Target | None:
        """What a target says of all its figures, or None with every problem noted at its own line."""
        texts = {
            name: self.yaml.text(value, f"the {name} of a target")
            for name, value in fields.items()
            if name != "figures"
        }
        where = {name: self._where(fields.get(name, node)) for name in _TARGET}
        scenario, unit, document = (
            texts.get("scenario") or ScenarioKind.TARGET,
            texts.get("unit", ""),
            texts.get("document"),
        )
        known = self.context.scenario(
            scenario, texts["vintage"], where["scenario" if "scenario" in fields else "vintage"]
        )
        period = self.context.period(texts["period"], None, where["period"])
        written = unit_as_written(unit, self.context, where["unit"])
        page = read_page(texts.get("page", ""), where["page"])
        if document and document not in self.documents:
            message = f"{document!r} is no document of crossfoot.toml"
            where["document"].complain(message, known_names(document, self.documents, "documents"))
        if known is None or period is None or written is None:
            return None
        place = Place(document or PLAN, page, file=PLAN)
        return _Target(texts["period"], scenario, texts["vintage"], unit, written, place)

    def _statement(self, name: str, target: _Target, where: Where) -> Statement | None:
        """The statement named `gross_margin.share`, or None with a problem noted."""
        measure, dot, suffix = name.partition(".")
        aspect = _SUFFIXES.get(dot + suffix)
        if aspect is None:
            where.complain(
                f"{suffix!r} is not an aspect", known_names(dot + suffix, filter(None, _SUFFIXES), "aspects")
            )
            return None
        against = "" if aspect.kind in (AspectKind.LEVEL, AspectKind.SHARE) else aspect.against
        return Statement(measure, target.period, aspect.kind, against, target.scenario, target.vintage)

    def _figure(self, statement: Statement, value: Node, target: _Target, gathered: Gathered) -> Figure | None:
        where = self._where(value)
        key = self.context.key(statement, where)
        details = self._details(value)
        if key is None or details is None:
            return None
        unit = self.context.unit_of(key)
        printing = details.get("unit") or default_unit(target.unit, target.written, unit)
        wording = Wording(details["text"], printing, is_yes(details.get("negative", ""), where))
        printed = read_figure(wording, unit, self.context, where)
        if printed is None:
            return None
        caption = details.get("caption", "")
        span = self.captions.claim(target.place.page, caption, wording.text)
        return Figure(
            id=gathered.next_id(f"plan-{target.vintage}"),
            printed=printed,
            unit=unit,
            place=replace(target.place, caption=caption, span=span, line=where.line),
            fact=key,
            group=target.place.document,
            note=details.get("note", ""),
        )

    def _details(self, node: Node) -> dict[str, str] | None:
        """The text of a figure with what stands beside it: a scalar is the text alone."""
        if not isinstance(node, MappingNode):
            return {"text": self.yaml.text(node, "a target's figure")}
        fields = self.yaml.fields(node, "a target's figure", _FIGURE)
        if not self.yaml.require(node, fields, "a target's figure", ("text",)):
            return None
        return {name: self.yaml.text(value, f"the {name} of a target's figure") for name, value in fields.items()}

    def _where(self, node: Node) -> Where:
        return Where(PLAN, line_of(node), self.problems)
