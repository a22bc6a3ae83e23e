"""Running text cut into sentences, with the place of each in its passage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A full stop ends a sentence where a capital, a bullet or a quote follows, and no abbreviation stands before it.
_END = re.compile(r"[.!?](?:[\"”’)\]]|\([0-9]{1,2}\))*(?=\s+[\"“‘(\[•◦▪➤✓A-Z0-9])|[。；;]|\n|[•◦▪➤✓♦◆]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|inc|corp|co|ltd|llc|plc|vs|approx|mr|mrs|ms|dr|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"fig|est|incl|excl|avg|dept|ps|rs|rm|fr|kr|nt|ca|cf|vol|sec|art|pp|mn|u\.s|u\.k|e\.g|i\.e|etc)|\b[A-Z])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the character of its passage that it starts at."""

    start: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a passage, in order; bullets and Japanese full stops end one too."""
    start = 0
    for end in _END.finditer(text):
        if end[0].startswith(".") and _ABBREVIATION.search(text[start : end.start()]):
            continue
        if text[start : end.end()].strip():
            yield Sentence(start, text[start : end.end()])
        start = end.end()
    if text[start:].strip():
        yield Sentence(start, text[start:])
