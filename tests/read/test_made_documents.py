"""Made documents are true but for rounding, and every number that they print is read in every format."""

import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from benchmarks.made.as_office import open_spreadsheet, text_document, workbook
from benchmarks.made.as_text import markdown
from benchmarks.made.as_web import hypertext
from benchmarks.made.companies import made_company
from benchmarks.made.documents import Made
from benchmarks.made.glances import GLANCES
from benchmarks.made.japanese import JAPANESE
from benchmarks.made.notes import NOTES, NOTES_JAPANESE
from benchmarks.made.printing import made_style
from benchmarks.made.scoring import signs
from benchmarks.made.templates import ENGLISH, Template

from crossfoot.read.documents import read_documents

TEMPLATES = [
    *(("en", template) for template in (*ENGLISH, *GLANCES, *NOTES)),
    *(("ja", template) for template in (*JAPANESE, *NOTES_JAPANESE)),
]
FORMATS = {
    ".md": markdown, ".html": hypertext, ".docx": text_document, ".xlsx": workbook, ".ods": open_spreadsheet,
}  # fmt: skip


def made(language: str, template: Template, seed: int) -> Made:
    chance = random.Random(f"{seed} {template.__name__}")
    company = made_company(chance, language)
    return template(company, made_style(chance, company), chance)


@pytest.mark.parametrize(("language", "template"), TEMPLATES, ids=[t.__name__ for _, t in TEMPLATES])
def test_planted_sums_tie_but_for_rounding(language: str, template: Template) -> None:
    sums = 0
    for seed in range(5):
        for relation in made(language, template, seed).relations():
            if relation.kind not in ("sum", "periods"):
                continue
            sums += 1
            exact = [t.exact for t in relation.truths]
            assert all(each is not None for each in exact), relation.truths[0].label
            terms = zip(signs(relation), exact, strict=True)
            assert sum((sign * (each or 0) for sign, each in terms), Fraction(0)) == 0, relation.truths[0].label
    assert sums or template.__name__ == "indices"


@pytest.mark.parametrize("ending", FORMATS)
def test_every_printed_number_is_read(ending: str, tmp_path: Path) -> None:
    printer: Callable[[Made], bytes] = FORMATS[ending]
    for language, template in TEMPLATES:
        document = made(language, template, 7)
        path = tmp_path / f"{template.__name__}{ending}"
        path.write_bytes(printer(document))
        (book,) = read_documents([path]).books
        printed = Counter(str(abs(truth.value)) for truth in document.truths())
        assert len(book.figures) >= printed.total(), template.__name__
