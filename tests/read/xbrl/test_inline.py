"""Inline XBRL: values as printed, scaled, signed and transformed; texts that go on; targets and sets of pages."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.read.xbrl.reports import CONTEXTS, filing_of, page, read, stated, written

SALES = 'name="co:Sales" contextRef="now" unitRef="JPY" decimals="-6"'


def test_a_number_is_scaled_signed_and_kept_as_printed(tmp_path: Path) -> None:
    tag = f'<p>(<ix:nonFraction {SALES} scale="6" sign="-" format="ixt:num-dot-decimal">1,234</ix:nonFraction>)</p>'
    written(tmp_path, r_htm=page(tag))
    ((_, figure),) = stated(filing_of(tmp_path), "co:Sales")
    assert (figure.text, figure.printed.value) == ("1,234", Decimal(-1234000000))
    assert (figure.printed.place, figure.printed.scale) == (Decimal(1000000), Decimal(1000000))


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        ("", "1234.5", "1234.5"),
        ("ixt:num-dot-decimal", "1,234.50", "1234.50"),
        ("ixt:numdotdecimal", "１，２３４", "1234"),
        ("ixt:num-comma-decimal", "1.234,5", "1234.5"),
        ("ixt:numcommadecimal", "1 234,5", "1234.5"),
        ("ixt:num-dot-decimal-apos", "1'234.5", "1234.5"),
        ("ixt:numdotdecimalin", "1,23,456.7", "123456.7"),
        ("ixt:numunitdecimal", "12円50銭", "12.50"),
        ("ixt:numunitdecimal", "1,234円5銭", "1234.05"),
        ("ixt:zerodash", "—", "0"),
        ("ixt:fixed-zero", "なし", "0"),
        ("ixt-sec:numwordsen", "one hundred and twenty-five thousand", "125000"),
        ("ixt-sec:numwordsen", "no", "0"),
    ],
)
def test_every_registry_writes_numbers_alike(tmp_path: Path, form: str, text: str, value: str) -> None:
    attribute = f'format="{form}"' if form else ""
    names = 'xmlns:ixt-sec="http://www.sec.gov/inlineXBRL/transformation/2015-08-31"'
    tag = f'<ix:nonFraction {names} name="co:A" contextRef="now" unitRef="pure" decimals="0" {attribute}>'
    written(tmp_path, r_htm=page(f"<p>{tag}{text}</ix:nonFraction></p>"))
    ((_, figure),) = stated(filing_of(tmp_path), "co:A")
    assert figure.printed.value == Decimal(value)


@pytest.mark.parametrize(
    ("form", "text", "why"),
    [
        ("ixt:num-dot-decimal", "―", "prints no number"),
        ("ixt:num-dot-decimal", "1.234,5", "prints no number"),
        ("ixt:num-runes", "12", "is not known for numbers"),
        ("", "1,234", "is no number"),
    ],
)
def test_what_a_format_does_not_admit_is_left_out_with_the_reason(
    tmp_path: Path, form: str, text: str, why: str
) -> None:
    attribute = f'format="{form}"' if form else ""
    written(tmp_path, r_htm=page(f"<p><ix:nonFraction {SALES} {attribute}>{text}</ix:nonFraction></p>"))
    (book,), (problem,) = read(tmp_path)
    assert book.filing is not None
    assert book.filing.tags == ()
    assert why in problem.message


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("ixt:dateerayearmonthdayjp", "平成29年3月31日", "2017-03-31"),
        ("ixt:date-jpn-era-year-month-day", "令和元年５月１日", "2019-05-01"),
        ("ixt:dateyearmonthdaycjk", "2024年5月2日", "2024-05-02"),
        ("ixt:date-monthname-day-year-en", "September 30, 2023", "2023-09-30"),
        ("ixt:datelonguk", "30 September 2023", "2023-09-30"),
        ("ixt:datedaymonthyear", "30.09.2023", "2023-09-30"),
        ("ixt:date-month-day-year", "09/30/2023", "2023-09-30"),
        ("ixt:date-year-month-day", "2023-09-30", "2023-09-30"),
        ("ixt:booleantrue", "○", "true"),
    ],
)
def test_days_are_read_in_the_order_that_the_format_names(tmp_path: Path, form: str, text: str, day: str) -> None:
    tag = f'<ix:nonNumeric name="co:FilingDate" contextRef="now" format="{form}">{text}</ix:nonNumeric>'
    written(tmp_path, r_htm=page(f"<p>{tag}</p>"))
    (told,) = filing_of(tmp_path).told
    assert (told.concept, told.text) == ("co:FilingDate", day)


def test_a_text_goes_on_elsewhere_and_excludes_what_is_no_part_of_it(tmp_path: Path) -> None:
    body = """<p><ix:nonNumeric name="co:Name" contextRef="now" continuedAt="c1">Cross<ix:exclude>page 4</ix:exclude>
        </ix:nonNumeric></p><p><ix:continuation id="c1">foot</ix:continuation></p>"""
    written(tmp_path, r_htm=page(body))
    (told,) = filing_of(tmp_path).told
    assert told.text == "Cross foot"


def test_nested_tags_state_the_same_print_twice(tmp_path: Path) -> None:
    inner = '<ix:nonFraction name="co:Same" contextRef="now" unitRef="JPY" decimals="0">12</ix:nonFraction>'
    written(tmp_path, r_htm=page(f"<p><ix:nonFraction {SALES}>{inner}</ix:nonFraction></p>"))
    filing = filing_of(tmp_path)
    assert [(tag.concept, figure.text) for tag, figure in zip(filing.tags, filing.figures, strict=True)] == [
        ("co:Sales", "12"),
        ("co:Same", "12"),
    ]


def test_a_nil_tag_has_no_value(tmp_path: Path) -> None:
    written(tmp_path, r_htm=page(f'<p><ix:nonFraction {SALES} xsi:nil="true">-</ix:nonFraction></p>'))
    assert [tag.is_nil for tag in filing_of(tmp_path).tags] == [True]


def test_each_target_is_a_report_of_its_own(tmp_path: Path) -> None:
    body = f"""<p><ix:nonFraction {SALES}>1</ix:nonFraction></p>
        <p><ix:nonFraction {SALES} target="tax">2</ix:nonFraction></p>"""
    written(tmp_path, r_htm=page(body))
    books, _ = read(tmp_path)
    values = {book.title: [figure.text for figure in book.filing.figures] for book in books if book.filing}
    assert values == {tmp_path.name: ["1"], f"{tmp_path.name} (tax)": ["2"]}


def test_pages_of_a_report_share_contexts_even_where_one_is_given_alone(tmp_path: Path) -> None:
    bare = page(f"<p><ix:nonFraction {SALES}>8</ix:nonFraction></p>")
    start = bare.index("<div style")
    second = bare[:start] + bare[bare.index("</div>", start) + len("</div>") :]
    assert "xbrli:context " not in second
    written(tmp_path, a_htm=page("<p>Cover</p>"), b_htm=second)
    assert [figure.text for figure in filing_of(tmp_path).figures] == ["8"]
    assert [figure.text for figure in filing_of(tmp_path / "b.htm").figures] == ["8"]


def test_pages_may_name_characters_without_declaring_them(tmp_path: Path) -> None:
    written(tmp_path, r_htm="\n" + page(f"<p>a&nbsp;b <ix:nonFraction {SALES}>8</ix:nonFraction></p>"))
    assert [figure.text for figure in filing_of(tmp_path).figures] == ["8"]


def test_what_the_page_prints_is_read_beside_the_tags(tmp_path: Path) -> None:
    cells = f"<tr><td>Sales</td><td><ix:nonFraction {SALES} scale='6'>1,234</ix:nonFraction></td></tr>"
    written(
        tmp_path, r_htm=page(f"<table>{cells}</table>".replace("scale='6'", "scale='6' format='ixt:numdotdecimal'"))
    )
    (book,), _ = read(tmp_path)
    assert [figure.text for figure in book.figures] == ["1,234"]
    assert book.filing is not None
    assert [figure.printed.value for figure in book.filing.figures] == [Decimal(1234000000)]


def test_the_contexts_of_these_tests_are_the_same_in_both_syntaxes() -> None:
    assert page("").count("<xbrli:context ") == CONTEXTS.count("<context ") == 5
