"""The auditor's views of a book: how it stands, its findings, identities and figures, as the templates show them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from crossfoot.model.facts import SourceKind, Verdict
from crossfoot.model.figures import Figure
from crossfoot.model.findings import Correction, Finding
from crossfoot.model.identities import Identity, IdentityKind
from crossfoot.model.pages import Page
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.chart_marks import SOURCE_SIGNS
from crossfoot.publish.links import Links
from crossfoot.publish.proofs import Proofs
from crossfoot.publish.records import Records, page_file, slide_words, where
from crossfoot.publish.wording import ROUNDINGS, SOURCE_MEANINGS, SOURCES, relation_words


class Workpapers:
    """Makes the views of one book."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._book = catalogue.book
        self._links = Links(catalogue)
        self._records = Records(catalogue)
        self._proofs = Proofs(catalogue)
        self._rows: dict[str, dict[str, Any]] = {}
        self._anchors = {identity.id: f"identity-{place}" for place, identity in enumerate(self._book.identities)}

    def counts(self) -> list[dict[str, Any]]:
        """The headline counts: figures, and how many tie, break and stay untested."""
        verdicts = Counter(self._catalogue.verdict(figure).verdict for figure in self._book.figures)
        counts = [{"word": "figures read", "number": f"{len(self._book.figures):,}", "look": "figures"}]
        words = {Verdict.TIES: "tie", Verdict.BREAKS: "break", Verdict.UNTESTED: "untested"}
        counts += [
            {"word": word, "number": f"{verdicts[verdict]:,}", "look": str(verdict)} for verdict, word in words.items()
        ]
        return counts

    def verdict(self) -> str:
        """The state of the book in a sentence."""
        verdicts = Counter(self._catalogue.verdict(figure).verdict for figure in self._book.figures)
        broken, ties, untested = (verdicts[key] for key in (Verdict.BREAKS, Verdict.TIES, Verdict.UNTESTED))
        if broken == 1:
            return "1 figure cannot be right: no true value satisfies it together with the rest."
        if broken:
            return f"{broken:,} figures cannot all be right: no true values satisfy them together with the rest."
        left = f"; {untested:,} could not be tested, and are listed." if untested else "."
        return f"{ties:,} figures tie together and none breaks{left}"

    def sources(self) -> list[dict[str, Any]]:
        """How many facts are known in each way."""
        numbers = Counter(fact.source for fact in self._catalogue.facts.values())
        return [
            {
                "word": SOURCES[source],
                "sign": SOURCE_SIGNS[source],
                "number": f"{numbers[source]:,}",
                "meaning": SOURCE_MEANINGS[source],
            }
            for source in SourceKind
            if numbers[source]
        ]

    def regimes(self) -> list[dict[str, str]]:
        """How each group's figures were rounded, and how that is known."""
        return [
            {
                "group": self._document_title(regime.group),
                "amounts": ROUNDINGS.get(regime.amounts, str(regime.amounts)),
                "ratios": ROUNDINGS.get(regime.ratios, str(regime.ratios)),
                "how": "as the project states" if regime.stated else "inferred",
                "said": regime.said,
                "reason": regime.reason,
            }
            for regime in self._book.regimes
        ]

    def _document_title(self, name: str) -> str:
        return next((document.title for document in self._book.documents if document.name == name), "") or name

    def documents(self) -> list[dict[str, str]]:
        """The documents, with their digests."""
        return [
            {"title": document.title or document.name, "path": document.path, "sha": document.sha256[:16]}
            for document in self._book.documents
        ]

    def findings(self) -> list[dict[str, Any]]:
        """Every finding, the gravest first."""
        order = {"error": 0, "warning": 1, "note": 2}
        return [self._finding(finding) for finding in sorted(self._book.findings, key=lambda one: order[one.severity])]

    def _finding(self, finding: Finding) -> dict[str, Any]:
        at = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file
        return {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": self._records.words(finding.message),
            "where": at,
            "figures": [self._figure_link(self._catalogue.figures[name]) for name in finding.figures],
            "identities": [
                {
                    "anchor": self._anchors[name],
                    "text": self._relation(name),
                }
                for name in finding.identities
                if name in self._anchors
            ],
            "corrections": [[self._correction(change) for change in changes] for changes in finding.corrections],
            "complete": finding.complete,
            "proof": self._proofs.record(finding.certificate),
        }

    def _relation(self, identity: str) -> str:
        return relation_words(self._catalogue.identities[identity].text or identity, self._catalogue.measures)

    def _correction(self, change: Correction) -> dict[str, Any]:
        figure = self._catalogue.figures[change.figure]
        return {
            "figure": self._figure_link(figure),
            "interval": self._records.figure_interval(figure, change.interval),
            "suggested": change.suggested,
            "slip": change.slip,
        }

    def _place(self, figure: Figure) -> str:
        """The place in a list: the document is named where there are several."""
        if len(self._book.documents) == 1 and figure.place.page is not None:
            return slide_words(self._book.documents[0], figure.place.page)
        return self._records.place(figure.place)

    def _figure_link(self, figure: Figure) -> Markup:
        if figure.fact is None:
            return Markup('<a class="n" href="#figure={}" data-figure="{}">{}</a>').format(
                figure.id, figure.id, figure.text
            )
        return self._links.figure(figure.text, figure.fact)

    def identities(self) -> list[dict[str, Any]]:
        """Every identity with its tick: breaks first, then what was printed and not tested, ties, mere definitions."""
        order = {"breaks": 0, "untested": 1, "ties": 2}
        printed = {figure.fact for figure in self._book.figures}
        ranked = []
        for identity in self._book.identities:
            row = self._identity(identity)
            defines = row["verdict"] == Verdict.UNTESTED and not printed.issuperset(identity.facts)
            ranked.append((3 if defines else order[row["verdict"]], row))
        return [row for _, row in sorted(ranked, key=lambda each: each[0])]

    def _identity(self, identity: Identity) -> dict[str, Any]:
        record = self._records.identity(identity)
        name = Markup('<a class="fact-name" href="#identity={}" data-identity="{}">{}</a>').format(
            identity.id, identity.id, record["text"]
        )
        return record | {"anchor": self._anchors[identity.id], "name": name}

    def kinds(self) -> list[str]:
        """The kinds of identity that the book has, in the auditor's order."""
        present = {identity.kind for identity in self._book.identities}
        return [str(kind) for kind in IdentityKind if kind in present]

    def figures(self) -> list[dict[str, Any]]:
        """Every figure as printed, in the order read."""
        return [self._figure(figure) for figure in self._book.figures]

    def untested(self) -> list[dict[str, Any]]:
        """The figures that nothing tests."""
        return [row for row in self.figures() if row["verdict"] == Verdict.UNTESTED]

    def _figure(self, figure: Figure) -> dict[str, Any]:
        """A figure's row, made once for the views that list it."""
        if figure.id not in self._rows:
            self._rows[figure.id] = self._row(figure)
        return self._rows[figure.id]

    def _row(self, figure: Figure) -> dict[str, Any]:
        verdict = self._catalogue.verdict(figure)
        return {
            "text": self._figure_link(figure),
            "name": self._links.named(figure.fact) if figure.fact else "no measure fits it",
            "verdict": str(verdict.verdict),
            "reason": self._records.words(verdict.reason),
            "place": self._place(figure),
            "at": where(figure.place),
            "caption": _marked(figure),
        }

    def slides(self) -> Iterator[dict[str, Any]]:
        """Every page of every document, with its figures as printed and its runs of labels."""
        for document in self._book.documents:
            figures = [figure for figure in self._book.figures if figure.place.document == document.name]
            numbers = sorted({figure.place.page or 0 for figure in figures} | set(document.pages))
            for number in numbers:
                on_slide = [figure for figure in figures if (figure.place.page or 0) == number]
                title = document.pages.get(number, "")
                heading = f"Slide {number}" if number else document.title or document.name
                yield {
                    "anchor": slide_anchor(document.name, number),
                    "title": f"{heading}: {title}" if title else heading,
                    "answered": [page_link(page) for page in self._book.pages if number in page.slides],
                    "figures": [
                        self._figure(figure) for figure in on_slide if figure.id not in self._catalogue.block_of
                    ],
                    "runs": [self._run(block) for block in dict.fromkeys(self._blocks(on_slide))],
                }

    def _blocks(self, figures: list[Figure]) -> Iterator[str]:
        for figure in figures:
            if figure.id in self._catalogue.block_of:
                yield self._catalogue.block_of[figure.id]

    def _run(self, name: str) -> dict[str, Any]:
        block = self._catalogue.blocks[name]
        labels = [self._figure_link(self._catalogue.figures[figure]) for figure in block.figures]
        found = self._catalogue.assignments.get(name)
        words = ""
        if found is not None:
            words = f"{len(found.proven)} of {len(found.slots)} places are proven"
            words += f"; the rest follow a preference: {found.preference}." if found.preference else "."
        return {"title": f"Labels of lost order: {name}", "labels": labels, "words": words}


def _marked(figure: Figure) -> Markup:
    """The caption with the figure marked in it."""
    caption, span = figure.place.caption, figure.place.span
    if span is None:
        return Markup("{}").format(caption)
    start, end = span
    return Markup("{}<mark>{}</mark>{}").format(caption[:start], caption[start:end], caption[end:])


def slide_anchor(document: str, number: int) -> str:
    """The address of a slide on the page of sources."""
    return f"{document}-{number}"


def page_link(page: Page) -> dict[str, str]:
    """A page's title and file, for lists of pages."""
    return {"file": page_file(page), "title": page.title}
