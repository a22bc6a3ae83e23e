"""`crossfoot check` as a person types it: verdicts, findings, formats and the codes it ends with."""

import json
import re
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Pt
from tests.cli.test_cli import printed, said

import crossfoot
import crossfoot.tie.engine
from crossfoot import cli, desk
from crossfoot.model.facts import Verdict
from crossfoot.model.findings import Severity
from crossfoot.model.problems import InputError

BALANCE = """\
"Balance sheet, JPY million",,,
,"Mar. 31, 2022","Mar. 31, 2023","Mar. 31, 2024"
Cash,"1,204","1,351","1,422"
Receivables,"2,310","2,204","2,519"
Inventories,640,702,688
Total current assets,"4,154","4,257","4,629"
Property,"3,011","3,120","3,342"
Goodwill,500,500,500
Total assets,"7,665","7,877","8,471"
"""
MISPRINTED = BALANCE.replace("8,471", "8,741")


@pytest.fixture
def balance(tmp_path: Path) -> Path:
    """A balance sheet that ties."""
    return _file(tmp_path / "balance.csv", BALANCE)


@pytest.fixture
def misprinted(tmp_path: Path) -> Path:
    """The same with two digits of its last total transposed."""
    return _file(tmp_path / "misprinted.csv", MISPRINTED)


def _file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def in_one_line(output: str) -> str:
    """The words of an output, whatever they were folded at."""
    return " ".join(output.split())


def test_a_document_that_ties_is_told_in_four_lines(balance: Path) -> None:
    lines = [line.rstrip() for line in printed("check", balance).splitlines()]
    assert lines[0] == "TIES     balance.csv  21 figures: 21 tie, 0 break, 0 untested"
    assert lines[1] == "  Read       1 table"
    assert lines[2] == "  Relations  6 (6 found in its tables): 6 tie, 0 break, 0 untested"
    assert lines[3].startswith("  Rounding   amounts ")


def test_a_break_names_its_place_relation_intervals_and_the_slip(misprinted: Path) -> None:
    output = in_one_line(printed("check", misprinted, code=cli.BREAKS))
    assert output.startswith("BREAKS misprinted.csv 21 figures: 18 tie, 3 break, 0 untested")
    assert " misprinted.csv:9, column 4" in output
    assert (
        "Total assets Mar. 31, 2024 = Total current assets Mar. 31, 2024 + Property Mar. 31, 2024 + Goodwill" in output
    )
    assert (
        "left side admits JPY 8,740.5 million to JPY 8,741.5 million; "
        "right side adds up to JPY 8,469.5 million to JPY 8,472.5 million"
    ) in output
    assert "to tie 8,741 to 8,471 (transposed digits): Total assets Mar. 31, 2024, misprinted.csv:9, column 4" in output


def test_untested_figures_are_listed_with_their_reason(tmp_path: Path) -> None:
    lone = _file(tmp_path / "lone.csv", ",FY2023,FY2024\nEmployees,310,325\n")
    output = printed("check", lone, "--untested")
    assert output.startswith("UNTESTED lone.csv  2 figures: 0 tie, 0 break, 2 untested\n")
    assert "    lone.csv:2, column 2: 310 Employees Dec. 31, 2023 (no identity speaks of it)\n" in output


def test_a_document_without_figures_says_what_was_read_and_one_without_relations_what_was_looked_for(
    tmp_path: Path,
) -> None:
    words = _file(tmp_path / "words.txt", "Dear shareholders,\n\nwe thank you for your trust.\n")
    assert in_one_line(printed("check", words)).startswith(
        "UNTESTED words.txt it prints no figures Read no table, chart or sentence with a figure among 2 lines of text "
        "Relations none: there are no figures to tie"
    )
    lone = _file(tmp_path / "lone.csv", ",FY2023,FY2024\nEmployees,310,325\n")
    output = in_one_line(printed("check", lone))
    assert "Read 1 table Relations none found. Looked for were totals of rows and columns," in output


