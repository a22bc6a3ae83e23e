"""xBRL-XML: the facts of an instance, numbers and short texts, with their contexts and units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from crossfoot.model.problems import Problem
from crossfoot.read.xbrl.contexts import Context, Unreadable, contexts_in, units_in
from crossfoot.read.xbrl.markup import LINK, XBRLI, XLINK, XSI, Element, line_of, text_of
from crossfoot.read.xbrl.report import Accuracy, Aspects, Report, Shown, Stood, read_value
from crossfoot.read.xbrl.schemas import Declared
from crossfoot.vocabulary.units import Unit

_NO_FACT = {f"{{{XBRLI}}}context", f"{{{XBRLI}}}unit", f"{{{LINK}}}footnoteLink"}
_CHECK = "Check the fact in the report; the rest is read."


@dataclass(frozen=True, slots=True)
class Definitions:
    """What facts refer to: contexts and units by their ids, and what schemas say of concepts by `{namespace}local`."""

    contexts: Mapping[str, Context]
    units: Mapping[str, Unit]
    declared: Mapping[str, Declared]


def schema_refs(root: Element) -> list[str]:
    """The schemas and linkbases that a report names, as it writes them."""
    refs = (*root.iter(f"{{{LINK}}}schemaRef"), *root.iter(f"{{{LINK}}}linkbaseRef"))
    return [href for ref in refs if (href := ref.get(f"{{{XLINK}}}href"))]


def read_instance(root: Element, file: str, declared: Mapping[str, Declared], report: Report) -> None:
    """Take in every fact of an instance. Raises Unreadable where a context cannot be made sense of."""
    contexts, units = contexts_in(root, report.prefixes), units_in(root, report.prefixes)
    _Facts(Definitions(dict(contexts), dict(units), declared), file, report).under(root, ())


class _Facts:
    def __init__(self, definitions: Definitions, file: str, report: Report) -> None:
        self._definitions = definitions
        self._file = file
        self._report = report

    def under(self, parent: Element, within: tuple[str, ...]) -> None:
        """The facts among the children of an element; a tuple's own are below it."""
        for number, element in enumerate(parent.iterchildren(etree.Element)):
            if element.tag in _NO_FACT or not isinstance(element.tag, str):
                continue
            if element.get("contextRef") is not None:
                self._fact(element, within)
            elif etree.QName(element).namespace not in (LINK, XBRLI):
                self.under(element, (*within, f"{self._report.prefixes.name(element.tag)}:{number}"))

    def _fact(self, element: Element, within: tuple[str, ...]) -> None:
        at = Stood(self._file, line_of(element), element.get("id", ""), within)
        try:
            self._read(element, at)
        except Unreadable as error:
            name = self._report.prefixes.name(str(element.tag))
            self._report.refuse(at, f"the fact {name} is left out: {error}", _CHECK)

    def _read(self, element: Element, at: Stood) -> None:
        report, name = self._report, element.get("contextRef", "")
        context = self._definitions.contexts.get(name)
        if context is None:
            raise Unreadable(f"no context has the id {name!r}")
        of = Aspects(report.prefixes.name(str(element.tag)), context.period, context.members, context.entity, name)
        declared = self._definitions.declared.get(str(element.tag), Declared(""))
        unit_id, text = element.get("unitRef"), text_of(element) or declared.content
        if unit_id is None:
            report.words(of, text)
            return
        unit = self._definitions.units.get(unit_id)
        if unit is None:
            raise Unreadable(f"no unit has the id {unit_id!r}")
        if element.get(f"{{{XSI}}}nil") in ("true", "1"):
            self._nil(element, declared, (of, unit, at))
            return
        if len(element):
            raise Unreadable("it is a fraction, which is not read")
        report.number(of, unit, Shown(text, read_value(text)), accuracy_of(element, declared), at)

    def _nil(self, element: Element, declared: Declared, of: tuple[Aspects, Unit, Stood]) -> None:
        accuracy = accuracy_of(element, declared)
        if accuracy != Accuracy():
            message = f"the fact {of[0].concept} is nil, and yet says how accurate it is"
            self._report.problems.append(Problem(self._file, of[2].line or 0, message, "It is taken as nil."))
        self._report.nil(*of)


def accuracy_of(element: Element, declared: Declared | None = None) -> Accuracy:
    """The accuracy that a fact's own attributes state, else its schema."""
    own = Accuracy(element.get("decimals"), element.get("precision"))
    if own != Accuracy() or declared is None:
        return own
    name, value = declared.accuracy
    return Accuracy(value if name == "decimals" else None, value if name == "precision" else None)


def tuples_in(report: Report) -> Iterator[str]:
    """The names of the tuples that hold numbers."""
    yield from dict.fromkeys(tag.within[0].rpartition(":")[0] for tag in report.tags if tag.within)
