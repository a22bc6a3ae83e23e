"""`crossfoot why`: how one number is known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossfoot import desk
from crossfoot.cli.terminal import counted, say

if TYPE_CHECKING:
    from crossfoot.tie.wording.why import Answer

MOST_RELATIONS = 5  # of one fact; the rest is counted


def why(
    book: Annotated[Path, typer.Argument(help="A book.json, the folder it lies in, or a built project.")],
    figure: Annotated[list[str], typer.Argument(help="A figure's id, a fact's id, or words: a measure and a period.")],
) -> None:
    """Say how a number is known: its source, its arithmetic, its bounds and their proof."""
    from crossfoot.store.lookup import find
    from crossfoot.tie.wording.why import why as answer
    from crossfoot.tie.wording.why import why_unbound

    known = desk.load(book)
    found = find(known, " ".join(figure))
    if found.fact is not None:
        _print_answer(answer(*desk.deduced(known, found.fact)))
    elif found.figure is not None:
        _print_answer(why_unbound(known, found.figure))


def _print_answer(answer: "Answer") -> None:
    say(answer.name)
    say(f"  {'value':10}{answer.value or 'only bounds are known'}")
    say(f"  {'interval':10}{answer.interval}")
    say(f"  {'known':10}{f'{answer.source}: ' if answer.source else ''}{answer.known}")
    for printing in answer.printings:
        at = f" [{printing.line}]" if printing.line else ""
        say(f"  {'printed':10}{printing.source}{at}")
        say(f"  {'':10}{printing.verdict}: {printing.reason}")
    if answer.recovery:
        say(f"  {'label':10}{answer.recovery}")
    for finding in answer.findings:
        say(f"  {'finding':10}{finding.message}")
        for remedy in finding.remedies:
            say(f"  {'':10}to tie, change {remedy}")
    if answer.arithmetic:
        say("\nArithmetic")
    for relation in answer.arithmetic[:MOST_RELATIONS]:
        say(f"  {relation.relation}")
        say(f"    {relation.verdict}; {relation.origin}")
        for operand in relation.operands:
            say(f"    {operand.sign} {operand.name}: {operand.known}")
    if len(answer.arithmetic) > MOST_RELATIONS:
        say(f"  and {counted(len(answer.arithmetic) - MOST_RELATIONS, 'more relation')}")
    for proof in answer.proofs:
        say(f"\nProof: {proof.headline}")
        for line in proof.lines:
            say(f"  {line.text}")
