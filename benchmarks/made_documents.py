"""Made results documents in many templates and formats: what is read, tied and blamed in each, against the truth.

Usage: python -m benchmarks.made_documents [--seed N] [--formats pdf,xlsx] [--templates release,tanshin] [-v]
[--keep FOLDER]. A company, its results, the issuer's habits and the slip are drawn from the seed; each document is
checked as `crossfoot check` does, once as it is and once with one number altered. Printed for each format and each
template: numbers found, at the right row, period, value and unit; planted relations found, numbers in them that tie,
sentences that tie; false alarms on what is right; slips noticed, and blamed first, in tables, in text and, of inline
XBRL, in the tags alone. PDFs need a browser, Japanese ones a font (MADE_DOCUMENTS_FONT).
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.made.as_inline import TAG_KINDS, TagSlip, inline, taggable
from benchmarks.made.as_office import open_spreadsheet, slides, text_document, workbook
from benchmarks.made.as_text import comma_separated, markdown, plain
from benchmarks.made.as_web import FONT, browser, hypertext, printed_pdf
from benchmarks.made.companies import made_company
from benchmarks.made.documents import Made, Truth
from benchmarks.made.glances import GLANCES
from benchmarks.made.japanese import JAPANESE
from benchmarks.made.notes import NOTES, NOTES_JAPANESE
from benchmarks.made.printing import made_style
from benchmarks.made.scoring import Score, scored, slip_scored, when
from benchmarks.made.slips import candidates, slipped, told_candidates
from benchmarks.made.templates import ENGLISH
from benchmarks.made.trades import TRADES
from benchmarks.made.trades_japanese import TRADES_JAPANESE
from benchmarks.made.trades_more import TRADES_MORE

from crossfoot.bind.xbrl.tags_apart import TAG_DIFFERS
from crossfoot.desk.checking import check
from crossfoot.model.book import Book

Printer = Callable[[Made], bytes]
FORMATS: dict[str, tuple[str, Printer]] = {
    "pdf": (".pdf", printed_pdf),
    "html": (".html", hypertext),
    "inline": (".htm", inline),
    "pptx": (".pptx", slides),
    "docx": (".docx", text_document),
    "xlsx": (".xlsx", workbook),
    "xlsx formulas": (".xlsx", lambda made: workbook(made, formulas=True)),
    "ods": (".ods", open_spreadsheet),
    "markdown": (".md", markdown),
    "text": (".txt", plain),
    "csv": (".csv", comma_separated),
    "csv semicolon": (".csv", lambda made: comma_separated(made, ";", "utf-8-sig", comma=True)),
    "csv tab": (".tsv", lambda made: comma_separated(made, "\t", "utf-16")),
    "csv sjis": (".csv", lambda made: comma_separated(made, ",", "cp932")),
}


def main() -> None:
    """Print a line a format and a line a template."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--templates", default="")
    parser.add_argument("--keep", type=Path, help="a folder for the documents")
    parser.add_argument("-v", action="store_true", help="list what went wrong in each document")
    asked = parser.parse_args()
    by_format: dict[str, Score] = {}
    by_template: dict[str, Score] = {}
    wanted = set(asked.templates.split(",")) - {""}
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for kind, made, score, said in measured(asked.seed, asked.formats.split(","), wanted, folder):
            by_format.setdefault(kind, Score()).__iadd__(score)
            by_template.setdefault(made.template, Score()).__iadd__(score)
            if asked.v:
                print(f"--- {made.template} as {kind}: {told(score)}", *said, sep="\n    ", flush=True)
    for title, scores in (("format", by_format), ("template", by_template)):
        print(heading(title))
        for each, score in scores.items():
            print(f"{each:15}{told(score)}")
    every = Score()
    for score in by_format.values():
        every += score
    print(f"{'all':15}{told(every)}")


def documents(seed: int, wanted: set[str]) -> Iterator[tuple[Made, random.Random]]:
    """One document of each template, of a company of its own."""
    english = (*ENGLISH, *GLANCES, *NOTES, *TRADES, *TRADES_MORE)
    japanese = (*JAPANESE, *NOTES_JAPANESE, *TRADES_JAPANESE)
    for language, templates in (("en", english), ("ja", japanese)):
        for template in templates:
            chance = random.Random(f"{seed} {template.__name__}")
            company = made_company(chance, language)
            style = made_style(chance, company)
            made = template(company, style, chance)
            made.cut_off = style.cut_off
            if not wanted or made.template in wanted:
                yield made, chance


