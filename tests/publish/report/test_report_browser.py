"""The report in a real browser, opened from the file system: marks, proofs, walking by keys, filters, dark, narrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from tests.publish.ledger_book import ledger_book
from tests.publish.report.checked import MISPRINT
from tests.publish.test_browser import chromium, pytestmark  # noqa: F401 - the browser, and the skip without one

from crossfoot.model.book import Book
from crossfoot.model.findings import Finding, Severity
from crossfoot.publish.report import writing
from crossfoot.publish.report.writing import write_report


class Auditor:
    """A person at the report."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def open(self, report: Path, address: str = "") -> None:
        """Opens a report from the file system, in a fresh document."""
        self.browser.get("about:blank")
        self.browser.get(report.as_uri() + address)

    def one(self, selector: str) -> WebElement:
        """The first element that a CSS selector finds."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def marks(self, selector: str) -> list[WebElement]:
        """Those of the elements that can be seen."""
        return [one for one in self.browser.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()]

    def press(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.focus.send_keys(*keys)

    @property
    def focus(self) -> WebElement:
        """The element that has the focus."""
        return self.browser.switch_to.active_element

    @property
    def panel(self) -> str:
        """The text of the open panel; empty where none is open."""
        dialog = self.one("#panel")
        return dialog.text if dialog.get_attribute("open") is not None else ""

    def panel_says(self, text: str) -> None:
        """Waits until the panel says `text`."""
        WebDriverWait(self.browser, 5).until(lambda _: text in self.panel, f"{text!r} not in {self.panel!r}")

    def reads(self, selector: str, text: str) -> None:
        """Waits until an element says `text`."""
        WebDriverWait(self.browser, 5).until(lambda _: self.one(selector).text == text, f"{selector} says no {text!r}")

    def sees(self, element: WebElement) -> bool:
        """Whether an element stands within the window, below what is fixed at its top."""
        script = "const box = arguments[0].getBoundingClientRect(); return box.top > 90 && box.bottom < innerHeight"
        return bool(self.browser.execute_script(script, element))

    def waits_to_see(self, element: WebElement) -> None:
        """Waits until the page has moved an element into the window."""
        WebDriverWait(self.browser, 5).until(lambda _: self.sees(element), "it is not in sight")


@pytest.fixture
def auditor(chromium: webdriver.Chrome) -> Iterator[Auditor]:  # noqa: F811
    """An auditor, who must not have met an error of the page by the end."""
    chromium.get_log("browser")  # type: ignore[no-untyped-call]
    yield Auditor(chromium)
    said = chromium.get_log("browser")  # type: ignore[no-untyped-call]
    assert not [entry["message"] for entry in said]


@pytest.fixture(scope="session")
def two_documents(income_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a book of two documents, each with a finding, and of a note."""
    ledger = ledger_book()
    measures = dict(income_book.measures) | dict(ledger.measures)
    verdicts = dict(income_book.verdicts) | dict(ledger.verdicts)
    parts = (
        "documents",
        "figures",
        "identities",
        "facts",
        "ticks",
        "findings",
        "certificates",
        "explanations",
        "grids",
    )
    joined = {part: getattr(income_book, part) + getattr(ledger, part) for part in parts}
    joined["findings"] += (Finding("not-reported", Severity.NOTE, "Backlog is not reported"),)
    target = tmp_path_factory.mktemp("two") / "report.html"
    write_report(income_book.grown(**joined, measures=measures, verdicts=verdicts, blocks=ledger.blocks), {}, target)
    return target


