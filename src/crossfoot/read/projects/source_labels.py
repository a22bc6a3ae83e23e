"""sources/*.yaml: charts whose labels lost their order, as runs of labels and the slots they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yaml.nodes import Node, SequenceNode

from crossfoot.model.figures import Figure, LabelBlock, Place, Slot
from crossfoot.read.gathered import Gathered, page_prefix
from crossfoot.read.projects.printing import Wording, read_label
from crossfoot.read.projects.problem_list import ProblemList
from crossfoot.read.projects.source_csv import read_page
from crossfoot.read.projects.statements import Context, Statement, Where
from crossfoot.read.projects.yaml_nodes import YamlFile, is_plain, line_of
from crossfoot.vocabulary.units import Unit

_CHART = ("id", "page", "runs", "note")
_RUN = ("labels", "unit", "slots", "name", "note")
_SLOTS = ("measures", "aspect", "against", "periods", "scenario", "vintage")


class LabelSource:
    """One YAML file of charts of a document."""

    def __init__(self, name: str, document: str, context: Context, problems: ProblemList) -> None:
        self.name = name
        self.document = document
        self.context = context
        self.problems = problems
        self.yaml = YamlFile(name, problems)

    def read(self, text: str, gathered: Gathered) -> None:
        """Gather the labels and blocks of the file's text."""
        root = self.yaml.compose(text)
        if root is None:
            return
        fields = self.yaml.fields(root, "the file", ("charts",))
        if self.yaml.require(root, fields, "the file", ("charts",)):
            for chart in self.yaml.sequence(fields["charts"], "charts"):
                self._chart(chart, gathered)

    def _chart(self, node: Node, gathered: Gathered) -> None:
        fields = self.yaml.fields(node, "a chart", _CHART)
        if not self.yaml.require(node, fields, "a chart", ("id", "runs")):
            return
        name = self.yaml.text(fields["id"], "the id of a chart")
        page = self._page(fields.get("page"))
        runs = self.yaml.sequence(fields["runs"], f"the runs of {name!r}")
        for number, run in enumerate(runs, 1):
            default_id = name if len(runs) == 1 else f"{name}.{number}"
            self._run(run, _Chart(name, page, default_id), gathered)

    def _page(self, node: Node | None) -> int | None:
        return read_page(self.yaml.text(node, "the page of a chart"), self._where(node)) if node else None

    def _run(self, node: Node, chart: "_Chart", gathered: Gathered) -> None:
        what = f"a run of {chart.name!r}"
        fields = self.yaml.fields(node, what, _RUN)
        if not self.yaml.require(node, fields, what, ("labels", "slots")):
            return
        block_id = f"{chart.name}.{self.yaml.text(fields['name'], 'name')}" if "name" in fields else chart.default_id
        if any(block.id == block_id for block in gathered.blocks):
            self.yaml.complain(node, f"there is another block {block_id!r}", "Give the chart or the run its own name.")
            return
        slots = self._slots(fields["slots"], what)
        labels = self._labels(fields["labels"], what)
        unit = self._unit(fields["slots"], slots, block_id)
        if unit is None:
            return
        if len(labels) > len(slots):
            message = f"{block_id!r} has {len(labels)} labels for {len(slots)} slots"
            self.yaml.complain(fields["labels"], message, "Add the slots that are missing, or take strays out.")
        printing = self.yaml.text(fields["unit"], f"the unit of {what}") if "unit" in fields else ""
        note = self.yaml.text(fields["note"], f"the note of {what}") if "note" in fields else ""
        place = Place(self.document, chart.page, " ".join(text for text, _ in labels), None, self.name, line_of(node))
        figures = tuple(self._figures(labels, _Block(block_id, place, unit, printing, note)))
        gathered.figures += figures
        gathered.blocks.append(LabelBlock(block_id, tuple(figure.id for figure in figures), slots, place))

    def _slots(self, node: Node, what: str) -> tuple[Slot, ...]:
        """The slots series by series, each along its periods."""
        fields = self.yaml.fields(node, f"the slots of {what}", _SLOTS)
        if not self.yaml.require(node, fields, f"the slots of {what}", ("measures", "periods")):
            return ()
        common = {
            name: self.yaml.text(fields[name], f"the {name} of {what}")
            for name in ("aspect", "against", "scenario", "vintage")
            if name in fields
        }
        measures = self.yaml.sequence(fields["measures"], f"the measures of {what}")
        periods = self.yaml.sequence(fields["periods"], f"the periods of {what}")
        slots = []
        for series, measure in enumerate(measures):
            for position, period in enumerate(periods):
                texts = (self.yaml.text(measure, "a measure"), self.yaml.text(period, "a period"))
                key = self.context.key(Statement(*texts, **common), self._where(period))
                if key is not None:
                    slots.append(Slot(key, series, position))
        if len({slot.fact for slot in slots}) < len(slots):
            self.yaml.complain(node, f"a slot of {what} is named twice", "Name each measure and each period once.")
        return tuple(slots)

    def _unit(self, node: Node, slots: tuple[Slot, ...], block_id: str) -> Unit | None:
        """The one unit of all slots; None where there is no slot or, with a problem noted, more than one unit."""
        units = list(dict.fromkeys(self.context.unit_of(slot.fact) for slot in slots))
        if len(units) > 1:
            message = f"the slots of {block_id!r} are in different units: {', '.join(map(str, units))}"
            self.yaml.complain(node, message, "Make a run of each unit.")
        return units[0] if len(units) == 1 else None

    def _labels(self, node: Node, what: str) -> list[tuple[str, Node]]:
        entries = self.yaml.sequence(node, f"the labels of {what}")
        flow = isinstance(node, SequenceNode) and node.flow_style
        for entry in entries:
            if flow and is_plain(entry):
                message = f"the label {entry.value!r} stands without quotes"
                self.yaml.complain(entry, message, 'Quote every label: in [14,702] the comma would split "14,702".')
        return [(self.yaml.text(entry, "a label"), entry) for entry in entries]

    def _figures(self, labels: list[tuple[str, Node]], block: "_Block") -> Iterator[Figure]:
        prefix = f"{page_prefix(self.document, block.place.page)}-{block.id}"
        start = 0
        for number, (text, node) in enumerate(labels, 1):
            span = (start, start + len(text))
            start += len(text) + 1
            found = read_label(Wording(text, block.printing), block.unit, self.context, self._where(node))
            if found:
                yield Figure(
                    id=f"{prefix}-{number:02}",
                    printed=found[0],
                    unit=block.unit,
                    place=replace(block.place, span=span, line=line_of(node)),
                    alternatives=found[1:],
                    group=self.document,
                    note=block.note,
                )

    def _where(self, node: Node) -> Where:
        return Where(self.name, line_of(node), self.problems)


@dataclass(frozen=True, slots=True)
class _Chart:
    name: str
    page: int | None
    default_id: str


@dataclass(frozen=True, slots=True)
class _Block:
    """What the labels of one run share."""

    id: str
    place: Place
    unit: Unit
    printing: str
    note: str
