"""The site as written: its files, its links, its numbers, and the facts behind them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.publish.ledger_book import COST, QUARTER_2, REVENUE, SERVICES, ledger_book
from tests.publish.markup import Element, broken_links, read_html, script_value

from crossfoot.model.book import Book
from crossfoot.publish.site import write_site

HTML = ("index", "results", "services", "tie-out", "figures", "sources")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Element]:
    """Every page of the site, by its name, read strictly."""
    return {name: read_html(site / f"{name}.html") for name in HTML}


@pytest.fixture(scope="session")
def records(site: Path) -> dict[str, Any]:
    """The records that every page carries."""
    return dict(script_value(site / "assets" / "facts.js"))


def rows(table: Element) -> list[list[str]]:
    """The cells' texts of a table's body."""
    cells = ("td", "th")
    return [[cell.text.strip() for cell in row.within if cell.tag in cells] for row in table.find("tbody").all("tr")]


def charts(page: Element) -> list[Element]:
    """The charts of a page."""
    return page.all("svg", class_="chart")


def test_the_site_has_a_page_each_and_the_workpapers(site: Path) -> None:
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assets = ["book.css", "facts.js", "mark.svg", "panel.js", "proofs-0.js", "search.js", "theme.js"]
    assert files == sorted([f"{name}.html" for name in HTML] + [f"assets/{name}" for name in assets])


def test_every_link_leads_somewhere(pages: dict[str, Element], site: Path) -> None:
    assert broken_links(site) == []
    assert sum(len(page.all("a")) for page in pages.values()) == 200
    for page in pages.values():
        for tag, attribute in (("link", "href"), ("script", "src")):
            assert all((site / one.attributes[attribute]).is_file() for one in page.all(tag))


def test_every_number_names_a_fact_that_the_page_carries(pages: dict[str, Element], records: dict[str, Any]) -> None:
    numbers = [one for page in pages.values() for one in page.within if "data-fact" in one.attributes]
    assert {one.attributes["data-fact"] for one in numbers} <= set(records["facts"])
    assert len(numbers) > 100
    for one in numbers:
        assert unquote(one.attributes["href"]) == f"#fact={one.attributes['data-fact']}"


def test_nothing_is_asked_of_any_network(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")  # a name, not an address
            assert "http://" not in text, path
            assert "https://" not in text, path
            assert "fetch(" not in text, path
            assert "@import" not in text, path


def test_no_script_or_style_hides_in_the_markup(pages: dict[str, Element]) -> None:
    for page in pages.values():
        policy = page.find("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert not [one for one in page.within if any(name.startswith("on") for name in one.attributes)]
        assert not [one for one in page.within if "style" in one.attributes]
        assert not [one for one in page.all("script") if one.text.strip()]
        assert not page.all("style")


def test_what_an_author_or_a_source_wrote_stays_text(pages: dict[str, Element]) -> None:
    assert "Literal <b>markup</b> & signs stay text." in pages["results"].text
    assert "Placed 1,066 machines <b>worldwide</b>" in pages["sources"].text
    assert not [one for page in pages.values() for one in page.all("b")]


def test_a_sentence_prints_its_numbers(pages: dict[str, Element]) -> None:
    text = " ".join(pages["services"].find("div", class_="prose").text.split())
    assert text == (
        "Services Services brought GBP 26.60–26.81 million, up GBP 11.1 million or +71.3%. The year before they "
        "brought ≤ GBP 15.7 million; the backlog is GBP n/a million. Treasury stock stood at −GBP 1.5 million, and "
        "98 people worked in 12 offices."
    ).replace("GBP n/a million", "n/a")


def test_a_number_shows_how_it_is_known_and_whether_it_ties(pages: dict[str, Element]) -> None:
    prose = pages["services"].find("div", class_="prose")
    marks = [(one.text, one.attributes["class"], one.attributes["title"]) for one in prose.all("a")]
    assert marks == [
        ("GBP 26.60–26.81 million", "n k-deduced v-ties f-range", "deduced, ties"),
        ("GBP 11.1 million", "n k-stated v-ties", "stated, ties"),
        ("+71.3%", "n k-stated v-ties", "stated, ties"),
        ("≤ GBP 15.7 million", "n k-deduced v-ties f-bound", "deduced, ties"),
        ("n/a", "n k-unknown v-untested f-none", "unknown, untested"),
        ("−GBP 1.5 million", "n k-stated v-ties", "stated, ties"),
        ("98", "n k-stated v-breaks", "stated, breaks"),
        ("12", "n k-stated v-untested", "stated, untested"),
    ]


def test_a_table_has_its_caption_headers_and_figures(pages: dict[str, Element]) -> None:
    table = pages["results"].find("table")
    assert table.find("caption").text == "Results GBP million"
    assert [(one.text, one.attributes["scope"]) for one in table.find("thead").all("th")] == [
        ("FY2016", "col"),
        ("Target", "col"),
        ("To target", "col"),
    ]
    assert rows(table) == [
        ["Total revenues", "157.8", "158.0", "(0.2)"],
        ["Cost of revenues", "132.5", "n/a", "n/a"],
        ["Margins"],
        ["Gross margin", "25.2", "n/a", "n/a"],
    ]
    (difference,) = [one for one in table.all("a") if one.text == "(0.2)"]
    assert difference.attributes["aria-label"] == "minus 0.2"  # brackets alone are read out as 0.2


def test_a_chart_is_an_image_with_a_title_and_the_same_numbers_as_a_table(pages: dict[str, Element]) -> None:
    page = pages["services"]
    for figure in page.all("figure"):
        (chart,) = charts(figure)
        title, description = chart.attributes["aria-labelledby"].split()
        assert chart.attributes["role"] == "img"
        assert chart.find("title", id=title).text == figure.find("table").find("caption").text.split(" GBP")[0]
        assert "The table below holds the same numbers." in chart.find("desc", id=description).text
        in_table = {one.attributes["data-fact"] for one in figure.find("details").all("a")}
        assert {one.attributes["data-fact"] for one in chart.all("a")} <= in_table
        assert {one.attributes["tabindex"] for one in chart.all("a")} == {"-1"}
    ids = [one.attributes["id"] for one in page.within if "id" in one.attributes]
    assert len(ids) == len(set(ids))


def test_a_chart_labels_its_columns_totals_and_gaps(pages: dict[str, Element]) -> None:
    stacked = charts(pages["services"])[0]
    labels = [(one.text, one.attributes["data-fact"]) for one in texts(stacked)]
    assert ("132.5", COST.id) in labels
    assert ("26.60–26.81↔", SERVICES.id) in labels
    assert ("157.8", REVENUE.id) in labels
    assert [text for text, _ in labels].count("n/a") == 3  # the parts, the total and the growth of the year before
    assert ("33.4◇", QUARTER_2.id) in [
        (one.text, one.attributes["data-fact"]) for one in texts(charts(pages["services"])[1])
    ]


def texts(chart: Element) -> Iterator[Element]:
    """The links of a chart that hold a label, their tips left out of their text."""
    for link in chart.all("a"):
        if link.all("text"):
            link.text = link.find("text").text
            yield link


def test_a_waterfall_subtracts_in_the_houses_style(pages: dict[str, Element]) -> None:
    waterfall = charts(pages["results"])[0]
    assert [one.text for one in texts(waterfall)] == ["157.8", "(132.5)", "25.2"]


def test_colours_are_the_sites_own(pages: dict[str, Element]) -> None:
    for chart in [one for page in pages.values() for one in charts(page)]:
        fills = {one.attributes["fill"] for one in chart.within if "fill" in one.attributes}
        assert all(re.fullmatch(r"none|var\(--[a-z0-9-]+\)", fill) for fill in fills), fills


def test_the_index_counts_what_was_read_and_what_came_of_it(pages: dict[str, Element]) -> None:
    index = pages["index"]
    counts = {one.find("dt").text: one.find("dd").text for one in index.find("dl", class_="counts").all("div")}
    assert counts == {"figures read": "15", "tie": "10", "break": "3", "untested": "2"}
    assert "3 figures cannot all be right" in index.text
    known = {row[0].split()[-1]: int(row[1]) for row in rows(index.find("table"))}
    assert known == {"stated": 12, "computed": 1, "recovered": 1, "deduced": 2, "assumed": 1, "unknown": 10}
    assert "Truncation would leave 25.2 + 132.5 short of 157.8." in index.text


def test_the_tie_out_opens_with_what_breaks(pages: dict[str, Element]) -> None:
    finding = pages["tie-out"].find("li", class_="finding")
    text = " ".join(finding.text.split())
    assert "Engineers and other staff do not add to employees. Figures: 72, 17, 98" in text
    assert "In conflict: Employees = Engineers + Other staff" in text
    assert "98 would need 88 to 90 employees, printed 89 (likely slip: transposed digits)" in text
    assert "Proof: No staff counts satisfy all three figures because 72 + 17 < 97.5" in text


def test_the_tie_out_lists_every_identity_with_its_residual(pages: dict[str, Element]) -> None:
    table = pages["tie-out"].find("tbody", id="identity-rows")
    lines = [[cell.text for cell in row.within if cell.tag in ("td", "th")] for row in table.all("tr")]
    assert lines[0] == [
        "breaks",
        "foot",
        "Employees = Engineers + Other staff",
        "9 employees",
        "1.5 employees",
        "model.yaml:20",
    ]
    assert lines[1] == [
        "ties",
        "recalculate",
        "Gross margin FY2016 = Total revenues FY2016 − Cost of revenues FY2016",
        "GBP −0.1 million",
        "GBP 0.15 million",
        "model.yaml:12",
    ]
    assert lines[-1][:2] == ["untested", "variance"]  # it only defines what is not printed: last
    assert len(lines) == 5


def test_the_tie_out_lists_every_untested_figure_with_its_reason(pages: dict[str, Element]) -> None:
    assert rows(pages["tie-out"].all("table")[1]) == [
        ["12", "Offices · Mar. 31, 2017", "slide 3: Outlook", "no identity speaks of offices"],
        ["1,066", "no measure fits it", "slide 3: Outlook", "no measure fits it"],
    ]


def test_every_figure_stands_in_the_list_with_its_place_and_verdict(pages: dict[str, Element]) -> None:
    listed = rows(pages["figures"].find("table"))
    assert len(listed) == len(ledger_book().figures)
    assert listed[4] == [
        "11.1",
        "Services & support, change on the year before · FY2016",
        "ties",
        "slide 2: Services",
        "sources/deck.csv:6",
    ]


def test_the_sources_show_each_slide_as_printed(pages: dict[str, Element]) -> None:
    sources = pages["sources"]
    assert [one.text for one in sources.all("h2")] == ["Slide 1: Results", "Slide 2: Services", "Slide 3: Outlook"]
    assert sources.find("p", class_="labels").text.split() == ["33.1", "33.4"]
    assert "1 of 2 places are proven; the rest follow a preference: the order of the text." in sources.text
    marked = [one.text for one in sources.all("mark")]
    assert marked == ["GBP157.8 million", "11.1", "71.3%", "1,066"]


def test_a_fact_carries_its_value_bounds_and_the_way_to_its_proof(records: dict[str, Any]) -> None:
    services = records["facts"][SERVICES.id]
    assert (services["label"], services["period"], services["scenario"]) == ("Services & support", "FY2016", "")
    assert services["shown"] == "GBP 26.60–26.81 million"
    assert services["interval"] == "GBP 26.6035 to 26.8017 million"
    assert (services["source"], services["verdict"]) == ("deduced", "ties")
    assert services["identities"] == ["change", "growth"]
    assert services["proofs"] == [
        {"bound": "Lower bound", "id": "proof-low", "chunk": 0},
        {"bound": "Upper bound", "id": "proof-high", "chunk": 0},
    ]


def test_a_figure_carries_the_text_around_it_and_where_it_was_read(records: dict[str, Any]) -> None:
    assert records["figures"]["deck-p2-002"] == {
        "text": "71.3%",
        "fact": "services.growth|2016-04-01/2017-03-31|actual",
        "interval": "71.25 to 71.35%",
        "place": "Results, slide 2: Services",
        "caption": "up GBP11.1 million, up 71.3% YoY",
        "span": [23, 28],
        "at": "sources/deck.csv:7",
        "verdict": "ties",
        "reason": "the rest of the document bounds it",
    }


def test_a_recovered_label_carries_what_decided(records: dict[str, Any]) -> None:
    assert records["figures"]["deck-p2-004"]["block"] == "cost_by_quarter"
    assert records["blocks"]["cost_by_quarter"] == {
        "labels": ["33.1", "33.4"],
        "slots": 2,
        "place": "Results, slide 2: Services",
        "placed": ["deck-p2-003", "deck-p2-004"],
        "proven": ["deck-p2-003"],
        "alternatives": 1,
        "exhausted": True,
        "preference": "the order of the text",
        "cost": 0,
        "next": 2,
    }


def test_a_certificate_is_told_step_by_step_in_exact_numbers(site: Path) -> None:
    proof = script_value(site / "assets" / "proofs-0.js")["proof-high"]
    assert proof["headline"] == "Services & support FY2016 is at most GBP 26.8 million"
    assert [line["text"] for line in proof["lines"]] == [
        "because it rose by at most 11.15 million",
        "and that was at least 71.25% of the FY2015 level",
    ]
    assert [step["gives"] for step in proof["steps"]] == [
        "[Services & support, change on the year before · FY2016] ≤ 11,150,000",
        "−[Services & support, growth on the year before · FY2016] ≤ −285/4",
        "−[Services & support · FY2015] ≤ 0",
        "[Services & support · FY2016] ≤ 1,527,550,000/57",
    ]
    change = "Services & support change FY2016 = Services & support FY2016 − Services & support FY2015"
    growth = "Services & support growth FY2016 = Services & support FY2016 / Services & support FY2015 − 1"
    assert proof["steps"][3]["from"] == [
        "137/57 × step 1",
        f"−80/57 × the identity {change}",
        f"4/285 × the ratio {growth} within the bounds of steps 2 and 3",
    ]


def test_the_same_book_gives_the_same_bytes(paged_book: Book, site: Path, tmp_path: Path) -> None:
    write_site(paged_book, tmp_path)
    for path in site.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(site)).read_bytes() == path.read_bytes(), path.name


def test_a_book_without_pages_findings_or_proofs_still_has_its_workpapers(tmp_path: Path) -> None:
    book = ledger_book().grown(findings=(), certificates=(), explanations=(), verdicts={}, facts=(), assignments=())
    write_site(book, tmp_path)
    assert (
        "None: 0 figures tie together and none breaks; 15 could not be tested"
        in read_html(tmp_path / "tie-out.html").text
    )
    assert not list((tmp_path / "assets").glob("proofs-*.js"))
