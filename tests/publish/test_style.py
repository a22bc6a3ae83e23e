"""The look holds its promises: every colour pair is readable, light and dark."""

import re
from importlib import resources

import pytest

CSS = (resources.files("crossfoot.publish") / "assets" / "book.css").read_text(encoding="utf-8")
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", CSS))

TEXT_ON_PAPER = ("ink", "muted", "link", "ties", "breaks", "untested", "recovered", "deduced")


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str, theme: int) -> float:
    """The contrast of two named colours in the light (0) or dark (1) theme."""
    a, b = (luminance(PAIRS[name].split(", ")[theme]) for name in (first, second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised", "sunk", "highlight"])
@pytest.mark.parametrize("text", TEXT_ON_PAPER)
def test_text_is_readable_on_every_ground(text: str, paper: str, theme: int) -> None:
    if paper == "highlight" and text != "ink":
        return  # only the number itself is highlighted, in ink
    assert contrast(text, paper, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("number", range(1, 9))
def test_labels_are_readable_on_their_columns(number: int, theme: int) -> None:
    assert contrast(f"on-c{number}", f"c{number}", theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("number", range(1, 8))
def test_neighbours_in_a_stack_differ_in_lightness_too(number: int, theme: int) -> None:
    assert contrast(f"c{number}", f"c{number + 1}", theme) >= 2


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("look", ["rise", "fall"])
def test_steps_of_a_waterfall_stand_out_from_the_page(look: str, theme: int) -> None:
    assert contrast(look, "paper", theme) >= 3