def test_a_tick_on_the_page_opens_the_proof(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    auditor.one(".picture .mark.breaks rect").click()
    auditor.panel_says("page 2, table 1".upper())
    assert f"{MISPRINT}\nTotal revenues · FY2023\nPrints so: JPY 22,067.5 to 22,068.5 million" in auditor.panel
    assert "✗ breaks\nno true values satisfy it together with the rest. No true values print so" in auditor.panel
    assert "As the rest needs it\nJPY 22,085 to 22,087 million\nSuggested\n22,086 (likely slip: transposed digits)" in (
        auditor.panel
    )
    assert "The printed values leave JPY 18 million; rounding explains up to JPY 1.5 million." in auditor.panel
    assert auditor.one("#panel .cutout").get_attribute("aria-label") == f"{MISPRINT} on its page"
    assert "meant" in (auditor.one(".picture .mark.breaks").get_attribute("class") or "").split()


def test_proofs_and_search_work_from_packed_records(
    auditor: Auditor, income_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PACKED", 0)
    write_report(income_book, {}, tmp_path / "report.html")
    auditor.open(tmp_path / "report.html", "#finding=0")
    auditor.panel_says("Total revenues FY2023 22,068 does not tie with the rest")
    auditor.press(Keys.ESCAPE)
    auditor.one("#search").send_keys("gross profit")
    WebDriverWait(auditor.browser, 5).until(lambda _: "Gross profit" in auditor.one("#found").text)


def test_a_term_leads_to_its_own_place_and_back_leads_back(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    auditor.one(".picture .mark.breaks rect").click()
    auditor.panel_says("Total revenues · FY2023")
    auditor.one("#panel .terms a.fig.ties").click()
    auditor.panel_says("5,966\nGross profit · FY2023")
    meant = [one.get_attribute("data-figure") for one in auditor.marks(".picture .meant")]
    assert auditor.browser.current_url.endswith(f"#figure={meant[0]}")
    auditor.browser.back()
    auditor.panel_says("22,068\nTotal revenues · FY2023")


def test_keys_walk_from_finding_to_finding_and_bring_its_page(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    mark = auditor.one(".picture .mark.breaks")
    assert not auditor.sees(mark)
    auditor.one("body").send_keys("n")
    auditor.panel_says("Total revenues FY2023 22,068 does not tie with the rest")
    auditor.waits_to_see(mark)
    assert auditor.one("#walk").text == "1 of 1 finding"
    assert "In conflict" in auditor.panel
    assert "22,068 cannot stand" in auditor.panel
    auditor.press(Keys.ESCAPE)
    assert auditor.panel == ""


def test_the_walk_goes_round_and_counts(auditor: Auditor, two_documents: Path) -> None:
    auditor.open(two_documents)
    assert auditor.one("#walk").text == "2 findings"
    for count in ("1 of 2 findings", "2 of 2 findings", "1 of 2 findings"):
        auditor.press("n")
        auditor.reads("#walk", count)
    auditor.press("p")
    auditor.reads("#walk", "2 of 2 findings")
    auditor.panel_says("finding 2 of 2".upper())
    assert (auditor.one(".notes .finding a").get_attribute("href") or "").endswith("#finding=2")
    auditor.open(two_documents, "#finding=2")
    auditor.panel_says("NOTE\n✕\nBacklog is not reported.")


def test_one_document_can_be_shown_alone(auditor: Auditor, two_documents: Path) -> None:
    auditor.open(two_documents)
    assert len(auditor.marks(".document")) == 2
    auditor.one("#document").send_keys("Results")
    assert [one.text for one in auditor.marks(".document > h2")] == ["Results"]
    assert len(auditor.marks(".findings > .finding")) == 1
    assert auditor.one("#walk").text == "1 finding"
    places = [row.text for row in auditor.marks("#untested-rows tr")]
    assert places
    assert all("Results" in place for place in places)


def test_a_link_to_a_document_that_is_left_out_brings_it_back(auditor: Auditor, two_documents: Path) -> None:
    auditor.open(two_documents)
    auditor.one("#document").send_keys("Results")
    auditor.browser.execute_script("location.hash = '#figure=t1r5c2'")
    auditor.panel_says("Total revenues · FY2023")
    WebDriverWait(auditor.browser, 5).until(lambda _: len(auditor.marks(".document")) == 2)


def test_marks_of_one_kind_can_be_left_out(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    ties = len(auditor.marks(".picture .mark.ties use"))
    assert ties > 20
    auditor.one("[data-show=ties]").click()
    assert auditor.marks(".picture .mark.ties use") == []
    assert len(auditor.marks(".picture .mark.breaks use")) == 1
    auditor.one("[data-show=ties]").click()
    assert len(auditor.marks(".picture .mark.ties use")) == ties


def test_a_page_is_one_stop_and_arrows_go_from_figure_to_figure(auditor: Auditor, income_report: Path) -> None:
    auditor.open(income_report)
    table = auditor.browser.find_elements(By.CSS_SELECTOR, ".redrawn-table [data-figure]")
    assert [one.get_attribute("tabindex") for one in table] == ["0"] + ["-1"] * 29
    auditor.browser.execute_script("arguments[0].focus()", table[0])
    assert auditor.focus.text == "10,420"
    auditor.press(Keys.ARROW_RIGHT)
    assert auditor.focus.text == "11,318"
    auditor.press(Keys.ARROW_DOWN)
    assert auditor.focus.text == "8,561"
    auditor.press(Keys.ARROW_LEFT)
    assert auditor.focus.text == "8,114"
    auditor.press(Keys.ARROW_UP)
    assert auditor.focus.text == "10,420"
    auditor.press(Keys.ENTER)
    auditor.panel_says("10,420\nSystems · FY2022")
    auditor.press(Keys.ESCAPE)
    assert auditor.focus.text == "10,420"


def test_a_mark_on_a_picture_is_reached_and_opened_by_keys(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    first = auditor.one(".picture .mark[tabindex='0']")
    auditor.browser.execute_script("arguments[0].focus()", first)
    auditor.press(Keys.ARROW_DOWN, Keys.ENTER)
    auditor.panel_says("8,114\nNetwork services · FY2022")
    auditor.press("n")
    auditor.panel_says("22,068 does not tie with the rest")


def test_marks_differ_in_shape_and_are_spoken(auditor: Auditor, two_documents: Path) -> None:
    auditor.open(two_documents)
    signs = {}
    for standing in ("ties", "breaks", "untested", "recovered"):
        mark = auditor.one(f".page .fig.{standing}")
        script = "return getComputedStyle(arguments[0], '::after').content"
        signs[standing] = str(auditor.browser.execute_script(script, mark))[1]
        assert (mark.get_attribute("aria-label") or "").endswith(f": {standing}")
    assert signs == {"ties": "✓", "breaks": "✗", "untested": "○", "recovered": "◆"}


def test_search_finds_a_figure_and_goes_there(auditor: Auditor, income_report: Path) -> None:
    auditor.open(income_report)
    auditor.one("body").send_keys("/")
    auditor.press("22,068")
    (found,) = auditor.browser.find_elements(By.CSS_SELECTOR, "#found [role=option]")[-1:]
    assert found.text.splitlines()[0] == MISPRINT
    found.click()
    auditor.panel_says("Total revenues · FY2023")
    auditor.waits_to_see(auditor.one(".page .fig.breaks"))


def test_identities_are_filtered_and_open(auditor: Auditor, income_report: Path) -> None:
    auditor.open(income_report)
    auditor.browser.execute_script("document.getElementById('identities').scrollIntoView()")
    auditor.one("form[data-filters=identity-rows] [data-filter=verdict]").send_keys("breaks")
    (row,) = auditor.marks("#identity-rows tr")
    row.find_element(By.TAG_NAME, "a").click()
    auditor.panel_says("FY2023: Gross profit = Total revenues − Cost of revenues")
    assert "The odds that this is an accident: 1 in " in auditor.panel


def test_pages_stay_paper_in_the_dark(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    page, mark = auditor.one("body"), auditor.one(".picture .mark.ties")
    light, ink = page.value_of_css_property("background-color"), mark.value_of_css_property("color")
    auditor.one("#theme").click()
    assert page.value_of_css_property("background-color") != light
    assert mark.value_of_css_property("color") == ink
    auditor.one("#theme").click()


def test_pages_can_be_enlarged(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report)
    before = auditor.one(".picture").size["width"]
    auditor.one("#zoom").send_keys("220%")
    assert auditor.one(".picture").size["width"] == pytest.approx(2.2 * before, abs=2)
    width = "return document.documentElement.scrollWidth <= innerWidth"
    assert auditor.browser.execute_script(width)


def test_an_address_opens_a_finding(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report, "#finding=0")
    auditor.panel_says("Error · finding 1 of 1".upper())
    auditor.waits_to_see(auditor.one(".picture .mark.breaks"))


def test_an_address_of_nothing_says_so(auditor: Auditor, pdf_report: Path) -> None:
    auditor.open(pdf_report, "#finding=7")
    auditor.panel_says("This book has no such number")


def test_on_a_narrow_screen_the_panel_covers_the_page(auditor: Auditor, pdf_report: Path) -> None:
    auditor.browser.set_window_size(480, 900)
    try:
        auditor.open(pdf_report)
        assert auditor.browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        auditor.one("body").send_keys("n")
        auditor.panel_says("does not tie with the rest")
        assert auditor.browser.execute_script("return document.getElementById('panel').matches(':modal')")
        auditor.press(Keys.ESCAPE)
        assert auditor.panel == ""
    finally:
        auditor.browser.set_window_size(1400, 1000)
