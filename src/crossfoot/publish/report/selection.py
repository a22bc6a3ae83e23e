"""Which pages a report shows as pictures: all of a deck, the telling ones of a long document."""

from collections import Counter

from crossfoot.model.book import Book

MOST_PAGES = 40
"""Pictures in one report: with 50 to 250 KB a page, the file stays under about 10 MB."""


def pictured_pages(book: Book, most: int = MOST_PAGES) -> dict[str, tuple[int, ...]]:
    """The pages to picture by document name, ascending: those of findings first, then those with figures, then others.

    Pages without a picture are shown as tables and text. A page before the last known one is shown too, though nothing
    was read there.
    """
    accused = {figure for finding in book.findings for figure in finding.named}
    grave: Counter[tuple[str, int]] = Counter()
    figures: Counter[tuple[str, int]] = Counter()
    for figure in book.figures:
        if figure.place.page is not None:
            page = figure.place.document, figure.place.page
            figures[page] += 1
            grave[page] += figure.id in accused
    pages = [(name, page) for name, last in _last_pages(book).items() for page in range(1, last + 1)]
    telling = sorted(pages, key=lambda page: (not grave[page], not figures[page]))
    chosen = sorted(telling[:most])
    return {name: tuple(page for of, page in chosen if of == name) for name in dict.fromkeys(of for of, _ in chosen)}


def _last_pages(book: Book) -> dict[str, int]:
    """The last page that anything is known of, by document."""
    last: dict[str, int] = {}
    for place in (each.place for kind in (book.figures, book.grids, book.passages) for each in kind):
        if place.page is not None:
            last[place.document] = max(place.page, last.get(place.document, 0))
    for document in book.documents:
        if document.pages:
            last[document.name] = max(*document.pages, last.get(document.name, 0))
    return last
