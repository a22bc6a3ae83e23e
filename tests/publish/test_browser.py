"""The site in a real browser, opened from the file system: proofs behind numbers, keys, search and dark pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from tests.publish.ledger_book import COST, QUARTER_2, REVENUE, SERVICES

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
DRIVER = shutil.which("chromedriver") or "/usr/bin/chromedriver"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)

pytestmark = pytest.mark.skipif(
    not (Path(CHROMIUM).exists() and Path(DRIVER).exists()),
    reason="needs Debian's chromium and chromium-driver: no browser here",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[webdriver.Chrome]:
    """A headless browser for all tests of this module."""
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield browser
    browser.quit()


class Reader:
    """A person at the site."""

    def __init__(self, browser: webdriver.Chrome, site: Path) -> None:
        self.browser = browser
        self._site = site

    def open(self, page: str) -> None:
        """Opens a page of the site from the file system, in a fresh document."""
        self.browser.get("about:blank")
        self.browser.get((self._site / "index.html").as_uri().replace("index.html", page))

    def one(self, selector: str) -> WebElement:
        """The first element that a CSS selector finds."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def number(self, fact: str, within: str = "main .prose") -> WebElement:
        """The link of a fact's number."""
        return self.one(f'{within} [data-fact="{fact}"]')

    def press(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.browser.switch_to.active_element.send_keys(*keys)

    @property
    def focus(self) -> WebElement:
        """The element that has the focus."""
        return self.browser.switch_to.active_element

    @property
    def panel(self) -> str:
        """The text of the open panel; empty where none is open."""
        (dialog,) = self.browser.find_elements(By.ID, "panel")
        return dialog.text if dialog.get_attribute("open") is not None else ""

    def panel_says(self, text: str) -> None:
        """Waits until the panel says `text`."""
        WebDriverWait(self.browser, 5).until(lambda _: text in self.panel, f"{text!r} not in {self.panel!r}")

    def color(self, selector: str, kind: str = "background-color") -> str:
        """A computed colour."""
        return self.one(selector).value_of_css_property(kind)


@pytest.fixture
def reader(chromium: webdriver.Chrome, site: Path) -> Iterator[Reader]:
    """A reader, who must not have met an error of the page by the end."""
    chromium.get_log("browser")  # type: ignore[no-untyped-call]
    reader = Reader(chromium, site)
    yield reader
    said = chromium.get_log("browser")  # type: ignore[no-untyped-call]
    assert not [entry["message"] for entry in said]


def test_a_deduced_number_opens_its_proof(reader: Reader) -> None:
    reader.open("services.html")
    reader.number(SERVICES.id).click()
    reader.panel_says("Services & support FY2016 is at most GBP 26.8 million")
    assert "GBP 26.60–26.81 million" in reader.panel
    assert "True value: GBP 26.6035 to 26.8017 million" in reader.panel
    assert "↔ deduced" in reader.panel
    assert "✓ ties" not in reader.panel  # it is printed nowhere, so there was nothing to test
    assert "Not printed anywhere in the sources." in reader.panel
    assert (
        "Services & support growth FY2016 = Services & support FY2016 / Services & support FY2015 − 1" in reader.panel
    )
    assert reader.browser.current_url.endswith("#fact=services%7C2016-04-01%2F2017-03-31%7Cactual")
    assert "open" in (reader.number(SERVICES.id).get_attribute("class") or "").split()


def test_the_certificate_unfolds_to_exact_numbers(reader: Reader) -> None:
    reader.open("services.html")
    reader.number(SERVICES.id).click()
    reader.panel_says("Certificate: 4 steps in exact rational numbers")
    reader.browser.find_elements(By.CSS_SELECTOR, "#panel .proof-entry summary")[1].click()
    reader.panel_says("gives [Services & support · FY2016] ≤ 1,527,550,000/57")


def test_a_stated_number_shows_its_source_with_the_figure_marked(reader: Reader) -> None:
    reader.open("results.html")
    reader.number(REVENUE.id).click()
    reader.panel_says("GBP157.8 million as printed in Results, slide 1: Results")
    assert reader.one("#panel blockquote").text == "Revenue GBP157.8 million"
    assert reader.one("#panel blockquote mark").text == "GBP157.8 million"
    assert "sources/deck.csv:2" in reader.panel
    assert "True values that print so\nGBP 157.75 to 157.85 million" in reader.panel


def test_terms_lead_on_and_back_leads_back(reader: Reader) -> None:
    reader.open("results.html")
    reader.number(REVENUE.id).click()
    reader.panel_says("The printed values leave GBP −0.1 million; rounding explains up to GBP 0.15 million.")
    reader.one(f'#panel .terms [data-fact="{COST.id}"]').click()
    reader.panel_says("Cost of revenues\nGBP 132.5 million")
    reader.browser.back()
    reader.panel_says("Total revenues\nGBP 157.8 million")
    reader.browser.back()
    assert reader.panel == ""


def test_an_address_opens_its_proof(reader: Reader) -> None:
    reader.open("index.html#fact=cost%7C2016-07-01%2F2016-09-30%7Cactual")
    reader.panel_says("◇ assumed")
    assert "Not forced by the arithmetic. What decided: the order of the text." in reader.panel
    assert "1 of 2 labels are proven. 1 other assignment of the run would be admissible too." in reader.panel
    assert "The chosen one costs 0 under the preference, the next best 2." in reader.panel


def test_an_address_of_nothing_says_so(reader: Reader) -> None:
    reader.open("index.html#fact=revenue%7C2061")
    reader.panel_says("This book has no such number")


def test_untested_says_why(reader: Reader) -> None:
    reader.open("figures.html")
    reader.one('main [data-figure="deck-p3-007"]').click()
    reader.panel_says("untested No measure fits it.")
    assert "Placed 1,066 machines <b>worldwide</b>" in reader.panel


def test_a_broken_number_says_so_without_colour(reader: Reader) -> None:
    reader.open("services.html")
    broken = reader.one("main .n.v-breaks")
    script = "return getComputedStyle(arguments[0], '::before').content"
    assert reader.browser.execute_script(script, broken).startswith('"✗ "')
    broken.click()
    reader.panel_says("✗ breaks")
    assert "72 + 17 is not 98" in reader.panel


def test_the_keyboard_opens_closes_and_comes_back(reader: Reader) -> None:
    reader.open("services.html")
    reader.press(Keys.TAB)
    assert reader.focus.text == "Skip to the content"
    number = reader.number(SERVICES.id)
    reader.browser.execute_script("arguments[0].focus()", number)
    reader.press(Keys.ENTER)
    reader.panel_says("↔ deduced")
    assert reader.focus.get_attribute("id") == "panel-title"
    reader.press(Keys.ESCAPE)
    assert reader.panel == ""
    assert reader.focus == number
    reader.press(Keys.ENTER)  # the address is the same: it opens all the same
    reader.panel_says("↔ deduced")


def test_a_chart_label_opens_its_proof(reader: Reader) -> None:
    reader.open("services.html")
    reader.one(f'svg.chart a[data-fact="{QUARTER_2.id}"] text').click()
    reader.panel_says("Cost of revenues\nGBP 33.4 million")


def test_search_finds_a_measure_and_opens_it(reader: Reader) -> None:
    reader.open("index.html")
    reader.one("body").send_keys("/")
    assert reader.focus.get_attribute("id") == "search"
    reader.press("services 2016")
    found = reader.browser.find_elements(By.CSS_SELECTOR, "#found [role=option]")
    assert found[0].text.splitlines()[0].startswith("Services & support FY2016")
    assert reader.focus.get_attribute("aria-activedescendant") == found[0].get_attribute("id")
    reader.press(Keys.ENTER)
    reader.panel_says("GBP 26.60–26.81 million")


def test_search_finds_pages_and_figures_by_arrow_keys(reader: Reader) -> None:
    reader.open("tie-out.html")
    reader.one("#search").send_keys("1,066")
    (figure,) = reader.browser.find_elements(By.CSS_SELECTOR, "#found [role=option]")
    assert figure.text.splitlines()[0] == "1,066"
    reader.press(Keys.ESCAPE)
    assert not reader.one("#found").is_displayed()
    reader.press("results")
    reader.press(Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ENTER)
    WebDriverWait(reader.browser, 5).until(lambda browser: browser.current_url.endswith("/results.html"))
    assert reader.one("h1").text == "Consolidated results"


def test_search_says_when_it_finds_nothing(reader: Reader) -> None:
    reader.open("index.html")
    reader.one("#search").send_keys("zebra")
    assert reader.one("#found").text == "Nothing found."


def test_dark_is_kept_from_page_to_page(reader: Reader) -> None:
    reader.open("services.html")
    light = reader.color("body")
    column = reader.color("svg.chart a path", "fill")
    reader.one("#theme").click()
    assert reader.one("#theme").get_attribute("aria-pressed") == "true"
    assert reader.color("body") != light
    assert reader.color("svg.chart a path", "fill") != column
    reader.open("results.html")
    assert reader.one("#theme").get_attribute("aria-pressed") == "true"
    reader.one("#theme").click()
    assert reader.color("body") == light


def test_the_tie_out_filters_by_status_and_kind(reader: Reader) -> None:
    def left() -> list[str]:
        rows = reader.browser.find_elements(By.CSS_SELECTOR, "#identity-rows tr")
        return [row.get_attribute("data-kind") or "" for row in rows if row.is_displayed()]

    reader.open("tie-out.html")
    assert left() == ["foot", "recalculate", "variance", "variance", "variance"]  # mere definitions last
    reader.one("[data-filter=verdict]").send_keys("ties")
    assert left() == ["recalculate", "variance", "variance"]
    assert reader.one(".filters output").text == "3 of 5"
    reader.one("[data-filter=words]").send_keys("growth")
    assert left() == ["variance"]


def test_an_identity_opens_with_its_terms(reader: Reader) -> None:
    reader.open("tie-out.html")
    reader.one('[data-identity="staff"]').click()
    reader.panel_says("Employees = Engineers + Other staff")
    rows = [row.text.splitlines() for row in reader.browser.find_elements(By.CSS_SELECTOR, "#panel .terms tbody tr")]
    assert rows == [
        ["+ Employees · Mar. 31, 2017 98 employees", "97.5 to 98.5 employees"],
        ["− Engineers · Mar. 31, 2017 72 employees", "71.5 to 72.5 employees"],
        ["− Other staff · Mar. 31, 2017 17 employees", "16.5 to 17.5 employees"],
    ]


def test_on_a_narrow_screen_the_panel_covers_the_page(reader: Reader) -> None:
    reader.browser.set_window_size(480, 900)
    try:
        reader.open("services.html")
        width = "return document.documentElement.scrollWidth <= window.innerWidth"
        assert reader.browser.execute_script(width)
        reader.number(SERVICES.id).click()
        reader.panel_says("↔ deduced")
        modal = "return document.getElementById('panel').matches(':modal')"
        assert reader.browser.execute_script(modal)
        reader.press(Keys.ESCAPE)
        assert reader.panel == ""
    finally:
        reader.browser.set_window_size(1400, 1000)
