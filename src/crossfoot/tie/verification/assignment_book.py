"""The recount's input from a book's JSON: the claims of its assignments, and all that they rest on."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from crossfoot.tie.verification.arithmetic import SIDES, End, Record, admitted, end_of, tighter


def assignments_of(book: Record) -> dict[str, Any]:
    """What `assignment_checker.recount` checks, from a book's JSON. Raises KeyError, ValueError."""
    regimes = {regime["group"]: regime for regime in book["regimes"]}
    figures = {figure["id"]: figure for figure in book["figures"]}
    labels = {name for block in book["blocks"] for name in block["figures"]}
    return {
        "facts": {fact: _span(ends) for fact, ends in _known(book, regimes, labels).items()},
        "rows": [_row(identity) for identity in book["identities"]],
        "blocks": [
            {
                "id": block["id"],
                "slots": [slot["fact"] for slot in block["slots"]],
                "labels": [{"id": name, "readings": _readings(figures[name], regimes)} for name in block["figures"]],
            }
            for block in book["blocks"]
        ],
        "proven": [
            [figure, fact]
            for assignment in book["assignments"]
            for figure, fact in assignment["slots"]
            if figure in assignment["proven"]
        ],
    }


def _known(book: Record, regimes: Mapping[str, Record], labels: set[str]) -> dict[str, tuple[End, End]]:
    """What figures that are no labels print, and that nonnegative measures are not below zero."""
    signed = {measure["name"] for measure in book["measures"] if measure["nonnegative"] is True}
    # A level is named by its measure alone, its aspects with a suffix after a dot.
    spoken = {
        fact for identity in book["identities"] for _, fact in (*identity["facts"], *identity.get("denominator", ()))
    }
    slots = {slot["fact"] for block in book["blocks"] for slot in block["slots"]}
    none: End = (None, False)
    known: dict[str, tuple[End, End]] = {
        fact: ((Fraction(0), False), none) for fact in spoken | slots if fact.partition("|")[0] in signed
    }
    for figure in book["figures"]:
        if figure["fact"] is not None and figure["id"] not in labels:
            ends = known.get(figure["fact"], (none, none))
            shown = admitted(figure, regimes)
            known[figure["fact"]] = tighter(ends[0], shown[0], "low"), tighter(ends[1], shown[1], "high")
    return known


def _span(ends: tuple[End, End]) -> dict[str, str | None]:
    return {side: None if end is None else str(end) for side, (end, _) in zip(SIDES, ends, strict=True)}


def _readings(figure: Record, regimes: Mapping[str, Record]) -> list[dict[str, str | None]]:
    """What each reading of a label's text admits, the chosen one first."""
    ways = [figure, *({**figure, **alternative} for alternative in figure["alternatives"])]
    return [_span(admitted(way, regimes)) for way in ways]


def _row(identity: Record) -> dict[str, Any]:
    if "ratio" not in identity:
        return {"terms": identity["facts"], **{side: str(end_of(identity, side)[0]) for side in SIDES}}
    names = ("ratio", "denominator", "factor", "offset")
    return {"terms": identity["facts"], **{name: identity[name] for name in names}}
