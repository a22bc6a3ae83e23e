"""A PDF into a draft: tables with captions, context and places, text as passages, and what could not be read."""

import re
from collections.abc import Iterator, Sequence

from crossfoot.read.pdf.damage import damage
from crossfoot.read.pdf.opening import PageTrouble, count_of, pages_of
from crossfoot.read.pdf.page_parts import Carried, joined_on
from crossfoot.read.pdf.page_reading import PageRead, PageReader
from crossfoot.read.pdf.sharing import processes_for, shared_pages
from crossfoot.read.scans.pages import with_doubts
from crossfoot.read.tables.found import Draft, FoundPassage

_BLANK = (
    "there is no text on any of its pages, or it is damaged",
    "Save it again from the program that made it.",
)


def read_pdf(raw: bytes, draft: Draft) -> list[PageTrouble]:
    """Take in the tables and text of every page; what is wrong with pages is given back. Raises Unreadable."""
    carried = Carried()
    troubles: list[PageTrouble] = []
    blank: set[int] = set()
    count = 0
    for count, read in enumerate(_pages_read(raw), 1):
        carried = take_page(draft, read, carried)
        if read.blank:
            blank.add(count)
        if read.trouble is not None:
            troubles.append(read.trouble)
    troubles += damage(raw, blank)
    if len(blank) == count and not troubles:
        troubles.append(PageTrouble(*_BLANK))
    return merged_troubles(troubles)


def _pages_read(raw: bytes) -> Iterator[PageRead]:
    """What becomes of each page in their order: by several processes, where that pays, until one has to be looked at.

    Looking at pictures of text takes all of the machine by itself, and so much memory that one process does it.
    """
    reader = PageReader(raw)
    done = 0
    processes = processes_for(count_of(raw))
    if processes > 1:
        for read in shared_pages(raw, processes):
            if read.to_look_at:
                break
            reader.follow(read)
            done += 1
            yield read
        else:
            return
    yield from map(reader.read, pages_of(raw, done))


def take_page(draft: Draft, read: PageRead, carried: Carried) -> Carried:
    """Take in the tables and passages of a page, and give back what it hands to the next."""
    if read.parts is None:
        return carried
    parts, handed = joined_on(read.parts, carried)
    for part in parts:
        if isinstance(part, FoundPassage):
            draft.add_passage(part)
        elif not draft.add_table(with_doubts(part, read.looked_at) if read.looked_at else part):
            for cell in part.cells:
                draft.add_passage(FoundPassage(cell.text, page=part.page, box=cell.box))
    return handed


def merged_troubles(troubles: Sequence[PageTrouble]) -> list[PageTrouble]:
    """Troubles of many pages that are alike as one, with the pages' numbers."""
    alike: dict[tuple[str, str], list[str]] = {}
    for trouble in troubles:
        number = re.match(r"page ([0-9]+) ", trouble.message)
        rest = trouble.message[number.end() :] if number else trouble.message
        alike.setdefault((rest, trouble.remedy), []).append(number[1] if number else "")
    merged = []
    for (rest, remedy), pages in alike.items():
        if len(pages) == 1:
            merged.append(PageTrouble(f"page {pages[0]} {rest}" if pages[0] else rest, remedy))
        else:
            merged.append(PageTrouble(f"pages {', '.join(pages)}: each {rest}", remedy))
    return merged
