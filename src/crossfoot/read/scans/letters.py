"""What a recogniser's chances say of a line of text: its characters, where they stand, and what else they may be.

A recogniser gives, for each narrow strip of the line, the chance of every character and of none. The likeliest are
read, one that goes on over several strips once. A doubtful digit of a figure keeps what else it may be, for arithmetic
to decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

NONE = 0
"""The position of "no character" among the chances."""

DOUBT = 2
"""Percent from which another reading of a character is kept."""

_READINGS_MOST = 6
_DOUBTFUL_MOST = 3  # doubtful characters of a word that are varied together
_IN_NUMBERS = frozenset("0123456789.,-()%△▲−")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character read, the strip it stands in, its chance in percent, and others it may be with theirs.

    An empty other says that there may be no character; `text` is empty where there is more likely none.
    """

    text: str
    strip: int
    chance: int
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a line: its text, where its characters begin and the last ends in strips, its least chance in percent.

    `alternatives` are other readings, the likeliest first; only words with digits have any.
    """

    text: str
    edges: tuple[float, ...]
    chance: int
    alternatives: tuple[str, ...] = field(default=())


def letters(chances: NDArray[Any], alphabet: Sequence[str]) -> list[Letter]:
    """The characters of a line, given chances of shape (strips, characters), the first of these being none."""
    best = chances.argmax(axis=1)
    found = []
    for strip, character in enumerate(best.tolist()):
        before = int(best[strip - 1]) if strip else NONE
        here = (chances[strip] * 100).round().astype(int)
        if character == NONE:
            others = tuple(each for each in _others(here, alphabet, NONE) if each[0] in _IN_NUMBERS)
            beside = {alphabet[int(best[at])] for at in (strip - 1, strip + 1) if 0 <= at < len(best)}
            others = tuple(each for each in others if each[0] not in beside)
            if others:
                found.append(Letter("", strip, int(here[NONE]), others))
        elif character != before:
            found.append(
                Letter(alphabet[character], strip, int(here[character]), tuple(_others(here, alphabet, character)))
            )
    return found


def _others(here: NDArray[Any], alphabet: Sequence[str], chosen: int) -> Iterator[tuple[str, int]]:
    for position in np.argsort(-here)[:4].tolist():
        if position != chosen and here[position] >= DOUBT:
            yield ("" if position == NONE else alphabet[position]), int(here[position])


def words(line: Sequence[Letter], strips: int) -> list[ReadWord]:
    """The words of a line of that many strips, parted at its blanks."""
    found: list[ReadWord] = []
    group: list[Letter] = []
    start = 0
    for letter in (*line, Letter(" ", strips, 100)):
        if letter.text.isspace():
            if any(each.text for each in group):
                end = min(letter.strip, strips)
                found.append(_word(group, start, end))
            group, start = [], letter.strip + 1
        else:
            group.append(letter)
    return found


def _word(group: Sequence[Letter], start: int, end: int) -> ReadWord:
    shown = [letter for letter in group if letter.text]
    centres = [letter.strip + 0.5 for letter in shown]
    between = [(left + right) / 2 for left, right in pairwise(centres)]
    half = (centres[-1] - centres[0]) / (2 * (len(centres) - 1)) if len(centres) > 1 else 1.0
    edges = (max(start, centres[0] - half), *between, min(end, centres[-1] + half))
    text = "".join(letter.text for letter in shown)
    alternatives = tuple(_readings(group, text)) if any(map(str.isdigit, text)) else ()
    # A character that was read as several stands on as many edges.
    spread = [edges[0]]
    for letter, edge in zip(shown, edges[1:], strict=True):
        spread += [edge] * len(letter.text)
    return ReadWord(text, tuple(spread), min(letter.chance for letter in shown), alternatives)


def _readings(group: Sequence[Letter], text: str) -> list[str]:
    """Other texts of a word, made of the doubtful characters' other readings, the likeliest first."""
    ranked = sorted((letter for letter in group if letter.others), key=lambda letter: letter.chance)
    doubtful = {id(letter) for letter in ranked[:_DOUBTFUL_MOST]}
    choices = [
        [(letter.text, letter.chance), *letter.others] if id(letter) in doubtful else [(letter.text, letter.chance)]
        for letter in group
    ]
    found: dict[str, int] = {}
    for choice in product(*choices):
        chance = 100
        for _, each in choice:
            chance = chance * each // 100
        reading = "".join(character for character, _ in choice)
        if reading != text:
            found[reading] = max(found.get(reading, 0), chance)
    return sorted(found, key=lambda reading: (-found[reading], reading))[:_READINGS_MOST]
