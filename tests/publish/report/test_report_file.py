"""The report as a file: whole in itself, closed to any code but its own, and true to the book."""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.publish.ledger_book import COST, QUARTER_1, REVENUE, SERVICES, ledger_book
from tests.publish.markup import Element, parsed, read_html
from tests.publish.report.checked import MISPRINT, checked, checked_text, pictures_of

from crossfoot.model.book import Book, Document
from crossfoot.model.findings import Correction, Finding, Severity
from crossfoot.model.problems import Problem
from crossfoot.publish.report import writing
from crossfoot.publish.report.records import belief_words
from crossfoot.publish.report.writing import report, write_report
from crossfoot.vocabulary.intervals import Interval


@pytest.fixture(scope="session")
def page(income_report: Path) -> Element:
    """The report of the income statement, read strictly."""
    return read_html(income_report)


@pytest.fixture(scope="session")
def ledger_report(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The report of the hand-made book, which has a figure of every standing."""
    target = tmp_path_factory.mktemp("ledger") / "report.html"
    write_report(ledger_book(), {}, target)
    return read_html(target)


def script(page: Element, name: str) -> dict[str, Any]:
    """The values that a script element of that id carries."""
    return dict(json.loads(page.find("script", id=name).text))


def rows(table: Element) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    return [[cell.text.strip() for cell in row.within if cell.tag in ("td", "th")] for row in table.all("tr")]


def test_it_loads_nothing_from_anywhere(page: Element, pdf_report: Path) -> None:
    for one in (page, read_html(pdf_report)):
        for element in one.within:
            for name in ("src", "href", "action", "data", "poster", "srcset"):
                assert re.match(r"#|data:image/webp;base64,|$", element.attributes.get(name, "")), element.attributes
        assert not one.all("link")
        assert "@import" not in one.find("style").text
        assert "url(" not in one.find("style").text


def test_its_policy_names_its_own_code_and_look_alone(page: Element) -> None:
    policy = next(one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy")
    stated = policy.attributes["content"]
    code = [one.text for one in page.all("script") if one.attributes.get("type") != "application/json"]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in code]
    assert len(digests) == 2
    assert re.findall(r"script-src ([^;]+)", stated) == [" ".join(f"'sha256-{digest}'" for digest in digests)]
    look = base64.b64encode(hashlib.sha256(page.find("style").text.encode()).digest()).decode()
    assert f"style-src 'sha256-{look}'" in stated
    assert stated.startswith("default-src 'none';")
    assert "unsafe" not in stated
    assert not [one for one in page.within if "style" in one.attributes or "onclick" in one.attributes]


def test_the_records_of_a_large_book_are_packed(
    income_book: Book, page: Element, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PACKED", 0)
    write_report(income_book, {}, tmp_path / "report.html")
    large = read_html(tmp_path / "report.html")
    for name in ("book", "proofs"):
        element = large.find("script", id=name)
        assert element.attributes["type"] == "application/gzip"
        assert json.loads(gzip.decompress(base64.b64decode(element.text))) == script(page, name)


def test_every_link_leads_somewhere(page: Element, ledger_report: Element) -> None:
    for one in (page, ledger_report):
        book = script(one, "book")
        anchors = {element.attributes["id"] for element in one.within if "id" in element.attributes}
        assert len(anchors) == sum("id" in element.attributes for element in one.within)
        known = {
            "figure": set(book["figures"]),
            "identity": set(book["identities"]),
            "finding": set(map(str, range(len(book["findings"])))),
        }
        links = [element.attributes["href"].removeprefix("#") for element in one.all("a")]
        assert len(links) > 30
        for link in links:
            kind, is_record, name = link.partition("=")
            assert name in known[kind] if is_record else link in anchors, link


def test_the_top_says_how_it_stands(page: Element) -> None:
    assert page.find("h1").text == "income.csv"
    assert page.find("p", class_="verdict-line").text == (
        "1 figure cannot be right: no true value satisfies it together with the rest."
    )
    counts = page.find("dl", class_="counts")
    words = [one.text for one in counts.all("dt")]
    assert dict(zip(words, [one.text for one in counts.all("dd")], strict=True)) == {
        "ties": "26",
        "breaks": "1",
        "untested": "3",
        "recovered": "0",
    }
    rounding = page.find("details", class_="rounding").find("summary").text
    assert rounding == "Rounding: amounts rounded to the nearest, ratios rounded to the nearest (inferred)"


def test_a_finding_tells_both_intervals_the_suspect_and_the_slip(page: Element) -> None:
    (finding,) = page.all("li", class_="finding")
    assert "error" in finding.attributes["class"].split()
    assert finding.find("p").text.startswith("error Total revenues FY2023 22,068 does not tie with the rest")
    assert finding.find("p", class_="relation").text == "FY2023: Gross profit = Total revenues − Cost of revenues"
    _, suspect = rows(finding.find("table", class_="suspects"))
    assert suspect == [
        "22,068",
        "Total revenues · FY2023table 1, row 6, column 3",
        "JPY 22,067.5 to 22,068.5 million",
        "JPY 22,085 to 22,087 million",
        "22,086 transposed digits",
    ]


def test_the_table_is_redrawn_with_a_mark_on_every_figure(page: Element, income_book: Book) -> None:
    table = page.find("table", class_="redrawn-table")
    assert rows(table)[5] == ["Total revenues", "20,915", MISPRINT, "23,695"]
    marks = {one.attributes["data-figure"]: one for one in table.all("a", class_="fig")}
    assert set(marks) == {figure.id for figure in income_book.figures}
    looks = [one.attributes["class"] for one in marks.values()]
    assert {look: looks.count(look) for look in set(looks)} == {"fig ties": 26, "fig breaks": 1, "fig untested": 3}
    (misprint,) = (one for one in marks.values() if one.text == MISPRINT)
    assert misprint.attributes["aria-label"] == "22,068: breaks"


def test_what_no_identity_protects_is_listed(page: Element) -> None:
    listed = rows(page.find("tbody", id="untested-rows"))
    assert [row[:1] + row[2:] for row in listed] == [
        ["1,204", "table 1, row 12, column 2", "no identity speaks of it"],
        ["1,251", "table 1, row 12, column 3", "no identity speaks of it"],
        ["1,302", "table 1, row 12, column 4", "no identity speaks of it"],
    ]


def test_how_it_was_tied_is_listed_breaks_first(page: Element) -> None:
    listed = rows(page.find("tbody", id="identity-rows"))
    assert len(listed) == 9
    status, kind, relation, left, slack, accident = listed[0]
    assert (status, kind, left, slack) == ("breaks", "recalculate", "JPY 18 million", "JPY 1.5 million")
    assert relation.startswith("FY2023: Gross profit = Total revenues − Cost of revenuesdiscovered: ")
    assert accident.startswith("1 in ")
    assert [row[0] for row in listed[1:]] == ["ties"] * 8


def test_records_hold_the_arithmetic_of_a_figure(page: Element) -> None:
    book = script(page, "book")
    (misprint,) = (one for one in book["figures"].values() if one["text"] == MISPRINT)
    assert misprint["interval"] == "JPY 22,067.5 to 22,068.5 million"
    assert misprint["findings"] == [0]
    fact = book["facts"][misprint["fact"]]
    assert (fact["label"], fact["period"]) == ("Total revenues", "FY2023")
    first = book["identities"][fact["identities"][0]]
    assert (first["verdict"], first["residual"], first["slack"]) == ("breaks", "JPY 18 million", "JPY 1.5 million")
    printed = [book["facts"][name]["figures"] for _, _, name in first["terms"]]
    assert [book["figures"][figure]["text"] for (figure,) in printed] == ["5,966", "22,068", "16,120"]
    (finding,) = book["findings"]
    assert finding["proof"]["headline"].startswith("22,068 cannot stand")


def test_a_recovered_label_is_told_from_one_that_ties(ledger_report: Element) -> None:
    book = script(ledger_report, "book")
    standings = {name: one["standing"] for name, one in book["figures"].items()}
    assert standings["deck-p2-003"] == standings["deck-p2-004"] == "recovered"
    assert standings["deck-p1-002"] == "ties"
    assert standings["deck-p3-004"] == "breaks"
    assert standings["deck-p3-007"] == "untested"
    counts = ledger_report.find("dl", class_="counts")
    shown = {one.text: other.text for one, other in zip(counts.all("dt"), counts.all("dd"), strict=True)}
    assert shown["recovered"] == "2"
    assert sum(map(int, shown.values())) == len(book["figures"])


def test_facts_go_by_short_names_everywhere(ledger_report: Element) -> None:
    book, proofs = script(ledger_report, "book"), script(ledger_report, "proofs")
    labels = {name: f"{fact['label']} {fact['period']}" for name, fact in book["facts"].items()}
    assert all(re.fullmatch(r"f\d+", name) for name in labels)
    spoken = {fact for one in book["identities"].values() for _, _, fact in one["terms"] + one.get("over", [])}
    spoken |= {
        fact
        for chunk in proofs.values()
        for proof in chunk.values()
        for line in proof["lines"]
        for fact in line["facts"]
    }
    assert spoken <= set(labels)
    assert "Services & support FY2016" in {labels[fact] for fact in spoken}
    for key in (COST, REVENUE, SERVICES, QUARTER_1):
        assert key.id not in json.dumps(book)


def test_a_figure_without_a_fact_has_its_interval_too(ledger_report: Element) -> None:
    assert script(ledger_report, "book")["figures"]["deck-p3-007"]["interval"] == "1,065.5 to 1,066.5 ones"


def test_a_page_without_a_picture_lists_what_stands_on_it(ledger_report: Element) -> None:
    pages = ledger_report.all("section", class_="page")
    assert [page.find("h3").text.split("✓")[0].split("○")[0].strip()[:9] for page in pages] == [
        "Page 1: R",
        "Page 2: S",
        "Page 3: O",
    ]
    outlook = rows(pages[2].find("table", class_="redrawn-table"))
    assert [text for _, text in outlook] == ["158.0", "72", "17", "98", "(1.5)", "12", "1,066"]
    assert outlook[1][0] == "Engineers · Mar. 31, 2017"
    assert outlook[-1][0] == "no measure is bound to it"


def test_a_document_cannot_slip_its_own_code_in(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    book = checked_text(tmp_path, "evil.csv", f'"{evil}",2023,2024\nCash {evil},"1,204","1,407"\n')
    book = book.grown(title=evil, documents=(replace(book.documents[0], title=evil),))
    target = tmp_path / "report.html"
    write_report(book, {}, target)
    page = read_html(target)
    assert len(page.all("script")) == 4
    assert page.all("img") == []
    assert page.find("h1").text == evil
    assert "alert(1)" in json.dumps(script(page, "book"))


def test_a_book_of_nothing_still_has_a_report() -> None:
    empty = ledger_book()
    empty = Book(empty.entity, documents=empty.documents[:1])
    html = report(empty, {})
    assert "None: every figure stands in an identity that could have failed." in html
    assert "No relation was found between the figures." in html


def test_notes_are_folded_away_from_findings(income_book: Book) -> None:
    note = Finding("not-reported", Severity.NOTE, "Gross profit is not the sum of what is reported")
    page = parsed(report(income_book.grown(findings=(note, *income_book.findings)), {}))
    first, folded = page.all("ol", class_="findings")
    assert [one.attributes["id"] for one in first.all("li", class_="finding")] == ["finding-0"]
    assert "details" in folded.around
    assert " ".join(folded.text.split()) == "note Gross profit is not the sum of what is reported"
    tally = page.find("nav", class_="contents").find("span", class_="tally").text
    assert tally == "1"


def test_a_long_correction_is_cut_short_in_the_list(income_book: Book) -> None:
    (finding,) = income_book.findings
    changes = tuple(Correction(figure.id, Interval()) for figure in income_book.figures[:9])
    page = parsed(report(income_book.grown(findings=(replace(finding, corrections=(changes,) * 5),)), {}))
    suspects = page.find("table", class_="suspects")
    assert [len(one.all("tr")) for one in suspects.all("tbody")] == [7, 7, 7]
    assert suspects.find("tbody").all("tr")[-1].text.strip() == "and 3 more figures"
    assert "2 more such corrections" in page.find("li", class_="finding").text
    assert [len(changes) for changes in script(page, "book")["findings"][0]["corrections"]] == [9] * 5


def test_what_could_not_be_read_is_said(income_book: Book) -> None:
    problem = Problem("deck.pdf", 0, "the PDF is encrypted", "Save it without a password.")
    page = parsed(report(income_book, {}, [problem]))
    assert "deck.pdf: the PDF is encrypted. Save it without a password." in page.text
    assert "What could not be read" in [one.text for one in page.all("h3")]
    assert "What could not be read" not in report(income_book, {})


def test_a_document_without_figures_says_so(income_book: Book) -> None:
    other = Document("letter.txt", "letter.txt", "0" * 64)
    page = parsed(report(income_book.grown(documents=(*income_book.documents, other)), {}))
    assert "No figure was read from it." in page.all("section", class_="document")[1].text


def test_a_failed_writing_leaves_the_earlier_report(
    income_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    target.write_text("earlier", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="no space left"):
        write_report(income_book, {}, target)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
    assert target.read_bytes() == b"earlier"


@pytest.mark.parametrize(
    ("belief", "words"),
    [(None, ""), (-1.0, "1 in 1"), (0.0, "1 in 1"), (2.35, "1 in 200"), (6.822, "1 in 6,000,000"), (29.4, "1 in 10²⁹")],
)
def test_belief_is_told_as_odds_rounded_down(belief: float | None, words: str) -> None:
    assert belief_words(belief) == words


def test_a_pdf_as_it_is_read_has_its_marks_where_its_figures_are_printed(pdf_book: Book, tmp_path: Path) -> None:
    read = checked(Path(pdf_book.documents[0].path))
    target = tmp_path / "report.html"
    write_report(read, pictures_of(read), target)
    (printed,) = (figure for figure in pdf_book.figures if figure.text == MISPRINT)
    assert printed.place.box is not None
    left, top, right, bottom = printed.place.box
    (mark,) = (one for one in read_html(target).all("a", class_="mark") if one.find("title").text.startswith(MISPRINT))
    area = {side: float(mark.find("rect").attributes[side]) for side in ("x", "y", "width", "height")}
    assert area["x"] == pytest.approx(left, abs=2)
    assert area["x"] + area["width"] == pytest.approx(right, abs=2)
    assert top - 3 < area["y"] + area["height"] / 2 < bottom + 3


def test_pictures_carry_marks_where_the_figures_stand(pdf_report: Path, pdf_book: Book) -> None:
    page = read_html(pdf_report)
    first, second = page.all("section", class_="page")
    assert [len(one.all("img")) for one in (first, second)] == [1, 1]
    marks = second.find("svg", class_="marks")
    assert marks.attributes["viewbox"] == "0 0 370 260"
    (misprint,) = marks.all("a", class_="breaks")
    (figure,) = (one for one in pdf_book.figures if one.text == MISPRINT)
    assert misprint.attributes["data-figure"] == figure.id
    assert misprint.find("title").text == "22,068: breaks"
    area, glyph = misprint.find("rect").attributes, misprint.find("use").attributes
    assert figure.place.box is not None
    assert float(area["x"]) == pytest.approx(figure.place.box[0] - 0.8, abs=0.06)
    assert float(glyph["x"]) > figure.place.box[2]
    assert glyph["href"] == "#tick-breaks"
    # what was read from the page can be opened beneath its picture
    assert MISPRINT in second.find("details", class_="redrawn").text
