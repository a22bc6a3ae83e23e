"""Anew: what a book says in words, told once more from its proofs, so that words that were changed are noticed.

The checker proves numbers from the book's text alone and knows no words. These are told by the program that wrote them:
a book that an earlier version of it told otherwise is refused too, and checking its documents again writes it anew.
"""

from collections.abc import Iterator

from crossfoot.model.book import Book
from crossfoot.model.facts import Verdict
from crossfoot.tie.blame.breaks import DOES_NOT_TIE, UNDECIDED
from crossfoot.tie.blame.figured import Figured
from crossfoot.tie.blame.messages import message
from crossfoot.tie.blame.off_by_rounding import OFF_BY_ROUNDING, off_by_rounding
from crossfoot.tie.blame.ranking import Ranked
from crossfoot.tie.unreached import NOT_REACHED
from crossfoot.tie.verdicts import Evidence, ticks, verdicts
from crossfoot.tie.wording.explain import explain


def told_otherwise(book: Book) -> tuple[str, ...]:
    """Where a book says something else than its own proofs, one line each; none where every word is theirs."""
    return (*_proofs(book), *_findings(book), *_notes(book), *_judgements(book))


def _proofs(book: Book) -> Iterator[str]:
    told = {explanation.certificate: explanation for explanation in book.explanations}
    for explanation in explain(book).explanations if told else ():
        if told.pop(explanation.certificate, None) != explanation:
            yield f"explanation {explanation.certificate}: its words are not what the certificate proves"
    for certificate in told:
        yield f"explanation {certificate}: there is no such certificate"


def _findings(book: Book) -> Iterator[str]:
    contradictions = [finding for finding in book.findings if finding.code == DOES_NOT_TIE]
    if not contradictions:
        return
    figures = Figured.of(book)
    proved = {certificate.id: certificate.figures for certificate in book.certificates}
    for finding in contradictions:
        where = f"finding {finding.certificate}"
        if finding.severity is not figures.beliefs.severity(finding.identities, finding.corrections):
            yield f"{where}: its severity {finding.severity} is not that of the relations it rests on"
        found = Ranked(finding.corrections, finding.equals)
        if finding.message != message(figures, proved.get(finding.certificate, ()), finding.identities, found):
            yield f"{where}: its message is not what its figures, relations and corrections say"


def _notes(book: Book) -> Iterator[str]:
    """Notes on sums that are off by rounding, from the sums."""
    said = [finding for finding in book.findings if finding.code == OFF_BY_ROUNDING]
    for finding in set(said) ^ set(off_by_rounding(book)):
        where = ", ".join(finding.identities)
        yield f"note on {where}: it is not what the sums of the book say"


def _judgements(book: Book) -> Iterator[str]:
    """Reasons of verdicts and what is left over in identities, from the verdicts themselves."""
    evidence = _evidence(book)
    for said, tick in zip(book.ticks, ticks(book, evidence), strict=True):
        if said != tick:
            yield f"tick {said.identity}: {said.residual} left over, {said.verdict}; its figures leave {tick.residual}"
    left = {name for finding in book.findings if finding.code in {UNDECIDED, NOT_REACHED} for name in finding.figures}
    facts = {figure.id: figure.fact for figure in book.figures}
    for name, verdict in verdicts(book, evidence).items():
        decided = facts[name] is None or facts[name] in book.witness
        if decided and name not in left and book.verdicts[name] != verdict:
            yield f"figure {name}: {book.verdicts[name].reason!r} is not why it {_is(verdict.verdict)}"


def _is(verdict: Verdict) -> str:
    return "is untested" if verdict is Verdict.UNTESTED else str(verdict)


def _evidence(book: Book) -> Evidence:
    """What the verdicts and ticks of a judged book claim of it; what tests a figure may also break another."""
    of = {verdict: {name for name, said in book.verdicts.items() if said.verdict is verdict} for verdict in Verdict}
    tests = {identity for name in of[Verdict.TIES] for identity in book.verdicts[name].identities}
    stated = {figure.fact for figure in book.figures if figure.id not in of[Verdict.BREAKS]}
    return Evidence(
        tested={figure.fact for figure in book.figures if figure.id in of[Verdict.TIES] and figure.fact is not None},
        sound={tick.identity for tick in book.ticks if tick.verdict is Verdict.TIES} | tests,
        suspects=of[Verdict.BREAKS],
        broken={tick.identity for tick in book.ticks if tick.verdict is Verdict.BREAKS},
        unprinted={fact.key for fact in book.facts if fact.key not in stated},
    )