def test_a_warning_is_no_tie_on_the_first_line_and_no_error_in_the_code(tmp_path: Path) -> None:
    text = """\
(in millions),FY2023,FY2022
Gross profit,504,460
Operating expenses,(310),(280)
Operating income,203,180
"""
    output = printed("check", _file(tmp_path / "small.csv", text), code=cli.TIES)
    assert output.startswith("WARNS    small.csv  6 figures: 3 tie, 3 break, 0 untested")


def test_an_address_is_not_fetched() -> None:
    output = in_one_line(said("check", "https://example.com/3q.pdf", code=cli.UNREADABLE))
    assert (
        "https://example.com/3q.pdf: this is an address, and no file. Nothing is fetched: save the document," in output
    )


def test_json_is_the_book_that_verify_accepts(misprinted: Path, tmp_path: Path) -> None:
    target = tmp_path / "found" / "book.json"
    assert printed("check", misprinted, "--format", "json", "-o", target, code=cli.BREAKS) == ""
    book = json.loads(target.read_text(encoding="utf-8"))
    assert book["document"]["name"] == "misprinted.csv"
    assert book["summary"] | {"facts": 0} == {
        "figures": 21, "ties": 18, "breaks": 3, "untested": 0, "facts": 0, "recovered": 0, "computed": 0, "deduced": 0,
    }  # fmt: skip
    (finding,) = book["findings"]
    first = finding["corrections"][0][0]
    assert (first["suggested"], first["slip"]) == ("8,471", "transposed digits")
    suspect = next(figure for figure in book["figures"] if figure["id"] == first["figure"])
    assert (suspect["text"], suspect["value"], suspect["status"]) == ("8,741", "8741000000", "breaks")
    assert (suspect["place"]["line"], suspect["place"]["row"], suspect["place"]["column"]) == (9, 8, 3)
    assert said("verify", target).startswith("Accepted: 21 figures, ")


def test_json_lines_have_one_line_a_document_though_they_are_tied_to_each_other(
    balance: Path, misprinted: Path
) -> None:
    lines = printed("check", balance, misprinted, "--format", "jsonl", code=cli.BREAKS).splitlines()
    books = [json.loads(line) for line in lines]
    assert [book["document"]["name"] for book in books] == ["balance.csv", "misprinted.csv"]
    assert [book["summary"]["figures"] for book in books] == [21, 21]
    assert [book["summary"]["breaks"] for book in books] == [0, 1]
    (finding,) = books[1]["findings"]
    assert books[0]["findings"] == []
    (figure,) = finding["figures"]
    assert [f["text"] for f in books[1]["figures"] if f["id"] == figure] == ["8,741"]


def test_sarif_points_at_each_suspect_and_names_its_rule(misprinted: Path) -> None:
    log = json.loads(printed("check", misprinted, "--format", "sarif", code=cli.BREAKS))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "does-not-tie"
    assert result["level"] == "error"
    lines = [location["physicalLocation"]["region"]["startLine"] for location in result["locations"]]
    assert lines[0] == 9, "first where it is likeliest wrong"
    assert sorted(lines) == [7, 8, 9]
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "misprinted.csv/row 9/column 4"
    assert result["properties"]["corrections"][0] == [
        {"figure": "t1r8c3", "printed": "8,741", "slip": "transposed digits", "suggested": "8,471"}
    ]