def measured(
    seed: int, formats: list[str], wanted: set[str], folder: Path
) -> Iterator[tuple[str, Made, Score, list[str]]]:
    """The score of every document in every format, with what went wrong."""
    for made, chance in documents(seed, wanted):
        for kind in formats:
            if not _printable(kind, made):
                continue
            said: list[str] = []
            yield (
                kind,
                made,
                _both(kind, made, chance, (folder / f"{made.template}-{kind.replace(' ', '-')}", said)),
                said,
            )


def _printable(kind: str, made: Made) -> bool:
    if kind == "csv sjis":
        return made.language == "ja"
    if kind == "xlsx formulas" and made.cut_off:
        return False  # a workbook shows its values to nearest
    return kind != "pdf" or bool(browser() and (FONT or made.language == "en"))


def _both(kind: str, made: Made, chance: random.Random, to: tuple[Path, list[str]]) -> Score:
    """The score of the document as it is, and of its copy with a slip."""
    base, said = to
    ending, printer = FORMATS[kind]
    clean = _checked(base.with_name(base.name + ending), printer(made), said)
    if clean is None:
        return Score(figures=len(made.truths()))
    score = scored(made, clean, said)
    slipped_to = base.with_name(base.name + "-slip" + ending)
    able = candidates(made)
    if kind == "xlsx formulas":  # what formulas take in is computed anew; a total can be typed over
        totals = {id(relation.truths[0]) for relation in made.relations() if relation.kind == "sum"}
        able = [truth for truth in able if id(truth) in totals]
    if able:
        detected, first = _slip(made, chance.choice(able), chance, (slipped_to, printer, said))
        score.slips, score.detected, score.first = 1, int(detected), int(first)
    if able := told_candidates(made):
        detected, _ = _slip(made, chance.choice(able), chance, (slipped_to, printer, said))
        score.told_slips, score.told_seen = 1, int(detected)
    if kind == "inline":
        _tag_slips(made, chance, (slipped_to, said), score)
    return score


def _tag_slips(made: Made, chance: random.Random, to: tuple[Path, list[str]], score: Score) -> None:
    """Counts what is said of one tag that is got wrong in each way, where the page is right."""
    path, said = to
    able = [truth for truth in taggable(made) if sum(each.isdigit() for each in truth.text) > 2]
    for kind in TAG_KINDS if able else ():
        truth = chance.choice(able)
        book = _checked(path, inline(made, TagSlip(truth, kind)), said)
        seen = book is not None and any(finding.code == TAG_DIFFERS for finding in book.findings)
        score.tag_slips, score.tag_seen = score.tag_slips + 1, score.tag_seen + seen
        said += [] if seen else [f"UNTOLD {kind} of the tag of {truth.label} {truth.text}"]


def _slip(made: Made, altered: Truth, chance: random.Random, to: tuple[Path, Printer, list[str]]) -> tuple[bool, bool]:
    """Whether one altered number is noticed, and whether it is blamed first."""
    path, printer, said = to
    with slipped(altered, chance) as what:
        book = _checked(path, printer(made), said)
        detected, first = (False, False) if book is None else slip_scored(made, book, altered)
    if not first:
        said.append(f"{'BLAME' if detected else 'MISSED'} {altered.label} {when(altered.period)}: {what}")
    return detected, first


def _checked(path: Path, raw: bytes, said: list[str]) -> Book | None:
    """The book of a document as a user's check has it; None where it could not be read."""
    path.write_bytes(raw)
    done = check([path])
    said += [f"PROBLEM {problem.message}" for problem in (*done.problems, *done.remarks)]
    return done.books[0] if len(done.books) == 1 else None


def heading(title: str) -> str:
    """The heads of the printed columns."""
    names = (
        "figures",
        "found",
        "row",
        "period",
        "value",
        "unit",
        "planted",
        "found",
        "in them",
        "tie",
        "told",
        "tie",
        "alarms",
        "slips",
        "seen",
        "first",
        "in text",
        "seen",
        "in tags",
        "seen",
    )
    return f"\n{title:15}" + "".join(f"{name:>8}" for name in names)


def told(score: Score) -> str:
    """The counts, shares of what they are parts of in percent."""
    of = score.figures
    parts = [score.figures, *(share(n, of) for n in (score.found, score.row, score.period, score.value, score.unit))]
    parts += [score.planted, share(score.related, score.planted), score.protected, share(score.tied, score.protected)]
    parts += [score.told, share(score.told_tied, score.told), score.alarms]
    parts += [score.slips, share(score.detected, score.slips), share(score.first, score.slips)]
    parts += [score.told_slips, share(score.told_seen, score.told_slips)]
    parts += [score.tag_slips, share(score.tag_seen, score.tag_slips)]
    return "".join(f"{part:>8}" for part in parts)


def share(part: int, whole: int) -> str:
    """`98.7%`, or a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


if __name__ == "__main__":
    main()
