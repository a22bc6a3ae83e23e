"""plan.yaml: targets as announced, each with its vintage."""

from yaml.nodes import MappingNode, Node

from crossfoot.model.figures import Figure, Place
from crossfoot.read.gathered import Gathered
from crossfoot.read.printing import Wording, default_unit, read_figure
from crossfoot.read.problem_list import ProblemList, known_names
from crossfoot.read.source_csv import read_page
from crossfoot.read.statements import Context, Statement, Where
from crossfoot.read.yaml_nodes import YamlFile, line_of
from crossfoot.vocabulary.measures import Against, Aspect, AspectKind

PLAN = "plan.yaml"
"""The file that holds targets; a project may do without."""

_TARGET = ("vintage", "document", "page", "scenario", "period", "unit", "figures", "note")
_FIGURE = ("text", "unit", "negative", "caption", "note")
_SUFFIXES = {
    Aspect(kind, against).suffix: Aspect(kind, against) for against in reversed(Against) for kind in AspectKind
}


class PlanSource:
    """The plan of a project; `documents` are the names that a target may say it is printed in."""

    def __init__(self, documents: tuple[str, ...], context: Context, problems: ProblemList) -> None:
        self.documents = documents
        self.context = context
        self.problems = problems
        self.yaml = YamlFile(PLAN, problems)

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
        texts = {
            name: self.yaml.text(value, f"the {name} of a target")
            for name, value in fields.items()
            if name != "figures"
        }
        place = self._place(node, fields, texts)
        for name, (key, value) in self.yaml.mapping(fields["figures"], "figures").items():
            figure = self._figure((name, key, value), texts, place, gathered)
            if figure is not None:
                gathered.figures.append(figure)

    def _place(self, node: Node, fields: dict[str, Node], texts: dict[str, str]) -> Place:
        document = texts.get("document", "")
        if document and document not in self.documents:
            message = f"{document!r} is no document of crossfoot.toml"
            self.yaml.complain(fields["document"], message, known_names(document, self.documents, "documents"))
        page = read_page(texts.get("page", ""), self._where(fields.get("page", node)))
        return Place(document or PLAN, page, file=PLAN)

    def _figure(
        self, entry: tuple[str, Node, Node], texts: dict[str, str], place: Place, gathered: Gathered
    ) -> Figure | None:
        name, key_node, value = entry
        where = self._where(key_node)
        measure, dot, suffix = name.partition(".")
        aspect = _SUFFIXES.get(dot + suffix)
        if aspect is None:
            where.complain(f"{suffix!r} is not an aspect", known_names("." + suffix, _SUFFIXES, "aspects"))
            return None
        against = "" if aspect.kind in (AspectKind.LEVEL, AspectKind.SHARE) else aspect.against
        scenario = texts.get("scenario") or "target"
        statement = Statement(measure, texts["period"], aspect.kind, against, scenario, texts["vintage"])
        key = self.context.key(statement, where)
        details = self._details(name, value)
        if key is None or details is None:
            return None
        unit = self.context.unit_of(key)
        printing = details.get("unit") or default_unit(texts.get("unit", ""), unit, self.context, where)
        negative = details.get("negative") == "yes"
        printed = read_figure(Wording(details["text"], printing, negative=negative), unit, self.context, where)
        if printed is None:
            return None
        caption = details.get("caption", "")
        found = caption.find(details["text"])
        return Figure(
            id=gathered.next_id(f"plan-{texts['vintage']}"),
            printed=printed,
            unit=unit,
            place=Place(
                place.document,
                place.page,
                caption,
                None if found < 0 else (found, found + len(details["text"])),
                PLAN,
                where.line,
            ),
            fact=key,
            group=place.document,
            note=details.get("note", ""),
        )

    def _details(self, name: str, node: Node) -> dict[str, str] | None:
        """The text of a figure with what stands beside it: a scalar is the text alone."""
        if not isinstance(node, MappingNode):
            text = self.yaml.text(node, f"the figure of {name!r}")
            return {"text": text}
        fields = self.yaml.fields(node, f"the figure of {name!r}", _FIGURE)
        if not self.yaml.require(node, fields, f"the figure of {name!r}", ("text",)):
            return None
        return {field: self.yaml.text(value, f"the {field} of {name!r}") for field, value in fields.items()}

    def _where(self, node: Node) -> Where:
        return Where(PLAN, line_of(node), self.problems)
