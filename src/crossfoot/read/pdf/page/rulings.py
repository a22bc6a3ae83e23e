"""Level lines as a reader sees them: pieces that abut are one line, and lines in the colour of the paper are none."""

from collections.abc import Iterable
from dataclasses import replace

from crossfoot.read.pdf.page.pages import Rule

_PAPER = 235  # of 255, from which a colour is that of the paper, or of its shading
_LEVEL = 0.6  # points by which pieces of one line may differ in height
_ABUTTING = 1.0  # points between pieces of one line


def level_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The level lines among rules, from the top, and from the left where they are level."""
    seen = [rule for rule in rules if rule.horizontal and (rule.colour is None or min(rule.colour) < _PAPER)]
    joined: list[Rule] = []
    for rule in sorted(seen, key=lambda rule: (round(rule.box[1]), rule.box[0])):
        last = joined[-1] if joined else None
        if last is not None and _abut(last, rule):
            left, top, right, bottom = last.box
            joined[-1] = replace(last, box=(left, top, max(right, rule.box[2]), bottom))
        else:
            joined.append(rule)
    return sorted(joined, key=lambda rule: rule.box[1])


def _abut(last: Rule, rule: Rule) -> bool:
    level = abs(last.box[1] - rule.box[1]) <= _LEVEL and last.colour == rule.colour
    return level and rule.box[0] - last.box[2] <= _ABUTTING
