"""Writes a book as a static site that opens from the file system, with a proof behind every number."""

from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from crossfoot.model.book import Book
from crossfoot.model.facts import SourceKind, Verdict
from crossfoot.model.pages import Page
from crossfoot.publish.catalogue import Catalogue
from crossfoot.publish.chart_marks import SOURCE_SIGNS
from crossfoot.publish.exhibits import Exhibits
from crossfoot.publish.press import Press
from crossfoot.publish.records import Records, page_file, script
from crossfoot.publish.wording import SOURCE_MEANINGS, SOURCES
from crossfoot.publish.workpapers import Workpapers, page_link, slide_anchor

_PAPERS = (
    {"file": "tie-out.html", "title": "Tie-out"},
    {"file": "figures.html", "title": "Figures"},
    {"file": "sources.html", "title": "Sources"},
)


def write_site(book: Book, out: Path, press: Press | None = None) -> None:
    """Writes the site of `book` into the folder `out`, which is made where it is missing; `index.html` opens it.

    A `press` that was started earlier draws sooner; without one, the site starts its own.
    """
    if press is None:
        with Press() as own:
            write_site(book, out, own)
        return
    site = _Site(Catalogue(book), press)
    (out / "assets").mkdir(parents=True, exist_ok=True)
    for name, text in site.files():
        (out / name).write_text(text, encoding="utf-8", newline="\n")


class _Site:
    """The files of one book's site."""

    def __init__(self, catalogue: Catalogue, press: Press) -> None:
        self._book = catalogue.book
        self._catalogue = catalogue
        self._papers = Workpapers(catalogue)
        self._records = Records(catalogue)
        self._exhibits = Exhibits.of(catalogue, press)
        self._pages = _by_section([page for page in self._book.pages if page.slug != "index"])
        self._templates = Environment(
            loader=PackageLoader("crossfoot.publish"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._templates.globals["site"] = self._frame()

    def files(self) -> list[tuple[str, str]]:
        """Every file's path in the site and its text."""
        files = [("index.html", self._index())]
        files += [(page_file(page), self._page(place)) for place, page in enumerate(self._pages)]
        files += [("tie-out.html", self._tie_out()), ("figures.html", self._figures())]
        files += [("sources.html", self._sources())]
        files += [("assets/facts.js", script("crossfoot", self._records.everything()))]
        files += [
            (f"assets/proofs-{place}.js", script("crossfootProofs", chunk, key=str(place)))
            for place, chunk in enumerate(self._records.proof_chunks())
        ]
        assets = resources.files("crossfoot.publish") / "assets"
        for asset in sorted(assets.iterdir(), key=lambda one: one.name):
            if asset.is_file():
                files.append((f"assets/{asset.name}", asset.read_text(encoding="utf-8")))
        return files

    def _frame(self) -> dict[str, Any]:
        signs = [
            {"sign": SOURCE_SIGNS[source] or "123", "word": SOURCES[source], "meaning": SOURCE_MEANINGS[source]}
            for source in SourceKind
            if source is not SourceKind.UNKNOWN
        ]
        return {"title": self._title(), "sections": self._sections(), "papers": _PAPERS, "signs": signs}

    def _title(self) -> str:
        return self._book.title or f"{self._book.entity.name}: results"

    def _sections(self) -> list[dict[str, Any]]:
        """The pages grouped by section."""
        return [
            {"name": section, "pages": [page_link(page) for page in group]}
            for section, group in groupby(self._pages, key=lambda page: page.section)
        ]

    def _render(self, template: str, **shown: Any) -> str:
        return self._templates.get_template(template).render(**shown)

    def _index(self) -> str:
        opening = next((page for page in self._book.pages if page.slug == "index"), None)
        return self._render(
            "index.html.j2",
            title=self._title(),
            current="index.html",
            entity=self._book.entity.name,
            exhibits=self._exhibits.page(opening) if opening else [],
            counts=self._papers.counts(),
            verdict=self._papers.verdict(),
            sources=self._papers.sources(),
            findings=self._papers.findings(),
            regimes=self._papers.regimes(),
            documents=self._papers.documents(),
        )

    def _page(self, place: int) -> str:
        page = self._pages[place]
        return self._render(
            "page.html.j2",
            title=page.title,
            current=page_file(page),
            section=page.section,
            slides=self._slide_links(page),
            exhibits=self._exhibits.page(page),
            previous=page_link(self._pages[place - 1]) if place else None,
            following=page_link(self._pages[place + 1]) if place + 1 < len(self._pages) else None,
        )

    def _slide_links(self, page: Page) -> list[dict[str, Any]]:
        if not self._book.documents:
            return []
        document = self._book.documents[0]
        known = set(document.pages) | {figure.place.page for figure in self._book.figures}
        return [
            {"number": slide, "url": f"sources.html#{slide_anchor(document.name, slide)}"}
            for slide in page.slides
            if slide in known
        ]

    def _tie_out(self) -> str:
        return self._render(
            "tie-out.html.j2",
            title="Tie-out",
            current="tie-out.html",
            findings=self._papers.findings(),
            verdict=self._papers.verdict(),
            identities=self._papers.identities(),
            kinds=self._papers.kinds(),
            verdicts=[str(verdict) for verdict in Verdict],
            untested=self._papers.untested(),
        )

    def _figures(self) -> str:
        return self._render(
            "figures.html.j2",
            title="Figures",
            current="figures.html",
            figures=self._papers.figures(),
            verdicts=[str(verdict) for verdict in Verdict],
        )

    def _sources(self) -> str:
        return self._render("sources.html.j2", title="Sources", current="sources.html", slides=self._papers.slides())


def _by_section(pages: list[Page]) -> list[Page]:
    """Pages of one section stand together, sections in the order in which they first appear."""
    order = list(dict.fromkeys(page.section for page in pages))
    return sorted(pages, key=lambda page: order.index(page.section))
