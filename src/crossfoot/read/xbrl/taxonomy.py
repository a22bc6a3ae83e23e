"""Taxonomies: the schemas and linkbases that a report leads to, as far as they are at hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from crossfoot.model.filings import Concept, Part, Summation
from crossfoot.model.problems import Problem
from crossfoot.read.xbrl import linkbases
from crossfoot.read.xbrl.contexts import Unreadable
from crossfoot.read.xbrl.files import Library, Located, Refused
from crossfoot.read.xbrl.linkbases import Arc, Label
from crossfoot.read.xbrl.markup import Element, NotXml, Prefixes, looks_like, parsed
from crossfoot.read.xbrl.schemas import Declared, read_schema

LANGUAGES = ("en", "ja", "")
"""Languages whose labels are kept; none given counts as any."""

_ARCS = (b"calculationArc", b"labelArc")  # linkbases without any are not even parsed
_ROLES = {"label", "terseLabel", "verboseLabel", "totalLabel", "netLabel"}  # labels that name a line


@dataclass(slots=True)
class Taxonomy:
    """What was found: concepts by name (`{namespace}local`), labels and arcs, and what could not be read."""

    declared: dict[str, Declared] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    arcs: list[tuple[Arc, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def concepts(self, prefixes: Prefixes, used: Iterable[str]) -> dict[str, Concept]:
        """The concepts of those names (`prefix:local`), with what schemas and labels say of them."""
        by_name = {prefixes.name(name): name for name in self.declared}
        by_name |= {prefixes.name(label.concept): label.concept for label in self.labels}
        texts: dict[str, dict[tuple[str, str], str]] = {}
        for label in self.labels:
            texts.setdefault(label.concept, {}).setdefault((label.language, label.role), label.text)
        found = {}
        for name in sorted(set(used)):
            full = by_name.get(name, name)
            said = self.declared.get(full, Declared(full))
            namespace = full.removeprefix("{").rpartition("}")[0]
            found[name] = Concept(name, namespace, said.kind, said.balance, texts.get(full, {}))
        return found

    def summations(self, prefixes: Prefixes) -> tuple[Summation, ...]:
        """The sums of each role, in the order in which they are declared."""
        files = {id(arc): file for arc, file in self.arcs}
        sums: dict[tuple[str, str, bool], list[Arc]] = {}
        for arc in linkbases.in_force([arc for arc, _ in self.arcs]):
            sums.setdefault((arc.role, arc.total, arc.interval_rules), []).append(arc)
        return tuple(
            Summation(
                role,
                prefixes.name(total),
                tuple(Part(prefixes.name(arc.part), arc.weight) for arc in arcs),
                files[id(arcs[0])],
                arcs[0].line,
                rules,
            )
            for (role, total, rules), arcs in sums.items()
        )


def read_taxonomy(entries: Iterable[Located], library: Library, prefixes: Prefixes) -> Taxonomy:
    """All that the entry files lead to. Files that are not at hand are passed over, unreadable ones become problems."""
    return _Discovery(library, prefixes).through(entries)


class _Discovery:
    def __init__(self, library: Library, prefixes: Prefixes) -> None:
        self._library = library
        self._prefixes = prefixes
        self._taxonomy = Taxonomy()
        self._by_id: dict[tuple[int, str], dict[str, Declared]] = {}  # concepts by id, for each schema file
        self._linkbases: list[tuple[Located, Element]] = []
        self._found: dict[tuple[str, str], Located | None] = {}  # by address and the linkbase that names it

    def through(self, entries: Iterable[Located]) -> Taxonomy:
        """Read what the entries lead to, then what the linkbases say of it."""
        waiting, seen = list(entries), set[tuple[int, str]]()
        while waiting:
            at = waiting.pop(0)
            key = (id(at.files), at.name)
            if key in seen:
                continue
            seen.add(key)
            leads = self._visit(at)
            found = (self._library.find(href, at) for href in leads)
            waiting += [each for each in found if each is not None]
        for at, root in self._linkbases:
            self._link(at, root)
        return self._taxonomy

    def _visit(self, at: Located) -> list[str]:
        try:
            raw = at.files.read(at.name)
            kind = looks_like(raw)
            if kind != "schema" and not (kind == "linkbase" and any(arc in raw for arc in _ARCS)):
                return []
            root = parsed(raw)
        except (NotXml, Refused, OSError) as error:
            line = error.line if isinstance(error, NotXml) else 0
            remedy = "The report is read without it; ship it whole."
            self._taxonomy.problems.append(Problem(at.name, line, f"it is left out: {error}", remedy))
            return []
        if kind == "linkbase":
            self._linkbases.append((at, root))
            return list(linkbases.leads(root))
        self._prefixes.learn(root.nsmap)
        schema = read_schema(root)
        self._by_id[(id(at.files), at.name)] = schema.concepts
        self._taxonomy.declared |= {concept.name: concept for concept in schema.concepts.values()}
        self._linkbases.append((at, root))  # a schema may carry links of its own
        return schema.leads

    def _link(self, at: Located, root: Element) -> None:
        def located(href: str) -> str:
            return self._concept(href, at)

        taxonomy = self._taxonomy
        taxonomy.labels += [
            label
            for label in linkbases.labels_in(root, located)
            if label.language in LANGUAGES and label.role in _ROLES
        ]
        try:
            taxonomy.arcs += [(arc, at.name) for arc in linkbases.arcs_in(root, located)]
        except (Unreadable, ValueError) as error:
            remedy = "Its sums are not checked; correct the weight or priority."
            taxonomy.problems.append(Problem(at.name, 0, f"a calculation arc cannot be read: {error}", remedy))

    def _concept(self, href: str, base: Located) -> str:
        """The concept at a locator: by its schema where that is at hand, else by the custom of ids."""
        address, _, quoted = href.partition("#")
        fragment = unquote(quoted)
        if (address, base.name) not in self._found:
            self._found[address, base.name] = self._library.find(address, base) if address else base
        found = self._found[address, base.name]
        declared = self._by_id.get((id(found.files), found.name), {}) if found is not None else {}
        return declared[fragment].name if fragment in declared else self._prefixes.split(fragment)
