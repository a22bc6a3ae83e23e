"""Press releases typed for tests: a table of results and the sentences that speak of it, read as a document is."""

from pathlib import Path
from tempfile import TemporaryDirectory

from crossfoot.bind.grids.binding import bind_grids
from crossfoot.bind.sentences.binding import bind_sentences
from crossfoot.model.book import Book
from crossfoot.model.identities import Identity
from crossfoot.read.documents import read_documents
from crossfoot.tie.discovery.claims.matching import restated as of_sentences

RESULTS = """
# Consolidated statements of income

$ in millions, except per share amounts

| | Year ended December 31, 2023 | Year ended December 31, 2022 |
|---|---|---|
| Net revenue | 12,345 | 10,210 |
| Cost of sales | 7,001 | 6,020 |
| Gross profit | 5,344 | 4,190 |
| Operating income (loss) | (812) | 395 |
| Diluted earnings per share | 1.87 | 1.52 |
"""

ADJUSTED = """
# Non-GAAP results

$ in millions

| | Year ended December 31, 2023 | Year ended December 31, 2022 |
|---|---|---|
| Gross profit | 5,611 | 4,402 |
"""

TANSHIN = """
# 連結損益計算書

（単位：百万円）

| | 2016年3月期 | 2017年3月期 |
|---|---|---|
| 売上高 | 140,648 | 157,789 |
| 売上原価 | 116,003 | 132,542 |
| 売上総利益 | 24,645 | 25,247 |
| 営業利益 | 6,140 | 5,134 |
| 物流事業収入 | 8,120 | 9,365 |
"""


def release(*sentences: str, tables: tuple[str, ...] = (RESULTS,)) -> Book:
    """The bound book of a release: its tables, then its sentences, a paragraph each."""
    text = "\n\n".join((*tables, "# Comments", *sentences)) + "\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "release.md"
        path.write_text(text, encoding="utf-8")
        (book,) = read_documents([path]).books
    return bind_sentences(bind_grids(book))


def said(book: Book) -> list[tuple[str, str]]:
    """What the figures of the claims are called: each text as printed with its aspect, empty for levels."""
    figures = {figure.id: figure for figure in book.figures}
    return [
        (figures[each].text, figures[each].fact.aspect.suffix)  # type: ignore[union-attr]
        for claim in book.claims
        for each in claim.figures
    ]


def restated(book: Book) -> dict[str, str]:
    """For every figure of a sentence that a table bears out, the relation that was found."""
    texts = {figure.fact: figure.text for figure in book.figures}
    return {texts[identity.subject]: _short(identity) for identity in of_sentences(book)[0]}


def _short(identity: Identity) -> str:
    return identity.text.partition(" = ")[2]
