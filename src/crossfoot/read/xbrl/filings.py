"""Reports in a filing: which files make one, and each as figures and tags with the linkbases that ship along."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from crossfoot.model.filings import Filing
from crossfoot.model.problems import Problem
from crossfoot.read.xbrl.companyfacts import is_companyfacts, read_companyfacts
from crossfoot.read.xbrl.contexts import Unreadable
from crossfoot.read.xbrl.files import Files, Library, Located, Refused
from crossfoot.read.xbrl.inline import PageFile, PageSet, read_inline
from crossfoot.read.xbrl.instance import read_instance, schema_refs, tuples_in
from crossfoot.read.xbrl.markup import Element, NotXml, looks_like, parsed
from crossfoot.read.xbrl.oim import is_oim_json, read_oim_json
from crossfoot.read.xbrl.oim_tables import is_oim_metadata, read_oim_csv
from crossfoot.read.xbrl.report import Report
from crossfoot.read.xbrl.taxonomy import Taxonomy, read_taxonomy

_LINKBASES = ("cal", "lab", "lab-en")  # how archives end the names of linkbases
_SEE = "Read the rest; see that file."
_NAME_TAXONOMY = "Name its folder or zip among the sources to have them checked."


@dataclass(frozen=True, slots=True)
class ReportRead:
    """One report: a name that tells it from the filing's others, its pages or file, and what they say.

    `on_page` gives the file and the number there of the tag of each figure that stands in a page.
    """

    name: str
    sources: tuple[str, ...]
    filing: Filing
    is_inline: bool = False
    problems: tuple[Problem, ...] = ()
    on_page: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Roots:
    """The reports of a filing as they are sorted out: sets of pages, instances, and files of the open model."""

    pages: dict[str, list[PageFile]] = field(default_factory=dict)
    instances: dict[str, list[tuple[str, Element]]] = field(default_factory=dict)
    open_model: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_filing(
    files: Files, names: Iterable[str] | None = None, *, document: str, packages: tuple[Files, ...] = ()
) -> tuple[list[ReportRead], list[Problem]]:
    """Every report among the named files (all of them if None), and what is wrong with the rest.

    `document` names the filing in places; `packages` hold taxonomies that do not ship with it.
    """
    roots = _sorted_out(files, sorted(files.names) if names is None else list(names))
    library = Library(files, packages)
    found = [
        *_inline_reports(roots, library, document, alone=names is not None),
        *_instance_reports(roots, library, document),
        *_open_model_reports(roots, library, document),
    ]
    many = len(found) > 1
    return [report for report in found if report.filing.tags or not many], roots.problems


def _sorted_out(files: Files, names: Sequence[str]) -> _Roots:
    roots = _Roots()
    for name in names:
        try:
            raw = files.read(name)
            if _is_open_model(name, raw):
                roots.open_model.append(name)
                continue
            kind = looks_like(raw)
            folder = str(PurePosixPath(name).parent)
            if kind == "inline":
                page = PageFile(name, parsed(raw))
                roots.pages.setdefault(folder, []).append(page)
            elif kind == "instance":
                root = parsed(raw)
                roots.instances.setdefault(folder, []).append((name, root))
        except (NotXml, Refused, OSError) as error:
            line = error.line if isinstance(error, NotXml) else 0
            roots.problems.append(Problem(name, line, f"it is left out: {error}", _SEE))
    return roots


def _is_open_model(name: str, raw: bytes) -> bool:
    return name.lower().endswith(".json") and any(
        tells(raw) for tells in (is_oim_json, is_oim_metadata, is_companyfacts)
    )


def _inline_reports(roots: _Roots, library: Library, document: str, *, alone: bool) -> Iterator[ReportRead]:
    for folder, pages in roots.pages.items():
        sets = _page_sets(pages)
        for one in sets:
            page_set = PageSet(one)
            for target in page_set.targets() or [""]:
                apart = "" if len(sets) > 1 else folder
                name = _name(document, apart, one[0].file, many=len(roots.pages) > 1 or len(sets) > 1)
                report = Report(f"{name} ({target})" if target else name)
                yield _read_pages(page_set, target, report, (library, alone))


def _page_sets(pages: Sequence[PageFile]) -> list[list[PageFile]]:
    """The pages by report: those that name the same schema belong together, with all that name none."""
    heads: dict[tuple[str, ...], list[PageFile]] = {}
    loose = []
    for page in pages:
        refs = tuple(schema_refs(page.root))
        heads.setdefault(refs, []).append(page) if refs else loose.append(page)
    if not heads:
        return [loose]
    first, *others = heads.values()
    return [sorted((*first, *loose), key=lambda page: page.file), *others]


def _read_pages(pages: PageSet, target: str, report: Report, where: tuple[Library, bool]) -> ReportRead:
    library, alone = where
    files = [page.file for page in pages.pages]
    try:
        pages.define(report)
        if alone:
            _lend_definitions(pages, library.filing, report)
        read_inline(pages, target, report)
    except Unreadable as error:
        report.problems.append(Problem(files[0], 0, str(error), "Correct the context; nothing of the report is read."))
    taxonomy = _taxonomy([(page.file, page.root) for page in pages.pages], library, report)
    return _finished(report, taxonomy, files, is_inline=True)


def _lend_definitions(pages: PageSet, files: Files, report: Report) -> None:
    """A page given alone may refer to contexts in another page of its report beside it."""
    used = {tag.get("contextRef") for page in pages.pages for tag in page.root.iter() if tag.get("contextRef")}
    given = {page.file for page in pages.pages}
    for name in files.in_folder(str(PurePosixPath(pages.pages[0].file).parent)):
        if used <= pages.contexts.keys():
            return
        if name in given:
            continue
        try:
            raw = files.read(name)
            if looks_like(raw) == "inline":
                lender = PageSet([PageFile(name, parsed(raw))])
                lender.define(report)
                pages.contexts = {**lender.contexts, **pages.contexts}
                pages.units = {**lender.units, **pages.units}
        except (NotXml, Refused, Unreadable, OSError):
            continue  # it lends nothing; the tags that miss their contexts say so


def _instance_reports(roots: _Roots, library: Library, document: str) -> Iterator[ReportRead]:
    for folder, instances in roots.instances.items():
        if folder in roots.pages:
            continue  # the pages hold the same facts with their places
        many = len(instances) > 1 or len(roots.instances) > 1
        for file, root in instances:
            report = Report(_name(document, "" if len(instances) > 1 else folder, file, many=many))
            report.prefixes.learn(root.nsmap)
            taxonomy = _taxonomy([(file, root)], library, report)
            try:
                read_instance(root, file, taxonomy.declared, report)
            except Unreadable as error:
                remedy = "Correct the context; nothing of the report is read."
                report.problems.append(Problem(file, 0, str(error), remedy))
            for name in tuples_in(report):
                message = f"the numbers in tuples {name!r} are read, and take part in no sum"
                report.problems.append(Problem(file, 0, message, "Report them with dimensions instead."))
            yield _finished(report, taxonomy, [file])


def _open_model_reports(roots: _Roots, library: Library, document: str) -> Iterator[ReportRead]:
    for file in roots.open_model:
        report = Report(_name(document, "", file, many=len(roots.open_model) > 1))
        try:
            refs = _read_open_model(file, library.filing, report)
        except (Unreadable, Refused) as error:
            report.problems.append(Problem(file, 0, str(error), "Check it against the Open Information Model."))
            refs = []
        base = Located(library.filing, file)
        entries = [at for ref in refs if (at := library.find(ref, base)) is not None]
        yield _finished(report, read_taxonomy(entries, library, report.prefixes), [file])


def _read_open_model(file: str, files: Files, report: Report) -> list[str]:
    raw = files.read(file)
    if is_companyfacts(raw):
        read_companyfacts(raw, file, report)
        return []
    return read_oim_json(raw, file, report) if is_oim_json(raw) else read_oim_csv(raw, file, files, report)


def _name(document: str, folder: str, file: str, *, many: bool) -> str:
    """The report's name among the filing's: its folder where that tells it apart, else its file."""
    if not many:
        return document
    return f"{document}/{folder}" if folder not in ("", ".") else f"{document}/{file}"


def _taxonomy(documents: Sequence[tuple[str, Element]], library: Library, report: Report) -> Taxonomy:
    """What the report's own references lead to; where they lead nowhere, the linkbases that lie beside it."""
    named = [
        (ref, library.find(ref, Located(library.filing, file))) for file, root in documents for ref in schema_refs(root)
    ]
    entries = [at for _, at in named if at is not None]
    taxonomy = read_taxonomy(entries or list(_beside(documents[0][0], library.filing)), library, report.prefixes)
    missing = [ref for ref, at in named if at is None]
    if missing and not taxonomy.arcs:
        trouble = f"its taxonomy is not here ({missing[0]}): the sums that it declares are not checked"
        taxonomy.problems.append(Problem(documents[0][0], 0, trouble, _NAME_TAXONOMY))
    return taxonomy


