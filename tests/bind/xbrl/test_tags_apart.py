"""A tag is held against the page as far as the tags in line with it agree with theirs (docs/findings.md)."""

from pathlib import Path

import pytest
from tests.read.xbrl.reports import page

from crossfoot.desk.checking import checked
from crossfoot.model.findings import Severity

LINES = {"Sales": ("1,234", "1,180"), "Fees": ("410", "395"), "Rent": ("96", "88"), "Total": ("1,740", "1,663")}
CONTEXTS = ("now", "before")


def statement(wrong: dict[tuple[str, int], str] | None = None, *, minus: str = "") -> str:
    """A table in thousands of yen with a tag in every cell; `wrong` gives the attributes of tags that are not right."""
    rows = "<tr><td></td><td>Year ended March 31, 2024</td><td>Year ended March 31, 2023</td></tr>"
    for line, texts in LINES.items():
        cells = ""
        for column, text in enumerate(texts):
            given = (wrong or {}).get((line, column), f'contextRef="{CONTEXTS[column]}" scale="3"')
            tag = f'<ix:nonFraction name="co:{line}" unitRef="JPY" decimals="-3" {given} format="ixt:num-dot-decimal">'
            shown = f"({tag}{text}</ix:nonFraction>)" if line == minus else f"{tag}{text}</ix:nonFraction>"
            cells += f"<td>{shown}</td>"
        rows += f"<tr><td>{line}</td>{cells}</tr>"
    return page(f"<p>Consolidated statements of income (thousands of yen)</p><table>{rows}</table>")


def said(tmp_path: Path, text: str) -> list[str]:
    """What is said of tags that differ from their page."""
    path = tmp_path / "r.htm"
    path.write_text(text, encoding="utf-8")
    findings = [finding for finding in checked(path).findings if finding.code == "tag-differs"]
    assert all(finding.severity is Severity.WARNING and len(finding.figures) == 1 for finding in findings)
    return [finding.message for finding in findings]


def test_tags_that_agree_with_their_page_are_told_nothing_of(tmp_path: Path) -> None:
    assert said(tmp_path, statement()) == []


def test_a_line_tagged_against_the_sign_of_its_print_is_a_way_of_tagging(tmp_path: Path) -> None:
    assert said(tmp_path, statement(minus="Rent")) == []


@pytest.mark.parametrize(
    ("at", "given", "message"),
    [
        (
            ("Fees", 0),
            'contextRef="now" scale="6"',
            "its tag says 410,000,000 JPY, 1,000 times as much by the scale of the tags beside it.",
        ),
        (
            ("Sales", 1),
            'contextRef="before" scale="0"',
            "its tag says 1,180 JPY, 1/1,000 of it by the scale of the tags beside it.",
        ),
        (
            ("Total", 1),
            'contextRef="before" scale="3" sign="-"',
            "the tags beside it keep the page's sign, and its tag says -1,663,000 JPY.",
        ),
        (
            ("Rent", 0),
            'contextRef="before" scale="3"',
            "the tags in line with it are of FY2024, and its tag says FY2023.",
        ),
    ],
    ids=["scale", "no scale", "sign", "period"],
)
def test_a_tag_apart_from_those_around_it_is_told(
    tmp_path: Path, at: tuple[str, int], given: str, message: str
) -> None:
    line, column = at
    assert said(tmp_path, statement({at: given})) == [f"The page prints {LINES[line][column]} for {line}: {message}"]
