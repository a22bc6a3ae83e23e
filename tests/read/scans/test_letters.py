"""What a recogniser's chances say of a line: its words, where their characters stand, and what else they may be."""

from collections.abc import Mapping

import numpy as np
import pytest

from crossfoot.read.scans.letters import ReadWord, letters, words

ALPHABET = ("", *"0123456789,.-() ", "A", "B")


def line(*strips: Mapping[str, int] | str) -> list[ReadWord]:
    """The words of a line, given the chances in percent of each strip, or the one character that it shows."""
    chances = np.zeros((len(strips), len(ALPHABET)))
    for at, strip in enumerate(strips):
        for character, chance in ({strip: 100} if isinstance(strip, str) else strip).items():
            chances[at, ALPHABET.index(character)] = chance / 100
    return words(letters(chances, ALPHABET), len(strips))


def readings(*strips: Mapping[str, int] | str) -> list[tuple[str, tuple[str, ...]]]:
    return [(word.text, word.alternatives) for word in line(*strips)]


def test_a_character_over_several_strips_is_one_and_two_with_none_between_are_two() -> None:
    assert readings("1", "1", "", "1", "2", "") == [("112", ())]


def test_words_are_parted_at_blanks() -> None:
    assert [word.text for word in line("A", "", " ", " ", "1", ",", "2")] == ["A", "1,2"]


def test_a_doubtful_digit_keeps_what_else_it_may_be_the_likeliest_first() -> None:
    assert readings("1", {"2": 60, "7": 30, "3": 8}, "0") == [("120", ("170", "130"))]


def test_what_is_hardly_likely_is_no_other_reading() -> None:
    assert readings("1", {"2": 99, "7": 1}) == [("12", ())]


def test_a_digit_may_not_be_there_or_be_missing() -> None:
    assert readings("3", {"": 60, "3": 40}, "", "4") == [("34", ())]  # the same digit going on
    assert readings("5", {"3": 60, "": 40}, "", "4") == [("534", ("54",))]
    assert readings("5", "", {"": 70, ",": 30}, "", "4") == [("54", ("5,4",))]


def test_readings_of_several_doubtful_digits_are_combined() -> None:
    ((text, others),) = readings({"1": 70, "7": 30}, {"6": 90, "8": 10})
    assert (text, others) == ("16", ("76", "18", "78"))


def test_words_without_digits_have_no_other_readings() -> None:
    assert readings({"A": 60, "B": 40}) == [("A", ())]


def test_only_a_few_readings_are_kept() -> None:
    doubtful: list[Mapping[str, int] | str] = [
        {"1": 60, "7": 25, "4": 15},
        "",
        {"2": 60, "3": 25, "5": 15},
        "",
        {"6": 60, "8": 25, "0": 15},
    ]
    ((_, others),) = readings(*doubtful)
    assert len(others) == 6


def test_edges_stand_between_characters_and_around_them() -> None:
    (word,) = line("", "1", "", "2", "", "")
    assert word.edges == pytest.approx((0.5, 2.5, 4.5))
    (alone,) = line("", "", "1", "")
    assert alone.edges == pytest.approx((1.5, 3.5))
