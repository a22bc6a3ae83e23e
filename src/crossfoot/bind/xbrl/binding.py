"""Tagged reports to facts: every tag gets its key, and what linkbases and names declare becomes identities."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from crossfoot.bind.xbrl.by_name import sums_by_name
from crossfoot.bind.xbrl.growth import stated_changes
from crossfoot.bind.xbrl.identities import declared_sums
from crossfoot.bind.xbrl.keys import Keyed, keyed
from crossfoot.bind.xbrl.overruled import weighed
from crossfoot.bind.xbrl.rendered import Rendered, renamed, rendered
from crossfoot.bind.xbrl.scenarios import local_name
from crossfoot.bind.xbrl.spans import spans_added
from crossfoot.bind.xbrl.tags_apart import tags_apart
from crossfoot.model.book import Book, Entity
from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.filings import Filing
from crossfoot.model.findings import Finding
from crossfoot.model.naming import Naming
from crossfoot.vocabulary.measures import Measure
from crossfoot.vocabulary.periods import Duration, FiscalCalendar
from crossfoot.vocabulary.units import UnitKind

_NO_CURRENCY = "XXX"
_NAMES = (
    "EntityRegistrantName",
    "CompanyName",
    "FilerNameInJapaneseDEI",
    "RespondentLegalName",
    "CompanyNameInJapanese",
)
_YEAR_DAYS = range(350, 380)


def bind_filing(book: Book) -> Book:
    """The book with the figures of its tags, the facts they state, their measures, and the declared identities.

    A figure that a table prints with a tag in its cell states the tag's fact, and so do the relations that were found
    in the table before. A book without tags is given back as it is.
    """
    filing = book.filing
    if filing is None:
        return book
    found = keyed(filing)
    entity = _entity(book.entity, filing)
    naming = Naming(entity.calendar)
    sums = declared_sums(filing, found.keys, naming)
    reported = [key for number, key in found.keys.items() if not filing.tags[number].is_nil]
    changes = stated_changes(found.measures, reported, naming)
    cells = rendered(book, filing, found.keys)
    told = renamed(book.identities, cells)
    figures = (*(cells.figures.get(f.id, f) for f in book.figures), *_stated(filing, found, cells))
    borne_out = [*spans_added(figures, naming), *(() if filing.summations else sums_by_name(figures, naming))]
    apart = tags_apart(book, filing, entity.calendar)
    both = weighed(told, [*sums.identities, *changes, *borne_out], figures)
    return book.grown(
        entity=entity,
        figures=figures,
        measures={**_labelled(found.measures, book.measures, cells.lines), **book.measures},
        identities=(*both.found, *both.declared),
        findings=(*book.findings, *(_at_cells(each, cells) for each in sums.findings), *both.findings, *apart),
    )


def _stated(filing: Filing, found: Keyed, cells: Rendered) -> list[Figure]:
    """The figures of tags that no table prints as they say."""
    keys: Mapping[str, FactKey] = {filing.tags[n].figure: key for n, key in found.keys.items() if filing.tags[n].figure}
    left = (figure for figure in filing.figures if figure.id not in cells.instead)
    return [replace(figure, fact=keys.get(figure.id)) for figure in left]


def _labelled(
    measures: Mapping[str, Measure], printed: Mapping[str, Measure], lines: Mapping[str, str]
) -> dict[str, Measure]:
    """The measures of tags; one that no linkbase labels is called as the line of the table that prints it."""
    found = dict(measures)
    for name, measure in measures.items():
        line = printed.get(lines.get(name, ""))
        if line is not None and measure.label == local_name(name) and line.label:
            found[name] = replace(measure, label=line.label)
    return found


def _at_cells(finding: Finding, cells: Rendered) -> Finding:
    return replace(finding, figures=tuple(cells.instead.get(figure, figure) for figure in finding.figures))


def _entity(entity: Entity, filing: Filing) -> Entity:
    """Who reports, in which currency and on which fiscal calendar, as far as the report tells more than its pages."""
    named = {local_name(told.concept): told.text for told in reversed(filing.told)}
    name = next((named[local] for local in _NAMES if local in named), entity.name)
    amounts = Counter(tag.unit.code for tag in filing.tags if tag.unit.kind is UnitKind.MONEY)
    currency = entity.currency
    if currency == _NO_CURRENCY and amounts:
        currency = min(amounts, key=lambda code: (-amounts[code], code))
    calendar = entity.calendar if entity.calendar != FiscalCalendar() else _calendar(filing)
    return Entity(name, currency, calendar)


def _calendar(filing: Filing) -> FiscalCalendar:
    """The month that most years of the report end in; a few days into a month still belong to the one before."""
    ends = Counter[int]()
    for tag in filing.tags:
        period = tag.period
        if isinstance(period, Duration) and (period.end - period.start).days in _YEAR_DAYS:
            ends[period.end.month if period.end.day > 7 else (period.end.month - 2) % 12 + 1] += 1
    return FiscalCalendar(max(ends, key=lambda month: (ends[month], month))) if ends else FiscalCalendar()
