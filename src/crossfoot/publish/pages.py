"""Reads the pages of a project folder: Markdown whose numbers, tables and charts are facts of the book."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from crossfoot.model.book import Book
from crossfoot.model.pages import Exhibit, Number, Page, Prose
from crossfoot.model.problems import InputError, Problem
from crossfoot.publish.charts import read_chart
from crossfoot.publish.complaints import Complaints
from crossfoot.publish.marked_yaml import Block, BrokenYaml, Node, Text, parse_yaml
from crossfoot.publish.numbers import Numbers
from crossfoot.publish.tables import read_table

_FRONT = ("title", "section", "slides", "order")
RESERVED = ("tie-out", "figures", "sources")
_EXHIBITS = ("table", "chart")


def read_pages(folder: Path, book: Book) -> Book:
    """The book with the pages of `folder/pages/*.md`, by their `order` and then by file name.

    A page's slug is its file's name; the page named `index` opens the book. Raises InputError with every problem found.
    """
    numbers = Numbers(book)
    read: list[tuple[int, Page]] = []
    problems: list[Problem] = []
    for path in sorted((folder / "pages").glob("*.md")):
        complaints = Complaints(path.relative_to(folder).as_posix())
        page = _PageReader(numbers, complaints).read(path)
        problems.extend(complaints.problems)
        if page is not None:
            read.append(page)
    if problems:
        raise InputError(*problems)
    read.sort(key=lambda ordered: (ordered[0], ordered[1].slug))
    return book.grown(pages=tuple(page for _, page in read))


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of lines of a page: prose where `fence` is empty, else the inside of a fenced block of that name."""

    fence: str
    text: str
    line: int


class _PageReader:
    """Reads one page file."""

    def __init__(self, numbers: Numbers, complaints: Complaints) -> None:
        self._numbers = numbers
        self._complaints = complaints

    def read(self, path: Path) -> tuple[int, Page] | None:
        """The page with its order, or None where it cannot be read at all."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._complaints.add(0, "the file is not UTF-8", "Save it as UTF-8")
            return None
        except (OSError, RuntimeError) as error:  # a folder, a link that leads to itself, no right to read
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            self._complaints.add(0, f"the file cannot be read: {reason}", "Make it a readable text file")
            return None
        if path.stem in RESERVED:
            self._complaints.add(0, f"the name '{path.stem}' belongs to a page of the book itself", "Rename the file")
        front, body, line = self._front_matter(text)
        if front is None:
            return None
        exhibits = tuple(exhibit for part in _parts(body, line) for exhibit in self._exhibit(part))
        page = Page(
            slug=path.stem,
            title=self._complaints.text(front, "title"),
            exhibits=exhibits,
            slides=self._slides(front),
            section=self._complaints.text(front, "section"),
        )
        return self._complaints.whole(front, "order", 0) or 0, page

    def _front_matter(self, text: str) -> tuple[Block | None, str, int]:
        lines = text.splitlines()
        end = lines.index("---", 1) if lines[:1] == ["---"] and "---" in lines[1:] else 0
        if not end:
            self._complaints.add(1, "the front matter is missing", "Open the file with '---', 'title: ...' and '---'")
            return None, "", 0
        front = self._yaml("\n".join(lines[1:end]), 2)
        if not isinstance(front, Block):
            return None, "", 0
        self._complaints.only(front, _FRONT)
        self._complaints.needed(front, "title")
        return front, "\n".join(lines[end + 1 :]), end + 2

    def _slides(self, front: Block) -> tuple[int, ...]:
        slides = self._complaints.several(front, "slides")
        numbers = [int(node) for node in slides if isinstance(node, Text) and node.isdecimal()]
        if len(numbers) < len(slides):
            self._complaints.add(slides.line, "slides are page numbers", "Write them as 'slides: [3, 4]'")
        return tuple(numbers)

    def _yaml(self, text: str, line: int) -> Node | None:
        try:
            node = parse_yaml(text, line)
        except BrokenYaml as error:
            self._complaints.add(error.line, f"broken YAML: {error}", "Mend the block")
            return None
        if isinstance(node, Block):
            return node
        self._complaints.add(line, "this must be YAML of the form 'key: value'", "Mend the block")
        return None

    def _exhibit(self, part: _Part) -> Iterator[Exhibit]:
        if not part.fence:
            yield self._prose(part)
            return
        block = self._yaml(part.text, part.line)
        if isinstance(block, Block):
            read = read_table if part.fence == "table" else read_chart
            yield read(block, self._numbers, self._complaints)

    def _prose(self, part: _Part) -> Prose:
        numbers: list[Number] = []

        def placed(found: re.Match[str]) -> str:
            line = part.line + part.text.count("\n", 0, found.start())
            with self._complaints.at(line):
                numbers.append(self._numbers.sentence(found[1].replace("\n", " ")))
                return f"{{{len(numbers) - 1}}}"
            return ""

        markdown = re.sub(r"\{([^{}]*)\}", placed, part.text)
        return Prose(markdown, tuple(numbers))


def _parts(body: str, first_line: int) -> Iterator[_Part]:
    """The prose and the exhibits of a page's body in their order; other fenced blocks stay prose."""
    lines = body.split("\n")
    done = 0
    for token in MarkdownIt("commonmark").parse(body):
        if token.type != "fence" or token.level or token.info.strip() not in _EXHIBITS or token.map is None:
            continue
        start, end = token.map
        yield from _prose_part(lines, done, start, first_line)
        yield _Part(token.info.strip(), token.content, first_line + start + 1)
        done = end
    yield from _prose_part(lines, done, len(lines), first_line)


def _prose_part(lines: list[str], start: int, end: int, first_line: int) -> Iterator[_Part]:
    while start < end and not lines[start].strip():
        start += 1
    text = "\n".join(lines[start:end]).rstrip()
    if text:
        yield _Part("", text, first_line + start)
