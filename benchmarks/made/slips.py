"""Slips: one printed number of a made document altered as people and readers get numbers wrong."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from benchmarks.made.documents import Made, Truth

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def candidates(made: Made) -> list[Truth]:
    """Numbers that a planted sum protects, in a column that is not alone in doing so."""
    times: Counter[str] = Counter()
    found: dict[int, Truth] = {}
    for relation in made.relations():
        if relation.kind in ("sum", "periods"):
            times[f"{relation.kind} {relation.truths[0].line} {relation.truths[0].label}"] += 1
    for relation in made.relations():
        name = f"{relation.kind} {relation.truths[0].line} {relation.truths[0].label}"
        if relation.kind in ("sum", "periods") and times[name] > 1:
            found |= {id(truth): truth for truth in relation.truths if abs(truth.value) > 0}
    return [truth for truth in found.values() if len(re.sub(r"\D", "", truth.text)) >= 3]


def told_candidates(made: Made) -> list[Truth]:
    """Numbers of sentences that tables state too."""
    printed = {(truth.line, truth.period) for table in made.tables() for truth in table.truths()}
    told = [relation.truths[0] for relation in made.relations() if relation.kind == "told"]
    return [t for t in told if (t.line, t.period) in printed and len(re.sub(r"\D", "", t.text)) >= 3]


@contextmanager
def slipped(truth: Truth, chance: random.Random) -> Iterator[str]:
    """The number altered while the context lasts: a digit misread, transposed, dropped or doubled."""
    kept = truth.text, truth.value, truth.exact
    kind, text = _altered(truth.text, chance)
    before, after = (Decimal(_NUMBER.findall(t)[0].replace(",", "")) for t in (kept[0], text))
    truth.text, truth.exact = text, None
    truth.value = kept[1] / before * after
    try:
        yield f"{kind} {kept[0]} -> {text}"
    finally:
        truth.text, truth.value, truth.exact = kept


def _altered(text: str, chance: random.Random) -> tuple[str, str]:
    found = _NUMBER.search(text)
    assert found is not None
    bare, decimals = found[0].replace(",", "").replace(".", ""), len(found[0].partition(".")[2])
    while True:
        kind = chance.choice(("misread", "transposed", "dropped", "doubled"))
        changed = _changed(kind, bare, chance)
        first = changed.lstrip("0")
        if abs(int(changed) - int(bare)) >= 20 and len(first) > decimals:
            break
    whole, tail = (changed[:-decimals], "." + changed[-decimals:]) if decimals else (changed, "")
    shown = f"{int(whole):,}" if "," in found[0] or len(whole) > 3 else whole.lstrip("0") or "0"
    return kind, text[: found.start()] + shown + tail + text[found.end() :]


def _changed(kind: str, bare: str, chance: random.Random) -> str:
    at = chance.randrange(len(bare))
    if kind == "misread":
        return bare[:at] + chance.choice("0123456789") + bare[at + 1 :]
    if kind == "transposed":
        at = min(at, len(bare) - 2)
        return bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]
    return bare[:at] + bare[at + 1 :] if kind == "dropped" and len(bare) > 2 else bare[: at + 1] + bare[at:]