def _beside(file: str, files: Files) -> Iterator[Located]:
    """The linkbases in a report's folder whose names begin as its own, or those of the only name there is."""
    stem = PurePosixPath(file).stem
    roots: dict[str, list[str]] = {}
    for name in files.in_folder(str(PurePosixPath(file).parent)):
        root, _, kind = PurePosixPath(name).stem.rpartition("_")
        if kind in _LINKBASES and root:
            roots.setdefault(root, []).append(name)
    mine = [root for root in roots if stem.startswith(root)] or (list(roots) if len(roots) == 1 else [])
    for root in mine:
        yield from (Located(files, name) for name in roots[root])


def _finished(report: Report, taxonomy: Taxonomy, files: Sequence[str], *, is_inline: bool = False) -> ReportRead:
    summations = taxonomy.summations(report.prefixes)
    used = {tag.concept for tag in report.tags}
    used |= {name for each in summations for name in (each.total, *(part.concept for part in each.parts))}
    filing = Filing(
        tuple(report.tags),
        taxonomy.concepts(report.prefixes, used),
        summations,
        tuple(report.told),
        tuple(report.figures),
    )
    problems = (*report.complaints(), *taxonomy.problems)
    return ReportRead(report.document, tuple(files), filing, is_inline, problems, report.on_page)
