"""Sentences print numbers of the results among dates, counts and references that are none."""

import pytest

from crossfoot.read.numbers_in_text import numbers_in_text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Revenue was up JPY5,036 million, up 28.6% YoY", ["up JPY5,036 million", "up 28.6%"]),
        ("Net revenues of $20.1 billion increased 9%", ["$20.1 billion", "9%"]),
        ("improved by JPY0.36 billion (2.4%) in FY2016", ["JPY0.36 billion", "2.4%"]),
        ("売上高は1,234百万円（前期比5.6％増）となりました", ["1,234百万円", "5.6％増"]),
        ("from Nov. 2016 to Jan. 2017, 892 thousand shares", ["892 thousand"]),
        ("See note 12 and section 3.1.2 of 2016", []),
        ("The margin rose by 40 basis points", ["40 basis points"]),
    ],
)
def test_the_numbers_of_a_sentence_in_order(text: str, printed: list[str]) -> None:
    assert [text[slice(*span)] for span, _ in numbers_in_text(text)] == printed


def test_each_is_read_with_its_scale_and_unit() -> None:
    (_, amount), (_, growth) = numbers_in_text("sales of €1.2 billion, down 3.5 %")
    assert (int(amount.value), int(amount.place), amount.unit) == (1_200_000_000, 100_000_000, "EUR")
    assert (str(growth.value), growth.unit) == ("-3.5", "percent")


def test_brackets_in_a_sentence_are_an_aside_and_no_minus() -> None:
    ((_, share),) = numbers_in_text("most of it (16.4%) abroad")
    assert str(share.value) == "16.4"