def test_what_cannot_be_read_ends_with_2_and_leaves_the_others_unharmed(balance: Path, tmp_path: Path) -> None:
    output = said("check", balance, tmp_path / "none.csv", code=cli.UNREADABLE)
    assert "TIES     balance.csv  21 figures: 21 tie" in output
    assert f"{tmp_path / 'none.csv'}: the file is missing" in output
    log: dict[str, Any] = json.loads(
        said("check", tmp_path / "none.csv", "--format", "sarif", "-o", tmp_path / "s.json", code=cli.UNREADABLE)
        and (tmp_path / "s.json").read_text(encoding="utf-8")
    )
    (note,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("the file is missing")


def test_folders_and_patterns_mean_their_documents_once_each(tmp_path: Path) -> None:
    _file(tmp_path / "q3" / "b.csv", BALANCE)
    _file(tmp_path / "q3" / "more" / "a.csv", BALANCE)
    _file(tmp_path / "q3" / "notes.xyz", "of no known kind")
    _file(tmp_path / "q3" / ".hidden.csv", BALANCE)
    found = desk.check([tmp_path / "q3", tmp_path / "q3" / "b.csv", f"{tmp_path}/q3/*.csv"])
    assert [document.name for book in found.books for document in book.documents] == ["b.csv", "a.csv"]
    assert found.problems == ()
    (problem,) = desk.check([f"{tmp_path}/q4/*.csv"]).problems
    assert problem.message == "no document matches this pattern"


def test_documents_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for quarter in ("q3", "q4"):
        _file(tmp_path / quarter / "table.csv", BALANCE)
    (book,) = desk.check([tmp_path]).books
    assert [document.name for document in book.documents] == ["q3/table.csv", "q4/table.csv"]


def test_a_stage_that_fails_is_a_problem_of_its_document(
    balance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _file(tmp_path / "other.csv", ",2022,2023\nApples,31,42\nPears,57,61\nTotal,88,103\n")
    whole = crossfoot.tie.engine.tie_briefly

    def fails_once(book: Any, **limits: Any) -> Any:
        if book.title == "balance.csv":
            raise ZeroDivisionError("by design")
        return whole(book, **limits)

    monkeypatch.setattr("crossfoot.tie.engine.tie_briefly", fails_once)
    found = desk.check([balance, other])
    (problem,) = found.problems
    assert (problem.file, problem.message) == (str(balance), "tying out failed: ZeroDivisionError: by design")
    assert problem.remedy == "Nothing of it was proved beyond this stage: please report it with the document"
    assert [len(book.verdicts) for book in found.books] == [0, 6]


def test_a_report_shows_all_sources_on_one_page(balance: Path, misprinted: Path, tmp_path: Path) -> None:
    other = _file(tmp_path / "other.csv", ",2022,2023\nApples,31,42\nPears,57,61\nTotal,88,103\n")
    target = tmp_path / "made" / "report.html"
    output = said("check", balance, misprinted, other, "--report", target, code=cli.BREAKS)
    assert f"{target.parent}: this folder was made for the report\n" in output
    assert "balance.csv + misprinted.csv + other.csv  48 figures:" in output
    page = target.read_text(encoding="utf-8")
    for name in ("balance.csv", "misprinted.csv", "other.csv"):
        assert name in page
    with pytest.raises(InputError, match="this is a folder"):
        desk.check_reporting(tmp_path)


def test_a_stage_that_takes_too_long_is_ended_and_said(balance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never_ends(_book: Any, **_limits: Any) -> Any:
        while True:
            pass

    monkeypatch.setattr("crossfoot.tie.engine.tie_briefly", never_ends)
    monkeypatch.setattr("crossfoot.desk.tying.MOST_SECONDS", 1)
    found = desk.check([balance])
    (problem,) = found.problems
    assert problem.message == "tying out took more than 1 seconds of computing and was ended"
    (book,) = found.books
    assert (len(book.figures), book.verdicts) == (21, {})


def test_what_was_told_before_the_time_was_over_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that ties at first sight is told; the other is not looked into, which is no check of the whole."""
    both = f"{MISPRINTED}\n\nSales,2022,2023\nApples,31,42\nPears,57,61\nTotal,88,103\n"
    two = _file(tmp_path / "two.csv", both)
    monkeypatch.setattr("crossfoot.desk.tying.TYING_SECONDS", 0)
    output = said("check", two, code=cli.UNREADABLE)
    assert "The time for tying out was over before" in in_one_line(output)
    found = desk.check([two])
    (problem,) = found.problems
    assert problem.remedy == "What is said of the others holds: for these split it, or give the part that matters"
    (book,) = found.books
    told = {figure.text for figure in book.figures if book.verdicts[figure.id].verdict is Verdict.TIES}
    assert {"42", "61", "103"} <= told
    assert "8,741" not in told


@pytest.mark.parametrize("source", ["-", "/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"])
def test_a_pipe_is_no_document_and_the_error_says_to_save_it(source: str) -> None:
    output = in_one_line(said("check", source, code=cli.UNREADABLE))
    assert f"{source}: what comes through a pipe is not read: its name and kind are not known." in output
    assert "Save it as a file, and name that" in output


def test_a_python_caller_gets_the_book_or_the_problem(misprinted: Path, tmp_path: Path) -> None:
    book = crossfoot.check(misprinted)
    assert [finding.severity for finding in book.findings] == [Severity.ERROR]
    assert book.verdicts["t1r8c3"].verdict is Verdict.BREAKS
    with pytest.raises(InputError, match="the file is missing"):
        crossfoot.check(tmp_path / "none.csv")
    with pytest.raises(InputError, match="holds no document"):
        crossfoot.check(_file(tmp_path / "empty" / "x.xyz", "-").parent)


def test_an_output_that_cannot_be_written_is_a_problem(balance: Path) -> None:
    with pytest.raises(InputError, match="it cannot be written"):
        desk.write_out("text", balance / "book.json")
    assert balance.read_text(encoding="utf-8") == BALANCE


def test_documents_that_cannot_be_tied_to_each_other_are_tied_alone(
    balance: Path, misprinted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = crossfoot.tie.engine.tie_briefly

    def fails_on_several(book: Any, **limits: Any) -> Any:
        if len(book.documents) > 1:
            raise ZeroDivisionError("by design")
        return whole(book, **limits)

    monkeypatch.setattr("crossfoot.tie.engine.tie_briefly", fails_on_several)
    found = desk.check([balance, misprinted])
    assert [(book.title, len(book.findings)) for book in found.books] == [("balance.csv", 0), ("misprinted.csv", 1)]
    (remark,) = found.remarks
    assert remark.message.startswith("they could not be tied to each other: tying out failed: ZeroDivisionError")
    assert found.problems == ()


def test_a_document_whose_ratios_take_too_long_is_tied_by_its_amounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = crossfoot.tie.engine.tie_briefly

    def never_ends_on_ratios(book: Any, **limits: Any) -> Any:
        while any(identity.ratio is not None for identity in book.identities):
            pass
        return whole(book, **limits)

    growing = _file(
        tmp_path / "growing.csv",
        'JPY million,FY2022,FY2023,Growth\nServices,"4,310","5,120",18.8%\nGoods,"2,204","2,519",14.3%\n'
        'Rents,"1,017","1,243",22.2%\nTotal,"7,531","8,882",17.9%\n',
    )
    monkeypatch.setattr("crossfoot.tie.engine.tie_briefly", never_ends_on_ratios)
    monkeypatch.setattr("crossfoot.desk.tying.MOST_SECONDS", 1)
    found = desk.check([growing])
    (book,) = found.books
    assert found.problems == ()
    assert [remark.message.rpartition(": ")[2] for remark in found.remarks] == ["its ratios were left out"]
    assert [book.verdicts[f"t1r4c{column}"].verdict for column in (1, 2, 3)] == [
        Verdict.TIES, Verdict.TIES, Verdict.UNTESTED,
    ]  # fmt: skip


def test_the_report_of_slides_marks_figures_where_they_are_drawn(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Total assets of $8,471 million"
    table = slide.shapes.add_table(4, 2, Pt(50), Pt(150), Pt(300), Pt(120)).table
    rows = (("(in millions)", "FY2023"), ("Current", "4,629"), ("Other", "3,842"), ("Total assets", "8,471"))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    presentation.save(str(tmp_path / "deck.pptx"))
    target = tmp_path / "report.html"
    said("check", tmp_path / "deck.pptx", "--report", target, code=cli.TIES)
    page = target.read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in page
    areas = re.findall(r'class="mark \w+"[^>]*data-figure="(\w+)">.*?<rect x="([\d.]+)" y="([\d.]+)"', page)
    tops = [float(top) for _, _, top in areas]
    assert len(areas) == 4
    assert [top > 150 for top in tops] == [False, True, True, True]
    assert tops == sorted(tops)
    assert all(200 < float(left) < 350 for _, left, _ in areas[1:])  # in the second column
